"""Mutations of pages and texts for fuzzing: damage to bytes, to markup and to text, the same for the same random state.

Each takes the document and a random state and gives the damaged document. What is asked of the result is in `fuzz`.
"""

import random
import re
from collections.abc import Callable

LARGEST = 1_500_000  # bytes a mutation may make of a document; larger ones are tested by hand-made documents
_TAG = re.compile(rb"<[^<>]{1,400}>")
_NAME = re.compile(rb"</?([a-zA-Z][a-zA-Z0-9]*)")
_TAGS = (b"div", b"p", b"span", b"b", b"a", b"table", b"td", b"ul", b"li", b"blockquote", b"section", b"font", b"svg")
_UNCLOSED = (
    b"<script>",
    b"<style>",
    b"<!--",
    b"<title>",
    b"<textarea>",
    b"<![CDATA[",
    b"<noscript>",
    b"<table>",
    b"<select>",
    b"<template>",
    b"<iframe>",
    b'<a href="',
    b"<p class='",
    b"<",
    b"</",
    b"<?xml",
    b"<!DOCTYPE",
)
_ENTITIES = (
    b"&",
    b"&#",
    b"&#x;",
    b"&#99999999;",
    b"&#xD800;",
    b"&#0;",
    b"&amp;amp;amp;quot;",
    b"&nbsp",
    b"&lt;p&gt;",
    b"&notanentity;",
    b"&#x1F600",
    b"&#8203;",
    b"&#173;",
    b"&amp;#8220;",
)
_CHARSETS = ("utf-16", "utf-16-be", "utf-32", "latin-1", "cp1252", "gb18030", "big5", "shift_jis", "utf-7", "koi8-r")
_ODD = (
    "\u200b",
    "\u200c",
    "\u200d",
    "\u00ad",
    "\u00a0",
    "\u202e",
    "\u202a",
    "\u2066",
    "\u2069",
    "\u061c",
    "\ufeff",
    "\u3000",
    "\u2028",
    "\u0085",
    "\u0301",
    "\ufffd",
    "\ufffe",
    "\x00",
    "\x1b",
    "\x0b",
    "\u180e",
    "\U000e0041",
    "\U0001f469\u200d\U0001f4bb",
    "\u2003",
    "\ufb01",
    "\u0130",
    "\u1e9e",
    "\u0345",
)
_CUES = (
    "Baca juga: ",
    "Baca Juga",
    "Read also: ",
    "延伸阅读：",
    "Editor: ",
    "Pewarta: ",
    "Sumber : ",
    "Foto: ",
    "Scroll to continue",
    "[Gambas:Video 20detik]",
    "Jakarta (ANTARA) - ",
    "Jakarta, ",
    "Copyright © ANTARA 2023",
    "(ab/cd)",
    "***",
    "记者 ",
    "新华社北京2月5日电 ",
    "Tags: ",
    "#",
    "Home > ",
    "Bagikan :",
    "kata dia, ",
    "ujar ",
    "said ",
    'Simak Video "',
    "5 Februari 2024 10:20 WIB",
    "Rp 1,2 triliun (US$ 80 juta) ",
    "naik dari 2 persen menjadi 3 persen ",
    "antara 10 dan 20 ",
    "PT ",
    "Dr. ",
    "Menteri ",
    "yaitu ",
    "masing-masing ",
    "dan ",
)
_MARKS = (
    '"',
    "“",
    "”",
    "'",
    "‘",
    "’",
    "«",
    "(",
    ")",
    "[",
    "]",
    "「",
    "」",
    "*",
    "_",
    "**",
    "`",
    "|",
    ":",
    "-",
    " - ",
    "—",
    ".",
    "...",
    ",",
    "/",
    "1.",
    "9",
    "1.000.",
    "%",
    "\n",
    "\n\n",
    " ",
    "，",
    "。",
    "、",
    "@",
    "：",
)
_HOMOGLYPHS = str.maketrans("aeopcxyAEOPCX", "аеорсхуАЕОРСХ")
_FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
Mutation = Callable[[bytes, random.Random], bytes]


def _span(size: int, pick: random.Random, most: int = 4000) -> tuple[int, int]:
    start = pick.randrange(size + 1)
    return start, min(size, start + int(2 ** pick.uniform(0, 12)) % (most + 1))


def flip(content: bytes, pick: random.Random) -> bytes:
    """Some bytes replaced by any others."""
    damaged = bytearray(content)
    for _ in range(pick.choice((1, 10, 200)) if damaged else 0):
        damaged[pick.randrange(len(damaged))] = pick.randrange(256)
    return bytes(damaged)


def truncate(content: bytes, pick: random.Random) -> bytes:
    """The beginning or the end only."""
    cut = pick.randrange(len(content) + 1)
    return content[:cut] if pick.random() < 0.7 else content[cut:]


