"""Limits of a page: what deep and endless markup loses, what it keeps, and what is refused."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.limits import (
    DEEPEST,
    LONGEST_RUN,
    MOST_BYTES,
    MOST_MARKUP,
    MOST_TAGS,
    TooLargeError,
    bounded_page,
    shallow,
    without_unread,
)

PARAGRAPH = "<p>Pemerintah menyiapkan <b>aturan</b> baru untuk pusat data.</p>"


def test_a_usual_page_is_given_back_as_received() -> None:
    page = b"\xff\xfe<html><script>x</script>" + PARAGRAPH.encode() * 50
    assert bounded_page(page, "latin-1") == (page, "latin-1")


def test_a_large_page_that_is_not_deep_is_given_back_as_received() -> None:
    page = (f"<html><body><script>x</script>{PARAGRAPH * 2000}</body></html>").encode()
    assert bounded_page(page, None) == (page, None)


@pytest.mark.parametrize("name", ["div", "span", "b", "a", "table", "ul", "blockquote", "li", "x-y"])
@pytest.mark.parametrize("closed", [True, False])
def test_deep_elements_lose_their_tags_and_keep_their_text(name: str, closed: bool) -> None:
    depth = 10 * DEEPEST
    page = f"<{name} class='a>b'>ujung " * depth + PARAGRAPH + f"</{name}>" * depth * closed + PARAGRAPH
    flat = shallow(page)
    assert flat.count("ujung") == depth
    assert flat.count("aturan") == 2
    assert flat.count("<p>") == 2
    assert name == "li" or flat.count(f"<{name} ") == DEEPEST
    assert name == "li" or flat.count(f"</{name}>") - 2 * (name == "b") <= DEEPEST * closed


def test_elements_that_may_stay_unclosed_are_not_deep() -> None:
    rows = "<table>" + "<tr><td>satu<td>dua" * 1000 + "</table>"
    items = "<ul>" + "<li>satu<p>dua" * 1000 + "</ul>"
    assert shallow(rows + items + "<p>tiga" * 1000 + "<br>empat" * 1000) == (
        rows + items + "<p>tiga" * 1000 + "<br>empat" * 1000
    )


def test_an_end_closes_what_was_left_open_within_it() -> None:
    page = "<div><b>satu<i>dua</div>" * (2 * DEEPEST)
    assert shallow(page) == page


def test_runs_of_one_tag_are_cut() -> None:
    assert shallow("satu" + "<br>\n" * 1000 + "dua").count("<br>") == LONGEST_RUN
    assert shallow("satu" + "<p>" * 1000 + "dua").count("<p>") == LONGEST_RUN
    assert shallow("satu" + "</p>" * 1000 + "dua").count("</p>") == LONGEST_RUN


def test_words_that_a_lost_tag_parted_stay_apart() -> None:
    deep = "<div>" * DEEPEST
    assert shallow(f"{deep}<div>satu</div><div>dua</div>").removeprefix(deep).split() == ["satu", "dua"]
    assert shallow(f"{deep}pu<b>sat</b>") == f"{deep}pusat"


def test_unread_elements_are_left_out_and_json_ld_stays() -> None:
    data = '<script type="application/ld+json">{"headline": "a"}</script>'
    page = f"<style>s</style>{data}<SCRIPT>if (a<b) x</Script >{PARAGRAPH}<!-- c --><svg><g/></svg>akhir"
    assert without_unread(page) == f"{data}{PARAGRAPH}akhir"


def test_what_never_ends_is_left_to_the_parser() -> None:
    page = f"<script>{'<script>' * 5000}{PARAGRAPH}{'<!--' * 5000}{'<svg>' * 5000}"
    assert without_unread(page) == page


def test_very_long_attributes_are_emptied() -> None:
    assert without_unread(f'<img alt="foto" src="data:{"A" * 9000}">') == '<img alt="foto" src="">'


def test_an_image_written_into_the_page_does_not_cost_the_article() -> None:
    page = f"<html><body>{PARAGRAPH * 20}<img src='data:image/png;base64,{'A' * 5_000_000}'></body></html>"
    content, encoding = bounded_page(page.encode("utf-16"), "utf-16")
    assert (content.decode(), encoding) == (
        page.replace(page[page.index("'data") : -len("></body></html>")], '""'),
        "utf-8",
    )


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (b"<p>x" * (MOST_BYTES // 4 + 1), f"{MOST_BYTES:,} are read"),
        (b"<p>" + b"kata " * (MOST_MARKUP // 4), f"{MOST_MARKUP:,} are read"),
        (b"<a>x</a>" * (MOST_TAGS // 2 + 1), f"{MOST_TAGS:,} are read"),
        (b"<" * 2_000_000, f"{MOST_TAGS:,} are read"),
    ],
    ids=["bytes", "markup", "tags", "signs"],
)
def test_a_page_beyond_the_limits_is_refused_with_the_limit(page: bytes, said: str) -> None:
    with pytest.raises(TooLargeError, match=said):
        bounded_page(page, None)


MARKUP = st.lists(
    st.sampled_from(
        [
            *("<div>", "</div>", "<p>", "</p>", "<b>", "</b>", "<li>", "<br>", "<td>", "</td>", "<table>", "</table>"),
            *("<", ">", '"', "'", "<a href='x>y'>", "<!--", "-->", "<script>", "</script>", "<div " * 3, "</", "<p\n"),
            *("kata ", "\n", "aturan "),
        ]
    ),
    max_size=400,
).map("".join)


@settings(max_examples=100, deadline=None)
@given(MARKUP, st.integers(0, 3))
def test_no_text_is_lost_in_shallow_markup(markup: str, times: int) -> None:
    deep = ("<div>" * 100 + markup) * times
    flat = shallow(deep)
    assert flat.count("aturan ") == deep.count("aturan ")
    assert len(flat) <= len(deep)
    assert shallow(flat).count("<div>") <= deep.count("<div>")
