"""The grammar of places: head words, cues, lists, addresses, and words that are a place here and somebody's name there.

Known places come from the lexicon. Here: which unknown capitalised runs are places, and where a place's name ends.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipeline import lexicons
from pipeline.facts.names.lexicon import calendar, cues, is_common, lexicon, phrases, word_set

if TYPE_CHECKING:
    from pipeline.facts.names.lexicon import Entry
    from pipeline.facts.names.lookup import Hit, Line
    from pipeline.facts.names.scan import Scanner

    Reading = tuple[int, int, str, bool]

_JOINS = frozenset({",", "dan", "serta", "hingga", "sampai", "maupun", "atau", "and", "or", "&"})
_ENDING_JOINS = frozenset({"dan", "serta", "maupun", "atau", "and", "or", "&", "hingga", "sampai"})
_TIES = frozenset({"-", "–", "—", "/"})
_ADDED = frozenset({"Raya", "Timur", "Barat", "Utara", "Selatan", "Tengah", "Tenggara", "Pusat", "Hulu", "Hilir"})
_APART = frozenset({"Jalan", "Jl", "Jl.", "Gedung", "Hotel", "Kompleks", "Gang"})  # heads that begin a place of their own
_OLD_SPELLING = (("oe", "u"), ("Dj", "J"), ("dj", "j"), ("Sj", "Sy"), ("sj", "sy"), ("Tj", "C"), ("tj", "c"), ("nj", "ny"))
_NUMBERED = frozenset({"Km", "KM", "No", "Nomor", "RT", "RW", "Kav", "Kavling"})  # what follows is a number
_MAX_WORDS = 3  # of an unknown place
_MAX_HEADED = 6  # tokens of a place with its head word


@cache
def needing_cue() -> frozenset[str]:
    """Words that are places only where something says so."""
    marked = {form for row in lexicons.table("places_cities.csv") if row["cue"] for form in _forms(row)}
    return frozenset(marked) | word_set("places_cues_needed.id.txt")


def _forms(row: dict[str, str]) -> list[str]:
    return [row["canonical"], *filter(None, row["forms"].split(";"))]


@cache
def _kept() -> dict[str, str]:
    return {row["head"]: row["kept"] for row in lexicons.table("place_heads.csv")}


@cache
def unit_heads() -> frozenset[str]:
    """Last words of heads of administrative units: what follows them is a place whatever it looks like."""
    return frozenset(head.split()[-1] for head, kept in _kept().items() if kept == "unit")


@cache
def _small_unit_heads() -> frozenset[str]:
    return unit_heads() - {"Kabupaten", "kabupaten", "Kab", "Kab.", "Provinsi", "provinsi", "Propinsi", "propinsi", "Bagian"}


@cache
def _strong_cues() -> frozenset[str]:
    """Cues that never stand before a person or a company."""
    return cues("place") - {"dari", "asal", "from", "in", "ke"}


def headed(scanner: Scanner, at: int) -> tuple[int, int] | None:
    """Span of a place with its head word ("Pulau Gag"); an empty span after a head that is no part of the name."""
    tokens = scanner.tokens
    found = phrases("place_heads.csv", "head").match(tokens, at)
    if not found or at + found[0] >= len(tokens) or not tokens[at + found[0]].is_capital:
        return None
    start = at + found[0]
    if _kept()[found[1][0].canonical] != "yes":
        return start, start
    if scanner.in_title_case or (_is_ordinary_head(found[1][0].canonical) and not _names_site(scanner, start)):
        return None
    end = start
    while end < len(tokens) and end - at < _MAX_HEADED:
        step = _headed_step(scanner, start, end)
        if not step:
            break
        end += step
    return (at, end) if end > start else None


def _is_ordinary_head(head: str) -> bool:
    return head in word_set("place_heads_ordinary.txt")


def _names_site(scanner: Scanner, at: int) -> bool:
    """Whether the word after an ordinary head names a site: neither an ordinary word nor a country ("Pasar Global", "Pasar Asia")."""
    found = scanner.hit(at)
    if found:
        return found[1][0].source not in {"places_regions.csv", ""} and found[1][0].canonical not in lexicon().countries
    return not is_common(scanner.tokens[at].text, scanner.context.vocabulary)


def _headed_step(scanner: Scanner, start: int, end: int) -> int:
    """Tokens that the word at `end` adds to a place that began with a head word; 0 if it is no part of it."""
    tokens, token = scanner.tokens, scanner.tokens[end]
    if token.text in {"-", "."} and token.glued and end > start and end + 1 < len(tokens):
        return 1 if tokens[end + 1].is_capital and not tokens[end + 1].first else 0
    if not token.is_capital or token.first or token.text in calendar() or (end > start and token.text in _NUMBERED):
        return 0
    if end == start and token.text in word_set("places_eponym_titles.txt"):
        return 1
    if scanner.title(end) or (end > start and _opens_another(scanner, end)):
        return 0
    known = scanner.hit(end)
    if known and known[1][0].entity_type == "PERSON" and known[1][0].kind == "full" and end > start:
        return 0
    return known[0] if known else 1


def _opens_another(scanner: Scanner, at: int) -> bool:
    """Whether the word at `at` heads a place of its own: an administrative unit, a street or a building."""
    found = phrases("place_heads.csv", "head").match(scanner.tokens, at)
    if not found:
        return False
    head = found[1][0].canonical
    return _kept()[head] != "yes" or head.split()[0] in _APART


def cued(line: Line, at: int) -> bool:
    """Whether what stands around the word at `at` says that it is a place: a cue, an office of a region, a place beside it."""
    tokens = line.tokens
    if at:
        before = tokens[at - 1].text
        if before in cues("place") or before in unit_heads() or before in word_set("titles_regional.txt"):
            return True
        listed = before in _JOINS and tokens[at].text not in lexicon().given
        ended = at - 3 if listed and at > 1 and tokens[at - 2].text == "," else at - 2
        if (listed or before in _TIES) and _ends_place(line, ended):
            return True
    if at + 2 >= len(tokens):
        return False
    after = tokens[at + 1].text
    joined = after in _TIES or after in _ENDING_JOINS or (after == "," and bool(at) and not tokens[at].first)
    return joined and _opens_place(line, at + 2)


def _ends_place(line: Line, at: int) -> bool:
    """Whether a known place's name ends with the word at `at`."""
    if at < 0:
        return False
    known, local, words = lexicon().forms.known, line.context.local.known, [t.text for t in line.tokens[max(0, at - 1) : at + 1]]
    for form in (tuple(words), tuple(words[-1:])):
        entries = local.get(form) or known.get(form)
        if entries:
            return entries[0].entity_type == "PLACE"
    return False


