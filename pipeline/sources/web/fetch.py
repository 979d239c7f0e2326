"""Fetching the sources of a refresh: listings, the choice of pages, the pages; many hosts at a time, one request each.

Bytes go to the raw store and a line to the journal before a value is handed on. What becomes of the values, and what
the ledger knows, is the caller's; how a request is made is the client's.
"""

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial

from pipeline.sources.config import FetchSettings, Source
from pipeline.sources.reasons import ReadError
from pipeline.sources.web import url_lists
from pipeline.sources.web.address import host_of
from pipeline.sources.web.client import Client, Policy, Response
from pipeline.sources.web.hosts import Hosts
from pipeline.sources.web.journal import Journal
from pipeline.sources.web.listing import ListingError, parse_listing
from pipeline.sources.web.model import Entry, Fetched, Listing, ListingLook, Looked, PageState, Request
from pipeline.sources.web.outcomes import deferred, judge
from pipeline.sources.web.plan import Plan, choose
from pipeline.sources.web.raw import RawStore
from pipeline.text.html_pages import whole_view

IDLE_SECONDS = 0.5  # without a result for so long, the caller is told, so that it works on what it has
MOST_LISTINGS = 500  # of one source in one refresh, sitemaps of a sitemap index included
MOST_LEVELS = 4  # of sitemap indexes that name sitemap indexes
LISTING_BYTES = 52_428_800  # the sitemap protocol's limit


@dataclass(frozen=True, slots=True)
class Done:
    """All of a source's results have been given."""

    source_id: str


@dataclass(slots=True)
class _Progress:
    """How far the fetching of a source is. Changed under the lock of `Fetch` only."""

    plan: Plan
    open_listings: int = 0
    seen: set[str] = field(default_factory=set)
    # By place in the tree of listings, so that the order of the entries is that of the listings, whoever answers first.
    found: dict[tuple[int, ...], Listing] = field(default_factory=dict)
    failed: int = 0
    problems: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)
    listings: list[ListingLook] = field(default_factory=list)
    pages: tuple[Entry, ...] = ()
    results: dict[int, Fetched] = field(default_factory=dict)
    given: int = 0


