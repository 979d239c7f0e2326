"""Names in Han text: known names, short forms of countries, bodies by their tails, persons by what stands beside them.

Joins the parts in `han_bodies` and `han_people`, and reads every article twice: what it names in full comes back in
short. Traditional script is read through its simplified form; surfaces stay as written.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from pipeline import lexicons
from pipeline.facts.model import EntityType
from pipeline.facts.names.candidate import Candidate
from pipeline.facts.names.han_bodies import Known, find_bodies
from pipeline.facts.names.han_people import dotted_names, listed, named_by_titles, parts, speaking
from pipeline.facts.names.han_script import ends_of, longest, simplified
from pipeline.facts.names.lexicon import Entry, lexicon
from pipeline.text.model import Paragraph

_PARTS = 2  # given and family name of a foreigner
_TO_CHINA = re.compile(r"(?<=[来对访在驻赴涉])华(?![为人侨南东北中商盛尔文语裔夏])")
_SIDES = re.compile(  # 乌方, and 美 in 美媒
    r"(?<![\u3400-\u9fff])[美日俄韩英法德澳越泰菲柬缅乌伊以欧加]方(?![便式法针向案面块才])|[美日俄韩英法德澳](?=媒(?![介体]))"
)
_WORKS = re.compile(r"《[^《》]*》")
_SAID_SHORT = re.compile(r"（(?:以下)?(?:简称)?[：:“]?([\u3400-\u9fff]{2,8})[”]?）")
_EVENT = re.compile(  # 东盟外长会议 is an event
    r"(?:成员国|领导人|国家元首|元首|首脑|政府首脑|外长|财长|防长|国防部长|经济部长|贸易部长|部长级|部长|理事会|工商|经济|特别|非正式|系列|高官"
    r"|第[^，。]{1,4}[届次]|和央行行长|妇女|青年|安全){0,4}(?:峰会|会议|会晤|论坛|年会|首脑会)"
)
_TAKEN, _WORD = (
    1,
    2,
)  # of a paragraph's characters: part of a name or title of a work, of a word that a short name is not
_LONG_WORD = 4  # a word of so many characters is no part of a longer name either
_UNITS = "省市县区州"
_OFFICES = "部局署院行厅"
_BODIES = ("公司", "集团", "银行", "大学", "学院", "会", "党", "院", "局", "部", "署", "厅")
_OFFICES_OF_STATE = ("部", "委", "局", "署", "院", "国会", "议会", "央行", "军")
_HEADS = re.compile(
    "董事长|总裁|总经理|首席|创始人|创办人|执行长|合伙人|总监|分析师|经济学家|行长|策略师|董事会秘书|会长|理事长|校长|司令|总长|署长|主席|秘书长"
)
_LEAST_PART = 2  # characters of a part of a name with dots that a place may stand before
_LEAST_HEADED, _MOST_HEADED = 2, 6  # characters of a body without a tail
_SHORT_BODIES = frozenset({"国会", "议会", "央行", "最高法院"})


@cache
def _automaton() -> tuple[AhoCorasick, list[str], dict[str, tuple[Entry, ...]]]:
    known: dict[str, tuple[Entry, ...]] = {}
    for form, entries in lexicon().han.items():
        known.setdefault(simplified(form), tuple(entries))
    forms = list(dict.fromkeys([*known, *map(simplified, lexicons.terms("not_names.zh.txt"))]))
    return AhoCorasick(forms, matchkind=MatchKind.LeftmostLongest), forms, known


@cache
def _country_characters() -> dict[str, Entry]:
    """One-character names of countries as in 中美: character to entry."""
    return {
        row["character"]: Entry(row["canonical"], "PLACE", row["country"], "short", "countries_short.zh.csv")
        for row in lexicons.table("countries_short.zh.csv")
    }


@cache
def _pairs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Two or three short countries in a row before a word of relations, and countries visited."""
    characters = "".join(_country_characters())
    after = "|".join(sorted(map(re.escape, lexicons.terms("country_pairs.zh.txt")), key=len, reverse=True))
    return (
        re.compile(rf"(?<![\u3400-\u9fff])[{characters}]{{2,3}}(?={after}|、)|[{characters}]{{2,3}}(?={after})"),
        re.compile(
            r"(?<=[访驻赴])[美日俄韩欧英法德澳](?![国本文语元军洲方式罗美])|(?<=对)[美日俄欧](?=出口|投资|关税|贸易|关系|政策|谈判|外交|合作|加征)"
        ),
    )


