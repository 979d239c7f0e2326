"""Lines that recur at the edges of an outlet's articles, learned from the articles themselves.

Only the counting and the choice, over paragraphs as they stood before this rule cut any: what is learned is then a
function of the articles alone, whatever order they came in. Reading and storing belong to a stage.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.text.clean_draft import count_words, key

FEWEST_ARTICLES = 3
LEAST_SHARE = 0.05  # of the outlet's articles
FEWEST_FOR_SENTENCES = 5
LEAST_SHARE_OF_SENTENCES = 0.5  # a sentence may recur as news does ("The company declined to comment.")
MOST_WORDS = 12  # longer is prose: it is never learned, and tells one text from another
QUOTES = frozenset('"“”„«»「」『』')
STOPS = frozenset(".!?…。！？")


@dataclass(frozen=True, slots=True)
class Lines:
    """An article's lines without its headline, those that this rule has cut included, in their order."""

    article_id: str
    outlet: str
    title: str | None
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RecurringLine:
    """A learned line in its folded form, with its evidence: distinct texts, their share, first and last article id."""

    outlet: str
    line: str
    articles: int
    share: float
    first_article_id: str
    last_article_id: str


def edge_lines(lines: Sequence[str]) -> list[int]:
    """Return the indexes of the short lines before an article's first prose line and after its last.

    An article without a prose line has no edges.
    """
    prose = [index for index, line in enumerate(lines) if count_words(line) > MOST_WORDS]
    if not prose:
        return []
    return [*range(prose[0]), *range(prose[-1] + 1, len(lines))]


def learn(articles: Iterable[Lines]) -> list[RecurringLine]:
    """Return the lines to cut, sorted by outlet and line.

    Copies of a text count once: a line needs as many distinct titles and as many distinct nearest prose lines.
    """
    totals: dict[str, set[str]] = defaultdict(set)
    titles: dict[tuple[str, str], set[str]] = defaultdict(set)
    neighbours: dict[tuple[str, str], set[str]] = defaultdict(set)
    ids: dict[tuple[str, str], set[str]] = defaultdict(set)
    sentences: set[tuple[str, str]] = set()
    for article in articles:
        prose = [key(line) for line in article.lines if count_words(line) > MOST_WORDS]
        if not prose:
            continue
        totals[article.outlet].add(prose[0])
        for index in edge_lines(article.lines):
            text = article.lines[index].strip()
            name = (article.outlet, key(text))
            if not name[1] or QUOTES & set(text):
                continue
            head = not any(count_words(x) > MOST_WORDS for x in article.lines[:index])
            titles[name].add(key(article.title or prose[0]))
            neighbours[name].add(prose[0] if head else prose[-1])
            ids[name].add(article.article_id)
            if text[-1] in STOPS:
                sentences.add(name)
    found = []
    for name, articles_with in sorted(ids.items()):
        count = min(len(titles[name]), len(neighbours[name]))
        share = min(1.0, count / len(totals[name[0]]))
        fewest, least = (
            (FEWEST_FOR_SENTENCES, LEAST_SHARE_OF_SENTENCES) if name in sentences else (FEWEST_ARTICLES, LEAST_SHARE)
        )
        if count >= fewest and share >= least:
            found.append(RecurringLine(*name, count, share, min(articles_with), max(articles_with)))
    return found
