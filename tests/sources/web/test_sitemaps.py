import gzip
import tracemalloc
from datetime import UTC, datetime

import pytest

from pipeline.sources.web import sitemaps
from pipeline.sources.web.model import Entry, Listing
from pipeline.sources.web.received import MAX_LISTING_BYTES, ListingError

URL = "https://kabar.example/sitemap.xml"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
)


NEWS = "<news:news><news:publication_date>2026-11-27</news:publication_date><news:title>Judul</news:title></news:news>"


def parse(content: str | bytes, content_type: str | None = None, timezone: str = "Asia/Jakarta") -> Listing:
    received = content.encode() if isinstance(content, str) else content
    return sitemaps.parse(received, URL, content_type, timezone=timezone)


def urlset(pages: str, namespaces: str = NAMESPACES) -> str:
    return f"<urlset {namespaces}>{pages}</urlset>"


def page(path: str, rest: str = "") -> str:
    return f"<url><loc>https://kabar.example{path}</loc>{rest}</url>"


def addresses(listing: Listing) -> list[str]:
    return [entry.url.removeprefix("https://kabar.example") for entry in listing.entries]


def test_pages_keep_their_order_and_their_last_change() -> None:
    pages = page("/b", "<lastmod>2026-11-27T08:00:00+07:00</lastmod>") + page("/a?x=1&amp;y=2")
    pages += page("/c", "<lastmod>2026-11-27</lastmod>") + page("/d", "<lastmod>entah</lastmod>")
    listing = parse(HEAD + urlset(pages))
    assert listing.problems == ()
    assert [(entry.url.removeprefix("https://kabar.example"), entry.modified) for entry in listing.entries] == [
        ("/b", datetime(2026, 11, 27, 1, tzinfo=UTC)),
        ("/a?x=1&y=2", None),
        ("/c", datetime(2026, 11, 26, 17, tzinfo=UTC)),
        ("/d", None),
    ]
    assert all(entry.published is None for entry in listing.entries)


def test_a_day_begins_in_the_time_zone_of_the_source() -> None:
    dated = urlset(page("/a", "<lastmod>2026-11-27</lastmod>"))
    assert parse(dated, timezone="Asia/Jayapura").entries[0].modified == datetime(2026, 11, 26, 15, tzinfo=UTC)


def test_a_news_sitemap_gives_publication_and_title() -> None:
    news = (
        "<news:news><news:publication><news:name>Kabar</news:name><news:language>id</news:language></news:publication>"
        "<news:publication_date>2026-11-28T06:30:00+07:00</news:publication_date>"
        "<news:title>Kereta &amp; bus</news:title></news:news><lastmod>2026-11-28T01:00:00Z</lastmod>"
    )
    at, changed = datetime(2026, 11, 27, 23, 30, tzinfo=UTC), datetime(2026, 11, 28, 1, tzinfo=UTC)
    assert parse(HEAD + urlset(page("/n", news))).entries == (
        Entry("https://kabar.example/n", at, changed, "Kereta & bus"),
    )


def test_an_index_gives_its_sitemaps_and_never_itself() -> None:
    places = ["https://kabar.example/2026-11.xml.gz", "https://cdn.example/b.xml", URL, "ftp://kabar.example/c.xml"]
    inside = "".join(f"<sitemap><loc>{place}</loc></sitemap>" for place in [*places, places[0]])
    listing = parse(f"{HEAD}<sitemapindex {NAMESPACES}>{inside}</sitemapindex>")
    assert (listing.entries, listing.lists) == (
        (),
        ("https://kabar.example/2026-11.xml.gz", "https://cdn.example/b.xml"),
    )


FORMS = [
    ("no declaration", urlset(page("/a"))),
    ("no namespace", urlset(page("/a"), "")),
    ("white space", "\n\n  " + urlset("\n <url>\n<loc>\n https://kabar.example/a \n</loc></url>\n")),
    ("byte order mark", "\ufeff" + HEAD + urlset(page("/a"))),
    ("prefix", '<s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9"><s:url><s:loc>https://kabar.example/a'
     "</s:loc></s:url></s:urlset>"),
    ("CDATA", urlset("<url><loc><![CDATA[https://kabar.example/a]]></loc></url>")),
    ("style sheet and comment", HEAD + "<?xml-stylesheet href='s.xsl'?><!-- <rss> -->" + urlset(page("/a"))),
    ("doctype", HEAD + '<!DOCTYPE urlset SYSTEM "https://kabar.example/x.dtd">' + urlset(page("/a"))),
    ("plain text", "https://kabar.example/a\n"),
    ("rss", "<rss version='2.0'><channel><item><link>https://kabar.example/a</link></item></channel></rss>"),
    ("atom", '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="https://kabar.example/a"/></entry></feed>'),
]  # fmt: skip


