from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import lexicons
from pipeline.facts.figures.extract import find_figures
from pipeline.facts.figures.lexicon import load_lexicon
from tests.facts.figures.build import article

PUBLISHED = date(2025, 6, 18)
PIECES = (
    *("Rp 2,5 triliun", "US$10 juta", "30–40 persen", "lebih dari", "sekitar", "dua", "tiga puluh", "juta", "Rabu"),
    *("miliar dolar AS", "Senin (5/2)", "26 Juli 2025", "2020–2045", "2024", "kuartal I 2024", "pukul 14.30 WIB", "4G"),
    *("Pasal 28 ayat (2)", "Covid-19", ",", ".", "(", ")", "-", "–", "dan", "hingga", "antara", "setahun", "separuh"),
    *("puluhan", "ribu", "nilai investasi", "mencapai", "500 MW", "1,5 ton per MW", "ke-71", "3-1", "$", "%"),
    *(
        "Mei",
        "M",
        "T",
        "0812-3456",
        "10年",
        "第三届",
        "百分之五",
        "one hundred",
        "and",
        "to",
        "half a",
        "a.m.",
        "1.2.3",
    ),
    *("to", "half a", "a.m.", "first quarter of", "“", "”", "\u0130", "/", "+", "x", "1.2.3"),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from(["", " "]), st.sampled_from(["id", "en", "zh"]))
def test_any_text_gives_ordered_spans_without_overlap(pieces: list[str], gap: str, language: str) -> None:
    first, second = gap.join(pieces[::2]), gap.join(pieces[1::2])
    whole = article(first, second, language=language, published_on=PUBLISHED)
    figures = find_figures(whole)
    assert find_figures(whole) == figures
    last = 0
    for figure in figures:
        assert last <= figure.start < figure.end
        assert whole.text[figure.start : figure.end] == figure.surface
        assert any(p.start <= figure.start and figure.end <= p.end for p in whole.paragraphs)
        last = figure.end
        if figure.kind in ("date", "year", "year_range"):
            assert figure.date_low is None or (figure.date_high is not None and figure.date_low <= figure.date_high)
        else:
            assert figure.value_low is not None and figure.value_high is not None
            assert figure.value_low <= figure.value_high
        if figure.equivalent is not None:
            other = figures[figure.equivalent]
            assert other.kind == figure.kind == "money" and other.unit != figure.unit


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["id", "ms", "en", "zh", "jv", None]))
def test_no_text_makes_it_fail(text: str, language: str | None) -> None:
    for figure in find_figures(article(text, language=language or "id")):
        assert text[figure.start : figure.end] == figure.surface


def test_a_very_long_text_gives_the_figures_of_its_parts() -> None:
    piece = "Nilai investasi 8,2 miliar dolar AS atau setara Rp 127 triliun, dua, tiga dan 5–6 persen pada 2024. "
    one = find_figures(article(piece, published_on=PUBLISHED))
    assert len(find_figures(article(piece * 320, published_on=PUBLISHED))) == 320 * len(one)


def test_two_currencies_point_at_each_other() -> None:
    figures = find_figures(article("Modalnya US$10 miliar atau Rp162 triliun (kurs Rp16.215 per dolar AS)."))
    assert [f.equivalent for f in figures] == [1, 0, None]


def test_equivalents_are_counted_over_the_whole_article() -> None:
    figures = find_figures(article("Ada 12 pabrik.", "Nilainya 5 juta dolar AS, setara Rp 80 miliar."))
    assert [f.equivalent for f in figures] == [None, 2, 1]


def test_day_and_month_take_the_year_of_a_full_date_without_publication_date() -> None:
    figures = find_figures(article("Forum dibuka 26 Juli 2025.", "Ia tiba pada 23 Juli.", "Kata Tono, Rabu."))
    assert [f.date_low for f in figures] == [date(2025, 7, 26), date(2025, 7, 23), None]


def test_a_date_just_before_new_year_belongs_to_the_year_before() -> None:
    (figure,) = find_figures(article("Kata Tono, Senin (30/12).", published_on=date(2025, 1, 2)))
    assert (figure.date_low, figure.surface) == (date(2024, 12, 30), "Senin (30/12)")


def test_without_any_anchor_a_day_stays_unknown() -> None:
    (figure,) = find_figures(article("Ia tiba pada 23 Juli."))
    assert figure.date_low is None and figure.date_high is None


