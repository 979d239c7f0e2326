"""Quantities: a number with its scale, unit or currency, ranges of them, and lists that share one unit."""

from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.facts.figures.draft import Draft
from pipeline.facts.figures.lexicon import Lexicon, Unit
from pipeline.facts.figures.numbers import ONE, Number, read_number
from pipeline.facts.figures.tokens import Tokens
from pipeline.facts.figures.units import currency_before, is_year, unit_after, unit_before
from pipeline.facts.model import FigureKind

_PERCENT = Unit("percent", "percent", ONE, ())
_KINDS: dict[str, FigureKind] = {
    "money": "money",
    "percent": "percent",
    "person": "count",
    "times": "count",
    "duration": "duration",
    "measure": "measure",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One end of a range, or a whole quantity: the number with its unit, over the tokens `first` to `last`."""

    number: Number
    first: int
    last: int
    unit: Unit | None = None
    negative: bool = False


def read_quantity(tokens: Tokens, i: int, lexicon: Lexicon) -> Draft | None:
    """The quantity whose number starts at token `i`, with a currency mark before it; None when there is none."""
    one_word = lexicon.single.get(tokens.word(i))
    if one_word is not None:
        return _one_word(tokens, i, one_word, lexicon)
    low = read_side(tokens, i, lexicon)
    if low is None:
        return None
    high = _second_side(tokens, low, lexicon)
    if high is None:
        return _draft(tokens, low, low)
    low, high = _share_back(low, high)
    return _draft(tokens, low, high)


def read_side(tokens: Tokens, i: int, lexicon: Lexicon) -> Side | None:
    """A number with its unit; None when token `i` starts no number."""
    before = currency_before(tokens, i, lexicon)
    number = read_number(tokens, i, lexicon, money=before is not None)
    if number is None:
        return None
    if before is not None and _is_name(tokens, i, before, number):
        before = None
    first = before[1] if before is not None else i
    negative, first = _sign(tokens, first, lexicon)
    after = None if number.share else unit_after(tokens, number.end, lexicon)
    if after is None and number.vague and tokens.word(number.end) == "of":
        after = unit_after(tokens, number.end + 1, lexicon)
    if before is not None:
        money_after = after is not None and after[0].kind == "money"
        last = after[1] if after is not None and money_after else number.end
        return Side(number, first, last, before[0], negative)
    if number.share:
        return Side(number, first, number.end, _PERCENT)
    if after is None:
        return Side(number, first, number.end, unit_before(tokens, first, lexicon), negative)
    return Side(number, first, after[1], after[0], negative)


def _is_name(tokens: Tokens, i: int, before: tuple[Unit, int], number: Number) -> bool:
    """A currency's full name before plain digits is no amount ("Euro 2024"); a mark or a code is ("USD 20")."""
    words = before[0].words
    return number.scale == ONE and words[0].isalpha() and len(words[-1]) > 3 and "." not in tokens.lower[i]


def _sign(tokens: Tokens, first: int, lexicon: Lexicon) -> tuple[bool, int]:
    word = tokens.word(first - 1)
    if lexicon.has("negative", word):
        return True, first - 1
    if word in ("-", "−") and tokens.glued(first - 1) and not tokens.glued(first - 2):
        return True, first - 1
    return False, first


def _connector(tokens: Tokens, j: int, lexicon: Lexicon) -> tuple[str, int] | None:
    """What joins two ends of a range at token `j`: its role and the token after it."""
    for role in ("range", "and", "or"):
        for phrase in lexicon.roles.get(role, ()):
            if phrase[0] != tokens.word(j) or not tokens.find_phrase(j, phrase):
                continue
            end = j + len(phrase)
            if role == "range" and tokens.find_phrase(end, ("dengan",)):
                end += 1
            return role, end
    return None


def _second_side(tokens: Tokens, low: Side, lexicon: Lexicon) -> Side | None:
    joined = _connector(tokens, low.last, lexicon)
    if joined is None or low.negative or (low.number.vague and joined[0] != "range"):
        return None
    role, j = joined
    start = _number_start(tokens, j, lexicon)
    if start is None:
        return None
    high = read_side(tokens, start, lexicon)
    if high is None or high.number.vague != low.number.vague or high.number.share or high.first < low.last:
        return None
    if not tokens.is_number(start) and tokens.is_number(low.number.start):
        return None
    if is_year(tokens.word(start)) and high.unit is None:
        return None
    return high if _is_range(tokens, low, high, role, lexicon) else None


def _number_start(tokens: Tokens, j: int, lexicon: Lexicon) -> int | None:
    """The token where a number starts at or right after `j`, past a currency mark of at most three tokens."""
    for k in range(j, min(j + 4, len(tokens.lower))):
        if tokens.is_number(k) or tokens.word(k) in lexicon.numbers:
            before = currency_before(tokens, k, lexicon)
            return k if k == j or (before is not None and before[1] == j) else None
    return None


def _is_range(tokens: Tokens, low: Side, high: Side, role: str, lexicon: Lexicon) -> bool:
    if low.unit is not None and high.unit is not None and low.unit.symbol != high.unit.symbol:
        return False
    if low.unit is not None and high.unit is None and (low.unit.kind != "money" or low.last != low.number.end):
        return False
    scaled_low, _ = _share_back(low, high)
    if scaled_low.number.low >= high.number.high:
        return False
    if role == "range":
        return not _moves(tokens, low, high, lexicon)
    if role == "and":
        return any(lexicon.has("between", tokens.word(low.first - k)) for k in (1, 2, 3)) and not tokens.is_number(
            low.first - 1
        )
    return low.unit is None and high.number.low - low.number.low == ONE


def _moves(tokens: Tokens, low: Side, high: Side, lexicon: Lexicon) -> bool:
    """As in "from $53 billion to $65 billion": a change, which makes two figures, no range."""
    if tokens.word(low.last) != "to" or (low.unit is None and low.number.scale == ONE):
        return False
    return any(lexicon.has("change_from", tokens.word(low.first - k)) for k in (1, 2))


def _share_back(low: Side, high: Side) -> tuple[Side, Side]:
    """Give the low end the scale and unit that stand once, after the high end ("Rp 2–3 triliun", "30–40 persen")."""
    number = low.number
    if number.scale == ONE and high.number.scale > ONE and low.last == number.end:
        bare = high.number.high / high.number.scale
        if number.low < bare or (number.low >= ONE and number.low < high.number.high and number.low < 1000):
            factor = high.number.scale
            if number.low * factor < high.number.high:
                number = replace(number, low=number.low * factor, high=number.high * factor, scale=high.number.scale)
    unit = low.unit or high.unit
    return replace(low, number=number, unit=unit), replace(high, unit=high.unit or unit)


def _draft(tokens: Tokens, low: Side, high: Side) -> Draft:
    unit = high.unit
    factor = unit.factor if unit is not None else ONE
    if unit is _PERCENT and low.number.share:
        factor = Decimal(100)
    first_value, last_value = low.number.low * factor, high.number.high * factor
    if low.negative:
        first_value, last_value = -last_value, -first_value
    kind: FigureKind = _KINDS[unit.kind] if unit is not None else "count"
    if kind == "count" and (low.number.fraction or high.number.fraction) and unit is None:
        kind = "measure"
    return Draft(
        first=low.first,
        last=high.last,
        start=tokens.starts[low.first],
        end=tokens.ends[high.last - 1],
        kind=kind,
        low=first_value,
        high=last_value,
        unit=unit.symbol if unit is not None else None,
        sure="~" if low.number.about or high.number.about else None,
    )


def _one_word(tokens: Tokens, i: int, unit: Unit, lexicon: Lexicon) -> Draft | None:
    """As in "setahun", unless it is the rate of the figure before it ("Rp1 juta setahun") or doubled."""
    before, after = tokens.word(i - 1), tokens.word(i + 1)
    if (after == "-" and tokens.glued(i)) or (before == "-" and tokens.glued(i - 1)):
        return None
    if tokens.is_number(i - 1) or before in lexicon.numbers or before in lexicon.units or before in _MONEY_ENDS:
        return None
    if after in ("penuh", "sebelumnya", "setelahnya", "kemudian", "sekali") and unit.symbol == "day":
        return None
    value, kind = unit.factor, _KINDS[unit.kind]
    return Draft(i, i + 1, tokens.starts[i], tokens.ends[i], kind, value, value, unit.symbol)


_MONEY_ENDS = frozenset(("rupiah", "dolar", "ringgit", "yuan", "as", "sen", "euro"))
