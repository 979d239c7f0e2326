"""Credits: who wrote, edited and supplied an article, in lines and tails ("Pewarta: ...", "Sumber: ...", "(ab/cd)").

Each rule takes a Draft, removes the credit and notes the names in it. Bylines in the head belong to clean_head.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from pipeline import lexicons
from pipeline.text.clean_draft import HAN, Draft, count_words, ends_sentence
from pipeline.text.metadata import Credits, clean_person, find_agency, find_outlet, is_person_name

_INITIALS = re.compile(
    r"\s*(?:[(\[]\s?(?:[A-Za-z]{1,6}\d{0,3}(?:[/.,&-]\s?[A-Za-z]{1,8}){1,4}|[a-z]{2,5}|[A-Z]{1,3}-\d{1,2}|\*{1,3}|[A-Z]{2,4}"
    r"|[A-Z][A-Za-z]{0,3}[.-][A-Z]{0,4}-?\d{0,4}(?:/[A-Z]{1,3}\.?[A-Z]?\d{0,4}){0,3}|[A-Z]{1,3}\d{2,4}(?:/[A-Z]{1,3}\d{2,4})*)\s?[)\]]|\*{2,5}|###|-30-|Selesai|Enditem)\s*$"
)
_DESK = re.compile(
    r"^[a-z]{2,5}(?:\s?/\s?[a-z]{2,5}){1,3}(?:\s?\([^()]{2,60}\))?$|^[(\[]?[A-Z]{1,3}/[A-Z]{1,3}(?:-\d)?[)\]]?$"
)
_DESK_LINE = re.compile(r"^[(\[]\s?[a-z]{2,5}\d{0,3}(?:/[a-z]{2,5}\d{0,3}){1,3}\s?[)\]]$")
_DASH_DOMAIN = re.compile(r"(?<=[.!?”\"'’])\s?(?:-{1,2}|–|—)\s?([\w-]+\.(?:com|co\.id|id|net|my|org))$")
_HAN_CREDIT = re.compile(
    r"(?:^|(?<=[。！？”」]))[（(](?:[\u3400-\u9fff]{2,6}(?:[报報社网網台臺])|[^（）()]{1,12}(?:编译|編譯|整理|供稿|综合|綜合))[）)]$"
)
_STAFF_CODE = re.compile(r"[)）]?\s?\d{7}$|[\s_][A-Z]{1,3}\d{2,6}$")
_HAN_PERSONS = re.compile(r"^[\u3400-\u9fff·]{2,12}(?:[、，,/\s]{1,2}[\u3400-\u9fff·]{2,6}){0,6}$")
_LONGEST_CAPTION = 220
_WIRE = re.compile(r"^[A-Z]{2,8}$")
_BODIES = ("government", "international", "companies", "universities", "parties")
_COLON = re.compile(r"[:：|｜]")
_LONGEST_LABEL = 40
_SOURCE_URL = re.compile(r"https?://\S+|www\.\S+")


@cache
def role_labels() -> tuple[re.Pattern[str], dict[str, str]]:
    """Pattern of role labels ("Pewarta:") and the field each fills."""
    fields = {row["label"].casefold(): row["field"] for row in lexicons.table("cleaning_roles.csv")}
    labels = "|".join(re.escape(label) for label in sorted(fields, key=len, reverse=True))
    han = "|".join(label for label in labels.split("|") if HAN.search(label))
    mark = r"\s?[|｜]?\s?[:：]?\s?"
    either = rf"(?:{labels})(?=\s?[|]?\s?[:：])|(?:{han})(?=\s?[|｜])"
    return re.compile(rf"(?<![^\W_])({either}){mark}", re.IGNORECASE), fields


@cache
def _lone_labels() -> dict[str, str]:
    """Role labels that may stand on a line of their own without a colon, and the field each fills."""
    return {label: field for label, field in role_labels()[1].items() if len(label) >= 4 or HAN.match(label)}


@cache
def source_labels() -> re.Pattern[str]:
    """Pattern of source labels ("Sumber:")."""
    labels = "|".join(
        re.escape(label) for label in sorted(lexicons.terms("cleaning_sources.txt"), key=len, reverse=True)
    )
    return re.compile(rf"(?<![^\W_])({labels})\s?[:：]\s?", re.IGNORECASE)


def find_labels(pattern: re.Pattern[str], text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """Matches of a pattern of labels that end with a colon: only the words before colons are looked at."""
    for colon in _COLON.finditer(text, start):
        match = pattern.search(text, max(start, colon.start() - _LONGEST_LABEL), colon.end() + 1)
        if match:
            yield match
            start = match.end()


def cut_roles(draft: Draft) -> None:
    """Remove "Pewarta: … Editor: …" lines and tails; the names go to byline and editor."""
    pattern, fields = role_labels()
    index = 0
    while index < len(draft.lines):
        text = draft.lines[index].text
        if not _COLON.search(text):
            index += not _lone_label(draft, index, pattern, fields)
            continue
        matches = list(find_labels(pattern, text))
        gone = False
        for number, match in enumerate(matches):
            values = _role_values(text, matches[number:], fields)
            if values is None or not _may_stand(text, match.start()):
                continue
            if values[0][0] == "photo" and _is_caption(draft, index, match.start()):
                draft.drop(index, "caption")
                gone = True
                break
            for field, value in values:
                _credit(draft, field, value)
            kept_from = match.start() - (
                1 if text[match.start() - 1 : match.start()] in "(（[【" and match.start() else 0
            )
            gone = draft.cut(index, kept_from, len(text), values[0][0] if values[0][0] == "editor" else "byline")
            break
        if not gone and _lone_label(draft, index, pattern, fields):
            continue
        index += not gone


def read_credits(lines: Iterable[str], outlet: str | None) -> Credits:
    """Writers and editor of lines that are labelled credits ("Penulis : Rina Wati"), read only."""
    pattern, fields = role_labels()
    draft = Draft([], outlet=outlet)
    for line in lines:
        labels = list(find_labels(pattern, line))
        values = _role_values(line, labels, fields) if labels and not line[: labels[0].start()].strip() else None
        for field, value in values or ():
            _credit(draft, field, value)
    return Credits(draft.byline, draft.editor, draft.agency)


def _is_caption(draft: Draft, index: int, start: int) -> bool:
    """Whether the text before a photo's credit is its caption: short, without speech, not the article's last words."""
    before = draft.lines[index].text[:start]
    closing = index >= len(draft.lines) - 3 and count_words(before) >= 12
    return len(before) <= _LONGEST_CAPTION and not closing and not re.search(r"[“”\"]", before)


def _may_stand(text: str, start: int) -> bool:
    """A role label opens the line or follows a finished sentence, a bracket or a separator, with a capital (or Han)."""
    before = text[:start].rstrip()
    if not before:
        return True
    return (text[start].isupper() or bool(HAN.match(text[start]))) and before[-1] in ".!?。！？”\"')]）(（[【】|/-–—»*"


def _role_values(text: str, labels: list[re.Match[str]], fields: dict[str, str]) -> list[tuple[str, str]] | None:
    """Field and name of every label to the line's end; None unless names are all there is between the labels."""
    values: list[tuple[str, str]] = []
    for number, label in enumerate(labels):
        end = labels[number + 1].start() if number + 1 < len(labels) else len(text)
        value = re.split(r"\s*(?:COPYRIGHT|Copyright|©)", text[label.end() : end])[0].strip(' |/,;.-–—)）]】[【"▪•·∙')
        value = _STAFF_CODE.sub("", value)
        known = _is_person(value) or _is_credit(value) or _is_handle(text, label, value)
        if not value or len(value) > 90 or not known:
            return None
        values.append((fields[" ".join(label.group(1).casefold().split())], value))
    return values


