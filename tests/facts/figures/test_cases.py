import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.facts.figures.extract import find_figures
from pipeline.facts.model import Figure
from tests.facts.figures.build import article

HERE = Path(__file__).parent
FILES = [*HERE.glob("cases.toml"), *sorted((HERE / "cases").glob("*.toml"))]
CASES: list[dict[str, Any]] = [
    case for path in FILES for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


def row(figure: Figure) -> list[Any]:
    ends: tuple[Any, Any] = (figure.value_low, figure.value_high)
    if figure.kind in ("date", "year", "year_range"):
        ends = tuple(day.isoformat() if day else "" for day in (figure.date_low, figure.date_high))  # type: ignore[assignment]
    return [figure.surface, figure.kind, *ends, figure.unit or "", figure.comparator]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    found = find_figures(article(case["text"], language=case["language"], published_on=case["published_on"]))
    expected = [
        [*c[:2], *(pytest.approx(x, rel=1e-6) if isinstance(x, int | float) else x for x in c[2:4]), *c[4:]]
        for c in case["expected"]
    ]
    assert [row(figure) for figure in found] == expected


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 200
    assert {case["language"] for case in CASES} == {"id", "en", "ms", "zh"}
    assert all(isinstance(case["published_on"], date) for case in CASES)
