"""Relative times and days without a year, and the reference they count from."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.dates_loose import find_loose, find_partial, in_year, resolve, split_dated, split_loose

MONDAY = datetime(2025, 3, 10, 3, tzinfo=UTC)
ZONE = "Asia/Jakarta"


@pytest.mark.parametrize(
    ("line", "day", "precision"),
    [
        ("2 jam lalu", date(2025, 3, 10), "hour"),
        ("11 jam yang lalu", date(2025, 3, 9), "hour"),
        ("5 menit yang lalu", date(2025, 3, 10), "minute"),
        ("sejam lalu", date(2025, 3, 10), "hour"),
        ("3 hari lalu", date(2025, 3, 7), "day"),
        ("an hour ago", date(2025, 3, 10), "hour"),
        ("3h ago", date(2025, 3, 10), "hour"),
        ("3小时前", date(2025, 3, 10), "hour"),
        ("2 hari lepas", date(2025, 3, 8), "day"),
        ("Kemarin", date(2025, 3, 9), "day"),
        ("Kamis (6/3)", date(2025, 3, 6), "day"),
        ("28 Desember", date(2024, 12, 28), "day"),
        ("3月6日 星期四 14:30", date(2025, 3, 6), "minute"),
    ],
)
def test_counts_from_the_reference(line: str, day: date, precision: str) -> None:
    found = split_loose(line)
    assert found is not None
    moment = resolve(found[0], MONDAY, ZONE)
    assert moment is not None
    assert (moment.day, moment.precision, found[1]) == (day, precision, "")
    assert resolve(found[0], None, ZONE) is None, "without a reference nothing is known"


@pytest.mark.parametrize("line", ["Jumat (6/3)", "2 minggu lalu", "setahun lalu", "30 Februari", "31 April, 09:00"])
def test_what_the_reference_cannot_tell(line: str) -> None:
    found = split_loose(line)
    assert found is not None
    assert resolve(found[0], MONDAY, ZONE) is None


@pytest.mark.parametrize(
    "line",
    ["Harga Emas Hari Ini", "Refleksi 6 Maret", "Skor 3/4", "Pemilu 2024", "Warga 2 Jam Lalu", "1/2", "Maret 2025"],
)
def test_headlines_and_fractions_are_no_dates(line: str) -> None:
    assert split_dated(line) is None


def test_a_day_without_a_weekday_is_near_where_that_is_asked() -> None:
    found = find_partial("JAKARTA, 6 Mei (Bernama) --")
    assert found is not None
    assert resolve(found, MONDAY, ZONE, near=True) is None
    assert resolve(found, datetime(2025, 5, 20, tzinfo=UTC), ZONE, near=True) is not None


def test_a_year_from_elsewhere_needs_the_right_weekday() -> None:
    right, wrong, bare = (find_loose(text) for text in ("Kamis (6/3)", "Jumat (6/3)", "6 Maret"))
    assert right is not None and wrong is not None and bare is not None
    assert (in_year(right, 2025), in_year(wrong, 2025), in_year(bare, 2025)) == (date(2025, 3, 6), None, None)


@given(st.text(max_size=120), st.datetimes(datetime(1996, 1, 1), datetime(2090, 1, 1)))
def test_any_text_is_answered_and_never_with_a_later_day(text: str, now: datetime) -> None:
    reference = now.replace(tzinfo=UTC)
    loose = find_loose(text)
    moment = resolve(loose, reference, "UTC") if loose else None
    assert moment is None or moment.day <= reference.date()
