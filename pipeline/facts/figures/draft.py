"""A figure while it is being read: token span, kind and value; cues, thing and links are added later."""

from dataclasses import dataclass
from decimal import Decimal

from pipeline.facts.figures.calendar import When
from pipeline.facts.model import Comparator, FigureKind


@dataclass(frozen=True, slots=True)
class Draft:
    """Tokens `first` to `last` (half open) and characters `start` to `end` of one paragraph.

    `when` holds an unresolved calendar expression; `sure` is a comparator that the number itself states ("34 jutaan");
    `listed` says that the figure continues a list with the figure before it.
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
    listed: bool = False