def delete(content: bytes, pick: random.Random) -> bytes:
    """Some stretches left out."""
    for _ in range(pick.choice((1, 5, 40))):
        start, end = _span(len(content), pick)
        content = content[:start] + content[end:]
    return content


def duplicate(content: bytes, pick: random.Random) -> bytes:
    """Some stretches repeated, here or elsewhere."""
    for _ in range(pick.choice((1, 5, 20))):
        start, end = _span(len(content), pick)
        at = end if pick.random() < 0.5 else pick.randrange(len(content) + 1)
        content = content[:at] + content[start:end] * pick.choice((1, 2, 30)) + content[at:]
        if len(content) > LARGEST:
            break
    return content


def null_bytes(content: bytes, pick: random.Random) -> bytes:
    """Null bytes strewn in, or after every byte."""
    if pick.random() < 0.2:
        return b"\0".join(content[index : index + 1] for index in range(min(len(content), LARGEST // 2)))
    for _ in range(pick.choice((1, 10, 100))):
        at = pick.randrange(len(content) + 1)
        content = content[:at] + b"\0" * pick.choice((1, 3, 500)) + content[at:]
    return content


def recode(content: bytes, pick: random.Random) -> bytes:
    """Written in another charset than it says, whole or from some point on."""
    text = content.decode("utf-8", "replace")
    at = pick.choice((0, pick.randrange(len(text) + 1)))
    return text[:at].encode() + text[at:].encode(pick.choice(_CHARSETS), "replace")


def mojibake(content: bytes, pick: random.Random) -> bytes:
    """UTF-8 read as another charset, once or twice."""
    text = content.decode("utf-8", "replace")
    for _ in range(pick.choice((1, 1, 2))):
        wrong = pick.choice(("cp1252", "latin-1", "gb18030", "cp437", "cp1251"))
        text = text.encode("utf-8", "replace").decode(wrong, pick.choice(("replace", "ignore")))[:LARGEST]
    return text.encode()


def _tags(content: bytes, pick: random.Random, most: int) -> list[re.Match[bytes]]:
    found = list(_TAG.finditer(content))
    return sorted(pick.sample(found, min(most, len(found))), key=lambda match: -match.start())


def drop_tags(content: bytes, pick: random.Random) -> bytes:
    """Tags removed: elements left open, or closed without having been opened."""
    for tag in _tags(content, pick, pick.choice((1, 20, 500))):
        content = content[: tag.start()] + content[tag.end() :]
    return content


def swap_tags(content: bytes, pick: random.Random) -> bytes:
    """Tags' names exchanged for others."""
    for tag in _tags(content, pick, pick.choice((1, 20, 200))):
        if name := _NAME.match(tag.group()):
            at = tag.start() + name.start(1)
            content = content[:at] + pick.choice(_TAGS) + content[at + len(name.group(1)) :]
    return content


def break_tags(content: bytes, pick: random.Random) -> bytes:
    """Tags without their closing angle bracket or with an unclosed quotation mark in them."""
    for tag in _tags(content, pick, pick.choice((1, 5, 50))):
        content = content[: tag.end() - 1] + pick.choice((b"", b'"', b" x='", b"<")) + content[tag.end() :]
    return content


def nest(content: bytes, pick: random.Random) -> bytes:
    """Tags nested very deep, with or without their ends, around a stretch of the document."""
    start, end = _span(len(content), pick)
    name, depth = pick.choice(_TAGS), pick.choice((50, 300, 3000, 20_000))
    closing = b"</" + name + b">" if pick.random() < 0.5 else b""
    return content[:start] + (b"<" + name + b">") * depth + content[start:end] + closing * depth + content[end:]


def attributes(content: bytes, pick: random.Random) -> bytes:
    """Huge attributes, or very many of them."""
    huge = (b' data-x="' + b"x " * pick.choice((100, 50_000)) + b'"', b" a1='b'" * 5000, b' class="' + b"a" * 90_000)
    for tag in _tags(content, pick, 2):
        content = content[: tag.end() - 1] + pick.choice(huge) + content[tag.end() - 1 :]
    return content


def entities(content: bytes, pick: random.Random) -> bytes:
    """Broken, doubly escaped, forbidden and repeated entities."""
    for _ in range(pick.choice((1, 10, 100))):
        at = pick.randrange(len(content) + 1)
        content = content[:at] + pick.choice(_ENTITIES) * pick.choice((1, 1, 50)) + content[at:]
    return content


def unclosed(content: bytes, pick: random.Random) -> bytes:
    """Scripts, comments, styles and the like opened and never closed."""
    for _ in range(pick.choice((1, 3))):
        at = pick.randrange(len(content) + 1)
        content = content[:at] + pick.choice(_UNCLOSED) * pick.choice((1, 1, 1, 2000)) + content[at:]
    return content


def _on_text(change: Callable[[str, random.Random], str]) -> Mutation:
    def mutate(content: bytes, pick: random.Random) -> bytes:
        return change(content.decode("utf-8", "replace"), pick)[:LARGEST].encode("utf-8", "replace")

    mutate.__name__, mutate.__doc__ = change.__name__, change.__doc__
    return mutate


def _strew(text: str, pick: random.Random, pieces: tuple[str, ...], many: int) -> str:
    places = sorted(pick.randrange(len(text) + 1) for _ in range(many))
    parts, last = [], 0
    for place in places:
        parts += [text[last:place], pick.choice(pieces)]
        last = place
    return "".join((*parts, text[last:]))


@_on_text
def odd_characters(text: str, pick: random.Random) -> str:
    """Direction marks, zero-width characters, soft hyphens, odd spaces, controls."""
    return _strew(text, pick, _ODD if pick.random() < 0.5 else (pick.choice(_ODD),), pick.choice((3, 100, 3000)))


@_on_text
def marks(text: str, pick: random.Random) -> str:
    """Quotation marks, brackets, separators strewn in, sometimes thousands."""
    pieces = _MARKS if pick.random() < 0.4 else (pick.choice(_MARKS), pick.choice(_MARKS))
    return _strew(text, pick, pieces, pick.choice((3, 100, 5000)))


@_on_text
def cues(text: str, pick: random.Random) -> str:
    """Cue words of the cleaner and the extractors strewn in, sometimes one a thousand times."""
    pieces = _CUES if pick.random() < 0.5 else (pick.choice(_CUES),)
    return _strew(text, pick, pieces, pick.choice((3, 50, 1000)))


@_on_text
def runs(text: str, pick: random.Random) -> str:
    """One mark, cue or letter repeated thousands of times in one place."""
    piece = pick.choice((*_MARKS, *_CUES, *_ODD, "a", "A", "Aa ", "1 ", "国", "di ", "ke"))
    at = pick.randrange(len(text) + 1)
    return text[:at] + piece * pick.choice((50, 1000, 8000)) + text[at:]


@_on_text
def one_line(text: str, pick: random.Random) -> str:
    """All line breaks gone, or all spaces, or both: very long lines and words."""
    gone = pick.choice((r"\n+", r"[ \t]+", r"\s+", r"[.!?。]+", r">\s*<"))
    return re.sub(gone, pick.choice(("", " ", "\u00a0")) if gone != r">\s*<" else "><", text)


@_on_text
def many_lines(text: str, pick: random.Random) -> str:
    """A line break after every word, or after every letter of a stretch."""
    if pick.random() < 0.6:
        return re.sub(r" ", pick.choice(("\n", "\n\n", "\r", "\u2028")), text)
    start, end = _span(len(text), pick)
    return text[:start] + "\n".join(text[start:end]) + text[end:]


@_on_text
def scripts(text: str, pick: random.Random) -> str:
    """Letters of other scripts that look alike, full-width letters, changed case, stretches of other scripts."""
    start, end = _span(len(text), pick, 20_000)
    part = text[start:end]
    changed = pick.choice(
        (
            part.translate(_HOMOGLYPHS),
            part.translate(_FULL_WIDTH),
            part.upper(),
            part.lower(),
            part.swapcase(),
            part[::-1],
        )
    )
    strange = pick.choice(
        ("", "Съешь ещё этих мягких булок. ", "مرحبا بالعالم. ", "今日は。", "ภาษาไทยไม่มีช่องว่าง", "ꦧꦱꦗꦮ ")
    )
    return text[:start] + changed + strange * pick.choice((1, 40)) + text[end:]


@_on_text
def shuffle(text: str, pick: random.Random) -> str:
    """Lines or words in another order, or the text twice."""
    by = pick.choice(("\n", " ", ". ", ">"))
    parts = text.split(by)
    if pick.random() < 0.3:
        return text + by + text
    pick.shuffle(parts)
    return by.join(parts)


BYTES: tuple[Mutation, ...] = (flip, truncate, delete, duplicate, null_bytes, recode, mojibake)
MARKUP: tuple[Mutation, ...] = (drop_tags, swap_tags, break_tags, nest, attributes, entities, unclosed)
TEXT: tuple[Mutation, ...] = (odd_characters, marks, cues, runs, one_line, many_lines, scripts, shuffle)


def mutate(content: bytes, pick: random.Random, html: bool) -> tuple[bytes, tuple[str, ...]]:
    """Damage a document by one to three mutations; gives the names of these too."""
    names: list[str] = []
    for _ in range(pick.choice((1, 1, 2, 3))):
        kinds = (BYTES, MARKUP, TEXT, MARKUP) if html else (BYTES, TEXT, TEXT, MARKUP)
        mutation = pick.choice(pick.choice(kinds))
        content = mutation(content, pick)[:LARGEST]
        names.append(mutation.__name__)
    return content, tuple(names)
