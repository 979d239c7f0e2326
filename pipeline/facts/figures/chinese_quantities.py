"""A number of simplified Chinese text with the unit or measure word after it and the currency before it."""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pipeline.facts.figures.chinese_lexicon import Unit, prefix_before, unit_at
from pipeline.facts.figures.chinese_numbers import Number
from pipeline.facts.figures.draft import Draft
from pipeline.facts.model import Comparator, FigureKind

_MORE = re.compile("[多余](?![年月个自次人家名])")
_HALF_AFTER = re.compile("半(?![年天个小月导岛径])")
_APPROACHING = frozenset("近逾超约过破上达")
_NOT_COUNTED = re.compile(r"\s?(?:号|路|型|版|[:：/+]|式|系列|比\s?[0-9])")
_SCORING = re.compile(
    r"(?:得|获|获得|得到|拿下|砍下|贡献|轰下|斩获|领先|落后|净胜|独得|总分|平均分?)(?:了|的|约|为)?\s?$"
)
_NAMED_BEFORE = re.compile(
    r"(?:电话|热线|代码|编号|型号|邮编|股票|航班|频道|拨打|波音|空客|空中客车|歼|东风|直|运|轰|公告|文号|门牌|版本|端口|房间|专线)\s?[:：]?\s?$"
)
_NAMED_IN_LATIN = re.compile("[A-Za-z]\\s$")
_YEAR_LONG = re.compile(r"(?:为期|过去|未来|近|不到|超过|约|延长|满|逾|不足|整整|历时)\s?$")
_YEAR_LONG_AFTER = re.compile("(?:期|多|以上|以来|内|之久|左右|后|余|半)")
_TAIWAN = re.compile("新台币|台币|台湾|民国|行政院|立法院|台北")
_HONG_KONG = re.compile("港元|港币|香港|特区政府")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as read, whether a unit or measure word stood after it, and where words that it rules out end."""

    draft: Draft
    has_unit: bool
    over: int = 0


def read_half(text: str, at: int) -> Draft | None:
    """Half a unit: "半年", "半个月", "半小时"."""
    if text[at] != "半":
        return None
    unit = _unit_after(text, at + 1)
    if unit is None or unit[0].kind not in ("duration", "measure") or unit[0].term in ("级", "日", "度", "点", "分"):
        return None
    row, end, _ = unit
    if row.term == "年" and text[at - 1 : at] in ("上", "下", "前", "后"):
        return None
    value = Decimal("0.5") * row.factor
    return Draft(0, 0, at, end, row.kind, value, value, row.unit)  # type: ignore[arg-type]


def _unit_after(text: str, at: int) -> tuple[Unit, int, bool] | None:
    """The unit at `at` (a space may precede), its end, and whether "多" or "半" stands inside ("两个多月")."""
    if text.startswith(" ", at):
        at += 1
    unit = unit_at(text, at)
    if unit is not None and unit.term == "个" and text[at + 1 : at + 2] in ("多", "半"):
        whole = unit_at("个" + text[at + 2 : at + 6], 0)
        if whole is not None and whole.kind == "duration":
            return whole, at + 1 + len(whole.term), True
    return (unit, at + len(unit.term), False) if unit is not None else None


def read_quantity(text: str, number: Number, unit_only: bool = False) -> Quantity | None:
    """The quantity that `number` makes with what stands around it; None when it is no figure."""
    found = _unit_after(text, number.end)
    if unit_only and found is None:
        return None
    before = prefix_before(text, number.start)
    if found is not None and found[0].kind != "skip":
        quantity = _with_unit(text, number, *found)
        if quantity is None or before is None:
            return quantity
        return _prefixed(text, number, quantity, before)
    if before is not None:
        start, code = before
        draft = Draft(0, 0, start, number.end, "money", number.low, number.high, code, sure=number.sure)
        return Quantity(draft, True)
    return None if found is not None or unit_only else _bare(text, number)


def _prefixed(text: str, number: Number, quantity: Quantity, before: tuple[int, str]) -> Quantity | None:
    """A currency before the number: it takes a bare "元" with it ("新台幣500億元")."""
    start, code = before
    draft = quantity.draft
    if draft.kind == "money":
        unit = code if text[draft.end - 1] in "元圆块" and draft.unit in ("CNY", "TWD", "HKD", code) else draft.unit
        return Quantity(Draft(0, 0, start, draft.end, "money", draft.low, draft.high, unit, sure=draft.sure), True)
    money = Draft(0, 0, start, number.end, "money", number.low, number.high, code, sure=number.sure)
    return Quantity(money, True)


def _with_unit(text: str, number: Number, unit: Unit, end: int, inside: bool) -> Quantity | None:
    if not _countable(text, number, unit, end):
        return None
    low, high, sure = number.low, number.high, number.sure
    if number.bare and sure is None and text[number.start - 1 : number.start] in ("过", "破"):
        sure = ">"
    if unit.kind in ("classifier", "noun"):
        stop = number.end
        return Quantity(Draft(0, 0, number.start, stop, "count", low, high, unit.unit, sure=sure), True, end)
    if inside:
        sure, low, high = _inside(text, number, sure)
    kind: FigureKind = "count" if unit.kind in ("person", "times") else unit.kind  # type: ignore[assignment]
    low, high = low * unit.factor, high * unit.factor
    if unit.kind in ("duration", "times", "measure") and not inside:
        tail = _MORE.match(text, end)
        half = _HALF_AFTER.match(text, end) if unit.kind != "times" else None
        if tail is not None and not text.startswith(("多边", "多样", "多元", "余下"), end):
            sure, end = ">", tail.end()
        elif half is not None and number.low == number.high and not number.several:
            low, high, end = low + unit.factor / 2, high + unit.factor / 2, half.end()
    code = unit.unit
    if unit.term == "元":
        code = _plain_yuan(text)
    return Quantity(Draft(0, 0, number.start, end, kind, low, high, code, sure=sure), True)


def _inside(text: str, number: Number, sure: Comparator | None) -> tuple[Comparator | None, Decimal, Decimal]:
    """Comparator and values with what stands inside: "两个多月" is more than two, "两个半月" two and a half."""
    if text.find("半", number.end, number.end + 3) >= 0:
        return sure, number.low + Decimal("0.5"), number.high + Decimal("0.5")
    return ">", number.low, number.high


@lru_cache(maxsize=2)  # asked for each amount of a paragraph
def _plain_yuan(text: str) -> str:
    """The currency of a bare 元, by the money or the place that the paragraph names."""
    if _TAIWAN.search(text):
        return "TWD"
    return "HKD" if _HONG_KONG.search(text) and "人民币" not in text else "CNY"


def _countable(text: str, number: Number, unit: Unit, end: int) -> bool:
    """Whether a number before this unit counts: not "一个", not "万家", not the hour of a clock, not "三国" alone."""
    before = text[max(0, number.start - 1) : number.start]
    if number.bare:
        sized = len(text[number.start : number.end].rstrip("多余")) >= 2
        sized = sized or (unit.kind == "money" and number.low >= 10**8)
        if not (
            before in _APPROACHING or number.sure == ">=" or (sized and unit.kind not in ("classifier", "noun", "skip"))
        ):
            return False
        return unit.kind in ("classifier", "noun", "person", "money", "measure", "times", "duration")
    if unit.term == "点" and number.arabic:
        return (
            number.low > 24 or number.low != number.low.to_integral_value() or before in ("涨", "跌", "升", "挫", "逾")
        )
    if unit.term == "分":
        return bool(_SCORING.search(text, max(0, number.start - 5), number.start))
    if unit.term == "期" and not number.arabic:
        return before in ("分", "共", "为", "成", "有")
    if unit.term == "码":
        return "息" in text[max(0, number.start - 8) : number.start]
    if unit.term == "级":
        around = text[max(0, number.start - 6) : end + 4]
        return number.arabic and ("震" in around or "里氏" in around)
    if unit.term in ("点", "方", "立方", "平方", "度") and not number.arabic:
        return False
    if unit.term == "盾" or unit.term == "镑" or unit.term == "仙":
        return number.arabic or number.scaled
    if unit.term == "年" and text[max(0, number.start - 3) : number.start].rstrip().endswith("元前"):
        return False
    if unit.term == "日" and not number.arabic:
        return text[max(0, number.start - 2) : number.start] in ("为期", "历时", "限期", "连续")
    if number.arabic or number.several or number.low >= 2:
        return not (unit.term == "天" and not number.arabic and before in ("第",))
    if unit.kind == "duration":
        ahead = _YEAR_LONG.search(text, max(0, number.start - 3), number.start)
        return bool(ahead or _YEAR_LONG_AFTER.match(text, end)) and not text.startswith("一度", end)
    return unit.kind in ("money", "measure", "times") and unit.term not in ("度", "方", "里", "寸")


def _bare(text: str, number: Number) -> Quantity | None:
    """A number without unit: in digits, or with 万 and more; "数以万计" counts, "波音737" does not."""
    if text.startswith("计", number.end) and text[max(0, number.start - 2) : number.start] == "数以":
        draft = Draft(0, 0, number.start - 2, number.end + 1, "count", number.low, number.low * 9)
        return Quantity(draft, False)
    if _NOT_COUNTED.match(text, number.end) or _NAMED_BEFORE.search(text, max(0, number.start - 6), number.start):
        return None
    after = text[number.end : number.end + 1]
    if number.arabic:
        if _NAMED_IN_LATIN.search(text, max(0, number.start - 3), number.start):
            return None
        if after.isascii() and (after.isalpha() or after in ("+", "/", "_", "*")) and after:
            return None
        bracket = text[max(0, number.start - 1) : number.start] in ("（", "(") and after in ("）", ")", ".")
        if bracket and not number.scaled and "." not in text[number.start : number.end]:
            return None
    elif not number.scaled or (
        text[max(0, number.start - 1) : number.start] not in _APPROACHING if number.bare else number.low < 10_000
    ):
        return None
    kind: FigureKind = "count" if number.low == number.low.to_integral_value() else "measure"
    return Quantity(Draft(0, 0, number.start, number.end, kind, number.low, number.high, sure=number.sure), False)
