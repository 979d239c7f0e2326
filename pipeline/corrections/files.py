"""Reading and checking the corrections files: plain CSV, one per kind, `#` before a comment line.

Mistakes are gathered, so that one look tells all of them. What a line means in the warehouse belongs to `resolve`.
"""

import csv
import difflib
import io
import math
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from babel.numbers import list_currencies

from pipeline.corrections.kinds import FIGURE_KINDS, KINDS, NONE, TYPES, Correction, CorrectionsError, Kind
from pipeline.lexicons import table

_ID = re.compile(r"[0-9a-f]{16}")
_ROUNDED = re.compile(r"[0-9][.,][0-9]+[eE]\+?[0-9]+")
_IDS = {
    "mention": "mention_id of facts.mentions",
    "quote": "quote_id of facts.quotes",
    "figure": "figure_id of facts.figures",
}
_CHOICES = {"type": TYPES, "kind": FIGURE_KINDS, "hide": ("yes",)}
_SELECTORS = ("mention", "article", "outlet", "name")


def read(folder: Path) -> list[Correction]:
    """All corrections of a folder, by kind and line; none when it is not there.

    Raises CorrectionsError with all mistakes.
    """
    found: list[Correction] = []
    mistakes: list[str] = []
    if folder.is_dir():
        for path in sorted(folder.glob("*.[cC][sS][vV]")):
            if path.stem not in KINDS or path.suffix != ".csv":
                mistakes.append(f"{path}: no kind of correction has this file. {_close(path.name)}")
        for kind in KINDS.values():
            path = folder / kind.file
            if path.is_file():
                corrections, wrong = _read_file(path, kind)
                found += corrections
                mistakes += wrong or list(_repeated(path, kind, corrections))
    if mistakes:
        raise CorrectionsError("\n".join(mistakes))
    return found


def _close(name: str) -> str:
    names = [kind.file for kind in KINDS.values()]
    close = difflib.get_close_matches(name.lower(), names, n=1, cutoff=0.5)
    return f"Did you mean {close[0]}?" if close else f"Name it as one of: {', '.join(names)}; or move it elsewhere."