def _opens_place(line: Line, at: int) -> bool:
    """Whether a known place, or a head word with a capitalised word after it, begins at `at`."""
    tokens = line.tokens
    if at >= len(tokens) or not tokens[at].is_capital:
        return False
    found = lexicon().forms.match(tokens, at)
    if found:
        return found[1][0].entity_type == "PLACE" and not _possessive(line, at + found[0])
    head = phrases("place_heads.csv", "head").match(tokens, at)
    return bool(head) and at + head[0] < len(tokens) and tokens[at + head[0]].is_capital  # type: ignore[index]


def _possessive(line: Line, at: int) -> bool:
    """Whether an English genitive stands before `at`: "Sukarno, Indonesia's first president"."""
    token = line.tokens[at - 1]
    return line.text[token.end - line.offset : token.end - line.offset + 2] in {"'s", "’s"}


def extended(scanner: Scanner, at: int, end: int, entry: Entry) -> int:
    """End of a known place with what belongs to it: "Tangerang Raya", "Oxford Street", "Toli-toli"; else `end`."""
    greater = entry.country == "ID" and entry.canonical not in lexicon().countries  # "Asia Raya" is no place
    tokens = scanner.tokens
    if end >= len(tokens):
        return end
    token = tokens[end]
    if at and tokens[at - 1].text in _small_unit_heads() and _goes_on(scanner, end):
        return end + 1
    if token.text == "-" and token.glued and end + 1 < len(tokens) and end - at == 1:
        twin = tokens[end + 1]
        return end + 2 if twin.glued and twin.text.lower() == tokens[at].text.lower() else end
    if not token.is_capital or token.first or scanner.in_title_case:
        return end
    if token.text in _ADDED:
        return end if token.text == "Raya" and not greater else end + 1
    found = phrases("place_tails.txt").match(tokens, end)
    return end + found[0] if found and found[1][0].canonical in word_set("place_tails_after_names.txt") else end


