"""Links between figures: the cases of `links.toml`, and what holds of every link in any text."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.facts.figures.connect import find_links
from pipeline.facts.figures.extract import find_figures
from pipeline.lexicons import table
from tests.facts.figures.build import article

CASES = tomllib.loads(Path(__file__).with_name("links.toml").read_text(encoding="utf-8"))["case"]
ROLES = {
    "equivalent": ("amount", "same"),
    "change": ("from", "to", "by"),
    "sum": ("total", "part"),
    "subset": ("total", "part"),
}


def found(text: str, language: str) -> list[list[str]]:
    whole = article(text, language=language)
    figures = find_figures(whole)
    return [
        [link.kind, link.direction or "", *(f"{role}: {figures[k].surface}" for role, k in link.members)]
        for link in find_links(whole, figures)
    ]


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_the_text_ties_these_figures_together(case: dict[str, Any]) -> None:
    assert found(case["text"], case["language"]) == case["expected"]


PIECES = (
    *(
        "naik",
        "turun",
        "menjadi",
        "dari",
        "dibandingkan",
        "atau",
        ",",
        ".",
        ";",
        "dan",
        "total",
        "terdiri dari",
        "setara",
    ),
    *("20 persen", "Rp 10 triliun", "Rp 12 triliun", "US$ 3 juta", "30 unit", "10", "5 juta ton", "2024", "lima tahun"),
    *(
        "di antaranya",
        "sisanya",
        "rose",
        "to",
        "from",
        "of which",
        "a total of",
        "comprising",
        "and",
        "从",
        "增长",
        "其中",
        "5家",
    ),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from(["id", "en", "ms", "zh"]))
def test_every_link_is_of_figures_with_its_roles_within_a_paragraph(pieces: list[str], language: str) -> None:
    whole = article(" ".join(pieces[::2]), " ".join(pieces[1::2]), language=language)
    figures = find_figures(whole)
    links = find_links(whole, figures)
    assert find_links(whole, figures) == links
    for link in links:
        members = [figures[k] for _, k in link.members]
        assert link.start == min(f.start for f in members) and link.end == max(f.end for f in members)
        assert any(p.start <= link.start and link.end <= p.end for p in whole.paragraphs)
        roles = [role for role, _ in link.members]
        assert tuple(dict.fromkeys(roles)) == ROLES[link.kind]
        assert len({k for _, k in link.members}) == len(members)
        assert (link.direction is not None) == (link.kind == "change")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from(["id", "en", "zh"]))
def test_every_figure_lies_in_its_sentence_and_the_sentence_in_its_paragraph(pieces: list[str], language: str) -> None:
    whole = article(" ".join(pieces[::2]), " ".join(pieces[1::2]), language=language)
    for figure in find_figures(whole):
        assert figure.sentence_start <= figure.start < figure.end <= figure.sentence_end
        assert any(p.start <= figure.sentence_start and figure.sentence_end <= p.end for p in whole.paragraphs)


def test_a_sentence_is_the_figures_own() -> None:
    whole = article("Ada 12 pabrik. Nilainya Rp. 5 miliar. Selesai.", "Lalu 3 km lagi.", language="id")
    sentences = [whole.text[f.sentence_start : f.sentence_end] for f in find_figures(whole)]
    assert sentences == ["Ada 12 pabrik.", "Nilainya Rp. 5 miliar.", "Lalu 3 km lagi."]


@pytest.mark.parametrize("language", ["id", "en", "zh"])
def test_a_cue_has_one_role(language: str) -> None:
    terms = [row["term"] for row in table(f"figures_links.{language}.csv")]
    assert len(terms) == len(set(terms))
    assert terms == [term.lower() for term in terms]
