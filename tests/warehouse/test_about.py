"""The page `ops.about`: every example runs on a published file as it stands there."""

import re
from pathlib import Path

from warehouse import publish, schema


def test_each_example_answers_on_the_sample(sample_home: Path) -> None:
    # The sample has none: nothing of it was rejected, and nobody corrected it.
    empty = {"What was not used", "What people corrected"}
    with publish.open_published(sample_home) as con:
        pages = con.execute("select position, topic, what, example from ops.about").fetchall()
        assert [position for position, *_ in pages] == list(range(1, len(pages) + 1))
        for _, topic, what, example in pages:
            assert what.endswith("."), topic
            rows = con.execute(publish.one_select(con, example)).fetchall()
            assert rows or topic in empty, topic


def test_the_first_example_tells_what_file_it_is(sample_home: Path) -> None:
    version = publish.current(sample_home)
    assert version is not None
    with publish.open_published(sample_home) as con:
        ((example,),) = con.execute("select example from ops.about where position = 1").fetchall()
        ((published_at, lumbung, contract, sources, articles),) = con.execute(example).fetchall()
        counts = con.execute("select count(distinct source_id), count(*) from corpus.articles").fetchall()
    assert published_at == publish.moment_of(version)
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", lumbung)
    assert contract == schema.CONTRACT_VERSION
    assert [(sources, articles)] == counts


def test_every_schema_is_visited(sample_home: Path) -> None:
    with publish.open_published(sample_home) as con:
        examples = " ".join(row[0] for row in con.execute("select example from ops.about").fetchall())
    assert all(f" {name}." in examples for name in schema.SCHEMAS)
