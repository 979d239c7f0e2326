import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.sources.patterns import matches


@pytest.mark.parametrize(
    ("relative", "pattern", "expected"),
    [
        ("a.txt", "*.txt", True),
        ("2024/01/a.txt", "*.txt", True),
        ("2024/01/a.txt", "01", True),
        ("drafts/x/a.txt", "drafts", True),
        ("drafts/x/a.txt", "drafts/", True),
        ("my-drafts/a.txt", "drafts", False),
        ("2024/a.txt", "2024/*.txt", True),
        ("2024/01/a.txt", "2024/*.txt", False),
        ("2024/01/a.txt", "2024/**/*.txt", True),
        ("2024/a.txt", "2024/**/*.txt", True),
        ("x/2024/a.txt", "2024/*.txt", False),
        ("x/2024/a.txt", "**/2024/*.txt", True),
        ("2024/01/a.txt", "2024/01", True),
        ("a1.txt", "a?.txt", True),
        ("a/b", "a?b", False),
        ("a1.txt", "a[0-9].txt", True),
        ("ab.txt", "a[!0-9].txt", True),
        ("a.txt", "A.txt", False),
        ("a+b(1).txt", "a+b(1).txt", True),
        ("[.txt", "[.txt", True),
    ],
)
def test_patterns_match_as_in_gitignore(relative: str, pattern: str, expected: bool) -> None:
    assert matches(relative, [pattern]) is expected


def test_one_of_several_patterns_is_enough_and_none_match_nothing() -> None:
    assert matches("b.md", ["*.txt", "*.md"])
    assert not matches("b.md", [])


@given(st.text(min_size=1, max_size=12), st.text(alphabet="ab*?[]!^-/\\.&~|", min_size=1, max_size=12))
@example("0", "[!]")
@example("[^]", "[^]")
def test_no_pattern_breaks(relative: str, pattern: str) -> None:
    assert matches(relative, [pattern]) in (True, False)