def _goes_on(scanner: Scanner, at: int) -> bool:
    """Whether a village's name goes on after the known town that it begins with: "Kecamatan Parung Panjang"."""
    token = scanner.tokens[at]
    if not token.is_capital or token.first or token.is_upper or token.text in calendar() or scanner.in_title_case:
        return False
    headed_by = phrases("place_heads.csv", "head").match(scanner.tokens, at) or phrases("honorifics.txt").match(scanner.tokens, at)
    return not (headed_by or scanner.hit(at) or scanner.title(at) or token.text in lexicon().given)


def in_person(scanner: Scanner, at: int, found: Hit) -> bool:
    """Whether a known place of one word is part of a person's name: "Danang Setiawan", "Michael Jordan"."""
    length, entries = found
    if entries[0].entity_type != "PLACE" or length != 1 or scanner.in_title_case or scanner.tokens[at].is_upper:
        return False
    return _opens_person(scanner, at, entries[0].canonical) or closes_person(scanner, at)


def _opens_person(scanner: Scanner, at: int, canonical: str) -> bool:
    tokens, after = scanner.tokens, at + 1
    if tokens[at].text not in word_set("places_also_persons.txt") or after >= len(tokens):
        return False
    if at and (tokens[at - 1].text in cues("place") or tokens[at - 1].text in word_set("titles_regional.txt")):
        return False
    if scanner.expects and canonical in lexicon().countries:
        return False
    token = tokens[after]
    plain = token.is_capital and not token.first and not token.is_upper and scanner.is_name_word(after)
    if not plain or scanner.hit(after) or scanner.title(after) or token.text in calendar():
        return False
    tails, end = word_set("org_tails.txt") | word_set("place_tails.txt") | word_set("not_names_tails.txt"), after
    while end < len(tokens) and tokens[end].is_capital and not tokens[end].first:
        if tokens[end].text in tails:
            return False
        end += 1
    return True


def closes_person(line: Line, at: int) -> bool:
    """Whether a place that is also a family name follows a given name: "Jack London"."""
    tokens = line.tokens
    if not at or tokens[at].text not in word_set("places_also_persons.txt"):
        return False
    before = tokens[at - 1]
    return before.is_capital and before.text in lexicon().given and before.text not in calendar()


def read(scanner: Scanner, begin: int, end: int) -> Reading | None:
    """The unknown run in tokens [begin, end) read as a place, or None when nothing says that it is one."""
    tokens = scanner.tokens
    if end - begin > 2 * _MAX_WORDS - 1 or scanner.in_title_case:
        return None
    words = [t.text for t in tokens[begin:end] if t.is_word]
    if not words or len(words) > _MAX_WORDS or not all(may_name(word) for word in words):
        return None
    if begin and tokens[begin - 1].text in unit_heads():
        return _after_unit(scanner, begin, end, words)
    vocabulary = scanner.context.vocabulary
    if any(is_common(word, vocabulary) for word in words) or (tokens[begin].first and len(words) < 2):
        return None
    if words[0] in lexicon().given or (len(words) == 1 and (words[0],) in lexicon().forms.known):
        return None
    if words[-1] in word_set("org_tails.txt") or before_place(scanner, end):
        return None
    if begin and tokens[begin - 1].text in word_set("titles_small_units.txt") and end - begin == _MAX_WORDS == len(words):
        return begin, begin + 1, "PLACE", True
    if _in_address(scanner, begin, end) or _in_list(scanner, begin, end) or _of_region(scanner, begin, end):
        return begin, end, "PLACE", True
    strong = begin and tokens[begin - 1].text in _strong_cues() and not scanner.expects
    return (begin, end, "PLACE", False) if strong and len(words) <= 2 else None  # noqa: PLR2004


def _modern(word: str) -> str:
    """A word of the old spelling in the new one: "Sjahril" is Syahril, "Soedirman" Sudirman."""
    for old, new in _OLD_SPELLING:
        word = word.replace(old, new)
    return word


def may_name(word: str) -> bool:
    """Whether a word could be part of a place's name: no acronym, no calendar word, no capital inside ("WeWork")."""
    if word.isupper() or word in calendar() or word in word_set("not_names.txt"):
        return False
    if _modern(word) in lexicon().given:
        return False
    return word[1:].islower() or "'" in word or "’" in word or len(word) == 1


