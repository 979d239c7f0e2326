"""A stranger's query in a process of its own: right values, and one clear ending for whatever goes wrong."""

import datetime as dt
import io
import os
import pickle
import shutil
import sys
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import duckdb
import pytest

from warehouse import publish, strangers
from warehouse.publish import Limits
from warehouse.strangers import Ending, NoAnswer

SHORT = Limits(memory="200MB", seconds=1)
LONG = Limits(memory="200MB", seconds=60)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ask")
    with duckdb.connect(folder / "working.duckdb") as con:
        con.execute(
            "create table words as from (values (1, 'satu', date '2024-05-01'), (2, '二 é', null)) as w (n, word, day)"
        )
    home = folder / "home"
    publish.publish(folder / "working.duckdb", home, dt.datetime(2024, 5, 1, tzinfo=dt.UTC), "0a1b2c3d-000001")
    return home


def ending(home: Path, text: str, limits: Limits = LONG, most_rows: int = 10) -> tuple[Ending, str]:
    files = sorted(home.rglob("*"))
    with pytest.raises(NoAnswer) as stopped:
        strangers.ask(home, text, limits, most_rows)
    assert sorted(home.rglob("*")) == files
    return stopped.value.ending, str(stopped.value)


def test_names_and_rows_come_back(home: Path) -> None:
    names, rows = strangers.ask(home, 'select word, day, n as "nomor 数" from words order by n')
    assert names == ["word", "day", "nomor 数"]
    assert rows == [("satu", dt.date(2024, 5, 1), 1), ("二 é", None, 2)]
    assert strangers.ask(home, "select word from words where false") == (["word"], [])


@pytest.mark.parametrize(
    "sql, value",
    [
        ("['a', null, 'é']", ["a", None, "é"]),
        ("[date '2024-01-01']", [dt.date(2024, 1, 1)]),
        ("{'a': [1, null], 'b': 1.5::double}", {"a": [1, None], "b": 1.5}),
        ("map {'a': 1}", {"a": 1}),
        ("timestamp '2024-01-01 10:00:00'", dt.datetime(2024, 1, 1, 10)),
        ("timestamptz '2024-01-01 10:00:00+00'", dt.datetime(2024, 1, 1, 10, tzinfo=dt.UTC)),
        ("time '10:00:00'", dt.time(10)),
        ("interval 3 day", dt.timedelta(days=3)),
        ("1.50::decimal(9, 2)", Decimal("1.50")),
        ("uuid '00000000-0000-4000-8000-000000000001'", UUID("00000000-0000-4000-8000-000000000001")),
        ("'a'::blob", b"a"),
        ("170141183460469231731687303715884105727", 2**127 - 1),
        ("true", True),
    ],
)
def test_a_value_comes_back_as_duckdb_gives_it(home: Path, sql: str, value: object) -> None:
    ((found,),) = strangers.ask(home, f"select {sql}")[1]
    assert found == value and type(found) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "select 1; select 2",
        "copy words to 'out.csv'",
        "attach ':memory:' as other",
        "set threads = 64",
        "drop table words",
        "from read_text('/proc/self/environ')",
    ],
)
def test_what_is_not_one_select_of_the_file_is_refused(home: Path, text: str) -> None:
    assert ending(home, text)[0] == Ending.REFUSED


@pytest.mark.parametrize("text", ["who said anything about talent?", "from no_table", "select 'a'::int"])
def test_an_error_of_sql_is_told_in_the_words_of_duckdb(home: Path, text: str) -> None:
    kind, message = ending(home, text)
    assert kind == Ending.SQL_ERROR and "Error" in message


@pytest.mark.parametrize(
    "text",
    [
        "select sleep_ms(600000)",
        "with recursive r(n) as (select 1 union all select n + 1 from r) select max(n) from r",
    ],
)
def test_a_query_that_takes_too_long_is_stopped(home: Path, text: str) -> None:
    assert ending(home, text, SHORT) == (Ending.TOO_SLOW, "The query took longer than 1 s and was stopped.")


@pytest.mark.parametrize("text", ["select length(repeat('x', 4000000000))", "select list(range) from range(200000000)"])
@pytest.mark.skipif(strangers.resource is None, reason="the platform does not limit addresses")
def test_a_query_that_takes_too_much_memory_is_stopped(home: Path, text: str) -> None:
    kind, message = ending(home, text)
    assert kind == Ending.TOO_MUCH_MEMORY and "200MB" in message


def test_an_answer_has_a_most_number_of_rows(home: Path) -> None:
    assert len(strangers.ask(home, "from range(10)", LONG, 10)[1]) == 10
    kind, message = ending(home, "from range(11)", LONG, 10)
    assert kind == Ending.TOO_LARGE and "more than 10 rows" in message


def test_an_answer_has_a_most_size(home: Path) -> None:
    kind, message = ending(home, "select repeat('x', 70000000)")
    assert kind == Ending.TOO_LARGE and "64 MB" in message


def test_a_process_that_dies_is_told_apart(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    kind, message = ending(home, "from words")
    assert kind == Ending.DIED and "without an answer (code 1)" in message


def test_nothing_but_values_is_read_back() -> None:
    class Call:
        def __reduce__(self) -> tuple[object, ...]:
            return os.getpid, ()

    with pytest.raises(pickle.UnpicklingError, match="getpid"):
        strangers._Values(io.BytesIO(pickle.dumps([Call()]))).load()


def test_without_limits_or_a_file_nothing_is_asked(home: Path, tmp_path: Path) -> None:
    for limits in (Limits(seconds=0), Limits(seconds=float("inf")), Limits(memory="much")):
        with pytest.raises(ValueError, match=r"limit of seconds|no size"):
            strangers.ask(home, "select 1", limits)
    with pytest.raises(FileNotFoundError, match="lumbung refresh"):
        strangers.ask(tmp_path, "select 1")


@pytest.mark.parametrize("size, count", [("1GB", 10**9), ("512 MiB", 2**29), ("1.5kb", 1500), ("7B", 7)])
def test_sizes_are_read_as_duckdb_reads_them(size: str, count: int) -> None:
    assert strangers._bytes(size) == count
