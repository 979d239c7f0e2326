"""The reference tables fit the readers: every unit that is read can be converted or is known to have no conversion."""

import itertools
import math

from pipeline.facts.frames import exchange_rates_frame, units_frame
from pipeline.lexicons import table

# Not converted: temperatures (no factor), angles and scales, capacities of one trade, carats, what counts things.
ALONE = {
    *(
        "°C",
        "°F",
        "K",
        "degree",
        "magnitude",
        "nit",
        "lumen",
        "dB",
        "fps",
        "rpm",
        "MP",
        "px",
        "pixel",
        "dpi",
        "ppi",
        "point",
    ),
    *(
        "TEU",
        "DWT",
        "GT",
        "TOPS",
        "qubit",
        "carat",
        "BBTUD",
        "MMBtu",
        "boe/day",
        "Mach",
        "Nm",
        "Bq",
        "kvar",
        "person-day",
    ),
    *("t CO2e", "km/L", "mg/dL", "µg/m3"),
}


def test_every_unit_that_is_read_is_covered() -> None:
    rows = [*table("figures_units.csv"), *table("figures_units.zh.csv")]
    read = {row["unit"] for row in rows if row["kind"] in ("measure", "duration", "percent") and row["unit"]}
    known = set(units_frame()["unit"])
    assert read - known <= ALONE, "add the unit to reference_units.csv, or here when nothing converts it"
    assert not known & ALONE


def test_base_units_stand_for_themselves_and_a_kind_has_one() -> None:
    rows = units_frame().to_dicts()
    factors = {row["unit"]: row for row in rows}
    assert len(factors) == len(rows)
    for row in rows:
        base = factors[row["base_unit"]]
        assert (base["factor"], base["kind"]) == (1, row["kind"])
        assert row["factor"] > 0 and row["label"]
    assert len({row["kind"] for row in rows}) == len({row["base_unit"] for row in rows})


def test_factors_agree_with_one_another() -> None:
    factor = {row["unit"]: row["factor"] for row in units_frame().to_dicts()}
    for larger, smaller, ratio in (
        *(("km", "m", 1000), ("m", "cm", 100), ("km2", "ha", 100), ("ha", "m2", 10000), ("mile", "ft", 5280)),
        *(("ft", "inch", 12), ("ton", "kg", 1000), ("kg", "g", 1000), ("GW", "MW", 1000), ("GWh", "MWh", 1000)),
        *(("TB", "GB", 1000), ("GB", "MB", 1000), ("Gbps", "Mbps", 1000), ("day", "hour", 24), ("hour", "minute", 60)),
        *(("minute", "second", 60), ("week", "day", 7), ("year", "month", 12), ("month", "day", 30.4375)),
        *(
            ("barrel", "gallon", 42),
            ("m3", "L", 1000),
            ("ha", "mu", 15),
            ("GB/s", "Gbps", 8),
            ("percentage point", "basis point", 100),
        ),
    ):
        assert math.isclose(factor[larger] / factor[smaller], ratio, rel_tol=1e-9), (larger, smaller)


def test_rates_have_every_year_and_a_band_that_is_no_point() -> None:
    rows = exchange_rates_frame().to_dicts()
    by_currency: dict[str, list[int]] = {}
    for row in rows:
        by_currency.setdefault(row["currency"], []).append(row["year"])
        assert row["low"] < row["high"] or row["currency"] == "USD"
        assert row["high"] / row["low"] < 3, row
    assert all(years == list(range(2000, 2027)) for years in by_currency.values())
    unchecked = {row["code"] for row in table("figures_currencies.csv")} - set(by_currency)
    assert {"IDR", "USD", "CNY", "MYR", "SGD", "EUR", "JPY"}.isdisjoint(unchecked)


def test_rates_go_on_from_year_to_year() -> None:
    """A slip of a digit in the file would break the chain: neighbouring years overlap or nearly touch."""
    rows = exchange_rates_frame().to_dicts()
    for before, after in itertools.pairwise(rows):
        if before["currency"] == after["currency"]:
            assert after["low"] < before["high"] * 1.1 and after["high"] > before["low"] / 1.1, (before, after)