@dataclass(slots=True)
class _Page:
    """One paragraph while it is read."""

    paragraph: Paragraph
    text: str
    taken: bytearray
    found: list[Candidate] = field(default_factory=list)

    def take(self, begin: int, end: int, entity_type: EntityType, entries: tuple[Entry, ...] = ()) -> None:
        """Make a name of [begin, end) unless part of it is taken."""
        if _TAKEN not in self.taken[begin:end]:
            self.block(begin, end)
            offset = self.paragraph.start
            surface = self.paragraph.text[begin:end]
            if not entries and surface != self.text[begin:end]:
                entries = (Entry(self.text[begin:end], entity_type, None, "full", ""),)
            self.found.append(Candidate(offset + begin, offset + end, surface, entity_type, entries))

    def block(self, begin: int, end: int, mark: int = 1) -> None:
        """Nothing in [begin, end) is a name any more."""
        self.taken[begin:end] = bytes((mark,)) * (end - begin)


def find_han_names(paragraphs: Sequence[Paragraph]) -> list[Candidate]:
    """Names in the Han parts of an article's paragraphs. Not in text order."""
    pages = [_read(paragraph) for paragraph in paragraphs]
    _read_again(pages)
    return [candidate for page in pages for candidate in page.found]


def _read(paragraph: Paragraph) -> _Page:
    page = _Page(paragraph, simplified(paragraph.text), bytearray(len(paragraph.text)))
    text = page.text
    for match in _WORKS.finditer(text):
        page.block(match.start(), match.end())
    known = _known(page)
    by_end = {name.end: name for name in known}
    for body in reversed(list(find_bodies(text, by_end, page.taken))):
        entries = body.whole.entries if body.whole else _automaton()[2].get(text[body.start : body.end], ())
        page.take(body.start, body.end, body.entity_type, entries)
    joined = [(name, *_joined(text, name, by_end)) for name in known]
    for name, begin, entries in sorted(joined, key=lambda item: item[1] == item[0].start):
        page.take(begin, name.end, name.entity_type, entries)
        is_paired = begin and text[begin - 1] == "中" != text[begin] and not page.taken[begin - 1]
        if name.entity_type == "PLACE" and begin == name.start and is_paired:
            page.take(begin - 1, begin, "PLACE", (_country_characters()["中"],))
    _take_short_countries(page)
    _take_persons(page)
    return page


def _known(page: _Page) -> list[Known]:
    """Known names; what holds a name but is none is blocked, names that go on into a title or a unit are cut short."""
    automaton, forms, known = _automaton()
    text = page.text
    names: list[Known] = []
    dotted = list(dotted_names(text))
    titled = list(longest(text, "titles.zh.txt")) if "长" in text else []
    waiting = [(number, begin, end) for number, begin, end in reversed(automaton.find_matches_as_indexes(text))]
    while waiting:
        number, begin, end = waiting.pop()
        entries = known.get(forms[number], ())
        if not entries:
            page.block(begin, end, _TAKEN if end - begin >= _LONG_WORD else _WORD)
            continue
        after = text[end : end + 1]
        is_title = after == "长" or (after == "委" and text[end - 1] in _UNITS)
        if is_title and text[end - 1] in _UNITS + _OFFICES:
            end -= 1
            entries = known.get(text[begin:end], ())
            if not entries:
                inner = automaton.find_matches_as_indexes(text[begin:end])
                waiting += [(n, begin + b, begin + e) for n, b, e in reversed(inner)]
        if entries and text[begin] == "长" and any(first < begin < last < end for first, last in titled):
            continue  # 部长 + 沙弗里, not 长沙
        event = _EVENT.match(text, end) if entries and entries[0].source == "organisations_international.csv" else None
        if event is not None:
            page.block(begin, event.end())
        if entries and _TAKEN not in page.taken[begin:end] and not _is_part(text, begin, end, entries[0], dotted):
            names.append(Known(begin, end, entries))
    return names


