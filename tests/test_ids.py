from hypothesis import given
from hypothesis import strategies as st

from pipeline.ids import short_id

PARTS = st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=())), max_size=4)


def test_ids_are_the_same_on_every_machine() -> None:
    """The values are those of `printf 'a\\0b\\0' | sha256sum`, its first sixteen digits, and so on."""
    assert short_id("a", "b") == "8fb20ef63ced4145"
    assert short_id("sumber") == "b29638b298321d40"
    assert short_id("印尼") == "1844d2400a10c969"
    assert short_id("berita", 7) == "26589f0cc95ec664"
    assert short_id() == "e3b0c44298fc1c14"


def test_where_a_part_ends_matters() -> None:
    ids = {
        short_id(*parts) for parts in (("ab", "c"), ("a", "bc"), ("abc",), ("a", "b", "c"), ("abc", ""), ("", "abc"))
    }
    assert len(ids) == 6


def test_order_case_and_form_matter() -> None:
    assert len({short_id("a", "b"), short_id("b", "a"), short_id("A", "b"), short_id("e\u0301"), short_id("é")}) == 5


@given(PARTS, PARTS)
def test_different_parts_have_different_ids(one: list[str], other: list[str]) -> None:
    assert (short_id(*one) == short_id(*other)) == (one == other)


@given(PARTS)
def test_an_id_is_sixteen_hexadecimal_digits(parts: list[str]) -> None:
    found = short_id(*parts)
    assert len(found) == 16
    assert set(found) <= set("0123456789abcdef")


def test_a_lone_surrogate_has_an_id_of_its_own() -> None:
    """File names that are no UTF-8 arrive with surrogates."""
    assert len({short_id("a\udce9"), short_id("a\udcea"), short_id("a?"), short_id("aé")}) == 4
