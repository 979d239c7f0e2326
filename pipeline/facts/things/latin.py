"""Laws, plans, events and products in Latin script: whole names, names by their head or tail, numbered laws.

What is no thing but a person, an organisation or a place is not decided here.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.facts.model import EntityType
from pipeline.facts.names.lexicon import AliasKind, calendar, is_common, word_set
from pipeline.facts.names.lookup import title_openers
from pipeline.facts.names.tokens import Token
from pipeline.facts.things.lexicon import Head, heads, tails, things
from pipeline.facts.things.thing import Line, Thing

_NUMBERED = re.compile(
    r"\s(?:RI\s)?(?P<of>(?:[A-Z][\w-]+,?\s(?:dan\s)?){1,6})??"
    r"(?:(?:[Nn]omor|[Nn]o\.?|[Nn]umber)\s?(?P<number>\d+[A-Z]?)(?:(?:/| [Tt]ahun | of )(?P<year>\d{4}))?"
    r"|(?P<short>\d+)/(?P<in>\d{4}))"
)
_VERSION = re.compile(r"[A-Z]{0,2}\d+(?:\.\d+)*[A-Za-z]{0,2}")
_CODE = re.compile(r"[A-Z]{1,4}\d{1,4}[A-Za-z]{0,2}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_JOINS: dict[EntityType, frozenset[str]] = {
    "LAW": frozenset({"dan", "atau", "untuk", "bagi", "tentang", "of", "on", "for", "the", "and", "to"}),
    "EVENT": frozenset({"untuk", "of", "on", "for", "the", "ke"}),
}
_MARKS = frozenset({"-", "–", "—", "&", "/"})
_CAPITALS_BEFORE = 6  # words that may stand before a tail


def in_latin(line: Line) -> Iterator[Thing]:
    """Things of a paragraph in text order, free of names and of each other."""
    forms, meanings = heads()
    names, openers = things().forms, forms.index.keys() | things().forms.index.keys()
    at, tokens = 0, line.tokens
    while at < len(tokens):
        token = tokens[at]
        step = at + 1
        if token.is_word and (token.is_capital or token.text in openers):
            one = _known(line, at) if token.text in names.index else None
            matched = forms.match(tokens, at) if token.text in forms.index else None
            if matched:
                headed = _headed(line, at, matched[0], meanings[matched[1][0].canonical])
                one = max(filter(None, (one, headed)), key=lambda one: one.end, default=None)
            one = one or (_tailed(line, at) if token.is_capital else None) or _coded(line, at)
            if one and line.admits(one):
                yield one
                step = next((n for n in range(at, len(tokens)) if tokens[n].start >= one.end), len(tokens))
        at = step


def _coded(line: Line, at: int) -> Thing | None:
    """A product by its code after a word for its kind: "cip H800"."""
    token = line.tokens[at]
    if not at or line.tokens[at - 1].text not in word_set("things_cues.txt") or not _CODE.fullmatch(token.text):
        return None
    return Thing(token.start, token.end, "PRODUCT", token.text, None, "full", "things_cues.txt")


def _known(line: Line, at: int) -> Thing | None:
    """A whole name of the lexicon, with the version or year after it."""
    matched = things().forms.match(line.tokens, at)
    if not matched:
        return None
    entry, end = matched[1][0], at + matched[0]
    versions = things().versioned[entry.canonical]
    stop = _version_end(line.tokens, end, entry.entity_type) if versions else end
    if versions == "needed" and stop == end:
        return None
    start, last = line.tokens[at].start, line.tokens[stop - 1].end
    extra = line.text(line.tokens[end - 1].end, last)
    name = entry.canonical + (extra if extra.startswith("-") else f" {extra}" if extra else "")
    firm = stop - at > 1
    return Thing(start, last, entry.entity_type, name, entry.country, entry.kind, entry.source, firm=firm)


def _version_end(tokens: Sequence[Token], at: int, entity_type: EntityType) -> int:
    """End of what tells the version of a product or the year of an event."""
    while at < len(tokens):
        text, hyphen = tokens[at].text, 0
        if text == "-" and tokens[at].glued and at + 1 < len(tokens) and tokens[at + 1].glued:
            text, hyphen = tokens[at + 1].text, 1
        if entity_type == "EVENT":
            return at + 1 + hyphen if _YEAR.fullmatch(text) else at
        if not (_VERSION.fullmatch(text) and not _YEAR.fullmatch(text)) and text not in word_set("things_versions.txt"):
            return at
        at += 1 + hyphen
        while at + 1 < len(tokens) and tokens[at].text == "." and tokens[at].glued and tokens[at + 1].text.isdigit():
            at += 2
    return at


def _headed(line: Line, at: int, length: int, head: Head) -> Thing | None:
    """A name that its head opens: a numbered law, or the head with the capitalised words after it."""
    tokens, paragraph = line.tokens, line.paragraph
    start, head_end = tokens[at].start, tokens[at + length - 1].end
    numbered = _NUMBERED.match(paragraph.text, head_end - paragraph.start) if head.entity_type == "LAW" else None
    if numbered:
        number, year = numbered["number"] or numbered["short"], numbered["year"] or numbered["in"]
        of = " ".join((numbered["of"] or "").split())
        name = f"{head.full} {of + ' ' if of else ''}Nomor {number}" + (f" Tahun {year}" if year else "")
        end = _about_end(line, paragraph.start + numbered.end())
        kind: AliasKind = "full" if line.text(start, end) == name else "short"
        return Thing(start, end, "LAW", _written(name), None, kind, "things_heads.csv", firm=True)
    if line.title_case and head.needs == "several":
        return None
    stop = _run_end(line, at + length, head.entity_type)
    words = [token for token in tokens[at + length : stop] if token.is_word]
    if not words or (head.needs == "several" and sum(word.is_capital for word in words) < 2):
        return None
    if head.needs == "number" and not _has_number(head, words):
        return None
    end = tokens[stop - 1].end
    kind = "full" if head.full == head.head else "short"
    rest, firm = line.text(head_end, end).removeprefix("tentang "), not is_common(tokens[at].text)
    name = f"{head.full} {rest}"
    return Thing(start, end, head.entity_type, _written(name), None, kind, "things_heads.csv", firm=firm)


def _has_number(head: Head, words: Sequence[Token]) -> bool:
    """Whether a year or an edition stands in an event's name, any number in another one's."""
    if head.entity_type == "EVENT":
        after = dict(pairwise(word.text for word in words))
        return any(_YEAR.fullmatch(word.text) for word in words) or after.get("ke", "").isdigit()
    return any(character.isdigit() for word in words for character in word.text)


def _about_end(line: Line, end: int) -> int:
    """End of "tentang …" after the number of a law: what it is about, in capitalised words."""
    at = next((n for n, token in enumerate(line.tokens) if token.start >= end), len(line.tokens))
    if at >= len(line.tokens) or line.tokens[at].text.lower() not in {"tentang", "concerning", "on"}:
        return end
    stop = _run_end(line, at + 1, "LAW")
    return line.tokens[stop - 1].end if stop > at + 1 else end


def _run_end(line: Line, at: int, entity_type: EntityType) -> int:
    """End of capitalised words and numbers with what may join them; a known name after a join ends the run."""
    begin = at
    while at < len(line.tokens):
        token = line.tokens[at]
        if token.is_capital or (token.text[0].isdigit() and (at == begin or _YEAR.fullmatch(token.text))):
            step = 0 if _closes(line, token) else 1
        else:
            step = _joined(line, at, entity_type)
        if not step:
            break
        at += step
    return min(at, len(line.tokens))


def _written(name: str) -> str:
    """One writing of the words that laws are full of."""
    return name.replace("Undang-undang", "Undang-Undang").replace("Undang Undang", "Undang-Undang")


def _closes(line: Line, token: Token) -> bool:
    """Whether a capitalised word ends the run: it opens a sentence, is a day or a title, or all words have capitals."""
    if token.first or token.text in calendar() or token.text in title_openers():
        return True
    return line.title_case and not (token.is_upper or token.text[0].isdigit())


def _joined(line: Line, at: int, entity_type: EntityType) -> int:
    """Tokens of what joins two parts of a name: "dan", a hyphen, an edition ("ke-46"); 0 if there is no such thing."""
    token, following = line.tokens[at], line.tokens[at + 1] if at + 1 < len(line.tokens) else None
    if following is None:
        return 0
    if token.text == "ke" and following.text == "-" and following.glued:
        return 3
    if token.text == "-" and token.glued and following.glued and not following.is_capital and following.is_word:
        return 2  # a doubled word or a number: "Undang-undang", "Perundang-undangan", "Covid-19"
    if not (following.is_capital or following.text[0].isdigit()):
        return 0
    if token.text in _JOINS.get(entity_type, ()):
        return 0 if line.name_begins(following.start) or heads()[0].match(line.tokens, at + 1) else 1
    return 1 if token.text in _MARKS and token.glued and following.glued else 0


def _tailed(line: Line, at: int) -> Thing | None:
    """A name that its last word shows: "Indonesia Miner Conference 2025"."""
    tokens = line.tokens
    if line.title_case or (tokens[at].first and tokens[at].text.lower() in word_set("common_words.txt")):
        return None
    stop = at
    while stop < len(tokens) and stop - at <= _CAPITALS_BEFORE:
        token = tokens[stop]
        if not token.is_capital or (token.first and stop > at):
            if token.text not in {"&", "-", "of", "and", "on", "for"} or stop == at:
                return None
        elif token.text in title_openers():
            return None
        elif stop > at and token.text in tails():
            following = tokens[stop + 1] if stop + 1 < len(tokens) else None
            if following is not None and following.is_capital and not following.first:
                stop += 1
                continue
            entity_type = tails()[token.text]
            last = stop + 2 if following is not None and _YEAR.fullmatch(following.text) else stop + 1
            start, end = tokens[at].start, tokens[last - 1].end
            return Thing(start, end, entity_type, line.text(start, end), None, "full", "things_tails.csv")
        stop += 1
    return None
