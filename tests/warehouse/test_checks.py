"""Every check passes on a consistent warehouse and finds the one thing that a case breaks."""

import re
from collections.abc import Iterator
from dataclasses import replace

import duckdb
import polars as pl
import pytest
from duckdb import DuckDBPyConnection

from tests.warehouse.broken import CORRECTED, COUNTED, FETCHED, SEEN_AND_CHANGED, SENTENCES_AND_ANSWERS
from warehouse import checks, models, schema, store
from warehouse.checks import Check

MODELS = models.load()
INVARIANTS = checks.invariants(schema.tables().values())
ALL = [*INVARIANTS, *(check for model in MODELS for check in checks.of_model(model))]

# Paragraphs by article: a headline and two body paragraphs, with characters outside the first plane, combining
# marks and flags, so that offsets that count bytes, UTF-16 units or graphemes do not pass.
PARAGRAPHS = {
    "a1": (
        "🇮🇩 Dewan Data buka zona 𠀋",
        "Sari Wulandari, ketua Dewan Data, berkata: “Kami siap.”",
        "Cafe\u0301: dana Rp3 triliun.",
    ),
    "a2": ("Zona dibuka 🇨🇳", "Sari Wulandari berkata: “Kami siap.”", "Sumber menyebut Rp3 triliun."),
    "a3": ("数据中心", "Budi menyebut 40 persen.", "Tak ada fakta di sini."),
    "a5": ("Berita singkat",),
}
# Two stories that say otherwise what is promised for 2030.
DATED: dict[str, object] = {
    "kind": "money", "comparator": "=", "unit": "IDR", "thing": "dana", "period": "2030", "modality": "target"
}  # fmt: skip
# Table, article, paragraph, surface, other columns; one row of each kind has null references.
FACTS: list[tuple[str, str, int, str, dict[str, object]]] = [
    ("mentions", "a1", 0, "Dewan Data", {"actor_id": "o1"}),
    ("mentions", "a1", 1, "Sari Wulandari", {"actor_id": "p1"}),
    ("mentions", "a1", 1, "Dewan Data", {"actor_id": "o1"}),
    ("mentions", "a2", 1, "Sari Wulandari", {"actor_id": "p1"}),
    ("mentions", "a3", 1, "Budi", {"actor_id": None}),
    ("roles", "a1", 1, "Sari Wulandari, ketua", {"actor_id": "p1", "role": "ketua", "organisation_id": "o1"}),
    ("roles", "a2", 1, "Sari Wulandari", {"actor_id": "p1", "role": "ketua", "organisation_id": None}),
    ("quotes", "a1", 1, "Kami siap.", {"quote_type": "direct", "speaker_id": "p1"}),
    ("quotes", "a2", 1, "Kami siap.", {"quote_type": "direct", "speaker_id": None}),
    ("quotes", "a3", 1, "40 persen", {"quote_type": "indirect", "speaker_id": None}),
    ("figures", "a1", 2, "Rp3 triliun", {"kind": "money", "unit": "IDR", "comparator": "=", "modality": "actual"}),
    ("figures", "a3", 1, "40 persen", {"kind": "percent", "comparator": "=", "modality": "actual"}),
    ("figures", "a2", 2, "Rp3 triliun", {**DATED, "value_low": 3e12, "value_high": 3e12}),
    ("figures", "a3", 1, "40 persen", {**DATED, "value_low": 4e12, "value_high": 4e12}),
    ("figure_links", "a1", 2, "Rp3 triliun", {"kind": "subset", "role": "total", "figure_id": "figures10"}),
    ("figure_links", "a3", 1, "40 persen", {"kind": "subset", "role": "total", "figure_id": "figures11"}),
]
ID = {"figure_links": "link_id"}
ROWS: dict[str, list[dict[str, object]]] = {
    **FETCHED,
    "corpus.bands": [{"article_id": "a1", "band": 7}],
    "corpus.copies": [{"body_id": "b1", "copy_id": "b2"}],
    "corpus.removed_text": [{"article_id": "a2", "removal_number": 1, "text": "Bagikan", "reason": "recurring_line"}],
    "corpus.article_origins": [{"article_id": "a1", "field": "outlet", "origin": "url"}],
    "corpus.edge_lines": [
        {"article_id": "a2", "line_number": 4, "text": "Bagikan", "line": "bagikan", "neighbour": "n1", "is_cut": True}
    ],
    "corpus.recurring_lines": [{"outlet": "Kabar a2", "line": "bagikan", "text": "Bagikan", "texts": 3, "articles": 3}],
    "corpus.signatures": [{"article_id": f"a{n}", "body_id": f"b{n}", "words": 9} for n in (1, 2, 3, 5)],
    "facts.article_actors": [
        {"article_id": "a1", "actor_id": "o1", "name": "Dewan Data", "entity_type": "ORG"},
        {"article_id": "a1", "actor_id": "p1", "name": "Sari Wulandari", "entity_type": "PERSON"},
        {"article_id": "a2", "actor_id": "p1", "name": "Sari Wulandari", "entity_type": "PERSON"},
    ],
    "facts.alias_evidence": [
        {"article_id": "a1", "evidence_number": 1, "actor_id": "p1", "alias": "Sari", "kind": "short", "evidence": "x"}
    ],
    "facts.paragraph_topics": [
        {"paragraph_id": f"{article}-{number}", "article_id": article, "topic_id": "awan", "score": 0.5}
        for article, number in (("a1", 1), ("a1", 2), ("a2", 1))
    ],
    "facts.units": [{"unit": "km", "kind": "length", "base_unit": "m", "factor": 1000.0, "label": "kilometre"}],
    "ops.exchange_rates": [{"currency": "IDR", "year": 2024, "low": 15000.0, "high": 17000.0}],
    "facts.topics": [{"topic_id": "awan", "label": "Komputasi awan"}, {"topic_id": "niaga", "label": "Niaga"}],
    "ops.rejected": [
        {"source_id": "inbox", "source_uri": "a4.html", "stage": "clean", "reason": "empty"},
        {"source_id": "inbox", "source_uri": "a1.html", "stage": "figures", "reason": "extractor_error"},
    ],
    "ops.documents": [
        {"source_id": "inbox", "source_uri": f"{name}.html", "article_id": name if name != "a4" else None}
        for name in ("a1", "a2", "a3", "a4", "a5")
    ],
    "ops.runs": [
        {"run_id": "r1", "listed": 9, "unchanged": 3, "read": 5, "failed": 1, "accepted": 3, "rejected": 2},
    ],
    "ops.coverage": [{"source_id": "inbox", "day": "2024-05-05", "accepted": 4}],
    "ops.article_versions": [
        {"article_id": "a0", "version_number": 1, "source_id": "inbox", "source_uri": "a1.html", "text": "Zona 𠀋 lama",
         "replaced_by": "a1", "replaced_at": "2024-05-02 00:00:00+00"},
    ],
    "ops.version_facts": [
        {"article_id": "a0", "version_number": 1, "kind": "title", "fact_id": "a0-0", "surface": "Zona 𠀋 lama",
         "start_char": 0, "end_char": 11, "context_start": 0, "context_end": 11},
    ],
    "ops.accuracy": [{"test_set": "t", "language": "id", "task": "quotes", "measure": "f1", "value": 0.5}],
    "ops.corrections_applied": [{"file": "rename_actor.csv", "line": 2, "status": "applied", "rows_changed": 2}],
    "facts.overruled": [
        {"table_name": "facts.mentions", "row_key": "mentions0", "article_id": "a1", "change": "added",
         "corrections": ["add_alias.csv:2"], "after": "{}"},
        {"table_name": "facts.quotes", "row_key": "quotes9", "article_id": "a3", "change": "changed",
         "corrections": ["fix_speaker.csv:2"], "before": "{}", "after": "{}"},
        {"table_name": "facts.mentions", "row_key": "mentions99", "article_id": "a3", "change": "hidden",
         "corrections": ["hide.csv:2"], "before": "{}"},
    ],
    "ops.files": [{"source_id": "inbox", "path": "a1.html"}],
    "ops.done": [{"article_id": "a1", "stage": "names", "version": "v1"}],
}  # fmt: skip


