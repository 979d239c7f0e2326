"""Chinese numbers as values: digits, characters, scales, "several"; no units, no choice of what is a figure."""

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.facts.model import Comparator

DIGITS = {c: v for v, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SCALES = {"十": 10, "百": 100, "千": 10**3, "万": 10**4, "亿": 10**8, "兆": 10**12}
_LARGE = frozenset("万亿兆")
_HAN = "[一二三四五六七八九两十百千万亿零〇]"
_ARABIC = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SCALE = r"[十百千]?[万亿兆]{1,2}|[百千]"
_NUMBER = re.compile(
    rf"(?P<digits>{_ARABIC})(?:\s?(?P<more>[多余几来])?\s?(?P<scale>{_SCALE})(?P<rest>(?:\d+(?:[十百千]?[万亿]|[百千])|\d{{4}}(?!\d))*))?"
    r"|(?P<several>[数几][十百千万亿]+)"
    r"|(?P<teens>[二三四五六七八九]?十)[几数](?P<teens_scale>[百千万亿]*)"
    r"|(?P<upto>上)?(?P<bare>[百千万亿]+)(?![一二三四五六七八九两])"
    rf"|(?P<han>{_HAN}+(?:点[零一二三四五六七八九]+[万亿]*)?)(?:(?P<han_more>[多余几来])(?P<han_scale>[万亿]+))?"
)
_AFTER = re.compile(r"\s?(?:[多余]|来(?![自源往年到]))")
_PAIR = re.compile(
    r"(?P<tens>[二三四五六七八九]?十)?(?P<a>[一二三四五六七八九两])(?P<b>[二三四五六七八九])(?P<scale>[十百千万亿]*)"
)
_PART = re.compile(r"(\d+)([十百千]?[万亿]|[百千])?")


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `start` to `end`; `exact` is the end before a "more" word that belongs to it; `bare` has no digit."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    arabic: bool
    scaled: bool = False
    bare: bool = False
    sure: Comparator | None = None
    several: bool = False


def read_number(text: str, at: int) -> Number | None:
    """The number that starts at `at` of simplified text, None when none does or it has no value."""
    match = _NUMBER.match(text, at)
    if match is None:
        return None
    number = _arabic(text, match) if match["digits"] else _characters(match)
    if number is None:
        return None
    more = _AFTER.match(text, number.end)
    if more is None or number.several:
        return number
    sure: Comparator = "~" if text[more.end() - 1] == "来" else ">"
    return Number(number.start, more.end(), number.low, number.high, number.arabic, number.scaled, number.bare, sure)


def _factor(scale: str) -> Decimal:
    factor = Decimal(1)
    for c in scale:
        factor *= SCALES[c]
    return factor


def _arabic(text: str, match: re.Match[str]) -> Number | None:
    value = Decimal(match["digits"].replace(",", ""))
    end, scale, sure = match.end("digits"), match["scale"], None
    if scale and _unit_begins(text, match.start("scale"), scale):
        # the last character of the scale is the first of a unit: 500千瓦, 2兆瓦
        scale = scale[:-1]
        if scale:
            end = match.start("scale") + len(scale)
        return Number(match.start(), end, value * _factor(scale), value * _factor(scale), True, bool(scale))
    if scale:
        value *= _factor(scale)
        end = match.end("scale")
        sure = _more(match["more"])
        last = _factor(scale)
        for digits, smaller in _PART.findall(match["rest"] or ""):
            part = Decimal(digits) * _factor(smaller)
            if part >= last:
                break
            value += part
            last = _factor(smaller)
            end += len(digits) + len(smaller)
    return Number(match.start(), end, value, value, True, bool(scale), sure=sure)


def _more(word: str | None) -> Comparator | None:
    return None if word is None else "~" if word == "来" else ">"


_UNIT_HEADS = {"千": frozenset("瓦米克伏卡升赫帕字焦"), "兆": frozenset("瓦赫字位帕伏焦")}


def _unit_begins(text: str, start: int, scale: str) -> bool:
    """Whether the last character of a scale belongs to the unit after it ("千瓦", "千伏", "兆瓦")."""
    after = start + len(scale)
    return text[after : after + 1] in _UNIT_HEADS.get(scale[-1], ())


def _characters(match: re.Match[str]) -> Number | None:
    start, end = match.span()
    if match["several"]:
        base = _factor(match["several"][1:])
        return Number(start, end, base, base * 9, False, True, several=True)
    if match["teens"]:
        base, factor = read_han(match["teens"]) or Decimal(0), _factor(match["teens_scale"])
        return Number(start, end, (base + 1) * factor, (base + 9) * factor, False, True, several=True)
    if match["bare"]:
        value = _factor(match["bare"])
        bare_start, scale = match.start("bare"), match["bare"]
        if _unit_begins(match.string, bare_start, scale):
            return None
        return Number(start, end, value, value, False, True, True, ">=" if match["upto"] else None)
    han = match["han"]
    if len(han) > 1 and _unit_begins(match.string, start, han):
        han, end = han[:-1], start + len(han) - 1
    pair = _PAIR.fullmatch(han)
    if pair is not None:
        return _between(pair, start, end)
    value_read = read_han(han)
    if value_read is None:
        return None
    more_scale = match["han_scale"] if end == match.end() else None
    value = value_read * _factor(more_scale or "")
    scaled = bool(more_scale) or any(c in _LARGE for c in han)
    return Number(start, end, value, value, False, scaled, sure=_more(match["han_more"]) if more_scale else None)


def _between(pair: re.Match[str], start: int, end: int) -> Number | None:
    """As in "两三百", "七八", "十七八": two neighbouring digits are a range."""
    low, high = DIGITS[pair["a"]], DIGITS[pair["b"]]
    if high - low != 1 and (low, high) != (3, 5):
        return None
    tens = read_han(pair["tens"]) if pair["tens"] else Decimal(0)
    factor = _factor(pair["scale"])
    if tens is None or (tens and pair["scale"][:1] == "十"):
        return None
    return Number(start, end, (tens + low) * factor, (tens + high) * factor, False, len(pair["scale"]) > 0)


def read_numeral(text: str) -> Decimal | None:
    """Value of a numeral in digits ("1,200", "3.5") or in characters."""
    return Decimal(text.replace(",", "")) if text[0].isascii() and text[0].isdigit() else read_han(text)


def read_han(text: str) -> Decimal | None:
    """Value of a numeral in characters ("二十一", "两千三百万", "三点五亿", "二〇二四"), None when it has none."""
    whole, point, rest = text.partition("点")
    if point:
        digits = rest.rstrip("万亿")
        value = read_han(whole)
        if value is None or not digits or any(c not in DIGITS for c in digits):
            return None
        fraction = Decimal("0." + "".join(str(DIGITS[c]) for c in digits))
        return (value + fraction) * _factor(rest[len(digits) :])
    if len(text) > 1 and all(c in DIGITS for c in text):
        return Decimal("".join(str(DIGITS[c]) for c in text)) if len(text) > 2 else None
    return _sections(text)


def _sections(text: str) -> Decimal | None:
    total = section = Decimal(0)
    digit: int | None = None
    last = 0
    for c in text:
        if c in DIGITS:
            if digit:
                return None
            digit, last = DIGITS[c], last if DIGITS[c] else 1
        elif c not in SCALES:
            return None
        elif c in "十百千":
            section += (1 if digit is None else digit) * SCALES[c]
            digit, last = None, SCALES[c]
        else:
            section += digit or 0
            if c == "亿":
                total, section = (total + section) * SCALES[c], Decimal(0)
            else:
                total, section = total + (section or 1) * SCALES[c], Decimal(0)
            digit, last = None, SCALES[c]
    if digit and last >= 100:
        digit *= last // 10  # 一万五, 三百二: the last digit counts the next lower scale
    return total + section + (digit or 0)
