from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from warehouse import schema
from warehouse.schema import SchemaError


@pytest.fixture
def con() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect() as con:
        schema.create(con)
        yield con


def columns(con: DuckDBPyConnection, table: str) -> list[tuple[str, str, str | None]]:
    return con.execute(
        "select column_name, data_type, comment from duckdb_columns()"
        " where schema_name || '.' || table_name = $1 order by column_index",
        [table],
    ).fetchall()


def table_comment(con: DuckDBPyConnection, table: str) -> str | None:
    sql = "select comment from duckdb_tables() where schema_name || '.' || table_name = $1"
    ((text,),) = con.execute(sql, [table]).fetchall()
    return None if text is None else str(text)


def everything(con: DuckDBPyConnection) -> list[tuple[object, ...]]:
    return con.execute(
        "select schema_name, table_name, column_name, data_type, comment from duckdb_columns() order by all"
    ).fetchall()


def test_every_declared_table_and_column_is_there_with_its_description(con: DuckDBPyConnection) -> None:
    for table in schema.tables().values():
        found = [(name, text) for name, _, text in columns(con, table.name)]
        assert found == [(column.name, column.description) for column in table.columns]
        assert table_comment(con, table.name) == table.description


def test_declarations_are_complete() -> None:
    assert {"corpus.articles", "facts.mentions", "facts.figures", "ops.runs", "ops.rejected"} <= schema.tables().keys()
    for table in schema.tables().values():
        assert table.name.split(".")[0] in schema.SCHEMAS
        assert table.description.endswith(".")
        assert len(set(table.column_names)) == len(table.column_names)
        assert table.key and set(table.key) <= set(table.column_names)
        assert all(column.description.endswith(".") for column in table.columns), table.name


def test_facts_carry_their_provenance() -> None:
    for name in ("mentions", "roles", "quotes", "figures", "figure_links"):
        kinds = {c.name: c.type for c in schema.tables()[f"facts.{name}"].columns}
        assert kinds["article_id"] == kinds["paragraph_id"] == "VARCHAR"
        assert kinds["start_char"] == kinds["end_char"] == "INTEGER"


def test_creating_again_changes_nothing(con: DuckDBPyConnection) -> None:
    con.execute("insert into facts.topics (topic_id, label) values ('awan', 'Komputasi awan')")
    con.execute("update ops.revision set revision = 7")
    before = everything(con), con.execute("from ops.revision").fetchall()
    schema.create(con)
    schema.create(con)
    assert (everything(con), con.execute("from ops.revision").fetchall()) == before
    assert con.execute("select label from facts.topics").fetchall() == [("Komputasi awan",)]


def test_a_new_file_begins_at_revision_0_with_a_lineage_of_its_own(con: DuckDBPyConnection) -> None:
    with duckdb.connect() as other:
        schema.create(other)
        ((revision, lineage),) = con.execute("select revision, lineage from ops.revision").fetchall()
        assert revision == 0
        assert len(lineage) == 8
        assert other.execute("select lineage from ops.revision").fetchall() != [(lineage,)]


def test_a_missing_column_is_added_commented_and_empty(con: DuckDBPyConnection) -> None:
    con.execute("insert into corpus.articles (article_id, editor) values ('a1', 'Rina')")
    con.execute("alter table corpus.articles drop column editor")
    schema.create(con)
    declared = {c.name: c.description for c in schema.tables()["corpus.articles"].columns}
    assert ("editor", "VARCHAR", declared["editor"]) in columns(con, "corpus.articles")
    assert con.execute("select article_id, editor from corpus.articles").fetchall() == [("a1", None)]


def test_a_missing_table_is_created(con: DuckDBPyConnection) -> None:
    con.execute("drop table facts.quotes")
    schema.create(con)
    assert table_comment(con, "facts.quotes") == schema.tables()["facts.quotes"].description


def test_a_changed_column_description_is_written_anew(con: DuckDBPyConnection) -> None:
    con.execute("comment on column facts.topics.label is 'something else'")
    schema.create(con)
    declared = {c.name: c.description for c in schema.tables()["facts.topics"].columns}
    assert {name: text for name, _, text in columns(con, "facts.topics")} == declared


def test_a_changed_table_description_is_written_anew(con: DuckDBPyConnection) -> None:
    con.execute("comment on table facts.topics is 'something else'")
    schema.create(con)
    assert table_comment(con, "facts.topics") == schema.tables()["facts.topics"].description


@pytest.mark.parametrize("column, kind", [("word_count", "VARCHAR"), ("published_at", "TIMESTAMP"), ("text", "BLOB")])
def test_a_column_of_another_type_is_refused_with_a_remedy(con: DuckDBPyConnection, column: str, kind: str) -> None:
    con.execute(f"alter table corpus.articles alter column {column} type {kind}")
    with pytest.raises(SchemaError) as refused:
        schema.create(con)
    message = str(refused.value)
    assert f"corpus.articles.{column} is {kind}" in message
    assert "refresh" in message


def test_a_refused_file_keeps_its_rows(con: DuckDBPyConnection) -> None:
    con.execute("insert into corpus.articles (article_id, word_count) values ('a1', 5)")
    con.execute("alter table corpus.articles alter column word_count type varchar")
    with pytest.raises(SchemaError):
        schema.create(con)
    assert con.execute("select article_id, word_count from corpus.articles").fetchall() == [("a1", "5")]


