"""Reading numbers: digits in either separator convention, number words, and the two mixed ("2,5 juta").

A number here has no unit and no kind yet. Chinese numerals are read in chinese.py.
"""

from dataclasses import dataclass
from decimal import Decimal

from pipeline.facts.figures.lexicon import Lexicon, NumberWord
from pipeline.facts.figures.tokens import Tokens

ONE = Decimal(1)
_THOUSAND = Decimal(1000)
_HALF = Decimal("0.5")
_DENOMINATORS = frozenset(("2", "3", "4", "5", "6", "8", "10"))


@dataclass(frozen=True, slots=True)
class Number:
    """A number over the tokens `start` to `end`. `scale` is the last scale word's value, 1 without one."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    scale: Decimal = ONE
    vague: bool = False
    share: bool = False
    about: bool = False
    fraction: bool = False


def read_digits(text: str, language: str, decimal_likely: bool = False) -> Decimal | None:
    """Value of digits with separators; None when they are no number ("1.2.3").

    A group of exactly three digits after a single separator is ambiguous. The separator that groups thousands in
    `language` groups; the other one is decimal only when `decimal_likely` (a scale, percent or unit follows).
    """
    dots, commas = text.count("."), text.count(",")
    if not dots and not commas:
        return Decimal(text)
    if dots and commas:
        mark = "." if text.rfind(".") > text.rfind(",") else ","
        if text.count(mark) > 1:
            return None
        whole, _, rest = text.rpartition(mark)
        grouped = _ungroup(whole, "," if mark == "." else ".")
        return None if grouped is None else Decimal(f"{grouped}.{rest}")
    mark = "." if dots else ","
    whole, _, rest = text.rpartition(mark)
    if dots + commas > 1:
        joined = _ungroup(text, mark)
        return None if joined is None else Decimal(joined)
    if len(rest) != 3 or len(whole) > 3 or whole.strip("0") == "":
        return Decimal(f"{whole}.{rest}")
    groups = mark == ("." if language == "id" else ",")
    return Decimal(f"{whole}{rest}") if groups or not decimal_likely else Decimal(f"{whole}.{rest}")


def _ungroup(text: str, mark: str) -> str | None:
    first, *rest = text.split(mark)
    return first + "".join(rest) if len(first) <= 3 and all(len(group) == 3 for group in rest) else None


def scale_at(tokens: Tokens, i: int, lexicon: Lexicon, money: bool) -> NumberWord | None:
    """The scale that token `i` gives to the number before it: a word ("juta") or an abbreviation ("jt", "M").

    One-letter abbreviations that are also units or names need `money`, or a space before them ("2,3 M", not "3M").
    "B" and "K" are too often the letter of a class or a block: they need `money`.
    """
    word = tokens.word(i)
    if not word:
        return None
    entry = lexicon.numbers.get(word)
    if entry is not None and entry.kind in ("scale", "approximate"):
        return entry
    written = tokens.written(i)
    entry = lexicon.abbreviations.get(written) or (lexicon.abbreviations.get(word) if len(word) > 1 else None)
    if entry is None or money or len(word) > 1:
        return entry
    if word == "m" and lexicon.language == "en" and _counts_things(tokens, i + 1, lexicon):
        return entry
    english = lexicon.language == "en"
    loose = written in (("M", "B") if english else ("M", "T", "j")) and (english or not tokens.glued(i - 1))
    return entry if loose and not tokens.is_number(i + 1) and not tokens.glued(i) | tokens.is_capital(i + 1) else None


def _counts_things(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    """Whether a noun in the plural stands at token `i`: "100m shares" are millions, "a 100m race" is metres."""
    word = tokens.word(i)
    return word == "people" or (len(word) > 3 and word.endswith("s") and word not in lexicon.function_words)


def read_number(tokens: Tokens, i: int, lexicon: Lexicon, money: bool = False) -> Number | None:
    """The number that starts at token `i`, or None. `money` says that a currency stands before it."""
    if tokens.is_number(i):
        return _from_digits(tokens, i, lexicon, money)
    entry = lexicon.numbers.get(tokens.word(i))
    if entry is None:
        return None
    if entry.kind in ("vague", "approximate"):
        return _vague(tokens, i, entry, lexicon)
    if entry.kind in ("half", "share"):
        return _part_of_one(tokens, i, entry, lexicon)
    return _from_words(tokens, i, lexicon)


def _stray_decimal(tokens: Tokens, i: int, lexicon: Lexicon, money: bool) -> str | None:
    """As in "78, 37 M": a decimal comma that a space follows, told from a list by the scale right after it."""
    if not (tokens.word(i + 1) == "," and tokens.glued(i) and not tokens.glued(i + 1) and tokens.is_number(i + 2)):
        return None
    if len(tokens.word(i + 2)) > 2 or not tokens.lower[i].isdigit() or not tokens.lower[i + 2].isdigit():
        return None
    if money and scale_at(tokens, i + 3, lexicon, money) is not None:
        return f"{tokens.lower[i]},{tokens.lower[i + 2]}"
    return None


def _decimal_likely(tokens: Tokens, i: int, lexicon: Lexicon, money: bool) -> bool:
    if scale_at(tokens, i, lexicon, money) is not None:
        return True
    units = lexicon.units.get(tokens.word(i))
    return bool(units) and any(unit.kind in ("percent", "measure") for unit in units or ())


def _from_digits(tokens: Tokens, i: int, lexicon: Lexicon, money: bool) -> Number | None:
    digits, end = tokens.lower[i], i + 1
    product = product_at(tokens, i, lexicon)
    if product is not None:
        return Number(i, i + 3, product, product)
    part = written_fraction(tokens, i, lexicon)
    if part is not None:
        return Number(i, i + 3, part, part, share=not _has_unit(tokens, i + 3, lexicon), fraction=True)
    stray = _stray_decimal(tokens, i, lexicon, money)
    if stray is not None:
        digits, end = stray, i + 3
    value = read_digits(digits, lexicon.language, _decimal_likely(tokens, end, lexicon, money))
    if value is None:
        return None
    exponent = value.as_tuple().exponent
    fraction = isinstance(exponent, int) and exponent < 0
    scale, about = ONE, False
    entry = scale_at(tokens, end, lexicon, money)
    while entry is not None:
        value, scale, end, about = value * entry.low, entry.low, end + 1, entry.kind == "approximate"
        entry = scale_at(tokens, end, lexicon, money)
        if entry is not None and entry.low <= scale:
            break
    hyphened = _hyphened_scale(tokens, end, lexicon) if scale == ONE else None
    if hyphened is not None:
        value, scale, end = value * hyphened.low, hyphened.low, end + 2
    if scale > ONE:
        value, scale, end = _smaller_groups(tokens, end, value, scale, lexicon)
    if tokens.word(end) == "-" and tokens.glued(end - 1) and tokens.word(end + 1) == "an" and tokens.glued(end):
        end, about = end + 2, True
    elif tokens.word(end) == "an" and tokens.glued(end - 1):
        end, about = end + 1, True
    return Number(i, end, value, value, scale, about=about, fraction=fraction and scale == ONE)


def _hyphened_scale(tokens: Tokens, j: int, lexicon: Lexicon) -> NumberWord | None:
    """The scale of "a 1.5-million-dollar plan"."""
    if lexicon.language != "en" or tokens.word(j) != "-" or not (tokens.glued(j - 1) and tokens.glued(j)):
        return None
    entry = lexicon.numbers.get(tokens.word(j + 1))
    return entry if entry is not None and entry.kind == "scale" else None


def product_at(tokens: Tokens, i: int, lexicon: Lexicon) -> Decimal | None:
    """The value of "2x24" before a span of time or a power ("2 x 660 MW"); sizes ("3x4 meter") multiply nothing."""
    if tokens.word(i + 1) not in ("x", "×") or not tokens.is_number(i + 2) or not tokens.lower[i].isdigit():
        return None
    unit = next((u for u in lexicon.units.get(tokens.word(i + 3), ()) if tokens.find_phrase(i + 3, u.words)), None)
    if unit is None or not (unit.kind == "duration" or (unit.symbol or "").endswith("W")):
        return None
    value = read_digits(tokens.lower[i + 2], lexicon.language)
    return None if value is None else Decimal(tokens.lower[i]) * value


def written_fraction(tokens: Tokens, i: int, lexicon: Lexicon) -> Decimal | None:
    """The value of "2/3" before a noun or unit; a date, a law's number or the place of a street is none."""
    low, high = tokens.word(i), tokens.word(i + 2)
    if tokens.word(i + 1) != "/" or not (tokens.glued(i) and tokens.glued(i + 1)) or len(low) != 1:
        return None
    if not (low.isdigit() and high in _DENOMINATORS and low != "0" and int(low) < int(high)):
        return None
    before, after = tokens.word(i - 1), tokens.word(i + 3)
    named = lexicon.has("law", before) or lexicon.has("label", before)
    if named or before in ("(", "/", "-", ",") or tokens.glued(i - 1):
        return None
    if not after[:1].isalpha() or after in ("final", "besar") or after in lexicon.months or tokens.glued(i + 2):
        return None
    return Decimal(low) / Decimal(high)


