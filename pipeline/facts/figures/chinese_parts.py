"""Shares and ranks in simplified Chinese text: fractions, tenths, halves, doublings, ordinals."""

import re
from decimal import Decimal

from pipeline.facts.figures.chinese_numbers import DIGITS, read_numeral
from pipeline.facts.figures.draft import Draft
from pipeline.facts.model import Comparator

_VALUE = r"(?:[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十百零〇]+(?:点[零一二三四五六七八九]+)?)"
_PERCENT = re.compile(
    rf"百分之\s?(?P<a>{_VALUE})(?P<more>[多余几])?(?:\s?(?:至|到|-)\s?(?:百分之\s?)?(?P<b>{_VALUE}))?"
)
_FRACTION = re.compile(rf"(?P<den>{_VALUE})分之(?P<num>{_VALUE})(?P<more>[多余])?")
_SLASH = re.compile(r"(?P<num>[1-9])/(?P<den>[2-9]|10|12|100)(?![0-9/年月日.-])(?=的|以上|左右|人|强|弱|，|。)")
_TENTHS = re.compile(
    r"(?P<a>[一二两三四五六七八九]|[0-9](?:\.[0-9])?)(?:\s?(?:至|到|-)\s?(?P<b>[二两三四五六七八九]|[0-9]))?成"
    r"(?:(?P<units>[一二三四五六七八九](?![个名家项成种分位十百千万]))|(?P<half>半)|(?P<more>多|余))?"
    r"(?![员立为功果本品长绩交都群年不就语新熟因衣])"
)
_HALF = re.compile(r"半数|一半")
_DOUBLING = re.compile(r"翻(?:了)?(?P<n>[一两二三四1-4])?番")
_MAJORITY = re.compile("(?:过|超)半(?![年天个小月导场数岛径夜程百壁])")
_ORDINAL = re.compile(
    r"第\s?(?P<n>[0-9][0-9,]*|[一二两三四五六七八九十百千零〇]+)(?:\s?(?P<tail>[届次个名位期批轮条大代款章回艘架座场道项家支所部台种类段颗枚列份]))?"
)
_ARTICLE = re.compile(r"(?:第|规定|款|项|明确|所|中|的|之|、|，|。|；|至|和|》|及)")
_NO_RANK = re.compile(r"[时方手线季国步天]|夫人|产业|世界|者")


def read_fraction(text: str, at: int) -> Draft | None:
    """A percentage in words or a fraction that begins at `at` ("百分之五", "三分之二")."""
    percent = _PERCENT.match(text, at)
    if percent is not None:
        low, high = read_numeral(percent["a"]), read_numeral(percent["b"] or percent["a"])
        return _share(percent, low, high, ">" if percent["more"] else None)
    fraction = _FRACTION.match(text, at)
    if fraction is not None:
        top, bottom = read_numeral(fraction["num"]), read_numeral(fraction["den"])
        share = None if top is None or not bottom else top / bottom * 100
        return _share(fraction, share, share, ">" if fraction["more"] else None)
    return None


def read_part(text: str, at: int) -> Draft | None:
    """Tenths ("三成五"), a fraction in digits ("1/3"), or a half that begins at `at`."""
    slash = _SLASH.match(text, at)
    if slash is not None and int(slash["num"]) < int(slash["den"]):
        share = Decimal(slash["num"]) / Decimal(slash["den"]) * 100
        return _share(slash, share, share)
    tenths = _TENTHS.match(text, at)
    if tenths is not None and text[max(0, at - 1) : at] not in ("十", "百", "."):
        return _tenths(tenths)
    half = _HALF.match(text, at)
    return _share(half, Decimal(50), Decimal(50)) if half is not None else None


def _tenths(match: re.Match[str]) -> Draft | None:
    low, high = read_numeral(match["a"]), read_numeral(match["b"] or match["a"])
    if low is None or high is None:
        return None
    extra = DIGITS[match["units"]] if match["units"] else 5 if match["half"] else 0
    return _share(match, low * 10 + extra, high * 10 + extra, ">" if match["more"] else None)


def read_doubling(text: str, at: int) -> Draft | None:
    """A doubling at `at`, "翻一番" (2) or "翻两番" (4), or a majority ("过半")."""
    match = _DOUBLING.match(text, at)
    if match is not None:
        times = Decimal(2) ** int(read_numeral(match["n"] or "一") or 1)
        return Draft(0, 0, at, match.end(), "count", times, times)
    match = _MAJORITY.match(text, at)
    return _share(match, Decimal(50), Decimal(50), ">") if match is not None else None


def read_ordinal(text: str, at: int) -> Draft | None:
    """An ordinal whose numeral stands at `at`; without value it is no figure (the article of a law)."""
    start = at - 1 if text[max(0, at - 1) : at] == "第" else at - 2 if text[max(0, at - 2) : at] == "第 " else -1
    if start < 0:
        return None
    match = _ORDINAL.match(text, start)
    if match is None or text.startswith("季", match.end()):
        return None
    value = read_numeral(match["n"])
    if value is None or _NO_RANK.match(text, match.end("n")):
        return Draft(0, 0, start, match.end(), "ordinal")
    if match["tail"] in ("款", "章", "回") or (match["tail"] == "条" and _ARTICLE.match(text, match.end())):
        return Draft(0, 0, start, match.end(), "ordinal")
    end = match.end() if match["tail"] not in ("大", "代") else match.end("n")
    return Draft(
        0, 0, start, match.end("n") + 1 if text.startswith("日", match.end("n")) else end, "ordinal", value, value
    )


def _share(
    match: re.Match[str], low: Decimal | None, high: Decimal | None, sure: Comparator | None = None
) -> Draft | None:
    if low is None or high is None or low > high:
        return None
    return Draft(0, 0, match.start(), match.end(), "percent", low, high, "percent", sure=sure)
