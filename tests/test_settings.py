import os
from pathlib import Path

import pytest

from pipeline import settings
from pipeline.settings import SettingsError

NAMES = (
    "LUMBUNG_HOME",
    "LUMBUNG_SOURCES",
    "LUMBUNG_WORKERS",
    "LUMBUNG_KEEP",
    "LUMBUNG_TIMEZONE",
    "LUMBUNG_SCHEDULE_ON",
    "LUMBUNG_CORRECTIONS",
)


@pytest.fixture(autouse=True)
def nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_without_settings_everything_lies_where_the_command_runs(tmp_path: Path) -> None:
    found = settings.load()
    assert found.home == tmp_path / "data"
    assert found.sources == tmp_path / "sources.toml"
    assert found.workers == os.cpu_count()
    assert found.keep == 7


def test_empty_settings_are_no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = settings.load()
    for name in NAMES:
        monkeypatch.setenv(name, "")
    assert settings.load() == plain


def test_the_environment_decides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUMBUNG_HOME", str(tmp_path / "a" / ".." / "store"))
    monkeypatch.setenv("LUMBUNG_SOURCES", "lists/mine.toml")
    monkeypatch.setenv("LUMBUNG_WORKERS", "3")
    monkeypatch.setenv("LUMBUNG_KEEP", "30")
    found = settings.load()
    assert found.keep == 30
    assert (found.home, found.sources, found.workers) == (tmp_path / "store", tmp_path / "lists" / "mine.toml", 3)


def test_paths_do_not_move_with_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = settings.load()
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    assert found.working == tmp_path / "data" / "work" / "lumbung.duckdb"
    assert all(path.is_absolute() for path in (found.home, found.sources, found.lock, found.published))


def test_the_users_folder_is_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "budi"))
    monkeypatch.setenv("LUMBUNG_HOME", "~/lumbung")
    assert settings.load().home == tmp_path / "budi" / "lumbung"


def test_all_that_is_written_lies_under_the_home(tmp_path: Path) -> None:
    found = settings.load()
    assert found.published == tmp_path / "data" / "lumbung.duckdb"
    assert found.lock.parent == found.working.parent == tmp_path / "data" / "work"
    assert found.dagster_home == tmp_path / "data" / "dagster"
    assert len({found.working, found.lock, found.published, found.dagster_home}) == 4


def test_corrections_lie_beside_the_sources_unless_a_folder_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUMBUNG_SOURCES", str(tmp_path / "ours" / "sources.toml"))
    assert settings.load().corrections == tmp_path / "ours" / "corrections"
    monkeypatch.setenv("LUMBUNG_CORRECTIONS", str(tmp_path))
    assert settings.load().corrections == tmp_path
    monkeypatch.setenv("LUMBUNG_CORRECTIONS", str(tmp_path / "absent"))
    with pytest.raises(SettingsError, match=r"LUMBUNG_CORRECTIONS names .*Create it or unset"):
        settings.load()


@pytest.mark.parametrize("name", ["LUMBUNG_WORKERS", "LUMBUNG_KEEP"])
@pytest.mark.parametrize("value", ["0", "-1", "1.5", "two", " ", "²", "٣"])
def test_numbers_that_are_not_positive_are_refused_with_a_remedy(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as error:
        settings.load()
    assert f"{name} is {value!r}" in str(error.value)
    assert "Set it to" in str(error.value)


@pytest.mark.parametrize("name", ["Mars", "Asia/Nowhere", "../etc/passwd", "/etc/localtime", "Asia"])
def test_a_time_zone_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("LUMBUNG_TIMEZONE", name)
    with pytest.raises(SettingsError, match=r"LUMBUNG_TIMEZONE is .*Asia/Jakarta"):
        settings.load()


@pytest.mark.parametrize("value", ["yes", "true", "2", " "])
def test_the_schedule_is_on_or_off(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("LUMBUNG_SCHEDULE_ON", value)
    with pytest.raises(SettingsError, match=r"LUMBUNG_SCHEDULE_ON is .*Set it to 1"):
        settings.load()
