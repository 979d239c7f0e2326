"""The sources file (`sources.toml`): what a source is, and reading and checking all of them.

Reading the documents themselves belongs to `folder`, `warc` and `web`. Every mistake is one SourcesError that names
the file, the line and the remedy.
"""

import re
import zoneinfo
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal, cast, get_args

from pipeline.sources.languages import language_code
from pipeline.sources.patterns import matches
from pipeline.sources.positions import Position, source_positions, table_position
from pipeline.sources.tables import SourcesError, Table, closest, parse_toml, read_text
from pipeline.sources.web.model import Window
from pipeline.sources.web_keys import (
    DEFAULT_DELAY_SECONDS,
    DEFAULT_MAX_PAGES,
    DEFAULT_RECHECK_DAYS,
    DEFAULT_RECHECK_HOURS,
    FETCH_KEYS,
    PACE_KEYS,
    FetchSettings,
    fetch_settings,
    listing_urls,
    pace,
    path_patterns,
)

__all__ = ["JSON_FIELDS", "FetchSettings", "Kind", "Source", "SourcesError", "load_fetch_settings", "load_sources"]

Kind = Literal["folder", "feed", "sitemap", "urls", "warc"]
WEB_KINDS: Final = ("feed", "sitemap", "urls")

# What has 50 MB is no article; the limit keeps one stray file from stopping the whole refresh.
DEFAULT_MAX_MEGABYTES: Final = 50.0
DEFAULT_MAX_PAGE_MEGABYTES: Final = 10.0
DEFAULT_TIMEZONE: Final = "Asia/Jakarta"
JSON_FIELDS: Final = ("id", "text", "html", "url", "outlet", "title", "byline", "published_at", "language")

_COMMON_KEYS = ("outlet", "languages", "timezone", "enabled", "include", "exclude", "max_megabytes")
_KEYS: Mapping[Kind, tuple[str, ...]] = {
    "folder": ("path", "outlets", "fields", "optional"),
    "warc": ("path", "outlets", "optional"),
    "feed": ("url", "urls", *PACE_KEYS),
    "sitemap": ("url", "urls", *PACE_KEYS),
    "urls": ("path", *PACE_KEYS),
}
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_LOCAL_ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura", "+07:00": "Asia/Jakarta"}


