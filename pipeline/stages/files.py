"""The ledger of files (`ops.files`): what is known of the files of folders and archives, so that none is read twice.

What becomes of their documents is stored by `ledger`, in whose transaction all of this happens.
"""

from collections.abc import Sequence
from datetime import datetime

import polars as pl
from duckdb import DuckDBPyConnection

from pipeline.sources.entries import FileEntry
from warehouse import store


def known(con: DuckDBPyConnection, source_id: str) -> dict[str, tuple[int, int, int, str]]:
    """Size (bytes), mtime_ns, number of documents and version of each file of a source, by path."""
    rows = con.execute(
        "select path, size, mtime_ns, documents, version from ops.files where source_id = $1", [source_id]
    ).fetchall()
    return {path: (size, mtime_ns, documents, version) for path, size, mtime_ns, documents, version in rows}


def store_files(con: DuckDBPyConnection, source_id: str, files: Sequence[tuple[FileEntry, int]], version: str) -> None:
    """Keep files of a source with their number of documents, as done with by this version."""
    rows = [
        {
            "source_id": source_id, "path": entry.relative, "size": entry.size, "mtime_ns": entry.mtime_ns,
            "documents": documents, "version": version,
        }
        for entry, documents in files
    ]  # fmt: skip
    con.execute(
        "delete from ops.files where source_id = $1 and path in (select unnest($2::varchar[]))",
        [source_id, [row["path"] for row in rows]],
    )
    store.insert(con, "ops.files", pl.DataFrame(rows))


def forget_mended(con: DuckDBPyConnection, entry: FileEntry, now: datetime) -> int:
    """Drop what an earlier look could not read of a file and the one of `now` could; returns the number of rows."""
    rows = con.execute(
        "delete from ops.rejected where source_id = $1 and stage = 'read' and last_attempt < $3"
        " and (source_uri = $2 or starts_with(source_uri, $2 || '#')) returning source_uri",
        [entry.source_id, entry.relative, now],
    ).fetchall()
    con.execute(
        "delete from ops.documents where source_id = $1 and article_id is null"
        " and source_uri in (select unnest($2::varchar[]))",
        [entry.source_id, [row[0] for row in rows]],
    )
    return len(rows)
