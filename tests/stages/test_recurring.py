"""Recurring lines on a real file: adding and removing in any order gives the rows of a corpus read at once."""

import hashlib
import random
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from pipeline.stages import recurring
from pipeline.stages.ledger import delete_articles
from pipeline.text import frames
from pipeline.text.model import Document, Stated
from warehouse import store

PLACES = ("Ambon", "Bitung", "Cilacap", "Dumai", "Ende", "Fakfak", "Garut", "Jepara", "Kupang", "Luwuk")
TAIL = "Warta Pesisir hadir di kanal pesan"
SAID = "Perusahaan itu menolak berkomentar."
TABLES = ("corpus.paragraphs", "corpus.removed_text", "corpus.edge_lines", "corpus.recurring_lines")
TEXTS = "select article_id, text, word_count from corpus.articles order by all"
KEPT = (*(f"select * from {table} order by all" for table in TABLES), TEXTS)


@pytest.fixture
def con(tmp_path: Path) -> Iterator[DuckDBPyConnection]:
    with store.connect(tmp_path / "lumbung.duckdb") as con:
        yield con


def document(place: str, *tails: str, outlet: str = "Warta Pesisir", title: str | None = None) -> Document:
    lines = (
        title or f"Pasar ikan {place} mulai dibuka",
        f"Pemerintah kota {place} membuka pasar ikan baru di tepi pelabuhan lama itu pada Senin pagi bersama warga.",
        f"Para nelayan {place} berharap harga ikan membaik karena pembeli tidak perlu lagi pergi ke kota sebelah.",
        *tails,
    )
    content = "\n\n".join(lines).encode()
    name = f"{outlet}/{place}{title or ''}.txt"
    sha = hashlib.sha256(content).hexdigest()
    return Document("s", name, content, "text", sha, datetime(2025, 3, 1, tzinfo=UTC), Stated(outlet=outlet))


def add(con: DuckDBPyConnection, documents: list[Document]) -> list[str]:
    cleaned = frames.clean(documents, "v", recurring.known(con))
    assert not cleaned.rejections
    for table, frame in cleaned.frames.items():
        store.insert(con, table, frame)
    return list(cleaned.article_ids.values())


def rows(con: DuckDBPyConnection) -> list[list[tuple[object, ...]]]:
    return [con.execute(sql).fetchall() for sql in KEPT]


def learned(con: DuckDBPyConnection) -> list[tuple[str, str, int, int]]:
    return con.execute("select outlet, text, texts, articles from corpus.recurring_lines order by all").fetchall()


def test_a_line_of_three_texts_is_cut_and_two_are_too_few(con: DuckDBPyConnection) -> None:
    add(con, [document(place, TAIL) for place in PLACES[:2]])
    assert recurring.refresh(con) == 0 and learned(con) == []
    (last,) = add(con, [document(PLACES[2], TAIL)])
    assert recurring.refresh(con) == 3
    assert learned(con) == [("Warta Pesisir", TAIL, 3, 3)]
    assert con.execute("select distinct text, reason from corpus.removed_text").fetchall() == [(TAIL, "recurring_line")]
    assert not con.execute(f"from corpus.paragraphs where text = '{TAIL}'").fetchall()
    delete_articles(con, [last])
    assert recurring.refresh(con) == 2
    assert len(con.execute(f"from corpus.paragraphs where text = '{TAIL}'").fetchall()) == 2


def test_copies_other_outlets_and_sentences_teach_nothing(con: DuckDBPyConnection) -> None:
    add(con, [document("Ambon", TAIL, title=f"Judul nomor {n} tentang pasar") for n in range(5)])
    add(con, [document(place, TAIL, outlet=f"Koran {place}") for place in PLACES[:3]])
    add(con, [document(place, SAID, outlet="Niaga") for place in PLACES[:4]])
    assert recurring.refresh(con) == 0 and learned(con) == []
    add(con, [document(PLACES[4], SAID, outlet="Niaga")])
    recurring.refresh(con)
    assert learned(con) == [("Niaga", SAID, 5, 5)]


def test_facts_and_stories_of_changed_articles_are_made_anew_and_others_stay(con: DuckDBPyConnection) -> None:
    ids = add(con, [document(place, TAIL) for place in PLACES[:3]])
    (other,) = add(con, [document(PLACES[3])])
    con.execute("insert into ops.done select unnest($1::varchar[]), 'names', 'v'", [[*ids, other]])
    con.execute("update corpus.articles set story_id = article_id")
    recurring.refresh(con)
    assert con.execute("select article_id from ops.done").fetchall() == [(other,)]
    assert con.execute("select article_id from corpus.articles where story_id is not null").fetchall() == [(other,)]
    assert recurring.refresh(con) == 0


@pytest.mark.parametrize("seed", range(4))
def test_any_order_gives_the_rows_of_one_reading(con: DuckDBPyConnection, seed: int) -> None:
    documents = [document(place, TAIL) if n % 3 else document(place, SAID, TAIL) for n, place in enumerate(PLACES)]
    add(con, documents)
    recurring.refresh(con)
    want = rows(con)
    delete_articles(con, [row[0] for row in con.execute("select article_id from corpus.articles").fetchall()])
    recurring.refresh(con)
    order = random.Random(seed)
    order.shuffle(documents)
    extra = add(con, [document("Zamrud", TAIL, "Kanal Zamrud")])
    while documents:
        size = order.randint(1, 4)
        add(con, documents[:size])
        del documents[:size]
        recurring.refresh(con)
    delete_articles(con, extra)
    recurring.refresh(con)
    assert rows(con) == want
