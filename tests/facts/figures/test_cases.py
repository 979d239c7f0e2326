from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from pipeline.facts.figures.extract import find_figures
from pipeline.facts.model import Figure
from tests.facts.figures.build import article
from tests.facts.figures.case_files import CALENDAR, Case, full_row, load_cases

CASES = load_cases()
FEWEST = {"handbook": 75, "id": 450, "ms": 85, "en": 360, "zh": 460}


def row(figure: Figure) -> list[Any]:
    ends: tuple[Any, Any] = (figure.value_low, figure.value_high)
    if figure.kind in CALENDAR:
        ends = tuple(day.isoformat() if day else "" for day in (figure.date_low, figure.date_high))  # type: ignore[assignment]
    return [figure.surface, figure.kind, *ends, figure.unit or "", figure.comparator]


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_case(case: Case) -> None:
    whole = article(case.text, language=case.language, published_on=case.published_on)
    found = find_figures(replace(whole, outlet=case.outlet))
    expected = [
        [*c[:2], *(pytest.approx(x, rel=1e-6) if isinstance(x, int | float) else x for x in c[2:4]), *c[4:]]
        for c in case.expected
    ]
    assert [row(figure) for figure in found] == expected


def test_there_are_enough_cases() -> None:
    written = Counter(case.file.partition("_")[0] for case in CASES)
    assert {name: written[name] for name in FEWEST if written[name] < FEWEST[name]} == {}


def test_no_sentence_is_there_twice() -> None:
    twice = [key for key, count in Counter((case.language, case.text) for case in CASES).items() if count > 1]
    assert twice == []


@pytest.mark.parametrize(
    ("short", "full"),
    [
        (["5 km", "measure", 5, "km"], ("5 km", "measure", 5, 5, "km", "=")),
        (["2–3%", "percent", "2..3"], ("2–3%", "percent", 2, 3, "percent", "=")),
        (["Mei", "date", "2024-05"], ("Mei", "date", "2024-05-01", "2024-05-31", "", "=")),
        (["2021–2022", "year_range", "2021..2022"], ("2021–2022", "year_range", "2021-01-01", "2022-12-31", "", "=")),
        (["Rabu", "date", ""], ("Rabu", "date", "", "", "", "=")),
    ],
)
def test_the_short_form_of_a_row(short: list[Any], full: tuple[Any, ...]) -> None:
    assert full_row(short) == full