def insert(con: DuckDBPyConnection, table: str, row: dict[str, object]) -> None:
    names, places = ", ".join(row), ", ".join("?" * len(row))
    con.execute(f"insert into {table} ({names}) values ({places})", list(row.values()))


def build(con: DuckDBPyConnection) -> None:
    schema.create(con)
    starts: dict[str, int] = {}
    for article, texts in PARAGRAPHS.items():
        text = "\n\n".join(texts)
        story = {"a2": "s1"}.get(article, f"s{article[1]}")
        insert(con, "corpus.articles", {
            "article_id": article, "source_id": "inbox", "source_uri": f"{article}.html", "text": text,
            "story_id": story, "is_original": article != "a2", "published_on": f"2024-05-0{article[1]}",
            "outlet": f"Kabar {article}",
        })  # fmt: skip
        start = 0
        for number, part in enumerate(texts):
            starts[f"{article}-{number}"] = start
            insert(con, "corpus.paragraphs", {
                "paragraph_id": f"{article}-{number}", "article_id": article, "paragraph_number": number,
                "kind": "body" if number else "headline",
                "start_char": start, "end_char": start + len(part), "text": part,
            })  # fmt: skip
            start += len(part) + 2
    for number, (table, article, paragraph, surface, more) in enumerate(FACTS):
        start = starts[f"{article}-{paragraph}"] + PARAGRAPHS[article][paragraph].index(surface)
        insert(con, f"facts.{table}", {
            ID.get(table, f"{table[:-1]}_id"): f"{table}{number}", "article_id": article,
            "paragraph_id": f"{article}-{paragraph}",
            "start_char": start, "end_char": start + len(surface), checks.FACTS[table]: surface, **more,
            **({"sentence_start": start, "sentence_end": start + len(surface)} if table != "figure_links" else {}),
        })  # fmt: skip
    for table, rows in ROWS.items():
        for row in rows:
            insert(con, table, row)
    for model in MODELS:
        models.build(con, replace(model, is_view=False))  # so that its rows can be broken


