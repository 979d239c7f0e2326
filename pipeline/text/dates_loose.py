"""Dates that count from another date: relative ("2 jam lalu", "kemarin, 14:30") and without a year ("Kamis (6/3)").

Only finding them and counting from a reference that the caller has; without one they stay unknown.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from pipeline import lexicons
from pipeline.text.dates import (
    Moment,
    Precision,
    calendar,
    clock_at,
    is_later,
    read_clock,
    rest_of,
    split_timestamp,
    zone,
)

LANGUAGES = ("id", "ms", "en", "zh")
_HOUR, _DAY = 60, 1440  # minutes
_NEAR = 45  # days in which a day without year and weekday is still taken for the one before the reference
_PARTIAL = re.compile(
    r"(?<![\d/.-])(?P<d1>\d{1,2})\s?[/.-]\s?(?P<m1>\d{1,2})(?![\d/:-]|\.\d)"
    r"|(?<![\d/.-])(?P<d2>\d{1,2})(?:st|nd|rd|th)?\s(?:of\s)?(?P<w2>[^\W\d_]{3,10})\b\.?(?!,?\s?(?:19|20)\d{2})"
    r"|(?<![^\W\d_])(?P<w3>[^\W\d_]{3,10})\.?\s(?P<d3>\d{1,2})(?:st|nd|rd|th)?(?![\d/:.-]|,?\s?(?:19|20)\d{2})"
    r"|(?<![\d年])(?P<m4>\d{1,2})\s?月\s?(?P<d4>\d{1,2})\s?日"
)
_WORD_BEFORE = re.compile(r"([^\W\d_]+(?:['’][^\W\d_]+)?)[\s,.(（]{0,3}$")
_WORD_AFTER = re.compile(r"[\s,)）(（]{0,3}([^\W\d_]+(?:['’][^\W\d_]+)?)")
_SEPARATED = re.compile(r"[|•·,;–—/-]")


@dataclass(frozen=True, slots=True)
class Loose:
    """A date that counts from a reference, where it stands in a text.

    Either `days` or `minutes` before the reference, or `day` and `month`, with the weekday (1-7) named beside it.
    `sure` is false for a day and month that nothing but the reference ties to a year.
    """

    start: int
    end: int
    days: int | None = None
    minutes: float | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    clock: re.Match[str] | None = None

    @property
    def sure(self) -> bool:
        """Whether a wrong year would show: by the weekday, or because no year is missing."""
        return self.month is None or self.weekday is not None


@cache
def _words(kind: str) -> dict[str, float]:
    rows = [row for name in LANGUAGES for row in lexicons.table(f"cleaning_relative.{name}.csv")]
    return {row["word"].casefold(): float(row["value"]) for row in rows if row["kind"] == kind}


@cache
def _relative() -> re.Pattern[str]:
    def any_of(kind: str) -> str:
        return "|".join(re.escape(word) for word in sorted(_words(kind), key=len, reverse=True))

    count = rf"(?:(?P<n>\d{{1,3}})|(?P<one>{any_of('one')}))"
    ago = rf"(?:(?:{any_of('about')})\s?)?{count}\s?(?:(?P<unit>{any_of('unit')})\s?)?(?P<ago>{any_of('ago')})"
    return re.compile(
        rf"(?<![^\W_])(?:{ago}|(?P<now>{any_of('now')})(?:\s(?:{any_of('ago')}))?|(?P<day>{any_of('day')}))(?![a-z])",
        re.IGNORECASE,
    )


def find_loose(text: str) -> Loose | None:
    """First relative time or day without a year in a short text, with its clock; None without one."""
    for match in _relative().finditer(text):
        if match["day"]:
            clock = clock_at(text, match.end())
            days = int(_words("day")[" ".join(match["day"].casefold().split())])
            return Loose(match.start(), clock.end() if clock else match.end(), days=days, clock=clock)
        if match["now"]:
            return Loose(*match.span(), minutes=0)
        unit = (match["unit"] or "").casefold()
        one = (match["one"] or "").casefold()
        if not unit and match["n"]:
            continue
        size = _words("unit")[unit] if unit else _words("one")[one]
        return Loose(*match.span(), minutes=int(match["n"] or 1) * size if size else -1)
    return find_partial(text)


def find_partial(text: str, start: int = 0, bare: bool = False) -> Loose | None:
    """First day and month without a year at or after a position, with the weekday beside it and the clock after it.

    One in figures alone ("6/3") counts with a weekday only, or where the text is known to hold a date (`bare`).
    """
    for match in _PARTIAL.finditer(text, start):
        form = next(form for form in "1234" if match["d" + form])
        word = match["w" + form] if form in "23" else ""
        month = calendar("month").get(word.casefold(), 0) if word else int(match["m" + form])
        day = int(match["d" + form])
        if not (1 <= month <= 12 and 1 <= day <= 31):
            continue
        weekday = _weekday(text, match)
        clock = clock_at(text, match.end())
        if form == "1" and weekday is None and not bare:
            continue  # a fraction or a score
        return Loose(
            match.start(), clock.end() if clock else match.end(), month=month, day=day, weekday=weekday, clock=clock
        )
    return None


def _weekday(text: str, match: re.Match[str]) -> int | None:
    before = _WORD_BEFORE.search(text, max(0, match.start() - 16), match.start())
    after = _WORD_AFTER.match(text, match.end())
    for found in (before, after):
        if found and (number := calendar("weekday").get(found.group(1).casefold())):
            return number
    return None


def resolve(loose: Loose, reference: datetime | None, timezone_name: str | None, near: bool = False) -> Moment | None:
    """Day (and instant) of a loose date, counted from the moment at which it was written or read; None when unknown.

    A day without its year is the last such day up to the reference; a weekday beside it must be the right one. With
    `near`, one without a weekday must be at most some weeks old.
    """
    if reference is None:
        return None
    local = reference.astimezone(zone(timezone_name))
    if loose.minutes is not None:
        return _before(loose, local, loose.minutes)
    if loose.days is not None:
        day = local.date() + timedelta(days=loose.days)
    elif (found := _last(loose, local.date())) is None or (
        near and not loose.sure and (local.date() - found).days > _NEAR
    ):
        return None
    else:
        day = found
    at, precision = read_clock(day, loose.clock, timezone_name)
    return Moment(day, at, loose.start, loose.end, precision)


def _before(loose: Loose, local: datetime, minutes: float) -> Moment | None:
    if minutes < 0:
        return None
    then = local - timedelta(minutes=minutes)
    precision: Precision = "minute" if minutes < _HOUR else "hour" if minutes < _DAY else "day"
    at = then.replace(second=0, microsecond=0).astimezone(UTC) if precision != "day" else None
    return Moment(then.date(), at, loose.start, loose.end, precision)


def _last(loose: Loose, until: date) -> date | None:
    for year in (until.year, until.year - 1):
        try:
            day = date(year, loose.month or 0, loose.day or 0)
        except ValueError:
            continue
        if day <= until and loose.weekday in (None, day.isoweekday()):
            return day
    return None


def in_year(loose: Loose, year: int) -> date | None:
    """Day of a date without a year in a year known from elsewhere; only with the right weekday beside it."""
    try:
        day = date(year, loose.month or 0, loose.day or 0)
    except ValueError:
        return None
    return day if loose.weekday == day.isoweekday() else None


def split_loose(line: str) -> tuple[Loose, str] | None:
    """Relative or partial date of a line that is only a date, or one separated from a name; and what else it says."""
    loose = find_loose(line) if len(line) <= 80 else None
    if loose is None:
        return None
    rest = rest_of(line, loose.start, loose.end)
    beside = line[: loose.start].rstrip(), line[loose.end :].lstrip()
    separated = bool(beside[0] and _SEPARATED.search(beside[0][-1:])) or bool(beside[1] and _SEPARATED.match(beside[1]))
    if rest and not (separated and (loose.minutes is not None or loose.clock)):
        return None
    return loose, rest


def split_dated(line: str, timezone_name: str | None = None) -> tuple[Moment | None, str, bool] | None:
    """As `split_timestamp`, also for lines whose date is loose: those give no moment."""
    if found := split_timestamp(line, timezone_name):
        return found
    loose = split_loose(line)
    return (None, loose[1], is_later(line[: loose[0].start])) if loose else None
