"""Whole refreshes of web sources against real sites: what is asked for, what becomes of it, and what is not asked."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from pipeline.sources.web.model import Window
from pipeline.sources.web.plan import Options
from tests.fetching import WARM, ask, change, feed, lumbung, read, source, write
from tests.running import rows
from tests.sources.web.behaviours import failing, page, redirect, status
from tests.sources.web.site import NewsSites

ALL = "select * from corpus.articles order by all"
ARTICLES = "select source_uri, source_id, url from corpus.articles order by all"


@pytest.fixture
def sites() -> Iterator[NewsSites]:
    """Two sites with three articles each."""
    with NewsSites(hosts=2, articles=3) as running:
        yield running


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where everything is written."""
    return tmp_path / "data"


def paths(sites: NewsSites, number: int = 0) -> list[str]:
    return [article.path for article in sites[number].articles]


def asked(sites: NewsSites) -> list[str]:
    """Paths of all requests since the last call."""
    found = [hit.path for hit in sites.requests()]
    sites.log.clear()
    return found


def test_an_article_in_several_pages_is_read_from_its_view_with_all(
    sites: NewsSites, home: Path, tmp_path: Path
) -> None:
    path = paths(sites)[0]
    body = "".join(f"<p>Paragraf {n} tentang pasar ikan baru di tepi pelabuhan lama kota itu.</p>" for n in range(6))
    head = "<html><head><title>Pasar Ikan</title></head><body><article><h1>Pasar Ikan Dibuka</h1>"
    links = "<p><a href='?page=2'>2</a> <a href='?page=all'>Lihat Semua</a></p>"
    sites[0].put(
        path, page(f"{head}{body[:150]}<p>Halaman satu ini pendek saja untuk pembaca di kota.</p></article>{links}")
    )
    sites[0].put(f"{path}?page=all", page(f"{head}{body}</article>"))
    two = paths(sites)[1]
    sites[0].put(two, page(f"{head}{body}</article><a href='?page=2'>2</a> <a href='?page=all'>Semua</a>"))
    sites[0].put(f"{two}?page=all", status(404))
    sources = write(tmp_path, feed(sites))
    lumbung(home, sources)
    assert asked(sites).count(f"{path}?page=all") == 1
    told = "select text like '%Paragraf 5%', truncated from corpus.articles where source_uri = "
    assert ask(home, told + f"'{sites[0].url(path)}'") == [(True, None)]
    assert ask(home, told + f"'{sites[0].url(two)}'") == [(True, "further_pages")]
    assert ask(home, "select count(*) from corpus.articles") == [(3,)]


def test_feed_sitemap_and_list_become_articles_once_and_politely(sites: NewsSites, home: Path, tmp_path: Path) -> None:
    listed = tmp_path / "alamat.txt"
    listed.write_text(f"# satu\n{sites[1].url(paths(sites, 1)[0])}\nbukan alamat\n", encoding="utf-8")
    sites[0].state_robots("User-agent: *\nDisallow: " + paths(sites)[2])
    sources = write(
        tmp_path,
        feed(sites, delay=0.2),
        source("peta", "sitemap", sites, f'url = "{sites[1].url("/sitemap.xml")}"', delay=0.2),
        source("daftar", "urls", sites, f'path = "{listed}"', delay=0.2),
    )
    output = lumbung(home, sources)
    found = ask(home, ARTICLES)
    urls = [sites[0].url(path) for path in paths(sites)[:2]]
    others = [sites[1].url(path) for path in paths(sites, 1)]
    assert [row[0] for row in found if row[1] == "umpan"] == sorted(urls)
    assert [row[0] for row in found if row[1] == "peta"] == sorted(others)
    assert [row[0] for row in found if row[1] == "daftar"] == others[:1]
    assert ask(home, "select source_uri, reason from ops.rejected") == [
        (sites[0].url(paths(sites)[2]), "robots_disallowed")
    ]
    assert "umpan: 3 pages listed, 3 wanted" in output
    problem = f'{listed}: Line 3: "bukan alamat" has a space in it.'
    assert f"daftar: {problem}" in output
    for site in sites:
        assert sites.concurrency(site.host) == 1
        assert min(sites.delays(site.host)) >= 0.2
        assert len(sites.requests("/robots.txt", site.host)) == 1
    assert not sites.requests(paths(sites)[2], sites[0].host)
    assert all("cookie" not in hit.headers for hit in sites.requests())
    assert all("uji@contoh.id" in hit.headers["user-agent"] for hit in sites.requests())
    logged = ask(home, "select kind, count(*) from ops.requests group by kind order by kind")
    assert sum(count for _, count in logged) == len(sites.requests())
    assert ask(home, "select count(*) from corpus.articles where published_on is null or url is null") == [(0,)]
    assert ask(home, "select listed, unchanged + read + failed from ops.runs") == [(7, 7)]
    looks = "select source_id, looks, failed_looks, listing_problem, deferred from ops.coverage order by source_id"
    assert ask(home, looks) == [
        ("daftar", 1, 0, problem, 0), ("peta", 1, 0, None, 0), ("umpan", 1, 0, None, 0)
    ]  # fmt: skip


