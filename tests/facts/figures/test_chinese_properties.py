"""Chinese numbers written by rule are read back to themselves; any text gives ordered figures with true offsets."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import lexicons
from pipeline.facts.figures.chinese_numbers import read_han
from pipeline.facts.figures.chinese_script import simplified
from pipeline.facts.figures.extract import find_figures
from tests.facts.figures.build import article

NAMES = "零一二三四五六七八九"
TO_TRADITIONAL = str.maketrans("万亿两", "萬億兩")
PIECES = (
    *(
        "二十",
        "三",
        "百",
        "千",
        "万",
        "亿",
        "两",
        "半",
        "几",
        "数",
        "第",
        "点",
        "多",
        "余",
        "成",
        "倍",
        "个",
        "家",
        "人",
        "元",
        "年",
    ),
    *(
        "月",
        "日",
        "号",
        "周",
        "星期",
        "上",
        "下",
        "前",
        "过",
        "翻",
        "番",
        "百分之",
        "分之",
        "至",
        "—",
        "-",
        "～",
        "、",
        "，",
        "。",
    ),
    *(
        "2025",
        "3.5",
        "1,200",
        "０",
        "％",
        "%",
        "（",
        "）",
        "约",
        "超过",
        "今年",
        "去年",
        "首季",
        "民國",
        "美元",
        "令吉",
        "US$",
        "RM",
    ),
    *(
        "5G",
        "14:30",
        "3比1",
        "http://a.cn/1",
        "港币",
        "公里",
        "千瓦",
        "兆瓦",
        "贸易额",
        "增长",
        "达",
        "占",
        "的",
        "昨",
        " ",
        "\n",
    ),
)


def section(value: int) -> str:
    """1 to 9999 in characters."""
    written, gap = "", False
    for unit, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit = value // size % 10
        if digit:
            written += ("零" if gap and written else "") + NAMES[digit] + unit
            gap = False
        elif written:
            gap = True
    return written


def in_characters(value: int) -> str:
    """A whole number below 10 ** 12 in characters, in the usual way of writing."""
    written = ""
    for unit, size in (("亿", 10**8), ("万", 10**4), ("", 1)):
        part = value // size % 10**4
        if part:
            written += ("零" if written and part < 1000 else "") + section(part) + unit
    return written or "零"


def quantity(text: str) -> tuple[float | None, float | None]:
    figures = find_figures(article(f"贸易额达到{text}美元。", language="zh"))
    assert [figure.surface for figure in figures] == [f"{text}美元"]
    return figures[0].value_low, figures[0].value_high


@given(st.integers(2, 10**12 - 1))
def test_a_number_in_characters_is_read_back(value: int) -> None:
    assert read_han(in_characters(value)) == value
    assert quantity(in_characters(value)) == (value, value)
    assert quantity(in_characters(value).translate(TO_TRADITIONAL)) == (value, value)


@given(st.integers(0, 10**9), st.sampled_from("一二三四五六七八九"), st.sampled_from(["", "万", "亿"]))
def test_a_decimal_in_characters_is_read_back(whole: int, tenth: str, scale: str) -> None:
    factor = {"": 1, "万": 10**4, "亿": 10**8}[scale]
    expected = (whole + Decimal(NAMES.index(tenth)) / 10) * factor
    assert read_han(f"{in_characters(whole)}点{tenth}{scale}") == expected


@given(st.integers(1, 10**6 - 1), st.integers(0, 3), st.sampled_from(["", "万", "亿", "万亿", "百万", "千万"]))
def test_digits_with_a_scale_are_read_back(digits: int, places: int, scale: str) -> None:
    factor = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12, "百万": 10**6, "千万": 10**7}[scale]
    number = Decimal(digits) / 10**places
    written = f"{number:.{places}f}"
    expected = float(number * factor)
    assert 1e-3 <= expected <= 1e18
    assert quantity(written + scale) == (expected, expected)
    wide = written.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    assert quantity(wide + scale) == (expected, expected)


@given(st.integers(1000, 10**12))
def test_grouped_digits_are_read_back(value: int) -> None:
    assert quantity(f"{value:,}") == (value, value)


@given(st.integers(1, 999), st.integers(1, 999), st.sampled_from(["至", "到", "-", "—", "～", "－"]))
def test_a_range_lends_its_scale_and_unit(one: int, other: int, mark: str) -> None:
    low, high = sorted((one, other))
    (figure,) = find_figures(article(f"投资{low}{mark}{high}亿美元。", language="zh"))
    assert (figure.value_low, figure.value_high, figure.unit) == (low * 10**8, high * 10**8, "USD")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_any_pieces_give_ordered_figures_without_overlap(pieces: list[str]) -> None:
    whole = article("".join(pieces), language="zh", published_on=date(2025, 6, 18))
    last = 0
    for figure in find_figures(whole):
        assert last <= figure.start < figure.end
        assert whole.text[figure.start : figure.end] == figure.surface
        last = figure.end
        if figure.value_low is not None and figure.value_high is not None:
            assert figure.value_low <= figure.value_high
        if figure.date_low is not None and figure.date_high is not None:
            assert figure.date_low <= figure.date_high


@given(st.text(max_size=200))
def test_offsets_are_those_of_any_text(text: str) -> None:
    assert len(simplified(text)) == len(text)
    for figure in find_figures(article(text, language="zh")):
        assert text[figure.start : figure.end] == figure.surface


def test_a_very_long_text_gives_the_figures_of_its_parts() -> None:
    piece = "2024年，中国与印尼双边贸易额达1478亿美元，同比增长6.1%，约占总额的三成；有2500家企业参展。"
    one = find_figures(article(piece, language="zh"))
    assert len(find_figures(article(piece * 300, language="zh"))) == 300 * len(one)


@pytest.mark.parametrize("written", ["二三", "二二万", "三五百"])
def test_what_is_no_numeral_has_no_value(written: str) -> None:
    assert read_han(written) is None


@pytest.mark.parametrize("name", sorted(path.name for path in lexicons.PACKAGED.glob("figures_*.zh.*")))
def test_the_lexicons_hold_simplified_characters_only(name: str) -> None:
    """Text is simplified before it is compared: another writing would never be found."""
    if name != "figures_traditional.zh.txt":
        words = (
            lexicons.terms(name) if name.endswith(".txt") else [next(iter(r.values())) for r in lexicons.table(name)]
        )
        assert [word for word in words if simplified(word) != word] == []
