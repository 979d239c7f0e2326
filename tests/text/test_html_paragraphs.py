"""Paragraphs as the page shows them: boundaries, what extraction lost, what stands beside the article."""

from datetime import date

import lxml.html

from pipeline.text.html import Page, read_page
from pipeline.text.html_blocks import find_blocks
from pipeline.text.html_paragraphs import settle

DAY = date(2026, 1, 1)
FIRST = "Pelabuhan itu menutup dermaga barat selama tiga pekan untuk mengganti derek yang sudah berkarat."
SECOND = "Kapal penumpang dialihkan ke dermaga timur, sedangkan kapal barang menunggu giliran di luar teluk."
THIRD = "Kepala pelabuhan mengatakan penundaan paling lama enam jam dan tidak ada jadwal yang dibatalkan."
FOURTH = "Pengusaha angkutan meminta potongan biaya sandar selama dermaga barat belum dapat dipakai kembali."
FIFTH = "Dermaga baru dijadwalkan selesai sebelum musim mudik, setelah uji beban pada pertengahan bulan depan."
BODY = [FIRST, SECOND, THIRD, FOURTH, FIFTH]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def read(body: str, head: str = "") -> Page:
    source = f"<!doctype html><html lang='id'><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"
    page = read_page(source.encode(), None, None, DAY)
    assert page is not None
    return page


def lines(body: str, head: str = "") -> list[str]:
    return read(body, head).text.split("\n")


def test_line_breaks_part_paragraphs() -> None:
    found = lines(f"<article><h1>Dermaga</h1><div>{'<br><br>'.join(BODY)}</div></article>")
    assert [line for line in found if line in BODY] == BODY


def test_a_word_in_an_element_of_its_own_does_not_part_a_sentence() -> None:
    inside = "Kepala pelabuhan <em>mengatakan</em> penundaan paling lama <b>enam jam</b> saja, bukan sehari."
    found = lines(f"<article>{paragraphs(FIRST, SECOND, inside, FOURTH)}</article>")
    assert "Kepala pelabuhan mengatakan penundaan paling lama enam jam saja, bukan sehari." in found


def test_a_lost_paragraph_between_two_others_is_put_back() -> None:
    lost = "Derek lama dibongkar mulai Senin."
    found = lines(f"<article>{paragraphs(FIRST, SECOND)}<p>{lost}</p>{paragraphs(THIRD, FOURTH, FIFTH)}</article>")
    assert found.index(SECOND) < found.index(lost) < found.index(THIRD)


def test_captions_are_left_out() -> None:
    caption = "Derek tua di dermaga barat menjelang dibongkar pada hari Senin pagi."
    for figure in (
        f"<figure><img src='a.jpg'><figcaption>{caption}</figcaption></figure>",
        f"<div><img src='a.jpg'><span class='photo-caption'>{caption}</span></div>",
    ):
        assert caption not in lines(f"<article>{paragraphs(FIRST, SECOND)}{figure}{paragraphs(*BODY[2:])}</article>")


def test_a_quotation_in_a_figure_is_no_caption() -> None:
    said = "Kami memilih menutup dermaga sekarang daripada menunggu derek itu jatuh menimpa orang."
    figure = f"<figure class='kutipan'><blockquote><p>{said}</p></blockquote></figure>"
    body = f"<div>{paragraphs(FIRST, SECOND)}<div>{said}</div>{figure}{paragraphs(*BODY[2:])}</div>"
    assert said in lines(f"<article>{body}</article>")


def test_links_to_other_stories_are_left_out() -> None:
    other = "Harga Solar Naik Lagi di Tiga Pelabuhan Utama"
    body = paragraphs(FIRST, SECOND) + f"<p>Simak berita ini: <a href='/x'>{other}</a></p>" + paragraphs(*BODY[2:])
    page = read(f"<article>{body}</article>")
    assert other not in page.text
    assert all(text in page.text for text in BODY)


def test_a_list_of_links_goes_with_its_heading() -> None:
    titles = ["Harga Solar Naik Lagi", "Kapal Wisata Kandas", "Tarif Feri Turun", "Nelayan Libur Melaut"]
    items = "".join(f"<li>Pelabuhan: <a href='/{n}'>{title}</a></li>" for n, title in enumerate(titles))
    body = f"{paragraphs(FIRST, SECOND)}<h3>Menarik Dibaca</h3><ul>{items}</ul>{paragraphs(*BODY[2:])}"
    text = read(f"<article>{body}</article>").text
    assert "Menarik Dibaca" not in text
    assert not any(title in text for title in titles)


def test_a_list_with_links_in_its_sentences_stays() -> None:
    items = [
        f"Dermaga {n} menerima kapal menurut <a href='/{n}'>daftar terbaru</a> pelabuhan itu." for n in range(1, 4)
    ]
    listed = "".join(f"<li>{item}</li>" for item in items)
    text = read(f"<article>{paragraphs(FIRST, SECOND)}<ul>{listed}</ul>{paragraphs(*BODY[2:])}</article>").text
    assert text.count("menerima kapal menurut daftar terbaru pelabuhan itu.") == 3


