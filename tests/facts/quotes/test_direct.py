import pytest

from pipeline.facts.model import Role

RATNA, BAGAS, CHEN = "PERSON:ratna wulandari", "PERSON:bagas prakoso", "PERSON:chen yulan"
INTRODUCTION = "Direktur Nusadata Ratna Wulandari membuka pabrik baru di Bandung."


def direct(quotes):
    return [(q.text, q.speaker, q.cue) for q in quotes if q.quote_type == "direct"]


@pytest.mark.parametrize(
    "sentence, speaker, cue",
    [
        ("“Modal itu cukup,” ujar Bagas di Bandung, Rabu.", BAGAS, "ujar"),
        ("“Modal itu cukup,” ujarnya.", RATNA, "ujarnya"),
        ("“Modal itu cukup,” kata dia menambahkan.", RATNA, "kata"),
        ("“Modal itu cukup,” kata Kepala Balai Riset, Bagas Prakoso, usai bertemu Chen Yulan.", BAGAS, "kata"),
        ("“Modal itu cukup,” kata Kepala Dusun Atas, Kecamatan Tengah, Bagas Prakoso.", BAGAS, "kata"),
        ("“Modal itu cukup,” kata Menteri Dalam Negeri Bagas Prakoso saat rapat.", BAGAS, "kata"),
        ("“Modal itu cukup,” tulis Kementerian Riset.", "ORG:kementerian riset", "tulis"),
        ("“Modal itu cukup,” menurut laporan media lokal, Kabar Timur.", "ORG:kabar timur", "menurut"),
        ("“Modal itu cukup,” kata seorang pejabat yang enggan disebut namanya.", None, "kata"),
        ("Bagas menjawab, “Modal itu cukup.”", BAGAS, "menjawab"),
        ("Bagas mengatakan kepada pers: “Modal itu cukup.”", BAGAS, "mengatakan"),
        ("“Modal itu cukup?” tanya Chen.", CHEN, "tanya"),
        ("“Modal itu cukup,” demikian kata Bagas.", BAGAS, "kata"),
        ("“Modal itu cukup,” Bagas menambahkan.", BAGAS, "menambahkan"),
    ],
)
def test_attributions_around_the_marks(read, sentence, speaker, cue):
    ((text, found, word),) = direct(read(INTRODUCTION, sentence))
    assert text.startswith("Modal itu cukup")
    assert (found, word) == (speaker, cue)


def test_an_interrupted_quotation_is_two_quotes_of_one_speaker(read):
    quotes = direct(read(INTRODUCTION, "“Modal itu cukup,” ujar Bagas. “Kami tidak mencari pinjaman lain tahun ini.”"))
    assert [speaker for _, speaker, _ in quotes] == [BAGAS, BAGAS]
    assert quotes[1][2] is None


def test_a_speech_over_two_paragraphs_keeps_its_speaker(read):
    quotes = direct(
        read(
            INTRODUCTION,
            "“Modal itu cukup,” ujar Bagas.",
            "“Kami tidak akan mencari pinjaman lain sampai akhir tahun.”",
        )
    )
    assert quotes[1][1] == BAGAS


def test_quotes_before_the_first_attribution_wait_for_it(read):
    quotes = direct(read("“Kami sudah lama menunggu kesempatan sebesar ini di sini.", "“Modal itu cukup,” ujar Bagas."))
    assert [speaker for _, speaker, _ in quotes] == [BAGAS, BAGAS]


def test_a_bare_title_means_the_holder_of_the_role(read):
    lead = "Menteri Riset (Menris) Ratna Wulandari bertemu Bagas Prakoso, Bupati Bandung."
    start = lead.index("Bupati")
    roles = [Role(start, start + 6, "Bupati", BAGAS, "Bupati", "PLACE:bandung")]
    assert direct(read(lead, "“Modal itu cukup,” kata Bupati.", roles=roles))[0][1] == BAGAS


def test_a_title_is_resolved_beside_its_name_without_roles(read):
    text = "Mendag Ratna Wulandari bertemu Gubernur Bagas Prakoso."
    assert direct(read(text, "“Modal itu cukup,” ujar Mendag."))[0][1] == RATNA


@pytest.mark.parametrize(
    "text",
    [
        "Ratna meluncurkan program ‘Jalur Emas’ bagi pengusaha.",
        "Acara bertajuk “Menuju Indonesia Cerdas Bersama Data dan Manusia Unggul” dibuka Ratna.",
        "Massa membentangkan spanduk bertuliskan “Selamatkan Hutan Kami dari Tambang Sekarang Juga”.",
        "Ratna tiba dengan kereta “Argo Bandung” pada sore hari.",
    ],
)
def test_names_slogans_and_scare_words_are_no_speech(read, text):
    assert direct(read(text)) == []


def test_a_statement_that_lost_its_marks_is_direct_in_first_person(read):
    assert direct(read(INTRODUCTION, "Kami tidak mencari pinjaman lain tahun ini, kata Bagas.")) == [
        ("Kami tidak mencari pinjaman lain tahun ini", BAGAS, "kata")
    ]


def test_english_order_of_speaker_and_verb(read):
    quotes = direct(
        read("“We have enough money,” Chen told a forum in Bandung. “It is our own,” she said.", language="en")
    )
    assert [(s, c) for _, s, c in quotes] == [(CHEN, "told"), (CHEN, "said")]


def test_chinese_marked_speech(read):
    assert direct(read("陈玉兰说：“我们已经准备好了。”", language="zh")) == [("我们已经准备好了", CHEN, "说")]


def test_chinese_attribution_after_the_marks(read):
    assert direct(read("“我们已经准备好了，可以开始合作。”陈玉兰说。", language="zh")) == [
        ("我们已经准备好了，可以开始合作", CHEN, "说")
    ]


def test_a_short_sentence_goes_on_a_speech(read):
    quotes = direct(read(INTRODUCTION, "“Modal itu cukup,” kata Bagas, Selasa. “Nanti kita umumkan.”"))
    assert [(text, who) for text, who, _ in quotes] == [("Modal itu cukup", BAGAS), ("Nanti kita umumkan.", BAGAS)]


def test_the_word_handed_over_names_the_speaker(read):
    text = "Hal itu disampaikan Menteri Riset Ratna Wulandari usai bertemu Bagas Prakoso."
    assert direct(read(text, "“Kami siap membangunnya,” katanya."))[0][1] == RATNA
