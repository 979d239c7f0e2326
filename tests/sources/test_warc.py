import gzip
import io
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.sources.config import Source
from pipeline.sources.entries import FileEntry
from pipeline.sources.folder import list_files, read_file
from pipeline.sources.reasons import ReadError
from pipeline.sources.warc import read_warc, require_record, survey
from pipeline.text.model import Document, Rejection

PAGE = "<html><head><title>Beras</title></head><body><p>Harga beras turun.</p></body></html>"
HTML = "text/html"


def record(kind: str, url: str, block: bytes, date: str = "2026-11-27T01:00:00Z", more: str = "") -> bytes:
    content_type = "application/http; msgtype=response" if kind == "response" else "application/warc-fields"
    if "Content-Type:" not in more:
        more += f"Content-Type: {content_type}\r\n"
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n{more}"
    head += f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Length: {len(block)}\r\n\r\n"
    return head.encode() + block + b"\r\n\r\n"


def response(
    path: str = "/a", body: bytes | str = PAGE, content_type: str = HTML, status: str = "200 OK", more: str = "",
    date: str = "2026-11-27T01:00:00Z",
) -> bytes:  # fmt: skip
    content = body.encode() if isinstance(body, str) else body
    head = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{more}\r\n"
    return record("response", f"https://kabar.example{path}", head.encode() + content, date)


@pytest.fixture
def source(tmp_path: Path) -> Source:
    return Source(id="arsip", kind="warc", path=tmp_path, outlet="Kabar Contoh", languages=("id",), max_megabytes=1)


def write(source: Source, *records: bytes, name: str = "a.warc") -> FileEntry:
    assert source.path is not None
    if name.endswith(".gz"):
        records = tuple(map(gzip.compress, records))
    (source.path / name).write_bytes(b"".join(records))
    return next(entry for entry in list_files(source) if entry.relative == name)


def read(source: Source, entry: FileEntry) -> list[Document | Rejection]:
    return list(read_warc(source, entry))


def pages(source: Source, *records: bytes, name: str = "a.warc") -> list[Document]:
    items = read(source, write(source, *records, name=name))
    assert [item for item in items if isinstance(item, Rejection)] == []
    return [item for item in items if isinstance(item, Document)]


def rejected(source: Source, *records: bytes, name: str = "a.warc") -> tuple[int, Rejection]:
    *documents, last = read(source, write(source, *records, name=name))
    assert all(isinstance(item, Document) for item in documents)
    assert isinstance(last, Rejection)
    return len(documents), last


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_page_becomes_a_document(source: Source, name: str) -> None:
    info = record("warcinfo", "", b"software: uji\r\n")
    (page,) = pages(source, info, response("/a#bagian", content_type="text/html; Charset=UTF-8"), name=name)
    assert (page.source_id, page.source_uri, page.media_type) == ("arsip", "https://kabar.example/a", "html")
    assert (page.content.decode(), page.encoding) == (PAGE, "utf-8")
    assert page.fetched_at == datetime(2026, 11, 27, 1, tzinfo=UTC)
    assert page.stated.url == "https://kabar.example/a#bagian"
    assert (page.stated.outlet, page.stated.languages) == ("Kabar Contoh", ("id",))


def test_a_charset_is_given_only_where_one_is_stated(source: Source) -> None:
    text = "<p>Café</p>" + PAGE
    first, second, third = pages(
        source,
        response("/1", text.encode("latin-1"), "text/html; charset=iso-8859-1"),
        response("/2", text.encode("latin-1")),
        response("/3", text.encode(), 'text/html; charset="iso-8859-1"'),
    )
    assert (first.encoding, second.encoding) == ("cp1252", None)
    assert third.encoding == "utf-8", "what is sound UTF-8 is UTF-8, whatever the server says"


def test_text_and_resources_are_read(source: Source) -> None:
    resource = record("resource", "https://kabar.example/r", PAGE.encode(), more="Content-Type: text/html\r\n")
    first, second, third = pages(
        source,
        response("/t", "Harga beras turun.", "TEXT/PLAIN"),
        resource,
        response("/x", PAGE, "application/xhtml+xml"),
    )
    assert (first.media_type, second.media_type, third.media_type) == ("text", "html", "html")
    assert second.source_uri == "https://kabar.example/r"


