"""Where an extractor's lines stand among the blocks of a page.

Lines and blocks are compared by their letters and digits, as extractors treat spaces and marks freely.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.text.html_blocks import Block

_REST = re.compile(r"[\W_]+")
_LONG = 40  # letters: so long a line is found by itself, a shorter one only between its neighbours
_END = 20  # letters by which the beginning and the end of a block are known


@dataclass(frozen=True, slots=True)
class Span:
    """Blocks `first` to `last` that hold a line, with the letters of them that the line has: `start` to `end`."""

    first: int
    last: int
    start: int
    end: int


class Letters:
    """The letters of a page's blocks in one string."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        parts = [letters(block.text) for block in blocks]
        self.text = "".join(parts)
        self.starts: list[int] = []
        at = 0
        for part in parts:
            self.starts.append(at)
            at += len(part)
        self.starts.append(at)

    def span(self, start: int, size: int) -> Span:
        """Blocks of `size` letters from `start` on."""
        end = start + size
        return Span(self._block(start), self._block(end - 1), start, end)

    def _block(self, at: int) -> int:
        return bisect_right(self.starts, at) - 1


def letters(text: str) -> str:
    """A text's letters and digits."""
    return _REST.sub("", text).casefold()


def find_lines(lines: Sequence[str], page: Letters) -> list[Span | None]:
    """Span of each line; None for a line that is not on the page as it is."""
    names = [letters(line) for line in lines]
    spans: list[Span | None] = [None] * len(lines)
    at = 0
    for index, name in enumerate(names):
        if len(name) < _LONG:
            continue
        found = page.text.find(name, at)
        if found < 0:
            found = page.text.find(name)
        else:
            at = found + len(name)
        if found >= 0:
            spans[index] = page.span(found, len(name))
        elif span := _same_ends(name, page, at):
            spans[index], at = span, span.end
    _find_short(names, spans, page)
    return spans


def _same_ends(name: str, page: Letters, at: int) -> Span | None:
    """The block that begins and ends as a line does of which extraction lost a part or moved one."""
    found = page.text.find(name[:_END], at)
    if found < 0:
        return None
    block = page.span(found, 1).first
    start, end = page.starts[block], page.starts[block + 1]
    if start != found or not page.text.endswith(name[-_END:], start, end) or end - start > 2 * len(name):
        return None
    return Span(block, block, start, end)


def _find_short(names: Sequence[str], spans: list[Span | None], page: Letters) -> None:
    """Short lines: whole blocks between the lines around them; before the first line, the nearest to it."""
    nexts = [len(page.text)] * (len(names) + 1)  # where the next found line starts
    for index in range(len(names) - 1, -1, -1):
        span = spans[index]
        nexts[index] = span.start if span else nexts[index + 1]
    after = 0
    for index, name in enumerate(names):
        if spans[index] is None and 0 < len(name) < _LONG:
            before = nexts[index] if nexts[index] >= after else len(page.text)
            spans[index] = _whole(name, page, after, before, last=after == 0)
        if (span := spans[index]) is not None:
            after = span.end


def _whole(name: str, page: Letters, after: int, before: int, last: bool) -> Span | None:
    at, end = after, before
    for _ in range(20):
        found = page.text.rfind(name, at, end) if last else page.text.find(name, at, end)
        if found < 0:
            return None
        span = page.span(found, len(name))
        if page.starts[span.first] == found:
            return span
        at, end = (at, found + len(name) - 1) if last else (found + 1, end)
    return None
