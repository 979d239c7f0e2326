"""The head of an article: headline and its copies, standfirst, byline and date lines, dateline, menus above them.

Rules on a Draft, run in the order of clean.py.
"""

import re

from pipeline.text.clean_datelines import Dateline, bare_dateline, find_dateline, is_credited
from pipeline.text.clean_draft import HAN, Draft, Line, count_words, ends_sentence, is_prose, key, title_case_share
from pipeline.text.clean_links import small_words
from pipeline.text.clean_topic import SHARED, shared_signs, told_by_body
from pipeline.text.dates import find_moment
from pipeline.text.dates_loose import split_dated
from pipeline.text.metadata import clean_person, find_agency, find_outlet, is_person_name, split_title
from pipeline.text.model import Removed

HEAD = 10  # lines in which headline, byline and dateline are looked for
_WRITER = re.compile(
    r"^(?:Oleh|OLEH|By|BY|Penulis|Reporter|Pewarta|Wartawan|Laporan(?:\s[Ww]artawan)?|Kontributor"
    r"|Written by|Reporting by|(?:Ditulis|Disusun|Dilaporkan|Laporan) oleh)"
    r"\s*:?\s+(?P<name>.+)$"
)
_REPORTER = re.compile(
    r"^(?:Laporan|LAPORAN)\s(?:Wartawan|Reporter|Jurnalis|Kontributor|Koresponden|WARTAWAN|REPORTER)\s*:?\s+(?P<name>\S.*)$"
)
_EDITOR = re.compile(
    r"^\|?\s?(?:Editor|Redaktur|Penyunting|Edited by)\s*:?\s+(?P<name>[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]*){1,3})$"
)
_HAN_WRITER = re.compile(r"(?:作者|记者|記者|撰文)\s?[：:]?\s?([\u4e00-\u9fff]{2,4})")
_HAN_REPORTER = re.compile(
    r"^(?:[\u3400-\u9fff]{2,8}?)?(?:记者|記者|通讯员|特约撰稿)\s?[:：]?\s?[\u3400-\u9fff·]{2,4}(?:[、，\s][\u3400-\u9fff·]{2,4}){0,3}$"
    r"|^原创\s[^，。]{2,20}$"
)
_BY_LINE = re.compile(r"^(?:(?:By|BY|Oleh|OLEH)\s?:?\s\S|By(?=[A-Z][a-z]+\s[A-Z]))")
_JOINERS = frozenset(("and", "with", "for", "in", "dan", "bersama", "the", "of", "news", "agencies"))
_HAN_SOURCE = re.compile(r"[来來]源\s?[：:]\s?([^\s：:]{2,20})")
_INNER_STOP = re.compile(r"[a-z0-9)”\"][.。]\s+[A-Z“\"]")


def settle_dateline(draft: Draft) -> None:
    """Cut the dateline off the first paragraph; a headline glued before it becomes a line of its own."""
    if not _cut_dateline(draft):
        _drop_bare_dateline(draft)


def _drop_bare_dateline(draft: Draft) -> None:
    for index, line in enumerate(draft.lines[:6]):
        bare = bare_dateline(line.text)
        if bare and _opens_body(draft, index):
            draft.dateline, draft.agency = bare.place, draft.agency or bare.agency
            draft.drop(index, "dateline")
            draft.lines[index].gap = draft.lines[index].dated = True
            return


def _cut_dateline(draft: Draft) -> bool:
    found = _find_datelines(draft)
    credited = [item for item in found if is_credited(draft.lines[item[0]].text[item[1].start : item[1].end])]
    if not found:
        return False
    index, dateline = (credited or found)[0]
    _take_dateline(draft, index, dateline)
    return True


