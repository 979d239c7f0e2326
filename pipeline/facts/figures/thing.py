"""What a figure counts or measures, in the text's own words: the noun phrase after it, its clause's subject, or its verb as a noun."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.facts.figures.clauses import Measured, clause_subject, measured, owner_before
from pipeline.facts.figures.draft import Draft
from pipeline.facts.figures.events import event
from pipeline.facts.figures.grammar import CALENDAR, Parse, parse
from pipeline.facts.figures.lexicon import Lexicon
from pipeline.facts.figures.nouns import (
    complement,
    per_end,
    phrase_after,
    phrase_before,
    predicate_end,
    relative_end,
    trim,
    without_complement,
)
from pipeline.facts.figures.references import (
    core,
    is_generic,
    merged,
    parallel,
    possessive,
    renamed,
    shares,
    topic_before,
    without_possessive,
)
from pipeline.facts.figures.tokens import Tokens

_SHORT = 3
_PURPOSE = frozenset(("untuk", "bagi", "kepada", "dari", "dengan", "for", "to", "from", "with"))
_WHOLE = frozenset(("dari", "daripada", "of", "from"))
_PREPOSITIONS = frozenset(("untuk", "bagi", "kepada", "dari", "di", "ke", "for", "to", "from", "in", "of"))


@dataclass(slots=True)
class _Reading:
    """The figures of one paragraph while their things are found; `last` is the thing before it in the article."""

    parse: Parse
    drafts: Sequence[Draft]
    sentences: Sequence[tuple[int, int]]
    lexicon: Lexicon
    last: str | None
    found: list[str | None] = field(default_factory=list)
    promised: dict[int, str] = field(default_factory=dict)
    plain: dict[int, str] = field(default_factory=dict)

    def before(self, k: int, kind: str | None = None) -> int | None:
        """The figure before figure `k` (of the kind), calendar figures left out."""
        for j in range(k - 1, -1, -1):
            if self.drafts[j].kind not in CALENDAR and (kind is None or self.drafts[j].kind == kind):
                return j
        return None

    def thing_before(self, k: int) -> str | None:
        j = self.before(k)
        return self.last if j is None else self.found[j]


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
    reading = _Reading(parse(tokens, drafts, lexicon), drafts, sentences, lexicon, last)
    for k, draft in enumerate(drafts):
        partner = same[k]
        if partner is not None and partner < k and reading.found[partner] is not None:
            reading.found.append(reading.found[partner])
        elif draft.kind in CALENDAR:
            reading.found.append(event(reading.parse, draft, sentences[k]))
        elif draft.kind == "ordinal":
            reading.found.append(None)
        else:
            reading.found.append(_with_rate(reading, k, _thing(reading, k)) or None)
    return reading.found


def _with_rate(r: _Reading, k: int, text: str) -> str:
    """With the words that say what one part of it is: "per hari", "a share"."""
    p, j = r.parse, r.drafts[k].last
    end = per_end(p, j, r.sentences[k][1])
    if not text or end == j or " per " in text:
        return text
    return f"{text} per {p.text(end - 1, end)}" if p.word(j) in ("a", "an") else f"{text} {p.text(j, end)}"


def _thing(r: _Reading, k: int) -> str:
    p, draft, span = r.parse, r.drafts[k], r.sentences[k]
    known = r.promised.get(k) or _of_them(r, k)
    if known:
        return known
    right = _right(p, draft, span[1], r.lexicon)
    left = measured(p, draft.first, span[0])
    if draft.kind == "count" and right:
        r.plain[k] = right
        told = _told_before(p, draft, left, right)
        return told or _bracketed(p, draft, _owned(r, k, _goal(p, left, _with_predicate(p, draft, right, span[1]))))
    age = _age(p, draft, span[0], left) if draft.kind == "duration" else ""
    if age:
        return age
    if draft.kind == "count" and draft.unit is None and not left.headed and not left.joined:
        return ""
    said = _elliptical(r, k, left) or _compared(r, k) or _said(r, k, left)
    if draft.kind == "money":
        rate = _rate(p, draft, said, r.lexicon)
        if rate or (said and not (right and p.grammar.language == "en")):
            return rate or said
        return _owned(r, k, right) if right else _inherited(r, k)
    if draft.kind == "percent":
        return _percent(r, k, left, said, right)
    distance = _distance(p, draft, left, span[1])
    if distance:
        return distance
    if left.headed and left.adjacent and said:
        return said
    return _owned(r, k, right) if right else said or _inherited(r, k)


def _right(p: Parse, draft: Draft, end: int, lexicon: Lexicon) -> str:
    """The noun phrase after a figure."""
    first = draft.last
    if draft.kind in ("money", "measure") and p.grammar.language == "en":
        if p.word(first) in ("a", "an") and p.grammar.has("span", p.word(first + 1)):
            return ""
        if p.word(first) == "(":
            first = next((j + 1 for j in range(first, min(end, first + 8)) if p.word(j) == ")"), first)
        elif p.word(first) == ")":
            first += 1
        if p.word(first) in ("in", "of"):
            first += 1
    elif draft.kind == "money":
        return ""
    if draft.unit == "person" and p.tag(first) in "VYAP":
        return _persons(p, draft, end)
    if p.word(first) in lexicon.fillers or p.tag(first) not in ("NVd" if p.grammar.language == "en" else "N"):
        return _act(p, draft, end)
    a, b = phrase_after(p, first, end)
    if a < b and draft.kind in ("percent", "measure"):
        b = predicate_end(p, b, end)
    return p.text(a, b) if a < b else ""


def _opens_clause(p: Parse, draft: Draft) -> bool:
    """Whether the figure opens its sentence or clause: what it counts is the subject."""
    j = draft.first
    while p.tag(j - 1) == "L" or p.word(j - 1) == "ada":
        j -= 1
    return j == 0 or p.tag(j - 1) in '."' or p.word(j - 1) in ("bahwa", "bahawa", "that")


def _with_predicate(p: Parse, draft: Draft, right: str, end: int) -> str:
    """As in "29 penerbangan dibatalkan", "114 desa belum memenuhi standar": with a short predicate of the subject."""
    if p.grammar.language == "en" or not _opens_clause(p, draft):
        return right
    a, b = phrase_after(p, draft.last, end)
    j = b
    while p.tag(j) in "A!" and j < b + 3:
        j += 1
    if a == b or p.tag(j) != "V" or p.word(j) in p.grammar.speech or p.text(a, b) != right:
        return right
    k = phrase_after(p, j + 1, end, clause=False)[1] if p.tag(j + 1) == "N" else complement(p, j + 1, end)[1]
    last = next((last for last in (k, j + 1) if last - b <= max(_SHORT, b - a + 1)), b)
    return p.text(a, last)


def _persons(p: Parse, draft: Draft, end: int) -> str:
    """As in "36 orang yang siap bekerja", "two people briefed on the talks": the persons with what is said of them."""
    j = draft.last
    while p.tag(j) == "A":
        j += 1
    if p.tag(j) == "Y":
        k = relative_end(p, j, end)
    elif p.tag(j) == "P":
        k = complement(p, j, end)[1] if p.word(j) in ("dari", "from", "in", "di") else j
    elif p.tag(j) != "V":
        return ""
    else:
        a, k = complement(p, j + 1, end) if p.tag(j + 1) in "PW" else phrase_after(p, j + 1, end, clause=False)
        k = k if a < k else j + 1
    if not j < k <= j + 7:
        return ""
    return f"{p.text(draft.last - 1, draft.last)} {p.text(j, k)}"


def _act(p: Parse, draft: Draft, end: int) -> str:
    """As in "tiga kali melakukan kunjungan ke Rusia": what was done so often."""
    verb = p.grammar.verb(p.word(draft.last)) if p.word(draft.last - 1) in ("kali", "times") else None
    j = draft.last + 1 if verb is not None and verb.role == "light" else draft.last
    if p.word(draft.last - 1) not in ("kali", "times") or p.tag(draft.last) != "V":
        return ""
    if j == draft.last:
        a, b = complement(p, j + 1, end) if p.tag(j + 1) in "PWX" else phrase_after(p, j + 1, end)
        return p.text(j, b) if a < b else p.text(j, j + 1)
    a, b = phrase_after(p, j, end)
    return p.text(a, b) if a < b else ""


def _of_them(r: _Reading, k: int) -> str:
    """As in "lima di antaranya berlokasi di Maluku": the whole, and what is said of the part."""
    p, draft = r.parse, r.drafts[k]
    phrase = next((x for x in r.lexicon.roles.get("of_them", ()) if p.tokens.find_phrase(draft.last, x)), None)
    if phrase is None:
        return ""
    before = r.before(k, draft.kind)
    whole = (r.plain.get(before) or r.found[before]) if before is not None else None
    if not whole:
        return ""
    j = first = draft.last + len(phrase)
    while p.tag(j) in "VA":
        if p.word(j) in ("berlokasi", "berada", "terletak"):
            first = j + 1
        j += 1
    a, b = complement(p, j, r.sentences[k][1])
    first = max(first, next((i for i in range(first, j) if p.tags[i] == "V"), j))
    b = max(b, j)
    return f"{whole} {p.text(first, b)}" if first < b and b - first <= 6 else whole


def _said(r: _Reading, k: int, left: Measured) -> str:
    """The clause's own words before a figure, with references resolved."""
    p, draft, start = r.parse, r.drafts[k], r.sentences[k][0]
    if left.joined:
        before = r.thing_before(k) or ""
        if left.verb is not None and left.verb.role == "part":
            return before
        if draft.kind != "percent" and p.word(draft.first - 1) in _REACHED:
            j = r.before(k)
            return before if j is None else r.plain.get(j) or before
        if draft.kind == "percent" and not left.noun and not _direction(p, draft):
            return before
        return _of(p, left.noun, before) if left.noun and before and draft.kind == "percent" else ""
    if left.named:
        return renamed(p, r.thing_before(k) or "", p.text(*left.span)) if r.thing_before(k) else ""
    if left.span[0] >= left.span[1]:
        return _verb_alone(r, k, left)
    a, b = left.span
    text = _distributed(r, k, _resolved(r, k, left) or p.text(a, b))
    purpose = _purpose(p, draft, r.sentences[k][1], text)
    owner = without_complement(p, left.owner, max(_SHORT, b - a))
    if owner[0] < owner[1]:
        text = _of(p, text, p.text(*owner))
    r.plain[k] = text
    if left.noun and _is_act(draft, left) and not (left.verb and left.verb.role == "change" and _is_level(p, draft)):
        text = _of(p, left.noun, text) if left.noun.split()[0] not in text.lower() else text
    return text + purpose


