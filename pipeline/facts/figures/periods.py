"""The period a quantity refers to: a calendar figure of its sentence, or a year said in words."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from pipeline.facts.figures.draft import CALENDAR, Draft
from pipeline.facts.figures.grammar import load_grammar
from pipeline.facts.figures.lexicon import Lexicon
from pipeline.facts.figures.tokens import Tokens

_BREAKS = frozenset((";", ":", ","))
_AFTER_REACH = 12
_BACK_REACH = 20
_LISTED = 12
_FROM = frozenset(("dari", "from"))
_TO = frozenset(("menjadi", "ke", "to"))
_AND = frozenset(("dan", "and", "serta"))
_DATING = frozenset(("pada", "hingga", "sampai", "per", "sejak", "on", "until", "since", "by", "hari"))
_SPEECH_REACH = 9
_ASKED = frozenset(
    ("dihubungi", "ditemui", "dikonfirmasi", "keterangan", "siaran", "interview", "statement", "telepon")
)

Days = tuple[date, date]


def period_text(days: Days) -> str:
    """A period as ISO 8601: a year, a month, a day, or an interval of two of them."""
    low, high = days
    if low == high:
        return low.isoformat()
    if low.day == 1 and (high + timedelta(days=1)).day == 1:
        if low.month == 1 and high.month == 12:
            return str(low.year) if low.year == high.year else f"{low.year}/{high.year}"
        first, last = low.isoformat()[:7], high.isoformat()[:7]
        return first if first == last else f"{first}/{last}"
    return f"{low.isoformat()}/{high.isoformat()}"


def periods(
    tokens: Tokens,
    drafts: Sequence[Draft],
    days: Sequence[Days | None],
    sentences: Sequence[tuple[int, int]],
    same: Sequence[int | None],
    today: date | None,
    lexicon: Lexicon,
    last: Days | None = None,
) -> list[Days | None]:
    """For each quantity the days it refers to, None when the text does not say.

    `days` are those of the calendar figures, `same` the figures that say the same amount. Within the sentence the next
    calendar figure of the clause goes first, then one before, then words such as "tahun lalu" (which need `today`); a
    sentence that refers back ("angka tersebut") takes the period of the one before, or `last`, that of the quantity
    before the paragraph. A duration has no period: it is one.
    """
    usable = [
        k for k, d in enumerate(drafts) if d.kind in CALENDAR and days[k] is not None and not _idle(tokens, d, lexicon)
    ]
    cues: dict[tuple[int, int], dict[str, int]] = {}
    found: list[Days | None] = []
    for k, draft in enumerate(drafts):
        if draft.kind in CALENDAR or draft.kind in ("ordinal", "duration"):
            found.append(None)
            continue
        if sentences[k] not in cues:
            cues[sentences[k]] = _cues(tokens, sentences[k], lexicon)
        said = cues[sentences[k]]
        source = _respective(drafts, sentences, k, usable) if "respectively" in said else None
        if source is None:
            source = _nearest(tokens, drafts, sentences, k, usable, lexicon)
        own = _earlier(tokens, drafts, sentences, k, found, lexicon)
        if own is None:
            own = _following_year(tokens, draft, days, usable, k, lexicon)
        if own is None:
            own = days[source] if source is not None else _in_words(draft, said, today)
        partner = same[k]
        if own is None and partner is not None and partner < k:
            own = found[partner]
        if own is None:
            own = _carried(drafts, sentences, k, found, said, last)
        found.append(own)
    return found


def continued(
    drafts: Sequence[Draft],
    sentences: Sequence[tuple[int, int]],
    found: Sequence[Days | None],
    things: Sequence[str | None],
) -> list[Days | None]:
    """The periods, with those of figures that go on about a series in the next sentence without a date of its own.

    A series goes on where a quantity of the same unit is called by a word of the thing before: after "pada 2024
    pendapatan usaha ... Rp 5 triliun" also "pendapatan lain Rp 1 triliun".
    """
    filled = list(found)
    dated = {sentences[k] for k, draft in enumerate(drafts) if draft.kind in CALENDAR or found[k] is not None}
    series: dict[tuple[str, str | None], int] = {}
    for k, draft in enumerate(drafts):
        if draft.kind not in ("money", "percent", "measure"):
            continue
        key = (draft.kind, draft.unit)
        j = series.get(key)
        if filled[k] is None and j is not None and sentences[k] not in dated and sentences[j][1] + 2 >= sentences[k][0]:
            filled[k] = filled[j] if _shared(things[j] or "", things[k] or "") else None
        if filled[k] is not None:
            series[key] = k
    return filled


def _shared(one: str, two: str) -> bool:
    """Whether the first long word of a thing, its head, stands in the other."""
    words = [word for word in two.lower().split() if len(word) > 4]
    return bool(words) and words[0] in one.lower().split()


def _carried(
    drafts: Sequence[Draft],
    sentences: Sequence[tuple[int, int]],
    k: int,
    found: Sequence[Days | None],
    said: dict[str, int],
    last: Days | None,
) -> Days | None:
    """The period of the quantities before, when the sentence goes on about them."""
    opens = said.get("carry_opens", -1)
    if not ("carry" in said or "carry_span" in said or sentences[k][0] <= opens <= sentences[k][0] + 1):
        return None
    before = [days for days in found[-_BACK_REACH:] if days is not None]
    if "carry_span" in said:
        near = range(max(0, k - _LISTED), min(len(drafts), k + _LISTED))
        peers = [j for j in near if sentences[j] == sentences[k] and drafts[j].kind == drafts[k].kind]
        if len(peers) == 2 and len(before) >= 2 and k == peers[0]:
            return before[-2]
        if len(peers) == 2 and len(before) >= 2:
            return before[-1] if before[-1] != found[peers[0]] else before[-2]
    return before[-1] if before else last


def _earlier(
    tokens: Tokens,
    drafts: Sequence[Draft],
    sentences: Sequence[tuple[int, int]],
    k: int,
    found: Sequence[Days | None],
    lexicon: Lexicon,
) -> Days | None:
    """As in "Rp 5 triliun, naik dari periode sebelumnya sebesar Rp 4 triliun": a year before the quantity before."""
    peers = range(k - 1, max(-1, k - _BACK_REACH), -1)
    j = next((j for j in peers if found[j] is not None and sentences[j] == sentences[k]), None)
    known = found[j] if j is not None else None
    if j is None or known is None:
        return None
    near = range(drafts[j].last, drafts[k].first)
    if len(near) > _AFTER_REACH or any(drafts[u].kind in CALENDAR for u in range(j + 1, k)):
        return None
    told = {
        first
        for first in near
        for phrase in lexicon.roles.get("period_previous", ())
        if tokens.find_phrase(first, phrase)
    }
    if not told or not any(
        lexicon.has("compared", tokens.lower[i]) or tokens.lower[i] in ("dari", "from") for i in near
    ):
        return None
    low, high = known
    try:
        return low.replace(year=low.year - 1), high.replace(year=high.year - 1)
    except ValueError:
        return low.replace(year=low.year - 1), high.replace(year=high.year - 1, day=28)


def _cues(tokens: Tokens, sentence: tuple[int, int], lexicon: Lexicon) -> dict[str, int]:
    """Roles of the period cues in a sentence, with the token where the first of each stands."""
    found: dict[str, int] = {}
    for j in range(*sentence):
        for phrase, role in lexicon.sentence_cues.get(tokens.lower[j], ()):
            if role in found or not tokens.find_phrase(j, phrase):
                continue
            if not role.startswith("period") or not _is_compared(tokens, j, lexicon):
                found[role] = j
    return found


def _is_compared(tokens: Tokens, j: int, lexicon: Lexicon) -> bool:
    """As in "dibandingkan periode yang sama tahun lalu": the time of what is compared, not of what is told."""
    return any(lexicon.has("compared", word) for word in tokens.lower[max(0, j - 5) : j])


def _nearest(
    tokens: Tokens,
    drafts: Sequence[Draft],
    sentences: Sequence[tuple[int, int]],
    k: int,
    usable: Sequence[int],
    lexicon: Lexicon,
) -> int | None:
    i = bisect_right(usable, k)
    after = usable[i] if i < len(usable) and sentences[usable[i]] == sentences[k] else None
    before = usable[i - 1] if i and sentences[usable[i - 1]] == sentences[k] else None
    if before is not None and _apart(tokens, drafts, before, k, lexicon):
        before = None
    if after is not None and (_compared(tokens, drafts, k, after, lexicon) or _barred(tokens, drafts, k, after)):
        after = None
    if after is not None and (before is None or _reaches(tokens, drafts, k, after)):
        return after
    return before


def _apart(tokens: Tokens, drafts: Sequence[Draft], before: int, k: int, lexicon: Lexicon) -> bool:
    """A subordinate clause between a calendar figure and the quantity after it: "2025, setelah ..."."""
    between = range(drafts[before].last, drafts[k].first)
    return any(tokens.lower[i] == "," and lexicon.has("clause", tokens.word(i + 1)) for i in between)


def _reaches(tokens: Tokens, drafts: Sequence[Draft], k: int, after: int) -> bool:
    """No clause mark between a quantity and the calendar figure that follows it."""
    between = tokens.lower[drafts[k].last : drafts[after].first]
    return len(between) <= _AFTER_REACH and not any(word in _BREAKS for word in between)


def _barred(tokens: Tokens, drafts: Sequence[Draft], k: int, after: int) -> bool:
    """Whether the date after a quantity is another's: "from 3 to 4 in 2024" dates the 4."""
    between = tokens.lower[drafts[k].last : drafts[after].first]
    quantities = {drafts[j].first for j in range(k + 1, after) if drafts[j].kind not in CALENDAR}
    peers = {drafts[j].first for j in range(k + 1, after) if drafts[j].kind == drafts[k].kind}
    first = drafts[k].last
    for i, word in enumerate(between, first):
        if word in _FROM and any(i < q <= i + 3 for q in quantities):
            return True
        if word in _TO and any(i < q <= i + 3 for q in peers):
            return True
        if word in _AND and i == first and not any(i < q <= i + 4 for q in quantities):
            return True
    return False


