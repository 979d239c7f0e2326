"""Corrections of a user, applied to the facts as extracted, all of them at each refresh.

What they overrule is kept, so that deleting a line brings back the rows of before. What the lines mean belongs to
`pipeline.corrections`; how rows follow from them to `correcting_names`, `correcting_actors` and `correcting_figures`.
Stages store facts as extracted and forget what was overruled in the articles that they redo.
"""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import polars as pl
from duckdb import DuckDBPyConnection

from pipeline.corrections import files, resolve, search
from pipeline.corrections.actors import Actor, Actors, folded
from pipeline.corrections.kinds import UNKNOWN, Correction, CorrectionsError
from pipeline.ids import short_id
from pipeline.stages import correcting_actors, correcting_figures, correcting_names
from pipeline.stages.correcting_plan import load_plan
from pipeline.stages.versions import stage_version
from warehouse import schema, store

log = logging.getLogger("lumbung")

# Tables in the order in which they are corrected; later ones follow from the mentions.
NAMES = ("facts.mentions", "facts.roles", "facts.quotes")
TABLES = (*NAMES, "facts.article_actors", "facts.alias_evidence", "facts.figures", "facts.figure_links")
LEDGERS = ("facts.overruled", "ops.corrections_applied")
_ADDRESSES = ("actor", "into", "to", "speaker")


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of a correction: its row of ops.corrections_applied."""

    file: str
    line: int
    kind: str
    status: str
    detail: str
    rows_changed: int
    note: str | None


def refresh(con: DuckDBPyConnection, folder: Path) -> list[Applied]:
    """Bring the facts up to the corrections of a folder. Raises CorrectionsError, and changes nothing, for mistakes.

    Counts as a change of the data only when a corrected row or the outcome of a correction is another than before.
    """
    corrections = files.read(folder)
    if not corrections and not _any(con):
        return []
    version = f"{stage_version('corrections')} {hashlib.sha256(repr(corrections).encode()).hexdigest()[:16]}"
    if store.is_built(con, "corrections", version):
        log.info("corrections: nothing new")
        columns = ", ".join(column.name for column in fields(Applied))
        rows = con.execute(f"select {columns} from ops.corrections_applied order by all").fetchall()
        return [Applied(*row) for row in rows]
    for table in LEDGERS:
        con.execute(f"create or replace temp table before_{table.partition('.')[2]} as from {table}")
    con.execute("begin")
    try:
        outcome = apply(con, corrections, folder)
        changed = any(_differs(con, table) for table in LEDGERS)
        if changed:
            store.bump(con)
    except BaseException:
        con.execute("rollback")
        raise
    con.execute("commit" if changed else "rollback")
    store.mark_built(con, "corrections", version)
    applied = [each for each in outcome if each.status == "applied"]
    log.info("corrections: %d of %d lines change rows", len(applied), len(outcome))
    return outcome


def preview(con: DuckDBPyConnection, folder: Path) -> list[Applied]:
    """What the corrections of a folder would do to the facts as they are; changes nothing. Raises CorrectionsError."""
    corrections = files.read(folder)
    con.execute("begin")
    try:
        return apply(con, corrections, folder)
    finally:
        con.execute("rollback")


def apply(con: DuckDBPyConnection, corrections: Sequence[Correction], folder: Path) -> list[Applied]:
    """Undo what is applied and apply these corrections, within the caller's transaction."""
    withdraw(con)
    actors = Actors(_known_actors(con, corrections))
    plan = resolve.resolve(corrections, actors, folder)
    load_plan(con, plan, {c.place: said(c) for c in corrections})
    _find_aliases(con)
    con.execute(correcting_names.SPLITS)
    _refuse_contradictions(con, folder)
    for sql in (correcting_names.MOVED, correcting_actors.RAW, correcting_names.MENTIONS, correcting_names.SHIFTS,
                correcting_names.ROLES, correcting_names.QUOTES):  # fmt: skip
        con.execute(sql)
    for table in NAMES:
        _store(con, table)
    for table, sql in (
        ("facts.article_actors", correcting_actors.ARTICLE_ACTORS),
        ("facts.alias_evidence", correcting_actors.ALIASES),
        ("facts.figures", correcting_figures.FIGURES),
        ("facts.figure_links", correcting_figures.FIGURE_LINKS),
    ):
        con.execute(sql)
        _store(con, table)
    return _note(con, corrections, plan)


def withdraw(con: DuckDBPyConnection) -> None:
    """Bring back the facts as extracted, within the caller's transaction."""
    for table in reversed(TABLES):
        declared = schema.tables()[table]
        kinds = ", ".join(f'"{column.name}":"{column.type}"' for column in declared.columns)
        names = ", ".join(declared.column_names)
        con.execute(
            f"delete from {table} where {_key(table)} in"
            f" (select row_key from facts.overruled where table_name = '{table}' and after is not null)"
        )
        con.execute(
            f"insert into {table} ({names}) select unnest(json_transform(before, '{{{kinds}}}'))"
            f" from facts.overruled where table_name = '{table}' and before is not null"
        )
    con.execute("delete from facts.overruled")
    con.execute("delete from ops.corrections_applied")


