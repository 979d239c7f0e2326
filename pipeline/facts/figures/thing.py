"""What a figure counts or measures: the noun phrase after it, its clause's subject, or its verb as a noun."""

from collections.abc import Sequence

from pipeline.facts.figures.after import (
    of_act,
    of_bracket,
    of_goal,
    told_before,
    with_owner,
    with_predicate,
    words_after,
)
from pipeline.facts.figures.clauses import Measured, clause_subject, measured
from pipeline.facts.figures.draft import CALENDAR, Draft
from pipeline.facts.figures.enumerations import compared, distributed, elliptical, inherited, part_of, sum_of
from pipeline.facts.figures.events import event
from pipeline.facts.figures.grammar import parse
from pipeline.facts.figures.kinds import (
    SHORT,
    age_of,
    direction,
    distance_of,
    exchange_rate,
    is_level,
    names_act,
    noun_of,
    purpose_of,
    with_event,
    with_rate,
)
from pipeline.facts.figures.lexicon import Lexicon
from pipeline.facts.figures.nouns import phrase_after, relative_end, without_complement
from pipeline.facts.figures.reading import Reading
from pipeline.facts.figures.references import is_generic, named, possessive, renamed, topic_before, without_possessive
from pipeline.facts.figures.tokens import Tokens

_WHOLE = frozenset(("dari", "daripada", "of", "from"))
_REACHED = frozenset(("menjadi", "ke", "jadi", "to"))


def things(
    tokens: Tokens,
    drafts: Sequence[Draft],
    sentences: Sequence[tuple[int, int]],
    same: Sequence[int | None],
    lexicon: Lexicon,
    last: str | None = None,
) -> list[str | None]:
    """For each figure the words that say what it is about, None when not found.

    `sentences` are the token spans of the figures' sentences, `same` the figures that say the same amount: those share
    what is known of either. `last` is the thing of the figure before the paragraph, which "angka tersebut" may mean.
    """
    reading = Reading(parse(tokens, drafts, lexicon), drafts, sentences, lexicon, last)
    for k, draft in enumerate(drafts):
        partner = same[k]
        if partner is not None and partner < k and reading.found[partner] is not None:
            reading.found.append(reading.found[partner])
        elif draft.kind in CALENDAR:
            reading.found.append(event(reading.parse, draft, sentences[k]))
        elif draft.kind == "ordinal":
            reading.found.append(None)
        else:
            text = named(reading.parse, _thing(reading, k), draft.kind == "count")
            reading.found.append(with_rate(reading, k, text) or None)
    return reading.found


def _thing(r: Reading, k: int) -> str:
    p, draft, span = r.parse, r.drafts[k], r.sentences[k]
    known = r.promised.get(k) or part_of(r, k)
    if known:
        return known
    right = words_after(p, draft, span[1], r.lexicon)
    left = measured(p, draft.first, span[0])
    if draft.kind == "count" and right:
        r.plain[k] = right
        told = told_before(p, draft, left, right)
        return told or of_bracket(
            p, draft, of_act(r, k, with_owner(r, k, of_goal(p, left, with_predicate(p, draft, right, span[1]))))
        )
    if draft.unit == "person" and not (left.verb is not None and left.verb.role == "deal"):
        acted = of_act(r, k, p.text(draft.last - 1, draft.last))
        if " " in acted:
            return acted
    if draft.kind == "count" and draft.unit is None and not left.headed and not left.joined:
        return ""
    if draft.unit == "person" and not left.headed and not left.noun and "V" in p.tags[left.span[1] : draft.first]:
        return ""
    said = elliptical(r, k, left) or compared(r, k) or _said(r, k, left)
    if draft.kind == "money":
        return _money(r, k, said, right)
    if draft.kind == "percent":
        return _percent(r, k, left, said, right)
    said = with_event(p, draft, left, said)
    named = age_of(p, draft, span[0], left) or distance_of(p, draft, left, span[1])
    if named or (left.headed and left.adjacent and said):
        return named or said
    if draft.kind == "duration" and p.tokens.is_capital(draft.last):
        right = ""
    return with_owner(r, k, right) if right else said or inherited(r, k)


def _money(r: Reading, k: int, said: str, right: str) -> str:
    rate = exchange_rate(r.parse, r.drafts[k], said, r.lexicon)
    if rate or (said and not (right and r.parse.grammar.language == "en")):
        return rate or said
    return with_owner(r, k, right) if right else inherited(r, k)


