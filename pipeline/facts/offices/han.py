"""Offices in Chinese: titles directly before or after a person's name (国家主席习近平, 普安议长, 前总统佐科).

A title keeps what says that it is no longer, not yet or only for a time held (前, 候任, 代理), as in Latin script.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pipeline import lexicons
from pipeline.facts.model import Mention
from pipeline.facts.names.han_script import alternatives, simplified

_REACH = 28  # characters before a name in which its titles are looked for
_JOINTS = ("兼", "、", "和", "及", "暨", "兼任")
_FIELDED = "部长|副部长|大臣|副大臣|顾问|专员|特使|谈判代表|事务代表"
_NOT_BEFORE = re.compile(r"[目日此之当以先早会行提年月天周眼跟史空时现古近当一二三四五六七八九]$")
_GOES_ON = re.compile(r"[府级选号班]|团(?!队)|夫人|任期|候选|职务|特使|办公|顾问|助理|发言人|秘书")
_HOLDS = re.compile(
    r"(?:先生|女士)?(?:同时|现|将|正式|仍|继续|也|还|并|于[^，。]{1,10})?"
    r"(?:担任|擔任|出任|兼任|就任|接任|升任|获任|当选为|當選為|当选|获委任为|被任命为|被任命為|获任命为|是|为现任|任)"
)
_NAMED = re.compile(r"(?:任命|提名|委任|推选|選舉|选举|推举)[^，。]{0,6}$")
_AS = re.compile(r"(?:先生|女士)?[为為]")
_STATE = frozenset(
    [
        "总统",
        "国家主席",
        "总理",
        "首相",
        "国王",
        "主席",
        "副总统",
        "副总理",
        "国家副主席",
        "外长",
        "防长",
        "财长",
        "副首相",
        "天皇",
        "国务卿",
        "国务委员",
    ]
)


@dataclass(frozen=True, slots=True)
class HanOffice:
    """A title at [start, end) of the text, its words as a role, and the body or place it belongs to."""

    start: int
    end: int
    role: str
    body: Mention | None
    is_of_state: bool


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str]]:
    kinds = {row["word"]: row["kind"] for row in lexicons.table("title_prefixes.zh.csv")}
    prefixes = "|".join(sorted(map(re.escape, kinds), key=len, reverse=True))
    titles, fields = alternatives("titles.zh.txt"), alternatives("body_fields.zh.txt")
    title = f"(?P<marks>(?:{prefixes})*)(?P<title>(?:(?:{fields})[和与、]?)+(?:{_FIELDED})|{titles})"
    return re.compile(f"{title}$"), re.compile(title), kinds


@cache
def _titles() -> tuple[frozenset[str], frozenset[str], int]:
    """Titles with what may follow a field, their first characters, and the length of the longest."""
    titles = frozenset((*lexicons.terms("titles.zh.txt"), *_FIELDED.split("|")))
    return titles, frozenset(title[0] for title in titles), max(map(len, titles))


def _ends_title(plain: str, end: int) -> bool:
    titles, _, longest = _titles()
    return any(plain[max(0, end - size) : end] in titles for size in range(2, longest + 1))


def offices_before(text: str, start: int, by_end: Mapping[int, Mention]) -> Iterator[HanOffice]:
    """Offices in the phrase that ends where the name begins, the nearest first: 国务委员兼外长 + name."""
    plain = simplified(text[max(0, start - _REACH) : start])
    shift = max(0, start - _REACH)
    end = start
    while True:
        floor = max((at for at in range(max(shift, end - _REACH), end) if at in by_end), default=shift)
        if not _ends_title(plain, end - shift):
            return
        found = _patterns()[0].search(plain, floor - shift, end - shift)
        if found is None:
            return
        office = _office(text, shift, found, by_end)
        yield office
        before = plain[: found.start()]
        joint = next((mark for mark in _JOINTS if before.endswith(mark)), None)
        if joint is None:
            return
        end = shift + found.start() - len(joint)


def office_after(text: str, start: int, end: int, by_end: Mapping[int, Mention]) -> HanOffice | None:
    """The office that begins where the name ends: 李强总理, 佐科前总统, 清华大学 + name + 教授."""
    plain = simplified(text[end : end + _REACH])
    found = _patterns()[1].match(plain)
    if found is None or _GOES_ON.match(plain, found.end()):
        return None
    body = by_end.get(start)
    if body is not None and body.entity_type == "PERSON":
        body = None
    return HanOffice(end, end + found.end(), _words(text, end, found), body, found["title"] in _STATE)


def offices_held(text: str, start: int, end: int, by_start: Mapping[int, Mention]) -> Iterator[HanOffice]:
    """The office that a verb gives the person whose name ends at `end`: 罗山同时担任投资部长."""
    lead = _HOLDS.match(text, end)
    if lead is None and _NAMED.search(text, max(0, start - _REACH), start):
        lead = _AS.match(text, end)
    if lead is None:
        return
    at = lead.end()
    body = by_start.get(at)
    if body is not None and body.entity_type != "PERSON":
        at = body.end
    else:
        body = None
    plain = simplified(text[at : at + _REACH])
    found = _patterns()[1].match(plain)
    if found is not None and not _GOES_ON.match(plain, found.end()):
        is_of_state = found["title"] in _STATE or (found["title"].endswith("部长") and len(found["title"]) > 3)
        yield HanOffice(end, at + found.end(), _words(text, at, found), body, is_of_state)


def _office(text: str, shift: int, found: re.Match[str], by_end: Mapping[int, Mention]) -> HanOffice:
    begin = shift + found.start()
    body = by_end.get(begin)
    if body is not None and body.entity_type == "PERSON":
        body = None
    role, start = _words(text, shift, found), begin
    if body is not None:
        if text[body.start - 1 : body.start] in ("驻", "駐") and by_end.get(body.start - 1) is not None:
            body = by_end[body.start - 1]
        mark = _mark_before(text, body.start)
        if mark:
            role, start = mark + role, body.start - len(mark)
    is_of_state = found["title"] in _STATE or (found["title"].endswith("部长") and len(found["title"]) > 3)
    return HanOffice(start, shift + found.end(), role, body, is_of_state)


def _words(text: str, shift: int, found: re.Match[str]) -> str:
    """The role's words as written, without what says that it is held now (现任) and what belongs to other words."""
    kinds = _patterns()[2]
    marks, start = found["marks"], found.start()
    before = found.string[max(0, start - 1) : start]
    while marks:
        mark = next(word for word in sorted(kinds, key=len, reverse=True) if marks.startswith(word))
        is_word = len(mark) == 1 and mark in "前原代" and _NOT_BEFORE.search(before) is not None
        if kinds[mark] != "present" and not is_word:
            break
        marks, start, before = marks[len(mark) :], start + len(mark), mark[-1]
    return text[shift + start : shift + found.end()]


def _mark_before(text: str, start: int) -> str:
    """What stands before the body and says that the office is not held: 前印尼贸易部长."""
    plain = simplified(text[max(0, start - 4) : start])
    for mark, kind in sorted(_patterns()[2].items(), key=lambda item: -len(item[0])):
        if kind in ("former", "acting", "coming") and plain.endswith(mark):
            before = plain[: -len(mark)][-1:]
            if len(mark) > 1 or not ("\u3400" <= before <= "\u9fff"):
                return text[start - len(mark) : start]
    return ""