def forget(con: DuckDBPyConnection, tables: Sequence[str], article_ids: list[str]) -> None:
    """Drop what was overruled in tables of articles that a stage stores anew, within its transaction."""
    con.execute(
        "delete from facts.overruled where table_name in (select unnest($1::varchar[]))"
        " and article_id in (select unnest($2::varchar[]))",
        [list(tables), article_ids],
    )


def said(correction: Correction) -> str:
    """What a correction says, on a line, with its place."""
    values = ", ".join(f"{column}={value}" for column, value in correction.values.items() if column != "note")
    return f"{correction.file}, line {correction.line}: {values}"


def _any(con: DuckDBPyConnection) -> bool:
    return any(con.execute(f"select 1 from {table} limit 1").fetchall() for table in LEDGERS)


def _differs(con: DuckDBPyConnection, table: str) -> bool:
    before = f"before_{table.partition('.')[2]}"
    return any(
        con.execute(f"(from {a}) except all (from {b}) limit 1").fetchall()
        for a, b in ((table, before), (before, table))
    )


def _key(table: str, row: str = "") -> str:
    prefix = f"{row}." if row else ""
    return "concat_ws(':', " + ", ".join(f"{prefix}{column}" for column in schema.tables()[table].key) + ")"


def _json(table: str, row: str) -> str:
    columns = ", ".join(f"{column} := {row}.{column}" for column in schema.tables()[table].column_names)
    return f"to_json(struct_pack({columns}))::varchar"


def _store(con: DuckDBPyConnection, table: str) -> None:
    """Put the rows of the table's temporary twin in place of those as extracted, and keep both in facts.overruled."""
    new = f"new_{table.partition('.')[2]}"
    names = ", ".join(schema.tables()[table].column_names)
    con.execute(
        f"""insert into facts.overruled by name
            with rows as (
                select
                    {_key(table, "n")} as row_key,
                    n.article_id,
                    case when o.article_id is null then 'added' when n._gone then 'hidden' else 'changed' end as change,
                    list_sort(list_distinct(n._places)) as corrections,
                    if(o.article_id is null, null, {_json(table, "o")}) as before,
                    if(n._gone, null, {_json(table, "n")}) as after
                from {new} as n
                left join {table} as o on {_key(table, "o")} = {_key(table, "n")}
            ),
            reasons as (
                select row_key, string_agg(said, '; ' order by place) as reason
                from (select row_key, unnest(corrections) as place from rows) join fix_said using (place)
                group by row_key
            )
            select '{table}' as table_name, r.*, w.reason
            from rows as r
            left join reasons as w on w.row_key = r.row_key
            where r.before is distinct from r.after"""
    )
    mine = f"(select row_key from facts.overruled where table_name = '{table}')"
    con.execute(f"delete from {table} where {_key(table)} in {mine}")
    con.execute(f"insert into {table} ({names}) select {names} from {new} where not _gone and {_key(table)} in {mine}")


def _known_actors(con: DuckDBPyConnection, corrections: Sequence[Correction]) -> list[tuple[Actor, list[str]]]:
    """The actors that cells of the corrections may mean, as facts.actors would have them, with their names."""
    cells = {value for c in corrections for column in _ADDRESSES if (value := c.get(column)) and value != UNKNOWN}
    found = con.execute(
        """with asked as (
               select distinct actor_id from facts.article_actors
               where actor_id in (select unnest($1::varchar[])) or lower(trim(name)) in (select unnest($2::varchar[]))
           ),
           named as (
               select actor_id, name, entity_type, count(*) as articles
               from facts.article_actors where actor_id in (from asked) group by all
           ),
           countries as (
               select actor_id, if(count(distinct country) = 1, max(country), null) as country
               from facts.article_actors where actor_id in (from asked) group by actor_id
           )
           select
               actor_id,
               arg_max(name, (articles, name, entity_type)),
               arg_max(entity_type, (articles, name, entity_type)),
               any_value(country),
               list(distinct name order by name)
           from named join countries using (actor_id) group by actor_id order by actor_id""",
        [sorted(cells), sorted(folded(cell) for cell in cells)],
    ).fetchall()
    return [(Actor(*row[:4]), row[4]) for row in found]


