"""The passive of an Indonesian or Malay verb, for what is counted as its object; no other word building."""

from functools import cache

from pipeline.lexicons import table

_VOWELS = frozenset("aiueo")


def passive(verb: str) -> str:
    """The form with "di-" of one with "me-" ("menewaskan" gives "ditewaskan"); "" for another word."""
    if not verb.startswith("me") or len(verb) < 6:
        return ""
    stem = _stem(verb)
    return f"di{stem}" if stem else ""


def _stem(verb: str) -> str:
    kept, lost = _stems()
    for prefix, letter in (("meny", "s"), ("meng", ""), ("mem", "p"), ("men", "t")):
        if not verb.startswith(prefix):
            continue
        rest = verb[len(prefix) :]
        whole = verb[2:]
        if prefix == "meng":
            return f"k{rest}" if rest.startswith(lost) else rest
        if whole.startswith(kept):
            return whole
        return f"{letter}{rest}" if rest[0] in _VOWELS else rest
    return verb[2:] if verb[2] in "lrwy" else ""


@cache
def _stems() -> tuple[tuple[str, ...], tuple[str, ...]]:
    rows = table("figures_stems.id.csv")
    kept, lost = ([row["start"] for row in rows if row["class"] == name] for name in ("kept", "lost"))
    return tuple(kept), tuple(lost)