def test_period_and_thing_come_from_the_clause() -> None:
    figures = find_figures(article("Pada 2022, nilai ekspor nikel mencapai 3 miliar dolar AS."))
    assert figures[1].thing == "nilai ekspor nikel"
    assert figures[1].period == "2022"
    assert figures[0].period is None


def test_the_day_of_speaking_is_no_period() -> None:
    figures = find_figures(article('"Ada 40 pabrik," kata Tono, Senin (16/6/2025).', published_on=PUBLISHED))
    assert figures[0].period is None


def test_a_comparison_year_is_no_period() -> None:
    figures = find_figures(article("Pada Mei 2015 ekspor naik 4 persen dibandingkan Mei 2014."))
    assert figures[1].period == "2015-05"


def test_years_and_amounts_in_the_same_order() -> None:
    text = "In 2022 and 2023 it invested $1.2 billion and $1.3 billion, respectively."
    assert [f.period for f in find_figures(article(text, language="en"))][2:] == ["2022", "2023"]


def test_words_for_the_year_need_a_publication_date() -> None:
    text = "Produksi tahun ini 5 juta ton."
    assert find_figures(article(text, published_on=PUBLISHED))[0].period == "2025"
    assert find_figures(article(text))[0].period is None


def test_modality() -> None:
    text = "Pabrik itu menargetkan 8.000 unit. Nilainya diperkirakan Rp 3 triliun. Tercatat 40 unit. Selesai pada 2030."
    figures = find_figures(article(text, published_on=PUBLISHED))
    assert [f.modality for f in figures] == ["target", "estimate", "actual", "target"]


def test_a_headline_takes_the_words_of_the_body() -> None:
    whole = article(
        "Ekonomi Tembus Rp1.600 T", "Pada 2024, nilai ekonomi digital mencapai Rp1.600 triliun.", headline=True
    )
    figures = find_figures(whole)
    assert figures[0].thing == figures[2].thing == "nilai ekonomi digital"
    assert figures[0].period == "2024"


def test_the_article_decides_between_indonesian_and_malay() -> None:
    whole = article("Sebanyak 1.200 orang hadir.", language="id")
    malay = article("Sebanyak 1.200 orang hadir.", language="ms")
    assert find_figures(whole)[0].value_low == find_figures(malay)[0].value_low == 1200


def test_a_user_lexicon_adds_words(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "figures_units.csv").write_text(
        "term,unit,kind,factor,case\nkarung,sack,measure,1,\n", encoding="utf-8"
    )
    monkeypatch.setenv("LUMBUNG_LEXICON", str(tmp_path))
    lexicons.table.cache_clear()
    load_lexicon.cache_clear()
    try:
        (figure,) = find_figures(article("Terjual 40 karung beras."))
    finally:
        monkeypatch.undo()
        lexicons.table.cache_clear()
        load_lexicon.cache_clear()
    assert (figure.unit, figure.surface) == ("sack", "40 karung")


CURRENCIES = "figures_currencies.csv", "term,code,position\n"
PARTS = "figures_currencies.csv", "term,code,position,factor,language\n"
UNITS = "figures_units.csv", "term,unit,kind,factor,case\n"
WORDS = "figures_numbers.id.csv", "word,kind,low,high\n"


@pytest.mark.parametrize(
    ("file", "line", "text", "expected"),
    [
        (CURRENCIES, "kupang,KPG,after", "Harganya 40 kupang.", ("40 kupang", 40, "KPG")),
        (PARTS, "duit,KPG,after,0.01,", "Harganya 40 duit.", ("40 duit", 0.4, "KPG")),
        (UNITS, "tumbak,m2,measure,14,", "Luasnya 2 tumbak.", ("2 tumbak", 28, "m2")),
        (UNITS, "nyeri,scale,measure,1,before", "Tercatat nyeri 7,5.", ("7,5", 7.5, "scale")),
        (WORDS, "setali,whole,25,25", "Ada setali orang.", ("setali orang", 25, "person")),
    ],
)
def test_a_user_extends_currencies_units_and_numbers(
    file: tuple[str, str],
    line: str,
    text: str,
    expected: tuple[str, float, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / file[0]).write_text(f"{file[1]}{line}\n", encoding="utf-8")
    monkeypatch.setenv("LUMBUNG_LEXICON", str(tmp_path))
    lexicons.table.cache_clear()
    load_lexicon.cache_clear()
    try:
        (figure,) = find_figures(article(text))
    finally:
        monkeypatch.undo()
        lexicons.table.cache_clear()
        load_lexicon.cache_clear()
    assert (figure.surface, figure.value_low, figure.unit) == expected
