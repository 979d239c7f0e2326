import pytest

from pipeline.sources.languages import language_code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("id", "id"),
        ("ID", "id"),
        ("id-ID", "id"),
        ("id_ID", "id"),
        ("in", "id"),
        ("ind", "id"),
        ("Indonesian", "id"),
        ("Bahasa Indonesia", "id"),
        ("zh-Hans-CN", "zh"),
        ("chi", "zh"),
        ("msa", "ms"),
        ("Malay", "ms"),
        ("中文", "zh"),
        (" en ", "en"),
        ("xx", None),
        ("", None),
        ("Klingon speech", None),
    ],
)
def test_codes_tags_and_names_are_reduced_to_two_letters(written: str, code: str | None) -> None:
    assert language_code(written) == code
