"""Sitemaps: pages, news, indexes and plain text, also gzipped. RSS and Atom used as sitemaps go to `feeds`.

Nothing is fetched here: the sitemaps of an index are given back as `lists`.
"""

import logging
import re
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urljoin

from lxml import etree
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

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!DOCTYPE[^<>\[]*(\[[^\]]*\]\s*)?>", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)[\s/>]")
_PROLOGUE = re.compile(
    r"(?:\s|\ufeff|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>\[]*(?:\[[^\]]*\]\s*)?>)*", re.DOTALL | re.IGNORECASE
)
_FEED_ROOTS = ("rss", "feed", "RDF")

_DECLARATION = re.compile(r"\A\s*<\?xml\s[^>]*\?>")
_ELEMENT = re.compile(r"<(?:[\w.-]+:)?(?:url|sitemap)[\s>]")

# The library tells of every oddity on its logger; what matters is told as a problem of the listing.
logging.getLogger("usp").addHandler(logging.NullHandler())
logging.getLogger("usp").propagate = False


class _Named(NamedTuple):
    """A page as a sitemap names it, all as written; "" where it says nothing."""

    loc: str
    published: str = ""
    modified: str = ""
    title: str = ""


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
    # usp stops without a word at the first thing that it does not expect, an empty title for one.
    named, lists = _read(text)
    if len(named) + len(lists) < len(_ELEMENT.findall(text)):
        named, lists, broken = _recovered(text)
        problems += broken
    entries, nowhere = [], []
    for page in named:
        address = to_page(page.loc, url) if page.loc else None
        if address is None:
            nowhere.append(page.loc)
            continue
        entries.append(
            Entry(address, moment(page.published, timezone), moment(page.modified, timezone), page.title or None)
        )
    problems += without_address(len(nowhere), "pages", nowhere)
    usable, left = _usable(lists, url)
    if left:
        problems += (f"{left} sitemaps of the index have no usable address.",)
    return Listing(unique(entries), usable, problems)


def _read(text: str) -> tuple[list[_Named], list[str]]:
    """Pages and sitemaps that usp finds."""
    found = sitemap_from_str(text)
    if isinstance(found, InvalidSitemap):
        return [], []
    if isinstance(found, AbstractIndexSitemap):
        return [], [sub.url for sub in found.sub_sitemaps]
    pages = []
    for page in found.pages:
        news = page.news_story
        published, title = (news.publish_date, news.title) if news else (None, None)
        pages.append(_Named(page.url, _iso(published), _iso(page.last_modified), title or ""))
    return pages, []


def _iso(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def _recovered(text: str) -> tuple[list[_Named], list[str], tuple[str, ...]]:
    """Pages and sitemaps of a document that is damaged or mixed, as far as there are any, and what is wrong with it."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(_DECLARATION.sub("", text).encode("utf-8", "replace"), parser)
    named: list[_Named] = []
    lists: list[str] = []
    for node in root.iter("{*}url", "{*}sitemap") if root is not None else ():
        # Only what belongs to the node itself: images and videos have a loc and a title too.
        own = {etree.QName(child).localname: _text(child) for child in node.iterchildren("{*}loc", "{*}lastmod")}
        news = node.find("{*}news")
        said = {} if news is None else {etree.QName(part).localname: _text(part) for part in news.iterchildren("{*}*")}
        if etree.QName(node).localname == "sitemap":
            lists.append(own.get("loc", ""))
        else:
            published, title = said.get("publication_date", ""), said.get("title", "")
            named.append(_Named(own.get("loc", ""), published, own.get("lastmod", ""), title))
    faults = [fault for fault in parser.error_log if fault.level >= etree.ErrorLevels.ERROR]
    if not faults:
        return named, lists, ()
    told = f"The sitemap is not well-formed in line {faults[0].line} ({faults[0].message}); what could be read was."
    return named, lists, (told,)


def _text(node: etree._Element) -> str:
    return " ".join((node.text or "").split())


def _usable(addresses: list[str], url: str) -> tuple[tuple[str, ...], int]:
    """Addresses of further sitemaps, each once and never that of this one, and the number of those of no use."""
    lists = [urljoin(url, address) for address in addresses]
    usable = dict.fromkeys(address for address in lists if url_problem(address) is None and address != url)
    return tuple(usable), sum(address not in usable for address in lists)
