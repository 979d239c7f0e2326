"""Sitemaps: pages, news, indexes and plain text, also gzipped. RSS and Atom used as sitemaps go to `feeds`.

Nothing is fetched here: the sitemaps of an index are given back as `lists`. Read by lxml in its recovering mode, so
that a damaged or mixed document costs no more than what is damaged in it.
"""

import re

from lxml import etree

from pipeline.sources.config import DEFAULT_TIMEZONE
from pipeline.sources.decode import decode
from pipeline.sources.reasons import ReadError
from pipeline.sources.web import feeds, url_lists
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
    without_declaration,
)

_FEED_ROOTS = ("rss", "feed", "RDF")


def parse(
    content: bytes,
    url: str,
    content_type: str | None,
    *,
    timezone: str = DEFAULT_TIMEZONE,
) -> Listing:
    """Pages of a sitemap in its order, or the sitemaps of an index in `lists`.

    A date without a zone is in `timezone`. Raises ListingError when the content is no sitemap.
    """
    content, problems = unpack(content)
    try:
        text = decode(content, "html", charset_of(content_type)).text.lstrip("\ufeff \t\r\n")
    except ReadError as error:
        raise ListingError(f"The sitemap is no text ({error.detail}).") from error
    if not text.startswith("<"):
        listing = url_lists.parse(content, url, content_type, timezone=timezone)
        if not listing.entries:
            raise ListingError("The content is no sitemap: neither XML nor a list of addresses.")
        return listing
    refuse_entity_bomb(content)
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(without_declaration(text), parser)
    name = _local(root) if root is not None else "?"
    if name in _FEED_ROOTS:
        return feeds.parse(content, url, content_type, timezone=timezone)
    if root is None or name not in ("urlset", "sitemapindex"):
        raise ListingError(f"The content is no sitemap: its root element is <{name}>.")
    return _listing(root, url, problems + _faults(parser), timezone)


def _listing(root: etree._Element, url: str, problems: tuple[str, ...], timezone: str) -> Listing:
    entries: list[Entry] = []
    lists: dict[str, None] = {}
    nowhere: list[str] = []
    useless: list[str] = []
    for node in root.iter(etree.Element):
        kind = _local(node)
        if kind not in ("url", "sitemap"):
            continue
        # Only what belongs to the node itself: images and videos have a loc and a title too.
        own = {_local(child): child for child in node.iterchildren(etree.Element)}
        place = _text(own.get("loc"))
        if kind == "sitemap":
            address = further_list(place, url)
            if address and address != url:
                lists[address] = None
            else:
                useless.append(place)
            continue
        page = normalise(place, url) if place else None
        if page is None:
            nowhere.append(place)
            continue
        said = {_local(part): part for part in own["news"].iterchildren(etree.Element)} if "news" in own else {}
        published, modified = _text(said.get("publication_date")), _text(own.get("lastmod"))
        title = _text(said.get("title")) or None
        entries.append(Entry(page, moment(published, timezone), moment(modified, timezone), title))
    problems += without_address(len(nowhere), "pages", nowhere) + without_address(len(useless), "sitemaps", useless)
    return Listing(unique(entries), tuple(lists), problems)


def _faults(parser: etree.XMLParser) -> tuple[str, ...]:
    faults = [fault for fault in parser.error_log if fault.level >= etree.ErrorLevels.ERROR]
    if not faults:
        return ()
    reason = f"line {faults[0].line} ({faults[0].message.strip()})"
    return (f"The sitemap is not well-formed in {reason}; what could be read was.",)


def _local(node: etree._Element) -> str:
    """Name without namespace or, where the prefix is not declared, without that."""
    return re.split("[}:]", str(node.tag))[-1]


def _text(node: etree._Element | None) -> str:
    return " ".join("".join(node.itertext()).split()) if node is not None else ""
