"""From the rows of the queries to what the page holds: periods, evidence with its highlights, everything bounded.

Rows in, plain values for JSON out. The page's form belongs to `page.py`.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from pipeline.report.queries import MOST_PERIODS

Row = dict[str, Any]
Rows = Sequence[Row]

LONGEST_PARAGRAPH = 1500  # characters; of a longer one only the part around the highlight is shown
AROUND = 600
LONGEST_CELL = 400
MOST_MARKS = 8
# Sections whose rows lead to a paragraph.
WITH_EVIDENCE = ("by_outlet", "by_language", "topic_periods", "actors", "pairs", "figures", "quotes")
WITH_PERIODS = ("periods", "by_outlet", "by_language", "topic_periods", "actor_periods", "coverage")


def paragraphs(sections: Mapping[str, Rows]) -> list[str]:
    """Return the ids of the paragraphs that the sections lead to, each once, in order."""
    ids = {row["paragraph_id"] for name in WITH_EVIDENCE for row in sections[name]}
    return sorted(key for key in ids if key is not None)


def periods(found: Iterable[date], grain: str) -> list[date]:
    """Return every period from the first to the last, those without articles too; at most the latest sixty."""
    days = sorted(found)
    if not days:
        return []
    every: list[date] = []
    day: date | None = days[-1]
    while day is not None and day >= days[0] and len(every) < MOST_PERIODS:
        every.append(day)
        day = _before(day, grain)
    return every[::-1]


def _before(day: date, grain: str) -> date | None:
    """First day of the period before; None where the calendar ends."""
    if grain == "week":
        return day - timedelta(days=7) if day.toordinal() > 7 else None
    months = {"month": 1, "quarter": 3, "year": 12}[grain]
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1) if number >= 12 else None


class Evidence:
    """Paragraphs of the page and the articles they stand in, each held once; gives items their place in them."""

    def __init__(self, rows: Rows) -> None:
        self.paragraphs: list[list[Any]] = []  # id, text, language, article, characters left out before and after
        self.articles: list[list[Any]] = []  # title, outlet, day, address, id
        self._rows = {row["paragraph_id"]: row for row in rows}
        self._known: dict[tuple[str, int], int] = {}
        self._articles: dict[str, int] = {}

    def place(self, item: Row) -> list[int] | None:
        """Return [paragraph, start, end, start, end, …] in characters of the paragraph as held; None without one."""
        row = self._rows.get(item["paragraph_id"])
        if row is None:
            return None
        text, first = row["text"], row["start_char"]
        spans = [(max(s - first, 0), min(e - first, len(text))) for s, e in item["spans"] or []]
        spans = _apart([*spans, *_cues(text, item.get("cues") or [])])
        begin, end = 0, len(text)
        if len(text) > LONGEST_PARAGRAPH:
            begin = max((spans[0][0] if spans else 0) - AROUND, 0)
            end = min(begin + LONGEST_PARAGRAPH, len(text))
        key = (item["paragraph_id"], begin)
        if key not in self._known:
            self._known[key] = len(self.paragraphs)
            self.paragraphs.append(
                [item["paragraph_id"], text[begin:end], row["language"], self._article(row), begin, len(text) - end]
            )
        marks = [(max(s, begin) - begin, min(e, end) - begin) for s, e in spans if s < end and e > begin]
        return [self._known[key], *(offset for mark in marks for offset in mark)]

    def _article(self, row: Row) -> int:
        if row["article_id"] not in self._articles:
            self._articles[row["article_id"]] = len(self.articles)
            url = row["url"] if re.match(r"https?://", row["url"] or "", re.IGNORECASE) else None
            self.articles.append([_cell(row["title"]), row["outlet"], row["published_on"], url, row["article_id"]])
        return self._articles[row["article_id"]]


def _cues(text: str, cues: Sequence[str]) -> Iterator[tuple[int, int]]:
    for cue in cues:
        # Whole words, where the writing parts words: a cue in Han stands between Han.
        edge = r"\w" if cue.isascii() else r"[^\W\u2e80-\uffff]"
        for found in re.finditer(f"(?<!{edge}){re.escape(cue)}(?!{edge})", text):
            yield found.start(), found.end()


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, without those that are empty or begin inside the one before."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end > start and (not kept or start >= kept[-1][1]):
            kept.append((start, end))
    return kept[:MOST_MARKS]


def content(sections: Mapping[str, Rows], evidence: Rows, grain: str) -> dict[str, Any]:
    """Make what the page's script reads: tables as columns and rows, with `at` for the evidence of a row.

    Rows of periods older than the sixty that are shown are left out; `earlier` counts their articles.
    """
    shown = periods((row["period"] for row in sections["periods"]), grain)
    looked = periods((row["period"] for row in sections["coverage"]), grain)
    store = Evidence(evidence)
    page: dict[str, Any] = {
        "grain": grain,
        "shown": shown,
        "looked": looked,
        "earlier": sum(row["articles"] for row in sections["periods"] if row["period"] not in shown),
        "totals": sections["totals"][0],
        "run": next(iter(sections["run"]), None),
    }
    for name, rows in sections.items():
        if name not in page:
            page[name] = _table(name, rows, looked if name == "coverage" else shown, store)
    page |= {"paragraphs": store.paragraphs, "articles": store.articles}
    plain: dict[str, Any] = _plain(page)
    return plain


def _table(name: str, rows: Rows, shown: Sequence[date], store: Evidence) -> dict[str, Any]:
    if name in WITH_PERIODS:
        kept = set(shown)
        rows = [row for row in rows if row["period"] in kept]
    if not rows:
        return {"columns": [], "rows": []}
    left_out = {"paragraph_id", "spans", "cues"} if name in WITH_EVIDENCE else set()
    columns = [column for column in rows[0] if column not in left_out]
    with_place = name in WITH_EVIDENCE
    cells = [[*(_cell(row[column]) for column in columns), *([store.place(row)] if with_place else [])] for row in rows]
    return {"columns": [*columns, *(["at"] if with_place else [])], "rows": cells}


def _cell(value: Any) -> Any:
    """Shorten a text that no cell has room for: its whole is in the evidence."""
    if isinstance(value, str) and len(value) > LONGEST_CELL:
        return value[: LONGEST_CELL - 1] + "…"
    return value


def _plain(value: Any) -> Any:
    """Turn dates into ISO text and numbers that JSON lacks into null."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    return value
