"""Calendar expressions of simplified Chinese text, unresolved: years, months, days, quarters, decades, weekdays."""

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from pipeline.facts.figures.calendar import Day, Direction, When, valid_day
from pipeline.facts.figures.chinese_numbers import read_han
from pipeline.facts.figures.draft import Draft
from pipeline.facts.model import FigureKind
from pipeline.lexicons import table

_HAN_YEAR = "[一二][〇零一二三四五六七八九]{3}"
_MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = "(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|二十|[一二三四五六七八九])"
_TO = r"\s?(?:至|到|-{1,2})\s?"
_DAY_MARK = r"\s?[日号](?![本线楼元])"
_WEEK = "(?:星期|礼拜|周)[一二三四五六日天]"
_FISCAL = "(?:财政年度|财年|学年|年度|赛季|榨季)"
_QUARTER_NAME = "第?(?P<q>[一二三四1-4])季度?"

_YEAR = re.compile(rf"(?P<y>[0-9]{{4}}(?![0-9])|{_HAN_YEAR}(?=\s?(?:年|至|到|-)))")
_ROC = re.compile(r"(?P<y>[0-9]{2,3}|[一二三四五六七八九十百零〇]+)(?=\s?年)")
_YEAR_TO = re.compile(
    rf"(?:\s?年)?(?:/|{_TO})(?:(?P<y2>[0-9]{{4}}(?![0-9])|{_HAN_YEAR}|[0-9]{{2}}(?![0-9]))"
    rf"\s?(?:{_FISCAL}|年(?![代度级])(?!\s?{_MONTH}\s?月)))"
)
_YEAR_TO_BARE = re.compile(r"\s?(?:-{1,2}|至)\s?(?P<y2>(?:19|20)[0-9]{2})(?![0-9.,%年号/-])")
_FISCAL_TAIL = re.compile(rf"\s?{_FISCAL}(?:{_QUARTER_NAME})?")
_HALF = re.compile("(?P<half>[上下])半年|" + _QUARTER_NAME)
_MONTH_DAY = re.compile(
    rf"(?P<m>{_MONTH})\s?月\s?(?P<d>{_DAY}){_DAY_MARK}"
    rf"(?:{_TO}(?:(?P<ty>[0-9]{{4}})\s?年)?(?:(?P<tm>{_MONTH})\s?月)?\s?(?P<td>{_DAY}){_DAY_MARK})?"
    rf"(?:\s?[（(]{_WEEK}[）)])?"
)
_MONTHS = re.compile(
    rf"(?P<m>{_MONTH})\s?(?:月份?)?{_TO}(?:(?P<ty>[0-9]{{4}})\s?年)?(?P<m2>{_MONTH})\s?月(?:份)?(?!\s?[0-9])"
)
_ONE_MONTH = re.compile(rf"(?P<m>{_MONTH})\s?月(?![龄亮球台饼薪租票嫂]|革命)(?P<third>[上中下]旬)?")
_QUARTERS = re.compile(r"第?(?P<q>[一二三四1-4])(?:季度|季(?!节|赛|播|稻|集))|前(?P<upto>[二三两23])个?季度")
_DECADE = re.compile(r"(?:(?P<century>20|19|二十|十九)世纪)?(?:(?P<n>[1-9])0|(?P<han>[二三四五六七八九])十)年代")
_DAYS = re.compile(
    rf"(?P<d>[12][0-9]|3[01]|0?[1-9])(?:{_DAY_MARK})?(?:{_TO}(?P<td>{_DAY}))?(?P<mark>\s?[日号])(?![本线楼元游])"
)
_BRACKET_DAY = re.compile(r"[今昨明][（(](?P<d>[12][0-9]|3[01]|[1-9])[）)][日天]?")
_WEEKDAY = re.compile(
    rf"(?P<day>{_WEEK})(?:{_TO}(?P<to>{_WEEK}))?"
    rf"(?:\s?[（(](?:(?P<m>{_MONTH})\s?月\s?)?(?P<d>{_DAY})\s?[日号]?[）)])?"
)
_BARE_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?![0-9.,%])")
_YEAR_MARK = re.compile(r"\s?年(?!级)")
_SAID_THAT_DAY = re.compile("[上下]午|[晚凌早]|表示|宣|指出|说|称")
_AHEAD = re.compile(r"(?:将|将于|将在|拟于|定于|订于|将从|将自)\s?$")
_YEAR_WORDS = {"今年": 0, "去年": -1, "明年": 1, "前年": -2, "后年": 2, "本年": 0}
_MONTH_WORDS = {"本月": 0, "上月": -1, "下月": 1}
_WEEK_WORDS = {"上": -1, "下": 1, "本": 0, "这": 0}
_DURATION_BEFORE = re.compile(r"(?:为期|期限|长达|持续|历时|连续|未来|过去|每|共|超过|超|逾|停留|最多|宽限|仅)\s?$")
_DURATION_AFTER = re.compile(r"\s?(?:内(?!瓦)|游(?!客)|之久|以上|以内|以下|有效|均|行程|左右|期限)")
_THIRDS = {"上": (1, 10), "中": (11, 20), "下": (21, None)}


