"""Titles in a run of tokens: where a title begins, how far its field goes, and which body it belongs to.

Reads tokens and the lexicon only; which person holds the office is decided by `latin` and `han`.
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline import lexicons
from pipeline.facts.names.lexicon import Entry, Forms, is_common, lexicon, phrases, word_set
from pipeline.facts.names.tokens import Token, words_of

_MINISTERIAL = frozenset({"Menteri", "Koordinator", "Menko", "Wamen", "Wamenko", "Negara"})
_MAX_FIELD = 12


@dataclass(frozen=True, slots=True)
class Title:
    """A title at tokens [begin, end), its field included; `organisation` is that of a blend or a ministry's field."""

    begin: int
    end: int
    body: str
    expanded: str
    organisation: str | None


@cache
def _rows() -> tuple[Forms, dict[str, str], Forms, dict[str, tuple[str, str]]]:
    titles, blends = Forms(), Forms()
    bodies: dict[str, str] = {}
    expansions: dict[str, tuple[str, str]] = {}
    for row in lexicons.table("titles.csv"):
        title, low = row["title"], row["title"][0].lower() + row["title"][1:]
        bodies[title] = row["body"]
        for form in dict.fromkeys((title, title.lower(), low)):
            if form == title or len(form) > 3:
                titles.add(words_of(form), Entry(title, "ORG", None, "full", "titles.csv"))
    for row in lexicons.table("title_blends.csv"):
        expansions[row["blend"]] = (row["title"], row["organisation"])
        blends.add(words_of(row["blend"]), Entry(row["blend"], "ORG", None, "full", "title_blends.csv"))
    titles.seal()
    blends.seal()
    return titles, bodies, blends, expansions


@cache
def _openers() -> frozenset[str]:
    """First words of titles, blends and their prefixes."""
    titles, _, blends, _ = _rows()
    return frozenset(titles.index) | frozenset(blends.index) | word_set("titles_prefixes.txt")


def title_at(tokens: Sequence[Token], at: int, names: Container[int]) -> Title | None:
    """The title that begins at token `at`; `names` are the indices of tokens inside a mention (a field stops there)."""
    if tokens[at].text not in _openers():
        return None
    start = at
    while at < len(tokens) and tokens[at].text in word_set("titles_prefixes.txt"):
        at += 2 if at + 1 < len(tokens) and tokens[at + 1].text == "." else 1
    rank = phrases("honorifics.txt").match(tokens, start)
    if rank and rank[0] > 1 and rank[0] > _head_length(_head(tokens, start)):
        return None
    found = _head(tokens, at) if at < len(tokens) else None
    if found is None or _head_length(_head(tokens, start)) > _head_length(found) + at - start:
        at, found = start, _head(tokens, start)
    if found is None or at in names:
        return None
    length, body, expanded, organisation = found
    end = at + length
    if tokens[end - 1].text in _MINISTERIAL:
        coordinating = tokens[end - 1].text == "Koordinator"
        field_end, ministry = _ministry(tokens, end - coordinating, names)
        if ministry:
            return Title(start, field_end, body, _join(tokens, start, field_end), ministry)
    end = _field(tokens, end, names)
    return Title(start, end, body, f"{expanded} {_join(tokens, at + length, end)}".strip(), organisation or None)


def _head_length(found: tuple[int, str, str, str] | None) -> int:
    return found[0] if found else 0


def _head(tokens: Sequence[Token], at: int) -> tuple[int, str, str, str] | None:
    """Length, body, expanded title and organisation of the longest title or blend at `at`."""
    titles, bodies, blends, expansions = _rows()
    blend = blends.match(tokens, at)
    plain = titles.match(tokens, at)
    if blend and (plain is None or blend[0] >= plain[0]):
        expanded, organisation = expansions[blend[1][0].canonical]
        body = "ministry" if organisation.startswith("Kementerian") else bodies.get(expanded, "body")
        return blend[0], body, expanded, organisation
    if plain is None:
        return None
    return plain[0], bodies[plain[1][0].canonical], plain[1][0].canonical, ""


def _join(tokens: Sequence[Token], begin: int, end: int) -> str:
    return " ".join(token.text for token in tokens[begin:end])


def _ministry(tokens: Sequence[Token], at: int, names: Container[int]) -> tuple[int, str | None]:
    """End of the longest known ministry's field at `at` and the ministry; commas in the field are passed over."""
    best, ministry = at, None
    if at >= len(tokens) or at in names:
        return at, None
    for words, entries in lexicon().fields.index.get(tokens[at].text, ()):
        position = at
        for word in words:
            if position > at and position < len(tokens) and tokens[position].text == ",":
                position += 1
            if position >= len(tokens) or tokens[position].text != word:
                break
            position += 1
        else:
            if position > best:
                best, ministry = position, entries[0].canonical
    return best, ministry


def _field(tokens: Sequence[Token], at: int, names: Container[int]) -> int:
    """End of a field in ordinary capitalised words after a title."""
    end = at
    while end < len(tokens) and end not in names and end - at < _MAX_FIELD:
        token = tokens[end]
        following = end + 1 < len(tokens) and end + 1 not in names and tokens[end + 1].is_capital
        if token.text in word_set("titles_fields.txt") and (token.is_capital or following):
            end += 1
        elif token.is_capital and is_common(token.text) and token.text not in word_set("honorifics.txt"):
            if end > at and _head(tokens, end) and tokens[end - 1].text in {"dan", "/"}:
                break
            end += 1
        elif token.text in {"dan", "of", "for", "&"} and following and _head(tokens, end + 1) is None:
            if not is_common(tokens[end + 1].text):
                break
            end += 2
        else:
            break
    return end
