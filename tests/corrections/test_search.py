"""Where an added alias stands in a text."""

from pipeline.corrections.search import find, sentence


def test_an_alias_stands_as_whole_words() -> None:
    assert find("Bank Jago, bank jagoan, (Bank Jago).", ["Bank Jago"], []) == [
        (0, 9, "Bank Jago"),
        (25, 34, "Bank Jago"),
    ]


def test_chinese_parts_no_words() -> None:
    assert find("昨天央行表示，中国央行说", ["央行"], []) == [(2, 4, "央行"), (9, 11, "央行")]


def test_names_that_were_seen_keep_their_place_unless_they_stand_within() -> None:
    text = "Rumah Sakit Budi dibuka"
    assert find(text, ["Sakit Budi"], [(0, 16)]) == []
    assert find(text, ["Rumah Sakit Budi"], [(0, 16)]) == []
    assert find(text, ["Rumah Sakit Budi"], [(12, 16)]) == [(0, 16, "Rumah Sakit Budi")]
    assert find(text, ["Sakit Budi"], [(12, 23)]) == []


def test_of_overlapping_aliases_the_longer_one_stands() -> None:
    assert find("Pusat Data Nasional", ["Data Nasional", "Pusat Data Nasional"], []) == [(0, 19, "Pusat Data Nasional")]


def test_a_place_has_its_sentence() -> None:
    text = "Kota tenang. Bank Jago tumbuh. Selesai."
    assert sentence(text, 13, 22) == (13, 30)
