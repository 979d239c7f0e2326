"""Statements in headlines: "Nama: …", "Nama Sebut …", "… - Nama". Body text is read in `indirect`."""

from pipeline.facts.quotes.cues import Cues
from pipeline.facts.quotes.discourse import Discourse, Speaker
from pipeline.facts.quotes.report import Report, trimmed
from pipeline.facts.quotes.sentence import Sentence

_NAME_WORDS = 4  # words a name after a closing dash has at most


def headline_report(sentence: Sentence, cues: Cues, discourse: Discourse) -> Report | None:
    """The statement that a headline gives to somebody named in it, or None. Countries do not speak in headlines."""
    for index in range(1, len(sentence.words)):
        gap = sentence.gap(index)
        sign = gap.strip()
        if sign == ":":
            speaker = _speaker(sentence, index - 1, discourse, cues)
            if speaker is not None:
                return trimmed(sentence, sentence.ends[index - 1] + 1, sentence.end, speaker, None)
        elif sign in ("-", "–", "—") and gap != sign and len(sentence.words) - index <= _NAME_WORDS:
            name = sentence.names[index]
            if name is not None and name.entity_type == "PERSON" and sentence.last_of(index) == len(sentence.words) - 1:
                speaker = Speaker(name.actor, name.surface, name.end, True)
                return trimmed(sentence, sentence.start, sentence.ends[index - 1], speaker, None)
        elif sentence.words[index] in cues.headline:
            speaker = _speaker(sentence, index - 1, discourse, cues)
            if speaker is not None:
                cue = (sentence.starts[index], sentence.ends[index])
                return trimmed(sentence, sentence.ends[index], sentence.end, speaker, cue)
    return None


def _speaker(sentence: Sentence, last: int, discourse: Discourse, cues: Cues) -> Speaker | None:
    """The person, body or bare title that ends in word `last`."""
    name = sentence.names[last]
    if name is not None:
        if name.entity_type not in ("PERSON", "ORG"):
            return None
        return Speaker(name.actor, name.surface, name.end, name.entity_type == "PERSON")
    first = last
    while (
        first > 0
        and sentence.words[first] not in cues.titles
        and sentence.is_capital(first - 1)
        and "," not in sentence.gap(first)
    ):
        first -= 1
    if sentence.words[first] not in cues.titles:
        return None
    surface = sentence.text[sentence.starts[first] : sentence.ends[last]]
    return discourse.title(surface, sentence.starts[first], sentence.ends[last], None)
