"""Politeness towards one host: one request at a time, the delay between two, rests and pauses."""

import threading
from datetime import datetime
from time import monotonic

from pipeline.sources.web.transport import Connection


class ClosedError(RuntimeError):
    """The client was closed while a request waited for its turn."""


class Lane:
    """The way to one host. Hold `lock` from waiting to `done`: it makes the requests one after the other."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.paused_until: datetime | None = None
        self._ended: float | None = None
        self._rests_until = 0.0
        self._connection: Connection | None = None

    def wait(self, delay_seconds: float, closed: threading.Event) -> None:
        """Wait until `delay_seconds` after the end of the last response, and until a rest is over.

        Raises ClosedError when the client is closed meanwhile.
        """
        due = self._rests_until if self._ended is None else max(self._ended + delay_seconds, self._rests_until)
        while (left := due - monotonic()) > 0:
            if closed.wait(left):
                break
        if closed.is_set():
            raise ClosedError("the client is closed")

    def done(self) -> None:
        """Say that a response has ended: the next delay counts from here."""
        self._ended = monotonic()

    def rest(self, seconds: float) -> None:
        """Ask nothing of the host for so long (back-off, a short Retry-After)."""
        self._rests_until = max(self._rests_until, monotonic() + seconds)

    def pause(self, until: datetime) -> None:
        """Ask nothing of the host until then; its pages are for a later refresh."""
        if self.paused_until is None or until > self.paused_until:
            self.paused_until = until

    def connection(self, origin: str, allowed: tuple[str, ...]) -> Connection:
        """The host's one connection; that to another of its ports, or checked by other rules, is closed first."""
        if self._connection is None or self._connection.key != (origin, allowed):
            self.close()
            self._connection = Connection(origin, allowed)
        return self._connection

    def close(self) -> None:
        """Close the connection, if there is one."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class Lanes:
    """The lanes of all hosts, made as they are needed; thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lanes: dict[str, Lane] = {}

    def of(self, host: str) -> Lane:
        """The lane of a host."""
        with self._lock:
            return self._lanes.setdefault(host, Lane())

    def close(self) -> None:
        """Close the connections of all hosts, each when its request is over."""
        with self._lock:
            lanes = list(self._lanes.values())
        for lane in lanes:
            with lane.lock:
                lane.close()