def _of(p: Parse, noun: str, owner: str) -> str:
    if not owner or not noun:
        return noun or owner
    first = owner.split()[0]
    if first[:1].isupper() and not first.isupper() and p.grammar.is_head(first.lower()):
        owner = owner[0].lower() + owner[1:]
    return f"{noun} of {owner}" if p.grammar.language == "en" else f"{noun} {owner}"


def _is_act(draft: Draft, left: Measured) -> bool:
    """Whether the verb names what is measured: always for a share or a deal of the subject, else without a noun of measure."""
    if draft.kind == "count" and draft.unit != "person":
        return False
    deal = left.verb is not None and left.verb.role == "deal" and not left.adjacent
    return draft.kind == "percent" or not left.headed or deal


def _is_level(p: Parse, draft: Draft) -> bool:
    """As in "naik menjadi 5 persen", "rose to 5 percent": the figure is what was reached, not the rise."""
    j = draft.first - 1
    while p.tag(j) in "LA" and p.word(j) not in _LEVEL:
        j -= 1
    return p.word(j) in _LEVEL


_REACHED = frozenset(("menjadi", "ke", "jadi", "to"))
_LEVEL = frozenset(("menjadi", "ke", "kepada", "jadi", "to", "at", "dari", "from"))


def _verb_alone(r: _Reading, k: int, left: Measured) -> str:
    """As in "..., investing $1.2 billion": the verb as a noun, and the subject of the sentence."""
    p, draft = r.parse, r.drafts[k]
    if not left.noun or draft.kind == "count":
        return ""
    subject = clause_subject(p, r.sentences[k][0], draft.first)
    text = _of(p, left.noun, p.text(*subject)) if subject[0] < subject[1] else left.noun
    return text + _purpose(p, draft, r.sentences[k][1], left.noun)


