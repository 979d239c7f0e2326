"""The period of a quantity of simplified Chinese text: that of a calendar figure, or of words such as 去年, 上半年."""

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.facts.figures.draft import CALENDAR, Draft
from pipeline.facts.figures.periods import Days

_WORDS = re.compile(
    r"(?P<year>今年|去年|前年|明年|后年|本年度?|上年)?(?:的?(?P<half>上半年|下半年))|(?P<only>今年|去年|前年|明年|后年|本年度)"
    r"|(?P<now>目前|当前|如今|现在)|(?P<month>本月|上月|上个月|下月|下个月|这个月)|[“「]?(?P<plan>十[一二三四五六])五[”」]?(?P<plan_tail>时期|期间|以来|末)"
)
_YEARS = {"今年": 0, "本年": 0, "本年度": 0, "去年": -1, "上年": -1, "前年": -2, "明年": 1, "后年": 2}
_MONTHS = {"本月": 0, "这个月": 0, "上月": -1, "上个月": -1, "下月": 1, "下个月": 1}
_PLANS = {"十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026, "十六": 2031}
_SPEAKING = re.compile(
    r"(?:上午|下午|晚间|晚|凌晨|清晨|当天)?(?:在[^，。；]{1,10}|[于向就对][^，。；]{1,8})?"
    r"(?:表示|说|称|指出|宣布|报道|电[，。）)】\s]|电$|讯|获悉|发布|公布|强调|透露|致电|通报|援引|消息|接受|撰文|回应)"
)
_FOUNDED = re.compile("(?:成立|创立|创办|创建|始建|建|出生|生|毕业|颁布|诞生|起源|上市)于$")
_COMPARED = re.compile(r"(?:较|比|相比|相较|对比|相对于|超过|高于|低于|优于|不及|与|同|和)(?:于)?$")
_COMPARED_AFTER = re.compile(r"(?:同期|同月)?(?:的?[^，。；]{0,8})?(?:相比|持平)|同期|同月")
_BREAK = re.compile("[，。；：！？,;]")
_REACH = 14
_LONGEST = 20  # characters of a word for a time
_LEADS = re.compile(r"(?P<word>过去|最近|近|未来|今后|前|首|往后)(?:的)?$")


@dataclass(frozen=True, slots=True)
class _Event:
    start: int
    end: int
    days: Days | None


def periods(
    text: str,
    drafts: Sequence[Draft],
    days: Sequence[Days | None],
    sentences: Sequence[tuple[int, int]],
    same: Sequence[int | None],
    today: date | None,
) -> list[Days | None]:
    """For each quantity the days it refers to, None when the text does not say.

    The nearest calendar figure or word for a time before the quantity in its sentence goes first, then one right after
    it. What the quantity is compared with and the day on which somebody spoke date nothing.
    """
    events = _events(text, drafts, days, today)
    found: list[Days | None] = []
    for k, draft in enumerate(drafts):
        if draft.kind in CALENDAR or draft.kind == "ordinal":
            found.append(None)
            continue
        own = _own(text, draft, today) or _nearest(text, draft, events, sentences[k])
        partner = same[k]
        if own is None and partner is not None and partner < k:
            own = found[partner]
        if own is None and text.startswith("其中", sentences[k][0]):
            own = next((days_before for days_before in reversed(found) if days_before is not None), None)
        if own is None and is_anniversary(text, draft) and today is not None:
            own = _year(today.year)
        found.append(own)
    return found


def is_anniversary(text: str, draft: Draft) -> bool:
    """Whether a duration counts the years since an event ("75周年")."""
    return draft.kind == "duration" and text.endswith("周年", draft.start, draft.end)


def leads_in(text: str, draft: Draft) -> bool:
    """Whether a length of time only dates what is said ("过去10年", "前5个月", "近4年来")."""
    lead = _LEADS.search(text, max(0, draft.start - 4), draft.start)
    if lead is None or lead["word"] != "近":
        return lead is not None
    opens = lead.start() == 0 or text[lead.start() - 1] in "，。；：！？“"
    return opens or text.startswith(("来", "以来", "内"), draft.end)


@dataclass(frozen=True, slots=True)
class Times:
    """Spans of the words for times in text order; `ends` by start (the shortest), `starts` by end (the shortest)."""

    spans: list[tuple[int, int]]
    ends: dict[int, int]
    starts: dict[int, int]

    def within(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The spans inside `start` to `end`."""
        for k in range(bisect_left(self.spans, (start, start)), len(self.spans)):
            if self.spans[k][0] >= end:
                return
            if self.spans[k][1] <= end:
                yield self.spans[k]


def times_of(text: str, drafts: Sequence[Draft]) -> Times:
    """The words for times of a paragraph, calendar figures and words alike."""
    spans = [(d.start, d.end) for d in drafts if d.kind in CALENDAR]
    spans += [m.span() for m in _WORDS.finditer(text)]
    spans += [
        (lead.start(), d.end)
        for d in drafts
        if d.kind == "duration" and (lead := _LEADS.search(text, max(0, d.start - 4), d.start))
    ]
    spans.sort()
    return Times(spans, dict(reversed(spans)), {end: start for start, end in spans})


def _year(year: int) -> Days:
    return date(year, 1, 1), date(year, 12, 31)


def _months(year: int, first: int, last: int) -> Days:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _events(text: str, drafts: Sequence[Draft], days: Sequence[Days | None], today: date | None) -> list[_Event]:
    found = []
    for draft, known in zip(drafts, days, strict=True):
        if draft.kind in CALENDAR and known is not None and not _idle(text, draft):
            found.append(_Event(draft.start, draft.end, known))
    for match in _WORDS.finditer(text):
        said = _word(match, today)
        if said is not None or match["now"]:
            found.append(_Event(*match.span(), said))
    for draft in drafts:
        span = _own(text, draft, today)
        if span is not None:
            found.append(_Event(draft.start, draft.end, span))
    found += _first_months(text, drafts, found, today)
    usable = [
        event
        for event in found
        if not (
            _COMPARED.search(text, max(0, event.start - 4), event.start)
            and not (text[event.start - 1] in "与同和" and not _COMPARED_AFTER.match(text, event.end))
        )
    ]
    return sorted(usable, key=lambda event: event.end)


def _word(match: re.Match[str], today: date | None) -> Days | None:
    if match["plan"]:
        return date(_PLANS[match["plan"]], 1, 1), date(_PLANS[match["plan"]] + 4, 12, 31)
    if today is None or match["now"]:
        return None
    if match["month"]:
        months = today.year * 12 + today.month - 1 + _MONTHS[match["month"]]
        return _months(months // 12, months % 12 + 1, months % 12 + 1)
    year = today.year + _YEARS.get(match["year"] or match["only"] or "今年", 0)
    if match["half"]:
        return _months(year, 1, 6) if match["half"] == "上半年" else _months(year, 7, 12)
    return _year(year)


def _first_months(text: str, drafts: Sequence[Draft], events: Sequence[_Event], today: date | None) -> list[_Event]:
    """As in "今年前5个月": the first months of the year that stands before."""
    found, ends = [], {event.end: event for event in events}
    for draft in drafts:
        if draft.unit != "month" or draft.high is None or not 1 <= draft.high <= 12 or draft.high % 1:
            continue
        if text[max(0, draft.start - 1) : draft.start] not in ("前", "首"):
            continue
        before = ends.get(draft.start - 1) or ends.get(draft.start - 2)
        known = before.days if before else None
        year = known[0].year if known is not None else today.year if today is not None else None
        if year is not None:
            found.append(_Event(draft.start - 1, draft.end, _months(year, 1, int(draft.high))))
    return found


def _idle(text: str, draft: Draft) -> bool:
    """A day on which somebody spoke or reported, and a bare weekday, date no quantity."""
    when = draft.when
    if when is not None and when.weekday is not None and when.low.day is None:
        return True
    if _FOUNDED.search(text, max(0, draft.start - 5), draft.start):
        return True
    return draft.kind == "date" and bool(_SPEAKING.match(text, draft.end))


def _nearest(text: str, draft: Draft, events: Sequence[_Event], sentence: tuple[int, int]) -> Days | None:
    first = bisect_right(events, draft.start, key=lambda e: e.end)
    for k in range(first - 1, -1, -1):
        if events[k].end <= sentence[0]:
            break
        if events[k].start >= sentence[0]:
            return events[k].days
    near = events[first : bisect_right(events, draft.end + _REACH + _LONGEST, key=lambda e: e.end)]
    after = next((e for e in near if draft.end <= e.start <= draft.end + _REACH), None)
    if after is not None and not _BREAK.search(text, draft.end, after.start):
        return after.days
    return None


def _own(text: str, draft: Draft, today: date | None) -> Days | None:
    """The days that a length of time itself spans, to or from the publication ("过去10年", "未来三年")."""
    if today is None or draft.kind != "duration" or draft.unit not in ("year", "month") or draft.high is None:
        return None
    length = float(draft.high)
    if is_anniversary(text, draft) or not 0 < length <= 200:
        return None
    days = timedelta(days=round(length * (365.2425 if draft.unit == "year" else 30.437)))
    lead = _LEADS.search(text, max(0, draft.start - 3), draft.start)
    word = lead["word"] if lead else ""
    opening = draft.start == 0 or text[draft.start - 1] in "。！？”"
    if word in ("过去", "最近", "近") or text.startswith("来", draft.end) or (opening and _retrospect(text, draft)):
        return today - days, today
    if word in ("未来", "今后", "往后"):
        return today, today + days
    if text.startswith("前", draft.end):
        then = today - days
        return _year(then.year) if draft.unit == "year" else _months(then.year, then.month, then.month)
    return None


def _retrospect(text: str, draft: Draft) -> bool:
    """A sentence that opens with a bare length of years looks back over them ("10年风雨同舟")."""
    return draft.unit == "year" and not text.startswith(
        ("前", "后", "内", "以", "期", "之", "的", "级", "，前"), draft.end
    )
