"""What a response means for a page: its outcome, and when to ask again.

Nothing is asked or stored here; the raw store's hash of the bytes comes with the response.
"""

import hashlib
from dataclasses import replace
from datetime import datetime, timedelta

from pipeline.sources.web.address import canonical_link, is_home, leads_away, normalise
from pipeline.sources.web.client import Response
from pipeline.sources.web.model import Entry, Fetched, Outcome, PageState
from pipeline.sources.web.plan import Known

FIRST_WAIT = timedelta(minutes=15)
LONGEST_WAIT = timedelta(days=3)
MISSING_WAIT = timedelta(days=1)  # between two looks at a page that answers 404
MISSING_LOOKS = 3  # after so many it is gone
REFUSING_LOOKS = 5  # after so many answers such as 403 the page is left alone
JITTER = 0.1

PASSING = frozenset({"timeout", "connection_failed", "too_slow", "rate_limited", "robots_unreachable", "bad_encoding"})


def judge(source_id: str, entry: Entry, response: Response, sha256: str | None, known: Known | None) -> Fetched:
    """Say what came of asking for a page; `sha256` names the bytes received, None when there are none."""
    state = known.state if known else PageState(entry.url)
    response = _without_page(response, state)
    outcome, again = _outcome(entry.url, response, sha256, state)
    is_good = response.reason is None
    size = len(response.content) if response.content is not None else 0
    final_url = response.final_url
    return Fetched(
        source_id=source_id,
        url=entry.url,
        outcome=outcome,
        fetched_at=response.at,
        final_url=final_url,
        canonical=_canonical(response, state) if is_good else state.canonical,
        redirects=response.redirects,
        status=response.status,
        headers=response.headers,
        sha256=(sha256 or state.sha256) if is_good else state.sha256,
        size=size,
        reason=response.reason,
        detail=response.detail,
        attempts=0 if is_good else state.attempts + 1,
        next_try=again,
        entry=entry,
        requests=response.requests,
    )


def deferred(source_id: str, entry: Entry, until: datetime, now: datetime, known: Known | None) -> Fetched:
    """Say that a page was not asked for, because its host wants to be left alone until then."""
    state = known.state if known else PageState(entry.url)
    detail = f"The host asked to be left alone until {until:%Y-%m-%d %H:%M} UTC."
    return Fetched(
        source_id, entry.url, "deferred", now, canonical=state.canonical, sha256=state.sha256, detail=detail,
        reason="rate_limited", attempts=state.attempts, next_try=until, entry=entry,
    )  # fmt: skip


def advance(known: Known | None, fetched: Fetched) -> Known:
    """What the ledger knows of a page after this result."""
    before = known.state if known else PageState(fetched.url)
    is_good = fetched.outcome in ("new", "changed", "unchanged", "duplicate")
    headers = fetched.headers if is_good else {}
    entry = fetched.entry or Entry(fetched.url)
    state = PageState(
        url=fetched.url,
        canonical=fetched.canonical or before.canonical,
        # A 304 need not repeat them.
        etag=headers.get("etag") or (before.etag if fetched.status != 200 else None),
        last_modified=headers.get("last-modified") or (before.last_modified if fetched.status != 200 else None),
        sha256=fetched.sha256 or before.sha256,
        checked_at=before.checked_at if fetched.outcome == "deferred" else fetched.fetched_at,
        attempts=fetched.attempts,
        next_try=fetched.next_try,
        gone=fetched.outcome == "gone",
    )
    return Known(
        state,
        fetched.outcome,
        fetched.reason,
        first_seen=(known.first_seen if known else None) or fetched.fetched_at,
        published=entry.published or (known.published if known else None),
        modified=entry.modified or (known.modified if known else None),
        duplicate_of=fetched.duplicate_of if is_good and fetched.outcome != "unchanged" else _before(known),
    )


def _before(known: Known | None) -> str | None:
    return known.duplicate_of if known else None


def next_try(url: str, attempts: int, now: datetime) -> datetime:
    """When to ask again after a failure: 15 minutes, doubled with each earlier one, at most three days, give or take.

    The give or take comes from the address, so that the pages of a host that was down do not all come due at once.
    """
    return now + _jittered(url, attempts, min(FIRST_WAIT * 2 ** min(attempts, 16), LONGEST_WAIT))


def _outcome(url: str, response: Response, sha256: str | None, state: PageState) -> tuple[Outcome, datetime | None]:
    reason, status = response.reason, response.status
    if reason is None:
        if sha256 is None or sha256 == state.sha256:
            return "unchanged", None
        return ("changed" if state.sha256 else "new"), None
    if reason == "gone":
        return "gone", None
    if reason == "not_found":
        if state.attempts + 1 >= MISSING_LOOKS:
            return "gone", None
        return "failed", response.at + _jittered(url, state.attempts, MISSING_WAIT)
    is_refusal = reason == "http_error" and status is not None and status < 500 and status not in (408, 425)
    if is_refusal and state.attempts + 1 >= REFUSING_LOOKS:
        return "refused", None
    if reason in PASSING or reason == "http_error":
        again = next_try(url, state.attempts, response.at)
        return "failed", max(again, response.retry_after) if response.retry_after else again
    return "refused", None


def _jittered(url: str, attempts: int, wait: timedelta) -> timedelta:
    digest = hashlib.sha256(f"{url} {attempts}".encode()).digest()
    return wait * (1 + JITTER * (2 * int.from_bytes(digest[:4], "big") / (1 << 32) - 1))


def _canonical(response: Response, state: PageState) -> str | None:
    if response.content is None:
        return state.canonical
    final = normalise(response.final_url) or response.final_url
    return canonical_link(response.content, response.final_url) or final


def _without_page(response: Response, state: PageState) -> Response:
    """The response as the 404 that it is, when a removed article is redirected to the home page.

    To a section only when the page was had before: a first address may be short for an article's.
    """
    final, url = response.final_url, response.url
    if response.reason is not None or not response.redirects or not leads_away(final, url):
        return response
    if not is_home(final) and state.sha256 is None:
        return response
    return replace(response, content=None, reason="not_found", detail=f"redirected to {final}, which is no article")
