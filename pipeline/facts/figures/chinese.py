"""Figures in Chinese text: numerals with 万 and 亿, measure words, dates, percent; offsets into the paragraph."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from pipeline.facts.figures.calendar import Day, When, valid_day
from pipeline.facts.figures.draft import Draft
from pipeline.facts.figures.numbers import read_digits
from pipeline.facts.model import Comparator, FigureKind
from pipeline.lexicons import table

_DIGITS = {c: Decimal(v) for v, c in enumerate("零一二三四五六七八九")} | {
    "〇": Decimal(0),
    "两": Decimal(2),
    "兩": Decimal(2),
}
_SMALL = {"十": Decimal(10), "百": Decimal(100), "千": Decimal(1000)}
_LARGE = {"万": Decimal(10**4), "亿": Decimal(10**8), "萬": Decimal(10**4), "億": Decimal(10**8)}
_DAY_END = r"\s?[日号號]"
_TO_DAY = r"(?:\s?[至到\-—－]\s?(?P<{}>\d{{1,2}})" + _DAY_END + ")?"
_NUMERAL = "[一二两兩三四五六七八九十][一二两兩三四五六七八九十百千零〇]*"
_FIGURE = re.compile(
    r"(?P<full>(?P<y>\d{4}|[一二][〇零一二三四五六七八九]{3})\s?年(?:\s?(?P<m>\d{1,2})\s?月(?:\s?(?P<d>\d{1,2})"
    + _DAY_END
    + _TO_DAY.format("d2")
    + r")?|(?P<half>[上下])半年|第?(?P<q>[一二三四])季度)?(?!代))"
    r"|(?P<range>(?P<y1>\d{4})\s?年?\s?[至到\-—–－~]\s?(?P<y2>\d{4})\s?年)"
    r"|(?P<day>(?P<m3>\d{1,2})\s?月\s?(?P<d3>\d{1,2})" + _DAY_END + _TO_DAY.format("d4") + ")"
    r"|(?P<month>(?P<m5>\d{1,2})\s?月)"
    r"|(?P<ordinal>第\s?(?P<o>\d+|[一二两兩三四五六七八九十百零〇]+)\s?[届屆次个個名位期批轮輪]?)"
    r"|(?P<percent>百分之\s?(?P<p>\d+(?:\.\d+)?|[一二两兩三四五六七八九十百点點零〇]+))"
    r"|(?P<weekday>(?:星期|周|週)[一二三四五六日天])"
    r"|(?P<number>(?P<n>\d+(?:[.,]\d+)*|" + _NUMERAL + ")"
    r"(?:\s?(?P<to>[至到\-—–~～])\s?(?P<n2>\d+(?:[.,]\d+)*|[二两兩三四五六七八九十]+))?)"
)
_SEVERAL = frozenset("数數几幾")
_SCALE = re.compile(
    r"(?P<more>[多余餘])?\s?(?P<scale>[十百千]?[万亿萬億]*)(?P<more2>[多余餘])?\s?(?P<ge>[个個])?(?P<more3>[多余餘])?"
)
_MONEY_BEFORE = re.compile(r"(?:(?P<usd>US\$|\$)|(?P<cny>人民币|￥|¥))\s?$")


@dataclass(frozen=True, slots=True)
class _Row:
    term: str
    unit: str | None
    kind: str
    factor: Decimal


@cache
def _rows() -> dict[str, tuple[_Row, ...]]:
    grouped: dict[str, list[_Row]] = {}
    for row in table("figures_units.zh.csv"):
        entry = _Row(row["term"], row["unit"] or None, row["kind"], Decimal(row["factor"]))
        grouped.setdefault(entry.term[0], []).append(entry)
    return {first: tuple(sorted(found, key=lambda r: -len(r.term))) for first, found in grouped.items()}


@cache
def _weekdays() -> dict[str, int]:
    return {row["word"]: int(row["day"]) for row in table("figures_weekdays.zh.csv")}


def read_numeral(text: str) -> Decimal | None:
    """Value of a numeral in characters or digits ("二十一", "3.5", "两千")."""
    if text[0].isdigit():
        return read_digits(text, "zh")
    if all(c in _DIGITS for c in text) and len(text) > 1:
        return Decimal("".join(str(_DIGITS[c]) for c in text)) if len(text) > 2 else None
    total, digit = Decimal(0), None
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        elif c in _SMALL:
            total += (Decimal(1) if digit is None else digit) * _SMALL[c]
            digit = None
        else:
            return None
    return total + (digit or Decimal(0))


def read_chinese(text: str) -> list[Draft]:
    """Figures of a Chinese paragraph in text order; calendar expressions are unresolved."""
    drafts: list[Draft] = []
    at = 0
    while (match := _FIGURE.search(text, at)) is not None:
        draft = _trimmed(text, _read(text, match))
        at = match.end() if draft is None else max(match.end(), draft.end)
        if draft is not None:
            drafts.append(draft)
    return drafts


def _trimmed(text: str, draft: Draft | None) -> Draft | None:
    """The draft without the space before a measure word that stays outside it."""
    if draft is None or not text[draft.end - 1].isspace():
        return draft
    return replace(draft, end=draft.start + len(text[draft.start : draft.end].rstrip()))


def _read(text: str, match: re.Match[str]) -> Draft | None:
    if match["full"]:
        return _full(match)
    if match["range"]:
        low, high = int(match["y1"]), int(match["y2"])
        return _calendar(match, "year_range", When(Day(low), Day(high)), low, high) if low < high else None
    if match["day"]:
        return _shifted(text, _days(match, None, int(match["m3"]), int(match["d3"]), match["d4"]))
    if match["month"]:
        month = int(match["m5"])
        draft = _calendar(match, "date", When(Day(None, month), Day(None, month)))
        return _shifted(text, draft) if 1 <= month <= 12 else None
    if match["weekday"]:
        return _calendar(match, "date", When(Day(), Day(), weekday=_weekdays()[match.group().replace("週", "周")]))
    if match["ordinal"]:
        value = read_numeral(match["o"])
        return None if value is None else Draft(0, 0, match.start(), match.end(), "ordinal", value, value)
    if match["percent"]:
        return _percent(match)
    return _number(text, match)


def _calendar(match: re.Match[str], kind: FigureKind, when: When, low: int = 0, high: int = 0) -> Draft:
    values = (Decimal(low), Decimal(high)) if low else (None, None)
    return Draft(0, 0, match.start(), match.end(), kind, values[0], values[1], when=when)


def _shifted(text: str, draft: Draft | None) -> Draft | None:
    """As in "去年10月": the year named before the month."""
    if draft is None or draft.when is None:
        return draft
    shift = _YEAR_SHIFTS.get(text[max(0, draft.start - 2) : draft.start])
    return draft if shift is None else replace(draft, when=replace(draft.when, year_shift=shift))


_YEAR_SHIFTS = {"今年": 0, "去年": -1, "明年": 1}


def _full(match: re.Match[str]) -> Draft | None:
    written = match["y"]
    year = int(written) if written.isascii() else int(read_numeral(written) or 0)
    if not 1000 <= year <= 2199:
        return None
    if match["half"] or match["q"]:
        months = 6 if match["half"] else 3
        number = int(match["half"] == "下") if match["half"] else int(_DIGITS[match["q"]]) - 1
        start = Day(year, number * months + 1)
        return _calendar(match, "date", When(start, start, months=months))
    if match["m"] is None:
        return _calendar(match, "year", When(Day(year), Day(year)), year, year)
    month = int(match["m"])
    if match["d"] is None:
        return _calendar(match, "date", When(Day(year, month), Day(year, month))) if 1 <= month <= 12 else None
    return _days(match, year, month, int(match["d"]), match["d2"])


def _days(match: re.Match[str], year: int | None, month: int, day: int, until: str | None) -> Draft | None:
    last = int(until) if until else day
    if not (valid_day(year, month, day) and valid_day(year, month, last)):
        return None
    return _calendar(match, "date", When(Day(year, month, day), Day(year, month, last)))


def _percent(match: re.Match[str]) -> Draft | None:
    whole, _, rest = match["p"].replace("點", "点").partition("点")
    value = read_numeral(whole) if whole else None
    if value is None:
        return None
    if rest and not rest[0].isdigit():
        value += Decimal("0." + "".join(str(_DIGITS.get(c, 0)) for c in rest))
    return Draft(0, 0, match.start(), match.end(), "percent", value, value, "percent")


def _number(text: str, match: re.Match[str]) -> Draft | None:
    start, end = match.span()
    in_digits = match["n"][0].isdigit()
    low, high = read_numeral(match["n"]), read_numeral(match["n2"] or match["n"])
    if not in_digits and text[max(0, start - 1) : start] in _SEVERAL:
        return None
    if low is None or high is None or low > high or (in_digits and _touched(text, start, end)):
        return None
    tail = _SCALE.match(text, end)
    assert tail is not None
    factor = Decimal(1)
    for c in tail["scale"]:
        factor *= _LARGE.get(c) or _SMALL[c]
    low, high = low * factor, high * factor
    more = bool(tail["more"] or tail["more2"] or tail["more3"])
    counted = tail.end("ge") if tail["ge"] else tail.end("more2") if tail["more2"] else tail.end("scale")
    row = _unit(text, tail.end(), tail["ge"] is not None and bool(tail["more3"]))
    if row is None and tail["ge"]:
        row = _unit(text, tail.start("ge"), False)
        counted = tail.start("ge")
        tail_end = counted
    else:
        tail_end = tail.end()
    money = _MONEY_BEFORE.search(text, max(0, start - 4), start)
    sure: Comparator | None = ">" if more else None
    if money is not None and (row is None or row.kind != "money"):
        unit = "USD" if money["usd"] else "CNY"
        return Draft(0, 0, money.start(), max(end, tail.end("scale")), "money", low, high, unit, sure=sure)
    if row is None or row.kind == "skip":
        return _bare(text, match, tail, low, high, in_digits, sure) if row is None else None
    if row.kind == "classifier":
        if not in_digits and (low < 2 or match["n"][0] in "百千"):
            return None
        return Draft(0, 0, start, max(end, min(counted, tail_end)), "count", low, high, row.unit, sure=sure)
    if not in_digits and low < 2 and row.kind in ("duration", "person"):
        return None
    kind: FigureKind = "count" if row.kind in ("person", "times") else row.kind  # type: ignore[assignment]
    return Draft(0, 0, start, tail_end + len(row.term), kind, low * row.factor, high * row.factor, row.unit, sure=sure)


def _bare(
    text: str,
    match: re.Match[str],
    tail: re.Match[str],
    low: Decimal,
    high: Decimal,
    in_digits: bool,
    sure: Comparator | None,
) -> Draft | None:
    """A number without a unit: only in digits, or with 万 or 亿."""
    if not in_digits and not (
        tail["scale"] and any(c in _LARGE for c in tail["scale"]) and low >= 10_000 and match["n"] != "一"
    ):
        return None
    if not in_digits and text[tail.end() : tail.end() + 1] in ("隆", "象", "里"):
        return None
    kind: FigureKind = "count" if low == low.to_integral_value() else "measure"
    return Draft(0, 0, match.start(), max(match.end(), tail.end("scale")), kind, low, high, sure=sure)


def _touched(text: str, start: int, end: int) -> bool:
    """Digits beside letters, or tied to other digits: "5G", "2+2", "10:30"."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isascii() and (before.isalpha() or before in ("+", ":", "/", "-", "_")) and before:
        return True
    if before == "+" or after in ("+", ":", "：", "/"):
        return True
    return after.isascii() and after.isalpha()


def _unit(text: str, at: int, month_only: bool) -> _Row | None:
    if month_only and text.startswith("月", at):
        return _Row("月", "month", "duration", Decimal(1))
    for row in _rows().get(text[at : at + 1], ()):
        if text.startswith(row.term, at):
            return row
    return None