@cache
def _weekdays() -> dict[str, int]:
    return {row["word"]: int(row["day"]) for row in table("figures_weekdays.zh.csv")}


def read_date(text: str, at: int) -> Draft | None:
    """The calendar expression whose first numeral stands at `at`, None when there is none."""
    return _year(text, at) or _decade(text, at) or _quarter(text, at) or _month(text, at) or _day(text, at)


def read_weekday(text: str, at: int) -> Draft | None:
    """A weekday that begins at `at` ("周三", "星期五至星期日", "周二（17日）") with "上" or "下" before it."""
    match = _WEEKDAY.match(text, at)
    if match is None:
        return None
    shift = _WEEK_WORDS.get(text[at - 1 : at]) if at else None
    start = at if shift is None else at - 1
    weekday = _weekday(match["day"])
    if match["d"]:
        month, day = (int(_number(match["m"])) if match["m"] else None), _number(match["d"])
        if month is not None and not valid_day(None, month, day):
            return None
        return _draft(start, match.end(), When(Day(None, month, day), Day(None, month, day), weekday=weekday))
    last = _weekday(match["to"]) if match["to"] else None
    when = When(Day(), Day(), weekday=weekday, week_shift=shift, until_weekday=last)
    return _draft(start, match.end(), when)


def _weekday(word: str) -> int:
    return _weekdays()[word.replace("礼拜", "星期")]


def bracket_day(text: str, at: int) -> Draft | None:
    """As in "昨（17）日": the day of the month in brackets inside a word for the day."""
    match = _BRACKET_DAY.match(text, at)
    if match is None:
        return None
    day = Day(None, None, int(match["d"]))
    return _draft(at, match.end(), When(day, day))


def bare_year(text: str, at: int) -> Draft | None:
    """Four digits that can only be a year of our time and stand alone."""
    match = _BARE_YEAR.match(text, at)
    if match is None:
        return None
    year = int(match.group())
    ahead = _YEAR_TO_BARE.match(text, match.end())
    if ahead is not None and int(ahead["y2"]) > year:
        return _draft(at, ahead.end(), When(Day(year), Day(int(ahead["y2"]))), "year_range")
    return _draft(at, match.end(), When(Day(year), Day(year)), "year")


def _number(written: str) -> int:
    return int(written) if written.isascii() else int(read_han(written) or 0)


def _draft(start: int, end: int, when: When, kind: FigureKind = "date") -> Draft:
    if kind == "date" or when.low.year is None or when.high.year is None:
        return Draft(0, 0, start, end, kind, when=when)
    return Draft(0, 0, start, end, kind, Decimal(when.low.year), Decimal(when.high.year), when=when)


def _year(text: str, at: int) -> Draft | None:
    start, match = at, _YEAR.match(text, at)
    offset = 0
    prefix = text[max(0, at - 3) : at].rstrip()
    if prefix.endswith("民国"):
        match, offset, start = _ROC.match(text, at), 1911, text.rfind("民国", 0, at)
    if match is None or prefix.endswith("元前"):
        return None
    year = _number(match["y"]) + offset
    if not 1000 <= year <= 2199:
        return None
    until = _YEAR_TO.match(text, match.end())
    if until is not None:
        return _years(start, until, year, offset)
    fiscal = _FISCAL_TAIL.match(text, match.end())
    if fiscal is not None:
        if fiscal["q"]:
            return _draft(start, fiscal.end(), _three_months(year, fiscal["q"]))
        return _draft(start, fiscal.end(), When(Day(year), Day(year)), "year")
    mark = _YEAR_MARK.match(text, match.end())
    if mark is None:
        return None
    return _after_year(text, start, mark.end(), year)


def _years(start: int, until: re.Match[str], year: int, offset: int) -> Draft | None:
    last = _number(until["y2"]) + offset
    if last < 100:
        last += year // 100 * 100
    return _draft(start, until.end(), When(Day(year), Day(last)), "year_range") if year < last <= 2199 else None


