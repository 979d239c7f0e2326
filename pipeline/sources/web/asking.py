"""Asking a host for one address when it is its turn, and again when what went wrong may pass.

Politeness and patience; whether the address may be asked for, and where a redirect leads, is the client's.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from time import monotonic

from pipeline.sources.web import address, answers, robots
from pipeline.sources.web.answers import REDIRECTS
from pipeline.sources.web.body import Deadline
from pipeline.sources.web.lanes import Lane, Lanes
from pipeline.sources.web.model import PageState, Request, RequestKind
from pipeline.sources.web.transport import Answer, Wanted


@dataclass(frozen=True, slots=True)
class Policy:
    """How a source's pages are asked for.

    `delay_seconds` between two requests to a host, `timeout_seconds` for a page with its redirects (each try anew, and
    without the waiting), `max_bytes` too large on the wire or decoded, `allow_addresses` host:port or IP:port that may
    be private, `max_wait_seconds` the longest Retry-After to wait for, `retries` after a passing failure.
    """

    delay_seconds: float
    timeout_seconds: float
    max_bytes: int
    allow_addresses: tuple[str, ...]
    max_wait_seconds: float = 60
    retries: int = 2
    backoff_seconds: float = 2.0


@dataclass(slots=True)
class Visit:
    """One address to be had, with all requests made for it; `seconds` are those that its redirects took."""

    kind: RequestKind
    policy: Policy
    state: PageState | None
    requests: list[Request]
    seconds: float = 0.0


class Asker:
    """The way to all hosts, for many threads; `now` is the clock of the log and of Retry-After dates."""

    def __init__(self, user_agent: str, now: Callable[[], datetime]) -> None:
        self._user_agent = user_agent
        self._now = now
        self._lanes = Lanes()
        self._closed = threading.Event()

    def ask(self, visit: Visit, target: str, delay_seconds: float) -> Answer:
        """Ask for one address when it is its turn, and again when what went wrong may pass."""
        host, policy = address.host_of(target), visit.policy
        lane = self._lanes.of(host)
        for attempt in range(policy.retries + 1):
            with lane.lock:
                until = self.paused_until(host)
                if until is not None:
                    return Answer(
                        None,
                        {},
                        None,
                        0,
                        "rate_limited",
                        f"{host} wants to be left alone until {until:%Y-%m-%d %H:%M} UTC",
                    )
                lane.wait(delay_seconds, self._closed)
                answer = self._request(lane, visit, target)
                lane.done()
                self._slow_down(lane, policy, target, attempt, answer)
            if not answer.passing or self.paused_until(host) is not None:
                break
        return answer

    def paused_until(self, host: str) -> datetime | None:
        """Until when a host wants to be left alone; None when it does not, or no longer."""
        until = self._lanes.of(host).paused_until
        return until if until is not None and until > self._now() else None

    def close(self) -> None:
        """Wake up what waits for its turn (lanes.ClosedError) and close all connections."""
        self._closed.set()
        self._lanes.close()

    def _request(self, lane: Lane, visit: Visit, target: str) -> Answer:
        policy, kind = visit.policy, visit.kind
        headers = answers.request_headers(self._user_agent, kind, visit.state)
        conditional = "If-None-Match" in headers or "If-Modified-Since" in headers
        is_robots = kind == "robots"
        wanted = Wanted(
            check=partial(answers.has_wanted_body, kind),
            max_bytes=robots.MAX_BYTES if is_robots else policy.max_bytes,
            cut=is_robots,
        )
        at, start = self._now(), monotonic()
        connection = lane.connection(address.origin_of(target), policy.allow_addresses)
        path = target.removeprefix(address.origin_of(target))
        answer = connection.get(path, headers, wanted, Deadline.after(policy.timeout_seconds - visit.seconds))
        seconds = monotonic() - start
        if answer.reason != "unsafe_address":
            error = None if answer.reason is None else f"{answer.reason}: {answer.detail}"
            visit.requests.append(Request(kind, target, at, seconds, answer.status, answer.size, conditional, error))
        answer = answers.judged(answer, kind, conditional)
        if answer.status in REDIRECTS and answer.reason is None:
            visit.seconds += seconds
        return answer

    def _slow_down(self, lane: Lane, policy: Policy, target: str, attempt: int, answer: Answer) -> None:
        """After a passing failure: let the host rest before the next try, or pause it when it asks for longer."""
        if not answer.passing:
            return
        is_last = attempt == policy.retries
        if answers.is_rate_limit(answer):
            wait = answers.retry_after(answer.headers, self._now())
            if wait is not None and wait.total_seconds() > policy.max_wait_seconds:
                lane.pause(self._now() + wait)
            elif is_last:
                # It was asked as slowly as it wished and still says no: not the rest of the listing too.
                lane.pause(self._now() + max(wait or answers.PAUSE, answers.PAUSE if attempt else timedelta(0)))
            else:
                backoff = answers.backoff_seconds(policy.backoff_seconds, target, attempt)
                lane.rest(wait.total_seconds() if wait is not None else backoff)
        elif not is_last:
            lane.rest(answers.backoff_seconds(policy.backoff_seconds, target, attempt))
