"""What a reader of the published file may do: read it, and nothing else."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest
from duckdb import DuckDBPyConnection

from warehouse import publish, store


def word(con: DuckDBPyConnection) -> str:
    ((found,),) = con.execute("select word from words").fetchall()
    return str(found)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("opened")
    with duckdb.connect(folder / "working.duckdb") as con:
        con.execute("create table words as select 'satu' as word")
    home = folder / "home"
    publish.publish(folder / "working.duckdb", home, datetime(2024, 5, 1, tzinfo=UTC), "0a1b2c3d-000001")
    (home / "secret.csv").write_text("name,word\nBudi,rahasia\n", encoding="utf-8")
    return home


@pytest.fixture
def con(home: Path) -> Iterator[DuckDBPyConnection]:
    with publish.open_published(home) as con:
        yield con


@pytest.mark.parametrize(
    "statement",
    [
        "insert into words values ('dua')",
        "update words set word = 'dua'",
        "delete from words",
        "drop table words",
        "create table more as select 1 as a",
        "create view more as select 1 as a",
        "comment on table words is 'x'",
    ],
)
def test_nothing_can_be_changed(home: Path, con: DuckDBPyConnection, statement: str) -> None:
    path = publish.current(home)
    assert path is not None
    before = path.read_bytes()
    with pytest.raises(duckdb.InvalidInputException, match="read-only"):
        con.execute(statement)
    assert word(con) == "satu"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "statement",
    [
        "copy words to '{home}/out.csv'",
        "copy (select 1) to '{home}/out.parquet' (format parquet)",
        "export database '{home}/out'",
        "attach '{home}/out.duckdb' as other",
        "attach '{home}/secret.csv' as other",
        "from read_csv('{home}/secret.csv')",
        "from read_text('{home}/secret.csv')",
        "from read_blob('{home}/secret.csv')",
        "from glob('{home}/*')",
        "select * from sniff_csv('{home}/secret.csv')",
        "from '{home}/secret.csv'",
        "from 'https://example.invalid/words.csv'",
        "install httpfs",
        "load '{home}/secret.csv'",
    ],
)
def test_no_other_file_can_be_reached(home: Path, con: DuckDBPyConnection, statement: str) -> None:
    files = sorted(home.iterdir())
    with pytest.raises((duckdb.PermissionException, duckdb.CatalogException)):
        con.execute(statement.format(home=home)).fetchall()
    assert sorted(home.iterdir()) == files


@pytest.mark.parametrize(
    "setting",
    ["enable_external_access = true", "python_enable_replacements = true", "lock_configuration = false", "threads = 8"],
)
def test_settings_are_locked(con: DuckDBPyConnection, setting: str) -> None:
    with pytest.raises(duckdb.InvalidInputException, match="locked"):
        con.execute(f"set {setting}")


def test_variables_of_the_program_are_no_tables(con: DuckDBPyConnection) -> None:
    frame = pl.DataFrame({"a": [1]})
    assert frame.height == 1
    with pytest.raises(duckdb.CatalogException, match="frame"):
        con.execute("from frame")


def test_reading_leaves_no_file_behind(home: Path) -> None:
    with publish.open_published(home) as con:
        con.execute("create temporary table counted as select word, count(*) from words group by word")
    assert len(list((home / "versions").iterdir())) == 1


def test_two_readers_in_one_process(home: Path, con: DuckDBPyConnection) -> None:
    with publish.open_published(home) as other:
        assert word(other) == word(con) == "satu"


def test_macros_arrive_in_the_published_file_and_work_on_its_columns(tmp_path: Path) -> None:
    with store.connect(tmp_path / "working.duckdb") as con:
        con.execute("insert into facts.units values ('km', 'length', 'm', 1000, 'kilometre')")
        con.execute("insert into facts.units values ('m', 'length', 'm', 1, 'metre')")
        con.execute("insert into facts.figures (figure_id, value_low, unit) values ('f1', 2.5, 'km'), ('f2', 3, 'IDR')")
    for number in (1, 2):  # the second version is made from a working file that was opened again
        with store.connect(tmp_path / "working.duckdb"):
            pass
        moment = datetime(2024, 5, number, tzinfo=UTC)
        publish.publish(tmp_path / "working.duckdb", tmp_path / "home", moment, f"0a1b2c3d-00000{number}")
        with publish.open_published(tmp_path / "home") as con:
            rows = con.execute(
                "select figure_id, convert_unit(value_low, unit, 'm') from facts.figures order by figure_id"
            ).fetchall()
            assert rows == [("f1", 2500), ("f2", None)]


def test_the_macros_of_this_version_replace_older_ones(tmp_path: Path) -> None:
    with store.connect(tmp_path / "working.duckdb") as con:
        con.execute("create or replace macro convert_unit(value, from_unit, to_unit) as 7")
    with store.connect(tmp_path / "working.duckdb") as con:
        assert con.execute("select convert_unit(1, 'x', 'y')").fetchall() == [(None,)]