def _purpose(p: Parse, draft: Draft, end: int, text: str) -> str:
    """As in "Rp 2 triliun untuk pemerintah daerah": what the money is for, or where, when the words so far are few."""
    if draft.kind != "money":
        return ""
    j = draft.last + 1 if p.word(draft.last) == ")" else draft.last
    place = p.word(j) in ("di", "in") and (p.tokens.is_capital(j + 1) or p.word(j) == "in")
    if not (place and len(text.split()) <= 6) and (p.word(j) not in _PURPOSE or len(text.split()) > _SHORT):
        return ""
    a, b = complement(p, j, end)
    return f" {p.text(a, b)}" if a < b else ""


def _bracketed(p: Parse, draft: Draft, right: str) -> str:
    """As in "Partai Maju (128 kursi)": whose they are stands before the bracket."""
    if p.word(draft.first - 1) != "(":
        return right
    j = draft.first - 1
    while j > 0 and p.tags[j - 1] in "N-" and (p.tokens.is_capital(j - 1) or p.tags[j - 1] == "-"):
        j -= 1
    if not 0 < draft.first - 1 - j <= 6:
        return right
    owner = p.text(j, draft.first - 1)
    return f"{right} of {owner}" if p.grammar.language == "en" else f"{right} {owner}"


def _goal(p: Parse, left: Measured, right: str) -> str:
    """As in "target awal 100 sekolah": the count of what is aimed at."""
    a, b = left.span
    if not left.adjacent or not 0 < b - a <= _SHORT or not p.grammar.has("goal", p.word(a).removesuffix("nya")):
        return right
    return f"{p.text(a, b).removesuffix('nya')} {right}"


