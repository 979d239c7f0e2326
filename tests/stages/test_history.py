"""Which articles are kept as versions, and what is kept of them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from pipeline.stages import history
from warehouse import store

NOW = datetime(2025, 5, 13, 5, tzinfo=UTC)


@pytest.fixture
def con(tmp_path: Path) -> Iterator[DuckDBPyConnection]:
    """A working file with one document, its article `a1`, and a figure in it; no model was ever built."""
    with store.connect(tmp_path / "lumbung.duckdb") as con:
        article(con, "a1", "Ada 5 zona.")
        con.execute(
            "insert into facts.figures (figure_id, article_id, kind, surface, value_low, value_high, comparator, thing,"
            " start_char, end_char, sentence_start, sentence_end)"
            " values ('f1', 'a1', 'count', '5', 5, 5, '=', 'zona', 4, 5, 0, 11)"
        )
        yield con


def article(con: DuckDBPyConnection, article_id: str, text: str) -> None:
    """Let the document's article be this one."""
    con.execute(
        "delete from corpus.articles where source_uri = 'u1'; delete from ops.documents where source_uri = 'u1'"
    )
    con.execute(
        "insert into corpus.articles (article_id, source_id, source_uri, text) values ($1, 'web', 'u1', $2)",
        [article_id, text],
    )
    con.execute("insert into ops.documents (source_id, source_uri, article_id) values ('web', 'u1', $1)", [article_id])


def entry(article_id: str | None, uri: str = "u1") -> list[dict[str, str | None]]:
    return [{"source_id": "web", "source_uri": uri, "article_id": article_id}]


def test_new_content_keeps_the_article_and_its_facts(con: DuckDBPyConnection) -> None:
    con.execute("insert into ops.done values ('a1', 'figures', 'v7'), ('a1', 'names', 'v8')")
    con.execute("insert into ops.rejected (source_id, source_uri, stage) values ('web', 'u1', 'names')")
    assert history.keep(con, entry("a2"), NOW) == [("a1", 1)]
    versions = con.execute(
        "select source_id, source_uri, text, replaced_by, replaced_at, figures_version, names_version"
        " from ops.article_versions"
    ).fetchall()
    facts = con.execute(
        "select version_number, kind, fact_id, subject, detail, value from ops.version_facts"
    ).fetchall()
    # Names failed on it: unknown, not none.
    assert versions == [("web", "u1", "Ada 5 zona.", "a2", NOW, "v7", None)]
    assert facts == [(1, "figure", "f1", "zona", "5", 5.0)]


@pytest.mark.parametrize(
    "ledger",
    [entry("a1"), entry(None), entry("a2", "u2"), []],
    ids=["same content", "no article", "new document", "none"],
)
def test_what_replaces_nothing_keeps_nothing(con: DuckDBPyConnection, ledger: list[dict[str, str | None]]) -> None:
    assert history.keep(con, ledger, NOW) == []
    for table in history.TABLES:
        assert con.execute(f"select count(*) from {table}").fetchall() == [(0,)]


def test_a_text_that_comes_back_is_a_version_of_its_own(con: DuckDBPyConnection) -> None:
    history.keep(con, entry("a2"), NOW)
    article(con, "a2", "Ada 6 zona.")
    history.keep(con, entry("a1"), NOW)
    article(con, "a1", "Ada 5 zona.")
    assert history.keep(con, entry("a3"), NOW) == [("a1", 3)]
    rows = con.execute("select version_number, article_id, replaced_by from ops.article_versions order by 1").fetchall()
    assert rows == [(1, "a1", "a2"), (2, "a2", "a1"), (3, "a1", "a3")]
    facts = con.execute("select version_number, fact_id from ops.version_facts order by 1").fetchall()
    assert facts == [(1, "f1"), (3, "f1")]
