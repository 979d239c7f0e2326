"""The `datapackage.json` beside exported files: what each holds, by the comments of the published file.

Standard: Data Package 2.0 with Table Schema, https://datapackage.org.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.exports.files import is_nested
from warehouse import catalog
from warehouse.schema import Table

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
NAME = "datapackage.json"
MEDIA_TYPES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet", "graphml": "application/graphml+xml"}
TYPES = {
    "VARCHAR": "string",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP WITH TIME ZONE": "datetime",
    "DOUBLE": "number",
    "FLOAT": "number",
}
INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")
# Who publishes news owns its words; the facts drawn from them are counts and places in the text.
LICENCE = {
    "name": "notspecified",
    "title": "Texts, headlines and quotes remain with their publishers. Before passing them on, ask whether you may.",
}


@dataclass(frozen=True, slots=True)
class Written:
    """A file of the export; `table` describes its rows, None for a file that is no table."""

    path: Path
    description: str
    table: Table | None

    @property
    def name(self) -> str:
        """Name of the resource."""
        return self.path.name.rpartition(".")[0].lower()


def describe(written: Iterable[Written], build: Mapping[str, str]) -> dict[str, Any]:
    """Return the package's descriptor.

    `build` says of which published version the files are: published_at, file, lumbung_version, contract_version.
    """
    files = sorted(written, key=lambda item: item.path.name)
    inside = {item.table.name: item.name for item in files if item.table is not None}
    return {
        "$schema": PROFILE,
        "name": "lumbung",
        "title": "Lumbung: news you can query",
        "description": (
            "Tables of a warehouse of news. Every fact leads to its sentence by article_id, paragraph_id and offsets,"
            " which count Unicode code points from 0. Times are UTC; an empty field is unknown, never zero."
        ),
        "created": build["published_at"],
        "version": build["contract_version"],
        "licenses": [LICENCE],
        "lumbung": dict(build),
        "resources": [_resource(item, inside) for item in files],
    }


def _resource(item: Written, inside: Mapping[str, str]) -> dict[str, Any]:
    form = item.path.suffix[1:]
    with item.path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    found: dict[str, Any] = {
        "name": item.name,
        "path": item.path.name,
        "description": item.description,
        "format": form,
        "mediatype": MEDIA_TYPES[form],
        "bytes": item.path.stat().st_size,
        "hash": f"sha256:{digest}",
    }
    if form != "parquet":
        found["encoding"] = "utf-8"
    if item.table is not None:
        found |= {"type": "table", "schema": _schema(item.table, inside)}
    return found


def _schema(table: Table, inside: Mapping[str, str]) -> dict[str, Any]:
    fields: list[dict[str, Any]] = []
    for column in table.columns:
        field: dict[str, Any] = {"name": column.name, "type": field_type(column.type)}
        if column.description:
            field["description"] = column.description
        if column.name in table.key:
            field["constraints"] = {"required": True}
        fields.append(field)
    found: dict[str, Any] = {"fields": fields}
    if table.key:
        found["primaryKey"] = list(table.key)
    links = [
        {
            "fields": [reference.column],
            "reference": {
                "resource": "" if reference.target == table.name else inside[reference.target],
                "fields": [reference.key],
            },
        }
        for reference in catalog.references(table)
        if reference.target in inside
    ]
    if links:
        found["foreignKeys"] = links
    return found


def field_type(kind: str) -> str:
    """Return Table Schema's name of a DuckDB type. Raises KeyError for one that no table of ours has."""
    if is_nested(kind):
        return "array"
    return "integer" if kind.removeprefix("U") in INTEGERS else TYPES[kind]
