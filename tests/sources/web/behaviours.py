"""How a path of a test site may behave: well, badly, slowly, endlessly. Used with `Site.put` (site.py)."""

import gzip
import hashlib
import itertools
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import brotli
import zstandard

if TYPE_CHECKING:
    from tests.sources.web.site import Hit

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer. An iterator as body is sent in chunks, `pace` seconds apart; `wait` is the time before the answer.

    `raw` is sent in place of all that, piece by piece, whatever it is.
    """

    status: int = 200
    body: bytes | Iterator[bytes] = b""
    content_type: str | None = HTML
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    pace: float = 0.0
    close: bool = False
    raw: Iterator[bytes] | None = None

    def all_headers(self) -> list[tuple[str, str]]:
        """Headers as sent, with length or chunking."""
        named = dict(self.headers)
        if self.content_type is not None:
            named.setdefault("Content-Type", self.content_type)
        if self.close:
            named["Connection"] = "close"
        if not isinstance(self.body, bytes):
            named["Transfer-Encoding"] = "chunked"
        elif self.status != 304:
            named.setdefault("Content-Length", str(len(self.body)))
        return list(named.items())


Behaviour = Callable[["Hit"], Reply]


def page(body: bytes | str, content_type: str | None = HTML, close: bool = False, **headers: str) -> Behaviour:
    """A page as given; header names with _ for -."""
    content = body.encode() if isinstance(body, str) else body
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda hit: Reply(body=content, content_type=content_type, headers=named, close=close)


def conditional(body: bytes, content_type: str = HTML) -> Behaviour:
    """A page with an ETag that answers 304 to who has it."""
    etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'

    def answer(hit: "Hit") -> Reply:
        if hit.headers.get("if-none-match") == etag:
            return Reply(304, content_type=None, headers={"ETag": etag})
        return Reply(body=body, content_type=content_type, headers={"ETag": etag})

    return answer


def dated(body: bytes, last_modified: str, content_type: str = HTML) -> Behaviour:
    """A page with a Last-Modified (an HTTP date) that answers 304 to who has it; no ETag."""

    def answer(hit: "Hit") -> Reply:
        if hit.headers.get("if-modified-since") == last_modified:
            return Reply(304, content_type=None)
        return Reply(body=body, content_type=content_type, headers={"Last-Modified": last_modified})

    return answer


def status(code: int, **headers: str) -> Behaviour:
    """A status with a short page (404, 410, 500), and headers (Retry_After="1")."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda hit: Reply(code, f"<h1>{code}</h1>".encode(), headers=named)


def redirect(location: str, code: int = 302) -> Behaviour:
    """A redirect to any address, relative ones and forbidden ones too."""
    return status(code, Location=location)


def failing(times: int, first: Behaviour, then: Behaviour) -> Behaviour:
    """One behaviour for the first `times` requests, another from then on."""
    count = itertools.count()
    return lambda hit: first(hit) if next(count) < times else then(hit)


def silent(seconds: float = 60.0) -> Behaviour:
    """No answer for a long time."""
    return lambda hit: Reply(wait=seconds)


def drip(piece: bytes = b"<p>", pace: float = 0.05, content_type: str = HTML) -> Behaviour:
    """A few bytes now and then, for ever."""
    return lambda hit: Reply(body=itertools.repeat(piece), pace=pace, content_type=content_type)


def endless(content_type: str = HTML) -> Behaviour:
    """As many bytes as the client takes."""
    return drip(b"<p>tanpa akhir</p>" * 1000, pace=0.0, content_type=content_type)


def cut_off(body: bytes, announced: int) -> Behaviour:
    """A body that ends before the length it announced."""
    return lambda hit: Reply(body=body, headers={"Content-Length": str(announced)}, close=True)


def encoded(body: bytes, coding: str, claimed: str | None = None) -> Behaviour:
    """A body in a content coding (gzip, deflate, raw-deflate, br, zstd); `claimed` is what the header says instead."""
    return page(compress(body, coding), Content_Encoding=claimed or coding)


def compress(body: bytes, coding: str) -> bytes:
    """Bytes in a content coding."""
    if coding == "gzip":
        return gzip.compress(body, mtime=0)
    if coding == "deflate":
        return zlib.compress(body)
    if coding == "raw-deflate":
        packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        return packer.compress(body) + packer.flush()
    if coding == "br":
        return bytes(brotli.compress(body, quality=5))
    assert coding == "zstd"
    return zstandard.ZstdCompressor().compress(body)


def bomb(coding: str, megabytes: int = 50) -> Behaviour:
    """A small body that becomes a large one."""
    return encoded(bytes(megabytes * 1_000_000), coding)


def setting_cookie(body: bytes) -> Behaviour:
    """A page that sets a cookie; `Hit.headers` tells whether it came back."""
    return page(body, Set_Cookie="sesi=rahasia; Path=/")
