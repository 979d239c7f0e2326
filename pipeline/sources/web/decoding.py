"""Undoing content codings (gzip, deflate, br, zstd) piece by piece, so that a bomb is seen before it has burst.

A decoder never gives much more than it is asked for; what is too much is decided where the body is read (body.py).
"""

import zlib
from typing import Final, Protocol

import brotli
import zstandard

ACCEPT_ENCODING: Final = "gzip, deflate, br, zstd"
# Decoded bytes asked for at a time. A piece of zstd cannot be bounded from outside, so what goes in is: a block of
# 4 bytes may stand for 128 KiB, and 256 bytes then for 8 MiB.
PIECE: Final = 65_536
_ZSTD_PIECE: Final = 256
# RFC 9659: the window that a decoder of a web page must have, and need not exceed.
_ZSTD_WINDOW: Final = 8 * 1024 * 1024


class EncodingError(Exception):
    """The body is not in the coding that its header names, ends early, or is in one that is not read."""


class Decoder(Protocol):
    """One content coding of one body."""

    def feed(self, data: bytes) -> bytes:
        """Give what came over the wire, or b"" to go on with what is left of it; bounded output."""

    @property
    def hungry(self) -> bool:
        """Whether feed(b"") would give nothing more."""

    def finish(self) -> None:
        """Raise EncodingError when the coded data are not complete."""


def decoders(content_encoding: str) -> list[Decoder]:
    """Decoders for a Content-Encoding header, in the order in which they are to be undone; [] for plain bytes.

    Raises EncodingError for a coding that is not read, and for more than two: nobody needs them but bombs.
    """
    names = [name for part in content_encoding.lower().split(",") if (name := part.strip()) not in ("", "identity")]
    if len(names) > 2:
        raise EncodingError(f"{len(names)} content codings, one upon the other: {content_encoding[:80]}")
    return [_decoder(name) for name in reversed(names)]


def _decoder(name: str) -> Decoder:
    if name in ("gzip", "x-gzip"):
        return _Zlib(zlib.MAX_WBITS | 16)
    if name == "deflate":
        return _Zlib(zlib.MAX_WBITS)
    if name == "br":
        return _Brotli()
    if name == "zstd":
        return _Zstd()
    raise EncodingError(f'content coding "{name[:40]}" is not read; asked for were {ACCEPT_ENCODING}')


class _Zlib:
    """gzip (several members too) and deflate, which some servers send without the header of zlib."""

    def __init__(self, window_bits: int) -> None:
        self._bits = window_bits
        self._inner = zlib.decompressobj(window_bits)
        self._left = b""
        self._started = False

    def feed(self, data: bytes) -> bytes:
        data = self._left + data
        self._left = b""
        if self._inner.eof:
            # Another member follows, or padding, which readers of gzip ignore.
            if self._bits <= zlib.MAX_WBITS or not data.startswith(b"\x1f\x8b"):
                return b""
            self._inner = zlib.decompressobj(self._bits)
        try:
            out = self._inner.decompress(data, PIECE)
        except zlib.error as error:
            if self._bits != zlib.MAX_WBITS or self._started:
                raise EncodingError(f"not {self._name}: {error}") from error
            self._bits = -zlib.MAX_WBITS
            self._inner = zlib.decompressobj(self._bits)
            return self.feed(data)
        self._started = self._started or bool(data)
        self._left = self._inner.unused_data if self._inner.eof else self._inner.unconsumed_tail
        return out

    @property
    def hungry(self) -> bool:
        return not self._left

    def finish(self) -> None:
        if not self._inner.eof:
            raise EncodingError(f"the {self._name} data end early")

    @property
    def _name(self) -> str:
        return "gzip" if self._bits > zlib.MAX_WBITS else "deflate"


class _Brotli:
    def __init__(self) -> None:
        self._inner = brotli.Decompressor()

    def feed(self, data: bytes) -> bytes:
        if self._inner.is_finished():
            return b""
        try:
            return bytes(self._inner.process(data, output_buffer_limit=PIECE))
        except brotli.error as error:
            raise EncodingError(f"not br: {error}") from error

    @property
    def hungry(self) -> bool:
        return self._inner.is_finished() or bool(self._inner.can_accept_more_data())

    def finish(self) -> None:
        if not self._inner.is_finished():
            raise EncodingError("the br data end early")


class _Zstd:
    """Frames one after the other."""

    def __init__(self) -> None:
        self._inner = self._new()
        self._left = b""

    def feed(self, data: bytes) -> bytes:
        data = self._left + data
        piece, self._left = data[:_ZSTD_PIECE], data[_ZSTD_PIECE:]
        if self._inner.eof and piece:
            self._inner = self._new()
        try:
            out = self._inner.decompress(piece)
        except zstandard.ZstdError as error:
            raise EncodingError(f"not zstd: {error}") from error
        if self._inner.eof:
            self._left = self._inner.unused_data + self._left
        return out

    @property
    def hungry(self) -> bool:
        return not self._left

    def finish(self) -> None:
        if not self._inner.eof:
            raise EncodingError("the zstd data end early")

    @staticmethod
    def _new() -> "zstandard.ZstdDecompressionObj":
        return zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
