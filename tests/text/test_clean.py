"""The line cleaner: what goes, what stays, and what removed lines tell."""

import pytest

from pipeline.text.clean import clean
from pipeline.text.clean_characters import join_wraps, normalise, split_lines
from pipeline.text.clean_datelines import bare_dateline, find_dateline
from pipeline.text.clean_draft import Draft
from pipeline.text.clean_lines import is_cue

LEAD = "Pemerintah menyiapkan aturan baru untuk pusat data yang berlaku mulai tahun depan di seluruh negeri."
LAST = "Rencana itu disampaikan di hadapan para pengusaha, kata pejabat lain kepada pers."
MORE = "Aturan itu mengikat semua pengelola, termasuk yang berkantor di luar negeri, kata pejabat tersebut."


def cleaned(text: str, title: str | None = None, outlet: str | None = None) -> Draft:
    return clean(join_wraps(split_lines(normalise(text)), is_cue), title=title, outlet=outlet)


def texts(draft: Draft) -> list[str]:
    return [line.text for line in draft.lines]


@pytest.mark.parametrize(
    ("line", "cut", "place", "agency"),
    [
        ("Jakarta (ANTARA) - Menteri itu", "Jakarta (ANTARA) - ", "Jakarta", "ANTARA"),
        ("Bisnis.com, JAKARTA - Menteri itu", "Bisnis.com, JAKARTA - ", "JAKARTA", None),
        ("SLEMAN, KOMPAS.com– Menteri itu", "SLEMAN, KOMPAS.com– ", "SLEMAN", None),
        ("SLEMAN, KOMPAS-Menteri itu", "SLEMAN, KOMPAS-", "SLEMAN", None),
        ("Liputan6.com, Moskow -Menteri itu", "Liputan6.com, Moskow -", "Moskow", None),
        ("Liputan6.com, Jakarta Menteri itu", "Liputan6.com, Jakarta ", "Jakarta", None),
        ("TEMPO.CO, Jakarta - Menteri itu", "TEMPO.CO, Jakarta - ", "Jakarta", None),
        ("VIVA.co.id - Industri itu", "VIVA.co.id - ", None, None),
        ("Uzone.id — Pemerintah itu", "Uzone.id — ", None, None),
        ("SHAH ALAM: Menteri Besar itu", "SHAH ALAM: ", "SHAH ALAM", None),
        ("BEIJING, Oct. 17 (Xinhua) -- Officials said", "BEIJING, Oct. 17 (Xinhua) -- ", "BEIJING", "Xinhua"),
        ("Mataram, NTB (ANTARA News) - Gubernur itu", "Mataram, NTB (ANTARA News) - ", "Mataram, NTB", "ANTARA"),
        ("新华社北京10月17日电（记者甲）会议举行", "新华社北京10月17日电（记者甲）", "北京", "Xinhua"),
        ("央视网消息（新闻联播）：会议举行", "央视网消息（新闻联播）：", None, None),
    ],
)
def test_datelines(line: str, cut: str, place: str | None, agency: str | None) -> None:
    found = find_dateline(line)
    assert found is not None
    assert (line[: found.end], found.place, found.agency) == (cut, place, agency)


@pytest.mark.parametrize(
    "line",
    [
        "Menteri Keuangan (Menkeu) - yang baru dilantik",
        "UPDATE: gempa terasa di pesisir",
        "Budi: kita harus bekerja",
        "BRI - bank terbesar itu",
        "RINA WATI: Apa kabar?",
        "Indonesia - China sepakat",
        "据新华社报道，会议举行",
        "新华社报道说：会议举行",
        "",
    ],
)
def test_no_dateline(line: str) -> None:
    assert find_dateline(line) is None


def test_bare_datelines_are_known_towns_only() -> None:
    assert bare_dateline("Jakarta.") is not None
    assert bare_dateline("Jakarta, CNN Indonesia --") is not None
    assert bare_dateline("Kesimpulan.") is None


def test_a_headline_glued_before_the_dateline_becomes_the_title() -> None:
    draft = cleaned(f"Pemerintah siapkan aturan pusat data Jakarta (ANTARA) - {LEAD}")
    assert draft.title == "Pemerintah siapkan aturan pusat data"
    assert (draft.dateline, draft.agency) == ("Jakarta", "ANTARA")
    assert texts(draft) == ["Pemerintah siapkan aturan pusat data", LEAD]


