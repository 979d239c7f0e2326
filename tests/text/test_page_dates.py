"""How far htmldate may search: everywhere on a usual page, less where it would cost seconds."""

from datetime import date

import lxml.html

from pipeline.text.page_dates import MOST_DOUBTFUL, MOST_TEXT, date_effort

DAY = date(2026, 1, 1)


def effort(body: str) -> str:
    return date_effort(lxml.html.document_fromstring(f"<html><body>{body}</body></html>"), DAY)


def test_a_usual_page_is_searched_in_all_languages() -> None:
    assert effort("<p class='date'>Senin Wage 5 Oktbr 2024</p><p>Aturan baru berlaku.</p>") == "extensive"


def test_dates_in_known_formats_cost_nothing() -> None:
    assert effort("".join(f"<li>Senin, {day:02}/02/2024 15:20 WIB</li>" for day in range(1, 29)) * 30) == "extensive"


def test_years_without_a_day_and_amounts_are_no_dates() -> None:
    assert effort("".join(f"<td>tahun {year}</td><td>Rp {year},50</td>" for year in range(1900, 2025))) == "extensive"


def test_many_texts_that_may_be_dates_are_searched_in_known_formats_only() -> None:
    for text in ("<span class='date'>Senin Wage {} Oktbr 2024</span>", "<p>Piala 2024, putaran {} lagi</p>"):
        assert effort("".join(text.format(number % 29) + f"<i>{number}</i>" for number in range(29))) == "extensive"
        assert (
            effort("".join(text.format(f"{number % 29} x{number}") for number in range(MOST_DOUBTFUL + 1))) == "quick"
        )


def test_text_within_date_elements_within_each_other_is_not_read_again_and_again() -> None:
    assert effort("<div class='date'>" * 200 + "kata " * (MOST_TEXT // 500)) == "none"