@pytest.fixture(scope="module")
def consistent() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect() as con:
        build(con)
        yield con


@pytest.fixture
def con(consistent: DuckDBPyConnection) -> Iterator[DuckDBPyConnection]:
    """The consistent warehouse; what a test changes is undone."""
    consistent.execute("begin")
    yield consistent
    consistent.execute("rollback")


def label(check: Check) -> str:
    return f"{check.table} {check.name}"


def failing(con: DuckDBPyConnection, table: str = "") -> list[str]:
    """Labels of the checks that find something, of all or of those whose query reads `table`."""
    return [label(check) for check in ALL if table in check.sql and con.execute(check.sql).fetchall()]


def test_a_consistent_warehouse_passes_all_checks(con: DuckDBPyConnection) -> None:
    for table in (*schema.tables(), *(model.name for model in MODELS)):
        assert con.execute(f"select count(*) > 0 from {table}").fetchall() == [(True,)], f"{table} would check nothing"
    assert failing(con) == []


def test_an_empty_warehouse_passes_all_checks() -> None:
    with duckdb.connect() as con:
        schema.create(con)
        for model in MODELS:
            models.build(con, model)
        assert failing(con) == []


def test_checks_are_named_once_and_say_what_to_do() -> None:
    assert len({label(check) for check in ALL}) == len(ALL)
    for check in ALL:
        assert re.fullmatch(r"[A-Za-z0-9_]+", check.name), "Dagster allows no other names"
        assert check.description.endswith(".") and check.remedy.endswith(".")


def broken_facts() -> Iterator[tuple[str, str]]:
    """Offsets and paragraphs of the facts."""
    for table, column in checks.FACTS.items():
        for change in (
            f"{column} = {column} || 'x'",
            f"{column} = upper({column}) || '!'",
            f"{column} = null",
            "start_char = null",
            "start_char = start_char + 1",
            "end_char = end_char - 1",
        ):
            yield f"facts.{table} offsets_reproduce_surfaces", f"update facts.{table} set {change}"
        for paragraph in ("'a9-1'", "null", "'a2-1'"):
            change = f"paragraph_id = {paragraph} where article_id = 'a1'"
            yield f"facts.{table} paragraphs_exist", f"update facts.{table} set {change}"
        before = "paragraph_id = article_id || '-0' where paragraph_id not like '%-0'"
        yield f"facts.{table} paragraphs_exist", f"update facts.{table} set {before}"
        after = "paragraph_id = article_id || '-2' where paragraph_id like '%-1'"
        yield f"facts.{table} paragraphs_exist", f"update facts.{table} set {after}"


