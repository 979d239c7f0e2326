"""Characters that damage a text or hide in it: what is repaired as certain, and what stays."""

import pytest

from pipeline.text.clean_characters import decode, normalise

SENTENCE = "Pemerintah menyiapkan aturan “pusat data” yang berlaku mulai tahun depan – di seluruh negeri."
CHINESE = "新华社北京2月5日电 中国与印度尼西亚签署人工智能合作协议，双方将在雅加达设立研究中心。"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("â€œKami siapâ€\x9d, katanya", "“Kami siap”, katanya"),
        ("tahun 2024 â€“ 2025", "tahun 2024 – 2025"),
        ("negeriâ€™s aturan", "negeri’s aturan"),
        ("Beyoncé di MalmÃ¶", "Beyoncé di Malmö"),
        ("harga Rp\u00c2\u00a012 juta", "harga Rp 12 juta"),
        ("ä¸\xadå›½ç§‘æŠ€", "中国科技"),
        ("&acirc;&#128;&#156;Kami siap&acirc;&#128;&#157;", "“Kami siap”"),
    ],
)
def test_certain_mojibake_is_repaired(raw: str, clean: str) -> None:
    assert normalise(raw) == clean


@pytest.mark.parametrize(
    "text",
    [
        SENTENCE,
        CHINESE,
        "Kafé “Çelik” di Malmö, naïve, Ã la carte",
        "harga € 5, £ 6, ¥ 7, 8 °C, ± 9 %, ½ ton, © 2024",
        "œuvre, Øresund, Łódź, Škoda, Đà Nẵng",
        "Съешь ещё этих мягких булок",
        "ꦧꦱꦗꦮ dan ᮞᮥᮔ᮪ᮓ",
        "锟斤拷",
        "rata-rata �� persen",
    ],
)
def test_what_is_no_certain_mojibake_stays(text: str) -> None:
    assert normalise(text) == text


def test_only_the_damaged_line_is_repaired() -> None:
    assert normalise("SÃO PAULO, Çelik\nâ€œKami siapâ€\x9d, katanya") == "SÃO PAULO, Çelik\n“Kami siap”, katanya"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("R&amp;D &quot;baru&quot; &#8220;kutip&#x201D; AT&T", 'R&D "baru" “kutip” AT&T'),
        ("&amp;quot;baru&amp;quot; R&amp;amp;D", '"baru" R&D'),
        ("pusat&nbsp;data&amp;nbsp;baru", "pusat data baru"),
        ("peme&shy;rintah&#8203;", "pemerintah"),
        ("satu&#8232;dua&#13;&#10;tiga", "satu\ndua\ntiga"),
        ("&tidakada; &#99999999; R & D &", "&tidakada; &#99999999; R & D &"),
        ("R&D &#0;b&#x1b;c &amp;", "R&D bc &"),
    ],
)
def test_entities(raw: str, clean: str) -> None:
    assert normalise(raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("peme\u00adrintah", "pemerintah"),
        ("pe\u200bme\u2060rin\ufefftah", "pemerintah"),
        ("pe\u200cme\u200drintah", "pemerintah"),
        ("\u202eatad tasup\u202c \u2066data\u2069 \u061c\u200e\u200f", "atad tasup data "),
        ("data\U000e0041\U000e0042\u034f", "data"),
        ("Rp\u00a012\u202fjuta\u3000lagi\ttab", "Rp 12 juta lagi tab"),
        ("da\x00ta\x1b\x7f", "data"),
        ("cafe\u200b\u0301", "café"),
        ("\ud800data", "data"),
        ("\U0001f469\u200d\U0001f4bb", "\U0001f469\u200d\U0001f4bb"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_what_cannot_be_seen_is_gone_unless_it_shapes_letters(raw: str, clean: str) -> None:
    assert normalise(raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("J\u0430karta", "Jakarta"),
        ("\u0420T T\u0435lk\u043em", "\u0420T Telkom"),
        ("Ac\u0435h, \u041c\u0435dan", "Aceh, Medan"),
        ("\u0410ceh dan \u0421ikarang", "Aceh dan Cikarang"),
    ],
)
def test_look_alikes_in_a_plainly_latin_word_become_latin(raw: str, clean: str) -> None:
    assert normalise(raw) == clean


@pytest.mark.parametrize(
    "text",
    [
        "\u0430\u0440\u043e",  # all of them Cyrillic: a word of its own script
        "c\u0442\u0440\u0430\u043d\u0430",  # a Russian word with a Latin c
        "TV\u0448\u043e\u0443",  # a name in two scripts: \u0448 is no look-alike
        "iPhone-\u0430",
        "\u0421O",  # both letters could be either
        "Ｊａｋａｒｔａ",
        "Δx dan µg",
    ],
)
def test_other_mixed_scripts_stay(text: str) -> None:
    assert normalise(text) == text


@pytest.mark.parametrize("written", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_text_without_a_stated_charset_is_decoded(written: str) -> None:
    assert decode((SENTENCE * 3).encode(written), None) == SENTENCE * 3


def test_chinese_in_gb18030_is_decoded() -> None:
    assert decode((CHINESE * 3).encode("gb18030"), None) == CHINESE * 3


@pytest.mark.parametrize(
    ("written", "stated"),
    [
        ("cp1252", "iso-8859-1"),
        ("cp1252", "utf-8"),
        ("utf-8", "iso-8859-1"),
        ("utf-8", "gb2312"),
        ("utf-8", "no-such"),
        ("utf-16-le", "utf-8"),
    ],
)
def test_a_pages_bytes_win_over_a_wrong_statement(written: str, stated: str) -> None:
    page = f"<html><head><meta charset='{stated}'></head><body><p>{SENTENCE}</p></body></html>"
    assert decode(page.encode(written), None) == page


@pytest.mark.parametrize("stated", ["gb2312", "gbk", "gb18030", "utf-8"])
def test_a_chinese_page_in_gb18030_is_decoded(stated: str) -> None:
    page = f"<html><head><meta charset='{stated}'></head><body><p>{CHINESE * 3}</p></body></html>"
    assert decode(page.encode("gb18030"), None) == page


def test_a_few_damaged_bytes_are_no_other_charset() -> None:
    text = f"{SENTENCE} " * 30
    assert decode(text.encode() + b"\xff akhir", None) == text + "\ufffd akhir"
