from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.facts.quotes.conftest import read_article

RATNA, BAGAS, CHEN = "PERSON:ratna wulandari", "PERSON:bagas prakoso", "PERSON:chen yulan"
INTRODUCTION = "Direktur Nusadata Ratna Wulandari membuka pabrik baru di Bandung."


def indirect(quotes):
    return [(q.text, q.speaker, q.cue) for q in quotes if q.quote_type == "indirect"]


CLAUSE = "pabrik itu menyerap banyak tenaga kerja"


@pytest.mark.parametrize(
    "sentence, speaker",
    [
        (f"Bagas mengatakan {CLAUSE}.", BAGAS),
        (f"Bagas mengatakan, {CLAUSE}.", BAGAS),
        (f"Bagas juga menegaskan bahwa {CLAUSE}.", BAGAS),
        (f"Ia menambahkan, {CLAUSE}.", RATNA),
        (f"Menurut Bagas, {CLAUSE}.", BAGAS),
        (f"Menurutnya, {CLAUSE}.", RATNA),
        (f"Padahal menurutnya, {CLAUSE}.", RATNA),
        (f"Menurut Bagas Prakoso, Kepala Balai Riset, {CLAUSE}.", BAGAS),
        (f"Ketua Balai Riset, Bagas Prakoso, menyatakan {CLAUSE}.", BAGAS),
        (f"Bagas Prakoso, ketua panitia pembangunan, menyatakan {CLAUSE}.", BAGAS),
        (f"Bagas yang juga anggota panitia menyatakan {CLAUSE}.", BAGAS),
        (f"Bagas usai bertemu Chen Yulan mengatakan {CLAUSE}.", BAGAS),
        (f"Bagas dalam sambutannya mengatakan bahwa {CLAUSE}.", BAGAS),
        (f"Bagas mengatakan kepada wartawan bahwa {CLAUSE}.", BAGAS),
        (f"Kementerian Riset menyatakan bahwa {CLAUSE}.", "ORG:kementerian riset"),
        (f"Para analis meyakini, {CLAUSE}.", None),
        (f"Sebab, kata dia, {CLAUSE}.", RATNA),
        (f"Ditambahkan Bagas, {CLAUSE}.", BAGAS),
        (f"Dalam pertemuan dengan Chen Yulan, Bagas mengungkapkan {CLAUSE}.", BAGAS),
        (f"Bagas tidak membantah {CLAUSE}.", BAGAS),
        (f"Direktur itu menilai {CLAUSE}.", RATNA),
    ],
)
def test_the_clause_and_its_speaker(read, sentence, speaker):
    assert [(text, who) for text, who, _ in indirect(read(INTRODUCTION, sentence))] == [(CLAUSE, speaker)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Pabrik itu, kata Bagas, menyerap banyak tenaga kerja.",
        "Pabrik itu katanya menyerap banyak tenaga kerja.",
        "Pabrik itu menurut Bagas menyerap banyak tenaga kerja.",
    ],
)
def test_an_attribution_inside_the_clause_leaves_the_sentence_whole(read, sentence):
    ((text, _, _),) = indirect(read(INTRODUCTION, sentence))
    assert text == sentence[:-1]


def test_a_wire_lead_ends_before_its_attribution(read):
    lead = "Indonesia membutuhkan lebih banyak pusat data, kata Direktur Nusadata Ratna Wulandari di Bandung, Rabu."
    assert indirect(read(lead)) == [("Indonesia membutuhkan lebih banyak pusat data", RATNA, "kata")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Rencana aksi itu menekankan pentingnya kerja sama antarnegara.",
        "Pabrik itu dinilai mampu menyerap banyak tenaga kerja.",
        "Bagas enggan menyebutkan nilai pasti pabrik baru itu.",
        "Bagas akan menyampaikan rencana besar itu kepada panitia.",
        "Data Kementerian Riset menyebutkan jumlah pabrik terus naik.",
        "Bagas menyampaikan sambutan dalam pembukaan pabrik baru itu.",
        "Ratna menyampaikan hal itu saat membuka pabrik di Bandung.",
        "Hasil penelitian menunjukkan bahwa jumlah pabrik terus naik.",
        "Dengan kata lain, pabrik itu menyerap banyak tenaga kerja.",
        "Menurut data resmi, jumlah pabrik terus naik setiap tahun.",
    ],
)
def test_what_is_no_report(read, sentence):
    assert indirect(read(INTRODUCTION, sentence)) == []


