"""A reported clause as found in one sentence, cut to its words."""

from dataclasses import dataclass

from pipeline.facts.quotes.discourse import Speaker
from pipeline.facts.quotes.sentence import Sentence

LEAST_WORDS = 3
_STRIP = " \t\n\u00a0,.;:—–-。，"


@dataclass(frozen=True, slots=True)
class Report:
    """A reported clause: span, speaker, span of the reporting word; `final` when its attribution ends the sentence."""

    start: int
    end: int
    speaker: Speaker
    cue: tuple[int, int] | None
    final: bool = False


def trimmed(
    sentence: Sentence,
    start: int,
    end: int,
    speaker: Speaker,
    cue: tuple[int, int] | None,
    final: bool = False,
    least: int = LEAST_WORDS,
) -> Report | None:
    """Report over `start`..`end` without outer punctuation; None when fewer than `least` words are left."""
    text = sentence.text
    while start < end and text[start] in _STRIP:
        start += 1
    while end > start and text[end - 1] in _STRIP:
        end -= 1
    if sentence.index_at(end) - sentence.index_at(start) < least:
        return None
    return Report(start, end, speaker, cue, final)
