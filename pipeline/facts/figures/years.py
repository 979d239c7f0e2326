"""Years, ranges of years, decades, and the named parts of a year (quarters, half years)."""

from decimal import Decimal

from pipeline.facts.figures.calendar import Day, When
from pipeline.facts.figures.days import make_draft, year_at
from pipeline.facts.figures.draft import Draft
from pipeline.facts.figures.lexicon import Lexicon
from pipeline.facts.figures.tokens import Tokens
from pipeline.facts.figures.units import currency_before, is_year, unit_after

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_MARKS = frozenset(("-", "–", "—", "/"))


def read_year(tokens: Tokens, i: int, lexicon: Lexicon) -> Draft | None:
    """The year, range of years or decade that starts at token `i`."""
    word = tokens.lower[i]
    before = tokens.word(i - 1)
    if len(word) == 2:
        return _short_year(tokens, i, lexicon)
    if len(word) != 4 or not word.isdigit():
        return None
    if not is_year(word) and not (lexicon.has("year_before", before) and "10" <= word[:2] <= "21"):
        return None
    placed = lexicon.has("year_before", before) or lexicon.has("month_before", before)
    coded = before == "/" and tokens.glued(i - 1) and tokens.glued(i - 2) and tokens.word(i - 3) in ("/", "-")
    if coded and tokens.word(i - 2)[:1].isalpha():
        return None  # the end of a document's number: "60/PUU-XXII/2024"
    if lexicon.has("law", before) or not _may_be_year(tokens, i, lexicon, placed):
        return None
    decade = _decade_end(tokens, i, lexicon)
    if decade is not None:
        return _years(tokens, i, decade, int(word), int(word) + 9)
    until = _range_end(tokens, i, lexicon)
    if until is not None:
        return _years(tokens, i, until[1], int(word), until[0])
    return _years(tokens, i, i + 1, int(word), int(word))


def _short_year(tokens: Tokens, i: int, lexicon: Lexicon) -> Draft | None:
    """As in "tahun 98", "the 90s", "era 80-an": a year or decade of the last century, or of this one when it began."""
    word, before = tokens.lower[i], tokens.word(i - 1)
    if not word.isdigit():
        return None
    decade = _decade_end(tokens, i, lexicon)
    marked = before in ("'", "’", "‘") and tokens.glued(i - 1)
    if decade is not None and word[1] == "0" and (marked or lexicon.has("decade_before", before)):
        low = (1900 if word >= "30" else 2000) + int(word)
        return _years(tokens, i, decade, low, low + 9)
    counted = tokens.word(i - 2) in ("per", "satu", "-") or lexicon.has("recurring", tokens.word(i - 2))
    if counted or word < "30" or not lexicon.has("year_named", before) or not _may_be_year(tokens, i, lexicon, False):
        return None
    return _years(tokens, i, i + 1, 1900 + int(word), 1900 + int(word))


def _years(tokens: Tokens, first: int, last: int, low: int, high: int) -> Draft:
    return Draft(
        first,
        last,
        tokens.starts[first],
        tokens.ends[last - 1],
        "year" if low == high else "year_range",
        Decimal(low),
        Decimal(high),
        when=When(Day(low), Day(high)),
    )


def _may_be_year(tokens: Tokens, i: int, lexicon: Lexicon, placed: bool) -> bool:
    """No amount, measure, time of day or part of a longer code."""
    following = tokens.word(i + 1)
    if currency_before(tokens, i, lexicon) is not None and tokens.word(i - 1) not in ("euro", "won", "try"):
        return False
    if tokens.glued(i) and following[:1].isalpha() and following not in ("an", "s"):
        return False
    if tokens.glued(i - 1) and tokens.word(i - 1)[-1:].isalpha():
        return False
    if following in lexicon.numbers and lexicon.numbers[following].kind in ("scale", "approximate"):
        return False
    if lexicon.has("clock_after", following) and following in ("wib", "wita", "wit", "gmt", "utc"):
        return False
    unit = unit_after(tokens, i + 1, lexicon)
    return unit is None or placed or unit[0].symbol in ("year", "hour")


def _decade_end(tokens: Tokens, i: int, lexicon: Lexicon) -> int | None:
    """As in "1990-an", "1990an", "1990s"."""
    if tokens.word(i + 1) == "-" and tokens.glued(i) and tokens.word(i + 2) == "an":
        return i + 3
    if tokens.glued(i) and (tokens.word(i + 1) == "an" or lexicon.has("suffix_decade", tokens.word(i + 1))):
        return i + 2
    return None


