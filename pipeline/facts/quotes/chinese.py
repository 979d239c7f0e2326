"""Statements in Chinese news: marked speech beside 说, clauses after 指出/强调/表示 …, 据…报道, headlines.

A reported clause runs up to its sentence's end; sentences that follow without a reporting verb are no reports.
Who speaks is decided in `chinese_speakers`. Traditional script is read through its simplified form.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import Literal

from pipeline import lexicons
from pipeline.facts.model import Mention, Quote
from pipeline.facts.names.han_script import alternatives, simplified
from pipeline.facts.quotes.chinese_marks import LEAST, Span, find_spans, hidden
from pipeline.facts.quotes.chinese_speakers import speaker_after, speaker_before
from pipeline.facts.quotes.discourse import Discourse, Speaker
from pipeline.text.sentences import split_sentences

_NOT_AFTER = r"(?![赞呼霸职霍法服唱完起谎歉路德琼贺责定数令标导控挥望向引甲])"
_NO_CLAUSE = re.compile(  # 表示感谢 is an act, no report
    r"(?:强烈|坚决|热烈|衷心|诚挚|高度|深切|严重|由衷|最)?"
    r"(?:关切|感谢|欢迎|祝贺|支持|赞赏|反对|遗憾|同意|不满|担忧|谴责|敬意|满意|慰问|肯定|理解|哀悼|赞同"
    r"|乐观|谨慎|怀疑|震惊|尊重|抗议|歉意)[，。；、和并及]"
)
_TRAILING = re.compile(r"[，,]?(?P<who>[^，。；：“”「」\n]{0,30}?)$")
_ACCORDING = re.compile(
    r"(?:^|(?<=[，。；、\s”]))(?:另|又)?(?:据|根据)(?=[^，。]{2,40}(?:报道|消息|介绍|通报|透露|估计|预测|统计)[，：])"
)
_REPORTED = re.compile(r"[^，。；：]{0,16}?(报道|介绍|通报|透露|估计|预测)[，：]")
_ADDRESSED = re.compile(r"[^，。；：“”「]{1,12}(?=[，。：“「])")
_start = attrgetter("start")
_STRIP = " ，,。！？：:；、\n\t"
_OPENERS = "“「『"


@cache
def _verbs() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = lexicons.table("speech_verbs.zh.csv")
    takes = {row["form"]: row["takes"] for row in rows}
    forms = sorted(takes, key=len, reverse=True)
    return re.compile("|".join(re.escape(form) + (_NOT_AFTER if len(form) == 1 else "") for form in forms)), takes


@cache
def _headline() -> re.Pattern[str]:
    """What may stand between a headline's speaker and the colon, and a speaker without a name before it."""
    return re.compile(r"(?:再?谈|回应|评|就|在|称|表示)?[^，。：]{0,14}$")


@cache
def _nobody() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('titles.zh.txt', 'callings.zh.txt')}|媒体|外媒|机构|官员|人士)$")


def find_chinese(
    text: str, start: int, end: int, mentions: Sequence[Mention], discourse: Discourse, is_headline: bool = False
) -> Iterator[Quote]:
    """Quotes of the paragraph `text[start:end]`, in order; `mentions` are the article's names in text order."""
    named = mentions[bisect_left(mentions, start, key=_start) : bisect_left(mentions, end, key=_start)]
    yield from _Paragraph(text, start, end, named, discourse).quotes(is_headline)


