"""`lumbung sql` without a query: a script from a pipe, and a prompt."""

import io
import sys
from pathlib import Path

import duckdb
import pytest

from pipeline import cli


class Terminal(io.StringIO):
    """Lines that somebody types."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with duckdb.connect(tmp_path / "lumbung.duckdb") as con:
        con.execute("create table harvest as select 'beras' as crop")
    return tmp_path


def run(home: Path, monkeypatch: pytest.MonkeyPatch, typed: io.StringIO) -> int:
    monkeypatch.setattr(sys, "stdin", typed)
    return cli.main(["sql", "--home", str(home)])


def test_the_last_query_of_a_script_needs_no_semicolon(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, monkeypatch, io.StringIO("select 'jagung' as first;\nselect crop\nfrom harvest")) == 0
    shown = capsys.readouterr().out
    assert "jagung" in shown
    assert "beras" in shown


def test_a_script_shows_answers_alone(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, monkeypatch, io.StringIO("from harvest;\n")) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("┌")
    assert "lumbung>" not in shown


@pytest.mark.parametrize("script", ["from nowhere;\nfrom harvest;\n", "from harvest;\nfrom nowhere"])
def test_a_script_with_an_error_goes_on_and_fails(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], script: str
) -> None:
    assert run(home, monkeypatch, io.StringIO(script)) == 1
    shown = capsys.readouterr()
    assert "beras" in shown.out
    assert "nowhere" in shown.err


def test_an_empty_script_asks_nothing(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, monkeypatch, io.StringIO("")) == 0
    assert capsys.readouterr() == ("", "")


def test_a_prompt_says_how_to_end_and_leaves_what_is_not_ended(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, monkeypatch, Terminal("from nowhere;\nfrom harvest")) == 0
    shown = capsys.readouterr()
    assert "semicolon" in shown.out
    assert "lumbung> " in shown.out
    assert "beras" not in shown.out
    assert "nowhere" in shown.err
