"""Which type an unknown run of capitalised words has, from its own words and from the words around it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline import lexicons
from pipeline.facts.model import EntityType
from pipeline.facts.names.candidate import Candidate
from pipeline.facts.names.lexicon import cues, is_common, lexicon, phrases, word_set

if TYPE_CHECKING:
    from pipeline.facts.names.lookup import Line
    from pipeline.facts.names.scan import Scanner

Reading = tuple[int, int, EntityType, bool]
_SYLLABLE = re.compile(r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:[aeiou]{1,3})(?:ng|n|r)?", re.IGNORECASE)
_MAX_WORDS = 12  # longer runs are lists, slogans or text in capitals
_DIGIT = re.compile(r"\d")


@cache
def _speech() -> frozenset[str]:
    words = {
        row["form"]
        for language in ("id", "ms", "en")
        for row in lexicons.table(f"speech_verbs.{language}.csv")
        if row["kind"] in {"tag", "clause", "both", "source", "agent"}
    }
    return frozenset(words | {word.capitalize() for word in words} | {word.lower() for word in words})


def is_pinyin(words: list[str]) -> bool:
    """Whether two or three words look like a Chinese name in pinyin, family name first."""
    if not 2 <= len(words) <= 3 or words[0] not in word_set("family_names_pinyin.txt"):
        return False
    return all(_is_syllables(word) for word in words[1:])


def is_syllable(word: str) -> bool:
    """Whether a word is one syllable of pinyin."""
    return _SYLLABLE.fullmatch(word) is not None


def _is_syllables(word: str) -> bool:
    at, count = 0, 0
    while at < len(word) and count < 4:
        found = _SYLLABLE.match(word, at)
        if not found or found.end() == at:
            return False
        at, count = found.end(), count + 1
    return at == len(word) and count <= 2


def classify(scanner: Scanner, begin: int, end: int) -> Reading | None:
    """Span and type of the name in tokens [begin, end), and whether the evidence is firm; None when it is no name."""
    if scanner.in_title_case and not scanner.honoured:
        return None
    words = [t.text for t in scanner.tokens[begin:end] if t.is_word]
    if len(words) > _MAX_WORDS or any(map(_DIGIT.search, words)):
        return None
    if len(words) == 1:
        return _single(scanner, begin, end)
    return _several(scanner, begin, end, words)


def _single(scanner: Scanner, at: int, end: int) -> Reading | None:
    token = scanner.tokens[at]
    word = token.text
    denied = (word,) in lexicon().forms.known and word not in lexicon().given
    if word in word_set("not_names.txt") or len(word) < 2 or denied or word in scanner.context.no_names:
        return None
    common = is_common(word, scanner.context.vocabulary)
    if token.is_upper and word not in lexicon().given:
        heads_unit = scanner.expects and not scanner.honoured and len(word) > 2 and scanner.tokens[at - 1].text != "("
        return (at, end, "ORG", False) if (scanner.cued(at, "org") or heads_unit) and not common else None
    if scanner.honoured and scanner.tokens[at - 1].text != "(" and (not common or word in lexicon().given):
        return at, end, "PERSON", False
    if common or (token.first and word not in lexicon().given and not speaks(scanner, at, end)):
        return None
    if scanner.expects:
        return (at, end, "PERSON", False) if scanner.tokens[at - 1].text != "(" else None
    if scanner.cued(at, "place") and not speaks(scanner, at, end):
        return at, end, "PLACE", False
    if speaks(scanner, at, end):
        return at, end, "PERSON", False
    if scanner.cued(at, "org"):
        return at, end, "ORG", False
    return (at, end, "PERSON", False) if word in lexicon().given and not token.first else None


def speaks(scanner: Line, begin: int, end: int) -> bool:
    """Whether a reporting word stands right before or after."""
    before = scanner.tokens[begin - 1].text if begin else ""
    while end + 1 < len(scanner.tokens) and scanner.tokens[end].text in cues("adverb"):
        end += 1
    after = scanner.tokens[end].text if end < len(scanner.tokens) else ""
    return before in _speech() or after in _speech()


def _several(scanner: Scanner, begin: int, end: int, words: list[str]) -> Reading | None:
    vocabulary = scanner.context.vocabulary
    last = words[-1]
    if (
        last in word_set("org_tails.txt")
        and not all(is_common(word) for word in words[:-1])
        and not (scanner.expects and words[0] in lexicon().given)
    ):
        return begin, end, "ORG", True
    tail = " ".join(words[-2:])
    is_site = last in word_set("place_tails.txt") or tail in word_set("place_tails.txt")
    if is_site and not all(is_common(word) for word in words[:-1]):
        return begin, end, "PLACE", True
    named = sum(word in lexicon().given for word in words)
    if scanner.expects:
        return _announced(scanner, begin, end)
    if is_pinyin(words) or (words[0] in lexicon().given and not is_common(words[0])) or named * 2 > len(words):
        return begin, end, "PERSON", True
    common = [is_common(word, vocabulary) for word in words]
    if all(common):
        return (begin, end, "PERSON", True) if named and speaks(scanner, begin, end) else None
    if speaks(scanner, begin, end) and not any(common):
        return begin, end, "PERSON", True
    if scanner.cued(begin, "org"):
        return begin, end, "ORG", False
    if scanner.cued(begin, "place") and len(words) <= 3 and not any(word.isupper() for word in words):
        return begin, end, "PLACE", not any(common)
    if named and not any(common):
        return begin, end, "PERSON", True
    if len(words) <= 4 and not any(common) and not any(w.isupper() for w in words) and scanner.cued(begin, "agent"):
        return begin, end, "PERSON", False
    following = _next_word(scanner, end)
    if following and (following[0] == "," and _is_title(scanner, end + 1)) and not any(common):
        return begin, end, "PERSON", True
    return None


def _is_title(scanner: Scanner, at: int) -> bool:
    if at >= len(scanner.tokens):
        return False
    word = scanner.tokens[at].text
    return bool(scanner.title(at)) or word in cues("role")


def _next_word(scanner: Scanner, at: int) -> str:
    return scanner.tokens[at].text if at < len(scanner.tokens) else ""


def _announced(scanner: Scanner, begin: int, end: int) -> Reading | None:
    """The person at the end of a run after a title; ordinary words and a company may stand before the name."""
    tokens = scanner.tokens
    for at in range(end - 1, begin - 1, -1):
        if tokens[at].text in word_set("not_names.txt"):
            return None
        if (
            tokens[at].is_capital
            and len(tokens[at].text) > 1
            and tokens[at].text.lower() in lexicon().common
            and tokens[at].text not in lexicon().given
        ):
            begin = at + 1
            break
    while begin < end and not (tokens[begin].is_word and scanner.is_name_word(begin)):
        begin += 1
    if begin == end:
        return None
    acronym = tokens[begin].is_upper and len(tokens[begin].text) > 2 and tokens[begin].text not in lexicon().given
    if acronym and end - begin > 2 and not tokens[end - 1].is_upper:
        scanner.found.append(_organisation(scanner, begin, begin + 1))
        begin += 1
    for at in range(begin + 1, end - 1):
        earlier_named = any(tokens[k].text in lexicon().given for k in range(begin, at))
        initials = any(tokens[k].is_upper and len(tokens[k].text) < 3 for k in range(begin, at))
        if tokens[at].text in lexicon().given and not earlier_named and not initials and end - begin > 3:
            scanner.found.append(_organisation(scanner, begin, at))
            return at, end, "PERSON", True
    if phrases("org_heads.csv", "head").match(tokens, begin):
        return None
    return begin, end, "PERSON", True


def _organisation(scanner: Scanner, begin: int, end: int) -> Candidate:
    start, stop = scanner.tokens[begin].start, scanner.tokens[end - 1].end
    surface = scanner.text[start - scanner.offset : stop - scanner.offset]
    return Candidate(start, stop, surface, "ORG", (), False)
