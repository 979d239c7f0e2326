"""The grammar of organisations' names and of the fields that follow a title.

"Kementerian X dan Y", "PT X Tbk", "Komisi XI DPR RI", "Asosiasi X (ABC) China"; "Menteri X dan Y".
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline import lexicons
from pipeline.facts.names.lexicon import DIRECTIONS, Entry, calendar, cues, is_common, lexicon, phrases, word_set

if TYPE_CHECKING:
    from pipeline.facts.names.scan import Scanner

_OUTSIDE = frozenset({"Fraksi", "Dapil"})  # they open another phrase after a body: "DPR RI Fraksi PDIP"
_ROMAN = re.compile(r"[IVX]{1,5}")
_DAN = frozenset({"dan", "untuk", "bagi", "serta"})
_OF = frozenset({"of", "for", "and", "the", "on"})
_LIMITED = frozenset({"PT", "PT.", "CV", "UD"})
_AFTER_LIMITED = frozenset({"Tbk", "Tbk.", "Persero"})
_BROKEN_NAMES = frozenset({"Asosiasi", "Kamar Dagang", "Dewan", "Dewan Undangan Negeri", "Himpunan", "Ikatan",
    "Persatuan", "Perhimpunan", "Gabungan", "Komite", "Federasi", "Aliansi"})  # fmt: skip
_GOVERNMENT = frozenset({"Pemerintah", "Pemkot", "Pemprov", "Pemkab", "Pemerintah Kota", "Pemerintah Provinsi",
    "Pemerintah Kabupaten", "Pemda", "Pemerintah Daerah"})  # fmt: skip
_REGION_WORDS = frozenset({"Kota", "Provinsi", "Kabupaten", "Negara", "Negeri", "Pusat"})


@cache
def _joins() -> dict[str, str]:
    return {row["head"]: row["joins"] for row in lexicons.table("org_heads.csv")}


def parse(scanner: Scanner, at: int) -> int:
    """End of the organisation's name that begins at `at`; 0 if none does."""
    found = phrases("org_heads.csv", "head").match(scanner.tokens, at)
    if not found:
        return 0
    length, entries = found
    head = entries[0].canonical
    start = at + length
    if start >= len(scanner.tokens):
        return 0
    if scanner.tokens[start].text == "(":
        end = _past_bracket(scanner, start, head)
        return end if end > start else 0
    if head in _GOVERNMENT:
        return _government(scanner, start)
    if scanner.in_title_case and head not in _LIMITED:
        return 0
    end = _give_back(scanner, start, _name_end(scanner, start, head, _joins()[head]))
    if end <= start:
        return 0
    if head in _LIMITED:
        return _limited(scanner, end)
    return broken_name(scanner, at, end)


def _give_back(scanner: Scanner, start: int, end: int) -> int:
    """A word given back to the person who follows when only a family name would be left: "PT A B Hartini Lubis"."""
    tokens = scanner.tokens
    alone = end < len(tokens) and tokens[end].text in lexicon().given and not tokens[end].first
    alone = alone and not (end + 1 < len(tokens) and tokens[end + 1].is_capital and not tokens[end + 1].first)
    if not scanner.expects or not alone or end - start < 2 or is_common(tokens[end - 1].text):
        return end
    return end if scanner.hit(end - 1) or not tokens[end - 1].is_word else end - 1


def extends(scanner: Scanner, at: int, length: int, end: int) -> bool:
    """Whether a body's name may go beyond the known name at its head: with places and ordinary words only."""
    if length < 2:
        return True
    position = at + length
    while position < end:
        token, found = scanner.tokens[position], scanner.hit(position)
        if found and found[1][0].entity_type == "PERSON":
            return False
        if not found and token.is_capital and scanner.is_name_word(position) and not token.is_upper:
            return False
        position += found[0] if found else 1
    return True


def _government(scanner: Scanner, start: int) -> int:
    """End of a government: "Pemerintah" counts only with the name of its country or region."""
    at = start
    if scanner.tokens[at].text in _REGION_WORDS:
        at += 1
    if at >= len(scanner.tokens) or not scanner.tokens[at].is_capital:
        return 0
    found = scanner.hit(at)
    if found and found[1][0].entity_type == "PLACE":
        return at + found[0]
    return at + 1 if at > start and not is_common(scanner.tokens[at].text) else 0


