"""Changes that a sentence states in full: the old level, the new level and the difference, in any order.

"naik 20 persen menjadi 12 juta ton dari 10 juta ton", "rose from $10 million to $12 million, or 20 percent". A sentence
that leaves one of the three out gives no link.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.facts.figures.gaps import Cue, Gap, Row
from pipeline.facts.model import Figure, FigureLink

_DIRECTIONS: dict[str, Literal["up", "down"]] = {"up": "up", "down": "down", "up_to": "up", "down_to": "down"}
_ROLES = {
    "up": "by",
    "down": "by",
    "to": "to",
    "up_to": "to",
    "down_to": "to",
    "from": "from",
    "compared": "from",
    "or": "or",
}
_REACH = {"by": 6, "to": 3, "from": 6, "or": 3}
_COMPARED_REACH = 10
_LEAD_REACH = 10  # words before the first level in which the direction may be said
_TIED = 6  # words that may stand between a level and the change said right after it
_LEVELS = ("money", "count", "measure", "duration", "percent")
_POINTS = ("percentage point", "basis point")
_SHARE = re.compile(r"\s*(?:dari|daripada|terhadap|of|out of)\b")
_ANOTHER = re.compile(r"\b(?:dan|serta|sedangkan|sementara|and|while)\b")
_BARE = re.compile(r"[\s,(]*$")


@dataclass(frozen=True, slots=True)
class _Change:
    """Positions in the row."""

    low: int
    high: int
    by: int


def find_changes(row: Row, figures: Sequence[Figure]) -> Iterator[FigureLink]:
    """Links of kind `change` among the quantities of a sentence; each figure belongs to at most one."""
    n = 0
    while n + 2 < len(row.figures):
        found = _read(row, n)
        if found is None or not _fits(row, figures, found):
            n += 1
            continue
        change, direction = found
        members = (row.figures[change.low], row.figures[change.high], row.figures[change.by])
        spans = [figures[k] for k in members]
        yield FigureLink(
            min(f.start for f in spans),
            max(f.end for f in spans),
            "change",
            (("from", members[0]), ("to", members[1]), ("by", members[2])),
            direction,
        )
        n += 3


def _read(row: Row, n: int) -> tuple[_Change, Literal["up", "down"]] | None:
    """The change among three neighbouring quantities, with its direction."""
    if any(row.gaps[k].has("contrast") or ";" in row.gaps[k].text for k in (n + 1, n + 2)):
        return None
    roles = [_role(row.gaps[k]) for k in (n, n + 1, n + 2)]
    change = _arranged(row, roles, n)
    if change is None:
        return None
    if change.by == n and _ANOTHER.search(row.gaps[n + 1].text):
        return None  # "nilainya naik 25 persen dan sasarannya ditambah dari 9 juta menjadi 10 juta"
    said = row.gaps[change.by].last(*_DIRECTIONS) or _lead(row.gaps[n])
    if said is None:
        return None
    direction = _DIRECTIONS[said.role]
    others = [cue for k in (n + 1, n + 2) for cue in row.gaps[k].cues if cue.role in _DIRECTIONS]
    return (change, direction) if all(_DIRECTIONS[cue.role] == direction for cue in others) else None


def _arranged(row: Row, roles: list[str | None], n: int) -> _Change | None:
    if sorted(role or "" for role in roles) == ["by", "from", "to"]:
        return _Change(n + roles.index("from"), n + roles.index("to"), n + roles.index("by"))
    if roles[1:] == ["by", "from"] and roles[0] in (None, "to", "or") and row.gaps[n + 1].words <= _TIED:
        return _Change(n + 2, n, n + 1)  # "12 juta ton, naik 20 persen dari 10 juta ton"
    levels = {roles[0], roles[1]} == {"from", "to"}
    if levels and (roles[2] == "or" or _BARE.match(row.gaps[n + 2].text)):
        following = row.gaps[n + 3] if n + 3 < len(row.gaps) else row.tail
        if not _SHARE.match(following.text):
            return _Change(n + roles.index("from"), n + roles.index("to"), n + 2)
    return None


def _role(gap: Gap) -> str | None:
    """What the last cue before a figure makes of it."""
    cue = gap.last(*(role for role in _ROLES if role != "or")) or gap.last("or")
    if cue is None:
        return None
    role = _ROLES[cue.role]
    return role if gap.after(cue) <= (_COMPARED_REACH if cue.role == "compared" else _REACH[role]) else None


def _lead(gap: Gap) -> Cue | None:
    cue = gap.last(*_DIRECTIONS)
    return cue if cue is not None and gap.after(cue) <= _LEAD_REACH else None


def _fits(row: Row, figures: Sequence[Figure], found: tuple[_Change, object]) -> bool:
    """Whether the two levels are of one kind, and the difference is one that they can have."""
    change = found[0]
    low, high, by = (figures[row.figures[k]] for k in (change.low, change.high, change.by))
    if low.kind not in _LEVELS or (low.kind, low.unit) != (high.kind, high.unit):
        return False
    if any(not figure.value_low or figure.value_low < 0 for figure in (low, high, by)):
        return False
    if low.kind == "percent":
        return low.unit == "percent" and by.unit in _POINTS
    if low.kind == "count" and low.unit is None and not _same_thing(low.thing, high.thing):
        return False
    if by.kind == "percent":
        return by.unit == "percent"
    return (by.kind, by.unit) == (low.kind, low.unit)


def _same_thing(one: str | None, other: str | None) -> bool:
    """As "120 peserta dari 15 negara" is no change of anything."""
    if one is None or other is None:
        return True
    a, b = one.casefold(), other.casefold()
    return a.startswith(b) or b.startswith(a)
