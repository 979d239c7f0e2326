from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.sources.web.journal import Journal
from pipeline.sources.web.model import Entry, Fetched, Request

NOW = datetime(2026, 11, 28, 1, 2, 3, 456789, tzinfo=UTC)
ENTRY = Entry("https://contoh.id/a", NOW, None, "Judul “berita”")
REQUEST = Request("page", "https://contoh.id/a", NOW, 0.25, 200, 1234, False)
GOOD = Fetched(
    "umpan", "https://contoh.id/a", "new", NOW, final_url="https://contoh.id/b", canonical="https://contoh.id/b",
    redirects=("https://contoh.id/b",), status=200, headers={"etag": '"x"'}, sha256="ab" * 32, size=1234, entry=ENTRY,
    requests=(REQUEST,),
)  # fmt: skip
FAILED = Fetched("umpan", "https://contoh.id/c", "failed", NOW, reason="timeout", attempts=2, next_try=NOW)


def test_lines_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "raw" / "journal.jsonl"
    journal = Journal(path)
    assert list(journal.entries()) == []
    for fetched in (GOOD, FAILED):
        journal.append(fetched)
    assert list(Journal(path).entries()) == [GOOD, FAILED]
    journal.clear()
    assert path.stat().st_size == 0
    journal.append(FAILED)
    assert list(Journal(path).entries()) == [FAILED]


@pytest.mark.parametrize("cut", [1, 40, 200])
def test_a_line_that_was_being_written_is_dropped_and_the_next_one_is_whole(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "journal.jsonl"
    journal = Journal(path)
    journal.append(GOOD)
    journal.append(GOOD)
    path.write_bytes(path.read_bytes()[:-cut])
    again = Journal(path)
    assert list(again.entries()) == [GOOD]
    again.append(FAILED)
    assert list(again.entries()) == [GOOD, FAILED]


def test_lines_of_another_version_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_text('{"source_id": "umpan", "of_old": 1}\n[]\n{}\n', encoding="utf-8")
    journal = Journal(path)
    journal.append(GOOD)
    assert list(journal.entries()) == [GOOD]


def test_clearing_keeps_the_lines_of_sources_whose_time_has_not_come(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    journal = Journal(path)
    other = replace(GOOD, source_id="lain")
    for fetched in (GOOD, other, FAILED):
        journal.append(fetched)
    journal.clear(keep=["lain"])
    assert list(Journal(path).entries()) == [other]
    journal.append(FAILED)
    assert list(Journal(path).entries()) == [other, FAILED]
