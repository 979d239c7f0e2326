"""Short lines at the edges of articles that recur across an outlet's articles: which are candidates, and cutting them.

Works on the paragraphs of one article. How often a line recurs, and which are therefore cut, is counted over the corpus
by a stage; an article keeps all its candidates, those that were cut too, so that the count never depends on the cuts.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache

from pipeline import lexicons
from pipeline.ids import short_id
from pipeline.text.clean import FEWEST_WORDS
from pipeline.text.clean_draft import count_words, key
from pipeline.text.model import Article, EdgeLine, Paragraph, Removed

REASON = "recurring_line"
MOST_WORDS = 12  # longer is prose: it is never cut, and tells one text from another
_QUOTES = frozenset('"“”„«»「」『』')
_STOPS = frozenset(".!?…。！？")


def cut(article: Article, learned: AbstractSet[str]) -> Article:
    """Take the `learned` lines (folded by `fold`) out of an article's edges; `edges` has all its candidates."""
    paragraphs, edges = settle(article.paragraphs, learned)
    gone = tuple(Removed(edge.paragraph.text, REASON) for edge in edges if edge.is_cut)
    text = "\n\n".join(paragraph.text for paragraph in paragraphs)
    return replace(article, text=text, paragraphs=paragraphs, edges=edges, removed=(*article.removed, *gone))


def settle(whole: Sequence[Paragraph], learned: AbstractSet[str]) -> tuple[tuple[Paragraph, ...], tuple[EdgeLine, ...]]:
    """Paragraphs without the learned lines, placed and numbered anew, and the candidates among the `whole` ones.

    Nothing is cut where it would leave fewer words than an article has.
    """
    edges = tuple(replace(edge, is_cut=fold(edge.paragraph.text) in learned) for edge in _candidates(whole))
    gone = {edge.paragraph.number for edge in edges if edge.is_cut}
    kept = [paragraph for paragraph in whole if paragraph.number not in gone]
    if gone and sum(count_words(paragraph.text) for paragraph in kept if paragraph.number) < FEWEST_WORDS:
        kept, edges = list(whole), tuple(replace(edge, is_cut=False) for edge in edges)
    return tuple(_placed(kept)), edges


def restore(kept: Sequence[Paragraph], edges: Iterable[EdgeLine]) -> list[Paragraph]:
    """Put cut lines back among the kept paragraphs (in their order), with the numbers that all had before the cut."""
    gone = {edge.paragraph.number: edge.paragraph for edge in edges if edge.is_cut}
    body = iter([paragraph for paragraph in kept if paragraph.number])
    numbers = range(1, len(kept) + len(gone) + 1)
    put_back = (gone.get(number) or next(body, None) for number in numbers)
    headline = [paragraph for paragraph in kept if not paragraph.number]
    return _placed([*headline, *(paragraph for paragraph in put_back if paragraph)])


def fold(text: str) -> str:
    """A line as recurring lines are compared: letters and digits in lower case."""
    return key(text)


def is_sentence(text: str) -> bool:
    """Whether a line ends as a sentence does; news repeats sentences too ("The company declined to comment.")."""
    return text.rstrip()[-1:] in _STOPS


def _candidates(whole: Sequence[Paragraph]) -> list[EdgeLine]:
    """Short lines before the first prose paragraph and after the last; an article without prose has none."""
    body = [paragraph for paragraph in whole if paragraph.number]
    prose = [paragraph for paragraph in body if count_words(paragraph.text) > MOST_WORDS]
    if not prose:
        return []
    found = []
    for paragraph in body:
        nearest = prose[0] if paragraph.number < prose[0].number else prose[-1]
        at_edge = not prose[0].number <= paragraph.number <= prose[-1].number
        line = fold(paragraph.text) if at_edge else ""
        if line and line not in _kept_lines() and not _QUOTES & set(paragraph.text):
            found.append(EdgeLine(paragraph, short_id("line", fold(nearest.text))))
    return found


def _placed(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    placed: list[Paragraph] = []
    at = number = 0
    for paragraph in paragraphs:
        number += bool(paragraph.number)
        end = at + len(paragraph.text)
        placed.append(replace(paragraph, number=number if paragraph.number else 0, start=at, end=end))
        at = end + 2
    return placed


@cache
def _kept_lines() -> frozenset[str]:
    return frozenset(fold(line) for line in lexicons.terms("cleaning_kept_lines.txt"))
