"""Fetching from a real server: what is sent, what comes back, redirects, limits."""

import itertools
import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from pipeline.sources.reasons import REASONS
from pipeline.sources.web.client import MAX_REDIRECTS, Client, Policy
from pipeline.sources.web.model import PageState
from tests.sources.web.behaviours import (
    Behaviour,
    Reply,
    bomb,
    cut_off,
    dated,
    drip,
    encoded,
    endless,
    page,
    redirect,
    setting_cookie,
    silent,
    status,
)
from tests.sources.web.site import Hit, NewsSites, Site

NOW = datetime(2026, 11, 28, 3, 0, tzinfo=UTC)
AGENT = "Lumbung/0.1.0 (+redaksi@contoh.id)"
DATE = "Fri, 27 Nov 2026 08:00:00 GMT"
TEXT = b"<p>Harga beras di pasar turun menjelang panen.</p>" * 50
MAX_BYTES = 200_000


@pytest.fixture
def sites() -> Iterator[NewsSites]:
    with NewsSites(hosts=2) as running:
        yield running


@pytest.fixture
def site(sites: NewsSites) -> Site:
    return sites[0]


@pytest.fixture
def client() -> Iterator[Client]:
    running = Client(AGENT, {}, lambda: NOW)
    yield running
    running.close()


@pytest.fixture
def policy(sites: NewsSites) -> Policy:
    return Policy(0.0, 5.0, MAX_BYTES, sites.allow, retries=2, backoff_seconds=0.01)


@pytest.fixture
def hasty(sites: NewsSites) -> Policy:
    return Policy(0.0, 0.5, MAX_BYTES, sites.allow, retries=0)


def test_an_article_comes_as_it_is(sites: NewsSites, site: Site, client: Client, policy: Policy) -> None:
    article = site.articles[0]
    response = client.get(site.url(article.path), "page", policy)
    assert (response.status, response.reason, response.detail) == (200, None, None)
    assert response.content == article.html(site.origin, site.outlet)
    assert response.url == response.final_url == site.url(article.path) and response.redirects == ()
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert set(response.headers) == {"content-type", "date", "etag"}
    assert response.at == NOW and response.retry_after is None
    assert [(r.kind, r.url, r.status, r.conditional, r.error) for r in response.requests] == [
        ("robots", site.url("/robots.txt"), 404, False, None),
        ("page", site.url(article.path), 200, False, None),
    ]
    assert response.requests[1].size == len(response.content) and response.requests[1].seconds > 0


def test_what_is_sent(sites: NewsSites, site: Site, client: Client, policy: Policy) -> None:
    site.put("/cari", page("<p>x</p>"))
    client.get(site.origin + "/cari?q=harga%20beras&halaman=2#atas", "page", policy)
    client.get(site.url("/feed.rss"), "listing", policy)
    sent, listing = (hit.headers for hit in sites.log if hit.path != "/robots.txt")
    assert sites.log[1].path == "/cari?q=harga%20beras&halaman=2"
    assert sent["host"] == site.allow and sent["user-agent"] == AGENT
    assert sent["accept-encoding"] == "gzip, deflate, br, zstd"
    assert sent["accept-language"].startswith("id,")
    assert sent["accept"].startswith("text/html") and "rss+xml" in listing["accept"]
    assert {name for name in sent if name.startswith("if-") or name in ("cookie", "referer", "authorization")} == set()


def test_one_connection_serves_a_host(sites: NewsSites, site: Site, client: Client, policy: Policy) -> None:
    site.put("/lama", redirect(site.articles[0].path))
    for path in ("/feed.rss", "/lama", "/tidak-ada", *(article.path for article in site.articles)):
        client.get(site.url(path), "listing", policy)
    assert len(sites.log) == 8 and sites.connections(site.host) == 1


def test_cookies_are_not_kept(sites: NewsSites, site: Site, client: Client, policy: Policy) -> None:
    site.put("/masuk", setting_cookie(TEXT))
    assert client.get(site.url("/masuk"), "page", policy).headers.keys() == {"content-type", "date"}
    client.get(site.url("/masuk"), "page", policy)
    assert len(sites.requests("/masuk")) == 2
    assert all("cookie" not in hit.headers for hit in sites.log)


