"""Rules for lines and parts of lines that cue lists know: menus, share bars, promotions, lists, captions, embeds.

Each rule takes a Draft and changes it. Credits, datelines, links and the head of an article have modules of their own.
"""

import re

from pipeline.text.clean_credits import role_labels, source_labels
from pipeline.text.clean_cues import (
    endings,
    find_tail,
    headings,
    insides,
    label_reason,
    line_key,
    lone,
    starts,
    whole_lines,
)
from pipeline.text.clean_draft import HAN, Draft, count_words, cue_key, ends_sentence, is_prose
from pipeline.text.clean_signatures import is_signed
from pipeline.text.dates import calendar, find_moment
from pipeline.text.dates_loose import split_dated

_LONGEST_CUE_LINE = 240
_LONGEST_HOLDING = 200
_LAST = 8  # lines in which a `has` cue counts
_ADDRESS = re.compile(r"^(?:[^\s@]{1,64}@[^\s@]{1,255}\.\w{2,20}|@\w{3,30})$")
_DESK = re.compile(r"^[(\[]\s?[a-z]{2,5}\d{0,3}(?:/[a-z]{2,5}\d{0,3}){1,3}\s?[)\]]$")
_GLUED_CLOCK = re.compile(r"\b((?:19|20)\d{2})(?=\d{1,2}:\d{2})")
_RELATIVE = re.compile(
    r"[\s·|,-]*(?:updated|diperbarui|dikemas\s?kini)?\s?\d+\s(?:hours?|minutes?|days?|jam|menit|minit|hari)\s"
    r"(?:ago|(?:yang\s)?lalu)$",
    re.IGNORECASE,
)
_TIME = re.compile(r"T?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s?(?:[ap]\.?m\b\.?)?(?:\s?[+-]\d{2}:?\d{2})?", re.IGNORECASE)
_LONGEST_BLOCK = 12
_LONGEST_LIST = 8  # lines of a list of other stories inside an article
_EMBED = re.compile(
    r"\[(?:Gambas|GAMBAS|Gambar|Video|Embed|embed|Instagram|Twitter|Youtube|YouTube|Foto|Image|caption)\b[^\[\]]{0,120}\]"
)
_VIDEO = re.compile(
    r"(?:^|(?<=[\s.!?”\"')]))(?:Simak|Lihat|Tonton|Saksikan)(?:\s(?:[Jj]uga|[Pp]ula))?\s[Vv]ideo\s?:?\s?"
    r"(?:\"[^\"]{5,140}\"|“[^“”]{5,140}”|'[^']{5,140}'|‘[^‘’]{5,140}’)\s?[:.]?"
)
_TWEET = re.compile(r"^[—–-]{1,2}\s?.{1,60}\(@\w{2,20}\)\s.{4,30}$|^pic\.twitter\.com/\w+$|^https?://\S+$")
_PHOTO_CREDIT = re.compile(
    r"[(\[][^()\[\]]{0,60}(?:FOTO|[Ff]oto\b|[Pp]hoto\b|PHOTO|Shutterstock|SHUTTERSTOCK|Getty|GETTY|Pixabay|Unsplash"
    r"|REUTERS ?/|AFP ?/|AP ?/|EPA ?/)[^()\[\]]{0,80}[)\]]\.?$"
    r"|(?:^|[\s.])(?:Foto|Photo|FOTO|PHOTO|Dok\.?|DOK\.?|Gambar)\s?[:/]\s?[^.]{2,60}\.?$"
    r"|\s?[–—-]\s?(?:Dok(?:umentasi)?\b\.?|Foto|FOTO|Gambar|GAMBAR|Ihsan|IHSAN|Kredit|Photo|PHOTO|Courtesy|Pix|Pic)\b[^.!?]{0,60}\.?$"
    r"|\s?[(\[]©[^()\[\]]{2,60}[)\]]\.?$"
    r"|[(\[](?:Gambar|Ihsan|Kredit|Pic|Image|Courtesy)\b[^()\[\]]{0,60}[)\]]\.?$"
    r"|(?<=\w)\.?\s©\s?[A-Z][^.!?©]{2,60}$"
    r"|(?:KOMPAS\.com|ANTARA FOTO|REUTERS|AFP|TEMPO|Tempo|Getty Images)/[\w .'-]{2,60}$"
)
_BODY_CREDIT = re.compile(
    r"\s?[(\[](?:Humas|HUMAS|Dok|DOK|Istimewa|ISTIMEWA|Ist|HO|Biro Pers|BPMI)\b[^()\[\]]{0,60}[)\]]\.?$"
)
_CAPTION_LEAD = re.compile(
    r"^(?:Foto|Photo|FOTO|PHOTO|Gambar|图)\s?[:：/]|^(?:Dok|DOK|Doc|dok)\.?\s?:?\s?[A-Z][^.!?]{2,60}$|^(?:\(|\[)(?:Foto|Photo|FOTO)\b[^()\[\]]{0,120}(?:\)|\])$"
)
_BREADCRUMB = re.compile(
    r"^(?:home|beranda|berita|news|首页|utama)\s*(?:[/>»›|·]\s*[^/>»›|·.]{1,40}\s*){1,5}[/>»›]?$", re.IGNORECASE
)
_PAGES = re.compile(r"^\d{1,2}\s?(?:dari|of|/)\s?\d{1,2}\b")
_STOP = re.compile(r"[.!?。！？][\"”’)]{0,2}(?:\s+|$)")
_REPORTED = re.compile(
    r",\s?(?:kata|ujar|tutur|ucap|jelas|begitu|demikian|said|says)\w*\b|[，,][^，,。]{1,8}[说說称稱]"
)
_STILL_PROMOTION = re.compile(
    r"https?://|\b(?:klik|link|tautan|whatsapp|telegram|aplikasi|newsletter|saluran|channel|google news|notifikasi"
    r"|subscribe|app|rights reserved|izin tertulis|cipta)\b",
    re.IGNORECASE,
)


