import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.facts.names.extract import find_names
from pipeline.facts.roles import find_roles
from tests.facts.names.articles import article


def roles(*texts: str, language: str = "id", published: str | None = "2025-06-01") -> list[tuple[str, str, str | None]]:
    source = article(*texts, language=language, published=published)
    names = find_names(source)
    found, extra = find_roles(source, names)
    actors = {**names.actors, **extra}
    return [(actors[r.actor].name, r.role, actors[r.organisation].name if r.organisation else None) for r in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kata Menteri Keuangan Hartini Lubis.", ("Hartini Lubis", "Menteri Keuangan", "Kementerian Keuangan")),
        (
            "Kata Wakil Menteri Komunikasi dan Digital (Komdigi) RI, Hartini Lubis, kemarin.",
            ("Hartini Lubis", "Wakil Menteri Komunikasi dan Digital", "Kementerian Komunikasi dan Digital"),
        ),
        ("Kata Menteri BUMN Hartini Lubis.", ("Hartini Lubis", "Menteri", "Kementerian Badan Usaha Milik Negara")),
        ("Kata Menlu Hartini Lubis.", ("Hartini Lubis", "Menlu", "Kementerian Luar Negeri")),
        ("Kata Menteri Perdagangan China Wang Wentao.", ("Wang Wentao", "Menteri Perdagangan", "China")),
        ("Kata Presiden Prabowo Subianto.", ("Prabowo Subianto", "Presiden", "Indonesia")),
        ("Kata Presiden Donald Trump.", ("Donald Trump", "Presiden", "United States")),
        ("Kata CEO Nvidia Jensen Huang.", ("Jensen Huang", "CEO", "Nvidia")),
        ("Kata Direktur Utama PT Sinar Laut Hartini Lubis.", ("Hartini Lubis", "Direktur Utama", "Sinar Laut")),
        ("Hartini Lubis, Direktur Utama PT Sinar Laut, setuju.", ("Hartini Lubis", "Direktur Utama", "Sinar Laut")),
        ("Hartini Lubis yang juga Ketua Apindo setuju.", ("Hartini Lubis", "Ketua", "Asosiasi Pengusaha Indonesia")),
        (
            "Kata Ketua Komisi XI DPR Hartini Lubis.",
            ("Hartini Lubis", "Ketua", "Komisi XI Dewan Perwakilan Rakyat"),
        ),
        (
            "Kata Wakil Ketua Umum Bidang Perdagangan Kadin Hartini Lubis.",
            ("Hartini Lubis", "Wakil Ketua Umum Bidang Perdagangan", "Kamar Dagang dan Industri Indonesia"),
        ),
        ("Kata Mantan Ketua KPK Hartini Lubis.", ("Hartini Lubis", "Mantan Ketua", "Komisi Pemberantasan Korupsi")),
        ("Kata Gubernur Jawa Barat Hartini Lubis.", ("Hartini Lubis", "Gubernur", "West Java")),
        ("Kata Wakil Presiden ke-10 RI Hartini Lubis.", ("Hartini Lubis", "Wakil Presiden", "Indonesia")),
    ],
)  # fmt: skip
def test_role(text: str, expected: tuple[str, str, str | None]) -> None:
    assert roles(text) == [expected]


def test_one_title_for_two_bodies_and_two_titles_for_one() -> None:
    assert roles("Kata Bos Tesla dan SpaceX Elon Musk.") == [
        ("Elon Musk", "Bos", "Tesla"),
        ("Elon Musk", "Bos", "SpaceX"),
    ]
    assert roles("Kata Pendiri dan CEO Xendit, Moses Lo.") == [
        ("Moses Lo", "Pendiri", "Xendit"),
        ("Moses Lo", "CEO", "Xendit"),
    ]


def test_titles_joined_by_a_stroke_keep_their_own_bodies() -> None:
    assert roles("Kata Menteri Keuangan/Kepala Bappenas Hartini Lubis.") == [
        ("Hartini Lubis", "Menteri Keuangan", "Kementerian Keuangan"),
        ("Hartini Lubis", "Kepala", "Badan Perencanaan Pembangunan Nasional"),
    ]


def test_a_list_of_officials_keeps_each_title_with_its_person() -> None:
    text = "Hadir Ketua DPR Hartini Lubis, Ketua MPR Sutan Batubara, dan Menhan Joni Siregar."
    assert roles(text) == [
        ("Hartini Lubis", "Ketua", "Dewan Perwakilan Rakyat"),
        ("Sutan Batubara", "Ketua", "Majelis Permusyawaratan Rakyat"),
        ("Joni Siregar", "Menhan", "Kementerian Pertahanan"),
    ]


def test_a_repeated_role_is_one_row_and_the_full_title_wins() -> None:
    text = "Menlu Hartini Lubis tiba. Menteri Luar Negeri Hartini Lubis bicara. Menlu Hartini pulang."
    assert roles(text) == [("Hartini Lubis", "Menteri Luar Negeri", "Kementerian Luar Negeri")]


def test_malay_and_english() -> None:
    assert roles("Kata Perdana Menteri, Datuk Seri Anwar Ibrahim.", language="ms") == [
        ("Anwar Ibrahim", "Perdana Menteri", "Malaysia")
    ]
    assert roles("Hannah Miller, former CEO of Google, spoke.", language="en") == [
        ("Hannah Miller", "former CEO", "Google")
    ]
    assert roles("Investment Minister Bahlil Lahadalia spoke.", language="en") == [
        ("Bahlil Lahadalia", "Investment Minister", "Kementerian Investasi")
    ]


def test_chinese() -> None:
    assert roles("国家主席习近平会见印度尼西亚总统佐科。习近平主席表示欢迎。", language="zh") == [
        ("Xi Jinping", "国家主席", "China"),
        ("Joko Widodo", "总统", "Indonesia"),
    ]


def test_rank_and_bystanders_are_no_roles() -> None:
    assert roles("Kata Inspektur Jenderal Hartini Lubis dan Warga Sutan Batubara.") == []


def test_the_span_runs_from_title_to_name() -> None:
    source = article("Kemarin CEO Nvidia, Jensen Huang, tiba.")
    found, _ = find_roles(source, find_names(source))
    assert found[0].surface == source.text[found[0].start : found[0].end] == "CEO Nvidia, Jensen Huang"


WORDS = st.sampled_from(
    ["Menteri", "Ketua", "(", ")", ",", ".", "/", "dan", "DPR", "Budi Santoso", "RI", "yang juga", "Wakil", "Menko",
     "China", "CEO", "of", "Google", "-", "总统习近平", "Plt", "Bidang", "PT Sinar"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=20).map(" ".join))
def test_roles_lie_in_one_paragraph_and_point_to_known_actors(text: str) -> None:
    source = article(text, "Kata Hartini Lubis.")
    names = find_names(source)
    found, extra = find_roles(source, names)
    actors = {**names.actors, **extra}
    for role in found:
        assert source.text[role.start : role.end] == role.surface
        assert any(p.start <= role.start < role.end <= p.end for p in source.paragraphs)
        assert role.role
        assert actors[role.actor].entity_type == "PERSON"
        assert role.organisation is None or role.organisation in actors
    assert len({(r.actor, r.role, r.organisation) for r in found}) == len(found)
