"""The Dagster UI in a browser, after real refreshes: graph, asset pages, a check that failed, the Launchpad."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Browser, Page

from pipeline.cli import TEMPLATE
from pipeline.defs.groups import GROUPS
from tests.browser.conftest import PHONE, Watched
from tests.running import ROOT, SAMPLE, environment, refresh, start, write_sources


@dataclass(frozen=True, slots=True)
class Served:
    """A running webserver."""

    address: str
    log: Path


@pytest.fixture(scope="module")
def ui(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The UI of a home with one good refresh, and one after it that finds figures off their place.

    Only the webserver: the daemons would start runs of their own.
    """
    folder = tmp_path_factory.mktemp("ui")
    home, rejected = folder / "data", folder / "rejected"
    rejected.mkdir()
    (rejected / "kosong.txt").write_text("")
    sources = write_sources(folder, SAMPLE, f'[[source]]\nid = "scraps"\nkind = "folder"\npath = "{rejected}"\n')
    refresh(home, sources)
    with duckdb.connect(home / "work" / "lumbung.duckdb") as con:
        one = "(select min(figure_id) from facts.figures)"
        con.execute(f"update facts.figures set start_char = start_char + 1 where figure_id = {one}")
        con.execute("update ops.revision set revision = revision + 1")
    failed = start(home, sources)
    output, _ = failed.communicate(timeout=300)
    assert failed.returncode == 1, output

    shutil.copyfile(TEMPLATE, home / "dagster" / "dagster.yaml")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "webserver.log"
    command = [str(Path(sys.executable).with_name("dagster-webserver")), "-w", "workspace.yaml", "-p", str(port)]
    settings = environment(home, sources) | {"DAGSTER_HOME": str(home / "dagster")}
    with log.open("w") as lines:
        server = subprocess.Popen(command, cwd=ROOT, env=settings, stdout=lines, stderr=subprocess.STDOUT)
    try:
        _wait(f"http://127.0.0.1:{port}/server_info", server, log)
        yield Served(f"http://127.0.0.1:{port}", log)
    finally:
        server.terminate()
        server.wait(timeout=60)


def _wait(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(address, timeout=10).close()
            return
        except OSError:
            assert server.poll() is None, log.read_text()
            time.sleep(0.5)
    pytest.fail(f"the webserver does not answer:\n{log.read_text()}")


@pytest.fixture
def opened(ui: Served, watch: Callable[..., Watched]) -> Iterator[Callable[..., Page]]:
    """Opens a page of the UI; at the end none may have had an error, or asked another host for anything."""
    pages = []

    def go(path: str, *size: tuple[int, int]) -> Page:
        watched = watch(*size)
        pages.append(watched)
        watched.page.goto(ui.address + path)
        return watched.page

    yield go
    assert [error for watched in pages for error in watched.errors] == []
    assert [address for watched in pages for address in watched.strangers] == []


def shoot(page: Page, name: str) -> None:
    """Keep a screenshot where LUMBUNG_SHOTS says, for a person to look at."""
    if folder := os.environ.get("LUMBUNG_SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")


def test_the_graph_shows_the_groups(opened: Callable[..., Page]) -> None:
    page = opened("/asset-groups")
    for group in set(GROUPS) - {"search_index"}:
        page.get_by_text(group).first.wait_for()
    shoot(page, "graph")


def test_an_asset_page_shows_description_columns_rows_and_its_group(opened: Callable[..., Page]) -> None:
    page = opened("/assets/marts/actors")
    page.get_by_text("Who is in the news: one row per actor").first.wait_for()
    page.get_by_text("Independent stories that name the actor").first.wait_for()
    page.get_by_role("columnheader", name="entity_type").wait_for()
    page.get_by_role("cell", name="Indonesia", exact=True).wait_for()
    page.get_by_text(GROUPS["analyst_marts"]).first.wait_for()
    shoot(page, "asset")


@pytest.mark.parametrize("asset, alternative", [
    ("corpus/articles", "Articles per day, 2025-07-21 to 2025-08-19"),
    ("ops/rejected", "Rejected documents by reason: read: empty 1"),
])  # fmt: skip
def test_a_plot_is_drawn_in_place(opened: Callable[..., Page], asset: str, alternative: str) -> None:
    page = opened(f"/assets/{asset}")
    image = page.locator(f"img[alt^='{alternative}']")
    image.scroll_into_view_if_needed()
    assert image.evaluate("image => image.complete && image.naturalWidth") == 480
    shoot(page, asset.replace("/", "_"))


def test_the_accuracy_card_names_languages_and_sizes(opened: Callable[..., Page]) -> None:
    page = opened("/assets/ops/accuracy")
    page.get_by_role("columnheader", name=re.compile(r"^id \(\d+\)$")).first.wait_for()
    page.get_by_role("cell", name="mentions strict (f1)", exact=True).first.wait_for()
    shoot(page, "accuracy")


@pytest.mark.parametrize("size", [(1440, 900), PHONE], ids=["desktop", "phone"])
def test_a_failed_check_shows_its_rows_and_the_remedy(opened: Callable[..., Page], size: tuple[int, int]) -> None:
    page = opened("/assets/facts/figures?view=checks&checkDetail=offsets_reproduce_surfaces", size)
    page.get_by_text("The article's text at the offsets is the stored surface.").first.wait_for()
    page.get_by_text("Keep the rows below and report them").first.wait_for()
    page.get_by_role("columnheader", name="surface", exact=True).wait_for()
    shoot(page, f"check_{size[0]}")


def test_the_launchpad_shows_every_option_with_its_default(opened: Callable[..., Page]) -> None:
    page = opened("/locations/pipeline/jobs/refresh/playground")
    editor = page.locator(".CodeMirror").first
    editor.get_by_text("read_sources").wait_for()
    shown = editor.inner_text()
    for option in ("sources: []", "since: ''", "until: ''", "max_pages: 0", "ignore_recheck: false", "workers: 0"):
        assert option in shown
    shoot(page, "launchpad")


def test_the_runs_are_listed_and_the_webserver_warns_of_nothing(opened: Callable[..., Page], ui: Served) -> None:
    page = opened("/runs")
    page.get_by_text("Success").first.wait_for()
    page.get_by_text("Failure").first.wait_for()
    shoot(page, "runs")
    assert "warn" not in ui.log.read_text().lower()
    assert "error" not in ui.log.read_text().lower()