def test_an_etag_asks_conditionally(sites: NewsSites, site: Site, client: Client, policy: Policy) -> None:
    url = site.url(site.articles[0].path)
    etag = client.get(url, "page", policy).headers["etag"]
    known = PageState(url, etag=etag)
    again = client.get(url, "page", policy, known)
    assert (again.status, again.reason, again.content) == (304, None, None)
    assert again.headers["etag"] == etag and again.requests[-1].conditional
    site.revise(0, "Kementerian menambahkan keterangan pada sore hari.")
    changed = client.get(url, "page", policy, known)
    assert changed.status == 200 and changed.headers["etag"] != etag
    assert "sore hari" in (changed.content or b"").decode()


def test_a_date_asks_conditionally(sites: NewsSites, site: Site, client: Client, policy: Policy) -> None:
    url = site.put("/a", dated(TEXT, DATE))
    assert client.get(url, "page", policy).headers["last-modified"] == DATE
    again = client.get(url, "page", policy, PageState(url, last_modified=DATE))
    assert (again.status, again.reason) == (304, None)


def test_a_validator_that_is_no_header_is_not_sent(
    sites: NewsSites, site: Site, client: Client, policy: Policy
) -> None:
    url = site.put("/a", page(TEXT))
    state = PageState(url, etag='"a"\r\nX-Lain: 1', last_modified="kemarin\n")
    assert client.get(url, "page", policy, state).status == 200
    assert "x-lain" not in sites.log[-1].headers and "if-none-match" not in sites.log[-1].headers


def test_304_without_a_question_is_an_error(site: Site, client: Client, policy: Policy) -> None:
    url = site.put("/a", lambda hit: status(304)(hit))
    assert client.get(url, "page", policy).reason == "http_error"


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_redirects_are_followed(sites: NewsSites, site: Site, client: Client, policy: Policy, code: int) -> None:
    other = sites[1]
    url = site.put("/satu", redirect("dua?utm_source=satu#x", code))
    site.put("/dua", redirect(other.url("/tiga"), code))
    other.put("/tiga", page(TEXT))
    response = client.get(url, "page", policy)
    assert (response.status, response.reason, response.content) == (200, None, TEXT)
    assert response.redirects == (site.url("/dua?utm_source=satu"), other.url("/tiga"))
    assert (response.url, response.final_url) == (url, other.url("/tiga"))
    assert [r.kind for r in response.requests] == ["robots", "page", "page", "robots", "page"]


def test_five_redirects_and_not_six(site: Site, client: Client, policy: Policy) -> None:
    for number in range(6):
        site.put(f"/{number}", redirect(f"/{number + 1}"))
    site.put("/6", page(TEXT))
    assert client.get(site.url("/1"), "page", policy).status == 200
    response = client.get(site.url("/0"), "page", policy)
    assert (response.reason, response.status) == ("too_many_redirects", 302)
    assert len(response.redirects) == MAX_REDIRECTS


def test_loops_are_seen(sites: NewsSites, site: Site, client: Client, policy: Policy) -> None:
    site.put("/a", redirect("/b"))
    site.put("/b", redirect("/a"))
    assert client.get(site.url("/a"), "page", policy).reason == "redirect_loop"
    assert client.get(site.put("/sendiri", redirect("/sendiri?#x")), "page", policy).reason == "redirect_loop"
    assert len(sites.log) == 4


def test_a_redirect_in_utf8(site: Site, client: Client, policy: Policy) -> None:
    site.put("/%E6%96%B0%E9%97%BB", page(TEXT))
    url = site.put("/a", redirect("/新闻".encode().decode("latin-1")))
    assert client.get(url, "page", policy).status == 200


def test_a_redirect_that_leads_nowhere(site: Site, client: Client, policy: Policy) -> None:
    assert client.get(site.put("/a", status(302)), "page", policy).reason == "http_error"


STATUSES = [(404, "not_found"), (410, "gone"), (400, "http_error"), (403, "http_error"), (206, "http_error")]


@pytest.mark.parametrize(("code", "reason"), [*STATUSES, (501, "http_error")])
def test_what_does_not_pass_is_asked_once(
    sites: NewsSites, site: Site, client: Client, policy: Policy, code: int, reason: str
) -> None:
    response = client.get(site.put("/a", status(code)), "page", policy)
    assert (response.reason, response.status, response.content) == (reason, code, None)
    assert str(code) in (response.detail or "") and reason in REASONS
    assert len(sites.requests("/a")) == 1


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw-deflate", "br", "zstd"])
def test_compressed_pages(site: Site, client: Client, policy: Policy, coding: str) -> None:
    claimed = "deflate" if coding == "raw-deflate" else coding
    response = client.get(site.put("/a", encoded(TEXT, coding, claimed)), "page", policy)
    assert (response.reason, response.content) == (None, TEXT)
    assert response.requests[-1].size < len(TEXT)


