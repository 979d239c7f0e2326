import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest
from duckdb import DuckDBPyConnection

from warehouse import schema, store
from warehouse.store import WarehouseBusy


@pytest.fixture(scope="module")
def warehouse() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect() as con:
        schema.create(con)
        yield con


@pytest.fixture
def con(warehouse: DuckDBPyConnection) -> Iterator[DuckDBPyConnection]:
    yield warehouse
    for table in ("facts.topics", "corpus.articles", "corpus.signatures", "ops.builds"):
        warehouse.execute(f"delete from {table}")
    warehouse.execute("update ops.revision set revision = 0")


def topics(con: DuckDBPyConnection) -> list[str]:
    return [row[0] for row in con.execute("select topic_id from facts.topics order by all").fetchall()]


def add_topic(con: DuckDBPyConnection, topic_id: str) -> None:
    con.execute("insert into facts.topics (topic_id) values ($1)", [topic_id])


def test_connecting_makes_the_folder_and_the_tables_and_keeps_rows(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "work" / "lumbung.duckdb"
    with store.connect(path) as con:
        add_topic(con, "awan")
        store.bump(con)
        before = store.state(con)
    with store.connect(path) as con:
        assert topics(con) == ["awan"]
        assert store.state(con) == before


def test_the_connection_is_closed_when_the_work_fails(tmp_path: Path) -> None:
    path = tmp_path / "lumbung.duckdb"
    with pytest.raises(RuntimeError, match="in the middle"), store.connect(path) as con:
        raise RuntimeError("in the middle")
    with pytest.raises(duckdb.ConnectionException):
        con.execute("select 1")


TRY = """
import sys
from pathlib import Path
from warehouse import store
try:
    with store.connect(Path(sys.argv[1])):
        print("opened")
except store.WarehouseBusy as busy:
    print("busy:", busy)
"""


def test_a_second_process_is_told_that_the_warehouse_is_busy(tmp_path: Path) -> None:
    path = tmp_path / "lumbung.duckdb"

    def attempt() -> str:
        root = Path(store.__file__).parents[1]
        command = [sys.executable, "-c", TRY, str(path)]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    with store.connect(path) as con:
        add_topic(con, "awan")
        told = attempt()
        assert told.startswith("busy:") and str(path) in told and "Wait" in told
        assert topics(con) == ["awan"]
    assert attempt() == "opened"


def test_a_file_that_is_no_database_is_not_called_busy(tmp_path: Path) -> None:
    path = tmp_path / "lumbung.duckdb"
    path.write_text("This is a note, long enough to be read as a header. " * 200, encoding="utf-8")
    with pytest.raises(duckdb.Error) as error, store.connect(path):
        pass
    assert not isinstance(error.value, WarehouseBusy)


def test_a_transaction_is_kept_whole(con: DuckDBPyConnection) -> None:
    with store.transaction(con):
        add_topic(con, "awan")
        add_topic(con, "niaga")
    con.execute("begin")  # nothing is left open
    con.execute("rollback")
    assert topics(con) == ["awan", "niaga"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, GeneratorExit])
def test_a_failed_transaction_leaves_nothing(con: DuckDBPyConnection, error: type[BaseException]) -> None:
    add_topic(con, "niaga")
    with pytest.raises(error), store.transaction(con):
        add_topic(con, "awan")
        store.delete(con, "facts.topics", "topic_id", ["niaga"])
        store.bump(con)
        raise error
    assert topics(con) == ["niaga"]
    assert store.revision(con) == 0
    with store.transaction(con):  # the connection is usable
        add_topic(con, "talenta")
    assert topics(con) == ["niaga", "talenta"]


def test_a_failing_statement_undoes_the_transaction(con: DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.Error), store.transaction(con):
        add_topic(con, "awan")
        con.execute("insert into facts.topics (no_such_column) values (1)")
    assert topics(con) == []


