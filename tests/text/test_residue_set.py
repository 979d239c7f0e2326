"""The sets of residue, sentences and one-line articles: floors by language."""

import pytest

from pipeline.text.paragraphs import split_paragraphs
from tests.bench import paragraphs, residue, sentences

LANGUAGES = ("id", "ms", "en", "zh")


@pytest.mark.parametrize("language", LANGUAGES)
def test_residue_goes_and_content_stays(language: str) -> None:
    score = residue.Score()
    for text in residue.texts():
        if text.language == language:
            residue.add(score, text)
    assert score.kept >= 0.999, score.errors
    assert score.removed >= 0.98, score.errors


@pytest.mark.parametrize("language", LANGUAGES)
def test_prose_with_words_of_cues_stays_whole(language: str) -> None:
    prose = [text for text in residue.texts() if text.language == language and "negatives" in text.name]
    assert prose
    for text in prose:
        score = residue.Score()
        residue.add(score, text)
        assert score.lost == 0, score.errors


def test_a_quarter_of_each_file_is_held_back() -> None:
    texts = list(residue.texts("id"))
    assert sum(text.held_back for text in texts) == len(texts) // 4


def test_what_was_lost_and_what_was_left_are_counted() -> None:
    score = residue.Score()
    body = "Pemerintah membuka tiga pusat pelatihan baru di pesisir utara pulau itu untuk para nelayan muda. " * 3
    residue.add(
        score, residue.Text("x", "id", f"⟦Rahasia dapur kami ada⟧ di sini. {body}\n⟦Baca juga: Hal Lain⟧", False)
    )
    assert (score.left, score.lost) == (4, 0)
    assert score.removed == 0.5


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentence_ends(language: str) -> None:
    right = got = wanted = 0
    for text, ends in sentences.lines(language):
        mine = sentences.found(text)
        right, got, wanted = right + len(mine & ends), got + len(mine), wanted + len(ends)
    assert right / got >= 0.97
    assert right / wanted >= 0.97


@pytest.mark.parametrize(
    ("language", "precision", "recall"), [("id", 0.8, 0.45), ("ms", 0.8, 0.5), ("en", 0.85, 0.5), ("zh", 0.85, 0.4)]
)
def test_paragraphs_of_one_line(language: str, precision: float, recall: float) -> None:
    right = got = wanted = 0
    for name, written in paragraphs.articles():
        if name == language:
            text = ("" if language == "zh" else " ").join(written)
            mine, ends = paragraphs.cuts(split_paragraphs(text, language)), paragraphs.cuts(written)
            right, got, wanted = right + len(mine & ends), got + len(mine), wanted + len(ends)
    assert right / got >= precision
    assert right / wanted >= recall
