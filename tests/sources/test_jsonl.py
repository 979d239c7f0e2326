import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.sources.config import Source
from pipeline.sources.jsonl import read_lines
from pipeline.sources.reasons import REASONS, ReadError
from pipeline.text.model import Document, Rejection

AT = datetime(2024, 2, 5, 3, 0, tzinfo=UTC)
SOURCE = Source(id="feed", kind="folder", path=Path("x"), outlet="Kabar Contoh", languages=("id",))


def read(content: bytes | list[Any], source: Source = SOURCE, step: int = 7) -> list[Document | Rejection]:
    if isinstance(content, list):
        content = "\n".join(json.dumps(line, ensure_ascii=False) for line in content).encode()
    return list(read_lines(pieces(content, step), source, "a/b.jsonl", AT))


def pieces(content: bytes, step: int) -> Iterable[bytes]:
    return (content[start : start + step] for start in range(0, len(content), step))


def only(results: list[Document | Rejection]) -> Document:
    (document,) = results
    assert isinstance(document, Document)
    return document


def refusals(results: list[Document | Rejection]) -> list[tuple[str, str]]:
    return [(item.source_uri, item.reason) for item in results if isinstance(item, Rejection)]


def test_a_line_becomes_a_document_with_what_it_states() -> None:
    line = {
        "id": 17,
        "text": "Harga beras turun – kata Menteri.",
        "url": "https://contoh.id/1",
        "title": "Harga turun",
        "byline": ["Sari", "Budi"],
        "published_at": "2024-02-05T10:00:00+07:00",
        "language": "in",
    }
    document = only(read([line]))
    assert document.source_uri == "a/b.jsonl#17"
    assert document.content.decode("utf-8") == line["text"]
    assert (document.encoding, document.media_type, document.fetched_at) == ("utf-8", "text", AT)
    stated = document.stated
    assert (stated.url, stated.outlet, stated.title) == ("https://contoh.id/1", "Kabar Contoh", "Harga turun")
    assert (stated.byline, stated.published_at) == ("Sari, Budi", "2024-02-05T10:00:00+07:00")
    assert (stated.language, stated.languages, stated.timezone) == ("id", ("id",), "Asia/Jakarta")


def test_lines_are_numbered_where_they_have_no_id() -> None:
    results = read([{"text": "satu"}, {"id": None, "text": "dua"}, {"id": "x", "html": "<p>tiga</p>"}])
    assert [item.source_uri for item in results] == ["a/b.jsonl#L1", "a/b.jsonl#L2", "a/b.jsonl#x"]
    assert [item.media_type for item in results if isinstance(item, Document)] == ["text", "text", "html"]


def test_text_wins_over_html_unless_it_is_empty() -> None:
    assert only(read([{"text": "isi", "html": "<p>lain</p>"}])).media_type == "text"
    assert only(read([{"text": " ", "html": "<p>lain</p>"}])).media_type == "html"


def test_other_field_names_nested_ones_included() -> None:
    fields = {"text": "content.body", "id": "nr", "outlet": "publisher.name", "published_at": "a.b"}
    source = replace(SOURCE, fields=fields)
    line = {"nr": "z1", "content": {"body": "isi"}, "publisher": {"name": "Harian Lain"}, "a.b": "2024-01-02"}
    document = only(read([line], source))
    assert (document.source_uri, document.content, document.stated.outlet) == ("a/b.jsonl#z1", b"isi", "Harian Lain")
    assert document.stated.published_at == "2024-01-02"


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        (1707102000, "2024-02-05T03:00:00+00:00"),
        (1707102000.9, "2024-02-05T03:00:00+00:00"),
        (1707102000123, "2024-02-05T03:00:00+00:00"),
        (1707102000123456, "2024-02-05T03:00:00+00:00"),
        (1707102000123456789, "2024-02-05T03:00:00+00:00"),
        ("1707102000", "2024-02-05T03:00:00+00:00"),
        (20240205, "2024-02-05"),
        ("20240205", "2024-02-05"),
        ("5 Februari 2024", "5 Februari 2024"),
        ("2024", "2024"),
        ("", None),
        (None, None),
    ],
)
def test_times_given_as_numbers_become_iso(written: object, iso: str | None) -> None:
    assert only(read([{"text": "isi", "published_at": written}])).stated.published_at == iso


@pytest.mark.parametrize("written", [5, -1, 2024, 1e300, float("nan"), float("inf"), True, {"$date": 1}, ["2024"]])
def test_a_time_that_is_none_is_refused(written: object) -> None:
    assert refusals(read([{"text": "isi", "published_at": written}])) == [("a/b.jsonl#L1", "bad_field")]


