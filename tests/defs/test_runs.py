"""Assets at work: a failed check stops the publication, the sensor asks for refreshes when files appear."""

from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from pipeline import cli
from pipeline.defs.automation import inbox_sensor
from pipeline.facts import frames
from tests.running import write_sources
from warehouse import publish

TEXT = """Pabrik Baru di Kendal

KENDAL - Pabrik senilai Rp 2 triliun itu mempekerjakan 300 orang dari desa sekitar. Pembangunannya selesai dalam
dua tahun, lebih cepat daripada rencana semula, dan produknya dikirim ke lima negara.
"""


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one article, named by the environment as the only source."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "satu.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv("LUMBUNG_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LUMBUNG_SOURCES", str(write_sources(tmp_path, folder)))
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path / "data" / "dagster"))
    return folder


def test_a_failed_check_publishes_nothing_and_names_the_rows(
    inbox: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["refresh"]) == 0
    link = inbox.parent / "data" / "lumbung.duckdb"
    before = link.resolve()
    (inbox / "dua.txt").write_text(TEXT.replace("Kendal", "Batang"), encoding="utf-8")
    right = frames._figures

    def shifted(article: Any) -> frames.Rows:
        return {table: [(*row[:3], row[3] + 1, *row[4:]) for row in rows] for table, rows in right(article).items()}

    monkeypatch.setattr(frames, "_figures", shifted)
    assert cli.main(["refresh"]) == 1
    errors = capsys.readouterr().err
    assert "facts/figures offsets_reproduce_surfaces" in errors
    assert "Nothing was published" in errors
    assert link.resolve() == before


def test_figures_that_disagree_are_published_with_a_warning(inbox: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["refresh"]) == 0
    assert "warns" not in capsys.readouterr().err
    link = inbox.parent / "data" / "lumbung.duckdb"
    before = link.resolve()
    wrong = TEXT.replace("Rp 2 triliun", "Rp 2 triliun atau setara 125 miliar dolar AS").replace("Kendal", "Batang")
    (inbox / "dua.txt").write_text(wrong, encoding="utf-8")
    for _ in range(2):  # the second time there is nothing new, and the warning still stands
        assert cli.main(["refresh"]) == 0
        errors = capsys.readouterr().err
        assert "check warns: ops/figure_checks linked_figures_agree: Figures that the text itself links agree" in errors
        assert "Failing rows: 1" in errors
        assert link.resolve() != before
    with publish.open_published(inbox.parent / "data") as con:
        rows = con.execute("select plausible, measure, implied, figures, sentence from ops.figure_checks").fetchall()
    ((plausible, measure, implied, figures, sentence),) = rows
    assert (plausible, measure, implied) == (False, "IDR per USD", 16)
    assert figures == "amount: Rp 2 triliun; same: 125 miliar dolar AS"
    assert sentence.startswith("Pabrik senilai Rp 2 triliun atau setara 125 miliar dolar AS itu")


def test_an_article_that_an_extractor_cannot_take_is_a_rejected_row(
    inbox: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (inbox / "dua.txt").write_text(TEXT.replace("Kendal", "Batang"), encoding="utf-8")
    right = frames.find_figures

    def failing(article: Any) -> Any:
        if "Batang" in article.text:
            raise ZeroDivisionError("no such luck")
        return right(article)

    monkeypatch.setattr(frames, "find_figures", failing)
    assert cli.main(["refresh"]) == 0
    capsys.readouterr()
    assert cli.main(["sql", "select source_uri, stage, reason, detail from ops.rejected"]) == 0
    shown = capsys.readouterr().out
    assert "dua.txt" in shown
    assert "ZeroDivisionError: no such luck" in shown


def test_the_sensor_asks_once_for_each_new_listing(inbox: Path) -> None:
    first = inbox_sensor(dg.build_sensor_context())
    assert isinstance(first, dg.SensorResult)
    assert first.run_requests is not None
    assert len(first.run_requests) == 1
    again = inbox_sensor(dg.build_sensor_context(cursor=first.cursor))
    assert isinstance(again, dg.SkipReason)
    (inbox / "dua.txt").write_text(TEXT, encoding="utf-8")
    changed = inbox_sensor(dg.build_sensor_context(cursor=first.cursor))
    assert isinstance(changed, dg.SensorResult)
    assert changed.cursor != first.cursor


def test_the_sensor_says_what_is_wrong_with_the_sources(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUMBUNG_SOURCES", str(inbox / "nowhere.toml"))
    skipped = inbox_sensor(dg.build_sensor_context())
    assert isinstance(skipped, dg.SkipReason)
    assert "nowhere.toml" in str(skipped.skip_message)
