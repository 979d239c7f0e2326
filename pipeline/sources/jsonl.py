"""JSON lines: one document a line, read as a stream so that a file may be larger than memory.

Opening files and unpacking archives belongs to `compressed`, the walk over a folder to `folder`.
"""

import codecs
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from pipeline.sources.compressed import too_large
from pipeline.sources.config import JSON_FIELDS, Source
from pipeline.sources.decode import decode, reject_binary
from pipeline.sources.languages import language_code
from pipeline.sources.reasons import ReadError
from pipeline.text.model import Document, MediaType, Rejection, Stated

# A line this many times over the limit is no document but a decompression bomb; skipping to its end could take hours.
_HOPELESS = 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST_EPOCH = 100_000_000  # March 1973: smaller numbers are years or counters, not times
# Seconds, milli-, micro- and nanoseconds since 1970 differ by a thousand; 10^11 seconds is the year 5138.
_EPOCH_UNITS = ((1e11, 1), (1e14, 1_000), (1e17, 1_000_000), (1e20, 1_000_000_000))


def read_lines(
    pieces: Iterable[bytes], source: Source, relative: str, fetched_at: datetime
) -> Iterator[Document | Rejection]:
    """Documents and rejections of a `.jsonl` file at path `relative`, given its content in pieces.

    A line's `source_uri` is `<relative>#<id>`, or `#L<line number>` where it has no id and for every rejection.
    Raises ReadError for what concerns the whole file: `empty`, `binary`, a JSON array, an archive that breaks off.
    """
    seen: set[str] = set()
    number = 0
    has_line = False
    try:
        for number, line in _lines(_as_utf8(pieces), source.max_bytes):
            if line is not None and not line.strip():
                continue
            if line is not None and not has_line:
                _require_lines(line)
            has_line = True
            try:
                yield _document(line, number, source, relative, fetched_at, seen)
            except ReadError as error:
                detail = f"line {number}: {error.detail}"
                yield Rejection(source.id, f"{relative}#L{number}", "read", error.reason, detail)
    except ReadError as error:
        if not has_line:
            raise
        raise ReadError(error.reason, f"{error.detail} Lines up to {number} were read.") from error
    if not has_line:
        raise ReadError("empty", "no line with text")