def is_cue(text: str) -> bool:
    """Whether a cue list knows a line as a whole, or it is a label with its value: it continues no sentence."""
    if line_key(text) in whole_lines() or not cue_key(text):
        return True
    if _ADDRESS.match(text) or _DESK.match(text) or label_reason(text, None):
        return True
    (start, _), (tail, _) = starts()
    return bool(start.match(text) or tail.match(text) or source_labels().match(text) or role_labels()[0].match(text))


def cut_embeds(draft: Draft) -> None:
    """Remove embed marks ("[Gambas:…]"), tweets' signatures, bare URLs, and inserts such as "SCROLL TO CONTINUE …"."""
    inside, reasons = insides()
    index = 0
    while index < len(draft.lines):
        text = draft.lines[index].text
        if _TWEET.match(text) or _ADDRESS.match(text):
            draft.drop(index, "byline" if _ADDRESS.match(text) else "embed")
            continue
        gone = "[" in text and _cut_all(draft, index, _EMBED, {"": "embed"})
        gone = gone or ("ideo" in text and _cut_all(draft, index, _VIDEO, {"": "promotion"}))
        gone = gone or (any(cue in text for cue in reasons) and _cut_all(draft, index, inside, reasons))
        index += not gone


def _cut_all(draft: Draft, index: int, pattern: re.Pattern[str], reasons: dict[str, str]) -> bool:
    """Cut all that matches out of a line, with the reason of what matched or that of ""; True when the line went.

    Goes on from each cut: from the beginning, a line of thousands of inserts would cost their square.
    """
    at = 0
    while match := pattern.search(draft.lines[index].text, at):
        if draft.cut(index, match.start(), match.end(), reasons.get(match.group()) or reasons[""]):
            return True
        at = max(0, match.start() - 1)
    return False


def drop_known_lines(draft: Draft) -> None:
    """Remove lines that a cue list knows: whole lines, lines that open with a cue, and tails from a cue on."""
    (start, start_reasons), (_, tail_reasons) = starts()
    whole = whole_lines()
    index = 0
    while index < len(draft.lines):
        text = draft.lines[index].text
        name = line_key(text)
        if not name or name in whole or _BREADCRUMB.match(text):
            if whole.get(name) == "timestamp":
                _note_time(draft, index)
            draft.drop(index, whole.get(name, "navigation"))
            while whole.get(name) == "tags" and index < len(draft.lines) and _is_tag(draft.lines[index].text):
                draft.drop(index, "tags")
            continue
        if _drop_with_neighbours(draft, index, name):
            continue
        if label := label_reason(text, draft.timezone):
            if label == "timestamp":
                _note_time(draft, index)
            draft.drop(index, label)
            continue
        ending = _ending_reason(name) if len(text) <= _LONGEST_HOLDING else None
        if ending:
            draft.drop(index, ending)
            continue
        match = start.match(text) if len(text) <= _LONGEST_CUE_LINE else None
        if match and _is_said(text, match, start_reasons):
            match = None
        if match:
            reason = start_reasons[_cue(match.group(1), start_reasons)]
            if reason == "timestamp":
                _note_time(draft, index)
            draft.drop(index, reason)
            while (
                reason == "tags" and text[-1] in ":：" and index < len(draft.lines) and _is_tag(draft.lines[index].text)
            ):
                draft.drop(index, "tags")
            continue
        match = find_tail(text)
        match = None if match and _is_said(text, match, tail_reasons) else match
        reason = tail_reasons[_cue(match.group(1), tail_reasons)] if match else ""
        if match and draft.cut(index, match.start(), _tail_end(text, match), reason):
            continue
        index += 1


