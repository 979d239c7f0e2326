"""Calendar expressions in Latin script: days, months, weekdays with their dates. Years and quarters: years.py."""

import re
from dataclasses import replace

from pipeline.facts.figures.calendar import Day, Direction, When, valid_day
from pipeline.facts.figures.draft import Draft
from pipeline.facts.figures.lexicon import Lexicon
from pipeline.facts.figures.tokens import Tokens
from pipeline.facts.figures.units import is_year

_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)$")
_ORDINAL_ENDS = frozenset(("st", "nd", "rd", "th"))
_RANGE_MARKS = frozenset(("-", "–", "—"))

Found = tuple[When, int]


def read_date(tokens: Tokens, i: int, lexicon: Lexicon) -> Draft | None:
    """The day, month or weekday expression that starts at token `i`; None when there is none."""
    if lexicon.weekdays.get(tokens.lower[i]) is not None:
        return _read_weekday(tokens, i, lexicon)
    found = _from_number(tokens, i, lexicon) if tokens.is_number(i) else _from_month(tokens, i, lexicon)
    if found is None:
        return None
    when = _directed(tokens, found[0], found[1], lexicon)
    if when.direction is None and when.low.year is None and when.low.day is None and _awaited(tokens, i, lexicon):
        when = replace(when, direction="future")
    return make_draft(tokens, i, found[1], when)


def make_draft(tokens: Tokens, first: int, last: int, when: When) -> Draft:
    """A date draft over the tokens `first` to `last`."""
    return Draft(first, last, tokens.starts[first], tokens.ends[last - 1], "date", when=when)


def _directed(tokens: Tokens, when: When, end: int, lexicon: Lexicon) -> When:
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


def _day_at(tokens: Tokens, j: int) -> tuple[int, int] | None:
    word = tokens.word(j)
    if not (word.isdigit() and len(word) <= 2 and 1 <= int(word) <= 31):
        return None
    if tokens.glued(j) and tokens.word(j + 1) in _ORDINAL_ENDS:
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


def _from_number(tokens: Tokens, i: int, lexicon: Lexicon) -> Found | None:
    numeric = _numeric(tokens, i)
    if numeric is not None:
        return numeric
    first = _day_at(tokens, i)
    if first is None:
        return None
    day, j = first
    if tokens.word(j) == "of" and tokens.word(j - 1) in _ORDINAL_ENDS:
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
    last = _day_at(tokens, following) if following is not None else None
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
        if _day_at(tokens, following) not in ((day + 1, following + 1), (day + 1, following + 2)):
            return None
    last = _day_at(tokens, following) if following is not None else None
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


def _short_year(text: str) -> int | None:
    if is_year(text):
        return int(text)
    return 2000 + int(text) if len(text) == 2 else None


def _read_weekday(tokens: Tokens, i: int, lexicon: Lexicon) -> Draft | None:
    """A weekday, alone or with the date beside it: "Rabu", "Senin (5/2)", "Selasa malam, 4 Maret 2025"."""
    day, form = lexicon.weekdays[tokens.lower[i]]
    if not tokens.is_capital(i):
        return None
    alone = i + 1
    first_day = day
    following = alone + 1 if tokens.word(alone) in _RANGE_MARKS else None
    later = lexicon.weekdays.get(tokens.word(following)) if following is not None else None
    if later is not None and following is not None:
        alone, day = following + 1, later[0]
    j = alone
    for phrase in lexicon.roles.get("daytime", ()):
        if tokens.find_phrase(j, phrase):
            j += len(phrase)
            break
    dated = _date_beside(tokens, _past_direction(tokens, j, lexicon), lexicon)
    if dated is not None:
        when = dated[0] if later is not None else replace(dated[0], weekday=day)
        return make_draft(tokens, i, dated[1], when)
    if form == "capital" and (tokens.opens_sentence(i) or lexicon.has("this", tokens.word(i + 1))):
        return None
    if lexicon.has("recurring", tokens.word(i - 1)) or later is not None:
        return None
    when = _directed(tokens, When(Day(), Day(), weekday=first_day), j, lexicon)
    ahead = lexicon.has("future_before", tokens.word(i - 1)) or _awaited(tokens, i, lexicon)
    if when.direction is None and ahead:
        when = replace(when, direction="future")
    return make_draft(tokens, i, i + 1, when)


def _past_direction(tokens: Tokens, j: int, lexicon: Lexicon) -> int:
    """Past "lalu", "pekan depan" where a bracket with the date follows: "Minggu mendatang (9/2)"."""
    for k in (j + 1, j + 2):
        word = tokens.word(k - 1)
        if tokens.word(k) == "(" and (lexicon.has("past", word) or lexicon.has("future", word)):
            return k
    return j


_AWAITED_REACH = 12


def _awaited(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """As in "akan tiba Kamis", "will be held on Friday", "on Friday will": the clause speaks of what is to come."""
    if lexicon.has("awaited", tokens.word(i + 1)):
        return True
    for j in range(i - 1, max(-1, i - _AWAITED_REACH), -1):
        word = tokens.lower[j]
        if lexicon.has("awaited", word):
            return True
        if word in _CLAUSE_MARKS or lexicon.has("reported", word):
            return False
    return False


_CLAUSE_MARKS = frozenset(',.;:"“”?!()')


def _date_beside(tokens: Tokens, j: int, lexicon: Lexicon) -> Found | None:
    """The date after a weekday at token `j`, in brackets or after a comma, with the closing bracket."""
    if tokens.word(j) == ",":
        j += 1
    bracket = tokens.word(j) == "("
    if bracket:
        j += 1
    if j >= len(tokens.lower):
        return None
    if tokens.is_number(j):
        found = read_day_month(tokens, j) or _from_number(tokens, j, lexicon)
    else:
        found = _from_month(tokens, j, lexicon, day_needed=True)
    if found is None:
        return None
    when, end = found
    return (when, end + 1) if bracket and tokens.word(end) == ")" else (when, end)


def _from_month(tokens: Tokens, i: int, lexicon: Lexicon, day_needed: bool = False) -> Found | None:
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
    first = _day_at(tokens, j)
    if first is None or not valid_day(None, month, first[0]):
        return None
    low, high, j = first[0], first[0], first[1]
    following = _connected(tokens, j, lexicon)
    last = _day_at(tokens, following) if following is not None else None
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
    day = _day_at(tokens, month[2]) if month is not None else None
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


def share_days(tokens: Tokens, drafts: list[Draft]) -> list[Draft]:
    """Make dates of the bare numbers of a list that ends in one: "5, 6, dan 7 Mei 2025"."""
    shared = list(drafts)
    for k in range(len(shared) - 2, -1, -1):
        here, when = shared[k], shared[k + 1].when
        if here.kind != "count" or here.unit is not None or here.last != here.first + 1 or when is None:
            continue
        day = _day_at(tokens, here.first)
        between = tokens.lower[here.last : shared[k + 1].first]
        if day is None or when.low.day is None or when.low.month is None or when.weekday is not None:
            continue
        if between and all(word in (",", "dan", "and", "&") for word in between) and day[0] < when.low.day:
            point = replace(when.low, day=day[0])
            shared[k] = make_draft(tokens, here.first, here.last, When(point, point, direction=when.direction))
    return shared
