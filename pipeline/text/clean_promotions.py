"""Promotions, comment prompts, page turns and hash tags: lines known by how they address the reader, not by one cue.

A promotion opens with a request ("Ikuti", "Get", "关注") and names something an outlet offers ("newsletter", "saluran
WhatsApp"); the words are in cleaning_promotions.csv. Whole cue lines belong to clean_lines.
"""

import re
from functools import cache

from pipeline import lexicons
from pipeline.text.clean_draft import HAN, Draft, ends_sentence, is_prose

_LONGEST = 330  # characters
_QUOTED = re.compile(r"[“”\"「]")
_REPORTED = re.compile(r"(?:^|[\s,])(?:kata|katanya|ujar|ujarnya|tutur|jelas|ucap|said|says|told|berkata)\b|表示|说")
_PAGE = re.compile(
    r"^\+\s?\d{1,3}$|^(?:halaman|hal|page|laman)\s*[:.]?\s*(?:\d[\d\s]*)?(?:(?:dari|of|/)\s?\d+)?$"
    r"|^\d{1,2}\s?(?:dari|of|/)\s?\d{1,2}(?:\s?(?:halaman|pages?))?$"
    r"|^(?:\(?\s?(?:bersambung|lanjut|berlanjut|lanjutkan|baca|klik|selanjutnya|next)\s(?:ke\s|di\s)?(?:halaman|page)[^.!?]{0,40}[.…]{0,3}\)?)$",
    re.IGNORECASE,
)
_TAGS = re.compile(r"^(?:#[\w-]+[\s,;|]*){1,15}$")
_NUMBER = re.compile(r"^\d{1,2}$")
_CRUMB = re.compile(r"\s*[>»›→]\s*|\s+[/|·•]\s+|(?<=\S)/(?=\s)|(?<=\s)/(?=\S)")


@cache
def _words(kind: str) -> re.Pattern[str]:
    """Pattern of one kind of words of cleaning_promotions.csv: whole words, or anywhere when written in Han."""
    words = sorted(
        (row["words"] for row in lexicons.table("cleaning_promotions.csv") if row["kind"] == kind),
        key=len,
        reverse=True,
    )
    plain = "|".join(re.escape(word).replace(r"\ ", r"\s") for word in words if not HAN.search(word))
    han = "|".join(re.escape(word) for word in words if HAN.search(word))
    lead = r"^[\W_]*" if kind == "opener" else ""
    return re.compile(rf"{lead}(?:\b(?:{plain})\b|{han})", re.IGNORECASE)


def is_promotion(text: str) -> bool:
    """Whether a line asks the reader to follow, join, download or subscribe; speech and long paragraphs are none.

    A platform's name counts as an offer only beside a word of the outlet's own ("our", "kami", "klik").
    """
    if len(text) > _LONGEST or not _words("opener").match(text):
        return False
    if not _words("offer").search(text):
        named = len(_words("platform").findall(text))
        if not named or not (_words("self").search(text) or (named >= 2 and not ends_sentence(text))):
            return False
    return not _QUOTED.search(text) and not _REPORTED.search(text)


def drop_promotions(draft: Draft) -> None:
    """Remove promotions, page turns with their numbers, lines of hash tags."""
    index = 0
    while index < len(draft.lines):
        text = draft.lines[index].text
        if len(text) <= 60 and _PAGE.match(text):
            draft.drop(index, "navigation")
            while index < len(draft.lines) and _NUMBER.match(draft.lines[index].text):
                draft.drop(index, "navigation")
        elif text[0] == "#" and _TAGS.match(text):
            draft.drop(index, "tags")
        elif index and is_promotion(text):
            draft.drop(index, "promotion")
        else:
            index += 1


def drop_breadcrumbs(draft: Draft) -> None:
    """Remove a path of sections above the headline ("Ekonomi / Industri / Telekomunikasi", "Home > News")."""
    index = 0
    while index < min(4, len(draft.lines) - 2):
        text = draft.lines[index].text
        if is_prose(text):
            return
        parts = [part for part in _CRUMB.split(text.strip(" >»›/|")) if part]
        arrows = any(mark in text for mark in ">»›→")
        paths = len(parts) >= (2 if arrows else 3) and all(len(part.split()) <= 4 and len(part) <= 40 for part in parts)
        if paths and not ends_sentence(text) and not any(character.isdigit() for character in text):
            draft.drop(index, "navigation")
        else:
            index += 1
