"""The grammar of organisations' names and of the fields that follow a title.

"Kementerian X dan Y", "PT X Tbk", "Komisi XI DPR RI", "Asosiasi X (ABC) China"; "Menteri X dan Y".
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline import lexicons
from pipeline.facts.names.lexicon import calendar, is_common, lexicon, phrases, word_set
from pipeline.facts.names.persons import bears_name, begins_name, is_family, is_given

if TYPE_CHECKING:
    from pipeline.facts.names.lookup import Hit
    from pipeline.facts.names.scan import Scanner

_SITES = frozenset({"Bandara", "Bandar", "Stasiun", "Pelabuhan"})  # what a firm runs stands after its name
_NUMBERED = frozenset({"Kodim", "Korem", "Kodam", "Brigade", "Resimen", "Detasemen", "Komando", "Satgas"})
_OUTSIDE = frozenset({"Fraksi", "Dapil"})  # they open another phrase after a body: "DPR RI Fraksi PDIP"
_ROMAN = re.compile(r"[IVX]{1,5}")
_AGENT = re.compile(r"(?:Peny|Pem|Peng)[a-z]{4,}")  # "Penyelamat", "Pemadam": who does it, no name
_DAN = frozenset({"dan", "untuk", "bagi", "serta"})
_REGION_KINDS = frozenset({"Provinsi", "Kabupaten", "Kota", "/"})
_AND = frozenset({"dan", "and", "serta"})
JOINS_OF = frozenset({"of", "for", "and", "the", "on"})
_LIMITED = frozenset({"PT", "PT.", "CV", "UD"})
_AFTER_LIMITED = frozenset({"Tbk", "Tbk.", "Persero"})
_BROKEN_NAMES = frozenset({"Asosiasi", "Kamar Dagang", "Dewan", "Dewan Undangan Negeri", "Himpunan", "Ikatan",
    "Persatuan", "Perhimpunan", "Gabungan", "Komite", "Federasi", "Aliansi"})  # fmt: skip
_NEVER_NAMED = frozenset({"Komite", "Panitia", "Tim", "Satgas", "Panja", "Pansus", "Komisi", "Fraksi"})  # after persons
_GOVERNMENT = frozenset({"Pemerintah", "Pemkot", "Pemprov", "Pemkab", "Pemerintah Kota", "Pemerintah Provinsi",
    "Pemerintah Kabupaten", "Pemda", "Pemerintah Daerah"})  # fmt: skip
_REGION_WORDS = frozenset({"Kota", "Provinsi", "Kabupaten", "Negara", "Negeri", "Pusat"})
_LISTING = ("Kement", "Departemen", "Badan", "Dinas", "Direktorat", "Ditjen", "Fakultas", "Balai", "Jabatan")
_LOCAL = ("Pengadilan", "Kejaksaan", "Kepolisian", "Rumah ", "Lembaga Pemasyarakatan", "Dinas", "Badan", "Komisi",
    "Dewan", "Kantor Wilayah", "Perusahaan Daerah", "Suku Dinas")  # fmt: skip
_SEATED = ("Pengadilan", "Kejaksaan", "Kepolisian", "Rumah ", "Lembaga Pemasyarakatan")  # named after a town


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
    if head == "Jabatan" and scanner.context.language != "ms":  # an office of somebody's in Indonesian
        return 0
    if scanner.in_title_case and head not in _LIMITED:
        return 0
    end = _give_back(scanner, start, _name_end(scanner, start, head, _joins()[head]))
    if scanner.tokens[end - 1].text in _REGION_KINDS and scanner.tokens[end - 2].text == "/":
        while end > start and scanner.tokens[end - 1].text in _REGION_KINDS:  # "KPU Provinsi/Kabupaten/Kota"
            end -= 1
    if end <= start or (head == "Balai" and end - start == 1):  # "Balai Kota", "Balai Pemuda": halls
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
        if (
            token.is_capital
            or _ROMAN.fullmatch(token.text)
            or (token.text.isdigit() and end == start and head in _NUMBERED)
        ):
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
    if token.text == "," and following.text == "dan" and joins == "dan" and head.startswith(_LISTING):
        return 2 if is_part(scanner, at + 2) else 0
    if not following.is_capital:
        return 0
    if token.text == "&" or (token.text in "-/" and token.glued and following.glued):
        return 1
    if joins == "dan" and token.text in _DAN and at > start:
        return 1 if _continues(scanner, at + 1) else 0
    if joins == "of" and token.text in JOINS_OF:
        return 0 if token.text == "and" and not is_part(scanner, at + 1) else 1
    listed = token.text == "," and (head.startswith(_LISTING) or joins == "of") and _listed(scanner, at)
    return 1 if listed else 0


def _word(scanner: Scanner, start: int, at: int, head: str) -> int:
    """Tokens that the word at `at` adds to the name; 0 ends the name before it, a negative number after it."""
    token = scanner.tokens[at]
    if token.first or token.text in calendar() or token.text in _OUTSIDE or scanner.is_balinese(at):
        return 0
    if head in _LIMITED and at == start and _no_company(scanner, at):
        return 0
    if scanner.expects and _is_of_person(scanner, start, at, head):
        return 0
    if head in _LIMITED and at > start and _is_whole_name(scanner, at):
        return 0
    found = scanner.hit(at)
    if found and at > start and _is_ordinary_firm(token.text, found):
        return 1
    if head in _LIMITED and at > start and token.text in _SITES:
        return 0
    if found:
        length, entries = found
        if entries[0].entity_type == "PERSON":
            return 0 if scanner.expects or (entries[0].kind == "full" and length > 1 and at > start) else length
        if entries[0].entity_type == "PLACE":
            if _pairs(scanner, at + length, head):
                return length
            ends = entries[0].canonical in lexicon().countries or not _goes_on(scanner, at + length)
            return -length if ends and head not in _LIMITED else length
        goes_on = _goes_on(scanner, at + length) or (head in _LIMITED and not scanner.expects)
        return length if goes_on else -length
    if at > start and (scanner.title(at) or phrases("honorifics.txt").match(scanner.tokens, at)):
        return 0
    return 1


def _is_of_person(scanner: Scanner, start: int, at: int, head: str) -> bool:
    """Whether the word at `at`, after a title and its body, begins the name of who bears the title."""
    tokens = scanner.tokens
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    if at == start:
        return head in _NEVER_NAMED and begins_name(tokens, at)
    if tokens[at].text in word_set("names_not_alone.txt") and is_given(following):
        return False  # "PT Solusindo Jaya Marco Bellucci"
    return bears_name(tokens[at].text)


def _is_whole_name(scanner: Scanner, at: int) -> bool:
    """Whether a run closes with given and family name: "PT Evolusi Alessandro Bellucci"."""
    tokens = scanner.tokens
    if not begins_name(tokens, at) or tokens[at].text in word_set("names_not_alone.txt"):
        return False
    last = tokens[at + 1].text
    goes_on = at + 2 < len(tokens) and (tokens[at + 2].is_capital or tokens[at + 2].text in "(&")
    return is_family(last) and not is_common(last) and last not in word_set("names_not_alone.txt") and not goes_on


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
    if at >= len(scanner.tokens) or is_place(scanner, at):
        return at < len(scanner.tokens)
    token = scanner.tokens[at]
    return token.is_capital and not scanner.expects and not scanner.is_name_word(at)


def is_place(scanner: Scanner, at: int) -> bool:
    """Whether a known place begins at `at`."""
    found = scanner.hit(at) if at < len(scanner.tokens) else None
    return bool(found and found[1][0].entity_type == "PLACE")


def _continues(scanner: Scanner, at: int) -> bool:
    """Whether the word after "dan" goes on with the name rather than opening another."""
    found, word = scanner.hit(at), scanner.tokens[at].text
    ordinary = is_common(word, scanner.context.vocabulary) or _AGENT.fullmatch(word) is not None
    if found and not _is_ordinary_firm(word, found):
        return False
    if phrases("org_heads.csv", "head").match(scanner.tokens, at) or scanner.title(at):
        return False
    return ordinary


def _is_ordinary_firm(word: str, found: Hit) -> bool:
    """Whether a firm's name is an ordinary word too: "Tata" in "Tata Ruang"."""
    return found[0] == 1 and found[1][0].entity_type == "ORG" and not word.isupper() and is_common(word)


