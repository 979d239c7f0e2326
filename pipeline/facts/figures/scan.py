"""One pass over the tokens of a Latin-script paragraph: which may start a figure, and which reader takes each."""

from dataclasses import replace
from decimal import Decimal

from pipeline.facts.figures.dates import read_date
from pipeline.facts.figures.days import ORDINAL_ENDS, directed, make_draft, read_bare_day, read_day_month
from pipeline.facts.figures.draft import Draft
from pipeline.facts.figures.guards import skip_number
from pipeline.facts.figures.labels import is_label, label_list_end, skip_word
from pipeline.facts.figures.lexicon import Lexicon
from pipeline.facts.figures.lists import share
from pipeline.facts.figures.quantities import read_quantity
from pipeline.facts.figures.tokens import Tokens
from pipeline.facts.figures.years import read_span, read_year

_DIGITS = frozenset("0123456789０１２３４５６７８９")


def candidates(words: list[str], lexicon: Lexicon) -> list[int]:
    """Indexes of the words that may start a figure."""
    triggers, digits = lexicon.triggers, _DIGITS
    return [i for i, word in enumerate(words) if word in triggers or word[0] in digits]


def scan(tokens: Tokens, lexicon: Lexicon, title_case: bool = False) -> list[Draft]:
    """Figures of a paragraph in text order, without overlaps; calendar expressions are unresolved."""
    drafts: list[Draft] = []
    done = 0
    for i in candidates(tokens.lower, lexicon):
        if i < done:
            continue
        draft, done = _read(tokens, i, lexicon, title_case, done)
        if draft is not None:
            drafts.append(draft)
    return share(tokens, drafts, lexicon)


def _read(tokens: Tokens, i: int, lexicon: Lexicon, title_case: bool, done: int) -> tuple[Draft | None, int]:
    draft = _number_at(tokens, i, lexicon) if tokens.is_number(i) else _word_at(tokens, i, lexicon)
    if isinstance(draft, int):
        return None, draft
    if draft is not None:
        return (draft, draft.last) if draft.first >= done else (None, i + 1)
    if not tokens.is_number(i):
        if tokens.lower[i] not in lexicon.numbers and tokens.lower[i] not in lexicon.single:
            return None, i + 1
        skipped = skip_word(tokens, i, lexicon, title_case)
        if skipped is not None:
            return None, skipped
    quantity = read_quantity(tokens, i, lexicon)
    if quantity is None:
        return None, i + 1
    quantity = _aged(tokens, quantity, lexicon)
    if quantity.first < done or is_label(tokens, quantity, i, lexicon, title_case):
        return None, label_list_end(tokens, quantity.last, lexicon)
    return quantity, quantity.last


def _aged(tokens: Tokens, draft: Draft, lexicon: Lexicon) -> Draft:
    """A bare number after "berusia" or "aged" is years of age, one after "hari ke" or "abad" a rank."""
    if draft.kind != "count" or draft.unit is not None or draft.high is None or draft.high > _OLDEST:
        return draft
    if _ranked(tokens, draft, lexicon):
        return replace(draft, kind="ordinal")
    if not any(lexicon.has("age_before", tokens.word(draft.first - k)) for k in (1, 2)):
        return draft
    return replace(draft, kind="duration", unit="year")


_OLDEST = 120


def _ranked(tokens: Tokens, draft: Draft, lexicon: Lexicon) -> bool:
    before = tokens.word(draft.first - 1)
    if draft.low != draft.high:
        return False
    return lexicon.has("rank_before", before) or (before == "ke" and lexicon.has("rank", tokens.word(draft.first - 2)))


def _number_at(tokens: Tokens, i: int, lexicon: Lexicon) -> Draft | int | None:
    """The date, year, quarter or ordinal at digits; the token to go on with when the digits are no figure."""
    if tokens.glued(i - 1) and tokens.word(i - 1) in ("q", "h"):
        span = read_span(tokens, i - 1, lexicon)
        if span is not None:
            return span
    if _ordinal_mark(tokens, i):
        return read_date(tokens, i, lexicon) or _ordinal(tokens, i)
    age = _age(tokens, i, lexicon)
    if age is not None:
        return age
    draft = read_date(tokens, i, lexicon) or _bracketed(tokens, i, lexicon) or read_year(tokens, i, lexicon)
    if draft is None and tokens.word(i + 2) == "pertama":
        draft = read_span(tokens, i, lexicon)
    return draft if draft is not None else skip_number(tokens, i, lexicon)


