"""What happened or is due on a day or in a year: the thing of a calendar figure. None is better than a guess."""

from pipeline.facts.figures.draft import Draft
from pipeline.facts.figures.grammar import Parse
from pipeline.facts.figures.nouns import phrase_before, trim
from pipeline.facts.figures.phrases import name_before

_LIMIT = 7
_REACH = 20
_NOMINAL = ("pe", "per", "ke")


def event(p: Parse, draft: Draft, sentence: tuple[int, int]) -> str | None:
    """The event that the text dates by a calendar figure, the name a year belongs to, or the law of that year."""
    if draft.kind == "year":
        name = name_before(p.tokens, draft.first, sentence[0])
        if name is not None:
            return name
    j = draft.first
    while j > sentence[0] and p.tags[j - 1] in "TPLA":
        j -= 1
    if j == draft.first or j <= sentence[0]:
        return None
    if p.tags[j - 1] == "V":
        return _subject(p, j, sentence[0])
    return _happening(p, j, sentence[0])


def _subject(p: Parse, j: int, start: int) -> str | None:
    """As in "tenggat negosiasi akan berakhir pada 9 Juli"."""
    verb = p.grammar.verb(p.word(j - 1))
    if verb is None or verb.role != "event":
        return None
    j -= 1
    while j > start and p.tags[j - 1] in "AY!TV":
        j -= 1
    if p.tag(j - 1) not in "ND)":
        return None
    first, last = trim(p, *phrase_before(p, j, max(start, j - _REACH)))
    return p.text(first, last) if 0 < last - first <= _LIMIT else None


def _happening(p: Parse, j: int, start: int) -> str | None:
    """As in "penandatanganan perjanjian pada 7 Juli": a noun that names an act, right before the date."""
    if p.tags[j - 1] not in "ND":
        return None
    first, last = trim(p, *phrase_before(p, j, max(start, j - _REACH)))
    act = next((i for i in range(first, last) if p.tags[i] == "N" and p.grammar.has("act", p.word(i))), -1)
    return p.text(act, last) if act >= 0 and last - act <= _LIMIT else None