def test_the_word_handed_over_moves_the_pronoun(read):
    quotes = read(INTRODUCTION, "Hal senada disampaikan Bagas Prakoso.", f"Ia menilai {CLAUSE}.")
    assert indirect(quotes)[0][1] == BAGAS


def test_a_second_verb_shares_its_sentence_s_subject(read):
    quotes = read("Bagas meresmikan pusat data, menekankan pentingnya keamanan bagi warga.")
    assert indirect(quotes) == [("pentingnya keamanan bagi warga", BAGAS, "menekankan")]


def test_a_leading_participle_shares_the_following_subject(read):
    quotes = read(f"Sembari menekankan bahwa modal sudah cukup, Bagas mengatakan {CLAUSE}.")
    assert [(text, who) for text, who, _ in indirect(quotes)] == [("modal sudah cukup", BAGAS), (CLAUSE, BAGAS)]


def test_a_report_lies_inside_marked_speech(read):
    quotes = read(f"“Chen menyampaikan {CLAUSE},” ujar Bagas.")
    assert [(q.quote_type, q.speaker) for q in quotes] == [("direct", BAGAS), ("indirect", CHEN)]


@pytest.mark.parametrize(
    "title, text, speaker",
    [
        ("Ratna: Pusat Data Selesai Tahun Depan", "Pusat Data Selesai Tahun Depan", RATNA),
        ("Ratna Sebut Pusat Data Selesai Tahun Depan", "Pusat Data Selesai Tahun Depan", RATNA),
        ("Pusat Data Selesai Tahun Depan - Ratna", "Pusat Data Selesai Tahun Depan", RATNA),
    ],
)
def test_headlines(read, title, text, speaker):
    found = indirect(read("Rapat digelar di Bandung.", title=title))
    assert [(t, s) for t, s, _ in found] == [(text, speaker)]


def test_a_headline_s_act_is_no_report(read):
    assert read("Rapat digelar di Bandung.", title="Ratna Dukung Investasi Pusat Data di Bandung") == []


@pytest.mark.parametrize(
    "sentence, text",
    [
        ("Chen Yulan said that the centre would open soon.", "the centre would open soon"),
        ("Chen Yulan told reporters that the centre would open soon.", "the centre would open soon"),
        ("According to Chen Yulan, the centre would open soon.", "the centre would open soon"),
        (
            "The centre would open within a few weeks, according to Chen Yulan.",
            "The centre would open within a few weeks",
        ),
        ("The centre would open within a few weeks, Chen Yulan said.", "The centre would open within a few weeks"),
    ],
)
def test_english(read, sentence, text):
    ((found, speaker, _),) = indirect(read(sentence, language="en"))
    assert (found, speaker) == (text, CHEN)


def test_malay(read):
    quotes = read(
        "Aminah Yusof berkata, kilang itu dibuka bulan depan.",
        "Sehubungan itu, katanya, semua pekerja tempatan akan diambil.",
        language="ms",
    )
    assert [text for text, _, _ in indirect(quotes)] == [
        "kilang itu dibuka bulan depan",
        "semua pekerja tempatan akan diambil",
    ]
    assert {who for _, who, _ in indirect(quotes)} == {"PERSON:aminah yusof"}


def test_chinese_takes_the_sentence_of_its_verb_only(read):
    quotes = read("陈玉兰指出，两国合作前景广阔。双方将建设数据中心。她强调，人才培养十分重要。", language="zh")
    assert indirect(quotes) == [("两国合作前景广阔", CHEN, "指出"), ("人才培养十分重要", CHEN, "强调")]


def test_nobody_is_invented(read):
    quotes = read("Dia mengatakan pabrik itu menyerap banyak tenaga kerja.")
    assert indirect(quotes) == [(CLAUSE, None, "mengatakan")]


