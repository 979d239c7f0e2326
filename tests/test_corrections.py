"""Corrections as a user meets them: the verb, whole refreshes, and the examples of `docs/corrections.md`."""

import re
import shutil
from pathlib import Path

import pytest

from pipeline import cli
from pipeline.corrections.kinds import KINDS
from pipeline.stages import correcting
from tests import correcting as helper
from tests.running import ROOT, SAMPLE, refresh, rows, write_sources
from warehouse import store

DOCUMENT = ROOT / "docs" / "corrections.md"
BLOCK = re.compile(r"### [^\n]*: `(\w+)\.csv`\n(.*?)(?=\n##)", re.DOTALL)


def run(folder: Path, monkeypatch: pytest.MonkeyPatch, home: Path, *arguments: str) -> int:
    monkeypatch.setenv("LUMBUNG_HOME", str(home))
    monkeypatch.setenv("LUMBUNG_SOURCES", str(write_sources(folder, SAMPLE)))
    return cli.main(arguments)


def test_the_examples_of_the_document_do_what_they_say(sample_home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "corrections"
    folder.mkdir()
    found = dict(BLOCK.findall(DOCUMENT.read_text(encoding="utf-8")))
    assert set(found) == set(KINDS)
    with helper.working(sample_home, tmp_path) as con:
        for kind, text in found.items():
            (example,) = re.findall(r"```csv\n(.*?)```", text, re.DOTALL)
            for query in re.findall(r"```sql\n(.*?)```", text, re.DOTALL):
                example, count = re.subn(r"\b[0-9a-f]{16}\b", con.execute(query).fetchall()[0][0], example)
                assert count == 1, kind
            (folder / f"{kind}.csv").write_text(example, encoding="utf-8")
        outcome = correcting.refresh(con, folder)
        assert [applied for applied in outcome if applied.status != "applied"] == []
        assert {applied.kind for applied in outcome} == set(KINDS)
        for query in re.findall(
            r"```sql\n(.*?)```", DOCUMENT.read_text(encoding="utf-8").split("## What came")[1], re.S
        ):
            assert con.execute(query).fetchall(), query


def test_articles_that_come_later_are_corrected_alike_and_without_the_files_nothing_is(
    sample_home: Path, tmp_path: Path
) -> None:
    inbox, home = tmp_path / "inbox", tmp_path / "data"
    files = sorted(path for path in SAMPLE.rglob("*") if path.is_file())
    sources = write_sources(tmp_path, inbox)
    with helper.working(sample_home, tmp_path) as con:
        chosen = [line for line in helper.lines(con) if "outlet" not in line[1]]
    corrections = helper.write(tmp_path / "corrections", chosen)
    for part in (files[::2], files[1::2]):
        for path in part:
            target = inbox / path.relative_to(SAMPLE)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)
        refresh(home, sources)
    whole = tmp_path / "whole"
    shutil.copytree(sample_home, whole, symlinks=True)
    refresh(whole, sources)
    corrected = rows(home)
    assert corrected == rows(whole)
    assert corrected["facts.overruled"] and corrected["marts.actors"] != rows(sample_home)["marts.actors"]
    shutil.rmtree(corrections)
    refresh(home, sources)
    assert rows(home) == rows(sample_home)


def test_a_mistake_stops_the_refresh_before_it_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    helper.write(tmp_path / "corrections", [("retype_actor", {"actor": "A", "type": "org"}), ("hide", {})])
    assert run(tmp_path, monkeypatch, tmp_path / "data", "refresh") == 2
    said = capsys.readouterr().err
    assert 'retype_actor.csv, line 2: `type` is "org". Did you mean ORG?' in said
    assert not (tmp_path / "data").exists()


def test_the_verb_writes_lists_and_tries(
    sample_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = Path(shutil.copytree(sample_home, tmp_path / "data", symlinks=True))
    file = home / "work" / "lumbung.duckdb"
    with store.connect(file) as con:
        before = helper.rows(con)
    assert run(tmp_path, monkeypatch, home, "corrections", "init") == 0
    assert f"{len(KINDS)} files written" in capsys.readouterr().out
    helper.write(tmp_path / "corrections", [("rename_actor", {"actor": "China", "name": "Tiongkok"})])
    assert run(tmp_path, monkeypatch, home, "corrections") == 0
    assert "rename_actor.csv, line 2: China; Tiongkok" in capsys.readouterr().out
    assert run(tmp_path, monkeypatch, home, "corrections", "check") == 0
    assert re.search(r"rename_actor.csv, line 2: applied, [0-9]+ rows. actor=China", capsys.readouterr().out)
    with store.connect(file) as con:
        assert helper.rows(con) == before
    assert run(tmp_path, monkeypatch, tmp_path / "none", "corrections", "check") == 0
    assert "after the first refresh" in capsys.readouterr().out


def test_the_refresh_names_the_lines_that_change_nothing(
    sample_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = Path(shutil.copytree(sample_home, tmp_path / "data", symlinks=True))
    helper.write(tmp_path / "corrections", [("rename_actor", {"actor": "Nezar Patrai", "name": "Nezar"})])
    assert run(tmp_path, monkeypatch, home, "refresh") == 0
    said = capsys.readouterr().out
    assert "rename_actor.csv, line 2 changes nothing: actor=Nezar Patrai" in said
    assert "Did you mean Nezar Patria?" in said