def _limited(scanner: Scanner, end: int) -> int:
    tokens = scanner.tokens
    if end + 2 < len(tokens) and tokens[end].text == "(" and tokens[end + 1].text == "Persero":
        end += 3
    if end < len(tokens) and tokens[end].text in _AFTER_LIMITED:
        end += 1
    return end


def _name_end(scanner: Scanner, start: int, head: str, joins: str) -> int:
    tokens, end = scanner.tokens, start
    while end < len(tokens):
        token = tokens[end]
        if token.is_capital or _ROMAN.fullmatch(token.text) or (token.text.isdigit() and end == start):
            step = _word(scanner, start, end, head)
            end += abs(step)
            if step <= 0:
                break
        elif token.text == "(" and end > start:
            return _past_bracket(scanner, end, head)
        else:
            step = _link(scanner, start, end, head, joins)
            if not step:
                break
            end += step
    return end


def _link(scanner: Scanner, start: int, at: int, head: str, joins: str) -> int:
    """Tokens of what may stand between two capitalised words of a body's name; 0 if it is nothing of the kind."""
    tokens, token = scanner.tokens, scanner.tokens[at]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None:
        return 0
    if token.text == "-" and token.glued and following.text.isdigit():
        return 2
    if token.text == "," and following.text == "dan" and joins == "dan" and head.startswith("Kement"):
        return 2 if at + 2 < len(tokens) and tokens[at + 2].is_capital and _continues(scanner, at + 2) else 0
    if not following.is_capital:
        return 0
    if token.text == "&" or (token.text in "-/" and token.glued and following.glued):
        return 1
    if joins == "dan" and token.text in _DAN and at > start:
        return 1 if _continues(scanner, at + 1) else 0
    if joins == "of" and token.text in _OF:
        return 1
    listed = token.text == "," and joins == "dan" and head.startswith("Kement") and _listed(scanner, at)
    return 1 if listed else 0


def _word(scanner: Scanner, start: int, at: int, head: str) -> int:
    """Tokens that the word at `at` adds to the name; 0 ends the name before it, a negative number after it."""
    token = scanner.tokens[at]
    if token.first or token.text in calendar() or token.text in _OUTSIDE or scanner.is_balinese(at):
        return 0
    if head in _LIMITED and at == start and _no_company(scanner, at):
        return 0
    if scanner.expects and at > start and token.text in lexicon().given and not is_common(token.text):
        return 0
    found = scanner.hit(at)
    if found:
        length, entries = found
        if entries[0].entity_type == "PERSON":
            return 0 if scanner.expects or (entries[0].kind == "full" and length > 1 and at > start) else length
        if entries[0].entity_type == "PLACE":
            if _pairs(scanner, at + length, head):
                return length
            ends = entries[0].canonical in lexicon().countries or not _goes_on(scanner, at + length)
            return -length if ends and head not in _LIMITED else length
        return length if _goes_on(scanner, at + length) else -length
    if at > start and (scanner.title(at) or phrases("honorifics.txt").match(scanner.tokens, at)):
        return 0
    return 1


def _pairs(scanner: Scanner, at: int, head: str) -> bool:
    """Whether a body of two sides goes on after the first: "Dewan Bisnis Indonesia-China"."""
    tokens = scanner.tokens
    if head.startswith("Kement") or at + 1 >= len(tokens):
        return False
    glued = tokens[at].text in "-–" and tokens[at].glued and tokens[at + 1].glued and tokens[at + 1].is_capital
    other = scanner.hit(at + 1) if glued else None
    return other is not None and (
        other[1][0].entity_type == "PLACE" or other[1][0].source == "organisations_international.csv"
    )


def _no_company(scanner: Scanner, at: int) -> bool:
    """Whether the word after "PT" begins something else: an ordinary word alone, or another company."""
    word, following = scanner.tokens[at].text, at + 1
    alone = following >= len(scanner.tokens) or not scanner.tokens[following].is_capital
    return word in _LIMITED or (alone and is_common(word))


