"""The ledger of the web: pages, listings, robots.txt files and requests, in and out of `ops.*`.

What to fetch is decided by `sources.web.plan`, what becomes of the documents by `ledger`.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import count

import polars as pl
from duckdb import DuckDBPyConnection

from pipeline.sources.web.address import host_of
from pipeline.sources.web.model import Fetched, Looked, PageState, Request
from pipeline.sources.web.outcomes import advance
from pipeline.sources.web.plan import Known
from pipeline.sources.web.robots import RobotsFile
from warehouse import store

HAD = ("new", "changed", "unchanged", "duplicate")
LOST = ("failed", "gone", "refused")
# Reasons in ops.rejected that speak of the asking, not of the bytes: an answer mends them.
OF_ASKING = (
    *("robots_disallowed", "robots_unreachable", "unsafe_address", "unsupported_scheme", "not_found", "gone"),
    *("http_error", "rate_limited", "timeout", "connection_failed", "too_slow", "too_many_redirects", "redirect_loop"),
    *("not_text", "bad_encoding"),
)
_STATE = (
    "url, canonical_url, etag, last_modified, content_sha256, checked_at, attempts, next_try, outcome, reason,"
    " first_seen, published_hint, modified_hint, duplicate_of"
)


def known(con: DuckDBPyConnection, source_id: str, urls: Sequence[str] | None = None) -> dict[str, Known]:
    """What the ledger says of a source's pages (or of these), by address, in the order in which they were first met."""
    only = "" if urls is None else " and url in (select unnest($2::varchar[]))"
    rows = con.execute(
        f"select {_STATE} from ops.pages where source_id = $1{only} order by first_seen, url",
        [source_id] if urls is None else [source_id, list(urls)],
    ).fetchall()
    return {row[0]: _known(*row) for row in rows}


def _known(
    url: str, canonical: str | None, etag: str | None, last_modified: str | None, sha256: str | None,
    checked_at: datetime | None, attempts: int, next_try: datetime | None, outcome: str, reason: str | None,
    first_seen: datetime, published: datetime | None, modified: datetime | None, duplicate_of: str | None,
) -> Known:  # fmt: skip
    gone = outcome == "gone"
    state = PageState(url, canonical, etag, last_modified, sha256, checked_at, attempts, next_try, gone)
    return Known(state, outcome, reason, first_seen, published, modified, duplicate_of)  # type: ignore[arg-type]


def listings(con: DuckDBPyConnection, source_id: str) -> dict[str, PageState]:
    """What the ledger says of a source's listings, by address."""
    rows = con.execute(
        "select url, etag, last_modified, sha256, checked_at, attempts from ops.listings where source_id = $1",
        [source_id],
    ).fetchall()
    return {
        url: PageState(url, None, etag, modified, sha256, checked_at, attempts)
        for url, etag, modified, sha256, checked_at, attempts in rows
    }


def paused(con: DuckDBPyConnection, now: datetime) -> dict[str, datetime]:
    """Hosts that asked, in an earlier refresh, to be left alone beyond now; and until when."""
    rows = con.execute(
        "select url, next_try from ops.pages where outcome = 'deferred' and next_try > $1 order by next_try", [now]
    ).fetchall()
    return {host_of(url): until for url, until in rows}


def robots(con: DuckDBPyConnection) -> dict[str, RobotsFile]:
    """The robots.txt files of earlier refreshes, by origin."""
    rows = con.execute("select origin, fetched_at, status, text from ops.robots").fetchall()
    return {row[0]: RobotsFile(*row) for row in rows}


def store_robots(con: DuckDBPyConnection, files: Iterable[RobotsFile]) -> None:
    """Keep the robots.txt files fetched in this refresh."""
    rows = [{"origin": f.origin, "fetched_at": f.fetched_at, "status": f.status, "text": f.text} for f in files]
    with store.transaction(con):
        store.delete(con, "ops.robots", "origin", [str(row["origin"]) for row in rows])
        store.insert(con, "ops.robots", pl.DataFrame(rows, infer_schema_length=None))


