"""Web sources to batches: what the ledger knows goes into the fetch, what comes out of it becomes documents.

How pages are asked for belongs to `sources.web`, how a batch is stored to `ledger` and `pages`. No source waits for
another's pages.
"""

import logging
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from duckdb import DuckDBPyConnection

from pipeline.sources.config import FetchSettings
from pipeline.sources.web.address import host_of
from pipeline.sources.web.client import Client
from pipeline.sources.web.documents import Page, read_page
from pipeline.sources.web.fetch import Done, Fetch
from pipeline.sources.web.journal import Journal
from pipeline.sources.web.model import Fetched, Looked
from pipeline.sources.web.outcomes import advance
from pipeline.sources.web.plan import Known, Options, Plan
from pipeline.sources.web.raw import RawStore
from pipeline.stages import pages
from pipeline.stages.ledger import Batch, Ledger
from pipeline.text.model import Document, Rejection

log = logging.getLogger("lumbung")

PROGRESS_SECONDS = 30.0
WAIT_SECONDS = 5.0  # that a page may wait for others to fill its batch: cleaning works while the network does


@dataclass(frozen=True, slots=True)
class Web:
    """What fetching needs beside the sources: the folder of the raw store, who asks and how fast, and for what."""

    raw: Path
    settings: FetchSettings
    options: Options = field(default_factory=Options)


