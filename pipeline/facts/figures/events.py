"""What happened or is due on a day or in a year: the thing of a calendar figure. None is better than a guess."""

from pipeline.facts.figures.draft import Draft
from pipeline.facts.figures.grammar import Parse
from pipeline.facts.figures.nouns import phrase_after, phrase_before, trim, without_complement
from pipeline.facts.figures.phrases import name_before

_LIMIT = 7
_REACH = 20


def event(p: Parse, draft: Draft, sentence: tuple[int, int]) -> str | None:
    """The event that the text dates by a calendar figure, the name a year belongs to, or the law of that year."""
    if draft.kind == "year":
        name = name_before(p.tokens, draft.first, sentence[0])
        if name is not None:
            return name
        law = _law(p, draft.first, sentence[0])
        if law is not None:
            return law
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
    if p.word(j - 1) not in p.grammar.events:
        return None
    verb_at = j - 1
    j = verb_at
    while j > start and p.tags[j - 1] in "AY!TV":
        j -= 1
    if p.tag(j - 1) not in "ND)":
        return None
    first, last = without_complement(p, trim(p, *phrase_before(p, j, max(start, j - _REACH))), _LIMIT)
    if last == first:
        return None
    return f"{p.text(first, last)} {p.text(verb_at, verb_at + 1)}" if last - first > 2 else p.text(first, last)


def _happening(p: Parse, j: int, start: int) -> str | None:
    """As in "penandatanganan perjanjian pada 7 Juli": the nearest noun that names an act, with no verb or figure between."""
    k = j - 1
    while k >= max(start, j - _REACH) and p.tags[k] not in "VFT,.":
        if p.tags[k] == "N" and p.grammar.has("act", p.word(k)):
            first, last = phrase_after(p, k, j, clause=False)
            return p.text(first, last) if 0 < last - first <= _LIMIT else None
        k -= 1
    return None


def _law(p: Parse, j: int, start: int) -> str | None:
    """As in "Peraturan Menteri Nomor 9 Tahun 2023": the law that the year belongs to."""
    while j > start and (p.tags[j - 1] == "T" or p.word(j - 1) == "tahun"):
        j -= 1
    if not p.tokens.is_number(j - 1) or p.word(j - 2) not in ("nomor", "no", "nombor", "."):
        return None
    k = j - 3 if p.word(j - 2) == "." else j - 2
    first = k
    while first > start and (p.tags[first - 1] in "N&-" and (p.tokens.is_capital(first - 1) or p.tags[first - 1] == "&")):
        first -= 1
    first, _ = trim(p, first, k)
    return p.text(first, j) if first < k else None
