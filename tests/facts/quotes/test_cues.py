import pytest

from pipeline import lexicons
from pipeline.facts.quotes.cues import cues_for

KINDS = {"tag", "clause", "both", "source", "agent", "inside", "pointer", "headline"}
TAKES = {"", "report", "named", "personal", "denial", "marked", "addressed", "loose", "free", "bound", "comma"}


@pytest.mark.parametrize("language", ["id", "ms", "en", "zh"])
def test_verb_files_hold_known_kinds_once(language):
    rows = lexicons.table(f"speech_verbs.{language}.csv")
    assert rows
    assert {row["kind"] for row in rows} <= KINDS
    assert {row["takes"] for row in rows} <= TAKES
    keys = [(row["form"], row["kind"]) for row in rows]
    assert len(keys) == len(set(keys))


def test_clitic_forms_are_made_from_tags():
    cues = cues_for("id")
    assert {"ujarnya", "katanya", "menurutnya"} <= cues.clitics
    assert "ujar" not in cues.clitics


def test_malay_reads_both_files_and_english_its_own():
    assert cues_for("ms") is cues_for("id")
    assert "berkata" in cues_for("ms").clauses
    assert "said" in cues_for("en").clauses
    assert "said" not in cues_for("id").clauses
