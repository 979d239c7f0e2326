"""Figures of a Chinese paragraph: at each numeral the reading that is a quantity, a date, a share or an ordinal."""

import re
from dataclasses import replace
from decimal import Decimal

from pipeline.facts.figures.chinese_dates import bare_year, bracket_day, first_quarter, read_date, read_weekday
from pipeline.facts.figures.chinese_lexicon import idiom_end
from pipeline.facts.figures.chinese_numbers import Number, read_number
from pipeline.facts.figures.chinese_parts import read_doubling, read_fraction, read_ordinal, read_part
from pipeline.facts.figures.chinese_quantities import Quantity, read_half, read_quantity
from pipeline.facts.figures.chinese_script import simplified
from pipeline.facts.figures.draft import Draft

_TRIGGER = re.compile("[0-9〇零一二三四五六七八九十百千万亿两几数半过超翻星周礼首今昨明上]")
_CODE = re.compile(
    r"(?:https?://|www\.)[^\s，。；）]*|[\w.+-]+@[\w-]+\.[\w.-]+|[\w-]+\.(?:com|cn|org|net|html?)\b[\w/.?=&-]*"
)
_DIALLED = re.compile(
    r"0[0-9]{2,3}[- ][0-9]{6,8}|1[3-9][0-9]{9}(?![0-9万亿])|[48]00-[0-9]{3}-[0-9]{4}"
    r"|0[0-9]+(?:-[0-9]+)*(?![.0-9年月日])"
)
_LATIN_BEFORE = re.compile(r"[A-Za-z][A-Za-z0-9-]*-?$")
_CLOCK = re.compile(
    r"(?:[01]?[0-9]|2[0-4])\s?[:：][0-5][0-9](?:[:：][0-5][0-9])?(?:[.][0-9]+)?|(?:[01]?[0-9]|2[0-4]|二?十[一二三四]?|[一二三四五六七八九两])(?:点|时)(?:[0-5]?[0-9]分|半|钟|整|许|[一二三四五六]?十[一二三四五六七八九]?分)"
)
_DAY_PART = re.compile(r"(?:上午|下午|中午|凌晨|清晨|早上|早晨|晚上|晚间|傍晚|当晚|晚|夜间|午后|时间)\s?$")
_HOUR = re.compile(r"(?:[01]?[0-9]|2[0-4]|二?十[一二三四]?|[一二三四五六七八九两])(?:时|点)")
_SCORE = re.compile(
    r"[0-9]{1,3}\s?(?:[:：]\s?[0-9]{1,3}|比\s?[0-9]{1,3}(?![0-9.%万亿]))|[一二三四五六七八九零]比[一二三四五六七八九零](?![重较例])|[0-9]\+[0-9](?:\+[0-9])*|[0-9]{1,2}[·•.][0-9]{1,2}(?=[”\"’」])"
)
_LATIN_RUN = re.compile("[A-Za-z0-9_./#-]*")
_PLAIN_DIGITS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_NEGATIVE = re.compile(r"[0-9]+(?:\.[0-9]+)?%")
_BULLET = re.compile(r"(?:^|(?<=\n))[0-9]{1,2}(?:、|[.)）](?![0-9]))")
_SCORE_AFTER = re.compile(r"[0-9]{1,3}(?![0-9.%])")
_NAMED = re.compile(r"[“「『‘][^“”「」，。0-9%]{0,6}$")
_NAME_END = re.compile("[^“”「」，。、0-9%]{0,6}[”」』’]")
_RANGE = re.compile(r"\s?(?:至|到|-{1,2})\s?(?:约|近)?")
_LIST = re.compile(r"\s?(?:、|和|及|与|以及|或)\s?")
_CHANGE = re.compile(r"[从由自](?:[^，。；、]{0,12})$")


