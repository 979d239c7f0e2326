"""Sources that lie in a folder: which files there are, and the documents in each. Nothing is cleaned or stored here.

Two steps, so that a refresh with nothing new costs one walk: `list_files`, then `read_file` for those that changed.
"""

import hashlib
import heapq
import os
import stat
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline.sources.compressed import COMPRESSED_SUFFIXES, chunks, read_bytes, too_large
from pipeline.sources.config import Source, SourcesError
from pipeline.sources.decode import decode
from pipeline.sources.entries import FileEntry
from pipeline.sources.jsonl import read_lines
from pipeline.sources.patterns import matches
from pipeline.sources.reasons import ReadError
from pipeline.sources.warc import WARC_SUFFIXES, read_warc
from pipeline.text.model import Document, MediaType, Rejection, Stated

MEDIA_TYPES: dict[str, MediaType] = {".txt": "text", ".md": "text", ".html": "html", ".htm": "html"}
JSON_LINES_SUFFIX = ".jsonl"

_TEMPORARY_SUFFIXES = (".part", ".tmp", "~")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST = datetime(9999, 12, 31, tzinfo=UTC)


def list_files(source: Source) -> list[FileEntry]:
    """Files of a source in the order of their relative paths; [] for a disabled one or an absent optional folder.

    [] also for a web source, which has pages, not files. Hidden and temporary files are left out, and in a folder of
    WARC files all others, for crawlers put indexes and logs beside them. What cannot be read (a locked folder, a
    dangling link) is listed, for `read_file` to reject. Links to folders are followed, each folder once. A source's
    path may also be a single file.
    Raises SourcesError when the folder is not there.
    """
    if not source.enabled or source.path is None or source.is_web:
        return []
    root = source.path
    if root.is_file():
        return [_entry(source, root.name, root)]
    if not root.is_dir():
        if source.optional and not root.exists():
            return []
        raise SourcesError(f'source "{source.id}": no such folder: {root}. Create it, or correct `path` of the source.')
    found = _walk(root, source)
    if source.kind == "warc":
        found = ((relative, path) for relative, path in found if relative.lower().endswith(WARC_SUFFIXES))
    entries = [_entry(source, relative, path) for relative, path in found]
    return sorted(entries, key=lambda entry: entry.relative)


def read_file(source: Source, entry: FileEntry) -> Iterator[Document | Rejection]:
    """Documents of a file, or why there are none: one for text and HTML, one a line for `.jsonl`, pages of a WARC file.

    `content` is as received, decompressed; `encoding` is the charset found, so that
    `content.decode(encoding, "replace")` is the text. Reasons: `pipeline.sources.reasons`. Raises nothing.
    """
    if source.kind == "warc":
        yield from read_warc(source, entry)
        return
    try:
        yield from _read(source, entry)
    except ReadError as error:
        yield _rejection(source, entry, error)
    except FileNotFoundError:
        yield _rejection(source, entry, ReadError("vanished", "listed, but gone when it was to be read"))
    except OSError as error:
        yield _rejection(source, entry, ReadError("unreadable", f"{error.strerror or error}. Check its rights."))


def counted_files(entries: Sequence[FileEntry]) -> str:
    """Say how many files there are: "1 file", "15 files"."""
    return f"{len(entries)} file{'' if len(entries) == 1 else 's'}"


def _read(source: Source, entry: FileEntry) -> Iterator[Document | Rejection]:
    suffix = _suffix(entry)
    if suffix == JSON_LINES_SUFFIX:
        yield from read_lines(chunks(entry.path), source, entry.relative, _fetched_at(entry))
        return
    if entry.size >= source.max_bytes and entry.path.suffix.lower() not in COMPRESSED_SUFFIXES:
        raise too_large(source.max_bytes)
    content = read_bytes(entry.path, source.max_bytes)
    media_type = MEDIA_TYPES[suffix]
    yield Document(
        source_id=source.id,
        source_uri=entry.relative,
        content=content,
        media_type=media_type,
        content_sha256=hashlib.sha256(content).hexdigest(),
        fetched_at=_fetched_at(entry),
        stated=Stated(outlet=source.outlet_of(entry.relative), languages=source.languages, timezone=source.timezone),
        encoding=decode(content, media_type).encoding,
    )


def _suffix(entry: FileEntry) -> str:
    """Extension without that of the compression; refuses what is not read, before anything is opened."""
    mode = entry.path.stat().st_mode
    if stat.S_ISDIR(mode):
        os.scandir(entry.path).close()
        raise ReadError("unreadable", "a folder, where a file was listed")
    name = Path(entry.path.name.lower())
    suffix = Path(name.stem).suffix if name.suffix in COMPRESSED_SUFFIXES else name.suffix
    # A named pipe would keep the reader waiting for ever.
    if not stat.S_ISREG(mode):
        raise ReadError("unsupported_type", "no regular file")
    if suffix not in MEDIA_TYPES and suffix != JSON_LINES_SUFFIX:
        known = " ".join([*MEDIA_TYPES, JSON_LINES_SUFFIX])
        raise ReadError("unsupported_type", f"read are {known}, each also .gz or .zst. Convert it or exclude it.")
    return suffix


def _rejection(source: Source, entry: FileEntry, error: ReadError) -> Rejection:
    return Rejection(source.id, entry.relative, "read", error.reason, error.detail)


def _fetched_at(entry: FileEntry) -> datetime:
    try:
        return min(_EPOCH + timedelta(microseconds=entry.mtime_ns // 1000), _LATEST)
    except OverflowError:  # a file system may give any 64-bit number
        return _LATEST if entry.mtime_ns > 0 else _EPOCH


def _entry(source: Source, relative: str, path: Path) -> FileEntry:
    try:
        status = path.stat()
        size, mtime_ns = status.st_size, status.st_mtime_ns
    except OSError:
        size, mtime_ns = 0, 0
    # A name that is not UTF-8 becomes one that a database can hold.
    printable = os.fsencode(relative).decode("utf-8", "backslashreplace")
    return FileEntry(source.id, printable, path, size, mtime_ns)


def _walk(root: Path, source: Source) -> Iterator[tuple[str, Path]]:
    """Files below a folder: real folders before linked ones, each once, so that loops end and the order is fixed."""
    waiting: list[tuple[bool, str, Path]] = [(False, "", root)]
    visited: set[tuple[int, int]] = set()
    while waiting:
        _, prefix, folder = heapq.heappop(waiting)
        try:
            status = folder.stat()
            if (status.st_dev, status.st_ino) in visited:
                continue
            visited.add((status.st_dev, status.st_ino))
            with os.scandir(folder) as listing:
                children = list(listing)
        except OSError:
            yield prefix.rstrip("/") or ".", folder
            continue
        for child in children:
            relative = prefix + child.name
            if child.name.startswith(".") or matches(relative, source.exclude):
                continue
            if _is_folder(child):
                heapq.heappush(waiting, (child.is_symlink(), f"{relative}/", Path(child.path)))
            elif not child.name.lower().endswith(_TEMPORARY_SUFFIXES) and (
                not source.include or matches(relative, source.include)
            ):
                yield relative, Path(child.path)


def _is_folder(child: os.DirEntry[str]) -> bool:
    try:
        return child.is_dir()
    except OSError:
        return False
