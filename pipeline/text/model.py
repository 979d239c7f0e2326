"""What reading produces: documents as received, articles as cleaned, and what was removed or refused.

Values only. No reading, no cleaning, no storage.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

MediaType = Literal["text", "html"]
Truncated = Literal["further_pages", "paywall"]
ParagraphKind = Literal["headline", "summary", "body"]


@dataclass(frozen=True, slots=True)
class Stated:
    """What the source states beside the text (a JSONL field, a sources.toml default); None where it says nothing.

    `published_at` is kept as written ("2024-02-05", "2024-02-05T10:00:00+07:00"); `timezone` is an IANA name.
    `published_hint` is what a listing says, in the same form: used only where neither page nor text has a date.
    """

    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published_at: str | None = None
    language: str | None = None
    languages: tuple[str, ...] = ()
    timezone: str = "Asia/Jakarta"
    published_hint: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One document as received: `content` is the bytes of a file or page, or a JSONL field's text in UTF-8.

    `encoding` is the charset when the carrier states it (always "utf-8" for JSONL); None means: detect.
    """

    source_id: str
    source_uri: str
    content: bytes
    media_type: MediaType
    content_sha256: str
    fetched_at: datetime
    stated: Stated = field(default_factory=Stated)
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Removed:
    """Text left out of the article, with the reason code of `corpus.removed_text`."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article's text: `article.text[start:end] == text`; number 0 is the headline."""

    number: int
    kind: ParagraphKind
    start: int
    end: int
    text: str
    language: str | None = None
    language_confidence: float | None = None


@dataclass(frozen=True, slots=True)
class EdgeLine:
    """A short line at the edge of an article, numbered as before any recurring line was cut.

    `neighbour` is a hash of the nearest prose, by which copies of one text are told from different ones.
    """

    paragraph: Paragraph
    neighbour: str
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an article's value of a field was found (codes of `corpus.article_origins`); `precision` of a time."""

    field: str
    origin: str
    precision: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned article. `text` is the paragraphs' texts joined by one blank line."""

    article_id: str
    source_id: str
    source_uri: str
    content_sha256: str
    fetched_at: datetime
    text: str
    paragraphs: tuple[Paragraph, ...]
    removed: tuple[Removed, ...] = ()
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    editor: str | None = None
    agency: str | None = None
    dateline: str | None = None
    published_on: date | None = None
    published_at: datetime | None = None
    language: str | None = None
    language_confidence: float | None = None
    origins: tuple[Origin, ...] = ()
    edges: tuple[EdgeLine, ...] = ()
    truncated: Truncated | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """A document that could not become an article: the stage that refused it, a reason code, detail for a person."""

    source_id: str
    source_uri: str
    stage: Literal["read", "clean"]
    reason: str
    detail: str
