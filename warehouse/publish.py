"""Publishing: a checked copy of the working file as a dated, read-only version, and the link that readers open.

Readers never see half a refresh: the link is swapped in one step, versions are never written again. What goes into
the file is not decided here.
"""

import os
import shutil
from datetime import datetime
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

# Given at the start and not with SET, so that one process can open the file more than once.
CLOSED = {"enable_external_access": "false", "python_enable_replacements": "false", "lock_configuration": "true"}
KEEP = 7  # versions; a week of daily refreshes answers "what did we know on day X"


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
    version = versions / f"lumbung-{moment:%Y%m%dT%H%M%SZ}-{state}.duckdb"
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
    for old in sorted(versions.glob("lumbung-*.duckdb"))[:-keep]:
        if old != version:
            old.unlink()
    return version


def current(home: Path) -> Path | None:
    """Return the version that readers get now; None when nothing is published."""
    link = home / "lumbung.duckdb"
    return link.resolve() if link.exists() else None


def is_published(home: Path, state: str) -> bool:
    """Tell whether readers already get this state."""
    version = current(home)
    return version is not None and version.stem.endswith(f"-{state}")


def open_published(home: Path) -> DuckDBPyConnection:
    """Open the published file read-only, with access to other files and the network closed and the settings locked.

    Raises FileNotFoundError when nothing is published.
    """
    path = current(home)
    if path is None:
        raise FileNotFoundError(f"{home / 'lumbung.duckdb'} does not exist. Run `lumbung refresh` first.")
    return duckdb.connect(path, read_only=True, config=dict(CLOSED))
