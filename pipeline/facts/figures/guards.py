"""Digits that look like a figure and are none: times of day, telephone and law numbers, codes, scores, idioms.

Numbers that name something, and number words that count nothing, belong to `labels.py`.
"""

from pipeline.facts.figures.lexicon import Lexicon
from pipeline.facts.figures.numbers import product_at, scale_at, written_fraction
from pipeline.facts.figures.tokens import Tokens
from pipeline.facts.figures.units import currency_before, unit_after, unit_before

_DASHES = frozenset(("-", "–"))
_LAW_JOINS = frozenset((",", "dan", "atau", "/", "-", "–", "and", "or", "(", ")", "sampai", "hingga", "to"))
_LAW_JOINS |= {"subsider", "juncto", "jo", "lebih", "subsidair"}
_LAW_AFTER = frozenset(("dan", "atau", "ayat", "pasal", "jo", "juncto", "huruf", "butir", "and", "or", "of"))
_TIMED = frozenset(("wib", "wita", "wit", "gmt", "utc", "waktu", "local"))


def skip_number(tokens: Tokens, i: int, lexicon: Lexicon) -> int | None:
    """The token to go on with when the digits at token `i` are no figure; None when they may be one."""
    for check in _CHECKS:
        end = check(tokens, i, lexicon)
        if end is not None:
            return end
    return None


def idiom_end(tokens: Tokens, i: int, lexicon: Lexicon) -> int | None:
    """Past a phrase with a number that counts nothing: "Group of 20"."""
    for offset, phrase in lexicon.idioms.get(tokens.lower[i], ()):
        if tokens.find_phrase(i - offset, phrase):
            return i - offset + len(phrase)
    return None


def _is_clock(text: str) -> bool:
    hour, mark, minute = text.partition(".")
    if not mark:
        return text.isdigit() and len(text) <= 2 and int(text) <= 24
    return len(minute) == 2 and minute.isdigit() and hour.isdigit() and int(hour) <= 24 and int(minute) < 60


def _clock(tokens: Tokens, i: int, lexicon: Lexicon) -> int | None:
    """As in "pukul 14.30 WIB", "09.00-10.30 WIB", "20:45", "at 5 p.m."."""
    if not _is_clock(tokens.lower[i]):
        return None
    end = _minutes(tokens, i + 1)
    colon = end > i + 1
    before = tokens.word(i - 1)
    if lexicon.has("clock_before", before) and (before != "jam" or not tokens.is_number(i - 2)):
        return _clock_end(tokens, end, lexicon)
    last = _clock_end(tokens, end, lexicon)
    if colon or tokens.word(last - 1) in _TIMED:
        return last
    following = tokens.word(end)
    if lexicon.has("hour_of", following) and tokens.lower[i].isdigit() and int(tokens.lower[i]) <= 12:
        return end + 1
    if following in ("a", "p") and tokens.word(end + 1) == "." and tokens.word(end + 2) == "m":
        return end + 3
    if following in ("am", "pm", "o'clock", "o’clock"):
        return end + 1
    if lexicon.has("clock_at", before) and "." in tokens.lower[i] and unit_after(tokens, end, lexicon) is None:
        return end if scale_at(tokens, end, lexicon, True) is None else None
    return None


def _minutes(tokens: Tokens, j: int) -> int:
    while tokens.word(j) == ":" and tokens.glued(j - 1) and tokens.glued(j) and tokens.is_number(j + 1):
        j += 2
    return j


def _clock_end(tokens: Tokens, end: int, lexicon: Lexicon) -> int:
    """Past further times ("14.00-15.00", "pukul 06.00-08.00 dan 16.00-18.00") and the zone or daytime."""
    while True:
        if lexicon.has("clock_after", tokens.word(end)) and tokens.is_number(end + 2):
            end += 1
        word = tokens.word(end)
        joined = word in _DASHES or word == "," or lexicon.has("range", word) or lexicon.has("and", word)
        if not (joined and tokens.is_number(end + 1) and _is_clock(tokens.lower[end + 1])):
            break
        further = _minutes(tokens, end + 2)
        timed = lexicon.has("clock_after", tokens.word(further))
        if not ("." in tokens.lower[end + 1] or further > end + 2 or timed) or _has_unit(tokens, further, lexicon):
            break
        end = further
    return end + 1 if lexicon.has("clock_after", tokens.word(end)) else end


def _has_unit(tokens: Tokens, j: int, lexicon: Lexicon) -> bool:
    return unit_after(tokens, j, lexicon) is not None or scale_at(tokens, j, lexicon, False) is not None


