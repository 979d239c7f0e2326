"""Dates and times of publication as outlets write them, in Indonesian, Malay, English and Chinese.

Only the short lines and fields that state a publication date; dates inside prose belong to the figures.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pipeline import lexicons

Precision = Literal["day", "hour", "minute", "second"]
DEFAULT_ZONE = "Asia/Jakarta"
_DATE = re.compile(
    r"(?<!\d)(?P<y1>(?:19|20)\d{2})\s?[-/.]\s?(?P<m1>\d{1,2})\s?[-/.]\s?(?P<d1>\d{1,2})(?=\D|$)"
    r"|(?<!\d)(?P<d2>\d{1,2})\s?[-/.]\s?(?P<m2>\d{1,2})\s?[-/.]\s?(?P<y2>(?:19|20)\d{2})(?!\d)"
    r"|(?<!\d)(?P<d3>\d{1,2})(?:st|nd|rd|th)?[\s-]{1,2}(?:of\s)?(?P<w3>[^\W\d_]{3,10})\.?,?[\s-]{1,2}(?P<y3>(?:19|20)\d{2})(?!\d(?!\d?:\d\d))"
    r"|(?:(?<![^\W\d_])|(?<=[a-z])(?=[A-Z]))(?P<w4>[^\W\d_]{3,10})\.?\s(?P<d4>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<y4>(?:19|20)\d{2})(?!\d(?!\d?:\d\d))"
    r"|(?<!\d)(?P<y5>(?:19|20)\d{2})\s?年\s?(?P<m5>\d{1,2})\s?月\s?(?P<d5>\d{1,2})\s?日"
)
_CLOCK = re.compile(
    r"(?P<sep>[\s,;|•·/@–—T-]{0,4}(?:(?:pukul|jam|pkl\.?|at)\s)?)(?P<han>[上下中]午|晚上|凌晨)?(?P<h>\d{1,2})[:.](?P<mi>\d{2})(?:[:.](?P<s>\d{2})(?:\.\d{1,6})?)?"
    r"(?!\d)(?:\s?(?P<ap>[ap]\.?m\b\.?|(?:pagi|siang|sore|petang|malam|tengah\shari)\b))?"
    r"(?:\s?\(?(?P<z>z\b|(?:gmt|utc)\s?[+-]\d{1,4}\b|(?:[ecmp]t|[a-z]{3,4})(?:\b|(?=(?-i:[A-Z][a-z])))|[+-]\d{2}:?\d{2})\)?)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s,;|•·/()–—-]{0,4}(?:(?:on|pada)\s)?(?:[^\W\d_]{2,9}[,.]?\s)?$", re.IGNORECASE)
_WORD_AFTER = re.compile(r"[\s,(（]{0,3}([^\W\d_]+(?:['’][^\W\d_]+)?)[)）,]?")
_CLOCK_REACH = 40  # characters before a date in which its clock may stand
_MIDNIGHT = re.compile(r"[T\s]00:00(?::00(?:\.0+)?)?(?:\s?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?$", re.IGNORECASE)
_EPOCH = re.compile(r"1\d{9}(?:\d{3})?")
_READING_TIME = re.compile(
    r"[\s|•·,-]*(?:(?:waktu|lama)\s(?:baca|membaca)|reading\stime)\s?:?\s?\d{1,3}\s?(?:menit|min\w*)"
    r"|[\s|•·,-]*\d{1,3}\s?(?:menit|min\w*)\s(?:read|baca|membaca)"
    r"|[\s|•·,-]*(?<![\d:])\d[\d.,]*\s?[kK]?\s?(?:(?:kali|x)\s)?(?:dibaca|dilihat|ditonton|tayangan|pembaca|views?|reads?)\b"
    r"|[\s|•·,-]*(?:dibaca|dilihat|views?|阅读|閱讀|浏览|瀏覽)\s?[:：]?\s?\d[\d.,]*(?:\s?kali)?(?![\d:])",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class Moment:
    """A date found in a line: the day in its own time zone, the instant when a time is given, where it stands."""

    day: date
    at: datetime | None
    start: int
    end: int
    precision: Precision = "day"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stated time: its day, the instant when a clock is given; `utc_day` is that of UTC where it differs."""

    day: date
    at: datetime | None
    precision: Precision
    utc_day: date | None = None


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
        start, end = match.span()
        clock = clock_at(text, end)
        if clock is None and (clock := _clock_before(text, start)):
            start = clock.start("h")
        elif clock:
            end = clock.end()
        at, precision = read_clock(day, clock, timezone_name)
        is_clock = clock is not None and int(clock["h"]) < 24 and int(clock["mi"]) < 60  # its zone may be unknown
        return Moment(day, at, start, end, precision) if is_clock else Moment(day, None, *match.span())
    return None


def clock_at(text: str, position: int) -> re.Match[str] | None:
    """Clock after a day at a position of a text, a weekday between them or not, for `read_clock`; None without one."""
    clock = _CLOCK.match(text, position)
    if clock is None and (word := _WORD_AFTER.match(text, position)) and word[1].casefold() in calendar("weekday"):
        clock = _CLOCK.match(text, word.end())
    return clock


def read_clock(day: date, clock: re.Match[str] | None, timezone_name: str | None) -> tuple[datetime | None, Precision]:
    """Instant (UTC) and precision of a clock found on a day; None without one, or when its zone is an unknown one."""
    at = _instant(day, clock, zone(timezone_name)) if clock else None
    return at, "day" if clock is None or at is None else "second" if clock.group("s") else "minute"


