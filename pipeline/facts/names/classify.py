"""Which type an unknown run of capitalised words has, from its own words and from the words around it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline import lexicons
from pipeline.facts.model import EntityType
from pipeline.facts.names import persons, unknown_places
from pipeline.facts.names.candidate import Candidate
from pipeline.facts.names.lexicon import calendar, cues, is_common, lexicon, phrases, word_set
from pipeline.facts.names.places import needing_cue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.facts.names.lookup import Line
    from pipeline.facts.names.scan import Scanner
    from pipeline.facts.names.tokens import Token

Reading = tuple[int, int, EntityType, bool]
_SYLLABLE = re.compile(r"(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:[aeiou]{1,3})(?:ng|n|r)?", re.IGNORECASE)
_MAX_WORDS = 12  # longer runs are lists, slogans or text in capitals
_JOINS = frozenset({"dan", "serta", "and"})
_OF = frozenset({"for", "of"})
_SEATED = frozenset({  # offices that are named by their place
    "Desa", "Kelurahan", "Kecamatan", "Dusun", "Kampung", "Nagari", "Kades", "Lurah", "Camat", "Kapolsek", "Kapolres",
    "Kapolresta", "Kajari", "Danramil", "Dandim", "Kalapas", "Karutan", "Bupati", "Walikota", "Kota", "Kabupaten",
})  # fmt: skip
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
        found = persons.name_in_headline(scanner.tokens, begin, end)
        return (*found, "PERSON", True) if found else None
    words = [t.text for t in scanner.tokens[begin:end] if t.is_word]
    if len(words) > _MAX_WORDS or any(map(_DIGIT.search, words)):
        return None
    place = unknown_places.read(scanner, begin, end)
    if place:
        return place
    if len(words) == 1:
        return _single(scanner, begin, end)
    return _several(scanner, begin, end, words)


def _single(scanner: Scanner, at: int, end: int) -> Reading | None:
    token = scanner.tokens[at]
    word = token.text
    if persons.are_initials(scanner.tokens, at) or (at == scanner.listed_at and _are_more_initials(scanner, at)):
        return at, end, "PERSON", True
    if persons.is_alias(scanner.tokens, at) and len(word) > 1:
        return at, end, "PERSON", True
    denied = (word,) in lexicon().forms.known and word not in lexicon().given
    if denied and word in needing_cue() and persons.is_described(scanner.tokens, at):
        return at, end, "PERSON", False
    if word in word_set("not_names.txt") or len(word) < 2 or denied or word in scanner.context.no_names:
        return None
    common = is_common(word, scanner.context.vocabulary)
    if token.is_upper and word not in lexicon().given:
        heads_unit = scanner.expects and not scanner.honoured and len(word) > 2 and scanner.tokens[at - 1].text != "("
        return (at, end, "ORG", False) if (scanner.cued(at, "org") or heads_unit) and not common else None
    if scanner.honoured and scanner.tokens[at - 1].text != "(" and (not common or word in lexicon().given):
        return at, end, "PERSON", persons.bears_name(word)
    if not common and is_evident(scanner, at, end):
        return at, end, "PERSON", True
    if common or (token.first and word not in lexicon().given and not speaks(scanner, at, end)):
        return None
    if scanner.expects:
        return _announced_single(scanner, at, end)
    is_place = (
        scanner.cued(at, "place") and unknown_places.may_name(word) and not unknown_places.before_place(scanner, end)
    )
    if is_place and not speaks(scanner, at, end):
        return at, end, "PLACE", False
    if persons.bears_name(word) and persons.noun_before(scanner.tokens, at) > 0:
        return at, end, "PERSON", False
    if speaks(scanner, at, end):
        return at, end, "PERSON", False
    if scanner.cued(at, "org"):
        return at, end, "ORG", False
    alone = word in lexicon().given and word not in word_set("names_not_alone.txt") and not token.first
    return (at, end, "PERSON", False) if alone else None


def _announced_single(scanner: Scanner, at: int, end: int) -> Reading | None:
    """A single word after a title or a noun for persons, which may be the body or place that belongs to them."""
    before = scanner.tokens[at - 1].text if at else ""
    named = persons.bears_name(scanner.tokens[at].text)
    if scanner.cued(at, "place") and at > 1 and not scanner.tokens[at - 2].is_capital:
        return at, end, "PLACE", False  # "warga Desa Cibogo, Kecamatan Cihaur"
    if not named and (before in _JOINS or (before == "," and not persons.closes(scanner.tokens, end))):
        return None  # "warga Cibeber, Cikalong, dan Cisarua"
    if before in _OF | {"("} or (persons.takes_body(before) and not named) or _next_word(scanner, end) in _OF:
        return None
    if not named and _next_word(scanner, end) == "," and end + 1 < len(scanner.tokens):
        following = scanner.tokens[end + 1]
        if before != "," and following.is_capital and following.text not in calendar() and not scanner.title(end + 1):
            return None  # "Kepala Desa Wadas, Fahri Setyanto,"
    if end < len(scanner.tokens) and (scanner.is_person(end) or _is_honorific(scanner, end)):
        return None  # the seat of an office before who holds it: "Kapolsek Cimanggis Kompol Judika Sinaga"
    return at, end, "PERSON", before == "," and persons.closes(scanner.tokens, end)


def _is_honorific(scanner: Scanner, at: int) -> bool:
    token = scanner.tokens[at]
    return token.is_capital and phrases("honorifics.txt").match(scanner.tokens, at) is not None


def _are_more_initials(scanner: Scanner, at: int) -> bool:
    """Whether a list of initials goes on: "berinisial AL, AR, dan KJ"."""
    word, before = scanner.tokens[at].text, scanner.found[-1]
    return word.isupper() and 1 < len(word) < 5 and before.surface.isupper() and not before.entries


def is_evident(scanner: Scanner, begin: int, end: int) -> bool:
    """Whether an age, a degree, a description or a list of persons tells that unknown words are a person's name."""
    tokens = scanner.tokens
    if persons.has_age(tokens, end) or persons.degree_end(tokens, end) or persons.names_later(tokens, end):
        return True
    if persons.is_described(tokens, begin) and persons.closes(tokens, end):
        return True
    if begin != scanner.listed_at or not persons.is_listed(tokens, begin, end):
        return False
    return end - begin > 1 or scanner.listed > 1 or persons.bears_name(tokens[begin].text)


