"""A refresh that is killed at any moment: no page is lost, none is doubled, and hardly any is asked for again."""

import json
import os
import random
import signal
import time
from collections import Counter
from pathlib import Path

from pipeline.sources.web.address import host_of
from tests.fetching import ask, lumbung, read, source, start_lumbung, start_read, write
from tests.sources.web.site import NewsSites

PAGES = 150  # more than the killed refreshes can fetch, so that each is killed at work
KILLS = 20


def test_killed_at_twenty_moments_each_page_is_fetched_and_stored_once(tmp_path: Path) -> None:
    home = tmp_path / "data"
    moments = random.Random(6)
    with NewsSites(hosts=3, articles=PAGES // 3) as sites:
        feeds = [
            source(f"umpan-{n}", "feed", sites, f'url = "{site.url("/feed.rss")}"', delay=0.1)
            for n, site in enumerate(sites)
        ]
        sources = write(tmp_path, *feeds)
        broken_off: Counter[str] = Counter()
        for _ in range(KILLS):
            before = len(sites.requests())
            process = start_read(home, sources)
            # From the first request on, so that the moments lie in fetching, cleaning and storing, not in starting.
            while len(sites.requests()) == before and process.is_alive():
                time.sleep(0.005)
            time.sleep(moments.uniform(0.0, 0.45))
            process.kill()
            process.join()
            assert process.exitcode == -signal.SIGKILL, "it was at work"
            lost = asked(sites, before) - kept(home)
            assert max(Counter(host_of(url) for url in lost).values(), default=0) <= 1, "one on its way for each host"
            broken_off.update(lost)
        read(home, sources)
        expected = sorted(site.url(article.path) for site in sites for article in site.articles)
        times = Counter(site.url(hit.path) for site in sites for hit in sites.requests(host=site.host))
        assert {url: times[url] for url in expected} == {url: 1 + broken_off[url] for url in expected}
        assert [row[0] for row in ask(home, "select source_uri from corpus.articles order by 1")] == expected
        assert ask(home, "select count(*), count(distinct url) from ops.pages") == [(PAGES, PAGES)]
        assert ask(home, "select count(*) from ops.rejected") == [(0,)]
        assert (home / "raw" / "journal.jsonl").stat().st_size == 0
        assert not read(home, sources)


def asked(sites: NewsSites, since: int) -> set[str]:
    """Addresses of the pages that were asked for since so many requests."""
    hits = sites.requests()[since:]
    return {site.url(hit.path) for site in sites for hit in hits if hit.host == site.host and "/berita/" in hit.path}


def kept(home: Path) -> set[str]:
    """Addresses of the pages in the journal or the ledger; a line that was being written is no line."""
    file = home / "raw" / "journal.jsonl"
    whole = file.read_bytes().split(b"\n")[:-1] if file.exists() else []
    stored = ask(home, "select url from ops.pages") if (home / "work" / "lumbung.duckdb").exists() else []
    return {json.loads(line)["url"] for line in whole} | {row[0] for row in stored}


def test_what_a_killed_refresh_had_journalled_is_taken_over_without_a_request(tmp_path: Path) -> None:
    home = tmp_path / "data"
    with NewsSites(articles=3) as sites:
        sources = write(tmp_path, source("umpan", "feed", sites, f'url = "{sites[0].url("/feed.rss")}"'))
        journal = home / "raw" / "journal.jsonl"
        process = start_read(home, sources)
        while not (journal.exists() and journal.stat().st_size):
            time.sleep(0.002)
        process.kill()
        process.join()
        lines = journal.read_bytes().splitlines()
        with journal.open("ab") as file:
            file.write(lines[0][:100])  # as a line looks that was being written
        before = Counter(hit.path for hit in sites.requests())
        read(home, sources)
        after = Counter(hit.path for hit in sites.requests())
    assert lines
    for number in range(len(lines)):
        path = sites[0].articles[number].path
        assert after[path] == before[path]
    assert ask(home, "select count(*) from corpus.articles") == [(3,)]
    runs = ask(home, "select count(distinct run_id), count(*) from ops.requests where kind = 'page'")
    assert runs == [(1, 3)], "requests of the killed refresh are in the log too"


def test_ctrl_c_ends_with_a_sentence_and_the_next_refresh_goes_on(tmp_path: Path) -> None:
    home = tmp_path / "data"
    with NewsSites(articles=8) as sites:
        address = f'url = "{sites[0].url("/feed.rss")}"'
        sources = write(tmp_path, source("umpan", "feed", sites, address, delay=0.3))
        process = start_lumbung(home, sources)
        while len(asked(sites, 0)) < 3 and process.is_alive():
            time.sleep(0.01)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGINT)
        process.join(60)
        output = home.with_suffix(".log").read_text(encoding="utf-8")
        assert process.exitcode == 130, output
        assert "lumbung: stopped. Readers keep the last good version" in output
        assert "Traceback" not in output and "Error" not in output
        assert "pages that a stopped refresh had fetched are taken over" in lumbung(home, sources)
        times = Counter(hit.path for hit in sites.requests() if "/berita/" in hit.path)
    assert len(times) == 8 and times.total() <= 9, "only the page that was on its way is asked for again"
    assert ask(home, "select count(*) from corpus.articles") == [(8,)]
    assert ask(home, "select expected, accepted from ops.coverage") == [(8, 8)]
