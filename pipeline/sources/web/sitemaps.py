"""Sitemaps: pages, news, indexes and plain text, also gzipped. RSS and Atom used as sitemaps go to `feeds`.

Nothing is fetched here: the sitemaps of an index are given back as `lists`.
"""

import logging
import re
from datetime import datetime
from urllib.parse import urljoin
from xml.parsers import expat

from usp.objects.sitemap import AbstractIndexSitemap, InvalidSitemap
from usp.tree import sitemap_from_str

from pipeline.sources.decode import decode
from pipeline.sources.reasons import ReadError
from pipeline.sources.web import feeds, url_lists
from pipeline.sources.web.model import Entry, Listing
from pipeline.sources.web.received import (
    DEFAULT_TIMEZONE,
    ListingError,
    Normalise,
    default_normalise,
    moment,
    refuse_entity_bomb,
    unique,
    unpack,
    without_address,
)
from pipeline.sources.web_keys import url_problem
from pipeline.text.dates import zone

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^<>\[]*(\[[^\]]*\]\s*)?>", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]")
_PROLOGUE = re.compile(
    r"(?:\s|\ufeff|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>\[]*(?:\[[^\]]*\]\s*)?>)*", re.DOTALL | re.IGNORECASE
)
_FEED_ROOTS = ("rss", "feed", "RDF")

# The library tells of every oddity on its logger; what matters is told as a problem of the listing.
logging.getLogger("usp").addHandler(logging.NullHandler())
logging.getLogger("usp").propagate = False


def parse(
    content: bytes,
    url: str,
    content_type: str | None,
    *,
    timezone: str = DEFAULT_TIMEZONE,
    normalise: Normalise | None = None,
) -> Listing:
    """Pages of a sitemap in its order, or the sitemaps of an index in `lists`.

    A date without a zone is in `timezone`. Raises ListingError when the content is no sitemap.
    """
    content, problems = unpack(content)
    charset = _CHARSET.search(content_type or "")
    try:
        text = decode(content, "html", charset[1] if charset else None).text.lstrip("\ufeff \t\r\n")
    except ReadError as error:
        raise ListingError(f"The sitemap is no text ({error.detail}).") from error
    to_page = normalise or default_normalise()
    if not text.startswith("<"):
        listing = url_lists.parse(content, url, content_type, timezone=timezone, normalise=normalise)
        if not listing.entries:
            raise ListingError("The content is no sitemap: neither XML nor a list of addresses.")
        return listing
    refuse_entity_bomb(content)
    root = _ROOT.match(text, _PROLOGUE.match(text).end())  # type: ignore[union-attr]  # it matches the empty text
    if root and root[1] in _FEED_ROOTS:
        return feeds.parse(content, url, content_type, timezone=timezone, normalise=normalise)
    if not root or root[1] not in ("urlset", "sitemapindex"):
        raise ListingError(f"The content is no sitemap: its root element is <{root[1] if root else '?'}>.")
    # usp refuses every DOCTYPE; without declarations it is harmless.
    text = _DOCTYPE.sub("", text, count=1)
    found = sitemap_from_str(text)
    if isinstance(found, InvalidSitemap):
        raise ListingError("The sitemap cannot be parsed.")
    if broken := _broken(text):
        problems += (broken,)
    if isinstance(found, AbstractIndexSitemap):
        return _index([sub.url for sub in found.sub_sitemaps], url, problems)
    entries, nowhere = [], []
    for page in found.pages:
        address = to_page(page.url, url)
        if address is None:
            nowhere.append(page.url)
            continue
        news = page.news_story
        published = _utc(news.publish_date, timezone) if news else None
        entries.append(Entry(address, published, _utc(page.last_modified, timezone), news.title if news else None))
    return Listing(unique(entries), problems=problems + without_address(len(nowhere), "pages", nowhere))


def _index(addresses: list[str], url: str, problems: tuple[str, ...]) -> Listing:
    lists = [urljoin(url, address) for address in addresses]
    usable = tuple(dict.fromkeys(address for address in lists if url_problem(address) is None and address != url))
    left = len(lists) - len(usable)
    if left:
        problems += (f"{left} sitemaps of the index have no usable address.",)
    return Listing(lists=usable, problems=problems)


def _utc(at: datetime | str | None, timezone: str) -> datetime | None:
    if not isinstance(at, datetime):
        return moment(at, timezone)
    try:
        aware = at if at.tzinfo else at.replace(tzinfo=zone(timezone))
        return moment(aware.isoformat())
    except (ValueError, OverflowError):
        return None


def _broken(text: str) -> str | None:
    """Where the XML breaks off; usp reads up to there and says nothing."""
    parser = expat.ParserCreate()
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        return f"The sitemap is not well-formed in line {error.lineno} ({reason}); it was read up to there."
    return None
