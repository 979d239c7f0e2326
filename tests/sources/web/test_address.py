import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import lexicons
from pipeline.sources.web import address
from pipeline.sources.web.address import (
    MAX_LENGTH,
    canonical_link,
    host_of,
    normalise,
    origin_of,
    request_address,
    same_site,
)

# An address as found, and its normal form.
FORMS = [
    ("HTTPS://WWW.Contoh.ID/Berita", "https://www.contoh.id/Berita"),
    ("https://contoh.id", "https://contoh.id/"),
    ("https://contoh.id?p=123", "https://contoh.id/?p=123"),
    ("https://contoh.id./a", "https://contoh.id/a"),
    ("http://contoh.id:80/a", "http://contoh.id/a"),
    ("https://contoh.id:443/a", "https://contoh.id/a"),
    ("https://contoh.id:80/a", "https://contoh.id:80/a"),
    ("https://contoh.id/a#komentar", "https://contoh.id/a"),
    ("https://contoh.id/a?", "https://contoh.id/a"),
    ("  https://contoh.id/a\n", "https://contoh.id/a"),
    # Numbers of IP addresses stay: what they lead to is checked when they are resolved.
    ("http://2130706433/", "http://2130706433/"),
    ("http://[0:0:0:0:0:0:0:1]:80/", "http://[::1]/"),
    # IDNA, also for wide letters and full stops.
    ("https://例子.中国/新闻", "https://xn--fsqu00a.xn--fiqs8s/%E6%96%B0%E9%97%BB"),
    ("https://BÜCHER.example/", "https://xn--bcher-kva.example/"),
    ("https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/"),
    # Parameters that choose a page stay, in their order.
    ("https://contoh.id/?id=5", "https://contoh.id/?id=5"),
    ("https://contoh.id/read?page=2&id=5", "https://contoh.id/read?page=2&id=5"),
    ("https://contoh.id/index.php?option=com_content&view=article&id=7&ref=8", None),
    ("https://contoh.id/a?kosong=&x", None),
    # Parameters that tell where the reader came from do not.
    ("https://contoh.id/a?utm_source=x&utm_medium=y", "https://contoh.id/a"),
    ("https://contoh.id/a?UTM_Source=x&id=5&fbclid=IwAR0", "https://contoh.id/a?id=5"),
    ("https://contoh.id/a?gclid=1&page=2&utm%5Fcampaign=z", "https://contoh.id/a?page=2"),
    ("https://contoh.id/a?id=5&amp;utm_source=rss&amp;page=2", "https://contoh.id/a?id=5&page=2"),
    # Percent-encoding.
    ("https://contoh.id/%7ebudi/%c3%a9", "https://contoh.id/~budi/%C3%A9"),
    ("https://contoh.id/harga naik", "https://contoh.id/harga%20naik"),
    ("https://contoh.id/100%", "https://contoh.id/100%25"),
    ("https://contoh.id/a%2Fb", None),
    ("https://contoh.id/a?q=a+b%20c", None),
    # Dots.
    ("https://contoh.id/a/./b/../c", "https://contoh.id/a/c"),
    ("https://contoh.id/../../a", "https://contoh.id/a"),
    ("https://contoh.id/a/..", "https://contoh.id/"),
    ("https://contoh.id/a/%2e%2e/b", "https://contoh.id/b"),
]


@pytest.mark.parametrize(("url", "expected"), FORMS, ids=[url for url, _ in FORMS])
def test_the_normal_form(url: str, expected: str | None) -> None:
    assert normalise(url) == (expected if expected is not None else url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "berita/satu",
        "/berita/satu",
        "ftp://contoh.id/a",
        "javascript:alert(1)",
        "mailto:redaksi@contoh.id",
        "file:///etc/passwd",
        "http://",
        "https:///a",
        "https://budi:rahasia@contoh.id/",
        "https://budi@contoh.id/",
        "https://contoh.id:99999/",
        "https://contoh.id:abc/",
        "https://contoh.id:0/",
        "https://[::1/",
        "https://con toh.id/",
        "https://contoh..id/",
        "https://-/",
        "https://contoh.id/" + "a" * MAX_LENGTH,
    ],
)
def test_what_is_no_address_of_a_page(url: str) -> None:
    assert normalise(url) is None


def test_relative_addresses_are_resolved() -> None:
    base = "https://contoh.id/feed/rss.xml"
    assert normalise("/berita/1", base) == "https://contoh.id/berita/1"
    assert normalise("../berita/1", base) == "https://contoh.id/berita/1"
    assert normalise("//cdn.contoh.id/1", base) == "https://cdn.contoh.id/1"
    assert normalise("https://lain.id/1", base) == "https://lain.id/1"
    assert normalise("mailto:a@b.id", base) is None


