"""The working copy that cleaning rules change: lines still in the article, what was removed, what removed lines told.

Only the bookkeeping and the few questions about a line that several rules ask; the rules are in their own modules.
"""

import re
from dataclasses import dataclass, field

from pipeline.text.dates import Moment
from pipeline.text.model import ParagraphKind, Removed

HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"\w+(?:[-'’.,/]\w+)*")
_SENTENCE_END = re.compile(r"[.!?…。！？][\"”’'」』）)\]]*$")
_CORE = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_INNER = re.compile(r"[\W_]+")


# reasons that tell of an article's end when they stand behind its last sentence
_CLOSING = frozenset(
    ("agency_credit", "byline", "comments", "copyright", "editor", "share", "source_credit", "tags", "timestamp")
)


@dataclass(slots=True)
class Line:
    """A line of the draft; `gap`: an empty line stood before it; `kind` is settled by the head rules.

    `before`: reasons of the lines removed between it and the line before; `dated`: a dateline was cut off it.
    """

    text: str
    gap: bool = False
    kind: ParagraphKind = "body"
    before: tuple[str, ...] = ()
    dated: bool = False

    @property
    def closed(self) -> bool:
        """Whether a credit or another thing that stands around an article was removed before the line."""
        return not _CLOSING.isdisjoint(self.before)


@dataclass(slots=True)
class Draft:
    """An article under cleaning; `stated_title`, `outlet` and `timezone` come from the source or the page.

    `after`: reasons of the lines removed behind the last line.
    """

    lines: list[Line]
    stated_title: str | None = None
    outlet: str | None = None
    timezone: str | None = None
    removed: list[Removed] = field(default_factory=list)
    title: str | None = None
    byline: str | None = None
    editor: str | None = None
    agency: str | None = None
    dateline: str | None = None
    moment: Moment | None = None
    later_moment: Moment | None = None
    loose: str | None = None  # line of the head with a date that counts from another one
    after: tuple[str, ...] = ()

    def drop(self, index: int, reason: str) -> None:
        """Take line `index` out."""
        line = self.lines[index]
        self.removed.append(Removed(line.text, reason))
        self._pop(index, reason)

    def mark(self, index: int, reason: str) -> None:
        """Note that something was removed before line `index`, or behind the last line."""
        if index < len(self.lines):
            self.lines[index].before = (reason, *self.lines[index].before)
        else:
            self.after = (reason, *self.after)

    @property
    def ends_closed(self) -> bool:
        """Whether a credit or the like was removed behind the last line."""
        return not _CLOSING.isdisjoint(self.after)

    def _pop(self, index: int, reason: str) -> None:
        line = self.lines.pop(index)
        if index < len(self.lines):
            following = self.lines[index]
            following.gap = following.gap or line.gap
            following.before = (*line.before, reason, *following.before)
        else:
            self.after = (*line.before, reason, *self.after)

    def cut(self, index: int, start: int, end: int, reason: str) -> bool:
        """Take characters `start` to `end` out of line `index`; True when nothing was left and the line went."""
        line = self.lines[index]
        text = line.text[start:end].strip()
        if text:
            self.removed.append(Removed(text, reason))
        before, after = line.text[:start].rstrip(), line.text[end:].lstrip()
        space = " " if before and after and not HAN.match(after[0]) else ""
        line.text = before + space + after
        if not line.text:
            self._pop(index, reason)
            return True
        if not after and reason in _CLOSING:
            self.mark(index + 1, reason)
        return False


def key(text: str) -> str:
    """A line reduced to its letters and digits, for comparing."""
    return _INNER.sub(" ", text).strip().casefold()


def cue_key(text: str) -> str:
    """A line in lower case without punctuation around it, for looking up cues."""
    core = _CORE.search(text)
    return core.group().casefold() if core else ""


def count_words(text: str) -> int:
    """Words of a line; two Han characters count as one word."""
    han = len(HAN.findall(text)) if not text.isascii() else 0
    return len(_WORD.findall(text)) if not han else len(_WORD.findall(HAN.sub(" ", text))) + han // 2


def ends_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does: a full stop, question or exclamation mark, quotes and brackets aside."""
    return bool(_SENTENCE_END.search(text))


def is_prose(text: str) -> bool:
    """Whether a line reads as running text: a finished sentence of eight words, or too long for a headline."""
    words = count_words(text)
    return words >= 30 or (words >= 8 and ends_sentence(text))


def title_case_share(text: str, small_words: frozenset[str]) -> float:
    """Share of capitalised words among a line's words that Title Case would capitalise (figures left out)."""
    words = [word for word in _WORD.findall(text) if word[0].isalpha() and word.casefold() not in small_words]
    return sum(word[0].isupper() for word in words) / len(words) if words else 0.0