@dataclass(frozen=True, slots=True)
class Source:
    """One `[[source]]`: where its documents are, and what holds for them unless they say otherwise.

    `path` is a folder or file, None for feeds and sitemaps, which have `urls`. `fields` gives for each of JSON_FIELDS
    the name used in `.jsonl` files (a dotted name reaches into objects); `outlets` gives the outlet of files that
    match a pattern, before `outlet`; `include` and `exclude` are patterns on files, for web kinds on the URL's path
    (`web.listing.wanted`); `max_megabytes` (10^6 bytes) bounds a document or page, not a `.jsonl` or WARC file.
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
    urls: tuple[str, ...] = ()
    delay_seconds: float = DEFAULT_DELAY_SECONDS
    recheck_hours: float = DEFAULT_RECHECK_HOURS
    recheck_days: float = DEFAULT_RECHECK_DAYS
    max_pages: int = DEFAULT_MAX_PAGES
    since: date | None = None
    until: date | None = None
    allow_addresses: tuple[str, ...] = ()

    @property
    def max_bytes(self) -> int:
        """The size in bytes from which a document is refused."""
        return int(self.max_megabytes * 1_000_000)

    @property
    def is_web(self) -> bool:
        """Whether its documents are fetched from the network."""
        return self.kind in WEB_KINDS

    @property
    def window(self) -> Window:
        """Days of publication that are wanted."""
        return Window(self.since, self.until)

    def outlet_of(self, relative: str) -> str | None:
        """The outlet of the documents in a file, from the first pattern that matches its relative path."""
        return next((name for pattern, name in self.outlets.items() if matches(relative, [pattern])), self.outlet)


def load_sources(path: Path) -> tuple[Source, ...]:
    """All sources of a TOML file in its order, disabled ones included. Raises SourcesError at the first mistake."""
    return _load(path)[0]


def load_fetch_settings(path: Path) -> FetchSettings:
    """The `[fetch]` table of a TOML file and LUMBUNG_CONTACT, which wins. Raises SourcesError as load_sources does."""
    return _load(path)[1]


def _load(path: Path) -> tuple[tuple[Source, ...], FetchSettings]:
    text = read_text(path)
    document = parse_toml(path, text)
    tables = _source_tables(path, text, document)
    positions = source_positions(text)
    sources: list[Source] = []
    for number, table in enumerate(tables):
        position = positions[number] if len(positions) == len(tables) else Position(line=1)
        taken = {source.id.casefold() for source in sources}
        sources.append(_SourceTable(path, table, position).source(taken))
    asking = next((source for source in sources if source.enabled and source.is_web), None)
    where = table_position(text, "fetch")
    if "fetch" not in document and asking is not None and len(positions) == len(tables):
        where = positions[sources.index(asking)]
    settings = fetch_settings(Table(path, document.get("fetch", {}), where), asking.id if asking else None)
    return tuple(sources), settings


def _source_tables(path: Path, text: str, document: dict[str, Any]) -> list[dict[str, Any]]:
    for key in document:
        if key not in ("source", "fetch"):
            line = next((n for n, row in enumerate(text.split("\n"), 1) if key in row.split("#")[0]), 1)
            remedy = closest(key, ["source", "fetch"]) or "Only [[source]] tables and [fetch] stand here."
            raise SourcesError(f"{path}, line {line}: unknown key `{key}` outside a source. {remedy}")
    if not isinstance(document.get("fetch", {}), dict):
        line = next((n for n, row in enumerate(text.split("\n"), 1) if re.match(r"\s*(\[\[\s*)?fetch\b", row)), 1)
        raise SourcesError(f"{path}, line {line}: `fetch` is no single table. Write [fetch] in single brackets, once.")
    tables = document.get("source", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        line = next((n for n, row in enumerate(text.split("\n"), 1) if re.match(r"\s*(\[\s*)?source\b", row)), 1)
        raise SourcesError(f"{path}, line {line}: `source` is no list of tables. Write [[source]] in double brackets.")
    if not tables:
        raise SourcesError(
            f'{path}, line 1: names no source. Add a [[source]] table with id, kind = "folder" and path.'
        )
    return cast(list[dict[str, Any]], tables)


class _SourceTable(Table):
    """A `[[source]]` table while it is checked."""

    def source(self, taken: set[str]) -> Source:
        kind = self.kind()
        is_web = kind in WEB_KINDS
        elsewhere = {key for keys in _KEYS.values() for key in keys}
        self.only(("id", "kind", *_KEYS[kind], *_COMMON_KEYS), elsewhere, f'kind "{kind}"', ("[fetch]", FETCH_KEYS))
        enabled = self.boolean("enabled", True)
        optional = self.boolean("optional", False)
        source = Source(
            id=self.id(taken),
            kind=kind,
            path=self.place(kind, enabled, optional),
            outlet=self.string("outlet"),
            outlets=self.outlets(),
            languages=self.languages(),
            timezone=self.timezone(),
            fields=self.fields(),
            enabled=enabled,
            optional=optional,
            max_megabytes=self.megabytes(DEFAULT_MAX_PAGE_MEGABYTES if is_web else DEFAULT_MAX_MEGABYTES),
        )
        if not is_web:
            include = self.strings("include", '["*.txt"]')
            return replace(source, include=include, exclude=self.strings("exclude", '["drafts", "README*"]'))
        return replace(
            source,
            urls=listing_urls(self, kind) if kind != "urls" else (),
            include=path_patterns(self, "include", '["/bisnis/*"]'),
            exclude=path_patterns(self, "exclude", '["/video/", "*.pdf$"]'),
            **asdict(pace(self)),
        )

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

    def kind(self) -> Kind:
        kind = self.string("kind")
        kinds = list(get_args(Kind))
        if kind is None:
            raise self.mistake("kind", "`kind` is missing", 'Add the line kind = "folder".')
        if kind not in kinds:
            remedy = closest(kind, kinds) or f"Kinds: {', '.join(kinds)}."
            raise self.mistake("kind", f'unknown kind "{kind}"', remedy)
        return cast(Kind, kind)

    def place(self, kind: Kind, enabled: bool, optional: bool) -> Path | None:
        if kind in ("feed", "sitemap"):
            return None
        what, example = {
            "folder": ("folder", "data/inbox"),
            "warc": ("file or folder", "data/warc"),
            "urls": ("file", "urls.txt"),
        }[kind]
        found = self.existing_path(what=what, example=example, must_exist=enabled, optional=optional)
        if kind == "urls" and enabled and found.is_dir():
            raise self.mistake("path", f"{found} is a folder", "Name a text file with one URL a line.")
        return found

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
            remedy = f"Did you mean `{meant}`?" if meant else closest(name, sorted(known))
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
                remedy = closest(key, JSON_FIELDS) or f"Fields: {', '.join(JSON_FIELDS)}."
                raise self.mistake(f"fields.{key}", f"unknown field `{key}`", remedy)
            if not isinstance(name, str) or not name.strip():
                raise self.mistake(f"fields.{key}", f"the name of field `{key}` is no text", f"Write {example}.")
        return {name: given.get(name, name) for name in JSON_FIELDS}

    def outlets(self) -> Mapping[str, str]:
        given = self.values.get("outlets", {})
        if not isinstance(given, dict) or not all(isinstance(name, str) and name.strip() for name in given.values()):
            raise self.mistake("outlets", "`outlets` is no table of texts", 'Write outlets = { "antara" = "ANTARA" }.')
        return given

    def megabytes(self, default: float) -> float:
        value = self.values.get("max_megabytes", default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1_000_000:
            remedy = f"Write max_megabytes = {default:g}."
            raise self.mistake("max_megabytes", "`max_megabytes` is no positive number", remedy)
        return float(value)
