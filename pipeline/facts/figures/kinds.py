"""What the words around a figure of one kind name: an age, a distance, a rate, a change, the use of money."""

from pipeline.facts.figures.clauses import Measured, clause_subject, owner_before
from pipeline.facts.figures.draft import Draft
from pipeline.facts.figures.grammar import Parse
from pipeline.facts.figures.lexicon import Lexicon
from pipeline.facts.figures.nouns import complement, per_end
from pipeline.facts.figures.reading import Reading

SHORT = 3
PURPOSE = frozenset(("untuk", "bagi", "kepada", "dari", "dengan", "for", "to", "from", "with"))
_LEVEL = frozenset(("menjadi", "ke", "kepada", "jadi", "to", "at", "dari", "from"))
_LENGTHS = frozenset(("km", "m", "mile", "kilometre", "metre"))


def with_rate(r: Reading, k: int, text: str) -> str:
    """With the words that say what one part of it is: "per hari", "a share"."""
    p, j = r.parse, r.drafts[k].last
    end = per_end(p, j, r.sentences[k][1])
    if not text or end == j or " per " in text:
        return text
    return f"{text} per {p.text(end - 1, end)}" if p.word(j) in ("a", "an") else f"{text} {p.text(j, end)}"


def noun_of(p: Parse, noun: str, owner: str) -> str:
    """The two as one phrase of the language: "kenaikan harga beras", "rise of rice prices"."""
    if not owner or not noun:
        return noun or owner
    first = owner.split()[0]
    if first[:1].isupper() and not first.isupper() and p.grammar.is_head(first.lower()):
        owner = owner[0].lower() + owner[1:]
    return f"{noun} of {owner}" if p.grammar.language == "en" else f"{noun} {owner}"


def names_act(draft: Draft, left: Measured) -> bool:
    """Whether the verb names what is measured: for a share, a deal, or without a noun of measure."""
    if draft.kind == "count" and draft.unit != "person":
        return False
    deal = left.verb is not None and left.verb.role == "deal" and not left.adjacent
    return draft.kind == "percent" or not left.headed or deal


def is_level(p: Parse, draft: Draft) -> bool:
    """As in "naik menjadi 5 persen", "rose to 5 percent": the figure is what was reached, not the rise."""
    j = draft.first - 1
    while p.tag(j) in "LA" and p.word(j) not in _LEVEL:
        j -= 1
    return p.word(j) in _LEVEL


def purpose_of(p: Parse, draft: Draft, end: int, text: str) -> str:
    """As in "Rp 2 triliun untuk pemerintah daerah": what the money is for, or where, when the words so far are few."""
    if draft.kind != "money":
        return ""
    j = draft.last + 1 if p.word(draft.last) == ")" else draft.last
    place = p.word(j) in ("di", "in") and (p.tokens.is_capital(j + 1) or p.word(j) == "in")
    if not (place and len(text.split()) <= 6) and (p.word(j) not in PURPOSE or len(text.split()) > SHORT):
        return ""
    a, b = complement(p, j, end)
    return f" {p.text(a, b)}" if a < b else ""


def age_of(p: Parse, draft: Draft, start: int, left: Measured) -> str:
    """As in "Ratna (38)", "pria berusia 44 tahun", "a man aged 44": the age, and whose."""
    noun = "age of" if p.grammar.language == "en" else "usia"
    if (
        p.word(draft.first - 1) == "("
        and p.word(draft.last) == ")"
        and draft.unit == "year"
        and draft.last - draft.first == 1
    ):
        a = draft.first - 1
        while a > start and p.tags[a - 1] == "N" and p.tokens.is_capital(a - 1):
            a -= 1
        return f"{noun} {p.text(a, draft.first - 1)}" if a < draft.first - 1 else ""
    if p.word(draft.first - 1) == "," and p.word(draft.last) == "," and p.word(draft.last - 1) == "tahun":
        a = draft.first - 1
        while a > start and p.tags[a - 1] == "N" and p.tokens.is_capital(a - 1):
            a -= 1
        return f"{noun} {p.text(a, draft.first - 1)}" if a < draft.first - 1 else ""
    if left.verb is None or left.verb.role != "age":
        return ""
    a, b = left.span if left.span[0] < left.span[1] else clause_subject(p, start, draft.first)
    return f"{left.noun} {p.text(a, b)}" if a < b else left.noun


def with_event(p: Parse, draft: Draft, left: Measured, said: str) -> str:
    """As in "kondisi itu berlangsung enam bulan": what lasts so long, and that it lasts."""
    if draft.kind != "duration" or (said and (left.verb is None or left.verb.role != "event")):
        return said
    j = draft.first
    while j > 0 and (p.tags[j - 1] in "LAP" or p.grammar.has("lasting", p.word(j - 1))):
        j -= 1
    if p.tag(j - 1) != "V" or p.word(j - 1) in p.grammar.speech:
        return said
    a, b = owner_before(p, j - 1, max(0, j - 14))
    subject = said or (p.text(a, b) if a < b else "")
    return f"{subject} {p.text(j - 1, j)}" if subject else ""


def distance_of(p: Parse, draft: Draft, left: Measured, end: int) -> str:
    """As in "tambang itu berada 30 kilometer dari pantai"."""
    if draft.unit not in _LENGTHS or p.word(draft.last) not in ("dari", "from") or left.headed:
        return ""
    a, b = left.span
    c, d = complement(p, draft.last, end)
    if a >= b or c >= d or b - a > 6:
        return ""
    return (
        f"distance of {p.text(a, b)} {p.text(c, d)}"
        if p.grammar.language == "en"
        else f"jarak {p.text(a, b)} {p.text(c, d)}"
    )


def direction(p: Parse, draft: Draft) -> str:
    """As in "shares are up 39 percent", "closed 0.7% higher": the noun for the change, "" when none is told so."""
    for word in (p.word(draft.first - 1), p.word(draft.last)):
        verb = p.grammar.verb(word)
        if verb is not None and verb.role == "adverb":
            return verb.noun
    return ""


def exchange_rate(p: Parse, draft: Draft, left: str, lexicon: Lexicon) -> str:
    """As in "kurs Rp 16.195 per dolar AS": what one unit of the other currency costs."""
    tokens = p.tokens
    if not left or tokens.word(draft.last) != "per":
        return ""
    for currency in lexicon.currencies_after.get(tokens.word(draft.last + 1), ()):
        if tokens.find_phrase(draft.last + 1, currency.words):
            end = tokens.ends[draft.last + len(currency.words)]
            return f"{left} {tokens.text[tokens.starts[draft.last] : end]}"
    return ""
