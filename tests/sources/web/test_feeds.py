import gzip
import json
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.sources.web import feeds
from pipeline.sources.web.model import Entry, Listing
from pipeline.sources.web.received import ListingError

URL = "https://kabar.example/id/rss.xml"


def parse(content: str | bytes, content_type: str | None = None, timezone: str = "Asia/Jakarta") -> Listing:
    received = content.encode() if isinstance(content, str) else content
    return feeds.parse(received, URL, content_type, timezone=timezone)


def rss(items: str, channel: str = "", root: str = '<rss version="2.0">') -> str:
    return f"<?xml version='1.0'?>{root}<channel><title>Kabar</title>{channel}{items}</channel></rss>"


def item(link: str = "<link>https://kabar.example/a</link>", rest: str = "") -> str:
    return f"<item><title>Harga beras turun</title>{link}{rest}</item>"


def only(listing: Listing) -> Entry:
    (entry,) = listing.entries
    assert listing.problems == ()
    return entry


def test_an_rss_item_gives_page_date_and_title() -> None:
    date = "<pubDate>Fri, 27 Nov 2026 20:15:00 +0700</pubDate>"
    expected = Entry("https://kabar.example/a", datetime(2026, 11, 27, 13, 15, tzinfo=UTC), None, "Harga beras turun")
    assert only(parse(rss(item(rest=date)))) == expected


def test_atom_keeps_publication_and_update_apart() -> None:
    head = '<feed xmlns="http://www.w3.org/2005/Atom"><title>K</title><entry>'
    head += '<title type="html">Satu &lt;b>dua&lt;/b></title>'
    links = '<link rel="enclosure" href="/a.mp3"/><link rel="alternate" href="/a"/><id>tag:kabar.example,2026:1</id>'
    dates = "<updated>2026-11-28T02:00:00Z</updated>"
    entry = only(parse(f"{head}{links}{dates}<published>2026-11-27T09:00:00+08:00</published></entry></feed>"))
    assert entry.url == "https://kabar.example/a"
    assert entry.title == "Satu dua"
    assert entry.published == datetime(2026, 11, 27, 1, tzinfo=UTC)
    assert entry.modified == datetime(2026, 11, 28, 2, tzinfo=UTC)
    entry = only(parse(f"{head}{links}{dates}</entry></feed>"))
    assert (entry.published, entry.modified) == (None, datetime(2026, 11, 28, 2, tzinfo=UTC))


def test_rdf_is_read_and_its_date_is_one_of_publication() -> None:
    feed = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://kabar.example/"><title>K</title></channel>'
        '<item rdf:about="https://kabar.example/b"><title>B</title><link>https://kabar.example/b</link>'
        "<dc:date>2026-11-27T10:00:00+09:00</dc:date></item></rdf:RDF>"
    )
    assert only(parse(feed)) == Entry("https://kabar.example/b", datetime(2026, 11, 27, 1, tzinfo=UTC), None, "B")


LINKS = [
    ("relative", "<link>../en/b.html</link>", "https://kabar.example/en/b.html"),
    ("from the root", "<link>/b?id=1&amp;x=2</link>", "https://kabar.example/b?id=1&x=2"),
    ("without scheme", "<link>//media.example/b</link>", "https://media.example/b"),
    ("a permalink", "<guid>https://kabar.example/g</guid>", "https://kabar.example/g"),
    ("link before guid", "<guid>https://kabar.example/g</guid><link>https://kabar.example/l</link>",
     "https://kabar.example/l"),
    ("the publisher's own address", "<link>https://feeds.example/~r/x</link><feedburner:origLink xmlns:feedburner="
     '"http://rssnamespace.org/feedburner/ext/1.0">https://kabar.example/o</feedburner:origLink>',
     "https://kabar.example/o"),
    ("CDATA and white space", "<link>\n <![CDATA[ https://kabar.example/c ]]>\n</link>", "https://kabar.example/c"),
    ("xml:base", '<link xml:base="https://dasar.example/x/">y</link>', "https://dasar.example/x/y"),
]  # fmt: skip


