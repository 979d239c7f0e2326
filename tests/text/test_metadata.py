"""Outlets, agencies, names and headline suffixes."""

import pytest

from pipeline.text.metadata import (
    clean_person,
    find_agency,
    find_outlet,
    is_person_name,
    outlet_in_credit,
    outlet_of_url,
    split_title,
    zone_of_url,
)


@pytest.mark.parametrize(
    ("credit", "agency"),
    [
        ("Antara", "ANTARA"),
        ("ANTARA/Xinhua", "ANTARA"),
        ("Reuters, AFP", "Reuters"),
        ("Cnbc", "CNBC"),
        ("新华社", "Xinhua"),
        ("Koran Desa", None),
        ("", None),
        (None, None),
    ],
)
def test_agencies(credit: str | None, agency: str | None) -> None:
    assert find_agency(credit) == agency


@pytest.mark.parametrize(
    ("name", "outlet"),
    [("KOMPAS.com", "Kompas.com"), ("TEMPO.CO", "Tempo"), ("koran-uji.co.id", "koran-uji.co.id"), ("Jakarta", None)],
)
def test_outlets(name: str, outlet: str | None) -> None:
    assert find_outlet(name) == outlet


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://money.kompas.com/read/1", "Kompas.com"),
        ("http://www.tempo.co/x", "Tempo"),
        ("https://example.org/a", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_outlet_of_url(url: str | None, outlet: str | None) -> None:
    assert outlet_of_url(url) == outlet


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Harga Beras Turun di Pasar Induk - Kompas.com", "Harga Beras Turun di Pasar Induk"),
        ("Harga Beras Turun di Pasar Induk – DW – 06.06.2025", "Harga Beras Turun di Pasar Induk"),
        ("Harga Beras Turun di Pasar Induk | Koran Uji", "Harga Beras Turun di Pasar Induk"),
        ("Harga Beras Turun di Pasar Induk - Gubernur", "Harga Beras Turun di Pasar Induk - Gubernur"),
        ("Kemitraan Indonesia-China 2025", "Kemitraan Indonesia-China 2025"),
        ("Kompas.com: Harga Beras Turun di Pasar Induk", "Harga Beras Turun di Pasar Induk"),
    ],
)
def test_site_names_leave_titles(title: str, kept: str) -> None:
    assert split_title(title, "Koran Uji")[0] == kept


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("Rina Wati", True),
        ("Rina Wati, Budi Santoso", True),
        ("Ahmad bin Salleh", True),
        ("Kompas.com", False),
        ("harga beras turun", False),
        ("Rina 2024", False),
        ("Harga Beras yang Turun Drastis", False),
    ],
)
def test_person_names(text: str, is_name: bool) -> None:
    assert is_person_name(text) is is_name


@pytest.mark.parametrize(
    ("stated", "kept"),
    [
        ("Tim Redaksi", None),
        ("Admin", None),
        ("Kompas Cyber Media", None),
        ("Web Design; Development", None),
        ("Sekar Wulandari, Transport Correspondent", "Sekar Wulandari"),
        ("Sekar Wulandari dan Tim Redaksi", "Sekar Wulandari"),
        ("Sekar Wulandari in Jakarta and Bagus Hartono in Medan", "Sekar Wulandari and Bagus Hartono"),
        ("Sekar Wulandari/Bagus Hartono", "Sekar Wulandari/Bagus Hartono"),
        ("Sekar Wulandari, M.Si.", "Sekar Wulandari, M.Si"),
        ("Sekar Wulandari; sekar wulandari", "Sekar Wulandari"),
        ("Timotius Admaja", "Timotius Admaja"),
        ("News Desk", None),
        ("Associated Press", None),
        ("编辑部", None),
    ],
)
def test_desks_jobs_and_outlets_are_no_persons(stated: str, kept: str | None) -> None:
    assert clean_person(stated, "Koran Uji") == kept


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("JAKARTA, KOMPAS.com –", "Kompas.com"),
        ("Liputan6.com, Semarang -", "Liputan6.com"),
        ("Rina Wati - detikNews", "detikcom"),
        ("_新浪网", "Sina"),
        ("Jakarta (ANTARA) -", None),
        ("Rina Wati", None),
    ],
)
def test_outlets_in_credits(text: str, outlet: str | None) -> None:
    assert outlet_in_credit(text) == outlet


@pytest.mark.parametrize(
    ("url", "name"), [("https://a.de/x", "Europe/Berlin"), ("https://a.com/x", None), ("http://[x", None), (None, None)]
)
def test_zones_of_addresses(url: str | None, name: str | None) -> None:
    assert zone_of_url(url) == name


def test_authors_lose_roles_and_outlets() -> None:
    assert clean_person("Pewarta Rina Wati; Kompas Cyber Media") == "Rina Wati"
    assert clean_person("Koran Uji", "Koran Uji") is None
    assert clean_person(None) is None
