"""From bytes to text: is it text at all, and in which charset. Mojibake and HTML belong to the cleaner.

Order of evidence: byte order mark, strict UTF-8, the charset the carrier or the page states, detection.
"""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes
from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5

from pipeline.sources.reasons import ReadError
from pipeline.text.clean_characters import unmarked_utf16
from pipeline.text.model import MediaType

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file (WebP, WAV, AVI)"),
    (b"\x1f\x8b", "gzip data; let the name end in .gz"),
    (b"\x28\xb5\x2f\xfd", "Zstandard data; let the name end in .zst"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
    (b"ID3", "an MP3 file"),
)
# Control characters that text does not use; tab, line ends, form feed and escape (ISO-2022-JP) are allowed.
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27}) + b"\x7f"
_CONTROL_SHARE = 0.02  # random bytes have 11 %, text 0 %
_WHITE_SPACE = b" \t\n\r\v\f"

# Browsers read a page's label as the larger charset that contains it (https://encoding.spec.whatwg.org/#names-and-labels).
_SUPERSETS = {
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-11": "cp874",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
}
_MULTIBYTE = frozenset({"gb18030", "big5hkscs", "cp932", "cp949", "euc_jp"})
_META = re.compile(rb"<meta[^>]{0,400}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s{0,99}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{2,40})")
_HEAD_BYTES = 1 << 14

_DAMAGE_SHARE = 1 / 1000  # damaged characters per byte of content that is still read: a cut teaser, not a wrong charset
_SAMPLE_BYTES = 1 << 16  # detection is settled long before; reading more costs time and memory
_NON_ASCII_RUN = re.compile(rb"[\x80-\xff]+")
# Quotation marks, dashes, ellipsis, bullet, trademark, no-break space, guillemets, middle dot of windows-1252.
_TYPOGRAPHIC = bytes([0x82, *range(0x84, 0x88), 0x8B, *range(0x91, 0x98), 0x99, 0x9B, 0xA0, 0xAB, 0xB7, 0xBB])


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text and its charset: `text == content.decode(encoding, "replace")`; `damaged` characters are U+FFFD in it."""

    text: str
    encoding: str
    damaged: int = 0


def decode(content: bytes, media_type: MediaType = "text", stated: str | None = None) -> Decoded:
    """Text of a document; `stated` is the charset its carrier names (an HTTP header).

    Raises ReadError: `empty`, `binary`, `truncated` or `undecodable`.
    """
    if not content.strip(_WHITE_SPACE):
        raise ReadError("empty", "nothing but white space" if content else "no bytes")
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    wide = marked if marked in ("utf-16", "utf-32") else None if marked else unmarked_utf16(content[:4096])
    if wide:
        decoded = _decode_wide(content, wide)
    else:
        reject_binary(content)
        decoded = _decode_narrow(content, media_type, stated, "utf-8-sig" if marked else "utf-8")
    if not decoded.text.strip("\ufeff \t\n\r\v\f\u00a0\u3000"):
        raise ReadError("empty", "nothing but white space")
    return decoded


def reject_binary(content: bytes) -> None:
    """Raise ReadError `binary` when content in an ASCII-compatible charset is not text."""
    kind = next((kind for signature, kind in _SIGNATURES if content.startswith(signature)), None)
    if kind:
        raise ReadError("binary", f"not text but {kind}")
    at = content.find(b"\0")
    if at >= 0:
        raise ReadError("binary", f"a NUL byte at offset {at}: not text")
    sample = content[:_SAMPLE_BYTES]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > _CONTROL_SHARE * len(sample):
        raise ReadError("binary", f"{controls} control characters in the first {len(sample)} bytes: not text")


def stated_charset(page: bytes) -> str | None:
    """Charset that an HTML page's `meta` element or XML declaration names, as a Python codec; None when unknown."""
    head = page[:_HEAD_BYTES]
    found = _META.search(head) or _XML.search(head)
    return _codec(found.group(1).decode("ascii", "replace")) if found else None


def _codec(label: str) -> str | None:
    mapped: str | None = map_encoding_to_html5(label.strip(), fallback_utf8=False)
    if mapped is None:
        return None
    name = codecs.lookup(mapped).name
    return _SUPERSETS.get(name, name)


