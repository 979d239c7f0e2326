"""Links to other stories in an article's text: "Baca juga: ..." lines, and where a linked headline ends inside a line.

Headlines that stand alone between paragraphs are recognised here too; lists under a heading belong to clean_lines.
"""

import math
import re
from collections.abc import Callable
from functools import cache, partial

from pipeline import lexicons
from pipeline.text.clean_credits import find_labels
from pipeline.text.clean_draft import HAN, Draft, count_words, ends_sentence, is_prose, title_case_share

LONGEST_LINK = 26  # words of a linked headline, at most
_TOKEN = re.compile(r"\S+")
_BRACKETED = re.compile(
    r"[(\[]\s*(?:[Bb]aca|BACA|[Ss]imak|[Ll]ihat|[Rr]ead)(?:\s(?:[Jj]uga|JUGA|[Aa]lso|pula))?\s*:[^()\[\]]{3,250}[)\]]"
)
_BARE_CUE = re.compile(
    r"^(?:(?:[Bb]aca|BACA|[Ll]ihat|LIHAT|[Ss]imak|SIMAK|[Tt]onton)\s(?:[Jj]uga|JUGA|[Pp]ula|[Ll]agi)|(?:Read|READ|See|Also)\s(?:[Aa]lso|ALSO|read|see))"
    r"\s[A-Z0-9\"“'‘]"
)
_MARK = re.compile(r"[:：|>»】\]]|\s[-–—]\s")
_OPENING = "“\"‘'(«「"
_QUOTE_OPENS = re.compile(r"^[“\"«「](?=[\w(])|^[“«]$")
_PROSE_FORM = re.compile(
    r"^(?:(?:meng|meny|mem|men|me)[a-z]{4,}|(?:ber|ter)[a-z]{4,}|[a-z]{4,}(?:nya)|di[a-z]{5,}|yang|adalah|itu|tersebut|juga|telah|sudah"
    r"|akan|kata|ujar|tutur|ucap|jelas|menurut|is|was|were|are|has|have|said|says|had|will|would)[,.]?$"
)
_HEADLINE_JOINT = frozenset(
    ("pm", "presiden", "menteri", "wapres", "gubernur", "bupati", "ketua", "ceo", "pt", "rp", "us", "dolar", "dollar")
)
_NEVER_CAPITAL = frozenset(("Di", "Pada", "Hingga", "Sampai", "Dari"))  # inside a headline in Title Case
_TAIL_MARKS = ".,;:!?”\"’')]»"


@cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Cues at a line's start, and the ones safe inside a line (several words, or capitals)."""
    terms = lexicons.terms("cleaning_links.txt")
    spelled = {form for term in terms for form in (term, term.upper())}
    longest_first = sorted(spelled, key=len, reverse=True)
    inside = [term for term in longest_first if " " in term or HAN.match(term)]
    either, several = ("|".join(map(re.escape, names)) for names in (longest_first, inside))
    start = re.compile(rf"[\W_]{{0,3}}(?:(?:{either})\s?[:：]\s*|(?:{several})\s?(?:[|>»】\]]+|[-–—]\s)\s*[:：]?\s*)")
    middle = re.compile(rf"(?<![^\s.!?”\"’)\]])(?:{'|'.join(map(re.escape, inside))})\s?[:：]\s*")
    return start, middle


@cache
def small_words() -> frozenset[str]:
    """Words that stay in small letters inside Title Case headlines."""
    return frozenset(lexicons.terms("cleaning_small_words.txt"))


@cache
def _restarts() -> frozenset[str]:
    return frozenset(lexicons.terms("cleaning_restarts.txt") + lexicons.terms("abbreviations_followers.txt"))


@cache
def _titles() -> frozenset[str]:
    return frozenset(lexicons.terms("cleaning_titles.txt"))


