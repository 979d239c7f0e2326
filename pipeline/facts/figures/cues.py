"""What the words around a figure say of it: its comparator and whether it is a fact, a target or an estimate."""

from collections.abc import Sequence
from datetime import date
from typing import cast

from pipeline.facts.figures.draft import CALENDAR, Draft
from pipeline.facts.figures.lexicon import Lexicon
from pipeline.facts.figures.tokens import Tokens
from pipeline.facts.model import Comparator, Modality

_REACH = 6
_MAY_REACH = 8
_MODALITY_REACH = 40
_DURATION_REACH = 4
_ENDS = frozenset((",", ".", ";", ")", "”", '"', "", "!", "?"))
_BACK = frozenset(("itu", "tersebut", "tadi"))
_RELATIVE_REACH = 4
_HARD = frozenset((";", "!", "?"))


def comparators(tokens: Tokens, drafts: Sequence[Draft], lexicon: Lexicon) -> list[Comparator]:
    """The comparator of each figure; a figure joined by "dan" to one of its own unit shares its comparator."""
    found: list[Comparator] = []
    for k, draft in enumerate(drafts):
        own = draft.sure or _before(tokens, draft, lexicon) or _after(tokens, draft, lexicon)
        if own is None and k and _coordinated(tokens, drafts[k - 1], draft):
            own = found[k - 1]
        found.append(own or "=")
    return found


def _coordinated(tokens: Tokens, before: Draft, draft: Draft) -> bool:
    if before.kind != draft.kind or draft.kind != "money" or before.unit != draft.unit:
        return False
    return tokens.lower[before.last : draft.first] in (["dan"], ["and"])


def _before(tokens: Tokens, draft: Draft, lexicon: Lexicon) -> Comparator | None:
    j = draft.first - 1
    calendar = draft.kind in CALENDAR
    for _ in range(_REACH):
        word = tokens.word(j)
        for phrase, comparator in lexicon.comparators_before.get(word, ()):
            if not tokens.find_phrase(j - len(phrase) + 1, phrase):
                continue
            if calendar and comparator not in ("<=", "~"):
                return None
            if draft.kind == "duration" and lexicon.has("time_span", word):
                return None
            if comparator != "cap":
                return cast(Comparator, comparator)
            return "<=" if not calendar and _is_cap(tokens, j - len(phrase), lexicon) else None
        if word not in lexicon.fillers:
            return None
        j -= 1
    return None


def _is_cap(tokens: Tokens, j: int, lexicon: Lexicon) -> bool:
    """As in "dapat menampung hingga 200": the clause speaks of what can be."""
    for k in range(j, max(j - _MAY_REACH, -1), -1):
        word = tokens.lower[k]
        if word in lexicon.may:
            return True
        if word in (".", ";", ","):
            return False
    return False


def _after(tokens: Tokens, draft: Draft, lexicon: Lexicon) -> Comparator | None:
    if draft.kind in CALENDAR:
        return None
    word = tokens.word(draft.last)
    for phrase, comparator in lexicon.comparators_after.get(word, ()):
        if not tokens.find_phrase(draft.last, phrase):
            continue
        end = draft.last + len(phrase)
        if lexicon.has("more_after", word) and not _ends_there(tokens, draft, end, lexicon):
            continue
        if word == "+" and (not tokens.glued(draft.last - 1) or tokens.is_number(end)):
            continue
        return cast(Comparator, comparator)
    return None


def _ends_there(tokens: Tokens, draft: Draft, end: int, lexicon: Lexicon) -> bool:
    """Whether "lebih" closes the number ("12 juta lebih pengguna") and compares nothing ("20 persen lebih murah")."""
    word = tokens.word(end)
    if draft.kind == "count" and word[:1].isalpha():
        return not lexicon.has("degree", word)
    return word in _ENDS


