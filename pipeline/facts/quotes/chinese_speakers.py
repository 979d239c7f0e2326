"""Who speaks before or after a reporting verb in Chinese: persons, bodies, pronouns, described speakers."""

import re
from collections.abc import Sequence
from functools import cache

from pipeline import lexicons
from pipeline.facts.model import Mention
from pipeline.facts.names.han_script import alternatives
from pipeline.facts.quotes.discourse import Discourse, Speaker

_GOVERNED = re.compile(r"(?:对|向|同|与|跟|给|会见|会晤|拜会|会谈|陪同|接受|感谢|欢迎|祝贺|任命|应)[^，。；：]{0,14}$")
_REACH = 16  # characters between a body and its verb
_OPENINGS = re.compile(
    r"(?:在|就|谈到|谈及|谈起|提到|并|还|也|随后|同时|对此|为此|当|针对|对于|关于|展望|回顾|回应|会后|日前)"
)
_BODY_WORDS = re.compile(r"(?:该|这家|本)(?:公司|部|机构|企业|集团|银行|协会|组织|委员会|局|署|院|校|国)")
_PEOPLE = "官员|人士|分析人士|业内人士|消息人士|知情人士|观察人士|外交官|机构|媒体|代表|网友|华人|师生|村民们|者"
_WRITTEN = re.compile(r"(?:在|于|通过|发表|撰)[^，]{0,14}(?:中|里|上|文)")  # "in a report" is where, not who
_SPEAKS_OF = re.compile(r"被$|据$|可以$|需要$|值得$|应该$|如果$|不能$|难以$|要$")


@cache
def _pronouns() -> tuple[frozenset[str], frozenset[str]]:
    rows = lexicons.table("pronouns.zh.csv")
    return (
        frozenset(r["word"] for r in rows if r["kind"] == "person"),
        frozenset(r["word"] for r in rows if r["kind"] == "plural"),
    )


@cache
def _described() -> re.Pattern[str]:
    """A speaker without a name: an office or a calling that ends before the verb."""
    return re.compile(
        rf"(?:{alternatives('titles.zh.txt', 'callings.zh.txt')}|{_PEOPLE})(?:们|普遍|均|都|则|还|也|\d+日)?$"
    )


@cache
def _things() -> tuple[str, ...]:
    return tuple(row["word"] for row in lexicons.table("not_quotes.zh.csv"))


def speaker_before(
    plain: str, start: int, verb: int, is_bound: bool, mentions: Sequence[Mention], shift: int, discourse: Discourse
) -> Speaker | None:
    """The speaker of the verb at `verb` in a sentence that begins at `start`.

    `plain` is the paragraph with its speech hidden, `shift` its offset in the article, where `mentions` are.
    """
    clause = max(plain.rfind(mark, start, verb) for mark in "，；。！？”」：") + 1
    clause = max(clause, start)
    before = plain[clause:verb].strip()
    inside = [m for m in mentions if clause <= m.start - shift and m.end - shift <= verb]
    bare = _without(plain, clause, verb, inside, shift)
    if any(thing in _WRITTEN.sub("", bare) for thing in _things()) or _SPEAKS_OF.search(before):
        return None
    people = [m for m in inside if m.entity_type == "PERSON"]
    if people:
        return _person(plain, clause, people, shift)
    pronoun = _pronoun(before, verb + shift, discourse)
    if pronoun is not None:
        return pronoun
    if inside and _near(plain, inside[-1].end - shift, verb, is_bound):
        if _described().search(plain, inside[-1].end - shift, verb):
            return Speaker(None, before[-8:], verb + shift, True)
        return Speaker(inside[-1].actor, inside[-1].surface, inside[-1].end, False)
    body = _BODY_WORDS.match(before)
    if body is not None:
        return discourse.body(body.group(), verb + shift)
    if not is_bound or before in ("并", "还", "也", "又", "则") or plain[verb + 1 : verb + 2] in "，：:“「":
        earlier = [
            m for m in mentions if m.entity_type == "PERSON" and start <= m.start - shift and m.end - shift <= verb
        ]
        if earlier and (len(before) <= 2 or _OPENINGS.match(before)):
            return _person(plain, start, earlier[:1], shift)
        if _described().search(before):
            return Speaker(None, before[-12:], verb + shift, True)
    return None


def _without(plain: str, start: int, end: int, mentions: Sequence[Mention], shift: int) -> str:
    """The words of a clause that are in no name."""
    pieces, done = [], start
    for mention in mentions:
        pieces.append(plain[done : max(done, mention.start - shift)])
        done = mention.end - shift
    return " ".join([*pieces, plain[done:end]])


def _near(plain: str, end: int, verb: int, is_bound: bool) -> bool:
    gap = verb - end
    return gap <= _REACH and (not is_bound or gap in (0, 2) or plain[verb - 1] in "人上中时日说则还也均都并")


def _person(plain: str, clause: int, people: Sequence[Mention], shift: int) -> Speaker:
    """The last person whom no preposition governs: 普拉博沃 in 普拉博沃对习近平说."""
    chosen = people[0]
    floor = clause
    for person in people:
        if not _GOVERNED.search(plain, floor, person.start - shift):
            chosen = person
        floor = person.end - shift
    return Speaker(chosen.actor, chosen.surface, chosen.end, True)


def _pronoun(before: str, at: int, discourse: Discourse) -> Speaker | None:
    persons, plurals = _pronouns()
    if before[:2] in plurals:
        return Speaker(None, before[:2], at, False)
    if before[:1] in persons and before[:2] not in ("其中", "其他", "其实", "其余", "他国", "他人"):
        return discourse.pronoun(before[:1], at)
    return None


def speaker_after(
    plain: str, begin: int, verb: int, mentions: Sequence[Mention], shift: int, discourse: Discourse
) -> Speaker | None:
    """The speaker between marked speech and the verb that follows it: “…” X说."""
    inside = [m for m in mentions if begin <= m.start - shift and m.end - shift <= verb]
    people = [m for m in inside if m.entity_type == "PERSON"]
    if people:
        return _person(plain, begin, people, shift)
    before = plain[begin:verb].strip(" ，,")
    pronoun = _pronoun(before, verb + shift, discourse)
    if pronoun is not None:
        return pronoun
    if _described().search(before):
        return Speaker(None, before[-12:], verb + shift, True)
    if inside:
        return Speaker(inside[-1].actor, inside[-1].surface, inside[-1].end, False)
    return None