def _joined_digits(tokens: Tokens, i: int, lexicon: Lexicon) -> int | None:
    """Digits tied to digits by a mark that makes no range: "2+2", "16:9", "24/7", "4x4", "0812-3456-7890", "3-1"."""
    if written_fraction(tokens, i, lexicon) is not None or product_at(tokens, i, lexicon) is not None:
        return None
    j, marks = i + 1, []
    while tokens.glued(j - 1) and tokens.word(j) in ("+", ":", "/", "-", "–", "x", "×") and tokens.glued(j):
        if not tokens.is_number(j + 1):
            break
        marks.append(tokens.word(j))
        j += 2
    if not marks:
        return None
    if len(marks) >= 2 or any(mark in ("+", ":", "/", "x", "×") for mark in marks):
        return j
    return _scores_end(tokens, j) if _score(tokens, i, j, lexicon) else None


def _scores_end(tokens: Tokens, j: int) -> int:
    """Past the further sets of a score: "21-15, 18-21, 21-19"."""
    while (
        tokens.word(j) == "," and tokens.is_number(j + 1) and tokens.word(j + 2) in _DASHES and tokens.is_number(j + 3)
    ):
        j += 4
    return j


def _score(tokens: Tokens, i: int, j: int, lexicon: Lexicon) -> bool:
    """As in "3-1": two plain numbers that do not rise and have no unit."""
    low, high = tokens.lower[i], tokens.lower[i + 2]
    if not (low.isdigit() and high.isdigit() and len(low) <= 2 and len(high) <= 2):
        return False
    if lexicon.has("label", tokens.word(i - 1)) or tokens.word(i - 1) in ("menang", "kalah", "unggul", "imbang"):
        return True
    return int(low) >= int(high) and scale_at(tokens, j, lexicon, True) is None


def _telephone(tokens: Tokens, i: int, lexicon: Lexicon) -> int | None:
    text = tokens.lower[i]
    if text.isdigit() and text[0] == "0" and len(text) > 1:
        return _area_code_end(tokens, i)
    if tokens.word(i - 1) == "+" and tokens.glued(i - 1) and text.isdigit() and not tokens.glued(i - 2):
        j = i + 1
        while tokens.is_number(j) or (tokens.word(j) == "-" and tokens.is_number(j + 1)):
            j += 1
        return j if j > i + 1 or len(text) > 8 else None
    return i + 1 if text.isdigit() and len(text) > 8 and _is_bare(tokens, i, lexicon) else None