WORDS = st.sampled_from(
    [
        "Bagas",
        "Ratna",
        "mengatakan",
        "bahwa",
        "pabrik",
        "itu",
        ",",
        ".",
        "“",
        "”",
        '"',
        "kata",
        "dia",
        "ujarnya",
        "menurut",
        "Menurutnya",
        "di",
        "Bandung",
        "kami",
        "cukup",
        "China",
    ]
)


@example(["Bagas", "kata", "Bagas", "Bagas", "“", "Bagas", "Bagas", "Bagas", "."], "id")  # the closing mark is lost
@given(st.lists(WORDS, max_size=40), st.sampled_from(["id", "en", "zh", "ms"]))
def test_offsets_hold_and_direct_quotes_stay_apart(words, language):
    quotes = read_article(" ".join(words) or "Kosong.", "Bagas hadir.", language=language)
    direct = [q for q in quotes if q.quote_type == "direct"]
    assert all(a.end <= b.start for a, b in pairwise(direct))
    assert len({(q.start, q.end, q.quote_type) for q in quotes}) == len(quotes)
    assert all(q.text.strip() == q.text and q.text for q in quotes)


@pytest.mark.parametrize(
    "sentence, text, speaker",
    [
        ("Menurut kuasa hukum Chen Yulan, Bagas Prakoso, gugatan itu lemah sekali.", "gugatan itu lemah sekali", BAGAS),
        ("Menurut Bagas Prakoso, salah satu pendiri Nusadata, modal sudah cukup.", "modal sudah cukup", BAGAS),
        ("Modal cukup Menurut Bagas, pabrik itu segera berdiri.", "pabrik itu segera berdiri", BAGAS),
        ("Duta Besar China untuk Indonesia Chen Yulan mengatakan hubungan makin erat.", "hubungan makin erat", CHEN),
        ("Bagas saat ditemui di Bandung, Kamis (5/2), mengatakan modal sudah cukup.", "modal sudah cukup", BAGAS),
        (
            "Bagas mengatakan dengan bunga 8,25 persen modal sudah cukup.",
            "dengan bunga 8,25 persen modal sudah cukup",
            BAGAS,
        ),
        ("Nusadata, perusahaan data, menyatakan modal sudah cukup.", "modal sudah cukup", "ORG:nusadata"),
        ("Juru bicara Kementerian Riset mengatakan modal sudah cukup.", "modal sudah cukup", "ORG:kementerian riset"),
        (
            "Sejak pabrik itu berdiri, kata Bagas, saat ini warga lebih sejahtera.",
            "Sejak pabrik itu berdiri, kata Bagas, saat ini warga lebih sejahtera",
            BAGAS,
        ),
    ],
)
def test_titles_asides_and_lost_headings(read, sentence, text, speaker):
    assert [(t, s) for t, s, _ in indirect(read(INTRODUCTION, sentence))] == [(text, speaker)]


def test_a_plain_noun_means_the_body_that_spoke_last(read):
    quotes = read(
        "Kementerian Riset menyatakan modal sudah cukup.", "Kementerian itu menambahkan bahwa biaya akan naik."
    )
    assert [who for _, who, _ in indirect(quotes)] == ["ORG:kementerian riset"] * 2


def test_two_main_clauses_have_a_speaker_each(read):
    quotes = read("Ratna mengatakan modal sudah cukup, sedangkan Bagas menilai biaya itu terlalu tinggi.")
    assert [(text, who) for text, who, _ in indirect(quotes)] == [
        ("modal sudah cukup", RATNA),
        ("biaya itu terlalu tinggi", BAGAS),
    ]


def test_acts_joined_to_a_subject_are_no_reports(read):
    assert indirect(read("Bagas membagikan masker dan mengingatkan warga di sepanjang jalan raya.")) == []


def test_an_unknown_name_speaks_without_an_actor_and_takes_the_pronoun(read):
    quotes = read(
        INTRODUCTION, "Direktur Yayasan Wiryo Sentono menilai modal sudah cukup.", f"Ia menambahkan, {CLAUSE}."
    )
    assert [(text, who) for text, who, _ in indirect(quotes)] == [("modal sudah cukup", None), (CLAUSE, None)]