def test_second_refresh_asks_for_no_page_before_its_time_and_then_only_conditionally(
    sites: NewsSites, home: Path, tmp_path: Path
) -> None:
    lumbung(home, write(tmp_path, feed(sites)))
    before = rows(home)
    asked(sites)
    assert not read(home, write(tmp_path, feed(sites)))
    assert asked(sites) == ["/feed.rss"], "robots.txt is kept for a day"
    assert "Nothing changed" in lumbung(home, write(tmp_path, feed(sites, WARM)))
    hits = sites.requests()
    assert [hit.path for hit in hits] == ["/feed.rss", *paths(sites)]
    assert all("if-none-match" in hit.headers and hit.status == 304 for hit in hits)
    assert rows(home) == before
    assert ask(home, "select outcome, count(*) from ops.pages group by 1") == [("unchanged", 3)]


def test_a_changed_page_becomes_the_new_version_of_its_one_article(
    sites: NewsSites, home: Path, tmp_path: Path
) -> None:
    read(home, write(tmp_path, feed(sites)))
    ((before,),) = ask(home, f"select text from corpus.articles where source_uri = '{sites[0].url(paths(sites)[1])}'")
    # The feed states the new time of change, which makes it due before its time.
    sites[0].revise(1, "Angka itu kemudian diralat menjadi 4.321 ton oleh panitia.")
    read(home, write(tmp_path, feed(sites, WARM)))
    found = ask(home, "select source_uri, text from corpus.articles order by all")
    assert [row[0] for row in found] == sorted(sites[0].url(path) for path in paths(sites))
    ((after,),) = ask(home, f"select text from corpus.articles where source_uri = '{sites[0].url(paths(sites)[1])}'")
    assert "4.321" in after and "4.321" not in before


def test_bytes_that_change_around_an_article_make_no_new_version(sites: NewsSites, home: Path, tmp_path: Path) -> None:
    path = paths(sites)[0]
    body = sites[0].articles[0].html(sites[0].origin, sites[0].outlet)
    read(home, write(tmp_path, feed(sites)))
    before = ask(home, ALL)
    for number in range(2):
        sites[0].put(path, page(body + b"<!-- served in %d ms -->" % number))
        assert not read(home, write(tmp_path, feed(sites, WARM)))
    assert ask(home, ALL) == before
    assert ask(home, f"select outcome from ops.pages where url = '{sites[0].url(path)}'") == [("changed",)]


def test_a_page_that_is_no_longer_listed_keeps_its_article(sites: NewsSites, home: Path, tmp_path: Path) -> None:
    read(home, write(tmp_path, feed(sites)))
    asked(sites)
    sites[0].vanish(0)
    read(home, write(tmp_path, feed(sites, WARM)))
    assert paths(sites)[0] not in asked(sites)
    assert len(ask(home, ARTICLES)) == 3


@pytest.mark.parametrize(("code", "reason", "outcome"), [(404, "not_found", "failed"), (410, "gone", "gone")])
def test_a_page_that_goes_keeps_its_last_good_article_with_the_reason(
    sites: NewsSites, home: Path, tmp_path: Path, code: int, reason: str, outcome: str
) -> None:
    read(home, write(tmp_path, feed(sites)))
    before = ask(home, ARTICLES)
    path = paths(sites)[0]
    sites[0].put(path, status(code))
    read(home, write(tmp_path, feed(sites, WARM)))
    assert ask(home, ARTICLES) == before
    assert ask(home, "select reason from ops.rejected") == [(reason,)]
    assert ask(home, f"select outcome from ops.pages where url = '{sites[0].url(path)}'") == [(outcome,)]
    for _ in range(2):  # due, and listed: a page that is gone is not asked for all the same
        change(home, "update ops.pages set next_try = checked_at where next_try is not null")
        read(home, write(tmp_path, feed(sites, WARM)))
    asked(sites)
    assert ask(home, f"select outcome from ops.pages where url = '{sites[0].url(path)}'") == [("gone",)]
    read(home, write(tmp_path, feed(sites, WARM)))
    assert path not in asked(sites)
    assert ask(home, ARTICLES) == before