def modalities(
    tokens: Tokens,
    drafts: Sequence[Draft],
    days: Sequence[tuple[date, date] | None],
    periods: Sequence[tuple[date, date] | None],
    sentence_starts: Sequence[int],
    today: date | None,
    lexicon: Lexicon,
) -> list[Modality]:
    """Actual, target or estimate for each figure.

    `days` are the resolved days of calendar figures, `periods` those a quantity refers to, `sentence_starts` the first
    token of each figure's sentence, `today` the publication date: what lies after it is a target. A cue counts within
    its clause only; a duration takes one only right before it, for "selama 90 hari" tells how long.
    """
    found: list[Modality] = []
    for k, draft in enumerate(drafts):
        day = days[k] if draft.kind in CALENDAR else periods[k]
        ahead = day is not None and today is not None and day[0] > today
        reach = _DURATION_REACH if draft.kind == "duration" else _MODALITY_REACH
        role = _nearest_cue(tokens, draft, sentence_starts[k], reach, lexicon)
        if draft.kind in CALENDAR:
            role = (role if role == "estimate" else "target") if ahead else role if today is None else None
        elif _aimed_after(tokens, draft, lexicon):
            role = "target"
        elif role is not None and _starts_at(tokens, drafts, k, lexicon):
            role = None
        elif (
            role is None
            and ahead
            and draft.kind in ("money", "percent", "measure", "count")
            and not _told(tokens, draft)
        ):
            role = "target"
        found.append(cast(Modality, role or "actual"))
    return found


def _aimed_after(tokens: Tokens, draft: Draft, lexicon: Lexicon) -> bool:
    """As in "its 43 percent target": the noun after the figure says aim."""
    if draft.kind not in ("percent", "money", "measure"):
        return False
    return (
        any(lexicon.has("aim_after", tokens.word(draft.last + i)) for i in (0, 1)) and tokens.word(draft.last) != "of"
    )


def _starts_at(tokens: Tokens, drafts: Sequence[Draft], k: int, lexicon: Lexicon) -> bool:
    """As in "from 20 percent to 24 percent": the first of the two is what is, unless it is called an earlier target."""
    draft, following = drafts[k], drafts[k + 1] if k + 1 < len(drafts) else None
    if following is None or following.kind != draft.kind:
        return False
    near = tokens.lower[max(0, draft.first - 4) : draft.first]
    if not {"dari", "from"} & set(near) or {"lebih", "kurang"} & set(near) or {"target", "targetnya"} & set(near):
        return False
    return bool({"to", "menjadi", "ke", "jadi"} & set(tokens.lower[draft.last : following.first]))


def _told(tokens: Tokens, draft: Draft) -> bool:
    """As in "dua aturan itu": what has been told of already is no aim."""
    return any(tokens.word(draft.last + i) in _BACK for i in (1, 2, 3)) and draft.kind == "count"


def _nearest_cue(tokens: Tokens, draft: Draft, start: int, reach: int, lexicon: Lexicon) -> str | None:
    """The role of the nearest cue before a figure in its clause; "diperkirakan akan" is an estimate, not an aim."""
    weak: str | None = None
    for j in range(draft.first - 1, max(start, draft.first - reach) - 1, -1):
        word = tokens.lower[j]
        if _ends_clause(tokens, j, draft.first, lexicon):
            return weak
        for phrase, role in lexicon.modality.get(word, ()):
            if not tokens.find_phrase(j - len(phrase) + 1, phrase) or _names(tokens, j, lexicon):
                continue
            if role == "target" and word in lexicon.weak and weak is None:
                weak = role
                break
            if weak is not None and role != "estimate":
                return weak
            return role
    return weak


def _names(tokens: Tokens, j: int, lexicon: Lexicon) -> bool:
    """Whether a noun such as "rencana" only names what is spoken of: within a name, or pointed back to."""
    if not lexicon.has("aim_noun", tokens.lower[j]):
        return False
    return (tokens.is_capital(j) and not tokens.opens_sentence(j)) or bool(_BACK & set(tokens.lower[j + 1 : j + 4]))


def _ends_clause(tokens: Tokens, j: int, figure: int, lexicon: Lexicon) -> bool:
    """Whether a cue before token `j` speaks of another clause: a hard mark, or a word that opens one after a comma."""
    word = tokens.lower[j]
    if word in _HARD:
        return True
    if word == "," and figure - j > _RELATIVE_REACH:
        return lexicon.has("after_comma", tokens.word(j + 1))
    return lexicon.has("clause", word)
