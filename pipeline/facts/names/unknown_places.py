"""Which unknown capitalised runs are places: by a head word, a cue, a list, an address or an office of a region.

Where known places begin and end is read in `places`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipeline import lexicons
from pipeline.facts.model import EntityType
from pipeline.facts.names.lexicon import calendar, cues, is_common, lexicon, phrases, word_set
from pipeline.facts.names.persons import bears_name
from pipeline.facts.names.places import ENDING_JOINS, JOINS, TIES, opens_place, unit_heads

if TYPE_CHECKING:
    from pipeline.facts.names.scan import Scanner

Reading = tuple[int, int, EntityType, bool]

_OLD_SPELLING = (
    *(("oe", "u"), ("Dj", "J"), ("dj", "j"), ("Sj", "Sy"), ("sj", "sy"), ("Tj", "C"), ("tj", "c"), ("nj", "ny")),
)
_INHABITANTS = frozenset({"warga", "Warga", "penduduk", "Penduduk", "masyarakat", "Masyarakat", "nelayan", "petani"})
_MAX_WORDS = 3  # of an unknown place


@cache
def _speech_words() -> frozenset[str]:
    """Reporting words in any spelling of their first letter."""
    words = {row["form"] for language in ("id", "ms", "en") for row in lexicons.table(f"speech_verbs.{language}.csv")}
    return frozenset(words | {word.capitalize() for word in words})


@cache
def _strong_cues() -> frozenset[str]:
    """Cues that never stand before a person or a company."""
    return cues("place") - {"dari", "asal", "from", "in", "ke"}


def read(scanner: Scanner, begin: int, end: int) -> Reading | None:
    """The unknown run in tokens [begin, end) read as a place, or None when nothing says that it is one."""
    tokens = scanner.tokens
    if end - begin > 2 * _MAX_WORDS - 1 or scanner.in_title_case:
        return None
    words = [t.text for t in tokens[begin:end] if t.is_word]
    if not words or len(words) > _MAX_WORDS or not all(may_name(word) for word in words):
        return None
    before = tokens[begin - 1].text if begin else ""
    if before in unit_heads():
        return _after_unit(scanner, begin, end, words)
    if (tokens[begin].first and len(words) < 2) or _is_something_else(scanner, end, words):
        return None
    if before in word_set("titles_small_units.txt") and end - begin == len(words) == _MAX_WORDS:
        return begin, begin + 1, "PLACE", True
    if _in_address(scanner, begin, end) or _in_list(scanner, begin, end) or _of_region(scanner, begin, end):
        return begin, end, "PLACE", True
    if before in _INHABITANTS and len(words) == 1:
        return (begin, end, "PLACE", False) if not _aged(scanner, end) else None
    strong = (before in _strong_cues() or _before_sort(scanner, begin, end)) and not scanner.expects
    return (begin, end, "PLACE", False) if strong and len(words) <= 2 else None


def _is_something_else(scanner: Scanner, end: int, words: list[str]) -> bool:
    """Whether the words speak against a place: ordinary or known ones, a given name, a body's last word."""
    if any(is_common(word, scanner.context.vocabulary) for word in words) or words[0] in lexicon().given:
        return True
    known = len(words) == 1 and (words[0],) in lexicon().forms.known
    return known or words[-1] in word_set("org_tails.txt") or before_place(scanner, end)


def _before_sort(scanner: Scanner, begin: int, end: int) -> bool:
    """Whether an English word for a sort of place follows: "in the Saemangeum area"."""
    tokens = scanner.tokens
    follows = end < len(tokens) and tokens[end].text in word_set("places_sorts.en.txt")
    return follows and bool(begin) and tokens[begin - 1].text in {"the", "in", "of", "from", "across", "near", "s"}


def _modern(word: str) -> str:
    """A word of the old spelling in the new one: "Sjahril" is Syahril, "Soedirman" Sudirman."""
    for old, new in _OLD_SPELLING:
        word = word.replace(old, new)
    return word


def may_name(word: str) -> bool:
    """Whether a word could be part of a place's name: no acronym, no calendar word, no capital inside ("WeWork")."""
    if word.isupper() or word in calendar() or word in word_set("not_names.txt"):
        return False
    if _modern(word) != word and _modern(word) in lexicon().given:
        return False
    return word[1:].islower() or "'" in word or "’" in word or len(word) == 1


def _after_unit(scanner: Scanner, begin: int, end: int, words: list[str]) -> Reading | None:
    """After "Desa", "Kecamatan" and the like; behind an office ("Kepala Desa X Ahmad") the person is left over."""
    if all(is_common(word, scanner.context.vocabulary) for word in words):
        return None
    while end < len(scanner.tokens) and _is_short_name(scanner, end):
        end += 1
    if not any(scanner.title(at) == begin - at for at in range(max(0, begin - _MAX_WORDS), begin - 1)):
        holder = next((n for n in range(1, len(words) - 1) if bears_name(words[n])), 0)
        titled = begin > 1 and scanner.title(begin - 2) == 1 and end - begin == len(words)
        return begin, begin + holder if titled and holder else end, "PLACE", True
    if words[0] in lexicon().given or end - begin != len(words):
        return None
    for number in range(1, len(words)):
        if words[number] in lexicon().given or bears_name(words[number]):
            return begin, begin + number, "PLACE", True
    if _names_person(scanner, end):
        return begin, end, "PLACE", True
    return (begin, begin + 1, "PLACE", True) if len(words) == _MAX_WORDS else None


