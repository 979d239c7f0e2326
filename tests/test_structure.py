"""The shape of the house: who may import whom, file sizes, empty package files."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running import ROOT

MODULES = sorted(path for folder in ("pipeline", "warehouse") for path in (ROOT / folder).rglob("*.py"))
MOST_LINES = 400


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("folder", ["sources", "text", "facts", "corrections", "report"])
def test_the_core_knows_neither_dagster_nor_duckdb(folder: str) -> None:
    for path in (ROOT / "pipeline" / folder).rglob("*.py"):
        roots = {name.split(".")[0] for name in imported(path)}
        assert not roots & {"dagster", "duckdb", "warehouse"}, path


def test_the_warehouse_knows_nothing_of_the_pipeline() -> None:
    for path in (ROOT / "warehouse").rglob("*.py"):
        assert not {name for name in imported(path) if name.split(".")[0] in ("pipeline", "dagster")}, path


def test_data_flows_one_way() -> None:
    """Text knows no facts, and neither knows the stages and assets that use them."""
    for folder, forbidden in (
        ("text", ("facts", "stages", "defs")),
        ("facts", ("stages", "defs", "sources")),
        ("corrections", ("facts", "stages", "defs")),
    ):
        for path in (ROOT / "pipeline" / folder).rglob("*.py"):
            rooms = {name.split(".")[1] for name in imported(path) if name.startswith("pipeline.")}
            assert not rooms & set(forbidden), path


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_are_small_and_say_what_belongs_in_them(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    if path.name == "__init__.py":
        assert source == ""
        return
    assert len(source.splitlines()) <= MOST_LINES
    assert ast.get_docstring(ast.parse(source))


def test_sql_files_and_tests_are_small() -> None:
    for path in [*(ROOT / "sql").rglob("*.sql"), *(ROOT / "tests").rglob("*.py")]:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES, path
