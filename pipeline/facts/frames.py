"""Facts as frames with the columns of `facts.*`: each function takes frames of articles and paragraphs.

How a fact is found belongs to the extractors; where frames are stored is not known here.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from operator import attrgetter
from typing import Any

import polars as pl

from pipeline.facts.figures.connect import find_links
from pipeline.facts.figures.extract import find_figures
from pipeline.facts.model import Actor, actor_key
from pipeline.facts.names.extract import find_names
from pipeline.facts.quotes.extract import find_quotes
from pipeline.facts.roles import find_roles
from pipeline.facts.things.extract import find_things
from pipeline.facts.topics import find_topics, taxonomy
from pipeline.ids import short_id
from pipeline.lexicons import table
from pipeline.text.frames import paragraph_id
from pipeline.text.model import Article, Paragraph
from pipeline.text.sentences import split_sentences

SPAN: dict[str, pl.DataType] = {
    "article_id": pl.String(),
    "paragraph_id": pl.String(),
    "start_char": pl.Int32(),
    "end_char": pl.Int32(),
}
SENTENCE: dict[str, pl.DataType] = {"sentence_start": pl.Int32(), "sentence_end": pl.Int32()}
TEXT, NUMBER, DAY = pl.String(), pl.Float64(), pl.Date()
SCHEMAS: dict[str, pl.Schema] = {
    "facts.article_actors": pl.Schema(
        {"article_id": TEXT, "actor_id": TEXT, "name": TEXT, "entity_type": TEXT, "country": TEXT}
    ),
    "facts.alias_evidence": pl.Schema(
        {"article_id": TEXT, "evidence_number": pl.Int32(), "actor_id": TEXT, "alias": TEXT, "kind": TEXT,
         "evidence": TEXT, "start_char": pl.Int32(), "end_char": pl.Int32(), "valid_from": DAY, "valid_to": DAY}
    ),
    "facts.mentions": pl.Schema(
        {"mention_id": TEXT, **SPAN, "surface": TEXT, "entity_type": TEXT, "actor_id": TEXT, **SENTENCE}
    ),
    "facts.roles": pl.Schema(
        {"role_id": TEXT, **SPAN, "surface": TEXT, "actor_id": TEXT, "role": TEXT, "organisation_id": TEXT,
         **SENTENCE}
    ),
    "facts.quotes": pl.Schema(
        {"quote_id": TEXT, **SPAN, "text": TEXT, "quote_type": TEXT, "speaker_id": TEXT, "speaker_surface": TEXT,
         "cue": TEXT, **SENTENCE}
    ),
    "facts.figures": pl.Schema(
        {"figure_id": TEXT, **SPAN, "surface": TEXT, "kind": TEXT, "value_low": NUMBER, "value_high": NUMBER,
         "date_low": DAY, "date_high": DAY, "comparator": TEXT, "unit": TEXT, "thing": TEXT, "period": TEXT,
         "modality": TEXT, "equivalent_figure_id": TEXT, **SENTENCE}
    ),
    "facts.figure_links": pl.Schema(
        {"link_id": TEXT, **SPAN, "surface": TEXT, "kind": TEXT, "direction": TEXT, "role": TEXT, "figure_id": TEXT}
    ),
    "facts.paragraph_topics": pl.Schema(
        {"paragraph_id": TEXT, "article_id": TEXT, "topic_id": TEXT, "score": NUMBER, "evidence": pl.List(TEXT)}
    ),
}  # fmt: skip
SUCCESSORS = pl.Schema(
    {"actor_id": TEXT, "successor_id": TEXT, "name": TEXT, "successor_name": TEXT, "since": DAY, "kind": TEXT,
     "evidence": TEXT}
)  # fmt: skip
UNITS = pl.Schema({"unit": TEXT, "kind": TEXT, "base_unit": TEXT, "factor": NUMBER, "label": TEXT})
EXCHANGE_RATES = pl.Schema({"currency": TEXT, "year": pl.Int32(), "low": NUMBER, "high": NUMBER})
Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a batch gave: frames by table name, and (article_id, what went wrong) of the articles that failed."""

    frames: dict[str, pl.DataFrame]
    failures: tuple[tuple[str, str], ...]


