from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.sources.web import robots
from pipeline.sources.web.client import Client, Policy
from pipeline.sources.web.robots import RobotsFile, crawl_delay, is_allowed, is_fresh
from tests.sources.web.behaviours import (
    cut_off,
    encoded,
    endless,
    failing,
    page,
    redirect,
    silent,
    status,
)
from tests.sources.web.site import NewsSites, Site

NOW = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)


@pytest.fixture
def sites() -> Iterator[NewsSites]:
    with NewsSites(hosts=2) as running:
        for site in running:
            site.put("/a", page("<p>a</p>"))
            site.put("/b", page("<p>b</p>"))
        yield running


@pytest.fixture
def site(sites: NewsSites) -> Site:
    return sites[0]


def policy(sites: NewsSites, delay: float = 0.0, timeout: float = 5.0) -> Policy:
    return Policy(delay, timeout, 1_000_000, sites.allow, retries=1, backoff_seconds=0.01)


def file(text: str, code: int | None = 200) -> RobotsFile:
    return RobotsFile("https://contoh.id", NOW, code, text)


# The rules, a path, and whether this robot may fetch it.
RULES = [
    ("", "/a", True),
    ("User-agent: *\nDisallow:", "/a", True),
    ("User-agent: *\nDisallow: /", "/a", False),
    ("User-agent: *\nDisallow: /\n\nUser-agent: Lumbung\nDisallow: /privat", "/a", True),
    ("User-agent: *\nDisallow:\n\nUser-agent: LUMBUNG\nDisallow: /", "/a", False),
    ("User-agent: lain\nUser-agent: lumbung\nDisallow: /a", "/a", False),
    ("User-agent: Lumbung/1.0\nDisallow: /a", "/a", False),
    ("User-agent: lumbunglain\nDisallow: /", "/a", True),
    # The longest rule counts, and Allow when both are as long.
    ("User-agent: *\nDisallow: /berita\nAllow: /berita/umum", "/berita/umum/1", True),
    ("User-agent: *\nAllow: /berita\nDisallow: /berita/umum", "/berita/umum/1", False),
    ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
    ("User-agent: *\nDisallow: /*?cetak=", "/a?cetak=1", False),
    ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
    ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x", True),
    ("User-agent: *\nDisallow: /a%7eb", "/a~b", False),
    ("\ufeffUser-agent: *\r\nDisallow: /a # komentar\r\n", "/a", False),
    ("<html><body>Tidak ada</body></html>", "/a", True),
]


@pytest.mark.parametrize(("text", "path", "allowed"), RULES)
def test_rules(text: str, path: str, allowed: bool) -> None:
    text = robots.decode(text.encode())
    assert is_allowed(file(text), f"https://contoh.id{path}") is allowed


@pytest.mark.parametrize(
    ("code", "allowed"),
    [
        (404, True),
        (401, True),
        (403, True),
        (410, True),
        (301, True),
        (429, False),
        (500, False),
        (503, False),
        (None, False),
    ],
)
def test_what_a_status_means(code: int | None, allowed: bool) -> None:
    assert is_allowed(file("", code), "https://contoh.id/a") is allowed


def test_crawl_delay() -> None:
    assert crawl_delay(file("User-agent: *\nCrawl-delay: 2.5")) == 2.5
    assert crawl_delay(file("User-agent: *\nCrawl-delay: 3600")) == 60.0
    assert crawl_delay(file("User-agent: *\nCrawl-delay: cepat")) == 0.0
    assert crawl_delay(file("User-agent: *\nCrawl-delay: 9\n\nUser-agent: lumbung\nCrawl-delay: 1")) == 1.0
    assert crawl_delay(file("")) == 0.0


def test_a_day_is_how_long_it_is_kept() -> None:
    assert is_fresh(file(""), NOW + timedelta(hours=23))
    assert not is_fresh(file(""), NOW + timedelta(hours=24))
    assert not is_fresh(file("", 503), NOW) and not is_fresh(file("", None), NOW)


def test_what_is_forbidden_is_not_asked_for(sites: NewsSites, site: Site) -> None:
    site.state_robots("User-agent: *\nDisallow: /a")
    client = Client("Uji/1", {})
    response = client.get(site.url("/a"), "page", policy(sites))
    assert (response.reason, response.status, response.content) == ("robots_disallowed", None, None)
    assert [request.kind for request in response.requests] == ["robots"]
    assert client.get(site.url("/a"), "listing", policy(sites)).reason == "robots_disallowed"
    assert client.get(site.url("/b"), "page", policy(sites)).status == 200
    assert [hit.path for hit in sites.log] == ["/robots.txt", "/b"]


