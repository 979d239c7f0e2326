"""What all listing parsers share: unpacking within bounds, refusing entity bombs, dates, addresses, the error.

The formats themselves belong to `feeds`, `sitemaps` and `url_lists`.
"""

import re
import zlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from datetime import time as clock
from typing import Final

from pipeline.sources.web.model import Entry
from pipeline.text.dates import stated_moment, zone

Normalise = Callable[[str, str | None], str | None]

DEFAULT_TIMEZONE: Final = "Asia/Jakarta"
# The sitemap protocol allows 50 MiB unpacked; no feed comes near.
MAX_LISTING_BYTES: Final = 52_428_800
# Entity declarations may make a document grow by so many bytes; those of honest feeds name characters.
MAX_ENTITY_BYTES: Final = 1_000_000

_GZIP = b"\x1f\x8b"
_ENTITY = re.compile(rb"<!ENTITY\s+([\w.-]+)\s+(?:\"([^\"]*)\"|'([^']*)')")
_HEAD_BYTES = 1 << 16
_GMT_OFFSET = re.compile(r"\b(?:GMT|UTC?)\s?([+-])(\d{1,2})(?::?(\d{2}))?\b")
_UNIVERSAL = re.compile(r"\b(?:UT|UCT)\b")
_MOST_NAMED = 3


class ListingError(Exception):
    """A listing of which nothing can be read; `problem` is a sentence for a person."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def unpack(content: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The listing as text bytes, gunzipped when its content is gzip, and the problems met.

    Raises ListingError when it is empty, too large, or damaged from its start.
    """
    problems: tuple[str, ...] = ()
    if content.startswith(_GZIP):
        content, problems = _gunzip(content)
    if len(content) > MAX_LISTING_BYTES:
        raise ListingError(f"The listing has more than {MAX_LISTING_BYTES / 1e6:.0f} MB.")
    if not content.strip():
        raise ListingError("The listing is empty.")
    return content, problems


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


def refuse_entity_bomb(content: bytes) -> None:
    """Raise ListingError when the document's own entities would blow it up (nested, or long and often used)."""
    growth = 0
    declared = _ENTITY.findall(content[:_HEAD_BYTES])
    names = [name for name, _, _ in declared]
    for name, double, single in declared:
        value = double or single
        growth += len(value) * content.count(b"&" + name + b";")
        is_nested = any(b"&" + other + b";" in value for other in names)
        if is_nested or growth > MAX_ENTITY_BYTES:
            raise ListingError("The XML declares entities that would blow it up; it is not read.")
    if content.count(b"<!ENTITY", 0, _HEAD_BYTES) > 1000 or b"<!ENTITY" in content[_HEAD_BYTES:]:
        raise ListingError("The XML declares more entities than a listing needs; it is not read.")


def moment(written: str | None, timezone: str = DEFAULT_TIMEZONE) -> datetime | None:
    """Instant (UTC) of a date as feeds and sitemaps write it; `timezone` for one without a zone; a day begins at 0:00.

    Indonesian and Malay names of months and days, WIB, WITA, WIT and GMT+7 are understood.
    """
    text = (written or "").strip()
    text = _GMT_OFFSET.sub(lambda m: f"{m[1]}{int(m[2]):02d}:{m[3] or '00'}", text)
    day, at = stated_moment(_UNIVERSAL.sub("GMT", text), timezone)
    if at is not None or day is None:
        return at
    return datetime.combine(day, clock(), zone(timezone)).astimezone(UTC)


def default_normalise() -> Normalise:
    """The one normal form of addresses; a parser takes another only in a test of itself."""
    from pipeline.sources.web.address import normalise

    return normalise


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
