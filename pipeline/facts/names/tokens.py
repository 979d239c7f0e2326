"""Words and marks of a paragraph with their offsets and shapes, as the name scanner reads them.

What a word means is decided elsewhere; Han text is left to `pipeline.facts.names.chinese`.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.text.model import Paragraph

_WORD, _MARK = r"[^\W_]+(?:['’](?!s\b)[^\W_]+)*", r"[^\w\s]|_"
_TOKEN = re.compile(f"{_WORD}|{_MARK}")
_SPACED_TOKEN = re.compile(rf"(\s*)(?:({_WORD})|({_MARK}))")
_HAN = re.compile(r"[\u3400-\u9fff]")
_ENDS = frozenset(".!?…")
_OPENS = frozenset('"“‘«•●▪:')
_TITLE_CASE_SHARE = 0.6  # of the words longer than three letters; sentences stay below 0.45 in ordinary news
_TITLE_CASE_WORDS = 4
_SHORT_BEFORE_DOT = 3  # "Dr.", "St.", "M." end no sentence; longer words do


class Token(NamedTuple):
    """A word or a mark. `first` tells that it opens a sentence, `glued` that no white space stands before it."""

    # a tuple and not a frozen dataclass: hundreds are made for every article, at a third of the cost

    text: str
    start: int
    end: int
    is_word: bool
    is_capital: bool
    is_upper: bool
    first: bool
    glued: bool


def has_han(text: str) -> bool:
    """Whether any Han character stands in the text."""
    return _HAN.search(text) is not None


@lru_cache(maxsize=256)  # names and roles of an article read the same paragraphs
def tokenize(text: str, offset: int = 0) -> tuple[Token, ...]:
    """Tokens of a paragraph in order; `offset` is added to the positions. Words keep inner apostrophes, not 's."""
    tokens: list[Token] = []
    make = tuple.__new__  # the named tuple's own constructor takes twice the time
    first, glued, end = True, False, offset
    previous = ""
    for space, word, mark in _SPACED_TOKEN.findall(text):
        start = end + len(space)
        glued = glued and not space
        if word:
            end = start + len(word)
            capital = upper = False
            if not word.islower():
                capital = not word.isdigit() and (word[0].isupper() or word[0].islower())
                upper = len(word) > 1 and word.isupper()
            tokens.append(make(Token, (word, start, end, True, capital, upper, first, glued)))
            first = False
        else:
            end = start + 1
            tokens.append(make(Token, (mark, start, end, False, False, False, first, glued)))
            first = _opens_sentence(text, end - offset, mark, previous, first)
        previous, glued = word or mark, True
    return tuple(tokens)


def _opens_sentence(text: str, end: int, mark: str, previous: str, first: bool) -> bool:
    """Whether a sentence begins after a mark that ends at `end`; `first` tells whether one began before it."""
    if mark in _ENDS:
        abbreviated = mark == "." and len(previous) <= _SHORT_BEFORE_DOT and previous[:1].isupper()
        abbreviated = abbreviated and previous not in {"AS", "RI", "AI", "UU"}
        following = text[end : end + 1]
        return not abbreviated and (not following or following.isspace() or following in '"”’')
    return first or mark in _OPENS


@lru_cache(maxsize=4096)
def words_of(form: str) -> tuple[str, ...]:
    """A name's form as the words and marks that the tokenizer would see."""
    return tuple(_TOKEN.findall(form))


def in_title_case(paragraph: Paragraph, tokens: Sequence[Token]) -> bool:
    """Whether most words have a capital, as in headlines in title case; such capitals tell nothing."""
    if paragraph.kind != "headline" and paragraph.text.rstrip()[-1:] in '.,;:"”)':
        return False
    if paragraph.kind != "headline" and sum(token.text in ",;" for token in tokens) > 1:
        return False  # a list of names
    words = [token for token in tokens if token.is_word and len(token.text) > 3]
    if len(words) < _TITLE_CASE_WORDS:
        return False
    return sum(token.is_capital for token in words) >= _TITLE_CASE_SHARE * len(words)
