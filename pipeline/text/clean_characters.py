"""Characters and lines of received text: decoding, mojibake, invisible characters, stray markup, line wraps.

No rule here knows what an article is; what a line says belongs to the cleaner's rules.
"""

import html
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import ftfy
import ftfy.badness
from charset_normalizer import from_bytes

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w-]{3,20})", re.IGNORECASE)
_LARGER = {"iso-8859-1": "cp1252", "latin1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
_MOST_DAMAGE = 1 / 1000  # damaged characters for each byte; more is another charset
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\u034f\u3164\U000e0000-\U000e007f]"
    r"|(?<=[\s\x21-\u024f])[\u200c\u200d]|[\u200c\u200d](?=[\s\x21-\u024f]|$)"
)
_NOT_XML = re.compile(
    r"&#0{0,8}(?:[0-8]|1[1-24-9]|2[0-9]|3[01]|6553[45])(?![0-9]);?"
    r"|&#x0{0,8}(?:[0-8bcef]|1[0-9a-f]|fff[ef])(?![0-9a-f]);?",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
_ESCAPED_TWICE = re.compile(r"&(?:amp;){1,4}(?=(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});)")
_LOOK_ALIKES = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d"
    "\u0410\u0412\u0415\u0406\u0408\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0405",
    "aeopcyxijshdqwABEIJKMHOPCTYXS",
)
_MIXED_WORD = re.compile(r"(?<![^\W\d_])(?:[A-Za-z]++[\u0400-\u052f]|[\u0400-\u052f]++[A-Za-z])[^\W\d_]*")
_PLAINLY_LATIN = re.compile(r"[bdfghklmnqrtuvwzDFGLNQRUVWZ]")  # letters that no Cyrillic one in use looks like
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_BLOCK_TAG = re.compile(
    r"<\s?/?\s?(?:p|br|div|h[1-6]|li|ul|ol|tr|table|blockquote|figure|figcaption)\b[^<>]{0,300}>", re.I
)
_INLINE_TAG = re.compile(
    r"<\s?/?\s?(?:a|b|i|em|strong|span|u|img|font|sup|sub|small|td|th|tbody|iframe)\b[^<>]{0,500}>", re.I
)
_MARKDOWN = (
    (re.compile(r"!\[[^\[\]]{0,200}\]\([^()\s]{1,500}\)"), ""),
    (re.compile(r"\[([^\[\]]{1,300})\]\([^()\s]{1,500}(?:\s\"[^\"]{0,200}\")?\)"), r"\1"),
    (re.compile(r"(?<![\w*])\*\*([^*\n]{1,500})\*\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])__([^_\n]{1,500})__(?![\w_])"), r"\1"),
    (re.compile(r"(?<![\w*])\*([^*\s][^*\n]{0,300})\*(?![\w*])"), r"\1"),
    (re.compile(r"(?<![\w_])_([^_\s][^_\n]{0,300})_(?![\w_])"), r"\1"),
    (re.compile(r"^\s{0,3}>\s?"), ""),
    (re.compile(r"^\s{0,3}(?:-{3,}|\*{3,}|_{3,})\s*$"), ""),
)
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(?=\S)")
_MARKDOWN_SIGN = re.compile(r"^\s{0,3}#{1,6}\s|\*\*[^*\n]|\]\(https?://", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<body>(?:[^\n]{0,400}\n){1,60}?)---[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"^(?P<key>title|date|author)\s*:\s*(?P<value>\S.*)$", re.IGNORECASE)
_ENDS = re.compile(r"[.!?:;…。！？：；”\"’'」』）)\]]$")
_OPEN_END = re.compile(
    r"(?:\b(?:PT|CV|Dr|Ir|Prof|di|ke|dari|dan|yang|untuk|dengan|pada|oleh|dalam|the|of|and|to|in|a|an)|[(\[“‘,/–-])$"
)
_CONTINUES = re.compile(r"^(?:[a-zà-ÿ](?![A-Z])|[,;)\]%/](?!$))")
_LIST_ITEM = re.compile(r"^(?:[-–•*▪]|\d{1,2}[.)]|[a-z][.)])\s")
_NO_SPACE_BEFORE = re.compile(r"^[,;:.)\]%/!?”’]")


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line as received, white space folded; `gap` says that an empty line stands before it."""

    text: str
    gap: bool


def decode(content: bytes, encoding: str | None) -> str:
    """Text of a document's bytes in the charset its reader settled; never raises.

    Without one: a byte-order mark, UTF-16 by its zeros, sound UTF-8, the charset that a page's head states if the bytes
    fit it, then detection on the first 64 KiB. Bytes that do not fit become U+FFFD.
    """
    if encoding:
        try:
            return content.decode(encoding, "replace")
        except (LookupError, UnicodeError):
            pass
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return content.decode(name, "replace")
    if wide := unmarked_utf16(content[:4096]):
        return content.decode(wide, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded_as_stated(content) or _detected(content)


def unmarked_utf16(sample: bytes) -> str | None:
    """Charset of UTF-16 without a byte-order mark, which shows as zeros in every second place; else None."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(sample) < 4 or 3 * (even + odd) < len(sample):
        return None
    return "utf-16-le" if even < 0.05 * odd else "utf-16-be" if odd < 0.05 * even else None