def test_menus_repeated_headline_and_byline_leave() -> None:
    title = "Aturan Pusat Data Berlaku Mulai Tahun Depan"
    draft = cleaned(
        f"Home\n/\nTekno\n\n{title}\n\n{title}\n\nRina Wati27 March 2025\nBagikan :\n\n{LEAD}\n\n{MORE}\n\nLatest News"
    )
    assert texts(draft) == [title, LEAD, MORE]
    assert (draft.title, draft.byline) == (title, "Rina Wati")
    assert draft.moment is not None
    assert draft.moment.day.isoformat() == "2025-03-27"
    assert {removed.reason for removed in draft.removed} >= {"navigation", "duplicate_headline", "byline", "share"}


def test_the_paragraph_between_two_copies_of_the_headline_is_the_standfirst() -> None:
    title = "Aturan Pusat Data Berlaku Mulai Tahun Depan"
    draft = cleaned(f"menu\nclose\n\n{title}\n\n{LEAD}\n{title}\n\n{MORE}\n\nSource: Cnbc")
    assert [(line.kind, line.text) for line in draft.lines] == [("headline", title), ("summary", LEAD), ("body", MORE)]
    assert draft.agency == "CNBC"


def test_text_that_opens_with_prose_has_no_title() -> None:
    assert cleaned(f"{LEAD}\n{MORE}").title is None
    assert cleaned(f"Bisnis.com, JAKARTA - {LEAD}\n{MORE}").title is None


def test_a_question_is_a_headline_too() -> None:
    question = "Apakah Indonesia Sudah Punya Aturan yang Cukup untuk Pusat Data?"
    assert cleaned(f"{question}\n\n{LEAD}\n{MORE}").title == question


def test_a_stated_title_stays_out_of_the_body() -> None:
    draft = cleaned(f"Aturan Baru Pusat Data - Koran Uji\n\n{LEAD}\n{MORE}", "Aturan Baru Pusat Data", "Koran Uji")
    assert draft.title == "Aturan Baru Pusat Data"
    assert texts(draft) == [LEAD, MORE]


@pytest.mark.parametrize(
    ("tail", "byline", "editor", "agency"),
    [
        ("Pewarta: Rina Wati\nEditor: Budi Santoso\n\nCOPYRIGHT © ANTARA 2023", "Rina Wati", "Budi Santoso", "ANTARA"),
        ("Penulis : Rina Wati\nEditor : Budi Santoso", "Rina Wati", "Budi Santoso", None),
        ("Sumber : ANTARA", None, None, "ANTARA"),
        ("sumber : Antara", None, None, "ANTARA"),
        ("rs/hp (AFP, Reuters)", None, None, "AFP"),
        ("-- BERNAMA", None, None, "Bernama"),
        ("(*)", None, None, None),
    ],
)
def test_credits_at_the_end(tail: str, byline: str | None, editor: str | None, agency: str | None) -> None:
    draft = cleaned(f"{LEAD}\n{MORE}\n{tail}")
    assert texts(draft) == [LEAD, MORE]
    assert (draft.byline, draft.editor, draft.agency) == (byline, editor, agency)


def test_credits_glued_to_the_last_sentence() -> None:
    draft = cleaned(f"{LEAD} {MORE} Pewarta: Rina Wati Editor: Budi Santoso")
    assert texts(draft) == [f"{LEAD} {MORE}"]
    assert (draft.byline, draft.editor) == ("Rina Wati", "Budi Santoso")
    assert texts(cleaned(f"{LEAD}\n{MORE} (abc/def)")) == [LEAD, MORE]
    assert texts(cleaned(f"{LEAD}\n{MORE} - Sinar Harian")) == [LEAD, MORE]


@pytest.mark.parametrize(
    "link",
    [
        "Baca juga: Menteri Dorong Industri Perkuat Keamanan Data",
        "Baca juga:Menteri Dorong Industri Perkuat Keamanan Data",
        "BACA LAGI: Kerajaan sasar 5,000 jurutera",
        "Read also: Government to issue a road map by June",
        "SCROLL TO CONTINUE WITH CONTENT",
        "[Gambas:Video 20detik]",
        'Simak Video "Menteri Bicara Data"',
        "Ikuti Whatsapp Channel Koran Uji",
        "Ayo berlangganan newsletter mingguan kami. Kabar baru tiap Rabu!",
        "Artikel ini telah tayang di koran-uji.com dengan judul lain",
        "Foto: Koran Uji/Rina",
        "Menteri Dorong Industri Perkuat Keamanan Data\nPengamat Nilai Aturan Pusat Data Terlalu Longgar",
        "Baca Juga\nMenteri Dorong Industri Perkuat Data\nPengamat Nilai Aturan Terlalu Longgar",
    ],
)
def test_inserts_between_paragraphs_leave(link: str) -> None:
    assert texts(cleaned(f"{LEAD}\n\n{link}\n\n{MORE}\n\n{LAST}")) == [LEAD, MORE, LAST]


