"""Damaged pages and texts through reading and extraction: no crash, no lie in an offset, no case above two seconds.

`python -m tests.bench.fuzz [--mutations 20000] [--seed 0] [--first 0] [--workers 2]`. Starts from the saved pages and
the annotated texts in ../shared/gold where that folder is present, and from the sample corpus. The same seed and number
give the same case. CPU seconds are counted, so that other work on the machine does not; what a process loads once
(lexicons, language profiles, the date parser's locales: some 3 s) is loaded before its first case.
"""

import argparse
import gzip
import hashlib
import itertools
import json
import random
import signal
import sys
import time
import traceback
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import polars as pl

from pipeline.facts import frames as facts
from pipeline.text import frames, language
from pipeline.text.model import Document, MediaType, Stated
from pipeline.text.sentences import split_sentences
from tests.bench.mutations import mutate
from tests.running import SAMPLE, SHARED

LONGEST = 2.0  # CPU seconds for reading and extraction of one document
_GIVE_UP = 60.0  # CPU seconds after which a case is stopped
_CHUNK = 50
_UNSEEN = frozenset("\x00\u00ad\u00a0\u200b\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\r\u2028\u0085")
_SURFACES = {"facts.mentions": "surface", "facts.roles": "surface", "facts.figures": "surface", "facts.quotes": "text"}
_DATED_PAGE = (
    b"<html><body><h1>Aturan Pusat Data</h1><span class='date'>Senin Wage 5 Oktbr 2024 pk 3</span>"
    b"<p>Pemerintah menyiapkan aturan baru untuk pusat data yang berlaku mulai tahun depan.</p></body></html>"
)


@dataclass(frozen=True, slots=True)
class Case:
    """A damaged document: the file it was made from and the mutations, in order."""

    number: int
    origin: str
    mutations: tuple[str, ...]
    document: Document


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a case gave: `answer` is "article" or the rejection's reason, `problem` what was wrong, else None."""

    number: int
    what: str
    answer: str
    seconds: float
    problem: str | None


class _TooLong(BaseException):
    """Raised by the timer; no handler of the code under test may take it for an error of its own."""


@cache
def originals(with_gold: bool) -> tuple[tuple[str, bytes, MediaType], ...]:
    """Name, content and kind of the documents that are mutated."""
    found: list[tuple[str, bytes, MediaType]] = []
    for path in sorted(SAMPLE.rglob("*.*")):
        if path.suffix in (".html", ".txt", ".md"):
            found.append((path.name, path.read_bytes(), "html" if path.suffix == ".html" else "text"))
        elif path.suffix == ".jsonl":
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
            found += [(row["id"], row["text"].encode(), "text") for row in rows]
    if with_gold:
        for path in sorted((SHARED / "gold" / "articles").glob("*.txt")):
            found.append((path.name, path.read_bytes(), "text"))
        for path in sorted((SHARED / "gold" / "html" / "pages").glob("*.gz")):
            found.append((path.name, gzip.decompress(path.read_bytes()), "html"))
    return tuple(found)


def document(
    content: bytes, media_type: MediaType, stated: Stated | None = None, encoding: str | None = None
) -> Document:
    """A document of this content as a source would give it."""
    digest = hashlib.sha256(content).hexdigest()
    return Document(
        "fuzz", "fuzz/1", content, media_type, digest, datetime(2026, 1, 1, tzinfo=UTC), stated or Stated(), encoding
    )


def case(seed: int, number: int, with_gold: bool) -> Case:
    """The case of a seed and a number."""
    pick = random.Random(f"{seed}:{number}")
    name, content, media_type = pick.choice(originals(with_gold))
    damaged, mutations = mutate(content, pick, media_type == "html")
    if pick.random() < 0.05:
        media_type = "text" if media_type == "html" else "html"
    encoding = pick.choice(("utf-8", "latin-1", "utf-16", "gb18030", "no-such")) if pick.random() < 0.1 else None
    stated = Stated(languages=("id",)) if pick.random() < 0.3 else Stated()
    return Case(number, name, mutations, document(damaged, media_type, stated, encoding))


