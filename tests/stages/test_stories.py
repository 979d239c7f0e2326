"""The stories stage on a real file: adding and removing in any order gives the rows of a corpus read at once."""

import random
from pathlib import Path

import polars as pl
import pytest
from duckdb import DuckDBPyConnection

from pipeline.stages import stories
from pipeline.stages.batches import Workers
from pipeline.stages.ledger import delete_articles
from tests.bench.stories_articles import Item, items
from warehouse import store

ARTICLES = [item for item in items() if item.story.startswith(("kabel", "dompet", "id6", "zh4", "芯片"))]
PLACES = "select article_id, story_id, is_original from corpus.articles order by all"
KEPT = (
    *("select * from corpus.copies order by all", "select article_id, body_id from corpus.signatures order by all"),
    *("select * from corpus.bands order by all", PLACES),
)


def add(con: DuckDBPyConnection, articles: list[Item]) -> None:
    rows = [(item.name, item.language, "s", item.name) for item in articles]
    columns = ["article_id", "language", "source_id", "source_uri"]
    store.insert(con, "corpus.articles", pl.DataFrame(rows, schema=columns, orient="row"))
    texts = [(item.name, item.name, 0, "body", item.text) for item in articles]
    columns = ["paragraph_id", "article_id", "start_char", "kind", "text"]
    store.insert(con, "corpus.paragraphs", pl.DataFrame(texts, schema=columns, orient="row"))


def refresh(con: DuckDBPyConnection) -> None:
    stories.refresh(con, Workers(1))


def rows(con: DuckDBPyConnection) -> list[list[tuple[object, ...]]]:
    return [con.execute(sql).fetchall() for sql in KEPT]


@pytest.mark.parametrize("seed", range(4))
def test_adding_and_removing_gives_the_rows_of_a_corpus_read_at_once(tmp_path: Path, seed: int) -> None:
    pick = random.Random(seed)
    final = pick.sample(ARTICLES, len(ARTICLES) * 2 // 3)
    with store.connect(tmp_path / "whole.duckdb") as con:
        add(con, sorted(final, key=lambda item: item.name))
        refresh(con)
        expected = rows(con)
    waiting, present = pick.sample(ARTICLES, len(ARTICLES)), []
    with store.connect(tmp_path / "steps.duckdb") as con:
        while waiting:
            part = [waiting.pop() for _ in range(min(len(waiting), pick.randint(1, 12)))]
            add(con, part)
            present += part
            gone = [item for item in pick.sample(present, len(present) // 6) if item not in final]
            delete_articles(con, [item.name for item in gone])
            present = [item for item in present if item not in gone]
            refresh(con)
        delete_articles(con, [item.name for item in present if item not in final])
        refresh(con)
        assert rows(con) == expected
    assert len({place[1] for place in expected[-1]}) < len(final)


def test_a_story_is_made_after_a_refresh_that_was_killed_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.connect(tmp_path / "killed.duckdb") as con:
        add(con, ARTICLES[:40])
        refresh(con)
        expected = rows(con)
        monkeypatch.setattr(stories, "stage_version", lambda stage: "another")
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(stories, "_assign", lambda con: (_ for _ in ()).throw(KeyboardInterrupt))
            refresh(con)
        assert rows(con) != expected
        refresh(con)
        assert rows(con) == expected


def test_nothing_new_changes_nothing(tmp_path: Path) -> None:
    with store.connect(tmp_path / "again.duckdb") as con:
        add(con, ARTICLES[:20])
        refresh(con)
        before = store.state(con)
        refresh(con)
        assert store.state(con) == before
