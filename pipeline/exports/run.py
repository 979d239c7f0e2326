"""An export: tables of one published version as files in a folder that is swapped in whole.

Only the published file is read, never the working one. How rows become files belongs to `files.py` and `network.py`.
"""

import glob
import json
import secrets
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

from pipeline.exports import files, network, package
from pipeline.exports.package import Written
from warehouse import catalog, publish
from warehouse.schema import Table, quoted

NETWORK = "network"
DEFAULT = ("marts", NETWORK)
MEMORY = "1GB"
STALE_SECONDS = 24 * 3600
LEFT = (".part", ".spill", ".old")  # folders beside the target while an export runs


class ExportError(ValueError):
    """An export that cannot be made; the message says why and what to do."""


class ExportFailed(RuntimeError):
    """An export that was begun and could not be finished; the message says why, and what is in the folder now."""


def export(home: Path, names: Sequence[str], form: str, target: Path) -> list[Path]:
    """Write tables of the published file, and their `datapackage.json`, into the folder `target`; returns the files.

    `names` are tables and views (`marts.actors`), whole schemas (`facts`), or `network`; none means all marts and the
    network. What an earlier export wrote into `target` is replaced, whole or not at all.
    Raises ExportError for an unknown name or a folder that holds other files or cannot be written, ExportFailed when
    writing fails (a full disk), FileNotFoundError when nothing is published.
    """
    target = target.expanduser().absolute()
    with _unharmed(target), _published(home, target) as (con, version, staging):
        tables = catalog.tables(con)
        chosen = _chosen(names or DEFAULT, tables)
        written = []
        for table in chosen:
            path = staging / f"{table.name}.{form}"
            files.write_table(con, table, form, path)
            written.append(Written(path, table.description, table))
        if NETWORK in (names or DEFAULT):
            written += _network(con, staging)
        descriptor = package.describe(written, _build(con, version))
        text = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
        (staging / package.NAME).write_text(text, encoding="utf-8")
        con.close()
        _swap(staging, target)
    return [*sorted(target / item.path.name for item in written), target / package.NAME]


def _chosen(names: Sequence[str], tables: dict[str, Table]) -> list[Table]:
    chosen: dict[str, Table] = {}
    for name in names:
        found = {key: table for key, table in tables.items() if name in (key, key.partition(".")[0])}
        if not found and name != NETWORK:
            raise ExportError(
                f"The published file has no table {name!r}. `lumbung sql \"select schema_name || '.' || table_name"
                ' from duckdb_tables()"` lists them; a schema (marts) stands for all of its tables.'
            )
        chosen |= found
    return list(chosen.values())


def _network(con: DuckDBPyConnection, folder: Path) -> list[Written]:
    nodes, edges = (folder / f"{table.name}.csv" for table in (network.NODES, network.EDGES))
    graph = folder / "actor_network.graphml"
    network.write_lists(con, nodes, edges)
    network.write_graphml(con, graph)
    return [
        Written(nodes, network.NODES.description, network.NODES),
        Written(edges, network.EDGES.description, network.EDGES),
        Written(graph, "The actor network with the same nodes and edges, for Gephi and others.", None),
    ]


def _build(con: DuckDBPyConnection, version: Path) -> dict[str, str]:
    rows = con.execute(
        "select lumbung_version, contract_version from ops.runs"
        " where published_at is not null order by published_at desc limit 1"
    ).fetchall()
    lumbung, contract = rows[0] if rows else ("unknown", "unknown")
    moment = publish.moment_of(version)
    return {
        "published_at": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        "file": version.name,
        "lumbung_version": lumbung,
        "contract_version": contract,
    }


@contextmanager
def _published(home: Path, target: Path) -> Iterator[tuple[DuckDBPyConnection, Path, Path]]:
    """Attach the published version read-only to an instance of its own, beside an empty folder for what is written."""
    version = publish.current(home)
    if version is None:
        raise FileNotFoundError(f"{home / 'lumbung.duckdb'} does not exist. Run `lumbung refresh` first.")
    staging = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    spill = staging.with_suffix(".spill")
    try:
        _check_target(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        _remove_left(target)
        staging.mkdir()
    except OSError as error:
        raise ExportError(f"{target} cannot be written: {error.strerror}. Name another folder with --to.") from error
    config: dict[str, Any] = {"memory_limit": MEMORY, "threads": 2, "temp_directory": str(spill)}
    try:
        # In an instance of its own, so that other connections of this process may have other settings.
        with duckdb.connect(config=config) as con:
            con.execute("set timezone = 'UTC'")
            con.execute(f"attach {quoted(str(version))} as published (read_only)")
            con.execute("use published")
            yield con, version, staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        shutil.rmtree(spill, ignore_errors=True)


@contextmanager
def _unharmed(target: Path) -> Iterator[None]:
    """Turn what the disk or DuckDB refuses during an export into ExportFailed."""
    try:
        yield
    except FileNotFoundError:
        raise
    except (OSError, duckdb.IOException, duckdb.OutOfMemoryException) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error).partition("\n")[0]
        message = f"The export to {target} was not finished: {reason.rstrip('.')}. What was there before is unchanged."
        raise ExportFailed(message) from error


def _remove_left(target: Path) -> None:
    """Remove what killed exports left, but for the earlier export while nothing stands in its place."""
    for left in target.parent.glob(f".{glob.escape(target.name)}.*"):
        if left.suffix == ".old" and not target.exists():
            continue
        if left.suffix in LEFT and time.time() - left.stat().st_mtime > STALE_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


def _check_target(target: Path) -> None:
    """Raise ExportError unless the folder is absent, empty, or holds an export and nothing else."""
    if not target.exists():
        return
    if not target.is_dir() or target.is_symlink():
        raise ExportError(f"{target} is no folder. Name a new or empty folder with --to.")
    present = {path.name for path in target.iterdir()}
    if present - _exported(target):
        raise ExportError(f"{target} holds files that no export wrote. Name a new or empty folder with --to.")


def _exported(folder: Path) -> set[str]:
    try:
        found = json.loads((folder / package.NAME).read_text(encoding="utf-8"))
        return {package.NAME, *(item["path"] for item in found["resources"])} if "lumbung" in found else set()
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _swap(staging: Path, target: Path) -> None:
    """Put the finished folder in the place of the old one."""
    old = staging.with_suffix(".old")
    if target.exists():
        target.rename(old)
    try:
        staging.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
