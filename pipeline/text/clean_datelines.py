"""Datelines: place, outlet and agency before a report's first words ("Jakarta (ANTARA) -", "新华社北京1月2日电").

Recognising one and its parts; where in the article to look is decided by the cleaner.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline import lexicons
from pipeline.text.dates import calendar, find_moment
from pipeline.text.metadata import agencies, find_agency, find_outlet, outlets

LONGEST = 110
_SHORTEST = 5  # letters of an unknown place in capitals; shorter ones are acronyms
Part = Literal["outlet", "agency", "date", "town", "capitals", "name"]
_SEPARATOR = re.compile(r"\s*(?:--+|[–—])\s*|\s+-\s*|(?<=[\w)])-\s+|\s*:\s+(?=\S)|：|(?<=[A-Za-z])-(?=[A-Z“\"])")
_BRACKET = re.compile(r"[(\[]\s*(?P<credit>[^()\[\]]{1,40})\s*[)\]]\s*$")
_CAPITALS = re.compile(r"^[A-Z][A-Z.'’-]{2,}(?:\s[A-Z][A-Z.'’-]+){0,3}$")
_CAPITALISED = re.compile(r"^(?:[A-Z][\w.'’-]+)(?:\s(?:[A-Z][\w.'’-]*|de|del|la|of|al)){0,3}$")
_SECTION = re.compile(r"^[A-Z]{4,}\s[A-Z][a-z]{3,}$")  # "VIVA Bisnis"
_UNKNOWN_WIRE = re.compile(r"^[A-Z]{2,8}$")
_WIRE_BRACKET = re.compile(r"[(\[][A-Z][A-Z /]{2,24}[)\]]\s?(?:--?|[–—])\s?")
_DAY = re.compile(r"^(?:\d{1,2}\s([^\W\d_]{3,9})|([^\W\d_]{3,9})\.?\s\d{1,2})\.?(?:\s?(?:19|20)\d{2})?$")
_CREDIT_ONLY = re.compile(r"([^()\n]{2,50})\(([^()]{2,30})\)\s+(?=[A-Z“\"])")
_HAN_LABEL = re.compile(r"(?:本[报報]|本[网網]|新华社|中新社)?(?:特派|见习|实习|首席)?(?:记者|記者|通讯员)\s?[：:]?\s?")
_HAN_NAMES = r"[\u3400-\u9fff·]{2,6}(?:[、，,\s]{1,2}[\u3400-\u9fff·]{2,6}){0,5}"
_TOWN_STOP = re.compile(r"([A-Z][\w'’-]+(?:\s[A-Z][\w.'’-]+){0,3})(\s?(?:\.|,|:|--?|[–—]))\s+(?=[A-Z“\"‘])")
_OUTLET_ONLY = re.compile(r"([\w-]+(?:\.[\w-]+){1,2})[,.]?\s")
_OPENERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ“\"'‘")
_PLACE_WORDS = frozenset(
    (
        "kota",
        "kuala",
        "pulau",
        "bukit",
        "padang",
        "sungai",
        "tanjung",
        "port",
        "batu",
        "kampung",
        "bandar",
        "taman",
        "parit",
    )
)
_BARE = re.compile(r"^(?P<place>[^\W\d_][\w .,'’/()-]{2,60}?)\s*(?:[.:,]|--?|[–—])?$")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline in a line: characters `start` to `end`, its place as written, and the agency it credits."""

    start: int
    end: int
    place: str | None
    agency: str | None
    byline: str | None = None


@cache
def _towns() -> frozenset[str]:
    return frozenset(term.casefold() for term in lexicons.terms("cleaning_places.txt"))


@cache
def _not_places() -> frozenset[str]:
    return frozenset(lexicons.terms("cleaning_not_places.txt"))


