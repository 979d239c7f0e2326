"""What stands around an article without words of its own: paths of sections, short lines about it in head and tail.

Rules that go by place: between the headline and the first paragraph, behind the last. Lines known by their words are
removed by the other modules; what they removed there tells these rules that they are not inside the article.
"""

import re
from collections.abc import Sequence
from functools import cache

from pipeline import lexicons
from pipeline.text.clean_draft import HAN, Draft, Line, count_words, ends_sentence, is_prose
from pipeline.text.clean_topic import is_foreign, told_by_body
from pipeline.text.dates import find_moment
from pipeline.text.metadata import clean_person, is_person_name

_HEAD = 24  # lines in which the first paragraph is looked for
_SHORT_HEAD = 4  # words of a line about the article in its head
_LONGEST_CAPTION = 300  # characters
_LONGEST_LINE = 25  # words of an unfinished line
_SHORT_END = 8  # words of an unfinished line between the last sentence and the credits
_SHORT_TAIL = 14  # words of a line in its tail
_IN_BRACKETS = re.compile(r"^[(（\[][^()（）\[\]]{2,40}[)）\]]$")
_FEWEST_CLEARED = 2  # lines removed from a head that show how the outlet fills it
_FEWEST_SHORT = 3  # short lines in a row that are no headline and no standfirst
_PATH_MARKS = re.compile(r"[\s/|｜>»›→·•,]+")
_GLUED_BYLINE = re.compile(
    r"(?:By|BY|Oleh|OLEH|Penulis)\s?:?\s+(?P<name>[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]*){1,3}?)\s*[|,•·-]?\s+(?=\S)"
)
_LIST_ITEM = re.compile(r"^(?:\(?\w{1,2}[.)]\s|\d+\s|[-–—•*▪●])")


@cache
def _sections() -> tuple[frozenset[str], frozenset[str], int]:
    """Words for the front page, all section names, and the most words one of them has."""
    home = frozenset(term.casefold() for term in lexicons.terms("cleaning_home.txt"))
    names = home | frozenset(term.casefold() for term in lexicons.terms("cleaning_sections.txt"))
    return home, names, max(name.count(" ") + 1 for name in names)


def _path_length(text: str) -> tuple[int, int]:
    """Characters of the path of sections at a text's start, and how many sections it has."""
    home, names, most = _sections()
    end = count = 0
    starts_home = False
    words = list(re.finditer(r"[^\s/|｜>»›→•,]+", text[:160]))
    at = 0
    while at < len(words):
        for size in range(min(most, len(words) - at), 0, -1):
            stop = words[at + size - 1].end()
            name = " ".join(text[words[at].start() : stop].casefold().split())
            if name in names and _PATH_MARKS.fullmatch(text[end : words[at].start()] or " "):
                starts_home = starts_home or (count == 0 and name in home)
                end, count, at = stop, count + 1, at + size
                break
        else:
            break
    return (end, count) if count >= 2 and (starts_home or end == len(text.rstrip(" />»›|"))) else (0, 0)


def cut_paths(draft: Draft) -> None:
    """Remove paths of sections in the first lines ("Home News Nation"), also when glued before the first paragraph."""
    index = 0
    while index < min(4, len(draft.lines)):
        text = draft.lines[index].text
        end, _ = _path_length(text)
        following = text[end:].lstrip(" />»›|")
        if end and (not following or (is_prose(following) and not following[:1].islower())):
            if not draft.cut(index, 0, len(text) - len(following), "navigation"):
                _cut_glued(draft, index)
                index += 1
            continue
        if is_prose(text):
            _cut_glued(draft, index)
            return
        index += 1


def _cut_glued(draft: Draft, index: int) -> None:
    """Cut a byline with its date, or a date, that is glued before the first paragraph."""
    text = draft.lines[index].text
    writer = _GLUED_BYLINE.match(text)
    start = writer.end() if writer else 0
    moment = find_moment(text[start : start + 60], draft.timezone)
    if moment is None or moment.start > 0 or not text[start + moment.end :].lstrip(" ,|-–—")[:1].isupper():
        return
    if writer and not is_person_name(writer["name"]):
        return
    if writer:
        draft.byline = draft.byline or clean_person(writer["name"], draft.outlet)
        draft.cut(index, 0, start, "byline")
    draft.moment = draft.moment or moment
    rest = draft.lines[index].text
    end = len(rest) - len(rest[moment.end :].lstrip(" ,|-–—"))
    draft.cut(index, 0, end, "timestamp")


