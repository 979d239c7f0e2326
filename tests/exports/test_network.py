"""The actor network: lists as Gephi wants them, and GraphML that another program reads."""

import csv
from collections.abc import Iterator
from pathlib import Path

import duckdb
import networkx
import pytest
from duckdb import DuckDBPyConnection

from pipeline.exports import network
from warehouse import models, schema


@pytest.fixture
def con() -> Iterator[DuckDBPyConnection]:
    """Three actors in two pairs and one that stands alone; names that XML must escape, or cannot hold."""
    with duckdb.connect() as con:
        schema.create(con)
        for model in models.load():
            models.build(con, model)
        con.execute("""insert into marts.actors
            (actor_id, name, entity_type, country, stories, articles, mentions, quotes) values
            ('a', 'R&D <Dewan> "Data"', 'ORG', null, 1, 2, 3, 0), ('b', '数据 𠀋', 'ORG', 'CN', 1, 1, 1, 0),
            ('c', 'Su' || chr(7) || 'ci', 'PERSON', 'ID', 5, 6, 7, 8), ('d', 'Sendiri', 'PERSON', 'ID', 1, 1, 1, 1)""")
        con.execute("""insert into marts.actor_pairs
            (actor_a, actor_b, paragraphs, articles, stories, first_seen, last_seen, evidence_paragraph_id) values
            ('b', 'c', 3, 2, 1, null, null, 'p9'), ('a', 'b', 4, 3, 2, '2024-05-01', '2024-06-01', 'p1')""")
        con.execute("insert into corpus.paragraphs (paragraph_id, article_id) values ('p1', 'a1'), ('p9', 'a9')")
        con.execute("insert into corpus.articles (article_id, url) values ('a1', 'https://kabar.example/?a=1&b=2')")
        yield con


def test_lists_have_the_columns_that_gephi_looks_for(con: DuckDBPyConnection, tmp_path: Path) -> None:
    network.write_lists(con, tmp_path / "nodes.csv", tmp_path / "edges.csv")
    with (tmp_path / "nodes.csv").open(encoding="utf-8", newline="") as file:
        nodes = list(csv.DictReader(file))
    with (tmp_path / "edges.csv").open(encoding="utf-8", newline="") as file:
        edges = list(csv.DictReader(file))
    assert [(node["Id"], node["Label"]) for node in nodes] == [
        ("a", 'R&D <Dewan> "Data"'),
        ("b", "数据 𠀋"),
        ("c", "Su\x07ci"),
    ]
    assert [(e["Source"], e["Target"], e["Type"], e["Weight"], e["evidence_url"]) for e in edges] == [
        ("a", "b", "Undirected", "2", "https://kabar.example/?a=1&b=2"),
        ("b", "c", "Undirected", "1", ""),
    ]
    for rows, table in ((nodes, network.NODES), (edges, network.EDGES)):
        assert tuple(rows[0]) == table.column_names


def test_graphml_is_read_back_as_it_is(con: DuckDBPyConnection, tmp_path: Path) -> None:
    path = tmp_path / "actors.graphml"
    network.write_graphml(con, path)
    graph = networkx.read_graphml(path)
    assert not graph.is_directed()
    assert dict(graph.nodes(data=True)) == {
        "a": {"label": 'R&D <Dewan> "Data"', "entity_type": "ORG", "stories": 1, "articles": 2, "mentions": 3,
              "quotes": 0},
        "b": {"label": "数据 𠀋", "entity_type": "ORG", "country": "CN", "stories": 1, "articles": 1, "mentions": 1,
              "quotes": 0},
        "c": {"label": "Suci", "entity_type": "PERSON", "country": "ID", "stories": 5, "articles": 6, "mentions": 7,
              "quotes": 8},
    }  # fmt: skip
    assert {(a, b): data for a, b, data in graph.edges(data=True)} == {
        ("a", "b"): {"weight": 2, "articles": 3, "paragraphs": 4, "first_seen": "2024-05-01",
                     "last_seen": "2024-06-01", "evidence_paragraph_id": "p1",
                     "evidence_url": "https://kabar.example/?a=1&b=2"},
        ("b", "c"): {"weight": 1, "articles": 2, "paragraphs": 3, "evidence_paragraph_id": "p9"},
    }  # fmt: skip


def test_a_network_without_actors_is_a_graph_without_nodes(con: DuckDBPyConnection, tmp_path: Path) -> None:
    con.execute("delete from marts.actor_pairs")
    network.write_graphml(con, tmp_path / "actors.graphml")
    assert len(networkx.read_graphml(tmp_path / "actors.graphml")) == 0
