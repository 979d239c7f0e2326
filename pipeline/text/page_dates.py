"""How far the search for a page's date may go: htmldate tries every language on every text that might be a date.

Only the cost of the search; what it finds, and whether that is believed, belongs to the page reader.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Literal

from htmldate.core import date_candidates
from htmldate.extractors import DAY_TOKEN, DISCARD_PATTERNS, has_date_cue, try_date_expr
from htmldate.settings import MAX_SEGMENT_LEN, MIN_SEGMENT_LEN
from lxml.html import HtmlElement

Effort = Literal["extensive", "quick", "none"]
MOST_DOUBTFUL = 30  # texts that only the search in all languages could read, at some 20 ms each
MOST_TEXT = 3_000_000  # characters within the elements that are named as dates, counted once for each
_EARLIEST = datetime(1995, 1, 1)  # without a time zone, as htmldate compares


def date_effort(tree: HtmlElement, latest: date) -> Effort:
    """How htmldate may search this page: in all languages, in its quick formats only, or not at all.

    `latest` is the day after which no date is believed. Depends on nothing but the page.
    """
    until = datetime.combine(latest, time.max, UTC).replace(tzinfo=None)
    size = 0
    doubtful: set[str] = set()
    for element in date_candidates(tree, True):
        text = "".join(element.itertext())
        size += len(text)
        if size > MOST_TEXT:
            return "none"
        _collect(doubtful, (text[: 10 * MAX_SEGMENT_LEN], element.get("title")), until)
    for element in tree.iter():
        _collect(doubtful, _short(element), until)
        if len(doubtful) > MOST_DOUBTFUL:
            return "quick"
    return "extensive"


def _short(element: HtmlElement) -> Iterator[str | None]:
    """Texts in and after an element that are no longer than a date."""
    for text in (element.text, element.tail, element.get("datetime")):
        if text and len(text) < 3 * MAX_SEGMENT_LEN:
            yield text


def _collect(doubtful: set[str], texts: Iterator[str | None] | tuple[str | None, ...], until: datetime) -> None:
    for raw in texts:
        text = " ".join((raw or "").split())[:MAX_SEGMENT_LEN]
        if len(text) > MIN_SEGMENT_LEN and DAY_TOKEN.search(text) and _is_doubtful(text, until):
            doubtful.add(text)


def _is_doubtful(text: str, until: datetime) -> bool:
    return (
        4 <= sum(map(str.isdigit, text)) <= 18
        and not DISCARD_PATTERNS.search(text)
        and try_date_expr(text, "%Y-%m-%d", False, _EARLIEST, until) is None
        and has_date_cue(text, _EARLIEST, until)
    )
