import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from warehouse import models, schema, store
from warehouse.models import ModelError

HEADER = "-- description: Topics with a number.\n-- column: topic_id | Topic.\n-- column: number | A number.\n"
QUERY = "select topic_id, 1 as number from facts.topics"


@pytest.fixture(scope="module")
def warehouse() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect() as con:
        schema.create(con)
        yield con


@pytest.fixture
def con(warehouse: DuckDBPyConnection) -> Iterator[DuckDBPyConnection]:
    """A warehouse with one topic; what a test builds or changes does not outlive it."""
    warehouse.execute("insert into facts.topics (topic_id) values ('awan')")
    yield warehouse
    warehouse.execute("delete from facts.topics; delete from ops.builds; drop table if exists marts.numbered")
    warehouse.execute("update ops.revision set revision = 0")


def write(folder: Path, name: str, text: str) -> Path:
    path = folder.joinpath(*name.split(".")).with_suffix(".sql")
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_header_is_read(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "marts.numbered",
        HEADER
        + "-- unique: topic_id, number\n-- not_null: number\n-- not_null: topic_id\n"
        + "-- assert: number_is_positive | A number is above 0. | number > 0\n"
        + "-- assert: number_is_small | A digit, or a: b. | number < 9 or topic_id = 'a: b' || ''\n"
        + QUERY,
    )
    model = models.read(path)
    assert model.name == "marts.numbered"
    assert model.description == "Topics with a number."
    assert list(model.columns.items()) == [("topic_id", "Topic."), ("number", "A number.")]
    assert model.unique == ("topic_id", "number")
    assert model.not_null == ("number", "topic_id")
    assert model.asserts == (
        ("number_is_positive", "A number is above 0.", "number > 0"),
        ("number_is_small", "A digit, or a: b.", "number < 9 or topic_id = 'a: b' || ''"),
    )
    assert model.needs == ("facts.topics",)


