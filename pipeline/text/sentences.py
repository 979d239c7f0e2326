"""Sentence boundaries: half-open spans over a paragraph or a whole text, in linear time.

Only where sentences begin and end; paragraphs, quotations and their speakers belong elsewhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline import lexicons

_MARK = re.compile(r'["“”„«»]|[.!?…]+|[。！？｡؟۔।]+|\n[^\S\n]*\n')
_CLOSERS = re.compile(r"""["'”’»)\]）」』】]*""")
_SPACED_CLOSER = re.compile(r'[^\S\n]+["”](?=\s|$|[,.])')
_SPACE = re.compile(r"\s*")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_DEGREE = re.compile(r",\s(?:[A-Z][A-Za-z]{0,3}\.)+[A-Z][A-Za-z]{0,4}$")
_DOTTED = re.compile(r"(?:[A-Za-z]{1,4}\.)+[A-Za-z]{1,4}")
_HAN_ATTRIBUTION = re.compile(
    r"[^，。：；！？“”「」\n]{0,24}?(?:说|表示|称|指出|强调|认为|道|介绍|說|稱|強調|認為|介紹|问|問|答|喊|叫|告诉|告訴|回应"
    r"|回應|解释|解釋|补充|補充|坦言|感叹|感嘆|透露|写|寫|笑|反驳|反駁)(?![完起])"
)
_ASKED = re.compile(  # "Siapa bilang?" Rudi balik bertanya.
    r"(?:[A-Z][\w.'’-]*\s){1,4}(?:balik\s|kembali\s|lalu\s|then\s)?"
    r"(?:bertanya|menjawab|berseru|berteriak|menyahut|membalas|menyoal|asked|said|says|shouted|cried|replied|wondered)\b"
)
_OPENING = frozenset("“„«‘([（「『【")
_QUOTES = frozenset('"“”„«»')
_OPENERS = "\"'“‘(（["
_STRONG = frozenset("。！？｡؟۔।")
_AMOUNT = re.compile(r"\d\s?[A-Z]$")
_BEFORE_QUOTATION = frozenset(
    {None, "number", "either", "company", "closing", "item"}
)  # kinds of full stop that may end here
_LONGEST_QUOTATION = 1500  # characters looked back for its opening mark
LONGEST = 2000  # characters: the longest sentence of 8,299 in news was 600; longer is a menu, a table or a dump
_LOOK_BACK = 40  # longest abbreviation, address or domain worth recognising


@dataclass(frozen=True, slots=True)
class _Abbreviations:
    before: dict[str, str]
    followers: frozenset[str]
    domains: frozenset[str]


@cache
def _calendar() -> frozenset[str]:
    """Weekdays, months and zones in lower case: they go on after a time of day ("3 p.m. Monday")."""
    rows = lexicons.table("cleaning_calendar.csv")
    return frozenset(row["word"].casefold() for row in rows if row["kind"] != "filler")


@cache
def _abbreviations() -> _Abbreviations:
    return _Abbreviations(
        {row["term"]: row["before"] for row in lexicons.table("abbreviations.csv")},
        frozenset(lexicons.terms("abbreviations_followers.txt")),
        frozenset(lexicons.terms("abbreviations_domains.txt")),
    )


def split_sentences(text: str, language: str | None = None) -> list[tuple[int, int]]:
    """Spans (start, end) of the sentences, in order; together they hold every character that is not white space.

    Closing quotation marks and brackets belong to the sentence they end; what follows a closed quotation in lower case
    (", kata Budi") continues it. A blank line always ends a sentence; a run of more than LONGEST characters is cut
    where it has a space or a comma. The tables of all languages are merged: `language` only documents the caller's
    knowledge.
    """
    del language
    spans: list[tuple[int, int]] = []
    start = _skip(text, 0)
    for end in _ends(text, start):
        if end > start:
            spans.append((start, end))
        start = _skip(text, end)
    if start < len(text):
        spans.append((start, len(text.rstrip())))
    if len(text) <= LONGEST:
        return spans
    return [piece for span in spans for piece in _pieces(text, *span)]


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A span in pieces that what works sentence by sentence can bear."""
    while end - start > LONGEST:
        half, most = start + LONGEST // 2, start + LONGEST
        cut = max(text.rfind(mark, half, most) for mark in (" ", "，", "；", "、")) + 1 or most
        yield start, len(text[start:cut].rstrip()) + start
        start = _skip(text, cut)
    yield start, end


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _ends(text: str, start: int) -> Iterator[int]:
    """Ends of sentences that are followed by another sentence."""
    quoted = False
    for found in _MARK.finditer(text):
        mark, at, end = found.group(), found.start(), found.end()
        if mark[0] == "\n":
            quoted = False
            yield len(text[start:at].rstrip()) + start
            start = _skip(text, end)
            continue
        if mark[0] in _QUOTES:
            quoted = opens_quotation(text, at, quoted)
            continue
        if at < start:
            continue
        end = _with_closers(text, end, quoted)
        following = _skip(text, end)
        if following >= len(text) or "\n\n" in text[end:following]:
            continue
        if mark[0] in _STRONG:
            said_after = (
                end > found.end() and not _said_before(text, start, at) and _HAN_ATTRIBUTION.match(text, following)
            )
            is_end = not said_after and not _in_title(text, start, at)
        else:
            is_end = _ends_sentence(text, start, at, mark, end, following)
        if is_end:
            yield end
            start = following


def _said_before(text: str, start: int, at: int) -> bool:
    """Whether the Chinese quotation that ends at `at` was announced by a colon: then no attribution follows it."""
    since = max(start, at - _LONGEST_QUOTATION)
    opened = max(text.rfind("“", since, at), text.rfind("「", since, at))
    return opened > start and text[opened - 1] in "：:"


def _in_title(text: str, start: int, at: int) -> bool:
    """Whether a Chinese mark is part of a work's name (《…》)."""
    opened = text.rfind("《", max(start, at - _LOOK_BACK), at)
    return opened > text.rfind("》", max(start, at - _LOOK_BACK), at) and text.find("》", at, at + _LOOK_BACK) > 0


