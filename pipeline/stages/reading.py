"""Sources to corpus: reads what is new or changed, cleans it in batches, and has it stored.

A run killed between two batches is taken up at the next one. How documents are read and cleaned belongs to `sources`
and `text`, how web sources are fetched to `fetching`, what is stored to `ledger`.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from functools import partial
from time import monotonic

from duckdb import DuckDBPyConnection

from pipeline.ids import short_id
from pipeline.sources.config import Source
from pipeline.sources.entries import FileEntry
from pipeline.sources.folder import list_files, read_file
from pipeline.stages import files, recurring
from pipeline.stages.batches import Workers
from pipeline.stages.fetching import PROGRESS_SECONDS, Fetching, Web
from pipeline.stages.ledger import Batch, Ledger, forget_others
from pipeline.stages.versions import stage_version
from pipeline.text.frames import Cleaned, clean
from pipeline.text.model import Rejection

log = logging.getLogger("lumbung")

COUNTED = ("listed", "unchanged", "read", "failed", "accepted", "rejected")


def refresh(
    con: DuckDBPyConnection, sources: Sequence[Source], workers: Workers, run_id: str, web: Web
) -> dict[str, Counter[str]]:
    """Bring the corpus up to date with the sources; returns the run's counts (columns of ops.runs) by source.

    All enabled sources must be given, as the articles of others are taken out; `web.options.sources` says which of them
    to look at. Raises SourcesError when a source's configuration turns out to be wrong (a folder that does not exist).
    """
    now = datetime.now(UTC)
    stage = stage_version("clean")
    if gone := forget_others(con, [source.id for source in sources]):
        log.info("Left out with all their articles: %s", ", ".join(gone))
    only = web.options.sources
    ledgers = {
        source.id: Ledger(con, source, short_id(stage, *_settings(source)), run_id, now)
        for source in sources
        if not only or source.id in only
    }
    on_the_web = {source_id: ledger for source_id, ledger in ledgers.items() if ledger.source.is_web}
    later = [source.id for source in sources if source.id not in ledgers]
    clean_batch = partial(_clean, recurring.known(con))
    with Fetching(con, on_the_web, web, run_id, later) as fetching:
        for ledger in ledgers.values():
            if not ledger.source.is_web:
                _work(ledgers, workers, clean_batch, _pending(ledger, list_files(ledger.source)))
        _work(ledgers, workers, clean_batch, fetching.batches())
        fetching.finish()
    recurring.refresh(con)
    for ledger in ledgers.values():
        ledger.cover()
        _log_source(ledger)
    total = sum((ledger.counts for ledger in ledgers.values()), Counter[str]())
    con.execute(
        "update ops.runs set listed = $2, unchanged = $3, read = $4, failed = $5, accepted = $6, rejected = $7"
        " where run_id = $1",
        [run_id, *(total[name] for name in COUNTED)],
    )
    return {source_id: ledger.counts for source_id, ledger in ledgers.items()}


def _work(
    ledgers: dict[str, Ledger], workers: Workers, clean_batch: Callable[[Batch], Cleaned], batches: Iterator[Batch]
) -> None:
    said = dict.fromkeys(ledgers, monotonic())
    for batch, cleaned in workers.map(clean_batch, batches, Batch.halves):
        ledger = ledgers[batch.source_id]
        ledger.store(batch, cleaned or _crashed(batch))
        # A web source gives a page or two at a time: a line for each would drown the others.
        if batch.documents and (not ledger.source.is_web or monotonic() - said[batch.source_id] > PROGRESS_SECONDS):
            said[batch.source_id] = monotonic()
            log.info("%s: %d documents cleaned", batch.source_id, ledger.counts["read"])


def _pending(ledger: Ledger, entries: Iterable[FileEntry]) -> Iterator[Batch]:
    """Yield batches of the files that are new or changed, counting what is not."""
    source, counts = ledger.source, ledger.counts
    known = files.known(ledger.con, source.id)
    batch = Batch(source.id, ledger.version)
    for entry in entries:
        seen = known.get(entry.relative)
        if seen is not None and (seen[0], seen[1], seen[3]) == (entry.size, entry.mtime_ns, ledger.version):
            counts["unchanged"] += seen[2]
            counts["listed"] += seen[2]
            continue
        documents = 0
        for item in read_file(source, entry):
            documents += 1
            counts["listed"] += 1
            if isinstance(item, Rejection):
                batch.rejections.append(item)
            elif ledger.is_done(item):
                counts["unchanged"] += 1
            else:
                batch.add(item)
            if batch.is_full:
                yield batch
                batch = Batch(source.id, ledger.version)
        batch.files.append((entry, documents))
    if not batch.is_empty:
        yield batch


def _log_source(ledger: Ledger) -> None:
    counts = ledger.counts
    log.info(
        "%s: %d documents, %d unchanged, %d accepted, %d rejected, %d failed",
        ledger.source.id,
        *(counts[name] for name in ("listed", "unchanged", "accepted", "rejected", "failed")),
    )


def _settings(source: Source) -> list[str]:
    """Return what the sources file says that decides what is made of a document."""
    tables = (sorted(source.fields.items()), list(source.outlets.items()))
    return [str(x) for x in (source.outlet, source.languages, source.timezone, source.max_megabytes, *tables)]


def _clean(learned: Mapping[str, AbstractSet[str]], batch: Batch) -> Cleaned:
    return clean(batch.documents, batch.version, learned)


def _crashed(batch: Batch) -> Cleaned:
    """Reject the document that killed its process twice."""
    cleaned = clean([], "")
    detail = "The process that cleaned this document died, twice. Look at the document."
    rejections = [Rejection(d.source_id, d.source_uri, "clean", "crashed", detail) for d in batch.documents]
    return Cleaned(cleaned.frames, tuple(rejections), {})
