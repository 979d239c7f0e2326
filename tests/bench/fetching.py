"""What fetching costs beside cleaning, and how far the two overlap: `python -m tests.bench.fetching [--workers 2]`.

500 pages of 20 sites of our own, on loopback addresses. Prints wall times; no test asserts one.
"""

import argparse
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

from pipeline.sources.config import FetchSettings, Source
from pipeline.sources.web.client import Client
from pipeline.sources.web.documents import Page, read_page
from pipeline.sources.web.fetch import Fetch
from pipeline.sources.web.journal import Journal
from pipeline.sources.web.model import Fetched
from pipeline.sources.web.plan import Plan
from pipeline.sources.web.raw import RawStore
from pipeline.stages import reading, runs
from pipeline.stages.batches import Workers
from pipeline.stages.fetching import Web
from pipeline.text.frames import clean
from pipeline.text.model import Document
from tests.sources.web.site import NewsSites
from warehouse import store

SITES, PAGES, DELAY = 20, 500, 1.0
SETTINGS = FetchSettings("uji@contoh.id", "Lumbung/0 (+uji@contoh.id)", hosts_in_parallel=SITES)


def main() -> None:
    """Measure the network alone, cleaning alone, and the read step that does both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, NewsSites(hosts=SITES, articles=PAGES // SITES) as sites:
        sources = [
            Source(f"umpan-{n}", "feed", None, urls=(site.url("/feed.rss"),), languages=("id",), delay_seconds=DELAY,
                   allow_addresses=sites.allow)
            for n, site in enumerate(sites)
        ]  # fmt: skip
        _clean(read_page(sources[0], *_warm(sources[0], sites, Path(folder) / "warm")))
        begun = time.monotonic()
        fetched = _network(sources, Path(folder) / "network")
        network = time.monotonic() - begun
        begun = time.monotonic()
        _cleaning(sources, fetched, RawStore(Path(folder) / "network"))
        cleaning = time.monotonic() - begun
        whole = _read_step(sources, Path(folder) / "whole", workers=options.workers)
        busiest = max(sites.concurrency(site.host) for site in sites)
    print(
        f"{len(fetched)} pages of {SITES} sites, {DELAY} s between two requests; at most {busiest} to a site at a time"
    )
    print(f"network alone   {network:6.1f} s")
    print(f"cleaning alone  {cleaning:6.1f} s")
    print(f"read step       {whole:6.1f} s, of {network + cleaning:.1f} s one after the other")


def _warm(source: Source, sites: NewsSites, folder: Path) -> tuple[Page, RawStore]:
    """A page to clean before anything is measured: the first one loads the lexicons and models."""
    raw = RawStore(folder)
    content = sites[0].articles[0].html(sites[0].origin, sites[0].outlet)
    url = source.urls[0]
    return Page(url, url, raw.put(content), sites[0].articles[0].published), raw


def _network(sources: Sequence[Source], folder: Path) -> list[Fetched]:
    client = Client(SETTINGS.user_agent, {})
    journal = Journal(folder / "journal.jsonl")
    with Fetch([Plan(source) for source in sources], client, SETTINGS, RawStore(folder), journal) as fetch:
        return [value for value in fetch.results() if isinstance(value, Fetched)]


def _cleaning(sources: Sequence[Source], fetched: Sequence[Fetched], raw: RawStore) -> None:
    by_id = {source.id: source for source in sources}
    for page in fetched:
        found = Page(page.url, page.canonical or page.url, page.sha256 or "", page.fetched_at)
        _clean(read_page(by_id[page.source_id], found, raw))


def _clean(document: object) -> None:
    assert isinstance(document, Document)
    clean([document], "bench")


def _read_step(sources: Sequence[Source], home: Path, workers: int) -> float:
    run_id = str(uuid4())
    with store.connect(home / "work" / "lumbung.duckdb") as con, Workers(workers) as pool:
        runs.start(con, run_id)
        begun = time.monotonic()
        reading.refresh(con, sources, pool, run_id, Web(home / "raw", SETTINGS))
        return time.monotonic() - begun


if __name__ == "__main__":
    main()