def _told_before(p: Parse, draft: Draft, left: Measured, right: str) -> str:
    """As in "amunisi sebanyak 90 butir", "jumlah kasus mencapai 30 kasus": the words before say what the noun after repeats."""
    a, b = left.span
    if a >= b or b - a > 9:
        return ""
    j = draft.first - 1
    if p.word(j) in ("sebanyak", "sejumlah") and p.tag(j - 1) in "N)":
        return p.text(a, b)
    words = right.lower().split()
    if len(words) <= 2 and p.tag(j) in "LAT" and b > draft.first - 8 and words[0] in p.tokens.lower[a:b]:
        return p.text(a, b)
    return ""


def _owned(r: _Reading, k: int, text: str) -> str:
    """As in "perusahaan itu memiliki 365 pegawai": with the one who has them, when the words are few."""
    p, draft, start = r.parse, r.drafts[k], r.sentences[k][0]
    j = draft.first
    while j > start and p.tags[j - 1] in "LAd" and p.word(j - 1) not in _HAD:
        j -= 1
    if j <= start or (p.tags[j - 1] != "V" and p.word(j - 1) not in _HAD):
        return text
    verb = p.grammar.verb(p.word(j - 1))
    if verb is None or verb.role != "have" or len(text.split()) > _SHORT:
        return text
    a, b = owner_before(p, j - 1, start)
    if a >= b or b - a > _SHORT + 1:
        return text
    head, rate, share = text.partition(" per " if " per " in text else " dalam ")
    return f"{_of(p, head, p.text(a, b))}{rate}{share}"


_HAD = frozenset(("had", "has", "have"))


def _age(p: Parse, draft: Draft, start: int, left: Measured) -> str:
    """As in "Ratna (38)", "pria berusia 44 tahun", "a man aged 44": the age, and whose."""
    noun = "age of" if p.grammar.language == "en" else "usia"
    if p.word(draft.first - 1) == "(" and p.word(draft.last) == ")" and draft.unit == "year" and draft.last - draft.first == 1:
        a = draft.first - 1
        while a > start and p.tags[a - 1] == "N" and p.tokens.is_capital(a - 1):
            a -= 1
        return f"{noun} {p.text(a, draft.first - 1)}" if a < draft.first - 1 else ""
    if left.verb is None or left.verb.role != "age":
        return ""
    a, b = left.span if left.span[0] < left.span[1] else clause_subject(p, start, draft.first)
    return f"{left.noun} {p.text(a, b)}" if a < b else left.noun


