"""The data dictionary and the entity diagram, written from the descriptions in the database itself.

`python -m warehouse.dictionary` writes `docs/dictionary.md` and `docs/diagram.md` anew. The descriptions have their
home in `schema.toml`, in the headers of the SQL models and in the comments of the macros, never in those pages.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from warehouse import catalog, schema
from warehouse.catalog import Macro
from warehouse.schema import Table

DOCS = Path(__file__).parents[1] / "docs"
WRITTEN = "<!-- Written by `python -m warehouse.dictionary`; change the descriptions, not this page. -->"


def pages() -> dict[str, str]:
    """The pages as they must be, by file name in `docs/`."""
    with catalog.declared() as con:
        tables, macros = catalog.tables(con), catalog.macros(con)
    return {"dictionary.md": dictionary(tables, macros), "diagram.md": diagram(tables)}


def dictionary(tables: Mapping[str, Table], macros: Iterable[Macro]) -> str:
    """The data dictionary as Markdown: each schema, table, view, column and macro."""
    return "\n".join(_dictionary(tables, tuple(macros))) + "\n"


def _dictionary(tables: Mapping[str, Table], macros: tuple[Macro, ...]) -> Iterator[str]:
    yield "# Data dictionary"
    yield f"\n{WRITTEN}\n"
    yield (
        f"Contract version {schema.CONTRACT_VERSION}. The same texts are comments in the published file"
        " (`from duckdb_columns()`); `from ops.about` tells where to start, [the diagram](diagram.md) how tables hang"
        " together. Times are UTC; offsets count Unicode code points from 0, the end excluded; null means unknown."
    )
    for name, text in schema.SCHEMAS.items():
        members = [table for table in tables.values() if table.name.startswith(f"{name}.")]
        yield f"\n- **{name}**: {text}"
        yield "  " + ", ".join(f"[{_short(table)}](#{_anchor(table.name)})" for table in members)
    if macros:
        yield "\n- **Macros**: " + ", ".join(f"[{macro.name}](#{_anchor(macro.name)})" for macro in macros)
    for name in schema.SCHEMAS:
        yield f"\n## {name}"
        for table in tables.values():
            if table.name.startswith(f"{name}."):
                yield from _section(table)
    if macros:
        yield "\n## Macros"
        for macro in macros:
            yield f"\n### {macro.name}\n"
            start = "from " if macro.is_table else ""
            yield ", ".join(f"`{start}{form}`" for form in macro.signatures) + "\n"
            yield _cell(macro.description)


def _section(table: Table) -> Iterator[str]:
    yield f"\n### {table.name}\n"
    yield table.description + (" A view: computed when it is read." if table.is_view else "")
    if table.key:
        yield f"\nKey: {', '.join(f'`{name}`' for name in table.key)}."
    yield "\n| column | type | meaning |\n| --- | --- | --- |"
    targets = {reference.column: reference.target for reference in catalog.references(table)}
    for column in table.columns:
        target = targets.get(column.name)
        link = f" → [{target}](#{_anchor(target)})" if target else ""
        yield f"| `{column.name}` | {_kind(column.type)} | {_cell(column.description)}{link} |"


def diagram(tables: Mapping[str, Table]) -> str:
    """Entity diagrams as Markdown with Mermaid: tables with their keys and what the keys lead to."""
    return "\n".join(_diagrams(tables)) + "\n"


def _diagrams(tables: Mapping[str, Table]) -> Iterator[str]:
    yield "# Entity diagram"
    yield f"\n{WRITTEN}\n"
    yield (
        "Tables with their key columns (PK) and the columns that hold keys of other tables (FK); every other column is"
        " in the [data dictionary](dictionary.md). A line leads from one row to those that name it; what"
        " lies in a paragraph leads to its article through the paragraph."
    )
    for name, text in schema.SCHEMAS.items():
        members = [table for table in tables.values() if table.name.startswith(f"{name}.")]
        lines = [line for table in members for line in _lines(table)]
        yield f"\n## {name}\n\n{text}\n\n```mermaid\nerDiagram"
        for table in members:
            if any(_entity_name(table.name) in line.split() for line in lines):
                yield from _entity(table)
        yield from lines
        yield "```"


def _lines(table: Table) -> Iterator[str]:
    found = catalog.references(table)
    targets = {reference.target for reference in found}
    if "corpus.paragraphs" in targets:
        targets -= {"corpus.articles"}  # the paragraph leads there
    for target in sorted(targets):
        columns = [reference.column for reference in found if reference.target == target]
        many = "o|" if tuple(columns) == table.key else "o{"
        yield f'    {_entity_name(target)} ||--{many} {_entity_name(table.name)} : "{", ".join(columns)}"'


def _entity(table: Table) -> Iterator[str]:
    targets = {reference.column for reference in catalog.references(table)}
    marked = [c for c in table.columns if c.name in table.key or c.name in targets]
    yield f"    {_entity_name(table.name)} {{"
    for column in marked:
        marks = [mark for mark, holds in (("PK", column.name in table.key), ("FK", column.name in targets)) if holds]
        # Mermaid's types are one word.
        yield f"        {_kind(column.type).replace('[]', '_list')} {column.name} {', '.join(marks)}"
    yield "    }"


def _entity_name(table: str) -> str:
    return table.replace(".", "_")


def _kind(name: str) -> str:
    return name.replace("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ")


def _short(table: Table) -> str:
    return table.name.partition(".")[2]


def _anchor(heading: str) -> str:
    return heading.replace(".", "").lower()


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")
