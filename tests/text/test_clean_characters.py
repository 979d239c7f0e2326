"""Characters, markup and line wraps."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.clean_characters import decode, front_matter, join_wraps, normalise, split_lines, strip_markup


def test_decodes_what_it_can() -> None:
    assert decode("harga “naik”".encode(), None) == "harga “naik”"
    assert decode("\ufeffharga".encode(), None) == "harga"
    assert decode("harga".encode("utf-16"), None) == "harga"
    assert decode("café".encode("latin-1"), "latin-1") == "café"
    assert decode("café".encode(), "no-such-charset") == "café"
    assert decode(b"harga \xff naik", "utf-8") == "harga \ufffd naik"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("harga\u00a0beras\u200b naik\u00ad", "harga beras naik"),
        ("cafe\u0301", "café"),
        ("“kutip” ‘dalam’ …", "“kutip” ‘dalam’ …"),
        ("â€œKami siapâ€\x9d, katanya", "“Kami siap”, katanya"),
        ("satu\r\ndua\u2028tiga", "satu\ndua\ntiga"),
        ("R&amp;D &quot;baru&quot; AT&T", 'R&D "baru" AT&T'),
        ("\u202bteks\u202c \x07", "teks "),
    ],
)
def test_normalises(raw: str, clean: str) -> None:
    assert normalise(raw) == clean


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=200))
def test_normalised_text_is_nfc_and_plain(text: str) -> None:
    done = normalise(text)
    assert unicodedata.is_normalized("NFC", done) or not unicodedata.is_normalized("NFC", text)
    assert not set("\u200b\u00ad\ufeff\u00a0\r\x00") & set(done)


def test_stray_markup() -> None:
    assert strip_markup("<p>Satu <b>dua</b></p><p>tiga</p>").split() == ["Satu", "dua", "tiga"]
    assert strip_markup("# Judul\n\n**Tebal** dan [tautan](https://x.id/a).") == "Judul\n\nTebal dan tautan."
    assert strip_markup("5 < 6 dan a_b_c * 2 * 3") == "5 < 6 dan a_b_c * 2 * 3"


def test_front_matter() -> None:
    assert front_matter('---\ntitle: "Judul"\ndate: 2024-02-05\ntags: [a]\n---\nIsi') == (
        {"title": "Judul", "date": "2024-02-05"},
        "Isi",
    )
    assert front_matter("---\nbukan kunci\n---\nIsi") == ({}, "---\nbukan kunci\n---\nIsi")


def test_columns_are_unfolded() -> None:
    text = (
        "Pemerintah menyiapkan aturan baru untuk pusat data yang\nberlaku mulai tahun depan di seluruh negeri "
        "serta\nMalaysia dan Singapura yang menjadi mitra utamanya\nsejak lama."
    )
    joined = join_wraps(split_lines(text), lambda _: False)
    assert [line.text for line in joined] == [" ".join(text.split())]


def test_lines_that_stand_alone_are_not_joined() -> None:
    lines = split_lines("Aturan itu berlaku mulai tahun depan\nsumber : Antara")
    assert len(join_wraps(lines, lambda text: text.startswith("sumber"))) == 2
    assert len(join_wraps(lines, lambda _: False)) == 1
