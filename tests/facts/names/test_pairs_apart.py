"""Pairs of names that are easily taken for one: in one article and in two, in both orders, no two become one actor.

The pairs are data (`pairs/apart.csv`): those of the handbook and more of our own.
"""

import csv
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

import pytest

from pipeline.facts.names.extract import find_names
from tests.facts.names.articles import article

PAIRS = Path(__file__).parent / "pairs"
PLAIN = {
    ("PERSON", "id"): "Pertemuan itu dihadiri {} kemarin.",
    ("PERSON", "en"): "The meeting was chaired by {} yesterday.",
    ("PERSON", "ms"): "Mesyuarat itu dihadiri {} semalam.",
    ("PLACE", "id"): "Pertemuan itu berlangsung di {} kemarin.",
    ("PLACE", "zh"): "代表团访问{}。",
    ("ORG", "id"): "Pertemuan itu dihadiri pejabat {} kemarin.",
    ("ORG", "en"): "The meeting was arranged by {} yesterday.",
    ("", "id"): "Pertemuan itu membahas {} kemarin.",
    ("", "zh"): "会议讨论了{}。",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names with the sentences in which they are read."""

    names: tuple[str, str]
    sentences: tuple[str, str]
    entity_type: str
    language: str
    published: str
    source: str


def rows(name: str) -> list[dict[str, str]]:
    lines = [line for line in (PAIRS / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def pairs() -> list[Pair]:
    found = []
    for row in rows("apart.csv"):
        plain = PLAIN.get((row["type"], row["language"]), "")
        sentences = tuple((row[f"sentence_{side}"] or plain).replace("{}", row[f"name_{side}"]) for side in ("a", "b"))
        found.append(
            Pair(
                (row["name_a"], row["name_b"]), (sentences[0], sentences[1]), row["type"],
                row["language"], row["published"] or "2025-06-01", row["source"],
            )
        )  # fmt: skip
    return found


def actors_of(pair: Pair, sides: tuple[int, ...]) -> list[set[str]]:
    """Actors of the pair's type that an article of these sides' sentences gives to each name or to a part of it.

    A country inside the name of a body is a mention of another type, and none of the body.
    """
    found: list[set[str]] = [set(), set()]
    read = article(*(pair.sentences[side] for side in sides), language=pair.language, published=pair.published)
    names = find_names(read)
    for side, paragraph in zip(sides, read.paragraphs, strict=True):
        start = paragraph.start + paragraph.text.index(pair.names[side])
        end = start + len(pair.names[side])
        found[side] |= {
            m.actor
            for m in names.mentions
            if m.actor and m.start < end and start < m.end and pair.entity_type in ("", m.entity_type)
        }
    return found


PAIR_LIST = pairs()


@pytest.mark.parametrize("pair", PAIR_LIST, ids=[" / ".join(pair.names) for pair in PAIR_LIST])
def test_two_names_are_two_actors(pair: Pair) -> None:
    alone = [actors_of(pair, (0,))[0], actors_of(pair, (1,))[1]]
    assert not alone[0] & alone[1], "in two articles"
    for sides in [*permutations((0, 1)), (0, 1, 0), (1, 0, 1)]:
        together = actors_of(pair, sides)
        assert not together[0] & together[1], f"in one article, order {sides}"
        assert not together[0] & alone[1], f"one article beside another, order {sides}"
        assert not together[1] & alone[0], f"one article beside another, order {sides}"


def test_names_of_the_pairs_are_read_at_all() -> None:
    """Names that nobody reads cannot be merged; nearly all are read, each as one actor."""
    read = [len(actors_of(pair, (side,))[side]) == 1 for pair in PAIR_LIST for side in (0, 1)]
    assert sum(read) >= 0.95 * len(read)


def test_there_are_as_many_pairs_as_promised() -> None:
    assert sum(pair.source == "handbook" for pair in PAIR_LIST) >= 15
    assert sum(pair.source == "own" for pair in PAIR_LIST) >= 100
    assert len({frozenset(pair.names) for pair in PAIR_LIST}) == len(PAIR_LIST)
