import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from warehouse import publish

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)
STATE = "0a1b2c3d-{:06d}"


class Desk:
    """A home folder and a working file whose table `words` holds one word."""

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home"
        self.working = folder / "work" / "lumbung.duckdb"
        self.working.parent.mkdir()
        self.number = 0

    @property
    def versions(self) -> Path:
        return self.home / "versions"

    def kept(self) -> list[str]:
        return sorted(path.name for path in self.versions.iterdir())

    def write(self, word: str) -> None:
        with duckdb.connect(self.working) as con:
            con.execute(f"create or replace table words as select '{word}' as word, range as n from range(20000)")

    def publish(self, word: str, moment: datetime | None = None, keep: int = publish.KEEP) -> Path:
        self.write(word)
        self.number += 1
        at = moment or NOON + timedelta(days=self.number)
        return publish.publish(self.working, self.home, at, STATE.format(self.number), keep)

    def read(self) -> str:
        with publish.open_published(self.home) as con:
            return word(con)


def word(con: DuckDBPyConnection) -> str:
    (found,) = con.execute("select word, count(distinct n) from words group by word").fetchall()
    assert found[1] == 20000
    return str(found[0])


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_a_version_carries_day_and_state_and_the_link_leads_to_it(desk: Desk) -> None:
    version = desk.publish("satu", NOON)
    assert version == desk.versions / "lumbung-20240501T120000Z-0a1b2c3d-000001.duckdb"
    link = desk.home / "lumbung.duckdb"
    assert link.is_symlink()
    assert publish.current(desk.home) == version.resolve()
    assert desk.read() == "satu"


def test_the_next_version_takes_the_link_and_leaves_the_last_as_it_was(desk: Desk) -> None:
    first = desk.publish("satu")
    before = first.read_bytes()
    second = desk.publish("dua")
    assert publish.current(desk.home) == second.resolve()
    assert desk.read() == "dua"
    assert first.read_bytes() == before
    assert desk.kept() == [first.name, second.name]


def test_the_working_file_and_its_version_part_ways(desk: Desk) -> None:
    desk.publish("satu")
    desk.write("dua")
    assert desk.read() == "satu"


def test_nobody_may_write_to_a_version_and_everybody_may_read_it(desk: Desk) -> None:
    modes = [desk.publish(name).stat().st_mode & 0o777 for name in ("satu", "dua")]
    assert modes == [0o444, 0o444]


def test_the_home_folder_can_be_moved(desk: Desk) -> None:
    desk.publish("satu")
    desk.home = desk.home.rename(desk.home.with_name("elsewhere"))
    assert desk.read() == "satu"


def test_the_newest_versions_are_kept(desk: Desk) -> None:
    names = [desk.publish(name, keep=2).name for name in ("satu", "dua", "tiga", "empat")]
    assert desk.kept() == names[-2:]
    assert desk.read() == "empat"


def test_a_week_of_versions_is_kept_unless_told_otherwise(desk: Desk) -> None:
    names = [desk.publish("satu").name for _ in range(8)]
    assert desk.kept() == names[1:]


def test_a_clock_set_back_does_not_cost_the_new_version(desk: Desk) -> None:
    desk.publish("satu", NOON)
    desk.publish("dua", NOON + timedelta(hours=1))
    new = desk.publish("tiga", NOON - timedelta(days=400), keep=1)
    assert new.exists()
    assert desk.read() == "tiga"


def test_the_same_state_can_be_published_again(desk: Desk) -> None:
    desk.write("satu")
    for _ in range(2):
        publish.publish(desk.working, desk.home, NOON, "0a1b2c3d-000001")
    assert len(desk.kept()) == 1
    assert desk.read() == "satu"


def test_what_an_interrupted_publication_left_is_removed(desk: Desk) -> None:
    desk.versions.mkdir(parents=True)
    (desk.versions / "lumbung-20240101T000000Z-0a1b2c3d-000000.part").write_bytes(b"half a file")
    (desk.home / ".lumbung.duckdb.next").symlink_to("versions/nowhere.duckdb")
    version = desk.publish("satu")
    assert desk.kept() == [version.name]
    assert sorted(path.name for path in desk.home.iterdir()) == ["lumbung.duckdb", "versions"]


def test_a_full_disk_leaves_readers_with_the_last_version(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first = desk.publish("satu")

    def half(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:1000])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "copyfile", half)
        with pytest.raises(OSError, match="No space left"):
            desk.publish("dua")
    assert publish.current(desk.home) == first.resolve()
    assert desk.read() == "satu"
    third = desk.publish("tiga")
    assert desk.read() == "tiga"
    assert desk.kept() == [first.name, third.name]


def test_a_state_is_published_while_the_link_leads_to_it(desk: Desk) -> None:
    assert not publish.is_published(desk.home, STATE.format(1))
    desk.publish("satu")
    assert publish.is_published(desk.home, STATE.format(1))
    assert not publish.is_published(desk.home, STATE.format(2))
    assert not publish.is_published(desk.home, "ffffffff-000001"), "another working file at the same revision"
    desk.publish("dua")
    assert publish.is_published(desk.home, STATE.format(2))
    assert not publish.is_published(desk.home, STATE.format(1))


def test_nothing_is_published_at_first_nor_behind_a_broken_link(desk: Desk) -> None:
    assert publish.current(desk.home) is None
    with pytest.raises(FileNotFoundError, match="lumbung refresh"):
        publish.open_published(desk.home)
    desk.publish("satu").unlink()
    assert publish.current(desk.home) is None
    assert not publish.is_published(desk.home, STATE.format(1))
    with pytest.raises(FileNotFoundError, match="lumbung refresh"):
        publish.open_published(desk.home)


def test_a_reader_of_the_old_version_keeps_reading_it(desk: Desk) -> None:
    old = desk.publish("satu")
    with publish.open_published(desk.home) as reader:
        desk.publish("dua", keep=1)
        assert not old.exists()
        assert word(reader) == "satu"
        assert desk.read() == "dua"
        assert word(reader) == "satu"


@pytest.mark.parametrize("content", [b"", b"not a log at all " * 50])
def test_a_stray_log_beside_an_old_version_does_no_harm(desk: Desk, content: bytes) -> None:
    old = desk.publish("satu")
    old.with_name(old.name + ".wal").write_bytes(content)
    assert desk.read() == "satu"
    second = desk.publish("dua", keep=2)
    assert {old.name, second.name} <= set(desk.kept())
    third = desk.publish("tiga", keep=2)
    assert [name for name in desk.kept() if name.endswith(".duckdb")] == [second.name, third.name]
    assert desk.read() == "tiga"