def _find_datelines(draft: Draft) -> list[tuple[int, Dateline]]:
    """Datelines of the head's lines: past one paragraph (a standfirst), or two when they name outlet or agency."""
    datelines: list[tuple[int, Dateline]] = []
    passed = 0
    for index, line in enumerate(draft.lines[:HEAD]):
        found = find_dateline(line.text, glued=index == 0)
        if found is None or (count_words(line.text[found.end :]) < 10 and not is_prose(line.text[found.end :])):
            passed += is_prose(line.text)
            if passed > 2 and index >= 3:
                break
            continue
        if passed > 1 and index >= 3 and not is_credited(line.text[found.start : found.end]):
            break
        if found.start and not _is_headline(line.text[: found.start].strip()):
            continue
        datelines.append((index, found))
        passed += 1
        if passed > 1:
            break
    return datelines


def _take_dateline(draft: Draft, index: int, found: Dateline) -> None:
    line = draft.lines[index]
    draft.dateline, draft.agency = found.place, draft.agency or found.agency
    draft.byline = draft.byline or found.byline
    if found.start:
        draft.lines.insert(index, Line(line.text[: found.start].strip(), line.gap))
        index += 1
        line.text = line.text[found.start :]
        line.gap = True
    draft.cut(index, 0, found.end - found.start, "dateline")
    draft.lines[index].dated = True


def _opens_body(draft: Draft, index: int) -> bool:
    """A bare dateline stands before prose, at most a few short lines between them, and has no prose right above."""
    above = draft.lines[max(0, index - 1) : index]
    return any(is_prose(line.text) for line in draft.lines[index + 1 : index + 4]) and not any(
        is_prose(line.text) for line in above
    )


def settle_head(draft: Draft) -> None:
    """Find the headline, mark the standfirst; remove copies of the headline, menu lines above it and bylines."""
    _read_bylines(draft)
    position = _stated_position(draft) if draft.stated_title else _repeated_position(draft)
    if position is None and not draft.stated_title:
        position = _first_position(draft)
    if draft.stated_title:
        draft.title = split_title(draft.stated_title, draft.outlet)[0]
    if position is None:
        return
    if draft.stated_title:
        draft.drop(position, "duplicate_headline")
        start = position
    else:
        _take_title(draft, position)
        start = position + 1
    _drop_copies(draft, start)
    for index in range(position - 1, -1, -1):
        text = draft.lines[index].text
        foreign = shared_signs(text, told_by_body(draft)) == 0 and not ends_sentence(text)
        if not is_prose(text) and count_words(text) <= (12 if foreign else 6):
            draft.drop(index, "navigation")


def _take_title(draft: Draft, position: int) -> None:
    line = draft.lines[position]
    title, suffix = split_title(line.text, draft.outlet)
    if suffix.strip():
        draft.removed.append(Removed(suffix.strip(), "source_credit"))
        moment = find_moment(suffix, draft.timezone)
        draft.moment = draft.moment or moment
    line.text, line.kind, draft.title = title, "headline", title


def _drop_copies(draft: Draft, start: int) -> None:
    """Drop further copies of the headline; paragraphs between it and its copy are the standfirst."""
    name = key(draft.title or "")
    for index in range(min(len(draft.lines), start + HEAD) - 1, start - 1, -1):
        if _same_headline(key(draft.lines[index].text), name):
            draft.drop(index, "duplicate_headline")
            if index - start <= 2:
                for line in draft.lines[start:index]:
                    line.kind = "summary"
    lead = next((i for i in range(start, min(len(draft.lines), start + 4)) if is_prose(draft.lines[i].text)), None)
    if (
        lead is not None
        and lead - start == 1
        and count_words(draft.lines[start].text) >= 4
        and len(draft.lines) > lead + 1
    ):
        draft.lines[start].kind = "summary"


def _same_headline(one: str, other: str) -> bool:
    if one == other:
        return True
    a, b = set(one.split()), set(other.split())
    return len(a & b) >= 4 and len(a & b) / len(a | b) >= 0.8 and abs(len(one) - len(other)) <= 25


def _stated_position(draft: Draft) -> int | None:
    name = key(split_title(draft.stated_title or "", draft.outlet)[0])
    for index, line in enumerate(draft.lines[:HEAD]):
        if len(line.text) <= 300 and _same_headline(key(split_title(line.text, draft.outlet)[0]), name):
            return index
    return None


