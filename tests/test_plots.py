"""Bar charts as SVG: valid XML, bars in proportion, texts escaped, short enough to be shown in place."""

import re
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from pipeline import plots

NAMESPACE = "{http://www.w3.org/2000/svg}"


def read(svg: str) -> tuple[str, list[str]]:
    """The path of the bars and the texts of a chart."""
    tree = ElementTree.fromstring(svg)
    (path,) = tree.iter(f"{NAMESPACE}path")
    return path.get("d") or "", [text.text or "" for text in tree.iter(f"{NAMESPACE}text")]


def test_columns_are_as_high_as_their_numbers() -> None:
    path, texts = read(plots.columns([("Senin", 10), ("Selasa", 0), ("Rabu", 5), ("Kamis", 1)]))
    # The chart is 480 by 96, with 16 for the texts above and below.
    assert path == "M0 80v-64h119v64h1h120v-32h119v32h1v-6h119v6h1"
    assert texts == ["10", "Senin", "Kamis"]


def test_a_small_number_is_not_drawn_as_nothing() -> None:
    path, _ = read(plots.columns([("a", 1_000_000), ("b", 1)]))
    assert path.endswith("v-1h239v1h1")
    path, _ = read(plots.rows([("a", 1_000_000), ("b", 1)]))
    assert path.endswith("h1v12h-1")


def test_rows_write_each_label_and_number() -> None:
    path, texts = read(plots.rows([("read: empty", 1200), ("clean: <too & short>", 600)]))
    assert re.findall(r"h(\d+)v12", path) == ["180", "90"]
    assert texts == ["read: empty", "1,200", "clean: <too & short>", "600"]


@pytest.mark.parametrize("draw", [plots.columns, plots.rows])
@pytest.mark.parametrize("bars", [[], [("a", 0)], [("a", 0), ("b", 0)]])
def test_nothing_is_drawn_for_nothing(draw: object, bars: list[tuple[str, int]]) -> None:
    path, _ = read(draw(bars))  # type: ignore[operator]
    assert "v-" not in path


def test_markdown_holds_the_same_chart_and_a_text() -> None:
    svg = plots.rows([("a) [b](c) 'd' \"e\" é 数", 3)])
    found = re.fullmatch(
        r"!\[Alasan \(dua\) baris\]\(data:image/svg\+xml,([^\s()<>\"]+)\)", plots.markdown(svg, "Alasan [dua]\nbaris")
    )
    assert found
    assert unquote(found[1]) == svg


def test_thirty_days_and_seven_reasons_are_short_enough_to_be_shown_in_place() -> None:
    days = [(f"2026-11-{day:02d}", 900 + day) for day in range(1, 31)]
    assert len(plots.markdown(plots.columns(days), "Articles per day")) < 950
    reasons = [("clean: no_article", 1234)] * 4
    assert len(plots.markdown(plots.rows(reasons), "Rejects")) < 1000
