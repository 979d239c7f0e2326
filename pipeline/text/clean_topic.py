"""Whether a line tells of what the article tells of: a headline and a caption do, a menu or a promotion does not.

Comparing words only; what follows from it is decided by the rules.
"""

import re

from pipeline.text.clean_draft import Draft, is_prose

_FEWEST_SIGNS = 2  # by which a line can be judged
SHARED = 0.25  # of a headline's signs that the first paragraphs have too


def told_by_body(draft: Draft) -> frozenset[str]:
    """Signs of what the first paragraphs tell of: a headline shares some with them, a menu does not."""
    prose = [line.text for line in draft.lines if is_prose(line.text)][:4]
    return frozenset(sign for text in prose for sign in _signs(text))


def _signs(text: str) -> list[str]:
    """Beginnings of a text's longer words, and its pairs of Han characters."""
    words = [word[:5] for word in re.findall(r"[a-zà-ɏ]{4,}", text.casefold())]
    return words + re.findall(r"(?=([\u3400-\u9fff]{2}))", text)


def is_foreign(text: str, told: frozenset[str]) -> bool:
    """Whether a line of two or more signs tells of something else than the article."""
    return len(_signs(text)) >= _FEWEST_SIGNS and shared_signs(text, told) < SHARED


def shared_signs(text: str, told: frozenset[str]) -> float:
    """Share of a line's signs that the article's first paragraphs have too; 0 without signs."""
    signs = _signs(text)
    return sum(sign in told for sign in signs) / len(signs) if signs else 0.0
