import hashlib
import threading
from pathlib import Path

import pytest

from pipeline.sources.reasons import ReadError
from pipeline.sources.web.raw import RawStore


def test_bytes_come_back_by_their_hash(tmp_path: Path) -> None:
    store = RawStore(tmp_path)
    for content in (b"", b"berita", bytes(range(256)) * 5000):
        sha256 = store.put(content)
        assert sha256 == hashlib.sha256(content).hexdigest()
        assert store.get(sha256) == content
    assert store.path(sha256).parent.name == sha256[:2]


def test_the_same_bytes_are_written_once_and_no_draft_stays(tmp_path: Path) -> None:
    store = RawStore(tmp_path)
    path = store.path(store.put(b"berita"))
    stamp = path.stat().st_mtime_ns
    store.put(b"berita")
    assert path.stat().st_mtime_ns == stamp
    threads = [threading.Thread(target=store.put, args=(b"sama" * 10_000,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([file for file in tmp_path.rglob("*") if file.is_file()]) == 2


def test_what_is_gone_or_damaged_is_said(tmp_path: Path) -> None:
    store = RawStore(tmp_path)
    sha256, other = store.put(b"berita"), store.put(b"lain")
    store.path(sha256).write_bytes(store.path(other).read_bytes())
    with pytest.raises(ReadError, match="corrupt"):
        store.get(sha256)
    store.path(sha256).write_bytes(b"bukan zstd")
    with pytest.raises(ReadError, match="corrupt"):
        store.get(sha256)
    store.path(sha256).unlink()
    with pytest.raises(ReadError, match="vanished"):
        store.get(sha256)


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        RawStore(tmp_path).put(b"berita")
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []
