"""Paragraphs for one-line bodies: quotations whole, openers first, nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.paragraphs import SHORT, split_paragraphs

LEAD = (
    "Pemerintah kota meresmikan pusat pelatihan robotika di bekas gudang pelabuhan. "
    "Gedung berlantai tiga itu dilengkapi bengkel, perpustakaan, dan asrama untuk dua ratus peserta "
    "dari berbagai daerah."
)
QUOTATION = (
    '"Kami ingin anak nelayan bisa merakit mesin sendiri. Mereka tidak kalah cerdas. '
    'Yang kurang hanya kesempatan," kata Wali Kota Seto Adi.'
)
PLAIN = (
    "Pelatihan berlangsung enam bulan dan ditutup dengan magang di galangan kapal. "
    "Peserta menerima uang saku serta sertifikat yang diakui asosiasi industri."
)
OTHER = "Selain itu, kota membuka kelas malam bagi pekerja yang ingin berganti profesi tanpa meninggalkan pekerjaannya."


def test_a_short_text_is_one_paragraph() -> None:
    assert split_paragraphs("Harga turun. Pasar  tenang.\n", "id") == ["Harga turun. Pasar tenang."]
    assert split_paragraphs("", "id") == split_paragraphs(" \n ", None) == []


def test_a_news_text_falls_into_its_paragraphs() -> None:
    assert split_paragraphs(" ".join((LEAD, QUOTATION, PLAIN, OTHER)), "id") == [LEAD, QUOTATION, PLAIN, OTHER]


def test_a_quotation_that_goes_on_without_attribution_stays() -> None:
    more = '"Tahun depan kami buka dua lagi."'
    assert split_paragraphs(" ".join((LEAD, QUOTATION, more, PLAIN)), "id") == [LEAD, f"{QUOTATION} {more}", PLAIN]


def test_what_a_colon_announces_stays_with_it() -> None:
    announced = "Seto menutup pidatonya dengan satu pesan:"
    text = " ".join((LEAD, PLAIN, announced, QUOTATION, OTHER))
    assert any(announced in paragraph and QUOTATION in paragraph for paragraph in split_paragraphs(text, "id"))


def test_a_stray_mark_does_not_swallow_the_text() -> None:
    stray = '"Pintu kami terbuka untuk siapa saja.'
    assert len(split_paragraphs(" ".join((LEAD, stray, PLAIN, QUOTATION, OTHER, PLAIN)), "id")) >= 4


def test_a_lost_space_is_no_place_to_cut() -> None:
    text = f"{LEAD}{PLAIN} {OTHER}"
    assert " ".join(split_paragraphs(text, "id")) == text


def test_chinese_is_cut_between_sentences() -> None:
    text = "园区昨日启用新的培训中心，首批学员共有一百二十人，来自六个沿海城市。" * 12
    found = split_paragraphs(text, "zh")
    assert len(found) > 3
    assert "".join(found) == text
    assert all(paragraph.endswith("。") for paragraph in found)


def test_paragraphs_of_a_long_text_are_of_news_length() -> None:
    found = split_paragraphs(" ".join([LEAD, QUOTATION, PLAIN, OTHER] * 10), "id")
    assert all(len(paragraph) <= 2 * SHORT for paragraph in found)


SPACED = st.lists(
    st.sampled_from(
        [LEAD, QUOTATION, PLAIN, OTHER, '"', "“", "Ia berkata “", ".", "dr. Sari", "a.Bc", "  ", "\n", "(?)"]
    ),
    max_size=25,
)


@pytest.mark.parametrize("language", ["id", None])
@given(parts=SPACED, glue=st.sampled_from([" ", "", "\n"]))
def test_no_character_is_lost(language: str | None, parts: list[str], glue: str) -> None:
    text = glue.join(parts)
    assert " ".join(split_paragraphs(text, language)) == " ".join(text.split())


@given(st.text(max_size=2000))
def test_no_character_of_any_script_is_lost(text: str) -> None:
    assert "".join("".join(split_paragraphs(text)).split()) == "".join(text.split())
