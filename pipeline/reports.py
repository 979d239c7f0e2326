"""What the terminal shows of the published file: the table after a refresh, answers to queries, a prompt."""

import shutil
import sys

import duckdb
from rich.console import Console
from rich.table import Table

from pipeline.settings import Settings
from warehouse import publish
from warehouse.publish import Limits

COUNTS = {
    "articles": "corpus.articles",
    "paragraphs": "corpus.paragraphs",
    "stories": "corpus.stories",
    "mentions": "facts.mentions",
    "quotes": "facts.quotes",
    "figures": "facts.figures",
    "rejected": "ops.rejected",
}
# Wide tables lose columns on the terminal, and `show tables` sees none of the schemas: both look like missing data.
GREETING = """End a query with a semicolon; Ctrl-D leaves. Begin with: from ops.about;
All tables: show all tables;  Columns that do not fit are left out: name those you want."""
TOP_ACTORS = "select name from marts.actors order by stories desc, mentions desc, name limit 5"
# Topics that gather others are left out: they would always come first.
TOP_TOPICS = """select label from marts.topics as t
    where articles > 0 and not exists (from marts.topics as u where u.parent = t.topic_id)
    order by stories desc, paragraphs desc, label limit 5"""
IDLE_CORRECTIONS = (
    "select file, line, detail from ops.corrections_applied where status <> 'applied' order by file, line"
)


def print_summary(settings: Settings) -> None:
    """Print counts, top actors and top topics of the published file, and what to do next."""
    console = Console()
    table = Table(show_header=False)
    with publish.open_published(settings.home) as con:
        for name, source in COUNTS.items():
            table.add_row(name, f"{con.execute(f'select count(*) from {source}').fetchall()[0][0]:,}")
        for name, sql in (("top actors", TOP_ACTORS), ("top topics", TOP_TOPICS)):
            table.add_row(name, ", ".join(row[0] for row in con.execute(sql).fetchall()))
        idle = con.execute(IDLE_CORRECTIONS).fetchall()
    console.print(table)
    for file, line, detail in idle:
        console.print(f"{file}, line {line} changes nothing: {detail}", soft_wrap=True, highlight=False, markup=False)
    console.print(f"Published: {settings.published}", soft_wrap=True, highlight=False)
    if settings.report.exists():
        console.print(f"Report: {settings.report}", soft_wrap=True, highlight=False)
    console.print("Next:  make ui   opens the Dagster UI", highlight=False)
    console.print("       make sql  opens SQL, for example: from marts.actors limit 10;", highlight=False)


def print_query(settings: Settings, query: str, limits: Limits) -> int:
    """Print a query's rows as a table; returns 0, or 1 when DuckDB refuses the query."""
    with publish.open_published(settings.home, limits) as con:
        return _answer(con, query)


def prompt(settings: Settings, limits: Limits) -> int:
    """Answer queries, each ended by a semicolon, until end of file; returns 0.

    What comes from a pipe or a file is a script: no prompts, its last query may lack the semicolon, every query is
    answered, and 1 is returned when DuckDB refused one.
    """
    is_script = not sys.stdin.isatty()
    with publish.open_published(settings.home, limits) as con:
        if not is_script:
            print(GREETING)
        lines: list[str] = []
        code = 0
        while True:
            try:
                lines.append(input("" if is_script else "... " if lines else "lumbung> "))
            except EOFError:
                break
            if lines[-1].rstrip().endswith(";"):
                code |= _answer(con, "\n".join(lines))
                lines = []
        if not is_script:
            print()
            return 0
        return code | _answer(con, "\n".join(lines))


def _answer(con: duckdb.DuckDBPyConnection, query: str) -> int:
    try:
        relation = con.sql(query)
        if relation is not None:
            relation.show(max_width=shutil.get_terminal_size((120, 40)).columns, max_rows=100)
    except (duckdb.InterruptException, duckdb.OutOfMemoryException) as error:
        print(f"{error}\nStart `lumbung sql` with --seconds or --memory to allow more.", file=sys.stderr)
        return 1
    except duckdb.Error as error:
        print(error, file=sys.stderr)
        return 1
    return 0