def test_a_heading_over_prose_stays() -> None:
    found = lines(f"<article>{paragraphs(FIRST, SECOND)}<h2>Jadwal Baru</h2>{paragraphs(*BODY[2:])}</article>")
    assert found.index(SECOND) < found.index("Jadwal Baru") < found.index(THIRD)


def test_an_element_named_newsletter_is_left_out() -> None:
    asked = "Dapatkan kabar pelabuhan setiap pagi di kotak surat Anda tanpa biaya apa pun."
    box = f"<div class='article-newsletter'><p>{asked}</p></div>"
    assert asked not in lines(f"<article>{paragraphs(FIRST, SECOND)}{box}{paragraphs(*BODY[2:])}</article>")


def test_lines_left_out_have_a_reason() -> None:
    left_out = {
        "caption": "<figure><figcaption>Derek tua menjelang dibongkar.</figcaption></figure>",
        "promotion": "<div class='newsletter'>Dapatkan kabar pelabuhan setiap pagi.</div>",
        "related_link": "<p><a href='/x'>Harga Solar Naik Lagi di Tiga Pelabuhan</a></p>",
    }
    tree = lxml.html.document_fromstring(f"<article>{paragraphs(*BODY)}{''.join(left_out.values())}</article>")
    extracted = [*BODY, *(lxml.html.fragment_fromstring(markup).text_content() for markup in left_out.values())]
    text, removed = settle("\n".join(extracted), *find_blocks(tree))
    assert text.split("\n") == BODY
    assert {line.reason: line.text for line in removed} == dict(zip(left_out, extracted[len(BODY) :], strict=True))


def test_more_lines_than_an_article_has_are_left_as_they_are() -> None:
    text = "\n".join(BODY * 1000)
    assert settle(text, *find_blocks(lxml.html.document_fromstring(paragraphs(*BODY)))) == (text, [])


def test_an_article_inside_an_element_named_so_is_kept() -> None:
    for name in ("share-content related", "subscription-wall", "sidebar-main", "caption"):
        assert [line for line in lines(f"<div class='{name}'>{paragraphs(*BODY)}</div>") if line in BODY] == BODY


def test_what_follows_the_article_is_left_out() -> None:
    after = "Surat kabar ini hidup dari pelanggan yang membayar, bukan dari iklan yang mengganggu pembaca setia."
    page = read(
        f"<main><div class='isi'>{paragraphs(*BODY, *BODY[:1])}</div><div class='ajakan'><p>{after}</p></div></main>"
    )
    assert after not in page.text
    assert FIFTH in page.text


def test_credits_after_the_article_reach_the_cleaner() -> None:
    page = read(
        f"<main><div class='isi'>{paragraphs(*BODY)}</div><div class='kredit'><p>Editor: Rina Wati</p></div></main>"
    )
    assert not any("Rina Wati" in removed.text for removed in page.removed)


def test_parts_of_one_article_in_like_elements_stay() -> None:
    parts = (
        f"<div class='bagian'>{paragraphs(*BODY)}</div><div class='iklan'></div><div class='bagian'><p>{{}}</p></div>"
    )
    last = "Warga diminta datang dua jam lebih awal selama pekerjaan di dermaga barat berlangsung."
    assert last in lines(f"<main>{parts.format(last)}</main>")


def test_a_heading_with_a_kicker_becomes_the_headline() -> None:
    head = "<meta property='og:title' content='Dermaga Barat Ditutup Tiga Pekan'>"
    body = f"<article><h1><span>Pelabuhan</span> Dermaga Barat Ditutup Tiga Pekan</h1>{paragraphs(*BODY)}</article>"
    assert not any(line.startswith("Pelabuhan Dermaga") for line in lines(body, head))


def test_a_caption_is_no_standfirst() -> None:
    said = "Derek tua di dermaga barat menjelang dibongkar pada hari Senin pagi."
    head = f"<meta property='og:description' content='{said}'>"
    figure = f"<figure><img src='a.jpg'><figcaption>{said}</figcaption></figure>"
    assert said not in lines(f"<article><h1>Dermaga</h1>{figure}{paragraphs(*BODY)}</article>", head)


def test_cells_of_a_data_row_stand_in_one_line() -> None:
    table = "<table><tr><th>Dermaga</th><th>Kapal</th></tr><tr><td>Barat</td><td>12</td></tr></table>"
    text = read(f"<article>{paragraphs(FIRST, SECOND)}{table}{paragraphs(*BODY[2:])}</article>").text
    assert "| Barat | 12 |" in text
    assert "---" not in text


def test_hostile_nesting_ends() -> None:
    deep = "<div>" * 30_000 + paragraphs(*BODY)
    read_page(f"<html><body>{deep}".encode(), None, None, DAY)
    unclosed = f"<html><body><nav><a href='/'>Depan</a>{paragraphs(*BODY)}".encode()
    found = read_page(unclosed, None, None, DAY)
    assert found is None or FIRST in found.text
