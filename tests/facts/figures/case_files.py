"""The case files of figures: their loading, and the short form of expected rows. cases/README.md describes them."""

import calendar
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "cases"
CALENDAR = ("date", "year", "year_range")

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Case:
    """A sentence with the figures expected in it: surface, kind, low, high, unit, comparator."""

    file: str
    number: int
    text: str
    language: str
    published_on: date | None
    outlet: str | None
    expected: tuple[Row, ...]

    @property
    def id(self) -> str:
        """File, place in the file and first words."""
        return f"{self.file}-{self.number}-{self.text[:48]}"


def load_cases() -> list[Case]:
    """All cases of the folder, by file name and place."""
    return [case for path in sorted(FOLDER.glob("*.toml")) for case in _file(path)]


def _file(path: Path) -> list[Case]:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    return [
        Case(
            file=path.stem,
            number=number,
            text=case["text"],
            language=case.get("language") or content["language"],
            published_on=_published(case, content),
            outlet=case.get("outlet", content.get("outlet")) or None,
            expected=tuple(full_row(row) for row in case["expected"]),
        )
        for number, case in enumerate(content["case"], start=1)
    ]


def _published(case: dict[str, Any], content: dict[str, Any]) -> date | None:
    """The publication date; "" in a case says that it is unknown."""
    value = case.get("published_on", content.get("published_on"))
    return value or None


def full_row(row: list[Any]) -> Row:
    """The six fields of an expected row, from the short or the full form."""
    if len(row) == 6:
        return tuple(row)
    surface, kind, value, *rest = row
    unit = rest[0] if rest else "percent" if kind == "percent" else ""
    comparator = rest[1] if len(rest) > 1 else "="
    low, high = _ends(kind, value)
    return surface, kind, low, high, unit, comparator


def _ends(kind: str, value: Any) -> tuple[Any, Any]:
    low, _, high = value.partition("..") if isinstance(value, str) else (value, "", "")
    if kind in CALENDAR:
        return _first_day(str(low)), _last_day(str(high or low))
    return float(low), float(low if high == "" else high)


def _first_day(text: str) -> str:
    return text and text + {4: "-01-01", 7: "-01", 10: ""}[len(text)]


def _last_day(text: str) -> str:
    if len(text) == 7:
        return f"{text}-{calendar.monthrange(int(text[:4]), int(text[5:]))[1]}"
    return f"{text}-12-31" if len(text) == 4 else text
