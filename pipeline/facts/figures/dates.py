"""Calendar expressions in Latin script: the entry for days and months, and weekdays with their dates."""

from dataclasses import replace

from pipeline.facts.figures.calendar import Day, When
from pipeline.facts.figures.days import Found, directed, from_month, from_number, make_draft, read_day_month
from pipeline.facts.figures.draft import Draft
from pipeline.facts.figures.lexicon import Lexicon
from pipeline.facts.figures.tokens import Tokens

_RANGE_MARKS = frozenset(("-", "–", "—"))
_AWAITED_REACH = 12
_CLAUSE_MARKS = frozenset(',.;:"“”?!()')


def read_date(tokens: Tokens, i: int, lexicon: Lexicon) -> Draft | None:
    """The day, month or weekday expression that starts at token `i`; None when there is none."""
    if lexicon.weekdays.get(tokens.lower[i]) is not None:
        return _read_weekday(tokens, i, lexicon)
    found = from_number(tokens, i, lexicon) if tokens.is_number(i) else from_month(tokens, i, lexicon)
    if found is None:
        return None
    when = _placed_before(tokens, i, directed(tokens, found[0], found[1], lexicon), lexicon)
    if when.direction is None and when.low.year is None and when.low.day is None and _awaited(tokens, i, lexicon):
        when = replace(when, direction="future")
    return make_draft(tokens, i, found[1], when)


def _placed_before(tokens: Tokens, i: int, when: When, lexicon: Lexicon) -> When:
    """As in "next March", "this October", "last May": the word before a month says which one."""
    if when.low.year is not None or when.low.day is not None or when.direction is not None:
        return when
    before = tokens.word(i - 1)
    if lexicon.has("future_before", before):
        return replace(when, direction="future")
    if lexicon.has("past_before", before):
        return replace(when, direction="past")
    return replace(when, year_shift=0) if lexicon.has("this_before", before) else when


def _read_weekday(tokens: Tokens, i: int, lexicon: Lexicon) -> Draft | None:
    """A weekday, alone or with the date beside it: "Rabu", "Senin (5/2)", "Selasa malam, 4 Maret 2025"."""
    day, form = lexicon.weekdays[tokens.lower[i]]
    if not tokens.is_capital(i):
        return None
    alone = i + 1
    first_day = day
    following = alone + 1 if tokens.word(alone) in _RANGE_MARKS else None
    later = lexicon.weekdays.get(tokens.word(following)) if following is not None else None
    if later is not None and following is not None:
        alone, day = following + 1, later[0]
    j = alone
    for phrase in lexicon.roles.get("daytime", ()):
        if tokens.find_phrase(j, phrase):
            j += len(phrase)
            break
    dated = _date_beside(tokens, _past_direction(tokens, j, lexicon), lexicon)
    if dated is not None:
        when = dated[0] if later is not None else replace(dated[0], weekday=day)
        return make_draft(tokens, i, dated[1], when)
    if form == "capital" and (tokens.opens_sentence(i) or lexicon.has("this", tokens.word(i + 1))):
        return None
    if lexicon.has("recurring", tokens.word(i - 1)) or later is not None:
        return None
    when = directed(tokens, When(Day(), Day(), weekday=first_day), j, lexicon)
    if lexicon.has("this_before", tokens.word(i - 1)) or lexicon.has("this_after", tokens.word(i + 1)):
        when = replace(when, week_shift=0)
    ahead = lexicon.has("future_before", tokens.word(i - 1)) or _awaited(tokens, i, lexicon)
    if when.direction is None and ahead:
        when = replace(when, direction="future")
    return make_draft(tokens, i, i + 1, when)


def _past_direction(tokens: Tokens, j: int, lexicon: Lexicon) -> int:
    """Past "lalu", "pekan depan" where a bracket with the date follows: "Minggu mendatang (9/2)"."""
    for k in (j + 1, j + 2):
        word = tokens.word(k - 1)
        if tokens.word(k) == "(" and (lexicon.has("past", word) or lexicon.has("future", word)):
            return k
    return j


def _awaited(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """As in "akan tiba Kamis", "will be held on Friday", "on Friday will": the clause speaks of what is to come."""
    if lexicon.has("awaited", tokens.word(i + 1)):
        return True
    for j in range(i - 1, max(-1, i - _AWAITED_REACH), -1):
        word = tokens.lower[j]
        if lexicon.has("awaited", word):
            return True
        if word in _CLAUSE_MARKS or lexicon.has("reported", word):
            return False
    return False


def _date_beside(tokens: Tokens, j: int, lexicon: Lexicon) -> Found | None:
    """The date after a weekday at token `j`, in brackets or after a comma, with the closing bracket."""
    if tokens.word(j) == ",":
        j += 1
    bracket = tokens.word(j) == "("
    if bracket:
        j += 1
    if j >= len(tokens.lower):
        return None
    if tokens.is_number(j):
        found = read_day_month(tokens, j) or from_number(tokens, j, lexicon)
    else:
        found = from_month(tokens, j, lexicon, day_needed=True)
    if found is None:
        return None
    when, end = found
    return (when, end + 1) if bracket and tokens.word(end) == ")" else (when, end)
