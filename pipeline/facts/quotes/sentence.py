"""A sentence as words with offsets and names; quoted stretches are masked so that only the reporter's words remain."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.facts.model import Mention
from pipeline.facts.quotes.marks import Marked

MASK = "\u25a1"
_WORD = re.compile(r"\d+(?:[.,]\d+)+|\w+(?:[-'’&/]\w+)*")
_ENDS = frozenset(".!?…。！？")
_VISIBLE = re.compile(r"\S")


@dataclass(slots=True)
class Sentence:
    """Offsets are the article's; `text` is the article's text with quotations masked; `words` are lower case."""

    text: str
    start: int
    end: int
    words: list[str]
    starts: list[int]
    ends: list[int]
    names: list[Mention | None]
    is_headline: bool

    def gap(self, index: int) -> str:
        """Text between word `index - 1` (or the sentence's start) and word `index` (or the sentence's end)."""
        before = self.ends[index - 1] if index > 0 else self.start
        after = self.starts[index] if index < len(self.starts) else self.end
        return self.text[before:after]

    def first_of(self, index: int) -> int:
        """Index of the first word of the name that covers word `index`, or `index`."""
        name = self.names[index]
        while index > 0 and name is not None and self.names[index - 1] is name:
            index -= 1
        return index

    def last_of(self, index: int) -> int:
        """Index of the last word of the name that covers word `index`, or `index`."""
        name = self.names[index]
        while index + 1 < len(self.words) and name is not None and self.names[index + 1] is name:
            index += 1
        return index

    def index_at(self, offset: int) -> int:
        """Index of the first word that starts at or after `offset`."""
        return bisect_left(self.starts, offset)

    def is_capital(self, index: int) -> bool:
        """Whether the word is written with a capital or a digit first."""
        first = self.text[self.starts[index]]
        return first.isupper() or first.isdigit()


def build(
    text: str, span: tuple[int, int], mentions: Sequence[Mention], starts: Sequence[int], is_headline: bool = False
) -> Sentence:
    """Sentence over `text[span]`; `mentions` in text order with their start offsets beside them."""
    start, end = span
    found = [word.span() for word in _WORD.finditer(text, start, end)]
    words = [text[begin:stop].lower() for begin, stop in found]
    begins, ends = [begin for begin, _ in found], [stop for _, stop in found]
    names: list[Mention | None] = [None] * len(words)
    for mention in mentions[bisect_left(starts, start) : bisect_right(starts, end)]:
        for index in range(bisect_right(ends, mention.start), bisect_left(begins, mention.end)):
            names[index] = mention
    return Sentence(text, start, end, words, begins, ends, names, is_headline)


def has_any(text: str, start: int, end: int, words: frozenset[str]) -> bool:
    """Whether one of the words (lower case) stands in `text[start:end]`, read as `build` reads it."""
    return not words.isdisjoint(map(str.lower, _WORD.findall(text, start, end)))


def masked(text: str, spans: Iterable[Marked]) -> str:
    """The text, of the same length, with marked stretches blotted out between uniform marks.

    White space stays, because a report is trimmed by what is seen here, and so does a full stop that ends a stretch,
    because it tells where the sentence ends.
    """
    letters = list(text)
    for span in spans:
        letters[span.outer_start : span.outer_end] = _VISIBLE.sub(MASK, text[span.outer_start : span.outer_end])
        if text[span.end - 1] in _ENDS:
            letters[span.end - 1] = text[span.end - 1]
        if span.opened:
            letters[span.outer_start] = "“"
        if span.closed:
            letters[span.outer_end - 1] = "”"
    return "".join(letters)
