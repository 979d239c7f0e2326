"""Words and marks of a paragraph with their offsets and shapes, as the name scanner reads them.

What a word means is decided elsewhere; Han text is left to `pipeline.facts.names.chinese`.
"""

import re
from typing import NamedTuple

_TOKEN = re.compile(r"[^\W_]+(?:['’](?!s\b)[^\W_]+)*|[^\w\s]|_")
_HAN = re.compile(r"[\u3400-\u9fff]")
_ENDS = frozenset(".!?…")
_OPENS = frozenset('"“‘«•●▪:')
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


def tokenize(text: str, offset: int = 0) -> list[Token]:
    """Tokens of a paragraph in order; `offset` is added to the positions. Words keep inner apostrophes, not 's."""
    tokens: list[Token] = []
    first, last = True, 0
    previous = ""
    for found in _TOKEN.finditer(text):
        word, start, end = found.group(), found.start(), found.end()
        glued = start == last and bool(tokens)
        is_word = word[0].isalnum()
        if is_word:
            if word.islower():
                tokens.append(Token(word, start + offset, end + offset, True, False, False, first, glued))
            else:
                capital = not word.isdigit() and (word[0].isupper() or word[0].islower())
                upper = len(word) > 1 and word.isupper()
                tokens.append(Token(word, start + offset, end + offset, True, capital, upper, first, glued))
            first = False
        else:
            tokens.append(Token(word, start + offset, end + offset, False, False, False, first, glued))
            if word in _ENDS:
                abbreviated = word == "." and len(previous) <= _SHORT_BEFORE_DOT and previous[:1].isupper()
                abbreviated = abbreviated and previous not in {"AS", "RI", "AI", "UU"}
                following = text[end : end + 1]
                first = not abbreviated and (not following or following.isspace() or following in '"”’')
            elif word in _OPENS or (first and word not in _ENDS and word not in "(”’)]"):
                first = True
        previous, last = word, end
    return tokens


def words_of(form: str) -> tuple[str, ...]:
    """A name's form as the words and marks that the tokenizer would see."""
    return tuple(found.group() for found in _TOKEN.finditer(form))
