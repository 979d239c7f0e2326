"""Scores of a published file against annotated articles: precision, recall and F1 per task, micro-averaged.

An annotation is a JSON file NNN.json (title, mentions, roles, quotes, figures and so on); its article is the one whose
source_uri ends in `NNN.txt` or `#NNN`. Floors and their comparison belong to `gate.py`.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")
Row = dict[str, Any]
DATES = ("date", "year", "year_range")
_THINGS = frozenset({"LAW", "EVENT", "PRODUCT"})  # scored where an annotation lists them, apart from names


@dataclass(slots=True)
class Count:
    """Right, found and annotated items of a task."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def add(self, right: int, found: int, gold: int) -> None:
        """Add one article's counts."""
        self.right, self.found, self.gold = self.right + right, self.found + found, self.gold + gold

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 1.0

    @property
    def accuracy(self) -> float:
        """Part of the annotated items that are right."""
        return self.right / self.gold if self.gold else 1.0


@dataclass(frozen=True, slots=True)
class Score:
    """A score of one task: measure "f1" or "accuracy", value 0 to 1, annotated items and articles behind it."""

    task: str
    measure: str
    value: float
    items: int
    articles: int


def folded(text: str | None) -> tuple[str, ...]:
    """Words of a text, case folded."""
    return tuple(word.casefold() for word in WORD.findall(text or ""))


def likeness(a: str | None, b: str | None) -> float:
    """Jaccard index of two texts' words as multisets."""
    x, y = Counter(folded(a)), Counter(folded(b))
    return (x & y).total() / (x | y).total() if x or y else 0.0


def matched(gold: Sequence[Row], found: Sequence[Row], same: Callable[[Row, Row], bool]) -> list[tuple[Row, Row]]:
    """Longest pairing of gold and found items that keeps the order of both."""
    best = [[0] * (len(found) + 1) for _ in range(len(gold) + 1)]
    hits = [[same(g, f) for f in found] for g in gold]
    for i in reversed(range(len(gold))):
        for j in reversed(range(len(found))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], 1 + best[i + 1][j + 1] if hits[i][j] else 0)
    pairs, i, j = [], 0, 0
    while i < len(gold) and j < len(found):
        if hits[i][j] and best[i][j] == 1 + best[i + 1][j + 1]:
            pairs.append((gold[i], found[j]))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def same_figure(gold: Row, found: Row) -> bool:
    """Same kind of figure, same value, and the same unit where the value needs one."""
    kinds = ["date" if row["kind"] in DATES else row["kind"] for row in (gold, found)]
    if kinds[0] != kinds[1] or not set(folded(gold["surface"])) & set(folded(found["surface"])):
        return False
    if kinds[0] == "date":
        if gold["low"] is None:
            return True
        days = [str(found[name] or "") for name in ("date_low", "date_high")]
        return days[0].startswith(str(gold["low"])) and days[1].startswith(str(gold["high"] or gold["low"]))
    for wanted, got in ((gold["low"], found["value_low"]), (gold["high"], found["value_high"])):
        if got is None or abs(wanted - got) > 1e-6 * max(1, abs(wanted)):
            return False
    return kinds[0] in ("count", "ordinal") or (gold["unit"] or "").casefold() == (found["unit"] or "").casefold()


def score(published: Path, gold_folder: Path, texts: dict[str, str]) -> list[Score]:
    """Score the published file on the annotations in `gold_folder`; `texts`: each article as it was read, by id."""
    tally: dict[str, Count] = {}
    annotated = sorted(gold_folder.glob("*.json"))
    with duckdb.connect(published, read_only=True) as con:
        for path in annotated:
            gold = json.loads(path.read_text(encoding="utf-8"))
            _score_article(con, gold, texts[gold["id"]], tally)
    accuracies = {"language", "title", "byline", "editor", "agency", "dateline", "published", "content words kept",
                  "boilerplate words removed", "speakers", "figures: comparator", "figures: modality"}  # fmt: skip
    return [
        Score(
            task,
            "accuracy" if task in accuracies else "f1",
            round(count.accuracy if task in accuracies else count.f1, 4),
            count.gold,
            len(annotated),
        )
        for task, count in sorted(tally.items())
    ]


def score_reading(published: Path, gold_folder: Path) -> list[Score]:
    """Score the reading of pages: exact paragraphs (white space folded), title, byline, editor, day of publication."""
    tally: dict[str, Count] = {}
    annotated = sorted(gold_folder.glob("*/*.json"))
    with duckdb.connect(published, read_only=True) as con:
        for path in annotated:
            gold = json.loads(path.read_text(encoding="utf-8"))
            sql = """select a.*, published_on::varchar as published from corpus.articles a
                     where contains(source_uri, '/' || $1 || '.')"""
            row = next(iter(_rows(con, sql, path.stem)), {"article_id": ""})
            texts = con.execute(
                "select text from corpus.paragraphs where article_id = $1 and paragraph_number > 0", [row["article_id"]]
            ).fetchall()
            wanted = Counter(" ".join(text.split()) for text in gold["paragraphs"])
            found = Counter(" ".join(text.split()) for (text,) in texts)
            count = tally.setdefault("pages: exact paragraphs", Count())
            count.add((wanted & found).total(), found.total(), wanted.total())
            for field in ("title", "byline", "editor", "published"):
                if gold.get(field):
                    right = folded(gold[field]) == folded(row.get(field))
                    tally.setdefault(f"pages: {field}", Count()).add(int(right), 1, 1)
    return [
        Score(task, measure, round(getattr(count, measure), 4), count.gold, len(annotated))
        for task, count in sorted(tally.items())
        for measure in ["f1" if "paragraphs" in task else "accuracy"]
    ]


