"""The cue lists of cleaning_lines.*.csv as tables and patterns, and the questions whether a line is one of theirs.

Reading the lists only: what is removed is decided by the rules of clean_lines.
"""

import re
from functools import cache

from pipeline import lexicons
from pipeline.text.clean_draft import HAN, count_words, cue_key, ends_sentence
from pipeline.text.dates import split_timestamp

LANGUAGES = ("id", "en", "ms", "zh")
_LONGEST_LINE = 200
_LONGEST_LABELLED = 160
_INNER_COLON = re.compile(r"\s?[:：]\s?")
_FIGURE = re.compile(r"\d[\d.,:]*")
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?|pg|tgh|ptg|mlm|[a-z]{3,4})?", re.IGNORECASE)
_BOUNDARY = re.compile(r"[.!?。！？)*]\s{0,2}|[”\"']\s{1,2}")
_FIRST_WORD = re.compile(r"[^\s*]\S{0,40}")


@cache
def whole_lines() -> dict[str, str]:
    """Cues that are a whole line, headings of lists among them, with their reasons."""
    return {_cue_line(row["cue"]): row["reason"] for row in _rows() if row["where"] in ("line", "heading")}


@cache
def headings() -> frozenset[str]:
    """Cues that open a list of other stories."""
    return frozenset(_cue_line(row["cue"]) for row in _rows() if row["where"] == "heading")


@cache
def lone(where: str) -> dict[str, str]:
    """Whole-line cues of one kind (`next`, `until`, `has`), with their reasons."""
    return {_cue_line(row["cue"]): row["reason"] for row in _rows_of(where)}


def _cue_line(cue: str) -> str:
    return line_key(cue.replace("#", "0"))


def line_key(text: str) -> str:
    """A line as whole-line cues are looked up: every figure is 0. Lines longer than any cue stay as they are."""
    if len(text) > _LONGEST_LINE:
        return text
    return cue_key(_INNER_COLON.sub(" ", _FIGURE.sub("0", text)))


@cache
def _labels() -> tuple[re.Pattern[str], dict[str, str]]:
    """Pattern of `label` cues with what follows them, and their reasons."""
    reasons = {row["cue"].casefold().rstrip(" :：").replace("#", "0"): row["reason"] for row in _rows_of("label")}
    either = "|".join(re.escape(cue).replace("0", r"\d+") for cue in sorted(reasons, key=len, reverse=True))
    return re.compile(
        rf"\W{{0,3}}({either})(?:\s?(?P<mark>[:：|｜])\s?|\s|(?=\d))(?P<rest>.*)$", re.IGNORECASE
    ), reasons


def label_reason(text: str, timezone: str | None) -> str | None:
    """Reason of a line that is a label with its value; None for prose, and for a label without its mark."""
    match = _labels()[0].match(text) if len(text) <= _LONGEST_LABELLED and not ends_sentence(text) else None
    if match is None or count_words(match["rest"]) > 16:
        return None
    reason = _labels()[1][_FIGURE.sub("0", match.group(1).casefold())]
    if reason == "timestamp":
        found = split_timestamp(match["rest"], timezone)
        dated = (found and not found[1]) or _CLOCK.fullmatch(match["rest"])
        return reason if dated or not match["rest"] else None
    return reason if match["mark"] or match["rest"][:1].isdigit() or match.group(1)[-1].isdigit() else None


@cache
def starts() -> tuple[tuple[re.Pattern[str], dict[str, str]], tuple[re.Pattern[str], dict[str, str]]]:
    """Patterns of `start` cues at a line's start and of `tail` cues at a sentence's, with reasons by cue."""
    starts = {row["cue"].casefold(): row["reason"] for row in _rows() if row["where"] == "start"}
    tails = {row["cue"].casefold(): row["reason"] for row in _rows() if row["where"] == "tail"}

    def either(cues: dict[str, str]) -> str:
        spelled = (
            re.escape(cue).replace(r"\ ", r"\s?" if cue.endswith(":") else r"\s")
            for cue in sorted(cues, key=len, reverse=True)
        )
        return "|".join(spelled)

    start = re.compile(rf"[(（【\[*#>|\s]{{0,3}}({either(starts)})(?![a-z])", re.IGNORECASE)
    tail = re.compile(rf"[*\s—–-]{{0,3}}({either(tails)})(?![a-z])", re.IGNORECASE)
    return (start, starts), (tail, tails)


@cache
def _tail_words() -> frozenset[str]:
    """First words of tail cues without Han."""
    return frozenset(cue.split()[0] for cue in starts()[1][1])


def _rows_of(where: str) -> list[dict[str, str]]:
    return [row for row in _rows() if row["where"] == where]


def find_tail(text: str) -> re.Match[str] | None:
    """First tail cue that opens the line or follows a finished sentence."""
    tail, words = starts()[1][0], _tail_words()
    if match := tail.match(text):
        return match
    for boundary in _BOUNDARY.finditer(text):
        word = _FIRST_WORD.match(text, boundary.end())
        found = word is None or HAN.match(word.group()) or word.group().casefold() in words
        if found and (match := tail.match(text, boundary.end())):
            return match
    return None


@cache
def endings() -> tuple[tuple[str, str], ...]:
    """Cues at a line's end, with their reasons."""
    return tuple((cue_key(row["cue"]), row["reason"]) for row in _rows() if row["where"] == "end")


@cache
def insides() -> tuple[re.Pattern[str], dict[str, str]]:
    """Pattern of cues anywhere inside a line, letter case as written, with their reasons."""
    cues = {row["cue"]: row["reason"] for row in _rows() if row["where"] == "inside"}
    longest_first = sorted(cues, key=len, reverse=True)
    return re.compile(r"(?<![^\W_])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![^\W_])"), cues


@cache
def _rows() -> tuple[dict[str, str], ...]:
    return tuple(row for language in LANGUAGES for row in lexicons.table(f"cleaning_lines.{language}.csv"))