@pytest.mark.parametrize(
    "prose",
    [
        "Editor harus memeriksa sumber sebelum menayangkan berita, kata pengamat media di Jakarta, Senin.",
        '"Sumber: kita semua tahu dari mana asalnya," ujarnya sambil meminta warga baca juga laporan lengkapnya.',
        "Penulis yang memakai mesin wajib menyebutkannya, demikian pedoman yang terbit kemarin.",
        "Ikuti jejak Jepang, katanya, adalah pilihan yang masuk akal bagi negeri ini sekarang.",
        "Menu pelatihan itu meliputi verifikasi foto, sumber, dan komentar pembaca di laman resmi.",
        "Home industry di Bekasi memakai teknologi serupa untuk memasarkan produk mereka.",
        "Bagikan pengetahuan itu kepada petani, pesan gubernur saat membuka pelatihan kemarin.",
        "Wakil Kepala Humas menyebut kerja sama RI-China berjalan baik, ujar Kepala Humas lembaga itu.",
    ],
)
def test_prose_with_cue_words_stays(prose: str) -> None:
    draft = cleaned(f"{LEAD}\n{prose}\n{MORE}")
    assert texts(draft) == [LEAD, prose, MORE]
    assert not draft.removed


def test_cross_heads_stay() -> None:
    lines = [
        LEAD,
        "Aturan lama dihentikan sementara",
        MORE,
        "Dampak bagi Industri",
        "Dua pabrik tutup karenanya, kata dia.",
    ]
    assert texts(cleaned("\n".join(lines))) == lines


@pytest.mark.parametrize(
    ("link", "rest"),
    [
        ("Menteri Dorong Industri Perkuat Keamanan Data", "Ia mengatakan aturan itu akan terbit bulan depan."),
        ("Menteri Dorong Industri Perkuat Keamanan Data", "Budi mengatakan aturan itu akan terbit bulan depan."),
        ("Harga Cip Naik 40 Persen di Pasar Asia", "“Kami siap,” ujar pejabat itu kepada pers di kantornya."),
        ("Menteri dorong industri perkuat keamanan data", "Menurut dia, aturan itu akan terbit bulan depan."),
        ("Menteri dorong industri perkuat keamanan data nasional", "“Kami siap,” ujar pejabat itu kepada pers."),
    ],
)
def test_links_inside_a_paragraph_end_where_prose_goes_on(link: str, rest: str) -> None:
    more = f"{MORE} Hal itu disampaikan di hadapan para pengusaha yang hadir di gedung tersebut sejak pagi."
    draft = cleaned(f"{LEAD} Baca juga: {link} {rest} {more}\n{MORE[:50]} itu, kata Budi kepada pers.")
    assert texts(draft)[0] == f"{LEAD} {rest} {more}"
    assert draft.removed[0].text == f"Baca juga: {link}"


def test_sentences_broken_by_links_are_joined() -> None:
    text = f"Direktur Utama PT\nMaju\nTerus Rina Wati mengatakan\nenergi bersih\ndan murah itu penting.\n{LEAD}\n{MORE}"
    assert (
        texts(cleaned(text))[0]
        == "Direktur Utama PT Maju Terus Rina Wati mengatakan energi bersih dan murah itu penting."
    )


def test_a_source_url_before_the_dateline_leaves_with_it() -> None:
    draft = cleaned(f"Sumber: https://www.antaranews.com/berita/1/judul Jakarta (ANTARA) - {LEAD} {MORE}")
    assert texts(draft) == [f"{LEAD} {MORE}"]
    assert [removed.reason for removed in draft.removed] == ["source_credit", "dateline"]


def test_a_promotion_inside_a_paragraph_takes_its_sentences_only() -> None:
    text = f"{LEAD} Dapatkan update berita pilihan tiap hari. Klik tautan https://t.me/uji untuk ikut. {MORE}"
    assert texts(cleaned(f"{text}\n{MORE[:40]}, kata dia.")) == [f"{LEAD} {MORE}", f"{MORE[:40]}, kata dia."]


def test_repeated_paragraphs_stay_once() -> None:
    draft = cleaned(f"{LEAD}\n{MORE}\n{LEAD}")
    assert texts(draft) == [LEAD, MORE]
    assert [removed.reason for removed in draft.removed] == ["duplicate_paragraph"]


def test_very_long_lines_of_residue_end_and_leave_the_lead() -> None:
    for piece in ("a: b ", "Baca juga: A ", "(A/B) ", "RINA ", "- ", ". Ikuti ", "【", "新华社"):
        assert LEAD in " ".join(texts(cleaned(f"{LEAD}\n{piece * 5_000}")))
