"""The grammar of known places: head words, cues, what a place's name goes on with, and places that are persons too.

Which unknown capitalised runs are places is read in `unknown_places`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from pipeline import lexicons
from pipeline.facts.names.lexicon import calendar, cues, lexicon, phrases, word_set
from pipeline.facts.names.persons import begins_name

if TYPE_CHECKING:
    from pipeline.facts.names.lexicon import Entry
    from pipeline.facts.names.lookup import Hit, Line
    from pipeline.facts.names.scan import Scanner

JOINS = frozenset({",", "dan", "serta", "hingga", "sampai", "maupun", "atau", "and", "or", "&"})
ENDING_JOINS = JOINS - {","}
TIES = frozenset({"-", "–", "—", "/"})
_ADDED = frozenset({"Raya", "Timur", "Barat", "Utara", "Selatan", "Tengah", "Tenggara", "Pusat", "Hulu", "Hilir"})
_APART = frozenset({"Jalan", "Jl", "Jl.", "Gedung", "Hotel", "Kompleks", "Gang"})  # they open a place of their own
_INSIDE = frozenset({"di", "ke", "in", "at", "near", "kota", "Kota"})
_NUMBERED = frozenset({"Km", "KM", "No", "Nomor", "RT", "RW", "Kav", "Kavling"})  # what follows is a number
_MAX_HEAD = 4  # tokens of a head word
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
    large = {"Kabupaten", "kabupaten", "Kab", "Kab.", "Provinsi", "provinsi", "Propinsi", "propinsi", "Bagian"}
    return unit_heads() - large


def headed(scanner: Scanner, at: int) -> tuple[int, int] | None:
    """Span of a place with its head word ("Pulau Gag"); an empty span after a head that is no part of the name."""
    tokens = scanner.tokens
    found = phrases("place_heads.csv", "head").match(tokens, at)
    if not found or at + found[0] >= len(tokens) or not tokens[at + found[0]].is_capital:
        return None
    start = at + found[0]
    if _kept()[found[1][0].canonical] != "yes":
        return start, start
    if scanner.in_title_case or _is_no_site(scanner, found[1][0].canonical, start):
        return None
    end = start
    while end < len(tokens) and end - at < _MAX_HEADED:
        step = _headed_step(scanner, start, end)
        if not step:
            break
        end += step
    return (at, end) if end > start else None


def _is_no_site(scanner: Scanner, head: str, start: int) -> bool:
    return head in word_set("place_heads_ordinary.txt") and not _names_site(scanner, start, head)


def _names_site(scanner: Scanner, at: int, head: str) -> bool:
    """Whether what follows an ordinary head names a site and not a sort of thing ("Pasar Global", "Pasar Asia")."""
    tokens, lexis = scanner.tokens, lexicon()
    if phrases("place_heads.csv", "head").match(tokens, at):
        return True
    named = False
    while at < len(tokens) and tokens[at].is_capital and not tokens[at].first:
        word, found = tokens[at].text.lower(), scanner.hit(at)
        wide = found and (found[1][0].source == "places_regions.csv" or found[1][0].canonical in lexis.countries)
        # affixes prove nothing here: "Pasar Beringharjo"
        plain = word in lexis.common or word in scanner.context.vocabulary
        named = named or bool(found if head != "Pasar" else found and not wide) or not (found or plain)
        at += found[0] if found else 1
    return named


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
    if scanner.expects and end > start and not known and begins_name(tokens, end):
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
    """Whether what stands around the word at `at` makes it a place: a cue, a region's office, a place beside it."""
    tokens = line.tokens
    if at:
        before = tokens[at - 1].text
        if before in cues("place") or before in word_set("titles_regional.txt") or _ends_head(line, at):
            return True
        listed = before in JOINS and tokens[at].text not in lexicon().given
        ended = at - 3 if listed and at > 1 and tokens[at - 2].text == "," else at - 2
        if (listed or before in TIES) and _ends_place(line, ended):
            return True
    if at + 2 >= len(tokens):
        return False
    after = tokens[at + 1].text
    joined = after in TIES or after in ENDING_JOINS or (after == "," and bool(at) and not tokens[at].first)
    return joined and opens_place(line, at + 2)


def _ends_head(line: Line, at: int) -> bool:
    """Whether a head word of places stands right before `at`: "Desa", "Kawasan Industri"."""
    heads = phrases("place_heads.csv", "head")
    for start in range(max(0, at - _MAX_HEAD), at):
        found = heads.match(line.tokens, start)
        if found and start + found[0] == at:
            return True
    return False


def _ends_place(line: Line, at: int) -> bool:
    """Whether a known place's name ends with the word at `at`."""
    if at < 0:
        return False
    known, local, words = (
        lexicon().forms.known,
        line.context.local.known,
        [t.text for t in line.tokens[max(0, at - 1) : at + 1]],
    )
    for form in (tuple(words), tuple(words[-1:])):
        entries = local.get(form) or known.get(form)
        if entries:
            return entries[0].entity_type == "PLACE"
    return False


def opens_place(line: Line, at: int) -> bool:
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


def stands_in(line: Line, at: int) -> bool:
    """Whether something happens in or goes to what is named at `at`: a place, whoever else has that name."""
    return bool(at) and line.tokens[at - 1].text in _INSIDE


def extended(scanner: Scanner, at: int, end: int, entry: Entry) -> int:
    """End of a known place with what belongs to it: "Tangerang Raya", "Oxford Street", "Toli-toli"; else `end`."""
    tokens = scanner.tokens
    token = tokens[end] if end < len(tokens) else None
    if token is None or token.first or scanner.in_title_case or not (token.is_capital or token.text == "-"):
        return end
    if token.text == "-":
        twin = tokens[end + 1] if token.glued and end + 1 < len(tokens) and end - at == 1 else None
        return end + 2 if twin and twin.glued and twin.text.lower() == tokens[at].text.lower() else end
    if at and tokens[at - 1].text in _small_unit_heads() and _goes_on(scanner, end):
        return end + 1
    if token.text in _ADDED:
        greater = entry.country == "ID" and entry.canonical not in lexicon().countries  # "Asia Raya" is no place
        return end if token.text == "Raya" and not greater else end + 1
    found = phrases("place_tails_after_names.txt").match(tokens, end)
    return end + found[0] if found else end


def _goes_on(scanner: Scanner, at: int) -> bool:
    """Whether a village's name goes on after the known town that it begins with: "Kecamatan Parung Panjang"."""
    token = scanner.tokens[at]
    if token.is_upper or token.text in calendar() or phrases("honorifics.txt").match(scanner.tokens, at):
        return False
    headed_by = phrases("place_heads.csv", "head").match(scanner.tokens, at)
    return not (headed_by or scanner.hit(at) or scanner.title(at) or token.text in lexicon().given)


def in_person(scanner: Scanner, at: int, found: Hit) -> bool:
    """Whether a known place of one word is part of a person's name: "Danang Setiawan", "Michael Jordan"."""
    length, entries = found
    if length != 1 or scanner.tokens[at].text not in word_set("places_also_persons.txt") or scanner.in_title_case:
        return False
    if entries[0].entity_type != "PLACE":
        return False
    return _opens_person(scanner, at, entries[0].canonical) or closes_person(scanner, at)


def _opens_person(scanner: Scanner, at: int, canonical: str) -> bool:
    tokens, after = scanner.tokens, at + 1
    if after >= len(tokens):
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
