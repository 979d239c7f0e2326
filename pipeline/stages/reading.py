"""Sources to corpus: reads what is new or changed, cleans it in batches, and keeps the ledgers.

Each batch is one transaction: its articles, its rejections and what the ledgers say of it. A run killed between two
batches is taken up at the next one. How documents are read and cleaned belongs to `sources` and `text`.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

import polars as pl
from duckdb import DuckDBPyConnection

from pipeline.ids import short_id
from pipeline.sources.config import Source
from pipeline.sources.folder import FileEntry, list_files, read_file
from pipeline.stages import history
from pipeline.stages.batches import Workers
from pipeline.stages.versions import stage_version
from pipeline.text.frames import Cleaned, clean
from pipeline.text.model import Document, Rejection
from warehouse import schema, store

log = logging.getLogger("lumbung")

BATCH_DOCUMENTS = 100
BATCH_BYTES = 8_000_000
# Not the content's fault: tried again at each refresh.
PASSING = frozenset({"unreadable", "vanished"})
BY_ARTICLE = tuple(
    table.name
    for table in schema.tables().values()
    if "article_id" in table.column_names and table.name not in ("ops.documents", *history.TABLES)
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger says of a document."""

    content_sha256: str
    article_id: str | None
    version: str


@dataclass(slots=True)
class Batch:
    """Documents to clean, rejections met on the way, and the files that are done with when this batch is stored."""

    documents: list[Document] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    files: list[tuple[FileEntry, int]] = field(default_factory=list)
    size: int = 0

    @property
    def is_full(self) -> bool:
        """True when another document should go to the next batch."""
        return len(self.documents) + len(self.rejections) >= BATCH_DOCUMENTS or self.size >= BATCH_BYTES


def refresh(con: DuckDBPyConnection, sources: Sequence[Source], workers: Workers, run_id: str) -> Counter[str]:
    """Bring the corpus up to date with the sources; returns the run's counts (columns of ops.runs, by name).

    Raises SourcesError when a source's configuration turns out to be wrong (a folder that does not exist).
    """
    reading = _Reading(con, stage_version("clean"), datetime.now(UTC))
    _forget_others(con, [source.id for source in sources])
    for source in sources:
        before = reading.total.copy()
        reading.source(source, workers)
        _log_source(source, reading.total - before)
    total = reading.total
    con.execute(
        "update ops.runs set listed = $2, unchanged = $3, read = $4, failed = $5, accepted = $6, rejected = $7"
        " where run_id = $1",
        [run_id, *(total[name] for name in ("listed", "unchanged", "read", "failed", "accepted", "rejected"))],
    )
    return total


def _forget_others(con: DuckDBPyConnection, read: list[str]) -> None:
    """Take out the articles of sources that are switched off or gone from the sources file, and their ledgers."""
    others = "source_id not in (select unnest($1::varchar[]))"
    gone = con.execute(f"select distinct source_id from ops.documents where {others} order by all", [read]).fetchall()
    if not gone:
        return
    with store.transaction(con):
        found = con.execute(f"select article_id from corpus.articles where {others}", [read]).fetchall()
        for table in BY_ARTICLE:
            store.delete(con, table, "article_id", [row[0] for row in found])
        for table in ("ops.documents", "ops.files", "ops.rejected", *history.TABLES):
            con.execute(f"delete from {table} where {others}", [read])
        store.bump(con)
    log.info("Left out with all their articles: %s", ", ".join(row[0] for row in gone))


def _log_source(source: Source, counts: Counter[str]) -> None:
    log.info(
        "%s: %d documents, %d unchanged, %d accepted, %d rejected, %d failed",
        source.id, counts["listed"], counts["unchanged"], counts["accepted"], counts["rejected"], counts["failed"],
    )  # fmt: skip


