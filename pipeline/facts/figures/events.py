"""What happened or is due on a day or in a year: the thing of a calendar figure. None is better than a guess."""

from pipeline.facts.figures.draft import Draft
from pipeline.facts.figures.grammar import Parse
from pipeline.facts.figures.nouns import phrase_after, phrase_before, trim, without_complement
from pipeline.facts.figures.phrases import name_before

_LIMIT = 7
_WHEN = frozenset(("pada", "on", "in", "by", "hingga", "dalam", "for", "at", "di", "from"))
_REACH = 20
_IS = frozenset(("adalah", "ialah", "yaitu", "is", "was"))


def event(p: Parse, draft: Draft, sentence: tuple[int, int]) -> str | None:
    """The event that the text dates by a calendar figure, the name a year belongs to, or the law of that year."""
    if draft.kind == "year":
        name = name_before(p.tokens, draft.first, sentence[0]) or _abbreviated(p, draft.first, sentence[0])
        if name is not None:
            return name
        law = _law(p, draft.first, sentence[0])
        if law is not None:
            return law
    start, end = sentence
    j = draft.first
    while j > start and (p.tags[j - 1] in "TLA" or (p.tags[j - 1] == "P" and p.word(j - 1) in _WHEN)):
        j -= 1
    if j <= start or p.tags[j - 1] in ',X"':
        return _gathering(p, j, start) or _held(p, j, start) or _told_after(p, draft.last, end)
    if p.word(draft.first - 1) in _IS or p.word(j) in _IS:
        return _equated(p, j, start)
    if p.tags[j - 1] in "VA" or p.word(j - 1) in p.grammar.events:
        return _predicate(p, j, start)
    return _gathering(p, j, start) or _happening(p, j, start) or _predicate(p, j, start)


def _abbreviated(p: Parse, j: int, start: int) -> str | None:
    """As in "Pemilihan Kepala Daerah (Pilkada) 2020": the name with its short form."""
    while p.word(j - 1) == "tahun":
        j -= 1
    if p.tag(j - 1) != ")" or p.tag(j - 3) != "(":
        return None
    name = name_before(p.tokens, j - 3, start)
    return f"{name} {p.text(j - 3, j)}" if name is not None else None


def _told_after(p: Parse, j: int, end: int) -> str | None:
    """As in "Pada 3 Mei, perusahaan itu menggelar uji coba": the act, or subject and verb; None before amounts."""
    while j < end and p.tags[j] in "T),A":
        j += 1
    if "F" in p.tags[j : min(end, j + 40)]:
        return None
    first = j
    while j < end and p.tags[j] in "N-&dD":
        j += 1
    subject = trim(p, first, j)
    while j < end and p.tags[j] in "A!":
        j += 1
    if p.tag(j) != "V" or j - first > _LIMIT:
        return None
    verb = p.grammar.verb(p.word(j))
    if verb is not None and verb.role in ("light", "begin"):
        a, b = phrase_after(p, j + 1, end)
        return p.text(a, b) if 0 < b - a <= _LIMIT else None
    if p.word(j) in p.grammar.events and subject[0] < subject[1]:
        return f"{p.text(*subject)} {p.text(j, j + 1)}"
    return None


def _predicate(p: Parse, j: int, start: int) -> str | None:
    """As in "tenggat negosiasi akan berakhir pada 9 Juli": the subject and its verb, or the object of an act."""
    k = j
    while (
        k > start
        and p.tags[k - 1] in "NA"
        and j - k < 3
        and p.word(k - 1) not in p.grammar.events
        and p.tags[k - 1] != "V"
    ):
        k -= 1
    verb_at = k - 1
    if verb_at < start or (p.tags[verb_at] != "V" and p.word(verb_at) not in p.grammar.events):
        return None
    word = p.word(verb_at)
    verb = p.grammar.verb(word)
    if verb is not None and verb.role in ("light", "begin") and p.tag(verb_at + 1) in "Nd":
        first, last = trim(p, verb_at + 1, j)
        return p.text(first, last) if first < last else None
    light = verb is not None and verb.role == "light" and verb_at == j - 1
    done = word.startswith("di") and p.grammar.language != "en" and word not in p.grammar.speech and verb_at == j - 1
    if word not in p.grammar.events and not light and not done:
        return None
    k = verb_at
    while k > start and p.tags[k - 1] in "AY!T":
        k -= 1
    if k <= start or p.tags[k - 1] not in "ND)":
        return None
    first, last = without_complement(p, trim(p, *phrase_before(p, k, max(start, k - _REACH))), _LIMIT)
    if first == last or light:
        return p.text(first, last) if first < last else None
    return f"{p.text(first, last)} {p.text(*trim(p, verb_at, j))}"


def _gathering(p: Parse, j: int, start: int) -> str | None:
    """As in "rapat koordinasi di Bandung, Jawa Barat, Kamis": a meeting with its place, then its day."""
    k = j - 1
    while k >= max(start, j - _REACH) and (p.tags[k] in 'NP,-)(D&Y"' or (p.tags[k] == "V" and p.tags[k - 1] == "Y")):
        if (
            p.tags[k] == "N"
            and p.grammar.has("gathering", p.word(k))
            and not (p.tokens.is_capital(k) and p.tag(k - 1) == "N")
        ):
            first, last = without_complement(p, _around(p, k, j, start), _LIMIT + 2)
            return p.text(first, last) if first < last else None
        k -= 1
    return None


def _happening(p: Parse, j: int, start: int) -> str | None:
    """As in "penandatanganan perjanjian pada 7 Juli": the nearest noun for an act, no verb between."""
    k = j - 1
    while k >= max(start, j - _REACH) and p.tags[k] not in "VFT,.":
        if p.tags[k] == "N" and p.grammar.has("act", p.word(k)):
            first, last = without_complement(p, _around(p, k, j, start), _LIMIT)
            return p.text(first, last) if first < last else None
        k -= 1
    return None


def _around(p: Parse, k: int, end: int, start: int) -> tuple[int, int]:
    """The phrase of the noun at token `k`; in English with the words before it ("annual climate statement")."""
    first, last = phrase_after(p, k, end, clause=False)
    while p.grammar.language == "en" and first > start and p.tags[first - 1] in "N-":
        first -= 1
    return first, last


def _equated(p: Parse, j: int, start: int) -> str | None:
    """As in "batas pendaftaran adalah 8 April": what the day is said to be."""
    first, last = without_complement(p, trim(p, *phrase_before(p, j, max(start, j - _REACH))), _LIMIT)
    return p.text(first, last) if first < last else None


def _held(p: Parse, j: int, start: int) -> str | None:
    """As in "sekolah itu menggelar lomba baca di Bandung, Sabtu": what was held or begun."""
    k = j - 1
    while k >= max(start, j - _REACH) and p.tags[k] not in "FT.(":
        if p.tags[k] == ")":
            k = next((i for i in range(k, start, -1) if p.tags[i] == "("), start)
        verb = p.grammar.verb(p.word(k))
        if p.tags[k] == "V" and verb is not None and verb.role in ("light", "begin"):
            if p.word(k).startswith(("di", "menjala", "membuat")):
                return None
            first, last = without_complement(p, phrase_after(p, k + 1, j, clause=False), _LIMIT)
            return p.text(first, last) if first < last else None
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
    while first > start and (
        p.tags[first - 1] in "&-" or (p.tags[first - 1] == "N" and p.tokens.is_capital(first - 1))
    ):
        first -= 1
    first, _ = trim(p, first, k)
    return p.text(first, j) if first < k else None
