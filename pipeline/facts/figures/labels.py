"""Numbers that name what stands before them ("lantai 5", "Windows 11"), and number words that count nothing.

Digits that are no figure whatever stands around them belong to `guards.py`.
"""

from pipeline.facts.figures.draft import Draft
from pipeline.facts.figures.guards import idiom_end
from pipeline.facts.figures.lexicon import Lexicon
from pipeline.facts.figures.phrases import is_verb
from pipeline.facts.figures.tokens import Tokens

_STOPS = frozenset((",", ".", ";", ":", ")", "”", '"', "?", "!", "", "(", "’", "'"))


def is_label(tokens: Tokens, draft: Draft, number_at: int, lexicon: Lexicon, title_case: bool) -> bool:
    """Whether a bare number is the label of something, no quantity ("lantai 5", "Windows 11", "Falcon 9,")."""
    if draft.kind not in ("count", "measure") or draft.unit is not None:
        return False
    before, after = tokens.word(number_at - 1), tokens.word(draft.last)
    if before == "-" and tokens.glued(number_at - 1):
        before = tokens.word(number_at - 2)
    text = tokens.lower[number_at]
    if lexicon.has("gauge", before):
        return not text[0].isdigit() or (text.isdigit() and len(text) < 3)
    if lexicon.has("label", before) or lexicon.has("product", before):
        return True
    if draft.low != draft.high:
        return False
    if lexicon.has("product_decimal", before) and draft.kind == "measure":
        return True
    if not text[0].isdigit() or not tokens.is_capital(number_at - 1) or tokens.opens_sentence(number_at - 1):
        return False
    if draft.last != number_at + 1:
        return False
    if draft.kind == "measure":
        return "," not in text or lexicon.language != "id"
    if title_case or not text.isdigit() or len(text) > 4 or before in lexicon.months or before in lexicon.numbers:
        return False
    if tokens.is_capital(draft.last):  # a name goes on after it: "Densus 88 Antiteror", but "Menuju 100 Kota Cerdas"
        return not (before in lexicon.function_words or is_verb(before, False, lexicon))
    return after in _STOPS or after in lexicon.function_words or is_verb(after, False, lexicon)


def label_list_end(tokens: Tokens, j: int, lexicon: Lexicon) -> int:
    """The token after a list that a label opens: "tahap satu, dua, dan tiga"; a noun after a number frees it."""
    while True:
        k = j
        while k < j + 3 and (tokens.word(k) == "," or lexicon.has("and", tokens.word(k))):
            k += 1
        word, after = tokens.word(k), tokens.word(k + 1)
        entry = lexicon.numbers.get(word)
        plain = (word.isdigit() and len(word) <= 3) or (entry is not None and entry.kind in ("digit", "whole"))
        noun = after[:1].isalnum() and after not in lexicon.function_words
        if k == j or not plain or noun or after in ("%", "-", "–"):
            return j
        j = k + 1


def skip_word(tokens: Tokens, i: int, lexicon: Lexicon, title_case: bool) -> int | None:
    """The token to go on with when the number word at token `i` counts nothing; None when it may."""
    word = tokens.lower[i]
    idiom = idiom_end(tokens, i, lexicon)
    if idiom is not None:
        return idiom
    before, after = tokens.word(i - 1), tokens.word(i + 1)
    if (before == "-" and tokens.glued(i - 1) and tokens.glued(i - 2)) or (after == "-" and tokens.glued(i)):
        joined = tokens.word(i + 2) if after == "-" else tokens.word(i - 2)
        if joined not in lexicon.numbers and joined not in lexicon.units:
            return i + 1
    if word in ("dua", "two") and lexicon.has("dual", after):
        return i + 1
    if before == "(" and after == ")" and tokens.is_capital(i):
        return i + 1
    if lexicon.has("law", before) or (lexicon.has("clock_before", before) and before != "jam"):
        return i + 1
    if word == "one" and not _counts_one(tokens, i, lexicon):
        return i + 1
    return i + 1 if not title_case and _in_name(tokens, i, lexicon) else None


def _counts_one(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """English "one" counts only before a noun."""
    after, following = tokens.word(i + 1), tokens.word(i + 2)
    if after == "-":
        return following in lexicon.numbers and lexicon.numbers[following].kind == "part"
    if after == "in" or (after, following) in (("out", "of"), ("and", "a"), ("or", "two")):
        return after != "in" or tokens.is_number(i + 2) or following in lexicon.numbers
    return after[:1].isalpha() and after not in lexicon.function_words


def _in_name(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """A number word with a capital inside a sentence, beside another capital: "Satu Sehat", "Two Countries"."""
    if not tokens.is_capital(i):
        return False
    after = tokens.word(i + 1)
    if after in lexicon.units or after in lexicon.numbers:
        return False
    if tokens.opens_sentence(i):
        return lexicon.language == "en" and tokens.is_capital(i + 1) and tokens.word(i - 1) in ('"', "“", "‘", "'")
    return True
