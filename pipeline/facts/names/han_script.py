"""Chinese names in one script, character for character, and the words that bound them; no rule of names is here."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline import lexicons

HAN = "[\u3400-\u9fff]"


@cache
def _table() -> tuple[frozenset[str], dict[int, str]]:
    pairs = [*lexicons.terms("traditional.zh.txt"), *lexicons.terms("figures_traditional.zh.txt")]
    table = {ord(pair[0]): pair[1] for pair in pairs if len(pair) == 2}
    return frozenset(map(chr, table)), table


@lru_cache(maxsize=256)  # names, roles and quotes read the same paragraphs
def simplified(text: str) -> str:
    """`text` with traditional characters simplified, equally long, so that offsets stay those of the original."""
    traditional, table = _table()
    return text if traditional.isdisjoint(text) else text.translate(table)


@cache
def characters(name: str) -> frozenset[str]:
    """Characters of a lexicon that holds many a line."""
    return frozenset("".join(lexicons.terms(name)))


@cache
def _words(name: str) -> AhoCorasick:
    return AhoCorasick(list(lexicons.terms(name)), matchkind=MatchKind.Standard)


def ends_of(name: str, text: str) -> dict[int, int]:
    """Where words of a lexicon end in `text`: end to the start of the longest."""
    found: dict[int, int] = {}
    for _, start, end in _words(name).find_matches_as_indexes(text, overlapping=True):
        found[end] = min(start, found.get(end, start))
    return found


def longest(text: str, *names: str) -> Iterator[tuple[int, int]]:
    """Words of lexicons in `text`, the leftmost and longest, as (start, end)."""
    for _, start, end in _longest(names).find_matches_as_indexes(text):
        yield start, end


@cache
def _longest(names: tuple[str, ...]) -> AhoCorasick:
    words = [word for name in names for word in lexicons.terms(name)]
    return AhoCorasick(list(dict.fromkeys(words)), matchkind=MatchKind.LeftmostLongest)


@cache
def alternatives(*names: str) -> str:
    """The words of lexicons as one alternation, the longest first."""
    words = [re.escape(word) for name in names for word in lexicons.terms(name)]
    return "|".join(sorted(words, key=len, reverse=True))
