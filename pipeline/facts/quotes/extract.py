"""Quotes of one article: marked speech and reported clauses, each with its speaker.

Joins the parts beside it in reading order; the rules live in `marks`, `direct`, `indirect`, `attribution`, `chinese`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.facts.model import Mention, Names, Quote, Role
from pipeline.facts.quotes.attribution import speaker_after
from pipeline.facts.quotes.chinese import find_chinese
from pipeline.facts.quotes.cues import Cues, cues_for
from pipeline.facts.quotes.direct import Attribution, attribution, is_labelled, is_speech, relayed
from pipeline.facts.quotes.discourse import Discourse, Speaker
from pipeline.facts.quotes.indirect import Reader
from pipeline.facts.quotes.marks import Marked, find_marked
from pipeline.facts.quotes.report import Report
from pipeline.facts.quotes.sentence import Sentence, build, has_any, masked
from pipeline.facts.quotes.subject import is_governed
from pipeline.text.model import Article, Paragraph
from pipeline.text.sentences import split_sentences

_NAMES = frozenset(("PERSON", "ORG", "PLACE"))
_MASKED_WORDS = 4  # marked stretches from this length on are hidden from the reading of the sentence around them


def find_quotes(article: Article, names: Names, roles: Sequence[Role]) -> list[Quote]:
    """Direct and indirect quotes in text order, with offsets into `article.text`.

    `names` must be in text order. A quote lies in one paragraph; direct quotes do not overlap one another; an indirect
    one may lie inside a direct one. The speaker is an actor key of `names`, None when nobody is named.
    """
    return _Reading(article, names, roles).quotes()


class _Reading:
    """One pass over one article; all state lives here."""

    def __init__(self, article: Article, names: Names, roles: Sequence[Role]) -> None:
        self._article = article
        self._text = article.text
        self._mentions = [m for m in names.mentions if m.entity_type in _NAMES]
        self._starts = [m.start for m in self._mentions]
        self._discourse = Discourse(article.text, names, roles)
        self._quotes: list[Quote] = []
        self._waiting: list[int] = []
        self._has_speech = False  # in the paragraph being read
        self._has_subject = False  # a person is a sentence's subject in the paragraph being read

    def quotes(self) -> list[Quote]:
        for paragraph in self._article.paragraphs:
            language = paragraph.language or self._article.language
            if language == "zh":
                self._quotes.extend(
                    find_chinese(
                        self._text,
                        paragraph.start,
                        paragraph.end,
                        self._mentions,
                        self._discourse,
                        paragraph.kind == "headline",
                    )
                )
            else:
                self._read(paragraph, cues_for(language))
        return sorted(self._quotes, key=lambda q: (q.start, -q.end))

    def _read(self, paragraph: Paragraph, cues: Cues) -> None:
        pairs = [(s, s.moved(paragraph.start)) for s in find_marked(paragraph.text, cues)]
        pairs = [(local, span) for local, span in pairs if self._is_long(span, cues)]
        spans = [span for _, span in pairs]
        text = self._text
        if pairs:
            hidden = masked(paragraph.text, [local for local, _ in pairs])
            text = text[: paragraph.start] + hidden + text[paragraph.end :]
        visible = text[paragraph.start : paragraph.end]
        is_headline = paragraph.kind == "headline"
        self._has_speech = self._has_subject = False
        if not spans and not is_headline and self._is_silent(paragraph.start, paragraph.end, cues):
            return
        done = 0
        for start, end in split_sentences(visible, paragraph.language):
            span = (start + paragraph.start, end + paragraph.start)
            if not spans and not is_headline and self._is_silent(*span, cues):
                continue
            sentence = build(text, span, self._mentions, self._starts, is_headline)
            first = done
            while done < len(spans) and spans[done].outer_start < span[1]:
                done += 1
            self._sentence(sentence, spans[first:done], cues, span[0] == paragraph.start and paragraph.number <= 1)

    def _is_silent(self, start: int, end: int, cues: Cues) -> bool:
        """Whether a stretch without marked speech holds neither an actor nor a word that steers the reading."""
        names = self._mentions[bisect_left(self._starts, start) : bisect_right(self._starts, end)]
        return all(name.entity_type == "PLACE" for name in names) and not has_any(self._text, start, end, cues.steering)

    def _is_long(self, span: Marked, cues: Cues) -> bool:
        inner = self._text[span.start : span.end]
        if len(inner.split()) >= _MASKED_WORDS or inner != self._text[span.start : span.outer_end].rstrip("\"”’'» "):
            return True
        before = self._text[max(0, span.outer_start - 3) : span.outer_start].rstrip()[-1:]
        if before == ":" or (before == "," and inner[-1] in ".!?"):
            return True
        if (
            inner[0].isupper()
            and (not before or before in ".!?")
            and (inner[-1] in ".!?" or self._text[span.outer_end : span.outer_end + 1] in (".", "\n", ""))
        ):
            return True
        following = self._text[span.outer_end : span.outer_end + 30].lstrip(" ,").split()
        return bool(following) and following[0].strip(",.").lower() in cues.tags

    def _sentence(self, sentence: Sentence, spans: Sequence[Marked], cues: Cues, is_lead: bool) -> None:
        if not spans and self._points_back(sentence, cues):
            return
        used: set[int] = set()
        speech: list[Marked] = []
        heard: Speaker | None = None
        low = 0
        partial: list[Marked] = []
        for span in spans:
            quote, given = self._direct(sentence, span, low, cues, bool(speech))
            low = sentence.index_at(span.outer_end)
            if quote is None:
                partial.append(span)
                continue
            speech.append(span)
            self._has_speech = True
            if given is not None:
                used.update(given.used)
                if given.speaker is not None:
                    heard = given.speaker
                    self._discourse.hear(heard)
                    self._settle(heard)
            elif quote.speaker is None and self._discourse.speaker is None and not self._has_subject:
                self._waiting.append(len(self._quotes))
            self._quotes.append(quote)
            self._nested(span, cues)
        if partial and not speech and not cues.verb_first:
            sentence = self._shown(sentence, partial)
        for report in Reader(sentence, cues, self._discourse, used).reports():
            if any(report.start < span.outer_end and span.outer_start < report.end for span in speech):
                continue
            self._add(report, self._type(report, sentence, cues, is_lead))
            heard = report.speaker
            self._discourse.hear(heard)
        if heard is None and not sentence.is_headline:
            self._follow(sentence, cues)

    def _shown(self, sentence: Sentence, spans: Sequence[Marked]) -> Sentence:
        """The sentence with marked stretches that are no speech of their own: 'X said it "regrets the move"'."""
        text = sentence.text
        for span in spans:
            if self._text[span.start].islower():
                text = text[: span.start] + self._text[span.start : span.end] + text[span.end :]
        return build(text, (sentence.start, sentence.end), self._mentions, self._starts, sentence.is_headline)

    def _points_back(self, sentence: Sentence, cues: Cues) -> bool:
        """Whether the sentence only says whose the quotation before it is: "“…” Begitu kata Budi."; tells it that."""
        last = self._quotes[-1] if self._quotes else None
        if last is None or last.quote_type != "direct" or last.cue is not None or not self._has_speech:
            return False
        if len(self._text[last.end : sentence.start].strip('"”’» .')) > 0:
            return False
        given = relayed(sentence, 0, cues, self._discourse)
        if given is None or given.speaker is None:
            return False
        speaker, cue = given.speaker, self._text[given.cue[0] : given.cue[1]] if given.cue else None
        self._quotes[-1] = replace(last, speaker=speaker.actor, speaker_surface=speaker.surface, cue=cue)
        self._discourse.hear(speaker)
        self._settle(speaker)
        return True

    def _direct(
        self, sentence: Sentence, span: Marked, low: int, cues: Cues, goes_on: bool
    ) -> tuple[Quote | None, Attribution | None]:
        given = attribution(sentence, span, low, self._text, cues, self._discourse)
        text = self._text[span.start : span.end]
        if given is None:
            low = sentence.index_at(span.outer_start) if goes_on else 0
            if not is_speech(sentence, span, low, self._text, cues, self._has_speech):
                return None, None
            if is_labelled(sentence, span, cues):
                return None, None
            last = self._discourse.speaker
            if last is not None and (goes_on or not last.is_person):
                return Quote(span.start, span.end, text, "direct", last.actor, last.surface, None), None
            if last is None and not self._has_subject:
                return Quote(span.start, span.end, text, "direct", None, None, None), None
            person = self._discourse.pronoun(None, span.start)
            return Quote(span.start, span.end, text, "direct", person.actor, person.surface, None), None
        if given.cue is not None and given.cue[0] < span.start and is_labelled(sentence, span, cues):
            return None, None
        speaker, cue = given.speaker, given.cue
        return Quote(
            span.start, span.end, text, "direct",
            speaker.actor if speaker else None, speaker.surface if speaker else None,
            self._text[cue[0] : cue[1]] if cue else None,
        ), given  # fmt: skip

    def _settle(self, speaker: Speaker) -> None:
        """Give the quotes read before anybody was heard to the first speaker."""
        for index in self._waiting:
            self._quotes[index] = replace(self._quotes[index], speaker=speaker.actor, speaker_surface=speaker.surface)
        self._waiting.clear()

    def _type(self, report: Report, sentence: Sentence, cues: Cues, is_lead: bool) -> str:
        """`direct` for a statement that lost its marks: attributed at its end, outside the lead, or in first person."""
        if not report.final or report.cue is None:
            return "indirect"
        words = sentence.words[sentence.index_at(report.start) : sentence.index_at(report.end)]
        index = sentence.index_at(report.cue[0])
        if sentence.words[index] not in cues.tags or sentence.words[index] in cues.clauses:
            return "indirect"
        if any(word in cues.first for word in words):
            return "direct"
        after = sentence.index_at(max(report.speaker.end, report.cue[1]))
        return "direct" if not is_lead and after >= len(sentence.words) else "indirect"

    def _add(self, report: Report, quote_type: str) -> None:
        cue = self._text[report.cue[0] : report.cue[1]] if report.cue else None
        self._quotes.append(
            Quote(
                report.start, report.end, self._text[report.start : report.end],
                "direct" if quote_type == "direct" else "indirect",
                report.speaker.actor, report.speaker.surface, cue,
            )
        )  # fmt: skip

    def _nested(self, span: Marked, cues: Cues) -> None:
        """Reports inside marked speech, by named or described third persons."""
        inner = self._text[span.start : span.end]
        if not has_any(self._text, span.start, span.end, cues.reporting):
            return
        for start, end in split_sentences(inner):
            sentence = build(self._text, (start + span.start, end + span.start), self._mentions, self._starts)
            for report in Reader(sentence, cues, self._discourse, set(), is_nested=True).reports():
                self._add(report, "indirect")

    def _follow(self, sentence: Sentence, cues: Cues) -> None:
        """Note whom a sentence without speech is about: its subject, or to whom it hands the word."""
        for index in () if cues.pointers.isdisjoint(sentence.words) else _positions(sentence, cues.pointers):
            at = index + 1 + (not cues.by.isdisjoint(sentence.words[index + 1 : index + 2]))
            speaker = speaker_after(sentence, at, cues, self._discourse)
            if speaker is not None and speaker.is_person and speaker.actor is not None:
                self._discourse.hear(speaker)
                return
        for kind in ("PERSON", "ORG"):
            subject = _subject(sentence, kind, cues)
            if subject is not None:
                self._discourse.see(subject)
                self._has_subject = self._has_subject or kind == "PERSON"


def _positions(sentence: Sentence, words: frozenset[str]) -> Iterator[int]:
    return (index for index, word in enumerate(sentence.words) if word in words)


def _subject(sentence: Sentence, kind: str, cues: Cues) -> Mention | None:
    previous: Mention | None = None
    for index, name in enumerate(sentence.names):
        if (
            name is not previous
            and name is not None
            and name.entity_type == kind
            and not is_governed(sentence, index, cues)
        ):
            return name
        previous = name
    return None
