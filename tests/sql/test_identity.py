"""The macros that explain identity: evidence of names, and bodies through their successors."""

from collections.abc import Iterator

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from pipeline.facts import frames
from tests.facts.names.articles import article
from tests.facts.names.test_pairs_together import PAIRS, read
from warehouse import models, schema, store

TEXT = "Wakil Menteri Komdigi Nezar Patria hadir di Batam. Menurut Nezar, Komdigi siap."


@pytest.fixture(scope="module")
def con() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect() as con:
        schema.create(con)
        texts = {"a1": TEXT, **{f"p{n}": row["text"].replace("|", "\n\n") for n, row in enumerate(PAIRS)}}
        found = [("a1", article(TEXT), None)] + [(f"p{n}", None, row) for n, row in enumerate(PAIRS)]
        for name, text in texts.items():
            con.execute("insert into corpus.articles (article_id, text, story_id) values ($1, $2, $1)", [name, text])
        for name, own, row in found:
            names = frames.find_names(own) if own else read(row or {})
            for key, actor in names.actors.items():
                con.execute(
                    "insert into facts.article_actors (article_id, actor_id, name, entity_type) values (?, ?, ?, ?)",
                    [name, frames.actor_id(key), actor.name, actor.entity_type],
                )
            for number, a in enumerate(names.aliases, 1):
                con.execute(
                    "insert into facts.alias_evidence values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    [name, number, frames.actor_id(a.actor), a.alias, a.kind, a.evidence, a.start, a.end, a.valid_from,
                     a.valid_to],
                )  # fmt: skip
            for number, m in enumerate(names.mentions):
                con.execute(
                    "insert into facts.mentions (mention_id, article_id, actor_id, surface, start_char, end_char,"
                    " sentence_start, sentence_end) values (?, ?, ?, ?, ?, ?, 0, ?)",
                    [f"{name}-{number}", name, frames.actor_id(m.actor) if m.actor else None, m.surface, m.start, m.end,
                     len(texts[name])],
                )  # fmt: skip
        store.insert(con, "facts.successors", frames.successors_frame())
        for model in models.load():
            models.build(con, model)
        schema.finish_macros(con)
        yield con


def test_a_short_name_shows_the_full_name_that_defines_it(con: DuckDBPyConnection) -> None:
    rows = con.execute("select reason, kind from evidence_of('nezar patria') where alias = 'Nezar'").fetchall()
    assert rows == [("the article defines it: Nezar Patria", "short")]


@pytest.mark.parametrize("row", PAIRS, ids=[f"{row['name_a']} / {row['name_b']} {row['published']}" for row in PAIRS])
def test_every_merged_pair_is_explained(con: DuckDBPyConnection, row: dict[str, str]) -> None:
    rows = con.execute(
        "select alias, reason, sentence from why_one_actor(?, ?)", [row["name_a"], row["name_b"]]
    ).fetchall()
    assert {row["name_a"], row["name_b"]} <= {alias for alias, _, _ in rows}
    assert all(reason and sentence and alias in sentence for alias, reason, sentence in rows)


def test_names_of_two_actors_are_not_explained_as_one(con: DuckDBPyConnection) -> None:
    assert con.execute("from why_one_actor('Nezar Patria', 'China')").fetchall() == []
    assert con.execute("from why_one_actor('Nezar Patria', 'nobody')").fetchall() == []


@pytest.mark.parametrize("name", ["Kementerian Komunikasi dan Digital", "Komdigi", "kominfo"])
def test_a_renamed_body_leads_to_the_other(con: DuckDBPyConnection, name: str) -> None:
    rows = con.execute("select since::varchar, name, kind, successor_name from body_history(?)", [name]).fetchall()
    assert rows == [
        ("2024-10-21", "Kementerian Komunikasi dan Informatika", "renamed", "Kementerian Komunikasi dan Digital")
    ]


def test_history_follows_time_and_ends_in_a_circle_of_names(con: DuckDBPyConnection) -> None:
    rows = con.execute(
        "select year(since), name, successor_name from body_history('Kementerian Pariwisata')"
    ).fetchall()
    assert (2019, "Kementerian Pariwisata", "Kementerian Pariwisata dan Ekonomi Kreatif") in rows
    assert (2024, "Kementerian Pariwisata dan Ekonomi Kreatif", "Kementerian Pariwisata") in rows
    assert con.execute("from body_history('nobody')").fetchall() == []