def articles_of(articles: pl.DataFrame, paragraphs: pl.DataFrame) -> Iterator[Article]:
    """Rebuild articles from frames with the columns of corpus.articles and corpus.paragraphs."""
    by_article: dict[str, list[Paragraph]] = {}
    columns = ("article_id", "paragraph_number", "kind", "start_char", "end_char", "text", "language")
    for article_id, *values in paragraphs.sort("article_id", "start_char").select(columns).iter_rows():
        by_article.setdefault(article_id, []).append(Paragraph(*values))
    unknown = datetime.fromtimestamp(0, UTC)  # no fact depends on when the bytes came
    for row in articles.iter_rows(named=True):
        yield Article(
            article_id=row["article_id"],
            source_id=row["source_id"],
            source_uri=row["source_uri"],
            content_sha256="",
            fetched_at=unknown,
            text=row["text"],
            paragraphs=tuple(by_article.get(row["article_id"], ())),
            url=row["url"],
            outlet=row["outlet"],
            title=row["title"],
            agency=row["agency"],
            dateline=row["dateline"],
            published_on=row["published_on"],
            language=row["language"],
        )


def names(articles: pl.DataFrame, paragraphs: pl.DataFrame) -> Extracted:
    """Extract mentions, actors, alias evidence, roles and quotes."""
    return _extract(
        ("facts.article_actors", "facts.alias_evidence", "facts.mentions", "facts.roles", "facts.quotes"),
        _names,
        articles,
        paragraphs,
    )


def figures(articles: pl.DataFrame, paragraphs: pl.DataFrame) -> Extracted:
    """Extract figures and the links between them."""
    return _extract(("facts.figures", "facts.figure_links"), _figures, articles, paragraphs)


def topics(articles: pl.DataFrame, paragraphs: pl.DataFrame) -> Extracted:
    """Extract the topics of paragraphs."""
    return _extract(("facts.paragraph_topics",), _topics, articles, paragraphs)


def taxonomy_frame() -> pl.DataFrame:
    """Return the taxonomy with the columns of facts.topics."""
    rows = [(t.topic_id, t.label, t.label_en, t.parent, t.description) for t in taxonomy()]
    columns = ("topic_id", "label", "label_en", "parent", "description")
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String()), orient="row")


def units_frame() -> pl.DataFrame:
    """Return the units that can be converted, with the columns of facts.units."""
    rows = [
        (r["unit"], r["kind"], r["base_unit"], float(r["factor"]), r["label"]) for r in table("reference_units.csv")
    ]
    return pl.DataFrame(rows, schema=UNITS, orient="row")


def successors_frame() -> pl.DataFrame:
    """Return the bodies that others took over from, with the columns of facts.successors."""
    rows = [
        (*(actor_id(actor_key("ORG", row[side])) for side in ("name", "successor")), row["name"], row["successor"],
         date.fromisoformat(row["since"]), row["kind"], f"reference_successors.csv: {row['evidence']}")
        for row in table("reference_successors.csv")
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=SUCCESSORS, orient="row")


def exchange_rates_frame() -> pl.DataFrame:
    """Return the reference ranges of exchange rates, with the columns of ops.exchange_rates."""
    found = table("reference_exchange_rates.csv")
    rows = [(r["currency"], int(r["year"]), float(r["low"]), float(r["high"])) for r in found]
    return pl.DataFrame(rows, schema=EXCHANGE_RATES, orient="row")


def _extract(
    tables: tuple[str, ...], find: Callable[[Article], Rows], articles: pl.DataFrame, paragraphs: pl.DataFrame
) -> Extracted:
    rows: Rows = {name: [] for name in tables}
    failures = []
    for article in articles_of(articles, paragraphs):
        try:
            found = find(article)
        except Exception as error:  # one article never stops a run; the reason is kept as a row
            failures.append((article.article_id, f"{type(error).__name__}: {error}"))
            continue
        for name in tables:
            rows[name] += found[name]
    frames = {name: pl.DataFrame(rows[name], schema=SCHEMAS[name], orient="row") for name in tables}
    return Extracted(frames, tuple(failures))