def _as_utf8(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces without byte order mark, transcoded from UTF-16 where the mark says so."""
    stream = iter(pieces)
    first = b""
    while len(first) < 4 and (piece := next(stream, None)):
        first += piece
    if not first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        first = first.removeprefix(codecs.BOM_UTF8)
        reject_binary(first)
        yield first
        yield from stream
        return
    decoder = codecs.getincrementaldecoder("utf-16")()
    try:
        yield decoder.decode(first).encode("utf-8")
        for piece in stream:
            yield decoder.decode(piece).encode("utf-8")
        yield decoder.decode(b"", final=True).encode("utf-8")
    except UnicodeDecodeError as error:
        if error.end >= len(error.object) and error.reason in ("truncated data", "unexpected end of data"):
            raise ReadError("truncated", "the UTF-16 text ends inside a character.") from error
        raise ReadError("undecodable", f"not UTF-16: {error.reason}. Save the file as UTF-8.") from error


def _lines(pieces: Iterable[bytes], limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers; None stands for a line of `limit` bytes or more, of which nothing is kept."""
    number, size = 1, 0
    parts: list[bytes] = []
    for piece in pieces:
        *ended, rest = piece.split(b"\n")
        for end in ended:
            size += len(end)
            yield number, b"".join([*parts, end]) if size < limit else None
            number, size, parts = number + 1, 0, []
        size += len(rest)
        if size < limit:
            parts.append(rest)
        else:
            parts = []
        if size >= _HOPELESS * limit:
            raise too_large(_HOPELESS * limit, f"line {number}")
    if size:
        yield number, b"".join(parts) if size < limit else None


def _require_lines(first: bytes) -> None:
    if first.lstrip().startswith(b"[") or first.strip() == b"{":
        raise ReadError(
            "bad_json",
            "one JSON value over several lines or an array, not one object a line. Convert: jq -c '.[]' FILE",
        )


def _document(
    line: bytes | None, number: int, source: Source, relative: str, fetched_at: datetime, seen: set[str]
) -> Document:
    if line is None:
        raise too_large(source.max_bytes, "the line")
    record = _parse(line)
    values = {name: value for name in JSON_FIELDS if (value := _pick(record, _name(source, name))) is not None}
    identity = _scalar(values.get("id"), "id", source) or f"L{number}"
    if identity in seen:
        raise ReadError("duplicate_id", f'an earlier line has the id "{identity}"')
    content, media_type = _content(values, source)
    published_at = _published_at(values.get("published_at"), source)
    language = _scalar(values.get("language"), "language", source)
    stated = Stated(
        url=_scalar(values.get("url"), "url", source),
        outlet=_scalar(values.get("outlet"), "outlet", source) or source.outlet_of(relative),
        title=_scalar(values.get("title"), "title", source),
        byline=_byline(values.get("byline"), source),
        published_at=published_at,
        language=language_code(language) if language else None,
        languages=source.languages,
        timezone=source.timezone,
    )
    # Only now: a refused line must not bar a sound later one with its id.
    seen.add(identity)
    canonical = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Document(
        source_id=source.id,
        source_uri=f"{relative}#{identity}",
        content=content,
        media_type=media_type,
        content_sha256=hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest(),
        fetched_at=fetched_at,
        stated=stated,
        encoding="utf-8",
    )


def _parse(line: bytes) -> dict[str, Any]:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        text = decode(line).text
    try:
        record = json.loads(text)
    except json.JSONDecodeError as error:
        raise ReadError("bad_json", f"{error.msg} at column {error.colno}") from error
    except (ValueError, RecursionError) as error:
        raise ReadError("bad_json", f"cannot be parsed: {error}") from error
    if not isinstance(record, dict):
        raise ReadError("bad_json", f"a JSON {type(record).__name__}, not an object in braces")
    return record


def _pick(record: dict[str, Any], name: str) -> Any:
    """The field called `name`, or reached by its dotted parts; None when it is absent or null."""
    value: Any = record.get(name)
    if value is None and "." in name:
        value = record
        for part in name.split("."):
            value = value.get(part) if isinstance(value, dict) else None
    return value


def _content(values: dict[str, Any], source: Source) -> tuple[bytes, MediaType]:
    for name in ("text", "html"):
        value = values.get(name)
        if value is None:
            continue
        if not isinstance(value, str):
            raise _bad_field(name, value, source)
        if value.strip():
            content = _sound(value).encode("utf-8")
            reject_binary(content)
            return content, "text" if name == "text" else "html"
    if "text" in values or "html" in values:
        raise ReadError("empty", "the text is nothing but white space")
    wanted = f"`{_name(source, 'text')}` nor `{_name(source, 'html')}`"
    raise ReadError("missing_field", f"neither {wanted}. Name the field in `fields` of source {source.id}.")


def _scalar(value: Any, name: str, source: Source) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise _bad_field(name, value, source)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _sound(str(value)).strip() or None


def _byline(value: Any, source: Source) -> str | None:
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        return ", ".join(filter(None, (_sound(name).strip() for name in value))) or None
    return _scalar(value, "byline", source)


def _published_at(value: Any, source: Source) -> str | None:
    """A date as written, or ISO 8601 for a number: YYYYMMDD, or time since 1970 in any usual unit."""
    written = _scalar(value, "published_at", source)
    is_number = not isinstance(value, str) or (len(written or "") > 7 and re.fullmatch(r"[0-9]+", written or ""))
    if written is None or not is_number:
        return written
    if re.fullmatch(r"(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])", written):
        return f"{written[:4]}-{written[4:6]}-{written[6:]}"
    seconds = float(written)
    divisor = next((divisor for bound, divisor in _EPOCH_UNITS if _EARLIEST_EPOCH <= seconds < bound), None)
    if divisor is None:
        raise ReadError("bad_field", f"`{_name(source, 'published_at')}` is {written[:40]}, which is no time")
    return (_EPOCH + timedelta(seconds=seconds / divisor)).isoformat(timespec="seconds")


def _name(source: Source, field: str) -> str:
    return source.fields.get(field, field)


def _bad_field(name: str, value: Any, source: Source) -> ReadError:
    kind = {"dict": "an object", "list": "a list", "bool": "true or false"}.get(type(value).__name__, "a number")
    return ReadError(
        "bad_field",
        f"`{_name(source, name)}` is {kind}, not text. Name the right field in `fields` of source {source.id}.",
    )


def _sound(text: str) -> str:
    """Text that UTF-8 can hold: escaped surrogate pairs joined, single surrogates replaced."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