def _has_unit(tokens: Tokens, i: int, lexicon: Lexicon) -> bool:
    return any(tokens.find_phrase(i, unit.words) for unit in lexicon.units.get(tokens.word(i), ()))


def _smaller_groups(
    tokens: Tokens, end: int, value: Decimal, scale: Decimal, lexicon: Lexicon
) -> tuple[Decimal, Decimal, int]:
    """Further groups of the same number: "1 miliar 500 juta"."""
    while tokens.is_number(end) and tokens.lower[end].isdigit() and len(tokens.lower[end]) <= 3:
        entry = scale_at(tokens, end + 1, lexicon, False)
        if entry is None or entry.low >= scale:
            break
        value, scale, end = value + Decimal(tokens.lower[end]) * entry.low, entry.low, end + 2
    return value, scale, end


def _vague(tokens: Tokens, i: int, entry: NumberWord, lexicon: Lexicon) -> Number:
    low, high, end, scale = entry.low, entry.high, i + 1, ONE
    further = lexicon.numbers.get(tokens.word(end + 1)) if tokens.word(end) == "of" else None
    if further is not None and further.kind == "vague":
        low, high, end = low * further.low, high * further.low, end + 2
    following = scale_at(tokens, end, lexicon, False)
    while following is not None:
        scale, end = scale * following.low, end + 1
        following = scale_at(tokens, end, lexicon, False)
    return Number(i, end, low * scale, high * scale, scale, vague=True)