def _after_year(text: str, start: int, at: int, year: int) -> Draft:
    """What follows "2025年": months, days, a half, a quarter, or nothing."""
    if text.startswith("代", at) and year % 10 == 0:
        return _draft(start, at + 1, When(Day(year), Day(year + 9)), "year_range")
    gap = at + 1 if text.startswith(" ", at) else at
    within = _month(text, gap, year)
    if within is not None:
        return replace(within, start=start)
    half = _HALF.match(text, at)
    if half is not None:
        if half["q"]:
            return _draft(start, half.end(), _three_months(year, half["q"]))
        first = Day(year, 7 if half["half"] == "下" else 1)
        return _draft(start, half.end(), When(first, first, months=6))
    return _draft(start, at, When(Day(year), Day(year)), "year")


def _three_months(year: int | None, quarter: str, shift: int | None = None) -> When:
    first = Day(year, _number(quarter) * 3 - 2)
    return When(first, first, months=3, year_shift=shift)


def _decade(text: str, at: int) -> Draft | None:
    match = _DECADE.match(text, at)
    if match is None:
        return None
    start, century = at, 1900
    if match["century"]:
        century = (_number(match["century"]) - 1) * 100
    elif text.startswith(("上世纪", "本世纪"), max(0, at - 3)):
        start, century = at - 3, 1900 if text[at - 3] == "上" else 2000
    first = century + 10 * (int(match["n"]) if match["n"] else _number(match["han"]))
    return _draft(start, match.end(), When(Day(first), Day(first + 9)), "year_range")


def _quarter(text: str, at: int) -> Draft | None:
    """A quarter without its year; "首季" and "前三季度" begin one character before their numeral."""
    start = at - 1 if text[max(0, at - 1) : at] in ("第", "前") else at
    match = _QUARTERS.match(text, start)
    if match is None:
        return None
    shift = _YEAR_WORDS.get(text[max(0, start - 2) : start])
    if match["upto"]:
        return _draft(start, match.end(), When(Day(None, 1), Day(None, _number(match["upto"]) * 3), year_shift=shift))
    return _draft(start, match.end(), _three_months(None, match["q"], shift))


def first_quarter(text: str, at: int) -> Draft | None:
    """The first quarter, said "首季" or "首季度" at `at`."""
    if not text.startswith("首季", at):
        return None
    end = at + 3 if text.startswith("度", at + 2) else at + 2
    return _draft(at, end, _three_months(None, "1", _YEAR_WORDS.get(text[max(0, at - 2) : at])))


def _month(text: str, at: int, year: int | None = None) -> Draft | None:
    shift = _YEAR_WORDS.get(text[max(0, at - 2) : at]) if year is None else None
    match = _MONTH_DAY.match(text, at)
    if match is not None:
        return _month_day(match, at, year, shift)
    match = _MONTHS.match(text, at)
    if match is not None:
        high = Day(int(match["ty"]) if match["ty"] else year, _number(match["m2"]))
        low = Day(year, _number(match["m"]))
        if year is not None and high.year == year and (high.month or 0) < (low.month or 0):
            return None
        return _draft(at, match.end(), When(low, high, year_shift=shift))
    match = _ONE_MONTH.match(text, at)
    if match is None:
        return None
    month = _number(match["m"])
    first, last = _THIRDS[match["third"][0]] if match["third"] else (None, None)
    return _draft(at, match.end(), When(Day(year, month, first), Day(year, month, last), year_shift=shift))


def _month_day(match: re.Match[str], at: int, year: int | None, shift: int | None) -> Draft | None:
    low = Day(year, _number(match["m"]), _number(match["d"]))
    high = low
    if match["td"]:
        last_year = int(match["ty"]) if match["ty"] else year
        high = Day(last_year, _number(match["tm"]) if match["tm"] else low.month, _number(match["td"]))
    for day in (low, high):
        if not valid_day(day.year, day.month or 0, day.day or 0):
            return None
    return _draft(at, match.end(), When(low, high, year_shift=shift))


def _day(text: str, at: int) -> Draft | None:
    """A day of the month without its month, unless it is a length of time ("30日内", "为期3日")."""
    match = _DAYS.match(text, at)
    if match is None or _DURATION_BEFORE.search(text, max(0, at - 4), at):
        return None
    if _DURATION_AFTER.match(text, match.end()) or text[max(0, at - 1) : at] in ("第", "-", "."):
        return None
    if "号" in match["mark"] and not _SAID_THAT_DAY.match(text, match.end()):
        return None
    shift = _MONTH_WORDS.get(text[max(0, at - 2) : at])
    low, high = int(match["d"]), _number(match["td"]) if match["td"] else int(match["d"])
    side: Direction = "future" if _AHEAD.search(text, max(0, at - 4), at) else "past"
    if low > high:
        return None
    when = When(Day(None, None, low), Day(None, None, high), direction=side, month_shift=shift)
    return _draft(at, match.end(), when)
