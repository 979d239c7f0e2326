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
