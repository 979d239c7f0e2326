"""WARC files as sources: the pages that a crawler recorded. Which files there are is known to `folder`.

A file is gone through twice, as a stream: first for the latest capture of each page, then for the pages themselves,
so that memory holds one page and some 200 bytes for each other.
"""

import hashlib
import logging
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecordType

from pipeline.sources.bodies import decoded
from pipeline.sources.compressed import too_large
from pipeline.sources.config import Source
from pipeline.sources.decode import decode
from pipeline.sources.entries import FileEntry
from pipeline.sources.reasons import ReadError
from pipeline.sources.web.address import normalise
from pipeline.text.model import Document, MediaType, Rejection, Stated

WARC_SUFFIXES = (".warc", ".warc.gz")

_MEDIA_TYPES: Mapping[str, MediaType] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "text",
}
_READ_BYTES = 1 << 18
_GZIP = b"\x1f\x8b"
log = logging.getLogger("lumbung.sources")


@dataclass(slots=True)
class Survey:
    """What a WARC file holds: `chosen` are the numbers of the records to read, the latest capture of each page.

    `skipped` counts records that are no page by what they are; `problem` is what ended the file early.
    """

    chosen: frozenset[int] = frozenset()
    skipped: Counter[str] = field(default_factory=Counter)
    problem: ReadError | None = None


@dataclass(frozen=True, slots=True)
class _Page:
    """What the headers of a record say of the page in it."""

    key: str
    url: str
    media_type: MediaType
    charset: str | None
    at: datetime | None


def read_warc(source: Source, entry: FileEntry) -> Iterator[Document | Rejection]:
    """Pages of a WARC file, each in its latest capture, and why one or the rest of the file could not be read.

    `source_uri` is the page's normal address, that of a rejection the file's path, followed by `#` and the address
    where it concerns one page only. `encoding` is given only where the response states a charset. Redirects, errors,
    revisits and what is neither HTML nor text are left out without a rejection. Raises nothing.
    """
    try:
        found = survey(entry.path)
        log.info("%s: %d pages; left out: %s", entry.relative, len(found.chosen), _told(found.skipped))
        last = max(found.chosen, default=-1)
        for number, record in _records(entry.path):
            if number in found.chosen:
                page = _page(record)
                assert not isinstance(page, str), "a record is the same in both passes"
                yield _document(source, entry, page, record)
            if number >= last:
                break
        if found.problem:
            raise found.problem
    except ReadError as error:
        yield Rejection(source.id, entry.relative, "read", error.reason, error.detail)
    except FileNotFoundError:
        yield Rejection(source.id, entry.relative, "read", "vanished", "listed, but gone when it was to be read")
    except OSError as error:
        detail = f"{error.strerror or error}. Check its rights."
        yield Rejection(source.id, entry.relative, "read", "unreadable", detail)


def survey(path: Path) -> Survey:
    """Go through the headers of a WARC file. Raises ReadError when it has no whole record, and OSError."""
    found = Survey()
    latest: dict[bytes, tuple[float, int]] = {}
    number = -1
    try:
        for number, record in _records(path):
            page = _page(record)
            _require_whole(number, record)
            if isinstance(page, str):
                found.skipped[page] += 1
                continue
            key = hashlib.blake2b(page.key.encode(), digest_size=16).digest()
            capture = (page.at.timestamp() if page.at else 0.0, number)
            if key in latest:
                found.skipped["earlier capture"] += 1
            latest[key] = max(capture, latest.get(key, capture))
    except ReadError as error:
        if number < 0:
            raise
        found.problem = error
    if number < 0:
        raise ReadError("empty", "the file holds no WARC record")
    found.chosen = frozenset(chosen for _, chosen in latest.values())
    return found


def require_record(path: Path) -> None:
    """Read the first record of a WARC file. Raises ReadError when there is none, OSError when it cannot be opened."""
    if next(_records(path), None) is None:
        raise ReadError("empty", "the file holds no WARC record")


def _records(path: Path) -> Iterator[tuple[int, Any]]:
    """Records with their numbers from 0. Raises ReadError where the file breaks off."""
    with path.open("rb") as file:
        quirks = _is_draft(file)
        records = iter(ArchiveIterator(file, quirks_mode=quirks, strict_mode=False))
        number = 0
        while True:
            try:
                record = next(records, None)
                if record is None:
                    return
                is_sound = record.headers.get("WARC-Type") is not None
            except (OSError, ValueError, RuntimeError) as error:
                raise _damage(number, str(error)) from error
            if not is_sound:
                raise _damage(number, "a record without a type")
            yield number, record
            number += 1