def _ending_reason(name: str) -> str | None:
    """Reason of an `end` cue that closes a line, as whole words (Han cues anywhere)."""
    for cue, reason in endings():
        if name.endswith(cue) and (HAN.match(cue) or not name[: -len(cue)][-1:].isalnum()):
            return reason
    return None


def _note_time(draft: Draft, index: int) -> None:
    """Note the time that a line tells: of publication, of an update, or counted from the reading."""
    if found := split_dated(draft.lines[index].text, draft.timezone):
        moment, _, later = found
        if later:
            draft.later_moment = draft.later_moment or moment
        elif moment:
            draft.moment = draft.moment or moment
        elif not any(is_prose(line.text) for line in draft.lines[:index]):
            draft.loose = draft.loose or draft.lines[index].text


def _is_said(text: str, match: re.Match[str], reasons: dict[str, str]) -> bool:
    """Whether a cue opens a sentence of the article: one with a reporting verb, or one that is no label of tags."""
    reason = reasons[_cue(match.group(1), reasons)]
    sentence = text[match.start() : match.end() + 120]
    if reason in ("promotion", "comments", "share"):
        return bool(_REPORTED.search(sentence))
    return reason == "tags" and match.group(1)[-1] not in ":：" and is_prose(text) and ":" not in text


def _drop_with_neighbours(draft: Draft, index: int, name: str) -> bool:
    """Remove a line known by a `next`, `until` or `has` cue; with `next` also the line after it."""
    if reason := lone("next").get(name):
        draft.drop(index, reason)
        if index < len(draft.lines) and len(draft.lines[index].text) <= _LONGEST_CUE_LINE:
            draft.drop(index, reason)
        return True
    if reason := lone("until").get(name):
        draft.drop(index, reason)
        return True
    text = draft.lines[index].text
    if index >= len(draft.lines) - _LAST and index and len(text) <= _LONGEST_HOLDING and not _REPORTED.search(text):
        reason = next((reason for cue, reason in lone("has").items() if cue in text.casefold()), None)
        if reason:
            draft.drop(index, reason)
            return True
    return False


def _tail_end(text: str, match: re.Match[str]) -> int:
    """End of what a tail cue opens: the line when it opens that, else its sentence and those that go on about it."""
    if not text[: match.start()].strip(" *") and len(text) <= 600:
        return len(text)
    end = len(text)
    for stop in _STOP.finditer(text, match.end()):
        end = stop.end()
        following = text[end : end + 160]
        if not _STILL_PROMOTION.search(following.split(". ")[0]):
            break
    return end


def _is_tag(text: str) -> bool:
    return count_words(text) <= 4 and not ends_sentence(text) and not is_cue(text)


def _cue(found: str, cues: dict[str, str]) -> str:
    """The cue that a match spells, whatever its spaces."""
    name = " ".join(found.casefold().split())
    return name if name in cues else next(cue for cue in cues if cue.replace(" ", "") == name.replace(" ", ""))


def cut_listings(draft: Draft) -> None:
    """Remove lists of other stories with their heading: to the end of the text, or up to where prose goes on.

    Runs before the rule that drops known lines. Credits and role lines among them stay for their own rules.
    """
    known = headings()
    index = next((i for i, line in enumerate(draft.lines) if is_prose(line.text)), len(draft.lines)) + 1
    if not any(line_key(line.text) in known for line in draft.lines[index:]):
        return
    prose = [not _is_listed(line.text) or bool(_PAGES.match(line.text)) for line in draft.lines]
    while index < len(draft.lines):
        name = line_key(draft.lines[index].text)
        if name not in known:
            index += 1
            continue
        left = len(prose) - index - 1
        first = _find(prose, index + 1)
        before = left if first is None else first - index - 1
        ends = first is None or (before > _LONGEST_LIST and _find(prose, first + 1) is None)
        size = left if ends else before if before <= _LONGEST_LIST else 0
        if index + size + 1 < len(draft.lines) and size:
            draft.mark(index + size + 1, "tags")
        for position in range(index + size, index - 1, -1):
            text = draft.lines[position].text
            if position == index or line_key(text) in known or not is_cue(text):
                draft.drop(position, whole_lines()[name])
                del prose[position]