BROKEN: dict[str, Behaviour] = {
    "no gzip": page(TEXT, Content_Encoding="gzip"),
    "no deflate": page(TEXT, Content_Encoding="deflate"),
    "no br": page(b"\xff" * 100, Content_Encoding="br"),
    "no zstd": page(TEXT, Content_Encoding="zstd"),
    "unknown": page(TEXT, Content_Encoding="compress"),
    "three": page(TEXT, Content_Encoding="gzip, gzip, gzip"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_broken_compression(sites: NewsSites, site: Site, client: Client, policy: Policy, what: str) -> None:
    response = client.get(site.put("/a", BROKEN[what]), "page", policy)
    assert (response.reason, response.content) == ("bad_encoding", None)
    assert len(sites.requests("/a")) == 1
    assert client.get(site.url(site.articles[0].path), "page", policy).status == 200


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_bombs_do_not_burst(site: Site, client: Client, policy: Policy, coding: str) -> None:
    response = client.get(site.put("/a", bomb(coding)), "page", policy)
    assert (response.reason, response.content) == ("too_large", None)
    assert response.requests[-1].size < MAX_BYTES


def test_an_endless_page_ends(site: Site, client: Client, policy: Policy) -> None:
    response = client.get(site.put("/a", endless()), "page", policy)
    assert (response.reason, response.content) == ("too_large", None)
    assert MAX_BYTES <= response.requests[-1].size < 2 * MAX_BYTES


def test_an_announced_size_is_enough(site: Site, client: Client, policy: Policy) -> None:
    response = client.get(site.put("/a", page(b"x" * MAX_BYTES)), "page", policy)
    assert (response.reason, response.requests[-1].size) == ("too_large", 0)
    assert client.get(site.put("/b", page(b"x" * (MAX_BYTES - 1))), "page", policy).reason is None


def test_a_slow_drip_hits_the_deadline(sites: NewsSites, site: Site, client: Client, hasty: Policy) -> None:
    response = client.get(site.put("/a", drip()), "page", hasty)
    assert (response.reason, response.status, response.content) == ("too_slow", 200, None)
    assert response.requests[-1].size > 0 and "0.5 s" in (response.detail or "")


def test_silence_hits_the_deadline(site: Site, client: Client, hasty: Policy) -> None:
    response = client.get(site.put("/a", silent()), "page", hasty)
    assert (response.reason, response.status) == ("timeout", None)
    assert response.requests[-1].error is not None


def test_headers_that_drip_hit_the_deadline(site: Site, client: Client, hasty: Policy) -> None:
    def dripping(hit: Hit) -> Reply:
        return Reply(raw=itertools.chain([b"HTTP/1.1 200 OK\r\nX-Lambat: "], itertools.repeat(b"x")), pace=0.05)

    response = client.get(site.put("/a", dripping), "page", hasty)
    assert (response.reason, response.status) == ("timeout", None)


def test_redirects_share_the_deadline(sites: NewsSites, site: Site, client: Client) -> None:
    site.put("/a", lambda hit: Reply(302, headers={"Location": "/b"}, wait=0.5))
    site.put("/b", silent())
    response = client.get(site.url("/a"), "page", Policy(0.0, 1.5, MAX_BYTES, sites.allow, retries=0))
    assert (response.reason, response.redirects) == ("timeout", (site.url("/b"),))
    left = re.fullmatch(r"no answer in ([0-9.]+) s", response.detail or "")
    assert left is not None and float(left[1]) <= 1.0


def test_a_page_that_is_cut_off(sites: NewsSites, site: Site, client: Client, policy: Policy) -> None:
    response = client.get(site.put("/a", cut_off(TEXT, len(TEXT) + 100)), "page", policy)
    assert (response.reason, response.content) == ("connection_failed", None)
    assert len(sites.requests("/a")) == 3


def test_a_page_in_chunks(sites: NewsSites, site: Site, client: Client, policy: Policy) -> None:
    def breaking(hit: Hit) -> Reply:
        def body() -> Iterator[bytes]:
            yield TEXT
            raise ConnectionResetError

        return Reply(body=body())

    site.put("/a", lambda hit: Reply(body=iter([b"satu ", b"dua"])))
    assert client.get(site.url("/a"), "page", policy).content == b"satu dua"
    response = client.get(site.put("/b", breaking), "page", policy)
    assert (response.reason, response.content) == ("connection_failed", None)
    assert sites.connections(site.host) == 3


def test_the_body_of_an_error_is_not_waited_for(site: Site, client: Client, hasty: Policy, policy: Policy) -> None:
    slow = Reply(404, itertools.repeat(b"x"), pace=0.05)
    announced = Reply(404, b"x", headers={"Content-Length": "1000"})
    assert client.get(site.put("/a", lambda hit: slow), "page", hasty).reason == "not_found"
    assert client.get(site.put("/b", lambda hit: announced), "page", hasty).reason == "not_found"
    assert client.get(site.url(site.articles[0].path), "page", policy).status == 200


def test_what_is_no_http(site: Site, client: Client, policy: Policy, caplog: pytest.LogCaptureFixture) -> None:
    site.put("/a", lambda hit: Reply(999))
    assert client.get(site.url("/a"), "page", policy).reason == "http_error"
    site.put("/b", lambda hit: Reply(body=TEXT, headers={"Bukan\nHeader": "x"}, close=True))
    assert client.get(site.url("/b"), "page", policy).content == TEXT
    assert caplog.records == []
    site.put("/d", lambda hit: Reply(raw=iter([b"220 selamat datang\r\n"])))
    assert client.get(site.url("/d"), "page", policy).reason == "connection_failed"
    site.put("/c", lambda hit: Reply(body=TEXT, headers={f"X-{n}": "y" for n in range(200)}))
    assert client.get(site.url("/c"), "page", policy).reason == "connection_failed"


def test_a_page_without_bytes(site: Site, client: Client, policy: Policy) -> None:
    assert client.get(site.put("/a", page(b"")), "page", policy).reason == "empty"
    assert client.get(site.put("/b", encoded(b"", "gzip")), "page", policy).reason == "empty"


PAGES = ["text/html", "TEXT/HTML;charset=gbk", "application/xhtml+xml", "text/plain; charset=utf-8", None]
LISTINGS = [
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
    "application/json",
    "application/feed+json",
    "application/gzip",
    "application/x-gzip",
    "application/octet-stream",
]
NEITHER = ["image/jpeg", "application/pdf", "video/mp4", "application/zip", "text/css", "application/javascript"]


@pytest.mark.parametrize("content_type", [*PAGES, *LISTINGS, *NEITHER])
def test_content_types(sites: NewsSites, site: Site, client: Client, policy: Policy, content_type: str | None) -> None:
    url = site.put("/a", endless(content_type) if content_type in NEITHER else page(TEXT, content_type))
    as_page, as_listing = client.get(url, "page", policy), client.get(url, "listing", policy)
    assert as_page.reason == (None if content_type in PAGES else "not_text")
    assert as_listing.reason == ("not_text" if content_type in NEITHER else None)
    if as_page.reason is not None:
        assert (as_page.content, as_page.requests[-1].size) == (None, 0)


def test_a_wrong_charset_is_the_readers_affair(site: Site, client: Client, policy: Policy) -> None:
    text = "<meta charset=utf-8><p>“Kopi” é</p>".encode()
    response = client.get(site.put("/a", page(text, "text/html; charset=iso-8859-1")), "page", policy)
    assert response.content == text and response.headers["content-type"] == "text/html; charset=iso-8859-1"


def test_no_server_and_no_name(sites: NewsSites, client: Client) -> None:
    with NewsSites(1) as gone:
        url, allow = gone[0].url("/a"), gone.allow
    refused = client.get(url, "page", Policy(0.0, 5.0, MAX_BYTES, allow, retries=0))
    assert refused.reason == "robots_unreachable" and "refused" in (refused.detail or "")
    nameless = client.get("http://tidak-ada.invalid/a", "page", Policy(0.0, 5.0, MAX_BYTES, (), retries=0))
    assert nameless.reason == "robots_unreachable" and "tidak-ada.invalid" in (nameless.detail or "")