def _part_of_one(tokens: Tokens, i: int, entry: NumberWord, lexicon: Lexicon) -> Number:
    end = i + 1
    if entry.kind == "half" and tokens.word(end) in ("a", "an"):
        end += 1
    scale = scale_at(tokens, end, lexicon, False)
    dozen = lexicon.numbers.get(tokens.word(end))
    if end == i + 2 and dozen is not None and dozen.kind == "times":
        scale = dozen
    if entry.kind == "half" and scale is not None:
        value = entry.low * scale.low
        return Number(i, end + 1, value, value, scale.low)
    units = lexicon.units.get(tokens.word(end), ())
    if any(u.kind in ("duration", "measure", "percent") and not u.place for u in units):
        return Number(i, end, entry.low, entry.low, fraction=True)
    return Number(i, i + 1, entry.low, entry.low, share=True)


@dataclass(slots=True)
class _Sum:
    """A number in words while it is read: finished groups, the open one, and the digit a multiplier may still take."""

    total: Decimal = Decimal(0)
    group: Decimal = Decimal(0)
    pending: Decimal = Decimal(0)
    room: Decimal = _THOUSAND
    scale: Decimal = Decimal(0)
    just_scaled: bool = False

    def add(self, entry: NumberWord) -> bool:
        """Take one more word; False when it belongs to another number."""
        value = entry.low
        if entry.kind == "digit" or entry.kind == "whole":
            if value >= self.room:
                return False
            self.group += value
            self.pending = value if entry.kind == "digit" else Decimal(0)
            self.room = ONE if value < 20 else Decimal(10) if value < 100 else Decimal(100)
        elif entry.kind == "teen" or entry.kind == "times":
            if not self.pending or (entry.kind == "times" and value > 10 and self.group != self.pending):
                return False
            product = self.pending + 10 if entry.kind == "teen" else self.pending * value
            self.group += product - self.pending
            self.pending, self.room = Decimal(0), ONE if entry.kind == "teen" else value
        elif entry.kind == "one_scale":
            if self.group or (self.scale and value >= self.scale):
                return False
            self._scale_by(ONE, value)
            return True
        else:
            return self._take_scale(value)
        self.just_scaled = False
        return True

    def _take_scale(self, value: Decimal) -> bool:
        if self.just_scaled and value > self.scale:
            self.total, self.scale = self.total * value, value
            return True
        if not self.group or (self.scale and value >= self.scale):
            return False
        self._scale_by(self.group, value)
        return True

    def _scale_by(self, group: Decimal, value: Decimal) -> None:
        self.total += group * value
        self.group = self.pending = Decimal(0)
        self.room, self.scale, self.just_scaled = _THOUSAND, value, True


_WORD_KINDS = frozenset(("digit", "whole", "teen", "times", "scale", "one_scale"))


