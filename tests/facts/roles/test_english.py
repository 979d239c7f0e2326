"""Offices as English names them after and before a person: fields, joined titles, the company's own officers."""

import pytest

from tests.facts.roles.test_roles import roles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Karen Whitmore, vice president of supply chain strategy at Intel, resigned.",
            ("Karen Whitmore", "vice president of supply chain strategy", "Intel"),
        ),
        (
            "Karen Whitmore, president and chief operating officer of Boeing, resigned.",
            ("Karen Whitmore", "chief operating officer", "Boeing"),
        ),
        (
            "Karen Whitmore, the company’s chief financial officer, resigned.",
            ("Karen Whitmore", "chief financial officer", None),
        ),
        (
            "Karen Whitmore was named managing director of Siemens.",
            ("Karen Whitmore", "managing director", "Siemens"),
        ),
        ("Israeli chief negotiator Karen Whitmore left Cairo.", ("Karen Whitmore", "chief negotiator", "Israel")),
    ],
)
def test_english_offices(text: str, expected: tuple[str, str, str | None]) -> None:
    assert expected in roles(text, language="en")


@pytest.mark.parametrize(
    ("published", "ministry"),
    [
        ("2024-10-11", "Kementerian Komunikasi dan Informatika"),
        ("2025-03-01", "Kementerian Komunikasi dan Digital"),
        (None, "Kementerian Komunikasi dan Digital"),
    ],
)
def test_a_minister_belongs_to_the_ministry_of_the_day(published: str | None, ministry: str) -> None:
    text = "Communications Minister Budi Santoso said so."
    assert [organisation for _, _, organisation in roles(text, language="en", published=published)] == [ministry]
