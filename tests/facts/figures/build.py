"""Articles of one language for the tests of figures."""

from datetime import UTC, date, datetime

from pipeline.facts.figures.tokens import Tokens, locate, split_tokens
from pipeline.text.model import Article, Paragraph


def article(*texts: str, language: str = "id", published_on: date | None = None, headline: bool = False) -> Article:
    """An article of the paragraphs `texts`; with `headline` the first is the headline."""
    paragraphs, start = [], 0
    for number, text in enumerate(texts, start=0 if headline else 1):
        kind = "headline" if number == 0 else "body"
        paragraphs.append(Paragraph(number, kind, start, start + len(text), text, language, 1.0))
        start += len(text) + 2
    return Article(
        article_id="a",
        source_id="s",
        source_uri="a.txt",
        content_sha256="0",
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        text="\n\n".join(texts),
        paragraphs=tuple(paragraphs),
        language=language,
        published_on=published_on,
    )


def tokenise(text: str) -> Tokens:
    """Tokens of a paragraph."""
    return locate(text, split_tokens(text))