def opens_quotation(text: str, at: int, quoted: bool) -> bool:
    """Whether a quotation is open after the mark at `at`; `quoted` tells whether one was open before it."""
    mark = text[at]
    if mark in "“„«":
        return True
    if mark in "”»":
        # some outlets open with the closing mark: ” Kami siap,” ujarnya
        return not quoted and (at == 0 or text[at - 1].isspace())
    spaced_before = at == 0 or text[at - 1].isspace() or text[at - 1] in "([—–"
    spaced_after = at + 1 >= len(text) or not (text[at + 1].isalnum() or text[at + 1] in "([$.…@#")
    if spaced_before != spaced_after:
        return spaced_before
    return not quoted


def _with_closers(text: str, end: int, quoted: bool) -> int:
    found = _CLOSERS.match(text, end)
    stop = found.end() if found else end
    while stop > end and stop < len(text) and text[stop - 1] in "\"'" and text[stop].isalnum() and not quoted:
        stop -= 1  # a straight mark that opens the next sentence
    if stop == end and quoted and (spaced := _SPACED_CLOSER.match(text, end)):
        return spaced.end()
    return stop


def _ends_sentence(text: str, start: int, at: int, mark: str, end: int, following: int) -> bool:
    """Whether the Latin mark at `at`, with its closing marks up to `end`, ends the sentence begun at `start`."""
    if following == end:
        return _ends_without_space(text, start, at, mark, end)
    first = text[following]
    if first in _OPENING or first in _QUOTES or first == "'":
        return mark != "." or _kind(text, start, at) in ((None, "number") if first in "([" else _BEFORE_QUOTATION)
    if first.islower():
        # a brand such as "eFishery" begins a sentence, an attribution does not
        return end == at + len(mark) and text[following + 1 : following + 2].isupper() and mark == "."
    if mark != ".":
        asked = text[end - 1] in _QUOTES and text[at] in "?!" and _ASKED.match(text, following)
        return not asked and (first.isalnum() or not first.isascii())
    if first.isdigit():
        return end > at + 1 or _kind(text, start, at) not in {"name", "number", "item"}
    if not first.isalpha():
        return first in "•●▪#@$" or (not first.isascii() and first not in "—–-…,;:")
    kind = _kind(text, start, at)
    if kind is None or kind == "number" or (end > at + 1 and text[at + 1] not in ")]"):
        return True
    if kind not in {"either", "company", "closing"} or end > at + 1:
        return False
    word = _WORD.match(text, following)
    if word is None:
        return False
    if kind == "closing":
        return not word.group().isupper() and word.group().casefold() not in _calendar()
    if word.group() in _abbreviations().followers and text[word.end() : word.end() + 1] != ".":
        return True
    return (
        kind == "company"
        and text[word.end() : word.end() + 1] == " "
        and text[word.end() + 1 : word.end() + 2].islower()
    )


def _ends_without_space(text: str, start: int, at: int, mark: str, end: int) -> bool:
    """A lost space: "…kejahatan.Deepfake…" or "…bersama.”Saya…"; not a domain, an initial or a degree."""
    word = _WORD.match(text, end)
    if end > at + len(mark):
        return text[end - 1] in _QUOTES and ((word is not None and word.group()[0].isupper()) or text[end] in '“"')
    if text[end] in '“„«"':
        return True
    if word is None or not (word.end() - end >= 2 and text[end].isupper() and text[end + 1].islower()):
        return False
    token = _token(text, start, at)
    if word.group().casefold() in _abbreviations().domains or "@" in token or "/" in token or token[:3] == "www":
        return False
    if mark != ".":
        return True
    last = token.rpartition(".")[2]
    plain = (len(last) >= 3 and last[-1].islower()) or (len(last) >= 2 and last.isupper()) or last[-1:].isdigit()
    return (plain or last[-1:] in (")", "”", "%")) and _kind(text, start, at) is None


def _token(text: str, start: int, at: int) -> str:
    """The run of characters without white space that ends before `at`, without opening marks."""
    head = text[max(start, at - _LOOK_BACK) : at]
    return head.rsplit(None, 1)[-1].lstrip(_OPENERS) if head and not head[-1].isspace() else ""


def _kind(text: str, start: int, at: int) -> str | None:
    """What the full stop at `at` belongs to: an abbreviation (name, number, either), a list item, or None."""
    token = _token(text, start, at)
    known = _abbreviations().before
    kind = known.get(token) or known.get(token.rpartition("-")[2])
    if kind:
        return kind
    before = text[max(start, at - _LOOK_BACK) : at]
    if _DEGREE.search(before):
        return "closing"
    if len(token) == 1 and _AMOUNT.search(before):
        return None  # "Rp 1,5 T." is no initial
    if (len(token) == 1 and token.isalpha() and token.isupper()) or _DOTTED.fullmatch(token):
        domain = token.rpartition(".")[2].casefold() in _abbreviations().domains and len(token) > 5
        return None if domain else "either"
    if (
        token.isdigit()
        and len(token) <= 2
        and (at - start == len(token) or before[: -len(token)].rstrip()[-1:] in ":;")
    ):
        return "item"
    return None
