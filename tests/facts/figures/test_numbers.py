from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.facts.figures.chinese_numbers import read_numeral
from pipeline.facts.figures.extract import find_figures
from pipeline.facts.figures.lexicon import load_lexicon
from pipeline.facts.figures.numbers import read_digits, read_number
from tests.facts.figures.build import article, tokenise

UNITS = ["", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
ONES += ["eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spell_indonesian(n: int) -> str:
    for size, one, many in ((1000, "seribu", "ribu"), (100, "seratus", "ratus")):
        if n >= size:
            head = one if n // size == 1 else f"{spell_indonesian(n // size)} {many}"
            return f"{head} {spell_indonesian(n % size)}".strip()
    if n < 10:
        return UNITS[n]
    if n < 20:
        return {10: "sepuluh", 11: "sebelas"}.get(n) or f"{UNITS[n - 10]} belas"
    return f"{UNITS[n // 10]} puluh {UNITS[n % 10]}".strip()


def spell_english(n: int) -> str:
    if n >= 1000:
        rest = f" {spell_english(n % 1000)}" if n % 1000 else ""
        return f"{spell_english(n // 1000)} thousand{rest}"
    if n >= 100:
        rest = f" and {spell_english(n % 100)}" if n % 100 else ""
        return f"{ONES[n // 100]} hundred{rest}"
    if n < 20:
        return ONES[n]
    return TENS[n // 10 - 2] + (f"-{ONES[n % 10]}" if n % 10 else "")


def grouped(n: int, mark: str) -> str:
    return f"{n:,}".replace(",", mark)


@given(st.integers(min_value=1, max_value=999_999))
def test_indonesian_number_words_read_back(n: int) -> None:
    words = spell_indonesian(n)
    number = read_number(tokenise(words), 0, load_lexicon("id"))
    assert number is not None
    assert (number.low, number.high, number.end) == (n, n, len(words.split()))


@given(st.integers(min_value=1, max_value=999_999))
def test_english_number_words_read_back(n: int) -> None:
    tokens = tokenise(spell_english(n))
    number = read_number(tokens, 0, load_lexicon("en"))
    assert number is not None
    assert (number.low, number.end) == (n, len(tokens.lower))


@given(
    st.integers(min_value=0, max_value=10**12),
    st.integers(min_value=0, max_value=99),
    st.sampled_from([("id", ".", ","), ("en", ",", ".")]),
)
def test_grouped_digits_with_decimals_read_back(whole: int, cents: int, style: tuple[str, str, str]) -> None:
    language, thousands, decimal = style
    text = f"{grouped(whole, thousands)}{decimal}{cents:02d}"
    assert read_digits(text, language) == Decimal(f"{whole}.{cents:02d}")


@given(st.integers(min_value=1000, max_value=10**12), st.sampled_from([("id", "."), ("en", ",")]))
def test_grouped_digits_read_back(n: int, style: tuple[str, str]) -> None:
    assert read_digits(grouped(n, style[1]), style[0]) == n


SCALES = {"ribu": 3, "juta": 6, "miliar": 9, "triliun": 12, "kuadriliun": 15}


@given(
    st.decimals(min_value="0.01", max_value="999.99", places=2),
    st.sampled_from(sorted(SCALES)),
    st.sampled_from([",", "."]),
    st.sampled_from([("Rp", "", "IDR"), ("US$ ", "", "USD"), ("", " dolar AS", "USD"), ("", " yuan", "CNY")]),
)
def test_money_in_any_writing_reads_back(value: Decimal, scale: str, mark: str, money: tuple[str, str, str]) -> None:
    amount = str(value).replace(".", mark)
    surface = f"{money[0]}{amount} {scale}{money[1]}"
    (figure,) = find_figures(article(f"Nilainya {surface}, kata dia."))
    assert (figure.surface, figure.kind, figure.unit) == (surface, "money", money[2])
    assert figure.value_low == figure.value_high == pytest.approx(float(value) * 10 ** SCALES[scale])


@pytest.mark.parametrize("text", ["1.2.3", "10.20.30.40", "1.2345.678", "1,23,456"])
def test_digits_that_are_no_number(text: str) -> None:
    assert read_digits(text, "id") is None


@pytest.mark.parametrize(
    ("text", "language", "decimal_likely", "value"),
    [
        ("1.200", "id", False, "1200"),
        ("1.200", "id", True, "1200"),
        ("1,200", "id", False, "1200"),
        ("48,230", "id", True, "48.230"),
        ("1.200", "en", False, "1200"),
        ("1.234", "en", True, "1.234"),
        ("0,125", "id", False, "0.125"),
        ("0.125", "id", False, "0.125"),
        ("127.9", "id", True, "127.9"),
        ("1,234,567", "id", False, "1234567"),
        ("1.234,5", "en", False, "1234.5"),
    ],
)
def test_ambiguous_separators(text: str, language: str, decimal_likely: bool, value: str) -> None:
    assert read_digits(text, language, decimal_likely) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [("二十一", 21), ("两千", 2000), ("一百零五", 105), ("十", 10), ("三百", 300), ("二〇二四", 2024), ("3.5", 3.5)],
)
def test_chinese_numerals(text: str, value: float) -> None:
    assert read_numeral(text) == Decimal(str(value))


def test_a_numeral_that_is_none() -> None:
    assert read_numeral("甲") is None
