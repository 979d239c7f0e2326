"""What an answer means: which bodies are read, which reason a status is, how long the site asks to wait."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from pipeline.sources.reasons import Reason
from pipeline.sources.web import decoding
from pipeline.sources.web.body import ExchangeError
from pipeline.sources.web.model import PageState, RequestKind
from pipeline.sources.web.transport import Answer

REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
# No site is left alone for longer than a failing page is (SPEC: three days).
MAX_PAUSE: Final = timedelta(days=3)
# A host that limits us again after we waited is left alone for as long as a failed page is at first.
PAUSE: Final = timedelta(minutes=15)
# Headers that later stages or the next refresh need; the rest is of this connection or of advertising.
KEPT_HEADERS: Final = (
    "content-language",
    "content-type",
    "date",
    "etag",
    "last-modified",
    "link",
    "location",
    "retry-after",
)

_PAGE_TYPES = frozenset({"application/xhtml+xml", "text/html", "text/plain"})
_LISTING_TYPES = _PAGE_TYPES | {
    "application/gzip",
    "application/json",
    "application/octet-stream",
    "application/x-gzip",
    "application/xml",
    "binary/octet-stream",
    "text/json",
    "text/xml",
}
_ACCEPT: Final[Mapping[RequestKind, str]] = {
    "page": "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1",
    "listing": "application/rss+xml,application/atom+xml,application/xml;q=0.9,text/xml;q=0.9,*/*;q=0.5",
    "robots": "text/plain,*/*;q=0.5",
}
# The languages of the pipeline, Indonesian first: sites that offer several editions give the one that is read best.
_ACCEPT_LANGUAGE = "id,ms;q=0.9,en;q=0.8,zh;q=0.7"
# Passing states of a server; 501 and 505 are not.
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})


def request_headers(user_agent: str, kind: RequestKind, state: PageState | None) -> dict[str, str]:
    """Headers of a request; conditional when the page is known by an ETag or a date. Never a cookie."""
    headers = {
        "User-Agent": user_agent,
        "Accept": _ACCEPT[kind],
        "Accept-Language": _ACCEPT_LANGUAGE,
        "Accept-Encoding": decoding.ACCEPT_ENCODING,
    }
    if state is not None and state.etag and _is_plain(state.etag):
        headers["If-None-Match"] = state.etag
    if state is not None and state.last_modified and _is_plain(state.last_modified):
        headers["If-Modified-Since"] = state.last_modified
    return headers


def has_wanted_body(kind: RequestKind, status: int, headers: Mapping[str, str]) -> bool:
    """Whether to read the body. Raises ExchangeError("not_text") for a content type that is no page or no listing."""
    if kind == "robots":
        return 200 <= status < 300
    if status != 200:
        return False
    media_type = headers.get("content-type", "").lower().partition(";")[0].partition(",")[0].strip()
    if kind == "page":
        fits = media_type in _PAGE_TYPES
    else:
        fits = media_type in _LISTING_TYPES or media_type.endswith(("+xml", "+json"))
    if media_type and not fits:
        raise ExchangeError("not_text", f"content type {media_type[:80]} is no {kind}")
    return True


def judged(answer: Answer, kind: RequestKind, conditional: bool) -> Answer:
    """The answer with the reason that its status is; redirects and what is usable stay as they are."""
    status = answer.status
    if answer.reason is not None or status is None or (status in REDIRECTS and "location" in answer.headers):
        return answer
    if status == 200 or (kind == "robots" and 200 <= status < 300):
        if answer.content or kind == "robots":
            return answer
        return replace(answer, reason="empty", detail="the page has no bytes", content=None)
    if status == 304 and conditional:
        return answer
    reason, detail = _reason(status, answer.headers)
    return replace(answer, reason=reason, detail=detail, content=None, passing=status in _PASSING)


def is_rate_limit(answer: Answer) -> bool:
    """Whether the site asks to be left alone for a while, by its status or by saying for how long."""
    return answer.status == 429 or (answer.status == 503 and "retry-after" in answer.headers)


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """How long the site asks to wait (seconds or an HTTP date), at most MAX_PAUSE; None when it does not say."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return timedelta(seconds=min(int(value[:9]), int(MAX_PAUSE.total_seconds())))
    try:
        date = parsedate_to_datetime(value)
        date = date if date.tzinfo is not None else date.replace(tzinfo=UTC)
        return min(max(date - now, timedelta(0)), MAX_PAUSE)
    except (ValueError, OverflowError):
        return None


def backoff_seconds(base: float, url: str, attempt: int) -> float:
    """Seconds before try `attempt` + 1: doubling, and up to half as long again, by a hash of address and attempt."""
    digest = hashlib.sha256(f"{attempt} {url}".encode()).digest()
    return float(base * 2**attempt * (1 + int.from_bytes(digest[:4], "big") / 2**33))


def kept(headers: Mapping[str, str]) -> dict[str, str]:
    """The headers worth keeping, in lower case."""
    return {name: headers[name] for name in KEPT_HEADERS if name in headers}


def location(headers: Mapping[str, str]) -> str:
    """Where a redirect leads; some servers send UTF-8 where only ASCII is allowed."""
    value = headers["location"]
    try:
        return value.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return value


def _reason(status: int, headers: Mapping[str, str]) -> tuple[Reason, str]:
    if status == 404:
        return "not_found", "the site answered 404"
    if status == 410:
        return "gone", "the site answered 410"
    if status == 429 or (status == 503 and "retry-after" in headers):
        return "rate_limited", f"the site answered {status}: too many requests"
    return "http_error", f"the site answered {status}"


def _is_plain(value: str) -> bool:
    return value.isascii() and value.isprintable()
