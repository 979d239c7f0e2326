"""Kinds of pages other than the plain article: live blogs, lists, AMP. What a reader sees stands, in its order."""

from datetime import UTC, datetime

from pipeline.text.model import Article, Document, Stated
from pipeline.text.read import read_article

URL = "https://www.kabar.id/read/2025/03/06/123/jalur-bus"
FIRST = (
    "Pemerintah kota membuka tiga jalur bus baru yang menghubungkan pasar induk dengan kawasan industri di timur kota."
)
SECOND = "Kepala dinas perhubungan mengatakan armada tambahan sudah diuji selama dua pekan di jalan yang sama."
THIRD = "Sejumlah pedagang menyambut baik jalur itu karena ongkos angkut barang selama ini terlalu mahal bagi mereka."


def read(head: str, body: str, url: str = URL) -> Article:
    page = f"<!doctype html><html \u26a1 lang='id'><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"
    article = read_article(
        Document("s", "p.html", page.encode(), "html", "0", datetime(2025, 3, 7, tzinfo=UTC), Stated(url=url))
    )
    assert isinstance(article, Article)
    return article


def texts(article: Article) -> list[str]:
    return [paragraph.text for paragraph in article.paragraphs]


def test_entries_of_a_live_blog_keep_their_headings_and_lose_their_clocks() -> None:
    article = read(
        "<title>Langsung: Banjir Kota Samudra</title>",
        f"<article><h1>Langsung: Banjir Kota Samudra</h1><p>{FIRST}</p>"
        f"<div class='live-entry'><time>14:30 WIB</time><h3>Jalan utama dibuka kembali</h3><p>{SECOND}</p></div>"
        f"<div class='live-entry'><time>13:05 WIB</time><h3>Warga mengungsi ke sekolah</h3><p>{THIRD}</p></div>"
        "<div class='live-entry'><time>12:10 WIB</time><p>Air setinggi satu meter.</p></div></article>",
    )
    assert texts(article) == [
        "Langsung: Banjir Kota Samudra",
        FIRST,
        "Jalan utama dibuka kembali",
        SECOND,
        "Warga mengungsi ke sekolah",
        THIRD,
        "Air setinggi satu meter.",
    ]


def test_headings_and_items_of_a_list_article_keep_their_order() -> None:
    article = read(
        "<title>3 Tempat Makan di Kota Samudra</title>",
        f"<article><h1>3 Tempat Makan di Kota Samudra</h1><p>{FIRST}</p><h2>1. Warung Bu Tini</h2><p>{SECOND}</p>"
        f"<h2>2. Depot Laut</h2><ul><li>Alamat: Jalan Pantai 5</li><li>Buka pukul 08.00-21.00</li></ul>"
        f"<h2>3. Kedai Kopi Utara</h2><p>{THIRD}</p></article>",
    )
    assert texts(article)[1:] == [
        FIRST,
        "1. Warung Bu Tini",
        SECOND,
        "2. Depot Laut",
        "Alamat: Jalan Pantai 5",
        "Buka pukul 08.00-21.00",
        "3. Kedai Kopi Utara",
        THIRD,
    ]


def test_an_amp_page_is_read_without_its_furniture_and_under_its_canonical_address() -> None:
    article = read(
        f"<title>Jalur Bus Baru Dibuka - Kabar</title><link rel='canonical' href='{URL}'>"
        "<style amp-boilerplate>body{visibility:hidden}</style>",
        "<amp-sidebar id='s' layout='nodisplay'><ul><li><a href='/'>Beranda</a></li></ul>"
        "</amp-sidebar><article><h1>Jalur Bus Baru Dibuka</h1><div class='date'>Kamis, 6 Maret 2025 14:30 WIB</div>"
        "<amp-social-share type='twitter'></amp-social-share><amp-img src='a.jpg' alt='Bus baru'></amp-img>"
        f"<figcaption>Bus baru di terminal (Foto: Dok. Pemkot)</figcaption><p>{FIRST}</p><amp-ad>Iklan</amp-ad>"
        f"<p>{SECOND}</p><p>{THIRD}</p><amp-list src='x'><div>Berita terkait</div></amp-list></article>"
        "<amp-sticky-ad>Iklan</amp-sticky-ad>",
        url="https://www.kabar.id/amp/read/2025/03/06/123/jalur-bus",
    )
    assert texts(article) == ["Jalur Bus Baru Dibuka", FIRST, SECOND, THIRD]
    assert str(article.published_on) == "2025-03-06"