def _compared(tokens: Tokens, drafts: Sequence[Draft], k: int, after: int, lexicon: Lexicon) -> bool:
    """As in "naik 4 persen dibandingkan Mei 2014": the later date dates what is compared."""
    between = tokens.lower[drafts[k].last : drafts[after].first]
    if any(lexicon.has("compared", word) for word in between):
        return True
    return [word for word in between[-2:] if word not in ("tahun", "bulan", "in")][-1:] in (["dari"], ["from"])


def _respective(
    drafts: Sequence[Draft], sentences: Sequence[tuple[int, int]], k: int, usable: Sequence[int]
) -> int | None:
    """As in "in 2022 and 2023, $1.2 billion and $1.3 billion, respectively": years and quantities in the same order."""
    i = bisect_right(usable, k)
    usable = [u for u in usable[max(0, i - _LISTED) : i + _LISTED] if sentences[u] == sentences[k]]
    if len(usable) < 2:
        return None
    near = range(max(0, k - _LISTED), min(len(drafts), k + _LISTED))
    peers = [j for j in near if sentences[j] == sentences[k] and drafts[j].kind == drafts[k].kind]
    return usable[peers.index(k)] if len(peers) == len(usable) else None


def _following_year(
    tokens: Tokens, draft: Draft, days: Sequence[Days | None], usable: Sequence[int], k: int, lexicon: Lexicon
) -> Days | None:
    """As in "the following year", "tahun sebelumnya" after a quantity, counted from the calendar figure before it."""
    i = bisect_right(usable, k)
    known = days[usable[i - 1]] if i else None
    if known is None:
        return None
    for role, shift in (("period_following", 1), ("period_previous", -1)):
        for phrase in lexicon.roles.get(role, ()):
            if any(tokens.find_phrase(draft.last + skip, phrase) for skip in (0, 1, 2)):
                year = known[0].year + shift
                return date(year, 1, 1), date(year, 12, 31)
    return None


