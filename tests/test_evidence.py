"""docs/sql.md: each way from a mart down to its sentences finds as many rows as the mart counts in the sample."""

import re
from collections.abc import Iterator

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from tests.running import ROOT, SAMPLE, refresh, write_sources

PAGE = (ROOT / "docs" / "sql.md").read_text(encoding="utf-8")
WAY = re.compile(
    r"^### `(?P<mart>marts\.\w+)`: `?(?P<column>[\w ]+?)`?\n\n```sql\n(?P<query>.*?)(?P<row>^where [^\n]*);\n```",
    re.DOTALL | re.MULTILINE,
)
WAYS = [pytest.param(*way.groups(), id=f"{way['mart']} {way['column']}") for way in WAY.finditer(PAGE)]


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckDBPyConnection]:
    """The published file of the sample corpus."""
    folder = tmp_path_factory.mktemp("evidence")
    refresh(folder / "home", write_sources(folder, SAMPLE))
    with duckdb.connect(folder / "home" / "lumbung.duckdb", read_only=True) as con:
        yield con


@pytest.mark.parametrize("mart, column, query, row", WAYS)
def test_a_row_of_a_mart_opens_down_to_as_many_sentences_as_it_counts(
    con: DuckDBPyConnection, mart: str, column: str, query: str, row: str
) -> None:
    counted = "count(*)" if column == "each row" else f"sum(v.{column})"
    for condition in (row, ""):
        cursor = con.execute(f"{query}{condition}")
        names = [name for name, *_ in cursor.description or []]
        (words,) = {"sentence", "paragraph"} & set(names)
        found = cursor.fetchall()
        assert found, "the row that the page shows is not there"
        assert all(line[names.index(words)] for line in found)
        assert con.execute(f"select {counted} from {mart} as v {condition}").fetchall() == [(len(found),)]


def test_every_mart_has_a_way_down(con: DuckDBPyConnection) -> None:
    marts = con.execute(
        "select 'marts.' || table_name from information_schema.tables where table_schema = 'marts'"
    ).fetchall()
    assert {mart for (mart,) in marts} == {way["mart"] for way in WAY.finditer(PAGE)}
    assert PAGE.count("\n### ") == len(WAYS)


def test_every_macro_stands_on_the_page(con: DuckDBPyConnection) -> None:
    macros = con.execute(
        "select distinct function_name from duckdb_functions() where not internal"
        " and function_type in ('macro', 'table_macro') and not starts_with(function_name, 'search_')"
    ).fetchall()
    assert {macro for (macro,) in macros} == set(re.findall(r"`(\w+)\([\w, ]+\)`", PAGE))
