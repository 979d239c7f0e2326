"""Days and months in Latin script, with year and ranges. Weekdays: dates.py. Years and quarters: years.py."""

import re
from dataclasses import replace

from pipeline.facts.figures.calendar import Day, Direction, When, valid_day
from pipeline.facts.figures.draft import Draft
from pipeline.facts.figures.lexicon import Lexicon
from pipeline.facts.figures.tokens import Tokens
from pipeline.facts.figures.units import is_year

_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)$")
ORDINAL_ENDS = frozenset(("st", "nd", "rd", "th"))
_RANGE_MARKS = frozenset(("-", "–", "—"))

Found = tuple[When, int]


def make_draft(tokens: Tokens, first: int, last: int, when: When) -> Draft:
    """A date draft over the tokens `first` to `last`."""
    return Draft(first, last, tokens.starts[first], tokens.ends[last - 1], "date", when=when)


def directed(tokens: Tokens, when: When, end: int, lexicon: Lexicon) -> When:
    """Read the words after an expression without a year that place it: "26 Juli lalu", "Juni mendatang"."""
    if when.low.year is not None or when.high.year is not None:
        return when
    for role, shift in (("this_year", 0), ("last_year", -1), ("next_year", 1)):
        if any(tokens.find_phrase(end, phrase) for phrase in lexicon.roles.get(role, ())):
            return replace(when, year_shift=shift)
    direction: Direction = None
    following = tokens.word(end + 1) if tokens.word(end) in ("pekan", "minggu", "bulan", "tahun") else tokens.word(end)
    if lexicon.has("past", following):
        direction = "past"
    elif lexicon.has("future", following):
        direction = "future"
    return replace(when, direction=direction) if direction else when


def month_at(tokens: Tokens, j: int, lexicon: Lexicon) -> tuple[int, str, int] | None:
    """Month number, form and next token, for the month name at token `j`."""
    entry = lexicon.months.get(tokens.word(j))
    if entry is None:
        return None
    end = j + 1
    if entry[1] == "short":
        if not tokens.is_capital(j):
            return None
        if tokens.word(end) == "." and tokens.glued(j) and tokens.is_number(end + 1):
            end += 1
    return entry[0], entry[1], end


