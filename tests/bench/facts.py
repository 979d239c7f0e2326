"""Speed and memory of the extractors on one core: figures beside names with quotes, and topics.

`python -m tests.bench.facts [--articles 300] [--rounds 3]`: on generated articles of about 350 words and, where
../shared/gold/articles is present, on those texts (repeated to the same number). Compare only what one run prints.
Memory is the peak of the process after the lexicons are read, after one round, and after four rounds of other articles.
"""

import argparse
import json
import resource
import time
from collections.abc import Callable
from datetime import date
from itertools import cycle, islice

import polars as pl

from pipeline.facts.figures.connect import find_links
from pipeline.facts.figures.extract import find_figures
from pipeline.facts.names.extract import find_names
from pipeline.facts.quotes.extract import find_quotes
from pipeline.facts.roles import find_roles
from pipeline.facts.things.extract import find_things
from pipeline.facts.topics import find_topics
from pipeline.text.frames import WORD
from pipeline.text.model import Article
from tests.bench.generate import article as generated
from tests.facts.figures.build import article
from tests.running import SHARED


def generated_articles(count: int, first: int = 0) -> list[Article]:
    """Articles of about 350 words each, numbered from `first`."""
    found = []
    for number in range(first, first + count):
        headline, paragraphs, day = generated(number)
        found.append(article(headline, *paragraphs, published_on=day, headline=True))
    return found


def gold_articles(count: int) -> list[Article]:
    """Texts beside the checkout, repeated; none where they are not present."""
    made = []
    for path in sorted((SHARED / "gold" / "articles").glob("*.txt")):
        parts = [part.strip() for part in path.read_text(encoding="utf-8").split("\n\n") if part.strip()]
        record = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        day = date.fromisoformat(record["published"]) if record["published"] else None
        made.append(article(*parts, language=record["language"], published_on=day, headline=True))
    return list(islice(cycle(made), count)) if made else []


def _figures(article: Article) -> None:
    find_links(article, find_figures(article))


def _names(article: Article) -> None:
    names = find_names(article)
    roles, _ = find_roles(article, names)
    find_quotes(article, names, roles)
    find_things(article, names)


def _names_and_topics(article: Article) -> None:
    _names(article)
    find_topics(article)


WORDS = 350
STAGES: dict[str, Callable[[Article], object]] = {
    "figures and links": _figures,
    "figures alone": find_figures,
    "names, roles, quotes and topics": _names_and_topics,
    "names, roles, quotes": _names,
    "topics": find_topics,
}


def best_rate(function: Callable[[Article], object], articles: list[Article], rounds: int) -> float:
    """Articles a second of CPU time, the best of some rounds."""
    function(articles[0])  # loads the lexicons
    best = 0.0
    for _ in range(rounds):
        start = time.process_time()
        for one in articles:
            function(one)
        best = max(best, len(articles) / (time.process_time() - start))
    return best


def peak_memory() -> float:
    """Peak memory of this process in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def print_memory(count: int) -> None:
    """Print the peak after the lexicons, after `count` articles and after four times as many others."""
    _names_and_topics(generated_articles(1)[0])
    peaks = [peak_memory()]
    for start, rounds in ((0, 1), (count, 4)):
        for number in range(rounds):
            for one in generated_articles(count, start + number * count):
                _names_and_topics(one)
        peaks.append(peak_memory())
    print(f"memory: {peaks[0]:.0f} MiB with the lexicons, {peaks[1]:.0f} after {count} articles, "
          f"{peaks[2]:.0f} after {5 * count}")  # fmt: skip


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    print_memory(options.articles)
    sets = {"generated": generated_articles(options.articles), "gold": gold_articles(options.articles)}
    for label, articles in sets.items():
        if not articles:
            print(f"{label}: not present")
            continue
        words = pl.Series([article.text for article in articles]).str.count_matches(WORD).sum() / len(articles)
        figures = sum(len(find_figures(article)) for article in articles) / len(articles)
        print(f"{label}: {len(articles)} articles of {words:.0f} words and {figures:.1f} figures on average")
        print(f"  articles of {WORDS} words a second and core:")
        for name, function in STAGES.items():
            print(f"  {name:34s} {best_rate(function, articles, options.rounds) * words / WORDS:8.0f}", flush=True)


if __name__ == "__main__":
    main()
