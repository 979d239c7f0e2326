"""Numbers from 1 to 10^18 - 1 spelled out in Indonesian, Malay and English."""

_INDONESIAN = ["", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
_MALAY = [*_INDONESIAN[:8], "lapan", "sembilan"]
_ENGLISH = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_ENGLISH += ["thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = {
    "id": [(15, "kuadriliun"), (12, "triliun"), (9, "miliar"), (6, "juta"), (3, "ribu")],
    "ms": [(15, "kuadrilion"), (12, "trilion"), (9, "bilion"), (6, "juta"), (3, "ribu")],
    "en": [(15, "quadrillion"), (12, "trillion"), (9, "billion"), (6, "million"), (3, "thousand")],
}


def spell(number: int, language: str) -> str:
    """The words of `number` in "id", "ms" or "en"."""
    below = _english_below_thousand if language == "en" else _malay_below_thousand
    digits = _MALAY if language == "ms" else _INDONESIAN
    words = []
    for power, scale in _SCALES[language]:
        group, number = divmod(number, 10**power)
        if group == 1 and scale == "ribu":
            words.append("seribu")
        elif group:
            words.append(f"{below(group, digits)} {scale}")
    if number:
        words.append(below(number, digits))
    return " ".join(words)


def _malay_below_thousand(number: int, digits: list[str]) -> str:
    hundreds, rest = divmod(number, 100)
    words = ["seratus"] if hundreds == 1 else [digits[hundreds], "ratus"] if hundreds else []
    tens, ones = divmod(rest, 10)
    if tens == 1:
        words.append({0: "sepuluh", 1: "sebelas"}.get(ones) or f"{digits[ones]} belas")
    else:
        words += [f"{digits[tens]} puluh"] if tens else []
        words += [digits[ones]] if ones else []
    return " ".join(words)


def _english_below_thousand(number: int, _: list[str]) -> str:
    hundreds, rest = divmod(number, 100)
    words = [f"{_ENGLISH[hundreds]} hundred"] if hundreds else []
    if hundreds and rest:
        words.append("and")
    if rest >= 20:
        words.append(_TENS[rest // 10 - 2] + (f"-{_ENGLISH[rest % 10]}" if rest % 10 else ""))
    elif rest:
        words.append(_ENGLISH[rest])
    return " ".join(words)
