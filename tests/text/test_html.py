"""Pages: text, metadata, and pages without an article."""

import json
from datetime import date

from pipeline.text.html import Page, read_page

DAY = date(2026, 1, 1)
PARAGRAPHS = [
    "Pemerintah menyiapkan aturan baru untuk pusat data yang berlaku mulai tahun depan di seluruh negeri.",
    "Aturan itu mengikat semua pengelola, termasuk yang berkantor di luar negeri, kata pejabat tersebut.",
    "Para pengusaha menilai aturan itu cukup longgar, tetapi meminta masa peralihan yang lebih panjang.",
    "Masa peralihan yang diusulkan ialah dua tahun, dengan pelaporan tiap enam bulan kepada kementerian.",
]


def page(head: str = "", body: str | None = None) -> bytes:
    inner = "".join(f"<p>{text}</p>" for text in PARAGRAPHS) if body is None else body
    menu = "<nav><a href='/'>Home</a> <a href='/tekno'>Tekno</a></nav>"
    return (
        f"<!doctype html><html lang='id'><head><meta charset='utf-8'>{head}</head>"
        f"<body>{menu}<article><h1>Aturan Pusat Data</h1>{inner}</article><footer>© Koran Uji</footer></body></html>"
    ).encode()


def read(content: bytes, url: str | None = None) -> Page:
    found = read_page(content, None, url, DAY)
    assert found is not None
    return found


def test_the_text_has_a_paragraph_a_line() -> None:
    lines = read(page()).text.split("\n")
    assert [line for line in lines if line in PARAGRAPHS] == PARAGRAPHS
    assert not any("Tekno" in line for line in lines)


def test_json_ld_comes_first() -> None:
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Organization", "name": "Koran Uji"},
            {
                "@type": "NewsArticle",
                "headline": "Aturan Pusat Data Terbit",
                "author": [{"@type": "Person", "name": "Rina Wati"}, {"@type": "Organization", "name": "Koran Uji"}],
                "datePublished": "2025-03-27T10:15:00+07:00",
            },
        ],
    }
    head = (
        f"<script type='application/ld+json'>{json.dumps(data)}</script>"
        "<meta property='og:title' content='Lain - Koran Uji'><meta property='og:site_name' content='Koran Uji'>"
        "<link rel='canonical' href='https://koran-uji.id/a'>"
    )
    found = read(page(head))
    assert found.stated.title == "Aturan Pusat Data Terbit"
    assert found.stated.author == "Rina Wati"
    assert found.stated.times[0] == ("2025-03-27T10:15:00+07:00", "json_ld")
    assert (found.stated.outlet, found.stated.url) == ("Koran Uji", "https://koran-uji.id/a")


def test_site_names_leave_the_title() -> None:
    head = (
        "<meta property='og:title' content='Aturan Pusat Data Terbit | Koran Uji'>"
        "<meta property='og:site_name' content='Koran Uji'><meta name='author' content='Koran Uji'>"
        "<meta property='article:published_time' content='2025-03-27'>"
    )
    found = read(page(head))
    assert (found.stated.title, found.stated.author) == ("Aturan Pusat Data Terbit", None)
    assert found.stated.times == (("2025-03-27", "open_graph"),)


def test_a_domain_names_the_outlet() -> None:
    assert read(page(), "https://tekno.kompas.com/read/1").stated.outlet == "Kompas.com"


def test_a_lead_under_a_container_is_kept() -> None:
    lead = "Jakarta (ANTARA) - Menteri itu mengumumkan aturan pusat data pada pembukaan pameran teknologi kemarin sore."
    body = f"<div class='c'><b>{lead}</b><br><br></div>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    assert lead in " ".join(read(page(body=body)).text.split())


def test_pages_without_an_article() -> None:
    for content in (b"", b"   ", b"<html></html>", b"\x00\x01\x02", b"<html><body></body></html>", b"{}"):
        assert read_page(content, None, None, DAY) is None


def test_broken_markup_and_metadata_do_not_raise() -> None:
    head = "<script type='application/ld+json'>{\"@type\": [</script><meta property='og:url' content='http://[x'>"
    found = read(page(head).replace(b"</article>", b"").replace(b"</p>", b""), "http://[x")
    assert PARAGRAPHS[0] in found.text


def test_the_editor_of_json_ld() -> None:
    data = {
        "@type": "NewsArticle",
        "headline": "Aturan Pusat Data",
        "editor": {"@type": "Person", "name": "Budi Santoso"},
    }
    found = read(page(f'<script type="application/ld+json">{json.dumps(data)}</script>'))
    assert found.stated.editor == "Budi Santoso"
    assert read(page()).stated.editor is None


def test_the_description_shown_below_the_headline_is_the_standfirst() -> None:
    said = "Tiga provinsi menerima pusat data baru mulai tahun depan."
    head = f'<meta property="og:description" content="{said}">'
    shown = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    with_it = read(page(head, f"<div><span>5 Mei 2024</span></div><div class='sub'>{said}</div>{shown}"))
    assert with_it.text.split("\n").count(said) == 1
    assert with_it.text.index(said) < with_it.text.index(PARAGRAPHS[0][:40])
    assert said not in read(page(head)).text
