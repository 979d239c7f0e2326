"""The words that bound a thing in Chinese text, as patterns; the search for the thing is not here."""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.facts.figures.chinese_lexicon import cues


@dataclass(frozen=True, slots=True)
class Words:
    """Patterns made of the lexicon's words, longest first."""

    tail: re.Pattern[str]
    change: re.Pattern[str]
    act: re.Pattern[str]
    act_end: re.Pattern[str]
    act_start: re.Pattern[str]
    verb_start: re.Pattern[str]
    suffix: re.Pattern[str]
    lead: re.Pattern[str]
    report: re.Pattern[str]
    stop: re.Pattern[str]
    fate: re.Pattern[str]
    whole: re.Pattern[str]
    mark: re.Pattern[str]


@cache
def load_words() -> Words:
    """The patterns of figures_words.zh.csv."""

    def either(role: str) -> str:
        terms = sorted((term for term, _ in cues("figures_words.zh.csv", "role", role, "term")), key=len, reverse=True)
        first = "".join(sorted({term[0] for term in terms}))
        return f"(?=[{first}])(?:" + "|".join(map(re.escape, terms)) + ")"

    return Words(
        tail=re.compile(either("tail") + r"\s*$"),
        change=re.compile(either("change") + r"(?:了|约|近|超过|逾|幅度为|至|到)*\s*$"),
        act=re.compile(either("act") + "(?:了|的|出)?"),
        act_end=re.compile(f"(?:{either('act')}|{either('object')})(?:了|着|过)?$"),
        act_start=re.compile(f"{either('act')}|{either('object')}"),
        verb_start=re.compile(f"{either('change')}|{either('tail')}"),
        suffix=re.compile(either("suffix")),
        lead=re.compile(either("lead")),
        report=re.compile(either("report")),
        stop=re.compile(either("stop")),
        fate=re.compile(either("fate")),
        whole=re.compile(either("whole") + "(?:的)?"),
        mark=re.compile(either("mark")),
    )