def _is_person(value: str) -> bool:
    return bool(_HAN_PERSONS.match(value)) if HAN.search(value) else is_person_name(value)


def _is_handle(text: str, label: re.Match[str], value: str) -> bool:
    """One word in small letters after a label that opens the line ("Editor: huaxia")."""
    return label.start() == 0 and bool(re.fullmatch(r"[a-z]{3,15}", value)) and label.end() + len(value) >= len(text)


def _is_credit(value: str) -> bool:
    """A role's value that is an outlet, or names with an outlet in brackets or after a dash."""
    names = re.split(r"\s*[(|]|\s-\s|,\s", value)[0]
    return bool(find_outlet(value) or find_agency(value)) or (names != value and is_person_name(names))


def _lone_label(draft: Draft, index: int, pattern: re.Pattern[str], fields: dict[str, str]) -> bool:
    """A label alone on its line with the name on the next one; True when both were removed."""
    text = draft.lines[index].text
    match = pattern.fullmatch(text)
    label = match.group(1) if match else text.strip(" |｜")
    field = (fields if match else _lone_labels()).get(" ".join(label.casefold().split()))
    if field is None or index + 1 >= len(draft.lines):
        return False
    name = draft.lines[index + 1].text
    if is_person_name(name) or (HAN.search(name) and len(name) <= (8 if match else 4)):
        _credit(draft, field, name)
        draft.drop(index + 1, "byline")
        draft.drop(index, "byline")
        return True
    return False


def _credit(draft: Draft, field: str, value: str) -> None:
    person = clean_person(re.sub(r"\s*[(（][^()（）]{0,60}[)）]?$", "", value), draft.outlet)
    if field == "editor":
        draft.editor = draft.editor or person
    elif field == "byline":
        draft.byline = draft.byline or person
        draft.agency = draft.agency or find_agency(value)


