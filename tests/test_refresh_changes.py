"""What a refresh does when files, sources and the clock's zone are not as they were."""

from pathlib import Path

import duckdb
import pytest

from tests.running import refresh, write_sources
from tests.test_refresh import NEW


def one(home: Path, sql: str) -> object:
    with duckdb.connect(home / "lumbung.duckdb", read_only=True) as con:
        return con.execute(sql).fetchall()[0][0]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder with one good article."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "baru.txt").write_text(NEW, encoding="utf-8")
    return folder


def test_an_article_outlives_its_file(inbox: Path, tmp_path: Path) -> None:
    home, sources = tmp_path / "data", write_sources(tmp_path, inbox)
    refresh(home, sources)
    (inbox / "baru.txt").unlink()
    (inbox / "baru.txt").symlink_to(inbox / "nowhere.txt")
    for _ in range(2):
        refresh(home, sources)
        (inbox / "lain.txt").write_text(NEW.replace("Semarang", "Kudus"), encoding="utf-8")
    assert one(home, "select count(*) from corpus.articles where source_uri = 'baru.txt'") == 1
    assert one(home, "select count(*) from facts.figures") > 0  # type: ignore[operator]
    assert one(home, "select attempts from ops.rejected where source_uri = 'baru.txt'") == 2


def test_the_zone_of_the_machine_changes_nothing(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Jakarta")
    home, sources = tmp_path / "data", write_sources(tmp_path, inbox)
    (inbox / "gone.txt").symlink_to(inbox / "nowhere.txt")
    refresh(home, sources)
    (inbox / "empty.txt").write_bytes(b"")
    refresh(home, sources)
    assert one(home, "select count(*) from ops.rejected") == 2


def test_a_source_that_changes_is_read_anew_and_one_that_is_off_leaves(inbox: Path, tmp_path: Path) -> None:
    home = tmp_path / "data"
    refresh(home, write_sources(tmp_path, inbox))
    assert one(home, "select outlet from corpus.articles") != "Lain Sekali"
    refresh(home, write_sources(tmp_path, inbox, 'outlet = "Lain Sekali"\n'))
    assert one(home, "select outlet from corpus.articles") == "Lain Sekali"
    output = refresh(home, write_sources(tmp_path, inbox, "enabled = false\n"))
    assert "Left out" in output
    assert one(home, "select count(*) from corpus.articles") == 0
    assert one(home, "select count(*) from facts.mentions") == 0
