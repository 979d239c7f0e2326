"""What tells that unknown capitalised words are a person: names, descriptions, ages, degrees, initials, lists.

Evidence only, token by token; which evidence is enough for a name belongs to `classify`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from pipeline.facts.names.lexicon import is_common, lexicon, phrases, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.facts.names.tokens import Token

_MAX_DESCRIPTION = 7  # tokens of "petani tembakau di Desa Sukamaju" between the noun and its comma
_MAX_MODIFIERS = 3  # words between the noun and the name in "dokter spesialis paru Feni Taufik"
_MAX_AGE = 115
NOWHERE = -1
_INITIALS = re.compile(r"[A-Z]{1,4}")
_INITIAL_CUES = frozenset({"inisial", "berinisial", "initials", "initial", "inisialnya", "bernama", "alias"})
_ALIAS = frozenset({"alias", "aka", "berinisial", "bernama", "dipanggil", "disapa", "dijuluki"})
_NAMELY = frozenset({"yaitu", "yakni", "namely", "iaitu", "adalah"})
_VERB = re.compile(r"(?:me(?:m|n|ng|ny|l|r|w|y)|di|ber|ter)[a-z]{3,}")
_NOT_MODIFIERS = frozenset({
    "yang", "di", "ke", "dari", "dan", "atau", "untuk", "dengan", "pada", "oleh", "akan", "sudah", "telah", "tidak",
    "juga", "kepada", "terhadap", "dalam", "bagi", "karena", "agar", "saat", "ketika", "seperti", "para", "of", "in",
    "at", "to", "for", "from", "with", "by", "and", "or", "who", "as", "on", "the", "a", "an", "asal", "is", "was",
    "daripada", "tentang", "soal", "menuju", "sebagai", "adalah", "bisa", "masih", "belum", "harus", "bukan",
})  # fmt: skip
_LIST_JOINS = frozenset({"dan", "serta", "and", "atau", "or", "&", "maupun"})
_LEADS = frozenset(
    {"yang", "juga", "merupakan", "a", "an", "the", "seorang", "selaku", "his", "her", "their", "sang", "salah", "satu"}
)


@cache
def _endings() -> tuple[str, ...]:
    return tuple(sorted(word_set("names_endings.txt")))


@lru_cache(maxsize=65536)
def has_ending(word: str) -> bool:
    """Whether the word ends as family names of some language do."""
    return len(word) > 5 and word[1:].islower() and any(
        word.endswith(ending) and len(word) >= len(ending) + 3 for ending in _endings()
    )  # fmt: skip


def is_given(word: str) -> bool:
    """Whether the word may open a person's name: a given name of Indonesia or of the world."""
    return word in lexicon().given or word in word_set("names_given_world.txt")


def is_family(word: str) -> bool:
    """Whether the word may close a person's name."""
    return word in word_set("names_family_world.txt") or is_given(word) or has_ending(word)


def is_full_name(words: Sequence[str]) -> bool:
    """Whether two to five words that nothing knows read as given and family name, ordinary words not among them."""
    if not 2 <= len(words) <= 5 or any(word.isupper() and len(word) > 2 for word in words):
        return False
    last = words[-1]
    known = last in word_set("names_family_world.txt") or last in lexicon().given or has_ending(last)
    return known or is_given(words[0])


def is_noun(word: str) -> bool:
    """Whether the word, in lower case or with a capital at a sentence's start, tells what somebody is."""
    return word.lower() in word_set("person_nouns.txt")


def takes_body(word: str) -> bool:
    """Whether a body or place may stand right after that noun: "pelatih Persib"."""
    return word.lower() in word_set("person_nouns_of_bodies.txt")


def is_modifier(word: str) -> bool:
    """Whether a word in lower case may go on with a noun: no verb, preposition or conjunction."""
    return word not in _NOT_MODIFIERS and not _VERB.fullmatch(word)


def noun_before(tokens: Sequence[Token], at: int) -> int:
    """How many words stand between the token at `at` and the noun that describes it; -1 when there is no such noun."""
    for back in range(_MAX_MODIFIERS + 1):
        position = at - 1 - back
        if position < 0 or not tokens[position].is_word or (tokens[position].is_capital and not tokens[position].first):
            return -1
        if is_noun(tokens[position].text):
            return back
        if not is_modifier(tokens[position].text):
            return -1
    return -1


def is_described(tokens: Sequence[Token], at: int) -> bool:
    """Whether a comma and the description of a person stand right before `at`: "kakak korban, Rinjani"."""
    if at < 2 or tokens[at - 1].text != ",":
        return False
    for position in range(at - 2, max(-1, at - 2 - _MAX_DESCRIPTION), -1):
        token = tokens[position]
        if not token.is_word:
            return False
        if (not token.is_capital or token.first) and is_noun(token.text):
            return True
        if not token.is_capital and _VERB.fullmatch(token.text):
            return False
    return False


def closes(tokens: Sequence[Token], end: int) -> bool:
    """Whether an apposition ends at `end`: a comma without a further name, an age, the sentence's end."""
    if end >= len(tokens):
        return True
    mark = tokens[end].text
    if mark == ",":
        following = tokens[end + 1] if end + 1 < len(tokens) else None
        return following is None or (not following.is_capital and following.text not in _LIST_JOINS)
    if mark == "(":
        return end + 1 < len(tokens) and tokens[end + 1].text.isdigit()
    return mark in '."”' and not (mark == "." and len(tokens[end - 1].text) == 1)