class _Reading:
    """One look at the sources."""

    def __init__(self, con: DuckDBPyConnection, version: str, now: datetime) -> None:
        self.con, self.stage, self.version, self.now = con, version, version, now
        self.total: Counter[str] = Counter()
        self.counts: Counter[str] = Counter()
        self.known: dict[str, Known] = {}

    def source(self, source: Source, workers: Workers) -> None:
        self.counts = Counter()
        self.known = {}
        self.version = short_id(self.stage, *_settings(source))
        pending = self._pending(source, list_files(source))
        function = partial(_clean, version=self.version)
        for batch, cleaned in workers.map(function, pending, _halves):
            self._store(source, batch, cleaned or _crashed(batch))
            if batch.documents:
                log.info("%s: %d documents cleaned", source.id, self.counts["read"])
        self._cover(source)
        self.total += self.counts

    def _pending(self, source: Source, entries: Iterable[FileEntry]) -> Iterator[Batch]:
        """Yield batches of what is new or changed, counting what is not."""
        rows = self.con.execute(
            "select path, size, mtime_ns, documents, version from ops.files where source_id = $1", [source.id]
        ).fetchall()
        files = {path: rest for path, *rest in rows}
        batch = Batch()
        for entry in entries:
            seen = files.get(entry.relative)
            if seen is not None and (seen[0], seen[1], seen[3]) == (entry.size, entry.mtime_ns, self.version):
                self.counts["unchanged"] += seen[2]
                self.counts["listed"] += seen[2]
                continue
            self._load_known(source)
            documents = 0
            for item in read_file(source, entry):
                documents += 1
                self.counts["listed"] += 1
                if isinstance(item, Rejection):
                    batch.rejections.append(item)
                elif self._is_done(item):
                    self.counts["unchanged"] += 1
                else:
                    batch.documents.append(item)
                    batch.size += len(item.content)
                if batch.is_full:
                    yield batch
                    batch = Batch()
            batch.files.append((entry, documents))
        if batch.documents or batch.rejections or batch.files:
            yield batch

    def _load_known(self, source: Source) -> None:
        if not self.known:
            rows = self.con.execute(
                "select source_uri, content_sha256, article_id, version from ops.documents where source_id = $1",
                [source.id],
            ).fetchall()
            self.known = {uri: Known(*rest) for uri, *rest in rows} or {"": Known("", None, "")}

    def _is_done(self, document: Document) -> bool:
        known = self.known.get(document.source_uri)
        return known is not None and (known.content_sha256, known.version) == (document.content_sha256, self.version)

    def _store(self, source: Source, batch: Batch, cleaned: Cleaned) -> None:
        refused = (*batch.rejections, *cleaned.rejections)
        failed = sum(r.reason in PASSING for r in refused)
        self.counts["failed"] += failed
        self.counts["rejected"] += len(refused) - failed
        self.counts["empty"] += sum(r.reason == "empty" for r in refused)
        self.counts["accepted"] += len(cleaned.article_ids)
        self.counts["read"] += len(refused) - failed + len(cleaned.article_ids)
        rejections = {r.source_uri: r for r in refused}
        documents = {d.source_uri: d for d in batch.documents}
        ledger = [self._entry(source, uri, documents.get(uri), cleaned) for uri in sorted({*documents, *rejections})]
        gone = {
            known.article_id
            for entry in ledger
            if (known := self.known.get(str(entry["source_uri"]))) and known.article_id
            and (known.article_id != entry["article_id"] or entry["source_uri"] in documents)
        }  # fmt: skip
        kept = {str(entry["article_id"]) for entry in ledger if entry["source_uri"] not in _uris(cleaned)}
        with store.transaction(self.con):
            history.keep(self.con, ledger, self.now)
            if delete := sorted(gone - kept):
                for table in BY_ARTICLE:
                    store.delete(self.con, table, "article_id", delete)
            for table, frame in cleaned.frames.items():
                store.insert(self.con, table, frame)
            changed = self._store_ledgers(source, ledger, rejections, batch.files)
            if delete or cleaned.article_ids or changed:
                store.bump(self.con)

    def _entry(self, source: Source, uri: str, document: Document | None, cleaned: Cleaned) -> dict[str, str | None]:
        """Make the ledger's row of a document; one that cannot be read now keeps its last good article."""
        known = self.known.get(uri)
        article_id = cleaned.article_ids.get((source.id, uri))
        sha = document.content_sha256 if document else ""
        if article_id is None and known is not None and known.article_id != short_id("article", source.id, uri, sha):
            article_id = known.article_id
        return {
            "source_id": source.id, "source_uri": uri, "content_sha256": sha, "article_id": article_id,
            "version": self.version,
        }  # fmt: skip

    def _store_ledgers(
        self,
        source: Source,
        ledger: list[dict[str, str | None]],
        rejections: dict[str, Rejection],
        files: list[tuple[FileEntry, int]],
    ) -> bool:
        """Write ops.documents, ops.rejected and ops.files; tell whether a rejection came, went or changed."""
        uris = [str(entry["source_uri"]) for entry in ledger]
        before = store.read(
            self.con,
            "select * from ops.rejected where source_id = $1 and stage in ('read', 'clean')"
            " and source_uri in (select unnest($2::varchar[]))",
            [source.id, uris],
        )
        attempts = {row["source_uri"]: row for row in before.iter_rows(named=True)}
        for table in ("ops.documents", "ops.rejected"):
            only = " and stage in ('read', 'clean')" if table == "ops.rejected" else ""
            self.con.execute(
                f"delete from {table} where source_id = $1 and source_uri in (select unnest($2::varchar[])){only}",
                [source.id, uris],
            )
        store.insert(self.con, "ops.documents", pl.DataFrame(ledger, infer_schema_length=None))
        rows = [
            {
                "source_id": r.source_id, "source_uri": r.source_uri, "stage": r.stage, "reason": r.reason,
                "detail": r.detail, "last_attempt": self.now,
                "first_attempt": attempts[uri]["first_attempt"] if uri in attempts else self.now,
                "attempts": attempts[uri]["attempts"] + 1 if uri in attempts else 1,
            }
            for uri, r in sorted(rejections.items())
        ]  # fmt: skip
        store.insert(self.con, "ops.rejected", pl.DataFrame(rows))
        mended = sum(self._forget_mended(source, entry) for entry, _ in files)
        self._store_files(source, [f for f in files if not _must_retry(f[0], rejections)])
        reasons = {uri: (row["stage"], row["reason"]) for uri, row in attempts.items()}
        return mended > 0 or reasons != {uri: (r.stage, r.reason) for uri, r in rejections.items()}

    def _forget_mended(self, source: Source, entry: FileEntry) -> int:
        """Drop what an earlier look could not read of a file and this look could; returns the number of rows."""
        rows = self.con.execute(
            "delete from ops.rejected where source_id = $1 and stage = 'read' and last_attempt < $3"
            " and (source_uri = $2 or starts_with(source_uri, $2 || '#')) returning source_uri",
            [source.id, entry.relative, self.now],
        ).fetchall()
        self.con.execute(
            "delete from ops.documents where source_id = $1 and article_id is null"
            " and source_uri in (select unnest($2::varchar[]))",
            [source.id, [row[0] for row in rows]],
        )
        return len(rows)

    def _store_files(self, source: Source, files: list[tuple[FileEntry, int]]) -> None:
        paths = [entry.relative for entry, _ in files]
        self.con.execute(
            "delete from ops.files where source_id = $1 and path in (select unnest($2::varchar[]))", [source.id, paths]
        )
        rows = [
            {
                "source_id": source.id, "path": entry.relative, "size": entry.size, "mtime_ns": entry.mtime_ns,
                "documents": documents, "version": self.version,
            }
            for entry, documents in files
        ]  # fmt: skip
        store.insert(self.con, "ops.files", pl.DataFrame(rows))

    def _cover(self, source: Source) -> None:
        """Add this look to the day's row of ops.coverage."""
        c = self.counts
        key = [source.id, self.now.date()]
        new = [c["listed"], c["unchanged"]]
        added = [c["read"], c["failed"], c["empty"], c["rejected"] - c["empty"], c["accepted"]]
        where = "where source_id = $1 and day = $2"
        with store.transaction(self.con):
            if not self.con.execute(f"select 1 from ops.coverage {where}", key).fetchall():
                self.con.execute(
                    "insert into ops.coverage (source_id, day, expected, fetched, unchanged, failed, empty, rejected,"
                    " accepted) values ($1, $2, 0, 0, 0, 0, 0, 0, 0)",
                    key,
                )
                store.bump(self.con)  # a day looked at, even in vain, is news to marts.coverage
            self.con.execute(
                "update ops.coverage set expected = $3, unchanged = $4, fetched = fetched + $5, failed = failed + $6,"
                f" empty = empty + $7, rejected = rejected + $8, accepted = accepted + $9 {where}",
                [*key, *new, *added],
            )


