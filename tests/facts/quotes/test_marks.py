import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.facts.quotes.cues import cues_for
from pipeline.facts.quotes.marks import find_marked

CUES = cues_for("id")


def marked(text):
    return [text[span.start : span.end] for span in find_marked(text, CUES)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("“Kami siap bekerja,” ujar Ratna.", ["Kami siap bekerja"]),
        ('"Kami siap bekerja," ujar Ratna.', ["Kami siap bekerja"]),
        ('"Kami siap bekerja,” ujar Ratna.', ["Kami siap bekerja"]),
        ("Rapat usai. ” Kami siap bekerja,” ujar Ratna.", ["Kami siap bekerja"]),
        ("“Kami siap bekerja, ”ujar Ratna. “ Nanti kita bahas,” katanya.", ["Kami siap bekerja", "Nanti kita bahas"]),
        ("«Kami siap bekerja», ujar Ratna.", ["Kami siap bekerja"]),
        ("‘Kami siap bekerja,’ ujar Ratna.", ["Kami siap bekerja"]),
        ("他说：「我们已经准备好了。」", ["我们已经准备好了。"]),
        ("''Kami siap bekerja,'' ujar Ratna.", ["Kami siap bekerja"]),
        ("“Kami siap bekerja ,” ujar Ratna.", ["Kami siap bekerja"]),
        ("““Kami siap bekerja,”” ujar Ratna.", ["Kami siap bekerja"]),
        ("“Kami siap bekerja,’ ujar Ratna. Lalu ia pergi.", ["Kami siap bekerja"]),
        ("“Kami siap bekerja!’ ujar Ratna.", ["Kami siap bekerja!"]),
    ],
)
def test_pairs_of_every_shape(text, expected):
    assert marked(text) == expected


def test_a_new_opening_closes_a_quotation_that_ended_its_sentence():
    assert marked('"Pabrik itu selesai tahun depan. "Kami menunggu izinnya," ujar Ratna.') == [
        "Pabrik itu selesai tahun depan.",
        "Kami menunggu izinnya",
    ]


def test_a_name_in_marks_inside_a_quotation_does_not_end_it():
    assert marked('"Program "Desa Pintar" mulai tahun ini," ujar Ratna.') == ['Program "Desa Pintar" mulai tahun ini']


def test_a_lost_opening_mark_reaches_back_to_its_sentence():
    assert marked("Rapat berjalan lancar. Kami siap menambah modal,” kata Ratna.") == ["Kami siap menambah modal"]


def test_a_lost_closing_mark_ends_at_the_attribution():
    assert marked("“Kami siap menambah modal, ujar Ratna. Rapat berjalan lancar.") == ["Kami siap menambah modal"]


def test_an_unclosed_paragraph_runs_to_its_end():
    text = "“Kami siap menambah modal. Tahun depan mulai."
    (span,) = find_marked(text, CUES)
    assert (span.end, span.opened, span.closed) == (len(text), True, False)


@pytest.mark.parametrize(
    "text", ["Indonesia's investors' money didn't move.", "Layar 14” itu mahal.", "Jum'at ini ada rapat."]
)
def test_apostrophes_and_inches_are_no_quotations(text):
    assert marked(text) == []


@given(st.text(alphabet="ab ,.“”\"'‘’«»「」\n", max_size=80))
def test_spans_are_in_order_apart_and_inside(text):
    at = 0
    for span in find_marked(text, CUES):
        assert at <= span.outer_start <= span.start < span.end <= span.outer_end <= len(text)
        at = span.outer_end
