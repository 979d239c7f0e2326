"""Comparator and modality of figures in simplified Chinese text."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import cast

from pipeline.facts.figures.chinese_lexicon import cues, past_measure_word
from pipeline.facts.figures.chinese_periods import leads_in
from pipeline.facts.figures.draft import CALENDAR, Draft
from pipeline.facts.model import Comparator, Modality
from pipeline.lexicons import table

_CLAUSE = re.compile("[，,；;：:]")
_REACH = 10
_MOST_FILLERS = 3
_CLAUSES_BACK = 2
_SAID_REACH = 300  # characters; so that the work does not grow with the square of a sentence
_TAKES_AN_OBJECT = re.compile(
    "将(?!在|于|会|达|超|为|有|是|继续|进一步|向|从|由|以|把|对|投|建|增|降|提|签|举|创|带|推|新|再|共|分|首)[^，。；]{2,8}?"
    "(?:下调|上调|提高|提升|降低|降至|降到|扩大|增至|增加|调至|延长|推迟|缩短|缩减|减少|定为|送入|送往|列为|列入|作为|视为|纳入|转为|移交|运往|带入|打造)"
)
_BEFORE_SHARE: dict[str, str] = {
    "约": "~",
    "近": "~",
    "接近": "~",
    "超": ">",
    "超过": ">",
    "逾": ">",
    "不到": "<",
    "不足": "<",
    "至少": ">=",
}
_OF_A_WHOLE = re.compile(f"(?P<cue>{'|'.join(sorted(_BEFORE_SHARE, key=len, reverse=True))})占[^，。；、]{{1,14}}的$")
_PAST = re.compile("去年|前年|上年|[0-9]年[^前后底]")
_AIM_AFTER = re.compile(r"[^，。；！？]{0,4}(?:的目标|目标)")


@cache
def _signs(position: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Cues of comparators by the character beside the figure."""
    beside = 0 if position == "after" else -1
    grouped: dict[str, list[tuple[str, str]]] = {}
    for cue, sign in cues("figures_comparators.zh.csv", "position", position, "cue"):
        grouped.setdefault(cue[beside], []).append((cue, sign))
    return {character: tuple(found) for character, found in grouped.items()}


@cache
def _modality() -> Mapping[str, str]:
    return {row["term"]: row["role"] for row in table("figures_modality.zh.csv")}


@cache
def _modal_words() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_modality(), key=len, reverse=True))))


def comparator(text: str, draft: Draft) -> Comparator:
    """The comparator that the characters around a figure of simplified `text` state."""
    if draft.sure is not None:
        return draft.sure
    if draft.kind in CALENDAR or draft.kind == "ordinal":
        return "="
    if draft.kind == "duration" and leads_in(text, draft):
        return "="
    end = past_measure_word(text, draft.end) if draft.kind == "count" else draft.end
    for cue, sign in _signs("after").get(text[end : end + 1], ()):
        if text.startswith(cue, end):
            return cast(Comparator, sign)
    if draft.kind == "percent":
        share = _OF_A_WHOLE.search(text, max(0, draft.start - 2 * _REACH), draft.start)
        if share is not None:
            return cast(Comparator, _BEFORE_SHARE[share["cue"]])
    before = text[max(0, draft.start - _REACH) : draft.start].rstrip()
    for _ in range(_MOST_FILLERS):
        for cue, sign in _signs("before").get(before[-1:], ()):
            if before.endswith(cue):
                return cast(Comparator, sign)
        filler = next((cue for cue, _ in _signs("filler").get(before[-1:], ()) if before.endswith(cue)), None)
        if filler is None:
            break
        before = before[: -len(filler)].rstrip()
    return "="


def modality(
    text: str, draft: Draft, sentence: tuple[int, int], period: tuple[date, date] | None, today: date | None
) -> Modality:
    """Actual, target or estimate; `period` is the days of a calendar figure or those that a quantity refers to.

    An estimate in the clause goes before a target; a period still to come makes a target.
    """
    ahead = period is not None and today is not None and period[0] > today
    if draft.kind in CALENDAR:
        return "target" if ahead else "actual"
    said = _said(text[max(sentence[0], draft.start - _SAID_REACH) : draft.start])
    if said is None and _AIM_AFTER.match(text, draft.end):
        return "target"
    if said in ("actual", None):
        return "target" if ahead else "actual"
    return cast(Modality, said)


def _said(before: str) -> str | None:
    """The modality that the clauses before a figure state, the nearest clause with a cue deciding."""
    clauses = _CLAUSE.split(before)
    for distance, clause in enumerate(reversed(clauses[-1 - _CLAUSES_BACK :])):
        plain = _TAKES_AN_OBJECT.sub("", clause)
        roles = [_modality()[word] for word in _modal_words().findall(plain)]
        if "estimate" in roles:
            return "estimate"
        if roles:
            lead_in = _modal_words().findall(clauses[-2][-4:]) if distance == 0 and len(clauses) > 1 else []
            return "estimate" if lead_in and _modality()[lead_in[-1]] == "estimate" else roles[-1]
        if distance == 0 and _PAST.search(clause):
            return None
    return None
