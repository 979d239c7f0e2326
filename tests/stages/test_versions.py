"""Versions of the stages change with what they are made of, and nothing that decides a row is left out."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import lexicons
from pipeline.stages import versions


def test_every_module_of_the_core_counts_for_some_stage() -> None:
    counted = {path for patterns in versions.CODE.values() for p in patterns for path in versions.PACKAGE.glob(p)}
    counted |= {path for pattern in versions.SHARED for path in versions.PACKAGE.glob(pattern)}
    core = [path for folder in ("text", "facts") for path in (versions.PACKAGE / folder).rglob("*.py")]
    assert [path for path in core if path not in counted and path.name != "__init__.py"] == []


def lexicons_named(module: Path) -> Iterator[str]:
    """Names of lexicon files that a module reads, as patterns: what it puts in at run time is a star."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ("table", "terms", "tree"):
            for argument in node.args[:1]:
                parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in parts)


@pytest.mark.parametrize("folder", ["figures", "names", "quotes"])
def test_a_stage_is_done_again_when_a_lexicon_that_its_modules_read_changes(folder: str) -> None:
    stage = "figures" if folder == "figures" else "names"
    modules = sorted((versions.PACKAGE / "facts" / folder).glob("*.py"))
    patterns = {pattern for module in modules for pattern in lexicons_named(module) if not pattern.startswith("*")}
    read = [path for pattern in sorted(patterns) for path in sorted(lexicons.PACKAGED.glob(pattern))]
    assert read
    assert [path.name for path in read if stage not in versions._readers(path)] == []


def test_every_pattern_finds_a_file() -> None:
    for patterns in versions.CODE.values():
        for pattern in patterns:
            assert list(versions.PACKAGE.glob(pattern)), pattern


@pytest.mark.parametrize(
    "name, stages",
    [
        ("figures_units.csv", {"figures"}),
        ("speech_verbs.id.csv", {"names", "topics", "figures"}),
        ("organisations_media.csv", {"clean", "names", "topics"}),
        ("abbreviations.csv", {"clean", "names", "topics", "figures"}),
        ("topics.toml", {"topics"}),
        ("things_products.csv", {"names", "topics"}),
        ("persons_indonesia.csv", {"names", "topics"}),
        ("cleaning_links.txt", {"clean"}),
        ("reference_units.csv", set()),
        ("reference_successors.csv", {"names", "topics"}),
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