def drop_before_dateline(draft: Draft) -> None:
    """Remove what stands between the lines about an article and its dateline: captions. The standfirst stays."""
    lines = draft.lines
    if not draft.title:
        return  # one of the lines may be the headline
    dated = next((i for i, line in enumerate(lines[:_HEAD]) if line.dated), 0)
    first = next((i + 1 for i, line in enumerate(lines[:_HEAD]) if line.kind == "headline"), 0)
    begin = next((i for i in range(first, dated) if lines[i].closed), dated)
    prose = sum(is_prose(line.text) for line in lines[begin:dated])
    for index in range(dated - 1, begin - 1, -1):
        if len(lines[index].text) <= _LONGEST_CAPTION and (prose <= 1 or not is_prose(lines[index].text)):
            draft.drop(index, "caption")


def drop_head_furniture(draft: Draft) -> None:
    """Remove short lines, captions and lines of other matters between headline and first paragraph.

    Only where other lines were removed there already, or where short lines follow one another.
    """
    lines = draft.lines
    first = next((i + 1 for i, line in enumerate(lines[:_HEAD]) if line.kind == "headline"), 0)
    lead = _lead(lines, first)
    if lead is None or any(line.text[-1] in ":：" for line in lines[first:lead]):
        return  # a colon announces a list
    for index in range(lead - 1, first - 1, -1):
        if _is_writer(lines[index].text) and "timestamp" in lines[index + 1].before:
            draft.byline = draft.byline or clean_person(lines[index].text, draft.outlet)
            draft.drop(index, "byline")
            lead -= 1
    short = sum(count_words(line.text) <= _SHORT_HEAD for line in lines[first:lead])
    removed = [reason for line in lines[first : lead + 1] for reason in line.before if reason != "duplicate_headline"]
    if len(removed) < (_FEWEST_CLEARED if first and short < _FEWEST_SHORT else 1):
        return
    told = told_by_body(draft)
    for index in range(lead - 1, first - 1, -1):
        if reason := _head_reason(lines, first, index, told):
            draft.drop(index, reason)


def _is_writer(text: str) -> bool:
    """A person's name of two to four words in ordinary letters, alone on its line."""
    return 2 <= len(text.split()) <= 4 and not text.isupper() and is_person_name(text)


def _lead(lines: Sequence[Line], first: int) -> int | None:
    """The first paragraph; the second one when the first is a standfirst with lines removed behind it."""
    paragraphs = [i for i in range(first, min(len(lines), _HEAD)) if _is_paragraph(lines[i].text)]
    if len(paragraphs) > 1:
        between = lines[paragraphs[0] + 1 : paragraphs[1] + 1]
        if any(line.closed or "caption" in line.before for line in between):
            return paragraphs[1]
    return paragraphs[0] if paragraphs else None


def _head_reason(lines: Sequence[Line], first: int, index: int, told: frozenset[str]) -> str | None:
    """Why line `index` of the head is not the article's; None when it is."""
    text, words = lines[index].text, count_words(lines[index].text)
    if _IN_BRACKETS.match(text):
        return "caption"
    affiliated = "," in text and is_person_name(text.split(",")[0])
    if lines[index].kind == "headline" or (lines[index].kind == "summary" and not affiliated):
        return None
    if not ends_sentence(text) and words <= _LONGEST_LINE:
        if "caption" in lines[index + 1].before:
            return "caption"
        if is_foreign(text, told) and any(line.closed for line in lines[first : index + 1]):
            return "navigation"
    most = _SHORT_HEAD + 3 if "," in text else _SHORT_HEAD
    return "navigation" if words <= most and not _speaks(text) else None


def _is_paragraph(text: str) -> bool:
    return is_prose(text) or (ends_sentence(text) and count_words(text) >= 6)


def _speaks(text: str) -> bool:
    return ends_sentence(text) or text[-1] in ":：" or text[0] in "“\"‘'「" or bool(_LIST_ITEM.match(text))


def _may_tell(text: str) -> bool:
    """Whether a short line may be part of a list in the article: figures, a colon, quotation or list marks."""
    return _speaks(text) or any(character.isdigit() for character in text)


def drop_tail_furniture(draft: Draft) -> None:
    """Remove unfinished lines behind the last sentence that follow a credit, tags or the like."""
    lines = draft.lines
    last = next((i for i in range(len(lines) - 1, -1, -1) if _is_paragraph(lines[i].text)), None)
    if last is None:
        return
    closed = next((i for i in range(last + 1, len(lines)) if lines[i].closed), len(lines))
    if closed == len(lines) and draft.ends_closed and len(lines) - last > 2:
        ended = all(count_words(line.text) <= _SHORT_END and not _may_tell(line.text) for line in lines[last + 1 :])
        closed = last + 1 if ended else closed
    for index in range(len(lines) - 1, closed - 1, -1):
        text = lines[index].text
        if count_words(text) <= _SHORT_TAIL and not (ends_sentence(text) and HAN.search(text)):
            draft.drop(index, "navigation")
