"""The body that structured data state: a check on extraction, and the text of pages that are drawn by scripts."""

import json
from datetime import date

from pipeline.text.html import read_page
from pipeline.text.html_blocks import Block
from pipeline.text.html_stated import complete

SENTENCES = [
    "Bengkel kereta di kota itu merawat empat puluh gerbong setiap bulan sejak dibuka kembali tahun lalu.",
    "Suku cadang yang dulu diimpor kini dibuat oleh enam perusahaan kecil di sekitar bengkel tersebut.",
    "Kepala bengkel menyebutkan bahwa waktu perawatan turun dari sembilan hari menjadi lima hari kerja.",
    "Perusahaan kereta berencana membuka bengkel kedua di pulau seberang apabila jalur baru selesai dibangun.",
    "Serikat pekerja menyambut rencana itu, tetapi meminta pelatihan bagi pegawai yang akan dipindahkan ke sana.",
]
BODY = " ".join(SENTENCES)


def test_a_page_drawn_by_scripts_has_the_stated_body() -> None:
    stated = json.dumps({"@type": "NewsArticle", "headline": "Bengkel Kereta", "articleBody": "\n".join(SENTENCES)})
    source = (
        "<html><head><title>Bengkel Kereta</title></head><body><div id='app'></div>"
        f"<p>Memuat halaman.</p><script type='application/ld+json'>{stated}</script></body></html>"
    )
    page = read_page(source.encode(), None, None, date(2026, 1, 1))
    assert page is not None
    assert page.text.split("\n") == SENTENCES


def test_a_text_that_has_the_body_stays() -> None:
    text = "\n".join([*SENTENCES[:3], "Sebuah kalimat lain yang tidak dinyatakan."])
    assert complete(text, BODY, []) == text


def test_the_blocks_of_the_page_give_the_paragraphs() -> None:
    blocks = [Block(text, "p", False, 0.0, 0) for text in ["Menu", SENTENCES[0] + " " + SENTENCES[1], *SENTENCES[2:4]]]
    assert complete("Menu", BODY, blocks) == "\n".join(block.text for block in blocks[1:])


def test_markup_and_entities_of_the_statement_are_undone() -> None:
    stated = "".join(f"&lt;p&gt;{text}&lt;/p&gt;" for text in SENTENCES)
    assert complete("", stated, []).split("\n") == SENTENCES


def test_short_or_strange_statements_are_not_believed() -> None:
    for stated in (None, 7, ["x"], "Baca selengkapnya.", ""):
        assert complete("Teks.", stated, []) == "Teks."
