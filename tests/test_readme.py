"""The questions of the README and of docs/questions.md with the answers shown.

`python -m tests.test_readme DATA_FOLDER` writes the answers anew.
"""

import re
import sys
from pathlib import Path

import duckdb
import pytest

from tests.running import ROOT, refresh

QUESTIONS = {ROOT / "README.md": 5, ROOT / "docs" / "questions.md": 23}
BLOCK = re.compile(r"```sql\n(?P<query>.*?)```\n\n```text\n(?P<answer>.*?)```", re.DOTALL)


def answer(home: Path, query: str) -> str:
    """The answer as tab-separated lines, column names first."""
    with duckdb.connect(home / "lumbung.duckdb", read_only=True) as con:
        cursor = con.execute(query)
        names = [column[0] for column in cursor.description or []]
        lines = [names, *([_cell(value) for value in row] for row in cursor.fetchall())]
    widths = [max(len(line[i]) for line in lines) for i in range(len(names))]
    return "".join(" | ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines)


def _cell(value: object) -> str:
    return f"{value:,.0f}" if isinstance(value, float) else str("" if value is None else value)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data folder of a refresh with the delivered sources.toml, whose inbox is empty."""
    folder = tmp_path_factory.mktemp("questions")
    (folder / "inbox").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LUMBUNG_INBOX", str(folder / "inbox"))
        refresh(folder / "data", ROOT / "sources.toml")
    return folder / "data"


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.name)
def test_questions_are_answered_as_shown(home: Path, path: Path) -> None:
    blocks = list(BLOCK.finditer(path.read_text(encoding="utf-8")))
    assert len(blocks) == QUESTIONS[path]
    for block in blocks:
        shown = block["answer"]
        assert shown.count("\n") > 1, block["query"]
        assert answer(home, block["query"]) == shown


if __name__ == "__main__":
    for page in QUESTIONS:
        text = page.read_text(encoding="utf-8")
        page.write_text(
            BLOCK.sub(
                lambda b: f"```sql\n{b['query']}```\n\n```text\n{answer(Path(sys.argv[1]), b['query'])}```", text
            ),
            encoding="utf-8",
        )