def read_stamp(value: str | None, timezone_name: str | None = None) -> Stamp | None:
    """Time that a field states, as in `stated_moment`; midnight exactly is taken for a day without a clock."""
    text = (value or "").strip()[:80]
    if _EPOCH.fullmatch(text):
        text = datetime.fromtimestamp(int(text[:10]), UTC).isoformat()
    day, at = stated_moment(text, timezone_name)
    if day is None or at is None:
        return Stamp(day, None, "day") if day else None
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError:
        moment = find_moment(text, timezone_name)
        precision: Precision = moment.precision if moment else "day"
        return Stamp(day, None, "day") if _MIDNIGHT.search(text) else Stamp(day, at, precision)
    if _MIDNIGHT.search(text):
        return Stamp(parsed.date(), None, "day")
    in_utc = parsed.tzinfo is not None and not parsed.utcoffset()
    precision = "second" if parsed.second else "minute"
    return Stamp(day, at, precision, parsed.date() if in_utc and parsed.date() != day else None)


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
    Of "Published: … | Updated: …" in one line the first date that is none of an update counts.
    """
    line = _READING_TIME.sub("", line)
    moment = find_moment(line, timezone_name)
    if moment is None:
        return None
    start, end, later = moment.start, moment.end, is_later(line[: moment.start])
    if further := find_moment(line[end:], timezone_name):
        label = line[end : end + further.start]
        if later and label.strip(" |·•,;-–—:") and not is_later(label):
            moment, later = further, False
        end += further.end
    return moment, rest_of(line, start, end), later


def is_later(label: str) -> bool:
    """Whether the words before a date say that it is the time of an update."""
    words = {word.group() for word in _LETTERS.finditer(label.casefold())}
    later = calendar("later").keys()
    return bool(words & later) or (not label.isascii() and any(word in label for word in later if not word.isascii()))


def rest_of(line: str, start: int, end: int) -> str:
    """What a line says beside the date at `start` to `end`, without weekdays, zones, clock words and separators."""
    idle = calendar("weekday").keys() | calendar("zone").keys() | calendar("filler").keys() | calendar("later").keys()
    before = [word for word in _LETTERS.finditer(line[:start]) if not _is_idle(word, idle, line[word.end() : start])]
    after = [word for word in _LETTERS.finditer(line, end) if not _is_idle(word, idle, line[end : word.start()])]
    rest = line[before[0].start() : before[-1].end()] if before else ""
    if after:
        rest = f"{rest} {line[after[0].start() : after[-1].end()]}".strip()
    return rest


def _is_idle(word: re.Match[str], idle: set[str], between: str) -> bool:
    """A calendar word; one of three letters, which may be part of a name, only right beside the date."""
    text = word.group().casefold()
    if text not in idle:
        return False
    return len(text) != 3 or text not in calendar("weekday") or not between.strip(" ,.()|•·-–—")


def _clock_before(text: str, end: int) -> re.Match[str] | None:
    """The last clock before a date, with nothing but a weekday between them ("2:30 PM EST, March 6, 2025")."""
    start = max(0, end - _CLOCK_REACH)
    found = None
    for clock in _CLOCK.finditer(text, start, end):
        found = clock
    return found if found and _BETWEEN.fullmatch(text[found.end() : end]) and (found["ap"] or ":" in found[0]) else None


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
    half = (clock.group("ap") or clock.group("han") or "").casefold()
    if half:
        hour = _in_half(hour, half)
    written = clock.group("z") or ""
    if written.isupper() and len(written) >= 3 and written.endswith("T") and written.casefold() not in _zones():
        return None  # a zone's abbreviation that is not in the lexicon: the clock would be hours off
    try:
        local = datetime(day.year, day.month, day.day, hour, minute, second)
        return local.replace(tzinfo=_offset(written.casefold(), default)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


@cache
def _zones() -> dict[str, str]:
    """Zones whose distance from UTC changes with the season, by abbreviation; fixed ones are in the calendar."""
    named = {row["word"].casefold(): row["zone"] for row in lexicons.table("cleaning_zones.csv")}
    return dict.fromkeys(calendar("zone"), "") | named


def _in_half(hour: int, half: str) -> int:
    """Hour of the day of an hour with "am", "pm" or a word for a part of the day."""
    if half[0] in "ap" and half[1] in ".m":
        return hour % 12 + (12 if half[0] == "p" else 0)
    later = half in ("sore", "petang", "malam", "下午", "晚上") or (half not in ("pagi", "上午", "凌晨") and hour < 6)
    return hour + 12 if later and hour < 12 else hour


def _offset(written: str, default: tzinfo) -> tzinfo:
    if bare := re.fullmatch(r"(?:gmt|utc)\s?([+-])(\d{1,2})(\d{2})?", written):
        written = f"{bare[1]}{int(bare[2]):02d}{bare[3] or '00'}"
    if written[:1] in {"+", "-"}:
        hours, minutes = int(written[1:3]), int(written[-2:])
        if hours > 14 or minutes > 59:
            return default
        offset = timedelta(hours=hours, minutes=minutes)
        return timezone(-offset if written[0] == "-" else offset)
    if name := _zones().get(written):
        return zone(name)
    minutes_ahead = calendar("zone").get(written)
    return default if minutes_ahead is None else timezone(timedelta(minutes=minutes_ahead))
