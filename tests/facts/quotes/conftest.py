"""Articles and names for the tests, built from plain paragraphs and a list of names."""

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest

from pipeline.facts.model import Actor, Mention, Names, Quote, Role, actor_key
from pipeline.facts.quotes.extract import find_quotes
from pipeline.text.model import Article, Paragraph

KNOWN = (
    ("Ratna Wulandari", "PERSON", "Ratna Wulandari"),
    ("Ratna", "PERSON", "Ratna Wulandari"),
    ("Bagas Prakoso", "PERSON", "Bagas Prakoso"),
    ("Bagas", "PERSON", "Bagas Prakoso"),
    ("Chen Yulan", "PERSON", "Chen Yulan"),
    ("Chen", "PERSON", "Chen Yulan"),
    ("Aminah Yusof", "PERSON", "Aminah Yusof"),
    ("陈玉兰", "PERSON", "Chen Yulan"),
    ("Kementerian Riset", "ORG", "Kementerian Riset"),
    ("Nusadata", "ORG", "Nusadata"),
    ("Kabar Timur", "ORG", "Kabar Timur"),
    ("商务部", "ORG", "商务部"),
    ("Indonesia", "PLACE", "Indonesia"),
    ("China", "PLACE", "China"),
    ("Bandung", "PLACE", "Bandung"),
    ("Rudi Hartawan", "PERSON", "Rudi Hartawan"),
    ("Rudi", "PERSON", "Rudi Hartawan"),
    ("Hartawan", "PERSON", "Rudi Hartawan"),
    ("Melati Raya", "PERSON", "Melati Raya"),
    ("Wulandari", "PERSON", "Ratna Wulandari"),
    ("Yulan", "PERSON", "Chen Yulan"),
    ("Aminah", "PERSON", "Aminah Yusof"),
    ("Universitas Lontar", "ORG", "Universitas Lontar"),
    ("Bank Lontar", "ORG", "Bank Lontar"),
    ("Persija", "ORG", "Persija"),
    ("World Bank", "ORG", "World Bank"),
    ("Reuters", "ORG", "Reuters"),
    ("BBC", "ORG", "BBC"),
    ("Jakarta", "PLACE", "Jakarta"),
    ("Japan", "PLACE", "Japan"),
)
LETTERS = {
    "R": "PERSON:ratna wulandari",
    "B": "PERSON:bagas prakoso",
    "C": "PERSON:chen yulan",
    "A": "PERSON:aminah yusof",
    "H": "PERSON:rudi hartawan",
    "-": None,
}

Read = Callable[..., list[Quote]]


def make_article(paragraphs: Sequence[str], language: str = "id", title: str | None = None) -> Article:
    parts, at, kinds = [], 0, []
    texts = ([title] if title else []) + list(paragraphs)
    for number, text in enumerate(texts, 0 if title else 1):
        kinds = ["headline" if number == 0 else "body"]
        parts.append(Paragraph(number, kinds[0], at, at + len(text), text, language, 1.0))  # type: ignore[arg-type]
        at += len(text) + 2
    return Article(
        "a",
        "s",
        "u",
        "x",
        datetime(2026, 1, 1, tzinfo=UTC),
        "\n\n".join(texts),
        tuple(parts),
        title=title,
        language=language,
    )


def make_names(text: str) -> Names:
    taken: dict[int, Mention] = {}
    actors: dict[str, Actor] = {}
    for surface, kind, canonical in KNOWN:
        key = actor_key(kind, canonical)
        pattern = re.escape(surface) if not surface.isascii() else rf"\b{re.escape(surface)}\b"
        for found in re.finditer(pattern, text):
            if not any(m.start < found.end() and found.start() < m.end for m in taken.values()):
                taken[found.start()] = Mention(found.start(), found.end(), surface, kind, key)  # type: ignore[arg-type]
                actors[key] = Actor(key, canonical, kind)  # type: ignore[arg-type]
    return Names(tuple(taken[start] for start in sorted(taken)), actors)


def read_article(
    *paragraphs: str, language: str = "id", title: str | None = None, roles: Sequence[Role] = ()
) -> list[Quote]:
    article = make_article(paragraphs, language, title)
    quotes = find_quotes(article, make_names(article.text), roles)
    for quote in quotes:
        assert article.text[quote.start : quote.end] == quote.text
    return quotes


def check_speakers(paragraphs: Sequence[str], expected: Sequence[str], language: str) -> None:
    """Compare all quotes with lines "type|speaker|beginning"; the speaker is one of `LETTERS` or an actor key."""
    wanted = []
    for line in expected:
        quote_type, speaker, start = line.split("|")
        wanted.append((quote_type, LETTERS.get(speaker, speaker), start))
    quotes = read_article(*paragraphs, language=language)
    assert len(quotes) == len(wanted)
    assert [(q.quote_type, q.speaker, q.text[: len(w[2])]) for q, w in zip(quotes, wanted, strict=True)] == wanted


@pytest.fixture
def read() -> Read:
    return read_article