def _goes_on(scanner: Scanner, at: int) -> bool:
    """Whether a body's name goes on after a known name inside it: with a place, or with ordinary words."""
    if at >= len(scanner.tokens) or _is_place(scanner, at):
        return at < len(scanner.tokens)
    token = scanner.tokens[at]
    return token.is_capital and not scanner.expects and not scanner.is_name_word(at)


def _is_place(scanner: Scanner, at: int) -> bool:
    found = scanner.hit(at) if at < len(scanner.tokens) else None
    return bool(found and found[1][0].entity_type == "PLACE")


def _continues(scanner: Scanner, at: int) -> bool:
    """Whether the word after "dan" goes on with the name rather than opening another."""
    if scanner.hit(at) or phrases("org_heads.csv", "head").match(scanner.tokens, at) or scanner.title(at):
        return False
    return is_common(scanner.tokens[at].text, scanner.context.vocabulary)


def _listed(scanner: Scanner, comma: int) -> bool:
    """Whether a comma belongs to a list inside a ministry's name: "Pendidikan, Kebudayaan, Riset, dan Teknologi"."""
    tokens = scanner.tokens
    at = comma + 1
    heads = phrases("org_heads.csv", "head").index
    while (
        at + 1 < len(tokens) and tokens[at].is_capital and is_common(tokens[at].text) and tokens[at].text not in heads
    ):
        at += 1
        if tokens[at].text == "dan" or (tokens[at].text == "," and tokens[min(at + 1, len(tokens) - 1)].text == "dan"):
            return True
        if tokens[at].text == ",":
            at += 1
    return False


def _past_bracket(scanner: Scanner, bracket: int, head: str) -> int:
    """End of a name that goes on after its acronym: "Kamar Dagang dan Industri (Kadin) Indonesia"."""
    tokens = scanner.tokens
    after = bracket + 3
    if (
        after >= len(tokens)
        or tokens[bracket + 2].text != ")"
        or not tokens[after].is_capital
        or scanner.title(bracket + 1)
    ):
        return bracket
    found = scanner.hit(after)
    if found and found[1][0].entity_type == "PLACE" and head in _BROKEN_NAMES and tokens[after].text != "RI":
        return after + found[0]
    return bracket


def broken_name(scanner: Scanner, at: int, end: int) -> int:
    """End of a known name with its acronym inside: "Badan Pengelola Investasi (BPI) Daya Anagata …"; else `end`."""
    tokens = scanner.tokens
    if end + 2 >= len(tokens) or tokens[end].text != "(" or tokens[end + 2].text != ")":
        return end
    words = tuple(token.text for token in tokens[at:end])
    for form, _ in lexicon().forms.index.get(words[0], ()):
        rest = form[len(words) :]
        if (
            rest
            and form[: len(words)] == words
            and tuple(t.text for t in tokens[end + 3 : end + 3 + len(rest)]) == rest
        ):
            return end + 3 + len(rest)
    return end


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
    """End of "ZTE Indonesia" (a body and its country), "PLN Batam", "Huawei Cloud", "Singapore Airlines"; 0 if none."""
    tokens = scanner.tokens
    if end >= len(tokens) or not tokens[end].is_capital or tokens[end].first:
        return 0
    if entity_type == "ORG":
        found = scanner.hit(end)
        if found and found[1][0].canonical == "Indonesia" and tokens[end].text == "Indonesia" and not tokens[end].glued:
            return end + found[0]
        return _own_company(scanner, at, end)
    stop = end
    while stop < len(tokens) and tokens[stop].is_capital and not tokens[stop].first and stop - end < 4:
        if tokens[stop].text in word_set("org_tails.txt"):
            return stop + 1
        if scanner.title(stop) or tokens[stop].text in calendar():
            return 0
        stop += 1
    return 0


