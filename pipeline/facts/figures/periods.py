"""The period a quantity refers to: a calendar figure of its sentence, or a year said in words."""

from collections.abc import Sequence
from datetime import date, timedelta

from pipeline.facts.figures.draft import Draft
from pipeline.facts.figures.lexicon import Lexicon
from pipeline.facts.figures.tokens import Tokens

CALENDAR = frozenset(("date", "year", "year_range"))
_BREAKS = frozenset((";", ":", ","))
_AFTER_REACH = 12

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
) -> list[Days | None]:
    """For each quantity the days it refers to, None when the text does not say.

    `days` are those of the calendar figures, `same` the figures that say the same amount. Within the sentence the next
    calendar figure of the clause goes first, then one before, then words such as "tahun lalu" (which need `today`); a
    sentence that refers back ("angka tersebut") takes the period of the one before.
    """
    usable = [
        k for k, d in enumerate(drafts) if d.kind in CALENDAR and days[k] is not None and not _idle(tokens, d, lexicon)
    ]
    cues: dict[tuple[int, int], dict[str, int]] = {}
    found: list[Days | None] = []
    for k, draft in enumerate(drafts):
        if draft.kind in CALENDAR or draft.kind == "ordinal":
            found.append(None)
            continue
        if sentences[k] not in cues:
            cues[sentences[k]] = _cues(tokens, sentences[k], lexicon)
        said = cues[sentences[k]]
        local = [u for u in usable if sentences[u] == sentences[k]]
        source = _respective(drafts, sentences, k, local) if "respectively" in said else None
        if source is None:
            source = _nearest(tokens, drafts, k, local, lexicon)
        own = _following_year(tokens, draft, days, usable, k, lexicon)
        if own is None:
            own = days[source] if source is not None else _in_words(draft, said, today)
        partner = same[k]
        if own is None and partner is not None and partner < k:
            own = found[partner]
        if own is None and "carry" in said:
            own = next((found[j] for j in range(k - 1, -1, -1) if found[j] is not None), None)
        found.append(own)
    return found


def _cues(tokens: Tokens, sentence: tuple[int, int], lexicon: Lexicon) -> dict[str, int]:
    """Roles of the period cues in a sentence, with the token where the first of each stands."""
    found: dict[str, int] = {}
    for j in range(*sentence):
        for phrase, role in lexicon.sentence_cues.get(tokens.lower[j], ()):
            if role not in found and tokens.find_phrase(j, phrase):
                found[role] = j
    return found


def _nearest(tokens: Tokens, drafts: Sequence[Draft], k: int, usable: Sequence[int], lexicon: Lexicon) -> int | None:
    after = next((u for u in usable if u > k), None)
    before = next((u for u in reversed(usable) if u < k), None)
    if after is not None and _compared(tokens, drafts, k, after, lexicon):
        after = None
    if after is not None and (before is None or _reaches(tokens, drafts, k, after)):
        return after
    return before


def _reaches(tokens: Tokens, drafts: Sequence[Draft], k: int, after: int) -> bool:
    """No clause mark between a quantity and the calendar figure that follows it."""
    between = tokens.lower[drafts[k].last : drafts[after].first]
    return len(between) <= _AFTER_REACH and not any(word in _BREAKS for word in between)


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
    if len(usable) < 2:
        return None
    peers = [j for j, d in enumerate(drafts) if sentences[j] == sentences[k] and d.kind == drafts[k].kind]
    return usable[peers.index(k)] if len(peers) == len(usable) else None


def _following_year(
    tokens: Tokens, draft: Draft, days: Sequence[Days | None], usable: Sequence[int], k: int, lexicon: Lexicon
) -> Days | None:
    """As in "the following year", "tahun sebelumnya" after a quantity, counted from the calendar figure before it."""
    before = next((u for u in reversed(usable) if u < k), None)
    known = days[before] if before is not None else None
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
    if when is not None and when.weekday is not None:
        return True
    before = tokens.word(draft.first - 1)
    if before in ("uud", "uu", "undang", "law", "act"):
        return True
    if before == "," and draft.kind == "date" and when is not None and when.is_full():
        return True
    law = tokens.is_number(draft.first - 2) and lexicon.has("law", tokens.word(draft.first - 3))
    return law and before in ("tahun", "thn")