def _decoded_as_stated(content: bytes) -> str | None:
    """Text in the charset of the page's meta element, read as browsers do; None when it does not fit the bytes."""
    if not (found := _CHARSET.search(content, 0, 4096)):
        return None
    label = found.group(1).decode("ascii").lower()
    try:
        text = content.decode(_LARGER.get(label, label), "replace")
    except (LookupError, UnicodeError):
        return None
    return text if text.count("\ufffd") <= _MOST_DAMAGE * len(content) else None


def _detected(content: bytes) -> str:
    text = content.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    if damaged <= _MOST_DAMAGE * len(content) and len(text) - len(text.encode("ascii", "ignore")) >= 2 * damaged:
        return text  # UTF-8 with a few damaged characters
    best = from_bytes(content[:65536]).best()
    return content.decode(best.encoding, "replace") if best else text


def xml_characters(markup: str) -> str:
    """Markup without references to characters that no XML may hold: the parser lets them in, the extractors fail."""
    return _NOT_XML.sub("", markup)


def normalise(text: str) -> str:
    """Text in NFC with plain spaces and newlines, without invisible characters; certain mojibake repaired.

    Entities are resolved, those that were escaped twice too. ftfy repairs only the lines it is certain about; a word of
    Latin letters with Cyrillic look-alikes among them is written in Latin. Quotation marks, ligatures and widths stay.
    """
    if "&" in text and _ENTITY.search(text):
        known = xml_characters(_ESCAPED_TWICE.sub("&", text))
        text = _ENTITY.sub(lambda match: html.unescape(match.group()), known)
    if _BREAKS.search(text):
        text = _BREAKS.sub("\n", text)
    if not text.isascii() and ftfy.badness.is_bad(text):
        text = "\n".join(ftfy.fix_encoding(line) if ftfy.badness.is_bad(line) else line for line in text.split("\n"))
    text = _SPACES.sub(" ", text)
    return compose(latin_words(_INVISIBLE.sub("", text)))


def latin_words(text: str) -> str:
    """Text with Cyrillic look-alikes replaced in words that are plainly Latin ("J\u0430karta"), which no search finds.

    A word is repaired only if each of its Cyrillic letters has a Latin double and one of its Latin letters has no
    Cyrillic one; Russian words and names in mixed scripts stay as they are.
    """
    return _MIXED_WORD.sub(_latin_word, text) if _CYRILLIC.search(text) else text


def _latin_word(match: re.Match[str]) -> str:
    word = match.group()
    latin = word.translate(_LOOK_ALIKES)
    return latin if _PLAINLY_LATIN.search(word) and not _CYRILLIC.search(latin) else word


def compose(text: str) -> str:
    """Text in NFC: last of all, as a mark may come to stand beside its letter when what parted them is taken out."""
    return text if text.isascii() or unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def strip_markup(text: str) -> str:
    """Text without stray HTML tags and simple Markdown marks (headings, emphasis, links, quotes, rules)."""
    if "<" in text and (_BLOCK_TAG.search(text) or _INLINE_TAG.search(text)):
        text = compose(_INLINE_TAG.sub("", _BLOCK_TAG.sub("\n", text)))
    if _MARKDOWN_SIGN.search(text):
        lines = [_heading(line) for line in text.split("\n")]
        for pattern, into in _MARKDOWN:
            lines = [pattern.sub(into, line) for line in lines]
        text = "\n".join(lines)
    return text


