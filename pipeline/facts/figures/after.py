"""What is counted, from the words after a figure, with what the words before add: owner, aim, bracket, predicate."""

from pipeline.facts.figures.clauses import HAD, Measured, owner_before
from pipeline.facts.figures.draft import Draft
from pipeline.facts.figures.grammar import Parse
from pipeline.facts.figures.kinds import SHORT, noun_of
from pipeline.facts.figures.lexicon import Lexicon
from pipeline.facts.figures.nouns import complement, passive_end, phrase_after, predicate_end, relative_end
from pipeline.facts.figures.passives import passive
from pipeline.facts.figures.reading import Reading

_PREDICATE = 6
_NAME = 7


def words_after(p: Parse, draft: Draft, end: int, lexicon: Lexicon) -> str:
    """The noun phrase after a figure."""
    first = draft.last
    if draft.kind in ("money", "measure") and p.grammar.language == "en":
        if p.word(first) in ("a", "an") and p.grammar.has("span", p.word(first + 1)):
            return ""
        if p.word(first) == "(":
            first = next((j + 1 for j in range(first, min(end, first + 8)) if p.word(j) == ")"), first)
        elif p.word(first) == ")":
            first += 1
        if p.word(first) == "worth":
            first += 1
        if p.word(first) in ("in", "of"):
            first += 1
    elif draft.kind == "money":
        return ""
    if draft.unit == "person" and p.tag(first) in "VYAP":
        return _persons(p, draft, end)
    if draft.kind == "count" and p.word(first) in ("dari", "of", "out") and "F" in (p.tag(first + 1), p.tag(first + 2)):
        while p.tag(first) != "F":
            first += 1
        while p.tag(first) == "F":
            first += 1
    if p.word(first) in lexicon.fillers or p.tag(first) not in ("NVd" if p.grammar.language == "en" else "N"):
        return _act(p, draft, end)
    a, b = phrase_after(p, first, end)
    if a < b and draft.kind in ("percent", "measure"):
        b = passive_end(p, b, end)
    if a == b:
        return ""
    text = p.text(a, b)
    return _owned(p, draft, f"{text}{_upon(p, b, end)}") if p.grammar.language == "en" else text


def _owned(p: Parse, draft: Draft, text: str) -> str:
    """As in "Canada's 25% target": with the one in the genitive before the figure."""
    j = draft.first
    if not p.word(j - 1).endswith(("'s", "’s")):
        return text
    while j > 0 and p.tags[j - 1] == "N" and (p.tokens.is_capital(j - 1) or j == draft.first):
        j -= 1
    return f"{p.text(j, draft.first)} {text}" if j < draft.first else text


def _upon(p: Parse, j: int, end: int) -> str:
    """As in "tariffs on about $5 billion worth of steel": the complement without its own amount."""
    k = j + 1
    while p.tag(k) in "AL":
        k += 1
    if p.tag(j) != "P" or p.tag(k) != "F":
        return ""
    while p.tag(k) == "F" or p.word(k) in ("worth", "of", "in"):
        k += 1
    a, b = phrase_after(p, k, end, clause=False)
    return f" {p.word(j)} {p.text(a, b)}" if a < b else ""


def _opens_clause(p: Parse, draft: Draft) -> bool:
    """Whether the figure opens its sentence or clause: what it counts is the subject."""
    j = draft.first
    while p.tag(j - 1) == "L" or p.word(j - 1) == "ada":
        j -= 1
    before = p.word(j - 1)
    return p.tag(j - 1) in '.,"' or before in ("bahwa", "bahawa") or _opens(p, before)


def _opens(p: Parse, word: str) -> bool:
    return p.grammar.has("causes", word) or p.grammar.has("joins", word) or p.grammar.has("opens", word)


def with_predicate(p: Parse, draft: Draft, right: str, end: int) -> str:
    """As in "29 penerbangan dibatalkan", "114 desa belum memenuhi standar": with a short predicate of the subject."""
    if p.grammar.language == "en" or not _opens_clause(p, draft):
        return right
    a, b = phrase_after(p, draft.last, end)
    if a == b or p.text(a, b) != right or "Y" in p.tags[a:b]:
        return right
    first = j = _past_share(p, b, end)
    while p.tag(j) in "A!" and j < first + 3:
        j += 1
    if p.tag(j) != "V" or p.word(j) in p.grammar.speech:
        return right
    if p.grammar.has("located", p.word(j)):
        c, d = complement(p, j + 1, end)
        return f"{right} {p.text(c, d)}" if c < d else right
    limit = _PREDICATE if b - a == 1 else max(SHORT, b - a + 1)
    last = predicate_end(p, j, end)
    if last - first > limit:
        last = next((i for i in range(j + 1, last) if p.tags[i] in "PWYA&"), last)
    return f"{right} yang {p.text(first, last)}" if j < last <= first + limit else right


