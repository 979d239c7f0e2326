"""Words about figures in Chinese, kept by their first character, and whether one stands at a place of a text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pipeline.facts.figures.chinese_script import simplified
from pipeline.lexicons import table, terms

NUMERALS = frozenset("0123456789零〇一二三四五六七八九十百千万亿兆两半几数")


@dataclass(frozen=True, slots=True)
class Unit:
    """A word after a number: `term` as compared, `kind` as in the lexicon file, `factor` into `unit`."""

    term: str
    unit: str | None
    kind: str
    factor: Decimal


@cache
def _units() -> Mapping[str, tuple[Unit, ...]]:
    grouped: dict[str, list[Unit]] = {}
    for row in table("figures_units.zh.csv"):
        if row["kind"] == "prefix":
            continue
        term = simplified(row["term"])
        grouped.setdefault(term[0], []).append(Unit(term, row["unit"] or None, row["kind"], Decimal(row["factor"])))
    return {first: tuple(sorted(found, key=lambda u: -len(u.term))) for first, found in grouped.items()}


def unit_at(text: str, at: int) -> Unit | None:
    """The longest unit that starts at `at`; one in Latin letters must end there."""
    for unit in _units().get(text[at : at + 1], ()):
        if text.startswith(unit.term, at):
            after = text[at + len(unit.term) : at + len(unit.term) + 1]
            if not (unit.term[-1].isascii() and unit.term[-1].isalpha() and after.isascii() and after.isalnum()):
                return unit
    return None


def past_measure_word(text: str, at: int) -> int:
    """Where the measure word after a count ends; past a space only without one."""
    at += text.startswith(" ", at)
    unit = unit_at(text, at)
    return at if unit is None or unit.kind != "classifier" else at + len(unit.term)


@cache
def _prefixes() -> Mapping[str, str]:
    return {simplified(row["term"]): row["unit"] for row in table("figures_units.zh.csv") if row["kind"] == "prefix"}


@cache
def _prefix() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(map(re.escape, sorted(_prefixes(), key=len, reverse=True)))})\\s?$")


def prefix_before(text: str, at: int) -> tuple[int, str] | None:
    """Start and code of the currency that stands before a number at `at`."""
    match = _prefix().search(text, max(0, at - 5), at)
    return None if match is None else (match.start(), _prefixes()[match.group().rstrip()])


@cache
def _idioms() -> Mapping[str, tuple[tuple[str, int], ...]]:
    grouped: dict[str, list[tuple[str, int]]] = {}
    for term in map(simplified, terms("figures_idioms.zh.txt")):
        first = next((k for k, c in enumerate(term) if c in NUMERALS), None)
        if first is not None:
            grouped.setdefault(term[first], []).append((term, first))
    return {c: tuple(sorted(found, key=lambda pair: -len(pair[0]))) for c, found in grouped.items()}


def idiom_end(text: str, at: int) -> int | None:
    """The end of the fixed word whose first numeral stands at `at`."""
    for term, before in _idioms().get(text[at], ()):
        if before <= at and (before or text[at - 1 : at] != "第") and text.startswith(term, at - before):
            return at - before + len(term)
    return None


@cache
def cues(name: str, column: str, value: str, key: str) -> tuple[tuple[str, str], ...]:
    """Pairs of `key` and the remaining cell of the rows of `name` whose `column` is `value`, longest first."""
    found = []
    for row in table(name):
        if row[column] == value:
            rest = next((cell for head, cell in row.items() if head not in (column, key)), "")
            found.append((simplified(row[key]), rest))
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))
