"""Articles made of sentences, for the tests of names and roles."""

from datetime import UTC, date, datetime

from pipeline.text.model import Article, Paragraph


def article(
    *texts: str, language: str = "id", published: str | None = "2025-06-01", title: str | None = None
) -> Article:
    """An article of body paragraphs, with a headline when `title` is given."""
    paragraphs: list[Paragraph] = []
    position = 0
    for number, text in enumerate([title, *texts] if title else texts, 0 if title else 1):
        kind = "headline" if number == 0 else "body"
        paragraphs.append(Paragraph(number, kind, position, position + len(text), text, language))
        position += len(text) + 2
    return Article(
        "a1", "test", "a1.txt", "0", datetime(2025, 6, 1, tzinfo=UTC), "\n\n".join(p.text for p in paragraphs),
        tuple(paragraphs), title=title, language=language,
        published_on=date.fromisoformat(published) if published else None,
    )  # fmt: skip