def cut_sources(draft: Draft) -> None:
    """Remove source credits ("Sumber : ANTARA", "来源：…", "- Reuters", "(ANTARA)" at the end); note the agency."""
    pattern = source_labels()
    for index in range(len(draft.lines) - 1, -1, -1):
        text = draft.lines[index].text
        last = index == len(draft.lines) - 1
        match = pattern.match(text)
        if match and len(text) <= 200 and (not ends_sentence(text) or count_words(text) <= 6):
            _source(draft, text[match.end() :], index >= len(draft.lines) - 4)
            draft.drop(index, "source_credit")
        elif match and (url := _SOURCE_URL.match(text, match.end())):
            draft.cut(index, 0, url.end(), "source_credit")
        elif last or index == len(draft.lines) - 2:
            _cut_tail_source(draft, index, pattern)


def _cut_tail_source(draft: Draft, index: int, pattern: re.Pattern[str]) -> None:
    text = draft.lines[index].text
    for match in find_labels(pattern, text, max(0, len(text) - 200)):
        value = text[match.end() :].strip(" .)]")
        named = find_agency(value) or find_outlet(value) or _SOURCE_URL.fullmatch(value)
        if named and _may_stand(text, match.start()):
            _source(draft, value)
            start = match.start() - (text[match.start() - 1 : match.start()] in ("(", "[", "（"))
            draft.cut(index, start, len(text), "source_credit")
            return
    dash = re.search(r"(?<=[.!?”\"'’])\s?(?:-{1,2}|–|—)\s?([^\s–—-][^–—.!?]{1,40})\.?$", text) or re.fullmatch(
        r"(?:-{1,2}|–|—)\s?([^\s–—-][^–—.!?]{1,40})\.?", text
    )
    if han := _HAN_CREDIT.search(text):
        draft.cut(index, han.start(), len(text), "source_credit")
        return
    dash = dash or _DASH_DOMAIN.search(text)
    bracket = re.search(r"(?<=[.!?”\"'’])\s?[(（]([^()（）]{2,40})[)）]\.?$", text) or re.fullmatch(
        r"[(（]([^()（）]{2,40})[)）]", text
    )
    for found in (dash, bracket):
        if found and (find_agency(found.group(1)) or find_outlet(found.group(1))):
            draft.agency = draft.agency or find_agency(found.group(1))
            agency = find_agency(found.group(1))
            draft.cut(index, found.start(), len(text), "agency_credit" if agency else "source_credit")
            return


def _source(draft: Draft, value: str, closing: bool = False) -> None:
    """Note the agency of a source credit; at the article's end also an unknown one in capitals ("Sumber: KBN")."""
    value = value.strip(" .)")
    wire = value if closing and _WIRE.match(value) and not find_outlet(value) and value not in _bodies() else None
    draft.agency = draft.agency or find_agency(value) or wire


@cache
def _bodies() -> frozenset[str]:
    """Acronyms of bodies that texts cite as a source without running their copy."""
    rows = [row for kind in _BODIES for row in lexicons.table(f"organisations_{kind}.csv")]
    return frozenset(form.strip() for row in rows for form in row.get("forms", "").split(";"))


def cut_copyright_credits(draft: Draft) -> None:
    """Take the agency out of copyright lines ("COPYRIGHT © ANTARA 2023") that the cue rule removed."""
    for removed in draft.removed:
        if removed.reason == "copyright" and draft.agency is None:
            owner = re.sub(r"(?i)copyright|hak cipta|©|\(c\)|@|\d{4}|[-–]", " ", removed.text)
            draft.agency = find_agency(" ".join(owner.split()))


def cut_initials(draft: Draft) -> None:
    """Remove desk initials at the end: "(ab/cd)", "(E-2)", "ha/hp (AFP, dpa)", "(*)", "***"."""
    for index in range(len(draft.lines) - 1, 0, -1):
        if _DESK_LINE.match(draft.lines[index].text):
            draft.drop(index, "editor")
    for index in range(len(draft.lines) - 1, max(-1, len(draft.lines) - 4), -1):
        text = draft.lines[index].text
        desk = _DESK.match(text)
        if desk:
            bracket = re.search(r"\(([^()]+)\)$", text)
            draft.agency = draft.agency or (find_agency(bracket.group(1)) if bracket else None)
            draft.drop(index, "editor")
            continue
        match = _INITIALS.search(text, max(0, len(text) - 48))
        if match and ends_sentence(text[: match.start()] or "."):
            inner = match.group().strip(" ()[]*")
            draft.agency = draft.agency or find_agency(inner)
            draft.cut(index, match.start(), len(text), "agency_credit" if find_agency(inner) else "editor")
