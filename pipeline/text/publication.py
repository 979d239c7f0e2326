"""When an article was published: which of the times that source, page, address and text tell is believed.

The order of trust is that of `docs/metadata.md`. A weaker one may only add the clock to a stronger one's day.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from pipeline import lexicons
from pipeline.text.clean_draft import Draft
from pipeline.text.dates import Moment, Precision, calendar, find_moment, is_later, read_stamp
from pipeline.text.dates_loose import LANGUAGES, find_loose, find_partial, in_year, resolve, split_dated

_URL_DAY = re.compile(
    r"[/_.=-](?P<y>(?:19|20)\d{2})(?P<s>[/_.-]?)(?P<m>0?[1-9]|1[0-2])(?P=s)(?P<d>0?[1-9]|[12]\d|3[01])(?=\D|$|\d{6}(?:\D|$))"
)
_SENTENCE_STOP = re.compile(r"(?<=[a-z0-9)”\"])[.!?][”\"]?\s+(?=[A-Z“\"])|[。！？]")
_WORDS = re.compile(r"[^\W\d_]+")
_WEEKDAY_BEFORE = re.compile(r"([^\W\d_]+(?:['’][^\W\d_]+)?)\s?[,(（]?\s?[(（]?$")
_LEAD = 700  # characters of the first paragraphs in which the day of a report stands
_LEAD_SENTENCES = 2
_BEFORE = 30  # characters before a date in which a word may say that it is another day than the report's
_AFTER = 24
_EARLIEST = date(1990, 1, 1)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Publication:
    """Day and moment of publication with origins and precision; all None when nothing tells."""

    day: date | None = None
    at: datetime | None = None
    day_origin: str | None = None
    at_origin: str | None = None
    precision: Precision | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A time of publication that one origin tells."""

    day: date
    at: datetime | None
    precision: Precision
    origin: str
    utc_day: date | None = None


def choose(candidates: Iterable[Candidate]) -> Publication:
    """Publication from candidates in their order of trust.

    A time written in UTC whose day differs between UTC and the source's zone is of the day that a later candidate
    names; without one, of the day in the source's zone.
    """
    found = list(candidates)
    if not found:
        return Publication()
    first = found[0]
    day = first.day
    if first.utc_day and any(other.day == first.utc_day for other in found[1:] if other.utc_day is None):
        day = first.utc_day
    clock = first if first.at else next((other for other in found[1:] if other.at and other.day == day), None)
    return Publication(
        day,
        clock.at if clock else None,
        first.origin,
        clock.origin if clock else None,
        clock.precision if clock else None,
    )


def stated(values: Iterable[tuple[str | None, str]], timezone: str, last: date | None) -> Iterator[Candidate]:
    """Candidates of fields as written, with their origins; days after `last` are not believed."""
    for value, origin in values:
        stamp = read_stamp(value, timezone)
        if stamp and stamp.day >= _EARLIEST and (last is None or stamp.day <= last):
            yield Candidate(stamp.day, stamp.at, stamp.precision, origin, stamp.utc_day)


def day_of_url(url: str | None) -> date | None:
    """Day that an address holds ("/2025/03/06/", "/20250306143012-"); None without one."""
    for match in _URL_DAY.finditer((url or "")[:500]):
        if not match["s"] and len(match["m"] + match["d"]) != 4:
            continue
        try:
            day = date(int(match["y"]), int(match["m"]), int(match["d"]))
        except ValueError:
            continue
        if day >= _EARLIEST:
            return day
    return None


def of_text(draft: Draft, printed: Sequence[str], reference: datetime | None, timezone: str) -> Iterator[Candidate]:
    """Candidates of the article's head: printed dates, then dates that count from `reference` (None: unknown)."""
    if draft.moment:
        yield _candidate(draft.moment, "text")
    later = []
    for line in printed:
        found = split_dated(line, timezone)
        if found and found[0]:
            if found[2]:
                later.append(_candidate(found[0], "text_update"))
            else:
                yield _candidate(found[0], "text")
    for line in (*([draft.loose] if draft.loose else []), *printed):
        loose = find_loose(line)
        if loose is None or find_moment(line) or is_later(line[: loose.start]):
            continue
        if moment := resolve(loose, reference, timezone):
            yield _candidate(moment, "text_relative")
    if draft.later_moment:
        yield _candidate(draft.later_moment, "text_update")
    yield from later


