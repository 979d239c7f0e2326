"""How well Chinese names, roles and quotes are read: `python -m tests.bench.han [first ...] [errors]`. Figures.

The texts of `han_set/` are our own sentences about public facts, annotated before the code had read them: {name/P} is a
person, {name/O} a body, {name/L} a place; ⟦ and ⟧ enclose statements. Below a text, one line `@ d|i speaker verb` for
each statement in order and one line `# person title body` for each role; `-` stands for none.
Six annotations of the first batch were corrected after its first reading.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from pipeline.facts.model import Names, Quote, actor_key
from pipeline.facts.names.extract import find_names
from pipeline.facts.names.lexicon import lexicon
from pipeline.facts.quotes.extract import find_quotes
from pipeline.facts.roles import find_roles
from pipeline.text.model import Article, Paragraph

SET = Path(__file__).with_name("han_set")
_TYPES = {"P": "PERSON", "O": "ORG", "L": "PLACE"}
_MARK = re.compile(r"\{([^{}/]+)/([POL])\}|([⟦⟧])")
_HALF = 0.5
_CLOSE = 0.8


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its annotations: names and statements by offset, roles by the person's and the body's name."""

    name: str
    article: Article
    names: frozenset[tuple[int, int, str]]
    statements: tuple[tuple[int, int, str, str], ...]
    roles: tuple[tuple[str, str, str], ...]