def _said(r: Reading, k: int, left: Measured) -> str:
    """The clause's own words before a figure, with references resolved."""
    p, draft = r.parse, r.drafts[k]
    if left.joined:
        return _joined(r, k, left)
    if left.named:
        return renamed(p, r.thing_before(k) or "", p.text(*left.span)) if r.thing_before(k) else ""
    if left.span[0] >= left.span[1]:
        return _verb_alone(r, k, left)
    a, b = left.span
    text = distributed(r, k, _resolved(r, k, left) or p.text(a, b))
    purpose = purpose_of(p, draft, r.sentences[k][1], text)
    owner = without_complement(p, left.owner, max(SHORT + 1, b - a))
    if owner[0] < owner[1]:
        text = noun_of(p, text, p.text(*owner))
    r.plain[k] = text
    if left.noun and names_act(draft, left) and not (left.verb and left.verb.role == "change" and is_level(p, draft)):
        text = noun_of(p, left.noun, text) if left.noun.split()[0] not in text.lower() else text
    return text + purpose


def _joined(r: Reading, k: int, left: Measured) -> str:
    """As in "Rp 5 triliun, naik 4 persen", "naik 4 persen menjadi Rp 5 triliun": the same thing as before."""
    p, draft, before = r.parse, r.drafts[k], r.thing_before(k) or ""
    if left.verb is not None and left.verb.role == "part":
        return before
    if draft.kind != "percent" and p.word(draft.first - 1) in _REACHED:
        j = r.before(k)
        return before if j is None else r.plain.get(j) or before
    if draft.kind == "percent" and not left.noun and not direction(p, draft):
        return before
    return noun_of(p, left.noun, before) if left.noun and before and draft.kind == "percent" else ""


def _verb_alone(r: Reading, k: int, left: Measured) -> str:
    """As in "..., investing $1.2 billion": the verb as a noun, and the subject of the sentence."""
    p, draft = r.parse, r.drafts[k]
    if not left.noun or draft.kind == "count":
        return ""
    subject = clause_subject(p, r.sentences[k][0], draft.first)
    text = noun_of(p, left.noun, p.text(*subject)) if subject[0] < subject[1] else left.noun
    return text + purpose_of(p, draft, r.sentences[k][1], left.noun)


def _resolved(r: Reading, k: int, left: Measured) -> str:
    """The words that a phrase with "-nya" or one such as "angka tersebut" stands for; "" when it stands for itself."""
    p, start = r.parse, r.sentences[k][0]
    token = possessive(p, left.span)
    if token >= 0 and not p.grammar.has("sum", without_possessive(p, token).lower()):
        topic = topic_before(p, token, start)
        stem = without_possessive(p, token)
        if topic and stem.lower() in topic.lower().split():
            return topic
        if topic:
            return topic if p.grammar.has("generic", stem.lower()) else noun_of(p, stem, topic)
        return stem if not p.grammar.has("generic", stem.lower()) else _meant(r, k)
    if token >= 0:
        return sum_of(r, k) or _meant(r, k)
    return _meant(r, k) if is_generic(p, left.span) else ""


def _meant(r: Reading, k: int) -> str:
    """What "angka tersebut" means: for an amount the last thing measured in its kind, else the thing before."""
    kind = r.drafts[k].kind
    j = r.before(k, kind) if kind in ("money", "measure") else None
    return (r.thing_before(k) if j is None else r.plain.get(j) or r.found[j]) or ""


def _counted_whole(r: Reading, k: int, last: int) -> str:
    """As in "75 persen dari total 120 desa": the nouns after the count that belongs to the whole."""
    following = r.drafts[k + 1] if k + 1 < len(r.drafts) else None
    if following is None or following.kind != "count" or following.first > max(last, r.drafts[k].last + 2) + 1:
        return ""
    a, b = phrase_after(r.parse, following.last, r.sentences[k][1])
    return r.parse.text(a, b) if a < b else ""


def _percent(r: Reading, k: int, left: Measured, said: str, right: str) -> str:
    p, draft = r.parse, r.drafts[k]
    change = direction(p, draft)
    if change:
        a, b = left.span
        what = said if left.headed or not a < b else p.text(a, b)
        what = what or (r.thing_before(k) if left.joined else "") or ""
        return what if change in what.split() or not what else noun_of(p, change, what)
    if p.word(draft.last) in _WHOLE:
        if p.tag(draft.last + 1) == "Y" and left.headed:
            return f"{said} {p.text(draft.last + 1, relative_end(p, draft.last + 1, r.sentences[k][1]))}"
        a, b = phrase_after(p, draft.last + 1, r.sentences[k][1])
        whole = p.text(a, b) if a < b else ""
        whole = f"{whole} {_counted_whole(r, k, b)}".strip()
        if not said:
            return whole
        return f"{said} {p.word(draft.last)} {whole}" if whole else said
    if right and left.adjacent and left.headed and left.span[1] - left.span[0] == 1 and not left.noun:
        return f"{said} {right}"
    if right and not (said and (left.noun or (left.headed and left.adjacent))):
        return with_owner(r, k, right)
    return said or inherited(r, k)