def _decode_wide(content: bytes, encoding: str) -> Decoded:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if error.end >= len(content) and len(content) - error.start < 4:
            raise ReadError("truncated", f"the {encoding} text ends inside a character") from error
        raise ReadError("undecodable", f"not {encoding}: {error.reason} at byte {error.start}") from error
    if text.count("\0"):
        raise ReadError("binary", f"NUL characters in {encoding}: not text")
    return Decoded(text, encoding)


def _decode_narrow(content: bytes, media_type: MediaType, stated: str | None, utf8: str) -> Decoded:
    try:
        return Decoded(content.decode(utf8), utf8)
    except UnicodeDecodeError as error:
        if damaged := _mostly_utf8(content, utf8, error):
            return damaged
    labels = [_codec(stated) if stated else None, stated_charset(content) if media_type == "html" else None]
    for label in filter(None, labels):
        # What calls itself UTF-8 or UTF-16 here is neither: both have been tried. Western letters never stand in runs.
        is_western = label != "cp1252" or _is_scattered(_telling_sample(content))
        if not label.startswith("utf") and is_western and (decoded := _decode_nearly(content, label)):
            return decoded
    return _detect(content)


def _mostly_utf8(content: bytes, utf8: str, error: UnicodeDecodeError) -> Decoded | None:
    """UTF-8 with a few damaged characters, as a cut teaser leaves them; None when it is another charset."""
    text = content.decode(utf8, "replace")
    damaged = _replaced(text, content)
    intact = len(text) - len(text.encode("ascii", "ignore")) - damaged
    cut = len(content) - error.start if error.reason == "unexpected end of data" else 0
    if cut and (intact or cut > 1):
        raise ReadError("truncated", "the UTF-8 text ends inside a character. Fetch or copy the file again.")
    if intact < damaged:
        return None
    if damaged > max(1, len(content) * _DAMAGE_SHARE):
        where = f"line {content.count(10, 0, error.start) + 1} (byte {error.start})"
        raise ReadError("undecodable", f"UTF-8 with {damaged} damaged characters, the first in {where}. Mend the file.")
    return Decoded(text, utf8, damaged)


def _decode_nearly(content: bytes, encoding: str) -> Decoded | None:
    text = content.decode(encoding, "replace")
    damaged = text.count("\ufffd")
    return Decoded(text, encoding, damaged) if damaged <= len(content) * _DAMAGE_SHARE else None


def _replaced(text: str, content: bytes) -> int:
    return text.count("\ufffd") - content.count(b"\xef\xbf\xbd")


def _detect(content: bytes) -> Decoded:
    sample = _telling_sample(content)
    is_scattered = _is_scattered(sample)
    label: str | None = detect_encoding(sample, html5_compatible=False)
    guess = _codec(label) if label else None
    candidates = [
        guess if guess in _MULTIBYTE and not is_scattered else None,
        # uchardet mistakes curly quotes in Latin text for Greek or Hungarian; windows-1252 is the web's legacy default.
        "cp1252" if is_scattered else None,
        guess if guess and not guess.startswith("utf") and not is_scattered else None,
    ]
    for candidate in filter(None, candidates):
        if decoded := _decode_nearly(content, candidate):
            return decoded
    best = from_bytes(sample, enable_fallback=False).best()
    if best and not best.encoding.startswith("utf") and (decoded := _decode_nearly(content, best.encoding)):
        return decoded
    raise ReadError("undecodable", "no charset fits the bytes. Save the file as UTF-8.")


def _telling_sample(content: bytes) -> bytes:
    """The lines that hold other than ASCII bytes, up to a limit; plain markup tells nothing about a charset."""
    lines: list[bytes] = []
    size = 0
    for line in content.splitlines():
        if line.isascii():
            continue
        lines.append(line[: _SAMPLE_BYTES - size])
        size += len(line) + 1
        if size >= _SAMPLE_BYTES:
            break
    return b"\n".join(lines)


def _is_scattered(sample: bytes) -> bool:
    """Whether letters beyond ASCII stand alone, as accents do in Latin text; in every other script they form runs."""
    lengths = [len(run.translate(None, _TYPOGRAPHIC)) for run in _NON_ASCII_RUN.findall(sample)]
    return sum(lengths) < 2 * sum(map(bool, lengths)) or not any(lengths)
