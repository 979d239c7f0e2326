"""Words of texts and queries, and what `matching` and `search` find; the paragraphs are made here."""

from collections.abc import Iterator, Sequence
from datetime import date

import duckdb
import pytest
from duckdb import DuckDBPyConnection
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse import models, schema

INDEX = [model for model in models.load() if model.name.startswith("corpus.search_")]
DAY = date(2024, 5, 1)


def fill(con: DuckDBPyConnection, texts: Sequence[str]) -> None:
    """Make the corpus one article of a day for each text, the first the oldest, and index it."""
    con.execute("delete from corpus.paragraphs; delete from corpus.articles; delete from ops.builds")
    for number, text in enumerate(texts):
        con.execute(
            "insert into corpus.articles (article_id, outlet, title, url, published_on, text)"
            " values ($1, 'Warta', 'Judul', 'https://warta.example/' || $1, $2::date + $3::integer, $4)",
            [f"a{number}", DAY, number, text],
        )
        con.execute(
            "insert into corpus.paragraphs (paragraph_id, article_id, paragraph_number, text, language, word_count)"
            " values ($1, $2, 1, $3, 'id', len(search_words($3)))",
            [f"p{number}", f"a{number}", text],
        )
    for model in INDEX:
        models.build(con, model)


@pytest.fixture(scope="module")
def con() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect() as con:
        schema.create(con)
        for model in models.load():
            models.build(con, model)
        schema.finish_macros(con)
        yield con


def words(con: DuckDBPyConnection, text: str | None) -> list[str]:
    ((found,),) = con.execute("select search_words($1)", [text]).fetchall()
    return list(found or [])


def matching(con: DuckDBPyConnection, text: str | None) -> list[int]:
    """Numbers of the paragraphs that match, in their order."""
    rows = con.execute("select paragraph_id from matching($1)", [text]).fetchall()
    return sorted(int(name[1:]) for (name,) in rows)


def search(con: DuckDBPyConnection, text: str | None) -> list[int]:
    """Numbers of the paragraphs found, best first."""
    return [int(row[0][1:]) for row in con.execute("select paragraph_id from search($1)", [text]).fetchall()]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Pusat Data Nasional", ["pusat", "data", "nasional"]),
        ("kura-kura", ["kura", "kura"]),
        ("anak-anak, anak – anak", ["anak", "anak", "anak", "anak"]),
        ("Jaringan 5G", ["jaringan", "5g"]),
        ("Rp1.500,25 (12%)", ["rp", "1", "500", "25", "12"]),
        ("B20, G20", ["b", "20", "g", "20"]),
        ("Covid-19", ["covid", "19"]),
        ("Café über São Paulo", ["cafe", "uber", "sao", "paulo"]),
        ("Cafe\u0301", ["cafe"]),
        ("Jum'at Jum’at Jumat", ["jumat", "jumat", "jumat"]),
        ("China's growth, Beijing’s plan", ["china", "growth", "beijing", "plan"]),
        ("'kata' “kata” ''", ["kata", "kata"]),
        ("don't", ["dont"]),
        ("U.S. and D.K.I. Jakarta", ["us", "and", "dki", "jakarta"]),
        ("selesai.Lalu pergi. A. B", ["selesai", "lalu", "pergi", "a", "b"]),
        ("人工智能", ["人工", "工智", "智能", "能"]),
        ("发展5G网络。", ["发展", "展", "5g", "网络", "络"]),
        ("在Jakarta的２０２４年", ["在", "jakarta", "的", "2024", "年"]),
        ("云", ["云"]),
        ("ASEAN・中国", ["asean", "中国", "国"]),
        ("Привет мир", ["привет", "мир"]),
        ("한국 경제", ["한국", "경제"]),
        ("👍 … !?", []),
        ("", []),
        (None, []),
    ],
)
def test_words_of_a_text(con: DuckDBPyConnection, text: str | None, expected: list[str]) -> None:
    if text is not None and "한" in text:
        # Accents are stripped from Hangul by taking its syllables apart; a text and a query are treated alike.
        expected = [word for (word,) in con.execute("select strip_accents(unnest($1))", [expected]).fetchall()]
    assert words(con, text) == expected


TEXTS = [
    "Pemerintah membangun pusat data di Batam.",  # 0
    "Pusat kota menunggu data sensus.",  # 1
    "Kura-kura dan anak-anak di pantai.",  # 2
    "Seorang anak melihat jaringan 5G di Jum'at pagi.",  # 3
    "人工智能正在改变印度尼西亚。",  # 4
    "云计算与智能城市",  # 5
    "The U.S. and China's café trade.",  # 6
    "“Bukan 'itu',” katanya: 100% benar; select * from x -- \\ selesai.",  # 7
    "Pusat data, pusat data, pusat data!",  # 8
    "…",  # 9
    "腾讯云",  # 10
]


@pytest.fixture(scope="module")
def corpus(con: DuckDBPyConnection) -> DuckDBPyConnection:
    fill(con, TEXTS)
    return con


@pytest.mark.parametrize(
    "asked, expected",
    [
        ("pusat data", [0, 1, 8]),
        ("DATA, Pusat?", [0, 1, 8]),
        ("data data data", [0, 1, 8]),
        ("pusat data batam", [0]),
        ("pusat tiada", []),
        ("kura-kura", [2]),
        ("kura", [2]),
        ("anak", [2, 3]),
        ("anak-anak", [2, 3]),
        ("5g", [3]),
        ("5 g", []),
        ("jumat", [3]),
        ("us", [6]),
        ("china", [6]),
        ("CAFÉ", [6]),
        ("人工智能", [4]),
        ("智能", [4, 5]),
        ("智", [4, 5]),
        ("能", [4, 5]),
        ("云", [5, 10]),
        ("云 智能", [5]),
        ("云计 腾讯", []),
        ("中国", []),
        ("工人", []),
        ("'itu'", [7]),
        ("it's 'itu' \"", []),
        ("'; drop table corpus.articles; --", []),
        ("100%", [7]),
        ("_", []),
        ("", []),
        ("   ", []),
        ("?! …", []),
        (None, []),
    ],
)
def test_a_paragraph_matches_when_it_has_all_words(
    corpus: DuckDBPyConnection, asked: str | None, expected: list[int]
) -> None:
    assert matching(corpus, asked) == expected