def read_chinese(text: str) -> list[Draft]:
    """Figures of a Chinese paragraph in text order, none overlapping; calendar expressions are unresolved.

    `text` may be in either script and either width; offsets are those of `text`.
    """
    even = simplified(text)
    codes = [m.span() for m in _CODE.finditer(even)] if "." in even or "@" in even else []
    drafts: list[Draft] = []
    done = 0
    while (match := _TRIGGER.search(even, done)) is not None:
        at = match.start()
        code = next((end for start, end in codes if start <= at < end), None)
        if code is not None:
            done = code
            continue
        draft, end = _read(even, at)
        if draft is not None and draft.kind == "count" and _NAMED.search(even, max(0, draft.start - 8), draft.start):
            draft = None if _NAME_END.match(even, draft.end) else draft
        if draft is not None and draft.start >= (drafts[-1].end if drafts else 0):
            drafts.append(draft)
        done = max(end, at + 1)
    return _shared_units(even, drafts)


def _read(text: str, at: int) -> tuple[Draft | None, int]:
    """The figure whose first numeral stands at `at`, if any, and where to read on."""
    c = text[at]
    if c in "过超翻星周礼首今昨明上":
        draft = _word(text, at)
        return draft, draft.end if draft is not None else at + 1
    fraction = read_fraction(text, at)
    if fraction is not None:
        return fraction, fraction.end
    end = idiom_end(text, at)
    if end is not None:
        return None, end
    if c.isdigit() and c.isascii():
        clock = _CLOCK.match(text, at) or _SCORE.match(text, at) or _BULLET.match(text, at)
        end = clock.end() if clock is not None else _no_figure(text, at)
        if end is not None:
            return None, end
    draft = read_ordinal(text, at)
    if draft is not None:
        return (None, draft.end) if draft.low is None and draft.when is None else (draft, draft.end)
    clock = _CLOCK.match(text, at) or _SCORE.match(text, at)
    if clock is None and _DAY_PART.search(text, max(0, at - 3), at):
        clock = _HOUR.match(text, at)
    if clock is not None:
        return None, clock.end()
    draft = read_date(text, at) or read_part(text, at) or read_half(text, at)
    if draft is not None:
        return draft, draft.end
    return _quantity(text, at)


def _word(text: str, at: int) -> Draft | None:
    """Figures that begin with a word: weekdays, "首季", "翻一番", "过半", "昨（17）日", "上千"."""
    c = text[at]
    if c in "星周礼":
        return read_weekday(text, at)
    if c == "首":
        return first_quarter(text, at)
    if c in "今昨明":
        return bracket_day(text, at)
    if c == "上":
        number = read_number(text, at)
        quantity = read_quantity(text, number) if number is not None and number.bare else None
        return quantity.draft if quantity is not None else None
    return read_doubling(text, at)


def _no_figure(text: str, at: int) -> int | None:
    """The end of digits that are no number: part of a name in Latin letters, a telephone number, a code."""
    before = text[at - 1 : at]
    if (before.isascii() and before.isalpha()) or before in ("-", "_", "/", "#", ".", "+"):
        name = _LATIN_BEFORE.search(text, max(0, at - 12), at)
        if before != "-" and name is not None and not money_letters(name.group()):
            return _run_end(text, at)
        if _NEGATIVE.match(text, at):
            return None
        if before == "-" and (name is not None or _is_han(text[at - 2 : at - 1])):
            return _run_end(text, at)
        if before in ("_", "/", "#", "+"):
            return _run_end(text, at)
    dialled = _DIALLED.match(text, at)
    return dialled.end() if dialled is not None else None


def money_letters(letters: str) -> bool:
    """Whether Latin letters before a number are a currency."""
    return letters.upper() in ("RM", "RP", "USD", "RMB", "CNY", "HKD", "SGD", "MYR", "IDR", "TWD", "NTD", "EUR", "JPY")


def _is_han(c: str) -> bool:
    return "\u3400" <= c <= "\u9fff"


def _run_end(text: str, at: int) -> int:
    match = _LATIN_RUN.match(text, at)
    return max(match.end() if match is not None else at, at + 1)


