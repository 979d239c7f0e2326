"""The macros that answer questions, on a warehouse of four short articles.

Full-text search and conversion of units are tested with their own subjects (tests/sql/test_search.py, tests/warehouse).
"""

import re
from collections.abc import Iterator
from typing import Any

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from warehouse import models, schema

# Article, outlet, day, story, paragraphs. The second is a copy of the first; the last has no day.
ARTICLES: list[tuple[str, str, str | None, str, tuple[str, ...]]] = [
    ("a1", "Kabar Satu", "2024-03-05", "s1", (
        "Zona data dibuka",
        "Ketua Dewan Data Sari Wulandari berkata: “Talenta digital kami siap.” Dananya Rp3 triliun.",
    )),
    ("a2", "Kabar Dua", "2024-03-06", "s1", (
        "Zona data dibuka",
        "Ketua Dewan Data Sari Wulandari berkata: “Talenta digital kami siap.” Dananya Rp3 triliun.",
    )),
    ("a3", "Kabar Dua", "2024-04-02", "s3", (
        "Sari Kirana tiba di Batam",
        "Dewan Data menolak. Talenta digital kurang, “Tunggu dulu,” kata warga; butuh 900 orang talenta digital.",
    )),
    ("a4", "Kabar Tiga", None, "s4", ("数据中心落户巴淡", "巴淡的人工智能人才不足。")),
]  # fmt: skip
SAID = "Ketua Dewan Data Sari Wulandari berkata: “Talenta digital kami siap.”"
ACTORS = {
    "p1": ("Sari Wulandari", "PERSON", ("Sari", "Sari Wulandari", "Pimpinan")),
    "p2": ("Sari Kirana", "PERSON", ("Sari", "Sari Kirana")),
    "o1": ("Dewan Data", "ORG", ("Dewan Data", "DD", "Majelis Data O'Brien", "Pimpinan")),
    "l1": ("Batam", "PLACE", ("Batam", "巴淡")),
}
# Table, id, article, paragraph, surface, which occurrence, other columns.
FACTS: list[tuple[str, str, str, int, str, dict[str, object]]] = [
    *(("mentions", f"{a}-m1", a, 1, "Dewan Data", {"actor_id": "o1"}) for a in ("a1", "a2", "a3")),
    *(("mentions", f"{a}-m2", a, 1, "Sari Wulandari", {"actor_id": "p1"}) for a in ("a1", "a2")),
    ("mentions", "a3-m3", "a3", 0, "Sari Kirana", {"actor_id": "p2"}),
    ("mentions", "a3-m4", "a3", 0, "Batam", {"actor_id": "l1"}),
    ("mentions", "a4-m1", "a4", 0, "巴淡", {"actor_id": "l1"}),
    ("mentions", "a4-m2", "a4", 1, "巴淡", {"actor_id": "l1"}),
    *(
        ("quotes", f"{a}-q1", a, 1, "Talenta digital kami siap.", {"speaker_id": "p1", "quote_type": "direct"})
        for a in ("a1", "a2")
    ),
    ("quotes", "a3-q1", "a3", 1, "Tunggu dulu", {"speaker_surface": "warga", "quote_type": "direct"}),
    ("roles", "a1-r1", "a1", 1, "Ketua Dewan Data Sari Wulandari",
     {"actor_id": "p1", "role": "Ketua", "organisation_id": "o1"}),
    *(
        ("figures", f"{a}-f1", a, 1, "Rp3 triliun",
         {"kind": "money", "unit": "IDR", "value_low": 3e12, "thing": "dana", "modality": "actual"})
        for a in ("a1", "a2")
    ),
    ("figures", "a3-f1", "a3", 1, "900 orang",
     {"kind": "count", "unit": "person", "value_low": 900, "thing": "talenta digital", "modality": "target"}),
    ("figures", "a3-f2", "a3", 1, "dulu", {"kind": "date", "thing": "talenta digital", "modality": "actual"}),
]  # fmt: skip
TOPICS = {"talent": ("Talenta", "Talent", None), "data": ("Data", "Data centres", None)}
SURFACE = {"quotes": "text"}


