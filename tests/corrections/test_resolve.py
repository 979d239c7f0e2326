"""What the cells mean, and which lines contradict one another."""

from pathlib import Path

import pytest

from pipeline.corrections.actors import Actor, Actors, NotFound, made
from pipeline.corrections.kinds import Correction, CorrectionsError
from pipeline.corrections.resolve import Plan, resolve
from pipeline.facts.frames import actor_id
from pipeline.facts.model import actor_key

BUDI, SARI, KOTA, KANTOR = (
    made("Budi Hartono", "PERSON"),
    made("Sari", "PERSON"),
    made("Kudus", "PLACE"),
    made("Kudus", "ORG"),
)


def actors() -> Actors:
    return Actors((actor, [actor.name]) for actor in (BUDI, SARI, KOTA, KANTOR))


def plan(*lines: tuple[str, dict[str, str]]) -> Plan:
    corrections = [Correction(kind, number, values) for number, (kind, values) in enumerate(lines, 2)]
    return resolve(corrections, actors(), Path("corrections"))


def test_an_actor_that_a_correction_makes_has_the_id_that_extraction_would_give_it() -> None:
    assert made("Rini  Sasmita", "PERSON").actor_id == actor_id(actor_key("PERSON", "Rini Sasmita"))


def test_actors_go_by_id_and_by_name_in_any_case() -> None:
    for written in (BUDI.actor_id, "budi hartono", "Budi  Hartono"):
        assert actors().find(written) == BUDI
    assert actors().find("Kudus", "ORG") == KANTOR
    with pytest.raises(NotFound, match=r"Several actors are called .*\(PLACE\).*Write the id of one."):
        actors().find("Kudus")


def test_a_label_that_a_line_gives_can_be_used_by_another() -> None:
    found = plan(
        ("rename_actor", {"actor": "Budi Hartono", "name": "Pak Budi"}),
        ("retype_actor", {"actor": "Pak Budi", "type": "ORG"}),
        ("split_actor", {"actor": "Sari", "to": "Sari Baru", "name": "Sari"}),
        ("rename_actor", {"actor": "Sari Baru", "name": "Sari Kedua"}),
    )
    assert found.failed == {}
    assert found.types == [(BUDI.actor_id, "ORG", "retype_actor.csv:3")]
    assert [row[0] for row in found.names] == [BUDI.actor_id, made("Sari Baru", "PERSON").actor_id]


def test_what_is_said_of_a_merged_actor_is_said_of_the_one_it_became() -> None:
    found = plan(
        ("merge_actors", {"actor": "Budi Hartono", "into": "Sari"}),
        ("rename_actor", {"actor": "Budi Hartono", "name": "X"}),
    )
    assert found.names == [(SARI.actor_id, "X", "rename_actor.csv:3")]


@pytest.mark.parametrize(
    "lines, said",
    [
        ([("merge_actors", {"actor": "Sari", "into": "Budi Hartono"}),
          ("merge_actors", {"actor": SARI.actor_id, "into": KOTA.actor_id})],
         ["merge_actors.csv, line 3: merges into another actor what a line merges (merge_actors.csv, line 2)."]),
        ([("merge_actors", {"actor": "Sari", "into": "Budi Hartono"}),
          ("merge_actors", {"actor": "Budi Hartono", "into": "Sari"})],
         ["merge_actors.csv, line 3: merges run in a circle (merge_actors.csv, line 2)."]),
        ([("rename_actor", {"actor": "Sari", "name": "A"}), ("rename_actor", {"actor": SARI.actor_id, "name": "B"})],
         ["rename_actor.csv, line 3: renames an actor that a line renames (rename_actor.csv, line 2)."]),
        ([("retype_actor", {"actor": "Sari", "type": "ORG"}),
          ("retype_actor", {"actor": SARI.actor_id, "type": "LAW"})],
         ["retype_actor.csv, line 3: retypes an actor that a line retypes (retype_actor.csv, line 2)."]),
        ([("hide", {"actor": "Sari"}), ("rename_actor", {"actor": "Sari", "name": "B"})],
         ["rename_actor.csv, line 3: uses an actor that a line hides (hide.csv, line 2)."]),
        ([("hide", {"actor": "Sari"}), ("fix_speaker", {"quote": "q", "speaker": "Sari"})],
         ["fix_speaker.csv, line 3: uses an actor that a line hides (hide.csv, line 2)."]),
        ([("hide", {"name": "Bu Sari"}), ("add_alias", {"actor": "Sari", "alias": "bu sari"})],
         ["add_alias.csv, line 3: adds an alias that a line hides or gives to another (hide.csv, line 2)."]),
        ([("add_alias", {"actor": "Sari", "alias": "Ibu"}), ("add_alias", {"actor": "Budi Hartono", "alias": "Ibu"})],
         ["add_alias.csv, line 3: adds an alias that a line hides or gives to another (add_alias.csv, line 2)."]),
        ([("remove_alias", {"actor": "Sari", "alias": "Ibu"}), ("add_alias", {"actor": "Sari", "alias": "ibu"})],
         ["add_alias.csv, line 3: adds an alias that a line decides on (remove_alias.csv, line 2)."]),
        ([("hide", {"mention": "m"}), ("split_actor", {"actor": "Sari", "to": "unknown", "mention": "m"})],
         ["split_actor.csv, line 3: moves a mention that a line decides on (hide.csv, line 2)."]),
        ([("merge_actors", {"actor": "Sari", "into": "Budi Hartono"}),
          ("split_actor", {"actor": "Budi Hartono", "to": "Sari", "name": "Sari"})],
         ["split_actor.csv, line 3: splits actors that a line merges (merge_actors.csv, line 2)."]),
    ],
)  # fmt: skip
def test_lines_that_contradict_one_another_are_errors(lines: list[tuple[str, dict[str, str]]], said: list[str]) -> None:
    for order in (lines, lines[::-1]):
        with pytest.raises(CorrectionsError) as caught:
            plan(*order)
        if order is lines:
            found = [line.split("corrections/")[1] for line in str(caught.value).split("\n")]
            assert said[0] + " Delete one of the two lines." in found


def test_unmatched_cells_are_told_by_place() -> None:
    found = plan(
        ("merge_actors", {"actor": "Nobody", "into": "Sari"}),
        ("hide", {"actor": "Kudus"}),
        ("merge_actors", {"actor": "Sari", "into": SARI.actor_id}),
    )
    assert {place: status for place, (status, _) in found.failed.items()} == {
        "merge_actors.csv:2": "no_effect",
        "hide.csv:3": "ambiguous",
        "merge_actors.csv:4": "no_effect",
    }
    assert found.merges == []


def test_a_country_is_kept_of_what_is_known() -> None:
    known = Actor(KOTA.actor_id, "Kudus", "PLACE", "ID")
    found = resolve(
        [Correction("merge_actors", 2, {"actor": "Sari", "into": known.actor_id})],
        Actors([(known, ["Kudus"]), (SARI, ["Sari"])]),
        Path("corrections"),
    )
    assert found.targets == {known.actor_id: known}
