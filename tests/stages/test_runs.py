"""The ledger of refreshes: what the row of a run says of the version that it built."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from pipeline.settings import Settings
from pipeline.stages import runs
from warehouse import models, publish, schema, store

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path, tmp_path / "sources.toml", workers=1, keep=2)


def add_article(con: DuckDBPyConnection, article: str, source: str) -> None:
    with store.transaction(con):
        con.execute("insert into corpus.articles (article_id, source_id) values ($1, $2)", [article, source])
        store.bump(con)


def work(settings: Settings, number: int, *articles: tuple[str, str], started: bool = True) -> Path:
    """One run at the hour `number` that adds articles and publishes."""
    moment = NOON + timedelta(hours=number)
    with store.connect(settings.working) as con:
        if started:
            runs.start(con, f"r{number}")
        for article, source in articles:
            add_article(con, article, source)
        for model in models.load():
            models.build(con, model)
        state = runs.finish(con, f"r{number}", moment, settings)
    return runs.publish(state, moment, settings)


def rows(settings: Settings) -> dict[str, tuple[object, ...]]:
    with publish.open_published(settings.home) as con:
        found = con.execute("select run_id, published_at, sources, articles, contract_version from ops.runs").fetchall()
    return {run: tuple(row) for run, *row in found}


def test_the_file_says_when_it_was_built_and_from_how_much(settings: Settings) -> None:
    version = work(settings, 1, ("a1", "s1"), ("a2", "s1"), ("a3", "s2"))
    assert rows(settings) == {"r1": (NOON + timedelta(hours=1), 2, 3, schema.CONTRACT_VERSION)}
    assert publish.moment_of(version) == NOON + timedelta(hours=1)


def test_a_run_that_changes_nothing_builds_nothing(settings: Settings) -> None:
    work(settings, 1, ("a1", "s1"))
    first = publish.current(settings.home)
    assert work(settings, 2) == first
    work(settings, 3, ("a2", "s1"))
    found = rows(settings)
    assert [found[run][0] for run in ("r1", "r2", "r3")] == [
        NOON + timedelta(hours=1),
        None,
        NOON + timedelta(hours=3),
    ]
    assert [found[run][2] for run in ("r1", "r2", "r3")] == [1, 1, 2]


def test_a_version_that_could_not_be_written_is_claimed_by_no_run(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    work(settings, 1, ("a1", "s1"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "copyfile", full)
        with pytest.raises(OSError, match="No space left"):
            work(settings, 2, ("a2", "s1"))
    work(settings, 3)
    found = rows(settings)
    assert [found[run][0] for run in ("r1", "r2", "r3")] == [
        NOON + timedelta(hours=1),
        None,
        NOON + timedelta(hours=3),
    ]


def test_a_run_of_the_publication_alone_has_a_row_of_its_own(settings: Settings) -> None:
    work(settings, 1, ("a1", "s1"))
    work(settings, 2, ("a2", "s1"), started=False)
    assert rows(settings)["r2"][:1] == (NOON + timedelta(hours=2),)


def test_as_many_versions_are_kept_as_the_setting_says(settings: Settings) -> None:
    made = [work(settings, number, (f"a{number}", "s1")) for number in (1, 2, 3)]
    assert publish.versions(settings.home) == made[1:]
    assert [publish.moment_of(version).hour for version in made] == [13, 14, 15]