@pytest.mark.parametrize("content", [form[1] for form in FORMS], ids=[form[0] for form in FORMS])
def test_forms_of_one_sitemap(content: str) -> None:
    assert addresses(parse(content)) == ["/a"]
    assert addresses(parse(gzip.compress(content.encode()))) == ["/a"]
    assert addresses(parse(content.encode("utf-16"))) == ["/a"]


def test_pages_without_an_address_are_told_and_doubles_are_one() -> None:
    listing = parse(
        urlset(page("/a") + page("/a#x") + "<url><loc>mailto:a@b.id</loc></url><url><lastmod>x</lastmod></url>")
    )
    assert addresses(listing) == ["/a"]
    assert listing.problems == ('2 pages without a web address left out: "mailto:a@b.id".',)


def test_dates_in_indonesian_are_read_and_half_dates_are_not_filled_up() -> None:
    dates = ("05 Mei 2026 08:00 WIB", "10:30", "12", "Mei 2026")
    listing = parse(urlset("".join(page(f"/{n}", f"<lastmod>{date}</lastmod>") for n, date in enumerate(dates))))
    assert [entry.modified for entry in listing.entries] == [datetime(2026, 5, 5, 1, tzinfo=UTC), None, None, None]


def test_comments_are_no_part_of_an_address() -> None:
    assert addresses(parse(urlset(page("/a<!-- lama -->b")))) == ["/ab"]


EMPTY = [
    "<url><loc></loc></url>",
    "<url><loc>https://kabar.example/b</loc><news:news><news:title></news:title></news:news></url>",
    "<loc>https://kabar.example/x</loc>",
    "<url><loc>https://kabar.example/b</loc><lastmod/></url><sitemap><loc>https://kabar.example/2.xml</loc></sitemap>",
]


@pytest.mark.parametrize("odd", EMPTY)
def test_an_odd_element_does_not_cost_the_pages_after_it(odd: str) -> None:
    dated = "<lastmod>2026-11-27T01:00:00Z</lastmod>"
    listing = parse(urlset(page("/a") + odd + page("/c", dated)))
    assert addresses(listing)[0::2] == ["/a", "/c"] or addresses(listing) == ["/a", "/c"]
    assert listing.entries[-1].modified == datetime(2026, 11, 27, 1, tzinfo=UTC)
    assert listing.lists == (("https://kabar.example/2.xml",) if "<sitemap>" in odd else ())


def test_what_images_and_videos_say_is_not_taken_for_the_page() -> None:
    image = "<image:image xmlns:image='http://www.google.com/schemas/sitemap-image/1.1'><image:loc/></image:image>"
    image += "<image:image xmlns:image='http://www.google.com/schemas/sitemap-image/1.1'>"
    image += "<image:loc>https://kabar.example/x.jpg</image:loc><image:title>Foto</image:title></image:image>"
    listing = parse(urlset(page("/a", image + NEWS)))
    assert listing.entries == (Entry("https://kabar.example/a", datetime(2026, 11, 26, 17, tzinfo=UTC), None, "Judul"),)


def test_a_sitemap_that_breaks_off_gives_the_pages_before_and_says_where() -> None:
    whole = HEAD + "\n" + urlset(page("/a") + "\n" + page("/b") + "\n" + page("/c"))
    listing = parse(whole[:-40])
    assert addresses(listing)[:2] == ["/a", "/b"]
    assert "not well-formed in line 4" in listing.problems[0]


def test_a_prefix_that_is_not_declared_costs_nothing() -> None:
    listing = parse(urlset(page("/a", NEWS) + page("/b"), 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'))
    assert addresses(listing) == ["/a", "/b"]
    assert listing.entries[0] == Entry("https://kabar.example/a", datetime(2026, 11, 26, 17, tzinfo=UTC), None, "Judul")
    assert "Namespace prefix news" in listing.problems[0]


def test_a_gzip_archive_that_breaks_off_gives_the_pages_before() -> None:
    whole = gzip.compress(urlset("".join(page(f"/{n * 7919 % 10007}") for n in range(5000))).encode())
    listing = parse(whole[: len(whole) // 2])
    assert 1000 < len(listing.entries) < 4000
    assert "gzip archive ends early" in listing.problems[0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"\x1f\x8b\x08zzzz", "gzip archive is damaged"),
        (b"<html><body>Halo</body></html>", "root element is <html>"),
        (b"Halo dunia\n", "neither XML nor a list"),
        (b"%PDF-1.7\n%\xe2\xe3", "no text"),
        (b"<", "its root element is"),
    ],
)
def test_what_is_no_sitemap_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(ListingError, match=said):
        parse(content)


def test_entity_bombs_are_refused() -> None:
    laughs = '<!DOCTYPE urlset [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(ListingError, match="blow it up"):
        parse(HEAD + laughs + urlset(page("/&b;")))


def test_a_gzip_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * (3 * MAX_LISTING_BYTES))
    tracemalloc.start()
    with pytest.raises(ListingError, match="more than 52 MB"):
        parse(bomb)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2.5 * MAX_LISTING_BYTES