class Fetch:
    """Fetches planned sources in threads of its own, from `with` to its end.

    `results` must be read by one thread. A source that breaks is a value (`Looked.failed`), not an exception; what
    breaks the refresh itself, such as a full disk, is raised by `results`.
    """

    def __init__(
        self,
        plans: Sequence[Plan],
        client: Client,
        settings: FetchSettings,
        raw: RawStore,
        journal: Journal,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._client, self._settings, self._raw, self._journal, self._now = client, settings, raw, journal, now
        self._progress = {plan.source.id: _Progress(plan) for plan in plans}
        self._hosts: Hosts[Callable[[], None]] = Hosts()
        self._lock = threading.Lock()
        # Never full, so that a source that is read late keeps no thread from the others: `max_pages` bounds it.
        self._results: queue.SimpleQueue[Looked | Fetched | Done | Exception] = queue.SimpleQueue()
        self._threads = [
            threading.Thread(target=self._work, name=f"fetch-{number}", daemon=True)
            for number in range(settings.hosts_in_parallel if plans else 0)
        ]
        self._is_stopped = False

    def __enter__(self) -> "Fetch":
        # Listings before pages: those of a URL list are known without asking.
        for progress in sorted(self._progress.values(), key=lambda progress: progress.plan.source.path is not None):
            self._begin(progress)
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop asking and wait for the threads; what they were asking for is as if it had never been asked for."""
        self._is_stopped = True
        self._hosts.stop()
        self._client.close()
        for thread in self._threads:
            thread.join()

    def results(self) -> Iterator[Looked | Fetched | Done | None]:
        """Results as they come: for each source a Looked, its pages in listing order, Done. None: nothing for a while.

        Raises what broke a thread.
        """
        open_sources = set(self._progress)
        while open_sources:
            try:
                value = self._results.get(timeout=IDLE_SECONDS)
            except queue.Empty:
                yield None
                continue
            if isinstance(value, Exception):
                raise value
            if isinstance(value, Done):
                open_sources.discard(value.source_id)
            yield value

    def _work(self) -> None:
        while (turn := self._hosts.take()) is not None:
            host, task = turn
            try:
                task()
            except Exception as error:  # nothing a thread raises may be lost
                if not self._is_stopped:
                    self._results.put(error)
            finally:
                self._hosts.done(host)

    # Listings

    def _begin(self, progress: _Progress) -> None:
        source = progress.plan.source
        if source.path is not None:
            try:
                progress.found[(0,)] = found = url_lists.read(source.path, timezone=source.timezone)
                progress.problems += (f"{source.path}: {problem}" for problem in found.problems)
            except (ListingError, OSError) as error:
                progress.failed += 1
                progress.problems.append(f"{source.path}: {error}")
            self._choose(progress)
            return
        self._add_listings(progress, source.urls, ())
        if not progress.open_listings:
            self._choose(progress)

    def _add_listings(self, progress: _Progress, urls: Sequence[str], place: tuple[int, ...]) -> None:
        for number, url in enumerate(urls):
            if url in progress.seen:
                continue
            if len(progress.seen) >= MOST_LISTINGS or len(place) >= MOST_LEVELS:
                progress.problems.append(f"{url}: left out, as are those after it: too many listings in listings.")
                return
            progress.seen.add(url)
            progress.open_listings += 1
            self._hosts.add(host_of(url), partial(self._list, progress, url, (*place, number)))

    def _list(self, progress: _Progress, url: str, place: tuple[int, ...]) -> None:
        plan = progress.plan
        state = plan.listings.get(url)
        state = state if state and self._has(state) else None
        response: Response | None = None
        found: Listing | str
        if until := self._paused(plan, url):
            found = f"The host asked to be left alone until {until:%Y-%m-%d %H:%M} UTC."
        else:
            response = self._client.get(url, "listing", self._policy(plan.source, LISTING_BYTES), state)
            if self._is_stopped:
                return
            found = self._parsed(plan.source, response, state)
        look = _look(self._listing_state(url, response, state), found) if response is not None else None
        with self._lock:
            if response is not None and look is not None:
                progress.requests += response.requests
                progress.listings.append(look)
            if isinstance(found, Listing):
                progress.found[place] = found
                progress.problems += (f"{url}: {problem}" for problem in found.problems)
                self._add_listings(progress, found.lists, place)
            else:
                progress.failed += 1
                progress.problems.append(f"{url}: {found}")
            progress.open_listings -= 1
            if not progress.open_listings:
                self._choose(progress)

    def _parsed(self, source: Source, response: Response, state: PageState | None) -> Listing | str:
        """The listing that came, or the one of last time when it was not modified, or why there is none."""
        if response.reason is not None:
            return f"{response.reason}: {response.detail or response.status}"
        try:
            content = response.content
            if content is None:
                content = self._raw.get((state.sha256 if state else None) or "")
            kind = response.headers.get("content-type")
            return parse_listing(source.kind, content, response.final_url, kind, timezone=source.timezone)
        except ListingError as error:
            return str(error)
        except ReadError as error:
            return error.detail
        except Exception as error:  # a broken listing never stops the other sources
            return f"cannot be read ({type(error).__name__}: {error})"

    def _listing_state(self, url: str, response: Response, state: PageState | None) -> PageState:
        before = state or PageState(url)
        if response.reason is not None:
            return replace(before, checked_at=response.at, attempts=before.attempts + 1)
        is_new = response.content is not None
        return PageState(
            url,
            etag=response.headers.get("etag") if is_new else before.etag,
            last_modified=response.headers.get("last-modified") if is_new else before.last_modified,
            sha256=self._raw.put(response.content) if response.content is not None else before.sha256,
            checked_at=response.at,
        )

    # Pages

    def _choose(self, progress: _Progress) -> None:
        plan, now = progress.plan, self._now()
        entries = [entry for place in sorted(progress.found) for entry in progress.found[place].entries]
        choice = choose(plan, entries, now)
        progress.pages = choice.pages
        self._results.put(
            Looked(
                plan.source.id,
                now,
                listed=len(choice.urls),
                wanted=len(choice.pages),
                # An index alone says nothing of pages.
                failed=progress.failed > 0
                and all(found.lists and not found.entries for found in progress.found.values()),
                problems=tuple(progress.problems),
                requests=tuple(progress.requests),
                listings=tuple(progress.listings),
                unchanged=choice.unchanged,
                waiting=choice.waiting,
                held_back=choice.held_back,
                urls=choice.urls,
                held=choice.held,
            )
        )
        progress.found.clear()
        for number, entry in enumerate(choice.pages):
            self._hosts.add(host_of(entry.url), partial(self._page, progress, number, entry))
        if not choice.pages:
            self._results.put(Done(plan.source.id))

    def _page(self, progress: _Progress, number: int, entry: Entry) -> None:
        plan = progress.plan
        known = plan.pages.get(entry.url)
        if until := self._paused(plan, entry.url):
            result = deferred(plan.source.id, entry, until, self._now(), known)
        else:
            state = known.state if known and self._has(known.state) else None
            response = self._client.get(entry.url, "page", self._policy(plan.source, plan.source.max_bytes), state)
            if self._is_stopped and response.reason is not None:
                return  # broken off, which is not the page's failure
            response = self._whole(plan.source, response)
            sha256 = self._raw.put(response.content) if response.content is not None else None
            result = judge(plan.source.id, entry, response, sha256, known)
            self._journal.append(result)
        with self._lock:
            progress.results[number] = result
            while progress.given in progress.results:
                self._results.put(progress.results.pop(progress.given))
                progress.given += 1
            if progress.given == len(progress.pages):
                self._results.put(Done(plan.source.id))

    def _whole(self, source: Source, response: Response) -> Response:
        """The response with the view that has all pages of the article, where the page names one and it can be had."""
        address = whole_view(response.content, response.final_url) if response.content is not None else None
        if address is None:
            return response
        view = self._client.get(address, "page", self._policy(source, source.max_bytes), None)
        requests = (*response.requests, *view.requests)
        content = response.content if view.content is None else view.content
        return replace(response, content=content, requests=requests)

    def _paused(self, plan: Plan, url: str) -> datetime | None:
        host, now = host_of(url), self._now()
        times = (plan.paused.get(host), self._client.paused_until(host))
        return max((until for until in times if until is not None and until > now), default=None)

    def _has(self, state: PageState) -> bool:
        """Whether the bytes of last time are there; without them "not modified" would be no answer."""
        return state.sha256 is not None and self._raw.path(state.sha256).exists()

    def _policy(self, source: Source, max_bytes: int) -> Policy:
        return Policy(source.delay_seconds, self._settings.timeout_seconds, max_bytes, source.allow_addresses)


def _look(state: PageState, found: Listing | str) -> ListingLook:
    if isinstance(found, str):
        return ListingLook(state, None, found)
    return ListingLook(state, len(found.entries), " ".join(found.problems) or None)
