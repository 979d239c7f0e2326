"""What is stored of a source's documents: a batch's articles, its rejections and the ledgers, in one transaction.

What is new is decided by `reading` and `fetching`; files and pages have ledgers of their own (`files`, `pages`).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import polars as pl
from duckdb import DuckDBPyConnection

from pipeline.ids import short_id
from pipeline.sources.config import Source
from pipeline.sources.entries import FileEntry
from pipeline.sources.web.model import Fetched, Looked
from pipeline.stages import files, history, pages
from pipeline.text.frames import Cleaned
from pipeline.text.model import Document, Rejection
from warehouse import schema, store

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
    """Documents to clean, rejections met on the way, and the files and pages that are done with when it is stored."""

    source_id: str
    version: str
    documents: list[Document] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    files: list[tuple[FileEntry, int]] = field(default_factory=list)
    pages: list[Fetched] = field(default_factory=list)
    size: int = 0

    @property
    def is_full(self) -> bool:
        """True when another document should go to the next batch."""
        things = max(len(self.documents) + len(self.rejections), len(self.pages))
        return things >= BATCH_DOCUMENTS or self.size >= BATCH_BYTES

    @property
    def is_empty(self) -> bool:
        """True when there is nothing to store."""
        return not (self.documents or self.rejections or self.files or self.pages)

    def add(self, document: Document) -> None:
        """Append a document to be cleaned."""
        self.documents.append(document)
        self.size += len(document.content)

    def halves(self) -> "list[Batch]":
        """Cut it in two; what is no document goes with the second part, which is stored last."""
        middle = len(self.documents) // 2
        if not middle:
            return [self]
        first, second = self.documents[:middle], self.documents[middle:]
        rest = Batch(self.source_id, self.version, second, self.rejections, self.files, self.pages)
        return [Batch(self.source_id, self.version, first), rest]


class Ledger:
    """What is known of one source's documents, and what this refresh finds: `counts` by the names of ops.runs."""

    def __init__(self, con: DuckDBPyConnection, source: Source, version: str, run_id: str, now: datetime) -> None:
        self.con, self.source, self.version, self.run_id, self.now = con, source, version, run_id, now
        self.counts: Counter[str] = Counter()
        self._known: dict[str, Known] | None = None
        self._problem: str | None = None

    @property
    def known(self) -> dict[str, Known]:
        """The source's rows of ops.documents by source_uri, as they were before this refresh."""
        if self._known is None:
            rows = self.con.execute(
                "select source_uri, content_sha256, article_id, version from ops.documents where source_id = $1",
                [self.source.id],
            ).fetchall()
            self._known = {uri: Known(*rest) for uri, *rest in rows}
        return self._known

    def is_done(self, document: Document) -> bool:
        """Whether this content was worked on by this version."""
        known = self.known.get(document.source_uri)
        return known is not None and (known.content_sha256, known.version) == (document.content_sha256, self.version)

    def store(self, batch: Batch, cleaned: Cleaned) -> None:
        """Store a batch and what cleaning made of it, all or nothing."""
        cleaned = self._without_same(batch, cleaned)
        refused = (*batch.rejections, *cleaned.rejections)
        passing = {page.url for page in batch.pages if page.outcome == "failed"}
        failed = sum(r.reason in PASSING or r.source_uri in passing for r in refused)
        articles = {*cleaned.article_ids}
        self.counts["failed"] += failed
        self.counts["rejected"] += len(refused) - failed
        self.counts["empty"] += sum(r.reason == "empty" for r in refused)
        self.counts["accepted"] += len(articles)
        self.counts["read"] += len(refused) - failed + len(articles)
        rejections = {r.source_uri: r for r in refused}
        documents = {d.source_uri: d for d in batch.documents}
        uris = sorted({*documents, *rejections})
        ledger = [self._entry(uri, documents.get(uri), cleaned) for uri in uris]
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
                delete_articles(self.con, delete)
            for table, frame in cleaned.frames.items():
                store.insert(self.con, table, frame)
            # First what the pages mend: a page that comes again may be rejected again, for what is in it.
            changed = pages.store_pages(self.con, self.run_id, self.source.id, batch.pages)
            changed |= self._store_ledgers(ledger, rejections, batch)
            changed |= self._forget_duplicates(batch.pages)
            if delete or articles or changed:
                store.bump(self.con)
        for entry in ledger:
            known = Known(str(entry["content_sha256"]), entry["article_id"], self.version)
            self.known[str(entry["source_uri"])] = known

    def look(self, looked: Looked) -> None:
        """Count what a look at the source's listings found."""
        self.counts["listed"] += looked.unchanged
        self.counts["unchanged"] += looked.unchanged
        self.counts["deferred"] += looked.waiting + looked.held_back
        self.counts["failed_looks"] += looked.failed
        self._problem = " ".join(looked.problems) or None

    def cover(self) -> None:
        """Add this look to the day's row of ops.coverage."""
        c = self.counts
        key = [self.source.id, self.now.date()]
        new = [c["listed"] + c["deferred"], c["unchanged"], c["deferred"], self._problem]
        added = [c["read"], c["failed"], c["empty"], c["rejected"] - c["empty"], c["accepted"], c["failed_looks"]]
        where = "where source_id = $1 and day = $2"
        with store.transaction(self.con):
            last = self.con.execute(
                "select listing_problem from ops.coverage where source_id = $1 order by day desc limit 1", key[:1]
            ).fetchall()
            first_today = not self.con.execute(f"select 1 from ops.coverage {where}", key).fetchall()
            if first_today:
                self.con.execute(
                    "insert into ops.coverage (source_id, day, expected, fetched, unchanged, failed, empty, rejected,"
                    " accepted, looks, failed_looks, deferred) values ($1, $2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)",
                    key,
                )
            self.con.execute(
                "update ops.coverage set expected = $3, unchanged = $4, deferred = $5, listing_problem = $6,"
                " fetched = fetched + $7, failed = failed + $8, empty = empty + $9, rejected = rejected + $10,"
                " accepted = accepted + $11, failed_looks = coalesce(failed_looks, 0) + $12,"
                f" looks = coalesce(looks, 0) + 1 {where}",
                [*key, *new, *added],
            )
            # Readers must see that a source went quiet, or speaks again, though no article came. Once a day is enough.
            if first_today or ((last[0][0] if last else None) is None) != (self._problem is None):
                store.bump(self.con)

    def _without_same(self, batch: Batch, cleaned: Cleaned) -> Cleaned:
        """Leave out articles of changed pages that read as before: only what is not the article changed around them.

        Without it a page with a clock or a list of new articles in it would be a new version at each look.
        """
        changed = {page.url for page in batch.pages if page.outcome == "changed"}
        before = {uri: known for _, uri in cleaned.article_ids if uri in changed and (known := self.known.get(uri))}
        present = {
            uri: known.article_id for uri, known in before.items() if known.article_id and known.version == self.version
        }
        if not present:
            return cleaned
        same = history.same(self.con, cleaned.frames["corpus.articles"], present)
        self.counts["unchanged"] += len(same)
        frames = {
            table: frame.filter(~pl.col("article_id").is_in(list(same))) for table, frame in cleaned.frames.items()
        }
        ids = {key: article_id for key, article_id in cleaned.article_ids.items() if article_id not in same}
        return Cleaned(frames, cleaned.rejections, ids)

    def _forget_duplicates(self, fetched: list[Fetched]) -> bool:
        """Take out what pages had become before they turned out to be another page's article."""
        urls = [page.url for page in fetched if page.outcome == "duplicate"]
        found = self.con.execute(
            "delete from ops.documents where source_id = $1 and source_uri in (select unnest($2::varchar[]))"
            " returning source_uri, article_id",
            [self.source.id, urls],
        ).fetchall()
        if not found:
            return False
        delete_articles(self.con, [article_id for _, article_id in found if article_id])
        self.con.execute(
            "delete from ops.rejected where source_id = $1 and source_uri in (select unnest($2::varchar[]))",
            [self.source.id, urls],
        )
        for uri, _ in found:
            self.known.pop(uri, None)
        return True

    def _entry(self, uri: str, document: Document | None, cleaned: Cleaned) -> dict[str, str | None]:
        """Make the ledger's row of a document; one that cannot be read now keeps its last good article."""
        known = self.known.get(uri)
        article_id = cleaned.article_ids.get((self.source.id, uri))
        sha = document.content_sha256 if document else ""
        if (
            article_id is None
            and known is not None
            and known.article_id != short_id("article", self.source.id, uri, sha)
        ):
            article_id = known.article_id
        return {
            "source_id": self.source.id, "source_uri": uri, "content_sha256": sha, "article_id": article_id,
            "version": self.version,
        }  # fmt: skip

    def _store_ledgers(
        self, ledger: list[dict[str, str | None]], rejections: Mapping[str, Rejection], batch: Batch
    ) -> bool:
        """Write ops.documents, ops.rejected and ops.files; tell whether a rejection came, went or changed."""
        uris = [str(entry["source_uri"]) for entry in ledger]
        before = store.read(
            self.con,
            "select * from ops.rejected where source_id = $1 and stage in ('read', 'clean')"
            " and source_uri in (select unnest($2::varchar[]))",
            [self.source.id, uris],
        )
        attempts = {row["source_uri"]: row for row in before.iter_rows(named=True)}
        for table in ("ops.documents", "ops.rejected"):
            only = " and stage in ('read', 'clean')" if table == "ops.rejected" else ""
            self.con.execute(
                f"delete from {table} where source_id = $1 and source_uri in (select unnest($2::varchar[])){only}",
                [self.source.id, uris],
            )
        store.insert(self.con, "ops.documents", pl.DataFrame(ledger, infer_schema_length=None))
        next_tries = {page.url: page.next_try for page in batch.pages}
        rows = [
            {
                "source_id": r.source_id, "source_uri": r.source_uri, "stage": r.stage, "reason": r.reason,
                "detail": r.detail, "last_attempt": self.now,
                "first_attempt": attempts[uri]["first_attempt"] if uri in attempts else self.now,
                "attempts": attempts[uri]["attempts"] + 1 if uri in attempts else 1,
                "next_try": next_tries.get(uri),
            }
            for uri, r in sorted(rejections.items())
        ]  # fmt: skip
        store.insert(self.con, "ops.rejected", pl.DataFrame(rows, infer_schema_length=None))
        mended = sum(files.forget_mended(self.con, entry, self.now) for entry, _ in batch.files)
        passing = {uri for uri, rejection in rejections.items() if rejection.reason in PASSING}
        files.store_files(
            self.con, self.source.id, [each for each in batch.files if each[0].relative not in passing], self.version
        )
        reasons = {uri: (row["stage"], row["reason"]) for uri, row in attempts.items()}
        return mended > 0 or reasons != {uri: (r.stage, r.reason) for uri, r in rejections.items()}


def delete_articles(con: DuckDBPyConnection, article_ids: list[str]) -> None:
    """Delete articles with all that was made of them."""
    for table in BY_ARTICLE:
        store.delete(con, table, "article_id", article_ids)


def forget_others(con: DuckDBPyConnection, read: list[str]) -> list[str]:
    """Take out the articles of all sources but these, and their ledgers; returns the ids of what was taken out."""
    others = "source_id not in (select unnest($1::varchar[]))"
    gone = con.execute(
        f"select source_id from ops.documents where {others} union select source_id from ops.pages where {others}"
        " order by all",
        [read],
    ).fetchall()
    if gone:
        with store.transaction(con):
            found = con.execute(f"select article_id from corpus.articles where {others}", [read]).fetchall()
            delete_articles(con, [row[0] for row in found])
            for table in ("ops.documents", "ops.files", "ops.rejected", "ops.pages", "ops.listings", *history.TABLES):
                con.execute(f"delete from {table} where {others}", [read])
            store.bump(con)
    return [row[0] for row in gone]


def _uris(cleaned: Cleaned) -> set[str]:
    return {uri for _, uri in cleaned.article_ids}
