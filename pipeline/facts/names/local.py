"""What an article itself defines: full names and their short forms, acronyms in brackets, bodies first named in full.

Gathers forms for the second scan. Nothing here outlives the article.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from pipeline.facts.model import EntityType
from pipeline.facts.names.candidate import Candidate
from pipeline.facts.names.classify import is_pinyin, is_syllable
from pipeline.facts.names.lexicon import Entry, Forms, english_place, is_common, lexicon, phrases, word_set
from pipeline.facts.names.places import needing_cue
from pipeline.facts.names.tokens import words_of

PINYIN = "family_names_pinyin.txt"  # evidence of a name that differs by the spacing of its syllables alone
FIRST, KNOWN, LAST, MIDDLE = 0, 1, 2, 3  # how good a short name is, the best first
_BRACKET = re.compile(r"\s?\(([^()\s]{2,16})\)")
_INNER_BRACKET = re.compile(r"\s*\([^()]*\)")
_NICKNAME = re.compile(r"\s*[\"“”‘']([^\"“”‘']+)[\"“”’']\s*")
_COMPANY = re.compile(r"^(?:PT\.?|CV|UD)\s+|\s*,?\s*(?:\(Persero\)|Tbk\.?|Bhd|Berhad)(?=\s|$)")
_COMPANY_TAILS = frozenset(
    {"Group", "Corp", "Corporation", "Inc", "Ltd", "Limited", "Holdings", "Holding", "Company", "Co"}
)
_DEFINED = re.compile(r"\s\(([A-Z][A-Za-z]{1,7})\)")
_ALIAS = re.compile(r"\s*(?:\(\d+\)\s*)?,?\s*(?:alias|a\.?k\.?a\.?)\s+")  # between a name and what somebody is called
_LOOK_BACK = 90  # characters in which the words of a defined acronym are looked for
_STATE = re.compile(r"\s+(?:RI|Republik Indonesia)$")
_SPACE = re.compile(r"\s+")


@lru_cache(maxsize=4096)  # a name comes back in both scans, and again in the article
def canonical_name(surface: str, entity_type: EntityType) -> str:
    """Canonical form of an unknown name: bodies without PT, Tbk, RI and bracket, persons without nickname marks."""
    name = _SPACE.sub(" ", surface).strip()
    if entity_type == "PERSON":
        return _joined_pinyin(_NICKNAME.sub(" ", name))
    if entity_type == "ORG":
        bare = _COMPANY.sub("", _INNER_BRACKET.sub("", name)).strip()
        return _expanded(_STATE.sub("", bare) or name)
    return english_place(name.removeprefix("Pulau "))


def _joined_pinyin(name: str) -> str:
    """A Chinese given name of two syllables as one word, as the official spelling has it: "Nong Sheng Wen"."""
    words = name.split()
    if len(words) != 3 or not is_pinyin(words) or not all(map(is_syllable, words[1:])):
        return name
    apart = "'" if words[2][0] in "AEO" else ""
    return f"{words[0]} {words[1]}{apart}{words[2].lower()}"


def _expanded(name: str) -> str:
    """A unit's name with its body's acronym at the end written out: "Komisi XI DPR"."""
    head, _, last = name.rpartition(" ")
    if not head or not last.isupper() or words_of(name) in lexicon().forms.known:
        return name
    entries = [e for e in lexicon().forms.known.get((last,), []) if e.entity_type == "ORG" and e.kind == "acronym"]
    return f"{head} {entries[0].canonical}" if len(entries) == 1 else name


def known_entries(name: str, entity_type: EntityType) -> list[Entry]:
    """Lexicon entries of a canonical name of that type."""
    entries = lexicon().forms.known.get(words_of(name), [])
    return [entry for entry in entries if entry.entity_type == entity_type]


def readings(candidate: Candidate) -> list[Entry]:
    """Known readings of a candidate, looked up by its canonical form when the scan had none."""
    if candidate.entries:
        return list(candidate.entries)
    name = canonical_name(candidate.surface, candidate.entity_type)
    found = known_entries(name, candidate.entity_type)
    full = [entry for entry in found if entry.kind not in ("short", "acronym")]
    head, _, rest = name.partition(" ")
    if not full and candidate.entity_type == "PERSON" and head in word_set("names_generic_first.txt") and " " in rest:
        full = [entry for entry in known_entries(rest, "PERSON") if entry.kind == "full"]
    respelled = candidate.entity_type == "PERSON" and name == _joined_pinyin(candidate.surface) != candidate.surface
    source = PINYIN if respelled else ""
    return full or [Entry(name, candidate.entity_type, None, "full", source)]


def _longest_names(names: Iterable[str]) -> dict[str, str]:
    """Maps each full name to the longest name of the article that contains its words in order, first word the same."""
    longest: dict[str, str] = {}
    by_first: dict[str, list[str]] = {}
    for name in sorted(set(names), key=lambda name: (-len(name.split()), name)):
        words = name.split()
        fullest = by_first.setdefault(words[0], [])
        holders = [full for full in fullest if _within(words, full.split())]
        longest[name] = holders[0] if len(holders) == 1 else name
        if longest[name] == name:
            fullest.append(name)
    return longest


def _within(short: list[str], full: list[str]) -> bool:
    if len(short) < 2 or len(short) >= len(full) or short[0] != full[0]:
        return False
    rest = iter(full)
    return all(word in rest for word in short)


def local_forms(text: str, candidates: list[Candidate]) -> Forms:
    """Forms for the second scan, from the candidates of the first."""
    forms = Forms()
    people: dict[str, Entry] = {}
    single: dict[str, Entry] = {}
    before = Candidate(0, 0, "", "PERSON")
    for candidate in candidates:
        entry = readings(candidate)[0]
        if candidate.entity_type == "PERSON":
            _collect_person(candidate, entry, people, forms)
            if before.entity_type == "PERSON" and _ALIAS.fullmatch(text, before.end, candidate.start):
                _add_short(forms, words_of(candidate.surface), readings(before)[0], FIRST)
            if candidate.strong and not candidate.entries and _stands_alone(candidate.surface):
                single.setdefault(candidate.surface, entry)
        elif candidate.entity_type == "PLACE" and _was_cued(candidate, entry):
            forms.add(words_of(candidate.surface), Entry(entry.canonical, "PLACE", entry.country, entry.kind, ""))
        elif not candidate.entries and (candidate.strong or " " in candidate.surface):
            _collect_body(candidate, entry, forms)
        elif candidate.entity_type == "ORG" and candidate.entries:
            _collect_known_body(candidate, entry, forms)
        _collect_bracket(text, candidate, entry, forms)
        before = candidate
    longest = _longest_names(name for name, entry in people.items() if not entry.source)
    for name, entry in people.items():
        full = people.get(longest.get(name, name), entry)
        own = Entry(full.canonical, "PERSON", full.country, "full", full.source, rank=FIRST)
        forms.add(words_of(name), own)
        for short, rank in _short_forms(name):
            _add_short(forms, words_of(short), own, rank)
    for name, entry in single.items():
        if (name,) not in forms.known:
            forms.add((name,), entry)
    forms.seal()
    return forms


def _was_cued(candidate: Candidate, entry: Entry) -> bool:
    """Whether a place that needs a cue had one here, so that it needs none in the rest of the article."""
    return candidate.surface in needing_cue() and bool(entry.source) and not is_common(candidate.surface)


def acronyms_of_things(text: str, candidates: list[Candidate]) -> set[str]:
    """Acronyms that the article defines for something without a name: "kartu multi trip (KMT)"."""
    ends = {candidate.end for candidate in candidates}
    found: set[str] = set()
    for match in _DEFINED.finditer(text):
        short = match.group(1)
        words = text[max(0, match.start() - _LOOK_BACK) : match.start()].split()[-len(short) :]
        initials = "".join(word[0] for word in words).casefold()
        plain = any(word.islower() for word in words) or (words and words[0] in word_set("not_names_heads.txt"))
        if initials == short.casefold() and match.start() not in ends and plain:
            found.add(short)
    return found


def _collect_person(candidate: Candidate, entry: Entry, people: dict[str, Entry], forms: Forms) -> None:
    name = canonical_name(candidate.surface, "PERSON")
    if " " in name and (entry.kind == "full" or not entry.source):
        people.setdefault(name, entry)
        if entry.source == PINYIN:
            forms.add(words_of(candidate.surface), entry)
        nickname = _NICKNAME.search(candidate.surface)
        if nickname and nickname.group(1)[:1].isupper():
            _add_short(forms, words_of(nickname.group(1)), entry, FIRST)


def _stands_alone(name: str) -> bool:
    """Whether somebody who has one name, or only initials, can be found again by that word."""
    ordinary = is_common(name) and not name.isupper()
    return " " not in name and len(name) > 1 and not ordinary and (name,) not in lexicon().forms.known


def _collect_body(candidate: Candidate, entry: Entry, forms: Forms) -> None:
    own = Entry(entry.canonical, candidate.entity_type, entry.country, "full", entry.source)
    forms.add(words_of(_SPACE.sub(" ", candidate.surface)), own)
    words = entry.canonical.split()
    if candidate.entity_type != "ORG" or not words:
        return
    forms.add(words_of(entry.canonical), own)
    is_company = candidate.surface.startswith("PT ") or words[-1] in _COMPANY_TAILS
    if is_company and len(words) > 1 and _distinct(words[0]):
        forms.add(words_of(words[0]), Entry(entry.canonical, "ORG", None, "short", ""))
        if candidate.surface.startswith("PT "):
            forms.add(words_of(f"PT {words[0]}"), Entry(entry.canonical, "ORG", None, "short", ""))


def _collect_known_body(candidate: Candidate, entry: Entry, forms: Forms) -> None:
    """The short name of a firm named in full, though it is an ordinary word too: "Garuda" after "Garuda Indonesia"."""
    first = canonical_name(candidate.surface, "ORG").partition(" ")[0]  # the whole name when it acts: "Shopee"
    doubtful = first in word_set("names_not_first.txt") or first in word_set("names_platforms.txt")
    if doubtful and any(known.canonical == entry.canonical for known in lexicon().forms.known.get((first,), [])):
        forms.add((first,), Entry(entry.canonical, "ORG", entry.country, "short", ""))


def _collect_bracket(text: str, candidate: Candidate, entry: Entry, forms: Forms) -> None:
    """The article's own definition, "Long Name (Acronym)", unless the lexicon knows the acronym for this very name."""
    found = _BRACKET.match(text, candidate.end)
    if not found or candidate.entity_type == "PERSON" or " " not in candidate.surface:
        return
    short = found.group(1)
    if not short[0].isalpha() or short.islower() or short in word_set("not_names.txt"):
        return
    known = [e for e in lexicon().forms.known.get(words_of(short), []) if e.canonical == entry.canonical]
    initials = "".join(word[0] for word in candidate.surface.split() if word[0].isalpha()).casefold()
    letters = short.casefold()
    if not known and letters[0] == initials[:1]:
        forms.add(words_of(short), Entry(entry.canonical, candidate.entity_type, entry.country, "acronym", ""))


