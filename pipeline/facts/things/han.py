"""Laws, plans, events and products in Han script: titles in 《》 that are laws, numbered events, whole names."""

import re
from collections.abc import Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline.facts.names.lexicon import Entry
from pipeline.facts.names.tokens import has_han
from pipeline.facts.things.lexicon import things
from pipeline.facts.things.thing import Line, Thing

_LAW = re.compile(
    r"《([^《》]{2,30}(?:法|条例|协定|公约|规划|纲要|宣言|计划|议定书|倡议|共同声明|联合声明|行动方案))》"
)
_EVENT = re.compile(
    r"第[一二三四五六七八九十百零\d]+届(?:“[^“”]{2,12}”)?[^\s，。、；：！？“”《》第]{0,14}?"
    r"(?:博览会|大会|峰会|高峰论坛|论坛|运动会|交易会|领导人会议)"
)


@cache
def _names() -> tuple[AhoCorasick, list[str]]:
    forms = list(things().han)
    return AhoCorasick(forms, matchkind=MatchKind.LeftmostLongest), forms


def in_han(line: Line) -> Iterator[Thing]:
    """Things in the Han parts of a paragraph, free of names; they may overlap each other."""
    text, offset = line.paragraph.text, line.paragraph.start
    if has_han(text):
        for thing in _found(text, offset):
            if line.admits(thing):
                yield thing


def _found(text: str, offset: int) -> Iterator[Thing]:
    def thing(start: int, end: int, entry: Entry) -> Thing:
        span = (offset + start, offset + end)
        return Thing(*span, entry.entity_type, entry.canonical, entry.country, entry.kind, entry.source, firm=True)

    for match in _LAW.finditer(text):
        if match[1] not in things().han:
            yield thing(*match.span(1), Entry(match[1], "LAW", None, "full", "things_heads.csv"))
    for match in _EVENT.finditer(text):
        yield thing(*match.span(), Entry(match[0], "EVENT", None, "full", "things_heads.csv"))
    automaton, forms = _names()
    for number, start, end in automaton.find_matches_as_indexes(text):
        yield thing(start, end, things().han[forms[number]])