def _after_unit(scanner: Scanner, begin: int, end: int, words: list[str]) -> Reading | None:
    """After "Desa", "Kecamatan" and the like; behind a head of office ("Kepala Desa X Ahmad") the person is left over."""
    if all(is_common(word, scanner.context.vocabulary) for word in words):
        return None
    while end < len(scanner.tokens) and _is_short_name(scanner, end):
        end += 1
    if not any(scanner.title(at) == begin - at for at in range(max(0, begin - _MAX_WORDS), begin - 1)):
        return begin, end, "PLACE", True
    if words[0] in lexicon().given or end - begin != len(words):
        return None
    for number in range(1, len(words)):
        if words[number] in lexicon().given:
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
    return after.is_capital and after.text not in calendar() and scanner.is_name_word(comma + 1) and not scanner.hit(comma + 1)


def _is_short_name(scanner: Scanner, at: int) -> bool:
    """Whether a word that names a body elsewhere only goes on with a village's name: "Kecamatan Nisam Antara"."""
    found = scanner.hit(at) if scanner.tokens[at].is_capital and not scanner.tokens[at].is_upper else None
    return bool(found and found[0] == 1 and found[1][0].entity_type == "ORG")


def before_place(scanner: Scanner, end: int) -> bool:
    """Whether a known place follows at once: what stands before it is no place ("dari Embarkasi Surabaya")."""
    found = scanner.hit(end) if end < len(scanner.tokens) and scanner.tokens[end].is_capital else None
    return bool(found and found[1][0].entity_type == "PLACE")


def _in_address(scanner: Scanner, begin: int, end: int) -> bool:
    """Whether the run is a smaller place before a larger one: ", Tebet, Jakarta Selatan", "di Cekmekoy, Istanbul"."""
    tokens = scanner.tokens
    if scanner.expects or not begin or end + 1 >= len(tokens) or tokens[end].text != "," or tokens[begin].first:
        return False
    return tokens[begin - 1].text in {",", "("} and _opens_place(scanner, end + 1)


def _in_list(scanner: Scanner, begin: int, end: int) -> bool:
    """Whether the run goes on with a list or a route of places: "Desa A, B, dan C", "Yogyakarta-Kutoarjo"."""
    tokens = scanner.tokens
    if end < len(tokens) and tokens[end].text in {"dari", "asal", "from", "of"}:
        return False
    if begin < 2 or not scanner.found or scanner.expects:  # noqa: PLR2004
        return False
    last, before = scanner.found[-1], tokens[begin - 1]
    if last.entity_type != "PLACE" or before.text not in _JOINS | _TIES:
        return False
    at = begin - 2 if tokens[begin - 2].text != "," else begin - 3
    if at < 0 or last.end != tokens[at].end:
        return False
    if before.text in _TIES:
        return before.glued and tokens[begin].glued
    if before.text in _ENDING_JOINS:
        return _chain(scanner) > 1 or tokens[begin - 2].text == ","
    return _list_goes_on(scanner, end)


def _list_goes_on(scanner: Scanner, end: int) -> bool:
    """Whether after a list's item another one follows: ", X", "dan X", ", dan X"."""
    tokens = scanner.tokens
    if end + 1 >= len(tokens):
        return False
    if tokens[end].text == "," and tokens[end + 1].text in _ENDING_JOINS:
        return True
    if tokens[end].text not in _JOINS:
        return False
    return end + 1 < len(tokens) and tokens[end + 1].is_capital


def _chain(scanner: Scanner) -> int:
    """Number of places at the end of what was found, with nothing but commas between them; a cue before counts as one."""
    found, count = scanner.found, 1
    while count < len(found) and found[-count - 1].entity_type == "PLACE":
        gap = scanner.text[found[-count - 1].end - scanner.offset : found[-count].start - scanner.offset]
        if gap.strip(" ,") not in {"", "Desa", "Kecamatan", "Kelurahan", "Kabupaten", "Kota"}:
            break
        count += 1
    opening = next(at for at, token in enumerate(scanner.tokens) if token.start >= found[-count].start)
    cue = opening and (scanner.tokens[opening - 1].text in cues("place") or scanner.tokens[opening - 1].text in unit_heads())
    return count + bool(cue)


def _of_region(scanner: Scanner, begin: int, end: int) -> bool:
    """Whether the run stands between a region's office and a rank or title: "Kapolsek Cibadak Kompol Asep"."""
    tokens = scanner.tokens
    if not begin or tokens[begin - 1].text not in word_set("titles_regional.txt") or end >= len(tokens):
        return False
    if not tokens[end].is_capital:
        return False
    return bool(scanner.title(end)) or phrases("honorifics.txt").match(tokens, end) is not None