def speaks(scanner: Line, begin: int, end: int) -> bool:
    """Whether a reporting word stands right before or after."""
    before = scanner.tokens[begin - 1].text if begin else ""
    while end + 1 < len(scanner.tokens) and scanner.tokens[end].text in cues("adverb"):
        end += 1
    after = scanner.tokens[end].text if end < len(scanner.tokens) else ""
    return before in _speech() or after in _speech()


def _several(scanner: Scanner, begin: int, end: int, words: list[str]) -> Reading | None:
    kind = _by_form(scanner, begin, end, words)
    if kind:
        return begin, end, kind, True
    if scanner.expects and not _is_of_body(scanner, begin, words):
        return _announced(scanner, begin, end)
    named = sum(word in lexicon().given for word in words)
    if is_pinyin(words) or (words[0] in lexicon().given and not is_common(words[0])) or named * 2 > len(words):
        return begin, end, "PERSON", True
    if _is_person(scanner, begin, end, words):
        return begin, end, "PERSON", True
    return _by_context(scanner, begin, end, words)


def _by_form(scanner: Scanner, begin: int, end: int, words: list[str]) -> EntityType | None:
    """The type that the last word, the form of the name or "alias" before it tells, whatever announces the run."""
    if (
        words[-1] in word_set("org_tails.txt")
        and not all(is_common(word) for word in words[:-1])
        and not (scanner.expects and words[0] in lexicon().given)
    ):
        return "ORG"
    tail = " ".join(words[-2:])
    is_site = words[-1] in word_set("place_tails.txt") or tail in word_set("place_tails.txt")
    if is_site and not all(is_common(word) for word in words[:-1]):
        return "PLACE"
    if " ".join(words) in word_set("names_of_firms.txt"):
        return "ORG"
    if is_korean(scanner.tokens[begin:end]) or (persons.is_alias(scanner.tokens, begin) and len(words) < 4):
        return "PERSON"
    return "PLACE" if scanner.cued(begin, "place") and _closes_with_place(words) else None


def _by_context(scanner: Scanner, begin: int, end: int, words: list[str]) -> Reading | None:
    """The reading of a run whose words tell nothing, from the words around it."""
    named = any(word in lexicon().given for word in words)
    common = [is_common(word, scanner.context.vocabulary) for word in words]
    if all(common):
        return (begin, end, "PERSON", True) if named and speaks(scanner, begin, end) else None
    plain = not any(common)
    if speaks(scanner, begin, end) and plain and not all(word.isupper() for word in words):
        return begin, end, "PERSON", True
    if scanner.cued(begin, "org"):
        return begin, end, "ORG", False
    capitals = any(word.isupper() for word in words)
    origin = scanner.cued(begin, "place") and scanner.tokens[begin - 1].text not in {"dari", "from"}
    if origin and len(words) <= 3 and not capitals:
        return begin, end, "PLACE", plain
    if named and plain:
        return begin, end, "PERSON", True
    if len(words) <= 4 and plain and not capitals and scanner.cued(begin, "agent"):
        return begin, end, "PERSON", False
    if persons.noun_before(scanner.tokens, begin) > 0 and len(words) <= 4 and plain:
        return begin, end, "PERSON", False
    if _next_word(scanner, end) == "," and _is_title(scanner, end + 1) and plain:
        return begin, end, "PERSON", True
    return None


