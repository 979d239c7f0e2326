"""Blocks of a page and where an extractor's lines stand among them."""

import lxml.html
import pytest

from pipeline.text.html_blocks import CAPTION, find_blocks, place_reason
from pipeline.text.html_match import Letters, find_lines, letters
from pipeline.text.html_places import is_credit


def texts(body: str) -> list[str]:
    blocks, _ = find_blocks(lxml.html.document_fromstring(f"<html><body>{body}</body></html>"))
    return [block.text for block in blocks]


def test_blocks_end_with_elements_and_line_breaks() -> None:
    assert texts("<div>Satu <b>dua</b><p>tiga</p>empat<br>lima<br><br>enam</div>") == [
        *("Satu dua", "tiga", "empat", "lima", "enam")
    ]


def test_what_is_not_shown_is_no_block() -> None:
    unseen = "<script>x</script><style>y</style><span class='sr-only'>z</span><span style='display:none'>q</span>"
    assert texts(f"<p>Satu{unseen} dua</p>") == ["Satu dua"]


def test_links_share_of_a_block() -> None:
    blocks, _ = find_blocks(lxml.html.document_fromstring("<p>abcde <a href='x'>fghij</a></p><p><a>klm</a></p>"))
    assert [round(block.linked, 1) for block in blocks] == [0.5, 1.0]


@pytest.mark.parametrize(
    ("attributes", "reason"),
    [
        ("class='wp-caption-text'", CAPTION),
        ("class='imageCredit'", CAPTION),
        ("id='mostRead'", "related_link"),
        ("class='box newsletter-signup'", "promotion"),
        ("hidden", "navigation"),
        ("style='display: none'", "navigation"),
        ("class='story-body'", None),
        ("class='capital'", None),
        ("", None),
    ],
)
def test_names_tell_reasons(attributes: str, reason: str | None) -> None:
    assert place_reason(lxml.html.fragment_fromstring(f"<div {attributes}>x</div>")) == reason


def test_lines_are_found_by_their_letters() -> None:
    long = "Kapal penumpang itu berangkat pukul tujuh pagi dari dermaga timur"
    blocks, _ = find_blocks(
        lxml.html.document_fromstring(f"<div><p>Menu</p><p>{long}.</p><p>Jadwal</p><p>{long} lagi.</p></div>")
    )
    page = Letters(blocks)
    found = find_lines([f"“ {long} ”", "Jadwal", f"{long} lagi", "Tidak ada"], page)
    assert [(span.first, span.last) if span else None for span in found] == [(1, 1), (2, 2), (3, 3), None]


def test_a_line_that_lost_its_middle_is_found_by_its_ends() -> None:
    blocks, _ = find_blocks(
        lxml.html.document_fromstring(
            "<div><p>Kepala pelabuhan yang baru dilantik pekan lalu mengatakan bahwa jadwal tidak berubah.</p></div>"
        )
    )
    line = "Kepala pelabuhan yang baru mengatakan bahwa jadwal tidak berubah."
    assert find_lines([line], Letters(blocks))[0] is not None


def test_letters() -> None:
    assert letters("“A-b, C_1!”") == "abc1"


def test_credits() -> None:
    assert is_credit("Editor: Rina Wati")
    assert is_credit("Copyright © ANTARA 2026")
    assert not is_credit("Penyunting naskah itu memeriksa hak cipta lebih dulu.")