def _find(flags: list[bool], start: int) -> int | None:
    try:
        return flags.index(True, start)
    except ValueError:
        return None


def cut_blocks(draft: Draft) -> None:
    """Remove blocks inside the article that open with a promotion or a heading of a list, to an `until` cue."""
    ends = lone("until")
    index = 0
    while index < len(draft.lines):
        text = draft.lines[index].text
        last = next(
            (
                i
                for i in range(index + 1, min(index + _LONGEST_BLOCK, len(draft.lines)))
                if line_key(draft.lines[i].text) in ends
            ),
            None,
        )
        if last is not None and _opens_block(text):
            reason = ends[line_key(draft.lines[last].text)]
            for _ in range(index, last + 1):
                draft.drop(index, reason)
            continue
        index += 1


def _opens_block(text: str) -> bool:
    tail, reasons = starts()[1]
    match = tail.match(text)
    return line_key(text) in headings() or bool(match and reasons[_cue(match.group(1), reasons)] == "promotion")


def _is_listed(text: str) -> bool:
    """A line that may be an entry of a list of stories: no prose, no quotation, no short finished sentence."""
    return not is_prose(text) and not (text[0] in '“"' or (text.endswith(".") and count_words(text) >= 4))


def cut_captions(draft: Draft) -> None:
    """Remove captions and photo credits: lines that open as one or end with a photo credit. Long prose stays."""
    for index in range(len(draft.lines) - 1, -1, -1):
        text = draft.lines[index].text
        if draft.lines[index].kind == "headline":
            continue
        signed = index < len(draft.lines) - 1 and len(text) <= 300 and is_signed(text)
        if signed or (len(text) <= 300 and (_CAPTION_LEAD.match(text) or _PHOTO_CREDIT.search(text))):
            draft.drop(index, "caption")
        elif credit := _BODY_CREDIT.search(text, max(0, len(text) - 80)):
            if ends_sentence(text[: credit.start()]):
                draft.cut(index, credit.start(), len(text), "caption")
            elif len(text) <= 300:
                draft.drop(index, "caption")


def _tells_time(text: str) -> bool:
    """Whether a line is dates, times of day and the words around them only, in any order, with at least one date."""
    rest, dates = text, 0
    while dates < 4 and (moment := find_moment(rest)):
        rest, dates = f"{rest[: moment.start]} {rest[moment.end :]}", dates + 1
    if not dates:
        return False
    words = re.findall(r"[^\W\d_]+", _TIME.sub(" ", rest))
    known = calendar("weekday").keys() | calendar("zone").keys() | calendar("filler").keys() | calendar("month").keys()
    return all(word.casefold() in known for word in words) and not re.search(r"\d{3}", _TIME.sub(" ", rest))


def cut_timestamps(draft: Draft) -> None:
    """Remove lines that are only a date or a time; the first one dates the article when nothing else did."""
    for index in range(len(draft.lines) - 1, -1, -1):
        text = draft.lines[index].text
        if len(text) > 120:
            continue
        found = split_dated(text, draft.timezone)
        if not found or found[1]:
            if _tells_time(text):
                draft.moment = draft.moment or find_moment(text, draft.timezone)
                draft.drop(index, "timestamp")
                continue
            found = split_dated(_GLUED_CLOCK.sub(r"\1 ", _RELATIVE.sub("", text)), draft.timezone) or found
        if found and not found[1]:
            moment, _, later = found
            if index <= 2 and moment is None and not later:
                draft.loose = text
            elif index <= 8 and moment:
                draft.later_moment = moment if later else draft.later_moment
                draft.moment = draft.moment if later else moment
            draft.drop(index, "timestamp")
        elif found and HAN.search(found[1]) and len(found[1]) <= 4:
            draft.moment = draft.moment or found[0]
            draft.drop(index, "timestamp")
        elif re.fullmatch(
            r"(?:\d{1,3}\s)?(?:menit|jam|hari|minutes?|hours?|days?|min)\s(?:yang\s)?(?:lalu|ago|read|baca|membaca)",
            text,
            re.I,
        ):
            draft.drop(index, "timestamp")