def _bracketed(tokens: Tokens, i: int, lexicon: Lexicon) -> Draft | None:
    """As in "(5/2)", "tanggal 5/2" and "pada 30/6": a day and month in digits where nothing else can stand."""
    dated = lexicon.has("day_before", tokens.word(i - 1)) and not tokens.word(i + 3)[:1].isalnum()
    if tokens.word(i - 1) != "(" and tokens.word(i - 1) not in ("tanggal", "tgl", "tarikh") and not dated:
        return None
    found = read_day_month(tokens, i)
    if found is None and tokens.word(i - 1) != "(" and not dated:
        found = read_bare_day(tokens, i, lexicon)
    if found is None or (tokens.word(i - 1) == "(" and tokens.word(found[1]) not in (")", ",")):
        return None
    return make_draft(tokens, i, found[1], directed(tokens, found[0], found[1], lexicon))


def _age(tokens: Tokens, i: int, lexicon: Lexicon) -> Draft | None:
    """As in "Ratna Dewi (38), pedagang", "Ratna Dewi, 38, a trader": a person's age after the name."""
    text = tokens.lower[i]
    around = (tokens.word(i - 1), tokens.word(i + 1))
    if around not in (("(", ")"), (",", ",")) or not text.isdigit() or len(text) != 2 or text < "15" or i < 2:
        return None
    name = tokens.written(i - 2)
    if not name.isalpha() or not name[0].isupper() or (name.isupper() and len(name) > 1):
        return None
    word = tokens.lower[i - 2]
    if lexicon.has("law", word) or word in lexicon.months or word in lexicon.weekdays:
        return None
    if around[0] == "," and (tokens.is_number(i + 2) or not tokens.is_capital(i - 3)):
        return None
    value = Decimal(text)
    return Draft(i, i + 1, tokens.starts[i], tokens.ends[i], "duration", value, value, "year")


def _ordinal_mark(tokens: Tokens, i: int) -> bool:
    before = tokens.word(i - 1)
    if before == "-" and tokens.word(i - 2) == "ke" and tokens.glued(i - 1) and tokens.glued(i - 2):
        return True
    return tokens.glued(i) and tokens.word(i + 1) in ORDINAL_ENDS and tokens.lower[i].isdigit()


def _ordinal(tokens: Tokens, i: int) -> Draft | None:
    """As in "ke-71", "8th"; "ke-20 dan" ends at the number."""
    if not tokens.lower[i].isdigit():
        return None
    first = i - 2 if tokens.word(i - 1) == "-" and tokens.word(i - 2) == "ke" and tokens.glued(i - 2) else i
    last = i + 2 if tokens.glued(i) and tokens.word(i + 1) in ORDINAL_ENDS else i + 1
    value = Decimal(tokens.lower[i])
    return Draft(first, last, tokens.starts[first], tokens.ends[last - 1], "ordinal", value, value)


def _word_at(tokens: Tokens, i: int, lexicon: Lexicon) -> Draft | int | None:
    """The date, quarter or ordinal at a word."""
    word = tokens.lower[i]
    if word in lexicon.weekdays or word in lexicon.months:
        return read_date(tokens, i, lexicon) or i + 1
    span = read_span(tokens, i, lexicon)
    if span is not None:
        return span
    if word in lexicon.ordinals:
        return _ordinal_word(tokens, i, lexicon) or _third(tokens, i, lexicon) or i + 1
    if word in lexicon.spans and (word not in lexicon.numbers or _part_named(tokens, i, lexicon)):
        return i + 1
    return _third(tokens, i, lexicon)


def _part_named(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """As in "second-half results", "the latter half": a part of a year, no share."""
    before = tokens.word(i - 2) if tokens.word(i - 1) == "-" else tokens.word(i - 1)
    return before in lexicon.ordinals or lexicon.has("part_named", before)


def _counted(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """As in "20 hari pertama": the word before the ordinal is counted, not ranked."""
    return tokens.is_number(i) or tokens.word(i) in lexicon.numbers


def _third(tokens: Tokens, i: int, lexicon: Lexicon) -> Draft | None:
    """As in "a third of", "a quarter of": a share of a whole."""
    entry = lexicon.numbers.get(tokens.lower[i])
    if entry is None or entry.kind != "part" or tokens.word(i - 1) != "a" or tokens.word(i + 1) != "of":
        return None
    value = Decimal(100) / entry.low
    return Draft(i, i + 1, tokens.starts[i], tokens.ends[i], "percent", value, value, "percent")


def _ordinal_word(tokens: Tokens, i: int, lexicon: Lexicon) -> Draft | None:
    """As in "keenam" after "peringkat", "second" after "the": a rank, where the words around say so."""
    if not lexicon.has("rank", tokens.word(i - 1)) or _counted(tokens, i - 2, lexicon):
        return None
    after = tokens.word(i + 1)
    if lexicon.language == "en" and (after == "-" or not after[:1].isalpha() or after in lexicon.function_words):
        return None
    value = Decimal(lexicon.ordinals[tokens.lower[i]])
    return Draft(i, i + 1, tokens.starts[i], tokens.ends[i], "ordinal", value, value)
