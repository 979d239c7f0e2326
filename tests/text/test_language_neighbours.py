"""Languages beside Indonesian: Javanese, Sundanese, Filipino; texts of names only; what confidence promises."""

import pytest

from pipeline import lexicons
from pipeline.text.language import detect_article

INDONESIAN = (
    "Pemerintah kabupaten itu membangun jembatan baru karena warga membutuhkan jalan yang lebih aman. "
    "Bupati mengatakan biaya pembangunan mencapai tiga miliar rupiah."
)
JAVANESE = "Wong-wong kuwi padha lunga menyang pasar amarga arep tuku beras lan lenga saka tanggane."
SUNDANESE = "Budak éta teu acan mulih ti sakola sabab hujanna ageung pisan, saur indungna ka tatanggana."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (JAVANESE, "jv"),
        ("Bocah iku durung gelem mangan amarga isih lara weteng.", "jv"),
        (SUNDANESE, "su"),
        ("Buku anu ditulis ku manéhna geus dibaca ku loba jalma.", "su"),
        ("Ang Blue Harbour Data Center ay binuksan ng Northern Power Company sa Laguna.", "tl"),
        ("Syarikat itu menaikkan kualiti perkhidmatan di universiti dan komuniti setempat.", "ms"),
        ("Perusahaan itu menaikkan kualitas layanan di universitas dan komunitas setempat.", "id"),
    ],
)
def test_language_of_a_sentence(text: str, expected: str) -> None:
    assert detect_article([text]).language == expected


@pytest.mark.parametrize("text", ["Budi Santoso, Siti Rahmawati, Anna Lindqvist 2025", "Michael Harbour Stone 12.500"])
def test_names_and_numbers_are_no_language(text: str) -> None:
    found = detect_article([text])
    assert (found.language, found.confidence) == (None, None)
    assert found.paragraphs == ((None, None),)
    assert detect_article([INDONESIAN, text]).paragraphs[1][0] == "id"


def test_a_headline_in_capitals_is_a_language() -> None:
    assert detect_article(["PEMERINTAH KABUPATEN BANGUN JEMBATAN BARU KARENA WARGA MEMBUTUHKAN"]).language == "id"


@pytest.mark.parametrize("text", ["Kowe arep mangan bakso neng warung?", "Abdi bade meser bakso di warung."])
def test_local_speech_is_never_surely_indonesian(text: str) -> None:
    found = detect_article([text])
    assert found.language not in {"id", "ms"} or (found.confidence or 0) < 0.9


def test_no_word_speaks_for_both_indonesian_and_malay() -> None:
    assert not set(lexicons.terms("language_id.txt")) & set(lexicons.terms("language_ms.txt"))


def test_confidence_grows_with_the_evidence() -> None:
    little = detect_article(["Keluarga itu pulang ke rumah bersama anak mereka."]).confidence
    much = detect_article([INDONESIAN]).confidence
    assert little is not None and much is not None and little < much
