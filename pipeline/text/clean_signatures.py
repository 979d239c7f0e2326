"""Signatures: credits without a label, known by form and place ("RINA WATI | ANTARA", "Reporting by …").

Each rule takes a Draft. Labelled credits ("Pewarta: …") belong to clean_credits, bylines in the head to clean_head.
"""

import re

from pipeline.text.clean_draft import HAN, Draft, count_words, ends_sentence, is_prose
from pipeline.text.metadata import clean_person, find_agency, find_outlet, is_person_name

_END_MARK = re.compile(r"(?<=[\s.!?”\"'’)。！？])[\s_]*[■□◾◼▪●◆∎]+$|^[\s■□◾◼▪●◆∎]+$")
_MARKS = "■□◾◼▪●◆∎"
_BY_ROLE = re.compile(
    r"(?:^|(?<=[.!?”\"'’)]\s))\(?(?:(?:Additional\s)?[Rr]eporting|Writing|Written|Edited|Editing|Compiled|Translated|Story)\sby\s[A-Z].*$"
)
_REPORTING = re.compile(r"\b(?:[Rr]eporting|Writing|Written|Story)\sby\s(?P<name>[^;.()]+)")
_EDITING = re.compile(r"\b[Ee]dit(?:ing|ed)\sby\s(?P<name>[^;.()]+)")
_AT_PLACE = re.compile(r"\s(?:in|at|from|for)\s.*$")
_BRACKET = re.compile(r"\s*[(\[](?P<owner>[^()\[\]/]{2,30})/(?P<name>[^()\[\]]{2,60})[)\]]\.?$")
_SHORT_OWNER = re.compile(r"^[A-Z]{2,4}$")
_SLASH = re.compile(r"[.!?)”\"]\s?(?P<owner>[A-Z][\w.]{2,20}(?:\s[A-Z]\w+)?)/(?P<name>[A-Z][\w .'’/-]{2,60})$")
_HAN_PHOTO = re.compile(r"[\u3400-\u9fff\s]摄\s?[）)]?$")
_HAN_WRITER = re.compile(r"[（(][^（）()]{0,10}(?:记者|記者|通讯员)\s?[:：]?\s?(?P<names>[^（）()摄]{2,40})[）)]$")
_WRITER = re.compile(r"^(?:Oleh|By|Penulis)\s+(?P<name>[A-Z][^.!?:;]{3,60})$")
_NAME = re.compile(
    r"\s*[(\[](?P<name>[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]*){1,3}(?:/[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]*){1,3})?)[)\]]$"
)
_CAPITALS = re.compile(r"(?:^|(?<=[.!?”\"'’)])\s+)(?P<names>[A-Z][A-Z.'’/&|,\s-]{2,80})$")
_RELEASE = re.compile(r"^SOURCE:?\s[A-Z][^.!?]{2,80}$")
_CAPITAL_SOURCE = re.compile(
    r"(?<=[.!?”\"'’)])\s?(?:-{1,2}|–|—)\s?[A-Z][A-Z!]{2,}(?:\s[A-Z!]{2,}){0,3}(?:,?\s\d{1,2}[/.]\d{1,2}[/.]\d{2,4})?\.?$"
)
_BIOGRAPHY = re.compile(
    r"[\s,]*(?:$|(?:is|was|has|joined|covers|writes|reports|edits|works|holds|adalah|merupakan|ialah|bergabung|menulis|meliput)\b)"
)
_DASH = re.compile(r"(?:^|(?<=[.!?”\"'’)])\s?)(?:-{1,2}|–|—)\s?(?P<name>[A-Z][^\s–—-][^–—.!?:;,\d]{1,40})\.?$")
_JOINED = re.compile(r"\s*\|\s*|\s*,\s*|\s*/\s*|\s+(?:dan|and|DAN|AND|&)\s+")
_LONGEST = 110  # characters of a signature
_TAIL = 5  # last lines in which a signature may stand


def is_signed(text: str) -> bool:
    """Whether a line ends with a photo's credit: outlet or agency and name ("(KOMPAS.com/RINA WATI)", "…/Rina")."""
    if HAN.search(text):
        return len(text) <= 100 and bool(_HAN_PHOTO.search(text))
    match = (_BRACKET.search(text) if text[-1] in ")]." else None) or _SLASH.search(text)
    if match is None:
        return False
    named = is_person_name(match["name"]) and 2 <= len(match["name"].split()) <= 4
    short = _SHORT_OWNER.match(match["owner"]) and named  # "(MI/Gabriel Langga)"
    return bool(short or find_outlet(match["owner"]) or find_agency(match["owner"]))


def cut_signatures(draft: Draft) -> None:
    """Remove signatures in the last lines; names go to byline, editor and agency."""
    index = len(draft.lines) - 1
    for _ in range(_TAIL):
        if index < 1 or draft.lines[index].kind == "headline":
            return
        size = len(draft.lines)
        _cut_signature(draft, index)
        if len(draft.lines) == size and is_prose(draft.lines[index].text):
            return
        index = min(index, len(draft.lines)) - 1


