"""Reading lexicon files: the packaged ones in `pipeline/lexicon/`, each extended by a user's file of the same name.

Lexicons are data. A `.txt` file holds one term a line, a `.csv` file has a header line, a `.toml` file is a table;
`#` starts a comment line. What the terms mean belongs to the module that reads them, not here.
"""

import csv
import os
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

PACKAGED = Path(__file__).parent / "lexicon"


class LexiconError(ValueError):
    """A lexicon file that cannot be read; the message names the file, the line and the remedy."""


def folders() -> tuple[Path, ...]:
    """Folders searched for lexicon files: the packaged one, then the user's (environment variable LUMBUNG_LEXICON)."""
    user = os.environ.get("LUMBUNG_LEXICON")
    return (PACKAGED, Path(user)) if user else (PACKAGED,)


def files(name: str) -> list[Path]:
    """Existing files called `name`, packaged first."""
    return [path for folder in folders() if (path := folder / name).is_file()]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise LexiconError(f"{path}, line {line}: not UTF-8. Save the file as UTF-8.") from error


@cache
def terms(name: str) -> tuple[str, ...]:
    """Terms of a `.txt` lexicon, in file order, without duplicates. Raises LexiconError when a file is not UTF-8."""
    stripped = (line.strip() for path in files(name) for line in _lines(path))
    return tuple(dict.fromkeys(line for line in stripped if line and not line.startswith("#")))


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of a `.csv` lexicon as dicts of its header; empty cells are "".

    Raises LexiconError for a row of the wrong width.
    """
    rows: list[dict[str, str]] = []
    for path in files(name):
        numbered = [(n, line) for n, line in enumerate(_lines(path), 1) if line.strip() and not line.startswith("#")]
        if not numbered:
            continue
        header = [cell.strip() for cell in next(csv.reader([numbered[0][1]]))]
        for number, line in numbered[1:]:
            cells = next(csv.reader([line]))
            if len(cells) != len(header):
                raise LexiconError(
                    f"{path}, line {number}: {len(cells)} cells, the header has {len(header)}. "
                    "Add or remove commas; put a cell that holds a comma in double quotes."
                )
            rows.append(dict(zip(header, (cell.strip() for cell in cells), strict=True)))
    return tuple(rows)


@cache
def tree(name: str) -> dict[str, Any]:
    """Content of a `.toml` lexicon; a user's file adds or replaces top-level tables.

    A table with `extend = true` adds to the table of its name instead: lists grow, other fields are replaced.
    Raises LexiconError on bad TOML and where there is nothing to extend.
    """
    merged: dict[str, Any] = {}
    for path in files(name):
        try:
            content = tomllib.loads("\n".join(_lines(path)))
        except tomllib.TOMLDecodeError as error:
            raise LexiconError(f"{path}: {error}. Correct the line and run again.") from error
        for key, entry in content.items():
            merged[key] = _extended(path, key, entry, merged) if _extends(entry) else entry
    return merged


def _extends(entry: object) -> bool:
    return isinstance(entry, dict) and entry.get("extend") is True


def _extended(path: Path, key: str, entry: dict[str, Any], merged: dict[str, Any]) -> dict[str, Any]:
    known = merged.get(key)
    if not isinstance(known, dict):
        raise LexiconError(f"{path}, [{key}]: nothing of this name to extend. Correct the name or remove extend.")
    grown = dict(known)
    for field, value in entry.items():
        if field == "extend":
            continue
        both_lists = isinstance(value, list) and isinstance(known.get(field), list)
        grown[field] = [*known[field], *value] if both_lists else value
    return grown
