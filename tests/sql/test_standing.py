"""marts.role_history tells former, acting and future offices by the words that the lexicon puts before a title."""

import duckdb
import pytest

from pipeline import lexicons
from warehouse import models, schema

RANKS = {"wakil", "deputy", "vice", "asisten"}  # words before a title that make another office of it
PREFIXES = sorted(word for word in lexicons.terms("titles_prefixes.txt") if word.casefold() not in RANKS)
HAN = {"former": "former", "acting": "acting", "coming": "future"}
HAN_PREFIXES = sorted(
    (row["word"], HAN[row["kind"]]) for row in lexicons.table("title_prefixes.zh.csv") if row["kind"] in HAN
)


def standing(role: str) -> list[tuple[str, str]]:
    """Title and standing that the mart reads in a role as written."""
    with duckdb.connect() as con:
        schema.create(con)
        con.execute("insert into corpus.articles (article_id) values ('a1')")
        con.execute("insert into facts.article_actors values ('a1', 'p1', 'Sari Wulandari', 'PERSON', null)")
        con.execute(
            "insert into facts.roles (role_id, article_id, actor_id, role) values ('r1', 'a1', 'p1', ?)", [role]
        )
        for model in models.load():
            if model.name in ("facts.actors", "marts.role_history"):
                models.build(con, model)
        return con.execute("select role, standing from marts.role_history").fetchall()


@pytest.mark.parametrize("prefix", PREFIXES)
def test_a_word_that_may_stand_before_a_title_tells_its_standing(prefix: str) -> None:
    ((title, found),) = standing(f"{prefix} Ketua Umum")
    assert title == "Ketua Umum"
    assert found == "held" if prefix.casefold() == "outgoing" else found in ("former", "acting", "future")


@pytest.mark.parametrize(("prefix", "expected"), HAN_PREFIXES)
def test_a_chinese_word_before_a_title_tells_its_standing(prefix: str, expected: str) -> None:
    assert standing(f"{prefix}部长") == [("部长", expected)]


def test_a_title_that_begins_like_such_a_word_is_held() -> None:
    assert standing("代表") == [("代表", "held")]


def test_ad_interim_follows_the_title() -> None:
    assert standing("Menteri Kelautan Ad Interim") == [("Menteri Kelautan", "acting")]


@pytest.mark.parametrize("rank", sorted(RANKS))
def test_a_rank_is_a_part_of_the_title(rank: str) -> None:
    assert standing(f"{rank.title()} Ketua") == [(f"{rank.title()} Ketua", "held")]
