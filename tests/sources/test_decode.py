import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.decode import decode, stated_charset
from pipeline.sources.reasons import REASONS, ReadError

INDONESIAN = (
    "Menteri itu menyebut pusat data baru “sangat penting” bagi daerah – sebuah langkah awal.\n\n"
    "“Kami siap bekerja sama,” ujarnya di Batam. Investasinya tak kecil…\n"
)
ENGLISH = "The café’s owner said the “smart” warehouse would open in May – a year late.\n"
SIMPLIFIED = "两国企业将在数字经济领域开展合作。他说，新的数据中心明年投入使用，预计创造三千个就业岗位。\n"
TRADITIONAL = "兩國企業將在數位經濟領域展開合作。他說，新的資料中心明年啟用，預計創造三千個就業機會。\n"


@pytest.mark.parametrize(
    ("text", "written", "found"),
    [
        (INDONESIAN, "utf-8", "utf-8"),
        (INDONESIAN, "utf-8-sig", "utf-8-sig"),
        (INDONESIAN, "utf-16", "utf-16"),
        (INDONESIAN, "utf-32", "utf-32"),
        (INDONESIAN, "utf-16-le", "utf-16-le"),
        (INDONESIAN, "utf-16-be", "utf-16-be"),
        (INDONESIAN, "windows-1252", "cp1252"),
        (ENGLISH, "windows-1252", "cp1252"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (TRADITIONAL, "big5", "big5hkscs"),
        ("Pemerintah menambah anggaran.", "ascii", "utf-8"),
    ],
)
def test_the_charset_is_found(text: str, written: str, found: str) -> None:
    content = text.encode(written)
    decoded = decode(content)
    assert (decoded.text, decoded.encoding, decoded.damaged) == (text, found, 0)
    assert content.decode(decoded.encoding, "replace") == text


def test_utf16_of_either_byte_order_with_a_mark_is_read() -> None:
    assert decode(codecs.BOM_UTF16_BE + ENGLISH.encode("utf-16-be")).text == ENGLISH


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (b'<meta charset="gb2312">', "gb18030"),
        (b"<META http-equiv=content-type content='text/html; charset=Big5'>", "big5hkscs"),
        (b'<meta name="x" content="y"><meta charset = iso-8859-1 />', "cp1252"),
        (b'<?xml version="1.0" encoding="Shift_JIS"?>', "cp932"),
        (b'<meta charset="no-such-charset">', None),
        (b'<script charset="gbk"></script>', None),
        (b"<p>charset=gbk</p>", None),
    ],
)
def test_a_page_states_its_charset(head: bytes, found: str | None) -> None:
    assert stated_charset(head + b"<p>isi</p>") == found


def test_a_stated_charset_wins_over_detection_in_pages_only() -> None:
    # These bytes are sound in both charsets; only the page can tell.
    page = '<html><meta charset="windows-1250"><p>Premiér Čapek řekl: ďábel</p>'.encode("cp1250")
    assert decode(page, "html").encoding == "cp1250"
    assert "Čapek řekl" in decode(page, "html").text
    assert decode(page, "text").encoding != "cp1250"


def test_the_carriers_charset_is_believed_before_the_pages() -> None:
    page = b'<meta charset="cp1252"><p>' + "ďábel".encode("cp1250") + b"</p>"
    assert decode(page, "html", stated="windows-1250").encoding == "cp1250"


def test_sound_utf8_wins_over_what_the_page_states() -> None:
    page = f'<meta charset="iso-8859-1"><p>{INDONESIAN}</p>'.encode()
    assert decode(page, "html").encoding == "utf-8"


def test_a_page_that_wrongly_calls_itself_utf8_is_detected() -> None:
    page = f'<meta charset="utf-8"><p>{INDONESIAN}</p>'.encode("cp1252")
    assert "“sangat penting”" in decode(page, "html").text


def test_a_few_damaged_characters_do_not_cost_the_article() -> None:
    content = (INDONESIAN * 20).encode().replace("…".encode(), "…".encode()[:2], 1)
    decoded = decode(content)
    assert (decoded.encoding, decoded.damaged) == ("utf-8", 1)
    assert decoded.text.count("\ufffd") == 1
    assert content.decode("utf-8", "replace") == decoded.text


def test_a_replacement_character_in_the_source_is_no_damage() -> None:
    assert decode(("\ufffd" + INDONESIAN).encode()).damaged == 0


REFUSED = [
    (b"", "empty"),
    (b" \r\n\t\n", "empty"),
    ("\ufeff \u00a0\u3000\n".encode(), "empty"),
    ("\ufeff\n".encode("utf-16"), "empty"),
    (b"%PDF-1.7\nabc", "binary"),
    (b"PK\x03\x04abc", "binary"),
    (b"\x89PNG\r\n\x1a\n", "binary"),
    (b"\xff\xd8\xff\xe0JFIF", "binary"),
    (b"\x1f\x8b\x08abc", "binary"),
    (b"Kata pertama\0kata kedua", "binary"),
    (bytes(range(1, 256)) * 4, "binary"),
    ("teks\0teks".encode("utf-16"), "binary"),
    (INDONESIAN.encode()[:-2], "truncated"),
    ("Harga naik ”".encode()[:-1], "truncated"),
    (INDONESIAN.encode("utf-16")[:-1], "truncated"),
    (codecs.BOM_UTF16_LE + b"\x00\xdc" + ENGLISH.encode("utf-16-le"), "undecodable"),
    ("“Kami” dan “kita”".encode().replace("”".encode(), b"\xe2\x80 "), "undecodable"),
]


@pytest.mark.parametrize(("content", "reason"), REFUSED)
def test_what_is_no_text_is_refused_with_a_reason(content: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        decode(content)
    assert caught.value.reason == reason
    assert caught.value.detail


def test_the_damaged_line_is_named() -> None:
    content = ("“Satu”\n" * 3).encode() + b"\xff\xfe \xff \xc3( rusak\n"
    with pytest.raises(ReadError, match="line 4"):
        decode(content)


@given(st.binary(max_size=3000), st.sampled_from(["text", "html"]))
def test_any_bytes_give_text_or_a_reason(content: bytes, media_type: str) -> None:
    try:
        decoded = decode(content, "html" if media_type == "html" else "text")
    except ReadError as error:
        assert error.reason in REASONS
    else:
        assert decoded.text == content.decode(decoded.encoding, "replace")
        assert decoded.text.strip()


@given(st.text(min_size=1).filter(lambda text: text.strip("\ufeff \t\n\r\v\f\u00a0\u3000")))
def test_utf8_text_comes_back_unchanged(text: str) -> None:
    try:
        assert decode(text.encode()).text == text.removeprefix("\ufeff")
    except ReadError as error:
        assert error.reason == "binary"
        assert any(character < " " or character == "\x7f" for character in text) or text[:5] in ("%PDF-", "{\\rtf")
