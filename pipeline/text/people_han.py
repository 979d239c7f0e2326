"""Writers, editors and agencies in Chinese credits ("本报记者 李明华", "文/李明华", "责编：陈小雨").

Only reading them from lines that hold little else; whether such a line is part of the article is the cleaner's.
"""

import re
from collections.abc import Iterable

from pipeline.text.clean_draft import HAN
from pipeline.text.metadata import Credits, find_agency, find_outlet

_NAME = r"[\u3400-\u9fff·]{2,4}"
_NAMES = rf"{_NAME}(?:[、，,\s]{{1,2}}(?!编|編|责|責|摄|攝|来|來|记|記|通){_NAME}){{0,4}}"
_WRITER = re.compile(
    r"(?:作者|撰文|撰稿|采写|採寫|文字|(?<![\u3400-\u9fff])图?文(?=\s?[／/｜|:：])|(?:特派|见习|見習|实习|實習|首席)?(?:记者|記者))"
    rf"\s?[／/｜|:：]?\s?(?P<names>{_NAMES})"
)
_ALONE = re.compile(
    r"[（(【〔\[]?(?:本[报報网網台臺刊社]|[\u3400-\u9fff]{2,6}[网網报報社台])?\s?"
    + _WRITER.pattern.replace("?P<names>", "?:")
    + r"(?:\s?[／/]\s?[\u3400-\u9fff]{2,6})?\s?(?:综合|綜合|摄影|攝影)?(?:报道|報道|報導)?[）)】〕\]]?"
)
_EDITOR = re.compile(rf"(?:责任编辑|責任編輯|责编|責編|编辑|編輯|主编|主編)\s?[／/｜|:：]?\s?(?P<names>{_NAMES})")
_SOURCE = re.compile(r"[来來]源\s?[／/｜|:：]\s?(?P<name>[^\s／/｜|:：]{2,20})")
_SLASH_PLACE = re.compile(r"[／/].*$|(?:综合|綜合|摄影|攝影|现场|現場)?(?:报道|報道|報導|摄|攝|文)$")
_TAILS = re.compile(r"(?:报道|報道|報導|编辑|編輯|摄影|攝影).*$")
_LONGEST = 60


def is_credit_line(line: str) -> bool:
    """Whether a line is nothing but a writer's credit; "记者了解到，…" is none."""
    return len(line) <= _LONGEST and _ALONE.fullmatch(line) is not None


def read_han_credits(lines: Iterable[str]) -> Credits:
    """First writers, editors and agency that lines credit; the lines must be known to be credits."""
    byline = editor = agency = None
    for line in lines:
        if len(line) > _LONGEST or not HAN.search(line):
            continue
        byline = byline or _people(_WRITER.search(line))
        editor = editor or _people(_EDITOR.search(line))
        source = _SOURCE.search(line)
        agency = agency or (find_agency(source["name"]) if source else None)
    return Credits(byline, editor, agency)


def clean_han_names(names: str) -> str:
    """Names without what follows them in a credit ("李明华 编辑陈小雨" gives "李明华")."""
    return _TAILS.sub("", _SLASH_PLACE.sub("", names)).strip(" 、，,")


def _people(match: re.Match[str] | None) -> str | None:
    names = clean_han_names(match["names"]) if match else ""
    return names if names and not find_outlet(names) and not find_agency(names) else None