def is_part(scanner: Scanner, at: int, places: bool = False) -> bool:
    """Whether the word at `at` may be a field in a body's name: capitalised, no name, no head of another body.

    `places` lets a place's name pass.
    """
    if at >= len(scanner.tokens) or not scanner.tokens[at].is_capital or scanner.tokens[at].first:
        return False
    token = scanner.tokens[at]
    if token.is_upper or (token.text in lexicon().given and not is_common(token.text)):
        return False
    if token.text in calendar() or scanner.title(at):
        return False
    if places and is_place(scanner, at):
        return True
    unknown = not scanner.hit(at) and not phrases("org_heads.csv", "head").match(scanner.tokens, at)
    return unknown or _continues(scanner, at)


def _listed(scanner: Scanner, comma: int) -> bool:
    """Whether a comma belongs to a list inside a body's name: "Pendidikan, Kebudayaan, Riset, dan Teknologi"."""
    tokens = scanner.tokens
    at = comma + 1
    while at + 1 < len(tokens) and is_part(scanner, at):
        at += 1
        if tokens[at].text == "," and tokens[min(at + 1, len(tokens) - 1)].text in _AND:
            at += 1
        if tokens[at].text in _AND:
            return is_part(scanner, at + 1)
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
    if tokens[after].text == "RI":
        return bracket
    local = head.startswith(_LOCAL)
    region = local and tokens[after].text in _REGION_WORDS and is_place(scanner, after + 1)
    found = scanner.hit(after + region)
    if found and found[1][0].entity_type == "PLACE" and (local or head in _BROKEN_NAMES):
        return after + region + found[0]
    following = tokens[after + 1] if after + 1 < len(tokens) else None
    alone = following is None or not following.is_capital
    seated = head.startswith(_SEATED) and not found and alone and tokens[after].text not in lexicon().given
    return after + 1 if seated and not is_common(tokens[after].text) and not tokens[after].first else bracket


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
