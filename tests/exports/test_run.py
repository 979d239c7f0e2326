"""Exports of the sample corpus: what is in the files, what they replace, and what they leave alone."""

import hashlib
import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline import cli
from pipeline.exports import files, network, run
from pipeline.exports.run import ExportError
from warehouse import catalog, models, publish, store


def descriptor(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return found


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def everything(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All tables in both formats, by format."""
    folder = tmp_path_factory.mktemp("exports")
    names = ["corpus", "facts", "marts", "ops", "network"]
    for form in ("csv", "parquet"):
        run.export(sample_home, names, form, folder / form)
    return {form: folder / form for form in ("csv", "parquet")}


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_every_row_of_every_table_comes_back(everything: dict[str, Path], sample_home: Path, form: str) -> None:
    with publish.open_published(sample_home) as con:
        tables = catalog.tables(con)
        there = {name: con.execute(f"from {name}").fetchall() for name in tables}
    assert len(tables) > 40
    with duckdb.connect() as con:
        con.execute("set timezone = 'UTC'")
        for name, table in tables.items():
            path = everything[form] / f"{name}.{form}"
            if form == "csv":
                kinds = {c.name: "JSON" if c.type.endswith("[]") else c.type for c in table.columns}
                lists = [f'cast("{c.name}" as {c.type}) as "{c.name}"' for c in table.columns if c.type.endswith("[]")]
                keep = f"* replace ({', '.join(lists)})" if lists else "*"
                query = f"select {keep} from read_csv('{path}', columns = {kinds}, all_varchar = false, header = true)"
            else:
                query = f"from '{path}'"
            assert sorted(con.execute(query).fetchall(), key=str) == sorted(there[name], key=str), name


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_the_package_describes_each_file_with_its_hash_and_size(everything: dict[str, Path], form: str) -> None:
    found = descriptor(everything[form])
    paths = {item["path"] for item in found["resources"]}
    assert paths | {"datapackage.json"} == {path.name for path in everything[form].iterdir()}
    assert len({item["name"] for item in found["resources"]}) == len(paths)
    for item in found["resources"]:
        data = (everything[form] / item["path"]).read_bytes()
        assert item["bytes"] == len(data)
        assert item["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert item["description"].endswith(".")
        if item["path"] != "actor_network.graphml":
            assert all(field["description"].endswith(".") for field in item["schema"]["fields"])
    figures = next(item for item in found["resources"] if item["name"] == "facts.figures")
    assert figures["schema"]["primaryKey"] == ["figure_id"]
    assert {
        "fields": ["paragraph_id"],
        "reference": {"resource": "corpus.paragraphs", "fields": ["paragraph_id"]},
    } in figures["schema"]["foreignKeys"]
    assert {
        "fields": ["equivalent_figure_id"],
        "reference": {"resource": "", "fields": ["figure_id"]},
    } in figures["schema"]["foreignKeys"]
    types = {field["name"]: field["type"] for field in figures["schema"]["fields"]}
    assert (types["value_low"], types["date_low"], types["start_char"]) == ("number", "date", "integer")


def test_the_package_says_of_which_build_it_is(everything: dict[str, Path], sample_home: Path) -> None:
    version = publish.current(sample_home)
    assert version is not None
    found = descriptor(everything["csv"])
    assert found["lumbung"]["file"] == version.name
    assert found["created"] == f"{publish.moment_of(version):%Y-%m-%dT%H:%M:%SZ}"
    assert found["version"] == found["lumbung"]["contract_version"]
    assert found["licenses"]


def test_the_csv_of_a_head_is_as_documented(everything: dict[str, Path]) -> None:
    lines = (everything["csv"] / "ops.runs.csv").read_text(encoding="utf-8").splitlines()
    run_row = dict(zip(lines[0].split(","), lines[1].split(","), strict=True))
    moment = datetime.strptime(run_row["started_at"], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
    assert moment.year >= 2024
    actors = (everything["csv"] / "marts.actors.csv").read_text(encoding="utf-8")
    assert '"[""' in actors, "a list as JSON"


def test_marts_and_network_are_the_default_and_the_same_each_time(sample_home: Path, tmp_path: Path) -> None:
    paths = run.export(sample_home, [], "csv", tmp_path / "first")
    assert {path.name for path in paths} == {path.name for path in (tmp_path / "first").iterdir()}
    names = {path.name for path in paths}
    assert {"marts.actors.csv", "actor_network.graphml", "actor_network_nodes.csv", "datapackage.json"} <= names
    assert not [name for name in names if name.startswith(("corpus", "facts", "ops"))]
    run.export(sample_home, [], "csv", tmp_path / "second")
    assert contents(tmp_path / "first") == contents(tmp_path / "second")
    for name in ("third", "fourth"):
        run.export(sample_home, ["marts"], "parquet", tmp_path / name)
    assert contents(tmp_path / "third") == contents(tmp_path / "fourth")


def test_single_tables_lead_only_to_tables_of_the_export(sample_home: Path, tmp_path: Path) -> None:
    run.export(sample_home, ["marts.actors", "facts.quotes", "marts.actors"], "csv", tmp_path / "out")
    found = descriptor(tmp_path / "out")
    assert [item["name"] for item in found["resources"]] == ["facts.quotes", "marts.actors"]
    assert all("foreignKeys" not in item["schema"] for item in found["resources"])


def test_an_earlier_export_is_replaced_whole(sample_home: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    run.export(sample_home, ["facts"], "csv", target)
    run.export(sample_home, ["marts.topics"], "parquet", target)
    assert contents(target).keys() == {"marts.topics.parquet", "datapackage.json"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"], "nothing is left beside it"


def test_an_empty_folder_may_be_named(sample_home: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    run.export(sample_home, ["marts.topics"], "csv", tmp_path / "out")
    assert "marts.topics.csv" in contents(tmp_path / "out")


@pytest.mark.parametrize("name, text", [("notes.txt", "mine"), ("datapackage.json", "{}"), ("datapackage.json", "[")])
def test_a_folder_with_other_files_is_left_alone(sample_home: Path, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ExportError, match="no export wrote"):
        run.export(sample_home, [], "csv", tmp_path)
    assert contents(tmp_path) == {name: text.encode()}


def test_a_file_that_was_added_to_an_export_is_not_lost(sample_home: Path, tmp_path: Path) -> None:
    run.export(sample_home, ["marts.topics"], "csv", tmp_path / "out")
    (tmp_path / "out" / "notes.txt").write_text("mine", encoding="utf-8")
    before = contents(tmp_path / "out")
    with pytest.raises(ExportError, match="no export wrote"):
        run.export(sample_home, ["marts.actors"], "csv", tmp_path / "out")
    assert contents(tmp_path / "out") == before


@pytest.mark.parametrize("name", ["marts.nothing", "martsactors", "", "marts.actors; drop table x", "marts."])
def test_an_unknown_table_writes_nothing(sample_home: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError, match="no table"):
        run.export(sample_home, ["marts.topics", name], "csv", tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_failure_leaves_the_earlier_export(
    sample_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out"
    run.export(sample_home, [], "csv", target)
    before = contents(target)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(network, "write_graphml", full)
    with pytest.raises(run.ExportFailed, match=r"No space left on device\. What was there before is unchanged"):
        run.export(sample_home, [], "csv", target)
    assert cli.main(["export", "--to", str(target), "--home", str(sample_home)]) == 1
    assert contents(target) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_a_killed_export_left_is_removed_after_a_day(sample_home: Path, tmp_path: Path) -> None:
    fresh, other = tmp_path / ".out.0a1b2c3d.part", tmp_path / ".other.4e5f6a7b.part"
    stale = [tmp_path / f".out.4e5f6a7b.{kind}" for kind in ("part", "spill", "old")]
    for folder in (fresh, other, *stale):
        folder.mkdir()
        (folder / "marts.topics.csv").write_text("half", encoding="utf-8")
    for folder in (other, *stale):
        os.utime(folder, (0, 0))
    run.export(sample_home, ["marts.topics"], "csv", tmp_path / "out")
    assert stale[2].exists(), "the last good export, while nothing stands in its place"
    run.export(sample_home, ["marts.topics"], "csv", tmp_path / "out")
    assert fresh.exists() and other.exists()
    assert [folder.name for folder in stale if folder.exists()] == []


def test_a_place_that_cannot_be_written_is_told_in_one_sentence(
    sample_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for name in ("file/out", "file/deep/out", "n" * 300):
        assert cli.main(["export", "--to", str(tmp_path / name), "--home", str(sample_home)]) == 2
        message = capsys.readouterr().err
        assert message.count("\n") == 1 and "cannot be written" in message and "--to" in message
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_what_duckdb_cannot_write_is_told_in_one_sentence(
    sample_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise duckdb.IOException("IO Error: Could not write file: No space left on device\n\nLINE 1")

    monkeypatch.setattr(files, "write_table", full)
    assert cli.main(["export", "--to", str(tmp_path / "out"), "--home", str(sample_home)]) == 1
    message = capsys.readouterr().err
    assert message.count("\n") == 1 and "No space left on device. What was there" in message
    assert list(tmp_path.iterdir()) == []


def test_the_working_file_is_not_needed_and_an_open_reader_does_not_matter(sample_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(sample_home, home, symlinks=True, ignore=shutil.ignore_patterns("work", "dagster"))
    with publish.open_published(home) as con:
        run.export(home, ["marts.topics"], "csv", tmp_path / "out")
        ((count,),) = con.execute("select count(*) from marts.topics").fetchall()
    assert (tmp_path / "out" / "marts.topics.csv").read_text(encoding="utf-8").count("\n") > count > 0


def test_an_empty_warehouse_can_be_exported(tmp_path: Path) -> None:
    with store.connect(tmp_path / "working.duckdb") as con:
        for model in models.load():
            models.build(con, model)
    publish.publish(tmp_path / "working.duckdb", tmp_path / "home", datetime(2024, 5, 1, tzinfo=UTC), "0a1b2c3d-000001")
    for form in ("csv", "parquet"):
        run.export(tmp_path / "home", ["corpus", "facts", "marts", "ops", "network"], form, tmp_path / form)
    lines = (tmp_path / "csv" / "marts.actors.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 and lines[0].startswith("actor_id,name,")
    assert descriptor(tmp_path / "csv")["lumbung"]["lumbung_version"] == "unknown"


def test_the_command(sample_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "out")
    home = ["--home", str(sample_home)]
    assert cli.main(["export", "marts.topics", "--format", "parquet", "--to", out, *home]) == 0
    assert str(tmp_path / "out" / "marts.topics.parquet") in capsys.readouterr().out
    assert cli.main(["export", "marts.nothing", "--to", out, *home]) == 2
    assert "no table 'marts.nothing'" in capsys.readouterr().err
    assert cli.main(["export", "--to", out, "--home", str(tmp_path / "nowhere")]) == 2
    assert "lumbung refresh" in capsys.readouterr().err
