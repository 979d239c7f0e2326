"""Politeness and patience, proven by the server's log: delays, one request at a time, tries again, Retry-After."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from pipeline.sources.web.answers import MAX_PAUSE, MOST_SILENCES, PAUSE, backoff_seconds, retry_after
from pipeline.sources.web.client import Client, Policy, Response
from pipeline.sources.web.lanes import ClosedError
from tests.sources.web.behaviours import Reply, failing, page, redirect, silent, status
from tests.sources.web.site import Hit, NewsSites, Site

TEXT = page("<p>isi</p>")
DELAY = 0.08


@pytest.fixture
def sites() -> Iterator[NewsSites]:
    with NewsSites(hosts=3, articles=8) as running:
        yield running


@pytest.fixture
def site(sites: NewsSites) -> Site:
    return sites[0]


@pytest.fixture
def client() -> Iterator[Client]:
    running = Client("Uji/1", {})
    yield running
    running.close()


def policy(sites: NewsSites, delay: float = 0.0, **others: float) -> Policy:
    settings = {"retries": 2, "backoff_seconds": 0.05} | others
    return Policy(delay, 10.0, 1_000_000, sites.allow, **settings)  # type: ignore[arg-type]


def test_requests_to_a_host_keep_their_distance(sites: NewsSites, site: Site, client: Client) -> None:
    # Listing, robots.txt, redirect, error and page all count.
    site.put("/lama", redirect(site.articles[0].path))
    for path, kind in (
        ("/feed.rss", "listing"),
        ("/lama", "page"),
        ("/tidak-ada", "page"),
        ("/sitemap.xml", "listing"),
    ):
        client.get(site.url(path), kind, policy(sites, DELAY))  # type: ignore[arg-type]
    assert [hit.path for hit in sites.log][:2] == ["/robots.txt", "/feed.rss"]
    assert len(sites.log) == 6
    assert min(sites.delays(site.host)) >= DELAY


def test_threads_share_the_way_to_a_host(sites: NewsSites, client: Client) -> None:
    urls = [each.url(article.path) for each in sites for article in each.articles[:4]]
    with ThreadPoolExecutor(12) as pool:
        responses = list(pool.map(lambda url: client.get(url, "page", policy(sites, DELAY)), urls))
    assert [response.status for response in responses] == [200] * 12
    for each in sites:
        assert len(sites.requests("/robots.txt", each.host)) == 1
        assert sites.concurrency(each.host) == 1
        assert sites.connections(each.host) == 1
        assert min(sites.delays(each.host)) >= DELAY


def test_hosts_do_not_wait_for_each_other(sites: NewsSites, client: Client) -> None:
    meeting = threading.Barrier(3, timeout=10)

    def meet(hit: Hit) -> Reply:
        meeting.wait()  # passes only when all three hosts are asked at one time
        return TEXT(hit)

    urls = [each.put("/a", meet) for each in sites]
    with ThreadPoolExecutor(3) as pool:
        responses = list(pool.map(lambda url: client.get(url, "page", policy(sites)), urls))
    assert [response.status for response in responses] == [200] * 3


def test_a_delay_counts_from_the_end_of_the_answer(sites: NewsSites, site: Site, client: Client) -> None:
    site.put("/lambat", lambda hit: Reply(body=iter([b"satu", b"dua", b"tiga"]), pace=0.05))
    client.get(site.url("/lambat"), "page", policy(sites, 0.1))
    client.get(site.url("/lambat?2"), "page", policy(sites, 0.1))
    assert sites.delays(site.host)[-1] >= 0.1


@pytest.mark.parametrize("first", [status(500), status(503), status(502), status(429)])
def test_what_passes_is_tried_again(
    sites: NewsSites, site: Site, client: Client, first: Callable[[Hit], Reply]
) -> None:
    url = site.put("/a", failing(2, first, TEXT))
    response = client.get(url, "page", policy(sites))
    assert (response.status, response.reason) == (200, None)
    assert [request.kind for request in response.requests] == ["robots", "page", "page", "page"]
    # Exponential: at least 0.05, then 0.1 seconds.
    first_wait, second_wait = sites.delays(site.host)[-2:]
    assert first_wait >= 0.05 and second_wait >= 0.1


def test_after_the_tries_it_is_an_error(sites: NewsSites, site: Site, client: Client) -> None:
    url = site.put("/a", status(503))
    response = client.get(url, "page", policy(sites))
    assert (response.reason, response.status, response.retry_after) == ("http_error", 503, None)
    assert len(sites.requests("/a")) == 3
    assert client.paused_until(site.host) is None


def test_a_connection_that_breaks_is_tried_again(sites: NewsSites, site: Site, client: Client) -> None:
    def broken(hit: Hit) -> Reply:
        raise ConnectionResetError

    assert client.get(site.put("/a", failing(2, broken, TEXT)), "page", policy(sites)).status == 200


def test_silence_is_tried_again(sites: NewsSites, site: Site, client: Client) -> None:
    url = site.put("/a", failing(1, silent(), TEXT))
    assert client.get(site.url("/feed.rss"), "listing", policy(sites)).status == 200
    response = client.get(url, "page", Policy(0.0, 0.5, 1_000_000, sites.allow, backoff_seconds=0.01))
    assert response.status == 200
    assert [(r.error or "").partition(":")[0] for r in response.requests] == ["timeout", ""]


def test_jitter_is_of_the_address_and_try() -> None:
    waits = [backoff_seconds(2.0, f"https://contoh.id/{n}", attempt) for n in range(50) for attempt in range(3)]
    assert waits == [backoff_seconds(2.0, f"https://contoh.id/{n}", attempt) for n in range(50) for attempt in range(3)]
    assert len(set(waits)) == 150
    assert all(2.0 * 2 ** (n % 3) <= wait <= 3.0 * 2 ** (n % 3) for n, wait in enumerate(waits))


@pytest.mark.parametrize("code", [429, 503])
def test_a_short_retry_after_is_waited_for(sites: NewsSites, site: Site, client: Client, code: int) -> None:
    url = site.put("/a", failing(1, status(code, Retry_After="1"), TEXT))
    response = client.get(url, "page", policy(sites))
    assert (response.status, response.reason) == (200, None)
    assert sites.delays(site.host)[-1] >= 1.0
    assert client.paused_until(site.host) is None


def test_a_retry_after_may_be_a_date(sites: NewsSites, site: Site, client: Client) -> None:
    def later(hit: Hit) -> Reply:
        when = datetime.now(UTC) + timedelta(seconds=2)  # a date has whole seconds: at least one remains
        return status(429, Retry_After=format_datetime(when, usegmt=True))(hit)

    assert client.get(site.put("/a", failing(1, later, TEXT)), "page", policy(sites)).status == 200
    assert sites.delays(site.host)[-1] >= 0.9


@pytest.mark.parametrize("code", [429, 503])
def test_a_long_retry_after_pauses_the_host(sites: NewsSites, site: Site, code: int) -> None:
    now = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)
    clock = [now]
    client = Client("Uji/1", {}, lambda: clock[0])
    url = site.put("/a", failing(1, status(code, Retry_After="120"), TEXT))
    response = client.get(url, "page", policy(sites))
    until = now + timedelta(seconds=120)
    assert (response.reason, response.status, response.retry_after) == ("rate_limited", code, until)
    assert client.paused_until(site.host) == until
    # Nothing more is asked of this host; others go on.
    asked = len(sites.log)
    deferred = client.get(site.url("/feed.rss"), "listing", policy(sites))
    assert (deferred.reason, deferred.requests, deferred.retry_after) == ("rate_limited", (), until)
    assert len(sites.log) == asked
    assert client.get(sites[1].url("/feed.rss"), "listing", policy(sites)).status == 200
    assert client.paused_until(sites[1].host) is None
    clock[0] = until
    assert client.paused_until(site.host) is None
    assert client.get(url, "page", policy(sites)).status == 200


def test_the_longest_wait_is_a_setting(sites: NewsSites, site: Site, client: Client) -> None:
    url = site.put("/a", status(429, Retry_After="2"))
    response = client.get(url, "page", policy(sites, max_wait_seconds=1))
    assert response.reason == "rate_limited" and client.paused_until(site.host) == response.retry_after
    assert len(sites.requests("/a")) == 1


def test_who_still_says_no_is_left_alone(sites: NewsSites, site: Site, client: Client) -> None:
    before = datetime.now(UTC)
    response = client.get(site.put("/a", status(429, Retry_After="0")), "page", policy(sites))
    assert len(sites.requests("/a")) == 3
    assert response.reason == "rate_limited"
    assert response.retry_after is not None and response.retry_after >= before + timedelta(minutes=15)
    assert client.get(site.url("/feed.rss"), "listing", policy(sites)).requests == ()


def test_who_has_stopped_answering_is_left_alone(sites: NewsSites, site: Site) -> None:
    now = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)
    client = Client("Uji/1", {}, lambda: now)
    hasty = Policy(0.0, 0.2, 1_000_000, sites.allow, retries=0)
    urls = [site.put(f"/{number}", silent()) for number in range(MOST_SILENCES)]
    assert client.get(site.put("/a", TEXT), "page", policy(sites)).status == 200
    for url in urls[:-1]:
        assert client.get(url, "page", hasty).reason == "timeout"
    # An answer, even that there is no such page, and the counting begins again.
    assert client.get(site.url("/tidak-ada"), "page", policy(sites)).reason == "not_found"
    for url in urls:
        assert client.paused_until(site.host) is None
        assert client.get(url, "page", hasty).reason == "timeout"
    assert client.paused_until(site.host) == now + PAUSE
    asked = len(sites.log)
    response = client.get(site.url("/a"), "page", policy(sites))
    assert (response.reason, response.requests, response.retry_after) == ("timeout", (), now + PAUSE)
    # Nor is a robots.txt of another of its ports asked for, and nothing is concluded from that.
    assert client.get(f"http://{site.host}:1/a", "page", policy(sites)).retry_after == now + PAUSE
    assert client.robots_files().keys() == {site.origin}
    assert len(sites.log) == asked


def test_a_robots_txt_that_limits_pauses_the_host(sites: NewsSites, site: Site, client: Client) -> None:
    site.robots = status(429, Retry_After="3600")
    response = client.get(site.url("/feed.rss"), "listing", policy(sites))
    assert response.reason == "rate_limited"
    assert response.retry_after == client.paused_until(site.host) is not None
    assert client.robots_files() == {}
    assert [hit.path for hit in sites.log] == ["/robots.txt"]


NOW = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0", timedelta(0)),
        (" 120 ", timedelta(seconds=120)),
        ("99999999999999999999", MAX_PAUSE),
        ("Sat, 28 Nov 2026 03:01:00 GMT", timedelta(minutes=1)),
        ("Saturday, 28-Nov-26 03:01:00 GMT", timedelta(minutes=1)),
        ("Sat, 28 Nov 2026 02:00:00 GMT", timedelta(0)),
        ("Sat, 28 Nov 2099 02:00:00 GMT", MAX_PAUSE),
        ("-5", None),
        ("besok", None),
        ("", None),
        ("٣", None),
    ],
)
def test_retry_after(value: str, expected: timedelta | None) -> None:
    assert retry_after({"retry-after": value}, NOW) == expected


def test_closing_wakes_up_who_waits(sites: NewsSites, site: Site) -> None:
    client = Client("Uji/1", {})
    site.put("/a", TEXT)
    patient = policy(sites, 60.0)
    with ThreadPoolExecutor(1) as pool:
        # After robots.txt the page would be due in a minute.
        waiting = pool.submit(client.get, site.url("/a"), "page", patient)
        while not client.robots_files():
            pass
        client.close()
        with pytest.raises(ClosedError):
            waiting.result()
    assert sites.requests("/a") == []


def test_responses_of_twenty_hosts(client: Client) -> None:
    with NewsSites(hosts=20, articles=3) as many:
        urls = [each.url(article.path) for each in many for article in each.articles]

        def get(url: str) -> Response:
            return client.get(url, "page", policy(many, 0.02))

        with ThreadPoolExecutor(8) as pool:
            contents = [response.content for response in pool.map(get, urls)]
        assert contents == [article.html(each.origin, each.outlet) for each in many for article in each.articles]
        assert all(many.concurrency(each.host) == 1 and min(many.delays(each.host)) >= 0.02 for each in many)