def insert(con: DuckDBPyConnection, table: str, row: dict[str, Any]) -> None:
    names, places = ", ".join(row), ", ".join("?" * len(row))
    con.execute(f"insert into {table} ({names}) values ({places})", list(row.values()))


@pytest.fixture(scope="module")
def con() -> Iterator[DuckDBPyConnection]:
    with duckdb.connect() as con:
        schema.create(con)
        for article, outlet, day, story, texts in ARTICLES:
            insert(con, "corpus.articles", {
                "article_id": article, "outlet": outlet, "published_on": day, "story_id": story, "title": texts[0],
                "text": "\n\n".join(texts), "url": f"https://kabar.example/{article}", "is_original": article != "a2",
            })  # fmt: skip
            start = 0
            for number, text in enumerate(texts):
                insert(con, "corpus.paragraphs", {
                    "paragraph_id": f"{article}-{number}", "article_id": article, "paragraph_number": number,
                    "kind": "body" if number else "headline", "text": text,
                    "start_char": start, "end_char": start + len(text),
                })  # fmt: skip
                start += len(text) + 2
        for table, key, article, number, surface, more in FACTS:
            text = "\n\n".join(next(texts for name, *_, texts in ARTICLES if name == article))
            paragraph = next(texts[number] for name, *_, texts in ARTICLES if name == article)
            first = text.index(paragraph) if number else 0
            start = first + paragraph.index(surface)
            end = next((m.end() for m in re.finditer(r"[.]”?(?= )", text) if m.end() > start), len(text))
            insert(con, f"facts.{table}", {
                f"{table[:-1]}_id": key, "article_id": article, "paragraph_id": f"{article}-{number}",
                "start_char": start, "end_char": start + len(surface), SURFACE.get(table, "surface"): surface,
                "sentence_start": first, "sentence_end": end if number else len(paragraph), **more,
            })  # fmt: skip
        # An older version stored facts without their sentence.
        con.execute("update facts.mentions set sentence_start = null, sentence_end = null where mention_id = 'a3-m4'")
        for actor, (name, kind, aliases) in ACTORS.items():
            insert(con, "facts.article_actors",
                   {"article_id": "a1", "actor_id": actor, "name": name, "entity_type": kind})  # fmt: skip
            for alias in aliases:
                insert(con, "facts.alias_evidence",
                       {"article_id": "a1", "actor_id": actor, "alias": alias, "kind": "full"})  # fmt: skip
        for topic, (label, label_en, parent) in TOPICS.items():
            insert(con, "facts.topics", {"topic_id": topic, "label": label, "label_en": label_en, "parent": parent})
        for paragraph in ("a1-1", "a2-1", "a3-1", "a4-1"):
            insert(con, "facts.paragraph_topics",
                   {"paragraph_id": paragraph, "article_id": paragraph[:2], "topic_id": "talent"})  # fmt: skip
        for paragraph in ("a1-0", "a4-0"):
            insert(con, "facts.paragraph_topics",
                   {"paragraph_id": paragraph, "article_id": paragraph[:2], "topic_id": "data"})  # fmt: skip
        for model in models.load():
            models.build(con, model)
        schema.finish_macros(con)
        yield con


def ask(con: DuckDBPyConnection, columns: str, call: str, *values: object) -> list[tuple[Any, ...]]:
    return con.execute(f"select {columns} from {call}", list(values)).fetchall()


@pytest.mark.parametrize(
    "name, ids",
    [
        ("Dewan Data", ["o1"]),
        ("  dewan DATA ", ["o1"]),
        ("dd", ["o1"]),
        ("o1", ["o1"]),
        ("O1", ["o1"]),
        ("majelis data o'brien", ["o1"]),
        ("sari", ["p2", "p1"]),
        ("巴淡", ["l1"]),
        ("Sari W", []),
        ("%", []),
        ("", []),
        (None, []),
    ],
)
def test_an_actor_goes_by_id_name_or_alias_in_any_case(
    con: DuckDBPyConnection, name: str | None, ids: list[str]
) -> None:
    assert ask(con, "actor_id", "actors_named(?)", name) == [(i,) for i in ids]