def _is_bare(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """No currency before and no scale or unit after."""
    if len(tokens.lower[i]) > 12:
        return True
    after = unit_after(tokens, i + 1, lexicon) or scale_at(tokens, i + 1, lexicon, False)
    return after is None and currency_before(tokens, i, lexicon) is None


def _area_code_end(tokens: Tokens, i: int) -> int:
    """Past the number after an area code in brackets: "(021) 555-1234"."""
    if tokens.word(i - 1) != "(" or tokens.word(i + 1) != ")":
        return i + 1
    j = i + 2
    while tokens.is_number(j) or (tokens.word(j) == "-" and tokens.is_number(j + 1)):
        j += 1
    return j


def _glued(tokens: Tokens, i: int, lexicon: Lexicon) -> int | None:
    """Digits that letters touch ("G20", "5G", "Covid-19"); a unit or currency frees them ("cepat200 Mbps")."""
    if tokens.glued(i) and tokens.word(i + 1)[:1].isalpha():
        suffix = tokens.word(i + 1)
        known = scale_at(tokens, i + 1, lexicon, currency_before(tokens, i, lexicon) is not None) is not None
        if not known and unit_after(tokens, i + 1, lexicon) is None and suffix not in ("an", "x", "s"):
            return i + 2
    before = tokens.word(i - 1)
    if tokens.word(i + 1) == "g" and tokens.is_capital(i + 1):
        return i + 2
    if not tokens.glued(i - 1) or not before:
        return None
    if currency_before(tokens, i, lexicon) is not None:
        return None
    if unit_before(tokens, i, lexicon) is not None:
        return None
    if before[-1].isalpha():
        end = i + 1
        free = scale_at(tokens, end, lexicon, False) is not None or unit_after(tokens, end, lexicon) is not None
        return None if free and len(before) > 2 else end
    lettered = tokens.word(i - 2)[-1:].isalpha() or (tokens.glued(i - 3) and tokens.word(i - 3)[-1:].isalpha())
    if before in _DASHES and tokens.glued(i - 2) and lettered and not _amount_before(tokens, i, lexicon):
        return i + 1 if before == "-" else None
    if before == "+" and tokens.glued(i - 2) and tokens.word(i - 2)[-1:].isalpha():
        return i + 1
    measured = before == "/" and unit_after(tokens, i + 1, lexicon) is not None
    return i + 1 if before in ("_", "/", "#") and tokens.glued(i - 2) and not measured else None


def _amount_before(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """Whether the dash before token `i` stands after an amount ("Rp5-6 triliun"), not a code ("A330-900")."""
    return tokens.is_number(i - 2) and currency_before(tokens, i - 2, lexicon) is not None


def _plate(tokens: Tokens, i: int, lexicon: Lexicon) -> int | None:
    """The number plate "B 1234 XYZ"."""
    letters = tokens.written(i - 1) if i else ""
    after = tokens.written(i + 1) if i + 1 < len(tokens.lower) else ""
    plain = tokens.lower[i].isdigit() and len(tokens.lower[i]) <= 4
    short = letters.isalpha() and letters.isupper() and len(letters) <= 2 and not tokens.glued(i - 1)
    if not (plain and short and after.isalpha() and after.isupper() and len(after) <= 3):
        return None
    unit = unit_after(tokens, i + 1, lexicon) or currency_before(tokens, i, lexicon)
    return i + 2 if unit is None and scale_at(tokens, i + 1, lexicon, False) is None else None


def _other_calendar(tokens: Tokens, i: int, lexicon: Lexicon) -> int | None:
    """The day of a month of another calendar: "1 Muharram"."""
    return i + 2 if lexicon.has("other_month", tokens.word(i + 1)) and tokens.is_capital(i + 1) else None


def _law(tokens: Tokens, i: int, lexicon: Lexicon) -> int | None:
    before = tokens.word(i - 1)
    if before in (".", "(", ":") and lexicon.has("law", tokens.word(i - 2)):
        before = tokens.word(i - 2) if before != "." or tokens.glued(i - 2) else before
    if not lexicon.has("law", before):
        return None
    return _law_list(tokens, i + 1, lexicon)


def _law_list(tokens: Tokens, j: int, lexicon: Lexicon) -> int:
    """The token after a list of law numbers: "Pasal 212, 216, dan 218", "ayat (1), (2), dan (3)"."""
    while True:
        k = j
        while tokens.word(k) in _LAW_JOINS and k < j + 4:
            k += 1
        if k == j or not tokens.is_number(k) or len(tokens.word(k)) == 4:
            return j
        if unit_after(tokens, k + 1, lexicon) is not None or scale_at(tokens, k + 1, lexicon, True) is not None:
            return j
        if tokens.word(k + 1)[:1].isalpha() and not tokens.is_capital(k + 1) and tokens.word(k + 1) not in _LAW_AFTER:
            return j
        j = k + 1


def _list_mark(tokens: Tokens, i: int, lexicon: Lexicon) -> int | None:
    """As in "1." or "2)" at the start of a paragraph; "(3)" between brackets."""
    text = tokens.lower[i]
    if not text.isdigit() or len(text) > 2:
        return None
    if tokens.word(i - 1) in ("", ":") and tokens.word(i + 1) in (".", ")") and tokens.glued(i):
        return i + 2
    return i + 1 if tokens.word(i - 1) == "(" and tokens.word(i + 1) == ")" else None


def _address(tokens: Tokens, i: int, lexicon: Lexicon) -> int | None:
    """The house number of "17 Rose Street"."""
    if not tokens.is_capital(i + 1) or not tokens.lower[i].isdigit() or len(tokens.lower[i]) > 4:
        return None
    for j in (i + 2, i + 3):
        if not tokens.is_capital(j):
            return None
        if lexicon.has("address", tokens.word(j)):
            return j + 1
    return None


def _hijri(tokens: Tokens, i: int, lexicon: Lexicon) -> int | None:
    """The year of another calendar: "1446 H"."""
    other = tokens.word(i + 1) in ("hijriah", "hijriyah") or (tokens.word(i + 1) == "h" and tokens.is_capital(i + 1))
    return i + 2 if other and tokens.lower[i].isdigit() and "12" < tokens.lower[i][:2] < "16" else None


def _furniture(tokens: Tokens, i: int, lexicon: Lexicon) -> int | None:
    """As in "0 Komentar", "12 shares" alone on a line: a counter of the page."""
    alone = len(tokens.lower) <= 4 and lexicon.has("furniture", tokens.word(i + 1))
    return i + 1 if alone else None


_CHECKS = (
    *(idiom_end, _clock, _joined_digits, _telephone, _glued, _law, _list_mark),
    *(_address, _furniture, _hijri, _plate, _other_calendar),
)