def _settings(source: Source) -> list[str]:
    """Return what the sources file says that decides what is made of a document."""
    tables = (sorted(source.fields.items()), list(source.outlets.items()))
    return [str(x) for x in (source.outlet, source.languages, source.timezone, source.max_megabytes, *tables)]


def _clean(batch: Batch, version: str) -> Cleaned:
    return clean(batch.documents, version)


def _halves(batch: Batch) -> list[Batch]:
    """Cut a batch in two; what is no document goes with the second part, which is stored last."""
    middle = len(batch.documents) // 2
    if not middle:
        return [batch]
    return [Batch(batch.documents[:middle]), Batch(batch.documents[middle:], batch.rejections, batch.files)]


def _crashed(batch: Batch) -> Cleaned:
    """Reject the document that killed its process twice."""
    cleaned = clean([], "")
    detail = "The process that cleaned this document died, twice. Look at the document."
    rejections = [Rejection(d.source_id, d.source_uri, "clean", "crashed", detail) for d in batch.documents]
    return Cleaned(cleaned.frames, tuple(rejections), {})


def _uris(cleaned: Cleaned) -> set[str]:
    return {uri for _, uri in cleaned.article_ids}


def _must_retry(entry: FileEntry, rejections: dict[str, Rejection]) -> bool:
    rejection = rejections.get(entry.relative)
    return rejection is not None and rejection.reason in PASSING
