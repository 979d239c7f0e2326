"""Noun phrases beside a figure, found by closed word lists and the shape of words; no grammar beyond that."""

from pipeline.facts.figures.draft import Draft
from pipeline.facts.figures.lexicon import Lexicon
from pipeline.facts.figures.tokens import Tokens

_RIGHT_LIMIT = 7
_LEFT_LIMIT = 10
_HEAD_REACH = 22
_PHRASE_LIMIT = 14
_PLACE = frozenset(("di", "in", "of"))
_ORIGIN = frozenset(("dari", "from"))
_DEICTIC = frozenset(("ini", "itu", "tersebut"))
_LINKS = frozenset(
    ("di", "dari", "ke", "dan", "terhadap", "dengan", "antara", "untuk", "of", "in", "the", "and", "to", "with")
)
_MARKS = frozenset(".;:!?—")
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


def _is_noun(tokens: Tokens, j: int, lexicon: Lexicon) -> bool:
    word = tokens.word(j)
    return (
        word[:1].isalpha() and word not in lexicon.function_words and not is_verb(word, tokens.is_capital(j), lexicon)
    )


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
    return None if tokens.lower[j] in ("pada", "tahun", "sejak", "in", "di") else _text(tokens, j, first)


def _has_capital(tokens: Tokens, j: int) -> bool:
    written = tokens.written(j)
    return written != tokens.lower[j] or not written.islower()


def right_phrase(tokens: Tokens, draft: Draft, end: int, taken: bytearray, lexicon: Lexicon) -> str | None:
    """The noun phrase right after a figure, with a short place ("perusahaan rintisan di Indonesia")."""
    first = draft.last
    if lexicon.language == "en" and draft.kind == "money":
        first = _past_bracket(tokens, first, end)
        if tokens.word(first) in ("in", "of") and not taken[first + 1]:
            first += 1
            while tokens.word(first) in ("a", "an", "the"):
                first += 1
    if tokens.word(first) in lexicon.fillers:
        return None
    j, limit = first, min(end, first + _RIGHT_LIMIT)
    while j < limit and not taken[j] and (_is_noun(tokens, j, lexicon) or _inside(tokens, j)):
        j += 1
    if j == first:
        return None
    origin = tokens.word(j) in _ORIGIN and tokens.is_capital(j + 1) and draft.kind == "count"
    if (tokens.word(j) in _PLACE or origin) and j + 1 < end and not taken[j + 1]:
        j = _place_end(tokens, j, end, taken, lexicon)
    while j > first and not tokens.lower[j - 1][0].isalpha():
        j -= 1
    return _text(tokens, first, j)


def _past_bracket(tokens: Tokens, first: int, end: int) -> int:
    """Past a closing bracket, or past a short bracket with the amount in another currency."""
    if tokens.word(first) == "(":
        closing = next((j for j in range(first, min(end, first + 8)) if tokens.lower[j] == ")"), first - 1)
        return closing + 1
    return first + 1 if tokens.word(first) == ")" else first


def _inside(tokens: Tokens, j: int) -> bool:
    """A mark within a word or name: "negara-negara", "R&D", "listrik/EV"."""
    return tokens.lower[j] in ("-", "/", "&") and tokens.glued(j) and tokens.glued(j - 1)


def _place_end(tokens: Tokens, j: int, end: int, taken: bytearray, lexicon: Lexicon) -> int:
    k = j + 1
    while k < min(end, j + 4) and not taken[k] and (_is_noun(tokens, k, lexicon) or tokens.word(k) == "tersebut"):
        k += 1
    return k if k > j + 1 else j


def _is_head(tokens: Tokens, j: int, lexicon: Lexicon) -> bool:
    word = tokens.word(j)
    if lexicon.language != "en" and word.endswith("nya"):
        word = word[:-3]
    return word in lexicon.heads