def _is_part(text: str, begin: int, end: int, entry: Entry, dotted: list[tuple[int, int]]) -> bool:
    """Whether a known name is part of a longer one with dots: 马里 in 马里奥·桑托斯, not 巴西 in 巴西卢拉·西尔瓦."""
    if entry.entity_type != "PLACE":
        is_inside = any(first <= begin and end < last for first, last in dotted)
        return is_inside or text[end : end + 1] == "·" or text[begin - 1 : begin] == "·"
    for first, last in dotted:
        if first <= begin < last:
            return begin > first or text.find("·", end) - end < _LEAST_PART
    return False


def _joined(text: str, name: Known, by_end: dict[int, Known]) -> tuple[int, tuple[Entry, ...]]:
    """Start and entries of a body with the country before it: 中国 + 商务部."""
    entry = name.entries[0]
    before = by_end.get(name.start)
    if before is None or before.entity_type != "PLACE" or entry.entity_type != "ORG":
        return name.start, name.entries
    if entry.source != "organisations_government.csv" and (
        not text.endswith(_BODIES, 0, name.end) or not entry.country
    ):
        return name.start, name.entries
    if before.entries[0].canonical not in lexicon().countries:
        return name.start, name.entries
    same = before.entries[0].country == entry.country or (entry.country or "CN") == "CN" == before.entries[0].country
    if not same and not text.endswith(_OFFICES_OF_STATE, 0, name.end):
        return name.start, name.entries
    return before.start, name.entries if same else ()


def _take_short_countries(page: _Page) -> None:
    characters = _country_characters()
    pairs, visited = _pairs()
    for match in pairs.finditer(page.text):
        if not any(page.taken[match.start() : match.end()]):
            for at in range(match.start(), match.end()):
                page.take(at, at + 1, "PLACE", (characters[page.text[at]],))
    for match in _SIDES.finditer(page.text):
        page.take(match.start(), match.end(), "PLACE", (characters[match.group()[0]],))
    for match in visited.finditer(page.text):
        page.take(match.start(), match.end(), "PLACE", (characters[match.group()],))
    for match in _TO_CHINA.finditer(page.text):
        page.take(match.start(), match.end(), "PLACE", (characters["中"],))


def _take_persons(page: _Page) -> None:
    text = page.text
    for finder in (named_by_titles(text, page.taken), dotted_names(text)):
        for first, end in finder:
            begin = next((at for at in range(first, end) if page.taken[at] != _TAKEN), first)
            page.take(begin, end, "PERSON", _person(text[begin:end]))
    _take_headed(page)
    for begin, end in speaking(text, page.taken):
        page.take(begin, end, "PERSON")
    ends = {c.end - page.paragraph.start for c in page.found if c.entity_type == "PERSON"}
    for begin, end in list(listed(text, ends, page.taken)):
        page.take(begin, end, "PERSON")


