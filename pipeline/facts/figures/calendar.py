"""Calendar expressions as values, and their resolution to days. No reading of text.

A missing year comes from the publication date or, without one, from a full date of the same article.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

_NEAR = 120  # days within which a day and month are taken at their word, whatever weekday stands beside them

Direction = Literal["past", "future"] | None


@dataclass(frozen=True, slots=True)
class Day:
    """A point of the calendar as far as the text states it; a missing month means the whole year."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True, slots=True)
class When:
    """A calendar expression from `low` to `high`; `weekday` 0 = Monday; `months` makes `low` a span of that length.

    `year_shift` counts years from the publication year ("tahun lalu" is -1) when the text gives no year, `month_shift`
    months from its month when it gives only a day, `week_shift` weeks from its week when it gives only a weekday;
    `until_weekday` ends a span of weekdays.
    """

    low: Day
    high: Day
    weekday: int | None = None
    months: int = 1
    direction: Direction = None
    year_shift: int | None = None
    month_shift: int | None = None
    week_shift: int | None = None
    until_weekday: int | None = None

    def is_full(self) -> bool:
        """Whether the text states day, month and year."""
        return self.low.year is not None and self.low.month is not None and self.low.day is not None


def valid_day(year: int | None, month: int, day: int) -> bool:
    """Whether the day can exist (29 February may, when the year is not stated)."""
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year or 2024, month)[1]


def resolve(when: When, published: date | None, anchor: date | None) -> tuple[date, date] | None:
    """First and last day of `when`; None when it cannot be known. `anchor` is a full date of the article."""
    if when.low.month is None and when.low.year is None:
        return _resolve_weekday(when, published) if when.low.day is None else _resolve_day(when, published or anchor)
    reference = published or anchor
    high_year = when.high.year or when.low.year
    low_year = when.low.year or high_year
    if low_year is None:
        low_year = _nearest_year(when, reference)
        if low_year is None:
            return None
    if high_year is None:
        high_year = low_year
    low_month = when.low.month or 1
    if when.low.year is None and when.high.month is not None and low_month > when.high.month:
        low_year -= 1
    try:
        low = date(low_year, low_month, when.low.day or 1)
        days = low, _last_day(when, high_year)
    except ValueError:
        return None
    guessed = published is None and when.low.year is None and when.weekday is not None
    return None if guessed and low.weekday() != when.weekday else days


def _last_day(when: When, year: int) -> date:
    month = when.high.month
    if month is None:
        return date(year, 12, 31)
    if when.high.day is not None:
        return date(year, month, when.high.day)
    month += when.months - 1
    return date(year, month, calendar.monthrange(year, month)[1])


def _resolve_weekday(when: When, published: date | None) -> tuple[date, date] | None:
    if when.weekday is None or published is None:
        return None
    if when.week_shift is not None:
        day = published + timedelta(days=when.weekday - published.weekday() + 7 * when.week_shift)
    elif when.direction == "future":
        day = published + timedelta(days=(when.weekday - published.weekday() - 1) % 7 + 1)
    else:
        day = published - timedelta(days=(published.weekday() - when.weekday) % 7)
    if when.until_weekday is None:
        return day, day
    return day, day + timedelta(days=(when.until_weekday - when.weekday) % 7)


def _resolve_day(when: When, reference: date | None) -> tuple[date, date] | None:
    """Days of a month that is not named ("tanggal 21"): on the side stated, else nearest to the reference day."""
    low, high = when.low.day, when.high.day
    if reference is None or low is None or high is None:
        return None
    found = []
    for shift in (-1, 0, 1) if when.month_shift is None else (when.month_shift,):
        year, month = divmod(reference.year * 12 + reference.month - 1 + shift, 12)
        if valid_day(year, month + 1, low) and valid_day(year, month + 1, high):
            found.append((date(year, month + 1, low), date(year, month + 1, high)))
    if when.month_shift is None and when.direction == "past":
        # a day late: texts are often dated by the clock of another time zone
        found = [days for days in found if (days[0] - reference).days <= 1]
    elif when.month_shift is None and when.direction == "future":
        found = [days for days in found if days[0] >= reference]
    return min(found, key=lambda days: abs((days[0] - reference).days)) if found else None


def _nearest_year(when: When, reference: date | None) -> int | None:
    """The year that brings the expression nearest to `reference`; far from it, a weekday in the text decides."""
    if reference is None:
        return None
    if when.year_shift is not None:
        return reference.year + when.year_shift
    month, day = when.low.month or 1, when.low.day or 1
    candidates = []
    for year in (reference.year, reference.year - 1, reference.year + 1):
        try:
            candidates.append(date(year, month, day))
        except ValueError:
            continue
    near = any(abs((d - reference).days) <= _NEAR for d in candidates)
    if when.weekday is not None and when.low.day is not None and not near:
        candidates = [d for d in candidates if d.weekday() == when.weekday] or candidates
    if when.direction == "past":
        candidates = [d for d in candidates if d <= reference] or candidates
    elif when.direction == "future":
        first = (when.high.month or 1, when.high.day or 31) < (month, day)
        last = [d.replace(year=d.year + first, month=when.high.month or 12, day=1) for d in candidates]
        ahead = [d for d, end in zip(candidates, last, strict=True) if end >= reference.replace(day=1)]
        candidates = ahead or candidates
    elif when.low.day is None and when.weekday is None:
        # a bare month is mostly reported after the fact: look back up to ten months, ahead up to two
        candidates = [d for d in candidates if -310 <= (d - reference).days <= 60] or candidates
    return min(candidates, key=lambda d: abs((d - reference).days)).year if candidates else None
