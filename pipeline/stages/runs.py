"""The ledger of refreshes (`ops.runs`), and publishing at the end of one."""

import logging
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import dagster as dg
from duckdb import DuckDBPyConnection

from pipeline.settings import Settings
from warehouse import models, schema, store
from warehouse import publish as publishing

log = logging.getLogger("lumbung")


def start(con: DuckDBPyConnection, run_id: str) -> bool:
    """Open the run's row; tell whether the run before it was interrupted.

    Rows still open belong to runs that were: only one run holds the working file.
    """
    con.execute("update ops.runs set status = 'interrupted' where status = 'running'")
    last = con.execute("select status from ops.runs order by started_at desc limit 1").fetchall()
    models.follow_declaration(con, models.load())
    _open(con, run_id, datetime.now(UTC))
    return last == [("interrupted",)]


def _open(con: DuckDBPyConnection, run_id: str, moment: datetime) -> None:
    con.execute(
        "insert into ops.runs (run_id, started_at, status, lumbung_version, contract_version, listed, unchanged, read,"
        " failed, accepted, rejected) values ($1, $2, 'running', $3, $4, 0, 0, 0, 0, 0, 0)",
        [run_id, moment, version("lumbung"), schema.CONTRACT_VERSION],
    )


def end_dead_runs(instance: dg.DagsterInstance, run_id: str | None = None) -> None:
    """Mark runs that Dagster believes to be running as failed: who holds the lock knows that their process is gone."""
    filters = dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED])
    for run in instance.get_runs(filters):
        if run.run_id != run_id:
            instance.report_run_failed(run, "The process of this run ended without a word; the next refresh took over.")


def finish(con: DuckDBPyConnection, run_id: str, moment: datetime, settings: Settings) -> str | None:
    """Close the run's row and return the state to publish, or None when the published file already holds it."""
    if not con.execute("select 1 from ops.runs where run_id = $1", [run_id]).fetchall():
        _open(con, run_id, moment)  # a run of the asset alone, which reads no sources
    state = None if publishing.is_published(settings.home, store.state(con)) else store.state(con)
    schema.finish_macros(con)
    # A run that could not write its version (a full disk) claimed to be published: no file has that time.
    if kept := publishing.versions(settings.home):
        newest = publishing.moment_of(kept[-1])
        con.execute("update ops.runs set published_at = null where published_at > $1", [newest])
    con.execute(
        "update ops.runs set status = 'finished', finished_at = $2, published_at = $3,"
        " sources = (select count(distinct source_id) from corpus.articles),"
        " articles = (select count(*) from corpus.articles) where run_id = $1",
        [run_id, moment, None if state is None else moment],
    )
    con.execute("checkpoint")
    return state


def publish(state: str | None, moment: datetime, settings: Settings) -> Path:
    """Publish the closed working file as this state; with None, leave what is published. Returns its path."""
    if state is None:
        log.info("Nothing changed: %s stays as it is.", settings.published)
        return settings.published.resolve()
    path = publishing.publish(settings.working, settings.home, moment, state, settings.keep)
    log.info("Published %s", path)
    return path
