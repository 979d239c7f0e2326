import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.facts.model import Names
from pipeline.facts.names.extract import find_names
from tests.facts.names.articles import article


def found(*texts: str, **options: str | None) -> list[tuple[str, str]]:
    names = find_names(article(*texts, **options))  # type: ignore[arg-type]
    return [(mention.surface, mention.entity_type) for mention in names.mentions]


def canonical(names: Names, surface: str) -> str | None:
    mention = next(m for m in names.mentions if m.surface == surface)
    return names.actors[mention.actor].name if mention.actor else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # titles and honorifics are outside the name, commas and brackets may stand between
        ("Kemarin Menteri Komdigi, Meutya Hafid, tiba.", [("Komdigi", "ORG"), ("Meutya Hafid", "PERSON")]),
        ("Ia menemui Bapak Waluyo Saragih di Garut.", [("Waluyo Saragih", "PERSON"), ("Garut", "PLACE")]),
        ("Hadir Prof. Dr. Ir. Siti Rahmawati dan Pak Tarno.", [("Siti Rahmawati", "PERSON"), ("Tarno", "PERSON")]),
        # a title's field is no organisation, its acronym is
        ("Kata Menteri Keuangan Sri Mulyani.", [("Sri Mulyani", "PERSON")]),
        ("Kata Menteri ESDM Bahlil Lahadalia.", [("ESDM", "ORG"), ("Bahlil Lahadalia", "PERSON")]),
        ("Menurut Menteri Agama Hasan Basri begitu.", [("Hasan Basri", "PERSON")]),
        # bodies with "dan", RI, brackets and limited companies
        ("Data Kementerian Komunikasi dan Digital RI.", [("Kementerian Komunikasi dan Digital RI", "ORG")]),
        (
            "Data Kementerian Pendidikan, Kebudayaan, Riset, dan Teknologi dipakai.",
            [("Kementerian Pendidikan, Kebudayaan, Riset, dan Teknologi", "ORG")],
        ),
        ("Saham PT Maju Sentosa Tbk naik.", [("PT Maju Sentosa Tbk", "ORG")]),
        ("Ia wakil di Komisi VI DPR RI.", [("Komisi VI DPR RI", "ORG")]),
        (
            "Kamar Dagang dan Industri (Kadin) Indonesia setuju.",
            [("Kamar Dagang dan Industri (Kadin) Indonesia", "ORG")],
        ),
        (
            "Kementerian Keuangan dan Bank Indonesia sepakat.",
            [("Kementerian Keuangan", "ORG"), ("Bank Indonesia", "ORG")],
        ),
        ("Pemerintah Indonesia dan China sepakat.", [("Pemerintah Indonesia", "ORG"), ("China", "PLACE")]),
        ("Kerja sama pemerintah Indonesia berjalan.", [("Indonesia", "PLACE")]),
        # places: heads that belong to the name and heads that do not
        ("Pabrik di Kabupaten Garut dan Pulau Karimata.", [("Garut", "PLACE"), ("Pulau Karimata", "PLACE")]),
        ("Perang dagang AS-China berlanjut.", [("AS", "PLACE"), ("China", "PLACE")]),
        # money and languages are no places
        ("Nilainya 5 juta dolar AS dan 3 dolar Singapura.", []),
        ("Ia belajar bahasa Jepang.", []),
        # laws, events and plans are no names, with what stands in them
        ("Ia mengutip Undang-Undang Cipta Kerja dan UU ITE.", []),
        ("Ia datang ke KTT ASEAN-Jepang di Tokyo.", [("Tokyo", "PLACE")]),
        ("Ia datang ke Indonesia Battery Summit 2025.", []),
        ("Program Makan Bergizi Gratis dimulai.", []),
        # ordinary words at a sentence's beginning
        ("Namun Harga naik. Selain itu Pemerintah diam.", []),
        ("Jumlah AI dan UMKM tumbuh pada Senin.", []),
    ],
)
def test_spans_and_types(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_english_adjectives_are_no_mentions() -> None:
    text = "Chinese and Indonesian officials met in Beijing, the United States said."
    assert found(text, language="en") == [("Beijing", "PLACE"), ("United States", "PLACE")]


def test_short_names_follow_the_full_name_backwards_too() -> None:
    names = find_names(
        article(
            "Wirya menolak.", "Direktur PT Sinar Laut, Wirya Kusnandar, bicara. Kata Wirya.", title="Wirya Menolak Usul"
        )
    )
    assert {m.actor for m in names.mentions if m.surface.startswith("Wirya")} == {"PERSON:wirya kusnandar"}


def test_family_name_of_a_chinese_person() -> None:
    names = find_names(article("Direktur Pusat Data Guangxi, Qin Haoran, hadir. Ujar Qin."))
    assert canonical(names, "Qin") == "Qin Haoran"


def test_nickname_in_quotes() -> None:
    names = find_names(article("Kemarin Bupati Darsono “Kirno” Wibawa hadir. Kata Kirno."))
    assert canonical(names, "Kirno") == "Darsono Wibawa"


def test_known_short_name_without_another_bearer() -> None:
    names = find_names(article("Kata Jokowi di Solo."))
    assert canonical(names, "Jokowi") == "Joko Widodo"


def test_bearer_in_the_article_beats_the_lexicon() -> None:
    names = find_names(article("Pengusaha Anwar Maulidin hadir. Anwar mengatakan setuju."))
    assert canonical(names, "Anwar") == "Anwar Maulidin"


def test_two_bearers_leave_the_short_name_unresolved() -> None:
    names = find_names(
        article("Menteri Budi Arie Setiadi dan Menteri Budi Gunadi Sadikin hadir. Budi mengatakan setuju.")
    )
    assert canonical(names, "Budi") is None
    assert {"Budi Arie Setiadi", "Budi Gunadi Sadikin"} <= {actor.name for actor in names.actors.values()}


@pytest.mark.parametrize(
    ("published", "name"),
    [("2023-03-01", "Kementerian Komunikasi dan Informatika"), ("2025-03-01", "Kementerian Komunikasi dan Digital")],
)
def test_kominfo_goes_by_the_date(published: str, name: str) -> None:
    assert canonical(find_names(article("Kata pejabat Kominfo.", published=published)), "Kominfo") == name


def test_similar_names_stay_apart() -> None:
    text = "Bank Indonesia, Bank Negara Indonesia, Jakarta, dan Jakarta Pusat disebut."
    assert len(find_names(article(text)).actors) == 4


def test_one_country_under_many_names() -> None:
    names = find_names(article("Tiongkok, China, RRT, dan Cina sama. Republik Rakyat Tiongkok juga."))
    assert {actor.name for actor in names.actors.values()} == {"China"}
    assert next(iter(names.actors.values())).country == "CN"


def test_acronym_defined_by_the_article() -> None:
    names = find_names(article("Lembaga Riset Kelautan Nusantara (LRKN) berdiri. Menurut LRKN, laut hangat."))
    assert canonical(names, "LRKN") == "Lembaga Riset Kelautan Nusantara"
    alias = next(alias for alias in names.aliases if alias.alias == "LRKN")
    assert (alias.kind, alias.evidence) == ("acronym", "article")
    assert alias.start is not None


def test_acronym_defined_for_a_thing_is_no_name() -> None:
    assert found("Penumpang memakai kartu multi trip (KMT) baru. Harga KMT naik.") == []


def test_lexicon_alias_names_its_file() -> None:
    names = find_names(article("Kata pejabat BKPM."))
    assert names.aliases[0].evidence == "organisations_government.csv"
    assert names.aliases[0].start is None


def test_company_is_found_by_its_first_word() -> None:
    names = find_names(article("PT Gunung Tirtamas membuka tambang. Warga menolak PT Gunung Tirtamas."))
    assert canonical(names, "PT Gunung Tirtamas") == "Gunung Tirtamas"


def test_chinese_names() -> None:
    text = (
        "国家主席习近平在北京会见印尼外长苏吉约诺。中方愿同印尼合作，来华访问。广西大学校长韩林海说，中美两国关系重要。"
    )
    names = find_names(article(text, language="zh"))
    resolved = [names.actors[m.actor].name for m in names.mentions if m.actor]
    assert resolved == [
        "Xi Jinping", "Beijing", "Indonesia", "Sugiono", "China", "Indonesia", "China", "Guangxi University", "韩林海",
        "China", "United States",
    ]  # fmt: skip


def test_chinese_phrases_that_hold_a_name() -> None:
    assert found("共建“一带一路”，推进雅万高铁。《中国和印度尼西亚联合声明》发表。", language="zh") == []


def test_same_input_same_output_and_other_articles_do_not_matter() -> None:
    one = article("Presiden Prabowo Subianto bertemu Wang Yi di Jakarta.")
    before = find_names(one)
    find_names(article("Prabowo Mangkusubroto, pedagang, hadir."))
    assert find_names(one) == before


WORDS = st.sampled_from(
    ["Menteri", "PT", "(", ")", ",", ".", "dan", "di", "Jakarta", "Budi", "Bank", "“", "”", "习近平", "AS", "-", "I",
     "Kementerian", "\n", "UU", "Made", "kata", "RI", "@prabowo", "Wang", "of", "Dr", "China"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=80))
def test_mentions_are_ordered_disjoint_and_reproduce_their_surface(text: str) -> None:
    source = article(text, "Menteri Budi Santoso hadir.")
    end = 0
    names = find_names(source)
    for mention in names.mentions:
        assert end <= mention.start < mention.end
        assert source.text[mention.start : mention.end] == mention.surface
        assert any(p.start <= mention.start and mention.end <= p.end for p in source.paragraphs)
        assert mention.actor is None or mention.actor in names.actors
        end = mention.end
