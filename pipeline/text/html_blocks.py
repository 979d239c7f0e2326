"""The blocks of text a reader sees on a page, in order, each with what its place in the markup tells about it.

A block is the text between two edges of block elements; line breaks in it are kept. Which blocks are the article
is not decided here.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from lxml import etree
from lxml.html import HtmlElement

from pipeline import lexicons

LISTED = 1  # in a list
HEADING = 2
TABLE = 4
CAPTION = 8  # of a picture or film
ASIDE = 16  # in a part of the page that its class, id or tag names as none of the article
HIDDEN = 32  # not shown
QUOTED = 64
HEAD = 128  # in the page's or the article's header

_TAGS = {
    "li": LISTED,
    "td": TABLE,
    "th": TABLE,
    "figcaption": CAPTION,
    "figure": CAPTION,
    "nav": ASIDE,
    "aside": ASIDE,
    "footer": ASIDE,
    "button": ASIDE,
    "select": ASIDE,
    "header": HEAD,
    "blockquote": QUOTED,
} | {f"h{level}": HEADING for level in range(1, 7)}
_LEAVES = frozenset("p li dt dd td th figcaption caption pre h1 h2 h3 h4 h5 h6".split())
_EDGES = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section select summary table tbody"
    " td tfoot th thead tr ul".split()
)
_SKIPPED = frozenset("head script style noscript template svg iframe canvas object textarea option video audio math".split())
_SPACES = re.compile(r"[^\S\x1f]+")  # all but the mark of a line break
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|clip\s*:\s*rect\(0|clip-path\s*:\s*inset\((?:50|100)%")
_BREAK = "\x1f"
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_MOST = 20_000  # blocks


@dataclass(slots=True)
class Element:
    """A block element: index of the element around it (its own for the outermost), flags of this module."""

    around: int
    place: int


@dataclass(slots=True)
class Block:
    """A block of text."""

    text: str
    tag: str
    linked: float  # share of its characters that are links
    inside: int  # index of the element that holds it
    container: int  # index of the element that holds it and its neighbours
    breaks: int  # line breaks between it and the block before in the same element


def find_blocks(tree: HtmlElement) -> tuple[list[Block], list[Element]]:
    """Blocks of a page in reading order and the elements that hold them."""
    elements = [Element(0, 0)]
    blocks: list[Block] = []
    texts: list[str] = []
    linked = written = 0
    in_link = 0
    stack: list[tuple[str, int]] = [("body", 0)]  # open block elements: tag, index
    skipping: HtmlElement | None = None

    def flush() -> None:
        nonlocal linked, written
        if written:
            tag, inside = stack[-1]
            container = elements[inside].around if tag in _LEAVES else inside
            links = linked / written
            breaks = 0
            for line in _SPACES.sub(" ", "".join(texts)).split(_BREAK):
                if line := line.strip():
                    blocks.append(Block(line, tag, links, inside, container, breaks))
                    breaks = 0
                breaks += 1
        texts.clear()
        linked = written = 0

    def add(text: str | None) -> None:
        nonlocal linked, written
        if text:
            texts.append(text)
            size = 0 if text.isspace() else len(text)
            written += size
            if in_link:
                linked += size

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag
        if skipping is not None:
            if event == "end" and element is skipping:
                skipping = None
                add(element.tail)
            continue
        if event == "start":
            if tag in _SKIPPED:
                skipping = element
                continue
            if tag in _EDGES:
                flush()
                elements.append(Element(stack[-1][1], _TAGS.get(tag, 0) | _hinted(element)))
                stack.append((tag, len(elements) - 1))
            elif tag == "a":
                in_link += 1
            elif tag == "br":
                texts.append(_BREAK)
            elif tag == "span" and _hinted(element) & HIDDEN:
                skipping = element
                continue
            add(element.text)
        else:
            if tag in _EDGES:
                flush()
                if len(stack) > 1:
                    stack.pop()
            elif tag == "a":
                in_link -= 1
            add(element.tail)
            if len(blocks) >= _MOST:
                break
    flush()
    return blocks, elements


def _hinted(element: HtmlElement) -> int:
    attributes = element.attrib
    if not attributes:
        return 0
    found = _hints(f"{attributes.get('class', '')} {attributes.get('id', '')}")
    if "hidden" in attributes or _UNSEEN.search(attributes.get("style", "")):
        found |= HIDDEN
    return found


@cache
def _hinting() -> dict[str, int]:
    kinds = {"caption": CAPTION, "aside": ASIDE, "hidden": HIDDEN}
    return {row["word"]: kinds[row["kind"]] for row in lexicons.table("html_places.csv")}


@lru_cache(4096)
def _hints(names: str) -> int:
    """Flags of the words in a class or id; of two words together ("mostRead") as of one."""
    known = _hinting()
    words = [word.casefold() for word in _WORDS.findall(names)]
    found = 0
    for word in words:
        found |= known.get(word, 0)
    for first, second in pairwise(words):
        found |= known.get(f"{first} {second}", 0)
    return found