def cut_links(draft: Draft) -> None:
    """Remove "Baca juga: <headline>" lines, brackets, and the ones inside paragraphs up to where prose goes on."""
    start, middle = _cues()
    index = 0
    while index < len(draft.lines):
        line = draft.lines[index]
        if _BARE_CUE.match(line.text) and count_words(line.text) <= 22 and not ends_sentence(line.text):
            draft.drop(index, "related_link")
            continue
        if not _MARK.search(line.text):
            index += 1
            continue
        gone = False
        while bracket := _BRACKETED.search(line.text):
            if gone := draft.cut(index, bracket.start(), bracket.end(), "related_link"):
                break
        match = None if gone else (start.match(line.text) or _inside(middle, line.text, 0))
        while match and not gone:
            following = _inside(middle, line.text, match.end())
            limit = following.start() if following else len(line.text)
            end = link_end(line.text, match.end(), limit, partial(_elsewhere, draft, index, match.start()))
            if match.end() == len(line.text) and match.start() and _is_link_text(draft, index + 1):
                draft.drop(index + 1, "related_link")
            gone = draft.cut(index, match.start(), end, "related_link")
            match = None if gone else _inside(middle, line.text, max(match.start() - 1, 0))
        index += not gone


def _inside(middle: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    return next(find_labels(middle, text, start), None)


def _is_link_text(draft: Draft, index: int) -> bool:
    """Whether the line after a label at a paragraph's end is its headline."""
    text = draft.lines[index].text if index < len(draft.lines) else ""
    return bool(text) and 3 <= count_words(text) <= LONGEST_LINK and not ends_sentence(text)


def link_end(text: str, start: int, limit: int, elsewhere: Callable[[], str]) -> int:
    """Where the linked headline that begins at `start` ends, at most `limit`.

    `elsewhere` gives the rest of the article, against which names are recognised. Title Case headlines end where
    sentence case resumes; others where a quotation, a word that opens sentences, or a name before prose stands.
    When nothing tells, nothing is cut: losing content is worse than keeping a link.
    """
    segment = text[start:limit]
    tokens = [(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(segment)]
    words = [token for token, _, _ in tokens]
    if HAN.search(segment[:20]):
        if start < 8 and len(text) <= 60 and not ends_sentence(text):
            return limit
        stop = re.search(r"[。！？]|(?<=[\u3400-\u9fff])\s", segment)
        return start + (stop.end() if stop and stop.end() < 60 else len(segment) if len(segment) <= 60 else 0)
    if len(words) <= 12 or (len(words) <= 20 and not ends_sentence(segment.rstrip())):
        return limit
    body = words[: LONGEST_LINK + 12]
    known = elsewhere()
    if all(_is_capital(word) or _bare(word).casefold() in small_words() for word in words[1:7]):
        size = _title_case_end(body, known)
    else:
        size = _sentence_case_end(body, known)
    if size is None:
        return start
    return start + tokens[size][1] if size < len(tokens) else limit


def _elsewhere(draft: Draft, index: int, at: int) -> str:
    texts = [line.text if number != index else line.text[:at] for number, line in enumerate(draft.lines)]
    return " ".join(texts)


def _bare(word: str) -> str:
    return word.strip(_TAIL_MARKS + _OPENING + "–—-")


def _is_capital(word: str) -> bool:
    bare = _bare(word)
    return bool(bare) and (bare[0].isupper() or bare[0].isdigit() or not bare[0].isalpha())


def _title_case_end(words: list[str], known: str) -> int | None:
    """Number of words of a Title Case headline, judged by where small letters resume."""
    small = small_words()
    stop = next(
        (
            i
            for i in range(3, len(words))
            if _bare(words[i]) and not _is_capital(words[i]) and _bare(words[i]).casefold() not in small
        ),
        None,
    )
    if stop is None:
        return len(words) if len(words) <= LONGEST_LINK else None
    first = max(3, stop - 12)
    for i in range(first, stop):
        if _QUOTE_OPENS.match(words[i]) and words[i][-1] not in '”"' and not words[i - 1].endswith(":"):
            return i
    for i in range(first, stop):
        bare = _bare(words[i])
        opens = bare in _restarts() or (bare.istitle() and bare.casefold() in small)
        if (
            opens
            and not words[i - 1].endswith((":", ","))
            and (words[i].endswith(",") or bare in _NEVER_CAPITAL or not _is_capital(words[i + 1]) or i + 1 == stop)
        ):
            return i
    while stop > 3 and not _is_capital(words[stop - 1]):
        stop -= 1  # small words before the first prose word belong to the sentence's subject
    return _subject_start(words, stop, known)


def _subject_start(words: list[str], stop: int, known: str) -> int:
    """Start of the subject before word `stop`: a title or body, a name the article has elsewhere, or one word."""
    titles = _titles()
    for i in range(stop - 1, max(2, stop - 10), -1):
        if words[i] in titles:
            while any(word in titles for word in words[max(3, i - 3) : i]):
                i -= 1
            return i
    for size in range(min(6, stop - 3), 0, -1):
        subject = _bare(" ".join(words[stop - size : stop]))
        if subject[:1].isupper() and (size > 1 or len(subject) > 3) and subject in known:
            return stop - size
    return stop - 1


def _sentence_case_end(words: list[str], known: str) -> int | None:
    """Number of words of a headline in sentence case: the likeliest place for the next sentence to begin."""
    best: tuple[float, int] | None = None
    for i in range(4, min(len(words), 19)):
        word, before = words[i], words[i - 1]
        quote = bool(_QUOTE_OPENS.match(word))
        if quote or _bare(word)[:1].isupper():
            score = _opening_score(words, i, quote, known)
            if best is None or score > best[0]:
                best = (score, i)
        if word.endswith(".") and len(word) > 4:
            break  # the sentence after the link is over
        if before[-1] in ".?!" and len(before) > 4 and i > 5:
            break
    return best[1] if best and best[0] > -0.5 else None


def _opening_score(words: list[str], i: int, quote: bool, known: str) -> float:
    """How likely a sentence opens at word `i` rather than the linked headline going on."""
    bare, before, after = _bare(words[i]), words[i - 1], _bare(words[i + 1]) if i + 1 < len(words) else ""
    score = -4.0 * abs(math.log(i / 8.5)) + (4.0 if quote else 0.0)
    opens = quote or _opens_sentence(bare, known)
    if opens:
        score += 5 if bare in _restarts() else 3
    elif f" {bare} " in known:
        score += 1
    if bare in _titles():
        score += 4
    if before in _titles():
        score -= 3
    if before[-1] in ",:(–-" or before.casefold() in small_words() or _bare(before).casefold() in _HEADLINE_JOINT:
        score -= 4
    if before[-1] in "?!":
        score += 3
    if _bare(before)[:1].isupper() and not opens:
        score -= 1 if bare in _titles() else 2.5
    if after and not opens and (_opens_sentence(after, known) or _QUOTE_OPENS.match(words[i + 1])):
        score -= 3
    following = [_bare(word) for word in words[i + 1 : i + 7]]
    return score + min(3.0, 1.5 * sum(bool(_PROSE_FORM.match(word)) for word in following))


def _opens_sentence(bare: str, known: str) -> bool:
    """A capitalised word that is no name: one that opens sentences, or one the article writes small elsewhere."""
    if bare in _restarts():
        return True
    return bare.isalpha() and bare.istitle() and f" {bare.casefold()} " in known


def drop_lone_headlines(draft: Draft) -> None:
    """Remove Title Case headlines of other stories that stand alone between paragraphs.

    A run of two or more, or one of eight words; cross-heads (short or in sentence case), list items
    and lines after a colon stay.
    """
    index = 1
    while index < len(draft.lines):
        run = index
        while run < len(draft.lines) and draft.lines[run].kind == "body" and _is_lone_headline(draft.lines[run].text):
            run += 1
        size = run - index
        before = draft.lines[index - 1].text
        long_enough = size >= 2 or (size == 1 and count_words(draft.lines[index].text) >= 8)
        if long_enough and size <= 8 and is_prose(before) and not before.endswith(":"):
            for _ in range(size):
                draft.drop(index, "related_link")
        else:
            index = max(run, index + 1)


def _is_lone_headline(text: str) -> bool:
    if len(text) > 250 or ends_sentence(text) or text[-1] in ":;,-–" or text[0] in "•*-–▪|" or HAN.search(text):
        return False
    if not 5 <= count_words(text) <= 24:
        return False
    if re.match(r"^\(?\w{1,2}[.)]\s", text) or re.match(r"^\d", text) or text[0] in "“\"‘'":
        return False
    return title_case_share(text, small_words()) >= 0.85
