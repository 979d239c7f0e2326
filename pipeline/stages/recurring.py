"""Recurring lines of each outlet: counted over the corpus, and cut from articles or put back where the count says so.

Runs after reading. What a candidate is and how it is cut belongs to `text/recurring.py`.
"""

import logging
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import polars as pl
from duckdb import DuckDBPyConnection

from pipeline.text import frames, recurring
from pipeline.text.model import Article, EdgeLine, Paragraph
from warehouse import store

log = logging.getLogger("lumbung")

BATCH_ARTICLES = 500
FEWEST_TEXTS = 3
LEAST_SHARE = 0.05  # of the outlet's articles
# News repeats sentences too: they need more.
FEWEST_TEXTS_OF_SENTENCES = 5
LEAST_SHARE_OF_SENTENCES = 0.5
# Texts are different headlines and different nearest prose, whichever are fewer: copies of one text share one of them.
_COUNTED = """
    with lines as (
        select coalesce(a.outlet, a.source_id) as outlet, e.line, e.text, e.is_sentence, e.neighbour, e.article_id,
            coalesce(lower(a.title), e.neighbour) as title
        from corpus.edge_lines as e join corpus.articles as a on a.article_id = e.article_id
    ),
    outlets as (select coalesce(outlet, source_id) as outlet, count(*) as total from corpus.articles group by all),
    counted as (
        select outlet, line, min(text) as text, least(count(distinct title), count(distinct neighbour)) as texts,
            count(distinct article_id) as articles, bool_or(is_sentence) as is_sentence,
            min(article_id) as first_article_id, max(article_id) as last_article_id
        from lines group by outlet, line
    )
    select c.outlet, c.line, c.text, c.texts::integer as texts, c.articles::integer as articles,
        c.texts / o.total as share, c.first_article_id, c.last_article_id
    from counted as c join outlets as o on o.outlet = c.outlet
    where c.texts >= if(c.is_sentence, $1, $2) and c.texts >= o.total * if(c.is_sentence, $3, $4)
    order by all"""


def known(con: DuckDBPyConnection) -> dict[str, frozenset[str]]:
    """Return the lines to cut by outlet, as counted last."""
    found: dict[str, set[str]] = defaultdict(set)
    for outlet, line in con.execute("select outlet, line from corpus.recurring_lines").fetchall():
        found[outlet].add(line)
    return {outlet: frozenset(lines) for outlet, lines in found.items()}


def refresh(con: DuckDBPyConnection) -> int:
    """Count recurring lines anew and bring the articles up to them; returns the number of articles changed.

    A changed article keeps its id; its facts and story are made anew.
    """
    limits = [FEWEST_TEXTS_OF_SENTENCES, FEWEST_TEXTS, LEAST_SHARE_OF_SENTENCES, LEAST_SHARE]
    store.replace(con, "corpus.recurring_lines", store.read(con, _COUNTED, limits))
    learned = known(con)
    changed = 0
    for part in _doubtful(con):
        changed += _settle(con, part, learned)
    if changed:
        log.info("recurring lines: cut from or put back into %d articles", changed)
    return changed


def _doubtful(con: DuckDBPyConnection) -> Iterator[list[str]]:
    """Yield ids of articles with a line that is cut and should not be, or the reverse."""
    ids = con.execute(
        """select distinct e.article_id from corpus.edge_lines as e
           join corpus.articles as a on a.article_id = e.article_id
           left join corpus.recurring_lines as r on r.outlet = coalesce(a.outlet, a.source_id) and r.line = e.line
           where e.is_cut <> (r.line is not null) order by e.article_id"""
    ).fetchall()
    for at in range(0, len(ids), BATCH_ARTICLES):
        yield [row[0] for row in ids[at : at + BATCH_ARTICLES]]


def _settle(con: DuckDBPyConnection, ids: list[str], learned: dict[str, frozenset[str]]) -> int:
    """Cut articles anew from all their lines, and store those that this changes; returns their number."""
    articles = []
    for whole, was_cut in _read(con, ids):
        article = recurring.cut(whole, learned.get(whole.outlet or whole.source_id, frozenset()))
        if _cut_numbers(article) != was_cut:
            articles.append(article)
    if not articles:
        return 0
    part = [article.article_id for article in articles]
    texts = frames.texts(articles)
    gone = frames.removed(articles)
    with store.transaction(con):
        for table, frame in (
            ("corpus.paragraphs", frames.paragraphs(articles)),
            ("corpus.edge_lines", frames.edges(articles)),
        ):
            store.delete(con, table, "article_id", part)
            store.insert(con, table, frame)
        con.execute("create or replace temporary table recut (article_id varchar, text varchar, word_count integer)")
        store.insert(con, "recut", texts)
        # Without a story, and not done by any stage: facts and story are made anew.
        con.execute(
            "update corpus.articles as a set text = t.text, word_count = t.word_count, story_id = null"
            " from recut as t where t.article_id = a.article_id"
        )
        con.execute("delete from ops.done where article_id in (select article_id from recut)")
        con.execute(
            "delete from corpus.removed_text where reason = $1 and article_id in (select article_id from recut)",
            [recurring.REASON],
        )
        con.execute("create or replace temporary table recut_lines as from corpus.removed_text limit 0")
        store.insert(con, "recut_lines", gone)
        con.execute(
            """insert into corpus.removed_text by name
               select l.article_id, l.text, l.reason, l.removal_number + coalesce(
                   (select max(removal_number) from corpus.removed_text t where t.article_id = l.article_id), 0
               )::integer as removal_number from recut_lines as l"""
        )
        con.execute("drop table recut; drop table recut_lines")
        store.bump(con)
    return len(articles)


def _cut_numbers(article: Article) -> set[int]:
    return {edge.paragraph.number for edge in article.edges if edge.is_cut}


def _read(con: DuckDBPyConnection, ids: list[str]) -> Iterator[tuple[Article, set[int]]]:
    """Yield articles with all their lines, those that were cut put back, and the numbers of these."""
    within = "where article_id in (select unnest($1::varchar[]))"
    rows = store.read(
        con,
        f"select article_id, source_id, source_uri, content_sha256, fetched_at, outlet from corpus.articles {within}"
        " order by article_id",
        [ids],
    )
    paragraphs = _by_article(store.read(con, f"from corpus.paragraphs {within} order by start_char", [ids]))
    lines = _by_article(store.read(con, f"from corpus.edge_lines {within} order by line_number", [ids]))
    for row in rows.iter_rows(named=True):
        kept = [_paragraph(p, "paragraph_number") for p in paragraphs[row["article_id"]]]
        edges = tuple(
            EdgeLine(_paragraph(line, "line_number"), line["neighbour"], line["is_cut"])
            for line in lines[row["article_id"]]
        )
        article = Article(**row, text="", paragraphs=tuple(recurring.restore(kept, edges)), edges=edges)
        yield article, _cut_numbers(article)


def _by_article(frame: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in frame.iter_rows(named=True):
        found[row["article_id"]].append(row)
    return found


def _paragraph(row: dict[str, Any], number: str) -> Paragraph:
    return Paragraph(row[number], row["kind"], 0, 0, row["text"], row["language"], row["language_confidence"])
