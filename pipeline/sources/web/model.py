"""Values of fetching: what a listing says, what the ledger knows of a page, and what came of a request.

Values only: no network, no storage. Times are aware datetimes in UTC.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Outcome = Literal["new", "changed", "unchanged", "duplicate", "failed", "gone", "refused", "deferred"]
RequestKind = Literal["robots", "listing", "page"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that a listing names; `url` is normalised (see address.normalise)."""

    url: str
    published: datetime | None = None
    modified: datetime | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A parsed listing: its pages, further listings to fetch (a sitemap index), and one sentence per problem met."""

    entries: tuple[Entry, ...] = ()
    lists: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageState:
    """What the ledger knows of a page (or listing) from earlier refreshes."""

    url: str
    canonical: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None
    checked_at: datetime | None = None
    attempts: int = 0
    next_try: datetime | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """Days of publication to fetch, both ends included; None is open."""

    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request that was made, for the log `ops.requests`."""

    kind: RequestKind
    url: str
    at: datetime
    seconds: float
    status: int | None
    size: int
    conditional: bool
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of a page in one refresh.

    `reason` is a code (sources/reasons.py) and `detail` a sentence when the page could not be had; `attempts` counts
    the refreshes in a row that failed on it; `next_try` is when to ask again (None: not of itself); `sha256` names the
    bytes in the raw store (new, changed, unchanged); `duplicate_of` the page of the source that is the same article.
    """

    source_id: str
    url: str
    outcome: Outcome
    fetched_at: datetime
    final_url: str | None = None
    canonical: str | None = None
    redirects: tuple[str, ...] = ()
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    sha256: str | None = None
    size: int = 0
    reason: str | None = None
    detail: str | None = None
    attempts: int = 0
    next_try: datetime | None = None
    duplicate_of: str | None = None
    entry: Entry | None = None
    requests: tuple[Request, ...] = ()


@dataclass(frozen=True, slots=True)
class ListingLook:
    """What came of asking for one listing: its state for the ledger, how many pages it names, what is wrong with it.

    `entries` is None when it could not be read.
    """

    state: PageState
    entries: int | None
    problem: str | None


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of looking at a source's listings: how many pages they name, how many are wanted now, and problems.

    `failed` says that no listing could be had, so that "no articles" means nothing. Of the `listed` pages, `unchanged`
    ones are known and not due, `waiting` ones failed and are not due yet, `held_back` ones are over the source's limit
    for one refresh; `urls` are all listed, `held` those held back that were not known before.
    """

    source_id: str
    at: datetime
    listed: int
    wanted: int
    failed: bool
    problems: tuple[str, ...] = ()
    requests: tuple[Request, ...] = ()
    listings: tuple[ListingLook, ...] = ()
    unchanged: int = 0
    waiting: int = 0
    held_back: int = 0
    urls: tuple[str, ...] = ()
    held: tuple[Entry, ...] = ()
