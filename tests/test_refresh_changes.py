"""What a refresh does when files, sources and the clock's zone are not as they were."""

import json
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


def test_a_changed_article_keeps_its_version_and_tells_what_changed(inbox: Path, tmp_path: Path) -> None:
    home, sources, file = tmp_path / "data", write_sources(tmp_path, inbox), inbox / "baru.txt"
    refresh(home, sources)
    file.write_text(NEW.replace("Rp 1,5 triliun", "Rp 2,5 triliun"), encoding="utf-8")
    refresh(home, sources)
    file.write_text(
        NEW.replace("Rp 1,5 triliun", "Rp 2,5 triliun").replace("Wening Prasetya", "Sari Wulandari"), encoding="utf-8"
    )
    refresh(home, sources)
    # The same content read by other settings is no new version.
    refresh(home, write_sources(tmp_path, inbox, 'outlet = "Lain Sekali"\n'))
    with duckdb.connect(home / "lumbung.duckdb", read_only=True) as con:
        versions = con.execute(
            "select version_number, contains(text, 'Rp 1,5 triliun'), contains(text, 'Wening'),"
            " names_version is not null, figures_version is not null from ops.article_versions order by 1"
        ).fetchall()
        changes = con.execute(
            "select version_number, kind, change, before, after, value_before, value_after from ops.article_changes"
            " where kind <> 'text'"
        ).fetchall()
        (texts,) = con.execute("select list(change) from ops.article_changes where kind = 'text'").fetchall()[0]
        chain = con.execute(
            "select count(*) from ops.article_versions v join ops.article_versions n on n.article_id = v.replaced_by"
            " join corpus.articles a on a.article_id = n.replaced_by"
        ).fetchall()
        same_code = con.execute("select distinct same_code from ops.article_changes").fetchall()
    assert versions == [(1, True, True, True, True), (2, False, True, True, True)]
    assert (1, "figure", "changed", "Rp 1,5 triliun", "Rp 2,5 triliun", 1.5e12, 2.5e12) in changes
    assert [row[1:3] for row in changes if row[0] == 1] == [("figure", "changed")]
    second = {row[1:5] for row in changes if row[0] == 2}
    assert ("mention", "removed", "Wening Prasetya", None) in second
    assert ("mention", "added", None, "Sari Wulandari") in second
    assert not [row for row in second if row[0] == "figure"]
    assert sorted(texts) == ["added", "added", "removed", "removed"]
    assert chain == [(1,)]
    assert same_code == [(True,)]


def test_versions_leave_with_their_source(inbox: Path, tmp_path: Path) -> None:
    home = tmp_path / "data"
    refresh(home, write_sources(tmp_path, inbox))
    (inbox / "baru.txt").write_text(NEW.replace("1.200 orang", "1.300 orang"), encoding="utf-8")
    refresh(home, write_sources(tmp_path, inbox))
    assert one(home, "select count(*) from ops.article_versions") == 1
    refresh(home, write_sources(tmp_path, inbox, "enabled = false\n"))
    for table in ("ops.article_versions", "ops.version_facts", "ops.article_changes", "marts.coverage"):
        assert one(home, f"select count(*) from {table}") == 0
    assert one(home, "select count(*) from ops.source_health") == 0


def test_a_changed_file_that_cannot_be_read_replaces_nothing(inbox: Path, tmp_path: Path) -> None:
    home, sources = tmp_path / "data", write_sources(tmp_path, inbox)
    refresh(home, sources)
    (inbox / "baru.txt").write_bytes(b"")
    refresh(home, sources)
    assert one(home, "select count(*) from corpus.articles") == 1
    assert one(home, "select count(*) from ops.article_versions") == 0


def test_a_source_gone_quiet_is_a_warning_that_stops_nothing(inbox: Path, tmp_path: Path) -> None:
    (inbox / "baru.txt").unlink()
    lines = [
        json.dumps({"id": f"{day}", "text": NEW.replace("1.200", f"1.2{day:02}"), "published_at": f"2025-05-{day:02}"})
        for day in range(1, 13)
    ]
    (inbox / "harian.jsonl").write_text("\n".join(lines), encoding="utf-8")
    home, sources = tmp_path / "data", write_sources(tmp_path, inbox)
    assert "sources_keep_publishing" not in refresh(home, sources)
    assert one(home, "select state from ops.source_health") == "archive"
    # As if the source had been looked at since its first article.
    with duckdb.connect(home / "work" / "lumbung.duckdb") as con:
        con.execute(
            "insert into ops.coverage (source_id, day, looks, failed_looks) values ('inbox', '2025-05-12', 1, 0)"
        )
    (inbox / "undated.txt").write_text("Pusat Logistik\n\nPusat logistik itu dibuka untuk umum.\n", encoding="utf-8")
    assert "gone quiet" in refresh(home, sources)
    assert one(home, "select state from ops.source_health") == "quiet"
    assert one(home, "select count(*) from marts.coverage where status = 'published'") == 12
