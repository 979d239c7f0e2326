"""Shapes of words: which say verb, and which capitals before a year make a name."""

from pipeline.facts.figures.lexicon import Lexicon
from pipeline.facts.figures.tokens import Tokens

_NOUNS_LIKE_VERBS = ("media", "medis", "mesin", "menteri", "merek", "meter", "metode", "memorandum", "mental")
_NOUNS_LIKE_BER = ("berita", "beras", "berkas", "berlian")
_NOUNS_LIKE_DI = ("digital", "distribusi", "direksi", "diplomasi", "dinasti")


def is_verb(word: str, capital: bool, lexicon: Lexicon) -> bool:
    """Whether the form of a word says verb: me-, di-, ber- in Indonesian and Malay, -ing and -ed in English."""
    if lexicon.language == "en":
        return len(word) > 4 and word.endswith(("ing", "ed")) and not capital
    if capital or len(word) <= 5:
        return False
    if word.startswith("me"):
        return word[2] in "lmnrw" and not word.startswith(_NOUNS_LIKE_VERBS)
    if word.startswith("ber"):
        return not word.startswith(_NOUNS_LIKE_BER)
    return word.startswith("di") and word.endswith(("kan", "i")) and not word.startswith(_NOUNS_LIKE_DI)


def _text(tokens: Tokens, first: int, last: int) -> str | None:
    return tokens.text[tokens.starts[first] : tokens.ends[last - 1]] if first < last else None


def name_before(tokens: Tokens, first: int, start: int) -> str | None:
    """The capitalised name that a year belongs to: "Startup Fest 2023", "UUD 1945"."""
    if tokens.word(first - 1) == "/" and tokens.glued(first - 2):
        first -= 1
    j = first
    while j > start and tokens.lower[j - 1][0].isalpha() and _has_capital(tokens, j - 1):
        j -= 1
    if (
        j == first
        or (first - j == 1 and not tokens.written(j).isupper())
        or (tokens.opens_sentence(j) and first - j < 2)
    ):
        return None
    while first > j and tokens.lower[first - 1] in ("tahun", "year"):
        first -= 1
    return None if tokens.lower[j] in ("pada", "tahun", "sejak", "in", "di") else _text(tokens, j, first)


def _has_capital(tokens: Tokens, j: int) -> bool:
    written = tokens.written(j)
    return written != tokens.lower[j] or not written.islower()
