"""Dates and times of publication as outlets write them, in Indonesian, Malay, English and Chinese.

Only the short lines and fields that state a publication date; dates inside prose belong to the figures.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pipeline import lexicons

DEFAULT_ZONE = "Asia/Jakarta"
_DATE = re.compile(
    r"(?<!\d)(?P<y1>(?:19|20)\d{2})\s?[-/.]\s?(?P<m1>\d{1,2})\s?[-/.]\s?(?P<d1>\d{1,2})(?=\D|$)"
    r"|(?<!\d)(?P<d2>\d{1,2})\s?[-/.]\s?(?P<m2>\d{1,2})\s?[-/.]\s?(?P<y2>(?:19|20)\d{2})(?!\d)"
    r"|(?<!\d)(?P<d3>\d{1,2})(?:st|nd|rd|th)?[\s-]{1,2}(?:of\s)?(?P<w3>[^\W\d_]{3,10})\.?,?[\s-]{1,2}(?P<y3>(?:19|20)\d{2})(?!\d)"
    r"|(?<![^\W\d_])(?P<w4>[^\W\d_]{3,10})\.?\s(?P<d4>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<y4>(?:19|20)\d{2})(?!\d)"
    r"|(?<!\d)(?P<y5>(?:19|20)\d{2})\s?年\s?(?P<m5>\d{1,2})\s?月\s?(?P<d5>\d{1,2})\s?日"
)
_CLOCK = re.compile(
    r"(?P<sep>[\s,;|•·/–—T-]{0,4}(?:(?:pukul|jam|pkl\.?|at)\s)?)(?P<h>\d{1,2})[:.](?P<mi>\d{2})(?:[:.](?P<s>\d{2})(?:\.\d{1,6})?)?"
    r"(?!\d)(?:\s?(?P<ap>[ap]\.?m\b\.?))?(?:\s?\(?(?P<z>z\b|[a-z]{3,4}\b|[+-]\d{2}:?\d{2})\)?)?",
    re.IGNORECASE,
)
_READING_TIME = re.compile(
    r"[\s|•·,-]*(?:(?:waktu|lama)\s(?:baca|membaca)|reading\stime)\s?:?\s?\d{1,3}\s?(?:menit|min\w*)"
    r"|[\s|•·,-]*\d{1,3}\s?(?:menit|min\w*)\s(?:read|baca|membaca)",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_LATER = re.compile(r"perbarui|update|last|terakhir|kemas|更新", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Moment:
    """A date found in a line: the day in its own time zone, the instant when a time is given, where it stands."""

    day: date
    at: datetime | None
    start: int
    end: int


@cache
def calendar(kind: str) -> dict[str, int]:
    """Words of one kind (`month`, `weekday`, `zone`, `filler`) of cleaning_calendar.csv, in lower case, with values."""
    rows = lexicons.table("cleaning_calendar.csv")
    return {row["word"].casefold(): int(row["value"]) for row in rows if row["kind"] == kind}


@cache
def zone(name: str | None) -> tzinfo:
    """Time zone of an IANA name; an unknown name gives that of DEFAULT_ZONE."""
    try:
        return ZoneInfo(name or DEFAULT_ZONE)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(DEFAULT_ZONE)


def find_moment(text: str, timezone_name: str | None = None) -> Moment | None:
    """First date in a short text (with its time, when one follows); None without one.

    A time that names no zone is in `timezone_name`. All-figure dates have the day before the month, where possible.
    """
    for match in _DATE.finditer(text):
        day = _day(match)
        if day is None:
            continue
        clock = _CLOCK.match(text, match.end())
        if clock is None:
            return Moment(day, None, match.start(), match.end())
        at = _instant(day, clock, zone(timezone_name))
        return Moment(day, at, match.start(), clock.end() if at else match.end())
    return None


def stated_moment(value: str | None, timezone_name: str | None = None) -> tuple[date | None, datetime | None]:
    """Day and instant (UTC) of a field: "2024-02-05", "2024-02-05T10:00:00+07:00", "5 Februari 2024 10:20 WIB".

    The day is the one in the zone the value is written in; a value in UTC is moved to `timezone_name` first.
    (None, None) when the value holds no date.
    """
    text = (value or "").strip()[:80]
    if not text:
        return None, None
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError:
        moment = find_moment(text, timezone_name)
        return (moment.day, moment.at) if moment else (None, None)
    if not 1900 <= parsed.year <= 2100:
        return None, None
    if len(text) <= 10:
        return parsed.date(), None
    if parsed.tzinfo is None:
        parsed = parsed.replace(tzinfo=zone(timezone_name))
    elif not parsed.utcoffset():
        parsed = parsed.astimezone(zone(timezone_name))
    return parsed.date(), parsed.astimezone(UTC)


def split_timestamp(line: str, timezone_name: str | None = None) -> tuple[Moment, str, bool] | None:
    """Date of a byline or timestamp line, what else the line says, and whether the date is one of an update.

    The rest ("Rina Wati" of "Rina Wati27 March 2025") has no weekdays, clock words or separators; None without a date.
    """
    line = _READING_TIME.sub("", line)
    moment = find_moment(line, timezone_name)
    if moment is None:
        return None
    label = line[: moment.start]
    words = [*_LETTERS.finditer(label), *_LETTERS.finditer(line, moment.end)]
    idle = calendar("weekday").keys() | calendar("zone").keys() | calendar("filler").keys()
    kept = [word for word in words if word.group().casefold() not in idle]
    if not kept:
        return moment, "", bool(_LATER.search(label))
    spans = ((kept[0].start(), moment.start), (moment.end, kept[-1].end()))
    before = [word for word in kept if word.end() <= moment.start]
    after = [word for word in kept if word.start() >= moment.end]
    rest = ""
    if before:
        rest = line[before[0].start() : min(before[-1].end(), spans[0][1])]
    if after:
        rest = f"{rest} {line[after[0].start() : after[-1].end()]}".strip()
    return moment, rest, bool(_LATER.search(label))


def _day(match: re.Match[str]) -> date | None:
    for form in "12345":
        year = match.group("y" + form)
        if year is None:
            continue
        day = int(match.group("d" + form))
        if form in "34":
            month = calendar("month").get(match.group("w" + form).casefold(), 0)
        else:
            month = int(match.group("m" + form))
        if form == "2" and month > 12 >= day:
            day, month = month, day
        try:
            return date(int(year), month, day)
        except ValueError:
            return None
    return None


def _instant(day: date, clock: re.Match[str], default: tzinfo) -> datetime | None:
    hour, minute, second = int(clock.group("h")), int(clock.group("mi")), int(clock.group("s") or 0)
    half = (clock.group("ap") or "").casefold()
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    try:
        local = datetime(day.year, day.month, day.day, hour, minute, second)
        return local.replace(tzinfo=_offset((clock.group("z") or "").casefold(), default)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _offset(written: str, default: tzinfo) -> tzinfo:
    if written[:1] in {"+", "-"}:
        hours, minutes = int(written[1:3]), int(written[-2:])
        if hours > 14 or minutes > 59:
            return default
        offset = timedelta(hours=hours, minutes=minutes)
        return timezone(-offset if written[0] == "-" else offset)
    minutes_ahead = calendar("zone").get(written)
    return default if minutes_ahead is None else timezone(timedelta(minutes=minutes_ahead))