def store_look(con: DuckDBPyConnection, run_id: str, looked: Looked) -> None:
    """Keep what came of looking at a source's listings."""
    rows = [
        {
            "source_id": looked.source_id, "url": look.state.url, "etag": look.state.etag,
            "last_modified": look.state.last_modified, "sha256": look.state.sha256,
            "checked_at": look.state.checked_at, "attempts": look.state.attempts, "entries": look.entries,
            "problem": look.problem,
        }
        for look in looked.listings
    ]  # fmt: skip
    with store.transaction(con):
        con.execute(
            "delete from ops.listings where source_id = $1 and url in (select unnest($2::varchar[]))",
            [looked.source_id, [row["url"] for row in rows]],
        )
        store.insert(con, "ops.listings", pl.DataFrame(rows, infer_schema_length=None))
        con.execute(
            "update ops.pages set listed_at = $3 where source_id = $1 and url in (select unnest($2::varchar[]))",
            [looked.source_id, list(looked.urls), looked.at],
        )
        _hold(con, looked)
        _store_requests(con, run_id, looked.source_id, looked.requests)


def _hold(con: DuckDBPyConnection, looked: Looked) -> None:
    """Note pages over the limit, due from now on, so that the next refresh knows them without their listing."""
    rows = [
        {
            "source_id": looked.source_id, "url": entry.url, "outcome": "deferred", "detail": "Over max_pages.",
            "first_seen": looked.at, "listed_at": looked.at, "published_hint": entry.published,
            "modified_hint": entry.modified, "attempts": 0, "next_try": looked.at,
        }
        for entry in looked.held
    ]  # fmt: skip
    store.insert(con, "ops.pages", pl.DataFrame(rows, infer_schema_length=None))


def store_pages(con: DuckDBPyConnection, run_id: str, source_id: str, fetched: Sequence[Fetched]) -> bool:
    """Keep what came of pages, in the caller's transaction; tell whether a rejection went with it."""
    if not fetched:
        return False
    before = known(con, source_id, [page.url for page in fetched])
    had = [page.url for page in fetched if page.outcome in HAD]
    mended = con.execute(
        f"""delete from ops.rejected where source_id = $1 and stage = 'read'
            and source_uri in (select unnest($2::varchar[]))
            and (reason in {OF_ASKING} or source_uri in (select unnest($3::varchar[]))) returning source_uri""",
        [source_id, had, [url for url in had if url in before and before[url].outcome in LOST]],
    ).fetchall()
    others = con.execute(
        "select url, fetched_at, listed_at, content_type from ops.pages where source_id = $1"
        " and url in (select unnest($2::varchar[]))",
        [source_id, [page.url for page in fetched]],
    ).fetchall()
    received = {url: rest for url, *rest in others}
    rows = [_row(page, before.get(page.url), *received.get(page.url, (None, None, None))) for page in fetched]
    con.execute(
        "delete from ops.pages where source_id = $1 and url in (select unnest($2::varchar[]))",
        [source_id, [page.url for page in fetched]],
    )
    store.insert(con, "ops.pages", pl.DataFrame(rows, infer_schema_length=None))
    _store_requests(con, run_id, source_id, [request for page in fetched for request in page.requests])
    return bool(mended)


def _row(
    page: Fetched,
    before: Known | None,
    received_at: datetime | None,
    listed_at: datetime | None,
    content_type: str | None,
) -> dict[str, object]:
    after = advance(before, page)
    state = after.state
    is_received = page.outcome in HAD and page.status == 200
    return {
        "source_id": page.source_id, "url": page.url, "canonical_url": state.canonical, "final_url": page.final_url,
        "etag": state.etag, "last_modified": state.last_modified,
        "content_type": page.headers.get("content-type") if is_received else content_type,
        "status": page.status, "outcome": page.outcome, "reason": page.reason, "detail": page.detail,
        "content_sha256": state.sha256, "first_seen": after.first_seen, "listed_at": listed_at or page.fetched_at,
        "published_hint": after.published, "modified_hint": after.modified,
        "fetched_at": page.fetched_at if is_received else received_at, "checked_at": state.checked_at,
        "attempts": state.attempts, "next_try": state.next_try, "duplicate_of": after.duplicate_of,
    }  # fmt: skip


def _store_requests(con: DuckDBPyConnection, run_id: str, source_id: str, requests: Iterable[Request]) -> None:
    ((last,),) = con.execute(
        "select coalesce(max(request_number), 0) from ops.requests where run_id = $1", [run_id]
    ).fetchall()
    numbers = count(last + 1)
    rows = [
        {
            "run_id": run_id, "request_number": next(numbers), "source_id": source_id, "kind": request.kind,
            "url": request.url, "requested_at": request.at, "status": request.status, "bytes": request.size,
            "seconds": request.seconds, "conditional": request.conditional, "outcome": request.error or "ok",
        }
        for request in requests
    ]  # fmt: skip
    store.insert(con, "ops.requests", pl.DataFrame(rows, infer_schema_length=None))