def year_at(tokens: Tokens, j: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Year and next token, for "2025", "tahun 2025" or ", 2025" (English) at token `j`."""
    if (tokens.word(j) == "," and lexicon.language == "en") or lexicon.has("year_link", tokens.word(j)):
        j += 1
    word = tokens.word(j)
    if is_year(word) or (len(word) == 4 and word.isdigit() and word[:2] in ("15", "16", "17", "18")):
        return int(word), j + 1
    return None


def day_at(tokens: Tokens, j: int) -> tuple[int, int] | None:
    """The day of a month and the next token, for "5" or "5th" at token `j`."""
    word = tokens.word(j)
    if not (word.isdigit() and len(word) <= 2 and 1 <= int(word) <= 31):
        return None
    if tokens.glued(j) and tokens.word(j + 1) in ORDINAL_ENDS:
        return int(word), j + 2
    return int(word), j + 1


def _connected(tokens: Tokens, j: int, lexicon: Lexicon) -> int | None:
    """The token after a range connector at `j`."""
    if tokens.word(j) in _RANGE_MARKS:
        return j + 1
    for phrase in lexicon.roles.get("range", ()):
        if tokens.find_phrase(j, phrase):
            end = j + len(phrase)
            return end + 1 if tokens.word(end) == "dengan" else end
    return None


def from_number(tokens: Tokens, i: int, lexicon: Lexicon) -> Found | None:
    """As in "5 Mei 2025", "5–7 Mei", "05/05/2025", "28 Mei-2 Juni": what starts with a day."""
    numeric = _numeric(tokens, i)
    if numeric is not None:
        return numeric
    first = day_at(tokens, i)
    if first is None:
        return None
    day, j = first
    if tokens.word(j) == "of" and tokens.word(j - 1) in ORDINAL_ENDS:
        j += 1
    month = month_at(tokens, j, lexicon)
    if month is None:
        return _day_range(tokens, day, j, lexicon)
    if month[1] == "weak" and not tokens.is_capital(j):
        return None
    start = Day(None, month[0], day)
    year = year_at(tokens, month[2], lexicon)
    if year is not None:
        start, j = Day(year[0], month[0], day), year[1]
    else:
        j = month[2]
    if not valid_day(start.year, month[0], day):
        return None
    following = _connected(tokens, j, lexicon)
    last = day_at(tokens, following) if following is not None else None
    if last is not None:
        until = month_at(tokens, last[1], lexicon)
        if until is not None and valid_day(None, until[0], last[0]):
            end_year = year_at(tokens, until[2], lexicon)
            high = Day(end_year[0] if end_year else start.year, until[0], last[0])
            return When(start, high), end_year[1] if end_year else until[2]
    return When(start, start), j


def _day_range(tokens: Tokens, day: int, j: int, lexicon: Lexicon) -> Found | None:
    """As in "7-9 Juli 2025", "17 dan 18 Agustus": days that share the month after the last one."""
    following = _connected(tokens, j, lexicon)
    if following is None and tokens.word(j) in ("dan", "and", "&"):
        following = j + 1
        if day_at(tokens, following) not in ((day + 1, following + 1), (day + 1, following + 2)):
            return None
    last = day_at(tokens, following) if following is not None else None
    if last is None or last[0] <= day:
        return None
    month = month_at(tokens, last[1], lexicon)
    if month is None or not valid_day(None, month[0], last[0]):
        return None
    year = year_at(tokens, month[2], lexicon)
    stated = year[0] if year else None
    return When(Day(stated, month[0], day), Day(stated, month[0], last[0])), year[1] if year else month[2]


def _numeric(tokens: Tokens, i: int) -> Found | None:
    """Days in digits with their year: 2024-02-05, 05/02/2024, 5-2-2024, 05.02.2024. Day and month in this order."""
    dotted = _DOTTED.match(tokens.lower[i])
    if dotted:
        day, month, year = (int(part) for part in dotted.groups())
        return _one_day(year, month, day, i + 1)
    parts, end, mark = _parts(tokens, i)
    if len(parts) != 3:
        return None
    if is_year(parts[0]) and mark == "-" and len(parts[1]) == len(parts[2]) == 2:
        return _one_day(int(parts[0]), int(parts[1]), int(parts[2]), end)
    if is_year(parts[2]) and len(parts[0]) <= 2 and len(parts[1]) <= 2:
        return _one_day(int(parts[2]), int(parts[1]), int(parts[0]), end)
    return None


def _one_day(year: int | None, month: int, day: int, end: int) -> Found | None:
    if not valid_day(year, month, day):
        return None
    point = Day(year, month, day)
    return When(point, point), end


def _parts(tokens: Tokens, i: int) -> tuple[list[str], int, str]:
    """Plain numbers from token `i` joined by one and the same mark without spaces, the next token, the mark."""
    parts, j, mark = [tokens.word(i)], i + 1, tokens.word(i + 1)
    if mark not in ("/", "-"):
        return parts, j, ""
    while tokens.word(j) == mark and tokens.glued(j - 1) and tokens.glued(j) and tokens.word(j + 1).isdigit():
        parts.append(tokens.word(j + 1))
        j += 2
    return (parts, j, mark) if all(part.isdigit() for part in parts) else ([tokens.word(i)], i + 1, "")


def read_day_month(tokens: Tokens, i: int) -> Found | None:
    """As in "5/2", "05/02/24", "3-5/6", "30/6-2/7": day and month in digits, for places where only a date can stand."""
    full = _numeric(tokens, i)
    if full is not None:
        return full
    first_day: int | None = None
    parts, end, mark = _parts(tokens, i)
    if mark == "-" and len(parts) == 2 and tokens.word(end) == "/":
        first_day = int(parts[0])
        parts, end, mark = _parts(tokens, end - 1)
    if mark != "/" or len(parts) not in (2, 3) or not 1 <= int(parts[1]) <= 12 or len(parts[0]) > 2:
        return None
    year = _short_year(parts[2]) if len(parts) == 3 else None
    found = _one_day(year, int(parts[1]), int(parts[0]), end)
    if found is None:
        return None
    when = found[0]
    if first_day is not None and 1 <= first_day < int(parts[0]):
        return replace(when, low=replace(when.low, day=first_day)), end
    if tokens.word(end) in _RANGE_MARKS and tokens.glued(end - 1) and tokens.is_number(end + 1):
        later = read_day_month(tokens, end + 1)
        if later is not None:
            return When(replace(when.low, year=when.low.year or later[0].low.year), later[0].high), later[1]
    return found


def read_bare_day(tokens: Tokens, i: int, lexicon: Lexicon) -> Found | None:
    """The day of a month that is not named: "tanggal 21"; not one that comes back ("setiap tanggal 25")."""
    word = tokens.lower[i]
    plain = word.isdigit() and len(word) <= 2 and 1 <= int(word) <= 31
    if not plain or lexicon.has("recurring", tokens.word(i - 2)) or tokens.word(i + 1) in ("-", "–", "/", "%"):
        return None
    return When(Day(day=int(word)), Day(day=int(word))), i + 1


def _short_year(text: str) -> int | None:
    if is_year(text):
        return int(text)
    return 2000 + int(text) if len(text) == 2 else None


def from_month(tokens: Tokens, i: int, lexicon: Lexicon, day_needed: bool = False) -> Found | None:
    """As in "July 7, 2025", "Agustus 2022", "Januari–Maret 2024", "in April"."""
    month = month_at(tokens, i, lexicon)
    if month is None or not tokens.is_capital(i):
        return None
    number, form, j = month
    if lexicon.language == "en":
        day = _day_after_month(tokens, number, j, lexicon)
        if day is not None or day_needed:
            return day
    if day_needed:
        return None
    year = year_at(tokens, j, lexicon)
    if year is not None:
        point = Day(year[0], number)
        return _month_range(tokens, point, year[1], lexicon) or (When(point, point), year[1])
    ranged = _month_range(tokens, Day(None, number), j, lexicon)
    if ranged is not None:
        return ranged
    if form == "short" or not _month_alone(tokens, i, j, form, lexicon):
        return None
    return When(Day(None, number), Day(None, number)), j


def _day_after_month(tokens: Tokens, month: int, j: int, lexicon: Lexicon) -> Found | None:
    first = day_at(tokens, j)
    if first is None or not valid_day(None, month, first[0]):
        return None
    low, high, j = first[0], first[0], first[1]
    following = _connected(tokens, j, lexicon)
    last = day_at(tokens, following) if following is not None else None
    if last is not None and low < last[0] and lexicon.months.get(tokens.word(last[1])) is None:
        high, j = last
    elif last is None and following is not None:
        further = _month_day(tokens, following, lexicon)
        if further is not None:
            return When(Day(further[0].year, month, low), further[0]), further[1]
    year = year_at(tokens, j, lexicon)
    stated = year[0] if year else None
    return When(Day(stated, month, low), Day(stated, month, high)), year[1] if year else j


def _month_day(tokens: Tokens, j: int, lexicon: Lexicon) -> tuple[Day, int] | None:
    """The end of a range said month first: "June 2, 2025" in "May 28 to June 2, 2025"."""
    month = month_at(tokens, j, lexicon)
    day = day_at(tokens, month[2]) if month is not None else None
    if month is None or day is None or not tokens.is_capital(j) or not valid_day(None, month[0], day[0]):
        return None
    year = year_at(tokens, day[1], lexicon)
    return Day(year[0] if year else None, month[0], day[0]), year[1] if year else day[1]


def _month_range(tokens: Tokens, start: Day, j: int, lexicon: Lexicon) -> Found | None:
    following = _connected(tokens, j, lexicon)
    until = month_at(tokens, following, lexicon) if following is not None else None
    if until is None or following is None or not tokens.is_capital(following):
        return None
    year = year_at(tokens, until[2], lexicon)
    stated = year[0] if year else None
    low_year = start.year if start.year is not None else stated
    if low_year is not None and start.year is None and start.month is not None and start.month > until[0]:
        low_year -= 1
    return When(Day(low_year, start.month), Day(stated, until[0])), year[1] if year else until[2]


def _month_alone(tokens: Tokens, i: int, j: int, form: str, lexicon: Lexicon) -> bool:
    """May the month name at `i` stand without day and year? It needs a word that places it in time."""
    before, after = tokens.word(i - 1), tokens.word(j)
    if form != "weak" and (lexicon.has("past", after) or lexicon.has("future", after)):
        return True
    if form != "weak" and lexicon.language == "en" and not tokens.opens_sentence(i) | tokens.is_capital(j):
        return True
    if before == "-" and lexicon.has("month_before", tokens.word(i - 2)):
        return True
    if before in ("dan", "and", "atau", "or", ",") and tokens.word(i - 2) in lexicon.months:
        return True
    if not lexicon.has("month_before", before):
        return False
    return not tokens.is_capital(j) or form != "weak"