def broken_keys() -> Iterator[tuple[str, str]]:
    """A second row with the key of another, and keys that are null where no other check reads them."""
    rows = {
        "corpus.articles": "* replace (false as is_original)",  # a second first copy is another check's matter
        "ops.documents": "* from ops.documents where article_id is null --",
    }
    for check in ALL:
        if check.name == "key_is_unique" and check.table != "corpus.paragraphs":
            row = f"select {rows.get(check.table, '*')} from {check.table} limit 1"
            yield f"{check.table} key_is_unique", f"insert into {check.table} {row}"
    read_elsewhere = {
        *("corpus.articles", "corpus.paragraphs", "facts.paragraph_topics", "facts.topics", "ops.documents"),
        *("ops.rejected", "facts.figures", "facts.figure_links"),
        *("ops.article_versions", "ops.version_facts"),
    }
    for table in schema.tables().values():
        for column in table.key:
            if table.name not in read_elsewhere:
                yield f"{table.name} key_is_unique", f"update {table.name} set {column} = null"


def broken_models() -> Iterator[tuple[str, str]]:
    for model in MODELS:
        for column in model.not_null:
            yield f"{model.name} needed_columns_are_filled", f"update {model.name} set {column} = null"


BY_HAND: dict[str, tuple[str, ...]] = {
    **SEEN_AND_CHANGED,
    **SENTENCES_AND_ANSWERS,
    **CORRECTED,
    **COUNTED,
    "facts.paragraph_topics paragraphs_exist": (
        "update facts.paragraph_topics set paragraph_id = 'a9-1' where article_id = 'a2'",
        "update facts.paragraph_topics set article_id = 'a3' where article_id = 'a2'",
    ),
    "facts.actors actors_of_mentions_exist": ("update facts.mentions set actor_id = 'p9' where actor_id is null",),
    "facts.actors actors_of_roles_exist": ("update facts.roles set actor_id = 'p9' where article_id = 'a2'",),
    "facts.actors organisations_of_roles_exist": (
        "update facts.roles set organisation_id = 'o9' where article_id = 'a2'",
    ),
    "facts.actors speakers_of_quotes_exist": ("update facts.quotes set speaker_id = 'p9' where article_id = 'a2'",),
    "corpus.article_origins origins_have_values": (
        "update corpus.article_origins set field = 'title'",
        "update corpus.article_origins set article_id = 'a9'",
        "update corpus.articles set outlet = null where article_id = 'a1'",
    ),
    "corpus.paragraphs paragraphs_tile_the_text": (
        "delete from corpus.paragraphs where paragraph_id = 'a3-2'",
        "delete from corpus.paragraphs where paragraph_id = 'a3-0'",
        "delete from corpus.paragraphs where article_id = 'a5'",
        "update corpus.articles set text = text || ' ' where article_id = 'a3'",
        "insert into corpus.paragraphs (paragraph_id, article_id, start_char, end_char, text)"
        " values ('a3-9', 'a3', 0, 2, '数据')",
    ),
    "corpus.paragraphs offsets_reproduce_paragraphs": (
        "update corpus.paragraphs set end_char = end_char - 1 where paragraph_id = 'a3-2'",
        "update corpus.paragraphs set start_char = start_char - 1 where paragraph_id = 'a3-2'",
    ),
    "corpus.paragraphs key_is_unique": (
        "update corpus.paragraphs set paragraph_id = null where paragraph_id = 'a3-2'",
        "update corpus.paragraphs set paragraph_id = 'a3-0' where paragraph_id = 'a3-2'",
    ),
    "ops.documents key_is_unique": ("update ops.documents set source_uri = null where article_id = 'a3'",),
    "ops.rejected key_is_unique": ("update ops.rejected set stage = null",),
    "corpus.articles every_document_is_accounted_for": (
        "update ops.documents set source_uri = 'lost.html' where article_id is null",
        "delete from ops.rejected where source_uri = 'a4.html'",
        "update ops.rejected set source_id = 'other' where source_uri = 'a4.html'",
        "update ops.documents set article_id = 'a9' where source_uri = 'a4.html'",
        "update ops.documents set article_id = 'a3' where source_uri = 'a4.html'",
        "delete from ops.documents where article_id = 'a3'",
    ),
    "corpus.stories stories_have_one_original": (
        "update corpus.articles set is_original = true",
        "update corpus.articles set is_original = false where article_id = 'a3'",
        "update corpus.articles set is_original = null where article_id = 'a3'",
        "update corpus.articles set story_id = null where article_id = 'a3'",
    ),
    "ops.runs counts_add_up": tuple(
        f"update ops.runs set {column} = 7" for column in ("listed", "unchanged", "failed", "accepted", "rejected")
    ),
    "facts.figures sentences_hold_their_figures": (
        "update facts.figures set sentence_end = end_char - 1",
        "update facts.figures set sentence_start = start_char + 1",
        "update facts.figures set sentence_start = null",
        "update facts.figures set sentence_start = 0",
        "update facts.figures set sentence_end = 1000",
    ),
    "facts.figure_links linked_figures_exist": (
        "update facts.figure_links set figure_id = 'figures99'",
        "update facts.figure_links set figure_id = 'figures11'",
    ),
}
# One broken thing: the check that must find it, and the statement that breaks it.
BROKEN = [
    *broken_facts(),
    *broken_keys(),
    *broken_models(),
    *((name, statement) for name, statements in BY_HAND.items() for statement in statements),
]


