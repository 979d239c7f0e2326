"""Articles as frames with the columns of `corpus.*`, a batch at a time.

How a document becomes an article belongs to `read.py`; where frames are stored is not known here.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from types import MappingProxyType

import polars as pl
from polars.datatypes import DataType, DataTypeClass

from pipeline.ids import short_id
from pipeline.text import recurring
from pipeline.text.model import Article, Document, Rejection
from pipeline.text.read import read_article

_ARTICLES: dict[str, DataType | DataTypeClass] = {
    "article_id": pl.String,
    "source_uri": pl.String,
    "url": pl.String,
    "source_id": pl.String,
    "outlet": pl.String,
    "title": pl.String,
    "byline": pl.String,
    "editor": pl.String,
    "agency": pl.String,
    "dateline": pl.String,
    "published_on": pl.Date,
    "published_at": pl.Datetime("us", "UTC"),
    "language": pl.String,
    "language_confidence": pl.Float64,
    "text": pl.String,
    "truncated": pl.String,
    "word_count": pl.Int32,
    "content_sha256": pl.String,
    "fetched_at": pl.Datetime("us", "UTC"),
    "extractor_version": pl.String,
}
ARTICLES = pl.Schema(_ARTICLES)
PARAGRAPHS = pl.Schema(
    {
        "paragraph_id": pl.String,
        "article_id": pl.String,
        "paragraph_number": pl.Int32,
        "kind": pl.String,
        "start_char": pl.Int32,
        "end_char": pl.Int32,
        "text": pl.String,
        "language": pl.String,
        "language_confidence": pl.Float64,
        "word_count": pl.Int32,
    }
)
REMOVED = pl.Schema({"article_id": pl.String, "removal_number": pl.Int32, "text": pl.String, "reason": pl.String})
ORIGINS = pl.Schema({"article_id": pl.String, "field": pl.String, "origin": pl.String, "precision": pl.String})
EDGES = pl.Schema(
    {
        "article_id": pl.String,
        "line_number": pl.Int32,
        "kind": pl.String,
        "text": pl.String,
        "line": pl.String,
        "neighbour": pl.String,
        "is_sentence": pl.Boolean,
        "language": pl.String,
        "language_confidence": pl.Float64,
        "is_cut": pl.Boolean,
    }
)
# A Han character counts as a word: Chinese writes none between spaces.
WORD = r"[\x{3400}-\x{9fff}]|[\w&&[^\x{3400}-\x{9fff}]]+"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What a batch of documents became: frames by table name, rejections, and each document's article."""

    frames: dict[str, pl.DataFrame]
    rejections: tuple[Rejection, ...]
    article_ids: dict[tuple[str, str], str]


def paragraph_id(article_id: str, number: int) -> str:
    """Return the id of a paragraph."""
    return short_id("paragraph", article_id, number)


def clean(
    documents: Sequence[Document], version: str, learned: Mapping[str, AbstractSet[str]] = MappingProxyType({})
) -> Cleaned:
    """Clean documents; the frames have the columns of the tables of `corpus` that they are named after.

    `learned` are recurring lines to cut, by outlet (or source, where the outlet is unknown). A document that cannot be
    cleaned becomes a rejection, whatever went wrong.
    """
    articles: list[Article] = []
    rejections: list[Rejection] = []
    for document in documents:
        try:
            result = read_article(document)
        except Exception as error:  # one document never stops a run; the reason is kept as a row
            detail = f"{type(error).__name__}: {error}"
            result = Rejection(document.source_id, document.source_uri, "clean", "extractor_error", detail)
        if isinstance(result, Article):
            articles.append(recurring.cut(result, learned.get(result.outlet or result.source_id, frozenset())))
        else:
            rejections.append(result)
    return Cleaned(
        {
            "corpus.articles": _articles(articles, version),
            "corpus.paragraphs": paragraphs(articles),
            "corpus.removed_text": removed(articles),
            "corpus.article_origins": _origins(articles),
            "corpus.edge_lines": edges(articles),
        },
        tuple(rejections),
        {(article.source_id, article.source_uri): article.article_id for article in articles},
    )


def _articles(articles: Iterable[Article], version: str) -> pl.DataFrame:
    own = [name for name in ARTICLES if name not in ("word_count", "extractor_version")]
    rows = [{name: getattr(article, name) for name in own} for article in articles]
    return pl.DataFrame(rows, schema={name: ARTICLES[name] for name in own}).with_columns(
        _words("text"), extractor_version=pl.lit(version)
    )


def paragraphs(articles: Iterable[Article]) -> pl.DataFrame:
    """Paragraphs of articles, with the columns of corpus.paragraphs."""
    rows = [
        (paragraph_id(a.article_id, p.number), a.article_id, p.number, p.kind, p.start, p.end, p.text, p.language,
         p.language_confidence)
        for a in articles
        for p in a.paragraphs
    ]  # fmt: skip
    schema = {name: kind for name, kind in PARAGRAPHS.items() if name != "word_count"}
    return pl.DataFrame(rows, schema=schema, orient="row").with_columns(_words("text"))


def texts(articles: Iterable[Article]) -> pl.DataFrame:
    """Text and word count of articles by article_id."""
    rows = [(article.article_id, article.text) for article in articles]
    return pl.DataFrame(rows, schema={"article_id": pl.String, "text": pl.String}, orient="row").with_columns(
        _words("text")
    )


def removed(articles: Iterable[Article]) -> pl.DataFrame:
    """What was left out of articles, with the columns of corpus.removed_text."""
    rows = [(a.article_id, n, r.text, r.reason) for a in articles for n, r in enumerate(a.removed, 1)]
    return pl.DataFrame(rows, schema=REMOVED, orient="row")


def _origins(articles: Iterable[Article]) -> pl.DataFrame:
    rows = [(a.article_id, o.field, o.origin, o.precision) for a in articles for o in a.origins]
    return pl.DataFrame(rows, schema=ORIGINS, orient="row")


def edges(articles: Iterable[Article]) -> pl.DataFrame:
    """Candidates of recurring lines, with the columns of corpus.edge_lines."""
    rows = [
        (a.article_id, p.number, p.kind, p.text, recurring.fold(p.text), edge.neighbour, recurring.is_sentence(p.text),
         p.language, p.language_confidence, edge.is_cut)
        for a in articles
        for edge in a.edges
        for p in (edge.paragraph,)
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=EDGES, orient="row")


def _words(column: str) -> pl.Expr:
    return pl.col(column).str.count_matches(WORD).cast(pl.Int32).alias("word_count")
