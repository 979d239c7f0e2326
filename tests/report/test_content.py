"""What the page holds: periods, places of evidence, bounds, and the JSON that no text can end."""

import json
import re
from datetime import date
from typing import Any

import pytest

from pipeline.report import content, page, queries
from pipeline.report.content import Evidence


def row(text: str, **more: Any) -> dict[str, Any]:
    return {
        "paragraph_id": "p1",
        "start_char": 100,
        "text": text,
        "language": "id",
        "article_id": "a1",
        "title": "Judul",
        "outlet": "Kabar Satu",
        "published_on": date(2025, 1, 2),
        "url": "https://kabar.example/1",
        **more,
    }


def item(*spans: tuple[int, int], **more: Any) -> dict[str, Any]:
    return {"paragraph_id": "p1", "spans": [list(span) for span in spans], **more}


def test_a_highlight_counts_from_the_paragraph() -> None:
    store = Evidence([row("Nilainya 5 triliun rupiah.")])
    assert store.place(item((109, 118))) == [0, 9, 18]
    assert store.paragraphs[0][1][9:18] == "5 triliun"


def test_highlights_are_in_order_and_apart_and_stay_within_the_paragraph() -> None:
    store = Evidence([row("a" * 50)])
    assert store.place(item((140, 900), (110, 120), (115, 118), (90, 102))) == [0, 0, 2, 10, 20, 40, 50]


def test_topics_highlight_their_cues_as_whole_words() -> None:
    store = Evidence([row("Pusat data dan pusat data lain (AI, FAI).")])
    assert store.place(item(cues=["pusat data", "AI"])) == [0, 15, 25, 32, 34]


def test_a_cue_in_han_stands_between_han() -> None:
    store = Evidence([row("推动人工智能合作")])
    assert store.place(item(cues=["人工智能"])) == [0, 2, 6]


def test_paragraphs_and_articles_are_held_once() -> None:
    store = Evidence([row("satu dua", paragraph_id="p1"), row("tiga", paragraph_id="p2")])
    assert store.place(item((100, 104))) == [0, 0, 4]
    assert store.place(item((105, 108))) == [0, 5, 8]
    assert store.place(item((100, 104), paragraph_id="p2")) == [1, 0, 4]
    assert (len(store.paragraphs), len(store.articles)) == (2, 1)


def test_a_long_paragraph_is_shown_around_its_highlight() -> None:
    text = "x" * 4000 + "ANGKA" + "y" * 4000
    store = Evidence([row(text)])
    place = store.place(item((4100, 4105)))
    _, shown, _, _, before, after = store.paragraphs[0]
    assert place == [0, content.AROUND, content.AROUND + 5]
    assert shown[content.AROUND :][:5] == "ANGKA"
    assert len(shown) == content.LONGEST_PARAGRAPH
    assert before + len(shown) + after == len(text)


@pytest.mark.parametrize("paragraph_id", [None, "elsewhere"])
def test_an_item_without_a_paragraph_has_no_evidence(paragraph_id: str | None) -> None:
    assert Evidence([row("teks")]).place(item((100, 104), paragraph_id=paragraph_id)) is None


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://kabar.example/1", True),
        ("HTTP://kabar.example/1", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        (" https://kabar.example", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, kept: bool) -> None:
    store = Evidence([row("teks", url=url)])
    store.place(item((100, 104)))
    assert store.articles[0][3] == (url if kept else None)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (date(2024, 1, 1), "week"),
        (date(2024, 12, 30), "week"),
        (date(2025, 3, 1), "month"),
        (date(2031, 1, 1), "quarter"),
        (date(2050, 1, 1), "year"),
    ],
)
def test_periods_are_as_long_as_the_corpus_asks(last: date, expected: str) -> None:
    assert queries.grain(date(2024, 1, 1), last) == expected


def test_a_corpus_without_days_has_a_period_all_the_same() -> None:
    assert queries.grain(None, None) == "week"
    assert content.periods([], "week") == []


@pytest.mark.parametrize(
    ("grain", "first", "last", "expected"),
    [
        ("week", date(2024, 12, 23), date(2025, 1, 6), [date(2024, 12, 23), date(2024, 12, 30), date(2025, 1, 6)]),
        ("month", date(2024, 11, 1), date(2025, 1, 1), [date(2024, 11, 1), date(2024, 12, 1), date(2025, 1, 1)]),
        ("quarter", date(2024, 7, 1), date(2025, 1, 1), [date(2024, 7, 1), date(2024, 10, 1), date(2025, 1, 1)]),
        ("year", date(2023, 1, 1), date(2025, 1, 1), [date(2023, 1, 1), date(2024, 1, 1), date(2025, 1, 1)]),
    ],
)
def test_silent_periods_are_there_too(grain: str, first: date, last: date, expected: list[date]) -> None:
    assert content.periods([last, first], grain) == expected


def test_old_periods_are_left_out_not_squeezed_in() -> None:
    shown = content.periods([date(1, 1, 1), date(2025, 1, 1)], "year")
    assert (len(shown), shown[0], shown[-1]) == (queries.MOST_PERIODS, date(1966, 1, 1), date(2025, 1, 1))


def test_periods_end_with_the_calendar() -> None:
    for grain in ("week", "month", "quarter", "year"):
        assert content.periods([date(1, 1, 1), date(1, 1, 1)], grain) == [date(1, 1, 1)]


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--<script>", "]]>", "a\u2028b\u2029c", "&lt;"]
)
def test_no_text_ends_the_block_of_json(text: str) -> None:
    made = str(page._json({"text": text}))
    assert not re.search(r"[<>&\u2028\u2029]", made)
    assert json.loads(made) == {"text": text}


def test_numbers_that_json_lacks_are_null() -> None:
    assert content._plain([float("nan"), float("inf"), 2.5, 3.0, True, date(2025, 1, 2)]) == [
        *(None, None, 2.5, 3, True, "2025-01-02"),
    ]


def test_every_word_of_the_page_exists_in_every_language() -> None:
    folder = page.FOLDER / "assets"
    known = page.labels()
    assert set(known) == {"id", "en"}
    used = {
        key
        for path in folder.iterdir()
        for pattern in (r'\bt\("(\w+)"', r'data-t(?:-label)?="(\w+)"', r"\{\{ words\.(\w+)")
        for key in re.findall(pattern, path.read_text(encoding="utf-8"))
    }
    assert len(used) > 60
    assert used <= set(known["id"])
    for key, words in known["id"].items():
        # English has a plural where Indonesian has none.
        here, there = (text.replace("{grains}", "{grain}") for text in (words, known["en"][key]))
        assert set(re.findall(r"\{\w+\}", here)) == set(re.findall(r"\{\w+\}", there)), key


def test_every_label_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in sorted((page.FOLDER / "assets").iterdir()))
    # Those that the script puts together from a kind and a prefix.
    joined = re.compile(r"(task: |lang_|unit_|state_|said_|do_|grains?_|nav_|one_)")
    values = {
        "published",
        "nothing_published",
        "actual",
        "target",
        "estimate",
        "direct",
        "indirect",
        "f1",
        "precision",
        "recall",
    }
    for key in page.labels()["id"]:
        assert joined.match(key) or key in values or re.search(rf"\b{key}\b", code), key
