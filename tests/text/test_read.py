"""Documents to articles: tiling paragraphs, metadata, rejections, and nothing lost without a trace."""

import hashlib
import re
from collections import Counter
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.model import Article, Document, MediaType, Rejection, Stated
from pipeline.text.read import read_article

LEAD = "Pemerintah menyiapkan aturan baru untuk pusat data yang berlaku mulai tahun depan di seluruh negeri."
MORE = "Aturan itu mengikat semua pengelola, termasuk yang berkantor di luar negeri, kata pejabat tersebut."


def document(content: bytes, media_type: MediaType = "text", stated: Stated | None = None) -> Document:
    digest = hashlib.sha256(content).hexdigest()
    return Document(
        "uji", "berita/1.txt", content, media_type, digest, datetime(2026, 1, 1, tzinfo=UTC), stated or Stated()
    )


def article(text: str, stated: Stated | None = None) -> Article:
    result = read_article(document(text.encode(), stated=stated))
    assert isinstance(result, Article), result
    return result


def assert_tiled(result: Article) -> None:
    assert result.text == "\n\n".join(paragraph.text for paragraph in result.paragraphs)
    for paragraph in result.paragraphs:
        assert result.text[paragraph.start : paragraph.end] == paragraph.text
        assert paragraph.text == " ".join(paragraph.text.split())
    first = 0 if result.title else 1
    assert [paragraph.number for paragraph in result.paragraphs] == list(range(first, first + len(result.paragraphs)))


def test_an_article() -> None:
    result = article(f"Aturan Pusat Data Terbit\n\nJakarta (ANTARA) - {LEAD}\n\n{MORE}\n\nPewarta: Rina Wati")
    assert_tiled(result)
    assert [paragraph.kind for paragraph in result.paragraphs] == ["headline", "body", "body"]
    assert (result.title, result.dateline, result.agency) == ("Aturan Pusat Data Terbit", "Jakarta", "ANTARA")
    assert (result.byline, result.language) == ("Rina Wati", "id")
    assert result.published_on is None
    assert {removed.reason for removed in result.removed} == {"dateline", "byline"}


def test_stated_values_win() -> None:
    stated = Stated(
        url="https://www.tempo.co/x", title="Judul Resmi", byline="Budi", published_at="2024-02-05", language="id"
    )
    result = article(f"Senin, 1 Januari 2024 10:00 WIB\n\n{LEAD}\n\n{MORE}\n\nPewarta: Rina Wati", stated)
    assert_tiled(result)
    assert (result.title, result.byline, result.outlet) == ("Judul Resmi", "Budi", "Tempo")
    assert (result.published_on, result.published_at) == (date(2024, 2, 5), None)


def test_the_head_dates_the_article_and_prose_does_not() -> None:
    dated = article(f"Aturan Pusat Data Terbit\nSenin, 05/02/2024 15:20 WIB\n\n{LEAD}\n\n{MORE}")
    assert dated.published_on == date(2024, 2, 5)
    assert dated.published_at == datetime(2024, 2, 5, 8, 20, tzinfo=UTC)
    assert article(f"Aturan Pusat Data Terbit\n\n{LEAD}\n\nPada 5 Februari 2024 {MORE}").published_on is None


def test_one_line_becomes_paragraphs() -> None:
    body = " ".join(f"{LEAD} {MORE}" for _ in range(4))
    result = article(f"Jakarta (ANTARA) - {body}")
    assert_tiled(result)
    assert len(result.paragraphs) >= 3
    assert " ".join(paragraph.text for paragraph in result.paragraphs) == body


def test_markdown_with_front_matter() -> None:
    result = article(f"---\ntitle: Aturan Baru\ndate: 2024-02-05\n---\n# Aturan Baru\n\n**{LEAD}**\n\n{MORE}")
    assert (result.title, result.published_on) == ("Aturan Baru", date(2024, 2, 5))
    assert [paragraph.text for paragraph in result.paragraphs] == ["Aturan Baru", LEAD, MORE]


def test_a_page() -> None:
    paragraphs = "".join(f"<p>{text}</p>" for text in (f"Jakarta (ANTARA) - {LEAD}", MORE, f"{LEAD[:-1]}, kata dia."))
    head = "<title>Aturan Pusat Data Terbit - Koran Uji</title><meta property='og:site_name' content='Koran Uji'>"
    body = f"<article><h1>Aturan Pusat Data Terbit</h1>{paragraphs}<p>Baca juga: Berita Lain</p></article>"
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    result = read_article(document(html.encode(), "html"))
    assert isinstance(result, Article)
    assert_tiled(result)
    assert (result.title, result.dateline) == ("Aturan Pusat Data Terbit", "Jakarta")
    assert [paragraph.text for paragraph in result.paragraphs[1:]] == [LEAD, MORE, f"{LEAD[:-1]}, kata dia."]


@pytest.mark.parametrize(
    ("content", "media_type", "reason"),
    [
        (b"", "text", "empty"),
        (b" \n\t ", "html", "empty"),
        ("\u200b\ufeff".encode(), "text", "empty"),
        (b"Pendek saja.", "text", "too_short"),
        (b"<html><body></body></html>", "html", "no_article"),
        (b"kata " * 100_000 + b".", "text", "too_large_text"),
    ],
)
def test_rejections(content: bytes, media_type: MediaType, reason: str) -> None:
    result = read_article(document(content, media_type))
    assert isinstance(result, Rejection)
    assert (result.stage, result.reason) == ("clean", reason)
    assert result.detail


def test_the_id_follows_source_and_content() -> None:
    first, second = article(f"{LEAD}\n{MORE}"), article(f"{LEAD}\n{MORE} ")
    assert first.article_id == article(f"{LEAD}\n{MORE}").article_id
    assert first.article_id != second.article_id
    assert re.fullmatch(r"[0-9a-f]{16}", first.article_id)


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                LEAD,
                MORE,
                "",
                "Home",
                "Baca juga: Menteri Dorong Industri",
                "Editor: Rina Wati",
                "Jakarta (ANTARA) - Menteri itu",
                "Bagikan :",
                "Sumber : ANTARA",
                "5 Februari 2024",
                "(abc/def)",
                "新华社北京2月5日电",
                "Tag",
            ]
        ),
        st.text(alphabet=st.characters(codec="utf-8"), max_size=80),
    ),
    max_size=14,
)


@settings(max_examples=60, deadline=None)
@given(LINES)
def test_any_text_gives_tiled_paragraphs_or_a_reason(lines: list[str]) -> None:
    result = read_article(document("\n".join(lines).encode()))
    if isinstance(result, Article):
        assert_tiled(result)
        assert result == read_article(document("\n".join(lines).encode()))
    else:
        assert result.reason in {"empty", "too_short"}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([LEAD, MORE, "Home", "Editor: Rina Wati", "Sumber : ANTARA", "(abc/def)", "Tag"]), max_size=10
    )
)
def test_every_word_is_kept_or_recorded_as_removed(lines: list[str]) -> None:
    text = "\n".join(["Jakarta (ANTARA) - " + LEAD, *lines, f"{MORE[:-1]} lagi."])
    result = article(text)

    def words(part: str) -> Counter[str]:
        return Counter(re.findall(r"\w+", part))

    accounted = words(result.text)
    for removed in result.removed:
        accounted += words(removed.text)
    assert accounted == words(text)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["text", "html"]))
def test_any_bytes_are_answered(content: bytes, media_type: MediaType) -> None:
    assert isinstance(read_article(document(content, media_type)), Article | Rejection)
