"""The file of successors: names of the organisations' lexicons, true chains, and names that go by the article's day."""

import pytest

from pipeline.facts.frames import successors_frame
from pipeline.facts.names.extract import find_names
from pipeline.facts.names.lexicon import ORGANISATION_FILES
from pipeline.lexicons import table
from tests.facts.names.articles import article

CANONICAL = {row["canonical"] for name in ORGANISATION_FILES for row in table(name)}


def test_bodies_of_the_file_are_those_that_articles_are_read_with() -> None:
    named = {row[side] for row in table("reference_successors.csv") for side in ("name", "successor")}
    assert named <= CANONICAL


def test_identities_are_those_of_the_names() -> None:
    frame = successors_frame()
    assert frame.height == frame.select("actor_id", "successor_id", "since").unique().height
    by_name = {
        *frame.select("name", "actor_id").iter_rows(),
        *frame.select("successor_name", "successor_id").iter_rows(),
    }
    assert len(by_name) == len({name for name, _ in by_name}) == len({key for _, key in by_name})


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-10-20", "Kementerian Komunikasi dan Informatika"),
        ("2024-10-21", "Kementerian Komunikasi dan Digital"),
        ("2019-03-01", "Kementerian Komunikasi dan Informatika"),
        ("2026-03-01", "Kementerian Komunikasi dan Digital"),
    ],
)
def test_kominfo_goes_by_the_day_of_the_article(day: str, expected: str) -> None:
    names = find_names(article("Pejabat Kominfo hadir di Batam.", published=day))
    assert [actor.name for actor in names.actors.values() if actor.entity_type == "ORG"] == [expected]
    rows = [row for row in table("reference_successors.csv") if row["name"].endswith("Informatika")]
    assert [row["successor"] if row["since"] <= day else row["name"] for row in rows] == [expected]