def _is_of_body(scanner: Scanner, begin: int, words: list[str]) -> bool:
    """Whether words after a noun such as "pelatih" may be a club or firm: nothing tells that they are a person."""
    at = begin - 1
    if scanner.found and begin and scanner.found[-1].end == scanner.tokens[at].end:
        return False  # the body stands there already: "komisioner Komnas HAM Uli Parulian"
    while at > 0 and scanner.tokens[at].is_capital and not scanner.tokens[at].first:
        at -= 1  # "siswa SMA Taruna Bangsa"
    before = scanner.tokens[at].text if begin else ""
    if not persons.takes_body(before) or before in cues("person"):
        return False
    named = any(persons.bears_name(word) for word in words) or words[0] in word_set("places_also_persons.txt")
    return not (named or persons.is_full_name(words))


def _is_person(scanner: Scanner, begin: int, end: int, words: list[str]) -> bool:
    """Whether a run of no ordinary words is a person by its own words or by what stands beside it."""
    tokens = scanner.tokens
    parts = [w for w in words if len(w) > 1 and w not in word_set("names_particles.txt")]
    if not parts or len(parts) > 5 or any(is_common(word, scanner.context.vocabulary) for word in parts):
        return False
    if any(word.isupper() and len(word) > 2 for word in parts):
        return False
    if is_evident(scanner, begin, end):
        return True
    if len(words[0]) == 1 and tokens[begin + 1].text == "." and len(parts[-1]) > 3 and not tokens[begin].first:
        return True
    if not persons.is_full_name(parts):
        return False
    return _is_complete(parts) or not (scanner.cued(begin, "org") or scanner.cued(begin, "place"))


def _closes_with_place(words: list[str]) -> bool:
    """Whether the last word is a known place: "di Mega Kuningan"."""
    return any(entry.entity_type == "PLACE" for entry in lexicon().forms.known.get((words[-1],), ()))


def _is_complete(words: list[str]) -> bool:
    return persons.is_given(words[0]) and persons.is_family(words[-1])


def is_korean(tokens: Sequence[Token]) -> bool:
    """Whether the tokens read as a Korean name, family name first: "Park Hyung-sik", "Lee Jae Myung"."""
    if tokens[0].text not in word_set("family_names_korean.txt") or not 2 <= len(tokens) <= 4:
        return False
    if len(tokens) == 4:
        return tokens[2].text == "-"
    return len(tokens) == 3 and not any(is_common(token.text) for token in tokens)


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
    if begin and tokens[begin - 1].text == "of" and scanner.context.language == "en":
        return begin, end, "ORG", True
    for at in range(end - 1, begin - 1, -1):
        if tokens[at].text in word_set("not_names.txt"):
            return None
        if (
            tokens[at].is_capital
            and len(tokens[at].text) > 1
            and tokens[at].text.lower() in lexicon().common
            and tokens[at].text not in lexicon().given
            and (tokens[at].text not in word_set("names_not_alone.txt") or at == end - 1)
        ):
            begin = at + 1
            break
    first_names = word_set("names_not_alone.txt")
    while begin < end and not (
        tokens[begin].is_word
        and (scanner.is_name_word(begin) or (tokens[begin].text in first_names and end - begin > 1))
    ):
        begin += 1
    if begin == end:
        return None
    acronym = tokens[begin].is_upper and len(tokens[begin].text) > 2 and tokens[begin].text not in lexicon().given
    if acronym and end - begin > 2 and not tokens[end - 1].is_upper:
        scanner.found.append(_organisation(scanner, begin, begin + 1))
        begin += 1
    seat = end - begin == 3 and tokens[begin - 1].text in _SEATED if begin else False
    for at in range(begin + 1, end - 1):
        earlier_named = any(persons.bears_name(tokens[k].text) for k in range(begin, at))
        initials = any(tokens[k].is_upper and len(tokens[k].text) < 3 for k in range(begin, at))
        if earlier_named or initials:
            continue
        generic = tokens[at].text in word_set("names_generic_first.txt") and len(tokens[at].text) > 2
        if (end - begin == 3 and generic) or (seat and persons.is_given(tokens[at].text)):
            return at, end, "PERSON", True  # "Lhoksukon Teuku Rahmatsyah", "Desa Cibodas Ade Komarudin"
        if persons.is_given(tokens[at].text) and tokens[at - 1].is_word and end - begin > 3:
            scanner.found.append(_organisation(scanner, begin, at))
            return at, end, "PERSON", True
    if phrases("org_heads.csv", "head").match(tokens, begin):
        return None
    return begin, end, "PERSON", True


def _organisation(scanner: Scanner, begin: int, end: int) -> Candidate:
    start, stop = scanner.tokens[begin].start, scanner.tokens[end - 1].end
    surface = scanner.text[start - scanner.offset : stop - scanner.offset]
    return Candidate(start, stop, surface, "ORG", (), False)