class Fetching:
    """The web sources of one refresh, from `with` (the network is at work from then on) to its end."""

    def __init__(
        self,
        con: DuckDBPyConnection,
        ledgers: Mapping[str, Ledger],
        web: Web,
        run_id: str,
        later: Collection[str] = (),
    ) -> None:
        """`later` are the ids of sources that this refresh does not look at, but the next may."""
        self.con, self.ledgers, self.run_id, self.later = con, ledgers, run_id, later
        self.now = datetime.now(UTC)
        self.raw = RawStore(web.raw)
        self.batches_of = {source_id: self._batch(source_id) for source_id in ledgers}
        self.begun: dict[str, float] = {}
        self.outcomes: dict[str, Counter[str]] = {source_id: Counter() for source_id in ledgers}
        self.hosts: dict[str, set[str]] = {source_id: set() for source_id in ledgers}
        self.known = {source_id: pages.known(con, source_id) for source_id in ledgers}
        self.holders = {source_id: _holders(known) for source_id, known in self.known.items()}
        self._stack = ExitStack()
        self._web = web

    def __enter__(self) -> "Fetching":
        if not self.ledgers:
            return self
        self.journal = Journal(self._web.raw / "journal.jsonl")
        self.left_over = list(self._left_over())
        self.again = {source_id: self._to_read_again(ledger) for source_id, ledger in self.ledgers.items()}
        paused = pages.paused(self.con, self.now)
        plans = [
            Plan(
                ledger.source,
                self._web.options,
                pages=self._overlaid(source_id),
                listings=pages.listings(self.con, source_id),
                paused=paused,
                taken_over=self._taken_over(source_id),
                read_again=frozenset(self.again[source_id]),
            )
            for source_id, ledger in self.ledgers.items()
        ]
        self.client = Client(self._web.settings.user_agent, pages.robots(self.con))
        self.fetch = self._stack.enter_context(Fetch(plans, self.client, self._web.settings, self.raw, self.journal))
        return self

    def __exit__(self, *exception: object) -> None:
        self._stack.close()

    def batches(self) -> Iterator[Batch]:
        """Batches of all web sources as their pages come; each must be stored, in this order.

        First what a newer version of the cleaning code is to read again and what a killed refresh had fetched.
        """
        if not self.ledgers:
            return
        for source_id in self.ledgers:
            yield from self._again(source_id)
        for fetched in self.left_over:
            yield from self._take(fetched)
        yield from self._flush()
        said = monotonic()
        for value in self.fetch.results():
            if value is None:
                yield from self._flush()
            elif isinstance(value, Looked):
                self._look(value)
            elif isinstance(value, Done):
                yield from self._flush(value.source_id)
                self._log_done(value.source_id)
            else:
                yield from self._take(value)
            now = monotonic()
            for source_id in [each for each, begun in self.begun.items() if now - begun > WAIT_SECONDS]:
                yield from self._flush(source_id)
            if now - said > PROGRESS_SECONDS:
                said = now
                log.info("Fetching: %d pages so far", sum(map(Counter.total, self.outcomes.values())))

    def finish(self) -> None:
        """Say that all batches are stored: the journal has done its service."""
        if self.ledgers:
            pages.store_robots(self.con, self.client.robots_files().values())
            self.journal.clear(keep=self.later)

    def _left_over(self) -> Iterator[Fetched]:
        """What a killed refresh fetched and did not store."""
        for fetched in self.journal.entries():
            known = self.known.get(fetched.source_id)
            if known is None:  # left out of this refresh, or switched off since
                continue
            page = known.get(fetched.url)
            if page is None or page.state.checked_at is None or page.state.checked_at < fetched.fetched_at:
                yield fetched

    def _taken_over(self, source_id: str) -> frozenset[str]:
        urls = frozenset(fetched.url for fetched in self.left_over if fetched.source_id == source_id)
        if urls:
            log.info("%s: %d pages that a stopped refresh had fetched are taken over", source_id, len(urls))
        return urls

    def _overlaid(self, source_id: str) -> dict[str, Known]:
        known = dict(self.known[source_id])
        for fetched in self.left_over:
            if fetched.source_id == source_id:
                known[fetched.url] = advance(known.get(fetched.url), fetched)
        return known

    def _to_read_again(self, ledger: Ledger) -> dict[str, Page]:
        """Pages that another version of the cleaning code worked on, by address.

        With the bytes of the present article; the newest where there is none, or where they were no article.
        """
        rows = self.con.execute(
            """select p.url, coalesce(p.canonical_url, p.url),
                   if(r.source_uri is null, coalesce(a.content_sha256, p.content_sha256), p.content_sha256),
                   if(r.source_uri is null, coalesce(a.fetched_at, p.fetched_at), p.fetched_at),
                   p.content_type, p.published_hint
               from ops.pages p
               left join ops.documents d on d.source_id = p.source_id and d.source_uri = p.url
               left join corpus.articles a on a.article_id = d.article_id
               left join ops.rejected r on r.source_id = p.source_id and r.source_uri = p.url
                   and r.stage in ('read', 'clean')
               where p.source_id = $1 and p.content_sha256 is not null and p.duplicate_of is null
                   and d.version is distinct from $2
               order by p.first_seen, p.url""",
            [ledger.source.id, ledger.version],
        ).fetchall()
        if rows:
            log.info("%s: %d pages are read again from the raw store", ledger.source.id, len(rows))
        return {row[0]: Page(*row) for row in rows}

    def _again(self, source_id: str) -> Iterator[Batch]:
        """Documents of the pages that are read again, from the raw store."""
        ledger = self.ledgers[source_id]
        for page in self.again[source_id].values():
            ledger.counts["listed"] += 1
            self._add(source_id, read_page(ledger.source, page, self.raw))
            if self.batches_of[source_id].is_full:
                yield from self._flush(source_id)
        yield from self._flush(source_id)

    def _look(self, looked: Looked) -> None:
        ledger = self.ledgers[looked.source_id]
        ledger.look(looked)
        pages.store_look(self.con, self.run_id, looked)
        for problem in looked.problems:
            log.warning("%s: %s", looked.source_id, problem)
        if looked.failed:
            log.warning("%s: no listing could be had; articles stay as they are", looked.source_id)
            return
        log.info(
            "%s: %d pages listed, %d wanted, %d as before, %d not due yet, %d left for the next refresh",
            looked.source_id, looked.listed, looked.wanted, looked.unchanged, looked.waiting, looked.held_back,
        )  # fmt: skip

    def _take(self, fetched: Fetched) -> Iterator[Batch]:
        """Put a page into its source's batch; yields the batch when it is full."""
        source_id, url = fetched.source_id, fetched.url
        ledger = self.ledgers[source_id]
        if any(page.url == url for page in self.batches_of[source_id].pages):
            yield from self._flush(source_id)  # twice in a journal; the second sees what the first became
        known = self.known[source_id].get(url)
        fetched = self._without_duplicate(fetched, known)
        self.known[source_id][url] = advance(known, fetched)
        self.outcomes[source_id][fetched.outcome] += 1
        self.hosts[source_id].add(host_of(url))
        if fetched.outcome == "deferred":
            ledger.counts["deferred"] += 1
        elif fetched.outcome in pages.LOST:
            ledger.counts["listed"] += 1
            self._add(source_id, Rejection(source_id, url, "read", fetched.reason or "", fetched.detail or ""))
        elif self._is_to_be_read(fetched, known, ledger):
            ledger.counts["listed"] += 1
            self._add(source_id, read_page(ledger.source, _page(fetched), self.raw))
        elif url not in self.again[source_id]:  # counted when it was read again
            ledger.counts["listed"] += 1
            ledger.counts["unchanged"] += 1
        self.batches_of[source_id].pages.append(fetched)
        if self.batches_of[source_id].is_full:
            yield from self._flush(source_id)

    def _is_to_be_read(self, fetched: Fetched, known: Known | None, ledger: Ledger) -> bool:
        if fetched.outcome in ("new", "changed"):
            return True
        if fetched.outcome != "unchanged" or fetched.sha256 is None or (known and known.duplicate_of):
            return False
        # An earlier failure stands where the reason stood why these bytes are no article: they say it again.
        had_failed = known is not None and known.outcome in (*pages.LOST, "deferred")
        document = ledger.known.get(fetched.url)
        return had_failed and (document is None or document.article_id is None)

    def _without_duplicate(self, fetched: Fetched, known: Known | None) -> Fetched:
        """A page whose article another page of the source holds is a duplicate; who is listed first holds it.

        A duplicate is judged anew though its bytes are the same: the other page may have turned out to be no article.
        """
        was_duplicate = known is not None and known.duplicate_of is not None and fetched.outcome == "unchanged"
        if not (was_duplicate or fetched.outcome in ("new", "changed")) or fetched.canonical is None:
            return fetched
        holders, documents = self.holders[fetched.source_id], self.ledgers[fetched.source_id].known
        if known and known.state.canonical and holders.get(known.state.canonical) == fetched.url:
            del holders[known.state.canonical]
        holder = holders.setdefault(fetched.canonical, fetched.url)
        held = documents.get(holder)
        if held is not None and held.article_id is None:  # its bytes were no article; perhaps these are
            holder = holders[fetched.canonical] = fetched.url
        if holder != fetched.url:
            return replace(fetched, outcome="duplicate", duplicate_of=holder)
        return replace(fetched, outcome="new") if was_duplicate else fetched

    def _add(self, source_id: str, item: Document | Rejection) -> None:
        batch = self.batches_of[source_id]
        self.begun.setdefault(source_id, monotonic())
        if isinstance(item, Rejection):
            batch.rejections.append(item)
        else:
            batch.add(item)

    def _batch(self, source_id: str) -> Batch:
        return Batch(source_id, self.ledgers[source_id].version)

    def _flush(self, source_id: str | None = None) -> Iterator[Batch]:
        for each in [source_id] if source_id else list(self.batches_of):
            batch = self.batches_of[each]
            if not batch.is_empty:
                self.batches_of[each] = self._batch(each)
                self.begun.pop(each, None)
                yield batch

    def _log_done(self, source_id: str) -> None:
        found = self.outcomes[source_id]
        if not found:
            return
        log.info(
            "%s: %d pages of %d hosts asked for: %d new, %d changed, %d unchanged, %d duplicates, %d failed, %d gone,"
            " %d refused, %d deferred",
            source_id, found.total() - found["deferred"], len(self.hosts[source_id]),
            *(found[name] for name in ("new", "changed", "unchanged", "duplicate", "failed", "gone", "refused")),
            found["deferred"],
        )  # fmt: skip


def _holders(known: Mapping[str, Known]) -> dict[str, str]:
    """The page that holds each article, by canonical address."""
    held: dict[str, str] = {}
    for url, page in known.items():
        if page.state.canonical and page.state.sha256 and page.duplicate_of is None:
            held.setdefault(page.state.canonical, url)
    return held


def _page(fetched: Fetched) -> Page:
    published = fetched.entry.published if fetched.entry else None
    address = fetched.canonical or fetched.url
    kind = fetched.headers.get("content-type")
    return Page(fetched.url, address, fetched.sha256 or "", fetched.fetched_at, kind, published)