def test_a_failed_page_is_tried_again_at_its_time_only_and_its_rejection_goes(
    sites: NewsSites, home: Path, tmp_path: Path
) -> None:
    path = paths(sites)[0]
    behaviour = sites[0].answer
    well = sites[0].articles[0].html(sites[0].origin, sites[0].outlet)
    sites[0].put(path, failing(3, status(503), page(well)))
    sources = write(tmp_path, feed(sites))
    read(home, sources)
    assert asked(sites).count(path) == 3, "one try and two more in the same refresh"
    assert behaviour is not None
    assert ask(home, "select reason, next_try > last_attempt from ops.rejected") == [("http_error", True)]
    assert ask(home, "select failed, rejected from ops.runs") == [(1, 0)]
    sites[0].vanish(0)
    read(home, sources)
    assert path not in asked(sites)
    assert ask(home, "select deferred from ops.coverage") == [(0,)], "not listed, so not left for later either"
    change(home, "update ops.pages set next_try = checked_at where outcome = 'failed'")
    read(home, sources)
    assert asked(sites).count(path) == 1, "though no longer listed"
    assert ask(home, "select count(*) from ops.rejected") == [(0,)]
    assert len(ask(home, ARTICLES)) == 3
    assert ask(home, "select attempts, next_try from ops.pages group by all") == [(0, None)]


def test_an_outage_costs_known_articles_nothing(sites: NewsSites, home: Path, tmp_path: Path) -> None:
    read(home, write(tmp_path, feed(sites)))
    before = ask(home, ALL)
    path = paths(sites)[0]
    sites[0].put(path, status(403))
    read(home, write(tmp_path, feed(sites, WARM)))
    assert ask(home, "select reason from ops.rejected") == [("http_error",)]
    del sites[0]._behaviours[path]
    change(home, "update ops.pages set next_try = checked_at where outcome = 'failed'")
    read(home, write(tmp_path, feed(sites, WARM)))
    assert ask(home, "select count(*) from ops.rejected") == [(0,)]
    assert ask(home, ALL) == before


def test_two_addresses_of_one_article_are_one_article(sites: NewsSites, home: Path, tmp_path: Path) -> None:
    first, second = paths(sites)[:2]
    sites[0].put(second, redirect(sites[0].url(first)))
    read(home, write(tmp_path, feed(sites)))
    urls = sorted(sites[0].url(path) for path in paths(sites) if path != second)
    assert [row[0] for row in ask(home, ARTICLES)] == urls
    duplicates = ask(home, "select url, duplicate_of from ops.pages where outcome = 'duplicate'")
    assert duplicates == [(sites[0].url(second), sites[0].url(first))]
    assert ask(home, "select unchanged, rejected, accepted from ops.runs") == [(1, 0, 2)]
    assert ask(home, "select count(*) from ops.rejected") == [(0,)]


def test_forbidden_addresses_are_rejected_without_a_request(sites: NewsSites, home: Path, tmp_path: Path) -> None:
    forbidden = [
        "http://127.0.0.3:{port}/rahasia", "http://10.0.0.1/", "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/", "http://[::ffff:10.0.0.1]/", "http://localhost:1/",
    ]  # fmt: skip
    items = "".join(f"<item><link>{url.format(port=sites.port)}</link></item>" for url in forbidden)
    sites[0].put("/jebakan", page(f"<rss version='2.0'><channel>{items}</channel></rss>", "application/rss+xml"))
    read(home, write(tmp_path, feed(sites, path="/jebakan").replace(f', "{sites.allow[1]}"', "")))
    found = ask(home, "select reason, count(*) from ops.rejected group by reason")
    assert found == [("unsafe_address", len(forbidden))]
    assert asked(sites) == ["/robots.txt", "/jebakan"]


def test_a_limit_leaves_the_rest_for_the_next_refresh(
    sites: NewsSites, home: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "lumbung")
    sources = write(tmp_path, feed(sites, "max_pages = 2\n"))
    read(home, sources)
    assert "1 left for the next refresh" in caplog.text
    assert ask(home, "select deferred, accepted from ops.coverage") == [(1, 2)]
    read(home, sources)
    assert ask(home, "select deferred, accepted from ops.coverage") == [(0, 3)]


