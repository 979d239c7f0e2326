"""Writes the report for people from the published file alone: what is read, when the page is made anew, where it lies.

How the page looks and what it asks belongs to `pipeline/report`.
"""

import os
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection
from filelock import FileLock

from pipeline.report import content, page, queries
from pipeline.settings import Settings
from warehouse import publish, store


def write(settings: Settings) -> tuple[Path, bool]:
    """Write the report of the published file in one step, unless it is current; returns its path and whether it wrote.

    One process at a time: `lumbung report` beside a refresh waits, and finds the page that the other made.
    Raises FileNotFoundError when nothing is published.
    """
    if _is_current(settings):
        return settings.report, False
    settings.report_lock.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(settings.report_lock):
        # Whoever held the lock may have made it.
        if _is_current(settings):
            return settings.report, False
        _write(settings)
    return settings.report, True


def _is_current(settings: Settings) -> bool:
    with publish.open_published(settings.home) as con:
        return page.is_current(settings.report, store.state(con))


def _write(settings: Settings) -> None:
    with publish.open_published(settings.home) as con:
        text = _render(con, store.state(con))
    part = settings.report.with_suffix(".html.part")
    with part.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(settings.report)


def _render(con: DuckDBPyConnection, state: str) -> str:
    extent = _rows(con, queries.EXTENT)[0]
    grain = queries.grain(extent["first_day"], extent["last_day"])
    sections = {name: _rows(con, queries.template(sql, grain)) for name, sql in queries.SECTIONS.items()}
    evidence = _rows(con, queries.EVIDENCE, {"paragraphs": content.paragraphs(sections)})
    return page.render(sections, evidence, grain, state)


def _rows(con: DuckDBPyConnection, sql: str, values: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    cursor = con.execute(sql, values)
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
