"""What a figure of Chinese text counts or measures: the noun after it, or the subject of its clause."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.facts.figures.chinese_lexicon import past_measure_word, unit_at
from pipeline.facts.figures.chinese_periods import Times, is_anniversary, leads_in, times_of
from pipeline.facts.figures.chinese_words import load_words
from pipeline.facts.figures.draft import CALENDAR, Draft

_CLAUSE = re.compile("[，。；：！？,;:!?（）()《》\n]")
_END = re.compile("[，。；：！？,;:!?（）()《》“”\n、]")
_LONGEST = 28
_LONGEST_NOUN = 14
_PLACED = re.compile("[中里裡内內前后後时時上下间間]$")
_COPULA = re.compile("(?:以上|以下|左右)?(?:为|是)")
_SPENDS = re.compile("(?:投资|投入|斥资|耗资|出资|融资|筹资|花费)(?:了|约|近|逾|超过|超|共|达|高达|\\s)*$")
_WORDS_WITH = {
    "对": frozenset("外接口象手话比策"),
    "和": frozenset("平谐解约地"),
    "同": frozenset("学业盟步志伴意类样"),
    "以": frozenset("色"),
    "将": frozenset("军领士"),
    "在": frozenset("线校职建研"),
    "从": frozenset("业事"),
    "间": frozenset("接谍隙断"),
}
_MAKES_NOUN = "商者人方国队团率量额员户企生数值比"
_MEASURED = "量额率值者方商"
_SEVERAL_NAMES = re.compile("、|与|及|和(?![平谐解])|等$")
_FROM = re.compile("来自[^的，。]{1,12}的")
_LISTED = re.compile(r".?\s?[、和及与]")
_NO_THING = re.compile("增长|增速|增幅|速度|涨幅|降幅|水平|目标|规模|比例|幅度")
_AFTER_CHANGE = re.compile(r"(?:了|约|近|超过|逾|幅度为|至|到|\s)+$")
_SHARE = re.compile("占(?![比有地领用])(?:到|了|据)?(?:约|近|逾)?")


@dataclass(frozen=True, slots=True)
class _Found:
    """A thing, and whether later figures of the sentence may go on about it (`base`, without a verb of change)."""

    thing: str | None
    base: str | None


def things(
    text: str, original: str, drafts: Sequence[Draft], sentences: Sequence[tuple[int, int]], same: Sequence[int | None]
) -> list[str | None]:
    """For each figure what it is about, in the words of `original`; `text` is its simplified form."""
    times = times_of(text, drafts)
    lengths = frozenset((d.start, d.end) for d in drafts if d.kind == "duration" and leads_in(text, d))
    found: list[str | None] = []
    carried: str | None = None
    sentence = (-1, -1)
    previous_end = 0
    for k, draft in enumerate(drafts):
        if sentences[k] != sentence:
            sentence, carried, previous_end = sentences[k], None, sentences[k][0]
        if draft.kind in CALENDAR:
            found.append(None)
            continue
        partner = same[k]
        if partner is not None and partner < k:
            found.append(found[partner])
            continue
        following = drafts[k + 1].start if k + 1 < len(drafts) else len(text)
        result = _Reader(text, original, draft, previous_end, following, times, lengths).read(carried)
        found.append(result.thing)
        carried = result.base or carried
        previous_end = past_measure_word(text, draft.end) if draft.kind == "count" else draft.end
    return _lists(text, drafts, found)


def _lists(text: str, drafts: Sequence[Draft], found: list[str | None]) -> list[str | None]:
    """Members of a list take the thing of its last member: "53家、61家和70家企业"."""
    for k in range(len(drafts) - 2, -1, -1):
        between = text[drafts[k].end : drafts[k + 1].start]
        if found[k] is None and len(between) <= 3 and _LISTED.fullmatch(between):
            found[k] = found[k + 1]
    return found


@dataclass(slots=True)
class _Reader:
    text: str
    original: str
    draft: Draft
    floor: int
    ceiling: int
    times: Times
    lengths: frozenset[tuple[int, int]]

    def read(self, carried: str | None) -> _Found:
        if is_anniversary(self.text, self.draft):
            return _Found(self._occasion(), None)
        if self.draft.kind == "ordinal":
            return _Found(self._after(self.draft.end), None)
        if self.draft.kind == "duration" and (self.draft.start, self.draft.end) in self.lengths:
            return _Found(None, None)
        left, change, acted = self._subject()
        right = self._right(left, acted, change)
        if right is not None:
            return _Found(right, None if self.draft.kind == "count" else left or carried)
        base = left or carried
        if base is None:
            fallback = self._after(self.draft.end) if self.draft.kind not in ("count", "duration") else None
            return _Found(fallback, None)
        if change and self.draft.kind in ("percent", "count", "money", "measure") and not base.endswith(change):
            return _Found(base + change, base)
        return _Found(base, base)

    def _right(self, left: str | None, acted: bool, change: str | None) -> str | None:
        """The noun after the figure, where it is the thing counted."""
        draft, text = self.draft, self.text
        if draft.kind == "duration" and draft.unit == "year" and not text.startswith("的", draft.end):
            return None
        person = draft.kind == "count" and text.endswith(("人", "人次"), draft.start, draft.end)
        if person:
            fate = load_words().fate.match(text, draft.end)
            if fate is not None:
                return self.original[fate.start() : fate.end()]
            if left is not None and not acted:
                return None
        start = draft.end + text.startswith(" ", draft.end)
        if draft.kind == "count" and not person:
            unit = unit_at(text, start)
            if unit is not None and unit.kind == "noun" and len(unit.term) > 1:
                return self.original[start : start + len(unit.term)]
            start = past_measure_word(text, start)
        linked = text.startswith("的", start)
        if linked:
            start += 1
        elif draft.kind == "percent" and (copula := _COPULA.match(text, start)) is not None:
            return self._after(copula.end()) if left is None else None
        noun = self._after(start)
        if (
            noun is None
            or text[start] in "和与及或并"
            or (draft.kind != "count" and not linked and self._goes_on(start))
        ):
            return None
        if linked and change is None and _NO_THING.match(text, start) is None:
            return noun
        if draft.kind == "count" and not (linked and left):
            return self._modifier(left, acted) + noun
        if draft.kind == "duration":
            return None
        return noun if not linked and (acted or (left is None and change is None)) else None

    def _modifier(self, left: str | None, acted: bool) -> str:
        """The words a named number of things begins with: "和平共处" of "和平共处五项原则"."""
        start, end = self._clause_start(), self.draft.start
        small = self.draft.low is not None and self.draft.low <= 12 and not self.text[end].isascii()
        named = small and left is not None and not acted and len(left) <= 8 and self._strip(start, end)[0] == end
        return left if named and left is not None and not _SEVERAL_NAMES.search(self.text, start, end) else ""

    def _goes_on(self, at: int) -> bool:
        """Whether a verb follows the figure: "投资10亿美元建设工厂"."""
        words = load_words()
        if words.act.match(self.text, at) or words.verb_start.match(self.text, at):
            return True
        spends = _SPENDS.search(self.text, max(0, self.draft.start - 8), self.draft.start)
        return spends is not None and words.act_start.match(self.text, at) is not None

    def _after(self, start: int) -> str | None:
        """The noun that begins at `start`, up to a mark, a figure or a word that ends it."""
        mark = _END.search(self.text, start, min(len(self.text), start + _LONGEST_NOUN))
        end = min(mark.start() if mark else start + _LONGEST_NOUN, self.ceiling, len(self.text))
        at = start
        words = load_words()
        while at < end:
            stop = words.stop.match(self.text, at, end)
            if at > start + 1 and words.act.match(self.text, at, end):
                break
            if stop is not None and (at > start + 1 or len(stop.group()) > 1) and not self._in_a_word(stop):
                break
            if self.text[at] == "的" and (at - start > 2 or at + 1 >= end):
                break
            at += 1
        noun = self.original[start:at].strip(" 多余之的")
        if len(noun) > 2:
            noun = _PLACED.sub("", noun)
        return noun or None

    def _occasion(self) -> str | None:
        """What an anniversary is of: the words after the verb of celebrating, or the whole clause before it."""
        start = self._clause_start()
        for match in load_words().mark.finditer(self.text, start, self.draft.start):
            if match.end() < self.draft.start - 1 and not self._inside_word(match):
                start = match.end()
        start = self._without_lead(start, self.draft.start)
        return self._spelled(start, self.draft.start)

    def _in_a_word(self, stop: re.Match[str]) -> bool:
        after = self.text[stop.end() : stop.end() + 1]
        return bool(after) and (
            after in _WORDS_WITH.get(stop.group(), ()) or (len(stop.group()) > 1 and after in _MAKES_NOUN)
        )

    def _inside_word(self, match: re.Match[str]) -> bool:
        return (
            match.group() in ("为", "在", "以", "对", "就", "是", "值")
            and match.start() > 0
            and (self.text[match.start() - 1 : match.end()] in ("作为", "认为", "成为", "价值", "产值", "贸易值"))
        )

    def _clause_start(self) -> int:
        start = max(self.floor, self.draft.start - 2 * _LONGEST)
        for mark in _CLAUSE.finditer(self.text, start, self.draft.start):
            start = mark.end()
        return start

    def _subject(self) -> tuple[str | None, str | None, bool]:
        """The noun phrase before the figure in its clause, a verb of change after it, whether a verb takes it."""
        words, start, end = load_words(), self._clause_start(), self.draft.start
        end, change = self._strip(start, end)
        share = max(_SHARE.finditer(self.text, start, end), key=re.Match.start, default=None)
        if share is not None and end > share.end() and not words.whole.fullmatch(self.text, share.end(), end):
            return self._spelled(share.end(), end), None, False
        if share is not None:
            end, _ = self._strip(start, share.start())
        return self._bounded(start, end), change, words.act_end.search(self.text, start, end) is not None

    def _strip(self, start: int, end: int) -> tuple[int, str | None]:
        """Cut verbs of amounting, adverbs and times off the end; remember a verb of change."""
        words, change = load_words(), None
        while end > start:
            time = self.times.starts.get(end)
            if time is not None and time >= start:
                end = time - (self.text[time - 1] in "比较" and time > start)
                continue
            verb = words.change.search(self.text, max(start, end - 6), end)
            tail = words.tail.search(self.text, max(start, end - 6), end)
            if verb is not None and (tail is None or verb.start() <= tail.start()):
                reached = verb.group().rstrip().endswith(("至", "到"))
                change = change or (None if reached else self._plain_change(verb))
                end = verb.start()
            elif tail is not None:
                end = tail.start()
            else:
                break
        return end, change

    def _plain_change(self, verb: re.Match[str]) -> str:
        span = _AFTER_CHANGE.sub("", verb.group())
        return self.original[verb.start() : verb.start() + len(span)]

    def _bounded(self, start: int, end: int) -> str | None:
        """The words between without reports before them, verbs whose object they are, and what leads in."""
        words = load_words()
        for pattern in (words.report, words.act):
            for match in pattern.finditer(self.text, start, end):
                if match.end() < end - 1 and self.text[match.end()] not in _MEASURED:
                    start = match.end()
        origin = _FROM.match(self.text, start, end)
        start = origin.end() if origin is not None and origin.end() < end else start
        return self._spelled(self._without_lead(start, end), end)

    def _without_lead(self, start: int, end: int) -> int:
        while start < end:
            time = self.times.ends.get(start)
            lead = load_words().lead.match(self.text, start, end)
            suffix = load_words().suffix.match(self.text, start, end)
            if time is not None and time <= end:
                start = time
            elif suffix is not None and self._follows(start) and not self._in_a_word(suffix):
                start = suffix.end()
            elif lead is not None and not self._in_a_word(lead):
                start = lead.end()
            elif self.text[start] in " 、，“”「」":
                start += 1
            else:
                break
        return start

    def _follows(self, start: int) -> bool:
        """Whether a time or a figure ends at `start`."""
        return start == self.floor or start in self.times.starts

    def _spelled(self, start: int, end: int) -> str | None:
        """The original words from `start` to `end` without the times among them."""
        pieces, at = [], start
        for left, right in self.times.within(start, end):
            if at <= left:
                pieces.append(self.original[at:left])
                at = right
        pieces.append(self.original[at:end])
        words = "".join(pieces).strip(" 、，“”「」的")
        return words[-_LONGEST:] or None
