"""The data dictionary and the diagram against the declarations and against a real published file."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from warehouse import catalog, dictionary, publish, schema
from warehouse.catalog import Macro
from warehouse.schema import Column, Table


@pytest.fixture(scope="module")
def con(sample_home: Path) -> Iterator[DuckDBPyConnection]:
    with publish.open_published(sample_home) as con:
        yield con


def sections(text: str) -> dict[str, str]:
    """What stands under each heading of the third level, by heading."""
    parts = re.split(r"^### (.+)\n", text, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


@pytest.mark.parametrize("name", ["dictionary.md", "diagram.md"])
def test_the_page_is_as_the_descriptions_say(name: str) -> None:
    written = (dictionary.DOCS / name).read_text(encoding="utf-8")
    assert written == dictionary.pages()[name], "stale: python -m warehouse.dictionary"


def test_the_dictionary_has_every_table_view_column_and_macro_of_a_published_file(con: DuckDBPyConnection) -> None:
    found = sections((dictionary.DOCS / "dictionary.md").read_text(encoding="utf-8"))
    tables = [
        *con.execute("select schema_name, table_name from duckdb_tables() where not temporary").fetchall(),
        *con.execute("select schema_name, view_name from duckdb_views() where not internal").fetchall(),
    ]
    macros = con.execute("select distinct function_name from duckdb_functions() where not internal").fetchall()
    assert len(tables) > 40 and macros
    assert found.keys() == {f"{part}.{name}" for part, name in tables} | {name for (name,) in macros}
    for part, name in tables:
        columns = con.execute(
            "select column_name, data_type, comment from duckdb_columns()"
            " where schema_name = $1 and table_name = $2 order by column_index",
            [part, name],
        ).fetchall()
        rows = re.findall(r"^\| `(\w+)` \| (\S+) \| (.+) \|$", found[f"{part}.{name}"], re.MULTILINE)
        assert [(column, kind) for column, kind, _ in rows] == [
            (column, kind.replace("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ")) for column, kind, _ in columns
        ]
        for (_, _, shown), (_, _, comment) in zip(rows, columns, strict=True):
            assert comment and shown.startswith(comment.replace("|", "\\|").replace("<", "&lt;"))


def test_everything_in_a_published_file_is_described(con: DuckDBPyConnection) -> None:
    for table in catalog.tables(con).values():
        assert table.description.endswith("."), table.name
        assert table.key, table.name
        assert all(column.description.endswith(".") for column in table.columns), table.name
    for macro in catalog.macros(con):
        assert macro.description.endswith("."), macro.name


def test_links_lead_to_headings() -> None:
    text = (dictionary.DOCS / "dictionary.md").read_text(encoding="utf-8")
    anchors = {heading.replace(".", "").lower() for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
    links = re.findall(r"\(#([^)]+)\)", text)
    assert len(links) > 100
    assert set(links) <= anchors


def test_references_hold_on_the_sample(con: DuckDBPyConnection) -> None:
    checked = 0
    for table in catalog.tables(con).values():
        for reference in catalog.references(table):
            missing = con.execute(
                f"select count({reference.column}) from {table.name} anti join"
                f" (select {reference.key} as target from {reference.target}) on {reference.column} = target"
            ).fetchall()
            assert missing == [(0,)], f"{table.name}.{reference.column} is no key of {reference.target}"
            checked += con.execute(f"select count({reference.column}) > 0 from {table.name}").fetchall()[0][0]
    assert checked > 40


def test_what_references_name_exists(con: DuckDBPyConnection) -> None:
    tables = catalog.tables(con)
    rules = catalog._references()
    for key, target in rules["keys"].items():
        assert tables[target].key == (key,)
    assert set(rules["aliases"].values()) <= rules["keys"].keys()
    assert set(rules["aliases"]) <= {name for table in tables.values() for name in table.column_names}
    assert set(rules["history"]["tables"]) <= tables.keys()


def test_text_of_any_kind_keeps_the_page_whole() -> None:
    column = Column("a", "BIGINT[]", "One | two <b>.")
    text = dictionary.dictionary(
        {"ops.things": Table("ops.things", "Things.", (), (column,), is_view=True)},
        [Macro("say", True, ("say(a)", "say(a, b)"), "A | B.")],
    )
    assert "| `a` | BIGINT[] | One \\| two &lt;b>. |" in text
    assert "Things. A view" in text and "Key:" not in text
    assert "`from say(a)`, `from say(a, b)`" in text and "A \\| B." in text


def test_the_diagram_draws_each_line_once_between_drawn_tables(con: DuckDBPyConnection) -> None:
    text = (dictionary.DOCS / "diagram.md").read_text(encoding="utf-8")
    assert text.count("```mermaid\nerDiagram\n") == len(schema.SCHEMAS)
    lines = re.findall(r'^    (\w+) \|\|--o[{|] (\w+) : "[\w, ]+"$', text, re.MULTILINE)
    entities = re.findall(r"^    (\w+) \{$", text, re.MULTILINE)
    names = {table.replace(".", "_") for table in catalog.tables(con)}
    assert len(lines) == len(set(lines)) > 30
    assert len(entities) == len(set(entities))
    assert {name for line in lines for name in line} <= names
    assert {"facts_figures", "marts_actors", "ops_runs"} <= set(entities) <= names
    assert {name.partition("_")[0] for name in entities} == set(schema.SCHEMAS)
