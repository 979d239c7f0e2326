"""The whole path on real files: what a refresh leaves, repeats, and survives."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest
from filelock import FileLock

from tests.running import SAMPLE, environment, refresh, rows, start, write_sources

NEW = """Menteri Perdagangan Resmikan Pusat Logistik Digital di Semarang

SEMARANG, Warta Uji - Pusat logistik digital senilai Rp 1,5 triliun diresmikan di Semarang, Senin (12/5/2025). Fasilitas
itu mempekerjakan 1.200 orang dan dibangun selama dua tahun.

"Kami berharap biaya kirim turun 10 persen," kata pengelola kawasan, Wening Prasetya.
"""


def copied(folder: Path) -> Path:
    """The sample corpus as a folder of one's own, with the files' times kept."""
    return Path(shutil.copytree(SAMPLE, folder / "inbox"))


def test_every_table_of_the_contract_has_rows(sample_home: Path) -> None:
    with duckdb.connect(sample_home / "lumbung.duckdb", read_only=True) as con:
        counts = dict(
            con.execute("select schema_name || '.' || table_name, estimated_size from duckdb_tables()").fetchall()
        )
        ((ledger, said),) = con.execute("select count(*), count(actor) from marts.figures_ledger").fetchall()
        ((claimed,),) = con.execute(
            "select count(*) from facts.figures join facts.figure_quotes using (figure_id) where speaker is not null"
        ).fetchall()
    # No file of the sample is bad, nothing is corrected, changed or fetched, and no line recurs.
    empty = {table for table, count in counts.items() if not count}
    unchanged = {"ops.article_versions", "ops.version_facts", "ops.article_changes"}
    fetched = {"ops.pages", "ops.requests", "ops.robots", "ops.listings"}
    assert empty <= {
        "ops.rejected", "ops.corrections_applied", "facts.overruled", "corpus.recurring_lines", *unchanged, *fetched
    }  # fmt: skip
    assert ledger == counts["facts.figures"]
    assert said == claimed > 0
    assert {"corpus.stories", "facts.aliases", "marts.topic_figures", "ops.accuracy"} <= counts.keys()


def test_second_refresh_touches_nothing_and_says_so(tmp_path: Path) -> None:
    home, sources = tmp_path / "data", write_sources(tmp_path, copied(tmp_path))
    refresh(home, sources)
    before, target = rows(home), (home / "lumbung.duckdb").resolve()
    stamp = target.stat().st_mtime_ns
    output = refresh(home, sources)
    assert "Nothing changed" in output
    assert (home / "lumbung.duckdb").resolve() == target
    assert target.stat().st_mtime_ns == stamp
    assert rows(home) == before


def test_rows_do_not_depend_on_order_of_arrival_or_processes(tmp_path: Path, sample_home: Path) -> None:
    whole = copied(tmp_path)
    inbox = tmp_path / "arriving"
    files = sorted(path for path in whole.rglob("*") if path.is_file())
    random.Random(7).shuffle(files)
    sources = write_sources(tmp_path, inbox)
    for part in (files[::2], files[1::2]):
        for path in part:
            target = inbox / path.relative_to(whole)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)
        # Tiny batches, so that two processes really share the work.
        refresh_in_tiny_batches(tmp_path / "data", sources)
    assert rows(tmp_path / "data") == rows(sample_home)


def refresh_in_tiny_batches(home: Path, sources: Path) -> None:
    code = (
        "import sys\n"
        "from pipeline import cli\n"
        "from pipeline.stages import extracting, ledger, stories\n"
        "ledger.BATCH_DOCUMENTS = 2\n"
        "extracting.batches.__defaults__ = (2,)\n"
        "stories.BATCH_ARTICLES = 3\n"
        "if __name__ == '__main__': sys.exit(cli.main(['refresh']))\n"
    )
    script = home.parent / "tiny.py"
    script.write_text(code, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script)], env=environment(home, sources, workers=2), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_one_more_article_changes_only_its_rows_and_the_marts(tmp_path: Path) -> None:
    inbox = copied(tmp_path)
    home, sources = tmp_path / "data", write_sources(tmp_path, inbox)
    refresh(home, sources)
    before = rows(home)
    (inbox / "baru.txt").write_text(NEW, encoding="utf-8")
    output = refresh(home, sources)
    assert "names: 1 of 1 articles" in output
    after = rows(home)
    # Made from all articles at once: actors and aliases count them, the search index numbers and weighs by them.
    of_all = (
        "facts.actors",
        "facts.aliases",
        "corpus.search_paragraphs",
        "corpus.search_postings",
        "corpus.search_terms",
    )
    for table in before:
        if table.startswith(("corpus.", "facts.")) and table not in of_all:
            assert set(before[table]) <= set(after[table]), table
    assert len(after["corpus.articles"]) == len(before["corpus.articles"]) + 1
    assert len(after["facts.figures"]) > len(before["facts.figures"])


def test_changed_article_replaces_its_rows(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "baru.txt").write_text(NEW, encoding="utf-8")
    home, sources = tmp_path / "data", write_sources(tmp_path, inbox)
    refresh(home, sources)
    (inbox / "baru.txt").write_text(NEW.replace("Rp 1,5 triliun", "Rp 2,5 triliun"), encoding="utf-8")
    refresh(home, sources)
    with duckdb.connect(home / "lumbung.duckdb", read_only=True) as con:
        money = con.execute("select value_low from facts.figures where unit = 'IDR'").fetchall()
        orphans = con.execute(
            "select count(*) from facts.figures anti join corpus.articles using (article_id)"
        ).fetchall()
    assert money == [(2.5e12,)]
    assert orphans == [(0,)]


def test_bad_input_becomes_rows_with_reasons_and_the_rest_goes_on(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "good.txt").write_text(NEW, encoding="utf-8")
    (inbox / "empty.txt").write_bytes(b"")
    (inbox / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (inbox / "cut.html.gz").write_bytes(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x4b\x4c")
    (inbox / "menu.html").write_text("<html><body><nav><a href=/>Home</a></nav></body></html>", encoding="utf-8")
    (inbox / "lines.jsonl").write_text('{"id": "a", "text": \n{"id": "b"}\n', encoding="utf-8")
    (inbox / "huge.txt").write_bytes(b"berita panjang sekali " * 2_500_000)
    (inbox / "gone.txt").symlink_to(inbox / "nowhere.txt")
    home = tmp_path / "data"
    refresh(home, write_sources(tmp_path, inbox))
    with duckdb.connect(home / "lumbung.duckdb", read_only=True) as con:
        reasons = dict(con.execute("select source_uri, reason from ops.rejected").fetchall())
        articles = con.execute("select source_uri from corpus.articles").fetchall()
        ledger = con.execute(
            "select listed, unchanged + read + failed, read, accepted + rejected from ops.runs"
        ).fetchall()
    assert articles == [("good.txt",)]
    assert reasons["empty.txt"] == "empty"
    assert reasons["binary.txt"] == "binary"
    assert reasons["cut.html.gz"] == "truncated"
    assert reasons["menu.html"] == "no_article"
    assert reasons["lines.jsonl#L1"] == "bad_json"
    assert reasons["lines.jsonl#L2"] == "missing_field"
    assert reasons["huge.txt"] == "too_large"
    assert reasons["gone.txt"] in ("vanished", "unreadable")
    assert ledger == [(9, 9, 8, 8)]


def test_a_mistake_in_the_sources_is_one_sentence_with_the_line_and_the_remedy(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    file.write_text('[[source]]\nid = "a"\nkind = "folder"\npat = "x"\n', encoding="utf-8")
    process = start(tmp_path / "data", file)
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 2
    assert str(file) in output
    assert "line 4" in output
    assert "path" in output
    assert len(output.strip().splitlines()) == 1


@pytest.mark.parametrize("seed", [1])
def test_killed_at_any_moment_the_published_file_is_whole_and_the_next_run_completes(
    tmp_path: Path, sample_home: Path, seed: int
) -> None:
    inbox = copied(tmp_path)
    held_back = sorted(path for path in inbox.rglob("*") if path.is_file())[::3]
    waiting = [(path, path.read_bytes(), path.stat()) for path in held_back]
    for path, _, _ in waiting:
        path.unlink()
    home, sources = tmp_path / "data", write_sources(tmp_path, inbox)
    begun = time.monotonic()
    refresh(home, sources)
    lasted = time.monotonic() - begun
    before = rows(home)
    for path, content, stat in waiting:
        path.write_bytes(content)
        os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    moments = random.Random(seed)
    complete = rows(sample_home)
    for _ in range(10):
        process = start(home, sources)
        time.sleep(moments.uniform(0.1, 1.0) * lasted)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        # Whole: what was published before, or, when the kill came too late, all of the new.
        assert rows(home) in (before, complete)
    refresh(home, sources)
    assert rows(home) == complete


READER = """
import sys, duckdb
from pathlib import Path
con = duckdb.connect(sys.argv[1], read_only=True)
first = con.execute("select count(*), sum(length(text)) from corpus.articles").fetchall()
print("open", flush=True)
looks = 0
while not Path(sys.argv[2]).exists():
    assert con.execute("select count(*), sum(length(text)) from corpus.articles").fetchall() == first
    looks += 1
print("looks", looks, flush=True)
"""


def test_a_reader_neither_blocks_a_refresh_nor_sees_it(tmp_path: Path) -> None:
    inbox = copied(tmp_path)
    home, sources, stop = tmp_path / "data", write_sources(tmp_path, inbox), tmp_path / "stop"
    refresh(home, sources)
    command = [sys.executable, "-c", READER, str(home / "lumbung.duckdb"), str(stop)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "open\n"
        (inbox / "baru.txt").write_text(NEW, encoding="utf-8")
        output = refresh(home, sources)
        stop.touch()
        word, looks = reader.stdout.readline().split()
    assert "Published" in output
    assert reader.returncode == 0
    assert word == "looks"
    assert int(looks) > 0


def test_two_refreshes_at_once_are_refused_with_a_reason(tmp_path: Path) -> None:
    home, sources = tmp_path / "data", write_sources(tmp_path, copied(tmp_path))
    (home / "work").mkdir(parents=True)
    with FileLock(home / "work" / "refresh.lock"):
        process = start(home, sources)
        output, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Another refresh is at work" in output
