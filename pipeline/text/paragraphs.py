"""News-like paragraphs for a body that arrived on one line: cuts where signs add up, quotations kept whole.

Only the cutting; which lines are paragraphs already, and what is boilerplate, belongs to the cleaner.
"""

import re
from collections.abc import Sequence
from functools import cache

from pipeline import lexicons
from pipeline.text.sentences import opens_quotation, split_sentences

SHORT = 320  # characters: a shorter text is one paragraph
_FULL = 220  # characters of a full paragraph
_SHORT_SENTENCE = 0.35  # of a full paragraph
_LONGEST_QUOTATION = 1500  # characters: beyond it the mark is a stray one, not an open quotation
_QUOTE_MARKS = re.compile(r'["“”„«»「」]')
_OPENS = '"“”„«「'  # at a sentence's start ” opens too
_CLOSES = '"”»」'
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


@cache
def _openers() -> tuple[frozenset[str], int, tuple[str, ...]]:
    """Openers of spaced languages in lower case, the most words one of them has, and the Han openers."""
    known = lexicons.terms("paragraph_openers.txt")
    han = tuple(term for term in known if _HAN.search(term))
    spaced = frozenset(term.casefold() for term in known) - frozenset(han)
    return spaced, max((term.count(" ") + 1 for term in spaced), default=0), han


@cache
def _weights() -> dict[str, float]:
    return {row["sign"]: float(row["weight"]) for row in lexicons.table("paragraph_signs.csv")}


@cache
def _continuers() -> dict[str, str]:
    return {row["word"].casefold(): row["kind"] for row in lexicons.table("paragraph_continuers.csv")}


@cache
def _reports() -> re.Pattern[str]:
    words = lexicons.terms("paragraph_reports.txt")
    spaced = "|".join(re.escape(word) for word in words if not _HAN.search(word))
    han = "|".join(word for word in words if _HAN.search(word))
    return re.compile(rf"\b(?:{spaced})\b|{han}")


def split_paragraphs(text: str, language: str | None = None) -> list[str]:
    """Cut a body without line breaks into paragraphs.

    White space is folded; the paragraphs joined by single spaces give the folded text back (Chinese, which puts no
    space between sentences: joined by nothing where the text has none). A quotation and its attribution stay together.
    """
    folded = " ".join(text.split())
    if not folded:
        return []
    if len(folded) <= (SHORT if not _is_han(folded) else SHORT // 3):
        return [folded]
    sentences = _whole_quotations(folded, split_sentences(folded, language))
    return [folded[start:end] for start, end in _group(folded, sentences)]


def _is_han(text: str) -> bool:
    return len(_HAN.findall(text)) * 3 > len(text)


def _whole_quotations(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sentences merged where a cut would fall inside a quotation or, in spaced script, where no space allows a cut."""
    cuttable_without_space = _is_han(text)
    merged: list[tuple[int, int]] = []
    open_since: int | None = None
    glue = False
    for start, end in spans:
        if glue:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
        open_since = _open_since(text, start, end, open_since)
        is_open = open_since is not None and end - open_since < _LONGEST_QUOTATION and _closes_after(text, end)
        if not is_open:
            open_since = None
        spaced = end < len(text) and text[end].isspace()
        glue = is_open or not (spaced or cuttable_without_space)
    return merged


def _open_since(text: str, start: int, end: int, since: int | None) -> int | None:
    for found in _QUOTE_MARKS.finditer(text, start, end):
        mark = found.group()
        is_open = mark == "「" or (mark != "」" and opens_quotation(text, found.start(), since is not None))
        since = (found.start() if since is None else since) if is_open else None
    return since


def _closes_after(text: str, end: int) -> bool:
    """Whether the next quotation mark after `end` closes: an opening one means that the earlier mark was a stray."""
    found = _QUOTE_MARKS.search(text, end, end + _LONGEST_QUOTATION)
    if not found or found.group() in "“„«「":
        return False
    return found.group() != '"' or not opens_quotation(text, found.start(), True)


def _group(text: str, sentences: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    full = _FULL // 3 if _is_han(text) else _FULL
    groups: list[tuple[int, int]] = []
    count = 0
    for number, (start, end) in enumerate(sentences):
        previous = sentences[number - 1] if number else None
        if previous and not _begins(text, previous, (start, end), groups[-1][0], count, full):
            groups[-1] = (groups[-1][0], end)
            count += 1
        else:
            groups.append((start, end))
            count = 1
    return groups


def _begins(
    text: str, previous: tuple[int, int], span: tuple[int, int], group_start: int, count: int, full: int
) -> bool:
    """Whether the sentence `span` begins a paragraph after `previous`, the last sentence of the group."""
    start, end = span
    if text[previous[1] - 1] in ":：" or text[start] in "(（":
        return False  # announced by what precedes, or an aside to it
    if text[start] in _OPENS:
        continues = text[end - 1] in _CLOSES and _has_quotation(text, *previous)
        return not (continues and end - group_start <= 3 * full)
    if _has_quotation(text, *previous):
        # what follows a bare quotation may name its speaker; after an attribution the paragraph is complete
        return count > 1 or not (text[previous[0]] in _OPENS and text[previous[1] - 1] in _CLOSES)
    return _adds_up(text, previous, span, (previous[1] - group_start) / full, full)


def _adds_up(text: str, previous: tuple[int, int], span: tuple[int, int], filled: float, full: int) -> bool:
    """Whether the signs of a new paragraph outweigh those of one that goes on; `filled`: the present one's length."""
    start, end = span
    length = (end - start) / full
    opening = text[start : start + 60]
    words = [word.strip(",.:;") for word in opening.split()[:3]]
    opens = text[start] in _OPENS
    quoted = _has_quotation(text, *previous)
    signs = {
        "any": 1.0,
        "quotation": opens and not quoted,
        "after_quotation": quoted and not opens and text[previous[1] - 1] in _CLOSES,
        "after_attribution": quoted and not opens and text[previous[1] - 1] not in _CLOSES,
        "inner_quotation": not opens and _has_quotation(text, start, end),
        _continuing(words, opening): 1.0,
        "opener": _is_opener(text, start),
        "report": not opens and bool(_reports().search(text, start, end)),
        "name": not opens and len(words) > 1 and words[1][:1].isupper(),
        "short": length < _SHORT_SENTENCE,
        "length": min(length, 2.0),
        "length_before": min((previous[1] - previous[0]) / full, 2.0),
        "full": filled > 0.9,
        "over_full": filled > 1.5,
    }
    weights = _weights()
    return sum(weights.get(sign, 0.0) * value for sign, value in signs.items()) > 0


def _continuing(words: Sequence[str], opening: str) -> str:
    """Sign of a sentence's first words: `pronoun`, `connective` or none ("")."""
    known = _continuers()
    if opening and _HAN.match(opening):
        return next((known[opening[:size]] for size in (3, 2, 1) if opening[:size] in known), "")
    lowered = [word.casefold() for word in words]
    joined = (" ".join(lowered[:size]) for size in range(len(lowered), 0, -1))
    return next((known[name] for name in joined if name in known), "")


def _has_quotation(text: str, start: int, end: int) -> bool:
    return text[start] in _OPENS or _QUOTE_MARKS.search(text, start, end) is not None


def _is_opener(text: str, start: int) -> bool:
    spaced, most, han = _openers()
    if text.startswith(han, start):
        return True
    words = [word.strip(",") for word in text[start : start + 60].casefold().split()[:most]]
    return any(" ".join(words[:size]) in spaced for size in range(1, len(words) + 1))