def _rows(con: duckdb.DuckDBPyConnection, sql: str, article_id: str) -> list[Row]:
    cursor = con.execute(sql, [article_id])
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _same_mention(gold: Row, found: Row) -> bool:
    return folded(gold["surface"]) == folded(found["surface"]) and gold["entity_type"] == found["entity_type"]


def _score_article(con: duckdb.DuckDBPyConnection, gold: Row, raw: str, tally: dict[str, Count]) -> None:
    def count(task: str, right: int, found: int, annotated: int) -> None:
        tally.setdefault(task, Count()).add(right, found, annotated)

    name = gold["id"]
    article = con.execute(
        "select article_id from corpus.articles where ends_with(source_uri, $1) or ends_with(source_uri, $2)",
        [f"{name}.txt", f"#{name}"],
    ).fetchall()
    article_id = article[0][0] if article else ""
    row = next(iter(_rows(con, "select *, published_on::varchar as published from corpus.articles"
                               " where article_id = $1", article_id)), {})  # fmt: skip
    _score_cleaning(gold, raw, row.get("text", ""), count)
    for field in ("language", "title", "byline", "editor", "agency", "dateline", "published"):
        if gold.get(field):
            count(field, folded(gold[field]) == folded(row.get(field)), 1, 1)
    mentions = _rows(con, "select m.*, a.name from facts.mentions m left join facts.actors a using (actor_id)"
                          " where article_id = $1 order by start_char", article_id)  # fmt: skip
    things = [mention for mention in mentions if mention["entity_type"] in _THINGS]
    mentions = [mention for mention in mentions if mention["entity_type"] not in _THINGS]
    annotated = [dict(zip(("surface", "entity_type", "canonical"), m, strict=True)) for m in gold["mentions"]]
    pairs = matched(annotated, mentions, _same_mention)
    count("mentions", len(pairs), len(mentions), len(annotated))
    if "things" in gold:
        listed = [dict(zip(("surface", "entity_type"), thing, strict=True)) for thing in gold["things"]]
        count("mentions: laws, events, products", len(matched(listed, things, _same_mention)), len(things), len(listed))
    same = {(g["canonical"], m["actor_id"]) for g, m in pairs if m["actor_id"]}
    _score_quotes(con, gold, article_id, same, count)
    figures = _rows(con, "select * from facts.figures where article_id = $1 and kind <> 'ordinal' order by start_char",
                    article_id)  # fmt: skip
    wanted = [figure for figure in gold["figures"] if figure["kind"] != "ordinal"]
    exact = matched(wanted, figures, same_figure)
    count("figures: value", len(exact), len(figures), len(wanted))
    for field in ("comparator", "modality"):
        count(f"figures: {field}", sum(g[field] == f[field] for g, f in exact), len(exact), len(exact))


def _score_cleaning(gold: Row, raw: str, text: str, count: Callable[[str, int, int, int], None]) -> None:
    kept, at = [], 0
    junk: Counter[str] = Counter()
    for piece in gold["boilerplate"]:
        start = raw.find(piece, at)
        if start < 0:
            continue
        kept.append(raw[at:start])
        junk.update(folded(piece))
        at = start + len(piece)
    content = Counter(folded(" ".join([*kept, raw[at:]])))
    got = Counter(folded(text))
    count("content words kept", (content & got).total(), got.total(), content.total())
    left = ((got - content) & junk).total()
    count("boilerplate words removed", junk.total() - left, junk.total(), junk.total())


def _score_quotes(
    con: duckdb.DuckDBPyConnection,
    gold: Row,
    article_id: str,
    same: Iterable[tuple[str, str]],
    count: Callable[[str, int, int, int], None],
) -> None:
    quotes = _rows(con, "select q.*, a.name from facts.quotes q left join facts.actors a on a.actor_id = q.speaker_id"
                        " where article_id = $1 order by start_char", article_id)  # fmt: skip
    known = set(same)
    for task, wanted, found in (
        ("quotes: direct", [q for q in gold["quotes"] if q["type"] == "direct"],
         [q for q in quotes if q["quote_type"] == "direct"]),
        ("quotes: all", gold["quotes"], quotes),
    ):  # fmt: skip
        ranked = sorted(
            ((likeness(g["text"], f["text"]), i, j) for i, g in enumerate(wanted) for j, f in enumerate(found)),
            reverse=True,
        )
        taken_gold: set[int] = set()
        taken_found: set[int] = set()
        for likely, i, j in ranked:
            if likely >= 0.3 and i not in taken_gold and j not in taken_found:
                taken_gold.add(i)
                taken_found.add(j)
                speaker = wanted[i]["speaker"]
                if task == "quotes: all" and speaker:
                    right = folded(speaker) == folded(found[j]["name"]) or (speaker, found[j]["speaker_id"]) in known
                    count("speakers", int(right), 1, 1)
        count(task, len(taken_gold), len(found), len(wanted))
