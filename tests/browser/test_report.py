"""The report in a real browser: charts, search, evidence, languages, phone, paper, and articles that attack it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.report.hostile import SCRIPT, hostile_articles
from tests.running import refresh, write_sources

CHARTS = ("corpus", "topics", "network", "coverage", "accuracy")
SECTIONS = ("corpus", "topics", "actors", "network", "ledger", "quotes", "gaps", "accuracy")
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}


class Opened:
    """A page with what it said and asked for while it was open."""

    def __init__(self, browser: Any, path: Path, fragment: str = "", **options: Any) -> None:
        self.context = browser.new_context(**{**DESKTOP, "locale": "id-ID", **options})
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.said.append("dialog"), dialog.dismiss()))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(path.as_uri() + fragment)
        self.page.wait_for_selector("#about:not(:empty)", state="attached")

    def assert_quiet(self) -> None:
        assert self.said == []
        assert [url for url in self.asked if not url.startswith(("file:", "data:"))] == []


@pytest.fixture
def opened(browser: Any, sample_home: Path) -> Iterator[Any]:
    """Opens the sample's report; afterwards nothing may have been said on the console or asked of another host."""
    found: list[Opened] = []

    def open_it(fragment: str = "", **options: Any) -> Any:
        found.append(Opened(browser, sample_home / "report.html", fragment, **options))
        return found[-1].page

    yield open_it
    for one in found:
        one.assert_quiet()
        one.context.close()


def shapes(page: Any, chart: str) -> int:
    """Drawn shapes of a chart; an empty chart has only its axes and frame."""
    return int(page.locator(f"#chart-{chart} svg path").count())


@pytest.mark.parametrize("options", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_each_chart_is_there_and_not_empty(opened: Any, options: dict[str, Any]) -> None:
    page = opened(**options)
    for chart in CHARTS:
        assert page.locator(f"#chart-{chart}").count() == 1
        box = page.locator(f"#chart-{chart} svg").bounding_box()
        assert box["width"] > 250 and box["height"] > 50
        assert shapes(page, chart) > 8, chart
    for section in SECTIONS:
        assert page.locator(f"#{section} .body > *").count() > 1, section
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "nothing hangs out of the page"


@pytest.mark.parametrize(
    ("locale", "first", "title"),
    [("id-ID", "id", "Buku besar angka"), ("ms-MY", "id", "Buku besar angka"), ("en-US", "en", "Ledger of figures")],
)
def test_the_page_speaks_the_reader_s_language(opened: Any, locale: str, first: str, title: str) -> None:
    page = opened(locale=locale)
    assert page.locator("html").get_attribute("lang") == first
    assert page.locator("#ledger-title").inner_text() == title


def test_a_reader_who_asks_for_neither_language_gets_indonesian_and_can_switch(opened: Any) -> None:
    page = opened(locale="fr-FR")
    assert page.locator("#quotes-title").inner_text() == "Kutipan terbaru"
    page.click('[data-language="en"]')
    assert page.locator("#quotes-title").inner_text() == "Latest quotes"
    assert page.locator('[data-language="en"]').get_attribute("aria-pressed") == "true"
    assert "undefined" not in page.locator("body").inner_text()
    assert page.locator("#chart-corpus").text_content().count("Stories") == 1
    page.reload()
    assert page.locator("#quotes-title").inner_text() == "Latest quotes"


def test_search_and_filters_narrow_the_ledger(opened: Any) -> None:
    page = opened()
    rows = page.locator("#ledger tbody tr")
    assert rows.count() == 25
    page.click("#ledger .more")
    assert rows.count() == 50
    page.fill("#search-figures", "talenta")
    found = rows.count()
    assert 0 < found < 25
    assert all("talenta" in text.lower() for text in rows.all_inner_texts())
    page.locator("#ledger select").nth(1).select_option("target")
    assert 0 < rows.count() < found
    page.fill("#search-figures", "tidak ada kata begini")
    assert rows.count() == 0
    assert page.locator("#ledger .notice").count() == 1
    page.fill("#search-quotes", "QRIS")
    assert 0 < page.locator("#quotes figure").count() < 12


@pytest.mark.parametrize("section", ["ledger", "quotes", "actors"])
def test_items_lead_to_their_words_in_the_paragraph(opened: Any, section: str) -> None:
    page = opened()
    for link in page.locator(f"#{section} a.evidence").all()[:6]:
        words = link.inner_text().strip("“”")
        link.click()
        marked = page.locator("#evidence mark").all_inner_texts()
        assert marked
        if section == "ledger":
            assert words == marked[0]
        assert page.locator("#evidence .passage").inner_text().strip()
        page.keyboard.press("Escape")
        assert not page.locator("#evidence").is_visible()


def test_numbers_of_charts_lead_to_evidence_by_keyboard(opened: Any) -> None:
    page = opened()
    for section in ("corpus", "topics", "network"):
        page.locator(f"#{section} summary").focus()
        page.keyboard.press("Enter")
        link = page.locator(f"#{section} td a.evidence").first
        link.focus()
        page.keyboard.press("Enter")
        assert page.locator("#evidence .passage").first.inner_text().strip()
        assert page.locator("#evidence code").count() == 1
        page.locator("#evidence .close").click()
        assert link.evaluate("link => link === document.activeElement"), "the reader is where they were"


def test_a_shape_of_a_chart_leads_to_evidence(opened: Any) -> None:
    page = opened()
    page.locator("#network").scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, document.querySelector('#chart-topics').getBoundingClientRect().top + scrollY - 80)")
    cells = page.locator("#chart-topics svg path[fill^='rgb'], #chart-topics svg path[fill^='#']")
    for cell in cells.all():
        box = cell.bounding_box()
        if box and 15 < box["width"] < 80 and 15 < box["height"] < 40:
            page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            if page.locator("#evidence").is_visible():
                break
    assert page.locator("#evidence mark").count() > 0


