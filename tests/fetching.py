"""Helpers of the tests of fetching: the read step alone, and whole refreshes, in this process or in one to kill.

A fork server imports the pipeline once; what it starts is a fresh process all the same, and can be killed like one.
"""

import multiprocessing
import os
import sys
from collections.abc import Sequence
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any
from uuid import uuid4

import duckdb

from pipeline.defs.corpus import CORPUS
from pipeline.sources.config import load_fetch_settings, load_sources
from pipeline.sources.web.plan import Options
from pipeline.stages import ledger, reading, runs
from pipeline.stages.batches import Workers
from pipeline.stages.fetching import Web
from tests.sources.web.site import NewsSites
from warehouse import checks, schema, store

SPAWN = multiprocessing.get_context("forkserver")
SPAWN.set_forkserver_preload(["pipeline.cli", "pipeline.runner", "pipeline.reports", "tests.fetching"])
WARM = "recheck_hours = 0\nrecheck_days = 3650\n"  # every listed page is due at each refresh


def source(identity: str, kind: str, sites: NewsSites, where: str, extra: str = "", delay: float = 0.0) -> str:
    """A `[[source]]` of a sources file that may talk to the test sites; `where` is its url or path line."""
    allowed = ", ".join(f'"{address}"' for address in sites.allow)
    return (
        f'[[source]]\nid = "{identity}"\nkind = "{kind}"\n{where}\nlanguages = ["id"]\n'
        f"delay_seconds = {delay}\nallow_addresses = [{allowed}]\n{extra}\n"
    )


def feed(sites: NewsSites, extra: str = "", delay: float = 0.0, path: str = "/feed.rss") -> str:
    """A feed source of the first site."""
    return source("umpan", "feed", sites, f'url = "{sites[0].url(path)}"', extra, delay)


def write(folder: Path, *sources: str) -> Path:
    """Write a sources file; returns its path."""
    file = folder / "sources.toml"
    file.write_text('[fetch]\ncontact = "uji@contoh.id"\ntimeout_seconds = 10\n' + "".join(sources), encoding="utf-8")
    return file


def read(home: Path, sources: Path, options: Options | None = None, batch: int = 100) -> bool:
    """Do the read step as a refresh does it, with the checks of its tables; tells whether data changed."""
    ledger.BATCH_DOCUMENTS = batch
    enabled = [source for source in load_sources(sources) if source.enabled]
    web = Web(home / "raw", load_fetch_settings(sources), options or Options())
    run_id = str(uuid4())
    with store.connect(home / "work" / "lumbung.duckdb") as con, Workers(1) as workers:
        runs.start(con, run_id)
        before = store.revision(con)
        reading.refresh(con, enabled, workers, run_id, web)
        for check in checks.invariants(schema.tables().values()):
            if check.table in CORPUS:
                assert con.execute(check.sql).fetchall() == [], check.name
        return store.revision(con) != before


def start_read(home: Path, sources: Path) -> ForkServerProcess:
    """Start the read step in a process of its own, with tiny batches."""
    process = SPAWN.Process(target=read, args=(home, sources, None, 5))
    process.start()
    return process


def lumbung(home: Path, sources: Path, *arguments: str, code: int = 0) -> str:
    """Run `lumbung refresh` to its end; returns what it printed and fails when it ended with another exit code."""
    process = start_lumbung(home, sources, *arguments)
    process.join(120)
    output = home.with_suffix(".log").read_text(encoding="utf-8")
    assert process.exitcode == code, output
    return output


def start_lumbung(home: Path, sources: Path, *arguments: str) -> ForkServerProcess:
    """Start `lumbung refresh`; what it prints goes to a file beside the home."""
    process = SPAWN.Process(target=_lumbung, args=(str(home), str(sources), arguments))
    process.start()
    return process


def _lumbung(home: str, sources: str, arguments: Sequence[str]) -> None:
    os.environ |= {"LUMBUNG_HOME": home, "LUMBUNG_SOURCES": sources, "LUMBUNG_WORKERS": "1"}
    file = os.open(f"{home}.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(file, 1)
    os.dup2(file, 2)
    from pipeline import cli

    sys.exit(cli.main(["refresh", *arguments]))


def ask(home: Path, sql: str) -> list[tuple[Any, ...]]:
    """Rows of the working file, which is newer than the published one when nothing was published."""
    with duckdb.connect(home / "work" / "lumbung.duckdb", read_only=True) as con:
        con.execute("set timezone = 'UTC'")
        return con.execute(sql).fetchall()


def change(home: Path, sql: str) -> None:
    """Change the working file, as time would."""
    with duckdb.connect(home / "work" / "lumbung.duckdb") as con:
        con.execute(sql)