def _past_share(p: Parse, j: int, end: int) -> int:
    """Past the same told as a share: "114 desa atau 90 persen dari total desa"; `j` when it is not."""
    if p.word(j) not in ("atau", "(") or "F" not in p.tags[j : j + 4]:
        return j
    k = j + 1
    while k < min(end, j + 16) and p.tags[k] in "AFLNPT)":
        k += 1
    return k


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
    elif p.grammar.language == "en":
        a, k = complement(p, j + 1, end) if p.tag(j + 1) in "PW" else phrase_after(p, j + 1, end, clause=False)
        k = k if a < k else j + 1
    else:
        k = predicate_end(p, j, end)
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


def of_bracket(p: Parse, draft: Draft, right: str) -> str:
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


def of_goal(p: Parse, left: Measured, right: str) -> str:
    """As in "target awal 100 sekolah": the count of what is aimed at."""
    a, b = left.span
    if not left.adjacent or not 0 < b - a <= SHORT or not p.grammar.has("goal", p.word(a).removesuffix("nya")):
        return right
    return f"{p.text(a, b).removesuffix('nya')} {right}"


def told_before(p: Parse, draft: Draft, left: Measured, right: str) -> str:
    """As in "amunisi sebanyak 90 butir", "jumlah kasus mencapai 30 kasus": told before, repeated after."""
    a, b = left.span
    if a >= b or b - a > 12:
        return ""
    j = draft.first - 1
    if p.tag(a - 1) in "PW":
        return ""
    if p.word(j) in ("sebanyak", "sejumlah") and p.tag(j - 1) in "N)":
        return p.text(a, b)
    words = right.lower().split()
    near = p.tag(j) in "LAT" or b == draft.first or (b == j and p.tag(j) == "V")
    if len(words) <= 2 and near and b > draft.first - 8 and words[0] in p.tokens.lower[a:b]:
        return p.text(a, b)
    if len(words) == 1 and p.grammar.has("classifier", words[0]):
        return p.text(a, b)
    k = draft.first
    while k > a and p.tag(k - 1) == "N":
        k -= 1
    if len(words) == 1 and p.grammar.has("container", words[0]) and 0 < draft.first - k <= SHORT:
        return f"{right} {p.text(k, draft.first)}"
    return ""


def with_owner(r: Reading, k: int, text: str) -> str:
    """As in "perusahaan itu memiliki 365 pegawai": with the one who has them, when the words are few."""
    p, draft, start = r.parse, r.drafts[k], r.sentences[k][0]
    j = draft.first
    while j > start and p.tags[j - 1] in "LAd" and p.word(j - 1) not in HAD:
        j -= 1
    if j <= start or (p.tags[j - 1] != "V" and p.word(j - 1) not in HAD):
        return text
    verb = p.grammar.verb(p.word(j - 1))
    if verb is None or verb.role != "have" or len(text.split()) > SHORT:
        return text
    a, b = owner_before(p, j - 1, start)
    if a >= b or b - a > (SHORT + 1 if not p.tokens.is_capital(b - 1) else _NAME):
        return text
    head, rate, share = text.partition(" per " if " per " in text else " dalam ")
    return f"{noun_of(p, head, p.text(a, b))}{rate}{share}"


def of_act(r: Reading, k: int, text: str) -> str:
    """As in "pemerintah membangun 300 rumah": what somebody acts upon, with the act and who does it."""
    p, draft, start = r.parse, r.drafts[k], r.sentences[k][0]
    j = draft.first
    while j > start and (p.tags[j - 1] in "LAd" or p.grammar.has("sum", p.word(j - 1))):
        j -= 1
    word = p.word(j - 1)
    if p.grammar.language == "en" or j <= start or p.tags[j - 1] != "V" or len(text.split()) >= SHORT:
        return text
    verb = p.grammar.verb(word)
    if (
        (verb is not None and verb.role not in ("deal", "begin"))
        or word in p.grammar.speech
        or p.grammar.has("opines", word)
    ):
        return text
    act = passive(word)
    a, b = owner_before(p, j - 1, start)
    unnamed = b - a == 1 and p.tokens.opens_sentence(a) and not p.tokens.written(a).isupper()
    if not act or a >= b or b - a > SHORT + 1 or unnamed or " yang " in text:
        return text
    return f"{text} yang {act} {p.text(a, b)}"
