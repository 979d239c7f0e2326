"""The choice of pages, what answers mean, whose turn it is, and the threads that do it."""

import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.sources.config import FetchSettings, Source
from pipeline.sources.web.client import Client, Response
from pipeline.sources.web.fetch import Done, Fetch
from pipeline.sources.web.hosts import Hosts
from pipeline.sources.web.journal import Journal
from pipeline.sources.web.model import Entry, Fetched, Looked, PageState, Window
from pipeline.sources.web.outcomes import advance, judge, next_try
from pipeline.sources.web.plan import Known, Options, Plan, choose
from pipeline.sources.web.raw import RawStore
from tests.sources.web.behaviours import page, silent
from tests.sources.web.site import NewsSites

NOW = datetime(2026, 11, 28, 5, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
URL = "https://contoh.id/a"
SOURCE = Source("umpan", "feed", None)


def known(ago: timedelta, **changes: object) -> Known:
    state = PageState(URL, etag='"x"', sha256="ab" * 32, checked_at=NOW - ago)
    return replace(Known(state, "unchanged", first_seen=NOW - ago), **changes)


def chosen(page: Known | None, entry: Entry | None = None, **options: object) -> int:
    pages = {URL: page} if page else {}
    plan = Plan(SOURCE, Options(**options), pages=pages)  # type: ignore[arg-type]
    return len(choose(plan, [entry or Entry(URL)], NOW).pages)


def test_new_pages_are_wanted_and_known_ones_when_their_time_has_come() -> None:
    assert chosen(None) == 1
    assert chosen(known(HOUR)) == 0
    assert chosen(known(25 * HOUR)) == 1
    assert chosen(known(25 * HOUR), Entry(URL, published=NOW - 8 * DAY)) == 0, "too old to change"
    assert chosen(known(25 * HOUR, first_seen=NOW - 8 * DAY)) == 0
    assert chosen(known(HOUR), Entry(URL, modified=NOW - HOUR / 2)) == 1
    assert chosen(known(HOUR), Entry(URL, modified=NOW - 2 * HOUR)) == 0
    assert chosen(known(HOUR), Entry(URL, modified=NOW + DAY)) == 0, "a date in the future says nothing"
    assert chosen(known(HOUR), ignore_recheck=True) == 1
    assert chosen(None, Entry(URL, published=NOW), window=Window(None, (NOW - 2 * DAY).date())) == 0


def test_what_failed_is_wanted_at_its_time_though_no_longer_listed() -> None:
    failed = known(HOUR, outcome="failed", state=PageState(URL, checked_at=NOW - HOUR, attempts=1, next_try=NOW + HOUR))
    assert chosen(failed) == 0
    due = replace(failed, state=replace(failed.state, next_try=NOW))
    assert chosen(due) == 1
    assert [entry.url for entry in choose(Plan(SOURCE, pages={URL: due}), [], NOW).pages] == [URL]
    choice = choose(Plan(SOURCE, pages={URL: failed}), [Entry(URL)], NOW)
    assert (choice.waiting, choice.unchanged, choice.held_back) == (1, 0, 0)


def test_what_is_gone_or_refused_rests_but_robots_may_change() -> None:
    gone = known(25 * HOUR, outcome="gone", state=PageState(URL, checked_at=NOW - 25 * HOUR, gone=True))
    assert chosen(gone) == chosen(gone, ignore_recheck=True) == 0
    assert chosen(gone, Entry(URL, modified=NOW - HOUR)) == 1
    assert chosen(known(25 * HOUR, outcome="refused", reason="not_text")) == 0
    assert chosen(known(25 * HOUR, outcome="refused", reason="robots_disallowed")) == 1


def test_the_limit_holds_the_rest_back_and_an_entry_counts_once() -> None:
    entries = [Entry(f"{URL}{number}") for number in (1, 2, 3, 1)]
    choice = choose(Plan(SOURCE, Options(max_pages=2)), entries, NOW)
    assert [entry.url for entry in choice.pages] == [f"{URL}1", f"{URL}2"]
    assert (len(choice.urls), choice.held_back, choice.unchanged) == (3, 1, 0)


def test_a_page_has_the_dates_of_all_listings_that_name_it() -> None:
    before, after = NOW - 9 * DAY, NOW - 8 * DAY
    entries = [Entry(URL, modified=before), Entry(f"{URL}1"), Entry(URL, published=before, modified=after)]
    assert choose(Plan(SOURCE), entries, NOW).pages == (Entry(URL, before, after), Entry(f"{URL}1"))
    window = Window(until=(NOW - 10 * DAY).date())
    assert choose(Plan(SOURCE, Options(window=window)), entries, NOW).urls == (f"{URL}1",)


def test_a_page_taken_over_is_neither_asked_for_nor_counted_again() -> None:
    failed = known(HOUR, outcome="failed", state=PageState(URL, checked_at=NOW, attempts=1, next_try=NOW))
    plan = Plan(SOURCE, Options(ignore_recheck=True), pages={URL: failed}, taken_over=frozenset([URL]))
    for listed in ([Entry(URL)], []):
        choice = choose(plan, listed, NOW)
        assert (choice.pages, choice.waiting, choice.unchanged, choice.held_back) == ((), 0, 0, 0)


def response(reason: str | None, status: int | None, **more: object) -> Response:
    content = b"<html></html>" if reason is None and status == 200 else None
    values = {"redirects": (), "headers": {}, "content": content, "at": NOW, "requests": (), "reason": reason}
    return Response(URL, URL, status=status, **(values | more))  # type: ignore[arg-type]


def judged(answer: Response, before: Known | None = None) -> Fetched:
    sha256 = "cd" * 32 if answer.content is not None else None
    return judge("umpan", Entry(URL), answer, sha256, before)


@pytest.mark.parametrize(
    ("reason", "status", "outcome", "comes_again"),
    [
        (None, 200, "new", False),
        (None, 304, "unchanged", False),
        ("gone", 410, "gone", False),
        ("not_found", 404, "failed", True),
        ("http_error", 503, "failed", True),
        ("http_error", 403, "failed", True),
        ("timeout", None, "failed", True),
        ("robots_unreachable", None, "failed", True),
        ("robots_disallowed", None, "refused", False),
        ("unsafe_address", None, "refused", False),
        ("too_large", 200, "refused", False),
        ("redirect_loop", 302, "refused", False),
    ],
)
def test_outcomes(reason: str | None, status: int | None, outcome: str, comes_again: bool) -> None:
    found = judged(response(reason, status))
    assert (found.outcome, found.next_try is not None) == (outcome, comes_again)


def test_failures_in_a_row_wait_longer_and_end() -> None:
    before: Known | None = None
    waits = []
    for number in range(12):
        found = judged(response("timeout", None), before)
        assert found.attempts == number + 1
        assert found.next_try is not None
        waits.append(found.next_try - NOW)
        before = advance(before, found)
    assert timedelta(minutes=13) <= waits[0] <= timedelta(minutes=17)
    assert all(later > earlier for earlier, later in pairwise(waits[:9]))
    assert max(waits) <= 3.3 * DAY
    good = judged(response(None, 200), before)
    assert (good.outcome, good.attempts, good.next_try) == ("new", 0, None)
    assert next_try(URL, 3, NOW) == next_try(URL, 3, NOW) != next_try(URL + "b", 3, NOW)


def test_a_missing_page_is_gone_after_three_looks_and_a_forbidden_one_refused_after_five() -> None:
    for reason, status, looks, end in (("not_found", 404, 3, "gone"), ("http_error", 403, 5, "refused")):
        before = None
        outcomes = []
        for _ in range(looks):
            found = judged(response(reason, status), before)
            before = advance(before, found)
            outcomes.append(found.outcome)
        assert outcomes == ["failed"] * (looks - 1) + [end]


def test_the_ledger_keeps_the_last_good_bytes_and_validators_over_failures() -> None:
    good = advance(None, judged(response(None, 200, headers={"etag": '"1"'})))
    assert (good.state.etag, good.state.sha256) == ('"1"', "cd" * 32)
    failed = advance(good, judged(response("timeout", None), good))
    assert (failed.state.etag, failed.state.sha256, failed.state.canonical) == ('"1"', "cd" * 32, URL)
    assert failed.first_seen == good.first_seen
    again = advance(failed, judged(response(None, 304), failed))
    assert (again.outcome, again.state.etag, again.state.attempts) == ("unchanged", '"1"', 0)
    bare = advance(again, judge("umpan", Entry(URL), response(None, 200), "ef" * 32, again))
    assert (bare.outcome, bare.state.etag) == ("changed", None), "an ETag belongs to its bytes"


def test_a_retry_after_that_is_longer_wins() -> None:
    until = NOW + 5 * HOUR
    assert judged(response("rate_limited", 429, retry_after=until)).next_try == until


def test_a_front_page_is_nobody_elses_canonical_address() -> None:
    content = b'<html><head><link rel="canonical" href="https://contoh.id/"></head></html>'
    assert judged(response(None, 200, content=content)).canonical == URL


def test_hosts_take_turns_and_none_is_given_twice_at_a_time() -> None:
    hosts: Hosts[int] = Hosts()
    for host, task in (("a", 1), ("a", 2), ("b", 3)):
        hosts.add(host, task)
    assert hosts.take() == ("a", 1)
    assert hosts.take() == ("b", 3)
    waiting: list[object] = []
    thread = threading.Thread(target=lambda: waiting.append(hosts.take()))
    thread.start()
    time.sleep(0.02)
    assert waiting == []
    hosts.done("a")
    thread.join(5)
    assert waiting == [("a", 2)]
    hosts.done("a")
    hosts.done("b")
    assert hosts.take() is None


def fetch(sites: NewsSites, folder: Path, *urls: str) -> Fetch:
    plans = [
        Plan(Source(f"umpan-{n}", "feed", None, urls=(url,), delay_seconds=0.0, allow_addresses=sites.allow))
        for n, url in enumerate(urls)
    ]
    settings = FetchSettings("uji@contoh.id", "Lumbung/0 (+uji@contoh.id)")
    return Fetch(plans, Client(settings.user_agent, {}), settings, RawStore(folder), Journal(folder / "journal.jsonl"))


def test_results_come_in_listing_order_with_their_bytes_and_lines_on_the_disk(tmp_path: Path) -> None:
    with NewsSites(hosts=2, articles=6) as sites:
        with fetch(sites, tmp_path, *(site.url("/feed.rss") for site in sites)) as running:
            values = []
            for value in running.results():
                if isinstance(value, Fetched):
                    assert value.sha256 and RawStore(tmp_path).get(value.sha256)
                    assert value in list(Journal(tmp_path / "journal.jsonl").entries())
                values.append(value)
        for number, site in enumerate(sites):
            own = [value for value in values if value is not None and value.source_id == f"umpan-{number}"]
            assert isinstance(own[0], Looked)
            assert own[-1] == Done(f"umpan-{number}")
            pages = [value.url for value in own if isinstance(value, Fetched)]
            assert pages == [site.url(article.path) for article in site.articles]
            assert sites.concurrency(site.host) == 1
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("fetch-")]


