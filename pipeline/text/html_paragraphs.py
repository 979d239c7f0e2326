"""From an extractor's lines to the page's paragraphs: boundaries, what extraction lost, what is none of the article.

The extractor tells which part of the page is the article; the page itself tells how a reader sees that part. What a
line says is the cleaner's to judge, here only where it stands.
"""

import re
from collections.abc import Sequence

from pipeline.text.clean_draft import count_words, ends_sentence, is_prose
from pipeline.text.html_blocks import CAPTION, Block, Element
from pipeline.text.html_match import Letters, Span, find_lines, letters
from pipeline.text.html_places import find_containers, find_reasons
from pipeline.text.model import Removed

_MOST_LINES, _MOST_LETTERS = 2_000, 500_000  # more is no article: comparing would take seconds
_COVERED = 0.8  # of a block's letters: then the line stands for the block
_ALL, _MOST = 0.9, 0.5  # of a block's characters are links
_CELL_WORDS = 25  # of a table's cell that holds paragraphs, not data
_PROSE = 8  # words
_LONG = 50  # letters: so many tell a standfirst from other texts
_HEADLINE = 3  # times as long as the headline: a heading that holds it and a kicker
_NEVER_LOST = frozenset({"li", "td", "th", "blockquote"})
_RULER = "|---"  # that trafilatura draws below a table's head
_CREDIT = re.compile(r"\([^()]+/[^()]+\)$")
_LABELLED = re.compile(r"[^.!?:|»→]{2,40}[:|»→](?:\s\S+){3}")  # "Read also: a headline"
_GOES_ON = re.compile(r"[a-zà-ÿ,.;:!?)]")


def settle(
    text: str,
    blocks: Sequence[Block],
    elements: Sequence[Element],
    title: str | None = None,
    standfirst: str | None = None,
) -> tuple[str, list[Removed]]:
    """The article's paragraphs, a line each, and the lines left out for their place on the page.

    `text` is an extractor's, `blocks` and `elements` are the page's. `title` and `standfirst` are what the page states:
    a heading that holds the title and a kicker becomes the title; the standfirst is put first if extraction lost it,
    unless it is a caption.
    """
    lines = text.split("\n")
    page = Letters(blocks)
    if len(lines) > _MOST_LINES or len(page.text) > _MOST_LETTERS:
        return text, []
    spans = find_lines(lines, page)
    settling = _Settling(blocks, elements, page, spans, title)
    paragraphs = settling.run(lines)
    there = letters(text) + letters(" ".join(paragraphs))
    if standfirst and letters(standfirst)[:_LONG] not in there and not settling.is_caption(standfirst):
        paragraphs.insert(0, standfirst)
    return "\n".join(paragraphs), settling.removed


