"""Any listing: which parser reads it, and which of its entries a source wants. Nothing is fetched here."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from urllib.parse import quote, urlsplit

from pipeline.sources.config import DEFAULT_TIMEZONE, Kind, Source
from pipeline.sources.web import feeds, sitemaps, url_lists
from pipeline.sources.web.model import Entry, Listing, Window
from pipeline.sources.web.received import ListingError
from pipeline.text.dates import zone

__all__ = ["ListingError", "matches_path", "parse_listing", "wanted"]

_ASCII = "".join(map(chr, range(33, 127)))
Parser = Callable[..., Listing]
_PARSERS: dict[str, tuple[str, Parser]] = {
    "feed": ("a feed", feeds.parse),
    "sitemap": ("a sitemap", sitemaps.parse),
    "urls": ("a list of addresses", url_lists.parse),
}
_ORDER = {"feed": ("feed", "sitemap"), "sitemap": ("sitemap", "feed"), "urls": ("urls",)}


def parse_listing(
    kind: Kind,
    content: bytes,
    url: str,
    content_type: str | None,
    *,
    timezone: str = DEFAULT_TIMEZONE,
) -> Listing:
    """The listing as its kind says or, when that fails, as what it is, with a problem that says so.

    Raises ListingError when nothing can be read, and KeyError for a kind without listings (folder, warc).
    """
    first, *others = _ORDER[kind]
    try:
        return _PARSERS[first][1](content, url, content_type, timezone=timezone)
    except ListingError as error:
        for other in others:
            name, parse = _PARSERS[other]
            try:
                listing = parse(content, url, content_type, timezone=timezone)
            except ListingError:
                continue
            told = f'{url} is {name}, not {_PARSERS[first][0]}. Set kind = "{other}" for it.'
            return replace(listing, problems=(told, *listing.problems))
        raise error


def wanted(entry: Entry, source: Source, window: Window) -> bool:
    """Whether a source wants an entry: its path, and its day of publication in the source's time zone.

    `exclude` wins over `include`; the day must lie in the source's own window and in `window`. An entry without a
    date of publication is left out only when it was last modified before the window: who knows, else.
    """
    if matches_path(entry.url, source.exclude) or (source.include and not matches_path(entry.url, source.include)):
        return False
    published, modified = (
        at.astimezone(zone(source.timezone)).date() if at else None for at in (entry.published, entry.modified)
    )
    return all(_is_within(published, modified, each) for each in (window, source.window))


def _is_within(published: date | None, modified: date | None, window: Window) -> bool:
    latest = published or modified
    if window.since and latest and latest < window.since:
        return False
    return not (window.until and published and published > window.until)


def matches_path(url: str, patterns: Iterable[str]) -> bool:
    """Whether a pattern matches the path and query of an address from their start, as in robots.txt (RFC 9309).

    `*` stands for any characters, `$` at the end for the end of the address; else a pattern matches what begins so.
    """
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return any(_matches(path, pattern) for pattern in patterns)


def _matches(path: str, pattern: str) -> bool:
    """By searching for the pieces between the stars in turn: a regular expression of many stars takes for ever."""
    first, *others = _pieces(pattern.removesuffix("$"))
    last = others.pop() if others and pattern.endswith("$") else None
    if not path.startswith(first):
        return False
    at = len(first)
    for piece in others:
        at = path.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    if last is not None:
        return len(path) - len(last) >= at and path.endswith(last)
    return not pattern.endswith("$") or at == len(path)


@cache
def _pieces(pattern: str) -> list[str]:
    # Addresses are percent-encoded, patterns need not be.
    return [quote(piece, safe=_ASCII) for piece in pattern.split("*")]
