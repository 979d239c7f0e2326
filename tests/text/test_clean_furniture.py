"""Rules that go by place and by what the body tells of, and their limits: lists, cross-heads and names that stay."""

from pipeline.text.clean import clean
from pipeline.text.clean_characters import split_lines
from pipeline.text.clean_draft import Draft

A = "Kota pelabuhan itu membuka sekolah menjahit layar bagi anak nelayan yang putus sekolah sejak musim badai."
B = "Kepala sekolah, Wirda Amalia, mengatakan murid pertama berjumlah tiga puluh orang dari enam kampung."
C = "Layar buatan mereka dijual kepada pemilik perahu di pulau seberang dengan harga terjangkau."


def cleaned(*lines: str) -> Draft:
    return clean(split_lines("\n".join(lines)))


def texts(draft: Draft) -> list[str]:
    return [line.text for line in draft.lines]


def test_the_headline_is_the_line_the_body_tells_of() -> None:
    headline = "Anak Nelayan Belajar Menjahit Layar di Kota Pelabuhan"
    draft = cleaned("Pintasan papan ketik pemutar suara", headline, A, B, C)
    assert draft.title == headline
    assert texts(draft) == [headline, A, B, C]


def test_a_section_above_a_text_without_headline_is_no_headline() -> None:
    draft = cleaned("Ragam Dunia", "Jumat, 6 Juni 2025 10:00 WIB", A, B, C)
    assert draft.title is None
    assert texts(draft) == [A, B, C]


def test_end_cues_are_whole_words() -> None:
    last = "Pemeran utamanya seorang guru yang juga protagonist, kata seorang artist"
    assert last in texts(cleaned(A, B, last, C))


def test_a_label_needs_its_mark() -> None:
    assert "Tag harga pada layar" in texts(cleaned(A, "Tag harga pada layar", B, C))
    assert "Tag: layar, nelayan" not in texts(cleaned(A, B, C, "Tag: layar, nelayan"))


def test_a_list_behind_a_colon_stays_before_credits() -> None:
    items = ["Layar besar", "Layar kecil", "Tali kapal"]
    draft = cleaned("Sekolah Layar Dibuka", A, B, "Barang yang dijual:", *items, "Editor: Rina Wati")
    assert texts(draft)[-3:] == items
    assert draft.editor == "Rina Wati"


def test_short_lines_behind_a_credit_go() -> None:
    assert texts(cleaned("Sekolah Layar Dibuka", A, B, C, "(abc/def)", "sekolah layar", "nelayan"))[-1] == C


def test_a_name_inside_the_article_stays() -> None:
    assert "Wirda Amalia" in texts(cleaned("Sekolah Layar Dibuka", A, "Wirda Amalia", B, C))


def test_a_block_goes_up_to_its_end() -> None:
    block = [
        "Sign up to Harbour Letter",
        "The best of the coast. Every Friday, free of charge, in your inbox – enjoy",
        "after newsletter promotion",
    ]
    assert texts(cleaned("Sekolah Layar Dibuka", A, *block, B, C)) == ["Sekolah Layar Dibuka", A, B, C]


def test_a_promotion_in_reported_speech_stays() -> None:
    said = "Ikuti kami ke bengkel layar, kata Wirda kepada para tamu yang datang dari ibu kota provinsi."
    assert said in texts(cleaned("Sekolah Layar Dibuka", A, said, B, C))


def test_what_is_glued_before_the_first_paragraph_goes() -> None:
    line = f"Home News Nation By Tom Ridley May 5, 2025 {A} {B}"
    draft = cleaned(line)
    assert texts(draft) == [f"{A} {B}"]
    assert draft.byline == "Tom Ridley"
    assert draft.moment is not None and str(draft.moment.day) == "2025-05-05"


def test_captions_before_the_dateline_go_and_the_standfirst_stays() -> None:
    draft = cleaned(
        "Sekolah Layar Dibuka di Kota Pelabuhan",
        "Murid pertamanya berjumlah tiga puluh orang dari enam kampung nelayan.",
        "Rina Wati",
        "6 Juni 2025",
        "Para murid memperlihatkan layar buatan mereka di dermaga kota.",
        f"KOTA SABANG, KOMPAS.com - {A}",
        B,
    )
    assert texts(draft)[1:] == ["Murid pertamanya berjumlah tiga puluh orang dari enam kampung nelayan.", A, B]
    assert ("Para murid memperlihatkan layar buatan mereka di dermaga kota.", "caption") in [
        (removed.text, removed.reason) for removed in draft.removed
    ]


def test_a_writers_biography_goes_and_a_person_of_the_article_stays() -> None:
    head = ("Sekolah Layar Dibuka", "Oleh Rina Wati", "6 Juni 2025")
    biography = "Rina Wati meliput pesisir dan pulau kecil sejak tahun 2019 untuk harian ini."
    assert texts(cleaned(*head, A, B, C, biography))[-1] == C
    person = "Wirda Amalia adalah guru menjahit sejak tahun 2019 di pulau seberang yang sama."
    assert texts(cleaned(*head, A, B, C, person))[-1] == person
