"""What holds for any number, text and length: numbers read back, figures apart, offsets exact, work in proportion."""

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.facts.figures import guards, quantities, scan, tokens
from pipeline.facts.figures.extract import find_figures
from pipeline.facts.model import Figure
from tests.facts.figures.build import article
from tests.facts.figures.case_files import load_cases
from tests.facts.figures.spell import spell

PUBLISHED = date(2025, 6, 18)
LANGUAGES = ("id", "ms", "en")
SCALES: dict[str, dict[str, int]] = {
    "id": {"ribu": 3, "juta": 6, "miliar": 9, "milyar": 9, "triliun": 12, "kuadriliun": 15},
    "ms": {"ribu": 3, "juta": 6, "bilion": 9, "trilion": 12},
    "en": {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "quadrillion": 15},
}
SHORT = {
    "id": {"rb": 3, "jt": 6, "M": 9, "B": 9, "T": 12},
    "ms": {"j": 6, "bil": 9},
    "en": {"K": 3, "m": 6, "mn": 6, "M": 6, "bn": 9, "B": 9, "tn": 12, "T": 12},
}
BEFORE = {"Rp": "IDR", "Rp ": "IDR", "US$": "USD", "US$ ": "USD", "USD ": "USD", "RM": "MYR", "S$": "SGD", "€": "EUR"}
BEFORE |= {
    "£": "GBP",
    "HK$": "HKD",
    "A$": "AUD",
    "IDR ": "IDR",
    "EUR ": "EUR",
    "SGD ": "SGD",
    "RMB ": "CNY",
    "NT$": "TWD",
}
AFTER: dict[str, dict[str, str]] = {
    "id": {
        "rupiah": "IDR",
        "dolar AS": "USD",
        "dolar Singapura": "SGD",
        "ringgit": "MYR",
        "yuan": "CNY",
        "euro": "EUR",
    },
    "ms": {"ringgit": "MYR", "dolar AS": "USD", "rupiah": "IDR", "yen": "JPY", "baht": "THB"},
    "en": {"rupiah": "IDR", "US dollars": "USD", "euros": "EUR", "yen": "JPY", "won": "KRW", "Swiss francs": "CHF"},
}
PERCENT = {"id": ("persen", "%"), "ms": ("peratus", "%"), "en": ("percent", "per cent", "%")}
FRAMES = {"id": "Nilainya {} kata dia.", "ms": "Nilainya {} kata beliau.", "en": "It reached {} he said."}

# 10^-3 to 10^18. From one on with two decimals: three after a single mark may as well be a group of thousands.
amounts = st.one_of(
    st.decimals(min_value="0.001", max_value="0.999", places=3),
    st.builds(
        lambda mantissa, exponent: (Decimal(mantissa) * Decimal(10) ** exponent).quantize(Decimal("0.01")),
        st.integers(min_value=100, max_value=999_999),
        st.integers(min_value=-2, max_value=12),
    ),
)


def written(value: Decimal, language: str) -> str:
    """A number in digits as newspapers of the language write it."""
    whole, _, decimals = f"{value:,f}".partition(".")
    decimals = decimals.rstrip("0")
    text = f"{whole}.{decimals}" if decimals else whole
    return text.translate(str.maketrans(",.", ".,")) if language == "id" else text


def only(surface: str, language: str) -> Figure:
    """The one figure of a sentence around `surface`, which it covers."""
    found = find_figures(article(FRAMES[language].format(surface), language=language, published_on=PUBLISHED))
    assert [figure.surface for figure in found] == [surface]
    return found[0]


@settings(max_examples=400, deadline=None)
@given(amounts, st.sampled_from(sorted(BEFORE)), st.sampled_from(LANGUAGES))
def test_an_amount_after_its_mark_reads_back(value: Decimal, mark: str, language: str) -> None:
    figure = only(mark + written(value, language), language)
    assert (figure.kind, figure.unit) == ("money", BEFORE[mark])
    assert figure.value_low == figure.value_high == pytest.approx(float(value), rel=1e-12)


@settings(max_examples=400, deadline=None)
@given(amounts, st.data(), st.sampled_from(LANGUAGES))
def test_an_amount_before_its_currency_reads_back(value: Decimal, data: st.DataObject, language: str) -> None:
    currency = data.draw(st.sampled_from(sorted(AFTER[language])))
    figure = only(f"{written(value, language)} {currency}", language)
    assert (figure.kind, figure.unit) == ("money", AFTER[language][currency])
    assert figure.value_low == figure.value_high == pytest.approx(float(value), rel=1e-12)


@settings(max_examples=400, deadline=None)
@given(
    st.decimals(min_value="0.001", max_value="999.999", places=3),
    st.data(),
    st.sampled_from(LANGUAGES),
    st.booleans(),
)
def test_an_amount_with_a_scale_reads_back(value: Decimal, data: st.DataObject, language: str, short: bool) -> None:
    scales = SHORT[language] if short else SCALES[language]
    scale = data.draw(st.sampled_from(sorted(scales)))
    mark = data.draw(st.sampled_from(sorted(BEFORE)))
    gap = data.draw(st.sampled_from(["", " "])) if short else " "
    figure = only(f"{mark}{written(value, language)}{gap}{scale}", language)
    assert (figure.kind, figure.unit) == ("money", BEFORE[mark])
    assert figure.value_low == figure.value_high == pytest.approx(float(value) * 10 ** scales[scale], rel=1e-12)


