from dataclasses import replace

import pytest

from pipeline.facts.figures.extract import find_figures
from tests.facts.figures.build import article


@pytest.mark.parametrize(
    ("about", "unit"),
    [
        ({}, None),
        ({"dateline": "JAKARTA"}, "USD"),
        ({"dateline": "Singapore"}, "SGD"),
        ({"dateline": "SINGAPORE", "outlet": "Reuters"}, "USD"),
        ({"agency": "AFP"}, "USD"),
        ({"url": "https://www.straitstimes.com/business/flats"}, "SGD"),
        ({"url": "https://news.example.com.au/flats"}, "AUD"),
        ({"url": "https://www.example.co.id/flats"}, "USD"),
        ({"outlet": "example.com.hk"}, "HKD"),
    ],
)
def test_whose_dollar_it_is(about: dict[str, str], unit: str | None) -> None:
    (figure,) = find_figures(replace(article("The flat costs $2 million.", language="en"), **about))  # type: ignore[arg-type]
    assert (figure.kind, figure.unit, figure.value_low) == ("money", unit, 2e6)


@pytest.mark.parametrize("language", ["id", "ms"])
def test_in_indonesian_and_malay_it_is_american(language: str) -> None:
    (figure,) = find_figures(article("Bantuan itu 40 juta dolar.", language=language))
    assert figure.unit == "USD"


def test_another_paragraph_may_name_it() -> None:
    figures = find_figures(article("The flat costs $2 million.", "Another sold for S$3 million.", language="en"))
    assert [figure.unit for figure in figures] == ["SGD", "SGD"]
