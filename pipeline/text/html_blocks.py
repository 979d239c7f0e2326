"""The blocks of text a reader sees on a page, in order, each with what its place in the markup tells about it.

A block is the text between two edges of block elements, or between line breaks. Which blocks are the article is not
decided here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from lxml import etree
from lxml.html import HtmlElement

from pipeline import lexicons

CAPTION = "caption"
HIDDEN = "navigation"
_TAG_REASONS = {
    "figcaption": CAPTION,
    "figure": CAPTION,
    "nav": "navigation",
    "aside": "related_link",
    "footer": "navigation",
    "button": "navigation",
}
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LEAVES = frozenset({"p", "li", "dt", "dd", "td", "th", "figcaption", "caption", "pre"}) | _HEADINGS
_EDGES = (
    frozenset({"address", "article", "aside", "blockquote", "body", "button", "center", "details", "dialog", "dir"})
    | frozenset({"div", "dl", "fieldset", "figure", "footer", "form", "header", "hgroup", "hr", "main", "menu", "nav"})
    | frozenset({"ol", "section", "select", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"})
    | LEAVES
)
_SKIPPED = frozenset(
    {"head", "script", "style", "noscript", "template", "svg", "iframe", "canvas", "object", "textarea", "option"}
    | {"video", "audio", "math"}
)
_UNSEEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|clip\s*:\s*rect\(0|clip-path\s*:\s*inset\((?:50|100)%"
)
_BREAK = "\x1f"
_SPACES = re.compile(r"[^\S\x1f]+")  # all but the mark of a line break
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_MOST = 20_000  # blocks


@dataclass(slots=True)
class Element:
    """A block element: the index of the one around it (0 for the outermost), why its text may be left out."""

    tag: str
    name: str  # its class
    around: int
    reason: str | None
    heading: bool  # it or one around it


@dataclass(slots=True)
class Block:
    """A block of text in element `inside`; `linked` is the share of its characters that are links."""

    text: str
    tag: str
    heading: bool
    linked: float
    inside: int


def find_blocks(tree: HtmlElement) -> tuple[list[Block], list[Element]]:
    """Blocks of a page in reading order, and the elements that hold them; at most 20,000 blocks."""
    gathered = _Gathering()
    skipped: HtmlElement | None = None
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if skipped is not None:
            if event == "end" and element is skipped:
                skipped = None
                gathered.add(element.tail)
        elif event == "end":
            gathered.close(element)
            if len(gathered.blocks) >= _MOST:
                break
        elif element.tag in _SKIPPED or (element.tag == "span" and place_reason(element) == HIDDEN):
            skipped = element
        else:
            gathered.open(element)
    gathered.flush()
    return gathered.blocks, gathered.elements


class _Gathering:
    """Text of the block being read, and the block elements open around it."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.elements = [Element("body", "", 0, None, False)]
        self._open = [0]
        self._texts: list[str] = []
        self._links = self._linked = self._written = 0

    def open(self, element: HtmlElement) -> None:
        tag = element.tag
        if _is_edge(element):
            self.flush()
            around = self._open[-1]
            reason = _TAG_REASONS.get(tag) or place_reason(element)
            heading = tag in _HEADINGS or self.elements[around].heading
            self.elements.append(Element(tag, element.get("class", ""), around, reason, heading))
            self._open.append(len(self.elements) - 1)
        elif tag == "a":
            self._links += 1
        elif tag == "br":
            self._texts.append(_BREAK)
        self.add(element.text)

    def close(self, element: HtmlElement) -> None:
        tag = element.tag
        if _is_edge(element):
            self.flush()
            if len(self._open) > 1:
                self._open.pop()
        elif tag == "a":
            self._links -= 1
        self.add(element.tail)

    def add(self, text: str | None) -> None:
        if text:
            self._texts.append(text)
            if not text.isspace():
                self._written += len(text)
                if self._links:
                    self._linked += len(text)

    def flush(self) -> None:
        if self._written:
            inside = self._open[-1]
            element = self.elements[inside]
            linked = self._linked / self._written
            for line in _SPACES.sub(" ", "".join(self._texts)).split(_BREAK):
                if line := line.strip():
                    self.blocks.append(Block(line, element.tag, element.heading, linked, inside))
        self._texts.clear()
        self._linked = self._written = 0


def _is_edge(element: HtmlElement) -> bool:
    """Whether a block begins and ends with an element: by its tag, or as a caption set in a span."""
    return element.tag in _EDGES or (element.tag == "span" and place_reason(element) == CAPTION)


def place_reason(element: HtmlElement) -> str | None:
    """Why an element's text may be none of the article, as its class, id or style tells; None when none does."""
    attributes = element.attrib
    if not attributes:
        return None
    if "hidden" in attributes or _UNSEEN.search(attributes.get("style", "")):
        return HIDDEN
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    return _named(names) if len(names) > 1 else None


@cache
def _reasons() -> dict[str, str]:
    return {row["word"]: row["reason"] for row in lexicons.table("html_places.csv")}


@lru_cache(4096)
def _named(names: str) -> str | None:
    """Reason of the first known word, or of two words side by side ("mostRead"), in a class or id."""
    known = _reasons()
    words = [word.casefold() for word in _WORDS.findall(names)]
    pairs: Iterator[str] = (f"{first} {second}" for first, second in pairwise(words))
    return next((known[word] for word in (*pairs, *words) if word in known), None)
