"""Feeds: RSS and Atom in all dialects, JSON Feed, and the feeds that an HTML page names. Nothing is fetched here."""

import codecs
import io
import json
import re
from calendar import timegm
from datetime import UTC, datetime
from typing import Any

import feedparser
from lxml import etree, html

from pipeline.sources.config import DEFAULT_TIMEZONE
from pipeline.sources.web.address import normalise
from pipeline.sources.web.model import Entry, Listing
from pipeline.sources.web.received import (
    ListingError,
    charset_of,
    further_list,
    moment,
    refuse_entity_bomb,
    unique,
    unpack,
    without_address,
)

FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")

_PUBLISHED = ("published", "created")
_MARKUP = re.compile(r"<[^<>]*>")


def parse(
    content: bytes,
    url: str,
    content_type: str | None,
    *,
    timezone: str = DEFAULT_TIMEZONE,
) -> Listing:
    """Entries of a feed in its order; for an HTML page its feeds, in `lists`.

    `url` is what relative links are relative to; a date without a zone is in `timezone`. Raises ListingError when the
    content is no feed.
    """
    content, problems = unpack(content)
    # Blank lines before the XML declaration are common and make it ill-formed for the strict parser.
    content = content.removeprefix(codecs.BOM_UTF8).lstrip(b" \t\r\n")
    if content.startswith(b"{"):
        return _json_feed(content, url, problems, timezone)
    refuse_entity_bomb(content)
    # Of the content type only the charset counts: feeds are sent as text/html and text/plain too.
    charset = charset_of(content_type)
    headers = {
        "content-location": url,
        "content-type": "application/xml" + (f"; charset={charset}" if charset else ""),
    }
    # A bytes object could be taken for a path or an address; a stream cannot.
    try:
        feed = feedparser.parse(
            io.BytesIO(content), response_headers=headers, sanitize_html=False, resolve_relative_uris=True
        )
    except Exception as error:  # feedparser promises none, and has any: TypeError, OverflowError, AssertionError
        raise ListingError(f"The feed cannot be parsed ({type(error).__name__}: {error}).") from error
    if not feed.get("version") and not feed.entries:
        return _page(content, url)
    if broken := _broken(feed):
        problems += (broken,)
    is_atom = str(feed.get("version", "")).startswith("atom")
    entries, nowhere = [], []
    for item in feed.entries:
        link = item.get("feedburner_origlink") or item.get("link")
        page = normalise(str(link), url) if link else None
        title = _title(item.get("title"))
        if page is None:
            nowhere.append(title or "")
            continue
        published = next((at for key in _PUBLISHED if (at := _at(item, key, timezone))), None)
        modified = _at(item, "updated", timezone)
        if published is None and not is_atom:
            # The one date of an RSS item may be a dc:date, which feedparser takes for that of an update.
            published, modified = modified, None
        entries.append(Entry(page, published, modified, title))
    problems += without_address(len(nowhere), "entries", nowhere)
    return Listing(unique(entries), problems=problems)


def _at(item: Any, key: str, timezone: str) -> datetime | None:
    """A date of an entry; feedparser's own reading only of forms that ours does not know, for it takes WIB for UTC."""
    # feedparser answers a question for `updated` with `published`; only what is there counts.
    written = dict.get(item, key)
    if not isinstance(written, str):
        return None
    if at := moment(written, timezone):
        return at
    parsed = dict.get(item, f"{key}_parsed")
    try:
        at = datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError):
        return None
    return at if at and 1900 <= at.year <= 2100 else None


def _title(written: Any) -> str | None:
    if not isinstance(written, str):
        return None
    return " ".join(_MARKUP.sub(" ", written).split()) or None


def _broken(feed: Any) -> str | None:
    """What is wrong with the feed's XML; a charset that had to be guessed is no such thing."""
    error = feed.get("bozo_exception")
    if error is None or isinstance(error, feedparser.ThingsNobodyCaresAboutButMe | feedparser.NonXMLContentType):
        return None
    line = getattr(error, "getLineNumber", lambda: None)()
    reason = getattr(error, "getMessage", lambda: str(error))()
    where = f" in line {line}" if line else ""
    return f"The feed is not well-formed{where} ({reason}); what could be read was."


def _json_feed(content: bytes, url: str, problems: tuple[str, ...], timezone: str) -> Listing:
    try:
        feed = json.loads(content.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise ListingError(f"The JSON feed is not valid JSON ({error}).") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or "jsonfeed.org" not in str(feed.get("version", "")):
        raise ListingError("The JSON is no JSON Feed: no items, or no version of jsonfeed.org.")
    entries, nowhere = [], []
    for item in items:
        if not isinstance(item, dict):
            nowhere.append("")
            continue
        title = _title(item.get("title"))
        # An id may be the permalink; external_url is a page that the item only speaks of.
        link = item.get("url") or item.get("id")
        page = normalise(link, url if item.get("url") else None) if isinstance(link, str) else None
        if page is None:
            nowhere.append(title or "")
            continue
        published, modified = (_text_moment(item.get(f"date_{key}"), timezone) for key in ("published", "modified"))
        entries.append(Entry(page, published, modified, title))
    return Listing(unique(entries), problems=problems + without_address(len(nowhere), "entries", nowhere))


def _text_moment(written: Any, timezone: str) -> datetime | None:
    return moment(written, timezone) if isinstance(written, str) else None


def _page(content: bytes, url: str) -> Listing:
    """The feeds that an HTML page names in its head. Raises ListingError when it names none."""
    try:
        page = html.document_fromstring(content)
    except (etree.LxmlError, ValueError) as error:
        raise ListingError("The content is neither a feed nor a page that names one.") from error
    stated = page.find(".//base[@href]")
    base = (further_list(stated.get("href"), url) if stated is not None else None) or url
    found: dict[str, None] = {}
    for link in page.iterfind(".//link[@href]"):
        words = (link.get("rel") or "").lower().split()
        kind = (link.get("type") or "").split(";")[0].strip().lower()
        address = further_list(link.get("href"), base)
        if "alternate" in words and kind in FEED_TYPES and address:
            found[address] = None
    if not found:
        raise ListingError("The content is neither a feed nor a page that names one.")
    return Listing(lists=tuple(found), problems=("This is an HTML page; the feeds that it names are used.",))