class _Spans:
    """Gives each span of an article its paragraph and its sentence."""

    def __init__(self, article: Article) -> None:
        self.article_id = article.article_id
        self._ids = [paragraph_id(article.article_id, p.number) for p in article.paragraphs]
        self._ends = [p.end for p in article.paragraphs]
        self._sentences = [
            (p.start + first, p.start + last) for p in article.paragraphs for first, last in split_sentences(p.text)
        ]
        self._sentence_ends = [last for _, last in self._sentences]

    def of(self, start: int, end: int) -> tuple[str, str, int, int]:
        return self.article_id, self._ids[bisect_left(self._ends, end)], start, end

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Start of the sentence in which the span begins, end of the one in which it ends."""
        first, last = bisect_right(self._sentence_ends, start), bisect_left(self._sentence_ends, end)
        return self._sentences[first][0], self._sentences[last][1]


def actor_id(key: str) -> str:
    """Return the id of an actor key."""
    return short_id("actor", key)


def _optional(key: str | None) -> str | None:
    return None if key is None else actor_id(key)


def _names(article: Article) -> Rows:
    found = find_names(article)
    roles, introduced = find_roles(article, found)
    quotes = find_quotes(article, found, roles)
    things = find_things(article, found)
    span = _Spans(article)
    actors: dict[str, Actor] = found.actors | introduced | things.actors
    a = article.article_id
    return {
        "facts.article_actors": [
            (a, actor_id(key), actor.name, actor.entity_type, actor.country) for key, actor in sorted(actors.items())
        ],
        "facts.alias_evidence": [
            (a, n, actor_id(x.actor), x.alias, x.kind, x.evidence, x.start, x.end, x.valid_from, x.valid_to)
            for n, x in enumerate(found.aliases + things.aliases, 1)
        ],
        "facts.mentions": [
            (short_id("mention", a, m.start, m.end), *span.of(m.start, m.end), m.surface, m.entity_type,
             _optional(m.actor), *span.sentence(m.start, m.end))
            for m in sorted(found.mentions + things.mentions, key=attrgetter("start"))
        ],
        "facts.roles": [
            (short_id("role", a, r.start, r.end, r.actor, r.role, r.organisation or ""),
             *span.of(r.start, r.end), r.surface,
             actor_id(r.actor), r.role, _optional(r.organisation), *span.sentence(r.start, r.end))
            for r in roles
        ],
        "facts.quotes": [
            (short_id("quote", a, q.start, q.end, q.quote_type), *span.of(q.start, q.end), q.text, q.quote_type,
             _optional(q.speaker), q.speaker_surface, q.cue, *span.sentence(q.start, q.end))
            for q in quotes
        ],
    }  # fmt: skip


def _figures(article: Article) -> Rows:
    found = find_figures(article)
    span = _Spans(article)
    ids = [short_id("figure", article.article_id, f.start, f.end) for f in found]
    return {
        "facts.figures": [
            (ids[n], *span.of(f.start, f.end), f.surface, f.kind, f.value_low, f.value_high, f.date_low, f.date_high,
             f.comparator, f.unit, f.thing, f.period, f.modality, None if f.equivalent is None else ids[f.equivalent],
             f.sentence_start, f.sentence_end)
            for n, f in enumerate(found)
        ],
        "facts.figure_links": [
            (short_id("figure_link", article.article_id, link.kind, *(ids[k] for _, k in link.members)),
             *span.of(link.start, link.end), article.text[link.start : link.end], link.kind, link.direction, role,
             ids[k])
            for link in find_links(article, found)
            for role, k in link.members
        ],
    }  # fmt: skip


def _topics(article: Article) -> Rows:
    a = article.article_id
    return {
        "facts.paragraph_topics": [
            (paragraph_id(a, t.paragraph_number), a, t.topic_id, t.score, list(t.evidence))
            for t in find_topics(article)
        ]
    }
