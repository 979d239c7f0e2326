"""Hostile documents: an article or a reason, whatever the markup, size and charset; the text is always tiled."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.sources.decode import decode
from pipeline.text.model import Article, Document, MediaType, Rejection
from pipeline.text.read import read_article
from pipeline.text.sentences import split_sentences
from tests.text.test_read import assert_tiled, document

SUBJECTS = (
    "Kementerian",
    "Pemerintah provinsi",
    "Dewan kota",
    "Asosiasi pengusaha",
    "Perusahaan listrik",
    "Universitas",
)
LINES = [
    f"{who} menyiapkan aturan nomor {number} untuk “pusat data” yang berlaku mulai tahun depan, kata pejabat itu."
    for number, who in enumerate(SUBJECTS, 1)
]
CHINESE = [
    f"第{number}条规定从明年起在全国范围内施行，相关部门将在雅加达设立新的数据中心，官员表示。"
    for number in range(1, 7)
]
BODY = "".join(f"<p>{line}</p>" for line in LINES)


def page(body: str, head: str = "") -> str:
    return (
        f"<html><head><title>Aturan Pusat Data</title>{head}</head><body><h1>Aturan Pusat Data</h1>{body}</body></html>"
    )


def read(content: bytes, media_type: MediaType = "html") -> Article:
    result = read_article(document(content, media_type))
    assert isinstance(result, Article), result
    assert_sound(result)
    return result


def assert_sound(result: Article) -> None:
    assert_tiled(result)
    for paragraph in result.paragraphs:
        spans = split_sentences(paragraph.text, paragraph.language)
        cut = [paragraph.text[start:end] for start, end in spans]
        assert "".join("".join(cut).split()) == "".join(paragraph.text.split())
        assert all(part == part.strip() and part for part in cut)
        assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))


def settled(content: bytes) -> Document:
    """The page as a source hands it on: its charset settled from the bytes."""
    known, encoding = document(content, "html"), decode(content, "html").encoding
    return replace(known, encoding=encoding)


def kept(result: Article) -> list[str]:
    return [line for line in LINES if line in " ".join(result.text.split())]


@pytest.mark.parametrize(
    "name", ["div", "span", "b", "a", "p", "font", "ul", "li", "blockquote", "table", "section", "h2"]
)
@pytest.mark.parametrize("closed", [True, False])
def test_nesting_of_100_000_elements(name: str, closed: bool) -> None:
    result = read(page(f"<{name}>" * 100_000 + BODY + f"</{name}>" * 100_000 * closed).encode())
    assert kept(result) == LINES


def test_nesting_just_below_what_is_looked_at() -> None:
    for name in ("div", "b", "blockquote"):
        assert kept(read(page(f"<{name}>" * 3900 + BODY).encode())) == LINES


@pytest.mark.parametrize("media_type", ["text", "html"])
def test_50_megabytes_are_refused_with_the_limit(media_type: MediaType) -> None:
    content = (BODY.encode() + b"\n") * (50_000_000 // len(BODY.encode()))
    result = read_article(document(content, media_type))
    assert isinstance(result, Rejection)
    assert (result.stage, result.reason) == ("clean", "too_large_text")
    assert "20,000,000" in result.detail


@pytest.mark.parametrize(
    "filling",
    [
        "<script>" + "var a = '<div>';" * 900000 + "</script>",
        "<!--" + "x y " * 3000000 + "-->",
        f"<img src='data:image/png;base64,{'A' * 12000000}'>",
        "<style>" + "a{}" * 4000000 + "</style>",
    ],
    ids=["script", "comment", "image", "style"],
)
def test_an_article_among_megabytes_that_no_one_reads(filling: str) -> None:
    assert kept(read(page(filling + BODY).encode())) == LINES


@pytest.mark.parametrize(
    "opened",
    [
        "<div><p><b>",
        "<table><tr><td>",
        "<ul><li>",
        '<a href="',
        "<p class='",
        "<",
        "</",
        "</p></div></body></html>",
        "<![CDATA[",
        "<!DOCTYPE",
        "<select>",
        "<font><b><i>" * 400,
        "<?xml",
    ],
)
def test_unclosed_tags_cost_no_article(opened: str) -> None:
    result = read_article(document(page(BODY + opened + "<p>Akhir berita.").encode(), "html"))
    assert isinstance(result, Article)
    assert_sound(result)
    assert len(kept(result)) >= len(LINES) - 1


def test_paragraphs_without_ends() -> None:
    assert kept(read(page("<p>" + "<p>".join(LINES)).encode())) == LINES


@pytest.mark.parametrize("media_type", ["text", "html"])
def test_null_bytes_are_taken_out(media_type: MediaType) -> None:
    received = page(BODY) if media_type == "html" else "\n\n".join(LINES)
    for damaged in (received.replace("aturan", "atu\0ran"), "\0" * 3000 + received, received.replace(" ", " \0")):
        result = read(damaged.encode(), media_type)
        assert "\0" not in result.text
        assert len(kept(result)) >= len(LINES) - 1


WRITTEN = [(written, "gb2312") for written in ("utf-8", "utf-16", "utf-16-le", "utf-16-be")]
WRITTEN += [
    (written, stated)
    for written in ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252")
    for stated in ("utf-8", "iso-8859-1", "no-such-charset", "")
]


@pytest.mark.parametrize(("written", "stated"), WRITTEN)
def test_the_charset_of_the_bytes_counts_not_the_stated_one(written: str, stated: str) -> None:
    content = page(BODY, f"<meta charset='{stated}'>").encode(written)
    assert kept(read(content)) == LINES
    result = read_article(settled(content))
    assert isinstance(result, Article)
    assert kept(result) == LINES


@pytest.mark.parametrize("stated", ["gb2312", "gbk", "gb18030", "utf-8", "iso-8859-1", ""])
def test_chinese_pages_in_gb18030(stated: str) -> None:
    body = "".join(f"<p>{line}</p>" for line in CHINESE)
    result = read_article(settled(page(body, f"<meta charset='{stated}'>").encode("gb18030")))
    assert isinstance(result, Article)
    assert [line for line in CHINESE if line in result.text] == CHINESE
    assert result.language == "zh"


def test_endless_dates_do_not_cost_the_article() -> None:
    dates = "".join(f"<span class='date'>Senin Wage {number} Oktbr 2024</span>" for number in range(900))
    assert kept(read(page(dates + BODY).encode())) == LINES


def test_deep_json_is_no_error() -> None:
    head = "<script type='application/ld+json'>" + '[{"@graph":' * 50_000 + "</script>"
    assert kept(read(page(BODY, head).encode())) == LINES


ODD = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from(
            list("\u200b\u200d\u00ad\u00a0\u202e\u2066\ufeff\u2028\u0085\x00\x0b\u0301\u0430\u0435“”\"'.。&;#<>|*_")
        ),
    ),
    max_size=200,
)
PIECES = st.lists(
    st.one_of(ODD, st.sampled_from([*LINES, *CHINESE, "\n", "\n\n", "Baca juga: ", "Editor: "])), max_size=20
)
TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<br>",
        "<b>",
        "</b>",
        "<table><tr><td>",
        "</table>",
        "<li>",
        "<a href='x'>",
        "</a>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<h1>",
        "</h1>",
        "<article>",
        "</article>",
        "&nbsp;",
        "&#8203;",
        "<title>",
        "<",
    ]
)


@settings(max_examples=100, deadline=None)
@given(PIECES)
def test_any_text_tiles_or_has_a_reason(pieces: list[str]) -> None:
    assert_answer(document("".join(pieces).encode("utf-8", "replace")))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.one_of(ODD, st.sampled_from([f"<p>{line}</p>" for line in LINES]), TAGS), max_size=40), st.booleans()
)
def test_any_markup_tiles_or_has_a_reason(pieces: list[str], framed: bool) -> None:
    markup = "".join(pieces)
    assert_answer(document((page(markup) if framed else markup).encode("utf-8", "replace"), "html"))


def assert_answer(given_document: Document) -> None:
    result = read_article(given_document)
    if isinstance(result, Article):
        assert_sound(result)
        assert not set("\u200b\u00ad\u00a0\u202e\u2066\ufeff\x00\r\u2028\u0085") & set(result.text)
    else:
        assert result.reason in {"empty", "too_short", "no_article"}
        assert result.detail
