import gzip
import tracemalloc
import zlib

import brotli
import pytest
import zstandard

from pipeline.sources.bodies import decoded
from pipeline.sources.reasons import ReadError

PAGE = b"<html><body><p>Harga beras turun di pasar induk.</p></body></html>" * 50
RAW = zlib.compressobj(wbits=-15)
CODED = {
    "gzip": gzip.compress(PAGE),
    "x-gzip": gzip.compress(PAGE[:100]) + gzip.compress(PAGE[100:]),
    "deflate": zlib.compress(PAGE),
    "Deflate": RAW.compress(PAGE) + RAW.flush(),
    "br": brotli.compress(PAGE),
    "zstd": zstandard.compress(PAGE),
    "identity": PAGE,
    "": PAGE,
}
LIMIT = 1_000_000


def chunked(body: bytes, size: int = 700, end: bytes = b"0\r\n\r\n") -> bytes:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x;x=y\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + end


@pytest.mark.parametrize("coding", CODED)
def test_codings_are_undone(coding: str) -> None:
    assert decoded(CODED[coding], None, coding, LIMIT) == PAGE
    assert decoded(chunked(CODED[coding]), "chunked", coding, LIMIT) == PAGE


def test_codings_upon_each_other_are_undone_from_the_last() -> None:
    assert decoded(brotli.compress(gzip.compress(PAGE)), None, "gzip, br", LIMIT) == PAGE


@pytest.mark.parametrize("coding", CODED)
def test_a_body_that_was_decoded_already_stays(coding: str) -> None:
    assert decoded(PAGE, "chunked", coding, LIMIT) == PAGE


def test_chunks_without_their_end_are_joined_and_broken_ones_are_left() -> None:
    assert decoded(chunked(PAGE, end=b""), "chunked", None, LIMIT) == PAGE
    assert decoded(b"9\r\nsatu\r\n", "chunked", None, LIMIT) == b"9\r\nsatu\r\n"
    assert decoded(b"Harga beras", "chunked", None, LIMIT) == b"Harga beras"


def test_gzip_without_its_checksum_is_whole_and_with_less_it_is_not() -> None:
    for missing in range(1, 9):
        assert decoded(CODED["gzip"][:-missing], None, "gzip", LIMIT) == PAGE
    for missing in range(10, 60):
        with pytest.raises(ReadError, match="ends early"):
            decoded(CODED["gzip"][:-missing], None, "gzip", LIMIT)


@pytest.mark.parametrize("coding", ["deflate", "br", "zstd"])
def test_a_body_that_breaks_off_is_corrupt(coding: str) -> None:
    with pytest.raises(ReadError) as caught:
        decoded(CODED[coding][:-20], None, coding, LIMIT)
    assert caught.value.reason == "corrupt"


def test_damage_and_unknown_codings_are_corrupt() -> None:
    for body, coding in (
        (CODED["gzip"][:15] + b"x" * 40, "gzip"),
        (b"\x28\xb5\x2f\xfdxxxx", "zstd"),
        (PAGE, "compress"),
    ):
        with pytest.raises(ReadError) as caught:
            decoded(body, None, coding, LIMIT)
        assert caught.value.reason == "corrupt"


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_bombs_are_refused_before_they_burst(coding: str) -> None:
    large = bytes(50 * LIMIT)
    compress = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": zstandard.compress}
    bomb = compress[coding](large)
    del large
    tracemalloc.start()
    with pytest.raises(ReadError) as caught:
        decoded(bomb, None, coding, LIMIT)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert caught.value.reason == "too_large"
    assert peak < 6 * LIMIT


def test_a_plain_body_of_the_limit_is_too_large() -> None:
    assert decoded(PAGE, None, None, len(PAGE) + 1) == PAGE
    with pytest.raises(ReadError) as caught:
        decoded(PAGE, None, None, len(PAGE))
    assert caught.value.reason == "too_large"
