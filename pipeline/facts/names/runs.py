"""How far a run of capitalised words reaches: a name that nothing knows, or a phrase that is no name at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.facts.names import places
from pipeline.facts.names.lexicon import calendar, is_common, lexicon, phrases, word_set
from pipeline.facts.names.persons import degree_end

if TYPE_CHECKING:
    from pipeline.facts.names.scan import Scanner

_JOINING = frozenset(
    {"dan", "untuk", "bagi", "of", "the", "for", "and", "ke", "serta", "tentang", "on", "in", "dengan"}
)
_MARKS = frozenset({"-", "&", "/", "–", "+", "—"})
_EVENT_JOINS = frozenset({"and", "of", "for"})
TIES = _MARKS | _EVENT_JOINS | frozenset('.“"')  # what `event_tail` and `run_end` may go on over, capitals apart
_CLITICS = frozenset({"nya", "lah", "kah", "pun", "ku", "mu"})
_DOTTED = frozenset({"St", "Moh", "Muh"})
_COMPANY_ENDS = frozenset({"Tbk", "Bhd", "Berhad", "Inc", "Ltd", "LLC", "Plc", "PLC"})  # a person may stand right after
_ARTICLES = frozenset(
    {"Al", "El", "Ar", "As", "An", "Ad", "At", "Ul", "Abu", "Ben"}
)  # tied to the next word by a hyphen
_MAX_TAIL_WORDS = 8


def phrase_end(scanner: Scanner, end: int) -> int:
    """End of a phrase that names a law, plan, event or product, from any token inside it."""
    tokens, count = scanner.tokens, len(scanner.tokens)
    while end < count:
        token = tokens[end]
        follows = end + 1 < count and (tokens[end + 1].is_capital or tokens[end + 1].text[0].isdigit())
        if token.is_capital or token.text[0].isdigit():
            step = 0 if token.first or token.text in calendar() or scanner.title(end) or scanner.is_person(end) else 1
        elif token.is_word:
            step = 1 if token.text in _JOINING and follows and not scanner.hit(end + 1) else 0
            step = 0 if step and scanner.title(end + 1) else step
        elif token.text == "(" and end + 2 < count and tokens[end + 2].text == ")":
            step = 3
        else:
            step = 1 if token.text in _MARKS and follows and tokens[end + 1].glued else 0
        if not step:
            break
        end += step
    return end


def event_tail(scanner: Scanner, end: int) -> int:
    """End of an event or treaty that begins with a place or body: "Indonesia Miner Conference 2025"; else 0."""
    tokens, stop, tails = scanner.tokens, end, word_set("not_names_tails.txt")
    while stop < len(tokens) and stop - end < _MAX_TAIL_WORDS:
        token = tokens[stop]
        if token.text in tails and not token.first:
            return phrase_end(scanner, stop + 1)
        joins = token.text in _MARKS or token.text in _EVENT_JOINS
        if not joins and not (token.is_capital and not token.first and not scanner.title(stop)):
            return 0
        stop += 1
    return 0


def run_end(scanner: Scanner, at: int) -> int:
    """End of the run: capitalised words with hyphens, initials, particles and quoted nicknames between them."""
    tokens, end = scanner.tokens, at + 1
    while end < len(tokens):
        if tokens[end].is_capital:
            step = 0 if _ends_run(scanner, end) else 1
        else:
            step = _tied(scanner, at, end) or _between(scanner, at, end)
        if not step:
            break
        end += step
    return end


def _tied(scanner: Scanner, at: int, end: int) -> int:
    """Tokens of a part in lower case tied on by a hyphen: "al-Qassam", "Kim Jong-un"."""
    token, tied = scanner.tokens[end], scanner.tokens[end + 1 : end + 3]
    if token.text in word_set("names_particles.txt"):
        hyphened = len(tied) == 2 and tied[0].text == "-" and tied[0].glued and tied[1].glued and tied[1].is_capital
        return 3 if hyphened else 0
    if token.text != "-" or not token.glued or not tied:
        return 0
    if tied[0].glued and tied[0].text == scanner.tokens[end - 1].text.lower() and not is_common(tied[0].text):
        return 2  # "Oro-oro Ombo"
    if end - at < 2:
        return 0
    first = scanner.tokens[at].text
    family = first in word_set("family_names_pinyin.txt") or first in word_set("family_names_korean.txt")
    return 2 if family and tied[0].glued and tied[0].text.islower() and tied[0].text not in _CLITICS else 0


def _between(scanner: Scanner, at: int, end: int) -> int:
    """Tokens of what may stand between two capitalised words of one name; 0 if it is nothing of the kind."""
    tokens = scanner.tokens
    token = tokens[end]
    following = tokens[end + 1] if end + 1 < len(tokens) else None
    if token.text == "a" and [t.text for t in tokens[end + 1 : end + 3]] in (["/", "l"], ["/", "p"]):
        return 3 if end + 3 < len(tokens) and tokens[end + 3].is_capital else 0
    particles = word_set("names_particles.txt")
    if following is not None and token.text in particles and following.text in particles:
        return 2 if end + 2 < len(tokens) and tokens[end + 2].is_capital else 0  # "Ursula van der Meer"
    if following is None or not following.is_capital or (following.first and token.text not in '“"'):
        return 0
    if token.text == ".":
        return 1 if len(tokens[end - 1].text) == 1 or tokens[end - 1].text in _DOTTED else 0
    if token.text in "-–":
        # inside one name ("Al-Saady"), not between two persons ("Budi Ali-Joko Nur")
        if not (token.glued and following.glued):
            return 0
        if end - at > 1 and _goes_on(scanner, end + 1):
            return 1 if tokens[end - 1].text in _ARTICLES else 0
        return 1 if end - at == 1 or len(tokens[end - 1].text) <= 3 or _is_second_surname(scanner, end) else 0
    if token.text in '“"':
        closed = end + 3 < len(tokens) and tokens[end + 2].text in '”"' and tokens[end + 3].is_capital
        return 4 if closed else 0
    return 1 if token.text == "&" or token.text in particles else 0


def _goes_on(scanner: Scanner, at: int) -> bool:
    return at + 1 < len(scanner.tokens) and scanner.tokens[at + 1].is_capital


def _is_second_surname(scanner: Scanner, hyphen: int) -> bool:
    """Whether the hyphen at `hyphen` joins two family names at the end of a run: "Siobhan Burke-Lynch"."""
    tokens, last = scanner.tokens, hyphen + 1
    goes_on = _goes_on(scanner, last)
    return not goes_on and tokens[last].text not in lexicon().given and not scanner.hit(last)


def _opens_body(scanner: Scanner, at: int) -> bool:
    return phrases("org_heads.csv", "head").match(scanner.tokens, at) is not None


def _ends_run(scanner: Scanner, at: int) -> bool:
    token, before = scanner.tokens[at], scanner.tokens[at - 1]
    if token.first or (token.text in calendar() and token.text not in lexicon().given):
        return True
    if before.text in _COMPANY_ENDS or degree_end(scanner.tokens, at) or _is_rank(token.text):
        return True
    if at + 1 < len(scanner.tokens) and scanner.tokens[at + 1].is_capital and _opens_body(scanner, at):
        return True
    if token.text in places.unit_heads():
        return True
    found = scanner.hit(at)
    if found:
        length, entries = found
        is_person = entries[0].entity_type == "PERSON"
        if length == 1 and entries[0].entity_type == "PLACE" and places.closes_person(scanner, at):
            return False
        if is_person and before.text in word_set("names_generic_first.txt"):
            return False
        if not is_person or (length > 1 and entries[0].kind != "short"):
            return not (before.text == "-" and entries[0].kind in ("short", "acronym"))
    return bool(scanner.title(at)) and token.text not in lexicon().given


def _is_rank(word: str) -> bool:
    """Whether a rank or form of address stands in the middle of a run: "Cimanggis Kompol Judika"."""
    return len(word) > 3 and word in word_set("honorifics.txt") and word not in lexicon().given