def _repeated_position(draft: Draft) -> int | None:
    """First of the head's lines that stands there twice: the headline."""
    seen: dict[str, int] = {}
    for index, line in enumerate(draft.lines[:HEAD]):
        if 3 <= count_words(line.text) <= 30 and not line.text.endswith("."):
            name = key(split_title(line.text, draft.outlet)[0])
            if name in seen:
                return seen[name]
            seen[name] = index
    return None


def _first_position(draft: Draft) -> int | None:
    """The headline among the lines before the first paragraph; None when the text opens with prose."""
    candidates = []
    for index, line in enumerate(draft.lines[:HEAD]):
        if _is_headline(line.text) and index + 1 < len(draft.lines):
            candidates.append(index)
        elif is_prose(line.text) or count_words(line.text) > 12:
            break
    if not candidates:
        return None
    first = candidates[0]
    told = told_by_body(draft)
    if shared_signs(draft.lines[first].text, told) == 0:
        first = next((i for i in candidates if shared_signs(draft.lines[i].text, told) >= SHARED), first)
        candidates = [i for i in candidates if i >= first]
        if (
            len(candidates) == 1
            and count_words(draft.lines[first].text) <= 3
            and draft.lines[first].text[-1] not in "?!"
        ):
            return None  # a section's name above a text without a headline
    if len(candidates) > 1 and _is_kicker(draft.lines[first].text) and not _is_kicker(draft.lines[candidates[1]].text):
        return candidates[1]
    return first


def _is_kicker(text: str) -> bool:
    words = text.split()
    return (count_words(text) <= 2 and not text.endswith(("?", "!"))) or (
        len(words) <= 5 and bool(find_outlet(words[0]))
    )


def _is_headline(text: str) -> bool:
    words = count_words(text)
    if not 2 <= words <= 30 or text.endswith((".", "。", ":", "；", ";", ",", "，")) or _INNER_STOP.search(text):
        return text.endswith("...") and 3 <= words <= 20
    if words >= 8 and ends_sentence(text):
        return words <= 22 and (title_case_share(text, small_words()) >= 0.6 or text.endswith(("?", "!", "？", "！")))
    return not (text[0] in '“"' and text[-1] in '”"')


def _read_bylines(draft: Draft) -> None:
    """Take bylines and dates out of the lines before the first paragraph ("Rina Wati27 March 2025", "Oleh Rina")."""
    index, dated = 0, False
    lead = next((i for i, line in enumerate(draft.lines) if is_prose(line.text)), len(draft.lines))
    while index < min(HEAD, len(draft.lines)):
        line = draft.lines[index]
        if index > lead and is_prose(line.text):
            index += 1
            continue
        found = split_dated(line.text, draft.timezone) if len(line.text) <= 120 else None
        writer = _WRITER.match(line.text) if len(line.text) <= 120 else None
        if found and not is_prose(line.text) and _byline_rest(found[1]) and (index or _is_no_headline(draft, found[1])):
            moment, rest, later = found
            draft.later_moment = (moment if later else None) or draft.later_moment
            draft.moment = draft.moment if later else (draft.moment or moment)
            draft.loose = draft.loose or (line.text if moment is None and not later else None)
            _name(draft, rest)
            draft.drop(index, "byline" if rest else "timestamp")
            dated = True
            if index and _is_plain_name(draft, index - 1):
                index -= 1
                _name(draft, draft.lines[index].text)
                draft.drop(index, "byline")
        elif reported := _REPORTER.match(line.text) if len(line.text) <= 120 and not ends_sentence(line.text) else None:
            _reporter(draft, reported["name"])
            draft.drop(index, "byline")
        elif edited := _EDITOR.match(line.text):
            draft.editor = draft.editor or clean_person(edited["name"], draft.outlet)
            draft.drop(index, "editor")
        elif (
            writer
            and ";" not in line.text  # "Reporting by …; Editing by …" is a signature
            and is_person_name(re.split(r"\s-\s|\s?[|,]\s|\s(?:in|di|from|dari)\s(?=[A-Z])", writer["name"])[0])
            and not ends_sentence(line.text)
        ):
            _name(draft, writer["name"])
            draft.drop(index, "byline")
        elif (index or HAN.match(line.text)) and _is_unlabelled(
            line.text, dated and index < lead, before_lead=index <= lead
        ):
            _name(draft, line.text)
            draft.drop(index, "byline")
        else:
            index += 1


