"""Words, numbers and marks of a paragraph with their offsets: what the readers of Latin-script figures work on."""

import re
from dataclasses import dataclass

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|_")
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|(?<!\S)\S+@\S+|[#@]\w+"
    r"|(?<![\w-])[\w-]+(?:\.[\w-]+){0,6}\.(?:com|co|id|net|org|gov|io|ai|cn|my)\b(?:/\S*)?"
)
_ADDRESS_HINTS = ("://", "www.", "@", "#", ".co", ".id", ".net", ".org", ".gov", ".io", ".ai", ".cn", ".my")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists over the tokens of one paragraph; offsets are into `text`."""

    text: str
    lower: list[str]
    starts: list[int]
    ends: list[int]

    def written(self, i: int) -> str:
        """Token `i` as the text has it."""
        return self.text[self.starts[i] : self.ends[i]]

    def word(self, i: int) -> str:
        """Token `i` in small letters; "" outside the paragraph."""
        return self.lower[i] if 0 <= i < len(self.lower) else ""

    def glued(self, i: int) -> bool:
        """No space between token `i` and the one after it."""
        return 0 <= i < len(self.lower) - 1 and self.ends[i] == self.starts[i + 1]

    def is_number(self, i: int) -> bool:
        """Token `i` is written in digits."""
        return 0 <= i < len(self.lower) and self.lower[i][0].isdigit()

    def is_capital(self, i: int) -> bool:
        """Token `i` begins with a capital letter."""
        return 0 <= i < len(self.lower) and self.text[self.starts[i]].isupper()

    def opens_sentence(self, i: int) -> bool:
        """Token `i` stands first in the paragraph or after a mark that ends a sentence or opens a quotation."""
        return i <= 0 or self.lower[i - 1] in _OPENERS

    def find_phrase(self, at: int, phrase: tuple[str, ...]) -> bool:
        """Whether the tokens from `at` spell `phrase`."""
        return at >= 0 and tuple(self.lower[at : at + len(phrase)]) == phrase


_OPENERS = frozenset('.!?:;"“”‘(•*-–—')


def small(text: str) -> str:
    """Lower case that keeps every offset: characters whose small form is longer stay as they are."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def split_tokens(text: str) -> list[str]:
    """The words, numbers and marks of a text, in small letters."""
    return _TOKEN.findall(small(text))


def locate(text: str, words: list[str]) -> Tokens:
    """Tokens of a paragraph whose words are known (`split_tokens`). Numbers inside addresses and tags are left out."""
    lower, starts, ends, at = small(text), [], [], 0
    find = lower.find
    for word in words:
        at = find(word, at)
        starts.append(at)
        at += len(word)
        ends.append(at)
    if any(hint in lower for hint in _ADDRESS_HINTS):
        addresses = [m.span() for m in _ADDRESS.finditer(lower)]
        if addresses:
            spans = _outside(list(zip(starts, ends, strict=True)), addresses, lower)
            return Tokens(text, [lower[a:b] for a, b in spans], [a for a, _ in spans], [b for _, b in spans])
    return Tokens(text, words, starts, ends)


def _outside(spans: list[tuple[int, int]], addresses: list[tuple[int, int]], lower: str) -> list[tuple[int, int]]:
    kept, at = [], 0
    for start, end in spans:
        while at < len(addresses) and addresses[at][1] <= start:
            at += 1
        if at < len(addresses) and addresses[at][0] <= start and lower[start].isdigit():
            continue
        kept.append((start, end))
    return kept