def _quantity(text: str, at: int) -> tuple[Draft | None, int]:
    number = read_number(text, at)
    if number is None:
        return None, at + 1
    if number.arabic and not number.scaled and number.low == number.low.to_integral_value():
        year = bare_year(text, at)
        if year is not None and read_quantity(text, number, unit_only=True) is None:
            return year, year.end
    first = read_quantity(text, number)
    ahead = _RANGE.match(text, first.draft.end if first is not None else number.end)
    if ahead is not None:
        joined = _range(text, number, first, ahead)
        if joined is not None:
            return joined, joined.end
        if first is not None and not first.has_unit and _uncounted(text, ahead.end()):
            return None, ahead.end()
        if "-" in ahead.group() and (first is None or not first.has_unit) and not number.scaled:
            score = _SCORE_AFTER.match(text, ahead.end())
            if score is not None:
                return None, score.end()
    if first is None:
        return None, number.end
    if first.draft.kind == "percent" and text[at - 1 : at] == "-" and not text[max(0, at - 2) : at - 1].isascii():
        return _negative(first.draft), first.draft.end
    return first.draft, max(first.draft.end, number.end, first.over)


def _uncounted(text: str, at: int) -> bool:
    """Whether a number at `at` is none because of the word after it ("7至8级"); the one before it is none either."""
    second = read_number(text, at)
    return second is not None and read_quantity(text, second) is None


def _negative(draft: Draft) -> Draft:
    """As in "同比-5.2%": the sign belongs to the figure."""
    low, high = draft.low, draft.high
    return replace(
        draft, start=draft.start - 1, low=None if high is None else -high, high=None if low is None else -low
    )


def _range(text: str, number: Number, first: Quantity | None, ahead: re.Match[str]) -> Draft | None:
    """As in "5至7年", "30%-40%", "200万到300万": the second number lends its unit and, when needed, its scale."""
    second = read_number(text, ahead.end())
    if second is None or second.arabic != number.arabic:
        return None
    last = read_quantity(text, second)
    if last is None or last.draft.low is None or last.draft.high is None:
        return None
    alone = first is None or (first.draft.unit is None and not first.has_unit)
    if not alone and first is not None:
        if first.draft.unit != last.draft.unit or first.draft.kind != last.draft.kind:
            return None
        if _CHANGE.search(text, max(0, number.start - 14), number.start) and "-" not in ahead.group():
            return None
        low = first.draft.low
    else:
        if not last.has_unit and ("-" in ahead.group() and not number.scaled and not second.scaled):
            return None
        ratio = last.draft.low / second.low if second.low else 1
        plain = _plain(text, second)
        scale = second.low / plain if not number.scaled and second.scaled and plain and number.low <= plain else 1
        low = number.low * scale * ratio
    if low is None or low > last.draft.high:
        return None
    start = first.draft.start if first is not None else number.start
    return replace(last.draft, start=start, low=low)


def _plain(text: str, number: Number) -> Decimal | None:
    """The digits of a scaled number before its scale, as in 7 of "7万"."""
    digits = _PLAIN_DIGITS.match(text, number.start)
    return None if digits is None else Decimal(digits.group())


def _shared_units(text: str, drafts: list[Draft]) -> list[Draft]:
    """Let numbers of a list take the unit of its last member: "20万、30万和50万吨"."""
    shared = list(drafts)
    for k in range(len(shared) - 2, -1, -1):
        here, following = shared[k], shared[k + 1]
        bare = here.kind in ("count", "measure") and here.unit is None and text[here.end - 1] in "0123456789万亿千百"
        if not bare or following.kind not in ("money", "percent", "measure", "duration", "count"):
            continue
        between = _LIST.match(text, here.end)
        if between is not None and between.end() == following.start and following.kind != "count":
            shared[k] = replace(here, kind=following.kind, unit=following.unit)
        elif between is not None and between.end() == following.start and following.unit == "person":
            shared[k] = replace(here, unit="person")
    return shared