@settings(max_examples=200, deadline=None)
@given(st.decimals(min_value="0.001", max_value="999.999", places=3), st.data(), st.sampled_from(LANGUAGES))
def test_a_percentage_reads_back(value: Decimal, data: st.DataObject, language: str) -> None:
    sign = data.draw(st.sampled_from(PERCENT[language]))
    figure = only(f"{written(value, language)}{'' if sign == '%' else ' '}{sign}", language)
    assert (figure.kind, figure.unit) == ("percent", "percent")
    assert figure.value_low == figure.value_high == pytest.approx(float(value), rel=1e-12)


@settings(max_examples=400, deadline=None)
@given(
    st.one_of(st.integers(1, 999), st.integers(1, 10**6), st.integers(1, 10**15 - 1), st.integers(1, 10**18 - 1)),
    st.sampled_from(LANGUAGES),
)
def test_a_number_in_words_reads_back(number: int, language: str) -> None:
    unit = {"id": "rupiah", "ms": "ringgit", "en": "euros"}[language]
    words = spell(number, language)
    figure = only(f"{words} {unit}", language)
    assert figure.value_low == figure.value_high == pytest.approx(float(number), rel=1e-12)


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 899), st.integers(1, 100), st.data(), st.sampled_from(LANGUAGES))
def test_a_range_gives_its_scale_and_unit_to_both_ends(low: int, step: int, data: st.DataObject, language: str) -> None:
    scale = data.draw(st.sampled_from(sorted(SCALES[language])))
    mark = data.draw(st.sampled_from(["-", "–"]))
    factor = 10 ** SCALES[language][scale]
    unit = {"id": "rupiah", "ms": "ringgit", "en": "euros"}[language]
    figure = only(f"{low}{mark}{low + step} {scale} {unit}", language)
    assert (figure.value_low, figure.value_high) == (low * factor, (low + step) * factor)


@settings(max_examples=200, deadline=None)
@given(
    st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.sampled_from(("{d} {m} {y}", "{d}/{n}/{y}", "{y}-{n:02}-{d:02}"))
)
def test_a_day_reads_back(day: date, form: str) -> None:
    months = ("Januari", "Februari", "Maret", "April", "Mei", "Juni")
    later = ("Juli", "Agustus", "September", "Oktober", "November", "Desember")
    text = form.format(d=day.day, m=(months + later)[day.month - 1], n=day.month, y=day.year)
    figure = only(text, "id")
    assert (figure.kind, figure.date_low, figure.date_high) == ("date", day, day)


CASES = load_cases()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(CASES), min_size=1, max_size=8), st.randoms(use_true_random=False), st.integers(0, 40))
def test_torn_sentences_give_figures_apart_and_exact_offsets(cases: list[Any], random: Any, cut: int) -> None:
    words = " ".join(case.text for case in cases).split(" ")
    start = random.randrange(len(words))
    text = " ".join(words[start:] + words[:start])[cut:]
    last = 0
    for figure in find_figures(article(text, language=cases[0].language, published_on=PUBLISHED)):
        assert last <= figure.start < figure.end
        assert text[figure.start : figure.end] == figure.surface
        last = figure.end


def test_twice_the_text_asks_at_most_twice_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    visits: Counter[str] = Counter()

    def count(owner: Any, name: str) -> None:
        plain = getattr(owner, name)

        def counted(*args: Any, **kwargs: Any) -> Any:
            visits[name] += 1
            return plain(*args, **kwargs)

        monkeypatch.setattr(owner, name, counted)

    count(tokens.Tokens, "word")
    count(tokens.Tokens, "find_phrase")
    count(scan, "read_quantity")
    count(quantities, "read_number")
    count(guards, "unit_after")
    for language in LANGUAGES:
        piece = " ".join(case.text for case in CASES if case.language == language)
        work = []
        for copies in (1, 2, 4):
            visits.clear()
            find_figures(article(" ".join([piece] * copies), language=language, published_on=PUBLISHED))
            work.append(dict(visits))
        for name, first in work[0].items():
            assert first > 0
            assert work[1][name] <= 2.1 * first
            assert work[2][name] <= 4.2 * first


@pytest.mark.parametrize("text", ["1, " * 3000, "dua " * 3000, "1-" * 3000, "Pasal 1, " * 3000, "( " * 3000 + "5"])
def test_endless_lists_are_read_in_proportion(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    visits: Counter[str] = Counter()
    plain = tokens.Tokens.word

    def counted(self: tokens.Tokens, i: int) -> str:
        visits["word"] += 1
        return plain(self, i)

    monkeypatch.setattr(tokens.Tokens, "word", counted)
    work = []
    for share in (len(text) // 2, len(text)):
        visits.clear()
        find_figures(article(text[:share], language="id", published_on=PUBLISHED))
        work.append(visits["word"])
    assert work[1] <= 2.1 * work[0] + 100