def examine(given: Document) -> tuple[str, list[str]]:
    """Read a document and extract its facts; the answer ("article" or the rejection's reason) and what is wrong."""
    cleaned = frames.clean([given], "fuzz")
    if cleaned.rejections:
        refusal = cleaned.rejections[0]
        wrong = [] if refusal.detail and refusal.reason not in ("unreadable", "extractor_error") else [refusal.detail]
        return refusal.reason, wrong
    articles, paragraphs = cleaned.frames["corpus.articles"], cleaned.frames["corpus.paragraphs"]
    wrong = list(_text_problems(articles, paragraphs))
    for extract in (facts.names, facts.figures, facts.topics):
        extracted = extract(articles, paragraphs)
        wrong += [f"{extract.__name__}: {failure}" for _, failure in extracted.failures]
        for table, frame in extracted.frames.items():
            wrong += _fact_problems(table, frame, articles["text"][0], paragraphs)
    return "article", wrong


def _text_problems(articles: pl.DataFrame, paragraphs: pl.DataFrame) -> Iterator[str]:
    text = articles["text"][0]
    if unseen := _UNSEEN & set(text):
        yield f"invisible characters are left: {sorted(unseen)!r}"
    if not unicodedata.is_normalized("NFC", text):
        yield "text is not NFC"
    if text != "\n\n".join(paragraphs["text"]):
        yield "paragraphs do not tile the text"
    for start, end, part, code, sure in paragraphs.select(
        "start_char", "end_char", "text", "language", "language_confidence"
    ).iter_rows():
        if text[start:end] != part or part != " ".join(part.split()) or not part:
            yield f"paragraph {start}:{end} is not its text, or not folded"
        spans = split_sentences(part, code)
        if "".join("".join(part[first:last] for first, last in spans).split()) != "".join(part.split()):
            yield f"sentences lose characters of paragraph {start}:{end}"
        if any(last > first for (_, last), (first, _) in itertools.pairwise(spans)):
            yield f"sentences of paragraph {start}:{end} overlap"
        if any(part[first].isspace() or part[last - 1].isspace() for first, last in spans):
            yield f"a sentence of paragraph {start}:{end} has white space at an end"
        if (code is None) != (sure is None) or not 0 <= (sure or 0.0) <= 1:
            yield f"language {code!r} with confidence {sure!r}"


def _fact_problems(table: str, frame: pl.DataFrame, text: str, paragraphs: pl.DataFrame) -> Iterator[str]:
    places = dict(paragraphs.select("paragraph_id", pl.struct("start_char", "end_char", "text")).iter_rows())
    for row in frame.iter_rows(named=True):
        if "start_char" not in row or row["start_char"] is None:
            if any(cue not in places[row["paragraph_id"]]["text"] for cue in row.get("evidence") or ()
                   if table == "facts.paragraph_topics"):  # fmt: skip
                yield f"{table}: a cue is not in its paragraph"
            continue
        start, end = row["start_char"], row["end_char"]
        if not 0 <= start < end <= len(text):
            yield f"{table}: span {start}:{end}"
        surface = row.get(_SURFACES.get(table, "surface"))
        if surface is not None and text[start:end] != surface:
            yield f"{table}: {surface!r} is not at {start}:{end}"
        if "sentence_start" in row and not row["sentence_start"] <= start < end <= row["sentence_end"]:
            yield f"{table}: {start}:{end} is outside its sentence"
        place = places.get(row.get("paragraph_id"))
        if place and table != "facts.figure_links" and not place["start_char"] <= start < end <= place["end_char"]:
            yield f"{table}: {start}:{end} is outside its paragraph"


def run_case(seed: int, number: int, with_gold: bool) -> Outcome:
    """Make a case and examine it; exceptions and endless work become problems."""
    made = case(seed, number, with_gold)
    what = (
        f"{made.origin} ({made.document.media_type}, {len(made.document.content):,} bytes): {' '.join(made.mutations)}"
    )
    signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, _GIVE_UP)
    started = time.process_time()
    answer = "none"
    try:
        answer, wrong = examine(made.document)
        problem = "; ".join(wrong[:3]) or None
    except _TooLong:
        problem = "stopped in " + " < ".join(_frames_of(sys.exc_info()[2]))
    except Exception as error:
        problem = f"{type(error).__name__}: {error} in " + " < ".join(_frames_of(error.__traceback__))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return Outcome(number, what, answer, time.process_time() - started, problem)


