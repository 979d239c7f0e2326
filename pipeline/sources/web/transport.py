"""One request over one connection: checked addresses, TLS, a deadline over everything, and a bounded body.

Redirects, robots, delays and tries again are the client's; a connection here is used by one thread at a time.
"""

import http.client
import io
import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Final
from urllib.parse import urlsplit

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import HTTPResponse

from pipeline.sources.reasons import Reason
from pipeline.sources.web import guard
from pipeline.sources.web.body import Body, Deadline, ExchangeError

# An unwanted body up to this size costs less than a new connection.
_DROPPED: Final = 65_536


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one request. `content` is there when the body was wanted; `size` is bytes of body on the wire."""

    status: int | None
    headers: Mapping[str, str]
    content: bytes | None
    size: int
    reason: Reason | None = None
    detail: str | None = None
    passing: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which bodies to read, and how much of them: `check` says it by status and headers, or raises ExchangeError."""

    check: Callable[[int, Mapping[str, str]], bool]
    max_bytes: int
    cut: bool = False


class _TimedReader(io.RawIOBase):
    """Reading from a socket with what is left of the deadline, not with the same patience for each byte."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, deadline: Deadline) -> None:
        self._raw = raw
        self._sock = sock
        self._deadline = deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(self._deadline.left())
        count: int | None = self._raw.readinto(buffer)
        return count

    def close(self) -> None:
        if not self.closed:
            self._raw.close()
        super().close()


class _TimedResponse(http.client.HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, deadline: Deadline, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        self.fp = io.BufferedReader(_TimedReader(self.fp.detach(), sock, deadline))


class _Checked(HTTPConnection):
    """Connects to nothing but addresses that the guard let pass; the name stays for TLS and the Host header."""

    allowed: tuple[str, ...] = ()
    deadline: Deadline

    def _new_conn(self) -> socket.socket:
        peers = guard.resolve(self.host, self.port, self.allowed, self.deadline.left())
        last: OSError | None = None
        for number, peer in enumerate(peers):
            sock = socket.socket(peer.family, socket.SOCK_STREAM)
            try:
                # An address that does not answer leaves time for the next one.
                sock.settimeout(self.deadline.left() / (len(peers) - number))
                sock.connect(peer.address)
            except OSError as error:
                sock.close()
                last = error
                continue
            sock.settimeout(self.deadline.left())
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return sock
        raise last or OSError("no address to connect to")


class _CheckedHTTPS(_Checked, HTTPSConnection):
    """The same for https: the socket is made by the one class, wrapped in TLS by the other."""


class Connection:
    """A connection to one origin ("https://contoh.id:8443"), opened when needed and kept while the server keeps it."""

    def __init__(self, origin: str, allowed: tuple[str, ...]) -> None:
        parts = urlsplit(origin)
        host = parts.hostname or ""
        self.key = (origin, allowed)
        self._inner: _Checked = (
            _CheckedHTTPS(host, parts.port or 443, ssl_context=_tls())
            if parts.scheme == "https"
            else _Checked(host, parts.port or 80)
        )
        self._inner.allowed = tuple(entry.lower() for entry in allowed)

    def get(self, target: str, headers: Mapping[str, str], wanted: Wanted, deadline: Deadline) -> Answer:
        """Ask for a path; raises nothing for what the network does: the answer then carries a reason."""
        body: Body | None = None
        response: HTTPResponse | None = None
        try:
            response = self._send(target, headers, deadline)
            body = Body(response, deadline)
            content = None
            if wanted.check(response.status, response.headers):
                content = body.read(wanted.max_bytes, wanted.cut)
            else:
                body.drop(_DROPPED)
            if not body.complete:
                self.close()
        except ExchangeError as error:
            self.close()
            status, got = (response.status, response.headers) if response is not None else (None, {})
            size = body.size if body is not None else 0
            return Answer(status, got, None, size, error.reason, error.detail, error.passing)
        return Answer(response.status, response.headers, content, body.size)

    def close(self) -> None:
        """Close the connection, if it is open; the next request opens another."""
        self._inner.close()

    def _send(self, target: str, headers: Mapping[str, str], deadline: Deadline) -> HTTPResponse:
        connection = self._inner
        if not connection.is_connected:
            connection.close()
        connection.deadline = deadline
        connection.response_class = partial(_TimedResponse, deadline=deadline)  # type: ignore[assignment]
        try:
            connection.timeout = deadline.left()
            connection.request("GET", target, headers=headers, preload_content=False, decode_content=False)
            connection.timeout = deadline.left()
            return connection.getresponse()
        except guard.UnsafeAddressError as error:
            raise ExchangeError("unsafe_address", str(error)) from error
        except guard.UnresolvedError as error:
            raise ExchangeError("connection_failed", str(error), passing=True) from error
        except ssl.SSLCertVerificationError as error:
            raise ExchangeError("connection_failed", f"no valid certificate: {error.verify_message}") from error
        except TimeoutError as error:
            raise ExchangeError("timeout", f"no answer in {deadline.seconds:g} s", passing=True) from error
        except (HTTPError, http.client.HTTPException, OSError, ValueError) as error:
            raise ExchangeError("connection_failed", f"{type(error).__name__}: {error}", passing=True) from error


@cache
def _tls() -> ssl.SSLContext:
    """Verified TLS; the system's certificates, and certifi's where the system has none."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
