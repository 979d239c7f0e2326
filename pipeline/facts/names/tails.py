"""How far an organisation's name reaches beyond a known or unknown name at its head.

"Hanwha Group", "ZTE Indonesia", "Singapore Airlines", "Institute for X", "Bareskrim Mabes Polri". The names that a head
word opens belong to `bodies`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.facts.names.bodies import JOINS_OF, is_part, is_place
from pipeline.facts.names.lexicon import Entry, calendar, is_common, lexicon, word_set
from pipeline.facts.names.persons import bears_name

if TYPE_CHECKING:
    from pipeline.facts.names.candidate import Candidate
    from pipeline.facts.names.scan import Scanner

_BRANCHES = frozenset({"Malaysia", "Singapore", "Singapura"})
_BRANCH_SEATS = frozenset({"places_provinces.csv", "places_regencies.id.txt"})
_FIRM_FILES = frozenset({"organisations_companies.csv", "organisations_world_firms.csv"})
_DOMAINS = frozenset({"com", "id", "net", "org"})


def is_unit_of(text: str, offset: int, unit: Candidate, start: int) -> bool:
    """Whether a body that begins at `start` closes the name of its unit: "Bareskrim" before "Mabes Polri"."""
    if unit.entity_type != "ORG" or start != unit.end + 1 or text[unit.end - offset] != " ":
        return False
    return unit.surface.split()[0] in word_set("org_units.txt")


def site(scanner: Scanner, end: int) -> int:
    """End of a name that goes on as its address: "Tiket.com"."""
    tokens = scanner.tokens
    dotted = end + 1 < len(tokens) and tokens[end].text == "." and tokens[end].glued and tokens[end + 1].glued
    return end + 2 if dotted and tokens[end + 1].text in _DOMAINS else end


def abroad(scanner: Scanner, end: int, entry: Entry) -> int:
    """End of another country's body under an Indonesian name: "Kemlu China", "BMKG Jepang"; else 0."""
    if entry.source != "organisations_government.csv" or entry.country != "ID" or not is_place(scanner, end):
        return 0
    length, (place, *_) = scanner.hit(end) or (0, [entry])
    foreign = place.canonical in lexicon().countries and place.country not in (None, "ID")
    return end + length if foreign and not scanner.in_title_case and not scanner.tokens[end].glued else 0


def company_in_country(scanner: Scanner, begin: int, end: int) -> int:
    """End of "Conoco Indonesia" or "X Indonesia Inc": unknown words, the country, perhaps a tail; 0 if it is none."""
    tokens = scanner.tokens
    if end >= len(tokens) or tokens[end].text != "Indonesia" or tokens[end].glued or scanner.in_title_case:
        return 0
    words = [token.text for token in tokens[begin:end] if token.is_word]
    plain = any(is_common(word, scanner.context.vocabulary) or word in lexicon().given for word in words)
    if plain or scanner.expects or (tokens[begin].first and len(words) < 2):
        return 0
    tail = end + 1 < len(tokens) and tokens[end + 1].text in word_set("org_tails.txt")
    return end + 1 + tail


def company_of(scanner: Scanner, at: int, end: int, entity_type: str) -> int:
    """End of "ZTE Indonesia", "PLN Batam", "Huawei Cloud" (a body and its country, place or part), "Hanwha Group"."""
    tokens = scanner.tokens
    if end >= len(tokens) or not tokens[end].is_capital or tokens[end].first:
        return 0
    if entity_type == "ORG":
        if tokens[end].text in {"Indonesia", *_branches(scanner, at)} and not tokens[end].glued:
            return end + 1
        stop = end
        while stop < len(tokens) and tokens[stop].text in word_set("org_tails_firms.txt") and not tokens[stop].first:
            stop += 1
        if stop > end:
            return past_tail(scanner, stop) if not scanner.in_title_case else 0
        return _own_company(scanner, at, end)
    stop = end
    while stop < len(tokens) and tokens[stop].is_capital and not tokens[stop].first and stop - end < 4:
        if tokens[stop].text in word_set("org_tails.txt"):
            return past_tail(scanner, stop + 1)
        if scanner.title(stop) or tokens[stop].text in calendar():
            return 0
        stop += 1
    return 0


def _own_company(scanner: Scanner, at: int, end: int) -> int:
    """End of a company's own company or branch: its name and a word such as "Cloud", or a place that is no country."""
    found, following = scanner.hit(at), scanner.hit(end)
    if not found or found[1][0].source not in _FIRM_FILES or scanner.tokens[end].glued:
        return 0
    if scanner.tokens[end].text in word_set("org_own_companies.txt"):
        return end + 1
    if scanner.in_title_case or not following or following[1][0].source not in _BRANCH_SEATS:
        return 0
    stop = end + following[0]
    named = stop < len(scanner.tokens) and scanner.tokens[stop].is_capital and not scanner.tokens[stop].first
    return 0 if named or bears_name(scanner.tokens[end].text) else stop


def _branches(scanner: Scanner, at: int) -> frozenset[str]:
    """Countries that close the name of a firm's branch: "Huawei Malaysia"; none if `at` begins no firm."""
    found = scanner.hit(at)
    return _BRANCHES if found and found[1][0].source in _FIRM_FILES else frozenset()


def past_tail(scanner: Scanner, end: int) -> int:
    """End of a name that goes on after its tail: "Institute for Energy Studies", "Securities and Exchange Board"."""
    tokens = scanner.tokens
    if end + 1 >= len(tokens) or scanner.in_title_case or not is_part(scanner, end + 1, places=True):
        return end
    if tokens[end].text == "and":
        last, firms = end, word_set("org_tails_firms.txt")  # "X Systems and Y Corporation" are two
        for stop in range(end + 1, min(end + 4, len(tokens))):
            if not tokens[stop].is_capital:
                break
            last = stop + 1 if tokens[stop].text in word_set("org_tails.txt") - firms else last
        return last
    if tokens[end].text not in {"of", "for"} or tokens[end - 1].text not in word_set("org_tails_bodies.txt"):
        return end
    stop = end + 1
    while stop < len(tokens):
        if tokens[stop].text not in JOINS_OF and not is_part(scanner, stop, places=True):
            break
        stop += 1
    while tokens[stop - 1].text in JOINS_OF:
        stop -= 1
    return stop
