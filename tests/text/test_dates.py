"""Publication dates in bylines, timestamp lines and stated fields."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.dates import find_moment, split_timestamp, stated_moment


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("5 Februari 2024", date(2024, 2, 5)),
        ("Senin, 05/02/2024", date(2024, 2, 5)),
        ("2 Ogos 2023", date(2023, 8, 2)),
        ("February 5, 2024", date(2024, 2, 5)),
        ("5th of March 2021", date(2021, 3, 5)),
        ("06.06.2025", date(2025, 6, 6)),
        ("2024-02-05", date(2024, 2, 5)),
        ("2024年2月5日", date(2024, 2, 5)),
        ("12/31/2024", date(2024, 12, 31)),
    ],
)
def test_finds_the_day(line: str, day: date) -> None:
    moment = find_moment(line)
    assert moment is not None
    assert moment.day == day


@pytest.mark.parametrize(
    "line", ["", "31/31/2024", "30 Februari 2024", "nomor 12/2024", "5 Foobar 2024", "12345678", "Tahun 2024"]
)
def test_finds_no_day(line: str) -> None:
    assert find_moment(line) is None


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("Senin, 05 Feb 2024 15:20 WIB", datetime(2024, 2, 5, 8, 20, tzinfo=UTC)),
        ("05 Februari 2024 | 10.20 WITA", datetime(2024, 2, 5, 2, 20, tzinfo=UTC)),
        ("05/02/2024, 10:20", datetime(2024, 2, 5, 3, 20, tzinfo=UTC)),
        ("Feb 5, 2024 3:04 PM", datetime(2024, 2, 5, 8, 4, tzinfo=UTC)),
    ],
)
def test_reads_the_clock_in_its_zone(line: str, at: datetime) -> None:
    moment = find_moment(line, "Asia/Jakarta")
    assert moment is not None
    assert moment.at == at


def test_an_impossible_clock_leaves_the_day() -> None:
    moment = find_moment("5 Februari 2024 25:61")
    assert moment is not None
    assert (moment.day, moment.at) == (date(2024, 2, 5), None)


@pytest.mark.parametrize(
    ("value", "day", "at"),
    [
        ("2024-02-05", date(2024, 2, 5), None),
        ("2024-02-05T23:30:00+07:00", date(2024, 2, 5), datetime(2024, 2, 5, 16, 30, tzinfo=UTC)),
        ("2024-02-05T23:30:00Z", date(2024, 2, 6), datetime(2024, 2, 5, 23, 30, tzinfo=UTC)),
        ("2024-02-05 10:00", date(2024, 2, 5), datetime(2024, 2, 5, 3, 0, tzinfo=UTC)),
        ("5 Februari 2024 10:20 WIB", date(2024, 2, 5), datetime(2024, 2, 5, 3, 20, tzinfo=UTC)),
        ("yesterday", None, None),
        (None, None, None),
    ],
)
def test_stated_values(value: str | None, day: date | None, at: datetime | None) -> None:
    assert stated_moment(value, "Asia/Jakarta") == (day, at)


def test_an_unknown_zone_name_is_no_error() -> None:
    assert stated_moment("2024-02-05 10:00", "Nowhere/Atall")[0] == date(2024, 2, 5)


@pytest.mark.parametrize(
    ("line", "rest", "later"),
    [
        ("Rina Wati27 March 2025", "Rina Wati", False),
        ("Senin, 5 Februari 2024 10:15 WIB waktu baca 3 menit", "", False),
        ("Diperbarui 3 Juli 2025, 12:00 WIB", "", True),
        ("Harian Uji - 03/07/2025, 17:44 WIB", "Harian Uji", False),
    ],
)
def test_splits_byline_lines(line: str, rest: str, later: bool) -> None:
    found = split_timestamp(line)
    assert found is not None
    assert found[1:] == (rest, later)


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_every_iso_day_is_read_back(day: date) -> None:
    assert stated_moment(day.isoformat()) == (day, None)
    moment = find_moment(f"Jakarta, {day:%d/%m/%Y}")
    assert moment is not None
    assert moment.day == day


@given(st.text(max_size=120))
def test_any_text_is_answered(text: str) -> None:
    stated_moment(text)
    split_timestamp(text)