@pytest.mark.parametrize(
    "text, problem",
    [
        ("-- descripton: Typo.\n-- column: a | A.\nselect 1 as a", "line 1: unknown header 'descripton'"),
        ("-- description: X.\n-- column: a | A.\n-- a remark\nselect 1 as a", "line 3: unknown header"),
        ("-- column: a | A.\nselect 1 as a", "needs one `-- description:`"),
        ("-- description: X.\n-- column: a | A.\n-- assert: a > 0\nselect 1 as a", "`-- assert:` needs"),
        ("-- description: X.\n-- column: a | A.\n-- warn: A b | C. | a\nselect 1 as a", "`-- warn:` needs"),
        ("-- description: X.\n-- description: Y.\n-- column: a | A.\nselect 1 as a", "needs one `-- description:`"),
        ("-- description: X.\nselect 1 as a", "`-- column:` for each column"),
        ("-- description: X.\n-- column: a | A.\ncreate table t (a integer)", "exactly one SELECT"),
        ("-- description: X.\n-- column: a | A.\ndelete from facts.topics", "exactly one SELECT"),
        ("-- description: X.\n-- column: a | A.\nselect from where", "exactly one SELECT"),
        pytest.param(
            "-- description: X.\n-- column: a | A.\nselect 1 as a; select 2 as a", "exactly one SELECT",
        ),
        pytest.param(
            "-- description: X.\n-- column: a | A.\n", "exactly one SELECT",
        ),
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_by_name(tmp_path: Path, text: str, problem: str) -> None:
    path = write(tmp_path, "marts.bad", text)
    with pytest.raises(ModelError) as refused:
        models.read(path)
    assert str(path) in str(refused.value)
    assert problem in str(refused.value)


@pytest.mark.parametrize(
    "query, tables",
    [
        ("select 1 as a", ()),
        ("from facts.topics", ("facts.topics",)),
        ("select t.label from facts.topics as t join ops.runs r on true", ("facts.topics", "ops.runs")),
        ("with topics as (from facts.quotes), b as (from topics) select * from b, topics", ("facts.quotes",)),
        ("with q as (with r as (from facts.roles) from r) from q", ("facts.roles",)),
        ("from facts.a union all from facts.b except from facts.c", ("facts.a", "facts.b", "facts.c")),
        ("select (select count(*) from facts.a) as n where exists (from facts.b)", ("facts.a", "facts.b")),
        ("from facts.a where x in (select y from facts.b where z = (select max(z) from marts.c))",
         ("facts.a", "facts.b", "marts.c")),
        ("select * from facts.a, lateral (from facts.b where b.x = a.x)", ("facts.a", "facts.b")),
        ("select a.x from facts.a anti join facts.b using (x) order by (select max(1) from facts.c)",
         ("facts.a", "facts.b", "facts.c")),
        ("with recursive r as (select 1 as n union all select n + 1 from r, ops.runs) from r", ("ops.runs",)),
        ("select 'from facts.a' as b /* from facts.c */", ()),
        ("from facts.a as x join facts.a as y using (id)", ("facts.a",)),
    ],
)  # fmt: skip
def test_the_tables_that_a_query_reads(query: str, tables: tuple[str, ...]) -> None:
    assert models.needs(Path("a.sql"), query) == tables


def test_models_come_after_what_they_need(tmp_path: Path) -> None:
    head = "-- description: X.\n-- column: n | N.\n"
    write(tmp_path, "a.first", head + "select n from b.second join facts.topics on true")
    write(tmp_path, "b.second", head + "select n from c.third where n in (select n from c.other)")
    write(tmp_path, "c.third", head + "select 1 as n")
    write(tmp_path, "c.other", head + "select n from c.third")
    names = [model.name for model in models.load(tmp_path)]
    assert names == ["c.third", "c.other", "b.second", "a.first"]


def test_a_cycle_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "a.first", "-- description: X.\n-- column: n | N.\nselect n from a.second")
    write(tmp_path, "a.second", "-- description: X.\n-- column: n | N.\nselect n from a.first")
    with pytest.raises(ModelError, match=r"a\.first"):
        models.load(tmp_path)


def test_the_version_changes_with_the_file(tmp_path: Path) -> None:
    first = models.read(write(tmp_path, "marts.numbered", HEADER + QUERY))
    same = models.read(write(tmp_path, "marts.renamed", HEADER + QUERY))
    other = models.read(write(tmp_path, "marts.numbered", HEADER + QUERY + " "))
    assert first.version == same.version != other.version


def test_a_view_is_built_commented_and_follows_its_tables(tmp_path: Path, con: DuckDBPyConnection) -> None:
    model = models.read(write(tmp_path, "marts.numbered", "-- view: small\n" + HEADER + QUERY))
    assert model.is_view
    assert models.build(con, model) is True
    con.execute("insert into facts.topics (topic_id) values ('niaga')")
    assert con.execute("from marts.numbered order by topic_id").fetchall() == [("awan", 1), ("niaga", 1)]
    comments = con.execute("select column_name, comment from duckdb_columns() where table_name = 'numbered'").fetchall()
    assert dict(comments) == {"topic_id": "Topic.", "number": "A number."}
    assert con.execute("select comment from duckdb_views() where view_name = 'numbered'").fetchall() == [
        ("Topics with a number.",)
    ]
    con.execute("drop view marts.numbered")


def test_a_table_may_become_a_view_and_a_view_a_table(tmp_path: Path, con: DuckDBPyConnection) -> None:
    table = models.read(write(tmp_path, "marts.numbered", HEADER + QUERY))
    view = models.read(write(tmp_path, "marts.numbered", "-- view: small\n" + HEADER + QUERY))
    for model, views in ((table, 0), (view, 1), (table, 0)):
        assert models.build(con, model) is True
        found = con.execute("select count(*) from duckdb_views() where view_name = 'numbered'").fetchall()
        assert found == [(views,)]


def test_a_view_that_no_file_declares_is_dropped(con: DuckDBPyConnection) -> None:
    con.execute("create view marts.numbered as select 1 as n")
    models.follow_declaration(con, [])
    assert con.execute("from duckdb_views() where view_name = 'numbered'").fetchall() == []


def test_a_warning_needs_name_sentence_and_condition(tmp_path: Path) -> None:
    model = models.read(
        write(tmp_path, "marts.numbered", "-- warn: small | Numbers are small. | number < 9 | 8\n" + HEADER + QUERY)
    )
    assert model.warnings == (("small", "Numbers are small.", "number < 9 | 8"),)
    for header in ("-- warn: small", "-- warn: small | Numbers are small."):
        with pytest.raises(ModelError, match=r"name_of_check \| sentence \| condition"):
            models.read(write(tmp_path, "marts.bad", header + "\n" + HEADER + QUERY))


def test_a_table_is_built_and_commented(tmp_path: Path, con: DuckDBPyConnection) -> None:
    model = models.read(write(tmp_path, "marts.numbered", HEADER + QUERY))
    assert models.build(con, model) is True
    assert con.execute("from marts.numbered").fetchall() == [("awan", 1)]
    comments = con.execute("select column_name, comment from duckdb_columns() where table_name = 'numbered'").fetchall()
    assert dict(comments) == {"topic_id": "Topic.", "number": "A number."}
    assert con.execute("select comment from duckdb_tables() where table_name = 'numbered'").fetchall() == [
        ("Topics with a number.",)
    ]


def test_building_is_skipped_until_data_or_file_change(tmp_path: Path, con: DuckDBPyConnection) -> None:
    model = models.read(write(tmp_path, "marts.numbered", HEADER + QUERY))
    assert models.build(con, model) is True
    assert models.build(con, model) is False
    with store.transaction(con):
        con.execute("insert into facts.topics (topic_id) values ('niaga')")
        store.bump(con)
    assert models.build(con, model) is True
    assert con.execute("select count(*) from marts.numbered").fetchall() == [(2,)]
    assert models.build(con, model) is False
    changed = models.read(write(tmp_path, "marts.numbered", HEADER + QUERY.replace("1", "5")))
    assert models.build(con, changed) is True
    assert con.execute("select distinct number from marts.numbered").fetchall() == [(5,)]


def test_building_does_not_change_the_state_of_the_data(tmp_path: Path, con: DuckDBPyConnection) -> None:
    before = store.state(con)
    models.build(con, models.read(write(tmp_path, "marts.numbered", HEADER + QUERY)))
    assert store.state(con) == before


@pytest.mark.parametrize(
    "query",
    [
        "select topic_id, 1 as number, 2 as more from facts.topics",
        "select topic_id from facts.topics",
        "select topic_id, 1 as numbr from facts.topics",
        "select 1 as number, topic_id from facts.topics",
    ],
    ids=["undocumented", "missing", "misspelt", "order"],
)
def test_documented_and_actual_columns_must_agree(tmp_path: Path, con: DuckDBPyConnection, query: str) -> None:
    good = models.read(write(tmp_path, "marts.numbered", HEADER + QUERY))
    models.build(con, good)
    bad = models.read(write(tmp_path, "marts.numbered", HEADER + query))
    with pytest.raises(ModelError, match=r"marts\.numbered") as refused:
        models.build(con, bad)
    assert "'number'" in str(refused.value)
    assert con.execute("from marts.numbered").fetchall() == [("awan", 1)], "the table as it was before"
    assert not store.is_built(con, bad.name, bad.version)
    assert store.is_built(con, good.name, good.version)


def test_the_models_of_this_project_build_on_an_empty_warehouse(con: DuckDBPyConnection) -> None:
    loaded = models.load()
    known = set(schema.tables())
    for model in loaded:
        assert set(model.needs) <= known, f"{model.name} needs a table that is not declared and not built before it"
        assert models.build(con, model)
        known.add(model.name)
        assert set(model.unique) <= model.columns.keys() and model.unique
        assert set(model.not_null) <= model.columns.keys()
        assert all(text.endswith(".") for text in (model.description, *model.columns.values())), model.name


def test_views_use_no_function_that_duckdb_1_lacks() -> None:
    """A view's query runs in the reader's DuckDB: `if(…)` is new in 2.0, `case` is not."""
    views = [model for model in models.load() if model.is_view]
    assert views
    assert [model.name for model in views if re.search(r"\bif\s*\(", model.sql)] == []