def _distance(p: Parse, draft: Draft, left: Measured, end: int) -> str:
    """As in "tambang itu berada 30 kilometer dari pantai"."""
    if draft.unit not in _LENGTHS or p.word(draft.last) not in ("dari", "from") or left.headed:
        return ""
    a, b = left.span
    c, d = complement(p, draft.last, end)
    if a >= b or c >= d or b - a > 6:
        return ""
    return f"distance of {p.text(a, b)} {p.text(c, d)}" if p.grammar.language == "en" else f"jarak {p.text(a, b)} {p.text(c, d)}"


_LENGTHS = frozenset(("km", "m", "mile", "kilometre", "metre"))


def _resolved(r: _Reading, k: int, left: Measured) -> str:
    p, start = r.parse, r.sentences[k][0]
    token = possessive(p, left.span)
    if token >= 0 and not p.grammar.has("sum", without_possessive(p, token).lower()):
        topic = topic_before(p, token, start)
        stem = without_possessive(p, token)
        if topic and stem.lower() in topic.lower().split():
            return topic
        if topic:
            return topic if p.grammar.has("generic", stem.lower()) else _of(p, stem, topic)
        return stem if not p.grammar.has("generic", stem.lower()) else (r.thing_before(k) or "")
    if token >= 0:
        return _sum(r, k) or r.thing_before(k) or ""
    if not is_generic(p, left.span):
        return ""
    return r.thing_before(k) or ""


def _sum(r: _Reading, k: int) -> str:
    one = r.before(k, r.drafts[k].kind)
    two = r.before(one, r.drafts[k].kind) if one is not None else None
    if one is None or two is None:
        return ""
    return merged(r.found[two] or "", r.found[one] or "")


def _distributed(r: _Reading, k: int, text: str) -> str:
    """As in "ekspor dan impor masing-masing Rp 2 triliun dan Rp 3 triliun": each figure gets its own part."""
    p, draft = r.parse, r.drafts[k]
    if k + 1 >= len(r.drafts) or r.drafts[k + 1].kind != draft.kind or r.sentences[k] != r.sentences[k + 1]:
        return text
    last = min(r.sentences[k][1], r.drafts[k + 1].last + 3)
    if not any(p.grammar.has("distribute", word) for word in p.tokens.lower[r.sentences[k][0] : last]):
        return text
    parts = shares(p, text)
    if len(parts) != 2:
        return text
    r.promised[k + 1] = parts[1]
    return parts[0]


def _compared(r: _Reading, k: int) -> str:
    """As in "Rp 5 triliun, naik dibandingkan periode sebelumnya sebesar Rp 4 triliun": the same thing at another time."""
    p, draft = r.parse, r.drafts[k]
    before = r.before(k, draft.kind)
    if before is None or r.sentences[before] != r.sentences[k] or r.drafts[before].unit != draft.unit:
        before = r.before(k)
        if before is None or r.sentences[before] != r.sentences[k] or before not in r.plain:
            return ""
    near = range(max(r.drafts[before].last, draft.first - 10), draft.first)
    told = [i for i in near if p.grammar.has("compare", p.word(i))]
    told += [i for i in near if p.word(i) in ("dari", "from") and p.word(i - 1) not in ("lebih", "kurang")]
    if not told or any(p.tags[i] == "N" and p.grammar.is_head(p.word(i)) for i in range(told[0], draft.first)):
        return ""
    if any(p.tags[i] == "F" for i in range(told[0], draft.first)) and draft.kind == "percent":
        return ""
    same = r.drafts[before].kind == draft.kind
    return (r.found[before] if same else r.plain.get(before)) or ""


