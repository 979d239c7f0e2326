"""Whether a page leads to further pages of its article, where all stand on one, and what is said of the article."""

from datetime import UTC, datetime

import lxml.html
import pytest

from pipeline.text.html_pages import has_further_pages, whole_view
from pipeline.text.model import Article, Document, Stated
from pipeline.text.read import read_article

URL = "https://www.kabar.id/read/2025/03/06/123/jalur-bus"
BODY = (
    "<p>Pemerintah kota membuka tiga jalur bus baru yang menghubungkan pasar induk dengan kawasan industri.</p>"
    "<p>Kepala dinas perhubungan mengatakan armada tambahan sudah diuji selama dua pekan di jalan yang sama.</p>"
)


def truncated(extra: str, head: str = "", url: str | None = URL) -> str | None:
    article_of = f"<article><h1>Jalur Bus Baru</h1>{BODY}</article>"
    page = f"<html><head><title>Jalur Bus</title>{head}</head><body>{article_of}{extra}</body></html>"
    article = read_article(
        Document("s", "p.html", page.encode(), "html", "0", datetime(2025, 3, 7, tzinfo=UTC), Stated(url=url))
    )
    assert isinstance(article, Article)
    return article.truncated


@pytest.mark.parametrize(
    ("href", "further"),
    [
        ("?page=2", True),
        ("/read/2025/03/06/123/jalur-bus?utm=x&page=2", True),
        (URL + "/2", True),
        ("?page=1", False),
        ("?page=all", False),
        ("/read/2025/03/06/124/jalur-kereta?page=2", False),
        ("https://www.lain.id/read/2025/03/06/123/jalur-bus?page=2", False),
        ("http://[", False),
        ("/indeks/2", False),
    ],
)
def test_links_to_later_pages_of_the_article(href: str, further: bool) -> None:
    assert has_further_pages(lxml.html.fromstring(f"<div><a href='{href}'>2</a></div>"), URL) is further
    assert (truncated(f"<div class='paging'><a href='{href}'>2</a></div>") == "further_pages") is further


def test_pages_in_the_name_of_the_file_and_without_an_address() -> None:
    tree = lxml.html.fromstring("<div><a href='c_123_2.htm'>下一页</a></div>")
    assert has_further_pages(tree, "https://news.example.cn/2025-03/06/c_123.htm")
    assert truncated("<a href='?halaman=2'>Selanjutnya</a>", url=None) == "further_pages"


def test_pages_of_comments_are_none_of_the_article() -> None:
    assert truncated("<div id='komentar'><ul><li><a href='?page=2'>2</a></li></ul></div>") is None


def test_the_next_page_may_be_told_in_the_head() -> None:
    assert truncated("", head=f"<link rel='next' href='{URL}?page=2'>") == "further_pages"
    assert truncated("", head="<link rel='next' href='/read/2025/03/06/124/jalur-kereta'>") is None


@pytest.mark.parametrize("query", ["?page=all", "?showpage=all", "?single=1"])
def test_the_view_with_all_pages(query: str) -> None:
    assert whole_view(f"<p><a href='{query}#atas'>Lihat Semua</a></p>".encode(), URL) == URL + query
    assert whole_view(f"<p><a href='{query}'>Lihat Semua</a></p>".encode(), URL + query) is None


def test_pages_that_name_no_such_view() -> None:
    assert whole_view(b"<p><a href='?page=2'>2</a></p>", URL) is None
    assert whole_view(b"<p><a href='/indeks?page=all'>Semua</a></p>", URL) is None
    assert whole_view(b"", URL) is None


def test_paid_articles_of_which_only_the_beginning_was_had() -> None:
    data = '<script type=\'application/ld+json\'>{"@type":"NewsArticle","headline":"Jalur Bus Baru",%s}</script>'
    assert truncated("", head=data % '"isAccessibleForFree":false') == "paywall"
    assert truncated("", head=data % '"isAccessibleForFree":"False"') == "paywall"
    assert truncated("", head=data % '"isAccessibleForFree":true') is None
    assert truncated("") is None