def _link(tokens: Tokens, j: int, lexicon: Lexicon) -> int:
    """Tokens between two words of one English number: the hyphen of "twenty-one", the "and" of "a hundred and five"."""
    word = tokens.word(j)
    if word == "-" and tokens.glued(j - 1) and tokens.glued(j):
        entry = lexicon.numbers.get(tokens.word(j + 1))
        before = lexicon.numbers.get(tokens.word(j - 1))
        tens = before is not None and before.kind == "whole" and before.low >= 20
        digit_after_tens = entry is not None and entry.kind == "digit" and tens
        return 1 if digit_after_tens or (entry is not None and entry.kind == "times") else 0
    if word == "and" and tokens.word(j - 1) in ("hundred", "thousand"):
        return 1
    return 0


def _from_words(tokens: Tokens, i: int, lexicon: Lexicon) -> Number | None:
    state, j = _Sum(), i
    first = lexicon.numbers[tokens.lower[i]]
    if first.kind in ("scale", "times"):
        if tokens.word(i - 1) not in ("a", "an") or lexicon.language != "en":
            return None
        state.group = state.pending = ONE
        state.room = ONE
    while (entry := lexicon.numbers.get(tokens.word(j))) is not None and entry.kind in _WORD_KINDS:
        if not state.add(entry):
            break
        j += 1
        step = _link(tokens, j, lexicon)
        following = lexicon.numbers.get(tokens.word(j + step)) if step else None
        if following is not None and (following.kind == "times" or following.low < state.room):
            j += step
    if j == i:
        return None
    value = state.total + state.group
    part = _part_after(tokens, j, value, lexicon)
    if part is not None:
        of_scale, end = _part_of_scale(tokens, part[1], lexicon)
        if of_scale is not None:
            whole = part[0] * of_scale.low
            return Number(i, end, whole, whole, of_scale.low)
        return Number(i, part[1], part[0], part[0], share=True)
    if not state.scale and lexicon.has("decimal_point", tokens.word(j)):
        j, value = _spoken_decimals(tokens, j, value, lexicon)
        following = scale_at(tokens, j, lexicon, False)
        if following is not None:
            return Number(i, j + 1, value * following.low, value * following.low, following.low)
    j, value, scale = _half_after(tokens, j, value, state, lexicon)
    return Number(i, j, value, value, scale, fraction=value != value.to_integral_value())


def _part_after(tokens: Tokens, j: int, value: Decimal, lexicon: Lexicon) -> tuple[Decimal, int] | None:
    """As in "dua pertiga", "dua per tiga", "two-thirds": the share and the token after it."""
    if value >= 10 or value < 1:
        return None
    k = j + 1 if tokens.word(j) == "-" and tokens.glued(j) else j
    entry = lexicon.numbers.get(tokens.word(k))
    if entry is not None and entry.kind == "part" and value < entry.low:
        return value / entry.low, k + 1
    if tokens.word(j) == "per" and lexicon.language != "en":
        entry = lexicon.numbers.get(tokens.word(j + 1))
        if entry is not None and entry.kind == "digit" and value < entry.low:
            return value / entry.low, j + 2
    return None


def _spoken_decimals(tokens: Tokens, j: int, value: Decimal, lexicon: Lexicon) -> tuple[int, Decimal]:
    """As in "dua koma lima", "two point five": the token after the decimals, and the value."""
    k, decimals = j + 1, ""
    while (entry := lexicon.numbers.get(tokens.word(k))) is not None and entry.low < 10 and entry.kind in _DIGIT_KINDS:
        decimals, k = f"{decimals}{entry.low}", k + 1
    return (k, value + Decimal(f"0.{decimals}")) if decimals else (j, value)


_DIGIT_KINDS = frozenset(("digit", "whole"))


def _part_of_scale(tokens: Tokens, j: int, lexicon: Lexicon) -> tuple[NumberWord | None, int]:
    """The scale of "three quarters of a million", "tiga perempat juta", and the token after it."""
    if lexicon.language == "en":
        if not tokens.find_phrase(j, ("of", "a")):
            return None, j
        j += 2
    return scale_at(tokens, j, lexicon, False), j + 1


def _half_after(tokens: Tokens, j: int, value: Decimal, state: _Sum, lexicon: Lexicon) -> tuple[int, Decimal, Decimal]:
    """As in "satu setengah juta", "two and a half": the half and the scale that may follow it."""
    scale = state.scale or ONE
    k = j + 2 if tokens.word(j) == "and" and tokens.word(j + 1) == "a" else j
    entry = lexicon.numbers.get(tokens.word(k))
    if entry is None or entry.kind != "half" or state.scale:
        return j, value, scale
    value, j = value + _HALF, k + 1
    following = scale_at(tokens, j, lexicon, False)
    return (j + 1, value * following.low, following.low) if following is not None else (j, value, scale)