def of_report(
    draft: Draft, paragraphs: Sequence[str], reference: datetime | None, timezone: str, last: date
) -> Iterator[Candidate]:
    """Candidates of the report itself: the day in its dateline, then the one that its first sentences give."""
    heads = [removed.text for removed in draft.removed if removed.reason == "dateline"]
    year = _copyright_year(draft)
    for text, origin in (*((head, "dateline") for head in heads), (_lead(paragraphs), "lead")):
        if origin == "dateline":
            moment = find_moment(text, timezone)
            days = [moment.day] if moment else [day for day in [_partial(text, reference, timezone, year)] if day]
        else:
            days = list(_lead_days(text, reference, timezone, year))
        if days := [day for day in days if _EARLIEST <= day <= last]:
            yield Candidate(max(days), None, "day", origin)


def _candidate(moment: Moment, origin: str) -> Candidate:
    return Candidate(moment.day, moment.at, moment.precision, origin)


def _partial(text: str, reference: datetime | None, timezone: str, year: int | None, start: int = 0) -> date | None:
    loose = find_partial(text, start, bare=True)
    if loose is None:
        return None
    moment = resolve(loose, reference, timezone, near=True)
    return moment.day if moment else in_year(loose, year) if year else None


def _lead(paragraphs: Sequence[str]) -> str:
    """First sentences of the body."""
    text = "\n".join(paragraphs[:2])[:_LEAD]
    ends = [match.end() for match in _SENTENCE_STOP.finditer(text)]
    return text[: ends[_LEAD_SENTENCES - 1]] if len(ends) >= _LEAD_SENTENCES else text


def _lead_days(text: str, reference: datetime | None, timezone: str, year: int | None) -> Iterator[date]:
    """Days in the form in which reports give their own: with the right weekday, in brackets, or (Han) in front."""
    at = 0
    while moment := find_moment(text[at:], timezone):
        start, end = at + moment.start, at + moment.end
        at = end
        if _is_reports_day(text, start, moment.day) and not _is_other_day(text, start, end):
            yield moment.day
    loose = find_partial(text)
    while loose:
        if loose.weekday and not _is_other_day(text, loose.start, loose.end):
            day = _partial(text, reference, timezone, year, loose.start)
            if day:
                yield day
        loose = find_partial(text, loose.end)


def _is_reports_day(text: str, start: int, day: date) -> bool:
    before = _WEEKDAY_BEFORE.search(text, max(0, start - 16), start)
    weekday = calendar("weekday").get(before[1].casefold()) if before else None
    if weekday is not None:
        return weekday == day.isoweekday()
    return text[start - 1 : start] in ("(", "（") or (start <= 24 and "年" in text[start : start + 6])


@cache
def _other_days() -> frozenset[str]:
    """Words beside a date that say it is a coming or an earlier day than the report's."""
    return frozenset(word for name in LANGUAGES for word in lexicons.terms(f"cleaning_other_days.{name}.txt"))


def _is_other_day(text: str, start: int, end: int) -> bool:
    begin = max((match.end() for match in _SENTENCE_STOP.finditer(text, 0, start)), default=0)
    near = f"{text[max(begin, start - _BEFORE) : start]} {text[end : end + _AFTER]}".casefold()
    words = set(_WORDS.findall(near))
    clause = set(_WORDS.findall(text[begin:start].casefold()))
    future = {word for word in _other_days() if word.startswith("+")}
    return bool(
        words & _other_days()
        or {f"+{word}" for word in clause} & future
        or any(word.strip("+") in near for word in _other_days() if not word.isascii())
    )


def _copyright_year(draft: Draft) -> int | None:
    """The year of the article's own copyright line."""
    years = {year for removed in draft.removed if removed.reason == "copyright" for year in _YEAR.findall(removed.text)}
    return int(years.pop()) if len(years) == 1 else None


def reference_of(source_uri: str, fetched_at: datetime, hint: datetime | None) -> datetime | None:
    """Moment that relative times count from: a listing's date, or when a page of the web was fetched.

    A file's time tells nothing about when its text was read by whoever saved it: None.
    """
    if hint:
        return hint
    return fetched_at.astimezone(UTC) if source_uri.startswith(("http://", "https://")) else None


def last_day(fetched_at: datetime) -> date:
    """Last day that is believed of a document: the one after it was fetched; any for a file whose time is unset."""
    return fetched_at.date() + timedelta(days=1) if fetched_at.year >= 1995 else date(2100, 1, 1)
