"""From an extractor's lines to the page's paragraphs: boundaries, what extraction lost, what is none of the article.

The extractor tells which part of the page is the article; the page itself tells how a reader sees that part.
"""

import re
from collections.abc import Sequence

from pipeline.text.clean_draft import count_words, ends_sentence
from pipeline.text.html_blocks import ASIDE, CAPTION, HEADING, HIDDEN, LISTED, QUOTED, TABLE, Block, Element
from pipeline.text.html_match import Letters, Span, find_lines

_NONE_OF_IT = ASIDE | CAPTION | HIDDEN
_COVERED = 0.8  # of a block's letters: then the line stands for the block
_LEFT = 0.6  # of the article's letters: when its places take more away, they are not believed
_BEARING = 0.3  # of the article's letters: an element that holds so many is none of what its name says
_CELL_WORDS = 25
_PROSE = 8
_ALL, _MOST = 0.9, 0.5  # of a block's characters are links
_GOES_ON = re.compile(r"[a-zà-ÿ,.;:!?)]")


def settle(text: str, blocks: Sequence[Block], elements: Sequence[Element]) -> str:
    """The article's paragraphs, a line each, from an extractor's `text` and the page's blocks and elements."""
    lines = text.split("\n")
    page = Letters(blocks)
    spans = find_lines(lines, page)
    places = _places(spans, blocks, elements)
    sizes = [(span, span.end - span.start) for span in spans if span]
    left = sum(size for span, size in sizes if not places[span.first] & _NONE_OF_IT)
    if left < _LEFT * sum(size for _, size in sizes):
        places = [place & ~_NONE_OF_IT for place in places]
    return "\n".join(_Settling(blocks, page, places).run(lines, spans))


def _places(spans: Sequence[Span | None], blocks: Sequence[Block], elements: Sequence[Element]) -> list[int]:
    """Flags of each block: those of the elements around it which do not themselves hold the article."""
    weights = [0] * len(elements)
    for span in spans:
        if span:
            element = blocks[span.first].inside
            while element:
                weights[element] += span.end - span.start
                element = elements[element].around
    most = _BEARING * sum(span.end - span.start for span in spans if span)
    inherited = [0] * len(elements)
    for index, element in enumerate(elements):
        own = element.place
        if weights[index] > most:
            own &= ~_NONE_OF_IT
        around = inherited[element.around]
        inherited[index] = own | (around & ~CAPTION if own & QUOTED else around)
    return [inherited[block.inside] for block in blocks]


class _Settling:
    def __init__(self, blocks: Sequence[Block], page: Letters, places: Sequence[int]) -> None:
        self.blocks, self.page, self.places = blocks, page, places

    def run(self, lines: Sequence[str], spans: Sequence[Span | None]) -> list[str]:
        out: list[str] = []
        done = -1
        for line, span in zip(lines, spans, strict=True):
            if span is None:
                out.append(line)
                continue
            if all(self._is_none(index) for index in range(span.first, span.last + 1)) or self._heads_links(span.last):
                continue
            if 0 <= done < span.first:
                out += self._lost(done, span.first)
            out += self._paragraphs(line, span, done)
            done = max(done, span.last)
        return out

    def _is_none(self, index: int) -> bool:
        block = self.blocks[index]
        if self.places[index] & _NONE_OF_IT:
            return True
        if ends_sentence(block.text):
            return False
        return block.linked >= _ALL or (block.linked >= _MOST and self._beside_links(index))

    def _beside_links(self, index: int) -> bool:
        """Whether a list's item stands beside another that leads elsewhere too."""
        if not self.places[index] & LISTED:
            return False
        near = [other for other in (index - 1, index + 1) if 0 <= other < len(self.blocks)]
        return any(self.places[other] & LISTED and self.blocks[other].linked >= _MOST for other in near)

    def _heads_links(self, index: int) -> bool:
        """Whether a heading stands over links to other pages."""
        if not self.places[index] & HEADING or index + 1 >= len(self.blocks):
            return False
        return self.blocks[index + 1].linked >= _MOST and not self.places[index + 1] & (CAPTION | HEADING)

    def _paragraphs(self, line: str, span: Span, done: int) -> list[str]:
        within = self.blocks[span.first : span.last + 1]
        whole = span.end - span.start >= _COVERED * (self.page.starts[span.last + 1] - self.page.starts[span.first])
        if span.first == span.last:
            if span.first == done:
                return [] if whole else [line]
            return [within[0].text] if whole else [line]
        if line.startswith("|"):
            if any(count_words(block.text) >= _CELL_WORDS for block in within):
                return self._own(span)
            return [" ".join(block.text for block in within)]
        return self._own(span) if whole and span.first > done else [line]

    def _own(self, span: Span) -> list[str]:
        texts: list[str] = []
        inside = -1
        for index in range(span.first, span.last + 1):
            if self.places[index] & _NONE_OF_IT:
                continue
            text = self.blocks[index].text
            if texts and self.places[index] & HEADING and self.blocks[index].inside == inside:
                texts[-1] += " " + text
            elif texts and _GOES_ON.match(text) and not ends_sentence(texts[-1]):
                texts[-1] += ("" if text[0] in ",.;:!?)" else " ") + text
            else:
                texts.append(text)
            inside = self.blocks[index].inside
        return texts

    def _lost(self, done: int, first: int) -> list[str]:
        """Prose between two paragraphs, beside one of them, which extraction skipped."""
        beside = {self.blocks[done].container, self.blocks[first].container}
        return [self.blocks[index].text for index in range(done + 1, first) if self._was_lost(index, beside)]

    def _was_lost(self, index: int, beside: set[int]) -> bool:
        block, place = self.blocks[index], self.places[index]
        if block.container not in beside or block.linked >= _ALL or place & (_NONE_OF_IT | TABLE | LISTED):
            return False
        if place & HEADING:
            after = self.blocks[index + 1]
            return after.container in beside and after.linked < _MOST and not self.places[index + 1] & (_NONE_OF_IT | HEADING)
        return count_words(block.text) >= _PROSE and ends_sentence(block.text)
