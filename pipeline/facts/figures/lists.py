"""What the figures of a list or sentence lend each other: unit, currency, year, month."""

from dataclasses import replace
from decimal import Decimal

from pipeline.facts.figures.calendar import When
from pipeline.facts.figures.days import day_at, make_draft
from pipeline.facts.figures.draft import Draft
from pipeline.facts.figures.lexicon import Lexicon
from pipeline.facts.figures.tokens import Tokens

_LARGE = Decimal(1_000_000)
_LEAST_LEVEL = Decimal(100)
_LIST_MARKS = frozenset((",", "dan", "atau", "and", "or", "serta", "/"))
_TOWARDS = frozenset(("ke", "level", "posisi", "menjadi", "kepada", "pada", "di", "to", "at"))
_SENTENCE_ENDS = frozenset(".;!?")


def share(tokens: Tokens, drafts: list[Draft], lexicon: Lexicon) -> list[Draft]:
    """The drafts of a paragraph with what their neighbours lend them."""
    drafts = share_units(tokens, share_money(tokens, share_days(tokens, drafts)))
    return share_years(tokens, share_points(tokens, drafts), lexicon)


def share_days(tokens: Tokens, drafts: list[Draft]) -> list[Draft]:
    """Make dates of the bare numbers of a list that ends in one: "5, 6, dan 7 Mei 2025"."""
    shared = list(drafts)
    for k in range(len(shared) - 2, -1, -1):
        here, when = shared[k], shared[k + 1].when
        if here.kind != "count" or here.unit is not None or here.last != here.first + 1 or when is None:
            continue
        day = day_at(tokens, here.first)
        between = tokens.lower[here.last : shared[k + 1].first]
        if day is None or when.low.day is None or when.low.month is None or when.weekday is not None:
            continue
        if between and all(word in (",", "dan", "and", "&") for word in between) and day[0] < when.low.day:
            point = replace(when.low, day=day[0])
            shared[k] = make_draft(tokens, here.first, here.last, When(point, point, direction=when.direction))
    return shared


def share_years(tokens: Tokens, drafts: list[Draft], lexicon: Lexicon) -> list[Draft]:
    """Give "27 November tahun yang sama" the year of the calendar figure before it."""
    shared, year = list(drafts), None
    for k, draft in enumerate(shared):
        when = draft.when
        if when is None:
            continue
        open_year = when.low.year is None and when.low.month is not None and year is not None
        if open_year and any(tokens.find_phrase(draft.last, phrase) for phrase in lexicon.roles.get("same_year", ())):
            when = replace(when, low=replace(when.low, year=year), high=replace(when.high, year=year))
            shared[k] = replace(draft, when=when)
        year = when.high.year or year
    return shared


def share_units(tokens: Tokens, drafts: list[Draft]) -> list[Draft]:
    """Give bare numbers of a list the unit that stands once, after the last of them ("5, 7, dan 9 persen")."""
    shared = list(drafts)
    for k in range(len(shared) - 2, -1, -1):
        here, following = shared[k], shared[k + 1]
        if here.kind not in ("count", "measure") or here.unit is not None or following.last <= following.first:
            continue
        if following.kind not in ("percent", "measure", "duration", "count") or following.unit is None:
            continue
        between = tokens.lower[here.last : following.first]
        if not between or any(word not in _LIST_MARKS for word in between):
            continue
        shared[k] = replace(here, kind=following.kind, unit=following.unit)
    return shared


def share_money(tokens: Tokens, drafts: list[Draft]) -> list[Draft]:
    """Give a scaled number the currency of the amount that a list mark joins it to ("Rp 2 triliun dan 3 triliun")."""
    shared = list(drafts)
    for k in range(1, len(shared)):
        before, here = shared[k - 1], shared[k]
        if before.kind != "money" or here.kind != "count" or here.unit is not None or here.low is None:
            continue
        between = tokens.lower[before.last : here.first]
        if here.low >= _LARGE and between and all(word in _LIST_MARKS for word in between):
            shared[k] = replace(here, kind="money", unit=before.unit)
    return shared


def share_points(tokens: Tokens, drafts: list[Draft]) -> list[Draft]:
    """Give the level of an index the unit of its change: "naik 45,21 poin atau 0,63 persen ke level 7.165,30"."""
    shared = list(drafts)
    for k in range(1, len(shared)):
        here, before = shared[k], shared[max(0, k - 2) : k]
        if here.kind not in ("count", "measure") or here.unit is not None or here.low is None or here.low != here.high:
            continue
        changed = next((d for d in reversed(before) if d.unit == "point"), None)
        if changed is None or tokens.word(here.first - 1) not in _TOWARDS or here.low < _LEAST_LEVEL:
            continue
        if not _SENTENCE_ENDS.intersection(tokens.lower[changed.last : here.first]):
            shared[k] = replace(here, kind="measure", unit="point")
    return shared
