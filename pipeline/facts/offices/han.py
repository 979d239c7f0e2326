"""Offices in Chinese: a title directly before or after a person's name (国家主席习近平, 习近平主席)."""

from functools import cache

from pipeline import lexicons
from pipeline.facts.model import Mention


@cache
def _titles() -> tuple[str, ...]:
    return tuple(sorted(lexicons.terms("titles.zh.txt"), key=len, reverse=True))


def title_before(text: str, start: int) -> str | None:
    """The longest title that ends where the name begins."""
    head = text[max(0, start - 12) : start]
    return next((title for title in _titles() if head.endswith(title)), None)


def title_after(text: str, end: int) -> str | None:
    """The longest title that begins where the name ends."""
    tail = text[end : end + 12]
    return next((title for title in _titles() if tail.startswith(title)), None)


def body_before(by_end: dict[int, Mention], start: int) -> Mention | None:
    """The body or place whose name ends where the title begins (in 投资部长 the two share a character)."""
    body = by_end.get(start) or by_end.get(start + 1)
    return body if body and body.entity_type != "PERSON" else None
