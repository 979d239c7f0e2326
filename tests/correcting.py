"""Corrections of the sample corpus for tests: lines of every kind, written into a folder, applied and derived."""

import random
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from duckdb import DuckDBPyConnection

from pipeline.corrections.kinds import KINDS
from pipeline.stages import correcting
from tests.running import BOOKKEEPING
from warehouse import models, store

Line = tuple[str, dict[str, str]]
Rows = dict[str, list[tuple[str, ...]]]
FACTS = ("facts.overruled", "ops.corrections_applied", *correcting.TABLES)

# A line of each kind and more; {braces} are ids that a query finds, as a user would.
LINES: list[Line] = [
    ("merge_actors", {"actor": "Tigor Sinambela", "into": "Wirasti Handaru", "note": "orang yang sama"}),
    ("merge_actors", {"actor": "Institut Dasar Selat", "into": "Universitas Tirta Nusantara"}),
    ("split_actor", {"actor": "Google", "to": "Google Kedua", "type": "ORG", "outlet": "Uji", "name": "google"}),
    ("split_actor", {"actor": "Johanis Rumengan", "to": "unknown", "mention": "{johanis}"}),
    ("split_actor", {"actor": "Batam", "to": "Singapore", "article": "{batam}"}),
    ("rename_actor", {"actor": "china", "name": "Tiongkok"}),
    ("retype_actor", {"actor": "Nusantara Capital", "type": "ORG"}),
    ("hide", {"name": "Brdo"}),
    ("hide", {"actor": "Arm"}),
    ("hide", {"mention": "{jakarta}"}),
    ("add_alias", {"actor": "Bank Indonesia", "alias": "bank sentral"}),
    ("add_alias", {"actor": "Nezar Patria", "alias": "Paraswati"}),
    ("remove_alias", {"actor": "Bank Indonesia", "alias": "BI"}),
    ("fix_speaker", {"quote": "{unattributed}", "speaker": "Rini Sasmita"}),
    ("fix_speaker", {"quote": "{attributed}", "speaker": "unknown"}),
    ("fix_figure", {"figure": "{money}", "value": "1300000000000.5", "unit": "USD"}),
    ("fix_figure", {"figure": "{linked}", "hide": "yes"}),
    ("fix_figure", {"figure": "{count}", "value": "2024", "kind": "year", "date_low": "2024-01-01",
                    "date_high": "2024-12-31", "unit": "none"}),
]  # fmt: skip
IDS = {
    "johanis": "select min(mention_id) from facts.mentions where surface = 'Johanis'",
    "batam": "select min(article_id) from facts.mentions where surface = 'Batam'",
    "jakarta": "select min(mention_id) from facts.mentions where surface = 'Jakarta'",
    "unattributed": "select min(quote_id) from facts.quotes where speaker_id is null",
    "attributed": "select min(quote_id) from facts.quotes where speaker_surface = 'Meutya'",
    "money": "select min(figure_id) from facts.figures where kind = 'money' and unit = 'IDR'",
    "linked": "select max(figure_id) from facts.figures where kind = 'money' and equivalent_figure_id is not null",
    "count": "select min(figure_id) from facts.figures where kind = 'count'",
}


@contextmanager
def working(sample_home: Path, folder: Path) -> Iterator[DuckDBPyConnection]:
    """A copy of the sample's working file, open; its articles of one outlet are called Uji."""
    path = folder / "lumbung.duckdb"
    shutil.copyfile(sample_home / "work" / "lumbung.duckdb", path)
    with store.connect(path) as con:
        con.execute(
            "update corpus.articles set outlet = 'Uji' where article_id ="
            " (select min(article_id) from facts.mentions where surface = 'Google')"
        )
        store.bump(con)
        yield con


def lines(con: DuckDBPyConnection) -> list[Line]:
    """The lines with the ids of the file as it is before anything is corrected."""
    found = {name: con.execute(sql).fetchall()[0][0] for name, sql in IDS.items()}
    return [(kind, {column: value.format(**found) for column, value in cells.items()}) for kind, cells in LINES]


def write(folder: Path, chosen: Sequence[Line], seed: int | None = None) -> Path:
    """Write the lines into corrections files, shuffled when a seed is given; returns their folder."""
    folder.mkdir(exist_ok=True)
    for path in folder.glob("*.csv"):
        path.unlink()
    order = list(chosen)
    if seed is not None:
        random.Random(seed).shuffle(order)
    for kind in KINDS.values():
        own = [cells for name, cells in order if name == kind.name]
        if own:
            text = "\n".join(",".join(cells.get(column, "") for column in kind.columns) for cells in own)
            (folder / kind.file).write_text(f"{','.join(kind.columns)}\n{text}\n", encoding="utf-8")
    return folder


def derive(con: DuckDBPyConnection) -> None:
    """Build all derived tables anew where the data changed."""
    for model in models.load():
        models.build(con, model)


def rows(con: DuckDBPyConnection, tables: Sequence[str] = ()) -> Rows:
    """All rows by table, sorted, without bookkeeping; of all tables and views unless some are named."""
    names = tables or [
        name
        for (name,) in con.execute(
            "select table_schema || '.' || table_name from information_schema.tables"
            " where table_schema in ('corpus', 'facts', 'marts', 'ops') order by 1"
        ).fetchall()
        if name not in BOOKKEEPING
    ]
    return {name: sorted(con.execute(f"select columns(*)::varchar from {name}").fetchall(), key=str) for name in names}


def without_lines(found: Rows) -> Rows:
    """The rows with the numbers of lines taken out, for comparing files in another order."""
    return {
        table: sorted(
            (tuple(re.sub(r"(\.csv(?:, line |:))\d+", r"\1n", str(value)) for value in row) for row in values), key=str
        )
        for table, values in found.items()
        if table != "ops.corrections_applied"
    }
