from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from pipeline.sources.config import Kind, Source
from pipeline.sources.web.listing import ListingError, matches_path, parse_listing, wanted
from pipeline.sources.web.model import Entry, Listing, Window

URL = "https://kabar.example/x"
RSS = b"<rss version='2.0'><channel><item><link>/a</link></item></channel></rss>"
SITEMAP = b"<urlset><url><loc>https://kabar.example/a</loc></url></urlset>"
LIST = b"https://kabar.example/a\n"
SOURCE = Source(id="kabar", kind="feed", path=None, timezone="Asia/Jakarta")


def parse(kind: Kind, content: bytes) -> Listing:
    return parse_listing(kind, content, URL, "text/html")


@pytest.mark.parametrize(("kind", "content"), [("feed", RSS), ("sitemap", SITEMAP), ("sitemap", RSS), ("urls", LIST)])
def test_a_listing_of_its_kind_has_no_problem(kind: Kind, content: bytes) -> None:
    listing = parse(kind, content)
    assert [entry.url for entry in listing.entries] == ["https://kabar.example/a"]
    assert listing.problems == ()


def test_a_listing_of_another_kind_is_read_and_told() -> None:
    listing = parse("feed", SITEMAP)
    assert [entry.url for entry in listing.entries] == ["https://kabar.example/a"]
    assert listing.problems == (f'{URL} is a sitemap, not a feed. Set kind = "sitemap" for it.',)
    page = b"<html><head><link rel=alternate type=application/rss+xml href=/rss></head></html>"
    assert parse("sitemap", page).lists == ("https://kabar.example/rss",)
    assert 'Set kind = "feed"' in parse("sitemap", page).problems[0]


def test_the_error_is_that_of_the_declared_kind() -> None:
    with pytest.raises(ListingError, match="neither a feed nor a page") as caught:
        parse("feed", b"<html><body>Halo</body></html>")
    assert caught.value.problem == str(caught.value)
    with pytest.raises(ListingError, match="no sitemap"):
        parse("sitemap", b"<html><body>Halo</body></html>")


# Pattern, path and query of an address, and whether it matches: the rules of RFC 9309 for a single pattern.
PATTERNS = [
    ("/", "/", True),
    ("/", "", True),
    ("/bisnis", "/bisnis", True),
    ("/bisnis", "/bisnis/a.html", True),
    ("/bisnis", "/bisnisku", True),
    ("/bisnis/", "/bisnis", False),
    ("/bisnis", "/en/bisnis", False),
    ("/Bisnis", "/bisnis", False),
    ("/*/bisnis", "/en/bisnis/a", True),
    ("*bisnis", "/en/bisnis", True),
    ("*.pdf$", "/a.pdf", True),
    ("*.pdf$", "/a.pdf?x=1", False),
    ("*.pdf", "/a.pdf?x=1", True),
    ("/$", "/", True),
    ("/$", "/a", False),
    ("*?page=", "/a?page=2", True),
    ("/a.c", "/abc", False),
    ("/a$b", "/a$b", True),
    ("/berita/科技", "/berita/%E7%A7%91%E6%8A%80/1", True),
    ("/" + "*a" * 30 + "$", "/" + "a" * 29 + "b" * 2000, False),
]


@pytest.mark.parametrize(("pattern", "path", "expected"), PATTERNS)
def test_patterns_on_the_path(pattern: str, path: str, expected: bool) -> None:
    assert matches_path(f"https://kabar.example{path}", [pattern]) is expected


def test_exclude_wins_over_include() -> None:
    source = replace(SOURCE, include=("/bisnis/", "/tekno/"), exclude=("/*/video",))
    paths = ("/bisnis/a", "/bisnis/video/a", "/olahraga/a", "/tekno/")
    kept = [path for path in paths if wanted(Entry(f"https://kabar.example{path}"), source, Window())]
    assert kept == ["/bisnis/a", "/tekno/"]


def at(hour: int, day: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


DAY = Window(date(2026, 11, 27), date(2026, 11, 27))
# Publication, last change, and whether a window of the 27th wants it. 17:00 UTC is midnight in Jakarta.
WINDOWS = [
    (at(17, 26), None, True),
    (at(16, 27), None, True),
    (at(16, 26), None, False),
    (at(17, 27), None, False),
    (None, None, True),
    (None, at(16, 26), False),
    (None, at(17, 27), True),
    (at(16, 26), at(1, 27), False),
    (at(1, 27), at(1, 28), True),
]


@pytest.mark.parametrize(("published", "modified", "expected"), WINDOWS)
def test_days_of_publication(published: datetime | None, modified: datetime | None, expected: bool) -> None:
    entry = Entry("https://kabar.example/a", published, modified)
    assert wanted(entry, SOURCE, DAY) is expected
    assert wanted(entry, replace(SOURCE, since=DAY.since, until=DAY.until), Window()) is expected
    assert wanted(entry, SOURCE, Window())
