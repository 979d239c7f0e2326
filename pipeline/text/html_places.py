"""Which blocks of a page are none of its article, judged by where they stand.

Elements say it by their tag, class or id; what follows the element that holds the article is none of it either. What a
block says is not judged here, but for a credit, which the cleaner wants to see.
"""

import re
from collections.abc import Sequence

from pipeline.text.clean_credits import role_labels, source_labels
from pipeline.text.html_blocks import CAPTION, LEAVES, Block, Element
from pipeline.text.html_match import Span

_BEARING = 0.3  # of the article's letters: an element that holds so many is none of what its name says
_LEFT = 0.6  # of the article's letters: when its places take more away, they are not believed
_MAIN = 0.8  # of the article's letters: the smallest element that holds so many holds the article
_CLEARING = frozenset({"blockquote", "table"})  # a figure around them is no caption
_RIGHTS = re.compile(r"©|^\W*copyright\b", re.IGNORECASE)
_LONGEST_RIGHTS = 160  # characters
_AFTER = "navigation"


def find_reasons(
    spans: Sequence[Span | None], blocks: Sequence[Block], elements: Sequence[Element]
) -> list[str | None]:
    """Per block, the reason why it is none of the article, else None; `spans` are where the article's lines stand."""
    found = [span for span in spans if span]
    weights = [0] * len(elements)
    for span in found:
        weights[blocks[span.first].inside] += span.end - span.start
    _add_up(weights, elements)
    told: list[str | None] = []
    for index, element in enumerate(elements):
        above = told[element.around] if index else None
        if above == CAPTION and element.tag in _CLEARING:
            above = None
        told.append(above or (element.reason if weights[index] <= _BEARING * weights[0] else None))
    reasons = [told[block.inside] for block in blocks]
    left = sum(span.end - span.start for span in found if not reasons[span.first])
    if left < _LEFT * weights[0]:
        reasons = [None] * len(blocks)
    _mark_after(reasons, found, weights, blocks, elements)
    return reasons


def _add_up(counts: list[int], elements: Sequence[Element]) -> None:
    """Add what elements hold to those around them."""
    for index in range(len(elements) - 1, 0, -1):
        counts[elements[index].around] += counts[index]


def _mark_after(
    reasons: list[str | None],
    found: Sequence[Span],
    weights: Sequence[int],
    blocks: Sequence[Block],
    elements: Sequence[Element],
) -> None:
    """Mark what follows the element that holds the article; not another of its kind, as parts of one article are."""
    main = max((index for index, weight in enumerate(weights) if weight >= _MAIN * weights[0]), default=0)
    kind = (elements[main].around, elements[main].tag, elements[main].name)
    of_article: list[bool] = []  # per element, whether it is the article's or another of its kind, or in one
    for index, element in enumerate(elements):
        like = index == main or (element.around, element.tag, element.name) == kind
        of_article.append(like or bool(index and of_article[element.around]))
    last = max((span.first for span in found if of_article[blocks[span.first].inside]), default=len(blocks))
    for span in found:
        if span.first <= last or is_credit(" ".join(block.text for block in blocks[span.first : span.last + 1])):
            continue
        for index in range(span.first, span.last + 1):
            reasons[index] = reasons[index] or _AFTER


def find_containers(reasons: Sequence[str | None], blocks: Sequence[Block], elements: Sequence[Element]) -> list[int]:
    """Per block, the smallest element around it that holds other blocks of the article's kind too."""
    counts = [0] * len(elements)
    for block, reason in zip(blocks, reasons, strict=True):
        counts[block.inside] += reason is None
    _add_up(counts, elements)
    containers = []
    for block in blocks:
        index = elements[block.inside].around if block.tag in LEAVES else block.inside
        while index and counts[index] <= 1:
            index = elements[index].around
        containers.append(index)
    return containers


def is_credit(text: str) -> bool:
    """Whether a text opens as a person's or a source's credit does ("Editor: ...") or states a copyright."""
    if role_labels()[0].match(text) or source_labels().match(text):
        return True
    return len(text) <= _LONGEST_RIGHTS and bool(_RIGHTS.search(text))