def test_columns_of_a_later_version_are_left_alone(con: DuckDBPyConnection) -> None:
    con.execute("alter table facts.topics add column colour varchar")
    con.execute("insert into facts.topics (topic_id, colour) values ('awan', 'biru')")
    schema.create(con)
    assert con.execute("select colour from facts.topics").fetchall() == [("biru",)]


def test_descriptions_may_hold_quotes(con: DuckDBPyConnection) -> None:
    con.execute("create table marts.probe (a integer)")
    schema.comment(con, "marts.probe", "What the editor's 'probe' holds.", {"a": "One's number; -- no comment."})
    assert table_comment(con, "marts.probe") == "What the editor's 'probe' holds."
    assert columns(con, "marts.probe") == [("a", "INTEGER", "One's number; -- no comment.")]


def test_units_are_converted_on_demand_and_only_within_a_kind(con: DuckDBPyConnection) -> None:
    con.execute(
        "insert into facts.units values ('km', 'length', 'm', 1000, 'kilometre'), ('m', 'length', 'm', 1, 'metre')"
    )
    con.execute("insert into facts.units values ('ton', 'mass', 'kg', 1000, 'metric ton')")
    asked = [("km", "m"), ("m", "km"), ("km", "km"), ("km", "ton"), ("km", "mil"), (None, "m"), ("m", None)]
    rows = con.execute(
        "select convert_unit(5, a, b) from (select unnest($1) as a, unnest($2) as b, generate_subscripts($1, 1) as n)"
        " order by n",
        [[a for a, _ in asked], [b for _, b in asked]],
    ).fetchall()
    assert [value for (value,) in rows] == [5000, 0.005, 5, None, None, None, None]


@pytest.fixture
def declared_macros(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of macros: one needs a derived table, one needs the other, one needs neither."""
    (tmp_path / "a.sql").write_text(
        "create or replace macro first_words(text) as table from numbered_words(text) where word_number < 3;\n"
        "comment on macro table first_words is 'Two.';\n",
        encoding="utf-8",
    )
    (tmp_path / "b.sql").write_text(
        "create or replace macro numbered_words(text) as table select word, word_number from marts.words"
        " where word = text;\n",
        encoding="utf-8",
    )
    (tmp_path / "c.sql").write_text("create or replace macro doubled(number) as 2 * number;\n", encoding="utf-8")
    monkeypatch.setattr(schema, "MACROS", tmp_path)
    return tmp_path


def own_macros(con: DuckDBPyConnection) -> list[tuple[str, str | None]]:
    return con.execute(
        "select function_name, comment from duckdb_functions() where not internal and function_type like '%macro'"
        " order by all"
    ).fetchall()


@pytest.mark.usefixtures("declared_macros")
def test_macros_wait_for_derived_tables_and_for_one_another() -> None:
    with duckdb.connect() as con:
        schema.create(con)
        assert own_macros(con) == [("doubled", None)]
        with pytest.raises(SchemaError, match=r"(?s)words.*refresh"):
            schema.finish_macros(con)
        con.execute("create table marts.words as select 'satu' as word, 1 as word_number")
        schema.finish_macros(con)
        assert own_macros(con) == [("doubled", None), ("first_words", "Two."), ("numbered_words", None)]
        assert con.execute("from first_words('satu')").fetchall() == [("satu", 1)]


@pytest.mark.usefixtures("declared_macros")
def test_a_table_in_an_older_shape_does_not_keep_the_file_from_opening() -> None:
    with duckdb.connect() as con:
        con.execute("create schema marts; create table marts.words as select 'satu' as word")
        schema.create(con)
        with pytest.raises(SchemaError, match="word_number"):
            schema.finish_macros(con)


@pytest.mark.usefixtures("declared_macros")
def test_macros_that_no_file_declares_are_dropped(con: DuckDBPyConnection) -> None:
    con.execute("create macro old(a) as 1; create macro older(a) as table select 1 as one")
    con.execute("create table marts.words as select 'satu' as word, 1 as word_number")
    schema.finish_macros(con)
    assert [name for name, _ in own_macros(con)] == ["doubled", "first_words", "numbered_words"]


def test_the_macro_is_described_and_made_once(con: DuckDBPyConnection) -> None:
    schema.create(con)
    found = con.execute("select comment from duckdb_functions() where function_name = 'convert_unit'").fetchall()
    assert len(found) == 1
    assert "facts.units" in found[0][0]


def test_arguments_of_the_macro_are_the_callers_columns_whatever_their_names(con: DuckDBPyConnection) -> None:
    con.execute(
        "insert into facts.units values ('km', 'length', 'm', 1000, 'kilometre'), ('m', 'length', 'm', 1, 'metre')"
    )
    con.execute("create table facts.lengths as select 'km' as unit, 'm' as base_unit, 3 as factor, 7 as value")
    con.execute("insert into facts.lengths values ('m', 'km', 4, 8), ('IDR', 'm', 5, 9)")
    rows = con.execute(
        "select convert_unit(factor, unit, base_unit), convert_unit(value, unit, 'm') from facts.lengths"
        " where convert_unit(1, unit, 'm') is not null order by factor"
    ).fetchall()
    assert rows == [(3000, 7000), (0.004, 8)]
    assert con.execute("select count(*) from facts.lengths where convert_unit(value, unit, 'm') > 100").fetchall() == [
        (1,)
    ]
    con.execute("drop table facts.lengths")
