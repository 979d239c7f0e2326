"""Reading the body of a response within its limits: bytes on the wire, bytes decoded, and the deadline."""

from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

from urllib3.exceptions import HTTPError, ReadTimeoutError
from urllib3.response import HTTPResponse

from pipeline.sources.reasons import Reason
from pipeline.sources.web.decoding import Decoder, EncodingError, decoders

_CHUNK = 16_384


class ExchangeError(Exception):
    """A request that brought no usable answer: reason, detail for a person, and whether another try may help."""

    def __init__(self, reason: Reason, detail: str, passing: bool = False) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason: Reason = reason
        self.detail = detail
        self.passing = passing


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment that a request may not outlast; `seconds` is the time it was given."""

    at: float
    seconds: float

    @classmethod
    def after(cls, seconds: float) -> "Deadline":
        """The moment `seconds` from now."""
        return cls(monotonic() + seconds, seconds)

    def left(self) -> float:
        """Seconds left; raises TimeoutError when there are none."""
        left = self.at - monotonic()
        if left <= 0:
            raise TimeoutError(f"not done in {self.seconds:g} s")
        return left


class Body:
    """The body of one response. `size` counts the bytes that came over the wire, `complete` says that its end came."""

    def __init__(self, response: HTTPResponse, deadline: Deadline) -> None:
        self._response = response
        self._deadline = deadline
        self.size = 0
        self.complete = False

    def read(self, max_bytes: int, cut: bool) -> bytes:
        """The body decoded. One of `max_bytes` or more is `too_large`, or ends there when it may be cut.

        Raises ExchangeError: too_large, too_slow, bad_encoding, connection_failed.
        """
        length = self._response.length_remaining
        if length is not None and length >= max_bytes and not cut:
            raise ExchangeError("too_large", f"{length:,} bytes announced; fewer than {max_bytes:,} are taken")
        try:
            chain = decoders(self._response.headers.get("content-encoding", ""))
            content = bytearray()
            while data := self._next():
                for piece in _pieces(chain, data):
                    content += piece
                    if len(content) >= max_bytes:
                        return self._full(content, max_bytes, cut)
                if self.size >= max_bytes:
                    return self._full(content, max_bytes, cut)
            for decoder in chain if self.size else []:
                decoder.finish()
        except EncodingError as error:
            raise ExchangeError("bad_encoding", str(error)) from error
        return bytes(content)

    def drop(self, at_most: int) -> None:
        """Read a short body that nobody wants, so that the connection can be used again; leave a longer one."""
        length = self._response.length_remaining
        if length is not None and length <= at_most:
            while self._next():
                pass

    def _full(self, content: bytearray, max_bytes: int, cut: bool) -> bytes:
        if not cut:
            raise ExchangeError("too_large", f"{max_bytes:,} bytes or more; fewer are taken")
        return bytes(content[:max_bytes])

    def _next(self) -> bytes:
        try:
            self._deadline.left()
            data: bytes = self._response.read1(_CHUNK, decode_content=False) or b""
        except (TimeoutError, ReadTimeoutError) as error:
            detail = f"{self.size:,} bytes came in {self._deadline.seconds:g} s, and no end"
            raise ExchangeError("too_slow", detail) from error
        except (HTTPError, OSError, ValueError) as error:
            detail = f"the connection broke after {self.size:,} bytes: {error}"
            raise ExchangeError("connection_failed", detail, passing=True) from error
        self.size += len(data)
        self.complete = not data
        return data


def _pieces(chain: list[Decoder], data: bytes) -> Iterator[bytes]:
    """What a piece of the wire decodes to, in bounded pieces."""
    if not chain:
        yield data
        return
    first, rest = chain[0], chain[1:]
    yield from _pieces(rest, first.feed(data))
    while not first.hungry:
        yield from _pieces(rest, first.feed(b""))
