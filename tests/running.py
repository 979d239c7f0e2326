"""Helpers of the tests: running a refresh on a folder, and reading a published file as comparable rows."""

import os
import subprocess
import sys
from pathlib import Path

import duckdb

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "pipeline" / "sources" / "sample"
SHARED = ROOT.parent / "shared"
# When, how often and from which moment a row came differs between runs by design.
BOOKKEEPING = {
    *("ops.runs", "ops.coverage", "ops.builds", "ops.revision", "ops.files"),
    *("marts.coverage", "ops.source_health"),
    *("ops.pages", "ops.requests", "ops.robots", "ops.listings"),
}


def write_sources(folder: Path, path: Path, extra: str = "") -> Path:
    """Write a sources file that reads the folder `path`; returns its path."""
    file = folder / "sources.toml"
    file.write_text(
        f'[[source]]\nid = "inbox"\nkind = "folder"\npath = "{path}"\nlanguages = ["id", "en", "ms", "zh"]\n{extra}',
        encoding="utf-8",
    )
    return file


def environment(home: Path, sources: Path, workers: int = 1) -> dict[str, str]:
    """Environment of a `lumbung` process on this home and these sources."""
    settings = {"LUMBUNG_HOME": str(home), "LUMBUNG_SOURCES": str(sources), "LUMBUNG_WORKERS": str(workers)}
    return os.environ | settings | {"PYTHONUNBUFFERED": "1"}


def start(home: Path, sources: Path, workers: int = 1) -> "subprocess.Popen[str]":
    """Start `lumbung refresh` as a user would."""
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", "refresh"],
        env=environment(home, sources, workers),
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


def refresh(home: Path, sources: Path, workers: int = 1) -> str:
    """Run `lumbung refresh` to its end; returns what it printed and fails when it failed."""
    process = start(home, sources, workers)
    output, _ = process.communicate(timeout=300)
    assert process.returncode == 0, output
    return output


def rows(home: Path, *leave_out: str) -> dict[str, list[tuple[str, ...]]]:
    """All rows of the published file by table or view, sorted, without bookkeeping and those in `leave_out`."""
    with duckdb.connect(home / "lumbung.duckdb", read_only=True) as con:
        tables = con.execute(
            "select table_schema || '.' || table_name from information_schema.tables order by 1"
        ).fetchall()
        found = {}
        for (table,) in tables:
            if table in BOOKKEEPING or table in leave_out:
                continue
            times = "exclude (first_attempt, last_attempt, next_try)" if table == "ops.rejected" else ""
            found[table] = sorted(con.execute(f"select columns(* {times})::varchar from {table}").fetchall(), key=str)
        return found