def _is_no_headline(draft: Draft, rest: str) -> bool:
    """Whether the first line, which is dated, says nothing of the article beside its date."""
    return len(rest) <= 4 or ("/" in rest and shared_signs(rest, told_by_body(draft)) == 0)


def _is_unlabelled(text: str, dated: bool, before_lead: bool) -> bool:
    """A byline without a role label: a Chinese reporter's, "By …", and before the first paragraph an outlet's name."""
    if _HAN_REPORTER.match(text) or (_BY_LINE.match(text) and _is_by_line(text)):
        return True
    return before_lead and not text.isupper() and _is_outlet_line(text, dated)


def _is_by_line(text: str) -> bool:
    """A short line of capitalised words after "By" ("By Awa Diop and News Agencies", "By: FRANCE 24 with AFP")."""
    words = text.split()
    return (
        2 <= len(words) <= 10
        and not ends_sentence(text)
        and all(word[0].isupper() or word[0].isdigit() or word.casefold() in _JOINERS for word in words)
    )


def _reporter(draft: Draft, text: str) -> None:
    """Name in "Laporan Wartawan <outlet>, <name>", with a comma or without one."""
    name = re.split(r"\s+(?:dari|dan melaporkan|melaporkan)\s", text.split(",")[-1].strip(" ."))[0]
    words = name.split()
    while len(words) > 2 and (find_outlet(words[0]) or find_outlet(" ".join(words[:2]))):
        words = words[1 if find_outlet(words[0]) else 2 :]
    person = clean_person(" ".join(words), draft.outlet)
    if person and is_person_name(person):
        draft.byline = draft.byline or person


def _byline_rest(rest: str) -> bool:
    if not rest:
        return True
    names = re.split(r"\s*(?:[|,•·]|\s-\s|/)\s*", rest)
    return all(is_person_name(name) or find_outlet(name) or _WRITER.match(name) or not name for name in names) or (
        bool(HAN.search(rest)) and len(rest) <= 20
    )


def _is_plain_name(draft: Draft, index: int) -> bool:
    text = draft.lines[index].text
    names = re.split(r",\s|\s(?:dan|and|&)\s", text)
    return (
        index > 0 and all(2 <= len(name.split()) <= 4 for name in names) and is_person_name(text) and not draft.byline
    )


def _is_outlet_line(text: str, dated: bool) -> bool:
    """An outlet alone, a name with its outlet ("Rina Wati - detikFinance"), or names under a date line."""
    if len(text) > 80 or ends_sentence(text):
        return False
    parts = [part for part in re.split(r"\s*[|–—()]\s*|\s+[-/]\s+|,\s", text) if part]
    if any(find_outlet(part) for part in parts):
        return all(find_outlet(part) or is_person_name(part) for part in parts)
    if not dated or not is_person_name(text):
        return False
    return all(2 <= len(name.split()) <= 4 for name in re.split(r",\s?|\s(?:dan|and|&)\s", text) if name)


def _name(draft: Draft, text: str) -> None:
    if HAN.search(text):
        _name_han(draft, text)
        return
    named = [part for part in re.split(r"\s*[|–—•·()]\s*|\s+-\s+", text) if part]
    parts = [part for part in named if not find_outlet(part)]
    person = clean_person("; ".join(parts), draft.outlet)
    if person and is_person_name(person.replace(";", ",")):
        draft.byline = draft.byline or person
    draft.agency = draft.agency or next((agency for part in named if (agency := find_agency(part))), None)


def _name_han(draft: Draft, text: str) -> None:
    writer = _HAN_WRITER.search(text)
    source = _HAN_SOURCE.search(text)
    draft.byline = draft.byline or (writer.group(1) if writer else None)
    draft.agency = draft.agency or (find_agency(source.group(1)) if source else None)
