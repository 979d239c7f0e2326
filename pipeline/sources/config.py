"""The sources file (`sources.toml`): reading and checking it. Reading the documents themselves belongs to `folder`.

Every mistake is one SourcesError that names the file, the line and the remedy.
"""

import difflib
import re
import tomllib
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, cast, get_args

from pipeline.sources.languages import language_code
from pipeline.sources.paths import PathMistake, expand
from pipeline.sources.patterns import matches
from pipeline.sources.positions import Position, source_positions

Kind = Literal["folder", "feed", "sitemap", "urls", "warc"]
BUILT_KINDS: Final = ("folder",)

# What has 50 MB is no article; the limit keeps one stray file from stopping the whole refresh.
DEFAULT_MAX_MEGABYTES: Final = 50.0
DEFAULT_TIMEZONE: Final = "Asia/Jakarta"
JSON_FIELDS: Final = ("id", "text", "html", "url", "outlet", "title", "byline", "published_at", "language")

_KEYS = (
    *("id", "kind", "path", "outlet", "outlets", "languages", "timezone", "fields", "enabled", "optional"),
    *("include", "exclude", "max_megabytes"),
)
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_LOCAL_ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura", "+07:00": "Asia/Jakarta"}


class SourcesError(ValueError):
    """A mistake in the sources file, or a folder it names that is not there; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Source:
    """One `[[source]]`: where its documents lie, and what holds for them unless they say otherwise.

    `fields` gives for each of JSON_FIELDS the name used in `.jsonl` files (a dotted name reaches into objects);
    `outlets` gives the outlet of files that match a pattern, before `outlet`; `path` is None only for kinds that need
    none; `max_megabytes` (10^6 bytes) bounds a document, not a `.jsonl` file.
    """

    id: str
    kind: Kind
    path: Path | None
    outlet: str | None = None
    outlets: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    timezone: str = DEFAULT_TIMEZONE
    fields: Mapping[str, str] = field(default_factory=lambda: {name: name for name in JSON_FIELDS})
    enabled: bool = True
    optional: bool = False
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    max_megabytes: float = DEFAULT_MAX_MEGABYTES

    @property
    def max_bytes(self) -> int:
        """The size in bytes from which a document is refused."""
        return int(self.max_megabytes * 1_000_000)

    def outlet_of(self, relative: str) -> str | None:
        """The outlet of the documents in a file, from the first pattern that matches its relative path."""
        return next((name for pattern, name in self.outlets.items() if matches(relative, [pattern])), self.outlet)


def load_sources(path: Path) -> tuple[Source, ...]:
    """All sources of a TOML file in its order, disabled ones included. Raises SourcesError at the first mistake."""
    text = _read(path)
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SourcesError(_toml_mistake(path, error)) from error
    tables = _source_tables(path, text, document)
    positions = source_positions(text)
    sources: list[Source] = []
    for number, table in enumerate(tables):
        position = positions[number] if len(positions) == len(tables) else Position(line=1)
        sources.append(_Table(path, table, position).source(taken={source.id.casefold() for source in sources}))
    return tuple(sources)


def _read(path: Path) -> str:
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


def _source_tables(path: Path, text: str, document: dict[str, Any]) -> list[dict[str, Any]]:
    for key in document:
        if key != "source":
            line = next((n for n, row in enumerate(text.split("\n"), 1) if key in row.split("#")[0]), 1)
            remedy = _closest(key, ["source"]) or "Only [[source]] tables stand here."
            raise SourcesError(f"{path}, line {line}: unknown key `{key}` outside a source. {remedy}")
    tables = document.get("source", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        line = next((n for n, row in enumerate(text.split("\n"), 1) if re.match(r"\s*(\[\s*)?source\b", row)), 1)
        raise SourcesError(f"{path}, line {line}: `source` is no list of tables. Write [[source]] in double brackets.")
    if not tables:
        raise SourcesError(
            f'{path}, line 1: names no source. Add a [[source]] table with id, kind = "folder" and path.'
        )
    return cast(list[dict[str, Any]], tables)


def _closest(word: str, known: list[str]) -> str | None:
    found = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f"Did you mean `{found[0]}`?" if found else None


class _Table:
    """A `[[source]]` table while it is checked."""

    def __init__(self, path: Path, values: dict[str, Any], position: Position) -> None:
        self.path = path
        self.values = values
        self.position = position

    def source(self, taken: set[str]) -> Source:
        for key in self.values:
            if key not in _KEYS:
                raise self.mistake(key, f"unknown key `{key}`", _closest(key, [*_KEYS]) or f"Keys: {', '.join(_KEYS)}.")
        enabled = self.boolean("enabled", True)
        optional = self.boolean("optional", False)
        identity = self.id(taken)
        kind = self.kind(enabled)
        return Source(
            id=identity,
            kind=kind,
            path=self.folder(required=kind == "folder", must_exist=enabled, optional=optional),
            outlet=self.string("outlet"),
            outlets=self.outlets(),
            languages=self.languages(),
            timezone=self.timezone(),
            fields=self.fields(),
            enabled=enabled,
            optional=optional,
            include=self.strings("include", '["*.txt"]'),
            exclude=self.strings("exclude", '["drafts", "README*"]'),
            max_megabytes=self.megabytes(),
        )

    def mistake(self, key: str | None, problem: str, remedy: str) -> SourcesError:
        name = self.values.get("id")
        who = f'source "{name}": ' if isinstance(name, str) and name else ""
        return SourcesError(f"{self.path}, line {self.position.of(key)}: {who}{problem}. {remedy}")

    def id(self, taken: set[str]) -> str:
        name = self.string("id")
        if name is None:
            raise self.mistake("id", "a source without id", 'Add a line such as id = "inbox".')
        if not _ID.fullmatch(name):
            raise self.mistake(
                "id",
                f'"{name}" is no usable id',
                "Use up to 64 letters a-z, digits, - and _, beginning with a letter or digit.",
            )
        if name.casefold() in taken:
            raise self.mistake("id", "an earlier source has the same id", "Give each source its own id.")
        return name

    def kind(self, enabled: bool) -> Kind:
        kind = self.string("kind")
        kinds = list(get_args(Kind))
        if kind is None:
            raise self.mistake("kind", "`kind` is missing", 'Add the line kind = "folder".')
        if kind not in kinds:
            remedy = _closest(kind, kinds) or f"Kinds: {', '.join(kinds)}."
            raise self.mistake("kind", f'unknown kind "{kind}"', remedy)
        if enabled and kind not in BUILT_KINDS:
            raise self.mistake(
                "kind",
                f'kind "{kind}" is not built yet',
                'Save the articles in a folder and use kind = "folder", or set enabled = false.',
            )
        return cast(Kind, kind)

    def folder(self, *, required: bool, must_exist: bool, optional: bool) -> Path | None:
        written = self.string("path")
        if written is None:
            if required:
                raise self.mistake("path", "`path` is missing", 'Add a line such as path = "data/inbox".')
            return None
        try:
            expanded = expand(written, self.path.absolute().parent)
        except PathMistake as error:
            raise self.mistake("path", error.problem, error.remedy) from error
        if must_exist and not expanded.path.exists() and not (optional and expanded.is_own):
            origin = f" (from {', '.join(expanded.variables)})" if expanded.variables else ""
            raise self.mistake(
                "path",
                f"no such folder: {expanded.path}{origin}",
                "Create it, correct the path, or set enabled = false.",
            )
        return expanded.path

    def languages(self) -> tuple[str, ...]:
        written = self.strings("languages", '["id", "en"]')
        for code in written:
            meant = language_code(code)
            if meant != code:
                remedy = f'Did you mean "{meant}"?' if meant else "Use ISO 639-1 codes such as id, ms, en, zh."
                raise self.mistake("languages", f'"{code}" is no ISO 639-1 language code', remedy)
        return written

    def timezone(self) -> str:
        name = self.string("timezone")
        if name is None:
            return DEFAULT_TIMEZONE
        known = zoneinfo.available_timezones()
        if name not in known:
            meant = _LOCAL_ZONES.get(name.upper())
            remedy = f"Did you mean `{meant}`?" if meant else _closest(name, sorted(known))
            remedy = remedy or "Use an IANA name such as Asia/Jakarta."
            raise self.mistake("timezone", f'unknown time zone "{name}"', remedy)
        return name

    def fields(self) -> Mapping[str, str]:
        given = self.values.get("fields", {})
        example = 'fields = { text = "content" }'
        if not isinstance(given, dict):
            raise self.mistake("fields", "`fields` is no table", f"Write {example}.")
        for key, name in given.items():
            if key not in JSON_FIELDS:
                remedy = _closest(key, [*JSON_FIELDS]) or f"Fields: {', '.join(JSON_FIELDS)}."
                raise self.mistake(f"fields.{key}", f"unknown field `{key}`", remedy)
            if not isinstance(name, str) or not name.strip():
                raise self.mistake(f"fields.{key}", f"the name of field `{key}` is no text", f"Write {example}.")
        return {name: given.get(name, name) for name in JSON_FIELDS}

    def outlets(self) -> Mapping[str, str]:
        given = self.values.get("outlets", {})
        if not isinstance(given, dict) or not all(isinstance(name, str) and name.strip() for name in given.values()):
            raise self.mistake("outlets", "`outlets` is no table of texts", 'Write outlets = { "antara" = "ANTARA" }.')
        return given

    def megabytes(self) -> float:
        value = self.values.get("max_megabytes", DEFAULT_MAX_MEGABYTES)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1_000_000:
            raise self.mistake("max_megabytes", "`max_megabytes` is no positive number", "Write max_megabytes = 50.")
        return float(value)

    def string(self, key: str) -> str | None:
        value = self.values.get(key)
        if value is not None and (not isinstance(value, str) or not value.strip()):
            raise self.mistake(key, f"`{key}` is no text", f'Write {key} = "…", in double quotes.')
        return value

    def boolean(self, key: str, default: bool) -> bool:
        value = self.values.get(key, default)
        if not isinstance(value, bool):
            raise self.mistake(key, f"`{key}` is neither true nor false", f"Write {key} = true, without quotes.")
        return value

    def strings(self, key: str, example: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.mistake(key, f"`{key}` is no list of texts", f"Write {key} = {example}.")
        return tuple(value)
