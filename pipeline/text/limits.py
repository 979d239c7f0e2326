"""What a page may cost before anything reads its meaning: bytes, characters, tags and the depth of its elements.

Extractors need time in the square of a page's depth and many bytes for each tag; whatever passes here they can bear.
Only the size and nesting of markup: what is article and what is not belongs to the page reader.
"""

import re
from collections import Counter

from pipeline.text.clean_characters import decode

MOST_BYTES = 20_000_000
MOST_MARKUP = 2_500_000  # characters without what no reader reads; the largest of 173 news pages had 0.4 million
MOST_TAGS = 60_000  # signs that begin a tag; the same pages had at most 5,200
DEEPEST = 250  # elements within each other; browsers stop at 512, the same pages at 31
_LEAVES = 10  # more for paragraphs, list items and cells, so that these stay apart
LONGEST_RUN = 100  # equal tags with nothing between them
_MOST_SPACE = 100  # characters looked at
_USUAL_BYTES = 1_500_000
_USUAL_TAGS = 4_000  # so few tags nest no deeper than any extractor bears
_HOPELESS = 4  # times a limit: so large a page is not searched for depth
_LONGEST_JSON = 500_000
_UNREAD = re.compile(r"<!--|<(script|style|svg)\b", re.IGNORECASE)
_ENDS = {name: re.compile(rf"</{name}\s*>", re.IGNORECASE) for name in ("script", "style", "svg")}
_DATA = re.compile(r"[^>]{0,300}ld\+json", re.IGNORECASE)
_LONG_VALUE = re.compile(r"(?<==)(?:\"[^\"<>]{2000,}\"|'[^'<>]{2000,}')")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})(?:[^<>\"']++|\"[^\"<]{0,4000}+\"|'[^'<]{0,4000}+'|[\"'])*+>")


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VOID = _names("area base br col embed hr img input link meta param source track wbr")
_INLINE = _names(
    "a abbr b bdi bdo big cite code del em font i ins kbd mark q s small span strike strong sub sup tt u var"
)
_ENDED_BY = {  # elements that end where the next of these begins, as they may be written without their end
    "p": "p",
    "li": "li p",
    "dt": "dt dd p",
    "dd": "dt dd p",
    "td": "td th p",
    "th": "td th p",
    "tr": "tr td th p",
    "tbody": "tbody thead tfoot tr td th p",
    "option": "option",
}
_ENDS_OF = {name: _names(ended) for name, ended in _ENDED_BY.items()}


class TooLargeError(ValueError):
    """A page that cannot be read within the limits; the message says which one and by how much."""


def bounded_page(content: bytes, encoding: str | None) -> tuple[bytes, str | None]:
    """The page and its charset, as received where they are of a usual size, else without what makes them costly.

    Left out are scripts (JSON-LD stays), styles, drawings, comments, attributes of more than 2,000 characters, the tags
    below DEEPEST and all but the first LONGEST_RUN of a run of one tag; never text. Linear in the page's length.
    Raises TooLargeError for a page that is beyond the limits even so.
    """
    if len(content) > MOST_BYTES:
        raise TooLargeError(f"{len(content):,} bytes; at most {MOST_BYTES:,} are read.")
    if len(content) <= _USUAL_BYTES and content.count(b"<") <= _USUAL_TAGS:
        return content, encoding
    bare = without_unread(decode(content, encoding))
    hopeless = len(bare) > _HOPELESS * MOST_MARKUP or bare.count("<") > _HOPELESS * MOST_TAGS
    flat = bare if hopeless else shallow(bare)
    if len(flat) > MOST_MARKUP:
        raise TooLargeError(f"{len(flat):,} characters without scripts and styles; at most {MOST_MARKUP:,} are read.")
    if (left := flat.count("<")) > MOST_TAGS:
        raise TooLargeError(f"{left:,} tags; at most {MOST_TAGS:,} are read.")
    if len(content) <= _USUAL_BYTES and len(flat) == len(bare):
        return content, encoding
    return flat.encode("utf-8", "replace"), "utf-8"


def without_unread(source: str) -> str:
    """Markup without scripts other than JSON-LD, styles, drawings, comments and very long attribute values."""
    kept: list[str] = []
    unclosed: set[str] = set()
    start = at = 0
    while found := _UNREAD.search(source, at):
        name = (found.group(1) or "").lower()
        at = found.end()
        if name in unclosed:
            continue
        end = _end_of(source, name, at)
        if end is None:
            unclosed.add(name)
        elif name == "script" and end - at <= _LONGEST_JSON and _DATA.match(source, at):
            at = end
        else:
            kept.append(source[start : found.start()])
            start = at = end
    return _LONG_VALUE.sub('""', "".join((*kept, source[start:])))


def _end_of(source: str, name: str, at: int) -> int | None:
    if not name:
        end = source.find("-->", at)
        return end + 3 if end >= 0 else None
    found = _ENDS[name].search(source, at)
    return found.end() if found else None


def shallow(source: str) -> str:
    """Markup without the tags of elements deeper than DEEPEST, and without endless runs of one tag; the text stays.

    Follows the tags as written, not a parser's repairs. Words that only a left-out tag parted stay apart.
    """
    kept: list[str] = []
    start = last_end = run = 0
    last, parted = "", False
    nesting = _Nesting()
    for found in _TAG.finditer(source):
        name, closing = found.group(2).lower(), bool(found.group(1))
        written = found.group(1) + name
        between = source[last_end : min(last_end + _MOST_SPACE, found.start())]
        run = run + 1 if written == last and not between.strip() else 1
        last, last_end = written, found.end()
        idle = not nesting.holds(name) if closing else name in _VOID or name in _ENDS_OF
        stays = nesting.close(name) if closing else nesting.open(name)
        if not stays or (idle and run > LONGEST_RUN):
            if start < found.start():
                kept.append(source[start : found.start()])
                parted = False
            if name not in _INLINE and not parted:
                kept.append("\n")
                parted = True
            start = found.end()
    return "".join((*kept, source[start:]))


class _Nesting:
    """The elements that are open at a place of the markup; those too deep are only counted."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._names: Counter[str] = Counter()
        self._dropped: Counter[str] = Counter()

    def open(self, name: str) -> bool:
        """Enter an element; False when it is too deep to stay."""
        if name in _VOID:
            return True
        ended = _ENDS_OF.get(name, frozenset())
        while self._open and self._open[-1] in ended:
            self._names[self._open.pop()] -= 1
        if len(self._open) >= (DEEPEST + _LEAVES if ended else DEEPEST):
            self._dropped[name] += not ended
            return False
        self._open.append(name)
        self._names[name] += 1
        return True

    def holds(self, name: str) -> bool:
        """Whether an element of this name is open."""
        return self._names[name] > 0

    def close(self, name: str) -> bool:
        """Leave an element and what is open within it; False when its beginning did not stay."""
        if self._dropped[name]:
            self._dropped[name] -= 1
            return False
        if self._names[name]:
            while (top := self._open.pop()) != name:
                self._names[top] -= 1
            self._names[name] -= 1
        return True
