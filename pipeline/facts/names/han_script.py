"""Chinese names in one script, character for character, and the words that bound them; no rule of names is here."""

import re
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline import lexicons

HAN = "[\u3400-\u9fff]"


@cache
def _table() -> dict[int, str]:
    pairs = [*lexicons.terms("traditional.zh.txt"), *lexicons.terms("figures_traditional.zh.txt")]
    return {ord(pair[0]): pair[1] for pair in pairs if len(pair) == 2}


def simplified(text: str) -> str:
    """`text` with traditional characters simplified, equally long, so that offsets stay those of the original."""
    return text.translate(_table())


@cache
def characters(name: str) -> frozenset[str]:
    """Characters of a lexicon that holds many a line."""
    return frozenset("".join(lexicons.terms(name)))


@cache
def _words(name: str) -> tuple[AhoCorasick, tuple[str, ...]]:
    words = lexicons.terms(name)
    return AhoCorasick(words, matchkind=MatchKind.Standard), words


def ends_of(name: str, text: str) -> dict[int, int]:
    """Where words of a lexicon end in `text`: end to the start of the longest."""
    automaton, _ = _words(name)
    found: dict[int, int] = {}
    for _, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        found[end] = min(start, found.get(end, start))
    return found


def longest(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Words of a lexicon in `text`, the leftmost and longest, as (start, end)."""
    automaton, _ = _longest(name)
    for _, start, end in automaton.find_matches_as_indexes(text):
        yield start, end


@cache
def _longest(name: str) -> tuple[AhoCorasick, tuple[str, ...]]:
    words = lexicons.terms(name)
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest), words


@cache
def alternatives(name: str) -> str:
    """The words of a lexicon as one alternation, the longest first."""
    return "|".join(sorted(map(re.escape, lexicons.terms(name)), key=len, reverse=True))
