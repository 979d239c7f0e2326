"""Which marked stretches are speech, and who spoke them: attribution after, before or around the marks.

Marks are found in `marks`; reported clauses without marks are read in `indirect`.
"""

import re
from dataclasses import dataclass

from pipeline.facts.model import Mention
from pipeline.facts.quotes.attribution import STOPS, named, speaker_after
from pipeline.facts.quotes.cues import Cues
from pipeline.facts.quotes.discourse import Discourse, Speaker
from pipeline.facts.quotes.marks import Marked
from pipeline.facts.quotes.sentence import Sentence
from pipeline.facts.quotes.subject import sentence_subject, speaker_before

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_BETWEEN = frozenset(" ,.-–—;:”\n\t\u00a0")
_SPEECH_WORDS = 8  # words from which a marked stretch that opens a sentence is taken for speech without attribution
_LATE_WORDS = 10  # words of the reporter's own between a marked stretch and its attribution
_FULL_WORDS = 3  # words from which a marked sentence that stands by itself is taken for speech
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
    if found is None:
        found = _before(sentence, span, low, text, cues, discourse)
    if found is None or found.speaker is None:
        return _late(sentence, span, index, text, cues, discourse) or found
    return found


def _late(
    sentence: Sentence, span: Marked, index: int, text: str, cues: Cues, discourse: Discourse
) -> Attribution | None:
    """The attribution beyond the reporter's own words: '"… the little deal" announced in October, said X'."""
    if not span.closed or text[span.outer_end - 2] in ",.!?":
        return None
    for at in range(index, min(index + _LATE_WORDS, len(sentence.words) - 1)):
        gap = sentence.gap(at)
        if "," in gap and at > index and sentence.words[at] in cues.tags:
            speaker = speaker_after(sentence, at + 1, cues, discourse)
            if speaker is not None:
                return Attribution(speaker, (sentence.starts[at], sentence.ends[at]), range(at, at + 1))
        if at > index and STOPS & set(gap):
            return None
    return None


def _after(sentence: Sentence, span: Marked, index: int, cues: Cues, discourse: Discourse) -> Attribution | None:
    words = sentence.words
    if index >= len(words) or not set(sentence.text[span.outer_end : sentence.starts[index]]) <= _BETWEEN:
        return None
    if words[index] in cues.relays and index + 1 < len(words):
        if (given := relayed(sentence, index, cues, discourse)) is not None:
            return given
        if words[index + 1] in cues.tags | cues.pointers | cues.sources:
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


def relayed(sentence: Sentence, index: int, cues: Cues, discourse: Discourse) -> Attribution | None:
    """The attribution after "demikian" or "begitu" at word `index`: "demikian (kata) X", "demikian pernyataan X"."""
    words, after = sentence.words, index + 1
    if words[index] not in cues.relays - cues.asides or after >= len(words):
        return None
    cue = (sentence.starts[index], sentence.ends[index])
    if (person := _person_at(sentence, after)) is not None:
        return Attribution(named(person), cue, range(index, after))
    if words[after] in cues.documents:
        names = (name for name in sentence.names[after : after + 7] if name is not None)
        name = next(names, None)
        return Attribution(named(name), cue, range(index, after)) if name is not None else None
    if words[after] not in cues.tags | cues.pointers:
        return None
    cue = (sentence.starts[after], sentence.ends[after])
    if words[after] in cues.clitics:
        return Attribution(discourse.pronoun(None, cue[0]), cue, range(index, after + 1))
    at = after + 1 + (not cues.by.isdisjoint(words[after + 1 : after + 2]))
    speaker = speaker_after(sentence, at, cues, discourse)
    return Attribution(speaker, cue, range(index, after + 1)) if speaker is not None else None


def _person_at(sentence: Sentence, index: int) -> Mention | None:
    name = sentence.names[index] if index < len(sentence.names) else None
    return name if name is not None and name.entity_type == "PERSON" else None


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
        words: list[str] = _WORD.findall(text, span.start, span.end)
        if not mark and (len(words) < _PHRASE_WORDS or cues.first.isdisjoint(word.lower() for word in words)):
            return None
        verb = _last_verb(sentence, low, last, cues)
        if verb < low:
            return _name_and_colon(sentence, last, gap, len(words), cues, discourse)
    word = sentence.words[verb]
    cue = (sentence.starts[verb], sentence.ends[verb])
    if not mark and len(_WORD.findall(text, span.start, span.end)) < _PHRASE_WORDS:
        return None
    if word in cues.sources:
        speaker = source_speaker(sentence, verb, cues, discourse)
    elif word in cues.clauses:
        speaker = speaker_before(sentence, verb, low, cues, discourse)
        if speaker is None and verb == low and word in cues.tags:  # '"…," said X, "…"'
            speaker = speaker_after(sentence, verb + 1, cues, discourse)
        speaker = speaker or sentence_subject(sentence, verb, cues, discourse)
    elif word in cues.clitics:
        speaker = discourse.pronoun(None, cue[1])
    else:
        speaker = speaker_after(sentence, verb + 1, cues, discourse)
    return Attribution(speaker, cue, range(verb, verb + 1)) if speaker else None


def _last_verb(sentence: Sentence, low: int, last: int, cues: Cues) -> int:
    for index in range(last, max(low, last - 25) - 1, -1):
        word = sentence.words[index]
        if (
            word in cues.clauses
            or word in cues.sources
            or (word in cues.tags and (index in (0, low) or word in cues.loose))
        ):
            return index
    return -1


def _name_and_colon(
    sentence: Sentence, last: int, gap: str, size: int, cues: Cues, discourse: Discourse
) -> Attribution | None:
    """'Bagas: "…"', and with a sentence of at least `_PHRASE_WORDS` words 'Bagas put it bluntly: "…"'."""
    if ":" not in gap:
        return None
    name = sentence.names[last]
    if name is not None:
        return Attribution(named(name), None, range(0))
    speaker = sentence_subject(sentence, last, cues, discourse) if size >= _PHRASE_WORDS else None
    return Attribution(speaker, None, range(0)) if speaker else None


def is_labelled(sentence: Sentence, span: Marked, cues: Cues) -> bool:
    """Whether the word before the marks says that a name, title or slogan follows."""
    last = sentence.index_at(span.outer_start) - 1
    if last > 0 and sentence.words[last - 1] in cues.labels - cues.articles:
        return True
    return last >= 0 and sentence.words[last] in cues.labels


def is_speech(sentence: Sentence, span: Marked, low: int, text: str, cues: Cues, goes_on: bool) -> bool:
    """Whether an unattributed marked stretch is speech: long, a sentence of its own, not written like a title.

    `goes_on` tells that its paragraph already holds speech; then a short sentence is enough.
    """
    words: list[str] = _WORD.findall(text, span.start, span.end)
    if not sentence.words and len(words) >= 2:
        if goes_on:
            return True
        is_full = span.opened and words[0][0].isupper() and text[span.end - 1] in ".!?"
        if is_full and len(words) >= _FULL_WORDS and sum(w[0].isupper() for w in words) <= 0.5 * len(words):
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
