"""Figures that leave out what a figure before has said: parts, sums, comparisons, "masing-masing"."""

from pipeline.facts.figures.clauses import Measured
from pipeline.facts.figures.kinds import PURPOSE
from pipeline.facts.figures.nouns import complement
from pipeline.facts.figures.reading import Reading
from pipeline.facts.figures.references import core, merged, parallel, shares

_PREPOSITIONS = frozenset(("untuk", "bagi", "kepada", "dari", "di", "ke", "for", "to", "from", "in", "of"))
_JOINED = frozenset(("dan", "and", "atau", "or", ",", "menjadi", "hingga", "to", "serta", "dari", "from", "untuk"))


def part_of(r: Reading, k: int) -> str:
    """As in "lima di antaranya berlokasi di Maluku": the whole, and what is said of the part."""
    p, draft = r.parse, r.drafts[k]
    phrase = next((x for x in r.lexicon.roles.get("of_them", ()) if p.tokens.find_phrase(draft.last, x)), None)
    if phrase is None:
        return ""
    before = r.before(k, draft.kind)
    if before is None:
        before = r.before(k)
    whole = (r.plain.get(before) or r.found[before]) if before is not None else None
    if not whole:
        return ""
    j = first = draft.last + len(phrase)
    while p.tag(j) in "VA":
        if p.grammar.has("located", p.word(j)):
            first = j + 1
        j += 1
    b = complement(p, j, r.sentences[k][1])[1]
    while b < j + 3 and p.tag(b) in "!N":
        b += 1
    b = complement(p, b, r.sentences[k][1])[1]
    first = max(first, next((i for i in range(first, j) if p.tags[i] == "V"), j))
    b = max(b, j)
    return f"{whole} {p.text(first, b)}" if first < b and b - first <= 6 else whole


def sum_of(r: Reading, k: int) -> str:
    """What "totalnya" adds up: the things of the two figures of its kind before."""
    one = r.before(k, r.drafts[k].kind)
    two = r.before(one, r.drafts[k].kind) if one is not None else None
    if one is None or two is None:
        return ""
    return merged(r.found[two] or "", r.found[one] or "")


def distributed(r: Reading, k: int, text: str) -> str:
    """As in "ekspor dan impor masing-masing Rp 2 triliun dan Rp 3 triliun": each figure gets its own part."""
    p, draft = r.parse, r.drafts[k]
    if k + 1 >= len(r.drafts) or r.drafts[k + 1].kind != draft.kind or r.sentences[k] != r.sentences[k + 1]:
        return text
    last = min(r.sentences[k][1], r.drafts[k + 1].last + 3)
    if not any(
        p.grammar.has("distribute", word) for word in p.tokens.lower[max(r.sentences[k][0], draft.first - 30) : last]
    ):
        return text
    parts = shares(p, text)
    if len(parts) != 2:
        return text
    r.promised[k + 1] = parts[1]
    return parts[0]


def compared(r: Reading, k: int) -> str:
    """As in "Rp 5 triliun, naik dibandingkan periode sebelumnya sebesar Rp 4 triliun": the same at another time."""
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


def elliptical(r: Reading, k: int, left: Measured) -> str:
    """A figure in a list that leaves out what the figure before it has said."""
    p, draft = r.parse, r.drafts[k]
    before = r.before(k, draft.kind)
    thing = r.found[before] if before is not None else None
    if before is None or not thing or r.sentences[before] != r.sentences[k]:
        return ""
    if (left.joined or p.tag(draft.first - 1) in "&,") and p.word(draft.last) in PURPOSE and draft.kind != "percent":
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


def inherited(r: Reading, k: int) -> str:
    """The words of the nearest figure of the same kind before, if this one is joined to it."""
    before = r.before(k, r.drafts[k].kind)
    if before is None or r.sentences[before] != r.sentences[k]:
        return ""
    near = r.parse.tokens.lower[max(r.drafts[before].last, r.drafts[k].first - 6) : r.drafts[k].first]
    between = r.parse.tags[r.drafts[before].last : r.drafts[k].first]
    if r.parse.word(r.drafts[before].last) == "(" and r.drafts[k].first - r.drafts[before].last <= 2:
        return r.found[before] or ""
    if between and all(tag in "XTALPW,&d" for tag in between):
        return r.found[before] or ""
    if any(r.parse.grammar.has("compare", word) for word in near):
        return r.found[before] or ""
    return (r.found[before] or "") if r.parse.word(r.drafts[k].first - 1) in _JOINED else ""