class _Settling:
    def __init__(
        self,
        blocks: Sequence[Block],
        elements: Sequence[Element],
        page: Letters,
        spans: Sequence[Span | None],
        title: str | None,
    ) -> None:
        self.blocks, self.page, self.spans = blocks, page, spans
        self.title = title
        self.extracted = ""
        self.only_h1 = sum(element.tag == "h1" for element in elements) == 1
        self.removed: list[Removed] = []
        self.reasons = find_reasons(spans, blocks, elements)
        self.containers = find_containers(self.reasons, blocks, elements)

    def is_caption(self, text: str) -> bool:
        """Whether a text begins a caption of the page."""
        name = letters(text)
        at = self.page.text.find(name)
        while at >= 0:
            if self.reasons[self.page.span(at, 1).first] == CAPTION:
                return True
            at = self.page.text.find(name, at + 1)
        return False

    def run(self, lines: Sequence[str]) -> list[str]:
        """The paragraphs of the lines."""
        self.extracted = letters(" ".join(lines))
        out: list[str] = []
        done = -1
        for line, span in zip(lines, self.spans, strict=True):
            if span is None:
                out += [] if line.startswith(_RULER) else [line]
                continue
            if reason := self._left_out(span):
                self.removed.append(Removed(line.removeprefix("- "), reason))
                continue
            if 0 <= done < span.first:
                out += [
                    self.blocks[index].text
                    for index in range(done + 1, span.first)
                    if self._was_lost(index, done, span)
                ]
            out += self._paragraphs(line, span, done)
            done = max(done, span.last)
        return out

    def _left_out(self, span: Span) -> str | None:
        reasons = [self._reason(index) for index in range(span.first, span.last + 1)]
        if all(reasons):
            return reasons[0]
        return "related_link" if self._heads_links(span.last) else None

    def _reason(self, index: int) -> str | None:
        block = self.blocks[index]
        if self.reasons[index] or ends_sentence(block.text):
            return self.reasons[index]
        alone = block.linked >= _ALL or (
            block.linked >= _MOST and (bool(_LABELLED.match(block.text)) or self._beside_links(index))
        )
        return "related_link" if alone else None

    def _beside_links(self, index: int) -> bool:
        """Whether a list's item stands beside another that leads elsewhere too."""
        near = [other for other in (index - 1, index, index + 1) if 0 <= other < len(self.blocks)]
        items = [self.blocks[other] for other in near if self.blocks[other].tag == "li"]
        return self.blocks[index] in items and sum(item.linked >= _MOST for item in items) > 1

    def _heads_links(self, index: int) -> bool:
        """Whether a heading stands over links to other pages."""
        heading = self.blocks[index]
        if not heading.heading or is_prose(heading.text) or index + 1 >= len(self.blocks):
            return False
        after = self.blocks[index + 1]
        if after.linked < _MOST or after.heading or self.reasons[index + 1] == CAPTION:
            return False
        return not ends_sentence(after.text)

    def _paragraphs(self, line: str, span: Span, done: int) -> list[str]:
        within = self.blocks[span.first : span.last + 1]
        whole = span.end - span.start >= _COVERED * (self.page.starts[span.last + 1] - self.page.starts[span.first])
        if span.first == span.last and whole:
            return [] if span.first == done else [self._headline(within[0])]
        if span.first == span.last:
            return [line]
        if line.startswith("|") and all(count_words(block.text) < _CELL_WORDS for block in within):
            return [line]
        return self._own(span) if line.startswith("|") or (whole and span.first > done) else [line]

    def _headline(self, block: Block) -> str:
        if not self.title or not block.heading:
            return block.text
        holds = len(block.text) <= _HEADLINE * len(self.title) and letters(self.title) in letters(block.text)
        if not holds and not (block.tag == "h1" and self.only_h1):
            return block.text
        if letters(block.text) != letters(self.title):
            self.removed.append(Removed(block.text, "duplicate_headline"))
        return self.title

    def _own(self, span: Span) -> list[str]:
        """The paragraphs of several blocks; what an element inside a sentence or a heading cut apart is joined."""
        texts: list[str] = []
        inside = -1
        for index in range(span.first, span.last + 1):
            block = self.blocks[index]
            if self.reasons[index]:
                continue
            goes_on = bool(_GOES_ON.match(block.text)) and bool(texts) and not ends_sentence(texts[-1])
            if texts and (goes_on or (block.inside == inside and block.heading)):
                texts[-1] += ("" if block.text[0] in ",.;:!?)" else " ") + block.text
            else:
                texts.append(block.text)
            inside = block.inside
        return texts

    def _was_lost(self, index: int, done: int, span: Span) -> bool:
        """Whether a block between two paragraphs, beside one of them, is prose or a heading that extraction skipped."""
        block = self.blocks[index]
        beside = {self.containers[done], self.containers[span.first]}
        if (
            self.containers[index] not in beside
            or block.linked >= _ALL
            or self.reasons[index]
            or block.tag in _NEVER_LOST
            or letters(block.text) in self.extracted
        ):
            return False
        if block.heading:
            after = self.blocks[index + 1]
            clear = after.linked < _MOST and not self.reasons[index + 1] and not after.heading
            return clear and self.containers[index + 1] in beside
        if self._among_paragraphs(index):
            return not _CREDIT.search(block.text)
        return count_words(block.text) >= _PROSE and ends_sentence(block.text)

    def _among_paragraphs(self, index: int) -> bool:
        """Whether a paragraph stands directly between two others of the same container."""
        around = self.blocks[index - 1 : index + 2]
        return len(set(self.containers[index - 1 : index + 2])) == 1 and all(block.tag == "p" for block in around)