@pytest.mark.parametrize("name, statement", BROKEN, ids=[f"{name}: {statement}" for name, statement in BROKEN])
def test_a_check_finds_what_is_broken_and_no_other_check_does(
    con: DuckDBPyConnection, name: str, statement: str
) -> None:
    con.execute(statement)
    changed = re.findall(r"(?:corpus|facts|marts|ops)\.\w+", statement)[0]
    assert failing(con, changed) == [name]


def test_every_check_has_a_case() -> None:
    assert {label(check) for check in ALL} == {name for name, _ in BROKEN}


def test_only_warnings_do_not_block() -> None:
    assert {label(check): check.remedy for check in ALL if not check.blocking} == {
        "ops.figure_checks linked_figures_agree": checks.LOOK,
        "ops.corrections_applied corrections_change_something": checks.DETAIL_SAYS,
        "ops.source_health sources_are_looked_at": checks.ROWS_SAY,
        "ops.source_health sources_keep_publishing": checks.ROWS_SAY,
    }


def test_a_check_shows_the_rows_that_break_it(con: DuckDBPyConnection) -> None:
    (check,) = (c for c in INVARIANTS if label(c) == "facts.quotes offsets_reproduce_surfaces")
    con.execute("update facts.quotes set text = 'Kami siap' where article_id = 'a2'")
    rows = store.read(con, check.sql)
    assert rows.select("article_id", "text").to_dicts() == [{"article_id": "a2", "text": "Kami siap"}]
    assert isinstance(rows, pl.DataFrame)


def test_invariants_follow_the_declared_keys() -> None:
    tables = [schema.Table("ops.probe", "Probe.", ("a", "b"), ())]
    found = [check for check in checks.invariants(tables) if check.name == "key_is_unique"]
    assert [check.table for check in found] == ["ops.probe"]
    with duckdb.connect() as con:
        con.execute("create schema ops; create table ops.probe (a integer, b integer)")
        con.execute("insert into ops.probe values (1, 1), (1, 2), (2, 1)")
        assert con.execute(found[0].sql).fetchall() == []
        con.execute("insert into ops.probe values (1, 2), (null, 7)")
        assert sorted(con.execute(found[0].sql).fetchall(), key=str) == [(1, 2, 2), (None, 7, 1)]


def test_an_assertion_that_is_unknown_is_no_failure() -> None:
    model = models.Model(
        "ops.probe",
        "",
        "Probe.",
        {"a": "A."},
        (),
        (),
        (("far", "Far.", "a > 0 or a < -9"), ("odd", "Not 3.", "a <> 3")),
        (),
    )
    first, second = checks.of_model(model)
    with duckdb.connect() as con:
        con.execute("create schema ops; create table ops.probe as select unnest([1, 3, -5, -10, null]) as a")
        assert con.execute(first.sql).fetchall() == [(-5,)]
        assert con.execute(second.sql).fetchall() == [(3,)]
        assert "sql/ops/probe.sql" in first.remedy