def _names_person(scanner: Scanner, comma: int) -> bool:
    """Whether a comma and a name follow: "Kepala Desa Wadas, Fahri Setyanto,"."""
    tokens = scanner.tokens
    if comma + 1 >= len(tokens) or tokens[comma].text != ",":
        return False
    after = tokens[comma + 1]
    found = scanner.hit(comma + 1)
    named = scanner.is_name_word(comma + 1) and (not found or found[1][0].entity_type == "PERSON")
    return after.is_capital and after.text not in calendar() and named


def _is_short_name(scanner: Scanner, at: int) -> bool:
    """Whether a word that names a body elsewhere only goes on with a village's name: "Kecamatan Nisam Antara"."""
    found = scanner.hit(at) if scanner.tokens[at].is_capital and not scanner.tokens[at].is_upper else None
    return bool(found and found[0] == 1 and found[1][0].entity_type == "ORG")


def _aged(scanner: Scanner, at: int) -> bool:
    """Whether a person's age follows: "warga Kasmuri (45)", "Kasmuri, 45,"."""
    tokens = scanner.tokens
    return at + 1 < len(tokens) and tokens[at].text in {"(", ","} and tokens[at + 1].text.isdigit()


def before_place(scanner: Scanner, end: int) -> bool:
    """Whether a known place follows at once: what stands before it is no place ("dari Embarkasi Surabaya")."""
    found = scanner.hit(end) if end < len(scanner.tokens) and scanner.tokens[end].is_capital else None
    return bool(found and found[1][0].entity_type == "PLACE")


def _in_address(scanner: Scanner, begin: int, end: int) -> bool:
    """Whether the run is a smaller place before a larger one: ", Tebet, Jakarta Selatan", "di Cekmekoy, Istanbul"."""
    tokens = scanner.tokens
    if scanner.expects or not begin or end + 1 >= len(tokens) or tokens[end].text != "," or tokens[begin].first:
        return False
    before = tokens[begin - 1]
    told = before.text in _speech_words() or before.text in cues("person") or before.text in cues("agent")
    placed = before.text in {",", "("} or (before.is_word and before.text.islower() and not told)
    return placed and opens_place(scanner, end + 1)


def _in_list(scanner: Scanner, begin: int, end: int) -> bool:
    """Whether the run goes on with a list or a route of places: "Desa A, B, dan C", "Yogyakarta-Kutoarjo"."""
    tokens = scanner.tokens
    if end < len(tokens) and tokens[end].text in {"dari", "asal", "from", "of"}:
        return False
    if begin < 2 or not scanner.found or scanner.expects:
        return False
    last, before = scanner.found[-1], tokens[begin - 1]
    if last.entity_type != "PLACE" or before.text not in JOINS | TIES:
        return False
    at = begin - 2 if tokens[begin - 2].text != "," else begin - 3
    if at < 0 or last.end != tokens[at].end:
        return False
    if before.text in TIES:
        return before.glued and tokens[begin].glued
    if before.text in ENDING_JOINS:
        return _chain(scanner) > 1 or tokens[begin - 2].text == ","
    return _list_goes_on(scanner, end)


def _list_goes_on(scanner: Scanner, end: int) -> bool:
    """Whether after a list's item another one follows: ", X", "dan X", ", dan X"."""
    tokens = scanner.tokens
    if end + 1 >= len(tokens):
        return False
    if tokens[end].text == "," and tokens[end + 1].text in ENDING_JOINS:
        return True
    if tokens[end].text not in JOINS:
        return False
    return end + 1 < len(tokens) and tokens[end + 1].is_capital


def _chain(scanner: Scanner) -> int:
    """Number of places at the end of what was found with nothing but commas between; a cue before counts as one."""
    found, count = scanner.found, 1
    while count < len(found) and found[-count - 1].entity_type == "PLACE":
        gap = scanner.text[found[-count - 1].end - scanner.offset : found[-count].start - scanner.offset]
        if gap.strip(" ,") not in {"", "Desa", "Kecamatan", "Kelurahan", "Kabupaten", "Kota"}:
            break
        count += 1
    opening = next(at for at, token in enumerate(scanner.tokens) if token.start >= found[-count].start)
    cue = opening and (
        scanner.tokens[opening - 1].text in cues("place") or scanner.tokens[opening - 1].text in unit_heads()
    )
    return count + bool(cue)


def _of_region(scanner: Scanner, begin: int, end: int) -> bool:
    """Whether the run stands between a region's office and a rank or title: "Kapolsek Cibadak Kompol Asep"."""
    tokens = scanner.tokens
    if not begin or tokens[begin - 1].text not in word_set("titles_regional.txt") or end >= len(tokens):
        return False
    if not tokens[end].is_capital:
        return False
    return bool(scanner.title(end)) or phrases("honorifics.txt").match(tokens, end) is not None
