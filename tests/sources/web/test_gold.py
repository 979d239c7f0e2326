"""Real listings of many makers, where they are at hand (`../shared/gold/web`); they are not part of the repository.

The counts were verified by counting elements (`item`, `entry`, `url`, `loc`) with lxml's recovering parser, which
`test_sitemaps_and_outlets_agree_with_a_count_of_elements` repeats.
"""

import gzip
import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from pipeline.sources.web.listing import ListingError, parse_listing
from pipeline.sources.web.model import Listing
from tests.running import SHARED

GOLD = SHARED / "gold" / "web"
URL = "https://kabar.example/rss.xml"
pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason=f"no real listings at {GOLD}")

SITEMAPS = {
    "feed-with-sitemap-namespace.xml": (2, 0),
    "sitemap-hreflang.xml": (3, 1),
    "sitemap-news.xml": (1, 0),
    "sitemap.xml": (84, 0),
    "sitemap.xml.gz": (84, 0),
    "sitemap2.xml": (0, 2),
}
OUTLETS = {"antara-mainpage.rss.xml": 20, "kapanlagi-mainpage.rss.xml": 3, "republika-mainpage.rss.xml": 10}


def read(path: Path) -> Listing:
    kind = "sitemap" if path.parent.name == "sitemaps" else "feed"
    return parse_listing(kind, path.read_bytes(), URL, None)


def elements(path: Path, *names: str) -> int:
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    root = etree.fromstring(content.strip(), etree.XMLParser(recover=True))
    return sum(1 for _ in root.iter(*(f"{{*}}{name}" for name in names))) if root is not None else 0


def test_sitemaps_and_outlets_agree_with_a_count_of_elements() -> None:
    found = {path.name: read(path) for path in sorted((GOLD / "sitemaps").iterdir())}
    assert {name: (len(listing.entries), len(listing.lists)) for name, listing in found.items()} == SITEMAPS
    for name, (pages, lists) in SITEMAPS.items():
        assert elements(GOLD / "sitemaps" / name, "url", "sitemap", "item", "entry") == pages + lists, name
        assert found[name].problems == ()


def test_every_item_of_the_indonesian_outlets_has_page_title_and_date() -> None:
    for name, count in OUTLETS.items():
        path = GOLD / "rss_id" / name
        listing = read(path)
        assert (len(listing.entries), elements(path, "item"), listing.problems) == (count, count, ())
        assert all(entry.title and entry.published and entry.published.year == 2015 for entry in listing.entries)


def test_every_feed_is_read_or_refused_with_a_reason_and_no_entry_is_lost() -> None:
    """1,764 of 1,772 files are read; 7 of the others are channels of CDF, a format of 1997, without an item.

    Entries read and entries told to have no address make up what lxml counts: 1,198 `item` and `entry` elements, 8 of
    CDF, and the 25 items of the JSON feed. Most of these files are tests of single elements and have no link.
    """
    counts: Counter[str] = Counter()
    refused: list[str] = []
    for path in sorted(path for path in (GOLD / "feeds").rglob("*") if path.is_file()):
        name = path.relative_to(GOLD / "feeds").as_posix()
        try:
            listing = read(path)
        except ListingError:
            refused.append(name)
            continue
        told = sum(int(found[1]) for problem in listing.problems if (found := re.match(r"(\d+) entries with", problem)))
        counted = 25 if name == "feed.json" else elements(path, "item", "entry", "ITEM", "Item")
        counts += Counter(files=1, pages=len(listing.entries), told=told, counted=counted)
        counts["not well-formed"] += any("not well-formed" in problem for problem in listing.problems)
        assert len(listing.entries) + told == counted, name
    assert Counter(name.rpartition("/")[0] for name in refused) == {"wellformed/cdf": 7, "illformed": 1}
    assert counts == {"files": 1764, "pages": 133, "told": 1098, "counted": 1231, "not well-formed": 5}