def has_age(tokens: Sequence[Token], end: int) -> bool:
    """Whether an age follows: "Wagimin (45)", "Wagimin (45 tahun)", "Lim Boon Heng, 54,"."""
    if end + 2 >= len(tokens):
        return False
    opening, number, closing = tokens[end], tokens[end + 1], tokens[end + 2]
    if not number.text.isdigit() or not 1 <= len(number.text) <= 3 or not 0 < int(number.text) <= _MAX_AGE:
        return False
    if opening.text == "(":
        if len(number.text) == 1 and not is_family(tokens[end - 1].text):  # "Ayat (1)", "butir (3)"
            return False
        return closing.text in {")", "tahun", "thn", "th"}
    return opening.text == "," and len(number.text) == 2 and closing.text in {",", "."}


def degree_end(tokens: Sequence[Token], at: int) -> int:
    """End of the academic degree that begins at `at`, a comma before it or not; 0 if there is none."""
    if at < len(tokens) and tokens[at].text == ",":
        at += 1
    if at >= len(tokens) or not tokens[at].is_capital:
        return 0
    found = phrases("names_degrees.txt").match(tokens, at)
    if not found:
        return 0
    at += found[0]
    special = at + 1 < len(tokens) and tokens[at].text == "-" and tokens[at].glued and tokens[at + 1].is_upper
    return at + 2 if special else at  # "SpPD-KEMD"


def are_initials(tokens: Sequence[Token], at: int) -> bool:
    """Whether one to four capitals stand for somebody's name: "berinisial AL", "AL (32)", "dua tersangka, AL"."""
    token = tokens[at]
    if not _INITIALS.fullmatch(token.text):
        return False
    before = tokens[at - 1].text if at else ""
    if before in _INITIAL_CUES:
        return True
    short = len(token.text) == 2
    if before in _NAMELY:
        return short and is_described(tokens, at - 1)
    if len(token.text) < 2 or token.text in word_set("not_names.txt"):
        return False
    if has_age(tokens, at + 1) and tokens[at + 1].text == "(":
        return True
    return short and ((is_noun(before) and not takes_body(before)) or names_later(tokens, at + 1))


def is_alias(tokens: Sequence[Token], at: int) -> bool:
    """Whether what begins at `at` is what somebody is called: "Sudirjo alias Dirjo"."""
    return at > 0 and tokens[at - 1].text in _ALIAS


def next_in_list(tokens: Sequence[Token], end: int) -> int:
    """Where the next item of a list begins after an item that ends at `end`; NOWHERE when no list goes on."""
    at = end
    if at + 2 < len(tokens) and tokens[at].text == "(":
        close = next((k for k in range(at + 1, min(at + 5, len(tokens))) if tokens[k].text == ")"), 0)
        at = close + 1 if close else at
    begin = at
    if at < len(tokens) and tokens[at].text == ",":
        at += 1
    if at < len(tokens) and tokens[at].text in _LIST_JOINS:
        at += 1
    return at if begin < at < len(tokens) and tokens[at].is_capital else NOWHERE


def is_listed(tokens: Sequence[Token], begin: int, end: int) -> bool:
    """Whether the words [begin, end), after a person's name and a comma or "dan", go on with a list."""
    if tokens[begin - 1].text in _LIST_JOINS:
        return True
    return end < len(tokens) and tokens[end].text in _LIST_JOINS | {",", "("}


def names_later(tokens: Sequence[Token], end: int) -> bool:
    """Whether a description of a person follows after a comma: "Florentina Mbeki, a retired teacher"."""
    if end >= len(tokens) or tokens[end].text != ",":
        return False
    for position in range(end + 1, min(end + 5, len(tokens))):
        token = tokens[position]
        if not token.is_word or token.is_capital:
            return False
        if is_noun(token.text):
            return True
        if token.text not in _LEADS and not is_modifier(token.text):
            return False
    return False


def bears_name(word: str) -> bool:
    """Whether a single word is known as a name somewhere, and is no ordinary word."""
    return (is_given(word) or is_family(word)) and not is_common(word)


def begins_name(tokens: Sequence[Token], at: int) -> bool:
    """Whether a person's name begins at `at` inside a run: a given name and more after it, no name before it."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if following is None or not following.is_capital or following.first or bears_name(tokens[at - 1].text):
        return False
    return is_given(tokens[at].text) and not is_common(tokens[at].text)


def name_in_headline(tokens: Sequence[Token], begin: int, end: int) -> tuple[int, int] | None:
    """The first given and family name among the words of a headline in title case, whose capitals tell nothing."""
    alone = word_set("names_not_alone.txt")
    for at in range(begin, end - 1):
        first, last = tokens[at].text, tokens[at + 1].text
        if first in alone or is_common(first) or is_common(last) or not (is_given(first) and is_family(last)):
            continue
        return at, at + 3 if at + 2 < end and bears_name(tokens[at + 2].text) else at + 2
    return None