@pytest.mark.parametrize(("link", "expected"), [row[1:] for row in LINKS], ids=[row[0] for row in LINKS])
def test_the_page_of_an_item(link: str, expected: str) -> None:
    assert only(parse(rss(item(link)))).url == expected


def test_items_without_a_page_are_left_out_and_told() -> None:
    items = item("") + item('<guid isPermaLink="false">kabar-17</guid>') + item("<link>mailto:a@b.id</link>") + item()
    listing = parse(rss(items))
    assert [entry.url for entry in listing.entries] == ["https://kabar.example/a"]
    (problem,) = listing.problems
    assert problem.startswith("3 entries without a web address left out")
    assert "Harga beras turun" in problem


def test_a_page_named_twice_is_one_entry_with_what_both_know() -> None:
    twice = item(rest="<pubDate>2026-11-27</pubDate>") + "<item><link>https://kabar.example/a#komentar</link></item>"
    assert len(parse(rss(twice)).entries) == 1
    assert parse(rss("<item><link>https://kabar.example/a</link></item>" + twice)).entries[0].title is not None


# Dates as feeds write them, and the instant in UTC. The feed's clock is that of Makassar, eight hours ahead.
DATES = [
    ("Fri, 27 Nov 2026 08:00:00 +0700", "2026-11-27T01:00"),
    ("Fri, 27 Nov 2026 08:00:00 GMT", "2026-11-27T08:00"),
    ("Fri, 27 Nov 2026 08:00:00 UT", "2026-11-27T08:00"),
    ("Fri, 27 Nov 2026 08:00:00 GMT+7", "2026-11-27T01:00"),
    ("Fri, 27 Nov 2026 08:00:00 UTC+08:00", "2026-11-27T00:00"),
    ("Fri, 27 Nov 2026 08:00:00 WIB", "2026-11-27T01:00"),
    ("Jum, 27 Nov 2026 08:00:00 WITA", "2026-11-27T00:00"),
    ("Jumat, 27 November 2026 08:00:00 WIT", "2026-11-26T23:00"),
    ("Rab, 05 Agu 2026 08:00:00 +0700", "2026-08-05T01:00"),
    ("Sabtu, 02 Mei 2026 08:00 WIB", "2026-05-02T01:00"),
    ("Kamis, 10 Des 2026 08:00:00 WIB", "2026-12-10T01:00"),
    ("Ahad, 04 Oktober 2026 08.00 WIB", "2026-10-04T01:00"),
    ("Isnin, 05 Jan 2026 08:00:00 +0800", "2026-01-05T00:00"),
    ("2026-11-27T08:00:00+07:00", "2026-11-27T01:00"),
    ("2026-11-27T08:00:00.123Z", "2026-11-27T08:00"),
    ("2026-11-27 08:00:00", "2026-11-27T00:00"),
    ("Fri, 27 Nov 2026 08:00:00", "2026-11-27T00:00"),
    ("2026-11-27", "2026-11-26T16:00"),
    ("Fri, 27 Nov 26 08:00:00 GMT", "2026-11-27T08:00"),
    ("27 Nov 26 08:00 WIB", "2026-11-27T01:00"),
    ("Fri Nov 27 08:00:00 2026", "2026-11-27T08:00"),
]


@pytest.mark.parametrize(("written", "expected"), DATES)
def test_dates_with_zones_and_indonesian_names(written: str, expected: str) -> None:
    published = only(parse(rss(item(rest=f"<pubDate>{written}</pubDate>")), timezone="Asia/Makassar")).published
    assert published is not None
    assert published.utcoffset() == datetime.now(UTC).utcoffset()
    assert published.strftime("%Y-%m-%dT%H:%M") == expected


