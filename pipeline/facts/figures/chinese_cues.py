"""Comparator, modality, thing and period of figures in Chinese text."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import cast

from pipeline.facts.figures.draft import Draft
from pipeline.facts.model import Comparator, Modality
from pipeline.lexicons import table

_CALENDAR = frozenset(("date", "year", "year_range"))
_BREAK = re.compile(r"[，。；：！？、,;（）()“”《》\s]")
_LEAD = re.compile(r"(?:达到|达|为|是|超过|超|逾|约|近|了|的|共|有|在|至|到|增长|下降|同比|总额)+$")
_MEASURE_WORD = re.compile(r"^(?:个|個|項|项|家|名|位|次|座|条|份|艘|架|辆|所|件|种|场|批|组|户|台|款|类|支|颗|笔|处)")
_REACH = 12


@cache
def _comparators(position: str) -> tuple[tuple[str, str], ...]:
    rows = [(r["cue"], r["comparator"]) for r in table("figures_comparators.zh.csv") if r["position"] == position]
    return tuple(sorted(rows, key=lambda pair: -len(pair[0])))


@cache
def _modality() -> tuple[tuple[str, str], ...]:
    return tuple((row["term"], row["role"]) for row in table("figures_modality.zh.csv"))


def comparator(text: str, draft: Draft) -> Comparator:
    """The comparator that the characters around a figure state."""
    if draft.sure is not None:
        return draft.sure
    if draft.kind in _CALENDAR:
        return "="
    for cue, sign in _comparators("after"):
        if text.startswith(cue, draft.end):
            return cast(Comparator, sign)
    before = text[max(0, draft.start - _REACH) : draft.start]
    for _ in range(3):
        for cue, sign in _comparators("before"):
            if before.endswith(cue):
                return cast(Comparator, sign)
        filler = next((cue for cue, _ in _comparators("filler") if before.endswith(cue)), None)
        if filler is None:
            break
        before = before[: -len(filler)]
    return "="


def modality(
    text: str, draft: Draft, sentence_start: int, day: tuple[date, date] | None, today: date | None
) -> Modality:
    """Actual, target or estimate; `day` is the resolved day of a calendar figure."""
    if draft.kind in _CALENDAR:
        return "target" if day is not None and today is not None and day[0] > today else "actual"
    clause = text[max(sentence_start, draft.start - 3 * _REACH) : draft.start]
    best, role = -1, "actual"
    for term, meaning in _modality():
        at = clause.rfind(term)
        if at > best:
            best, role = at, meaning
    return cast(Modality, role)


def thing(text: str, draft: Draft) -> str | None:
    """The words after a count, before any other quantity, up to the next mark."""
    if draft.kind in _CALENDAR:
        return None
    if draft.kind in ("count", "ordinal"):
        mark = _BREAK.search(text, draft.end)
        after = text[draft.end : min(mark.start() if mark else len(text), draft.end + _REACH)]
        return _MEASURE_WORD.sub("", after) or None
    start = max(
        (m.end() for m in _BREAK.finditer(text, max(0, draft.start - 30), draft.start)),
        default=max(0, draft.start - 30),
    )
    before = _LEAD.sub("", text[start : draft.start])
    return before or None


def period_source(drafts: Sequence[Draft], k: int, sentences: Sequence[tuple[int, int]]) -> int | None:
    """Index of the calendar figure nearest before a quantity in its sentence."""
    if drafts[k].kind in _CALENDAR or drafts[k].kind == "ordinal":
        return None
    return next((u for u in range(k - 1, -1, -1) if drafts[u].kind in _CALENDAR and sentences[u] == sentences[k]), None)
