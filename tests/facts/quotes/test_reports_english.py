"""What English reports as speech: second verbs, participles, partial quotations, attributions with times."""

import pytest

from tests.facts.quotes.conftest import check_speakers

CASES = [
    (["Nusadata denied the claim, saying the data had never left its servers."], ["indirect|ORG:nusadata|the data"]),
    (["Bagas Prakoso declined to name the buyer, but said the price was fair."], ["indirect|B|the price"]),
    (["Nusadata said it would “review every contract signed since 2021”."], ["indirect|ORG:nusadata|it would"]),
    (["Nusadata said it “regrets every delay in the delivery of vans”."], ["indirect|ORG:nusadata|it “regrets"]),
    (["Nusadata announced late Thursday that it would recall 400 vans."], ["indirect|ORG:nusadata|it would"]),
    (["The World Bank announced Nov. 18 that lending would fall."], ["indirect|ORG:world bank|lending would"]),
    (["The top court last week ruled that the fine was unlawful."], ["indirect|-|the fine"]),
    (["The base will close, according to a group of residents."], ["indirect|-|The base"]),
    (["According to multiple officials, the base will close in May."], ["indirect|-|the base"]),
    (
        ["When sales fell, prices rose, Bagas said while visiting a long row of new plants near Bandung on Friday."],
        ["indirect|B|When sales"],
    ),
    (["The group, Nusadata, sent a letter stating that the plant was unsafe."], ["indirect|ORG:nusadata|the plant"]),
]


@pytest.mark.parametrize(("paragraphs", "expected"), CASES)
def test_reports_english(paragraphs: list[str], expected: list[str]) -> None:
    check_speakers(paragraphs, expected, "en")