def _heading(line: str) -> str:
    mark = _HEADING.match(line)
    return line[mark.end() :].rstrip().rstrip("#").rstrip() if mark else line


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Simple YAML front matter of a Markdown file (one-line `title`, `date`, `author`) and the text after it."""
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, text
    found = (_FIELD.match(line.strip()) for line in match.group("body").split("\n"))
    fields = {field["key"].casefold(): field["value"].strip().strip("\"'").strip() for field in found if field}
    return ({key: value for key, value in fields.items() if value}, text[match.end() :]) if fields else ({}, text)


def split_lines(text: str) -> list[RawLine]:
    """Non-empty lines with white space folded, each saying whether an empty line stands before it."""
    lines: list[RawLine] = []
    gap = True
    for raw in text.split("\n"):
        folded = " ".join(raw.split())
        if folded:
            lines.append(RawLine(folded, gap))
        gap = not folded
    return lines


_HEAD, _TAIL = 300, 200  # characters of a joined line that tell whether it stands alone, and whether it is finished


def join_wraps(lines: list[RawLine], stands_alone: Callable[[str], bool]) -> list[RawLine]:
    """Lines with the wraps inside sentences undone: text wrapped at a column, and links broken out of a sentence.

    Two lines are joined only where no empty line parts them, the sentence is evidently unfinished and neither
    `stands_alone` (a line known to be complete, such as a menu entry or a credit).
    """
    if len(lines) < 2:
        return lines
    lines = _unfold_columns(lines)
    joined: list[RawLine] = []
    parts: list[str] = []  # of the last line
    head = tail = ""
    broken_out = False  # the last line joined was a fragment, such as a link's text, so the sentence goes on after it
    for line in lines:
        text = line.text
        joins = parts and not line.gap and _unfinished(tail, text, broken_out)
        if joins and not stands_alone(text[:_HEAD]) and not stands_alone(head):
            space = "" if tail[-1] in "([“‘/" or _NO_SPACE_BEFORE.match(text) or _is_han(tail[-1]) else " "
            parts += [space, text]
            head = head if len(head) >= _HEAD else (head + space + text)[:_HEAD]
            tail = (tail + space + text)[-_TAIL:]
            broken_out = not _ENDS.search(text) and len(text.split()) <= 4
        else:
            if parts:
                joined[-1] = RawLine("".join(parts), joined[-1].gap)
            joined.append(line)
            parts, head, tail = [text], text[:_HEAD], text[-_TAIL:]
            broken_out = False
    joined[-1] = RawLine("".join(parts), joined[-1].gap)
    return joined


def _unfinished(before: str, after: str, broken_out: bool) -> bool:
    if _LIST_ITEM.match(after):
        return False
    if _OPEN_END.search(before):
        return True
    if _CONTINUES.match(after) and (len(before.split()) >= 3 or broken_out):
        return not _ENDS.search(before) or before[-1] in "”\"’')]" or after[0] in ",;)]/%"
    return broken_out and not _ENDS.search(before)


def _unfold_columns(lines: list[RawLine]) -> list[RawLine]:
    """Blocks of at least three lines of nearly one width, as in a text wrapped at a column, each made one line."""
    blocks: list[list[RawLine]] = []
    for line in lines:
        if line.gap or not blocks:
            blocks.append([])
        blocks[-1].append(line)
    unfolded: list[RawLine] = []
    for block in blocks:
        widest = max(len(line.text) for line in block)
        inner = block[:-1]
        full = [line for line in inner if len(line.text) >= 0.75 * widest]
        open_ended = [line for line in inner if not _ENDS.search(line.text)]
        if len(block) >= 3 and 40 <= widest <= 120 and len(full) == len(inner) and 2 * len(open_ended) > len(inner):
            unfolded.append(RawLine(" ".join(line.text for line in block), block[0].gap))
        else:
            unfolded += block
    return unfolded


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"
