"""Names of one actor: they become one, and an alias row tells why, in whatever order articles are read.

The pairs are data (`pairs/together.csv`).
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.facts.model import Names
from pipeline.facts.names.extract import find_names
from tests.facts.names.articles import article
from tests.facts.names.test_pairs_apart import rows

PAIRS = rows("together.csv")


def read(row: dict[str, str]) -> Names:
    return find_names(
        article(*row["text"].split("|"), language=row["language"], published=row["published"] or "2025-06-01")
    )


@pytest.mark.parametrize("row", PAIRS, ids=[f"{row['name_a']} / {row['name_b']} {row['published']}" for row in PAIRS])
def test_two_names_are_one_actor_on_evidence(row: dict[str, str]) -> None:
    names = read(row)
    actors = {m.surface: m.actor for m in names.mentions if m.entity_type == row["type"]}
    assert actors.get(row["name_a"])
    assert actors[row["name_a"]] == actors.get(row["name_b"])
    reasons = {alias.alias: alias for alias in names.aliases if alias.actor == actors[row["name_b"]]}
    reason = reasons[row["name_b"]]
    assert not row["evidence"] or reason.evidence == row["evidence"]
    assert (reason.start is not None) == (reason.evidence == "article")


def test_a_short_name_and_an_acronym_lead_to_the_place_that_defines_them() -> None:
    for row in PAIRS:
        text = "\n\n".join(row["text"].split("|"))
        for alias in read(row).aliases:
            if alias.alias == row["name_b"] and alias.evidence == "article":
                assert text[alias.start : alias.end] in (row["name_a"], row["name_b"])
                if alias.kind in ("short", "acronym"):
                    assert text[alias.start : alias.end] == row["name_a"]


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(len(PAIRS))).map(lambda order: order[:8]))
def test_articles_read_in_any_order_give_the_same_actors_and_aliases(order: list[int]) -> None:
    read_now = {number: read(PAIRS[number]) for number in order}
    assert all(read_now[number] == read(PAIRS[number]) for number in sorted(order))


def test_every_mention_with_an_actor_has_its_evidence() -> None:
    for row in PAIRS:
        names = read(row)
        explained = {(alias.actor, alias.alias) for alias in names.aliases}
        for mention in names.mentions:
            assert mention.actor is None or (mention.actor, " ".join(mention.surface.split())) in explained


def test_there_are_as_many_pairs_as_promised() -> None:
    assert len(PAIRS) >= 40
