"""Titles in a run of tokens: where a title begins, how far its field goes, and which body it belongs to.

Reads tokens and the lexicon only; which person holds the office is decided by `latin` and `han`.
"""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline import lexicons
from pipeline.facts.names.lexicon import Entry, Forms, is_common, lexicon, phrases, word_set
from pipeline.facts.names.tokens import Token, words_of

_MINISTERIAL = frozenset({"Menteri", "Koordinator", "Menko", "Wamen", "Wamenko", "Negara"})
_COORDINATING = frozenset({"Koordinator", "Menko", "Wamenko"})
_CALLINGS = frozenset({
    "Pengamat", "Pakar", "Analis", "Ekonom", "Peneliti", "Dosen", "Guru", "Praktisi", "Profesor", "Ahli", "Akademisi",
    "Aktivis", "Pensyarah", "Penganalisis", "Penyelidik", "Felo", "Advokat",
})  # fmt: skip
_NO_FIELD = frozenset({
    "dan", "yang", "di", "ke", "dari", "pada", "dalam", "untuk", "dengan", "atau", "itu", "ini", "tersebut",
    "juga", "serta", "oleh", "sebagai", "adalah", "sekaligus", "asal", "mengatakan", "menyatakan", "menilai",
    "menyebut", "menjelaskan", "menambahkan", "kata", "ujar", "tutur", "ungkap", "jelas",
})  # fmt: skip
_MAX_FIELD = 12
_MAX_LOW_FIELD = 4


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
        for form in dict.fromkeys((title, title.lower(), low, title[0] + title[1:].lower())):
            if form == title or not title.isupper():
                titles.add(words_of(form), Entry(title, "ORG", None, "full", "titles.csv"))
    blended = [(row["blend"], row["title"], row["organisation"]) for row in lexicons.table("title_blends.csv")]
    for blend, title, organisation in [*blended, *_english_ministers()]:
        if blend not in expansions:
            expansions[blend] = (title, organisation)
            blends.add(words_of(blend), Entry(blend, "ORG", None, "full", "title_blends.csv"))
    titles.seal()
    blends.seal()
    return titles, bodies, blends, expansions


def _english_ministers() -> Iterator[tuple[str, str, str]]:
    """Titles that English makes of a ministry's field: form, title and organisation."""
    for row in lexicons.table("titles_ministries.en.csv"):
        for rank in ("", "Deputy ", "Vice "):
            for title in (
                f"{rank}{row['field']} Minister",
                f"{rank}Minister of {row['field']}",
                f"{rank}Minister for {row['field']}",
            ):
                yield title, title, row["organisation"]
                yield title.lower(), title, row["organisation"]


@cache
def _openers() -> frozenset[str]:
    """First words of titles, blends and their prefixes."""
    titles, _, blends, _ = _rows()
    return frozenset(titles.index) | frozenset(blends.index) | frozenset(phrases("titles_prefixes.txt").index)


def title_at(tokens: Sequence[Token], at: int, names: Container[int]) -> Title | None:
    """The title that begins at token `at`; `names` are the indices of tokens inside a mention (a field stops there)."""
    if tokens[at].text not in _openers():
        return None
    start = at
    at = _after_prefixes(tokens, at)
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
        field_end, ministry = _ministry(tokens, end, names)
        if ministry:
            field_end = _ad_interim(tokens, field_end)
            return Title(start, field_end, "ministry", _join(tokens, start, field_end), ministry)
    end = _ad_interim(tokens, _field(tokens, end, names, enumerates=body == "ministry"))
    if expanded.partition(" ")[0] in _CALLINGS:
        end = _low_field(tokens, end, names)
    if not organisation and expanded == "Direktur Jenderal" and end > at + length:
        organisation = f"Direktorat Jenderal {_join(tokens, at + length, end)}"
    return Title(start, end, body, f"{expanded} {_join(tokens, at + length, end)}".strip(), organisation or None)


def is_prefix(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word that may stand before a title begins at `at` ("Former", "Plt")."""
    return tokens[at].text in phrases("titles_prefixes.txt").index


def _after_prefixes(tokens: Sequence[Token], at: int) -> int:
    """Index after the words before a title: "Mantan", "Plt.", "Pelaksana Tugas", "ex-"."""
    while at < len(tokens):
        prefix = phrases("titles_prefixes.txt").match(tokens, at)
        if prefix is None:
            break
        at += prefix[0]
        if at < len(tokens) and tokens[at].glued and tokens[at].text in ".-":
            at += 1
    return at


def _ad_interim(tokens: Sequence[Token], at: int) -> int:
    """Index after "ad interim", which follows the whole title."""
    return at + 2 if [token.text.lower() for token in tokens[at : at + 2]] == ["ad", "interim"] else at


def _low_field(tokens: Sequence[Token], at: int, names: Container[int]) -> int:
    """End of a calling's field in lower case ("pakar hukum tata negara") that leads to a name or a comma, else `at`."""
    end = at
    while end < len(tokens) and end not in names and end - at <= _MAX_LOW_FIELD:
        token = tokens[end]
        if token.text == "," or token.is_capital:
            return end
        if not token.is_word or token.text.isdigit() or token.text in _NO_FIELD:
            break
        end += 1
    return end if end in names and end - at <= _MAX_LOW_FIELD else at


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
    coordinating = tokens[at - 1].text in _COORDINATING
    if at >= len(tokens) or at in names:
        return at, None
    for words, entries in lexicon().fields.index.get("Koordinator" if coordinating else tokens[at].text, ()):
        position = at
        for word in words[coordinating:]:
            if position > at and position < len(tokens) and tokens[position].text == ",":
                position += 1
            if position >= len(tokens) or tokens[position].text != word:
                break
            position += 1
        else:
            if position > best:
                best, ministry = position, entries[0].canonical
    return best, ministry


def _enumerated(tokens: Sequence[Token], at: int, names: Container[int]) -> bool:
    """Whether a ministry's field goes on after a comma: capitalised common words up to "dan" and one more."""
    end = at
    while end < len(tokens) and end - at < 4 and end not in names:
        word = tokens[end]
        if word.text in {"dan", "and"}:
            return end > at and end + 1 < len(tokens) and tokens[end + 1].is_capital and is_common(tokens[end + 1].text)
        if not (word.is_capital and is_common(word.text)) or _head(tokens, end) is not None:
            break
        end += 1
    return False


def _field(tokens: Sequence[Token], at: int, names: Container[int], *, enumerates: bool) -> int:
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
        elif enumerates and token.text == "," and end > at and _enumerated(tokens, end + 1, names):
            end += 1
        elif token.text in {"dan", "of", "for", "&"} and following and _head(tokens, end + 1) is None:
            if not is_common(tokens[end + 1].text):
                break
            end += 2
        else:
            break
    return end
