"""What all listing parsers share: unpacking within bounds, refusing entity bombs, dates, addresses, the error.

The formats themselves belong to `feeds`, `sitemaps` and `url_lists`.
"""

import codecs
import re
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from datetime import time as clock
from typing import Final
from urllib.parse import urljoin

from pipeline.sources.config import DEFAULT_TIMEZONE
from pipeline.sources.decode import decode
from pipeline.sources.reasons import ReadError
from pipeline.sources.web.model import Entry
from pipeline.sources.web_keys import url_problem
from pipeline.text.dates import stated_moment, zone

# The sitemap protocol allows 50 MiB unpacked; no feed comes near.
MAX_LISTING_BYTES: Final = 52_428_800
# Entity declarations may make a document grow by so many bytes; those of honest feeds name characters.
MAX_ENTITY_BYTES: Final = 1_000_000
MAX_ENTITIES: Final = 300  # HTML has 253 of them, and a document type may declare them all

_GZIP = b"\x1f\x8b"
_ENTITY = re.compile(rb"<!ENTITY\s+([\w.-]+)\s+(?:\"([^\"]*)\"|'([^']*)')")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml\s[^>]*\?>")
_REFERENCE = re.compile(rb"&([\w.-]+);")
_DOCTYPE = re.compile(rb"(?s)(?>\s+|<!--(?>.*?-->)|<\?(?>.*?\?>)|\xef\xbb\xbf)*+<!DOCTYPE")
_GMT_OFFSET = re.compile(r"\b(?:GMT|UTC?)\s?([+-])(\d{1,2})(?::?(\d{2}))?\b")
_UNIVERSAL = re.compile(r"\b(?:UT|UCT)\b")
# RFC 822 had two figures; feeds are younger than that, so they are of this century from 00 to 69.
_SHORT_YEAR = re.compile(r"^(\D{0,12}\d{1,2}[ -][^\W\d_]{3,10}[ -])([0-6]\d)(?=,?\s+\d{1,2}:)")
_MOST_NAMED = 3


class ListingError(Exception):
    """A listing of which nothing can be read; `problem` is a sentence for a person."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def unpack(content: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The listing in a charset that contains ASCII, gunzipped when its content is gzip, and the problems met.

    Raises ListingError when it is empty, too large, no text, or damaged from its start.
    """
    problems: tuple[str, ...] = ()
    if content.startswith(_GZIP):
        content, problems = _gunzip(content)
    if len(content) > MAX_LISTING_BYTES:
        raise ListingError(f"The listing has more than {MAX_LISTING_BYTES / 1e6:.0f} MB.")
    if not content.strip():
        raise ListingError("The listing is empty.")
    return _as_ascii_compatible(content), problems


def _as_ascii_compatible(content: bytes) -> bytes:
    """UTF-8 in place of UTF-16 and UTF-32, which parsers read by halves and which hide what is looked for in bytes."""
    if b"\0" not in content[:4] and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content
    try:
        text = decode(content, "html").text.lstrip("\ufeff")
    except ReadError as error:
        raise ListingError(f"The listing is no text ({error.detail}).") from error
    return without_declaration(text)


def _gunzip(content: bytes) -> tuple[bytes, tuple[str, ...]]:
    pieces: list[bytes] = []
    size = 0
    problem = None
    while content.startswith(_GZIP) and size <= MAX_LISTING_BYTES:
        member = zlib.decompressobj(wbits=31)
        try:
            piece = member.decompress(content, MAX_LISTING_BYTES + 1 - size)
        except zlib.error as error:
            problem = f"The gzip archive is damaged ({error})."
            break
        pieces.append(piece)
        size += len(piece)
        if not member.eof and size <= MAX_LISTING_BYTES:
            problem = "The gzip archive ends early."
            break
        content = member.unused_data
    if problem and not size:
        raise ListingError(problem)
    return b"".join(pieces), ((f"{problem} What came before was read.",) if problem else ())


def charset_of(content_type: str | None) -> str | None:
    """The charset that a Content-Type header names."""
    found = _CHARSET.search(content_type or "")
    return found[1] if found else None


def without_declaration(text: str) -> bytes:
    """XML in UTF-8 without its declaration, which names the charset that the text had."""
    return _DECLARATION.sub("", text).encode("utf-8", "replace")


def refuse_entity_bomb(content: bytes) -> None:
    """Raise ListingError when the document's own entities would blow it up (nested, or long and often used)."""
    if not _DOCTYPE.match(content):  # only there can they be declared; an article may well speak of them
        return
    declared = [(name, double or single) for name, double, single in _ENTITY.findall(content)]
    names = {name for name, _ in declared}
    growth = 0
    for name, value in declared[: MAX_ENTITIES + 1]:
        growth += len(value) * content.count(b"&" + name + b";")
        is_nested = not names.isdisjoint(_REFERENCE.findall(value))
        if is_nested or growth > MAX_ENTITY_BYTES or len(declared) > MAX_ENTITIES:
            raise ListingError("The XML declares entities that would blow it up; it is not read.")


def moment(written: str | None, timezone: str = DEFAULT_TIMEZONE) -> datetime | None:
    """Instant (UTC) of a date as feeds and sitemaps write it; `timezone` for one without a zone; a day begins at 0:00.

    Indonesian and Malay names of months and days, WIB, WITA, WIT and GMT+7 are understood.
    """
    text = (written or "").strip()
    text = _GMT_OFFSET.sub(lambda m: f"{m[1]}{int(m[2]):02d}:{m[3] or '00'}", text)
    text = _SHORT_YEAR.sub(r"\g<1>20\2", text)
    day, at = stated_moment(_UNIVERSAL.sub("GMT", text), timezone)
    if at is not None or day is None:
        return at
    return datetime.combine(day, clock(), zone(timezone)).astimezone(UTC)


def further_list(address: str, base: str) -> str | None:
    """Absolute address of a listing that another one at `base` names, as it is asked for; None when it has none."""
    try:
        absolute = urljoin(base, address.strip())
    except ValueError:
        return None
    return absolute if url_problem(absolute) is None else None


def unique(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Entries without those whose page an earlier one names; what the later one knows more is taken over."""
    kept: dict[str, Entry] = {}
    for entry in entries:
        first = kept.get(entry.url)
        if first is None:
            kept[entry.url] = entry
            continue
        kept[entry.url] = Entry(
            url=entry.url,
            published=first.published or entry.published,
            modified=max(filter(None, (first.modified, entry.modified)), default=None),
            title=first.title or entry.title,
        )
    return tuple(kept.values())


def without_address(number: int, what: str, examples: Sequence[str]) -> tuple[str, ...]:
    """The problem sentence for entries that name no page, if there are any."""
    if not number:
        return ()
    named = ", ".join(f'"{example[:80]}"' for example in examples[:_MOST_NAMED] if example)
    return (f"{number} {what} without a web address left out" + (f": {named}." if named else "."),)
