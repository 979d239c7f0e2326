"""The corrections folder as a user first gets it: an empty file per kind, each with its columns and an example."""

import csv
import io
from pathlib import Path

from pipeline.corrections.kinds import KINDS, Kind


def write(folder: Path) -> list[Path]:
    """Write a file for each kind that has none yet; returns the files written. Existing ones stay as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind in KINDS.values():
        path = folder / kind.file
        if not path.exists():
            path.write_text(text(kind), encoding="utf-8")
            written.append(path)
    return written


def text(kind: Kind) -> str:
    """What a new file of this kind holds: no correction yet."""
    return f"{_line(kind.columns)}# {kind.what}\n# Example: {_line(kind.example)}"


def _line(cells: tuple[str, ...]) -> str:
    target = io.StringIO()
    csv.writer(target, lineterminator="\n").writerow(cells)
    return target.getvalue()
