"""Names of one actor: they become one, and an alias row tells why.

The pairs are data (`pairs/together.csv`). Order and batches of articles change nothing of it.
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


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PAIRS), min_size=1, max_size=6, unique_by=lambda row: row["text"]), st.randoms())
def test_every_mention_with_an_actor_has_its_evidence_and_order_changes_nothing(
    chosen: list[dict[str, str]], random: object
) -> None:
    before = [read(row) for row in chosen]
    order = sorted(range(len(chosen)), key=lambda number: chosen[number]["text"][::-1])
    after = dict(zip(order, [read(chosen[number]) for number in order], strict=True))
    for number, names in enumerate(before):
        assert after[number] == names
        explained = {(alias.actor, alias.alias) for alias in names.aliases}
        for mention in names.mentions:
            assert mention.actor is None or (mention.actor, " ".join(mention.surface.split())) in explained


def test_there_are_as_many_pairs_as_promised() -> None:
    assert len(PAIRS) >= 40
