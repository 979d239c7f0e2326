"""SQL of strangers on the published file: nothing but one SELECT, within the limits, whatever it tries."""

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from pipeline import cli
from warehouse import publish
from warehouse.publish import Limits, NotOneSelect

SHORT = Limits(memory="200MB", seconds=0.5)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("strangers")
    with duckdb.connect(folder / "working.duckdb") as con:
        con.execute("create table words as select 'satu' as word; create sequence numbers")
    home = folder / "home"
    publish.publish(folder / "working.duckdb", home, datetime(2024, 5, 1, tzinfo=UTC), "0a1b2c3d-000001")
    (home / "secret.csv").write_text("name,word\nBudi,rahasia\n", encoding="utf-8")
    return home


@pytest.fixture
def con(home: Path) -> Iterator[DuckDBPyConnection]:
    with publish.open_published(home, SHORT) as con:
        yield con


@pytest.mark.parametrize(
    "text",
    [
        "select word from words",
        "select word from words;",
        "from words",
        "with w as (from words) select * from w where word = 'satu' -- ; drop table words",
        "values ('satu')",
        "(select word from words) union all (select word from words) limit 1",
        "/* drop table words; */ select word from words",
        "select ';' = 'x' or word = 'satu' from words",
    ],
)
def test_one_select_is_accepted(con: DuckDBPyConnection, text: str) -> None:
    assert len(con.execute(publish.one_select(con, text)).fetchall()) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-- only a comment",
        "select 1; select 2",
        "select 1; set memory_limit = '9GB'",
        "set variable a = 1",
        "set memory_limit = '9GB'",
        "reset memory_limit",
        "pragma memory_limit = '9GB'",
        "pragma enable_profiling",
        "pragma import_database('{home}')",
        "call enable_logging(storage = 'file', storage_config = {{'path': '{home}/log'}})",
        "use main",
        "begin",
        "commit",
        "checkpoint",
        "create temporary table more as select 1",
        "create macro f() as 1",
        "insert into words values ('dua')",
        "with w as (select 'dua') insert into words from w",
        "update words set word = 'dua'",
        "delete from words",
        "drop table words",
        "alter table words add column n int",
        "copy words to '{home}/out.csv'",
        "copy (select 1) to '{home}/out.parquet'",
        "copy words from '{home}/secret.csv'",
        "export database '{home}/out'",
        "import database '{home}/out'",
        "attach '{home}/secret.csv' as other",
        "attach ':memory:' as other",
        "detach lumbung",
        "install httpfs",
        "load httpfs",
        "update extensions",
        "create secret s (type s3)",
        "prepare p as select 1",
        "execute p",
        "explain analyze select 1",
        "vacuum",
    ],
)
def test_anything_else_is_refused_unseen(home: Path, con: DuckDBPyConnection, text: str) -> None:
    files = sorted(home.rglob("*"))
    with pytest.raises(NotOneSelect, match="Only one SELECT"):
        publish.one_select(con, text.format(home=home))
    assert sorted(home.rglob("*")) == files


def test_what_is_no_sql_is_told_apart(con: DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.ParserException):
        publish.one_select(con, "who said anything about talent?")


@pytest.mark.parametrize(
    "text",
    [
        "from read_text('{home}/secret.csv')",
        "from read_csv('{home}/secret.csv')",
        "from read_blob('/proc/self/environ')",
        "from read_json('{home}/secret.csv')",
        "from read_parquet('{home}/secret.csv')",
        "from read_duckdb('{home}/../working.duckdb')",
        "from '{home}/secret.csv'",
        "from glob('{home}/*')",
        "from sniff_csv('{home}/secret.csv')",
        "from parquet_metadata('{home}/secret.csv')",
        "from 'https://example.invalid/words.csv'",
        "select getenv('HOME')",
        "from duckdb_secrets()",
        "from query('copy words to ''{home}/out.csv''')",
        "from query('drop table words')",
        "from enable_logging(storage = 'file', storage_config = {{'path': '{home}/log'}})",
        "from enable_profiling()",
        "select nextval('numbers')",
    ],
)
def test_a_select_reaches_nothing_but_the_file(home: Path, text: str) -> None:
    files = sorted(home.rglob("*"))
    with publish.open_published(home, SHORT) as con:
        with pytest.raises(duckdb.Error):
            con.execute(publish.one_select(con, text.format(home=home))).fetchall()
        assert con.execute("from words").fetchall() == [("satu",)], "the connection goes on working"
    assert sorted(home.rglob("*")) == files


