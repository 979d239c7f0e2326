"""Publishing: a checked copy of the working file as a dated, read-only version, and the link that readers open.

Readers never see half a refresh: the link is swapped in one step, versions are never written again. What goes into
the file is not decided here.
"""

import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

# Given at the start and not with SET, so that one process can open the file more than once.
CLOSED = {"enable_external_access": "false", "python_enable_replacements": "false", "lock_configuration": "true"}
KEEP = 7  # versions; a week of daily refreshes answers "what did we know on day X"
STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much machine a reader's connection may use; a query that wants more is stopped with an error."""

    memory: str = "1GB"  # of DuckDB; its threads and the rows that Python holds come on top
    threads: int = 2
    seconds: float = 60  # for one query; 0: no limit


LIMITS = Limits()


class NotOneSelect(ValueError):
    """A text that is not exactly one SELECT; the message says what it is."""


def publish(working: Path, home: Path, moment: datetime, state: str, keep: int = KEEP) -> Path:
    """Copy the closed working file to `home/versions/`, point `home/lumbung.duckdb` at it, keep `keep` versions.

    `state` names the content (`store.state`); the version's file name ends with it.
    No connection of this process may have `working` open (copying it would drop DuckDB's lock). Returns the new
    version's path. Raises OSError, for example on a full disk; the link then still points at the previous version.
    """
    versions = home / "versions"
    versions.mkdir(parents=True, exist_ok=True)
    for leftover in versions.glob("*.part"):
        leftover.unlink()
    version = versions / f"lumbung-{moment:{STAMP}}-{state}.duckdb"
    part = version.with_suffix(".part")
    shutil.copyfile(working, part)
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.chmod(0o444)
    part.replace(version)
    link = home / "lumbung.duckdb"
    fresh = home / ".lumbung.duckdb.next"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(version.relative_to(home))
    fresh.replace(link)
    for old in _sorted(versions)[:-keep]:
        if old != version:
            old.unlink()
    return version


def versions(home: Path) -> list[Path]:
    """Return the versions that are kept, oldest first."""
    return _sorted(home / "versions")


def _sorted(folder: Path) -> list[Path]:
    return sorted(folder.glob("lumbung-*.duckdb"))


def moment_of(version: Path) -> datetime:
    """Return when a version was built, from its name. Raises ValueError for a file that is no version."""
    return datetime.strptime(version.stem.split("-")[1], STAMP).replace(tzinfo=UTC)


def current(home: Path) -> Path | None:
    """Return the version that readers get now; None when nothing is published."""
    link = home / "lumbung.duckdb"
    return link.resolve() if link.exists() else None


def is_published(home: Path, state: str) -> bool:
    """Tell whether readers already get this state."""
    version = current(home)
    return version is not None and version.stem.endswith(f"-{state}")


def open_published(home: Path, limits: Limits = LIMITS) -> DuckDBPyConnection:
    """Open the published file read-only, without access to other files and the network, limited, the settings locked.

    When each text went through `one_select` first, what a SELECT can do here is read this file and use up the limits.
    Some functions get past these: SQL of strangers goes through `strangers.ask`. All connections of one
    process to one version need the same limits (DuckDB's rule).
    Raises FileNotFoundError when nothing is published.
    """
    path = current(home)
    if path is None:
        raise FileNotFoundError(f"{home / 'lumbung.duckdb'} does not exist. Run `lumbung refresh` first.")
    config: dict[str, Any] = dict(CLOSED)
    config["memory_limit"] = limits.memory
    config["threads"] = limits.threads
    config["max_execution_time"] = round(limits.seconds * 1000)
    # Else what does not fit into memory is written beside the version, also with max_temp_directory_size = '0B'.
    config["temp_directory"] = ""
    return duckdb.connect(path, read_only=True, config=config)


def one_select(con: DuckDBPyConnection, text: str) -> str:
    """Return the text when it is exactly one SELECT (or FROM, WITH, VALUES, DESCRIBE, SUMMARIZE, SHOW).

    `con` is the connection that will run it: some statements reach for files while they are parsed.

    Raises NotOneSelect for anything else: SET, PRAGMA, CALL, transactions, temporary tables, two statements, none.
    Raises duckdb.ParserException for a text that is no SQL.
    """
    try:
        kinds = [statement.type.name for statement in con.extract_statements(text)]
    except (duckdb.IOException, duckdb.PermissionException, ValueError) as error:
        # Files that a statement reads while it is parsed; kinds of statement that the Python client does not know.
        raise NotOneSelect("Only one SELECT is accepted, not a statement that changes or loads something.") from error
    if kinds != ["SELECT"]:
        raise NotOneSelect(f"Only one SELECT is accepted, not {', '.join(kinds) or 'an empty text'}.")
    return text