def test_evidence_has_an_address_that_can_be_passed_on(opened: Any) -> None:
    page = opened()
    link = page.locator("#ledger a.evidence").first
    words, fragment = link.inner_text(), link.get_attribute("href")
    again = opened(fragment)
    assert again.locator("#evidence mark").inner_text() == words
    link = again.locator("#evidence a[target=_blank]")
    assert link.get_attribute("href").startswith("https://")
    assert "noopener" in link.get_attribute("rel")


def test_an_address_leads_to_its_part_of_a_long_paragraph(browser: Any, sample_home: Path, tmp_path: Path) -> None:
    text = (sample_home / "report.html").read_text(encoding="utf-8")
    before, data, after = re.split(r'(?<=id="data">)(.*?)(?=</script>)', text, maxsplit=1, flags=re.DOTALL)
    held = json.loads(data)
    for part, first, left in (("x" * 1500, 0, 621), ("y" * 600 + "ANGKA" + "y" * 16, 1500, 0)):
        held["paragraphs"].append(["long", part, "id", 0, first, left])
    held["figures"]["rows"][0][-1] = [len(held["paragraphs"]) - 1, 600, 605]
    path = tmp_path / "report.html"
    path.write_text(before + json.dumps(held).replace("<", "\\u003c") + after, encoding="utf-8")
    one = Opened(browser, path)
    fragment = one.page.locator("#ledger a.evidence").first.get_attribute("href")
    again = Opened(browser, path, fragment)
    assert again.page.locator("#evidence mark").inner_text() == "ANGKA"
    for opened in (one, again):
        opened.assert_quiet()
        opened.context.close()


def test_every_query_shown_beside_evidence_runs(opened: Any, sample_home: Path) -> None:
    import duckdb

    page = opened()
    queries = set()
    for section in SECTIONS:
        for summary in page.locator(f"#{section} summary").all():
            summary.click()
        for link in page.locator(f"#{section} a.evidence").all()[:4]:
            link.click()
            queries.update(page.locator("#evidence code").all_inner_texts())
            page.keyboard.press("Escape")
    queries.update(page.locator("main code.sql").all_inner_texts())
    assert len(queries) > 15
    with duckdb.connect(sample_home / "lumbung.duckdb", read_only=True) as con:
        for query in queries:
            assert con.execute(query).fetchall(), query


def test_paper_is_light_and_holds_every_chart(opened: Any) -> None:
    page = opened(color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 25, 27)"
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()") == "#faf8f4"
    page.emulate_media(media="print")
    assert not page.locator(".contents").is_visible()
    for chart in CHARTS:
        assert page.locator(f"#chart-{chart} svg").bounding_box()["width"] <= 680


@pytest.fixture(scope="module")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    hostile_articles(folder / "inbox")
    refresh(folder / "data", write_sources(folder, folder / "inbox"))
    return folder / "data" / "report.html"


@pytest.mark.parametrize("options", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_articles_that_attack_the_page_are_shown_as_text(
    browser: Any, hostile_page: Path, options: dict[str, Any]
) -> None:
    one = Opened(browser, hostile_page, **options)
    page = one.page
    for link in page.locator("main a.evidence").all()[:12]:
        if link.is_visible():
            link.click()
            page.keyboard.press("Escape")
    page.locator("#corpus summary").click()
    page.hover("#chart-corpus svg")
    assert page.evaluate("window.broken === undefined")
    assert page.locator("img").count() == 0
    assert page.locator('a[href^="javascript:"]').count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.locator("#ledger a.evidence").first.click()
    assert SCRIPT in page.locator("#evidence .passage").inner_text()
    assert SCRIPT in page.locator("#evidence h3").first.inner_text()
    one.assert_quiet()
    one.context.close()


@pytest.mark.parametrize("undated", [False, True], ids=["empty", "undated"])
def test_a_corpus_with_nothing_to_draw_says_so(browser: Any, tmp_path: Path, undated: bool) -> None:
    (tmp_path / "inbox").mkdir()
    if undated:
        text = "Pusat Data Dibuka\n\n" + "Sebanyak 45 orang bekerja di pusat data itu, kata pengelolanya. " * 6 + "\n"
        (tmp_path / "inbox" / "a.txt").write_text(text, "utf-8")
    refresh(tmp_path / "data", write_sources(tmp_path, tmp_path / "inbox"))
    one = Opened(browser, tmp_path / "data" / "report.html")
    assert one.page.locator("#summary .notice").count() == 1
    assert one.page.locator("#corpus .notice").count() == 1
    assert one.page.locator("#chart-accuracy svg").count() == 1
    one.assert_quiet()
    one.context.close()
