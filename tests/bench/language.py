"""How often the language of a text is right, beside langdetect alone, and what that costs. Figures, no assertions.

`python -m tests.bench.language FILE [--errors N]`; each line of FILE is a JSON object with `set`, `unit`, `lang` and
`text`. Every text goes through `detect_article`, as an article does. The file is halved by a hash of the text: rules
are tuned on the half `tune`; the half `test` is for measuring only. Figures are shares in per cent.
"""

import argparse
import hashlib
import json
import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

from pipeline.text.language import detect_article, warm_up

UNITS = ("w3", "w6", "w10", "sent", "para", "doc")
BANDS = (0.0, 0.6, 0.8, 0.9, 0.95, 0.99)
HEAD = 600  # characters that the one call of langdetect reads, which the cost is compared with
ALLOWED = 1.3
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One text with its true language, our answer and langdetect's."""

    half: str
    unit: str
    true: str
    text: str
    ours: str | None
    confidence: float
    theirs: str | None


@dataclass(frozen=True, slots=True)
class Bar:
    """A share that must be reached over the rows that it concerns."""

    name: str
    least: float
    concerns: Callable[[Row], bool]


BARS = (
    Bar("documents, all languages", 99.0, lambda row: row.unit == "doc"),
    Bar("paragraphs but id and ms", 99.5, lambda row: row.unit == "para" and row.true not in {"id", "ms"}),
    Bar("paragraphs id", 96.0, lambda row: row.unit == "para" and row.true == "id"),
    Bar("paragraphs ms", 96.0, lambda row: row.unit == "para" and row.true == "ms"),
    Bar("paragraphs jv and su", 97.0, lambda row: row.unit == "para" and row.true in {"jv", "su"}),
    Bar("sentences, all languages", 96.0, lambda row: row.unit == "sent"),
)


def seeded() -> DetectorFactory:
    """langdetect as it comes, all its profiles, with a fixed seed."""
    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    factory.set_seed(0)
    return factory


def alone(factory: DetectorFactory, text: str) -> str | None:
    """langdetect's answer without the variant of Chinese."""
    detector = factory.create()
    detector.append(text)
    found = detector.get_probabilities()
    return str(found[0].lang).split("-")[0] if found else None


def answers(path: Path, factory: DetectorFactory) -> list[Row]:
    """Every line of the file with both answers."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        text = entry["text"]
        half = ("tune", "test")[hashlib.sha256(text.encode()).digest()[0] % 2]
        found = detect_article([text])
        theirs = alone(factory, text)
        rows.append(Row(half, entry["unit"], entry["lang"], text, found.language, found.confidence or 0.0, theirs))
    return rows


def share(hits: Iterable[bool]) -> float:
    """Per cent of true values; not a number when there are none."""
    values = list(hits)
    return 100 * sum(values) / len(values) if values else float("nan")


def table(rows: Sequence[Row]) -> None:
    """Ours and langdetect's share of right answers, by language and unit."""
    print("right, ours / langdetect alone\n" + "lang  " + "".join(f"{unit:>15s}" for unit in UNITS))
    for name in [*sorted({row.true for row in rows}), "all"]:
        cells = []
        for unit in UNITS:
            here = [row for row in rows if row.unit == unit and name in {"all", row.true}]
            ours, theirs = share(r.ours == r.true for r in here), share(r.theirs == r.true for r in here)
            cells.append(f"{ours:7.1f} /{theirs:6.1f}")
        print(f"{name:6s}" + "".join(cells))


def bars(rows: Sequence[Row]) -> None:
    """Each bar, on both halves and on the whole; met is judged on the whole."""
    print("\nbar                          least    tune    test     all     n")
    for bar in BARS:
        here = [row for row in rows if bar.concerns(row)]
        tune, test = (share(r.ours == r.true for r in here if r.half == half) for half in ("tune", "test"))
        whole = share(r.ours == r.true for r in here)
        verdict = "met" if whole >= bar.least else "NOT MET"
        print(f"{bar.name:28s} {bar.least:5.1f} {tune:7.2f} {test:7.2f} {whole:7.2f} {len(here):5d}  {verdict}")


def calibration(rows: Sequence[Row]) -> None:
    """How often an answer is right by the confidence it was given with, and what jv and su are called wrongly."""
    print("\nconfidence      answers  right   (sentences, paragraphs, documents)")
    whole = [row for row in rows if row.unit in {"sent", "para", "doc"} and row.ours is not None]
    for low, high in zip(BANDS, (*BANDS[1:], 1.01), strict=True):
        band = [row for row in whole if low <= row.confidence < high]
        print(f"{low:.2f} to {min(high, 1):.2f}   {len(band):6d} {share(r.ours == r.true for r in band):6.1f}")
    local = [row for row in whole if row.true in {"jv", "su"}]
    lost = sum(row.ours in {"id", "ms"} and row.confidence >= 0.95 for row in local)
    print(f"jv and su called id or ms with confidence 0.95 or more: {lost} of {len(local)}")


def cost(rows: Sequence[Row], factory: DetectorFactory) -> None:
    """Seconds of processor time for 1,000 articles of a document cut into paragraphs, both ways by turns."""
    articles = []
    for text in (row.text for row in rows if row.unit == "doc" and row.true in {"id", "ms", "en"}):
        sentences = text.replace("\n", " ").split(". ")
        articles.append([". ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2)])
    if not articles:
        return
    times: dict[str, list[float]] = defaultdict(list)
    for _ in range(ROUNDS):
        for name, call in (
            ("ours", lambda parts: detect_article(parts)),
            ("langdetect", lambda parts: alone(factory, "\n".join(parts)[:HEAD])),
        ):
            start = time.process_time()
            for parts in articles:
                call(parts)
            times[name].append((time.process_time() - start) / len(articles) * 1000)
    ours, theirs = statistics.median(times["ours"]), statistics.median(times["langdetect"])
    verdict = "met" if ours <= ALLOWED * theirs else "NOT MET"
    paragraphs = statistics.mean(map(len, articles))
    print(
        f"\ncost per 1,000 articles of {paragraphs:.1f} paragraphs: ours {ours:.2f} s, one langdetect call on the first"
    )
    print(f"{HEAD} characters {theirs:.2f} s: {100 * (ours / theirs - 1):+.0f} % (bar +30 %)  {verdict}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="print so many wrong answers of the half `tune`")
    options = parser.parse_args()
    warm_up()
    factory = seeded()
    rows = answers(options.file, factory)
    table(rows)
    bars(rows)
    calibration(rows)
    cost(rows, factory)
    wrong = [r for r in rows if r.half == "tune" and r.unit in {"sent", "para", "doc"} and r.ours != r.true]
    for row in wrong[: options.errors]:
        print(row.unit, row.true, row.ours, row.confidence, row.text[:200].replace("\n", " "))


if __name__ == "__main__":
    main()
