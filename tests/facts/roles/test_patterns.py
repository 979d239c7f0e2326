"""The places where newswriting puts an office, one sentence of our own each."""

import pytest

from pipeline.facts.names.extract import find_names
from pipeline.facts.roles import find_roles
from tests.facts.names.articles import article
from tests.facts.roles.test_roles import roles

INDONESIAN = [
    ("Dirjen Pajak Suryo Utomo hadir.", ("Suryo Utomo", "Dirjen Pajak", "Direktorat Jenderal Pajak")),
    ("Perdana Menteri China, Li Qiang, tiba.", ("Li Qiang", "Perdana Menteri", "China")),
    (
        "Kata Rudi Hartawan, direktur utama PT Samudra Niaga, Senin.",
        ("Rudi Hartawan", "direktur utama", "Samudra Niaga"),
    ),
    ("Rudi Hartawan (Direktur PT Samudra Niaga) hadir.", ("Rudi Hartawan", "Direktur", "Samudra Niaga")),
    (
        "Rudi Hartawan yang menjabat sebagai Direktur Operasional PT Samudra Niaga hadir.",
        ("Rudi Hartawan", "Direktur Operasional", "Samudra Niaga"),
    ),
    (
        "Guru besar Fakultas Hukum UGM Bambang Sutopo menolak.",
        ("Bambang Sutopo", "Guru besar", "Fakultas Hukum Universitas Gadjah Mada"),
    ),
    (
        "Pakar hukum tata negara Universitas Andalas Feri Rahmadi menyoroti revisi itu.",
        ("Feri Rahmadi", "Pakar hukum tata negara", "Universitas Andalas"),
    ),
    ("Pelaksana Tugas Gubernur Aceh Nova Iriansyah hadir.", ("Nova Iriansyah", "Pelaksana Tugas Gubernur", "Aceh")),
    ("Penjabat Gubernur Jawa Barat Bey Machmudin hadir.", ("Bey Machmudin", "Penjabat Gubernur", "West Java")),
    (
        "Menteri Perhubungan ad interim Hartini Lubis hadir.",
        ("Hartini Lubis", "Menteri Perhubungan ad interim", "Kementerian Perhubungan"),
    ),
    ("Menteri Keuangan RI Hartini Lubis hadir.", ("Hartini Lubis", "Menteri Keuangan", "Kementerian Keuangan")),
    (
        "Menko Bidang Perekonomian Hartini Lubis hadir.",
        ("Hartini Lubis", "Menko Bidang Perekonomian", "Kementerian Koordinator Bidang Perekonomian"),
    ),
    ("Kasat Reskrim Polres Garut AKP Dede Sopandi hadir.", ("Dede Sopandi", "Kasat Reskrim", "Polres Garut")),
    ("Kata penyanyi Agnes Mulyani kemarin.", ("Agnes Mulyani", "penyanyi", None)),
    ("Duta Besar China untuk Indonesia Wang Lutong hadir.", ("Wang Lutong", "Duta Besar", "China")),
    ("Kuasa hukum Setya Lubis, Budi Santoso, membantah.", ("Budi Santoso", "Kuasa hukum", None)),
]
ENGLISH = [
    ("World Bank President Ajay Banga spoke.", ("Ajay Banga", "President", "World Bank")),
    ("Tesla's CEO Elon Musk visited Beijing.", ("Elon Musk", "CEO", "Tesla")),
    ("Tim Cook, Apple's chief executive, declined.", ("Tim Cook", "chief executive", "Apple")),
    ("Former Google CEO Hannah Miller spoke.", ("Hannah Miller", "CEO", "Google")),
    (
        "Hannah Miller, who is the chief financial officer of Nokia, left.",
        ("Hannah Miller", "chief financial officer", "Nokia"),
    ),
    ("Hannah Miller, an analyst at Microsoft, agreed.", ("Hannah Miller", "analyst", "Microsoft")),
    ("Australian Energy Minister Peter Dunne agreed.", ("Peter Dunne", "Energy Minister", "Australia")),
    (
        "U.S. Trade Representative Robert Lighthizer spoke.",
        ("Robert Lighthizer", "Trade Representative", "United States"),
    ),
    ("West Java Governor Dedi Mulyadi closed the mine.", ("Dedi Mulyadi", "Governor", "West Java")),
    (
        "Minister of Finance Sri Mulyani Indrawati signed.",
        ("Sri Mulyani Indrawati", "Minister of Finance", "Kementerian Keuangan"),
    ),
]
MALAY = [
    (
        "Timbalan Menteri Perdagangan Liew Chin Tong hadir.",
        ("Liew Chin Tong", "Timbalan Menteri Perdagangan", "Malaysia"),
    ),
    ("Menteri Besar Selangor Datuk Seri Amirudin Shari hadir.", ("Amirudin Shari", "Menteri Besar", "Selangor")),
]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [(language, *case) for language, cases in (("id", INDONESIAN), ("en", ENGLISH), ("ms", MALAY)) for case in cases],
)
def test_pattern(language: str, text: str, expected: tuple[str, str, str | None]) -> None:
    assert roles(text, language=language) == [expected]


def test_titles_in_lower_case_share_the_body_ahead() -> None:
    assert roles("Microsoft founder and chairman Peter Dunne spoke.", language="en") == [
        ("Peter Dunne", "founder", "Microsoft"),
        ("Peter Dunne", "chairman", "Microsoft"),
    ]


def test_a_client_is_not_counsel() -> None:
    assert roles("Kuasa hukum Setya Lubis membantah.") == []


def test_the_span_keeps_the_words_that_tell_a_former_office() -> None:
    source = article("Former Google CEO Hannah Miller spoke.", language="en")
    found, _ = find_roles(source, find_names(source))
    assert found[0].surface == "Former Google CEO Hannah Miller"


def test_a_secretariat_of_the_president_is_no_presidency() -> None:
    assert [role for _, role, _ in roles("Kepala Sekretariat Presiden Hartini Lubis hadir.")] == ["Kepala"]