def _in_words(draft: Draft, said: dict[str, int], today: date | None) -> Days | None:
    """As in "tahun ini", "last year", "saat ini" in the sentence of a quantity, resolved by the publication date."""
    if today is None:
        return None
    for role, shift in (("period_year", 0), ("period_last", -1), ("period_next", 1)):
        if role in said:
            return date(today.year + shift, 1, 1), date(today.year + shift, 12, 31)
    return (today, today) if said.get("period_now", draft.first) < draft.first else None


def _idle(tokens: Tokens, draft: Draft, lexicon: Lexicon) -> bool:
    """A calendar figure that dates no quantity: the day somebody spoke, the year of a law."""
    when = draft.when
    before = tokens.word(draft.first - 1)
    if when is not None and when.weekday is not None:
        return before not in _DATING or _is_speech(tokens, draft, lexicon)
    if before in ("uud", "uu", "undang", "law", "act"):
        return True
    if before == "," and draft.kind == "date" and when is not None and when.is_full():
        return True
    law = tokens.is_number(draft.first - 2) and lexicon.has("law", tokens.word(draft.first - 3))
    return law and before in ("tahun", "thn")


def _is_speech(tokens: Tokens, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether the words before or after a day tell of speaking: "kata Tono pada Selasa", "dihubungi Rabu"."""
    speech = load_grammar(lexicon.language).speech
    near = tokens.lower[max(0, draft.first - _SPEECH_REACH) : draft.last + 4]
    return any(word in speech or word in _ASKED for word in near)
