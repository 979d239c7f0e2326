"""What the pages of Dagster show of a table: first rows, plots, the accuracy card, rows that break a check."""

from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
from duckdb import DuckDBPyConnection

from pipeline.defs import shown, tables
from pipeline.defs.groups import BY_TABLE, GROUPS, group
from warehouse import checks, models, schema, store


@pytest.fixture
def con(tmp_path: Path) -> Iterator[DuckDBPyConnection]:
    with store.connect(tmp_path / "work.duckdb") as opened:
        yield opened


def lines(table: dg.TableMetadataValue) -> list[dict[str, object]]:
    return [dict(record.data) for record in table.records]


def test_every_table_has_a_look_even_when_it_is_empty(con: DuckDBPyConnection) -> None:
    for table in schema.tables():
        found = shown.of_table(con, table)
        assert found["dagster/row_count"] == len(lines(found["first rows"])), table  # ops.revision has its row


def test_first_rows_leave_out_keys_and_columns_without_a_value(con: DuckDBPyConnection) -> None:
    con.execute(
        "insert into facts.quotes (quote_id, article_id, paragraph_id, start_char, end_char, text, quote_type)"
        " select 'q' || i, 'a', 'p', 0, 9, repeat('kata ', 40) || chr(10), 'direct' from range(9) r(i)"
    )
    found = shown.of_table(con, "facts.quotes")
    assert found["dagster/row_count"] == 9
    rows = lines(found["first rows"])
    assert len(rows) == shown.PREVIEW_ROWS
    assert rows[0] == {"text": ("kata " * 40)[:59] + "…", "quote_type": "direct"}


def test_the_columns_asked_for_exist(con: DuckDBPyConnection) -> None:
    for model in models.load():
        models.build(con, model)
    for table in shown.FIRST:
        assert shown.of_table(con, table)["dagster/row_count"] >= 0
    assert shown.LOOKS.keys() | shown.FIRST.keys() <= {*schema.tables(), *(m.name for m in models.load())}


def test_articles_per_day_end_at_the_newest_day_that_can_be(con: DuckDBPyConnection) -> None:
    con.execute(
        "insert into corpus.articles (article_id, published_on) values ('a', '2026-01-30'), ('b', '2026-01-30'),"
        " ('c', '2026-01-02'), ('d', '2025-01-01'), ('e', '9999-01-01'), ('f', null)"
    )
    found = shown.of_table(con, "corpus.articles")
    assert found["articles without a day"] == 1
    text = found["articles per day"].md_str
    assert text.startswith("![Articles per day, 2026-01-01 to 2026-01-30: 0, 1, 0, ")
    assert ", 0, 2](data:image/svg+xml," in text
    assert len(text) < 1000


def test_rejects_are_drawn_by_reason_most_frequent_first(con: DuckDBPyConnection) -> None:
    con.execute(
        "insert into ops.rejected (source_id, source_uri, stage, reason)"
        " select 's', 'u' || i, 'read', case when i < 5 then 'empty' else 'reason' || (i % 7) end from range(12) r(i)"
    )
    text = shown.of_table(con, "ops.rejected")["rejects by reason"].md_str
    assert text.startswith("![Rejected documents by reason: read: empty 5, read: reason0 1, ")
    assert "all others 2](" in text


def test_the_accuracy_card_has_a_row_a_task_and_a_column_a_language(con: DuckDBPyConnection) -> None:
    con.execute(
        "insert into ops.accuracy values ('articles', 'all', 'roles', 'f1', 0.96151, 1053, 20),"
        " ('articles', 'id', 'roles', 'f1', 1, 40, 15), ('articles', 'en', 'offsets', 'accuracy', 0.5, 2, 2),"
        " ('seeds', 'all', 'names', 'f1', 0.9, 7, 5)"
    )
    found = shown.of_table(con, "ops.accuracy")
    assert lines(found["set articles"]) == [
        {"task": "offsets (accuracy)", "all (20)": None, "id (15)": None, "en (2)": "0.500 of 2"},
        {"task": "roles (f1)", "all (20)": "0.962 of 1,053", "id (15)": "1.000 of 40", "en (2)": None},
    ]
    assert lines(found["set seeds"]) == [{"task": "names (f1)", "all (5)": "0.900 of 7"}]
    assert found["roles (f1)"] == 0.96151


def test_a_check_that_fails_says_so_with_rows_and_remedy(con: DuckDBPyConnection) -> None:
    (check,) = (c for c in tables.checks_of("facts.topics") if c.name == "key_is_unique")
    (passed,) = tables.run_checks(con, [check])
    assert passed.passed
    assert passed.description == check.description
    con.execute("insert into facts.topics (topic_id, label) values ('t', 'A'), ('t', 'B')")
    store.bump(con)
    (failed,) = tables.run_checks(con, [check])
    assert not failed.passed
    assert failed.description == f"{check.description} Failing rows: 1. {check.remedy}"
    assert failed.metadata["failing_rows"].value == 1
    assert failed.metadata["remedy"].value == check.remedy
    rows = failed.metadata["rows"]
    assert isinstance(rows, dg.TableMetadataValue)
    assert lines(rows) == [{"topic_id": "t", "rows": 2}]
    assert failed.metadata["whole rows"].value == [{"topic_id": "t", "rows": 2}]
    assert tables.failed(con) == ["facts.topics key_is_unique"]


def test_a_failure_of_a_check_that_is_gone_does_not_keep_from_publishing(con: DuckDBPyConnection) -> None:
    store.mark_built(con, "check facts.topics assertion_1", tables.FAILED)
    assert tables.failed(con) == []


def test_every_check_reads_as_a_sentence() -> None:
    found = [*tables.INVARIANTS, *(check for model in models.load() for check in checks.of_model(model))]
    for check in found:
        assert check.name.count("_") >= 1, check
        assert not any(letter.isdigit() for letter in check.name), check
        assert check.description[0].isupper() or check.name in ("key_is_unique", "needed_columns_are_filled"), check
        assert check.description.endswith("."), check
        assert check.remedy.endswith("."), check


def test_every_table_has_a_group_that_says_what_it_holds() -> None:
    known = {*schema.tables(), *(model.name for model in models.load())}
    assert {group(table) for table in known} <= GROUPS.keys()
    assert BY_TABLE.keys() - known <= {"ops.published", "ops.report"}
    assert group("corpus.search_terms") == "search_index"
    assert group("ops.files") == "reading_ledgers"