@cache
def _han_credits() -> tuple[re.Pattern[str], ...]:
    names = {name for name in (*outlets(), *agencies()) if name and "\u3400" <= name[0] <= "\u9fff"}
    known = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    wired = (
        r"(?P<place>[\u3400-\u9fff]{2,10}?)??(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:[电電讯訊]|消息)"
        r"(?:\s?[（(](?P<writers>[^（）()]{1,60})[）)])?[：:]?\s*"
    )
    return (
        re.compile(rf"^据?[（(]?(?P<credit>{known})[）)]?(?:[、，/](?:{known}))*" + wired),
        re.compile(rf"^[（(]?(?P<credit>{known})[）)]?(?:\s?[（(][^（）()]{{1,60}}[）)])?[：:]\s*"),
        re.compile(rf"^【\s?(?P<credit>{known})(?P<writers>[^】]{{0,40}})】\s*"),
        re.compile(rf"^(?P<credit>{known})(?:快讯|快訊|简讯)[：:]\s*"),
        re.compile(
            r"^[（(【\[]\s?(?:本[报報][\u3400-\u9fff]{0,3}?)?(?P<place>[\u3400-\u9fff]{2,8}?)(?:\d{1,2}月)?(?:\d{1,2}日)?(?:综合|綜合)?(?:讯|訊|电|電)\s?[）)】\]]\s*"
        ),
        re.compile(  # 【文/观察者网 柳白】, 〔記者劉婉君／台南報導〕
            r"^[（(【〔\[]\s?(?:文\s?[/／｜|]|图文\s?[/／]|(?:本[报報])?(?:记者|記者))[^（）()【】〔〕\[\]]{2,40}[）)】〕\]]\s*"
        ),
        re.compile(rf"^[（(【]\s?(?:{known}|[\u3400-\u9fff]{{2,4}}之[声聲])(?:中文[网網])?\s?[）)】]\s*(?=\S)"),
        re.compile(r"^本(?:报|報|网|網|台|臺|刊|社)" + wired),
        re.compile(
            r"^据?[\u3400-\u9fff]{1,7}?(?:社|报|報|网|網|台|臺|刊|在线|财经|經緯|经纬)(?P<place>[\u3400-\u9fff]{2,8}?)??"
            r"(?:\d{1,2}月)?\d{1,2}日(?:[电電讯訊]|消息|报道|報道)(?:\s?[（(](?P<writers>[^（）()]{1,60})[）)])?(?![，,、称說说])[：:]?\s*"
        ),
    )


@cache
def _not_writers() -> frozenset[str]:
    """Names of outlets and programmes that stand in such brackets."""
    return frozenset(alias for alias in (*outlets(), *agencies()) if "\u3400" <= alias[:1] <= "\u9fff")


def _han_writers(text: str | None) -> str | None:
    """Names in a dateline's bracket: "记者李明、王芳", or two to four characters alone."""
    text = (text or "").strip()
    if text in _not_writers():
        return None
    label = _HAN_LABEL.search(text)
    names = _HAN_LABEL.sub(" ", text[label.end() :] if label else text)
    names = re.split(r"[，,]?\s*(?:摄|实习生|报道)", names)[0].strip(" ：:，,、")
    return names if re.fullmatch(_HAN_NAMES if label else r"[\u3400-\u9fff·]{2,4}", names) else None


def find_dateline(text: str, glued: bool = False) -> Dateline | None:
    """Dateline at the start of a line; None without one.

    With `glued`, also one that stands after a headline on the same line (only unmistakable forms: an agency or outlet).
    """
    if (text and "\u3000" < text[0] <= "\u9fff") or text[:1] in "（【〔":
        return _han(text)
    found = _at_start(text)
    return found if found or not glued else _after_headline(text)


def bare_dateline(line: str) -> Dateline | None:
    """A dateline that is a line of its own ("Jakarta.", "Jakarta -", "JAKARTA"); only known towns count."""
    match = _BARE.match(line) if len(line) <= 60 else None
    if match is None:
        return None
    parts, credit = _parts(match.group("place"))
    kinds = [_kind(part) for part in parts]
    if "town" not in kinds or any(kind not in ("town", "outlet", "agency", "date", "capitals") for kind in kinds):
        return None
    return Dateline(0, len(line), parts[kinds.index("town")], find_agency(credit))


