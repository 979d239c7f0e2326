"""What an analyst waits for: opening the published file, and every macro of it. Figures, no assertions.

`python -m tests.bench.analyst [--paragraphs 1000000] [--folder FOLDER]` writes a file of that size, builds the derived
tables, and times the opening and, for each macro, calls with different arguments. With `--file FILE` it only times a
file that is there: that needs nothing but DuckDB, so that other versions of it can be measured too.
"""

import argparse
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import cycle, islice
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

from warehouse import schema

CALLS = 24
TEXTS = (
    "yang", "semikonduktor", "kecerdasan buatan", "pusat data", "yang dan di", "kereta cepat china", "5G", "kura-kura",
    "babe lesa berari", "yang semikonduktor", "人", "一丁", "丗丗", "zzzz", "data talenta digital", "一丁丂七",
    "keamanan siber", "kota pintar", "Komdigi", "perdagangan elektronik", "energi listrik", "kerja sama", "the of",
)  # fmt: skip
ACTORS = [f"act{n}" for n in (0, 1, 2, 5, 10, 40, 100, 500, 2_000, 10_000)]
TOPICS = [f"topic{n}" for n in range(12)]
DAYS = [f"{year}-{month:02d}-01" for year in (2022, 2023, 2024, 2025) for month in (1, 3, 5, 7, 9, 11)]
FACTS = ("mention", "quote", "figure", "role")


def arguments(con: DuckDBPyConnection, parameter: str) -> Sequence[object]:
    """Values for a parameter, known by its name; none when the name is new to this benchmark."""
    if parameter in ("fact_id", "fact"):
        ids = (f"select {name}_id from facts.{name}s order by hash({name}_id) limit 6" for name in FACTS)
        return [row[0] for sql in ids for row in con.execute(sql).fetchall()]
    if re.match(r"actor|name|speaker|who", parameter):
        named = [f"Actor {actor}" for actor in ACTORS]
        return (named if parameter.endswith("_b") else [*ACTORS, *named])[:: -1 if parameter.endswith("_b") else 1]
    if re.match(r"from_(a|b|day)|to_(a|b|day)|since|until|day", parameter):
        return [duckdb.execute(f"select date '{day}'").fetchall()[0][0] for day in DAYS]
    values: dict[str, Sequence[object]] = {
        "text": TEXTS, "asked": TEXTS, "written": TEXTS, "topic": [*TOPICS, *(f"Topik {n}" for n in range(12))],
        "outlet": [f"Outlet {n}" for n in range(24)], "value": range(24),
        "from_unit": ("km", "ha", "MW"), "to_unit": ("m", "m2", "kW"),
    }  # fmt: skip
    return values.get(parameter, ())


def macros(con: DuckDBPyConnection) -> dict[str, tuple[bool, list[str]]]:
    """The macros of the file: whether each gives a table, and its parameters without default."""
    kinds = con.execute(
        "select distinct function_name, function_type = 'table_macro' from duckdb_functions()"
        " where not internal and function_type in ('macro', 'table_macro') order by 1"
    ).fetchall()
    declared = dict(re.findall(r"(?m)^create or replace macro (\w+)\(([^)]*)\)", schema.macros()))
    return {
        name: (is_table, [p.strip() for p in declared[name].split(",") if p.strip() and ":=" not in p])
        for name, is_table in kinds
    }


def times(calls: Sequence[Callable[[], object]]) -> list[float]:
    """Milliseconds of each call."""
    found = []
    for call in calls:
        start = time.perf_counter()
        call()
        found.append(1000 * (time.perf_counter() - start))
    return found


def show(label: str, found: Sequence[float]) -> None:
    """Print one line of figures."""
    print(f"{label:24s} {statistics.median(found):8.1f} {min(found):8.1f} {max(found):8.1f}   {len(found)}", flush=True)


def open_and_close(path: Path) -> None:
    """Open the file as a reader does, and ask it something."""
    with duckdb.connect(path, read_only=True) as con:
        con.execute("select count(*) from corpus.articles").fetchall()


def measure(path: Path) -> None:
    """Time the opening and every macro."""
    print(f"DuckDB {duckdb.__version__}, {path.stat().st_size / 1e6:.0f} MB\n")
    print(f"{'milliseconds':24s} {'median':>8s} {'least':>8s} {'most':>8s}   calls")
    show("opening", times([lambda: open_and_close(path)] * CALLS))
    with duckdb.connect(path, read_only=True, config={"threads": 2}) as con:
        for name, (is_table, parameters) in macros(con).items():
            values = [arguments(con, parameter) for parameter in parameters]
            if not all(values):
                print(f"{name:24s} not measured: no arguments known for {', '.join(parameters)}")
                continue
            rows = islice(zip(*map(cycle, values), strict=False), CALLS) if values else [()] * CALLS
            sql = f"{'from' if is_table else 'select'} {name}({', '.join('?' * len(parameters))})"
            show(name, times([lambda sql=sql, row=row: con.execute(sql, list(row)).fetchall() for row in rows]))


def write(path: Path, paragraphs: int) -> None:
    """Write a file of that many paragraphs and print what its derived tables cost."""
    # Only here: measuring a file with another DuckDB needs no Polars.
    from tests.bench import million
    from warehouse import store

    path.unlink(missing_ok=True)
    million.create(path, paragraphs)
    print(f"{paragraphs} paragraphs: {path.stat().st_size / 1e6:.0f} MB without derived tables\n")
    print(f"{'derived table':28s}  seconds      CPU       MB")
    with store.connect(path) as con:
        size, wall, cpu = path.stat().st_size, time.perf_counter(), time.process_time()
        for name in million.build(con):
            spent = time.perf_counter() - wall, time.process_time() - cpu
            con.execute("checkpoint")
            grown, size = path.stat().st_size - size, path.stat().st_size
            print(f"{name:28s} {spent[0]:8.1f} {spent[1]:8.1f} {grown / 1e6:8.0f}", flush=True)
            wall, cpu = time.perf_counter(), time.process_time()
    print()


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--paragraphs", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="where the file is written and stays; else a temporary folder")
    parser.add_argument("--file", type=Path, help="a file to time; nothing is written")
    options = parser.parse_args()
    if options.file:
        measure(options.file)
        return
    with tempfile.TemporaryDirectory() as temporary:
        path = (options.folder or Path(temporary)) / "analyst.duckdb"
        write(path, options.paragraphs)
        measure(path)


if __name__ == "__main__":
    main()
