"""Parts and totals that a sentence states: "30 unit, terdiri dari 20 truk dan 10 bus", "5 dan 3 juta ton, total 8".

A list that names a part without its number ("dan sisanya …") adds up to nothing and gives no link.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from pipeline.facts.figures.gaps import Gap, Row
from pipeline.facts.model import Figure, FigureLink, LinkRole

_ADDED = ("money", "count", "measure")
_LISTED = 10  # words between two parts
_REACH = 4  # words between the cue and the figure
_TIED = 6  # words between the parts and their total
_LIST_MARK = re.compile(r"[,，、]")
_HALT = re.compile(r"[;；]")
_POINTING = re.compile(r"\b(?:itu|ini|tersebut|the|this|that)\b")


def find_sums(row: Row, figures: Sequence[Figure]) -> Iterator[FigureLink]:
    """Links of kind `sum` and `subset` among the quantities of a sentence."""
    for n in range(len(row.figures) - 1):
        parts = _parts_after(row, figures, n)
        if parts:
            yield _link("sum", figures, row.figures[n], [row.figures[k] for k in parts])
        elif _is_part(row, figures, n):
            yield _link("subset", figures, row.figures[n], [row.figures[n + 1]])
        if n >= 1 and _is_total(row, figures, n + 1):
            yield _link("sum", figures, row.figures[n + 1], [row.figures[n - 1], row.figures[n]])


def _link(kind: Literal["sum", "subset"], figures: Sequence[Figure], total: int, parts: Sequence[int]) -> FigureLink:
    members: list[tuple[LinkRole, int]] = [("total", total), *(("part", k) for k in parts)]
    spans = [figures[k] for _, k in members]
    start, end = min(f.start for f in spans), max(f.end for f in spans)
    return FigureLink(start, end, kind, tuple(members))


def _related(total: Figure, part: Figure, strict: bool = False) -> bool:
    """Whether one can be a part of the other; people are often counted without a word for them."""
    if total.kind not in _ADDED or total.kind != part.kind or total.value_low is None or part.value_low is None:
        return False
    return total.unit == part.unit or (not strict and total.kind == "count")


def _parts_after(row: Row, figures: Sequence[Figure], n: int) -> list[int]:
    """Positions of the parts that follow a total: two or more, the last of them joined by "and"."""
    total, gap = figures[row.figures[n]], row.gaps[n + 1]
    cue = gap.last("consists")
    if cue is None:
        cue = gap.last("namely") if row.gaps[n].has("total") else None
    if cue is None or gap.after(cue) > _REACH or _POINTING.search(gap.text[: cue.start]) or _HALT.search(gap.text):
        return []
    parts = [n + 1]
    while parts[-1] + 1 < len(row.figures) and _is_listed(row.gaps[parts[-1] + 1]):
        if not _related(total, figures[row.figures[parts[-1] + 1]]):
            return []
        parts.append(parts[-1] + 1)
    rest = row.gaps[parts[-1] + 1] if parts[-1] + 1 < len(row.gaps) else row.tail
    if len(parts) < 2 or not row.gaps[parts[-1]].has("and") or not _related(total, figures[row.figures[n + 1]]):
        return []
    if any(_leaves_out(row.gaps[k]) for k in parts) or _leaves_out(rest):
        return []
    return parts


def _is_listed(gap: Gap) -> bool:
    """Whether a list goes on with the next figure."""
    if _HALT.search(gap.text) or gap.has("contrast") or gap.words > _LISTED:
        return False
    return bool(_LIST_MARK.search(gap.text)) or gap.has("and")


def _leaves_out(gap: Gap) -> bool:
    """Whether a part without its number is named: "sisanya", "a bus" where the list goes on."""
    if gap.has("rest"):
        return True
    for at, cue in enumerate(gap.cues):
        if cue.role != "single":
            continue
        before = gap.text[: cue.start].rstrip()
        joined = at > 0 and gap.cues[at - 1].role in ("and", "consists") and gap.cues[at - 1].end >= len(before)
        if joined or before[-1:] in (",", "，"):
            return True
    return False


def _is_part(row: Row, figures: Sequence[Figure], n: int) -> bool:
    """As in "30 perusahaan, di antaranya 5" and "30 perusahaan, lima di antaranya"."""
    gap = row.gaps[n + 1]
    if not _related(figures[row.figures[n]], figures[row.figures[n + 1]]) or _HALT.search(gap.text):
        return False
    cue = gap.last("of_which")
    if cue is not None:
        return gap.after(cue) <= 1
    following = row.gaps[n + 2] if n + 2 < len(row.gaps) else row.tail
    first = following.cues[0] if following.cues else None
    tied = gap.words <= _TIED and not gap.has("contrast") and _LIST_MARK.search(gap.text) is not None
    return tied and first is not None and first.role == "of_which" and not following.text[: first.start].strip()


def _is_total(row: Row, figures: Sequence[Figure], t: int) -> bool:
    """As in "Rp 5 triliun dan Rp 3 triliun, total Rp 8 triliun": exactly two parts right before their total."""
    gap, between = row.gaps[t], row.gaps[t - 1]
    total, parts = figures[row.figures[t]], [figures[row.figures[k]] for k in (t - 2, t - 1)]
    cue = gap.last("total")
    if cue is None or gap.after(cue) > _REACH or gap.words > _TIED or gap.has("to", "up_to", "grows", "contrast"):
        return False
    if not all(_related(total, part, strict=True) for part in parts) or not between.has("and"):
        return False
    if _HALT.search(gap.text) or not _is_listed(between) or gap.has("rest") or _leaves_out(between):
        return False
    if t >= 3 and _related(total, figures[row.figures[t - 3]], strict=True):
        return False  # where the list begins is not said
    if total.kind == "count" and total.unit is None:
        things = {part.thing.casefold() for part in parts if part.thing}
        return total.thing is None or total.thing.casefold() in things
    return True