@pytest.mark.parametrize("written", ["", "kemarin", "31 Februari 2026", "99999999999999", "0000-00-00T00:00:00Z"])
def test_what_is_no_date_is_none(written: str) -> None:
    assert only(parse(rss(item(rest=f"<pubDate>{written}</pubDate>")))).published is None


def test_a_json_feed_is_read() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [
            {"id": "1", "url": "/satu", "title": "Satu", "date_published": "2026-11-27T08:00:00+07:00"},
            {"id": "https://kabar.example/dua", "external_url": "https://lain.example/", "date_modified": "2026-11-28"},
            {"id": "3", "title": "Tanpa alamat"},
            "bukan objek",
            {"id": 4, "url": 5},
        ],
    }
    listing = parse(json.dumps(feed), "application/feed+json")
    assert [(e.url, e.title) for e in listing.entries] == [
        ("https://kabar.example/satu", "Satu"),
        ("https://kabar.example/dua", None),
    ]
    assert listing.entries[0].published == datetime(2026, 11, 27, 1, tzinfo=UTC)
    assert (listing.entries[1].published, listing.entries[1].modified is None) == (None, False)
    assert listing.problems == ('3 entries without a web address left out: "Tanpa alamat".',)


@pytest.mark.parametrize(
    "content", ["{", '{"items": []}', '{"version": "https://jsonfeed.org/version/1"}', "{" * 100_000]
)
def test_other_json_is_refused(content: str) -> None:
    with pytest.raises(ListingError, match="JSON"):
        parse(content)


def test_a_page_gives_the_feeds_that_it_names() -> None:
    page = (
        '<html><head><base href="https://kabar.example/x/"><link rel="stylesheet" href="a.css">'
        '<link rel="alternate" type="application/rss+xml; charset=utf-8" href="rss">'
        '<link rel="ALTERNATE" type="application/atom+xml" href="/atom.xml?utm_source=a">'
        '<link rel="alternate" hreflang="en" href="/en"><link rel=alternate type=application/rss+xml href="rss">'
        '<link rel="alternate" type="application/rss+xml" href="javascript:1"></head><body><p>Halo</body></html>'
    )
    listing = parse(page, "text/html")
    assert listing.entries == ()
    assert listing.lists == ("https://kabar.example/x/rss", "https://kabar.example/atom.xml?utm_source=a")
    assert "HTML page" in listing.problems[0]


@pytest.mark.parametrize("content", ["<html><body>Halo</body></html>", "bukan feed", "<a/>", "<!-- -->"])
def test_what_is_no_feed_is_refused(content: str) -> None:
    with pytest.raises(ListingError, match="neither a feed nor a page"):
        parse(content)


@pytest.mark.parametrize("content", [b"", b" \n", gzip.compress(b"")])
def test_nothing_is_refused(content: bytes) -> None:
    with pytest.raises(ListingError, match="empty"):
        parse(content)


def test_what_feedparser_fails_on_is_an_error_with_a_reason() -> None:
    with pytest.raises(ListingError, match=r"cannot be parsed \(OverflowError"):
        parse(rss(item(rest="<description>&#99999999999; & </description>")))


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(ListingError, match="no text"):
        parse(b"\x00\x01\x02\x03")


def test_an_empty_feed_is_no_mistake() -> None:
    assert parse(rss("")) == Listing()


def test_blank_lines_and_a_byte_order_mark_before_the_feed_are_no_mistake() -> None:
    assert only(parse("\r\n\n " + rss(item()))).url
    assert only(parse(b"\xef\xbb\xbf" + rss(item()).encode())).url


def test_broken_xml_is_read_as_far_as_possible_and_told() -> None:
    broken = rss(item() + "<item><link>https://kabar.example/b</link><title>A & B</item>")
    listing = parse(broken)
    assert [entry.url for entry in listing.entries] == ["https://kabar.example/a", "https://kabar.example/b"]
    assert "not well-formed in line 1" in listing.problems[0]
    cut = parse(rss(item() + item("<link>https://kabar.example/b</link>"))[:-60])
    assert cut.entries[0].url == "https://kabar.example/a"
    assert cut.problems