def _require_whole(number: int, record: Any) -> None:
    try:
        size = record.consume()
    except (OSError, ValueError, RuntimeError) as error:
        raise _damage(number, str(error)) from error
    if size < record.content_length:
        detail = f"the file ends inside record {number + 1}; the records before it were read"
        raise ReadError("truncated", f"{detail}. Fetch or copy the file again.")


def _damage(number: int, reason: str) -> ReadError:
    where = f"record {number + 1} cannot be read ({reason})"
    read = "; the records before it were read" if number else ""
    return ReadError("corrupt", f"{where}{read}. Fetch or copy the file again.")


def _is_draft(file: BinaryIO) -> bool:
    """Whether the file follows a draft of the format or ends its lines with a bare line feed (the ClueWeb archives)."""
    start = file.read(4096)
    file.seek(0)
    if start.startswith(_GZIP):
        try:
            start = zlib.decompressobj(wbits=31).decompress(start, 4096)
        except zlib.error:
            return False
    line, end, _ = start.partition(b"\n")
    return line.startswith(b"WARC/0.") or (bool(end) and not line.endswith(b"\r"))


def _page(record: Any) -> _Page | str:
    """The page in a record, or what it is instead (for the count of what was left out)."""
    kind = record.record_type
    if kind == WarcRecordType.response:
        if not record.is_http_parsed:
            return "no HTTP response"
        status = record.http_headers.status_code
        if status != 200:
            return "redirect" if status and 300 <= status < 400 else "other status"
        written = record.http_headers.get("Content-Type")
    elif kind == WarcRecordType.resource:
        written = record.headers.get("Content-Type")
    else:
        return str(record.headers.get("WARC-Type")).lower()
    # The content type may be missing or empty; crawlers then note the type they saw.
    written = (written or "").strip() or record.headers.get("WARC-Identified-Payload-Type") or ""
    name, _, parameters = written.partition(";")
    media_type = _MEDIA_TYPES.get(name.strip().lower())
    if media_type is None:
        return "neither HTML nor text"
    # Older wget wrote the address in angle brackets.
    url = (record.headers.get("WARC-Target-URI") or "").strip().strip("<>")
    key = normalise(url)
    if key is None:
        return "no web address"
    return _Page(key, url, media_type, _charset(parameters), _captured_at(record))


def _charset(parameters: str) -> str | None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset" and value.strip(" \t\"'"):
            return value.strip(" \t\"'")
    return None


def _captured_at(record: Any) -> datetime | None:
    """WARC-Date or, where it is no date, that of the response."""
    for at in (record.record_date, record.http_date if record.is_http_parsed else None):
        if at is not None:
            aware: datetime = at if at.tzinfo else at.replace(tzinfo=UTC)
            return aware.astimezone(UTC)
    return None


def _document(source: Source, entry: FileEntry, page: _Page, record: Any) -> Document | Rejection:
    try:
        body = _body(record, source.max_bytes)
        if record.is_http_parsed:
            headers = record.http_headers
            transfer, content = headers.get("Transfer-Encoding"), headers.get("Content-Encoding")
            body = decoded(body, transfer, content, source.max_bytes)
        encoding = decode(body, page.media_type, page.charset).encoding
    except ReadError as error:
        return Rejection(source.id, f"{entry.relative}#{page.key}", "read", error.reason, error.detail)
    return Document(
        source_id=source.id,
        source_uri=page.key,
        content=body,
        media_type=page.media_type,
        content_sha256=hashlib.sha256(body).hexdigest(),
        fetched_at=page.at or datetime.fromtimestamp(entry.mtime_ns / 1e9, UTC),
        stated=Stated(
            url=page.url,
            outlet=source.outlet_of(entry.relative),
            languages=source.languages,
            timezone=source.timezone,
        ),
        # What a response states is evidence that the detection has weighed; without it, the cleaner detects.
        encoding=encoding if page.charset else None,
    )


def _body(record: Any, limit: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while piece := record.reader.read(min(_READ_BYTES, limit - size)):
        pieces.append(piece)
        size += len(piece)
        if size >= limit:
            raise too_large(limit)
    return b"".join(pieces)


def _told(skipped: Counter[str]) -> str:
    return ", ".join(f"{number} {what}" for what, number in sorted(skipped.items())) or "nothing"
