"""Links between the figures of an article, for self-checks: what the text itself equates, derives or adds up.

Links stand within a sentence, except equal amounts, which the figures already carry. Whether linked figures agree is
not asked here: the warehouse computes that (`ops.figure_checks`).
"""

import itertools
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from pipeline.facts.figures.changes import find_changes
from pipeline.facts.figures.gaps import mentions, read_row
from pipeline.facts.figures.lexicon import base_language
from pipeline.facts.figures.sums import find_sums
from pipeline.facts.model import Figure, FigureLink
from pipeline.text.model import Article

_ADDS = ("consists", "total", "of_which")  # without one of these there is no sum and no subset
_CHANGES = ("from", "compared")  # without one of these there is no change
_QUANTITIES = frozenset(("money", "percent", "count", "measure", "duration"))


def find_links(article: Article, figures: Sequence[Figure]) -> list[FigureLink]:
    """Links among the `figures` of `article` (`find_figures`), in text order; none joins figures of two paragraphs."""
    links = list(_equivalents(article, figures))
    for _, group in itertools.groupby(range(len(figures)), key=lambda k: figures[k].sentence_start):
        sentence = list(group)
        if sum(figures[k].kind in _QUANTITIES for k in sentence) > 1:
            links += _in_sentence(article, figures, sentence)
    return sorted(links, key=lambda link: (link.start, link.end, link.kind, link.members))


def _equivalents(article: Article, figures: Sequence[Figure]) -> Iterator[FigureLink]:
    ends = [paragraph.end for paragraph in article.paragraphs]
    for k, figure in enumerate(figures):
        other = figure.equivalent
        if other is None or (other < k and figures[other].equivalent == k):
            continue
        first, second = sorted((k, other))
        start, end = figures[first].start, figures[second].end
        if bisect_right(ends, start) == bisect_right(ends, end - 1):
            yield FigureLink(start, end, "equivalent", (("amount", first), ("same", second)))


def _in_sentence(article: Article, figures: Sequence[Figure], sentence: Sequence[int]) -> list[FigureLink]:
    """Changes, sums and subsets; an amount said again in another currency, dates and ranks are passed over."""
    language = _language(article, figures[sentence[0]].start)
    chosen = [k for k in sentence if figures[k].kind in _QUANTITIES and not _repeats(figures, k)]
    if len(chosen) < 2:
        return []
    text = article.text[figures[sentence[0]].sentence_start : figures[sentence[0]].sentence_end]
    adds, changes = mentions(text, language, *_ADDS), len(chosen) > 2 and mentions(text, language, *_CHANGES)
    if not adds and not changes:
        return []
    row = read_row(article.text, figures, chosen, [k for k in sentence if k not in chosen], language)
    links = [*(find_changes(row, figures) if changes else ()), *(find_sums(row, figures) if adds else ())]
    lasting = [k for k in chosen if figures[k].kind != "duration"]
    if 3 <= len(lasting) < len(chosen) and not any(link.kind == "change" for link in links):
        # a span of time between the levels: "naik 20 persen dalam lima tahun menjadi …"
        row = read_row(article.text, figures, lasting, [k for k in sentence if k not in lasting], language)
        links += find_changes(row, figures)
    return links


def _repeats(figures: Sequence[Figure], k: int) -> bool:
    other = figures[k].equivalent
    return other is not None and other < k


def _language(article: Article, at: int) -> str:
    paragraph = next(p for p in article.paragraphs if at < p.end)
    language = base_language(paragraph.language or article.language)
    return "id" if language == "ms" else language