def _elliptical(r: _Reading, k: int, left: Measured) -> str:
    """A figure in a list that leaves out what the figure before it has said."""
    p, draft = r.parse, r.drafts[k]
    before = r.before(k, draft.kind)
    thing = r.found[before] if before is not None else None
    if before is None or not thing or r.sentences[before] != r.sentences[k]:
        return ""
    if left.joined and p.word(draft.last) in _PURPOSE and draft.kind != "percent":
        a, b = complement(p, draft.last, r.sentences[k][1])
        if a < b:
            return f"{core(thing, _PREPOSITIONS)} {p.text(a, b)}"
    a, b = left.span
    if a >= b or "&" not in p.tags[r.drafts[before].last : a]:
        return ""
    if p.tag(a - 1) == "P" and p.tag(a - 2) == "&":
        words = thing.split()
        return " ".join([*words[:-1], p.text(a, b)]) if len(words) > 1 else f"{thing} {p.text(a - 1, b)}"
    return "" if left.headed else parallel(thing, p.text(a, b).split())


def _direction(p: Parse, draft: Draft) -> str:
    """As in "shares are up 39 percent", "closed 0.7% higher": the noun for the change, "" when none is told so."""
    for word in (p.word(draft.first - 1), p.word(draft.last)):
        verb = p.grammar.verb(word)
        if verb is not None and verb.role == "adverb":
            return verb.noun
    return ""


def _percent(r: _Reading, k: int, left: Measured, said: str, right: str) -> str:
    p, draft = r.parse, r.drafts[k]
    change = _direction(p, draft)
    if change:
        a, b = left.span
        what = said if left.headed or not a < b else p.text(a, b)
        what = what or r.thing_before(k) or ""
        return what if change in what.split() or not what else _of(p, change, what)
    if p.word(draft.last) in _WHOLE:
        if p.tag(draft.last + 1) == "Y" and left.headed:
            return f"{said} {p.text(draft.last + 1, relative_end(p, draft.last + 1, r.sentences[k][1]))}"
        a, b = phrase_after(p, draft.last + 1, r.sentences[k][1])
        whole = p.text(a, b) if a < b else ""
        if k + 1 < len(r.drafts) and r.drafts[k + 1].first <= max(b, draft.last + 2) + 1 and r.drafts[k + 1].kind == "count":
            c, d = phrase_after(p, r.drafts[k + 1].last, r.sentences[k][1])
            whole = f"{whole} {p.text(c, d)}".strip() if c < d else whole
        if not said:
            return whole
        return f"{said} {p.word(draft.last)} {whole}" if whole else said
    if right and left.adjacent and left.headed and left.span[1] - left.span[0] == 1 and not left.noun:
        return f"{said} {right}"
    if right and not (said and (left.noun or (left.headed and left.adjacent))):
        return right
    return said or _inherited(r, k)


def _rate(p: Parse, draft: Draft, left: str, lexicon: Lexicon) -> str:
    """As in "kurs Rp 16.195 per dolar AS": what one unit of the other currency costs."""
    tokens = p.tokens
    if not left or tokens.word(draft.last) != "per":
        return ""
    for currency in lexicon.currencies_after.get(tokens.word(draft.last + 1), ()):
        if tokens.find_phrase(draft.last + 1, currency.words):
            end = tokens.ends[draft.last + len(currency.words)]
            return f"{left} {tokens.text[tokens.starts[draft.last] : end]}"
    return ""


_JOINED = frozenset(("dan", "and", "atau", "or", ",", "menjadi", "hingga", "to", "serta", "dari", "from", "untuk"))


def _inherited(r: _Reading, k: int) -> str:
    """The words of the nearest figure of the same kind before, if this one is joined to it."""
    before = r.before(k, r.drafts[k].kind)
    if before is None or r.sentences[before] != r.sentences[k]:
        return ""
    near = r.parse.tokens.lower[max(r.drafts[before].last, r.drafts[k].first - 6) : r.drafts[k].first]
    between = r.parse.tags[r.drafts[before].last : r.drafts[k].first]
    if between and all(tag in "XTALPW,&d" for tag in between):
        return r.found[before] or ""
    if any(r.parse.grammar.has("compare", word) for word in near):
        return r.found[before] or ""
    return (r.found[before] or "") if r.parse.word(r.drafts[k].first - 1) in _JOINED else ""
