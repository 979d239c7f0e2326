"""Corrections on a real warehouse: each line changes what it says, and without it everything is as it was."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.corrections.kinds import KINDS, CorrectionsError
from pipeline.stages import correcting
from tests.correcting import FACTS, LINES, Line, derive, lines, rows, without_lines, working, write
from warehouse import checks, models, schema, store


@pytest.fixture(scope="module")
def warehouse(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckDBPyConnection]:
    """The sample's working file; each test leaves it without corrections."""
    with working(sample_home, tmp_path_factory.mktemp("correcting")) as con:
        derive(con)
        yield con


@pytest.fixture
def con(warehouse: DuckDBPyConnection, tmp_path: Path) -> Iterator[DuckDBPyConnection]:
    yield warehouse
    correcting.refresh(warehouse, tmp_path / "nothing")


def failing(con: DuckDBPyConnection) -> list[str]:
    found = [*checks.invariants(schema.tables().values()), *(c for m in models.load() for c in checks.of_model(m))]
    return [f"{c.table} {c.name}" for c in found if c.blocking and con.execute(c.sql).fetchall()]


def test_the_lines_are_of_every_kind() -> None:
    assert {kind for kind, _ in LINES} == set(KINDS)


def test_a_line_of_each_kind_undone_brings_back_every_row_of_every_table(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    before = rows(con)
    for line in {kind: (kind, cells) for kind, cells in reversed(lines(con))}.values():
        (outcome,) = correcting.refresh(con, write(tmp_path / "c", [line]))
        assert outcome.status == "applied" and outcome.rows_changed > 0, line
        derive(con)
        after = rows(con)
        assert failing(con) == [], line
        assert [table for table in after if table.startswith("marts.") and after[table] != before[table]], line
        correcting.refresh(con, write(tmp_path / "c", []))
        derive(con)
        assert rows(con) == before, line


def test_all_lines_together_hold_and_each_undone_is_as_if_it_had_never_been(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    everything = lines(con)
    outcome = correcting.refresh(con, write(tmp_path / "c", everything))
    assert [(a.file, a.detail) for a in outcome if a.status != "applied"] == []
    derive(con)
    assert failing(con) == []
    for number in range(len(everything)):
        rest = everything[:number] + everything[number + 1 :]
        correcting.refresh(con, write(tmp_path / "c", rest))
        stepwise = rows(con, FACTS)
        correcting.refresh(con, write(tmp_path / "c", []))
        correcting.refresh(con, write(tmp_path / "c", rest))
        assert rows(con, FACTS) == stepwise
        correcting.refresh(con, write(tmp_path / "c", everything))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.sets(st.sampled_from(range(len(LINES)))), seed=st.integers(0, 1000))
def test_neither_the_order_of_lines_nor_what_was_applied_before_matters(
    con: DuckDBPyConnection, tmp_path: Path, chosen: set[int], seed: int
) -> None:
    correcting.refresh(con, write(tmp_path / "c", []))
    some = [line for number, line in enumerate(lines(con)) if number in chosen]
    raw = rows(con, FACTS)
    correcting.refresh(con, write(tmp_path / "c", some))
    first = rows(con, FACTS)
    correcting.refresh(con, write(tmp_path / "c", some, seed))
    assert without_lines(rows(con, FACTS)) == without_lines(first)
    correcting.refresh(con, write(tmp_path / "c", []))
    assert rows(con, FACTS) == raw


def test_the_same_corrections_again_are_no_change(con: DuckDBPyConnection, tmp_path: Path) -> None:
    folder = write(tmp_path / "c", lines(con))
    correcting.refresh(con, folder)
    revision, found = store.revision(con), rows(con, FACTS)
    assert {a.rows_changed for a in correcting.refresh(con, folder)} >= {1}
    assert store.revision(con) == revision
    store.bump(con)  # another stage changed something that no line touches: all is worked out anew
    correcting.refresh(con, folder)
    assert store.revision(con) == revision + 1
    assert rows(con, FACTS) == found


def one(con: DuckDBPyConnection, sql: str) -> object:
    return con.execute(sql).fetchall()[0][0]


def apply(con: DuckDBPyConnection, folder: Path, *chosen: Line) -> correcting.Applied:
    outcome = correcting.refresh(con, write(folder / "c", chosen))
    derive(con)
    return outcome[0]


def test_a_merged_actor_is_gone_and_its_name_leads_to_the_other(con: DuckDBPyConnection, tmp_path: Path) -> None:
    apply(con, tmp_path, ("merge_actors", {"actor": "Nurul Aishah Rahim", "into": "Wirasti Handaru"}))
    assert con.execute("select name from actors_named('nurul aishah rahim')").fetchall() == [("Wirasti Handaru",)]
    assert con.execute("select distinct speaker from quotes_of('Wirasti Handaru')").fetchall() == [("Wirasti Handaru",)]
    evidence = con.execute(
        "select distinct kind, evidence, start_char from facts.aliases"
        " where alias = 'Nurul Aishah Rahim' and kind = 'user'"
    )
    assert evidence.fetchall() == [("user", "corrections/merge_actors.csv, line 2", None)]


def test_merges_follow_one_another_to_the_end(con: DuckDBPyConnection, tmp_path: Path) -> None:
    chain = [
        ("merge_actors", {"actor": "Batam", "into": "Jakarta"}),
        ("merge_actors", {"actor": "Jakarta", "into": "Surabaya"}),
    ]
    correcting.refresh(con, write(tmp_path / "c", chain))
    assert one(con, "select count(*) from facts.mentions where surface in ('Batam', 'Jakarta')") == one(
        con,
        "select count(*) from facts.mentions as m join facts.article_actors as a using (article_id, actor_id)"
        " where a.name = 'Surabaya' and m.surface in ('Batam', 'Jakarta')",
    )


def test_an_alias_is_found_where_no_name_was_seen_and_stands_in_its_sentence(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    apply(con, tmp_path, ("add_alias", {"actor": "Bank Indonesia", "alias": "bank sentral"}))
    found = con.execute(
        "select actor, entity_type, contains(sentence, surface) from mentions_of('bank sentral')"
        " where surface = 'bank sentral'"
    ).fetchall()
    assert found and set(found) == {("Bank Indonesia", "ORG", True)}
    assert con.execute("select evidence from facts.aliases where alias = 'bank sentral'").fetchall() == [
        ("corrections/add_alias.csv, line 2",)
    ]
    added = con.execute("select before, reason from facts.overruled where change = 'added' and row_key like '%:%'")
    assert set(added.fetchall()) == {(None, "add_alias.csv, line 2: actor=Bank Indonesia, alias=bank sentral")}


def test_what_is_overruled_is_a_row_with_its_reason(con: DuckDBPyConnection, tmp_path: Path) -> None:
    outcome = apply(con, tmp_path, ("hide", {"name": "BRDO", "note": "a castle"}))
    hidden = con.execute(
        "select table_name, before->>'surface', after, reason from facts.overruled order by all"
    ).fetchall()
    assert ("facts.mentions", "Brdo", None, "hide.csv, line 2: name=BRDO") in hidden
    assert len(hidden) == outcome.rows_changed
    assert outcome.note == "a castle"
    assert con.execute("from actors_named('Brdo')").fetchall() == []


def test_a_speaker_and_a_figure_are_what_the_user_says(con: DuckDBPyConnection, tmp_path: Path) -> None:
    chosen = {
        kind: cells for kind, cells in lines(con) if kind in ("fix_speaker", "fix_figure") and "hide" not in cells
    }
    apply(con, tmp_path, *chosen.items())
    assert con.execute(
        "select speaker_id from facts.quotes where quote_id = $1", [chosen["fix_speaker"]["quote"]]
    ).fetchall() == [(None,)]
    figure = con.execute(
        "select kind, value_low, value_high, unit, date_low::varchar from marts.figures_ledger where figure_id = $1",
        [chosen["fix_figure"]["figure"]],
    ).fetchall()
    assert figure == [("year", 2024.0, 2024.0, None, "2024-01-01")]


@pytest.mark.parametrize(
    ("line", "status", "detail"),
    [
        (
            ("rename_actor", {"actor": "Nobody Here", "name": "X"}),
            "no_effect",
            'No article names an actor called "Nobody Here".',
        ),
        (("fix_figure", {"figure": "0123456789abcdef", "hide": "yes"}), "no_effect", "No row is changed by it."),
        (
            ("hide", {"actor": "0123456789abcdef"}),
            "no_effect",
            "No article names an actor with the id 0123456789abcdef.",
        ),
    ],
)
def test_what_matches_nothing_any_more_is_a_row_and_no_error(
    con: DuckDBPyConnection, tmp_path: Path, line: Line, status: str, detail: str
) -> None:
    outcome = apply(con, tmp_path, line)
    assert (outcome.status, outcome.rows_changed) == (status, 0)
    assert outcome.detail.endswith(detail)
    assert con.execute("select status, rows_changed from ops.corrections_applied").fetchall() == [(status, 0)]


def test_a_name_of_two_actors_is_ambiguous_until_an_id_says_which(con: DuckDBPyConnection, tmp_path: Path) -> None:
    con.execute("begin")
    con.execute("update facts.article_actors set name = 'Batam' where name = 'Surabaya'")
    outcome = correcting.apply(
        con, correcting.files.read(write(tmp_path / "c", [("hide", {"actor": "Batam"})])), tmp_path
    )
    con.execute("rollback")
    assert outcome[0].status == "ambiguous"
    assert "(PLACE)" in outcome[0].detail and outcome[0].detail.endswith("Write the id of one.")


def test_equal_claims_on_a_mention_are_an_error_and_change_nothing(con: DuckDBPyConnection, tmp_path: Path) -> None:
    before = rows(con, FACTS)
    by_outlet = ("split_actor", {"actor": "Google", "to": "Alphabet", "name": "Google"})
    other = ("split_actor", {"actor": "Google", "to": "Nvidia", "name": "GOOGLE"})
    folder = write(tmp_path / "c", [by_outlet, other])
    with pytest.raises(
        CorrectionsError, match=r"split_actor.csv, line 2: moves mentions to another actor than .*line 3"
    ):
        correcting.refresh(con, folder)
    assert rows(con, FACTS) == before
    correcting.refresh(con, write(folder, [by_outlet, (other[0], {**other[1], "outlet": "Uji"})]))
    assert con.execute(
        "select count(distinct m.actor_id) from facts.mentions as m where surface = 'Google'"
    ).fetchall() == [(2,)]


def test_a_stage_that_redoes_an_article_forgets_what_was_overruled_in_it(
    con: DuckDBPyConnection, tmp_path: Path
) -> None:
    """As extraction does: rows of the article replaced, what was kept of them gone, corrections applied again."""
    folder = write(tmp_path / "c", [("rename_actor", {"actor": "China", "name": "Tiongkok"})])
    raw = rows(con, ["facts.article_actors"])
    correcting.refresh(con, folder)
    corrected = rows(con, FACTS)
    (article,) = con.execute("select min(article_id) from facts.overruled").fetchall()[0]
    with store.transaction(con):
        correcting.forget(con, ("facts.article_actors",), [article])
        con.execute(
            "update facts.article_actors set name = 'China' where article_id = $1 and name = 'Tiongkok'", [article]
        )
        store.bump(con)
    correcting.refresh(con, folder)
    assert rows(con, FACTS) == corrected
    correcting.refresh(con, write(folder, []))
    assert rows(con, ["facts.article_actors"]) == raw


def test_a_split_by_article_moves_the_mentions_of_this_article_alone(con: DuckDBPyConnection, tmp_path: Path) -> None:
    named = "select article_id, start_char from facts.mentions where surface = 'China' and article_id = $1 order by all"
    article = one(con, "select max(article_id) from facts.mentions where surface = 'China'")
    raw = con.execute("select mention_id from facts.mentions where surface = 'China'").fetchall()
    mentions = con.execute(named, [article]).fetchall()
    by_article = {"actor": "China", "to": "Negeri Uji", "article": str(article), "name": "China"}
    apply(con, tmp_path, ("split_actor", by_article))
    moved = (
        "select mention_id from facts.mentions as m join facts.actors as a using (actor_id) where a.name = 'Negeri Uji'"
    )
    assert len(con.execute(moved).fetchall()) == len(mentions) < len(raw)
    apply(con, tmp_path, ("split_actor", {**by_article, "start": str(mentions[0][1])}))
    assert len(con.execute(moved).fetchall()) == 1


def test_mentions_without_an_actor_can_be_given_one(con: DuckDBPyConnection, tmp_path: Path) -> None:
    line = ("split_actor", {"actor": "unknown", "to": "China", "name": "Batam"})
    con.execute("begin")
    con.execute("update facts.mentions set actor_id = null where surface = 'Batam'")
    (outcome,) = correcting.apply(con, correcting.files.read(write(tmp_path / "c", [line])), tmp_path)
    china = con.execute("select distinct actor_id from facts.article_actors where name = 'China'").fetchall()
    assert con.execute("select distinct actor_id from facts.mentions where surface = 'Batam'").fetchall() == china
    con.execute("rollback")
    assert outcome.status == "applied"


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        (("rename_actor", {"actor": "Nezar Patrai", "name": "N"}), "Did you mean Nezar Patria?"),
        (("rename_actor", {"actor": "Johanis", "name": "J"}), "It is another name of Johanis Rumengan"),
        (("rename_actor", {"actor": "Zzyzx", "name": "Z"}), "No article names an actor called"),
        (("add_alias", {"actor": "Bank Indonesia", "alias": "Nvidia"}), "No row is changed by it"),
    ],
)
def test_a_line_that_changes_nothing_says_what_may_be_meant(
    con: DuckDBPyConnection, tmp_path: Path, line: Line, remedy: str
) -> None:
    outcome = apply(con, tmp_path, line)
    assert outcome.status == "no_effect"
    assert remedy in outcome.detail
