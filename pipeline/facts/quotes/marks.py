"""Pairs of quotation marks in a paragraph, with what the source got wrong: mixed, lost, doubled and detached marks.

Only where marked text lies; whether it is speech, and whose, is decided in `direct`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.facts.quotes.cues import Cues
from pipeline.text.sentences import split_sentences

_MARK = re.compile(r"""(["“”„‟«»「」『』])\1?|''|``""")  # a mark set twice is one
_SINGLE = re.compile("['‘’‚]")
_TAG = re.compile(r",?[ \t]+(\w+)(?: (\w+))?")
_COMMA = re.compile(r"""(,|[.!?](?=['’]))['’]?[ \t]""")  # an end whose mark is lost or a single one
_WORD = re.compile(r"\w+")
_HAS_MARK = re.compile("[\"“”„‟«»「」『』'‘’‚`]")
_OPENING, _CLOSING = frozenset("“„‟«「『"), frozenset("”»」』")
_BEFORE, _AFTER = frozenset("([{—–-/:"), frozenset(",.;:!?…)]}—–")
_REACH = 1500  # characters looked back for the beginning of a quotation whose opening mark is lost
_SENTENCE_END = frozenset(".!?…,;")


@dataclass(frozen=True, slots=True)
class Marked:
    """Text between marks: `start`..`end` without them (trimmed, trailing comma cut), `outer_*` with them."""

    start: int
    end: int
    outer_start: int
    outer_end: int
    opened: bool
    closed: bool

    def moved(self, by: int) -> "Marked":
        """The same stretch, counted from a point `by` characters earlier."""
        return Marked(
            self.start + by, self.end + by, self.outer_start + by, self.outer_end + by, self.opened, self.closed
        )


def find_marked(text: str, cues: Cues) -> list[Marked]:
    """Marked stretches of one paragraph, in order and apart; single marks count only outside double ones."""
    if not _HAS_MARK.search(text):
        return []
    found = [span for span in _doubles(text, cues) if span.end > span.start]
    outside = [s for s in _singles(text) if not any(s.start < d.outer_end and d.outer_start < s.end for d in found)]
    return sorted([*found, *outside], key=lambda span: span.start)


def _trimmed(text: str, start: int, end: int, outer: tuple[int, int], opened: bool, closed: bool) -> Marked:
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",，"):
        end -= 1
    return Marked(start, end, outer[0], outer[1], opened, closed)


def _stop_before(text: str, at: int) -> int:
    """End of the last character before `at` that is no white space."""
    while at > 0 and text[at - 1].isspace():
        at -= 1
    return at


def _direction(text: str, at: int, end: int, is_open: bool, cues: Cues) -> str:
    """`open` or `close`, from the mark's shape, its neighbours and whether a quotation is open."""
    mark = text[at]
    before = text[at - 1] if at else " "
    after = text[end] if end < len(text) else " "
    free_before, free_after = before.isspace() or before in _BEFORE, after.isspace() or after in _AFTER
    if mark in _OPENING:
        anew = before in ".!?" and after.isspace() and text[end + 1 : end + 2].isupper()
        wrong = is_open and not free_before and free_after and not anew
        return "close" if wrong else "open"
    if mark in _CLOSING:
        if is_open:
            again = before.isspace() and not free_after and text[_stop_before(text, at) - 1] in ".!?…"
            return "open" if again and not _tag_at(text, end, cues) else "close"
        return "open" if free_before and at + 1 < len(text) and after not in _AFTER else "close"
    if free_before != free_after:
        return "open" if free_before else "close"
    return "close" if is_open else "open"


def _tag_at(text: str, at: int, cues: Cues) -> bool:
    word = _WORD.match(text, at)
    return word is not None and word.group().lower() in cues.tags


def _doubles(text: str, cues: Cues) -> Iterator[Marked]:
    opened: tuple[int, int] | None = None
    depth, done = 0, 0
    for found in _MARK.finditer(text):
        at, end = found.span()
        if _direction(text, at, end, opened is not None, cues) == "open":
            if opened is None:
                opened = (at, end)
            elif text[(stop := _stop_before(text, at)) - 1] in _SENTENCE_END:  # the earlier one's closing mark is lost
                yield _lost_closing(text, opened, stop, cues)
                opened, depth, done = (at, end), 0, stop
            else:
                depth += 1
        elif opened is None:
            if (span := _lost_opening(text, at, end, done, cues)) is not None:
                yield span
            done = end
        elif depth and not _ends_outer(text, at, end, cues):
            depth -= 1
        else:
            yield _trimmed(text, opened[1], at, (opened[0], end), True, True)
            opened, depth, done = None, 0, end
    if opened is not None:
        yield _lost_closing(text, opened, len(text), cues)


def _ends_outer(text: str, at: int, end: int, cues: Cues) -> bool:
    """Whether a mark at depth closes everything: a comma or full stop inside and an attribution after it."""
    following = _TAG.match(text, end)
    return text[at - 1] in ",.!?" and following is not None and following[1].lower() in cues.tags


def _lost_closing(text: str, opened: tuple[int, int], stop: int, cues: Cues) -> Marked:
    """Ends an unclosed quotation at its attribution (", ujar Budi") or else at `stop`."""
    outer = stop
    for found in _COMMA.finditer(text, opened[1], stop):
        at = found.end() - 1
        tag = _TAG.match(text, at)
        if tag is not None and tag[1].lower() in cues.tags:
            name = tag[2] or ""
            if tag[1].lower() in cues.clitics or name[:1].isupper() or name in cues.persons | cues.titles:
                stop, outer = found.end(1), at
                break
    return _trimmed(text, opened[1], stop, (opened[0], outer), True, False)


def _lost_opening(text: str, at: int, end: int, done: int, cues: Cues) -> Marked | None:
    """Text before a lone closing mark, back to its sentence's beginning; only when an attribution follows."""
    following = _TAG.match(text, end) or _TAG.match(" " + text[end : end + 40])
    tagged = following is not None and following[1].lower() in cues.tags | cues.sources
    if not tagged and (text[at - 1 : at] not in {",", ".", "?", "!"} or end < len(text)):
        return None
    reach = max(done, at - _REACH)
    spans = split_sentences(text[reach:at])
    start = reach + (spans[-1][0] if spans else 0)
    return _trimmed(text, start, at, (start, end), False, True)


def _singles(text: str) -> Iterator[Marked]:
    """Stretches between single marks; apostrophes are told by the letters around them."""
    opened = -1
    last = -1
    for found in _SINGLE.finditer(text):
        at = found.start()
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        if (before.isspace() or before in _BEFORE) and (after.isalnum() or after in "[("):
            if opened >= 0 and last > opened:
                yield _trimmed(text, opened + 1, last, (opened, last + 1), True, True)
            opened, last = at, -1
        elif opened >= 0 and not before.isspace() and not after.isalnum():
            if before in ",.!?" or before != "s":
                yield _trimmed(text, opened + 1, at, (opened, at + 1), True, True)
                opened = -1
            else:
                last = at  # a plural's apostrophe unless nothing better follows
    if opened >= 0 and last > opened:
        yield _trimmed(text, opened + 1, last, (opened, last + 1), True, True)