def test_it_is_asked_for_once_and_given_out(sites: NewsSites, site: Site) -> None:
    site.state_robots("User-agent: *\nDisallow: /a")
    client = Client("Uji/1", {}, lambda: NOW)
    client.get(site.url("/b"), "page", policy(sites))
    client.get(site.url("/b"), "page", policy(sites))
    expected = RobotsFile(site.origin, NOW, 200, "User-agent: *\nDisallow: /a")
    assert client.robots_files() == {site.origin: expected}
    assert len(sites.requests("/robots.txt")) == 1
    # The next refresh is given it, and asks again when a day has passed.
    later = Client("Uji/1", {site.origin: expected}, lambda: NOW + timedelta(hours=1))
    assert later.get(site.url("/a"), "page", policy(sites)).reason == "robots_disallowed"
    assert later.robots_files() == {} and len(sites.requests("/robots.txt")) == 1
    much_later = Client("Uji/1", {site.origin: expected}, lambda: NOW + timedelta(hours=25))
    assert much_later.get(site.url("/a"), "page", policy(sites)).reason == "robots_disallowed"
    assert len(sites.requests("/robots.txt")) == 2


def test_no_robots_txt_allows_everything(sites: NewsSites, site: Site) -> None:
    client = Client("Uji/1", {})
    assert client.get(site.url("/a"), "page", policy(sites)).status == 200
    assert client.robots_files()[site.origin].status == 404


UNREACHABLE = {
    "500": status(500),
    "503": status(503),
    "silent": silent(),
    "cut off": cut_off(b"User-agent: *", 500),
    "broken compression": page(b"no gzip at all", "text/plain", Content_Encoding="gzip"),
    "redirect inside": redirect("http://10.0.0.1/robots.txt"),
}


@pytest.mark.parametrize("what", UNREACHABLE)
def test_who_cannot_be_asked_allows_nothing(sites: NewsSites, site: Site, what: str) -> None:
    site.robots = UNREACHABLE[what]
    client = Client("Uji/1", {})
    response = client.get(site.url("/a"), "page", policy(sites, timeout=0.3))
    assert (response.reason, response.content) == ("robots_unreachable", None)
    asked = len(sites.log)
    assert client.get(site.url("/b"), "page", policy(sites)).reason == "robots_unreachable"
    # For this refresh; the next one asks again.
    assert len(sites.log) == asked and sites.requests("/a") == sites.requests("/b") == []
    site.robots = status(404)
    assert Client("Uji/1", client.robots_files()).get(site.url("/a"), "page", policy(sites)).status == 200


def test_a_passing_failure_is_tried_again(sites: NewsSites, site: Site) -> None:
    site.robots = failing(1, status(503), page("User-agent: *\nDisallow: /a", "text/plain"))
    client = Client("Uji/1", {})
    assert client.get(site.url("/a"), "page", policy(sites)).reason == "robots_disallowed"
    assert client.robots_files()[site.origin].status == 200


def test_redirects_of_robots_txt_are_followed_to_other_hosts(sites: NewsSites, site: Site) -> None:
    site.robots = redirect(sites[1].url("/robots-umum.txt"))
    sites[1].put("/robots-umum.txt", page("User-agent: *\nDisallow: /a", "text/plain"))
    sites[1].state_robots("User-agent: *\nDisallow: /")
    response = Client("Uji/1", {}).get(site.url("/a"), "page", policy(sites))
    assert response.reason == "robots_disallowed"
    assert [hit.path for hit in sites.log] == ["/robots.txt", "/robots-umum.txt"]


def test_endless_redirects_of_robots_txt_are_none(sites: NewsSites, site: Site) -> None:
    site.robots = redirect("/robots.txt")
    assert Client("Uji/1", {}).get(site.url("/a"), "page", policy(sites)).status == 200


def test_the_first_half_megabyte_counts(sites: NewsSites, site: Site) -> None:
    text = "User-agent: *\nDisallow: /a\n" + "# isi\n" * 100_000 + "Disallow: /b\n"
    site.robots = encoded(text.encode(), "gzip")
    client = Client("Uji/1", {})
    assert client.get(site.url("/a"), "page", policy(sites)).reason == "robots_disallowed"
    assert client.get(site.url("/b"), "page", policy(sites)).status == 200
    assert len(client.robots_files()[site.origin].text) == robots.MAX_BYTES
    site.robots = endless("text/plain")
    assert Client("Uji/1", {}).get(site.url("/a"), "page", policy(sites)).status == 200


def test_a_redirect_asks_the_robots_txt_of_where_it_leads(sites: NewsSites, site: Site) -> None:
    site.put("/keluar", redirect(sites[1].url("/a")))
    sites[1].state_robots("User-agent: *\nDisallow: /a")
    response = Client("Uji/1", {}).get(site.url("/keluar"), "page", policy(sites))
    assert response.reason == "robots_disallowed"
    assert response.redirects == (sites[1].url("/a"),)
    assert [(hit.host, hit.path) for hit in sites.log] == [
        (site.host, "/robots.txt"),
        (site.host, "/keluar"),
        (sites[1].host, "/robots.txt"),
    ]


def test_a_longer_crawl_delay_wins(sites: NewsSites) -> None:
    for site, delay in zip(sites, ("0.15", "0.01"), strict=True):
        site.state_robots(f"User-agent: *\nCrawl-delay: {delay}")
        client = Client("Uji/1", {})
        for path in ("/a", "/b", "/a"):
            client.get(site.url(path), "page", policy(sites, delay=0.05))
    assert min(sites.delays(sites[0].host)) >= 0.15
    assert min(sites.delays(sites[1].host)) >= 0.05