def _stop(*_: object) -> None:
    raise _TooLong


def _frames_of(trace: object) -> list[str]:
    found = traceback.extract_tb(trace)[-6:]  # type: ignore[arg-type]
    return [f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(found)]


def warm_up() -> None:
    """Load what a process loads once, by reading a page with a date in words and every text of the sample."""
    language.warm_up()
    examine(document(_DATED_PAGE, "html"))
    for _, content, media_type in originals(False):
        examine(document(content, media_type))


def _chunk(seed: int, numbers: Sequence[int], with_gold: bool) -> list[Outcome]:
    return [run_case(seed, number, with_gold) for number in numbers]


def run(seed: int, numbers: Sequence[int], workers: int, with_gold: bool) -> Iterator[Outcome]:
    """Outcomes of all cases. A process that dies is itself a finding: its cases are then tried one by one."""
    chunks = [numbers[at : at + _CHUNK] for at in range(0, len(numbers), _CHUNK)]
    while chunks:
        left = []
        with ProcessPoolExecutor(workers, get_context("spawn"), initializer=warm_up) as pool:
            for chunk, future in [(chunk, pool.submit(_chunk, seed, chunk, with_gold)) for chunk in chunks]:
                try:
                    yield from future.result()
                except BrokenProcessPool:
                    left.append(chunk)
        if left:
            yield from _one_by_one(seed, left[0], with_gold)
        chunks = left[1:]


def _one_by_one(seed: int, numbers: Sequence[int], with_gold: bool) -> Iterator[Outcome]:
    for number in numbers:
        with ProcessPoolExecutor(1, get_context("spawn"), initializer=warm_up) as pool:
            try:
                yield from pool.submit(_chunk, seed, [number], with_gold).result()
            except BrokenProcessPool:
                yield Outcome(number, "", "none", 0.0, "the process died")


def main() -> None:
    """Run the cases, print each problem as it is found and a summary; exit with 1 when anything was wrong or slow."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutations", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    parser.add_argument("--workers", type=int, default=2)
    chosen = parser.parse_args()
    with_gold = (SHARED / "gold").is_dir()
    numbers = range(chosen.first, chosen.first + chosen.mutations)
    outcomes: list[Outcome] = []
    for outcome in run(chosen.seed, numbers, chosen.workers, with_gold):
        outcomes.append(outcome)
        if outcome.problem or outcome.seconds > LONGEST:
            print(f"case {outcome.number}, {outcome.seconds:.2f} s, {outcome.what}: {outcome.problem}", flush=True)
        if len(outcomes) % 1000 == 0:
            print(f"{len(outcomes):,} cases done", file=sys.stderr, flush=True)
    times = sorted(outcome.seconds for outcome in outcomes)
    problems = sum(outcome.problem is not None for outcome in outcomes)
    slow = sum(seconds > LONGEST for seconds in times)
    answers = ", ".join(f"{name} {count:,}" for name, count in Counter(o.answer for o in outcomes).most_common())
    print(f"{len(outcomes):,} cases of {len(originals(with_gold))} documents, seed {chosen.seed}: {answers}")
    print(f"{problems} with a problem; {slow} above {LONGEST:.0f} s of CPU; total {sum(times):,.0f} s")
    shares = ", ".join(f"{p}% {times[min(len(times) - 1, len(times) * p // 100)]:.3f}" for p in (50, 90, 99))
    print(f"CPU seconds: {shares}, worst {times[-1]:.3f}")
    for outcome in sorted(outcomes, key=lambda o: -o.seconds)[:10]:
        print(f"  {outcome.seconds:.3f} s  case {outcome.number}, {outcome.what}")
    sys.exit(bool(problems or slow))


if __name__ == "__main__":
    main()
