"""Stories: which edits leave a text the same story, and that the order of arrival changes nothing."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.text.stories import StoryMember, body, group, is_copy, sign
from tests.bench.stories import compared, halves, pairs, whole
from tests.text.stories_texts import ADDED, ADDITION, BASES, FOLLOW_UPS, LEAD, LEADS


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


def found(name: str, one: str, other: str) -> bool:
    language = "zh" if name == "芯片" else "id"
    first, second = ((sign(text, language), body(text, language)) for text in (one, other))
    assert compared(first, second) == compared(second, first)
    return compared(first, second)


@pytest.mark.parametrize("name", BASES)
@pytest.mark.parametrize("edit", copies("kabel"))
def test_an_edited_copy_belongs_to_the_story(name: str, edit: str) -> None:
    assert found(name, joint(name).join(BASES[name]), copies(name)[edit])


@pytest.mark.parametrize("name", BASES)
def test_a_follow_up_is_another_story(name: str) -> None:
    for kind, text in follow_ups(name).items():
        assert not found(name, joint(name).join(BASES[name]), text), kind


@pytest.mark.parametrize("half", halves())
def test_stories_of_the_set_are_right(half: str) -> None:
    """`python -m tests.bench.stories` prints the figures by kind of edit."""
    articles = halves()[half]
    alone, together = pairs(articles), whole(articles)
    assert alone.precision >= 0.98 and alone.recall >= 0.85
    assert together.precision >= 0.98 and together.recall >= 0.95


def test_signature_is_the_same_on_every_machine() -> None:
    signed = sign(" ".join(BASES["kabel"]), "id")
    assert (len(signed.signature), len(signed.bands), signed.bands[0]) == (126, 62, 2981685706893977066)
    assert signed.text_id == sign(" ".join(BASES["kabel"]).upper().replace(" ", "\n"), "id").text_id


@pytest.mark.parametrize("text", ["", "  ", "Baca selengkapnya di sini.", "。！"])
def test_a_text_too_short_has_no_copies(text: str) -> None:
    signed = sign(text, "id")
    assert signed.signature == () and signed.bands == ()
    assert not is_copy(body(text, "id"), body(text, "id"))


def test_the_first_copy_names_the_story() -> None:
    members = [
        StoryMember("c"),
        StoryMember("b", date(2025, 3, 2), datetime(2025, 3, 2, 9, tzinfo=UTC)),
        StoryMember("a", date(2025, 3, 2), datetime(2025, 3, 2, 10, tzinfo=UTC)),
        StoryMember("d", date(2025, 3, 2)),
    ]
    stories = group([("a", "b"), ("b", "c"), ("c", "d")], members)
    assert {story.first_article_id for story in stories.values()} == {"b"}
    assert len({story.story_id for story in stories.values()}) == 1


def test_a_timestamp_may_be_text() -> None:
    members = [StoryMember("a", date(2025, 3, 2), "2025-03-02 10:00:00+00"), StoryMember("b", date(2025, 3, 2), None)]
    assert group([("a", "b")], members)["b"].first_article_id == "a"


def test_a_pair_without_a_member_is_refused() -> None:
    with pytest.raises(KeyError):
        group([("a", "x")], [StoryMember("a")])


def test_length_is_in_han_characters() -> None:
    assert sign("Dua kata.", "id").words == 2
    assert sign("双方将合作。", "zh").words == 5


@settings(max_examples=30, deadline=None)
@given(st.permutations("abcdefgh"), st.permutations(["ab", "bc", "de", "fg", "gh", "fh"]))
def test_order_changes_no_story(members: list[str], joined: list[str]) -> None:
    placed = group([(one[0], one[1]) for one in joined], [StoryMember(name) for name in members])
    assert {name: story.first_article_id for name, story in placed.items()} == dict(
        zip("abcdefgh", "aaaddfff", strict=True)
    )