@pytest.mark.parametrize(
    "asked, expected",
    [
        ("pusat data", [8, 1, 0]),  # more often first, then the shorter one
        ("pusat data batam", [0, 8, 1]),  # the rare word weighs most
        ("tiada batam", [0]),
        ("anak kura", [2, 3]),
        ("智能 云", [5, 10, 4]),
        ("", []),
        ("…", []),
        (None, []),
    ],
)
def test_the_best_come_first(corpus: DuckDBPyConnection, asked: str | None, expected: list[int]) -> None:
    assert search(corpus, asked) == expected


def test_what_search_tells_of_a_paragraph(corpus: DuckDBPyConnection) -> None:
    result = corpus.execute("from search('batam')")
    assert [column[0] for column in result.description] == [
        "score", "published_on", "outlet", "language", "title", "text", "url", "paragraph_id", "article_id",
    ]  # fmt: skip
    ((score, *rest),) = result.fetchall()
    # ln(1 + 10.5 / 1.5) times 2.2 / (1 + 1.2 * (0.25 + 0.75 * 6 / average)), the weight in hundredths.
    ((average,),) = corpus.execute("select avg(length) from corpus.search_paragraphs").fetchall()
    assert score == round(2.0794415 * round(220 / (1 + 1.2 * (0.25 + 4.5 / average))) / 100, 3)
    assert rest == [DAY, "Warta", "id", "Judul", TEXTS[0], "https://warta.example/a0", "p0", "a0"]


def test_both_macros_give_the_same_score(corpus: DuckDBPyConnection) -> None:
    for asked in ("pusat data", "anak", "智能", "云"):
        both = corpus.execute(
            "select m.score, s.score from matching($1) as m join search($1) as s using (paragraph_id)", [asked]
        ).fetchall()
        assert both and all(a == b for a, b in both)


def test_equals_come_newest_first_and_only_as_many_as_wanted(con: DuckDBPyConnection) -> None:
    fill(con, ["kata sama"] * 60)
    assert search(con, "kata") == list(range(59, 9, -1))
    few = con.execute("select paragraph_id from search('kata', how_many := 3)").fetchall()
    assert few == [("p59",), ("p58",), ("p57",)]
    assert len(matching(con, "kata")) == 60
    fill(con, TEXTS)


def test_an_argument_may_have_the_name_of_any_column(corpus: DuckDBPyConnection) -> None:
    for name in ("text", "word", "number", "place", "term_key", "score"):
        sql = f"with asked as (select 'batam' as {name}) select paragraph_id from matching((select {name} from asked))"
        assert corpus.execute(sql).fetchall() == [("p0",)]


def test_nothing_is_found_in_an_empty_corpus(con: DuckDBPyConnection) -> None:
    fill(con, [])
    assert search(con, "data") == matching(con, "data") == []
    fill(con, TEXTS)


def test_a_word_of_most_paragraphs_ranks_but_does_not_crowd_out(con: DuckDBPyConnection) -> None:
    fill(con, ["dan"] * 30 + ["dan langka panjang sekali kalimat ini", "langka sendiri panjang sekali kalimat ini"])
    assert search(con, "dan langka")[:2] == [30, 31]
    assert matching(con, "dan langka") == [30]
    fill(con, TEXTS)


NASTY = st.text(st.sampled_from("aZé5 -.,'’\n“%_人工智能云ไทかкي한İß\u0301\u200b\U00020000"), max_size=30)


@given(st.lists(NASTY | st.text(max_size=20), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_a_paragraph_is_found_by_each_of_its_own_words(con: DuckDBPyConnection, texts: list[str]) -> None:
    fill(con, texts)
    for number, text in enumerate(texts):
        for word in {*words(con, text), *([text] if words(con, text) else [])}:
            assert number in matching(con, word)
            assert number in search(con, word)


def test_texts_are_taken_apart_alike_with_and_without_the_quick_way(con: DuckDBPyConnection) -> None:
    for text in ("Jum'at 5G", "kura-kura", "人工 data", "abc"):
        ((quick, general),) = con.execute(
            "select search_tokens(search_letters($1)), search_runs(search_letters($1))", [text]
        ).fetchall()
        assert quick == general


def test_a_number_is_searched_for_as_it_is_written(con: DuckDBPyConnection) -> None:
    fill(con, ["target 2030 untuk talenta", "target 2045"])
    assert con.execute("select paragraph_id from search(2030)").fetchall() == [("p0",)]


@pytest.mark.parametrize(
    "text, asked, expected",
    [
        ("Pusat Data Jum’at", "jumat data", True),
        ("Pusat Data", "dat", False),
        ("数据中心的人才", "人", True),
        ("数据中心的人才", "天", False),
        ("数据中心", "数据", True),
        (None, "data", False),
    ],
)
def test_whether_a_text_has_all_words(con: DuckDBPyConnection, text: str | None, asked: str, expected: bool) -> None:
    query = "select search_has_all($1::varchar, search_wanted($2))"
    assert con.execute(query, [text, asked]).fetchall() == [(expected,)]