def test_what_is_no_page_is_counted_and_not_rejected(source: Source) -> None:
    records = [
        response("/1", status="301 Moved"),
        response("/2", status="404 Not Found"),
        response("/3", b"\x89PNG", "image/png"),
        response("/4"),
        record("revisit", "https://kabar.example/5", b""),
        record("request", "https://kabar.example/4", b""),
        record("resource", "metadata://kabar/log", b"log", more="Content-Type: text/plain\r\n"),
        response("/6", content_type=""),
    ]
    entry = write(source, *records)
    assert [item.source_uri for item in read(source, entry)] == ["https://kabar.example/4"]
    assert dict(survey(entry.path).skipped) == {
        "redirect": 1, "other status": 1, "neither HTML nor text": 2, "revisit": 1, "request": 1, "no web address": 1,
    }  # fmt: skip


def test_the_latest_capture_of_a_page_wins_wherever_it_stands(source: Source) -> None:
    new, old = "2026-11-28T01:00:00Z", "2026-11-20T01:00:00Z"
    records = [
        response("/a", "<p>lama</p>", date=old), response("/a#x", "<p>baru</p>", date=new), response("/b", date=new),
        response("/a", "<p>tengah</p>", date="2026-11-21T01:00:00Z"), response("/b", "<p>kosong</p>", status="404 Not"),
    ]  # fmt: skip
    first, second = pages(source, *records)
    assert (first.source_uri, first.content) == ("https://kabar.example/a", b"<p>baru</p>")
    assert second.content.decode() == PAGE
    assert survey(write(source, *records).path).skipped["earlier capture"] == 2


