"""Cost of the stories stage as the corpus grows: `python -m tests.bench.stories_scale [--sizes 1000,5000,20000,50000]`.

Articles of about 350 words, drawn from 20,000 made-up words as unevenly as words are in a language (the grammar of
`generate.py` repeats its phrases too often), one in five an edited copy of the one before, go into a DuckDB file as
reading would leave them; the stage itself is timed: the whole corpus at once, then 1,000 new ones, then nothing new.
"""

import argparse
import itertools
import random
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import polars as pl
from duckdb import DuckDBPyConnection

from pipeline.stages import stories
from pipeline.stages.batches import Workers
from tests.bench.stories_edits import SINGLE, edited
from warehouse import store

NEW = 1000
WORDS = ["".join(parts) for parts in itertools.product(("ba", "ke", "mi", "so", "tu", "ra", "ne", "li", "pa", "du",
         "ga", "wo"), repeat=4)][:20000]  # fmt: skip
WEIGHTS = list(itertools.accumulate(1 / rank for rank in range(3, len(WORDS) + 3)))


def article(number: int) -> list[str]:
    """Ten paragraphs of two sentences."""
    pick = random.Random(number)
    words = iter(pick.choices(WORDS, cum_weights=WEIGHTS, k=360))
    sentences = [" ".join(itertools.islice(words, 18)).capitalize() + "." for _ in range(20)]
    return [" ".join(sentences[at : at + 2]) for at in range(0, 20, 2)]


def fill(con: DuckDBPyConnection, numbers: Iterable[int]) -> None:
    """Write articles and paragraphs of these numbers."""
    articles, paragraphs = [], []
    for number in numbers:
        copy = number % 5 == 4
        texts = article(number - copy)
        if copy:
            kind = random.Random(number).choice(sorted(SINGLE))
            texts = edited(texts, "id", kind, str(number))
        article_id = f"{number * 2654435761 % 2**32:08x}{number:08x}"
        articles.append((article_id, "bench", str(number), "id"))
        paragraphs += [(f"{article_id}-{at}", article_id, at, "body", text) for at, text in enumerate(texts)]
    columns = ["article_id", "source_id", "source_uri", "language"]
    store.insert(con, "corpus.articles", pl.DataFrame(articles, schema=columns, orient="row"))
    columns = ["paragraph_id", "article_id", "start_char", "kind", "text"]
    store.insert(con, "corpus.paragraphs", pl.DataFrame(paragraphs, schema=columns, orient="row"))


def timed(con: DuckDBPyConnection) -> float:
    """Seconds of one run of the stage in this process."""
    start = time.perf_counter()
    stories.refresh(con, Workers(1))
    return time.perf_counter() - start


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000,5000,20000,50000")
    print("articles   whole (s)   per 1,000 (s)   1,000 new (s)   nothing new (s)   pairs   stories")
    for size in (int(size) for size in parser.parse_args().sizes.split(",")):
        with tempfile.TemporaryDirectory() as folder, store.connect(Path(folder) / "bench.duckdb") as con:
            for at in range(0, size, NEW):
                fill(con, range(at, min(at + NEW, size)))
            whole = timed(con)
            fill(con, range(size, size + NEW))
            added, idle = timed(con), timed(con)
            counts = "select (select count(*) from corpus.copies), count(distinct story_id) from corpus.articles"
            pairs, made = con.execute(counts).fetchall()[0]
            cells = f"{whole:11.2f} {whole / size * 1000:15.2f} {added:15.2f} {idle:17.3f} {pairs:7} {made:9}"
            print(f"{size:8} {cells}", flush=True)


if __name__ == "__main__":
    main()
