"""Speed and memory of whole refreshes: `make bench`. Figures, no assertions; compare only what one run prints.

`python -m tests.bench [--articles 1000,20000] [--pages 692]`. Pages are saved pages from ../shared/gold/html, repeated,
where that folder is present, generated ones otherwise.
"""

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from tests.bench.generate import page, texts
from tests.running import ROOT, SHARED, environment, write_sources


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall seconds, CPU seconds of all processes, and the peak of their summed resident memory in MB."""

    wall: float
    cpu: float
    peak: float


def refresh(home: Path, sources: Path, workers: int) -> Cost:
    """Measure one `lumbung refresh`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", "refresh"],
        env=environment(home, sources, workers),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(process.pid, peak), daemon=True)
    watcher.start()
    _, errors = process.communicate()
    wall = time.perf_counter() - start
    if process.returncode:
        sys.exit(errors)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Cost(wall, cpu, peak[0])


def _watch(pid: int, peak: list[float]) -> None:
    """Sample the resident memory of a process and its descendants until it is gone."""
    size = os.sysconf("SC_PAGE_SIZE")
    while Path(f"/proc/{pid}").exists():
        children: dict[int, list[int]] = {}
        pages: dict[int, int] = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    stat = (entry / "stat").read_text().rpartition(")")[2].split()
                    pages[int(entry.name)] = int((entry / "statm").read_text().split()[1])
                except OSError:
                    continue
                children.setdefault(int(stat[1]), []).append(int(entry.name))
        family = [pid]
        for member in family:
            family += children.get(member, [])
        peak[0] = max(peak[0], sum(pages.get(member, 0) for member in family) * size / 1e6)
        time.sleep(0.1)


def plain(content: bytes) -> int:
    """Plain trafilatura with metadata on one page; returns the length of its text."""
    import trafilatura

    document = trafilatura.bare_extraction(content, include_comments=False, with_metadata=True)
    return len(document.text or "") if document else 0


def show(label: str, cost: Cost, items: int, unit: str) -> None:
    """Print one line of figures."""
    rate = f"{items / cost.wall:8.1f} {unit}/s" if items else " " * 12
    print(f"{label:46s} {cost.wall:8.1f} s  {cost.cpu:8.1f} CPU s  {cost.peak:7.0f} MB  {rate}", flush=True)


def bench_texts(folder: Path, counts: list[int], workers: int) -> None:
    """Refresh generated articles, then refresh again with nothing new."""
    for count in counts:
        work = folder / f"texts{count}"
        (work / "inbox").mkdir(parents=True)
        with (work / "inbox" / "articles.jsonl").open("w", encoding="utf-8") as file:
            for name, text, day in texts(count):
                file.write(json.dumps({"id": name, "text": text, "published_at": day}, ensure_ascii=False) + "\n")
        sources = write_sources(work, work / "inbox")
        show(f"{count} text articles, {workers} workers", refresh(work / "data", sources, workers), count, "articles")
        show(f"{count} text articles, nothing new", refresh(work / "data", sources, workers), 0, "")


def bench_pages(folder: Path, count: int, workers: int) -> None:
    """Refresh pages, beside plain trafilatura with metadata on the same pages in one and in two processes."""
    inbox = folder / "pages" / "inbox"
    inbox.mkdir(parents=True)
    saved = sorted((SHARED / "gold" / "html" / "pages").glob("*.html.gz"))
    for number in range(count):
        if saved:
            path = saved[number % len(saved)]
            (inbox / f"{number:05d}-{path.name}").write_bytes(path.read_bytes())
        else:
            (inbox / f"{number:05d}.html").write_text(page(number), encoding="utf-8")
    print(f"{count} pages: " + (f"{len(saved)} saved ones, repeated" if saved else "generated"))
    contents = [
        gzip.decompress(p.read_bytes()) if p.suffix == ".gz" else p.read_bytes() for p in sorted(inbox.iterdir())
    ]
    plain(contents[0])
    start, cpu = time.perf_counter(), time.process_time()
    for content in contents:
        plain(content)
    alone = Cost(time.perf_counter() - start, time.process_time() - cpu, 0)
    show("plain trafilatura with metadata, 1 process", alone, count, "pages")
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        list(pool.map(plain, contents[: workers * 2]))
        start = time.perf_counter()
        list(pool.map(plain, contents, chunksize=10))
        pooled = Cost(time.perf_counter() - start, alone.cpu, 0)
    show(f"plain trafilatura with metadata, {workers} processes", pooled, count, "pages")
    sources = write_sources(folder / "pages", inbox)
    one = refresh(folder / "pages" / "one", sources, 1)
    show("whole refresh, 1 worker", one, count, "pages")
    many = refresh(folder / "pages" / "many", sources, workers)
    show(f"whole refresh, {workers} workers", many, count, "pages")
    print(f"refresh / plain trafilatura: {one.wall / alone.wall:.2f} (1 process each), ", end="")
    print(f"{many.wall / pooled.wall:.2f} ({workers} processes each), {one.cpu / alone.cpu:.2f} in CPU time")
    empty = folder / "empty"
    (empty / "inbox").mkdir(parents=True)
    show(
        "refresh of an empty folder (fixed cost)",
        refresh(empty / "data", write_sources(empty, empty / "inbox"), 1),
        0,
        "",
    )


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", default="1000,20000")
    parser.add_argument("--pages", type=int, default=692)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.pages:
            bench_pages(Path(folder), options.pages, options.workers)
        bench_texts(Path(folder), [int(n) for n in options.articles.split(",") if n], options.workers)