def test_transfer_and_content_codings_are_undone(source: Source) -> None:
    packed = gzip.compress(PAGE.encode())
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    first, second, third = pages(
        source,
        response("/1", chunked, more="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
        response("/2", packed, more="Content-Encoding: gzip\r\n"),
        response("/3", PAGE, more="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
    )
    assert {page.content.decode() for page in (first, second, third)} == {PAGE}


def test_a_page_that_cannot_be_read_is_rejected_alone(source: Source) -> None:
    entry = write(
        source,
        response("/besar", b"x" * 1_000_000),
        response("/rusak", gzip.compress(PAGE.encode())[:40], more="Content-Encoding: gzip\r\n"),
        response("/kosong", b""),
        response("/bom", gzip.compress(bytes(3_000_000)), more="Content-Encoding: gzip\r\n"),
        response("/baik"),
    )
    *rejections, page = read(source, entry)
    assert isinstance(page, Document)
    assert [(r.source_uri, r.reason) for r in rejections if isinstance(r, Rejection)] == [
        ("a.warc#https://kabar.example/besar", "too_large"),
        ("a.warc#https://kabar.example/rusak", "corrupt"),
        ("a.warc#https://kabar.example/kosong", "empty"),
        ("a.warc#https://kabar.example/bom", "too_large"),
    ]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_file_that_breaks_off_gives_its_whole_records_and_one_rejection(source: Source, name: str) -> None:
    whole = b"".join(gzip.compress(r) if name.endswith("gz") else r for r in (response("/1"), response("/2")))
    entry = write(source, name=name)
    entry.path.write_bytes(whole[: len(whole) - 60])
    *documents, last = read(source, entry)
    assert [item.source_uri for item in documents] == ["https://kabar.example/1"]
    assert isinstance(last, Rejection)
    assert (last.source_uri, last.reason) == (name, "truncated")
    assert "record 2" in last.detail


def test_an_earlier_whole_capture_stands_when_the_latest_is_cut(source: Source) -> None:
    entry = write(source)
    entry.path.write_bytes(response("/a", date="2026-11-20T01:00:00Z") + response("/a")[:-40])
    first, last = read(source, entry)
    assert isinstance(first, Document) and isinstance(last, Rejection)
    assert first.fetched_at.day == 20


def test_bad_records_end_the_file_with_one_rejection(source: Source) -> None:
    count, last = rejected(source, response("/1"), b"bukan rekaman\r\n\r\n", response("/2"))
    assert (count, last.reason, last.source_uri) == (1, "corrupt", "a.warc")
    damaged = gzip.compress(response("/2", PAGE * 20))
    count, last = rejected(source, gzip.compress(response("/1")) + damaged[:60] + b"xxxx" + damaged[64:], name="b.warc")
    assert (count, last.reason) == (1, "corrupt")
    assert rejected(source, b"bukan arsip")[1].reason == "corrupt"
    assert rejected(source, b"")[1].reason == "empty"


def test_a_record_damaged_within_leaves_those_before_it(source: Source) -> None:
    varied = "".join(f"<p>Harga {number * 7919 % 10007} rupiah</p>" for number in range(20_000))
    large = gzip.compress(response("/2", varied))
    middle = len(large) // 2
    damaged = large[:middle] + bytes(50) + large[middle + 50 :]
    entry = write(source, name="a.warc.gz")
    entry.path.write_bytes(gzip.compress(response("/1")) + damaged)
    first, last = read(source, entry)
    assert isinstance(first, Document) and isinstance(last, Rejection)
    assert (first.source_uri, last.reason) == ("https://kabar.example/1", "corrupt")


def test_one_gzip_archive_around_all_records_is_read(source: Source) -> None:
    entry = write(source, name="a.warc.gz")
    entry.path.write_bytes(gzip.compress(response("/1") + response("/2")))
    assert [item.source_uri[-2:] for item in read(source, entry)] == ["/1", "/2"]


def test_a_date_that_is_none_gives_way_to_that_of_the_response_and_then_of_the_file(source: Source) -> None:
    headed = response("/1", more="Date: Wed, 25 Nov 2026 10:00:00 GMT\r\n", date="2008-10-294T05:21:46-0700")
    entry = write(source, headed, response("/2", date="entah"))
    first, second = read(source, entry)
    assert isinstance(first, Document) and isinstance(second, Document)
    assert first.fetched_at == datetime(2026, 11, 25, 10, tzinfo=UTC)
    assert second.fetched_at.timestamp() == pytest.approx(entry.mtime_ns / 1e9)


def test_only_archives_are_listed_in_a_folder(source: Source, tmp_path: Path) -> None:
    for name in ("b.warc.gz", "a.WARC", "a.cdx", "crawl.log", "c.warc.gz.part", "sub/d.warc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    assert [entry.relative for entry in list_files(source)] == ["a.WARC", "b.warc.gz", "sub/d.warc"]
    assert [e.relative for e in list_files(replace(source, path=tmp_path / "a.cdx"))] == ["a.cdx"]
    assert [e.relative for e in list_files(replace(source, exclude=("sub",)))] == ["a.WARC", "b.warc.gz"]


def test_a_file_that_went_away_is_rejected_as_vanished(source: Source) -> None:
    entry = write(source, response())
    entry.path.unlink()
    (item,) = read(source, entry)
    assert isinstance(item, Rejection) and item.reason == "vanished"


def test_archives_are_read_as_files_of_a_folder_are(source: Source) -> None:
    pytest.importorskip("pipeline.sources.web.address", reason="the normal form of addresses is not here")
    entry = write(source, response("/a#bagian"))
    assert [item.source_uri for item in read_file(source, entry)] == ["https://kabar.example/a"]


def test_the_first_record_is_required(source: Source) -> None:
    require_record(write(source, response()).path)
    with pytest.raises(ReadError):
        require_record(write(source, name="b.warc").path)


def test_a_large_file_takes_little_memory(source: Source) -> None:
    body = PAGE * 2000
    written = io.BytesIO()
    for number in range(300):
        written.write(gzip.compress(response(f"/{number}", body), 1))
    entry = write(source, name="a.warc.gz")
    entry.path.write_bytes(written.getvalue())
    tracemalloc.start()
    count = sum(1 for _ in read_warc(source, entry))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 300
    assert peak < 12 * len(body) < 300 * len(body) / 10
