"""Names in Han text: known names by longest match, short forms of countries, names after titles, bodies by tail."""

import re
from collections.abc import Callable, Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline import lexicons
from pipeline.facts.model import EntityType
from pipeline.facts.names.candidate import Candidate
from pipeline.facts.names.lexicon import Entry, lexicon

_HAN = "[\u3400-\u9fff]"
_AFTER_NAME = [
    "说",
    "表示",
    "指出",
    "强调",
    "介绍",
    "认为",
    "称",
    "在",
    "同",
    "会见",
    "会谈",
    "与",
    "和",
    "及",
    "出席",
    "率",
    "向",
    "将",
    "对",
    "等",
    "发表",
    "致",
    "应",
    "访",
    "今",
    "当",
    "一行",
]
_BORDER = rf"(?=[，。、；：！？）》”\s]|{'|'.join(_AFTER_NAME)}|$)"
_TO_CHINA = re.compile(r"(?<=[来对访在驻赴涉])华(?![为人侨南东北中商盛尔文语裔夏])")
_BODY_GAP = re.compile(r"[的和与在对同及向将等、，。；：\s“”《》]")


@cache
def _automaton() -> tuple[AhoCorasick, list[str]]:
    forms = list(dict.fromkeys([*lexicon().han, *lexicons.terms("not_names.zh.txt")]))
    return AhoCorasick(forms, matchkind=MatchKind.LeftmostLongest), forms


@cache
def _country_characters() -> dict[str, Entry]:
    """One-character names of countries as in 中美: character to entry."""
    return {
        row["character"]: Entry(row["canonical"], "PLACE", row["country"], "short", "countries_short.zh.csv")
        for row in lexicons.table("countries_short.zh.csv")
    }


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    characters = "".join(c for c in _country_characters() if c != "中")
    after_pair = "|".join(map(re.escape, lexicons.terms("country_pairs.zh.txt")))
    titles = "|".join(sorted(map(re.escape, lexicons.terms("titles.zh.txt")), key=len, reverse=True))
    families = "|".join(sorted(lexicons.terms("family_names.zh.txt"), key=len, reverse=True))
    tails = {
        kind: "|".join(sorted((row["tail"] for row in lexicons.table("tails.zh.csv") if row["kind"] == kind), key=len,
                              reverse=True))
        for kind in ("org", "place")
    }  # fmt: skip
    return {
        "pair": re.compile(f"(中)([{characters}])(?={after_pair})|([{characters}])(中)(?={after_pair})"),
        "person": re.compile(f"(?:{titles})((?:{families}){_HAN}{{1,2}}?){_BORDER}"),
        "foreigner": re.compile(f"(?:{titles})({_HAN}{{1,6}}(?:·{_HAN}{{1,6}}?)+){_BORDER}"),
        "org": re.compile(f"{_HAN}{{0,8}}?(?:{tails['org']})"),
        "place": re.compile(f"{_HAN}{{0,4}}?(?:{tails['place']})"),
    }


def find_han_names(text: str, offset: int) -> list[Candidate]:
    """Names in the Han parts of a paragraph; `offset` is added to the positions. Not in text order."""
    taken = bytearray(len(text))
    found: list[Candidate] = []

    def take(begin: int, end: int, entity_type: EntityType, entries: tuple[Entry, ...]) -> None:
        if not any(taken[begin:end]):
            taken[begin:end] = b"\1" * (end - begin)
            found.append(Candidate(offset + begin, offset + end, text[begin:end], entity_type, entries))

    for begin, end in _titles_of_works(text):
        taken[begin:end] = b"\1" * (end - begin)
    known = _known(text)
    for begin, end, entries in known:
        if not entries:
            taken[begin:end] = b"\1" * (end - begin)
    for begin, end, entries in known:
        if not entries:
            continue
        is_place = entries[0].entity_type == "PLACE"
        body = _body_end(text, end) if is_place else None
        if body:
            take(begin, body[0], body[1], tuple(lexicon().han.get(text[begin : body[0]], ())))
        take(begin, end, entries[0].entity_type, entries)
        if is_place and begin and text[begin - 1] == "中" and text[begin] != "中":
            take(begin - 1, begin, "PLACE", (_country_characters()["中"],))
    _take_short_countries(text, take)
    for kind in ("foreigner", "person"):
        for match in _patterns()[kind].finditer(text):
            take(match.start(1), match.end(1), "PERSON", ())
    return found


def _take_short_countries(text: str, take: Callable[[int, int, EntityType, tuple[Entry, ...]], None]) -> None:
    for match in _patterns()["pair"].finditer(text):
        for group in range(1, 5):
            if match.group(group):
                entry = _country_characters()[match.group(group)]
                take(match.start(group), match.end(group), "PLACE", (entry,))
    for match in _TO_CHINA.finditer(text):
        take(match.start(), match.end(), "PLACE", (_country_characters()["中"],))


def _titles_of_works(text: str) -> Iterator[tuple[int, int]]:
    """Titles of documents and works: nothing inside them is a name."""
    for match in re.finditer(r"《[^《》]*》", text):
        yield match.start(), match.end()


def _known(text: str) -> list[tuple[int, int, tuple[Entry, ...]]]:
    automaton, forms = _automaton()
    han = lexicon().han
    return [
        (begin, end, tuple(han.get(forms[number], ())))
        for number, begin, end in automaton.find_matches_as_indexes(text)
    ]


def _body_end(text: str, end: int) -> tuple[int, EntityType] | None:
    """End and type of a body or site whose name goes on after a place: 印尼 + 中华总商会, 北加里曼丹 + 工业园."""
    kinds: tuple[tuple[str, EntityType], ...] = (("place", "PLACE"), ("org", "ORG"))
    for kind, entity_type in kinds:
        match = _patterns()[kind].match(text, end)
        if match and not _BODY_GAP.search(match.group()):
            return match.end(), entity_type
    return None
