"""Marked speech of a Chinese paragraph, and the paragraph with it hidden, so that sentences are not cut inside."""

import re
from dataclasses import dataclass

_PAIRS = {"“": "”", "「": "」", "『": "』"}
_ANY = re.compile("[“”「」『』]")
LEAST = 4  # characters of marked speech; shorter marks hold names and terms
HIDDEN = "\u25a1"  # stands for a character inside marks


@dataclass(frozen=True, slots=True)
class Span:
    """Marks at [outer_start, outer_end), what they hold at [start, end), relative to the paragraph."""

    outer_start: int
    start: int
    end: int
    outer_end: int


def find_spans(text: str) -> list[Span]:
    """Outermost marked stretches in order; marks that nobody closes run to the paragraph's end."""
    spans: list[Span] = []
    opened: list[tuple[str, int]] = []
    for mark in _ANY.finditer(text):
        sign, at = mark.group(), mark.start()
        if sign in _PAIRS:
            opened.append((sign, at))
            continue
        while opened and _PAIRS[opened[-1][0]] != sign and len(opened) > 1:
            opened.pop()
        if opened:
            _, begin = opened.pop()
            if not opened:
                spans.append(Span(begin, begin + 1, at, at + 1))
    if opened:
        begin = opened[0][1]
        spans.append(Span(begin, begin + 1, len(text), len(text)))
    return spans


def hidden(text: str, spans: list[Span]) -> str:
    """The paragraph with what its marks hold hidden, but for a closing full stop; short terms stay."""
    pieces: list[str] = []
    done = 0
    for span in spans:
        if span.end - span.start < LEAST:
            continue
        keep = span.end - 1 if text[span.end - 1] in "。！？!?" else span.end
        pieces += [text[done : span.start], HIDDEN * (keep - span.start)]
        done = keep
    return "".join(pieces) + text[done:]
