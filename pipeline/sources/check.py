"""A trial of a source: is it there, can it be read, what does it hold, and the remedy when something is wrong.

Asks the network for a listing and one page of a web source, through the polite client; stores nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from pipeline.sources.config import FetchSettings, Source, SourcesError
from pipeline.sources.entries import FileEntry
from pipeline.sources.folder import counted_files, list_files
from pipeline.sources.reasons import ReadError
from pipeline.sources.warc import require_record
from pipeline.sources.web import url_lists
from pipeline.sources.web.client import Client, Policy
from pipeline.sources.web.listing import parse_listing, wanted
from pipeline.sources.web.model import Entry, Listing, RequestKind
from pipeline.sources.web.received import MAX_LISTING_BYTES, ListingError

MOST_LISTINGS = 5  # of an index of sitemaps; a trial need not see them all

_REMEDIES = {
    "robots_disallowed": "Ask the site for leave, or set enabled = false.",
    "robots_unreachable": "Correct the address if its host is not right, else try again later.",
    "unsafe_address": "If it is not meant, correct the address.",
    "not_found": "Correct the address.",
    "gone": "Correct the address, or remove the source.",
    "rate_limited": "Try again later, and raise delay_seconds.",
    "timeout": "Try again later, or raise timeout_seconds of [fetch].",
    "too_large": "Raise max_megabytes, or exclude such pages.",
    "not_text": "Exclude such pages.",
}
_OTHER_REMEDY = "Open the address in a browser, correct it or try again later."


class Answer(Protocol):
    """What of a response matters here (see web.client.Response)."""

    @property
    def status(self) -> int | None:
        """The last HTTP status."""

    @property
    def headers(self) -> dict[str, str]:
        """Headers in lower case."""

    @property
    def content(self) -> bytes | None:
        """The body, when there is one."""

    @property
    def final_url(self) -> str:
        """The address that answered."""

    @property
    def reason(self) -> str | None:
        """Why there is no body."""

    @property
    def detail(self) -> str | None:
        """The reason in words."""


Get = Callable[[str, RequestKind], Answer]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a trial found, as one line; `is_problem` when the source gives nothing as it stands."""

    text: str
    is_problem: bool = False


@contextmanager
def network(settings: FetchSettings) -> Iterator[Callable[[Source], Get]]:
    """Gives for a source how to ask the network for it, with its pace and limits, once and without long waits."""
    client = Client(settings.user_agent, {})

    def asking(source: Source) -> Get:
        def get(url: str, kind: RequestKind) -> Answer:
            policy = Policy(
                delay_seconds=source.delay_seconds,
                timeout_seconds=settings.timeout_seconds,
                max_bytes=MAX_LISTING_BYTES if kind == "listing" else source.max_bytes,
                allow_addresses=source.allow_addresses,
                max_wait_seconds=0,
                retries=0,
            )
            return client.get(url, kind, policy)

        return get

    try:
        yield asking
    finally:
        client.close()


class _ProblemError(Exception):
    """What is wrong, and the remedy."""


def check(source: Source, get: Get) -> Finding:
    """Try an enabled source; `get` asks the network, for web sources only. Raises nothing for what may be wrong."""
    try:
        if source.is_web:
            return Finding(_web(source, get))
        return Finding(_files(source))
    except (_ProblemError, SourcesError) as error:
        return Finding(str(error), is_problem=True)


def _files(source: Source) -> str:
    entries = list_files(source)
    if source.kind == "warc":
        for entry in entries:
            _require_warc(entry)
    absent = source.optional and source.path is not None and not source.path.exists()
    return "absent, which is allowed" if absent else counted_files(entries)


def _require_warc(entry: FileEntry) -> None:
    try:
        require_record(entry.path)
    except ReadError as error:
        raise _ProblemError(f"{entry.relative}: {error.detail}") from error
    except OSError as error:
        raise _ProblemError(f"{entry.relative}: {error.strerror or error}. Check the file and its rights.") from error


def _web(source: Source, get: Get) -> str:
    listing = _listing(source, get)
    if not listing.entries:
        told = f" ({listing.problems[0]})" if listing.problems else ""
        raise _ProblemError(f"lists no page{told}. Open the listing in a browser and correct the address.")
    kept = [entry for entry in listing.entries if wanted(entry, source, source.window)]
    listed = f"{len(listing.entries)} pages listed"
    if not kept:
        raise _ProblemError(f"{listed}, none wanted. Correct include, exclude, since or until.")
    facts = [listed if len(kept) == len(listing.entries) else f"{listed}, {len(kept)} wanted", _newest(listing.entries)]
    sample = kept[0].url
    answer = get(sample, "page")
    if answer.reason is not None:
        raise _ProblemError(f"{'; '.join(facts)}; sample page {_failure(sample, answer)}")
    facts.append(f"sample page allowed by robots.txt: {sample}")
    facts += [f"note: {problem}" for problem in listing.problems[:1]]
    return "; ".join(facts)


def _listing(source: Source, get: Get) -> Listing:
    """What the listings name, those of an index until one names pages."""
    if source.kind == "urls":
        assert isinstance(source.path, Path), "a urls source has a path"
        try:
            return url_lists.read(source.path, timezone=source.timezone)
        except ListingError as error:
            raise _ProblemError(f"{error.problem} Correct the file.") from error
    entries: list[Entry] = []
    problems: list[str] = []
    for url in source.urls:
        waiting = [url]
        found = 0
        for asked in range(MOST_LISTINGS):
            if not waiting or (asked and found):
                break
            listing = _fetched(source, waiting.pop(0), get)
            found += len(listing.entries)
            entries += listing.entries
            problems += listing.problems
            waiting += listing.lists
    return Listing(tuple(entries), problems=tuple(problems))


def _fetched(source: Source, url: str, get: Get) -> Listing:
    answer = get(url, "listing")
    if answer.reason is not None or answer.content is None:
        raise _ProblemError(f"listing {_failure(url, answer)}")
    try:
        return parse_listing(
            source.kind,
            answer.content,
            answer.final_url,
            answer.headers.get("content-type"),
            timezone=source.timezone,
        )
    except ListingError as error:
        remedy = "Open it in a browser and correct the address or `kind`."
        raise _ProblemError(f"listing {url}: {error.problem} {remedy}") from error


def _failure(url: str, answer: Answer) -> str:
    reason = answer.reason or "no content"
    status = f", HTTP {answer.status}" if answer.status else ""
    detail = f": {answer.detail.rstrip('.')}" if answer.detail else ""
    return f"{url} cannot be had ({reason}{status}){detail}. {_REMEDIES.get(reason, _OTHER_REMEDY)}"


def _newest(entries: tuple[Entry, ...]) -> str:
    dates: list[datetime] = [at for entry in entries if (at := entry.published or entry.modified)]
    return f"newest of {max(dates):%Y-%m-%d %H:%M} UTC" if dates else "no dates"