def test_charsets_of_header_and_declaration_are_understood() -> None:
    text = "<?xml version='1.0' encoding='{}'?><rss version='2.0'><channel><item><link>https://a.example/</link>{}"
    text += "</item></channel></rss>"
    declared = text.format("gb2312", "<title>科技新闻</title>").encode("gb2312")
    assert only(parse(declared)).title == "科技新闻"
    stated = text.replace(" encoding='{}'", "").format("<title>Café</title>").encode("latin-1")
    assert only(parse(stated, "text/html; charset=iso-8859-1")).title == "Café"
    assert only(parse(text.format("utf-16", "<title>科技</title>").encode("utf-16"))).title == "科技"


def test_a_gzipped_feed_is_unpacked() -> None:
    assert only(parse(gzip.compress(rss(item()).encode()))).url == "https://kabar.example/a"


LAUGHS = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>'
QUADRATIC = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "{"x" * 5000}">]>'


TWICE = QUADRATIC.replace("]>", '<!ENTITY a "b">]>')
MANY = "<!DOCTYPE rss [" + "".join(f'<!ENTITY a{n} "b">' for n in range(301)) + "]>"
BOMBS = [(LAUGHS, "&c;"), (QUADRATIC, "&a;" * 1000), (TWICE, "&a;" * 1000), (MANY, "&a0;")]


@pytest.mark.parametrize(("head", "title"), BOMBS, ids=["nested", "long", "declared twice", "many"])
def test_entity_bombs_are_refused(head: str, title: str) -> None:
    bomb = rss(f"<item><title>{title}</title><link>https://a.example/</link></item>").removeprefix(
        "<?xml version='1.0'?>"
    )
    for encoding in ("utf-8", "utf-16", "utf-16-le", "utf-32"):
        with pytest.raises(ListingError, match="blow it up"):
            parse((head + bomb).encode(encoding))


def test_a_bomb_behind_a_comment_is_refused_and_an_article_about_bombs_is_read() -> None:
    bomb = LAUGHS.replace("<!DOCTYPE", "<!-- <rss> --><?a <b?>\n<!DOCTYPE")
    with pytest.raises(ListingError, match="blow it up"):
        parse(bomb + rss(item()).removeprefix("<?xml version='1.0'?>"))
    about = "<description><![CDATA[<!DOCTYPE x [<!ENTITY a 'b'><!ENTITY b '&a;&a;'>]>]]></description>"
    assert only(parse(rss(item(rest=about)))).url == "https://kabar.example/a"


def test_honest_entities_and_a_doctype_are_understood() -> None:
    head = '<?xml version="1.0"?>\n<!DOCTYPE rss [\n<!ENTITY situs "https://kabar.example">\n]>\n'
    feed = rss("<item><link>&situs;/x</link></item>").removeprefix("<?xml version='1.0'?>")
    assert only(parse(head + feed)).url == "https://kabar.example/x"


def test_no_file_is_opened_and_no_address_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Content that is a path, an address or an external entity stays what it is: bytes."""

    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("a parser asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    secret = tmp_path / "rahasia.xml"
    secret.write_text(rss(item()), encoding="utf-8")
    for content in (str(secret), "https://kabar.example/rss", secret.as_uri()):
        with pytest.raises(ListingError):
            parse(content)
    for system in (secret.as_uri(), "https://kabar.example/x.dtd"):
        head = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{system}">]>'
        listing = parse(
            head + "<rss version='2.0'><channel><item><title>&x;</title><link>/b</link></item></channel></rss>"
        )
        assert [entry.url for entry in listing.entries] == ["https://kabar.example/b"]
        assert "beras" not in str(listing.entries[0].title)
