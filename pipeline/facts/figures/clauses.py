"""What the clause before a figure says is measured: its subject, its object, or a noun made of its verb."""

from dataclasses import dataclass

from pipeline.facts.figures.grammar import Parse, Verb
from pipeline.facts.figures.heads import choose, has_head, is_name
from pipeline.facts.figures.nouns import Span, phrase_before, trim, without_complement

_REACH = 26
_OWNER_WORDS = 7
_OWNER_REACH = 14
HAD = frozenset(("had", "has", "have"))
_TO_VERB = frozenset(("to", "untuk"))


@dataclass(frozen=True, slots=True)
class Measured:
    """What stands before a figure: the noun phrase, a noun for the verb, and the owner; empty spans when not said.

    `named` says that a bare name stands there ("behind Singapore ($13 billion)"); `joined` that nothing but a verb or
    link stands between the figure before and this one; `headed` that a noun of measure was found; `adjacent` that no
    verb stands between the noun phrase and the figure.
    """

    span: Span = (0, 0)
    noun: str = ""
    owner: Span = (0, 0)
    joined: bool = False
    headed: bool = False
    verb: Verb | None = None
    adjacent: bool = False
    named: bool = False


def measured(p: Parse, figure: int, start: int) -> Measured:
    """Reads leftward from token `figure` to the noun phrase of its clause, not before token `start`."""
    lowest = max(start, figure - _REACH)
    j, verb_at = _skip(p, figure, lowest, -1)
    verb = p.grammar.verb(p.word(verb_at)) if verb_at >= 0 else None
    if j > lowest and p.tags[j - 1] == "F":
        return Measured(noun=verb.noun if verb and verb.role in ("change", "deal") else "", joined=True, verb=verb)
    if j <= lowest or p.tags[j - 1] not in "ND)-T":
        return _reached(p, j, figure, lowest, verb)
    first, last = trim(p, *phrase_before(p, j, lowest))
    if verb_at < 0 and p.tag(first - 1) == "P" and p.tag(first - 2) == "V" and not has_head(p, (first, last)):
        j, verb_at = _skip(p, first - 1, lowest, -1)
        verb = p.grammar.verb(p.word(verb_at)) if verb_at >= 0 else None
        first, last = trim(p, *phrase_before(p, j, lowest))
    if first == last:
        return _reached(p, j, figure, lowest, verb)
    span, owner = choose(p, first, last)
    if p.tag(j) == "Y" and p.word(j + 1).startswith("di") and p.tag(j + 1) in "AV" and p.tag(j + 2) in "LF":
        span, verb = (span[0], j + 2), None
    headed = has_head(p, span)
    adjacent = verb_at < 0
    if verb is not None and verb.role == "part":
        return Measured(span, "", joined=True, headed=headed, verb=verb)
    if verb_at < 0 or p.grammar.has("follow", p.word(verb_at)):
        if is_name(p, (first, last)) and not headed and not p.tokens.opens_sentence(first):
            return Measured((first, last), named=True)
        found = _object(p, span, owner, first, lowest, headed)
        return found if headed or found.noun or j == figure else _reached(p, first, figure, lowest, found.verb, span)
    noun = verb.noun if verb is not None else ""
    if verb is not None and verb.role == "age":
        return Measured(span, verb.noun, headed=True, verb=verb)
    if verb_at >= 0 and not headed and _opines(p, p.word(verb_at)):
        return Measured()
    if not headed and (verb is None or verb.role not in ("change", "deal")):
        return _reached(p, first, figure, lowest, verb, span)
    return Measured(span, noun, owner or (0, 0), headed=headed, verb=verb, adjacent=adjacent)


def _opines(p: Parse, word: str) -> bool:
    """Whether a verb's subject speaks of the amount and is not what is measured: "analysts expect $2 a share"."""
    return word in p.grammar.speech or p.grammar.has("opines", word)


