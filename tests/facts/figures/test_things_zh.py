"""What Chinese figures are about; two readings agree when they have at least half of their characters in common."""

import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.facts.figures.extract import find_figures
from tests.facts.figures.build import article

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "things_zh.toml").read_text(encoding="utf-8"))[
    "case"
]
PUBLISHED = date(2025, 6, 18)


def alike(one: str, other: str) -> float:
    first, second = Counter(one), Counter(other)
    union = sum((first | second).values())
    return sum((first & second).values()) / union if union else 0.0


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:40] for case in CASES])
def test_thing_period_and_modality(case: dict[str, Any]) -> None:
    found = find_figures(article(case["text"], language="zh", published_on=PUBLISHED))
    for surface, thing, period, modality in case["expected"]:
        figure = next(figure for figure in found if figure.surface == surface)
        found.remove(figure)
        assert alike(thing, figure.thing or "") >= 0.5, (figure.thing, thing)
        assert ((figure.period or "")[:4], figure.modality) == (period, modality)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60


def test_an_amount_in_brackets_says_the_same() -> None:
    figures = find_figures(article("合同金额为100亿元（约合14亿美元）。", language="zh"))
    assert [figure.equivalent for figure in figures] == [1, 0]
    assert figures[0].thing == figures[1].thing == "合同金额"


def test_equivalents_are_counted_over_the_whole_article() -> None:
    figures = find_figures(article("共有12家工厂。", "耗資5億令吉，相當於1.2億美元。", language="zh"))
    assert [figure.equivalent for figure in figures] == [None, 2, 1]


def test_two_sums_of_different_things_are_not_linked() -> None:
    figures = find_figures(article("出口100亿元，进口14亿美元。", language="zh"))
    assert [figure.equivalent for figure in figures] == [None, None]


def test_an_exchange_rate_links_nothing() -> None:
    figures = find_figures(article("汇率中间价为1美元（7.17元）。", language="zh"))
    assert all(figure.equivalent is None for figure in figures)


def test_the_day_of_speaking_is_no_period() -> None:
    figures = find_figures(article("发言人16日表示，共有40家工厂停产。", language="zh", published_on=PUBLISHED))
    assert [(figure.surface, figure.period) for figure in figures] == [("16日", None), ("40", None)]


def test_what_is_compared_with_is_no_period() -> None:
    figures = find_figures(article("出口额较2020年增长20%。", language="zh", published_on=PUBLISHED))
    assert [figure.period for figure in figures] == [None, None]


def test_words_for_the_year_need_a_publication_date() -> None:
    text = "今年上半年出口增长20%。"
    assert find_figures(article(text, language="zh", published_on=PUBLISHED))[0].period == "2025-01/2025-06"
    assert find_figures(article(text, language="zh"))[0].period is None


def test_a_day_without_month_stays_unknown_without_a_publication_date() -> None:
    (figure,) = find_figures(article("发言人3日表示欢迎。", language="zh"))
    assert (figure.surface, figure.date_low) == ("3日", None)


@pytest.mark.parametrize(
    "text, published, day",
    [
        ("发言人28日表示欢迎。", date(2025, 3, 2), date(2025, 2, 28)),
        ("发言人31日表示欢迎。", date(2025, 1, 1), date(2024, 12, 31)),
        ("发言人19日表示欢迎。", date(2025, 6, 18), date(2025, 6, 19)),
        ("新航线将于2日开通。", date(2025, 12, 30), date(2026, 1, 2)),
        ("上月31日开幕。", date(2025, 6, 18), date(2025, 5, 31)),
    ],
)
def test_a_day_without_month_is_the_last_such_day_or_the_next(text: str, published: date, day: date) -> None:
    (figure,) = find_figures(article(text, language="zh", published_on=published))
    assert (figure.date_low, figure.date_high) == (day, day)
