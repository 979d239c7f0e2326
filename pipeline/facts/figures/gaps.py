"""What stands between the figures of a sentence: the cue words of `figures_links.*.csv`, in order, with distances.

Which figures belong together is decided by the modules that read the gaps, not here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.facts.figures.chinese_script import simplified
from pipeline.facts.figures.tokens import small
from pipeline.facts.model import Figure
from pipeline.lexicons import table

_WORD = re.compile(r"\w+")
_MARKS = re.compile(r"[^\w\s]")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue word: its role and its place in the gap."""

    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Gap:
    """The text before a figure, back to the quantity before it, in small letters; dates in it are blotted out."""

    text: str
    cues: tuple[Cue, ...]
    han: bool

    def last(self, *roles: str) -> Cue | None:
        """The last cue of one of these roles."""
        return next((cue for cue in reversed(self.cues) if cue.role in roles), None)

    def has(self, *roles: str) -> bool:
        """Whether a cue of one of these roles stands here."""
        return self.last(*roles) is not None

    def after(self, cue: Cue) -> int:
        """Words between a cue and the figure."""
        return self._count(self.text[cue.end :])

    @property
    def words(self) -> int:
        """Words of the whole gap."""
        return self._count(self.text)

    def _count(self, text: str) -> int:
        """Words; in Chinese two characters count as one."""
        if self.han:
            return (len(_MARKS.sub("", text).strip()) + 1) // 2
        return len(_WORD.findall(text))


@dataclass(frozen=True, slots=True)
class Row:
    """Quantities of one sentence (indexes into the article's figures), the gap before each, and the text after them."""

    figures: tuple[int, ...]
    gaps: tuple[Gap, ...]
    tail: Gap


def read_row(text: str, figures: Sequence[Figure], chosen: Sequence[int], hidden: Sequence[int], language: str) -> Row:
    """The row of the `chosen` figures of one sentence of the article's `text`; the `hidden` ones are blotted out."""
    blotted = [(figures[k].start, figures[k].end) for k in hidden]
    at, gaps = figures[chosen[0]].sentence_start, []
    for k in chosen:
        gaps.append(_gap(text, at, figures[k].start, blotted, language))
        at = figures[k].end
    return Row(tuple(chosen), tuple(gaps), _gap(text, at, figures[chosen[-1]].sentence_end, blotted, language))


def _gap(text: str, start: int, end: int, blotted: Sequence[tuple[int, int]], language: str) -> Gap:
    between = text[start:end]
    for first, last in blotted:
        if start <= first and last <= end:
            between = between[: first - start] + "#" * (last - first) + between[last - start :]
    return read_gap(between, language)


def read_gap(between: str, language: str) -> Gap:
    """The cues of a text between two figures."""
    lowered = _even(between, language)
    roles, pattern = _cues(language)
    found = tuple(Cue(roles[m.group()], m.start(), m.end()) for m in pattern.finditer(lowered))
    return Gap(lowered, found, language == "zh")


def mentions(text: str, language: str, *roles: str) -> bool:
    """Whether a term of one of these roles may stand in a text; a quick look that spares reading most gaps."""
    lowered = _even(text, language)
    return any(term in lowered for term in _terms(language, roles))


def _even(text: str, language: str) -> str:
    """The text as the lexicon writes its terms, equally long."""
    return simplified(text) if language == "zh" else small(text)


@cache
def _terms(language: str, roles: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(term for term, role in _cues(language)[0].items() if role in roles)


@cache
def _cues(language: str) -> tuple[dict[str, str], re.Pattern[str]]:
    roles = {row["term"]: row["role"] for row in table(f"figures_links.{language}.csv")}
    terms = "|".join(re.escape(term) for term in sorted(roles, key=lambda term: (-len(term), term)))
    return roles, re.compile(terms if language == "zh" else rf"\b(?:{terms})\b")
