"""Lines at an article's edges: which are candidates, how they are cut, and how they come back."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.model import Article, Paragraph
from pipeline.text.recurring import cut, fold, restore, settle

PROSE = "Pemerintah kota membuka pasar ikan baru di tepi pelabuhan lama itu pada Senin pagi bersama warga sekitar."
TAIL = "Gabung kanal kami"


def article(*lines: str, headline: str | None = "Pasar ikan dibuka") -> Article:
    paragraphs, at = [], 0
    for number, line in enumerate([headline or "", *lines]):
        if number or headline:
            paragraphs.append(Paragraph(number, "body" if number else "headline", at, at + len(line), line))
            at += len(line) + 2
    text = "\n\n".join(p.text for p in paragraphs)
    return Article("a1", "s", "a.txt", "0", datetime(2025, 1, 1, tzinfo=UTC), text, tuple(paragraphs))


def candidates(*lines: str) -> list[str]:
    return [edge.paragraph.text for edge in settle(article(*lines).paragraphs, frozenset())[1]]


def test_candidates_are_short_lines_before_and_after_the_prose() -> None:
    assert candidates("Kanal Daerah", PROSE, "Harga naik", PROSE, TAIL) == ["Kanal Daerah", TAIL]


def test_prose_quotations_and_articles_without_prose_have_no_candidates() -> None:
    assert candidates(PROSE, "“Kami siap membantu.”") == []
    assert candidates(PROSE, PROSE) == []
    assert candidates("Beranda", TAIL) == []


def test_a_learned_line_is_cut_with_its_reason_and_offsets_hold() -> None:
    found = cut(article("Kanal Daerah", PROSE, PROSE, TAIL), frozenset({fold("GABUNG KANAL KAMI!"), "kanal daerah"}))
    assert [p.text for p in found.paragraphs] == ["Pasar ikan dibuka", PROSE, PROSE]
    assert [p.number for p in found.paragraphs] == [0, 1, 2]
    assert [(r.text, r.reason) for r in found.removed] == [("Kanal Daerah", "recurring_line"), (TAIL, "recurring_line")]
    assert [found.text[p.start : p.end] for p in found.paragraphs] == [p.text for p in found.paragraphs]
    assert [(e.paragraph.number, e.is_cut) for e in found.edges] == [(1, True), (4, True)]


def test_an_article_is_left_whole_where_too_little_would_remain() -> None:
    whole = article("Satu dua tiga empat lima enam tujuh", PROSE, TAIL)
    assert (
        cut(whole, frozenset({fold(TAIL), fold("Satu dua tiga empat lima enam tujuh")})).paragraphs == whole.paragraphs
    )


@given(
    st.lists(st.sampled_from([PROSE, PROSE + " Lagi.", TAIL, "Kanal Daerah", "“Ya.”", "Harga naik"]), min_size=1),
    st.sets(st.sampled_from([fold(TAIL), fold("Kanal Daerah"), fold("Harga naik")])),
    st.booleans(),
)
def test_what_was_cut_can_be_put_back(lines: list[str], learned: set[str], headed: bool) -> None:
    whole = article(*lines, headline="Pasar" if headed else None)
    found = cut(whole, learned)
    assert tuple(restore(found.paragraphs, found.edges)) == whole.paragraphs
    assert [e.paragraph for e in found.edges] == [e.paragraph for e in cut(whole, frozenset()).edges]
    assert "\n\n".join(p.text for p in found.paragraphs) == found.text
