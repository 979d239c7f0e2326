"""Outlets, agencies, names and headline suffixes."""

import pytest

from pipeline.text.metadata import (
    clean_person,
    find_agency,
    find_outlet,
    is_person_name,
    outlet_of_url,
    split_title,
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


def test_authors_lose_roles_and_outlets() -> None:
    assert clean_person("Pewarta Rina Wati; Kompas Cyber Media") == "Rina Wati"
    assert clean_person("Koran Uji", "Koran Uji") is None
    assert clean_person(None) is None