def _han(text: str) -> Dateline | None:
    for pattern in _han_credits():
        match = pattern.match(text)
        if match and match.end() > 0:
            named = match.groupdict()
            writers = _han_writers(named.get("writers"))
            return Dateline(0, match.end(), named.get("place"), find_agency(named.get("credit")), writers)
    return None


def _at_start(text: str) -> Dateline | None:
    for separator in _SEPARATOR.finditer(text, 2, LONGEST):
        found = _judge(text[: separator.start()], ":" in separator.group() or "：" in separator.group())
        glued_on = separator.group() == "-" and not text[separator.end() :][:1].isspace()
        before, after = text[: separator.start()], text[separator.end() : separator.end() + 1]
        if found and (glued_on or after.islower()) and not is_credited(before):
            found = None  # a dash inside a word, or an explanation ("PLN - perusahaan listrik itu - …")
        if found:
            place, agency = found
            town = _TOWN_STOP.match(text, separator.end()) if place is None else None
            if town and _kind(town.group(1)) in ("town", "capitals"):  # "KONTAN.CO.ID - JAKARTA. "
                return Dateline(0, town.end(), town.group(1), agency)
            wire = _WIRE_BRACKET.match(text, separator.end())  # "PORTLAND, Ore.--(BUSINESS WIRE)--"
            return Dateline(0, wire.end() if wire else separator.end(), place, agency)
        if separator.start() > 70:
            break
    return _without_separator(text)


def _without_separator(text: str) -> Dateline | None:
    """Datelines shown by a known town: "Jakarta. Menteri …", "Jakarta (ANTARA) Menteri …", "VIVA.co.id, Jakarta …"."""
    town = _TOWN_STOP.match(text)
    if town and town.group(2) == "." and town.group(1).casefold() in _towns():
        return Dateline(0, town.end(), town.group(1), None)
    wider = _TOWN_STOP.match(text, town.end()) if town and town.group(2) == "," else None
    if town and wider and wider.group(2) == "." and {town.group(1).casefold(), wider.group(1).casefold()} <= _towns():
        return Dateline(0, wider.end(), town.group(1), None)
    bracket = _CREDIT_ONLY.match(text)
    if bracket and (agency := find_agency(bracket.group(2))):
        place = bracket.group(1).split(",")[0].strip()
        if place.casefold() in _towns():
            return Dateline(0, bracket.end(), place, agency)
    outlet = _OUTLET_ONLY.match(text)
    if outlet and find_outlet(outlet.group(1)):
        words = text[outlet.end() : outlet.end() + 60].split(" ")
        for size in (3, 2, 1):
            place = " ".join(words[:size])
            if (
                place.casefold() in _towns()
                and words[size : size + 1]
                and words[size][:1]
                and words[size][0] in _OPENERS
            ):
                return Dateline(0, outlet.end() + len(place) + 1, place, None)
    return None


def is_credited(head: str) -> bool:
    """Whether a dateline's words, its dash aside, name an outlet or an agency beside the place."""
    head = head.rstrip(" -–—:")
    parts, credit = _parts(head)
    return len(parts) + bool(credit) > 1 and any(_kind(part) in ("outlet", "agency") for part in (*parts, credit or ""))


def _after_headline(text: str) -> Dateline | None:
    for separator in _SEPARATOR.finditer(text, 20, 320):
        head = text[: separator.start()]
        tail = re.search(r"(?:^|\s)((?:[^\s,()]+,?\s){0,3}?[^\s,()]+,?\s?(?:\([^()]{2,30}\)|))$", head[-70:])
        words = head.split()
        for size in range(min(4, len(words) - 3), 0, -1):
            credit = " ".join(words[-size:])
            kinds = [_kind(part.strip()) for part in _parts(credit)[0]]
            strong = "agency" in kinds or "outlet" in kinds or bool(_parts(credit)[1])
            if tail and strong and ("town" in kinds or "capitals" in kinds) and "name" not in kinds:
                found = _judge(credit, False)
                if found:
                    start = len(head) - len(credit) if head.endswith(credit) else -1
                    if start > 0:
                        return Dateline(start, separator.end(), *found)
    return None


