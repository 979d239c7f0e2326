"""Persons in Han text: names after and before titles, names with a dot, names in lists, names that speak.

Only spans of persons that no lexicon knows. Text in simplified script.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.facts.names.han_script import HAN, alternatives, characters, longest

TITLES = ("titles.zh.txt", "callings.zh.txt")
_NEVER_GIVEN = frozenset(
    "的了是在同与及向将对等说称表示指出应今当就则还又并曾已于由为被把从到因以或率致访们也都该每各其此昨日月年时后前个名位方某总老部长官者们团里内"
)
_WEAK = frozenset(
    "于向方万任常成高金时农江海路莫武安关游景商童盛温严康马白黄龙雷池谷季冷毛石林牛史纪左连席符管解屈单水卓"
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    after = alternatives("after_names.zh.txt")
    foreign = "".join(sorted(characters("transliteration.zh.txt")))
    wide = foreign + "".join(sorted(characters("transliteration_inner.zh.txt")))
    part = f"(?:(?!{after})[{foreign}])"
    families = alternatives("family_names.zh.txt")
    titles = alternatives(*TITLES)
    return {
        "after": re.compile(f"[^\u3400-\u9fff]|$|{after}|前|原|{titles}"),
        "foreign": re.compile(f"[{foreign}]{part}{{1,5}}"),
        "dotted": re.compile(f"[{wide}]{{1,7}}?(?:·[{wide}](?:(?!{after})[{wide}]){{0,6}})+"),
        "family": re.compile(families),
        "barred": re.compile(alternatives("not_persons.zh.txt")),
        "speaks": re.compile(
            rf"(?:(?<=[\s，。；：！？”’」』、）])|^)(?=(?:{families}){HAN}{{1,2}}(?:说|表示|指出|认为|强调|告诉|介绍|透露|坦言"
            rf"|称|补充|解释|回忆|写道|回应|在接受|在致辞|参加|出席|陪同|主持|等参加))"
        ),
        "item": re.compile(r"[、和与]"),
    }


def _is_border(text: str, at: int) -> bool:
    return _patterns()["after"].match(text, at) is not None


def chinese_name(text: str, at: int) -> int | None:
    """End of the Chinese name that begins at `at`: a family name and one or two characters."""
    family = _patterns()["family"].match(text, at)
    if family is None or _patterns()["barred"].match(text, at):
        return None
    first = family.end()
    given = text[first : first + 2]
    typical = characters("given_characters.zh.txt")
    if not given or not _is_given(given[0]):
        return None
    if text[first + 1 : first + 2] == "·":
        return None
    end = _given_end(text, first, given)
    is_weak = family.group() in _WEAK
    return end if end and not (is_weak and any(c not in typical for c in text[first:end])) else None


def _given_end(text: str, first: int, given: str) -> int | None:
    """Where a given name that begins at `first` ends: what follows decides, then what given names are made of."""
    typical = characters("given_characters.zh.txt")
    is_two = len(given) > 1 and _is_given(given[1])
    short = _is_border(text, first + 1)
    if is_two and _is_border(text, first + 2):
        return first + 2 if not short or given[1] in typical or given[0] not in typical else first + 1
    if short:
        return first + 1
    if is_two and given[1] in typical:
        return first + 2
    return first + 1 if given[0] in typical else None


def _is_given(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" and character not in _NEVER_GIVEN


def foreign_name(text: str, at: int) -> int | None:
    """End of the foreign name that begins at `at`, with dots between its parts or without."""
    dotted = _patterns()["dotted"].match(text, at)
    if dotted is not None:
        return dotted.end()
    plain = _patterns()["foreign"].match(text, at)
    return plain.end() if plain is not None else None


def _name(text: str, at: int) -> int | None:
    foreign = foreign_name(text, at)
    own = chinese_name(text, at)
    if foreign is None or own is None:
        if foreign is not None and _patterns()["barred"].match(text, at):
            return None
        return foreign or own
    return foreign if foreign - at > 2 and foreign >= own else own


def dotted_names(text: str) -> Iterator[tuple[int, int]]:
    """Names whose parts are joined by dots, wherever they stand."""
    if "·" not in text:
        return
    for match in _patterns()["dotted"].finditer(text):
        yield match.start(), match.end()


def named_by_titles(text: str, taken: bytearray) -> Iterator[tuple[int, int]]:
    """Names directly after a title, and Chinese names directly before one."""
    for start, end in longest(text, *TITLES):
        if end < len(text) and not taken[end]:
            name = _name(text, end)
            if name is not None and 1 not in taken[end:name]:
                yield end, name
                continue
        begin = _before(text, start)
        if begin is not None and 1 not in taken[begin:start]:
            yield begin, start


def _before(text: str, end: int) -> int | None:
    """Start of the Chinese name that ends before a title, where a clause or a word of meeting ends before it."""
    for length in (3, 2):
        start = end - length
        if start < 0 or not _is_left_border(text, start) or _patterns()["barred"].match(text, start):
            continue
        family = _patterns()["family"].match(text, start)
        if family is None or family.end() >= end or family.group() in _WEAK:
            continue
        typical = characters("given_characters.zh.txt")
        if all(c in typical for c in text[family.end() : end]):
            return start
    return None


def _is_left_border(text: str, at: int) -> bool:
    if at == 0 or not "\u3400" <= text[at - 1] <= "\u9fff":
        return True
    return text[at - 1] in "同与和对向由请据被在" or text[at - 2 : at] in (
        "会见", "拜会", "访问", "陪同", "邀请", "会晤", "欢迎", "感谢", "祝贺",
    )  # fmt: skip


def speaking(text: str, taken: bytearray) -> Iterator[tuple[int, int]]:
    """Chinese names that open a clause and speak: 潘建伟说."""
    for match in _patterns()["speaks"].finditer(text):
        start = match.start()
        if taken[start]:
            continue
        end = chinese_name(text, start)
        if end is not None and 1 not in taken[start:end] and _is_border(text, end):
            yield start, end


def listed(text: str, ends: set[int], taken: bytearray) -> Iterator[tuple[int, int]]:
    """Names in a list after a name: 蔡奇、王毅、何立峰等."""
    for end in sorted(ends):
        at = end
        while _patterns()["item"].match(text, at):
            start = at + 1
            stop = _name(text, start)
            if stop is None or 1 in taken[start:stop] or not _is_list_end(text, stop):
                break
            yield start, stop
            at = stop


def _is_list_end(text: str, at: int) -> bool:
    return at >= len(text) or text[at] in "、，。等和与参出一分" or text[at : at + 2] in ("陪同", "随行")


def parts(name: str) -> list[str]:
    """Short names of a dotted name: its first and its last part, where they have two characters."""
    pieces = name.split("·")
    return [piece for piece in dict.fromkeys((pieces[0], pieces[-1])) if len(piece) > 1] if len(pieces) > 1 else []
