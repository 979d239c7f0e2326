from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from pipeline import cli
from pipeline.sources.check import Answer, Finding, check
from pipeline.sources.config import Source
from pipeline.sources.web.model import RequestKind

DATE = b"<pubDate>2026-11-27T08:00:00+07:00</pubDate>"
RSS = b"<rss version='2.0'><channel><item><link>/a</link>%s</item></channel></rss>" % DATE
INDEX = b"<sitemapindex><sitemap><loc>https://kabar.example/%d.xml</loc></sitemap></sitemapindex>"
PAGES = b"<urlset><url><loc>https://kabar.example/a</loc></url><url><loc>https://kabar.example/b</loc></url></urlset>"
FEED = Source(id="kabar", kind="feed", path=None, urls=("https://kabar.example/rss",))


@dataclass
class Reply:
    """An answer of the network, of which a test says only what it is about."""

    content: bytes | None = b""
    status: int | None = 200
    reason: str | None = None
    detail: str | None = None
    final_url: str = "https://kabar.example/rss"
    headers: dict[str, str] = field(default_factory=dict)


def network(**replies: Reply) -> tuple[Callable[[str, RequestKind], Answer], list[tuple[str, str]]]:
    """A network that answers by the last part of the address, and the log of what it was asked."""
    asked: list[tuple[str, str]] = []

    def get(url: str, kind: RequestKind) -> Answer:
        asked.append((url, kind))
        return replies.get(url.rsplit("/", 1)[1].split(".")[0].replace("1", "one"), Reply(b"<p>Halo</p>"))

    return get, asked


def tried(source: Source, **replies: Reply) -> Finding:
    return check(source, network(**replies)[0])


def test_a_sound_feed_tells_what_it_lists() -> None:
    get, asked = network(rss=Reply(RSS))
    finding = check(FEED, get)
    assert finding == Finding(
        "1 pages listed; newest of 2026-11-27 01:00 UTC; "
        "sample page allowed by robots.txt: https://kabar.example/a"
    )  # fmt: skip
    assert asked == [("https://kabar.example/rss", "listing"), ("https://kabar.example/a", "page")]


def test_an_index_is_followed_to_its_first_pages_and_not_for_ever() -> None:
    source = replace(FEED, kind="sitemap", urls=("https://kabar.example/index.xml",), exclude=("/a",))
    get, asked = network(index=Reply(INDEX % 1), one=Reply(PAGES))
    finding = check(source, get)
    assert not finding.is_problem
    assert finding.text.startswith("2 pages listed, 1 wanted; no dates; sample page allowed")
    assert asked[-1] == ("https://kabar.example/b", "page")
    get, asked = network(index=Reply(INDEX % 1), one=Reply(INDEX % 1))
    assert check(source, get).is_problem
    assert len(asked) == 5


DISALLOWED = Reply(None, None, "robots_disallowed", "not allowed.")
PROBLEMS = [
    ("listing", {"rss": Reply(None, 404, "not_found")}, ["listing https://kabar.example/rss", "HTTP 404", "Correct"]),
    ("robots", {"rss": DISALLOWED}, ["robots_disallowed", "not allowed. Ask the site for leave"]),
    ("other", {"rss": Reply(None, 500, "http_error")}, ["http_error, HTTP 500", "try again later"]),
    ("no feed", {"rss": Reply(b"<p>Halo</p>")}, ["neither a feed nor a page", "correct the address or `kind`"]),
    ("no pages", {"rss": Reply(b"<rss version='2.0'><channel></channel></rss>")}, ["lists no page"]),
    ("sample", {"rss": Reply(RSS), "a": DISALLOWED}, ["1 pages listed", "sample page https://kabar.example/a"]),
]


@pytest.mark.parametrize(("replies", "parts"), [row[1:] for row in PROBLEMS], ids=[row[0] for row in PROBLEMS])
def test_problems_of_a_feed_name_the_remedy(replies: dict[str, Reply], parts: list[str]) -> None:
    finding = tried(FEED, **replies)
    assert finding.is_problem and "\n" not in finding.text
    for part in parts:
        assert part in finding.text


def test_a_source_that_wants_none_of_its_pages_is_a_problem() -> None:
    finding = tried(replace(FEED, include=("/bisnis/",)), rss=Reply(RSS))
    assert finding == Finding("1 pages listed, none wanted. Correct include, exclude, since or until.", is_problem=True)


def test_a_listing_of_another_kind_is_noted() -> None:
    finding = tried(FEED, rss=Reply(PAGES))
    assert not finding.is_problem
    assert 'note: https://kabar.example/rss is a sitemap, not a feed. Set kind = "sitemap"' in finding.text


def test_a_list_of_addresses_asks_for_one_page(tmp_path: Path) -> None:
    (tmp_path / "urls.txt").write_text("https://kabar.example/a\nbukan\n", encoding="utf-8")
    source = Source(id="daftar", kind="urls", path=tmp_path / "urls.txt")
    get, asked = network()
    finding = check(source, get)
    assert not finding.is_problem and 'note: Line 2: "bukan"' in finding.text
    assert asked == [("https://kabar.example/a", "page")]
    (tmp_path / "urls.txt").write_text("bukan\n", encoding="utf-8")
    assert "lists no page" in check(source, get).text


def test_folders_and_archives_are_tried_without_the_network(tmp_path: Path) -> None:
    get, asked = network()
    folder = Source(id="inbox", kind="folder", path=tmp_path)
    assert check(folder, get) == Finding("0 files")
    (tmp_path / "a.txt").write_text("Berita.", encoding="utf-8")
    assert check(folder, get) == Finding("1 file")
    assert check(replace(folder, path=tmp_path / "none", optional=True), get) == Finding("absent, which is allowed")
    assert "Create it" in check(replace(folder, path=tmp_path / "none"), get).text
    (tmp_path / "a.warc").write_bytes(b"bukan arsip")
    archive = check(replace(folder, kind="warc"), get)
    assert archive.is_problem and archive.text.startswith("a.warc: record 1 cannot be read")
    assert asked == []


def test_the_command_lists_and_tries_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "sources.toml").write_text(
        '[fetch]\ncontact = "redaksi@kabar.example"\n'
        '[[source]]\nid = "inbox"\nkind = "folder"\npath = "."\n'
        '[[source]]\nid = "kabar"\nkind = "feed"\nurl = "https://kabar.example/rss"\nenabled = false\n'
        '[[source]]\nid = "arsip"\nkind = "warc"\npath = "a.warc"\n',
        encoding="utf-8",
    )
    (tmp_path / "a.warc").write_bytes(b"")
    monkeypatch.setenv("LUMBUNG_SOURCES", "")
    where = ["--home", str(tmp_path / "data"), "--sources", str(tmp_path / "sources.toml")]
    assert cli.main(["sources", *where]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert [line.split()[:3] for line in listed] == [
        ["inbox", "folder", "2"], ["kabar", "feed", "off"], ["arsip", "warc", "1"],
    ]  # fmt: skip
    assert listed[1].endswith("https://kabar.example/rss")
    assert cli.main(["sources", "check", *where]) == 1
    tried = capsys.readouterr().out.splitlines()
    assert [line.split()[:3] for line in tried] == [["inbox", "folder", "ok"], ["arsip", "warc", "problem"]]
    (tmp_path / "sources.toml").write_text('[[source]]\nid = "a"\n', encoding="utf-8")
    assert cli.main(["sources", "check", *where]) == 2