@dataclass(slots=True)
class Tally:
    """Items found rightly, items read, items annotated."""

    right: int = 0
    read: int = 0
    gold: int = 0

    def __str__(self) -> str:
        precision, recall = self.right / max(self.read, 1), self.right / max(self.gold, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        return f"precision {precision:.3f}  recall {recall:.3f}  f1 {f1:.3f}  gold {self.gold}"


@dataclass(slots=True)
class Score:
    """Figures by what was asked, and errors in words."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)

    def add(self, what: str, right: int, read: int, gold: int) -> None:
        tally = self.tallies.setdefault(what, Tally())
        tally.right, tally.read, tally.gold = tally.right + right, tally.read + read, tally.gold + gold


def texts(batch: str) -> Iterator[Text]:
    """The annotated texts of one batch."""
    parts = re.split(r"^=== (.+)\n", (SET / f"{batch}.txt").read_text(encoding="utf8"), flags=re.MULTILINE)
    for name, block in zip(parts[1::2], parts[2::2], strict=True):
        yield _text(name, block.strip().splitlines())


def _text(name: str, lines: list[str]) -> Text:
    paragraphs: list[Paragraph] = []
    names: set[tuple[int, int, str]] = set()
    spans: list[tuple[int, int]] = []
    at = 0
    for number, line in enumerate(line for line in lines if line[:2] not in ("@ ", "# ")):
        bare, start, done = "", 0, 0
        for mark in _MARK.finditer(line):
            bare += line[done : mark.start()]
            done = mark.end()
            if mark.group(1):
                names.add((at + len(bare), at + len(bare) + len(mark.group(1)), _TYPES[mark.group(2)]))
                bare += mark.group(1)
            elif mark.group(3) == "⟦":
                start = at + len(bare)
            else:
                spans.append((start, at + len(bare)))
        bare += line[done:]
        paragraphs.append(Paragraph(number, "body" if number else "headline", at, at + len(bare), bare, "zh"))
        at += len(bare) + 2
    said = [line.split()[1:3] for line in lines if line.startswith("@ ")]
    article = Article(
        name, "bench", f"{name}.txt", "0", datetime(2025, 11, 1, tzinfo=UTC), "\n\n".join(p.text for p in paragraphs),
        tuple(paragraphs), title=paragraphs[0].text, language="zh", published_on=date(2025, 11, 1),
    )  # fmt: skip
    return Text(
        name, article, frozenset(names), tuple((*s, *q) for s, q in zip(spans, said, strict=True)),  # type: ignore[misc]
        tuple(tuple(line.split()[1:4]) for line in lines if line.startswith("# ")),  # type: ignore[misc]
    )  # fmt: skip


def measure(batch: str) -> Score:
    """Scores of one batch, in the manner of the yardstick: names strictly, roles and statements by overlap."""
    score = Score()
    for text in texts(batch):
        names = find_names(text.article)
        roles, extra = find_roles(text.article, names)
        quotes = find_quotes(text.article, names, roles)
        _names(score, text, names)
        # an annotated name leads to the actor of the first mention that is written so
        actors = {m.surface: m.actor for m in reversed(names.mentions)}
        known = names.actors | extra
        found = [
            (r.actor, r.role, known[r.organisation].name if r.organisation else "-", r.organisation) for r in roles
        ]
        _roles(score, text, found, actors)
        _quotes(score, text, quotes, actors)
    return score


def _names(score: Score, text: Text, names: Names) -> None:
    read = {(m.start, m.end, str(m.entity_type)) for m in names.mentions if m.entity_type in _TYPES.values()}
    score.add("names", len(read & text.names), len(read), len(text.names))
    for kind in _TYPES.values():
        of_kind = [{item for item in group if item[2] == kind} for group in (read, text.names)]
        score.add(f"names {kind}", len(of_kind[0] & of_kind[1]), len(of_kind[0]), len(of_kind[1]))
    for label, items in (("missed", text.names - read), ("false", read - text.names)):
        for start, end, kind in sorted(items):
            context = text.article.text[max(0, start - 6) : end + 6].replace("\n", "/")
            score.errors.append(f"names: {text.name}: {label} {text.article.text[start:end]} {kind} in {context}")


def _roles(
    score: Score, text: Text, found: list[tuple[str, str, str, str | None]], actors: dict[str, str | None]
) -> None:
    left = list(found)
    right = exact = bodies = asked = 0
    for person, title, body in text.roles:
        role = next((r for r in left if r[0] == actors.get(person, "") and _overlap(r[1], title) >= _HALF), None)
        if role is None:
            score.errors.append(f"roles: {text.name}: missed {person} {title} {body}")
            continue
        left.remove(role)
        right += 1
        exact += role[1] == title
        asked += body != "-"
        is_body = body != "-" and role[3] is not None and role[3] == actors.get(body, _country(body))
        bodies += is_body
        if role[1] != title or (body != "-" and not is_body):
            score.errors.append(f"roles: {text.name}: {person} {title} {body} read as {role[1]} {role[2]}")
    score.errors += [f"roles: {text.name}: false {role}" for role in left]
    score.add("roles", right, len(found), len(text.roles))
    score.add("roles, title letter by letter", exact, len(found), len(text.roles))
    score.add("roles, body where one is said", bodies, asked, asked)


def _country(name: str) -> str | None:
    """Actor of a country that the text leaves unsaid."""
    entries = lexicon().han.get(name, ())
    return actor_key("PLACE", entries[0].canonical) if entries else None


def _quotes(score: Score, text: Text, quotes: list[Quote], actors: dict[str, str | None]) -> None:
    whole = text.article.text
    left = list(quotes)
    right = close = asked = heard = kinds = 0
    for start, end, kind, speaker in text.statements:
        best = max(left, key=lambda q: _overlap(whole[start:end], q.text), default=None)
        if best is None or _overlap(whole[start:end], best.text) < 0.3:
            score.errors.append(f"quotes: {text.name}: missed {whole[start:end]} of {speaker}")
            continue
        left.remove(best)
        right += 1
        close += _overlap(whole[start:end], best.text) >= _CLOSE
        kinds += best.quote_type.startswith(kind)
        if not best.quote_type.startswith(kind):
            score.errors.append(f"quotes: {text.name}: {kind} read as {best.quote_type}: {best.text}")
        if speaker == "-":
            continue
        asked += 1
        is_heard = best.speaker is not None and best.speaker == actors.get(speaker)
        heard += is_heard
        if not is_heard:
            score.errors.append(f"quotes: {text.name}: speaker {speaker} read as {best.speaker_surface}: {best.text}")
        if _overlap(whole[start:end], best.text) < _CLOSE:
            score.errors.append(f"quotes: {text.name}: {whole[start:end]} read as {best.text}")
    score.errors += [f"quotes: {text.name}: false {quote.text} of {quote.speaker_surface}" for quote in left]
    score.add("quotes @0.3", right, len(quotes), len(text.statements))
    score.add("quotes @0.8", close, len(quotes), len(text.statements))
    score.add("quotes, type of those found", kinds, right, right)
    score.add("quotes, speaker of those found", heard, asked, asked)


def _overlap(one: str, other: str) -> float:
    """Multiset Jaccard of characters."""
    clean: Callable[[str], Counter[str]] = lambda words: Counter(re.sub(r"\W", "", words))  # noqa: E731
    a, b = clean(one), clean(other)
    return (a & b).total() / max((a | b).total(), 1)


def main() -> int:
    """Print the figures of the batches named, all without a name."""
    words = sys.argv[1:]
    batches = [word for word in words if word != "errors"] or sorted(path.stem for path in SET.glob("*.txt"))
    for batch in batches:
        score = measure(batch)
        print(batch)
        for what, tally in score.tallies.items():
            print(f"  {what:32s} {tally}")
        if "errors" in words:
            print(*(f"    {error}" for error in score.errors), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
