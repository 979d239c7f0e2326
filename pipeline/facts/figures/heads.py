"""The noun of a phrase that says what is measured. Where phrases go to is told by `nouns`."""

from pipeline.facts.figures.grammar import Parse
from pipeline.facts.figures.nouns import Span, trim


def choose(p: Parse, first: int, last: int) -> tuple[Span, Span | None]:
    """The part of a chain of nouns that is measured, and its owner if the chain tells it by "dengan".

    The first noun of measure begins it ("nilai ekspor nikel"); in English the words before that noun belong to it.
    """
    heads = [i for i in range(first, last) if p.tags[i] == "N" and p.grammar.is_head(p.word(i))]
    clause = next((i for i in range(first, last) if p.tags[i] == "Y"), last)
    if heads and clause < heads[0]:
        return (first, last), None
    if not heads:
        return (first, last), None
    for i in heads:
        if i > first and (p.tags[i - 1] == "W" or (p.tags[i - 1] == "d" and p.tag(i - 2) == "W")) and last - i <= 8:
            return (i, last), trim(p, first, i - 1)
        if p.grammar.language == "en" and i > first:
            k = i
            while k > first and p.tags[k - 1] in "N-":
                k -= 1
            if k - 1 >= first and p.tags[k - 1] == "W" and k > first + 1:
                return (k, last), trim(p, first, k - 1)
    start = heads[0]
    if p.tags[start - 1] == "&" and start > first:
        return (start, last), None
    if p.grammar.language != "en" and not _is_strong(p.word(start)):
        while start > first and start > heads[0] - 3 and p.tags[start - 1] in "N-" and not p.tokens.is_capital(start):
            start -= 1
    elif p.grammar.language == "en":
        while start > first and (p.tags[start - 1] in "N-&VF" or p.word(start - 1).endswith("ly")):
            start -= 1
    return (start, last), None


def _is_strong(word: str) -> bool:
    """Nouns made of a verb, which begin their phrase ("pertumbuhan", "kenaikan"); others may follow its first noun."""
    return word.startswith(("pe", "ke")) and word.endswith(("an", "annya"))


def has_head(p: Parse, span: Span) -> bool:
    """Whether a noun of measure stands in the span."""
    return any(p.tags[i] == "N" and p.grammar.is_head(p.word(i)) for i in range(*span))


def is_name(p: Parse, span: Span) -> bool:
    """Whether every noun of a short phrase begins with a capital."""
    nouns = [i for i in range(*span) if p.tags[i] == "N"]
    return 0 < len(nouns) <= 4 and all(p.tokens.is_capital(i) for i in nouns)