def test_closing_in_the_middle_ends_the_threads_without_a_word(tmp_path: Path) -> None:
    with NewsSites(articles=6) as sites:
        sites[0].put(sites[0].articles[2].path, silent(20.0))
        with (
            pytest.raises(KeyboardInterrupt),
            fetch(sites, tmp_path, sites[0].url("/feed.rss")) as running,
        ):
            for value in running.results():
                while isinstance(value, Fetched):
                    if sites.requests(sites[0].articles[2].path):
                        raise KeyboardInterrupt
                    time.sleep(0.01)
        (hit,) = sites.requests(sites[0].articles[2].path)
        assert hit.end is None, "the silent page was not waited for"
        assert len(list(Journal(tmp_path / "journal.jsonl").entries())) == 2, "nor taken for a failure"
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("fetch-")]


def test_a_full_disk_ends_the_refresh_and_not_only_a_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: RawStore, content: bytes) -> str:
        raise OSError(28, "No space left on device")

    with NewsSites(articles=2) as sites:
        monkeypatch.setattr(RawStore, "put", full)
        with (
            pytest.raises(OSError, match="No space"),
            fetch(sites, tmp_path, sites[0].url("/feed.rss")) as running,
        ):
            list(running.results())


def test_a_listing_that_was_not_modified_still_names_its_pages(tmp_path: Path) -> None:
    with NewsSites(articles=3) as sites:
        url = sites[0].url("/feed.rss")
        with fetch(sites, tmp_path, url) as running:
            (first,) = [value for value in running.results() if isinstance(value, Looked)]
        source = Source("umpan", "feed", None, urls=(url,), delay_seconds=0.0, allow_addresses=sites.allow)
        plan = Plan(source, listings={url: first.listings[0].state})
        settings = FetchSettings("uji@contoh.id", "Lumbung/0 (+uji@contoh.id)")
        client, journal = Client(settings.user_agent, {}), Journal(tmp_path / "journal.jsonl")
        with Fetch([plan], client, settings, RawStore(tmp_path), journal) as running:
            (second,) = [value for value in running.results() if isinstance(value, Looked)]
        assert [hit.status for hit in sites.requests("/feed.rss")] == [200, 304]
    assert (second.listed, second.failed) == (3, False)


def test_indexes_that_name_each_other_end(tmp_path: Path) -> None:
    with NewsSites(articles=1) as sites:
        inner = f"<sitemap><loc>{sites[0].url('/b.xml')}</loc></sitemap><sitemap><loc>{sites[0].url('/a.xml')}</loc>"
        body = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inner}</sitemap></sitemapindex>'
        for path in ("/a.xml", "/b.xml"):
            sites[0].put(path, page(body, "application/xml"))
        source = Source("peta", "sitemap", None, urls=(sites[0].url("/a.xml"),), delay_seconds=0.0,
                        allow_addresses=sites.allow)  # fmt: skip
        settings = FetchSettings("uji@contoh.id", "Lumbung/0 (+uji@contoh.id)")
        client, journal = Client(settings.user_agent, {}), Journal(tmp_path / "journal.jsonl")
        with Fetch([Plan(source)], client, settings, RawStore(tmp_path), journal) as running:
            values = list(running.results())
        assert Done("peta") in values
        assert len(sites.requests("/a.xml")) == len(sites.requests("/b.xml")) == 1
