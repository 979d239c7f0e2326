import gzip
import random

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.web.decoding import PIECE, Decoder, EncodingError, decoders
from tests.sources.web.behaviours import compress

CODINGS = ["gzip", "deflate", "raw-deflate", "br", "zstd"]


def header(coding: str) -> str:
    return coding.removeprefix("raw-")


def pieces(decoder: Decoder, data: bytes, size: int) -> list[bytes]:
    found = []
    for start in range(0, len(data), size):
        found.append(decoder.feed(data[start : start + size]))
        while not decoder.hungry:
            found.append(decoder.feed(b""))
    decoder.finish()
    return found


@pytest.mark.parametrize("coding", CODINGS)
@given(data=st.binary(max_size=2000).map(lambda b: b * 20), size=st.integers(1, 500))
def test_any_bytes_in_any_pieces(coding: str, data: bytes, size: int) -> None:
    (decoder,) = decoders(header(coding))
    assert b"".join(pieces(decoder, compress(data, coding), size)) == data


@pytest.mark.parametrize("coding", CODINGS)
def test_pieces_are_bounded(coding: str) -> None:
    (decoder,) = decoders(header(coding))
    found = pieces(decoder, compress(bytes(30_000_000), coding), 16_384)
    assert sum(map(len, found)) == 30_000_000
    # zstd is bounded by what goes in: 64 blocks of 128 KiB at most.
    assert max(map(len, found)) <= (64 * 131_072 if coding == "zstd" else 2 * PIECE)


@pytest.mark.parametrize("coding", CODINGS)
def test_what_ends_early_is_broken(coding: str) -> None:
    data = compress(random.Random(1).randbytes(5000), coding)
    for end in (1, 10, len(data) // 2, len(data) - 1):
        (decoder,) = decoders(header(coding))
        with pytest.raises(EncodingError, match="end early"):
            pieces(decoder, data[:end], 100)


@pytest.mark.parametrize("coding", CODINGS)
def test_what_is_damaged_is_broken(coding: str) -> None:
    data = bytearray(compress(b"Harga beras turun. " * 500, coding))
    data[: len(data) // 2] = b"\xff" * (len(data) // 2)
    (decoder,) = decoders(header(coding))
    with pytest.raises(EncodingError):
        pieces(decoder, bytes(data), 100)


def test_several_members_and_frames_are_one_body() -> None:
    bodies = {
        "x-gzip": gzip.compress(b"satu ") + gzip.compress(b"dua"),
        "zstd": zstandard.compress(b"satu ") + zstandard.compress(b"dua"),
    }
    for name, body in bodies.items():
        for size in (1, 7, 1000):
            (decoder,) = decoders(name)
            assert b"".join(pieces(decoder, body, size)) == b"satu dua"


def test_padding_after_gzip_is_ignored() -> None:
    for size in (1, 16, 1000):
        (decoder,) = decoders("gzip")
        assert b"".join(pieces(decoder, gzip.compress(b"satu") + bytes(100), size)) == b"satu"


def test_a_window_larger_than_a_web_page_needs_is_refused() -> None:
    parameters = zstandard.ZstdCompressionParameters(window_log=27, write_content_size=False)
    packer = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    data = packer.compress(b"x" * 1000) + packer.flush()
    (decoder,) = decoders("zstd")
    with pytest.raises(EncodingError):
        pieces(decoder, data, 100)


def test_headers() -> None:
    assert decoders("") == decoders("identity") == decoders(" , identity") == []
    assert [type(each) for each in decoders("GZIP, br")] == [type(each) for each in decoders("br") + decoders("gzip")]
    for refused in ("compress", "utf-8", "gzip, gzip, gzip"):
        with pytest.raises(EncodingError):
            decoders(refused)
