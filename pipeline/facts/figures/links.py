"""One sum said in two currencies: which neighbouring amounts of a paragraph are the same. Other links: `connect.py`."""

import itertools
from collections.abc import Sequence

from pipeline.facts.figures.draft import Draft
from pipeline.facts.figures.gaps import mentions, read_gap
from pipeline.facts.figures.lexicon import Lexicon
from pipeline.facts.figures.tokens import Tokens

_MARKS = frozenset(".,")
_AFTER_CUE = 3


def equivalents(tokens: Tokens, drafts: Sequence[Draft], lexicon: Lexicon) -> list[int | None]:
    """For each amount the index of the neighbouring amount that says the same in another currency."""
    found: list[int | None] = [None] * len(drafts)
    money = [k for k, draft in enumerate(drafts) if draft.kind == "money"]
    for here, following in itertools.pairwise(money):
        if following != here + 1 or found[here] is not None:
            continue
        if drafts[here].unit == drafts[following].unit:
            continue
        if _is_rate(tokens, drafts[here], lexicon) or _is_rate(tokens, drafts[following], lexicon):
            continue
        between = tokens.lower[drafts[here].last : drafts[following].first]
        if (
            0 < len(between) <= 6
            and all(lexicon.has("same_amount", word) for word in between)
            and not _MARKS.issuperset(between)
        ) or _said_again(tokens, drafts[here], drafts[following], lexicon):
            found[here], found[following] = following, here
    return found


def _said_again(tokens: Tokens, here: Draft, following: Draft, lexicon: Lexicon) -> bool:
    """As in "8 miliar dolar AS. Angka itu setara Rp 127 triliun": nothing but words that point back, then the cue."""
    text, language = tokens.text[here.end : following.start], "en" if lexicon.language == "en" else "id"
    if not mentions(text, language, "same"):
        return False
    gap = read_gap(text, language)
    cue = gap.last("same")
    if cue is None or gap.after(cue) > _AFTER_CUE:
        return False
    between = list(gap.text[: cue.start])
    for pointing in gap.cues:
        if pointing.role == "points" and pointing.end <= cue.start:
            between[pointing.start : pointing.end] = " " * (pointing.end - pointing.start)
    return not any(character.isalnum() for character in between)


def _is_rate(tokens: Tokens, draft: Draft, lexicon: Lexicon) -> bool:
    """An exchange rate: "kurs Rp 16.195 per dolar AS"."""
    near = tokens.lower[max(0, draft.first - 3) : draft.first]
    return any(lexicon.has("exchange_rate", word) for word in near) or tokens.word(draft.last) in ("per", "/")