def test_a_redirect_keeps_its_parameters() -> None:
    assert request_address("?utm_source=x#atas", "https://contoh.id/a") == "https://contoh.id/a?utm_source=x"


@pytest.fixture
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("LUMBUNG_LEXICON", str(tmp_path))
    for read in (lexicons.terms, address._tracking):
        read.cache_clear()
    yield tmp_path
    for read in (lexicons.terms, address._tracking):
        read.cache_clear()


def test_a_users_lexicon_drops_more(user: Path) -> None:
    (user / "web_tracking_parameters.txt").write_text("asal\njejak_*\n", encoding="utf-8")
    assert normalise("https://contoh.id/?asal=feed&id=5&jejak_2=x&utm_id=1") == "https://contoh.id/?id=5"


_TEXT = st.text(
    alphabet=string.ascii_letters + string.digits + "%/?&=#.:;+-_~@[]\\ \t新é\u3002\uff0e\ud800", max_size=40
)


@given(
    st.one_of(
        st.builds(lambda s, h, r: f"{s}://{h}{r}", st.sampled_from(["http", "HTTPS"]), _TEXT, _TEXT),
        st.builds(lambda r: f"https://contoh.id/{r}", st.text(max_size=60)),
        st.text(max_size=60),
    )
)
def test_normalising_twice_changes_nothing(url: str) -> None:
    once = normalise(url)
    if once is not None:
        assert normalise(once) == once
        assert once.isascii() and " " not in once
        assert request_address(once) == once


def test_hosts_and_origins() -> None:
    assert host_of("https://WWW.contoh.id:8443/a") == "www.contoh.id"
    assert host_of("http://[::1]:80/") == "::1"
    assert host_of("http://[") == ""
    assert origin_of("https://contoh.id:8443/a?b=c") == "https://contoh.id:8443"


@pytest.mark.parametrize(
    ("url", "other", "same"),
    [
        ("https://www.contoh.co.id/a", "https://m.contoh.co.id/b", True),
        ("https://contoh.id/a", "http://contoh.id/b", True),
        ("https://contoh.co.id/a", "https://lain.co.id/a", False),
        ("https://kabar.go.id/a", "https://berita.go.id/a", False),
        ("https://contoh.com/a", "https://contoh.id/a", False),
        ("http://127.0.0.1/a", "http://127.0.0.1:81/b", True),
        ("http://127.0.0.1/a", "http://127.0.0.2/a", False),
    ],
)
def test_one_site(url: str, other: str, same: bool) -> None:
    assert same_site(url, other) is same


def page(head: str) -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body><p>isi</p></body></html>".encode()


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<link rel="canonical" href="https://www.contoh.id/berita/1?utm_source=x">', "https://www.contoh.id/berita/1"),
        ("<LINK HREF=/berita/1 REL='Canonical'>", "https://m.contoh.id/berita/1"),
        ('<link rel="alternate canonical" href="/berita/1?a=1&amp;b=2">', "https://m.contoh.id/berita/1?a=1&b=2"),
        ('<base href="/arsip/"><link rel=canonical href="1">', "https://m.contoh.id/arsip/1"),
        ('<!-- <link rel="canonical" href="/salah"> -->', None),
        ('<script>"<link rel=canonical href=/salah>"</script>', None),
        ('<link rel="canonical" href="https://lain.id/berita/1">', None),
        ('<link rel="canonical" href="https://www.contoh.id/">', None),
        ('<link rel="canonical" href="">', None),
        ('<link rel="canonical">', None),
        ('<link rel="canonical" href="javascript:void(0)">', None),
        ("<title>canonical</title>", None),
    ],
)
def test_the_canonical_link(head: str, expected: str | None) -> None:
    assert canonical_link(page(head), "https://m.contoh.id/amp/berita/1") == expected


def test_the_home_page_is_its_own_canonical() -> None:
    assert canonical_link(page('<link rel="canonical" href="/">'), "https://contoh.id/") == "https://contoh.id/"


def test_canonical_links_of_what_is_no_page() -> None:
    link = b'<link rel="canonical" href="https://contoh.id/berita/1">'
    assert canonical_link(b"", "https://contoh.id/a") is None
    assert canonical_link(b"canonical\x00\xff<", "https://contoh.id/a") is None
    assert canonical_link(b"<p>x</p>" * 30_000 + link, "https://contoh.id/a") is None