def _skip(p: Parse, j: int, lowest: int, verb_at: int) -> tuple[int, int]:
    """Past the words that lead to a figure and the verb of its clause: where the nouns end, and the verb."""
    tags = p.tags
    figure = j
    while j > lowest:
        tag = tags[j - 1]
        if tag == "N" and p.word(j - 2) == "per" and p.tag(j - 3) == "F":
            j -= 2
        elif (
            tag in "LAT!"
            or (tag == "N" and p.grammar.has("level", p.word(j - 1)) and j < figure + 1 and p.tag(j - 2) in "LP")
            or (tag == "X" and p.grammar.has("lasting", p.word(j - 1)) and (j == figure or tags[j] in "LA"))
        ):
            j -= 1
        elif tag == "X" and p.word(j - 1) in ("atau", "or") and p.tag(j - 2) in "FN)":
            if tags[j - 2] == "N" and "F" not in tags[max(lowest, j - 4) : j - 2]:
                break
            while j - 2 >= lowest and tags[j - 2] in "N)":
                j -= 1
            j -= 1
        elif (
            (tag in "Pd(D" and (j == figure or tags[j] in "LFTd" or p.grammar.has("level", p.word(j))) and tag != "D")
            or (tag == "Y" and tags[j] in "LAVT")
            or (tag == "P" and tags[j] == "V" and p.word(j - 1) in _TO_VERB)
            or (
                tag in ',"'
                and j - 2 >= lowest
                and j < figure + 1
                and (tags[j] in "YLT" or tags[j - 2] in "T" or (tags[j] == "V" and tags[j - 2] == "F"))
            )
        ):
            j -= 1
        elif tag == "V":
            if verb_at < 0:
                verb_at = j - 1
            j -= 1
        else:
            break
    return j, verb_at


def _object(p: Parse, span: Span, owner: Span | None, first: int, lowest: int, headed: bool) -> Measured:
    """A noun phrase right before the figure: the object of a verb, or the subject of a clause without one."""
    j = first
    while j > lowest and p.tags[j - 1] in "LAdP&" and p.word(j - 1) not in HAD:
        j -= 1
    verb_at = j - 1 if j > lowest and (p.tags[j - 1] == "V" or p.word(j - 1) in HAD) else -1
    verb = p.grammar.verb(p.word(verb_at)) if verb_at >= 0 else None
    if owner is not None and owner[0] < owner[1]:
        if p.tag(owner[0] - 1) in "PW":
            owner = owner_before(p, owner[0] - 1, lowest)
    elif verb is not None and verb.role in ("have", "deal"):
        owner = owner_before(p, verb_at, lowest)
    noun = ""
    if verb is not None and (verb.role == "change" or (verb.role == "deal" and not headed)):
        noun = verb.noun
    if verb is not None and verb.role == "take":
        taker = owner_before(p, verb_at, lowest)
        return Measured(taker if taker[0] < taker[1] else span, headed=True, verb=verb)
    if verb is not None and verb.role in ("have", "deal") and 0 < span[0] - first <= 3:
        span = (first, span[1])
    return Measured(span, noun, owner or (0, 0), headed=headed, verb=verb, adjacent=True)


def _reached(p: Parse, j: int, figure: int, lowest: int, verb: Verb | None, fallback: Span = (0, 0)) -> Measured:
    """The nearest noun of measure further left in the clause, when none stands next to the figure."""
    head = j - 1
    while head >= lowest and not (p.tags[head] == "N" and p.grammar.is_head(p.word(head))):
        if p.tags[head] in "F.":
            head = -1
            break
        head -= 1
    if head < lowest:
        noun = verb.noun if verb is not None and verb.role in ("change", "deal", "age") else ""
        return Measured(fallback, noun, verb=verb)
    last = head + 1
    while last < figure and p.tags[last] in "NPW&-d)(" and last - head < 12:
        last += 1
    first, _ = phrase_before(p, head + 1, lowest)
    span, owner = choose(p, first, last)
    noun = verb.noun if verb is not None and verb.role == "change" else ""
    return Measured(trim(p, *span), noun, owner or (0, 0), headed=True, verb=verb)


def owner_before(p: Parse, end: int, lowest: int) -> Span:
    """The short subject of the verb at token `end`, past auxiliaries, times and asides.

    Empty when it is long, or stands for somebody named before ("ia", "perseroan itu", "the company").
    """
    j, floor = end, max(lowest, end - _OWNER_REACH)
    while j > floor and p.tags[j - 1] in "ATYV!":
        j -= 1
    if j <= floor or p.tags[j - 1] not in "N)D":
        return 0, 0
    first, last = without_complement(p, trim(p, *phrase_before(p, j, floor)), _OWNER_WORDS)
    if last - first == 1 and (p.tag(last) == "D" or p.word(first - 1) == "the"):
        return 0, 0
    return first, last


def clause_subject(p: Parse, start: int, end: int) -> Span:
    """The first noun phrase of the sentence from token `start`, if a verb follows it before token `end`; else empty."""
    j = start
    while j < end and p.tags[j] not in "N":
        j += 1
    first = j
    while (j < end and p.tags[j] in "N-&d") or (p.tag(j) == "P" and p.tag(j + 1) == "N" and j > first):
        j += 1
    if p.tag(j) not in "VAL" or first > start + 6 or p.tag(first - 1) in "PW":
        return 0, 0
    return without_complement(p, trim(p, first, j), _OWNER_WORDS)
