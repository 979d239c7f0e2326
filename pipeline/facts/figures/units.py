"""Units and currencies around a number: which one stands there, and where it ends."""

from decimal import Decimal

from pipeline.facts.figures.lexicon import Lexicon, Unit
from pipeline.facts.figures.tokens import Tokens


def is_year(text: str) -> bool:
    """Four plain digits of 1900 to 2099."""
    return len(text) == 4 and text[:2] in ("19", "20") and text.isdigit()


def unit_after(tokens: Tokens, i: int, lexicon: Lexicon) -> tuple[Unit, int] | None:
    """The unit whose words start at token `i`, and the token after it. A currency wins over a unit of the same name."""
    word = tokens.word(i)
    if word == "-" and tokens.glued(i) and tokens.glued(i - 1):
        found = unit_after(tokens, i + 1, lexicon)
        return found if found is not None and lexicon.language == "en" else None
    for unit in lexicon.currencies_after.get(word, ()):
        if tokens.find_phrase(i, unit.words) and _is_mark(tokens, i, i + len(unit.words) - 1, unit):
            return unit, _tail(tokens, i + len(unit.words), unit)
    for unit in lexicon.units.get(word, ()):
        if not tokens.find_phrase(i, unit.words) or (unit.exact and not _written_as(tokens, i, unit)):
            continue
        end = i + len(unit.words)
        if unit.place and not _in_place(tokens, i, end, unit, lexicon):
            continue
        if unit.labels_year(tokens.word(end)):
            continue
        return _with_denominator(tokens, end, unit, lexicon)
    return None


def _written_as(tokens: Tokens, i: int, unit: Unit) -> bool:
    return tokens.text.startswith(unit.exact, tokens.starts[i])


def _in_place(tokens: Tokens, first: int, end: int, unit: Unit, lexicon: Lexicon) -> bool:
    """The "x" of "2,3x" touches its number; the "poin" of an index follows digits and no noun follows it."""
    if unit.place == "glued":
        return tokens.glued(first - 1) and not tokens.is_number(end)
    following = tokens.word(end)
    noun = following[:1].isalpha() and following not in lexicon.function_words
    return tokens.is_number(first - 1) and not noun


def unit_before(tokens: Tokens, first: int, lexicon: Lexicon) -> Unit | None:
    """The unit whose word stands right before a number: "magnitudo 5,6". The word stays outside the figure."""
    j = first - 1
    if (tokens.word(j) == "-" and tokens.glued(j - 1)) or tokens.word(j) == ")":
        j -= 1
    unit = lexicon.units_before.get(tokens.word(j))
    if unit is None or len(unit.words[0]) > 1:
        return unit
    return unit if tokens.is_capital(j) and len(tokens.word(first)) == 3 and not tokens.word(first).isdigit() else None


def _tail(tokens: Tokens, end: int, unit: Unit) -> int:
    """As in "dolar Amerika Serikat (AS)": the bracket belongs to the currency's name."""
    if unit.symbol == "USD" and tokens.find_phrase(end, ("(", "as", ")")):
        return end + 3
    return end


def _with_denominator(tokens: Tokens, end: int, unit: Unit, lexicon: Lexicon) -> tuple[Unit, int]:
    """As in "ton per MW" is a unit of its own; "ton per tahun" is tonnes, the rate stays outside."""
    if unit.kind != "measure" or tokens.word(end) not in ("per", "/") or tokens.word(end + 1) not in lexicon.per:
        return unit, end
    below = unit_after(tokens, end + 1, lexicon)
    if below is None or below[0].symbol is None:
        return unit, end
    return Unit(f"{unit.symbol}/{below[0].symbol}", "measure", Decimal(1), unit.words), below[1]


def currency_before(tokens: Tokens, i: int, lexicon: Lexicon) -> tuple[Unit, int] | None:
    """The currency that ends right before token `i`, with its first token ("Rp", "US$", "US dolar")."""
    j = i - 1
    if tokens.word(j) == "." and tokens.word(j - 1) in ("rp", "rm") and tokens.glued(j - 1):
        j -= 1
    for unit in lexicon.currencies_before.get(tokens.word(j), ()):
        first = j - len(unit.words) + 1
        if not tokens.find_phrase(first, unit.words) or not _is_mark(tokens, first, j, unit):
            continue
        if not tokens.glued(first - 1) or not tokens.word(first - 1)[-1:].isalnum() or not unit.words[0].isalpha():
            return unit, first
    return None


def _is_mark(tokens: Tokens, first: int, last: int, unit: Unit) -> bool:
    """Marks of several parts ("US$") are written together; codes that may be words ("try", "dkk") count in capitals."""
    if len(unit.words) > 1 and not unit.words[-1].isalpha():
        return all(tokens.glued(k) for k in range(first, last))
    code = unit.symbol is not None and unit.symbol.isalpha() and unit.words == (unit.symbol.lower(),)
    return not code or unit.words[0] in _SMALL_CODES or tokens.written(first).isupper()


_SMALL_CODES = frozenset(("usd", "idr", "sgd", "myr", "eur", "cny", "jpy", "gbp"))
