"""The cases of tests/bench/metadata_set: every value and, where the case names it, its origin."""

import pytest

from pipeline.text.model import Article
from pipeline.text.read import read_article
from tests.bench.metadata import Case, cases, wrong

CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.group}: {case.name}")
def test_every_value_is_the_wanted_one(case: Case) -> None:
    assert wrong(case) == {}


@pytest.mark.parametrize("case", [case for case in CASES if case.origins], ids=lambda case: case.name)
def test_every_value_has_its_origin(case: Case) -> None:
    article = read_article(case.document)
    assert isinstance(article, Article)
    origins = {found.field: found.origin for found in article.origins}
    assert {field: origins.get(field) for field in case.origins} == case.origins


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.group}: {case.name}")
def test_origins_are_those_of_the_values_there_are(case: Case) -> None:
    article = read_article(case.document)
    assert isinstance(article, Article)
    fields = ("title", "byline", "editor", "agency", "dateline", "outlet", "url", "published_on", "published_at")
    assert [found.field for found in article.origins] == [name for name in fields if getattr(article, name)]
    assert all(found.origin for found in article.origins)
    times = {found.field for found in article.origins if found.precision}
    assert times == {name for name in ("published_on", "published_at") if getattr(article, name)}


def test_the_set_is_large_and_a_quarter_of_it_is_held_back() -> None:
    assert len(CASES) >= 180
    assert len({(case.group, case.name) for case in CASES}) == len(CASES)
    assert 0.15 < sum(case.unseen for case in CASES) / len(CASES) < 0.35