def test_mentions_come_with_their_sentence_newest_first_and_undated_last(con: DuckDBPyConnection) -> None:
    assert ask(con, "mention_id, surface, sentence, outlet, found", "mentions_of('DD')") == [
        ("a3-m1", "Dewan Data", "Dewan Data menolak.", "Kabar Dua", 3),
        ("a2-m1", "Dewan Data", SAID, "Kabar Dua", 3),
        ("a1-m1", "Dewan Data", SAID, "Kabar Satu", 3),
    ]
    # A fact stored without its sentence answers with its own words.
    assert ask(con, "mention_id, sentence", "mentions_of('巴淡')") == [
        ("a3-m4", "Batam"),
        ("a4-m1", "数据中心落户巴淡"),
        ("a4-m2", "巴淡的人工智能人才不足。"),
    ]


def test_an_ambiguous_name_answers_with_all_its_actors_told_apart(con: DuckDBPyConnection) -> None:
    assert ask(con, "actor, entity_type, actor_id, mention_id", "mentions_of('Sari')") == [
        ("Sari Kirana", "PERSON", "p2", "a3-m3"),
        ("Sari Wulandari", "PERSON", "p1", "a2-m2"),
        ("Sari Wulandari", "PERSON", "p1", "a1-m2"),
    ]


@pytest.mark.parametrize("how_many", [1, 2, 3, 4, 5])
def test_the_first_mentions_of_an_ambiguous_name_are_the_first_of_all(con: DuckDBPyConnection, how_many: int) -> None:
    """Two actors of one name in one article: the article is one, whichever of them stands first in it."""
    every = [(name,) for name in ("a3-m1", "a2-m1", "a2-m2", "a1-m1", "a1-m2")]
    assert ask(con, "mention_id", "mentions_of('pimpinan')") == every
    assert ask(con, "mention_id", f"mentions_of('pimpinan', how_many := {how_many})") == every[:how_many]


def test_quotes_of_an_actor_with_the_office_that_the_same_article_gives(con: DuckDBPyConnection) -> None:
    assert ask(con, "quote_id, speaker, role, organisation, quote, outlet, found", "quotes_of('sari wulandari')") == [
        ("a2-q1", "Sari Wulandari", None, None, "Talenta digital kami siap.", "Kabar Dua", 2),
        ("a1-q1", "Sari Wulandari", "Ketua", "Dewan Data", "Talenta digital kami siap.", "Kabar Satu", 2),
    ]


def test_who_said_something_those_whose_own_words_say_it_first(con: DuckDBPyConnection) -> None:
    assert ask(con, "quote_id, speaker, speaker_surface, in_quote", "who_said('digital talenta')") == [
        ("a2-q1", "Sari Wulandari", None, True),
        ("a1-q1", "Sari Wulandari", None, True),
        ("a3-q1", None, "warga", False),
    ]
    assert ask(con, "quote_id, in_quote", "who_said('talenta menolak')") == [("a3-q1", False)]


def test_a_word_within_a_longer_one_is_not_in_the_quote(con: DuckDBPyConnection) -> None:
    assert ask(con, "quote_id, in_quote", "who_said('data')") == [("a3-q1", False), ("a2-q1", False), ("a1-q1", False)]
    assert ask(con, "count(*)", "who_said('alenta')") == [(0,)]


@pytest.mark.parametrize("macro", ["who_said", "figures_about"])
def test_a_number_may_be_asked_for(con: DuckDBPyConnection, macro: str) -> None:
    assert con.execute(f"from {macro}(2030)").fetchall() == []


def test_quotes_on_a_topic_by_any_of_its_names(con: DuckDBPyConnection) -> None:
    expected = [("a3-q1", None), ("a2-q1", None), ("a1-q1", "Ketua")]
    for name in ("talent", "TALENTA", " Talent"):
        assert ask(con, "quote_id, role", "quotes_on(?)", name) == expected