def _parts(head: str) -> tuple[list[str], str | None]:
    """Comma parts of a dateline's words, and the agency or outlet in its bracket."""
    bracket = _BRACKET.search(head)
    credit = None
    if bracket:
        credit = bracket.group("credit")
        head = head[: bracket.start()]
    parts = [part.strip() for part in re.split(r"\s*[,;]\s*|(?<!\d)\s*/\s*|/(?!\d)", head.strip(" ,")) if part.strip()]
    return parts, credit


def _judge(head: str, colon: bool) -> tuple[str | None, str | None] | None:
    """Place and agency when the words before a separator make a dateline, else None."""
    parts, credit = _parts(head.strip())
    if len(parts) > 5 or (not parts and not credit):
        return None
    if credit and _is_date(credit):  # "KUALA LUMPUR (15 Ogos):"
        parts, credit = [*parts, credit], None
    agency = find_agency(credit)
    credited = bool(agency or any(find_outlet(name) for name in (credit, *credit.split("/")))) if credit else False
    if credit and not credited and not (credit.isupper() and len(credit) <= 12):
        return None
    split = [piece for part in parts for piece in _split_outlet(part)]
    kinds = [_kind(part) for part in split]
    if None in kinds:
        return None
    credited = credited or "outlet" in kinds or "agency" in kinds
    located = "town" in kinds or "capitals" in kinds
    if (
        colon
        and not credited
        and "town" not in kinds
        and not (located and (split[0].split()[0].casefold() in _PLACE_WORDS or len(split) > 1))
    ):
        return None
    if not (credited or located or ("date" in kinds and "name" in kinds)):
        return None
    if colon and "name" in kinds:
        return None
    if not credited and kinds[0] == "name" and "town" not in kinds:
        return None
    wanted: tuple[Part, ...] = ("town", "capitals", "name")
    at = next((i for kind in wanted for i, is_kind in enumerate(kinds) if is_kind == kind), None)
    place = _place(split, kinds, at) if at is not None else None
    if agency is None and credit and not credited and _UNKNOWN_WIRE.match(credit):
        agency = credit
    if agency is None:
        agency = next((find_agency(part) for part, kind in zip(split, kinds, strict=True) if kind == "agency"), None)
    return place, agency


def _place(parts: list[str], kinds: list[Part | None], at: int) -> str:
    """A place with the province or country behind it, as written ("MANILA, Philippines")."""
    end = at + 1
    while end < len(parts) and kinds[end] in ("town", "capitals", "name"):
        end += 1
    return ", ".join(parts[at:end])


def _split_outlet(part: str) -> list[str]:
    """Outlet and place of a part that has no comma between them ("VIVA.co.id JAKARTA")."""
    if _kind(part) != "name" or " " not in part:
        return [part]
    first, rest = part.split(" ", 1)
    last_rest, last = part.rsplit(" ", 1)
    if find_outlet(first) and _kind(rest) in ("town", "capitals"):
        return [first, rest]
    if find_outlet(last) and _kind(last_rest) in ("town", "capitals"):
        return [last_rest, last]
    return [part]


def _kind(part: str) -> Part | None:
    """What a part of a dateline is; None when it cannot stand in one."""
    text = part.strip(" .")
    if not text:
        return None
    if text.casefold() in _towns():
        return "town"
    if find_agency(text):
        return "agency"
    if find_outlet(text) or (_SECTION.match(text) and find_outlet(text.split()[0])):
        return "outlet"
    if _is_date(text):
        return "date"
    if _CAPITALS.match(text):
        if set(text.split()) & _not_places():
            return None
        return "capitals" if len(text) >= _SHORTEST else "name"
    return "name" if _CAPITALISED.match(text) else None


def _is_date(text: str) -> bool:
    match = _DAY.match(text)
    if match and (match[1] or match[2] or "").casefold() in calendar("month"):
        return True
    if re.fullmatch(r"\d{1,2}/\d{1,2}(?:/\d{2,4})?", text):
        return True
    if text.casefold() in calendar("weekday") or (text.isdigit() and len(text) == 4):
        return True
    moment = find_moment(text)
    return moment is not None and moment.end - moment.start >= len(text) - 2
