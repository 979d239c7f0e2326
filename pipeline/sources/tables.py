"""Reading the sources file and the checks that any of its tables needs: types, ranges, unknown keys.

What the keys mean belongs to `config` and `web_keys`. Every mistake is one SourcesError with file, line and remedy.
"""

import difflib
import re
import tomllib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from pipeline.sources.paths import PathMistake, expand
from pipeline.sources.positions import Position


class SourcesError(ValueError):
    """A mistake in the sources file, or a folder it names that is not there; the message says what to do."""


def read_text(path: Path) -> str:
    """Text of the sources file. Raises SourcesError when it cannot be read."""
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise SourcesError(
            f"{path}: no such file. Create it with a [[source]] table, or name another: --sources or LUMBUNG_SOURCES."
        ) from error
    except OSError as error:
        raise SourcesError(
            f"{path}: cannot be read ({error.strerror or error}). Check the path and its rights."
        ) from error
    try:
        # Windows editors begin a file with a byte order mark, which TOML does not know.
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourcesError(f"{path}, line {line}: not UTF-8. Save the file as UTF-8.") from error


def parse_toml(path: Path, text: str) -> dict[str, Any]:
    """The TOML document. Raises SourcesError where it is none."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SourcesError(_toml_mistake(path, error)) from error


def _toml_mistake(path: Path, error: tomllib.TOMLDecodeError) -> str:
    reason = str(error)
    found = re.search(r" \(at line (\d+), column (\d+)\)$", reason)
    where = f"{path}, line {found[1]}" if found else f"{path}, at its end"
    reason = reason[: found.start()] if found else reason.removesuffix(" (at end of document)")
    column = f" at column {found[2]}" if found else ""
    remedy = "Correct the line; text stands in double quotes, lists in [ ]."
    if "escape" in reason or "hex" in reason:
        remedy = "Put a path with backslashes in single quotes: path = 'C:\\articles'."
    return f"{where}: not valid TOML{column}: {reason}. {remedy}"


def closest(word: str, known: Sequence[str]) -> str | None:
    """A question naming the known word that is nearest, if one is near."""
    found = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f"Did you mean `{found[0]}`?" if found else None


class Table:
    """A table of the sources file while it is checked."""

    def __init__(self, path: Path, values: dict[str, Any], position: Position) -> None:
        self.path = path
        self.values = values
        self.position = position

    def mistake(self, key: str | None, problem: str, remedy: str) -> SourcesError:
        """The error for a key of this table (None: for the table)."""
        name = self.values.get("id")
        who = f'source "{name}": ' if isinstance(name, str) and name else ""
        # What was written may hold line breaks; a mistake is one line.
        told = re.sub(r"[\x00-\x1f\x7f]+", " ", f"{who}{problem}. {remedy}")
        return SourcesError(f"{self.path}, line {self.position.of(key)}: {told}")

    def string(self, key: str) -> str | None:
        """A text that is not empty, or None where the key is absent."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise self.mistake(key, f"`{key}` is no text", f'Write {key} = "…", in double quotes.')
        return value

    def boolean(self, key: str, default: bool) -> bool:
        """True or false."""
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.mistake(key, f"`{key}` is neither true nor false", f"Write {key} = true, without quotes.")
        return value

    def strings(self, key: str, example: str) -> tuple[str, ...]:
        """A list of texts, none of them empty."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.mistake(key, f"`{key}` is no list of texts", f"Write {key} = {example}.")
        return tuple(value)

    def number(self, key: str, default: float, least: float, most: float) -> float:
        """A number within the range, both ends included."""
        value = self.values.get(key, default)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if not is_number or not least <= value <= most:
            problem = f"`{key}` is no number from {least:g} to {most:g}"
            raise self.mistake(key, problem, f"Write {key} = {default:g}, without quotes.")
        return float(value)

    def whole(self, key: str, default: int, least: int, most: int) -> int:
        """A whole number within the range, both ends included."""
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            problem = f"`{key}` is no whole number from {least} to {most}"
            raise self.mistake(key, problem, f"Write {key} = {default}, without quotes.")
        return value

    def day(self, key: str) -> date | None:
        """A TOML date, or None where the key is absent."""
        value = self.values.get(key)
        if value is not None and (not isinstance(value, date) or isinstance(value, datetime)):
            raise self.mistake(key, f"`{key}` is no date", f"Write {key} = 2026-01-31, without quotes.")
        return value

    def existing_path(self, *, what: str, example: str, must_exist: bool, optional: bool = False) -> Path:
        """The required `path`, expanded; `optional` lets one absent that nobody named a place of their own for."""
        written = self.string("path")
        if written is None:
            raise self.mistake("path", "`path` is missing", f'Add a line such as path = "{example}".')
        try:
            expanded = expand(written, self.path.absolute().parent)
        except PathMistake as error:
            raise self.mistake("path", error.problem, error.remedy) from error
        if must_exist and not expanded.path.exists() and not (optional and expanded.is_own):
            origin = f" (from {', '.join(expanded.variables)})" if expanded.variables else ""
            problem = f"no such {what}: {expanded.path}{origin}"
            raise self.mistake("path", problem, "Create it, correct the path, or set enabled = false.")
        return expanded.path

    def only(
        self,
        keys: Iterable[str],
        elsewhere: Iterable[str] = (),
        where: str = "",
        other_table: tuple[str, Iterable[str]] = ("", ()),
    ) -> None:
        """Refuse any other key; one of `elsewhere` is known but means nothing here (`where` says so).

        `other_table` is the name of the table that such a key belongs into, and its keys.
        """
        known = list(keys)
        for key in self.values:
            if key in known:
                continue
            if key in elsewhere:
                raise self.mistake(key, f"`{key}` means nothing for {where}", f"Remove it. Keys: {', '.join(known)}.")
            if key in other_table[1]:
                raise self.mistake(key, f"`{key}` does not stand here", f"Move it into {other_table[0]}.")
            remedy = closest(key, known) or f"Keys: {', '.join(known)}."
            raise self.mistake(key, f"unknown key `{key}`", remedy)
