import gzip
import hashlib
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.sources.config import Source, SourcesError
from pipeline.sources.entries import FileEntry
from pipeline.sources.folder import list_files, read_file
from pipeline.sources.reasons import REASONS
from pipeline.text.model import Document, Rejection

TEXT = "Pemerintah membuka pusat data “baru” di Batam.\n\nKapasitasnya 20 megawatt.\n"
LINES = b'{"id": "1", "text": "satu"}\n{"id": "2", "text": "dua"}\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


@pytest.fixture
def source(root: Path) -> Source:
    return Source(id="inbox", kind="folder", path=root, outlet="Kabar Contoh", languages=("id", "en"))


def put(root: Path, relative: str, content: bytes | str = TEXT) -> Path:
    path = root / relative
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def names(source: Source) -> list[str]:
    return [entry.relative for entry in list_files(source)]


def read_all(source: Source) -> list[Document | Rejection]:
    return [item for entry in list_files(source) for item in read_file(source, entry)]


def reason(source: Source) -> str:
    (item,) = read_all(source)
    assert isinstance(item, Rejection)
    assert (item.source_id, item.stage) == ("inbox", "read")
    assert item.detail
    return item.reason


def test_files_are_listed_recursively_in_order(root: Path, source: Source) -> None:
    for relative in ("z.txt", "a/b.md", "a/c/d.HTML", "a.jsonl.gz", "b.pdf", "README.md"):
        put(root, relative)
    assert names(source) == ["README.md", "a.jsonl.gz", "a/b.md", "a/c/d.HTML", "b.pdf", "z.txt"]
    entry = list_files(source)[-1]
    status = (root / "z.txt").stat()
    assert entry == FileEntry("inbox", "z.txt", root / "z.txt", len(TEXT.encode()), status.st_mtime_ns)


def test_the_order_does_not_depend_on_creation(tmp_path: Path, source: Source) -> None:
    files = ["b/2.txt", "a.txt", "b/1.txt", "c/x/y.txt"]
    results = []
    for number, order in enumerate((files, files[::-1])):
        folder = tmp_path / str(number)
        for relative in order:
            os.utime(put(folder, relative), (1_700_000_000, 1_700_000_000))
        results.append(read_all(replace(source, path=folder)))
    assert results[0] == results[1]
    assert len(results[0]) == 4


def test_hidden_and_temporary_files_are_left_out(root: Path, source: Source) -> None:
    for relative in (".a.txt", ".git/a.txt", "a.txt.part", "a.tmp", "a.txt~", "a.txt"):
        put(root, relative)
    assert names(source) == ["a.txt"]


def test_include_and_exclude_patterns(root: Path, source: Source) -> None:
    for relative in ("a.txt", "b.md", "drafts/c.txt", "2024/01/d.txt", "2024/01/e.md"):
        put(root, relative)
    assert names(replace(source, include=("*.txt",))) == ["2024/01/d.txt", "a.txt", "drafts/c.txt"]
    assert names(replace(source, exclude=("drafts", "*.md"))) == ["2024/01/d.txt", "a.txt"]
    assert names(replace(source, include=("2024/**",), exclude=("*.md",))) == ["2024/01/d.txt"]


def test_links_in_a_circle_end_and_a_folder_is_read_once(root: Path, tmp_path: Path, source: Source) -> None:
    put(root, "sub/a.txt")
    put(tmp_path, "elsewhere/b.txt")
    (root / "sub" / "up").symlink_to(root, target_is_directory=True)
    (root / "again").symlink_to(root / "sub", target_is_directory=True)
    (root / "out").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    (root / "self").symlink_to(root / "self")
    assert names(source) == ["out/b.txt", "self", "sub/a.txt"]
    assert [item.reason for item in read_all(source) if isinstance(item, Rejection)] == ["unreadable"]


def test_a_path_may_be_a_single_file(root: Path, source: Source) -> None:
    path = put(root, "all.jsonl", LINES)
    items = read_all(replace(source, path=path))
    assert [item.source_uri for item in items] == ["all.jsonl#1", "all.jsonl#2"]


def test_an_absent_folder_is_empty_when_optional_and_an_error_otherwise(tmp_path: Path, source: Source) -> None:
    absent = replace(source, path=tmp_path / "none")
    assert list_files(replace(absent, optional=True)) == []
    assert list_files(replace(absent, enabled=False)) == []
    with pytest.raises(SourcesError, match=r'source "inbox": no such folder: .*none\. Create it'):
        list_files(absent)


def test_a_text_file_becomes_one_document(root: Path, source: Source) -> None:
    path = put(root, "2024/kabar.txt")
    os.utime(path, (1_707_102_000, 1_707_102_000))
    (document,) = read_all(source)
    assert isinstance(document, Document)
    assert (document.source_id, document.source_uri) == ("inbox", "2024/kabar.txt")
    assert (document.content, document.media_type, document.encoding) == (TEXT.encode(), "text", "utf-8")
    assert document.content_sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert document.fetched_at == datetime(2024, 2, 5, 3, 0, tzinfo=UTC)
    assert (document.stated.outlet, document.stated.languages) == ("Kabar Contoh", ("id", "en"))
    assert document.stated.url is None


