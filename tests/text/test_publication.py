"""Which time of publication is believed, and the day that a report's own text gives."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest

from pipeline.text.clean_draft import Draft
from pipeline.text.model import Removed
from pipeline.text.publication import Candidate, choose, day_of_url, of_report, reference_of, stated

DAY = date(2025, 3, 6)
NOON = datetime(2025, 3, 6, 5, tzinfo=UTC)
LAST = date(2025, 12, 31)


def lead_day(text: str, removed: Sequence[Removed] = (), reference: datetime | None = None) -> date | None:
    found = list(of_report(Draft([], removed=list(removed)), [text], reference, "Asia/Jakarta", LAST))
    return found[0].day if found else None


def test_the_first_candidate_gives_the_day_and_a_later_one_only_its_clock() -> None:
    page = Candidate(DAY, None, "day", "url")
    text = Candidate(DAY, NOON, "minute", "text")
    other = Candidate(date(2025, 3, 7), NOON, "minute", "text")
    both = choose([page, text])
    assert (both.day, both.at, both.day_origin, both.at_origin, both.precision) == (DAY, NOON, "url", "text", "minute")
    assert choose([page, other]).at is None
    assert choose([]).day is None


def test_a_time_in_utc_is_of_the_day_that_the_page_prints() -> None:
    late = list(stated([("2025-03-05T20:30:00Z", "json_ld")], "Asia/Jakarta", LAST))
    assert choose(late).day == DAY
    assert choose([*late, Candidate(date(2025, 3, 5), None, "day", "url")]).day == date(2025, 3, 5)
    assert choose([*late, Candidate(DAY, None, "day", "url")]).day == DAY


def test_days_after_the_last_one_are_not_believed() -> None:
    assert not list(stated([("2026-03-06", "meta"), ("garbage", "meta"), (None, "meta")], "Asia/Jakarta", LAST))


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2025/03/06/x", DAY),
        ("https://a.example/2025/3/6/x", DAY),
        ("https://a.example/read/20250306143012-4-99/x", DAY),
        ("https://a.example/x-2025-03-06.html", DAY),
        ("https://a.example/2025/03/x", None),
        ("https://a.example/20251399/x", None),
        ("https://a.example/1234567820250306/x", None),
        ("https://a.example/2025136/x", None),
        (None, None),
    ],
)
def test_days_of_addresses(url: str | None, day: date | None) -> None:
    assert day_of_url(url) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Pasar itu dibuka wali kota di Medan, Kamis (6/3/2025). Pedagang senang.", DAY),
        ("Pasar itu dibuka, Kamis, 6 Maret 2025, kata wali kota.", DAY),
        ("The market opened on Thursday, March 6, 2025, the mayor said.", DAY),
        ("Pasar itu dibuka setelah diuji Senin (3/3/2025), kata wali kota, Kamis (6/3/2025).", DAY),
        ("Pasar itu akan dibuka wali kota pada Kamis (6/3/2025).", None),
        ("The market will open on Thursday, March 6, 2025.", None),
        ("Aturan sejak Kamis (6/3/2025) itu dicabut.", None),
        ("Pasar itu dibuka, Jumat, 6 Maret 2025.", None),
        ("Pasar yang dibangun pada 6 Maret 2025 itu ramai.", None),
        ("Pasar itu ramai. Pedagang senang. Pembeli puas, Kamis (6/3/2025).", None),
        ("Pasar itu dibuka, Kamis (6/3).", None),
    ],
)
def test_the_day_of_a_report_in_its_lead(text: str, day: date | None) -> None:
    assert lead_day(text) == day


def test_a_copyright_line_gives_the_year_of_a_day() -> None:
    line = Removed("COPYRIGHT © ANTARA 2025", "copyright")
    assert lead_day("Pasar itu dibuka, Kamis (6/3).", [line]) == DAY
    assert lead_day("Pasar itu dibuka, Jumat (6/3).", [line]) is None
    assert lead_day("Pasar itu dibuka, Kamis (6/3).", [Removed("© 2019-2025 Koran Uji", "copyright")]) is None


def test_only_a_fetch_or_a_listing_is_a_reference() -> None:
    now = datetime(2025, 3, 10, tzinfo=UTC)
    assert reference_of("berkas/1.txt", now, None) is None
    assert reference_of("https://a.example/x", now, None) == now
    assert reference_of("berkas/1.txt", now, NOON) == NOON