def _own_company(scanner: Scanner, at: int, end: int) -> int:
    """End of a company's own company or branch: its name and a word such as "Cloud", or a place that is no country."""
    found, following = scanner.hit(at), scanner.hit(end)
    if not found or found[1][0].source != "organisations_companies.csv" or scanner.tokens[end].glued:
        return 0
    if scanner.tokens[end].text in word_set("org_units.txt"):
        return end + 1
    if scanner.in_title_case or not following or following[1][0].entity_type != "PLACE":
        return 0
    return 0 if following[1][0].canonical in lexicon().countries else end + following[0]


def directed_place(scanner: Scanner, end: int) -> int:
    """End of a known place with a direction that makes another place of it ("Garut Selatan"); `end` if none follows."""
    tokens = scanner.tokens
    if end >= len(tokens) or scanner.in_title_case:
        return end
    token = tokens[end]
    east = token.text == "Timur" and end + 1 < len(tokens) and tokens[end + 1].text == "Tengah"
    return end + 1 if token.text in DIRECTIONS and not (token.first or token.glued or east) else end


def place_name(scanner: Scanner, at: int) -> int:
    """End of a place with its head word; `at` + 1 for a head that does not belong to the name ("Kota"); else 0."""
    tokens = scanner.tokens
    found = phrases("place_heads.csv", "head").match(tokens, at)
    if not found or at + found[0] >= len(tokens) or not tokens[at + found[0]].is_capital:
        return 0
    end = at + found[0]
    if _place_heads()[found[1][0].canonical] == "no":
        return at + 1 if found[0] == 1 else 0
    if scanner.in_title_case:
        return 0
    while end < len(tokens) and end - at < 6:
        token = tokens[end]
        glued = token.text == "-" and token.glued and end + 1 < len(tokens) and tokens[end + 1].is_capital
        if not (token.is_capital or glued) or token.first or token.text in calendar() or scanner.title(end):
            break
        known = scanner.hit(end)
        if known and known[1][0].entity_type == "PERSON" and known[1][0].kind == "full" and end > at + found[0]:
            break
        end += known[0] if known else 1
    return end if end > at + found[0] else 0


@cache
def _place_heads() -> dict[str, str]:
    return {row["head"]: row["kept"] for row in lexicons.table("place_heads.csv")}


def ministry_field(scanner: Scanner, at: int) -> int:
    """End of the ministry's field after "Menteri": known fields, commas inside them or not; 0 if unknown."""
    tokens = scanner.tokens
    best = 0
    for words, _ in lexicon().fields.index.get(tokens[at].text, ()):
        position = at
        for word in words:
            if position < len(tokens) and tokens[position].text == "," and position > at:
                position += 1
            if position >= len(tokens) or tokens[position].text != word:
                break
            position += 1
        else:
            best = max(best, position)
    return best


def ministry_acronym(scanner: Scanner, start: int, end: int) -> list[Entry]:
    """Entries of the body when the field is its acronym ("Menteri ESDM"); empty when it is the field in words."""
    words = tuple(token.text for token in scanner.tokens[start:end])
    known = lexicon().forms.known
    named = known.get(words, [])
    if named and named[0].entity_type == "ORG":
        return named
    return known.get(("Kementerian", *words), []) if len(words) == 1 and words[0].isupper() else []


def free_field(scanner: Scanner, at: int) -> int:
    """End of a field in ordinary words after a title: "Wakil Ketua Umum Bidang Perdagangan …"."""
    tokens, end = scanner.tokens, at
    while end < len(tokens):
        token = tokens[end]
        if token.text in word_set("titles_fields.txt"):
            end += 1
            continue
        plain = (
            token.is_capital and not token.first and is_common(token.text) and token.text not in lexicon().given
            and not scanner.hit(end) and not phrases("org_heads.csv", "head").match(tokens, end)
        )  # fmt: skip
        joins = token.text in {"dan", "&", "of", "for"} and end + 1 < len(tokens)
        joins = joins and (end > at or token.text in {"of", "for"})
        plain_next = joins and (token.text == "of" or is_common(tokens[end + 1].text)) and not scanner.hit(end + 1)
        if plain_next and tokens[end + 1].is_capital and not scanner.title(end + 1):
            end += 2
        elif plain and token.text not in cues("org") and not scanner.title(end):
            end += 1
        else:
            break
    return end