def _range_end(tokens: Tokens, i: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Last year of a range and the token after it: "2020–2045", "2019/20", "2021 hingga 2024"."""
    low, mark = int(tokens.lower[i]), tokens.word(i + 1)
    if mark in _MARKS:
        word = tokens.word(i + 2)
        if is_year(word) and low < int(word):
            return int(word), i + 3
        if mark != "—" and tokens.glued(i) and tokens.glued(i + 1) and len(word) == 2 and word.isdigit():
            high = low - low % 100 + int(word)
            return (high, i + 3) if high == low + 1 or (low < high and int(word) > 12) else None
        return None
    for role in ("range", "range_year"):
        for phrase in lexicon.roles.get(role, ()):
            if tokens.find_phrase(i + 1, phrase):
                j = i + 1 + len(phrase)
                j += tokens.word(j) in ("dengan", "tahun")
                word = tokens.word(j)
                return (int(word), j + 1) if is_year(word) and low < int(word) else None
    if mark in ("dan", "and") and any(lexicon.has("between", tokens.word(i - k)) for k in (1, 2)):
        word = tokens.word(i + 2)
        return (int(word), i + 3) if is_year(word) and low < int(word) else None
    return None


def read_span(tokens: Tokens, i: int, lexicon: Lexicon) -> Draft | None:
    """The quarter, half year or "first three months" that starts at token `i`."""
    word = tokens.lower[i]
    if word in ("q", "h") and tokens.glued(i):
        return _letter_span(tokens, i, lexicon)
    if word in lexicon.spans and lexicon.language != "en":
        return _named_span(tokens, i, lexicon)
    if word in lexicon.ordinals and lexicon.language == "en":
        return _ordinal_span(tokens, i, lexicon)
    if lexicon.language != "en":
        return _months_first(tokens, i, lexicon)
    return None


def _part(number: int, months: int, year: int | None, shift: int | None) -> When | None:
    if not 1 <= number <= 12 // months:
        return None
    start = Day(year, (number - 1) * months + 1)
    return When(start, start, months=months, year_shift=shift)


def _year_of_span(tokens: Tokens, j: int, lexicon: Lexicon) -> tuple[int | None, int | None, int]:
    """Year, shift from the publication year, and next token, for what follows a quarter's number."""
    if tokens.word(j) in _MARKS or tokens.word(j) in (",", "'"):
        marked = year_at(tokens, j + 1, lexicon)
        return (marked[0], None, marked[1]) if marked is not None else (None, None, j)
    year = year_at(tokens, j, lexicon)
    if year is not None:
        return year[0], None, year[1]
    for role, shift in (("this_year", 0), ("last_year", -1), ("next_year", 1)):
        for phrase in lexicon.roles.get(role, ()):
            if tokens.find_phrase(j, phrase) or tokens.find_phrase(j + 1, phrase):
                return None, shift, j
    return None, None, j


def _finish(tokens: Tokens, i: int, j: int, number: int, months: int, lexicon: Lexicon, bare: bool) -> Draft | None:
    year, shift, end = _year_of_span(tokens, j, lexicon)
    if year is None and shift is None and not bare:
        return None
    when = _part(number, months, year, shift)
    if when is None:
        return None
    return make_draft(tokens, i, end, when)


def _letter_span(tokens: Tokens, i: int, lexicon: Lexicon) -> Draft | None:
    digit = tokens.word(i + 1)
    if digit not in ("1", "2", "3", "4"):
        return None
    return _finish(tokens, i, i + 2, int(digit), 3 if tokens.lower[i] == "q" else 6, lexicon, tokens.lower[i] == "q")


def _named_span(tokens: Tokens, i: int, lexicon: Lexicon) -> Draft | None:
    months, j = lexicon.spans[tokens.lower[i]], i + 1
    if tokens.find_phrase(j, ("ke", "-")):
        j += 2
    word = tokens.word(j)
    number = _ROMAN.get(word) or lexicon.ordinals.get(word) or _months_at(tokens, j, lexicon) or 0
    if not number:
        return None
    return _finish(tokens, i, j + 1, number, months, lexicon, bare=True)


def _ordinal_span(tokens: Tokens, i: int, lexicon: Lexicon) -> Draft | None:
    """As in "first quarter of 2024", "second half of 2025", "first three months of 2024"."""
    number, j = lexicon.ordinals[tokens.lower[i]], i + 1
    if tokens.word(j) == "-" and tokens.glued(j):
        j += 1
    word = tokens.word(j)
    if word in lexicon.spans:
        return _finish(tokens, i, j + 1, number, lexicon.spans[word], lexicon, bare=word == "quarter")
    months = _months_at(tokens, j, lexicon)
    if number == 1 and months is not None and tokens.word(j + 1) == "months":
        return _finish(tokens, i, j + 2, 1, months, lexicon, bare=False)
    return None


def _months_at(tokens: Tokens, j: int, lexicon: Lexicon) -> int | None:
    """A number of months from one to twelve, in digits or words."""
    word = tokens.word(j)
    entry = lexicon.numbers.get(word)
    value = int(word) if word.isdecimal() and len(word) <= 2 else int(entry.low) if entry is not None else 0
    return value if 1 <= value <= 12 else None


def _months_first(tokens: Tokens, i: int, lexicon: Lexicon) -> Draft | None:
    """As in "tiga bulan pertama 2024", "7 bulan pertama tahun ini"."""
    if tokens.word(i + 1) != "bulan" or tokens.word(i + 2) != "pertama":
        return None
    months = _months_at(tokens, i, lexicon)
    return _finish(tokens, i, i + 3, 1, months, lexicon, bare=False) if months is not None else None