def test_figures_about_a_thing_come_before_figures_beside_it_and_dates_are_left_out(con: DuckDBPyConnection) -> None:
    assert ask(con, "figure_id, in_thing, sentence, speaker, found", "figures_about('Talenta Digital')") == [
        ("a3-f1", True, ARTICLES[2][4][1], None, 3),
        ("a2-f1", False, ARTICLES[1][4][1], None, 3),
        ("a1-f1", False, ARTICLES[0][4][1], None, 3),
    ]


def test_paragraphs_that_name_both_newest_first(con: DuckDBPyConnection) -> None:
    assert ask(con, "name_a, name_b, paragraph_id, found", "together('DD', 'Sari')") == [
        ("Dewan Data", "Sari Wulandari", "a2-1", 2),
        ("Dewan Data", "Sari Wulandari", "a1-1", 2),
    ]
    assert ask(con, "name_a, name_b, paragraph", "together('Batam', 'Sari')") == [
        ("Batam", "Sari Kirana", "Sari Kirana tiba di Batam")
    ]
    assert ask(con, "*", "together('Batam', 'Dewan Data')") == []
    assert ask(con, "*", "together('Batam', '巴淡')") == [], "an actor does not stand beside itself"


def test_neighbours_of_an_actor_with_the_earliest_paragraph(con: DuckDBPyConnection) -> None:
    columns = "actor, neighbour, stories, articles, paragraphs, evidence_paragraph_id, found"
    assert ask(con, columns, "beside('o1')") == [("Dewan Data", "Sari Wulandari", 1, 2, 2, "a1-1", 1)]
    assert ask(con, columns, "beside('p1')") == [("Sari Wulandari", "Dewan Data", 1, 2, 2, "a1-1", 1)]


def test_the_profile_of_each_actor_of_a_name(con: DuckDBPyConnection) -> None:
    columns = "actor_id, aliases, stories, quotes, roles, people, neighbours"
    assert ask(con, columns, "profile(' sari ')") == [
        ("p1", ["Pimpinan", "Sari"], 1, 2, ["Ketua, Dewan Data"], [], ["Dewan Data"]),
        ("p2", ["Sari"], 1, 0, [], [], ["Batam"]),
    ]
    assert ask(con, "people", "profile('DD')") == [(["Sari Wulandari"],)]


@pytest.mark.parametrize("name", ["Sari", "Dewan Data", "pimpinan"])
def test_offices_of_a_person_or_of_the_people_of_a_body(con: DuckDBPyConnection, name: str) -> None:
    columns = "name, role, organisation, standing, first_sentence, last_sentence, last_role_id, found"
    expected = [("Sari Wulandari", "Ketua", "Dewan Data", "held", SAID, SAID, "a1-r1", 1)]
    assert ask(con, columns, "offices_of(?)", name) == expected


def test_a_trend_has_every_week_and_no_share_where_nothing_was_published(con: DuckDBPyConnection) -> None:
    found = ask(con, "week::varchar, paragraphs, articles, stories, share_of_stories", "trend('data centres')")
    assert found == [
        ("2024-03-04", 1, 1, 1, 1.0),
        ("2024-03-11", 0, 0, 0, None),
        ("2024-03-18", 0, 0, 0, None),
        ("2024-03-25", 0, 0, 0, None),
        ("2024-04-01", 0, 0, 0, 0.0),
    ]


def test_two_periods_side_by_side_count_a_story_once_in_each(con: DuckDBPyConnection) -> None:
    columns = "kind, id, name, articles_a, stories_a, share_a, articles_b, stories_b, share_b, change"
    assert ask(con, columns, "compare_periods('2024-03-01', '2024-03-31', '2024-03-06', '2024-04-30')") == [
        ("topic", "talent", "Talenta", 2, 1, 1.0, 2, 2, 1.0, 0.0),
        ("topic", "data", "Data", 1, 1, 1.0, 0, 0, 0.0, -1.0),
        ("actor", "l1", "Batam", 0, 0, 0.0, 1, 1, 0.5, 0.5),
        ("actor", "p2", "Sari Kirana", 0, 0, 0.0, 1, 1, 0.5, 0.5),
        ("actor", "o1", "Dewan Data", 2, 1, 1.0, 2, 2, 1.0, 0.0),
        ("actor", "p1", "Sari Wulandari", 2, 1, 1.0, 1, 1, 0.5, -0.5),
    ]
    most = "compare_periods(date '2024-03-01', '2024-03-31', '2024-03-06', '2024-04-30', how_many := 1)"
    assert ask(con, "id", most) == [("data",), ("l1",)]


