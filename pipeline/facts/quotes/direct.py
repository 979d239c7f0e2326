"""Which marked stretches are speech, and who spoke them: attribution after, before or around the marks.

Marks are found in `marks`; reported clauses without marks are read in `indirect`.
"""

import re
from dataclasses import dataclass

from pipeline.facts.quotes.attribution import speaker_after
from pipeline.facts.quotes.cues import Cues
from pipeline.facts.quotes.discourse import Discourse, Speaker
from pipeline.facts.quotes.marks import Marked
from pipeline.facts.quotes.sentence import Sentence
from pipeline.facts.quotes.subject import sentence_subject, speaker_before

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_BETWEEN = frozenset(" ,.-–—;:”\n\t\u00a0")
_SPEECH_WORDS = 8  # words from which a marked stretch that opens a sentence is taken for speech without attribution
_PHRASE_WORDS = 5  # words from which a marked phrase inside a reporter's clause is taken for speech


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said a marked stretch, with the reporting word's span (None without one); `used` are indices of its words."""

    speaker: Speaker | None
    cue: tuple[int, int] | None
    used: range


def attribution(
    sentence: Sentence, span: Marked, low: int, text: str, cues: Cues, discourse: Discourse
) -> Attribution | None:
    """Attribution of a marked stretch by its own sentence; `low` is the first word after the stretch before it."""
    index = sentence.index_at(span.outer_end)
    found = _after(sentence, span, index, cues, discourse)
    if found is not None:
        return found
    return _before(sentence, span, low, text, cues, discourse)


def _after(sentence: Sentence, span: Marked, index: int, cues: Cues, discourse: Discourse) -> Attribution | None:
    words = sentence.words
    if index >= len(words) or not set(sentence.text[span.outer_end : sentence.starts[index]]) <= _BETWEEN:
        return None
    if (
        words[index] in cues.relays
        and index + 1 < len(words)
        and words[index + 1] in cues.tags | cues.pointers | cues.sources
    ):
        index += 1
    word = words[index]
    cue = (sentence.starts[index], sentence.ends[index])
    if word in cues.tags or word in cues.pointers:
        if word in cues.clitics:
            return Attribution(discourse.pronoun(None, cue[0]), cue, range(index, index + 1))
        at = index + 1
        while at < len(words) and words[at] in cues.adverbs | cues.by and sentence.names[at] is None:
            at += 1
        speaker = speaker_after(sentence, at, cues, discourse)
        if speaker is None and word not in cues.loose and word not in cues.clauses and at < len(words):
            return None
        return Attribution(speaker, cue, range(index, index + 1))
    if word in cues.sources or " ".join(words[index : index + 2]) in cues.sources:
        speaker = source_speaker(sentence, index, cues, discourse)
        return Attribution(speaker, cue, range(index, index + 1)) if speaker else None
    return _verb_second(sentence, index, cues, discourse)


def _verb_second(sentence: Sentence, index: int, cues: Cues, discourse: Discourse) -> Attribution | None:
    """'"…," Bahlil told a conference' and '"…," Nezar menambahkan.'."""
    for verb in range(index + 1, min(index + 14, len(sentence.words))):
        if sentence.words[verb] in cues.clauses:
            speaker = speaker_before(sentence, verb, index, cues, discourse)
            if speaker is None:
                return None
            if (
                cues.verb_first
                and verb + 1 < len(sentence.words)
                and sentence.words[verb + 1] not in cues.asides | cues.times
            ):
                return None
            return Attribution(speaker, (sentence.starts[verb], sentence.ends[verb]), range(verb, verb + 1))
    return None


def source_speaker(sentence: Sentence, index: int, cues: Cues, discourse: Discourse) -> Speaker | None:
    """Speaker named by a source word at `index`: "menurut X", "menurutnya", "menurut laporan media Y"."""
    words = sentence.words
    if words[index] in cues.clitics:
        return discourse.pronoun(None, sentence.ends[index])
    at = index + (1 if words[index] in cues.sources else 2)
    if at < len(words) and words[at] in cues.first | cues.heads:
        return None
    if at < len(words) and words[at] in cues.documents:
        for following in range(at, min(at + 7, len(words))):
            name = sentence.names[following]
            if name is not None:
                return Speaker(name.actor, name.surface, name.end, name.entity_type == "PERSON")
        return None
    return speaker_after(sentence, at, cues, discourse)


def _before(
    sentence: Sentence, span: Marked, low: int, text: str, cues: Cues, discourse: Discourse
) -> Attribution | None:
    last = sentence.index_at(span.outer_start) - 1
    if last < low:
        return None
    gap = sentence.text[sentence.ends[last] : span.outer_start]
    if not set(gap) <= _BETWEEN:
        return None
    mark = ":" in gap or "," in gap
    verb = last
    while verb > low and sentence.words[verb] in cues.adverbs | cues.links:
        verb -= 1
    if sentence.words[verb] not in cues.clauses:
        if not mark:
            return None
        verb = _last_verb(sentence, low, last, cues)
        if verb < low:
            return _name_and_colon(sentence, last, gap, cues, discourse)
    word = sentence.words[verb]
    cue = (sentence.starts[verb], sentence.ends[verb])
    if not mark and len(_WORD.findall(text, span.start, span.end)) < _PHRASE_WORDS:
        return None
    if word in cues.sources:
        speaker = source_speaker(sentence, verb, cues, discourse)
    elif word in cues.clauses:
        speaker = speaker_before(sentence, verb, low, cues, discourse) or sentence_subject(
            sentence, verb, cues, discourse
        )
    elif word in cues.clitics:
        speaker = discourse.pronoun(None, cue[1])
    else:
        speaker = speaker_after(sentence, verb + 1, cues, discourse)
    return Attribution(speaker, cue, range(verb, verb + 1)) if speaker else None


def _last_verb(sentence: Sentence, low: int, last: int, cues: Cues) -> int:
    for index in range(last, max(low, last - 25) - 1, -1):
        word = sentence.words[index]
        if word in cues.clauses or word in cues.sources or (word in cues.tags and (index == 0 or word in cues.loose)):
            return index
    return -1


def _name_and_colon(sentence: Sentence, last: int, gap: str, cues: Cues, discourse: Discourse) -> Attribution | None:
    name = sentence.names[last]
    if ":" not in gap or name is None:
        return None
    return Attribution(Speaker(name.actor, name.surface, name.end, name.entity_type == "PERSON"), None, range(0))


def is_labelled(sentence: Sentence, span: Marked, cues: Cues) -> bool:
    """Whether the word before the marks says that a name, title or slogan follows."""
    last = sentence.index_at(span.outer_start) - 1
    return any(sentence.words[index] in cues.labels for index in range(max(0, last - 1), last + 1))


def is_speech(sentence: Sentence, span: Marked, low: int, text: str, cues: Cues, goes_on: bool) -> bool:
    """Whether an unattributed marked stretch is speech: long, a sentence of its own, not written like a title.

    `goes_on` tells that its paragraph already holds speech; then a short sentence is enough.
    """
    words: list[str] = _WORD.findall(text, span.start, span.end)
    if goes_on and not sentence.words and len(words) >= 2:
        return True
    if len(words) < _SPEECH_WORDS and not (
        len(words) >= _PHRASE_WORDS and any(word.lower() in cues.first for word in words)
    ):
        return False
    before = sentence.index_at(span.outer_start)
    after = sentence.index_at(span.outer_end)
    if before > low or (after < len(sentence.words) and not sentence.is_capital(after)):
        return False
    capitals = sum(word[0].isupper() for word in words)
    return capitals <= 0.6 * len(words)
