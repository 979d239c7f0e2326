"""The body of a recorded HTTP response without its transfer and content codings, within a size limit.

Records are read by `warc`; live responses are decoded by the client while they arrive.
"""

import re
import zlib
from collections.abc import Callable

import brotli
import zstandard

from pipeline.sources.compressed import too_large
from pipeline.sources.reasons import ReadError

_CHUNK_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,12})[^\r\n]{0,4096}\r?\n")
_MAGIC = {"gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}


def decoded(body: bytes, transfer: str | None, content: str | None, limit: int) -> bytes:
    """The content of a body with these Transfer-Encoding and Content-Encoding headers.

    Archives often hold a body that was decoded already under its old headers: such a one is given back as it is.
    Raises ReadError `too_large` from `limit` bytes on, and `corrupt` when a coding cannot be undone.
    """
    if transfer and "chunked" in transfer.lower():
        body = _joined(body)
    for coding in reversed([name.strip().lower().removeprefix("x-") for name in (content or "").split(",")]):
        undo = _UNDO.get(coding)
        if undo is None and coding not in ("", "identity"):
            raise ReadError("corrupt", f'the content coding "{coding}" is not known')
        if undo is not None and body and body.startswith(_MAGIC.get(coding, b"")):
            body = _undone(coding, undo, body, limit)
    if len(body) >= limit:
        raise too_large(limit)
    return body


def _undone(coding: str, undo: Callable[[bytes, int], bytes], body: bytes, limit: int) -> bytes:
    try:
        return undo(body, limit)
    except (zlib.error, brotli.error, zstandard.ZstdError, EOFError) as error:
        # Deflate and Brotli have no signature that would tell coded bytes from decoded ones; markup does.
        if coding not in _MAGIC and body.lstrip().startswith(b"<"):
            return body
        raise ReadError("corrupt", f"the {coding} coding is damaged ({error})") from error


def _joined(body: bytes) -> bytes:
    """The chunks of a body joined; the body itself when it is not in chunks."""
    pieces: list[bytes] = []
    at = 0
    while found := _CHUNK_SIZE.match(body, at):
        size = int(found[1], 16)
        if not size:
            return b"".join(pieces)
        end = found.end() + size
        after = body[end : end + 2]
        if end > len(body) or (after and not after.startswith((b"\r\n", b"\n"))):
            break
        pieces.append(body[found.end() : end])
        at = end + (2 if after == b"\r\n" else 1)
    return b"".join(pieces) if pieces and at >= len(body) else body


def _gzip(body: bytes, limit: int) -> bytes:
    pieces: list[bytes] = []
    size = 0
    while body.startswith(_MAGIC["gzip"]):
        member = zlib.decompressobj(wbits=31)
        pieces.append(member.decompress(body, limit - size))
        size += len(pieces[-1])
        if size >= limit:
            raise too_large(limit)
        if not member.eof and not _lacks_only_checksum(member):
            raise EOFError("ends early")
        body = member.unused_data
    return b"".join(pieces)


def _lacks_only_checksum(member: "zlib._Decompress") -> bool:
    """Whether all data of a gzip member are there and only its last bytes, a checksum, are cut off."""
    try:
        member.decompress(bytes(8))
    except zlib.error as error:
        return "check" in str(error)
    return member.eof


def _deflate(body: bytes, limit: int) -> bytes:
    """Deflate with the zlib header that the standard wants or, as some servers send it, without."""
    try:
        return _inflated(zlib.decompressobj(), body, limit)
    except zlib.error:
        return _inflated(zlib.decompressobj(wbits=-15), body, limit)


def _inflated(stream: "zlib._Decompress", body: bytes, limit: int) -> bytes:
    content = stream.decompress(body, limit)
    if len(content) >= limit:
        raise too_large(limit)
    if not stream.eof:
        raise EOFError("ends early")
    return content


def _brotli(body: bytes, limit: int) -> bytes:
    stream = brotli.Decompressor()
    pieces = [bytes(stream.process(body, output_buffer_limit=limit))]
    size = len(pieces[0])
    while size < limit and not stream.is_finished():
        piece = bytes(stream.process(b"", output_buffer_limit=limit))
        if not piece:
            raise EOFError("ends early")
        pieces.append(piece)
        size += len(piece)
    if size >= limit:
        raise too_large(limit)
    return b"".join(pieces)


def _zstd(body: bytes, limit: int) -> bytes:
    with zstandard.ZstdDecompressor().stream_reader(body, read_across_frames=True) as stream:
        content = stream.read(limit)
    if len(content) >= limit:
        raise too_large(limit)
    return bytes(content)


_UNDO: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
