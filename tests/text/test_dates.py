"""Publication dates in bylines, timestamp lines and stated fields."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.dates import find_moment, read_stamp, split_timestamp, stated_moment


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


def test_a_clock_in_an_unknown_zone_belongs_to_the_date_but_is_not_believed() -> None:
    found = split_timestamp("February 5, 2024 - 11:28 AMT")
    assert found is not None
    assert (found[0].day, found[0].at, found[0].precision, found[1]) == (date(2024, 2, 5), None, "day", "")


@pytest.mark.parametrize(
    ("line", "at"),
    [
        ("2:30 PM EST, March 6, 2025", datetime(2025, 3, 6, 19, 30, tzinfo=UTC)),
        ("14:30 GMT / 6 March 2025", datetime(2025, 3, 6, 14, 30, tzinfo=UTC)),
        ("March 6, 20252:30 PM UTCUpdated 2 hours ago", datetime(2025, 3, 6, 14, 30, tzinfo=UTC)),
        ("July 3, 2024 2:30 PM ET", datetime(2024, 7, 3, 18, 30, tzinfo=UTC)),
        ("6 Mac 2025, 2.30 petang GMT+8", datetime(2025, 3, 6, 6, 30, tzinfo=UTC)),
        ("March 6, 2025 14:30 GMT+700", datetime(2025, 3, 6, 7, 30, tzinfo=UTC)),
        ("2025年3月6日 星期四 下午2:30", datetime(2025, 3, 6, 7, 30, tzinfo=UTC)),
        ("5 Februari 2024 pukul 12.15 siang", datetime(2024, 2, 5, 5, 15, tzinfo=UTC)),
    ],
)
def test_clocks_before_glued_and_with_parts_of_the_day(line: str, at: datetime) -> None:
    moment = find_moment(line, "Asia/Jakarta")
    assert moment is not None
    assert moment.at == at


@pytest.mark.parametrize(
    ("line", "day", "rest"),
    [
        ("Diperbarui 7 Maret 2025 | Terbit 6 Maret 2025", date(2025, 3, 6), ""),
        ("Published: 6 March 2025 | Updated: 7 March 2025", date(2025, 3, 6), ""),
        ("Sulastri 6 Maret 2025", date(2025, 3, 6), "Sulastri"),
        ("Kam, 6 Maret 2025", date(2025, 3, 6), ""),
        ("Sen Hartono, 6 Maret 2025", date(2025, 3, 6), "Sen Hartono"),
    ],
)
def test_the_first_date_that_is_no_update_counts(line: str, day: date, rest: str) -> None:
    found = split_timestamp(line)
    assert found is not None
    assert (found[0].day, found[1], found[2]) == (day, rest, False)


@pytest.mark.parametrize(
    ("value", "day", "has_clock", "utc_day"),
    [
        ("2025-03-06T00:00:00+07:00", date(2025, 3, 6), False, None),
        ("2025-03-06T00:00:00Z", date(2025, 3, 6), False, None),
        ("2025-03-05T20:30:00Z", date(2025, 3, 6), True, date(2025, 3, 5)),
        ("2025-03-06T02:30:00Z", date(2025, 3, 6), True, None),
        ("1741246200", date(2025, 3, 6), True, None),
        ("20250306", date(2025, 3, 6), False, None),
        ("Thu, 06 Mar 2025 14:30:00 +0700", date(2025, 3, 6), True, None),
    ],
)
def test_stamps(value: str, day: date, has_clock: bool, utc_day: date | None) -> None:
    stamp = read_stamp(value, "Asia/Jakarta")
    assert stamp is not None
    assert (stamp.day, stamp.at is not None, stamp.utc_day) == (day, has_clock, utc_day)
    assert (stamp.precision == "day") is not has_clock


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