def _distinct(word: str) -> bool:
    """Whether a single word can stand for a longer name: no ordinary word, given name, place or head of a body."""
    return (
        len(word) > 2 and not is_common(word) and word not in lexicon().given
        and (word,) not in lexicon().forms.known and (word,) not in phrases("org_heads.csv", "head").known
    )  # fmt: skip


def _short_forms(name: str) -> Iterable[tuple[str, int]]:
    """Short forms of a person's full name with their rank."""
    words = [word for word in name.split() if len(word.strip(".")) > 1]
    if len(words) < 2:
        return
    generic = word_set("names_generic_first.txt")
    if words[0] not in generic:
        yield words[0], FIRST
    if is_pinyin(words):
        return
    if len(words) > 2:
        yield " ".join(words[:2]), FIRST
        yield " ".join(words[-2:]), LAST
        yield f"{words[0]} {words[-1]}", FIRST
    second = LAST if words[0] not in generic else FIRST
    for number, word in enumerate(words[1:], 1):
        if word in generic or word.islower() or (is_common(word) and word not in lexicon().given):
            continue
        yield word, second if number == len(words) - 1 or second == FIRST else MIDDLE


def _add_short(forms: Forms, words: tuple[str, ...], person: Entry, rank: int) -> None:
    if not words:
        return
    known = lexicon().forms.known.get(words, [])
    if rank > FIRST and any(entry.entity_type != "PERSON" or entry.kind == "full" for entry in known):
        return
    forms.add(words, Entry(person.canonical, "PERSON", person.country, "short", person.source and "", rank=rank))
    for entry in known:
        if entry.entity_type == "PERSON" and entry.kind == "short":
            forms.add(words, Entry(entry.canonical, "PERSON", entry.country, "short", entry.source, rank=KNOWN))
