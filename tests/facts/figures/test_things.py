import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.facts.figures.extract import find_figures
from pipeline.facts.figures.phrases import name_before
from pipeline.lexicons import table, terms
from tests.facts.figures.build import article, tokenise

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "things.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:50] for case in CASES])
def test_thing_period_and_modality(case: dict[str, Any]) -> None:
    whole = article(
        *case["text"].split("|"),
        language=case["language"],
        published_on=case["published_on"],
        headline=case.get("headline", False),
    )
    found = [[f.surface, f.thing or "", f.period or "", f.modality] for f in find_figures(whole)]
    assert found == case["expected"]


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 150
    assert {case["language"] for case in CASES} == {"id", "en", "ms"}


def test_a_figure_may_be_about_what_the_paragraph_before_said() -> None:
    figures = find_figures(
        article("Pada 2024, penerimaan cukai mencapai Rp 200 triliun.", "Angka itu hanya 9 persen dari total pajak.")
    )
    assert figures[2].thing == "penerimaan cukai dari total pajak"
    assert figures[2].period == "2024"


def test_a_headline_keeps_its_own_noun_of_measure() -> None:
    figures = find_figures(
        article("Ekspor Karet Tembus Rp50 T", "Nilai penjualan ke luar negeri Rp50 triliun pada 2024.", headline=True)
    )
    assert figures[0].thing == "Ekspor Karet"
    assert figures[0].period == "2024"


def test_a_year_belongs_to_the_name_before_it() -> None:
    tokens = tokenise("Mereka hadir di Startup Fest Tahun 2024.")
    assert name_before(tokens, tokens.lower.index("2024"), 0) == "Startup Fest"


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_word_has_one_class(language: str) -> None:
    words = [row["term"] for row in table(f"figures_word_classes.{language}.csv")]
    assert len(words) == len(set(words))
    heads = terms(f"figures_heads.{language}.txt")
    assert len(heads) == len(set(heads))


def test_a_verb_form_has_one_noun() -> None:
    for language in ("id", "en"):
        forms = [(f, row["role"]) for row in table(f"figures_verbs.{language}.csv") for f in row["forms"].split()]
        assert len(forms) == len(set(forms))
