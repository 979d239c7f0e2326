"""A figure while it is being read: token span, kind and value; cues, thing and links are added later."""

from dataclasses import dataclass
from decimal import Decimal

from pipeline.facts.figures.calendar import When
from pipeline.facts.model import Comparator, FigureKind

CALENDAR: frozenset[FigureKind] = frozenset(("date", "year", "year_range"))


@dataclass(frozen=True, slots=True)
class Draft:
    """Tokens `first` to `last` (half open) and characters `start` to `end` of one paragraph.

    `when` holds an unresolved calendar expression; `sure` is a comparator that the number itself states ("34 jutaan").
    """

    first: int
    last: int
    start: int
    end: int
    kind: FigureKind
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    when: When | None = None
    sure: Comparator | None = None
