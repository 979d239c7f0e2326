"""The polite client: everything that is asked of the network goes through `Client.get`.

It waits for the host, asks its robots.txt, follows redirects by hand, tries again what may pass, and never raises for
what the network does. What becomes of a page (ledger, raw store, outcome) is decided elsewhere.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from pipeline.sources.reasons import Reason
from pipeline.sources.web import address, answers, robots
from pipeline.sources.web.answers import REDIRECTS
from pipeline.sources.web.asking import Asker, Policy, Visit
from pipeline.sources.web.model import PageState, Request, RequestKind
from pipeline.sources.web.robots import RobotsFile
from pipeline.sources.web.transport import Answer

__all__ = ["Client", "Policy", "Response"]

MAX_REDIRECTS: Final = 5


@dataclass(frozen=True, slots=True)
class Response:
    """What came of asking for an address: `reason` is None exactly when status is 200 (content) or 304 (None).

    `redirects` are the addresses it was sent on to, the last of which is `final_url`; `headers` are those worth keeping
    (answers.KEPT_HEADERS) of the last answer, in lower case; `requests` are all that went out, robots.txt included;
    `retry_after` is when the host may be asked again, if it said so; `at` is the time of the last request.
    """

    url: str
    final_url: str
    redirects: tuple[str, ...]
    status: int | None
    headers: dict[str, str]
    content: bytes | None
    at: datetime
    requests: tuple[Request, ...]
    reason: Reason | None = None
    detail: str | None = None
    retry_after: datetime | None = None


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Client:
    """One for a refresh; used by many threads at once. `user_agent` is sent with every request.

    `robots` are the files of earlier refreshes by origin; fresh ones are not fetched again. Close it at the end.
    """

    def __init__(
        self, user_agent: str, robots: Mapping[str, RobotsFile], now: Callable[[], datetime] = _utc_now
    ) -> None:
        self._now = now
        self._asker = Asker(user_agent, now)
        self._lock = threading.Lock()
        self._origin_locks: dict[str, threading.Lock] = {}
        self._known = dict(robots)
        self._fetched: dict[str, RobotsFile] = {}
        self._causes: dict[str, str | None] = {}

    def get(self, url: str, kind: RequestKind, policy: Policy, state: PageState | None = None) -> Response:
        """Ask for an address, conditionally when `state` has an ETag or date. Blocks for the delay of the host.

        Never raises for what the network does (`Response.reason`); raises lanes.ClosedError after close().
        """
        visit = Visit(kind, policy, state, [])
        target = address.request_address(url)
        if target is None:
            return self._refused(visit, url, [], *_why_refused(url))
        return self._follow(visit, target, url)

    def robots_files(self) -> dict[str, RobotsFile]:
        """The robots.txt fetched in this refresh, by origin; those that could not be had are among them."""
        with self._lock:
            return dict(self._fetched)

    def paused_until(self, host: str) -> datetime | None:
        """Until when the host (address.host_of) wants to be left alone, when that is longer than a refresh waits."""
        return self._asker.paused_until(host)

    def close(self) -> None:
        """Wake up what waits for its turn (lanes.ClosedError) and close all connections."""
        self._asker.close()

    def _follow(self, visit: Visit, target: str, url: str) -> Response:
        """Ask for an address and for those it redirects to, each allowed by its own site's robots.txt."""
        hops = [target]
        answer: Answer | None = None
        while True:
            refusal = self._forbidden(visit, url, hops, answer)
            if refusal is not None:
                return refusal
            answer = self._asker.ask(visit, hops[-1], self._delay(visit.policy, hops[-1]))
            if answer.status not in REDIRECTS or answer.reason is not None:
                return self._response(visit, url, hops, answer)
            where = answers.location(answer.headers)
            hop = address.request_address(where, hops[-1])
            if hop is None:
                reason, detail = _why_refused(where)
                return self._refused(visit, url, hops, reason, f"redirected: {detail}", answer)
            if hop in hops:
                detail = f"{hop} was asked for before"
                return self._refused(visit, url, hops, "redirect_loop", detail, answer)
            if len(hops) > MAX_REDIRECTS:
                return self._refused(visit, url, hops, "too_many_redirects", f"more than {MAX_REDIRECTS}", answer)
            hops.append(hop)

    def _forbidden(self, visit: Visit, url: str, hops: list[str], answer: Answer | None) -> Response | None:
        """Why the last of the hops may not be asked for; None when it may."""
        if visit.kind == "robots":
            return None
        origin = address.origin_of(hops[-1])
        file = self._robots(visit, origin)
        if isinstance(file, Response):
            reason = file.reason or "robots_unreachable"
            return self._refused(visit, url, hops, reason, file.detail or "", answer, file.retry_after)
        if not robots.is_reachable(file):
            cause = self._causes.get(origin) or "no answer"
            detail = f"{origin}/robots.txt could not be had ({cause}), so nobody knows what is allowed"
            return self._refused(visit, url, hops, "robots_unreachable", detail, answer)
        if not robots.is_allowed(file, hops[-1]):
            detail = f"{origin}/robots.txt does not allow {hops[-1]}"
            return self._refused(visit, url, hops, "robots_disallowed", detail, answer)
        return None

    def _robots(self, visit: Visit, origin: str) -> RobotsFile | Response:
        """The robots.txt of an origin, kept or fetched; the response when its host may not be asked at all now."""
        with self._lock:
            origin_lock = self._origin_locks.setdefault(origin, threading.Lock())
        with origin_lock:
            kept = self._kept_robots(origin)
            if kept is not None:
                return kept
            url = f"{origin}/robots.txt"
            response = self._follow(Visit("robots", visit.policy, None, visit.requests), url, url)
            if response.reason == "rate_limited" or (response.reason == "unsafe_address" and not response.redirects):
                return response
            file = RobotsFile(origin, response.at, _robots_status(response), robots.decode(response.content or b""))
            with self._lock:
                self._fetched[origin] = file
                self._causes[origin] = response.detail
            return file

    def _kept_robots(self, origin: str) -> RobotsFile | None:
        with self._lock:
            fetched, known = self._fetched.get(origin), self._known.get(origin)
        if fetched is not None:
            return fetched
        return known if known is not None and robots.is_fresh(known, self._now()) else None

    def _delay(self, policy: Policy, target: str) -> float:
        file = self._kept_robots(address.origin_of(target))
        return policy.delay_seconds if file is None else max(policy.delay_seconds, robots.crawl_delay(file))

    def _response(self, visit: Visit, url: str, hops: list[str], answer: Answer) -> Response:
        until = self.paused_until(address.host_of(hops[-1])) if answer.reason == "rate_limited" else None
        return Response(
            url=url,
            final_url=hops[-1],
            redirects=tuple(hops[1:]),
            status=answer.status,
            headers=answers.kept(answer.headers),
            content=answer.content,
            at=visit.requests[-1].at if visit.requests else self._now(),
            requests=tuple(visit.requests),
            reason=answer.reason,
            detail=answer.detail,
            retry_after=until,
        )

    def _refused(
        self,
        visit: Visit,
        url: str,
        hops: list[str],
        reason: Reason,
        detail: str,
        answer: Answer | None = None,
        retry_after: datetime | None = None,
    ) -> Response:
        """The response for an address that is not asked for; `answer` is the redirect that led to it."""
        last = answer if answer is not None else Answer(None, {}, None, 0)
        refused = replace(last, content=None, reason=reason, detail=detail)
        return replace(self._response(visit, url, hops or [url], refused), retry_after=retry_after)


def _robots_status(response: Response) -> int | None:
    """The status that counts: None when a robots.txt was promised (2xx) or redirected to, and could not be had."""
    status = response.status
    if response.reason in ("redirect_loop", "too_many_redirects"):
        return status
    if status is not None and 200 <= status < 400 and response.reason is not None and response.reason != "http_error":
        return None
    return status


def _why_refused(url: str) -> tuple[Reason, str]:
    if address.has_credentials(url):
        return "unsafe_address", "the address carries a user name or password"
    return "unsupported_scheme", f"{url[:200]!r} is no http or https address"
