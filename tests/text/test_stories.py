"""Stories: which edits leave a text the same story, and that the order of arrival changes nothing."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.stories import (
    Signed,
    StoryMember,
    assign_stories,
    bands,
    candidate_pairs,
    group,
    is_copy,
    sign,
    signature,
    similarity,
    word_count,
)


def joint(name: str) -> str:
    return "" if name == "芯片" else " "


def copies(name: str) -> dict[str, str]:
    """The edits that news desks make to a text of another desk."""
    sentences, space = BASES[name], joint(name)
    whole = space.join(sentences)
    dateline = "（南洋日报讯）" if name == "芯片" else "KOTA BARU, (Kantor Berita Nusa) - "
    return {
        "dateline": dateline + whole,
        "typography": whole.replace('"', "”").replace(",", " ,").upper(),
        "lead": space.join((LEADS.get(name, LEAD), *sentences[1:])),
        "added": space.join((*sentences[:4], ADDED.get(name, ADDITION), *sentences[4:])),
        "cut": space.join(sentences[: len(sentences) * 6 // 10]),
        "cut and lead": space.join((LEADS.get(name, LEAD), *sentences[1:-2])),
        "reordered": space.join((*sentences[:3], *sentences[5:], *sentences[3:5])),
    }


def follow_ups(name: str) -> dict[str, str]:
    """News of the same event a few days on, with background taken over word for word."""
    sentences, space = BASES[name], joint(name)
    new = FOLLOW_UPS[name]
    return {"one sentence": new + sentences[2], "background": new + space.join(sentences[1:3])}


def signed(name: str, text: str) -> Signed:
    return sign(name, text, "zh" if name.startswith("芯片") else "id")


@pytest.mark.parametrize("name", BASES)
@pytest.mark.parametrize("edit", copies("kabel"))
def test_an_edited_copy_belongs_to_the_story(name: str, edit: str) -> None:
    base, copy = signed(name, joint(name).join(BASES[name])), signed(name + edit, copies(name)[edit])
    assert is_copy(base, copy)
    assert candidate_pairs([base], [copy])


@pytest.mark.parametrize("name", BASES)
def test_a_follow_up_is_another_story(name: str) -> None:
    base = signed(name, joint(name).join(BASES[name]))
    for kind, text in follow_ups(name).items():
        assert not is_copy(base, signed(name + kind, text)), kind


def test_different_articles_are_different_stories() -> None:
    everything = [signed(name, joint(name).join(sentences)) for name, sentences in BASES.items()]
    stories = assign_stories([StoryMember(one.article_id) for one in everything], everything)
    assert len({story.story_id for story in stories.values()}) == len(BASES)


def test_signature_is_the_same_on_every_machine() -> None:
    text = " ".join(BASES["kabel"])
    assert bands(signature(text, "id"))[0] == 872111100126312060  # as stored by this SIGNATURE_VERSION
    assert similarity(signature(text, "id"), signature(text, "id")) == 1.0


@pytest.mark.parametrize("text", ["", "  ", "Baca selengkapnya di sini.", "。！"])
def test_a_text_too_short_has_no_copies(text: str) -> None:
    one, other = sign("a", text, "id"), sign("b", text, "id")
    assert one.signature == () and one.bands == ()
    assert not is_copy(one, other)
    assert candidate_pairs([one, other]) == []


def test_the_first_copy_names_the_story() -> None:
    text = " ".join(BASES["dompet"])
    members = [
        StoryMember("c"),
        StoryMember("b", date(2025, 3, 2), datetime(2025, 3, 2, 9, tzinfo=UTC)),
        StoryMember("a", date(2025, 3, 2), datetime(2025, 3, 2, 10, tzinfo=UTC)),
        StoryMember("d", date(2025, 3, 2)),
    ]
    stories = assign_stories(members, [signed(member.article_id, text) for member in members])
    assert {story.first_article_id for story in stories.values()} == {"b"}
    assert len({story.story_id for story in stories.values()}) == 1


def test_a_timestamp_may_be_text() -> None:
    members = [StoryMember("a", date(2025, 3, 2), "2025-03-02 10:00:00+00"), StoryMember("b", date(2025, 3, 2), None)]
    assert group([("a", "b")], members)["b"].first_article_id == "a"


def test_a_pair_without_a_member_is_refused() -> None:
    with pytest.raises(KeyError):
        group([("a", "x")], [StoryMember("a")])


def test_word_count_counts_han_characters() -> None:
    assert word_count("Dua kata.") == 2
    assert word_count("双方将合作。") == 5


CORPUS = [
    signed(f"{name}/{edit}", text)
    for name in ("kabel", "sawit")
    for edit, text in (copies(name) | follow_ups(name)).items()
]


@settings(max_examples=30, deadline=None)
@given(st.permutations(CORPUS), st.integers(1, len(CORPUS)))
def test_order_and_batches_change_nothing(order: list[Signed], size: int) -> None:
    members = [StoryMember(one.article_id) for one in order]
    by_id = {one.article_id: one for one in order}
    pairs: list[tuple[str, str]] = []
    for at in range(0, len(order), size):
        found = candidate_pairs(order[at : at + size], order[:at])
        pairs += [(a, b) for a, b in found if is_copy(by_id[a], by_id[b])]
    assert group(pairs, members) == assign_stories(sorted(members, key=lambda m: m.article_id), CORPUS)


def test_a_mass_of_identical_copies_costs_one_pair_each() -> None:
    text = " ".join(BASES["kampus"])
    one = signed("0000", text)
    many = [Signed(f"{number:04}", one.signature, one.bands, one.words) for number in range(500)]
    assert len(candidate_pairs(many)) == 499
