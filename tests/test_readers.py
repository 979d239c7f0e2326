"""Readers in processes of their own, while refreshes replace what they read."""

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipeline import cli
from tests.running import ROOT, write_sources
from warehouse import publish

READERS, REFRESHES = 8, 10
FILES = ("kendal", "batang", "tegal")
# The round is in every article, in words and as a figure; who speaks is another each time.
SPEAKERS = ("Satria Wibawa", "Duma Hartanto", "Tirta Gunadi", "Empu Baskara", "Lintang Maheswari",
            "Arum Sudirja", "Bayu Prakosa", "Wulan Pramesti", "Gilang Anggara", "Retno Santosa")  # fmt: skip

# Opens the file again and again as analysts do, asks five tables at different moments of one connection, and notes
# every round that each answer shows.
READER = """
import json, os, sys, time
from pathlib import Path
import duckdb
from warehouse import publish
home, stop, plain = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "plain"
QUERIES = (
    "select distinct regexp_extract(text, 'putaran ke-([0-9]+)', 1) from corpus.articles",
    "select distinct regexp_extract(text, 'putaran ke-([0-9]+)', 1) from corpus.paragraphs where text like '%putaran%'",
    "select distinct (value_low::int - 7000)::varchar from facts.figures where value_low between 7000 and 7999",
    "select distinct (value_low::int - 7000)::varchar from marts.figures_ledger where value_low between 7000 and 7999",
    "select count(*)::varchar from ops.runs where published_at is not null",
)
os.nice(19)  # the refreshes shall get on
seen, bad = [], []
while True:
    last = stop.exists()
    try:
        if plain:
            con = duckdb.connect(home / "lumbung.duckdb", read_only=True)
        else:
            con = publish.open_published(home)
        with con:
            rounds = set()
            for _ in range(2):
                for query in QUERIES:
                    rounds |= {row[0] for row in con.execute(query).fetchall()}
                time.sleep(0.3)
        if len(rounds) == 1:
            seen.append(int(rounds.pop()))
        else:
            bad.append(sorted(rounds))
    except Exception as error:
        bad.append(repr(error))
    if last:
        break
print(json.dumps({"seen": seen, "bad": bad}))
"""


def write_round(inbox: Path, number: int) -> None:
    speaker = SPEAKERS[number - 1]
    for place in FILES:
        (inbox / f"{place}.txt").write_text(
            f"Pabrik di {place.title()} Tambah Pekerja, putaran ke-{number}\n\n"
            f"{place.upper()} - Pabrik itu kini mempekerjakan {7000 + number} orang dari desa sekitar, lebih banyak"
            f" daripada rencana semula pada putaran ke-{number}.\n\n"
            f'"Kami menerima pekerja baru setiap bulan," kata {speaker}, kepala pabrik di {place.title()}.\n',
            encoding="utf-8",
        )


def test_eight_readers_see_whole_refreshes_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox, home, stop = tmp_path / "inbox", tmp_path / "data", tmp_path / "stop"
    inbox.mkdir()
    for name, value in (
        ("LUMBUNG_HOME", home),
        ("LUMBUNG_SOURCES", write_sources(tmp_path, inbox)),
        ("LUMBUNG_WORKERS", 1),
        ("LUMBUNG_KEEP", 2),
        ("DAGSTER_HOME", home / "dagster"),
    ):
        monkeypatch.setenv(name, str(value))
    write_round(inbox, 1)
    assert cli.main(["refresh"]) == 0
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(home), str(stop), "plain" if number % 2 else "closed"],
            cwd=ROOT,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for number in range(READERS)
    ]
    try:
        for number in range(2, REFRESHES + 1):
            write_round(inbox, number)
            assert cli.main(["refresh"]) == 0
        stop.touch()
        answers = [reader.communicate(timeout=60) for reader in readers]
    finally:
        for reader in readers:
            reader.kill()
    everything: set[int] = set()
    for output, errors in answers:
        assert output, errors
        found = json.loads(output)
        assert found["bad"] == []
        assert found["seen"] == sorted(found["seen"]), "a refresh was undone"
        assert found["seen"][-1] == REFRESHES
        assert len(set(found["seen"])) > 2, "a reader that sees no change proves nothing"
        everything |= set(found["seen"])
    assert everything == set(range(1, REFRESHES + 1))
    assert len(publish.versions(home)) == 2
    with duckdb.connect(home / "lumbung.duckdb", read_only=True) as con:
        rows = con.execute("select published_at, articles, sources from ops.runs order by started_at").fetchall()
    assert len({moment for moment, _, _ in rows}) == REFRESHES
    assert {row[1:] for row in rows} == {(len(FILES), 1)}