def test_settings_stay_as_they_were_given(con: DuckDBPyConnection) -> None:
    for setting, value in (
        ("memory_limit", "9GB"),
        ("threads", "64"),
        ("max_execution_time", "0"),
        ("max_temp_directory_size", "9GB"),
        ("temp_directory", "/tmp"),
        ("enable_external_access", "true"),
        ("allowed_directories", "['/']"),
        ("lock_configuration", "false"),
        ("allow_unsigned_extensions", "true"),
    ):
        with pytest.raises(duckdb.Error):
            con.execute(f"set {setting} = '{value}'")
    ((memory, time_limit, disk),) = con.execute(
        "select current_setting('memory_limit'), current_setting('max_execution_time'),"
        " current_setting('temp_directory')"
    ).fetchall()
    assert (memory, time_limit, disk) == ("190.7 MiB", 500, "")


ENDLESS = [
    "select max(hash(range)) from range(100000000000000)",
    "with recursive r(n) as (select 1 union all select n + 1 from r) select max(n) from r",
    "select range from range(1000000000000)",
]


@pytest.mark.parametrize("text", ENDLESS)
def test_an_endless_query_is_stopped(home: Path, text: str) -> None:
    """In a process of its own, so that a query that goes on fails the test instead of hanging it."""
    code = (
        "import sys\nfrom pathlib import Path\nimport duckdb\nfrom warehouse import publish\n"
        "con = publish.open_published(Path(sys.argv[1]), publish.Limits(seconds=0.5))\n"
        "try:\n    cursor = con.execute(publish.one_select(con, sys.argv[2]))\n"
        "    while cursor.fetchmany(10000): pass\n"
        "except duckdb.InterruptException: print('stopped', con.execute('from words').fetchall())\n"
    )
    root = Path(publish.__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-c", code, str(home), text], cwd=root, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip() == "stopped [('satu',)]", done.stderr


@pytest.mark.parametrize(
    "text",
    [
        "select list(range) from range(200000000)",
        "select max(n) from (select row_number() over (order by hash(range)) as n from range(8000000))",
    ],
)
def test_memory_is_limited_and_nothing_is_spilled_to_disk(home: Path, text: str) -> None:
    files = sorted(home.rglob("*"))
    with publish.open_published(home, Limits(memory="100MB", seconds=30)) as con:
        with pytest.raises(duckdb.OutOfMemoryException):
            con.execute(text).fetchall()
        assert con.execute("from words").fetchall() == [("satu",)]
    assert sorted(home.rglob("*")) == files


def test_without_a_time_limit_a_query_ends_by_itself(home: Path) -> None:
    with publish.open_published(home, Limits(seconds=0)) as con:
        assert con.execute("select current_setting('max_execution_time')").fetchall() == [(0,)]


def test_the_command_stops_a_long_query_and_names_the_option(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start = time.monotonic()
    assert cli.main(["sql", ENDLESS[0], "--seconds", "0.5", "--home", str(home)]) == 1
    assert "--seconds" in capsys.readouterr().err
    assert time.monotonic() - start < 60, "it was not the limit of the default that ended it"
    assert cli.main(["sql", "from words", "--home", str(home), "--memory", "2 GB"]) == 0
    assert "satu" in capsys.readouterr().out


@pytest.mark.parametrize("option, value", [("--memory", "much"), ("--memory", "-1GB"), ("--seconds", "-1"),
                                           ("--seconds", "nan"), ("--seconds", "inf")])  # fmt: skip
def test_limits_that_are_none_are_refused(
    home: Path, capsys: pytest.CaptureFixture[str], option: str, value: str
) -> None:
    with pytest.raises(SystemExit) as refused:
        cli.main(["sql", "from words", "--home", str(home), f"{option}={value}"])
    assert refused.value.code == 2
    assert option in capsys.readouterr().err