def test_a_period_without_articles_has_no_share(con: DuckDBPyConnection) -> None:
    asked = "compare_periods('2020-01-01', '2020-12-31', '2024-01-01', '2024-12-31', how_many := 1)"
    assert ask(con, "id, articles_a, share_a, share_b > 0, change", asked) == [
        ("talent", 0, None, True, None),
        ("o1", 0, None, True, None),
    ]


@pytest.mark.parametrize(
    "key, kind, surface, sentence",
    [
        ("a1-m1", "mention", "Dewan Data", 0),
        ("a1-q1", "quote", "Talenta digital kami siap.", 0),
        ("a1-r1", "role", "Ketua Dewan Data Sari Wulandari", 0),
        ("a3-f1", "figure", "900 orang", 2),
    ],
)
def test_the_sentence_of_any_fact(con: DuckDBPyConnection, key: str, kind: str, surface: str, sentence: int) -> None:
    expected = SAID if sentence == 0 else ARTICLES[sentence][4][1]
    found = ask(con, "kind, surface, sentence, article_id, url", "sentence_of(?)", f" {key} ")
    assert found == [(kind, surface, expected, key[:2], f"https://kabar.example/{key[:2]}")]


NAMED = ("mentions_of", "quotes_of", "who_said", "quotes_on", "figures_about", "beside", "trend", "sentence_of",
         "actors_named", "topics_named", "profile", "offices_of")  # fmt: skip


@pytest.mark.parametrize("macro", NAMED)
@pytest.mark.parametrize("name", ["", " ", "'", "O'Brien \"%_", "nobody at all", "0", None])
def test_what_nobody_knows_gives_no_rows(con: DuckDBPyConnection, macro: str, name: str | None) -> None:
    assert ask(con, "*", f"{macro}(?)", name) == []
    if macro not in ("trend", "sentence_of", "actors_named", "topics_named", "profile"):
        assert ask(con, "*", f"{macro}(?, how_many := null)", name) == []


def test_of_two_unknown_names_one_is_enough_for_no_rows(con: DuckDBPyConnection) -> None:
    assert ask(con, "*", "together('', 'Dewan Data')") == ask(con, "*", "together('Dewan Data', null)") == []


@pytest.mark.parametrize(
    "call, all_rows",
    [
        ("mentions_of('DD'", 3),
        ("quotes_of('p1'", 2),
        ("who_said('talenta'", 3),
        ("quotes_on('talent'", 3),
        ("figures_about('talenta'", 3),
        ("together('o1', 'p1'", 2),
        ("beside('sari'", 2),
    ],
)
def test_rows_are_bounded_on_demand_and_all_are_counted(con: DuckDBPyConnection, call: str, all_rows: int) -> None:
    whole = ask(con, "*", f"{call}, how_many := null)")
    assert len(whole) == all_rows
    assert ask(con, "*", f"{call}, how_many := 1)") == whole[:1]
    assert ask(con, "found", f"{call}, how_many := 1)") == [(all_rows,)]
    assert ask(con, "*", f"{call}, how_many := 0)") == []


def test_arguments_may_be_queries_and_variables(con: DuckDBPyConnection) -> None:
    con.execute("set variable whom = 'dewan data'")
    assert len(ask(con, "*", "mentions_of(getvariable('whom'))")) == 3
    assert len(ask(con, "*", "mentions_of((select max(name) from facts.actors where entity_type = 'ORG'))")) == 3


def test_every_macro_is_described(con: DuckDBPyConnection) -> None:
    plain = con.execute(
        "select function_name from duckdb_functions() where not internal and comment is null"
        " and function_type in ('macro', 'table_macro')"
    ).fetchall()
    assert plain == []