def test_each_bad_line_is_refused_with_its_number_and_the_rest_goes_on() -> None:
    content = (
        b'{"id": "a", "text": "satu"}\n{"id": "b", "text": \n\n'
        b'{"id": "a", "text": "ganda"}\n{"id": "c"}\n{"id": "d", "text": " "}\n[1]\n'
        b'{"id": "e", "text": ["x"]}\n{"id": {}, "text": "x"}\n{"id": "f", "text": "a\\u0000b"}\n'
        b'{"id": "g", "text": "\xe2\x80\x9csatu\xe2\x80\x9d \xc3\x28 \xff"}\n{"id": "z", "text": "akhir"}\r\n'
    )
    results = read(content)
    assert refusals(results) == [
        ("a/b.jsonl#L2", "bad_json"),
        ("a/b.jsonl#L4", "duplicate_id"),
        ("a/b.jsonl#L5", "missing_field"),
        ("a/b.jsonl#L6", "empty"),
        ("a/b.jsonl#L7", "bad_json"),
        ("a/b.jsonl#L8", "bad_field"),
        ("a/b.jsonl#L9", "bad_field"),
        ("a/b.jsonl#L10", "binary"),
        ("a/b.jsonl#L11", "undecodable"),
    ]
    assert [item.source_uri for item in results if isinstance(item, Document)] == ["a/b.jsonl#a", "a/b.jsonl#z"]
    for item in results:
        if isinstance(item, Rejection):
            assert item.stage == "read"
            assert item.detail.startswith(f"line {item.source_uri.rpartition('L')[2]}: ")


def test_a_refused_line_does_not_bar_a_later_one_with_its_id() -> None:
    results = read([{"id": "a"}, {"id": "a", "text": "isi"}])
    assert [type(item) for item in results] == [Rejection, Document]


def test_deep_nesting_and_endless_numbers_are_bad_json() -> None:
    content = b'{"text": ' + b"[" * 100_000 + b"\n" + b'{"text": "x", "n": ' + b"9" * 5000 + b"}\n"
    assert refusals(read(content, step=65536)) == [("a/b.jsonl#L1", "bad_json"), ("a/b.jsonl#L2", "bad_json")]


def test_a_line_over_the_limit_is_refused_and_the_next_is_read() -> None:
    source = replace(SOURCE, max_megabytes=0.0001)
    results = read([{"text": "x" * 200}, {"text": "pendek"}], source)
    assert refusals(results) == [("a/b.jsonl#L1", "too_large")]
    assert results[1].source_uri == "a/b.jsonl#L2"


def test_a_hopelessly_long_line_ends_the_file() -> None:
    source = replace(SOURCE, max_megabytes=0.0001)
    lines = read_lines(pieces(b'{"text": "satu"}\n' + b"x" * 3000, 64), source, "a.jsonl", AT)
    assert isinstance(next(lines), Document)
    with pytest.raises(ReadError, match=r"line 2 has .* Lines up to 1 were read") as caught:
        next(lines)
    assert caught.value.reason == "too_large"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\n \n\r\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b'[{"text": "isi"}]', "bad_json"),
        (b'{\n  "text": "isi"\n}', "bad_json"),
        (b"PAR1\x15\x04", "binary"),
        (b'{"text": "a"}\0', "binary"),
        ('{"text": "isi"}'.encode("utf-16")[:-1], "truncated"),
        (b'\xff\xfe"\x00\x00\xdc"\x00', "undecodable"),
    ],
)
def test_a_file_that_is_no_json_lines_is_refused_as_a_whole(content: bytes, reason: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(content, step=65536)
    assert caught.value.reason == reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_charsets(encoding: str) -> None:
    content = '{"id": "1", "text": "Ia menyebut “penting” – katanya"}\n'.encode(encoding)
    document = only(read(content, step=3))
    assert (document.source_uri, document.encoding) == ("a/b.jsonl#1", "utf-8")
    assert document.content.decode() == "Ia menyebut “penting” – katanya"


def test_escaped_surrogates_become_text_that_utf8_can_hold() -> None:
    document = only(read(rb'{"text": "bagus \ud83d\ude00 dan \ud83d rusak"}'))
    assert document.content.decode("utf-8") == "bagus 😀 dan \ufffd rusak"


def test_the_hash_depends_on_the_fields_used_alone() -> None:
    first = only(read(b'{"id": "1", "text": "isi", "other": 1}'))
    again = only(read(b'{"other": 2,  "text": "isi", "id": "1"}'))
    changed = only(read(b'{"id": "1", "text": "isi", "title": "baru"}'))
    assert first.content_sha256 == again.content_sha256 != changed.content_sha256
    assert len(first.content_sha256) == 64


@given(st.binary(max_size=600), st.integers(1, 50))
def test_any_bytes_give_documents_rejections_or_a_reason(content: bytes, step: int) -> None:
    try:
        results = read(content, step=step)
    except ReadError as error:
        assert error.reason in REASONS
    else:
        assert results
        assert all(item.reason in REASONS for item in results if isinstance(item, Rejection))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(["id", "text", "html", "url", "outlet", "title", "byline", "published_at", "language", "x"])


@given(st.lists(st.dictionaries(NAMES, JSON, max_size=6), min_size=1, max_size=4), st.integers(1, 50))
def test_any_objects_give_one_result_a_line_however_they_are_cut(lines: list[Any], step: int) -> None:
    content = "\n".join(json.dumps(line) for line in lines).encode()
    results = read(content, step=step)
    assert len(results) == len(lines)
    assert results == read(content, step=10**6)
    uris = [item.source_uri for item in results if isinstance(item, Document)]
    assert len(uris) == len(set(uris))
    for item in results:
        if isinstance(item, Document):
            assert item.content.decode("utf-8").strip()