def test_rows_go_in_by_name_and_missing_columns_are_null(con: DuckDBPyConnection) -> None:
    frame = pl.DataFrame({"label": ["Komputasi awan"], "topic_id": ["awan"], "parent": ["teknologi"]})
    assert store.insert(con, "facts.topics", frame) == 1
    found = con.execute("select topic_id, label, label_en, parent, description from facts.topics").fetchall()
    assert found == [("awan", "Komputasi awan", None, "teknologi", None)]
    assert con.execute("select view_name from duckdb_views() where not internal").fetchall() == [], "nothing is left"


def test_values_come_out_as_they_went_in(con: DuckDBPyConnection) -> None:
    moment = datetime(2024, 5, 1, 17, 30, tzinfo=UTC)
    article = {
        "article_id": "a1", "text": "Pusat data 🇮🇩 数据中心\n\n“Ya.”", "published_on": date(2024, 5, 2),
        "published_at": moment, "language_confidence": 0.25, "word_count": 3, "is_original": True,
    }  # fmt: skip
    store.insert(con, "corpus.articles", pl.DataFrame([article]))
    frame = store.read(con, f"select {', '.join(article)} from corpus.articles where article_id = $1", ["a1"])
    assert frame.to_dicts() == [article]
    lists = pl.DataFrame(
        {"article_id": ["a1"], "signature": [[2**64 - 1, 0]], "bands": [[-(2**63), 5]]},
        schema={"article_id": pl.String(), "signature": pl.List(pl.UInt64()), "bands": pl.List(pl.Int64())},
    )
    store.insert(con, "corpus.signatures", lists)
    found = con.execute("select signature, bands from corpus.signatures").fetchall()
    assert found == [([2**64 - 1, 0], [-(2**63), 5])]


def test_an_empty_frame_is_no_work(con: DuckDBPyConnection) -> None:
    assert store.insert(con, "facts.topics", pl.DataFrame()) == 0
    assert store.insert(con, "facts.topics", pl.DataFrame(schema={"topic_id": pl.String()})) == 0
    assert topics(con) == []


def test_an_unknown_column_is_refused_and_the_next_insert_works(con: DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.BinderException, match="colour"):
        store.insert(con, "facts.topics", pl.DataFrame({"topic_id": ["awan"], "colour": ["biru"]}))
    store.insert(con, "facts.topics", pl.DataFrame({"topic_id": ["niaga"]}))
    assert topics(con) == ["niaga"]


def test_delete_takes_the_named_rows_only(con: DuckDBPyConnection) -> None:
    for topic_id in ("awan", "niaga", "o'clock"):
        add_topic(con, topic_id)
    store.delete(con, "facts.topics", "topic_id", iter(["awan", "o'clock", "unknown"]))
    assert topics(con) == ["niaga"]
    store.delete(con, "facts.topics", "topic_id", [])
    assert topics(con) == ["niaga"]


def test_revisions_count_up_and_name_the_state(con: DuckDBPyConnection) -> None:
    lineage = con.execute("select lineage from ops.revision").fetchall()[0][0]
    assert (store.revision(con), store.state(con)) == (0, f"{lineage}-000000")
    store.bump(con)
    store.bump(con)
    assert (store.revision(con), store.state(con)) == (2, f"{lineage}-000002")


def test_built_means_this_version_at_this_revision(con: DuckDBPyConnection) -> None:
    assert not store.is_built(con, "marts.topics", "v1")
    store.mark_built(con, "marts.topics", "v1")
    assert store.is_built(con, "marts.topics", "v1")
    assert not store.is_built(con, "marts.topics", "v2")
    assert not store.is_built(con, "marts.actors", "v1")
    store.bump(con)
    assert not store.is_built(con, "marts.topics", "v1")
    store.mark_built(con, "marts.topics", "v2")
    assert store.is_built(con, "marts.topics", "v2")
    assert con.execute("select count(*) from ops.builds").fetchall() == [(1,)]