def _read_file(path: Path, kind: Kind) -> tuple[list[Correction], list[str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        return [], [f"{path}, line {line}: not UTF-8. Save the file as CSV UTF-8."]
    except OSError as error:
        return [], [f"{path}: cannot be read ({error.strerror or error}). Check the file and its rights."]
    try:
        rows = list(_rows(text))
    except csv.Error as error:
        return [], [f"{path}: no readable CSV ({error}). Close every double quote that a cell opens."]
    if not rows:
        return [], []
    header_line, header = rows[0]
    columns = [cell.strip().lower() for cell in header]
    mistakes = [f"{path}, line {header_line}: {problem}" for problem in _header(columns, kind)]
    if mistakes:
        return [], mistakes
    found = []
    for line, cells in rows[1:]:
        if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
            mistakes.append(
                f"{path}, line {line}: {len(cells)} cells, the header has {len(columns)}."
                " Put a cell that holds the separator in double quotes."
            )
            continue
        values = {
            column: written
            for column, cell in zip(columns, cells, strict=False)
            if (written := " ".join(cell.split())) and column
        }
        correction = Correction(kind.name, line, values)
        wrong = list(_wrong(correction, kind))
        mistakes += [f"{path}, line {line}: {problem}" for problem in wrong]
        if not wrong:
            found.append(correction)
    return found, mistakes


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of each row that is neither empty nor a comment."""
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    # Spreadsheets of countries that write 1,5 separate cells by semicolons or tabs.
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    for cells in reader:
        if any(cell.strip() for cell in cells) and not cells[0].startswith("#"):
            yield line, cells
        line = reader.line_num + 1


def _header(columns: list[str], kind: Kind) -> Iterator[str]:
    """What is wrong with a header line."""
    expected = f"Columns of {kind.file}: {', '.join(kind.columns)}."
    for column in columns:
        if column and column not in kind.columns:
            close = difflib.get_close_matches(column, kind.columns, n=1)
            remedy = f"Did you mean `{close[0]}`?" if close else expected
            yield f'unknown column "{column}". {remedy}'
        elif column and columns.count(column) > 1:
            yield f'the column "{column}" stands twice. Remove one.'
    missing = [f"`{column}`" for column in kind.required if column not in columns]
    if missing:
        yield f"the header lacks {', '.join(missing)}. {expected}"


def _wrong(correction: Correction, kind: Kind) -> Iterator[str]:
    """What is wrong with a line, each with its remedy."""
    for column in kind.required:
        if correction.get(column) is None:
            yield f"`{column}` is empty. Fill it, or delete the line."
    for column, value in correction.values.items():
        if problem := _wrong_value(column, value, kind):
            yield problem
    yield from _RULES.get(kind.name, _nothing)(correction)


def _wrong_value(column: str, value: str, kind: Kind) -> str | None:
    if column in _IDS and not _ID.fullmatch(value):
        if _ROUNDED.fullmatch(value):
            remedy = "Format the column as text and copy the id again."
            return f'`{column}` is "{value}": a spreadsheet took the id for a number. {remedy}'
        return f'`{column}` is "{value}", which is no id. Copy the {_IDS[column]}.'
    choices = _CHOICES.get(column, ())
    if choices and value not in choices:
        close = difflib.get_close_matches(value.upper() if column == "type" else value.lower(), choices, n=1)
        remedy = f"Did you mean {close[0]}?" if close else f"Write one of: {', '.join(choices)}."
        return f'`{column}` is "{value}". {remedy}'
    if column == "unit" and value not in _units() and "/" not in value:
        return f'`unit` is "{value}". Write an ISO currency (IDR, USD), a unit of facts.units, percent, person or none.'
    if column in ("value", "value_high") and not _is_number(value):
        return f'`{column}` is "{value}", which is no number. Write it without separators, as 1500000 or 1.5.'
    if column in ("date_low", "date_high") and not _is_day(value):
        return f'`{column}` is "{value}", which is no day. Write it as 2026-01-31.'
    if column == "start" and not (value.isascii() and value.isdecimal()):
        return f'`start` is "{value}", which is no offset. Copy the start_char of the mention.'
    return None


@cache
def _units() -> frozenset[str]:
    """Units that a figure may have: those of the lexicon and the currencies of ISO 4217."""
    files = ("figures_units.csv", "figures_units.zh.csv", "reference_units.csv")
    units = {row["unit"] for name in files for row in table(name)}
    return frozenset(units | list_currencies() | {NONE, "percent", "person"})


def _is_number(value: str) -> bool:
    try:
        return re.fullmatch(r"[-+0-9.eE]+", value) is not None and math.isfinite(float(value))
    except ValueError:
        return False


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _nothing(correction: Correction) -> Iterator[str]:
    yield from ()


def _split(correction: Correction) -> Iterator[str]:
    if not any(correction.get(column) for column in _SELECTORS):
        yield (
            "says not which mentions. Fill one of mention, article, outlet, name;"
            " to move all of them use merge_actors.csv."
        )
    if correction.get("start") and not correction.get("article"):
        yield "`start` needs an article. Fill `article`, or give the mention's id."


def _hide(correction: Correction) -> Iterator[str]:
    if len([column for column in ("mention", "actor", "name") if correction.get(column)]) != 1:
        yield "needs one of mention, actor, name. Fill just one of them."


def _figure(correction: Correction) -> Iterator[str]:
    said = [column for column in KINDS["fix_figure"].optional if correction.get(column)]
    if not said:
        yield "changes nothing. Fill a column, or write yes under `hide`."
    elif correction.get("hide") and len(said) > 1:
        yield "hides the figure and changes it. Do one of them."
    for low, high in (("value", "value_high"), ("date_low", "date_high")):
        below, above = correction.get(low), correction.get(high)
        if above and not below:
            yield f"`{high}` without `{low}`. Fill both."
        elif below and above and _is_after(low, below, above):
            yield f"`{high}` lies below `{low}`. Swap them."


def _is_after(column: str, low: str, high: str) -> bool:
    if column == "value":
        return _is_number(low) and _is_number(high) and float(low) > float(high)
    return _is_day(low) and _is_day(high) and low > high


_RULES = {"split_actor": _split, "hide": _hide, "fix_figure": _figure}


def _repeated(path: Path, kind: Kind, corrections: list[Correction]) -> Iterator[str]:
    """Lines that repeat or contradict an earlier one: deleting a line could not undo it."""
    seen: dict[tuple[str, ...], int] = {}
    for correction in corrections:
        said = tuple(f"{c}={v}" for c, v in sorted(correction.values.items()) if c != "note")
        first = seen.setdefault(said, correction.line)
        if first != correction.line:
            yield f"{path}, line {correction.line}: says the same as line {first}. Delete one of them."
            continue
        if kind.key:
            value = correction.values[kind.key]
            first = seen.setdefault((kind.key, value.casefold()), correction.line)
            if first != correction.line:
                yield (
                    f'{path}, line {correction.line}: line {first} already says something else of "{value}".'
                    " Delete one of them."
                )
