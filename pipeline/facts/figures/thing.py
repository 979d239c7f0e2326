"""What a figure counts or measures, in the text's own words: the noun phrase after it or the subject before it."""

from collections.abc import Sequence

from pipeline.facts.figures.draft import Draft
from pipeline.facts.figures.lexicon import Lexicon
from pipeline.facts.figures.phrases import left_run, name_before, right_phrase, subject
from pipeline.facts.figures.tokens import Tokens

_CALENDAR = frozenset(("date", "year", "year_range"))
_JOINED = frozenset(("dan", "and", "atau", "or", ",", "menjadi", "hingga", "to", "serta", "dari", "from", "untuk"))


def things(
    tokens: Tokens,
    drafts: Sequence[Draft],
    sentences: Sequence[tuple[int, int]],
    same: Sequence[int | None],
    lexicon: Lexicon,
) -> list[str | None]:
    """For each figure the words that say what it is about, None when not found.

    `sentences` are the token spans of the figures' sentences, `same` the figures that say the same amount: those share
    what is known of either. A figure without words of its own takes those of the figure it is joined to.
    """
    taken = bytearray(len(tokens.lower) + 1)
    for draft in drafts:
        mark = 1 if draft.kind in _CALENDAR else 2
        taken[draft.first : draft.last] = bytes([mark]) * (draft.last - draft.first)
    found: list[str | None] = []
    for k, draft in enumerate(drafts):
        partner = same[k]
        if partner is not None and partner < k and found[partner] is not None:
            found.append(found[partner])
            continue
        own = _own(tokens, draft, sentences[k], taken, lexicon)
        found.append(own if own is not None else _inherited(tokens, drafts, sentences, k, found, lexicon))
    return found


def _own(tokens: Tokens, draft: Draft, span: tuple[int, int], taken: bytearray, lexicon: Lexicon) -> str | None:
    if draft.kind in ("date", "year_range", "ordinal"):
        return None
    if draft.kind == "year":
        return name_before(tokens, draft.first, span[0])
    right = right_phrase(tokens, draft, span[1], taken, lexicon)
    if draft.kind == "count" and draft.unit is None:
        return right
    left = subject(tokens, draft, span[0], taken, lexicon)
    if draft.kind == "money":
        rate = _rate(tokens, draft, left, lexicon)
        return rate or left or right or left_run(tokens, draft, span[0], taken, lexicon)
    return right or left or left_run(tokens, draft, span[0], taken, lexicon)


def _rate(tokens: Tokens, draft: Draft, left: str | None, lexicon: Lexicon) -> str | None:
    """As in "kurs Rp 16.195 per dolar AS": what one unit of the other currency costs."""
    if left is None or tokens.word(draft.last) != "per":
        return None
    for currency in lexicon.currencies_after.get(tokens.word(draft.last + 1), ()):
        if tokens.find_phrase(draft.last + 1, currency.words):
            end = tokens.ends[draft.last + len(currency.words)]
            return f"{left} {tokens.text[tokens.starts[draft.last] : end]}"
    return None


def _inherited(
    tokens: Tokens,
    drafts: Sequence[Draft],
    sentences: Sequence[tuple[int, int]],
    k: int,
    found: Sequence[str | None],
    lexicon: Lexicon,
) -> str | None:
    """The words of the nearest figure of the same kind before: joined to it, or the whole of "lima di antaranya"."""
    draft = drafts[k]
    if draft.kind in _CALENDAR or draft.kind == "ordinal":
        return None
    before = next((j for j in range(k - 1, -1, -1) if drafts[j].kind == draft.kind), None)
    if before is None:
        return None
    if any(tokens.find_phrase(draft.last, phrase) for phrase in lexicon.roles.get("of_them", ())):
        return found[before]
    if sentences[before] != sentences[k]:
        return None
    if tokens.word(draft.first - 1) in _JOINED:
        return found[before]
    return None