def test_a_host_that_asks_for_a_long_pause_is_left_alone(sites: NewsSites, home: Path, tmp_path: Path) -> None:
    sites[0].put(paths(sites)[0], status(429, Retry_After="7200"))
    sources = write(tmp_path, feed(sites))
    read(home, sources)
    assert asked(sites) == ["/robots.txt", "/feed.rss", paths(sites)[0]]
    assert ask(home, "select deferred, failed from ops.coverage") == [(2, 1)]
    read(home, sources)
    assert asked(sites) == [], "not even its feed"
    assert ask(home, "select looks, failed_looks from ops.coverage") == [(2, 1)]


def test_a_broken_source_is_said_and_stops_no_other(sites: NewsSites, home: Path, tmp_path: Path) -> None:
    sites[1].put("/feed.rss", page("<html>Sedang dirawat</html>"))
    other = source("rusak", "feed", sites, f'url = "{sites[1].url("/feed.rss")}"')
    read(home, write(tmp_path, other, feed(sites)))
    assert len(ask(home, ARTICLES)) == 3
    found = ask(home, "select source_id, failed_looks, listing_problem is not null from ops.coverage order by 1")
    assert found == [("rusak", 1, True), ("umpan", 0, False)]


def test_new_settings_read_pages_again_without_the_network(sites: NewsSites, home: Path, tmp_path: Path) -> None:
    read(home, write(tmp_path, feed(sites)))
    asked(sites)
    assert read(home, write(tmp_path, feed(sites, 'outlet = "Lain Sekali"\n')))
    assert ask(home, "select distinct outlet from corpus.articles") == [("Lain Sekali",)]
    listed, looked_at = ask(home, "select listed, (select count(*) from ops.pages) from ops.runs order by started_at")[
        -1
    ]
    assert listed == looked_at, "each page counts once, read again or not"
    assert asked(sites) == ["/feed.rss"]


def test_a_source_that_is_off_takes_its_articles_along_and_leaves_the_bytes(
    sites: NewsSites, home: Path, tmp_path: Path
) -> None:
    read(home, write(tmp_path, feed(sites)))
    kept = sorted((home / "raw").rglob("*.zst"))
    read(home, write(tmp_path, feed(sites, "enabled = false\n")))
    assert ask(home, ARTICLES) == []
    assert sorted((home / "raw").rglob("*.zst")) == kept != []


def test_a_backfill_asks_for_its_days_of_its_source_only(sites: NewsSites, home: Path, tmp_path: Path) -> None:
    days = sorted({article.published.date().isoformat() for article in sites[0].articles})
    other = source("lain", "feed", sites, f'url = "{sites[1].url("/feed.rss")}"')
    sources = write(tmp_path, feed(sites), other)
    read(home, sources, Options(("umpan",), Window(date.fromisoformat(days[-1]), None)))
    wanted = [a.path for a in sites[0].articles if a.published.date().isoformat() == days[-1]]
    assert sorted(asked(sites)) == sorted(["/robots.txt", "/feed.rss", *wanted])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--source", "umpam"], "Did you mean `umpan`?"),
        (["--since", "kemarin"], 'since is "kemarin"'),
        (["--since", "2026-02-02", "--until", "2026-01-01"], "lies after until"),
        (["--max-pages", "0"], "max_pages is 0"),
    ],
)
def test_a_mistake_in_a_backfill_is_one_sentence(
    sites: NewsSites, home: Path, tmp_path: Path, arguments: list[str], said: str
) -> None:
    output = lumbung(home, write(tmp_path, feed(sites)), *arguments, code=2)
    assert said in output
    assert len(output.strip().splitlines()) == 1


def test_pages_of_a_warc_file_take_the_way_of_files(sites: NewsSites, home: Path, tmp_path: Path) -> None:
    body = sites[0].articles[0].html(sites[0].origin, sites[0].outlet)
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0a6e2b1c-0000-4000-8000-000000000001>\r\n"
        "WARC-Date: 2026-11-20T01:00:00Z\r\nWARC-Target-URI: https://kabar.example/berita/1\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    (tmp_path / "arsip.warc").write_bytes(head.encode() + answer + b"\r\n\r\n")
    sources = tmp_path / "sources.toml"
    sources.write_text(f'[[source]]\nid = "arsip"\nkind = "warc"\npath = "{tmp_path / "arsip.warc"}"\n')
    assert read(home, sources)
    assert [row[1] for row in ask(home, ARTICLES)] == ["arsip"]
    assert not read(home, sources)
    assert asked(sites) == []