class _Paragraph:
    """One reading of one paragraph; offsets inside are relative to it."""

    def __init__(self, text: str, start: int, end: int, mentions: Sequence[Mention], discourse: Discourse) -> None:
        self.text, self.shift = text[start:end], start
        self.mentions, self.discourse = mentions, discourse
        plain = simplified(self.text)
        self.spans = find_spans(plain)
        self.plain = hidden(plain, self.spans)
        self.used: set[int] = set()

    def quotes(self, is_headline: bool) -> Iterator[Quote]:
        if is_headline and (quote := self._headline()) is not None:
            yield quote
            return
        for first, last in split_sentences(self.plain, "zh"):
            found = sorted(self._sentence(first, last), key=lambda quote: quote.start)
            yield from found
            if not found:
                self._see(first, last)

    def _see(self, first: int, last: int) -> None:
        inside = [m for m in self.mentions if first <= m.start - self.shift < last]
        person = next((m for m in inside if m.entity_type == "PERSON"), None)
        body = next((m for m in inside if m.entity_type == "ORG"), None)
        if person is not None:
            self.discourse.see(person)
        if body is not None:
            self.discourse.see(body)

    def _headline(self) -> Quote | None:
        """The statement after a headline's colon, of the person or body before it."""
        at = self.plain.find("：")
        if at < 0:
            return None
        head = [m for m in self.mentions if m.end - self.shift <= at and m.entity_type in ("PERSON", "ORG")]
        speaker = None
        if head and _headline().match(self.plain[head[-1].end - self.shift : at]):
            speaker = Speaker(head[-1].actor, head[-1].surface, head[-1].end, head[-1].entity_type == "PERSON")
        elif not head and _nobody().search(self.plain, 0, at):
            speaker = Speaker(None, self.text[:at], at + self.shift, True)
        if speaker is None:
            return None
        span = next((s for s in self.spans if s.outer_start == at + 1 and s.outer_end == len(self.text)), None)
        if span is not None:
            return self._quote(span.start, span.end, "direct", speaker, None)
        return self._quote(at + 1, len(self.text), "indirect", speaker, None)

    def _sentence(self, first: int, last: int) -> Iterator[Quote]:
        pattern, takes = _verbs()
        done = first
        is_reported = False
        for verb in pattern.finditer(self.plain, first, last):
            if verb.start() < done:
                continue
            for quote, end in self._at_verb(first, last, verb, takes[verb.group()], is_reported):
                yield quote
                done = max(done, end)
                is_reported = True
        if not is_reported:
            according = self._according(first, last)
            if according is not None:
                yield according
            else:
                yield from self._standing_alone(first, last)

    def _at_verb(
        self, first: int, last: int, verb: re.Match[str], takes: str, is_reported: bool
    ) -> Iterator[tuple[Quote, int]]:
        end = self._over_object(verb)
        after = self.plain[end : end + 1]
        before = self._trailing(first, verb)
        following = self._span_at(end)
        if before is not None and (end >= last - 1 or after in "，。,：" or following):
            speaker = speaker_after(
                self.plain, before.outer_end, verb.start(), self.mentions, self.shift, self.discourse
            )
            if speaker is not None:
                yield from self._direct(before, speaker, verb, end)
                if following is not None:
                    yield from self._direct(following, speaker, verb, following.outer_end)
                return
        if is_reported or (takes == "comma" and after not in ("，", "：", ":", *_OPENERS)):
            return
        is_bound = takes == "bound"
        if is_bound and after not in "，：:“「" and not self._is_close(verb.start()):
            return
        speaker = speaker_before(self.plain, first, verb.start(), is_bound, self.mentions, self.shift, self.discourse)
        if speaker is None:
            return
        if following is not None and self._is_speech(following, last):
            yield from self._direct(following, speaker, verb, following.outer_end)
            return
        if end >= last or (after in "：:" and not self.plain[end + 1 : last].strip(_STRIP)):
            self.discourse.hear(speaker)
            return
        if verb.group() == "表示" and _NO_CLAUSE.match(self.plain, end):
            return
        quote = self._quote(end, last, "indirect", speaker, self.text[verb.start() : verb.end()])
        if quote is not None:
            yield quote, last

    def _is_close(self, verb: int) -> bool:
        """Whether a name, a pronoun or a word that goes on with the last speaker stands right before a verb."""
        at = verb - (self.plain[verb - 1 : verb] in ("则", "还", "也", "并", "又", "均", "都"))
        return (
            at < verb or self.plain[at - 1 : at] in ("他", "她") or any(m.end - self.shift == at for m in self.mentions)
        )

    def _over_object(self, verb: re.Match[str]) -> int:
        """End of a verb with whom it addresses: 告诉记者."""
        if verb.group() not in ("告诉", "提醒", "警告"):
            return verb.end()
        reached = _ADDRESSED.match(self.plain, verb.end())
        return reached.end() if reached else verb.end()

    def _trailing(self, first: int, verb: re.Match[str]) -> Span | None:
        """The marked speech that ends before the verb's speaker."""
        span = next((s for s in reversed(self.spans) if first <= s.outer_start and s.outer_end <= verb.start()), None)
        if span is None or span.end - span.start < LEAST or span.start in self.used:
            return None
        return span if _TRAILING.match(self.plain[span.outer_end : verb.start()]) else None

    def _span_at(self, at: int) -> Span | None:
        """The marked speech that begins at `at`, after a comma or a colon or at once."""
        while self.plain[at : at + 1] and self.plain[at] in "，：:, ":
            at += 1
        span = next((s for s in self.spans if s.outer_start == at), None)
        return span if span is not None and span.end - span.start >= LEAST else None

    def _is_speech(self, span: Span, last: int) -> bool:
        """Whether marks hold the statement itself and no term within it: a mark before them or nothing after."""
        if self.plain[span.outer_start - 1] in "：:，,":
            return True
        return span.outer_end >= last - 1 or self.plain[span.outer_end] in "，。；"

    def _direct(self, span: Span, speaker: Speaker, verb: re.Match[str], end: int) -> Iterator[tuple[Quote, int]]:
        quote = self._quote(span.start, span.end, "direct", speaker, self.text[verb.start() : verb.end()])
        if quote is not None and span.start not in self.used:
            self.used.add(span.start)
            yield quote, max(end, span.outer_end)

    def _according(self, first: int, last: int) -> Quote | None:
        """What a body or a person is named as the source of: 据彭博社报道，…."""
        lead = _ACCORDING.search(self.plain, first, last)
        if lead is None:
            return None
        source = next((m for m in self.mentions if m.start - self.shift >= lead.end()), None)
        if source is None or source.entity_type == "PLACE" or source.start - self.shift > lead.end() + 12:
            return None
        reported = _REPORTED.match(self.plain, source.end - self.shift)
        if reported is None:
            return None
        speaker = Speaker(source.actor, source.surface, source.end, source.entity_type == "PERSON")
        return self._quote(reported.end(), last, "indirect", speaker, self.text[reported.start(1) : reported.end(1)])

    def _standing_alone(self, first: int, last: int) -> Iterator[Quote]:
        """Marked speech that is a sentence of its own goes on with the last speaker."""
        speaker = self.discourse.speaker
        if speaker is None:
            return
        for span in self.spans:
            is_whole = span.outer_start == first and span.outer_end >= last
            is_closed = self.text[span.end - 1 : span.end] in tuple("。！？!?") or span.end == len(self.text)
            if is_whole and is_closed and span.end - span.start >= LEAST and span.start not in self.used:
                quote = self._quote(span.start, span.end, "direct", speaker, None)
                if quote is not None:
                    self.used.add(span.start)
                    yield quote

    def _quote(
        self, first: int, last: int, kind: Literal["direct", "indirect"], speaker: Speaker, cue: str | None
    ) -> Quote | None:
        text = self.text
        while first < last and text[first] in _STRIP:
            first += 1
        while last > first and text[last - 1] in _STRIP:
            last -= 1
        if last - first < LEAST:
            return None
        self.discourse.hear(speaker)
        words = text[first:last]
        return Quote(first + self.shift, last + self.shift, words, kind, speaker.actor, speaker.surface, cue)
