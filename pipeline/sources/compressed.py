"""Bytes of a file as a stream, decompressed when its name ends in `.gz` or `.zst`; never more in memory than asked for.

What the bytes mean (charset, HTML, JSON) belongs elsewhere.
"""

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import zstandard

from pipeline.sources.reasons import ReadError

COMPRESSED_SUFFIXES = (".gz", ".zst")
CHUNK_BYTES = 1 << 18
# A Zstandard block of 4 bytes can stand for 128 KiB: so few compressed bytes never unpack to more than 67 MB at once.
ZSTD_STEP_BYTES = 1 << 11


def chunks(path: Path) -> Iterator[bytes]:
    """Decompressed content of a file in pieces.

    Raises ReadError (`truncated`, `corrupt`) for a broken archive and OSError as the operating system gives it.
    """
    with path.open("rb") as file:
        match path.suffix.lower():
            case ".gz":
                yield from _gzip(file)
            case ".zst":
                yield from _zstd(file)
            case _:
                yield from _plain(file)


def read_bytes(path: Path, limit: int) -> bytes:
    """Whole decompressed content, when below `limit` bytes. Raises ReadError (also `too_large`) and OSError."""
    pieces: list[bytes] = []
    size = 0
    for piece in chunks(path):
        size += len(piece)
        if size >= limit:
            raise too_large(limit)
        pieces.append(piece)
    return b"".join(pieces)


def too_large(limit: int, what: str = "the document") -> ReadError:
    """The error for something of `limit` bytes or more."""
    return ReadError(
        "too_large", f"{what} has {limit / 1e6:g} MB or more. Split it, or raise max_megabytes of its source."
    )


def _plain(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(CHUNK_BYTES):
        yield chunk


def _gzip(file: BinaryIO) -> Iterator[bytes]:
    try:
        with gzip.GzipFile(fileobj=file) as archive:
            while chunk := archive.read(CHUNK_BYTES):
                yield chunk
    except EOFError as error:
        raise ReadError("truncated", "the gzip archive ends early. Fetch or copy the file again.") from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise ReadError("corrupt", f"not a sound gzip archive ({error}). Fetch or copy the file again.") from error


def _zstd(file: BinaryIO) -> Iterator[bytes]:
    # zstandard's stream_reader takes the end of the file for the end of the data, so frames are followed by hand.
    decompressor = zstandard.ZstdDecompressor()
    frame = decompressor.decompressobj()
    is_inside = False
    try:
        while compressed := file.read(ZSTD_STEP_BYTES):
            while compressed:
                if chunk := frame.decompress(compressed):
                    yield chunk
                is_inside = not frame.eof
                compressed = b"" if is_inside else frame.unused_data
                if not is_inside:
                    frame = decompressor.decompressobj()
    except zstandard.ZstdError as error:
        raise ReadError("corrupt", f"not a sound Zstandard archive ({error}). Fetch or copy the file again.") from error
    if is_inside:
        raise ReadError("truncated", "the Zstandard archive ends early. Fetch or copy the file again.")
