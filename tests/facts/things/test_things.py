"""Laws, plans, events and products: spans and types, what they are not, and who is meant."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.facts.model import Names
from pipeline.facts.names.extract import find_names
from pipeline.facts.things.extract import find_things
from tests.facts.names.articles import article


def read(*texts: str, **options: str | None) -> Names:
    source = article(*texts, **options)  # type: ignore[arg-type]
    return find_things(source, find_names(source))


def found(*texts: str, **options: str | None) -> list[tuple[str, str]]:
    return [(mention.surface, mention.entity_type) for mention in read(*texts, **options).mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ia mengutip Undang-Undang Cipta Kerja dan UU ITE.",
            [("Undang-Undang Cipta Kerja", "LAW"), ("UU ITE", "LAW")],
        ),
        ("Menurut UU Nomor 27 Tahun 2022 data itu dilindungi.", [("UU Nomor 27 Tahun 2022", "LAW")]),
        (
            "Dasarnya Undang-Undang Nomor 11 Tahun 2008 tentang Informasi dan Transaksi Elektronik.",
            [("Undang-Undang Nomor 11 Tahun 2008 tentang Informasi dan Transaksi Elektronik", "LAW")],
        ),
        ("Perpres No. 82/2023 mulai berlaku.", [("Perpres No. 82/2023", "LAW")]),
        ("Pasal 5 PP 71/2019 mengaturnya.", [("PP 71/2019", "LAW")]),
        ("DPR membahas RUU Penyiaran pekan ini.", [("RUU Penyiaran", "LAW")]),
        (
            "Isi Peraturan Menteri Perdagangan Nomor 31 Tahun 2023 sama.",
            [("Peraturan Menteri Perdagangan Nomor 31 Tahun 2023", "LAW")],
        ),
        ("RUU Kitab Undang-undang Hukum Pidana disahkan.", [("RUU Kitab Undang-undang Hukum Pidana", "LAW")]),
        ("Perjanjian Paris diteken di Paris.", [("Perjanjian Paris", "LAW")]),
        ("Program Makan Bergizi Gratis dimulai.", [("Program Makan Bergizi Gratis", "LAW")]),
        ("Strategi Nasional Kecerdasan Artifisial diterbitkan.", [("Strategi Nasional Kecerdasan Artifisial", "LAW")]),
        ("Ia datang ke KTT ASEAN-Jepang di Tokyo.", [("KTT ASEAN-Jepang", "EVENT")]),
        ("Presiden menghadiri KTT ke-17 BRICS di Rio.", [("KTT ke-17 BRICS", "EVENT")]),
        ("Ia datang ke Indonesia Battery Summit 2025.", [("Indonesia Battery Summit 2025", "EVENT")]),
        ("Pemilu 2024 berjalan lancar.", [("Pemilu 2024", "EVENT")]),
        ("Konferensi Asia Afrika dikenang di Bandung.", [("Konferensi Asia Afrika", "EVENT")]),
        ("Pelajar memakai ChatGPT dan DeepSeek-R1 di kelas.", [("ChatGPT", "PRODUCT"), ("DeepSeek-R1", "PRODUCT")]),
        ("Ia membeli iPhone 17 Pro di Batam.", [("iPhone 17 Pro", "PRODUCT")]),
        ("Kereta Cepat Whoosh berangkat pagi.", [("Kereta Cepat Whoosh", "PRODUCT")]),
        ("Satelit Nusantara Lima mengorbit.", [("Satelit Nusantara Lima", "PRODUCT")]),
        ("Pelatihannya memakai 2.048 cip H800 dan model R1.", [("H800", "PRODUCT"), ("R1", "PRODUCT")]),
        # none
        ("Negara G20 dan jalur B2B dibahas, juga model bisnis.", []),
        ("Program itu baik. Konferensi itu batal. Undang-undang itu dicabut.", []),
        ("Pemilu berjalan lancar; PP pulang pergi.", []),
        ("Hasil Pilpres 8 tahun lalu dibuka.", []),
        ("Ia Executive Officer Indonesian River Justice Initiative.", []),
        ("Sora pulang ke Osaka.", []),
        ("Menteri membuka pameran di Bandung.", []),
    ],
)
def test_spans_and_types(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Congress passed the CHIPS and Science Act.", "en", [("CHIPS and Science Act", "LAW")]),
        ("Leaders met at the World AI Conference 2025.", "en", [("World AI Conference 2025", "EVENT")]),
        ("The Personal Data Protection Act took effect.", "en", [("Personal Data Protection Act", "LAW")]),
        ("Akta Komunikasi dan Multimedia 1998 dipinda.", "ms", [("Akta Komunikasi dan Multimedia 1998", "LAW")]),
        ("Sidang Kemuncak ASEAN ke-46 bermula.", "ms", [("Sidang Kemuncak ASEAN ke-46", "EVENT")]),
        ("双方签署《区域全面经济伙伴关系协定》。", "zh", [("区域全面经济伙伴关系协定", "LAW")]),
        ("共建“一带一路”合作深入推进。", "zh", [("一带一路", "LAW")]),
        ("王芳介绍第二届“一带一路”国际合作高峰论坛。", "zh", [("第二届“一带一路”国际合作高峰论坛", "EVENT")]),
        ("雅万高铁正式开通。", "zh", [("雅万高铁", "PRODUCT")]),
    ],
)
def test_other_languages(text: str, language: str, expected: list[tuple[str, str]]) -> None:
    assert found(text, language=language) == expected


def test_writings_of_one_law_are_one_actor() -> None:
    names = read(
        "UU Nomor 27 Tahun 2022 berlaku.", "Isi Undang-Undang No 27/2022 jelas, kata warga.", "UU PDP melindungi data."
    )
    assert [actor.name for actor in names.actors.values()] == ["Undang-Undang Nomor 27 Tahun 2022"]
    assert {alias.evidence for alias in names.aliases} == {"things_heads.csv", "things_laws.csv"}


def test_laws_of_two_years_are_two() -> None:
    assert len(read("UU Nomor 11 Tahun 2008 diubah oleh UU Nomor 19 Tahun 2016.").actors) == 2


def test_editions_are_their_own_actors() -> None:
    names = read("KTT G20 2022 dan KTT G20 2023 berbeda.")
    assert sorted(actor.name for actor in names.actors.values()) == [
        "Konferensi Tingkat Tinggi G20 2022", "Konferensi Tingkat Tinggi G20 2023",
    ]  # fmt: skip


def test_a_short_form_is_defined_by_the_article() -> None:
    names = read("RUU Perlindungan Pekerja Rumah Tangga (RUU PPRT) dibahas.", "Nasib RUU PPRT belum jelas.")
    assert len(names.actors) == 1
    (alias,) = [alias for alias in names.aliases if alias.evidence == "article"]
    assert (alias.alias, alias.kind) == ("RUU PPRT", "acronym")
    assert alias.start is not None


def test_a_defined_acronym_keeps_its_head() -> None:
    names = read("Undang-Undang Tata Kelola Sungai (TKS) berlaku.", "Isi UU TKS singkat.")
    assert [actor.name for actor in names.actors.values()] == ["Undang-Undang Tata Kelola Sungai"]


def test_names_come_first() -> None:
    source = article("Menurut perusahaan DeepSeek, modelnya murah.")
    names = find_names(source)
    taken = {(mention.start, mention.end) for mention in names.mentions}
    assert all((m.start, m.end) not in taken for m in find_things(source, names).mentions)


def test_a_headline_in_title_case_takes_no_more_than_the_name() -> None:
    assert found("Isinya singkat.", title="KTT BRICS Bahas Kecerdasan Buatan di Rio") == [("KTT BRICS", "EVENT")]


def test_names_inside_a_thing_are_parts_of_it() -> None:
    names = find_names(article("Perjanjian Paris diteken di Paris, kata Budi Hartono."))
    assert [mention.surface for mention in names.mentions] == ["Paris", "Budi Hartono"]
    assert names.mentions[0].start > 20


PIECES = (
    *(
        "UU",
        "Undang-Undang",
        "Nomor",
        "27",
        "Tahun",
        "2022",
        "tentang",
        "Data",
        "dan",
        "KTT",
        "ASEAN",
        "ke-46",
        "Summit",
    ),
    *("Summit", "iPhone", "17", "Pro", "(UU PDP)", "一带一路", "《数据安全法》", "第三届", "论坛", ".", ",", "Budi"),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map(" ".join), min_size=1, max_size=3))
def test_spans_hold_their_surfaces_and_overlap_nothing(texts: list[str]) -> None:
    source = article(*texts)
    names = find_names(source)
    things = find_things(source, names)
    spans = sorted((m.start, m.end) for m in (*names.mentions, *things.mentions))
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    for mention in things.mentions:
        assert source.text[mention.start : mention.end] == mention.surface
        assert mention.actor in things.actors
        assert any(p.start <= mention.start and mention.end <= p.end for p in source.paragraphs)
    assert things == find_things(source, names)