def _take_headed(page: _Page) -> None:
    """Bodies without a tail that a title and a person show: 招商局港口副总经理 + name, 印尼足协主席 + name."""
    text, offset = page.text, page.paragraph.start
    persons = {c.start - offset for c in page.found if c.entity_type == "PERSON"}
    heads = [(begin, end) for begin, end in longest(text, "titles.zh.txt") if end in persons]
    borders = ends_of("name_borders.zh.txt", text) if heads else {}
    places = {c.end - offset: c for c in page.found if c.entity_type == "PLACE"}
    for begin, end in heads:
        if not _HEADS.search(text, begin, end):
            continue
        begin -= next((len(mark) for mark in _marks() if text.endswith(mark, 0, begin)), 0)
        start = begin
        while start and "\u3400" <= text[start - 1] <= "\u9fff" and not page.taken[start - 1] and start not in borders:
            start -= 1
        is_open = start == 0 or start in places or text[start - 1] in "，。、；：”“\n （）"
        if not is_open or not _LEAST_HEADED <= begin - start <= _MOST_HEADED or _is_plain(text[start:begin]):
            continue
        place = places.get(start)
        if place is not None:
            start = place.start - offset
            page.found.remove(place)
            page.taken[start : place.end - offset] = bytes(place.end - place.start)
        page.take(start, begin, "ORG", _automaton()[2].get(text[start:begin], ()))


def _is_plain(words: str) -> bool:
    """Whether words of trades and offices alone are there."""
    ends = ends_of("body_fields.zh.txt", words)
    at = len(words)
    while at and at in ends:
        at = ends[at]
    return at == 0 or any(True for _ in longest(words, "titles.zh.txt"))


@cache
def _marks() -> tuple[str, ...]:
    return tuple(sorted((row["word"] for row in lexicons.table("title_prefixes.zh.csv")), key=len, reverse=True))


def _person(name: str) -> tuple[Entry, ...]:
    """Entries of a person whose whole name is known, or one part of two; Indonesians have no family name to share."""
    known = _automaton()[2]
    pieces = parts(name)
    for form in (name, *(pieces if len(pieces) == _PARTS else ())):
        entries = known.get(form, ())
        if entries and entries[0].entity_type == "PERSON" and (form == name or entries[0].country != "ID"):
            return entries
    return ()


def _read_again(pages: Sequence[_Page]) -> None:
    """Take what the article itself defines: its persons' names again and in short, its bodies without the country."""
    local: dict[str, tuple[EntityType, tuple[Entry, ...]]] = {}
    for page in pages:
        for candidate in page.found:
            _define(local, page, candidate)
    if not local:
        return
    forms = list(local)
    automaton = AhoCorasick(forms, matchkind=MatchKind.LeftmostLongest)
    for page in pages:
        for number, begin, end in automaton.find_matches_as_indexes(page.text):
            entity_type, entries = local[forms[number]]
            page.take(begin, end, entity_type, entries)


def _define(local: dict[str, tuple[EntityType, tuple[Entry, ...]]], page: _Page, candidate: Candidate) -> None:
    start, end = candidate.start - page.paragraph.start, candidate.end - page.paragraph.start
    name = page.text[start:end]
    if candidate.entity_type == "PLACE":
        return
    entry = candidate.entries[0] if candidate.entries else Entry(name, candidate.entity_type, None, "full", "")
    short = Entry(entry.canonical, entry.entity_type, entry.country, "short", "")
    if candidate.entity_type == "PERSON":
        if not candidate.entries or not candidate.entries[0].source:
            local.setdefault(name, ("PERSON", (entry,)))
        for part in parts(name):
            local.setdefault(part, ("PERSON", (short,)))
        return
    if not candidate.entries or not candidate.entries[0].source:
        local.setdefault(name, ("ORG", (entry,)))
    said = _SAID_SHORT.match(page.text, end)
    if said:
        local.setdefault(said.group(1), ("ORG", (short,)))
    country = next((name[:size] for size in range(len(name), 1, -1) if name[:size] in _country_names()), None)
    rest = name.removeprefix(country or "")
    if country and (len(rest) > 3 or rest in _SHORT_BODIES) and rest not in _automaton()[2]:
        local.setdefault(rest, ("ORG", (short,)))


@cache
def _country_names() -> frozenset[str]:
    countries = lexicon().countries
    return frozenset(
        form for form, entries in _automaton()[2].items() if entries[0].canonical in countries and len(form) > 1
    )