def subject(tokens: Tokens, draft: Draft, start: int, taken: bytearray, lexicon: Lexicon) -> str | None:
    """The noun phrase before a figure that a quantity noun heads: "nilai investasi Tiongkok" (mencapai …)."""
    lowest = max(start, draft.first - _HEAD_REACH)
    head = draft.first - 1
    while head >= lowest and not (_is_head(tokens, head, lexicon) and not taken[head]):
        if taken[head] == 2 or tokens.lower[head] in _MARKS:
            return None
        head -= 1
    if head < lowest:
        return None
    first = _first_head(tokens, head, lowest, taken, lexicon)
    last = first
    while (
        last < min(draft.first, first + _PHRASE_LIMIT) and not taken[last] and _continues(tokens, last, first, lexicon)
    ):
        last += 1
    last = _relative_clause(tokens, last, draft.first, taken, lexicon)
    while last > first + 1 and (tokens.lower[last - 1] in _LINKS or tokens.lower[last - 1] in lexicon.function_words):
        last -= 1
    return _text(tokens, first, last)


def _relative_clause(tokens: Tokens, j: int, end: int, taken: bytearray, lexicon: Lexicon) -> int:
    """Past a clause such as "yang direncanakan" that fills all the space up to the words that lead to the figure."""
    if tokens.word(j) != "yang" or not is_verb(tokens.word(j + 1), False, lexicon):
        return j
    k = j + 1
    while k < min(end, j + 6) and not taken[k] and tokens.lower[k] not in lexicon.fillers:
        if tokens.lower[k][0] == "," or tokens.lower[k] in lexicon.comparators_before:
            break
        k += 1
    return k if k > j + 1 and (k == end or tokens.lower[k] in lexicon.fillers) else j


def _first_head(tokens: Tokens, head: int, lowest: int, taken: bytearray, lexicon: Lexicon) -> int:
    """The first of the quantity nouns that lead to this one without a break ("impor dan ekspor")."""
    first = j = head
    while j > lowest and head - j < _LEFT_LIMIT:
        j -= 1
        word = tokens.lower[j]
        if taken[j] or not (_is_noun(tokens, j, lexicon) or word in _LINKS or word in _DEICTIC or word in "()-/&"):
            break
        if _is_head(tokens, j, lexicon):
            first = j
    while first > lowest and lexicon.language == "en" and _is_noun(tokens, first - 1, lexicon) and not taken[first - 1]:
        first -= 1
    return first


def _continues(tokens: Tokens, j: int, first: int, lexicon: Lexicon) -> bool:
    word = tokens.lower[j]
    if word == "(":
        return j > first and ")" in tokens.lower[j + 2 : j + 5]
    if word == ")":
        return "(" in tokens.lower[max(first, j - 4) : j - 1]
    if word in _DEICTIC:
        return tokens.word(j + 1) in _LINKS
    return word in _LINKS or _is_noun(tokens, j, lexicon) or _inside(tokens, j)


def left_run(tokens: Tokens, draft: Draft, start: int, taken: bytearray, lexicon: Lexicon) -> str | None:
    """The run of nouns before a figure, past the words that lead up to it ("mencapai", "sebesar", "sekitar")."""
    last = draft.first
    while last > start and not taken[last - 1] and _leads(tokens, last - 1, lexicon):
        last -= 1
    first = last
    while first > start and last - first < _LEFT_LIMIT and not taken[first - 1]:
        if not (_is_noun(tokens, first - 1, lexicon) or tokens.lower[first - 1] in _PLACE):
            break
        first -= 1
    if first > start and (taken[first - 1] == 2 or tokens.lower[first - 1] == "per"):
        return None
    while first < last and tokens.lower[first] in _PLACE:
        first += 1
    return _text(tokens, first, last)


def _leads(tokens: Tokens, j: int, lexicon: Lexicon) -> bool:
    word = tokens.lower[j]
    if word in lexicon.fillers or word in lexicon.comparators_before or word in lexicon.function_words:
        return True
    return is_verb(word, tokens.is_capital(j), lexicon)
