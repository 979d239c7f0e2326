"""Unknown companies and bodies told by the words beside them: "perusahaan rintisan X", "chipmaker X", "X said it".

The words of a body's own name belong to `bodies`, every other reading of unknown capitals to `classify`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.facts.names.lexicon import cues, is_common, lexicon, word_set

if TYPE_CHECKING:
    from pipeline.facts.names.classify import Reading
    from pipeline.facts.names.scan import Scanner

_MAX_WORDS = 4
_WITH_TRADE = frozenset({"perusahaan", "syarikat"})
_TRADE = re.compile(r"p[a-z]{4,}an|ke[a-z]{4,}an")  # a trade as a noun: "syarikat penyejukan", "perusahaan keamanan"
_ITSELF = frozenset({"it", "its"})
_SAID = frozenset({"said", "says", "reported", "announced"})


def read_company(scanner: Scanner, begin: int, end: int) -> Reading | None:
    """Span and ORG for the run in tokens [begin, end) when the words beside it say so; None when they do not."""
    if scanner.in_title_case or scanner.honoured or end - begin > _MAX_WORDS:
        return None
    words = [token.text for token in scanner.tokens[begin:end] if token.is_word]
    if not words or any(word.isdigit() or word in word_set("not_names.txt") for word in words):
        return None
    if len(words) > 1 and words[0].lower() in cues("firm") and scanner.tokens[begin].first:
        begin, words = begin + 1, words[1:]
    plain = all(is_common(word, scanner.context.vocabulary) for word in words)
    named = words[0] in lexicon().given and not (len(words) > 1 and is_common(words[-1]))
    if named or (plain and (len(words) == 1 or not _is_called_firm(scanner, begin))):
        return None
    if _is_called_firm(scanner, begin) or _is_itself(scanner, end):
        return begin, end, "ORG", len(words) > 1
    return None


def _is_called_firm(scanner: Scanner, at: int) -> bool:
    """Whether the word before, or before a trade ("perusahaan asuransi"), calls what begins at `at` a firm or body."""
    tokens, firms = scanner.tokens, cues("firm")
    if not at or len(tokens[at].text) < 2:
        return False
    before = tokens[at - 1].text
    if before.lower() in firms:
        return True
    if at < 2 or tokens[at - 2].text.lower() not in firms:
        return False
    return before in cues("trade") or (tokens[at - 2].text in _WITH_TRADE and bool(_TRADE.fullmatch(before)))


def _is_itself(scanner: Scanner, end: int) -> bool:
    """Whether a firm speaks of itself: "Zentara said it would list"."""
    tokens = scanner.tokens
    return end + 1 < len(tokens) and tokens[end].text in _SAID and tokens[end + 1].text in _ITSELF
