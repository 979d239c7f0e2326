"""Sentence boundaries: abbreviations, numbers, sites, quotations, Chinese marks, and what holds for any text."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Rapat dimulai.", "Menteri datang terlambat."],
        ["Anggaran itu Rp. 12,5 miliar.", "Sisanya menyusul."],
        ["Nilainya 127.9 triliun dan pesertanya 1.200 orang.", "Acara usai pukul 14.30 WIB."],
        ["Ketua yayasan H. Burhanuddin bertemu Prof. Dr. Sari Dewi di Jl. Kenanga No. 12.", "Keduanya bersalaman."],
        ["PT. Nusa Listrik Tbk. membuka cabang.", "Sahamnya naik."],
        ["Surat itu ditujukan a.n. Badan Riset.", "Isinya singkat."],
        ["Mereka menjual beras, gula, dll. di pasar.", "Pembeli ramai."],
        ["Kota St. Petersburg dan tokoh A. B. Lubis disebut.", "Tidak ada yang lain."],
        ["Kegiatan diikuti Rina, S.Kom., M.Si. dan dua rekan.", "Ia pulang."],
        ["Saham dipegang PT Angin Timur Tbk.", "Namun harganya turun."],
        ["Layanan itu milik Angin Timur Tbk. Direktur Utama Rina Sari hadir.", "Ia tersenyum."],
        ["Layanan itu milik Angin Timur Tbk.", "Fitur baru menyusul."],
        ["Saham Angin Timur Tbk. (ATMR) naik (bersama Angin Barat Tbk.) Rabu pagi.", "(Rp 5 juta) disetor."],
        ["Bisnis.com, JAKARTA - Harga naik.", "Pantauan antaranews.com menunjukkan hal serupa."],
        ["Kirim surel ke redaksi@contoh.co.id segera.", "Kuota terbatas."],
        ["Kami… belum siap... menjawab.", "Beri waktu."],
        ["Dari mana uangnya?", "Entahlah!", "Semua diam."],
        ["Laporan PBB terbit pada 2025.", "10 negara menandatangani."],
        ["eFishery tumbuh pesat tahun lalu.", "eFishery kini diaudit."],
        ["The U.S. Senate passed it.", "Mr. Tan of Straits Corp. welcomed the vote.", "Shares rose 2.5 percent."],
        ["Seri No. 5 menang.", "1. Pasal pertama berlaku."],
    ],
)  # fmt: skip
def test_sentences_of_spaced_languages(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def test_a_closing_mark_belongs_to_its_sentence() -> None:
    text = '"Kami siap. Semua sudah datang." Ia lalu duduk. “Benar.” Lalu sunyi.'
    assert sentences(text) == ['"Kami siap.', 'Semua sudah datang."', "Ia lalu duduk.", "“Benar.”", "Lalu sunyi."]


def test_an_attribution_continues_the_quotation() -> None:
    text = '“Apakah ini murah?” tanya Rina. “Tentu saja!” jawab pedagang. "Mari. " ujarnya.'
    assert sentences(text) == ["“Apakah ini murah?” tanya Rina.", "“Tentu saja!” jawab pedagang.", '"Mari. " ujarnya.']


def test_a_lost_space_after_the_full_stop() -> None:
    assert sentences("Itu target kejahatan.Alat ini lain.") == ["Itu target kejahatan.", "Alat ini lain."]
    assert sentences("Ia berkata “cukup.”Hadirin bubar.") == ["Ia berkata “cukup.”", "Hadirin bubar."]
    assert sentences('Pasar sepi."Kami rugi," katanya.') == ["Pasar sepi.", '"Kami rugi," katanya.']


@pytest.mark.parametrize(
    "name", ["Kompas.com", "KOMPAS.Com", "Tempo.co", "S.Kom", "Ph.D", "www.Contoh.Org/Berita.Hari"]
)
def test_a_name_with_full_stops_is_whole(name: str) -> None:
    assert len(sentences(f"Menurut {name} harga turun.")) == 1


def test_chinese_marks() -> None:
    text = "两国签署协议。“我们欢迎。”部长王立说。记者问：“何时开始？”会议结束！"
    assert sentences(text) == ["两国签署协议。", "“我们欢迎。”部长王立说。", "记者问：“何时开始？”", "会议结束！"]


def test_a_blank_line_ends_a_sentence() -> None:
    assert sentences("Judul tanpa titik\n\nIsi berita dimulai\nbaris kedua. Selesai") == [
        "Judul tanpa titik",
        "Isi berita dimulai\nbaris kedua.",
        "Selesai",
    ]


@pytest.mark.parametrize(("text", "count"), [("", 0), ("   \n ", 0), (".", 1), ('"', 1), ("…", 1), ("。", 1)])
def test_odd_texts(text: str, count: int) -> None:
    assert len(split_sentences(text)) == count


MARKS = [".", "!", "?", '"', "“", "”", ".”", "…", "。", " ", "\n\n"]
PIECES = st.lists(st.sampled_from([*MARKS, "Kata", "kata", "Rp.", "12.5", "dr.", "中文", "A.", "1."]), max_size=30)


@given(st.one_of(st.text(max_size=200), PIECES.map("".join), PIECES.map(" ".join)))
def test_spans_are_ordered_and_cover_what_is_not_space(text: str) -> None:
    spans = split_sentences(text)
    assert all(start < end for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@pytest.mark.parametrize("unit", ["a. ", '"', "1. ", ".", "A.b", "dr. A ", "kata. \n\n", "说。”", "x" * 50])
def test_very_long_runs_of_one_unit_end_and_lose_nothing(unit: str) -> None:
    text = unit * (160_000 // len(unit))
    spans = split_sentences(text)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
