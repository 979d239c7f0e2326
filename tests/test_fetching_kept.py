"""What fetching must not lose: pages over the limit, articles behind redirects and duplicates, a killed run's pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.sources.web.plan import Options
from tests.fetching import WARM, ask, change, feed, read, source, write
from tests.sources.web.behaviours import page, redirect, status
from tests.sources.web.site import NewsSites

ARTICLES = "select source_uri, title from corpus.articles order by all"


@pytest.fixture
def sites() -> Iterator[NewsSites]:
    """Two sites with three articles each."""
    with NewsSites(hosts=2, articles=3) as running:
        yield running


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where everything is written."""
    return tmp_path / "data"


def url(sites: NewsSites, number: int) -> str:
    return sites[0].url(sites[0].articles[number].path)


def html(sites: NewsSites, number: int, canonical: str | None = None) -> bytes:
    """An article's page, which calls another address its own."""
    site = sites[0]
    body = site.articles[number].html(site.origin, site.outlet)
    if canonical is None:
        return body
    head, _, rest = body.partition(b'<link rel="canonical"')
    return head + f'<link rel="canonical" href="{canonical}">'.encode() + rest.partition(b">")[2]


def test_a_page_over_the_limit_is_fetched_though_its_feed_drops_it(
    sites: NewsSites, home: Path, tmp_path: Path
) -> None:
    sources = write(tmp_path, feed(sites, "max_pages = 2\n"))
    read(home, sources)
    ((late,),) = ask(home, "select url from ops.pages where outcome = 'deferred'")
    sites[0].vanish(next(n for n in range(3) if url(sites, n) == late))
    read(home, sources)
    assert len(ask(home, ARTICLES)) == 3
    assert ask(home, "select count(*) from ops.pages where next_try is not null") == [(0,)]


def test_removed_articles_that_redirect_to_the_home_page_keep_their_last_good_article(
    sites: NewsSites, home: Path, tmp_path: Path
) -> None:
    read(home, write(tmp_path, feed(sites)))
    before = ask(home, ARTICLES)
    sites[0].put("/", page(html(sites, 2, sites[0].url("/"))))
    for number in range(2):
        sites[0].put(sites[0].articles[number].path, redirect(sites[0].url("/")))
    read(home, write(tmp_path, feed(sites, WARM)))
    assert ask(home, ARTICLES) == before
    assert (
        ask(home, "select outcome, reason from ops.pages where status = 200 and reason is not null")
        == [("failed", "not_found")] * 2
    )
    assert ask(home, "select listed, unchanged, failed from ops.runs order by started_at desc limit 1") == [(3, 1, 2)]


def test_a_duplicate_of_a_page_that_is_no_article_becomes_the_article(
    sites: NewsSites, home: Path, tmp_path: Path
) -> None:
    first, second = (sites[0].articles[number].path for number in (0, 1))
    shared = sites[0].url("/berita/bersama-satu-dua-1234")
    empty = f'<html><head><link rel="canonical" href="{shared}"></head><body></body></html>'
    sites[0].put(first, page(empty.encode()))
    sites[0].put(second, page(html(sites, 1, shared)))
    for _ in range(2):
        read(home, write(tmp_path, feed(sites, WARM)))
    found = [row[0] for row in ask(home, ARTICLES)]
    assert found == sorted(url(sites, number) for number in (1, 2))
    assert ask(home, "select count(*) from ops.pages where duplicate_of is not null") == [(0,)]


def test_a_page_that_comes_again_but_cannot_be_read_is_rejected_for_that(
    sites: NewsSites, home: Path, tmp_path: Path
) -> None:
    path = sites[0].articles[0].path
    sites[0].put(path, status(403))
    sources = write(tmp_path, feed(sites))
    read(home, sources)
    sites[0].put(path, page(bytes(range(256)) * 40))
    change(home, "update ops.pages set next_try = checked_at where outcome = 'failed'")
    read(home, sources)
    assert ask(home, "select source_uri, stage, attempts from ops.rejected") == [(url(sites, 0), "read", 1)]


def test_a_refresh_of_one_source_keeps_what_a_killed_one_fetched_of_another(
    sites: NewsSites, home: Path, tmp_path: Path
) -> None:
    other = source("lain", "feed", sites, f'url = "{sites[1].url("/feed.rss")}"')
    sources = write(tmp_path, feed(sites), other)
    journal = home / "raw" / "journal.jsonl"
    read(home, sources, Options(("lain",)))
    read(home, sources, Options(("umpan",)))
    assert journal.read_bytes() == b""
    change(home, "delete from ops.pages where source_id = 'umpan'")
    line = f'{{"source_id": "umpan", "url": "{url(sites, 0)}", "outcome": "failed", '
    line += (
        '"fetched_at": "2026-11-28T01:00:00+00:00", "next_try": null, "redirects": [], "requests": [], "entry": null}\n'
    )
    journal.write_text(line, encoding="utf-8")
    read(home, sources, Options(("lain",)))
    assert "umpan" in journal.read_text(encoding="utf-8")