def drop_biography(draft: Draft) -> None:
    """Remove the last lines when they tell of the writer: they begin with the byline's name ("Rina Wati covers …")."""
    names = [name for name in re.split(r"\s*[;,]\s*|\s(?:and|dan)\s", draft.byline or "") if " " in name]
    for _ in range(2):
        index = len(draft.lines) - 1
        text = draft.lines[index].text if index > 2 else ""
        name = next((name for name in names if text.casefold().startswith(name.casefold())), None)
        if name is None or len(text) > 400 or not _BIOGRAPHY.match(text, len(name)):
            return
        draft.drop(index, "byline")


def _cut_signature(draft: Draft, index: int) -> None:
    mark = _END_MARK.search(draft.lines[index].text) if draft.lines[index].text[-1] in _MARKS else None
    if mark and draft.cut(index, mark.start(), len(draft.lines[index].text), "navigation"):
        return
    text = draft.lines[index].text
    if HAN.search(text):
        if match := _HAN_WRITER.search(text):
            draft.byline = draft.byline or " ".join(match["names"].split())
            draft.cut(index, match.start(), len(text), "byline")
        return
    if (match := _WRITER.match(text)) and is_person_name(match["name"]):
        _person(draft, match["name"])
        draft.drop(index, "byline")
        return
    match = _NAME.search(text) if index == len(draft.lines) - 1 else None
    if match and is_person_name(match["name"]) and ends_sentence(text[: match.start()]):
        _person(draft, match["name"])
        draft.cut(index, match.start(), len(text), "byline")
        return
    tail = max(0, len(text) - _LONGEST)
    if " by " in text and (match := _BY_ROLE.search(text, max(0, len(text) - 300))):
        _take_by(draft, match.group())
        draft.cut(index, match.start(), len(text), "byline")
        return
    if match := _BRACKET.search(text, tail):
        owner = find_outlet(match["owner"]) or find_agency(match["owner"])
        if owner and (match.start() == 0 or ends_sentence(text[: match.start()])):
            _person(draft, match["name"])
            draft.agency = draft.agency or find_agency(match["owner"])
            draft.cut(index, match.start(), len(text), "byline")
            return
    if match := _CAPITAL_SOURCE.search(text, tail):
        _cut_capital_source(draft, index, match)
        return
    if _RELEASE.match(text):
        draft.drop(index, "source_credit")
        return
    match = _CAPITALS.search(text, tail)
    names = match["names"].strip() if match else text if "|" in text and count_words(text) <= 10 else ""
    if names and (reason := _take_names(draft, names, match is not None and match.start() > 0)):
        draft.cut(index, len(text) - len(names), len(text), reason)
    elif match := _DASH.search(text, tail):
        _cut_dash(draft, index, match)


def _cut_capital_source(draft: Draft, index: int, match: re.Match[str]) -> None:
    """Cut an outlet in capitals behind the last sentence ("… katanya. – KOSMO! ONLINE"); an agency is noted."""
    name = match.group().strip(" -–—.")
    draft.agency = draft.agency or find_agency(name)
    draft.cut(
        index, match.start(), len(draft.lines[index].text), "agency_credit" if find_agency(name) else "source_credit"
    )


def _take_names(draft: Draft, names: str, glued: bool) -> str | None:
    """Note the names of a signature in capitals or joined by bars; the reason it goes by, None when it is none."""
    parts = [part for part in _JOINED.split(names) if part]
    agencies = [agency for part in parts if (agency := find_agency(part))]
    persons = [part for part in parts if not find_agency(part) and not find_outlet(part)]
    if any(not is_person_name(part) or not 2 <= len(part.split()) <= 4 or len(part) < 7 for part in persons):
        return None
    if glued and persons and len(parts) == 1 and len(persons[0].split()) > 3:
        return None
    if agencies:
        draft.agency = draft.agency or agencies[0]
    if persons:
        draft.byline = draft.byline or "; ".join(persons)
        return "byline"
    return "agency_credit" if agencies else "source_credit"


def _take_by(draft: Draft, text: str) -> None:
    writer, editor = _REPORTING.search(text), _EDITING.search(text)
    if writer:
        draft.byline = draft.byline or clean_person(_AT_PLACE.sub("", writer["name"]))
    if editor:
        draft.editor = draft.editor or clean_person(_AT_PLACE.sub("", editor["name"]))


def _person(draft: Draft, name: str) -> None:
    person = clean_person(name, draft.outlet)
    if person and is_person_name(person) and len(person.split()) >= 2:
        draft.byline = draft.byline or person


def _cut_dash(draft: Draft, index: int, match: re.Match[str]) -> None:
    """Cut an outlet behind a dash at the article's very end ("… katanya. - Berita Rantau"); no item of a list."""
    if index != len(draft.lines) - 1:
        return
    name, before = match["name"].strip(), draft.lines[index - 1].text
    words = name.split()
    alone = match.start() == 0
    if alone and (before[0] in "-–—•" or before.endswith(":") or not is_prose(before)):
        return
    if len(words) > 4 or not all(word[0].isupper() or word in ("of", "the", "dan", "and") for word in words):
        return
    agency = find_agency(name)
    draft.agency = draft.agency or agency
    draft.cut(index, match.start(), len(draft.lines[index].text), "agency_credit" if agency else "source_credit")
