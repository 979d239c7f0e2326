"""The report of real published files: whole, safe, the same for the same file, there when nothing is to show."""

import base64
import hashlib
import json
import re
import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from pipeline.report import page, queries
from pipeline.settings import Settings
from pipeline.stages import reporting
from tests.report.hostile import hostile_articles
from tests.running import ROOT, environment, refresh, start, write_sources

VENDOR = page.FOLDER / "vendor"


def settings(home: Path) -> Settings:
    return Settings(home, home / "sources.toml", 1, 7)


def data_of(text: str) -> dict[str, object]:
    (block,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    found: dict[str, object] = json.loads(block)
    return found


@pytest.fixture(scope="module")
def sample_page(sample_home: Path) -> str:
    return (sample_home / "report.html").read_text(encoding="utf-8")


def test_a_refresh_writes_the_page_and_says_where(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    hostile_articles(inbox)
    sources = write_sources(tmp_path, inbox)
    output = refresh(tmp_path / "data", sources)
    made = tmp_path / "data" / "report.html"
    assert f"Report: {made}" in output
    text, stamp = made.read_text(encoding="utf-8"), made.stat().st_mtime_ns
    refresh(tmp_path / "data", sources)
    assert made.stat().st_mtime_ns == stamp, "nothing changed, so the page is not made again"
    made.unlink()
    assert reporting.write(settings(tmp_path / "data")) == (made, True)
    assert made.read_text(encoding="utf-8") == text, "the same file gives the same page"
    (inbox / "new.txt").write_text(
        "Pusat Data Dibuka\n\nSebanyak 45 orang bekerja di sana, Rabu (7/5/2025).\n", "utf-8"
    )
    refresh(tmp_path / "data", sources)
    assert made.read_text(encoding="utf-8") != text
    assert not list(made.parent.glob("*.part"))


def test_the_page_is_made_again_when_its_code_changes(sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    state = re.search(r'name="lumbung-report" content="([^"]+)\.\w+"', (sample_home / "report.html").read_text("utf-8"))
    assert state
    assert page.is_current(sample_home / "report.html", state[1])
    assert not page.is_current(sample_home / "report.html", "other")
    assert not page.is_current(sample_home / "absent.html", state[1])
    monkeypatch.setattr(page, "version", lambda: "newer")
    assert not page.is_current(sample_home / "report.html", state[1])


def test_sections_hold_what_the_file_holds(sample_home: Path, sample_page: str) -> None:
    data = data_of(sample_page)
    with duckdb.connect(sample_home / "lumbung.duckdb", read_only=True) as con:
        ((articles, stories),) = con.execute(
            "select count(*), count(distinct story_id) from corpus.articles"
        ).fetchall()
        ((weekly,),) = con.execute("select sum(articles) from marts.corpus_timeline").fetchall()
    assert (data["totals"]["articles"], data["totals"]["stories"]) == (articles, stories)
    periods = data["periods"]
    assert sum(row[periods["columns"].index("articles")] for row in periods["rows"]) == articles == weekly
    for name in queries.SECTIONS:
        assert name in data
        if name not in ("rejected", "totals", "run"):
            assert data[name]["rows"], name


def test_every_item_leads_to_a_paragraph_with_its_words(sample_page: str) -> None:
    data = data_of(sample_page)
    for name, column in (("figures", "surface"), ("quotes", "text"), ("actors", None), ("pairs", None)):
        columns = data[name]["columns"]
        for row in data[name]["rows"]:
            at = row[columns.index("at")]
            text = data["paragraphs"][at[0]][1]
            assert len(at) >= 3
            if column:
                said, written = text[at[1] : at[2]], row[columns.index(column)]
                assert said == written or name == "quotes", (said, written)
    for name in ("by_outlet", "by_language", "topic_periods"):
        assert all(row[-1] is not None for row in data[name]["rows"]), name


def test_the_policy_names_the_scripts_and_nothing_else(sample_page: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', sample_page)
    assert policy
    allowed = set(re.findall(r"sha256-([\w+/=]+)", policy[1].replace("&#43;", "+").replace("&#39;", "'")))
    scripts = re.findall(r"<script>(.*?)</script>", sample_page, re.DOTALL)
    assert {base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts} == allowed
    assert policy[1].startswith("default-src &#39;none&#39;")
    assert "connect-src" not in policy[1]
    assert "unsafe-eval" not in policy[1]


def test_the_page_asks_no_network_for_anything(sample_page: str) -> None:
    own = sample_page.replace((VENDOR / "echarts.min.js").read_text(encoding="utf-8"), "")
    assert not re.search(r"<(?:link|img|iframe|script)[^>]+(?:src|href)=", own)
    assert "@import" not in own
    assert "fetch(" not in own


@pytest.mark.parametrize("undated", [False, True], ids=["empty", "undated"])
def test_a_corpus_without_articles_or_days_has_a_page(tmp_path: Path, undated: bool) -> None:
    (tmp_path / "inbox").mkdir()
    if undated:
        text = "Pusat Data Dibuka\n\n" + "Sebanyak 45 orang bekerja di pusat data itu, kata pengelolanya. " * 6 + "\n"
        (tmp_path / "inbox" / "a.txt").write_text(text, "utf-8")
    refresh(tmp_path / "data", write_sources(tmp_path, tmp_path / "inbox"))
    data = data_of((tmp_path / "data" / "report.html").read_text(encoding="utf-8"))
    assert data["totals"]["articles"] == int(undated)
    assert data["totals"]["undated"] == int(undated)
    assert data["shown"] == []


def test_a_report_that_fails_leaves_the_file_published_and_says_so(tmp_path: Path) -> None:
    hostile_articles(tmp_path / "inbox")
    home = tmp_path / "data"
    (home / "report.html.part").mkdir(parents=True)
    sources = write_sources(tmp_path, tmp_path / "inbox")
    process = start(home, sources)
    output, _ = process.communicate(timeout=300)
    assert process.returncode == 1, output
    assert "The file is published; only its report was not made." in output
    assert "Nothing was published" not in output
    assert (home / "lumbung.duckdb").exists()
    (home / "report.html.part").rmdir()
    command = [sys.executable, "-m", "pipeline.cli", "report", "--no-open"]
    done = subprocess.run(command, env=environment(home, sources), cwd=ROOT, text=True, capture_output=True, check=True)
    assert done.stdout == f"{home / 'report.html'}\n"
    assert (home / "report.html").exists()


def test_who_comes_at_once_makes_one_page(sample_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "data"
    shutil.copytree(sample_home, home, symlinks=True, ignore=shutil.ignore_patterns("work", "dagster", "report.html"))
    together, is_current = threading.Barrier(3), reporting._is_current

    def seen_by_all(found: Settings) -> bool:
        current = is_current(found)
        if not threading.current_thread().name.endswith("again"):
            threading.current_thread().name += "again"
            together.wait(60)
        return current

    monkeypatch.setattr(reporting, "_is_current", seen_by_all)
    with ThreadPoolExecutor(3) as pool:
        made = list(pool.map(lambda _: reporting.write(settings(home)), range(3)))
    assert sorted(made) == [(home / "report.html", False)] * 2 + [(home / "report.html", True)]
    assert not list(home.glob("*.part"))


def test_no_report_without_a_published_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="lumbung refresh"):
        reporting.write(settings(tmp_path))


def test_the_chart_library_is_the_one_its_version_file_names() -> None:
    name, digest = (line.split() for line in (VENDOR / "VERSION").read_text(encoding="utf-8").splitlines())
    script = (VENDOR / "echarts.min.js").read_bytes()
    assert name[0] == "echarts"
    assert hashlib.sha256(script).hexdigest() == digest[1]
    assert b"</script" not in script.lower()
    assert b"\r" not in script
    assert f"echarts {name[1]}" in (ROOT / "docs" / "third-party.md").read_text(encoding="utf-8")
