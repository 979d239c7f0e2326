"""Which of the listed pages to ask for in this refresh: new ones, changed ones, and those whose time has come.

Decided from the listing and from what the ledger knows; nothing is asked or stored here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from pipeline.sources.config import Source
from pipeline.sources.web.listing import wanted
from pipeline.sources.web.model import Entry, Outcome, PageState, Window

# Refused for what the site or its name server says today, and may not say tomorrow; asking costs no page request.
MAY_CHANGE = frozenset({"robots_disallowed", "unsafe_address"})


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger says of a page, beyond its state: the last outcome, and the dates that a listing gave."""

    state: PageState
    outcome: Outcome
    reason: str | None = None
    first_seen: datetime | None = None
    published: datetime | None = None
    modified: datetime | None = None
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """What one refresh is to fetch, other than usual: a window of publication days, pages that are not due, a limit.

    `sources` are ids; empty means all.
    """

    sources: tuple[str, ...] = ()
    window: Window = field(default_factory=Window)
    ignore_recheck: bool = False
    max_pages: int | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A source to fetch: what is known of its pages and listings (by address), and until when hosts asked to wait.

    `taken_over` are pages that a stopped refresh fetched for this one: they are neither asked for nor counted again.
    `read_again` are pages that a newer version of the cleaning code reads from the raw store; they are counted there.
    """

    source: Source
    options: Options = field(default_factory=Options)
    pages: Mapping[str, Known] = field(default_factory=dict)
    listings: Mapping[str, PageState] = field(default_factory=dict)
    paused: Mapping[str, datetime] = field(default_factory=dict)
    taken_over: frozenset[str] = frozenset()
    read_again: frozenset[str] = frozenset()

    @property
    def window(self) -> Window:
        """Days of publication that this refresh is to fetch, within those of the source."""
        return self.options.window

    @property
    def max_pages(self) -> int:
        """Most pages to ask for in this refresh."""
        return self.source.max_pages if self.options.max_pages is None else self.options.max_pages


@dataclass(frozen=True, slots=True)
class Choice:
    """The pages to ask for, in listing order, and the counts of the others.

    `held` are those held back that the ledger does not know yet: a feed may have dropped them by the next refresh.
    """

    pages: tuple[Entry, ...]
    urls: tuple[str, ...]
    unchanged: int
    waiting: int
    held_back: int
    held: tuple[Entry, ...]


def choose(plan: Plan, entries: Iterable[Entry], now: datetime) -> Choice:
    """Choose from the listed entries, then from pages that failed earlier and are due though no longer listed."""
    window = plan.window
    listed = {url: entry for url, entry in _merged(entries).items() if wanted(entry, plan.source, window)}
    open_ones = [entry for url, entry in listed.items() if url not in plan.taken_over]
    due = [entry for entry in open_ones if _is_due(plan, entry, now)]
    counted = sum(entry.url in plan.read_again for entry in open_ones if not _is_due(plan, entry, now))
    resting = len(open_ones) - len(due) - counted
    for url, known in plan.pages.items():
        next_try = known.state.next_try
        if url not in listed and url not in plan.taken_over and next_try is not None and next_try <= now:
            entry = Entry(url, known.published, known.modified)
            if wanted(entry, plan.source, window):
                due.append(entry)
    states = (
        plan.pages[entry.url].state
        for entry in open_ones
        if entry.url in plan.pages and entry.url not in plan.read_again
    )
    waiting = sum(state.next_try is not None and state.next_try > now for state in states)
    pages, rest = tuple(due[: plan.max_pages]), due[plan.max_pages :]
    held = tuple(entry for entry in rest if entry.url not in plan.pages)
    return Choice(pages, tuple(listed), resting - waiting, waiting, len(rest), held)


def _merged(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Each page once, where it is named first, with the dates that any of its listings gives.

    A news sitemap has the day of publication of pages that the site's other sitemaps name without one.
    """
    merged: dict[str, Entry] = {}
    for entry in entries:
        first = merged.setdefault(entry.url, entry)
        changes = [at for at in (first.modified, entry.modified) if at is not None]
        merged[entry.url] = replace(
            first, published=first.published or entry.published, modified=max(changes, default=None)
        )
    return merged


def _is_due(plan: Plan, entry: Entry, now: datetime) -> bool:
    known = plan.pages.get(entry.url)
    if known is None:
        return True
    state = known.state
    if state.next_try is not None:
        return state.next_try <= now
    if state.checked_at is None:
        return True
    if entry.modified is not None and state.checked_at < entry.modified <= now:
        return True
    if state.gone or (known.outcome == "refused" and known.reason not in MAY_CHANGE):
        return False
    if plan.options.ignore_recheck:
        return True
    # Both clocks: a page of last week is not asked each day for ever, only because its listing still names it.
    first = entry.published or known.published or known.first_seen or state.checked_at
    is_young = now - first <= timedelta(days=plan.source.recheck_days)
    return is_young and now - state.checked_at >= timedelta(hours=plan.source.recheck_hours)
