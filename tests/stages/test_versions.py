"""Versions of the stages change with what they are made of, and nothing that decides a row is left out."""

from pathlib import Path

import pytest

from pipeline import lexicons
from pipeline.stages import versions


def test_every_module_of_the_core_counts_for_some_stage() -> None:
    counted = {path for patterns in versions.CODE.values() for p in patterns for path in versions.PACKAGE.glob(p)}
    counted |= {path for pattern in versions.SHARED for path in versions.PACKAGE.glob(pattern)}
    core = [path for folder in ("text", "facts") for path in (versions.PACKAGE / folder).rglob("*.py")]
    assert [path for path in core if path not in counted and path.name != "__init__.py"] == []


def test_every_pattern_finds_a_file() -> None:
    for patterns in versions.CODE.values():
        for pattern in patterns:
            assert list(versions.PACKAGE.glob(pattern)), pattern


@pytest.mark.parametrize(
    "name, stages",
    [
        ("figures_units.csv", {"figures"}),
        ("topics.toml", {"topics"}),
        ("persons_indonesia.csv", {"names"}),
        ("cleaning_links.txt", {"clean"}),
        ("reference_units.csv", set()),
    ],
)
def test_a_lexicon_of_the_user_changes_only_the_stages_that_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, stages: set[str]
) -> None:
    versions.stage_version.cache_clear()
    before = {stage: versions.stage_version(stage) for stage in versions.CODE}
    (tmp_path / name).write_text("x\n", encoding="utf-8")
    monkeypatch.setenv("LUMBUNG_LEXICON", str(tmp_path))
    versions.stage_version.cache_clear()
    after = {stage: versions.stage_version(stage) for stage in versions.CODE}
    versions.stage_version.cache_clear()
    assert {stage for stage in versions.CODE if before[stage] != after[stage]} == stages
    assert lexicons.folders()[-1] == tmp_path