@pytest.mark.parametrize(
    ("name", "media_type"), [("a.txt", "text"), ("a.MD", "text"), ("a.html", "html"), ("a.htm", "html")]
)
@pytest.mark.parametrize("compression", ["", ".gz", ".zst"])
def test_types_and_compressions(root: Path, source: Source, name: str, media_type: str, compression: str) -> None:
    content = TEXT.encode()
    packed = {"": content, ".gz": gzip.compress(content), ".zst": zstandard.compress(content)}[compression]
    put(root, name + compression, packed)
    (document,) = read_all(source)
    assert isinstance(document, Document)
    assert (document.content, document.media_type) == (content, media_type)
    assert document.content_sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("compression", ["", ".gz", ".zst"])
def test_json_lines_are_read_from_archives_of_several_parts(root: Path, source: Source, compression: str) -> None:
    pack = {"": bytes, ".gz": gzip.compress, ".zst": zstandard.compress}[compression]
    put(root, f"a.jsonl{compression}", pack(LINES[:20]) + pack(LINES[20:]))
    assert [item.source_uri for item in read_all(source)] == [f"a.jsonl{compression}#{n}" for n in (1, 2)]


@pytest.mark.parametrize(
    ("encoding", "found"),
    [("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("windows-1252", "cp1252")],
)
def test_the_encoding_found_is_recorded(root: Path, source: Source, encoding: str, found: str) -> None:
    put(root, "a.txt", TEXT.encode(encoding))
    (document,) = read_all(source)
    assert isinstance(document, Document)
    assert document.encoding == found
    assert document.content.decode(found) == TEXT


@pytest.mark.parametrize(("charset", "found"), [("gb18030", "gb18030"), ("big5", "big5hkscs")])
@pytest.mark.parametrize("page", ['<meta charset="{0}"><p>{1}</p>', "<p>{1}</p>"])
def test_chinese_pages(root: Path, source: Source, charset: str, found: str, page: str) -> None:
    sentence = "他說，新的資料中心明年啟用，預計創造三千個就業機會。"
    put(root, "a.html", page.format(charset, sentence).encode(charset))
    (document,) = read_all(source)
    assert isinstance(document, Document)
    assert document.encoding == found
    assert sentence in document.content.decode(found)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n", "empty"),
        ("a.txt.gz", b"", "empty"),
        ("a.txt.zst", b"", "empty"),
        ("a.jsonl", b"", "empty"),
        ("a.md", b"%PDF-1.4", "binary"),
        ("a.html", b"<p>\0</p>", "binary"),
        ("a.jsonl", gzip.compress(LINES), "binary"),
        ("a.txt", TEXT.encode() + "“".encode()[:2], "truncated"),
        ("a.txt.gz", gzip.compress(TEXT.encode() * 99)[:-12], "truncated"),
        ("a.txt.zst", zstandard.compress(TEXT.encode() * 99)[:-2], "truncated"),
        ("a.txt.gz", b"no archive at all", "corrupt"),
        ("a.txt.zst", b"no archive at all", "corrupt"),
        ("a.txt.gz", gzip.compress(TEXT.encode() * 99)[:-8] + b"12345678", "corrupt"),
        ("a.jsonl", b'{"text": "isi"', "bad_json"),
        ("a.jsonl", b'{"title": "isi"}', "missing_field"),
        ("a.jsonl", b'{"text": 5}', "bad_field"),
        ("a.txt", b"\xe2\x80\x9c\xe2\x80\x9c \xff \xff " * 9, "undecodable"),
        ("a.pdf", b"%PDF-1.4", "unsupported_type"),
        ("a.tar.gz", b"", "unsupported_type"),
        ("noextension", b"isi", "unsupported_type"),
    ],
)
def test_every_reason(root: Path, source: Source, name: str, content: bytes, expected: str) -> None:
    put(root, name, content)
    assert reason(source) == expected


def test_lines_before_the_break_of_an_archive_are_kept(root: Path, source: Source) -> None:
    lines = b"".join(b'{"id": %d, "text": "%s"}\n' % (n, os.urandom(200).hex().encode()) for n in range(3000))
    put(root, "a.jsonl.gz", gzip.compress(lines)[:-40_000])
    put(root, "b.jsonl.zst", zstandard.compress(lines)[:-40_000])
    for entry in list_files(source):
        *documents, last = read_file(source, entry)
        assert len(documents) > 500
        assert all(isinstance(item, Document) for item in documents)
        assert isinstance(last, Rejection)
        assert (last.source_uri, last.reason) == (entry.relative, "truncated")
        assert f"Lines up to {len(documents)} were read" in last.detail


