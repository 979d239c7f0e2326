"""Words that take their meaning from the text before: "angka tersebut", "pertumbuhannya", "masing-masing"."""

import re
from collections.abc import Sequence

from pipeline.facts.figures.grammar import Parse
from pipeline.facts.figures.heads import choose
from pipeline.facts.figures.nouns import Span, phrase_before, trim

_TOPIC_WORDS = 6


def own_words(text: str) -> list[str]:
    """The words of a thing, for comparison."""
    return text.lower().split()


def is_generic(p: Parse, span: Span) -> bool:
    """Whether the phrase says no more than "amount" and points back: "angka tersebut", "jumlahnya", "the figure"."""
    if p.tag(span[1]) != "D" and not (p.grammar.language == "en" and p.word(span[0] - 1) == "the"):
        return False
    words = [w for w in p.tokens.lower[span[0] : span[1]] if p.grammar.classes[w] not in "Dd"]
    return len(words) == 1 and p.grammar.has("generic", _stem(p, words[0]))


def _stem(p: Parse, word: str) -> str:
    return word[:-3] if p.grammar.language != "en" and len(word) > 5 and word.endswith("nya") else word


def possessive(p: Parse, span: Span) -> int:
    """The token of a noun of measure with "-nya" in the phrase, -1 when there is none."""
    if p.grammar.language == "en":
        return -1
    return next(
        (i for i in range(*span) if p.word(i).endswith("nya") and p.grammar.is_head(p.word(i)) and len(p.word(i)) > 5),
        -1,
    )


def without_possessive(p: Parse, token: int) -> str:
    """The word at `token` without its "-nya"."""
    return p.tokens.written(token)[:-3]


def topic_before(p: Parse, token: int, start: int) -> str:
    """What "-nya" of the word at `token` refers to: the phrase right before, else the sentence before."""
    if token > start and p.tags[token - 1] in "ND)":
        first, last = trim(p, *phrase_before(p, token, start))
        if last > first:
            return p.text(first, last)
    j = token
    while j > start and p.tags[j - 1] in "A!YL,":
        j -= 1
    if j > start and p.tags[j - 1] in "N)D":
        first, last = trim(p, *phrase_before(p, j, start))
        if last > first:
            return p.text(*choose(p, first, last)[0])
    return sentence_subject(p, start) if start > 0 else ""


def sentence_subject(p: Parse, end: int) -> str:
    """The first noun phrase of the sentence that ends before token `end`, if a verb follows it; "" when unclear."""
    last = end - 1
    while last >= 0 and p.tags[last] in '."':
        last -= 1
    first = last
    while first > max(0, last - 60) and p.word(first - 1) not in (".", "!", "?", ";"):
        first -= 1
    while first < last and p.tags[first] not in "Nd":
        first += 2 if p.word(first) in ("secara",) and p.word(first + 2) == "," else 1
        if first < last and p.tags[first] == ",":
            first += 1
    j = first
    while j <= last and p.tags[j] in "N&-d":
        j += 1
    if p.tag(j) not in "VAL" or not 0 < j - first <= _TOPIC_WORDS:
        return ""
    first, j = trim(p, first, j)
    return p.text(first, j) if first < j else ""


def shares(p: Parse, text: str) -> list[str]:
    """The two parts of "H A dan B" told apart by "masing-masing": "H A" and "H B"; empty when there are not two."""
    parts = re.split(r" (?:dan|serta|and|&) ", text)
    if len(parts) != 2:
        return []
    left, right = parts[0].split(), parts[1].split()
    if len(left) <= len(right) or p.grammar.is_head(right[0].lower()):
        return parts
    return [parts[0], " ".join([*left[: len(left) - len(right)], *right])]


def renamed(p: Parse, before: str, name: str) -> str:
    """The thing before, of another: "investasi Jepang" and "Korea" make "investasi Korea"; "" if it names none."""
    words = before.split()
    capital = [i for i, w in enumerate(words) if w[:1].isupper() and not p.grammar.is_head(w.lower())]
    if not capital:
        return "" if p.grammar.language == "en" else f"{before} {name}"
    first = last = capital[0] if p.grammar.language == "en" else capital[-1]
    while first - 1 in capital:
        first -= 1
    while last + 1 in capital:
        last += 1
    return " ".join([*words[:first], name, *words[last + 1 :]])


def merged(first: str, second: str) -> str:
    """The sum of two things: their common beginning, then what differs ("nilai produksi kecap dan bumbu")."""
    one, two = first.split(), second.split()
    k = 0
    while k < min(len(one), len(two)) and one[k] == two[k]:
        k += 1
    return " ".join([*one, "dan", *two[k:]]) if k and two[k:] and one[k:] else ""


def parallel(before: str, phrase: Sequence[str]) -> str:
    """A phrase put at the word it shares with the thing before: "serapan tenaga kerja" + "industri bumbu"."""
    words = own_words(before)
    if not phrase or phrase[0].lower() not in words[1:]:
        return ""
    at = words.index(phrase[0].lower(), 1)
    return " ".join([*before.split()[:at], *phrase])


def core(before: str, prepositions: frozenset[str]) -> str:
    """The thing without its prepositional phrases: what an elliptical list keeps of it."""
    words = before.split()
    at = next((i for i, w in enumerate(words) if i and w.lower() in prepositions), len(words))
    return " ".join(words[:at])


def named(p: Parse, text: str, counted: bool) -> str:
    """The words as they stand alone: without "-nya" at their end, "" for a word that names nothing ("tinggi")."""
    last = text.rpartition(" ")[2]
    if p.grammar.language != "en" and last.endswith("nya") and len(last) > 6 and last.islower():
        text = text if p.grammar.has("hollow", last) else text[:-3]
    word = text.lower()
    return "" if p.grammar.has("hollow", word) or (not counted and p.grammar.has("vague", word)) else text
