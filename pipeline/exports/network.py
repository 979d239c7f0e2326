"""The network of actors named together, for Gephi and other programs that draw graphs.

Node and edge lists use the column names that Gephi looks for (Id, Label, Source, Target, Type, Weight). GraphML is
written row by row: a graph library would hold the whole network (2 GB at half a million edges).
Format: U. Brandes et al., GraphML Primer, http://graphml.graphdrawing.org/primer/graphml-primer.html.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection
from lxml import etree

from pipeline.exports.files import write
from warehouse.schema import Column, Table

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
TYPES = {"BIGINT": "long", "VARCHAR": "string", "DATE": "string"}
# Not allowed in XML 1.0, in any form.
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BATCH = 10_000

NODES = Table(
    "actor_network_nodes",
    "Nodes of the actor network: actors that share a paragraph with another.",
    ("Id",),
    (
        Column("Id", "VARCHAR", "Actor (key of facts.actors)."),
        Column("Label", "VARCHAR", "Canonical name."),
        Column("entity_type", "VARCHAR", "PERSON, ORG, PLACE, LAW, EVENT or PRODUCT."),
        Column("country", "VARCHAR", "ISO 3166-1 alpha-2 code when known."),
        Column("stories", "BIGINT", "Independent stories that name the actor."),
        Column("articles", "BIGINT", "Articles that name the actor."),
        Column("mentions", "BIGINT", "Times the actor is named."),
        Column("quotes", "BIGINT", "Statements that the actor makes."),
    ),
)
EDGES = Table(
    "actor_network_edges",
    "Edges of the actor network: pairs of actors named in one paragraph, with a paragraph as evidence.",
    ("Source", "Target"),
    (
        Column("Source", "VARCHAR", "One actor (the smaller id)."),
        Column("Target", "VARCHAR", "The other actor."),
        Column("Type", "VARCHAR", "Undirected."),
        Column("Weight", "BIGINT", "Independent stories that name both in one paragraph."),
        Column("articles", "BIGINT", "Articles that do."),
        Column("paragraphs", "BIGINT", "Paragraphs that name both."),
        Column("first_seen", "DATE", "Earliest day of publication."),
        Column("last_seen", "DATE", "Latest day of publication."),
        Column("evidence_paragraph_id", "VARCHAR", "The earliest such paragraph (key of corpus.paragraphs)."),
        Column("evidence_url", "VARCHAR", "Address of its article; null when unknown."),
    ),
)
NODE_ROWS = """select actor_id as "Id", name as "Label", entity_type, country, stories, articles, mentions, quotes
    from marts.actors
    where actor_id in (select actor_a from marts.actor_pairs union select actor_b from marts.actor_pairs)
    order by actor_id"""
EDGE_ROWS = """select p.actor_a as "Source", p.actor_b as "Target", 'Undirected' as "Type", p.stories as "Weight",
    p.articles, p.paragraphs, p.first_seen, p.last_seen, p.evidence_paragraph_id, a.url as evidence_url
    from marts.actor_pairs as p
    left join corpus.paragraphs as t on t.paragraph_id = p.evidence_paragraph_id
    left join corpus.articles as a on a.article_id = t.article_id
    order by p.actor_a, p.actor_b"""


def write_lists(con: DuckDBPyConnection, nodes: Path, edges: Path) -> None:
    """Write the node list and the edge list as CSV."""
    write(con, NODE_ROWS, NODES.columns, "csv", nodes)
    write(con, EDGE_ROWS, EDGES.columns, "csv", edges)


def write_graphml(con: DuckDBPyConnection, path: Path) -> None:
    """Write the network as an undirected GraphML graph; what is null is left out."""
    with etree.xmlfile(str(path), encoding="utf-8") as file:
        file.write_declaration()
        with file.element("graphml", nsmap={None: NAMESPACE}):
            for domain, columns in (("node", NODES.columns[1:]), ("edge", EDGES.columns[3:])):
                for column in columns:
                    file.write(_key(domain, column), pretty_print=True)
            with file.element("graph", id="actors", edgedefault="undirected"):
                for row in _rows(con, NODE_ROWS):
                    node = etree.Element("node", id=row[0])
                    _fill(node, "node", NODES.columns[1:], row[1:])
                    file.write(node, pretty_print=True)
                for row in _rows(con, EDGE_ROWS):
                    edge = etree.Element("edge", source=row[0], target=row[1])
                    _fill(edge, "edge", EDGES.columns[3:], row[3:])
                    file.write(edge, pretty_print=True)


def _key(domain: str, column: Column) -> Any:
    attributes = {"for": domain, "attr.name": column.name.lower(), "attr.type": TYPES[column.type]}
    return etree.Element("key", {"id": f"{domain}_{column.name.lower()}", **attributes})


def _fill(element: Any, domain: str, columns: Sequence[Column], values: Sequence[Any]) -> None:
    for column, value in zip(columns, values, strict=True):
        if value is not None:
            data = etree.SubElement(element, "data", key=f"{domain}_{column.name.lower()}")
            data.text = FORBIDDEN.sub("", str(value))


def _rows(con: DuckDBPyConnection, query: str) -> Iterator[tuple[Any, ...]]:
    cursor = con.execute(query)
    while batch := cursor.fetchmany(BATCH):
        yield from batch