@pytest.mark.parametrize("compression", ["", ".gz", ".zst"])
def test_a_document_at_the_limit_is_refused_packed_or_not(root: Path, source: Source, compression: str) -> None:
    small = replace(source, max_megabytes=0.01)
    pack = {"": bytes, ".gz": gzip.compress, ".zst": zstandard.compress}[compression]
    put(root, f"a.txt{compression}", pack(b"x" * 10_000))
    assert reason(small) == "too_large"
    put(root, f"a.txt{compression}", pack(b"x" * 9_999))
    assert isinstance(read_all(small)[0], Document)


def test_fifty_megabytes_are_refused_without_reading(root: Path, source: Source) -> None:
    with (root / "a.txt").open("wb") as file:
        file.truncate(50_000_000)
    assert reason(source) == "too_large"


def test_a_bomb_is_given_up_early(root: Path, source: Source) -> None:
    packer = zstandard.ZstdCompressor(level=1).compressobj()
    put(root, "a.txt.zst", b"".join(packer.compress(b" " * 10**7) for _ in range(20)) + packer.flush())
    assert reason(replace(source, max_megabytes=1)) == "too_large"


def test_a_json_lines_file_may_be_larger_than_a_document(root: Path, source: Source) -> None:
    put(root, "a.jsonl", b'{"text": "kata"}\n' * 2000)
    assert len(read_all(replace(source, max_megabytes=0.01))) == 2000


def test_a_vanished_file(root: Path, source: Source) -> None:
    path = put(root, "a.txt")
    (entry,) = list_files(source)
    path.unlink()
    (item,) = read_file(source, entry)
    assert isinstance(item, Rejection)
    assert item.reason == "vanished"


def test_a_dangling_link_has_vanished(root: Path, source: Source) -> None:
    (root / "a.txt").symlink_to(root / "gone.txt")
    assert reason(source) == "vanished"


def test_a_file_that_became_a_folder_is_unreadable(root: Path, source: Source) -> None:
    path = put(root, "a.txt")
    (entry,) = list_files(source)
    path.unlink()
    path.mkdir()
    assert [item.reason for item in read_file(source, entry) if isinstance(item, Rejection)] == ["unreadable"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser reads everything")
@pytest.mark.parametrize("locked", ["a.txt", "sub"])
def test_what_is_locked_is_unreadable(root: Path, source: Source, locked: str) -> None:
    put(root, "a.txt" if locked == "a.txt" else "sub/a.txt")
    (root / locked).chmod(0)
    try:
        assert reason(source) == "unreadable"
    finally:
        (root / locked).chmod(0o700)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file whose reading fails (Linux)")
@pytest.mark.parametrize("name", ["a.txt", "a.jsonl", "a.txt.gz"])
def test_a_failing_disk_is_unreadable(root: Path, source: Source, name: str) -> None:
    (root / name).symlink_to("/proc/self/mem")
    assert reason(source) == "unreadable"


def test_a_named_pipe_does_not_hang(root: Path, source: Source) -> None:
    os.mkfifo(root / "a.txt")
    assert reason(source) == "unsupported_type"


def test_a_name_that_is_not_utf8_can_be_stored(root: Path, source: Source) -> None:
    try:
        (root / os.fsdecode(b"caf\xe9.txt")).write_text(TEXT, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (document,) = read_all(source)
    assert document.source_uri == "caf\\xe9.txt"


def test_any_modification_time_is_taken(root: Path, source: Source) -> None:
    entry = replace(_one(root, source), mtime_ns=2**63 - 1)
    assert isinstance(next(read_file(source, entry)), Document)
    assert isinstance(next(read_file(source, replace(entry, mtime_ns=-(2**63)))), Document)


def _one(root: Path, source: Source) -> FileEntry:
    put(root, "a.txt")
    return list_files(source)[0]


SUFFIXES = st.sampled_from([".txt", ".html", ".jsonl", ".txt.gz", ".html.zst", ".jsonl.gz", ".jsonl.zst", ".xyz"])
STARTS = st.sampled_from(
    [b"", b"\xef\xbb\xbf", b"\xff\xfe", b'{"text": "', b"<meta charset=big5>", b"(\xb5/\xfd", b"{"]
)
PACKERS = st.sampled_from([bytes, gzip.compress, zstandard.compress])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SUFFIXES, STARTS, st.binary(max_size=400), PACKERS, st.integers(0, 30))
def test_whatever_a_file_holds_it_is_read_or_refused(
    tmp_path: Path, suffix: str, start: bytes, rest: bytes, pack: type[bytes], cut: int
) -> None:
    content = pack(start + rest)
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content[: len(content) - cut])
    source = Source(id="inbox", kind="folder", path=path)
    results = read_all(source)
    assert results
    for item in results:
        assert isinstance(item, Document | Rejection)
        if isinstance(item, Rejection):
            assert item.reason in REASONS
        else:
            assert item.encoding is not None
            assert item.content.decode(item.encoding, "replace").strip()