def _find_aliases(con: DuckDBPyConnection) -> None:
    """Fill fix_found with mentions of added aliases where no name was seen, fix_swallowed with names within them."""
    aliases = {alias: (actor_id, place) for actor_id, alias, place in con.execute(
        "select actor_id, alias, place from fix_added_aliases order by alias"
    ).fetchall()}  # fmt: skip
    paragraphs = con.execute(
        "select p.article_id, p.paragraph_id, p.start_char, p.text, list(n.alias order by n.alias)"
        " from corpus.paragraphs as p join fix_added_aliases as n on contains(p.text, n.alias)"
        " group by all order by p.article_id, p.start_char"
    ).fetchall()
    seen: dict[str, list[tuple[int, int, str]]] = {}
    for paragraph_id, *span in con.execute(
        "select paragraph_id, start_char, end_char, mention_id from facts.mentions"
        " where paragraph_id in (select unnest($1::varchar[])) order by all",
        [[row[1] for row in paragraphs]],
    ).fetchall():
        seen.setdefault(paragraph_id, []).append((span[0], span[1], span[2]))
    types = dict(con.execute("select actor_id, entity_type from fix_targets").fetchall())
    found, swallowed = [], []
    for article_id, paragraph_id, offset, text, names in paragraphs:
        known = seen.get(paragraph_id, [])
        for first, last, alias in search.find(text, names, [(a - offset, b - offset) for a, b, _ in known]):
            actor_id, place = aliases[alias]
            start, end = first + offset, last + offset
            sentence = search.sentence(text, first, last)
            found.append(
                (short_id("mention", article_id, start, end), article_id, paragraph_id, start, end, alias,
                 types[actor_id], actor_id, sentence[0] + offset, sentence[1] + offset, place)
            )  # fmt: skip
            swallowed += [(mention_id, actor_id, place) for a, b, mention_id in known if start <= a and b <= end]
    for table, rows in (("fix_found", found), ("fix_swallowed", swallowed)):
        columns = con.execute(f"describe {table}").fetchall()
        if rows:
            store.insert(con, table, pl.DataFrame(rows, schema=[column[0] for column in columns], orient="row"))


def _refuse_contradictions(con: DuckDBPyConnection, folder: Path) -> None:
    """Raise CorrectionsError when lines that are equally specific move one mention to different actors."""
    found = con.execute("select distinct places from fix_chosen where len(wishes) > 1 order by all").fetchall()
    mistakes = []
    for (places,) in found:
        first, *others = (place.replace(":", ", line ") for place in places)
        mistakes.append(
            f"{folder / first}: moves mentions to another actor than {'; '.join(others)}."
            " Delete one of the lines, or say it of a mention."
        )
    if mistakes:
        raise CorrectionsError("\n".join(mistakes))


def _remedy(con: DuckDBPyConnection, correction: Correction, why: str) -> str:
    """What the user may have meant: whose other name a cell is, or the known name that is written most like it."""
    cell = next((v for c in _ADDRESSES if (v := correction.get(c)) and f'"{v}"' in why), None)
    if cell is None:
        return ""
    owners = con.execute(
        """select distinct n.name from facts.alias_evidence as e
           join facts.article_actors as n using (article_id, actor_id)
           where lower(trim(e.alias)) = $1 and lower(n.name) <> $1 order by all""",
        [folded(cell)],
    ).fetchall()
    if owners:
        return f" It is another name of {', '.join(name for (name,) in owners[:3])}: write that, or the id."
    close = con.execute(
        "select name from (select distinct name from facts.article_actors)"
        " where jaro_winkler_similarity(lower(name), $1) >= 0.9"
        " order by jaro_winkler_similarity(lower(name), $1) desc, name limit 1",
        [folded(cell)],
    ).fetchall()
    return f" Did you mean {close[0][0]}?" if close else ""


def _note(con: DuckDBPyConnection, corrections: Sequence[Correction], plan: resolve.Plan) -> list[Applied]:
    """Fill ops.corrections_applied; returns its rows."""
    counts = dict(
        con.execute("select unnest(corrections) as place, count(*) from facts.overruled group by place").fetchall()
    )
    outcome = []
    for correction in corrections:
        count = counts.get(correction.place, 0)
        status, why = plan.failed.get(correction.place, ("applied", ""))
        if status == "applied" and not count:
            status, why = "no_effect", "No row is changed by it."
        if status == "no_effect":
            why += _remedy(con, correction, why)
        values = ", ".join(f"{column}={value}" for column, value in correction.values.items() if column != "note")
        outcome.append(
            Applied(correction.file, correction.line, correction.kind, status, f"{values}. {why}".strip(), count,
                    correction.get("note"))
        )  # fmt: skip
    rows = [(a.file, a.line, a.kind, a.status, a.detail, a.rows_changed, a.note) for a in outcome]
    if rows:
        columns = [column.name for column in schema.tables()["ops.corrections_applied"].columns]
        store.insert(
            con, "ops.corrections_applied", pl.DataFrame(rows, schema=columns, orient="row", infer_schema_length=None)
        )
    return outcome
