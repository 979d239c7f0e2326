"""Reported clauses of Chinese news: speaker, 指出/强调/表示 …, and the clause up to its sentence's end.

Sentences that follow without a reporting verb are not reports; marked speech is cut out here as well.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline import lexicons
from pipeline.facts.model import Mention, Quote
from pipeline.facts.quotes.discourse import Discourse, Speaker
from pipeline.text.sentences import split_sentences

_LEAST = 4
_MARKED = re.compile(r"[，：:, ]*[“「『]([^”」』]{4,})[”」』]")
_BEFORE = re.compile(r"[“「『]([^”」』]{4,})[”」』][，, ]*[^，。“”]{0,24}$")
_STRIP = " ，。！？：:；、\n\t"


@cache
def _verbs() -> tuple[re.Pattern[str], frozenset[str]]:
    rows = lexicons.table("speech_verbs.zh.csv")
    forms = sorted((row["form"] for row in rows), key=len, reverse=True)
    bound = frozenset(row["form"] for row in rows if row["takes"] == "bound")
    return re.compile("|".join(map(re.escape, forms))), bound


@cache
def _pronouns() -> tuple[frozenset[str], frozenset[str]]:
    rows = lexicons.table("pronouns.zh.csv")
    return (
        frozenset(r["word"] for r in rows if r["kind"] == "person"),
        frozenset(r["word"] for r in rows if r["kind"] == "plural"),
    )


def find_chinese(text: str, start: int, end: int, mentions: Sequence[Mention], discourse: Discourse) -> Iterator[Quote]:
    """Quotes of the paragraph `text[start:end]`, in order; `mentions` are the article's names in text order."""
    for first, last in split_sentences(text[start:end], "zh"):
        first, last = first + start, last + start
        named = [m for m in mentions if first <= m.start < last]
        quote = _in_sentence(text, first, last, named, discourse)
        if quote is not None:
            yield quote
        elif (person := next((m for m in named if m.entity_type == "PERSON"), None)) is not None:
            discourse.see(person)


def _in_sentence(text: str, start: int, end: int, mentions: Sequence[Mention], discourse: Discourse) -> Quote | None:
    pattern, bound = _verbs()
    for verb in pattern.finditer(text, start, end):
        speaker = _subject(text, start, verb.start(), verb.group() in bound, mentions, discourse)
        if speaker is None:
            continue
        marked = _MARKED.match(text, verb.end(), min(len(text), end + 1))
        trailing = _BEFORE.search(text, start, verb.start()) if end - verb.end() <= 1 else None
        if trailing is not None:
            span, kind = trailing.span(1), "direct"
        elif marked is not None and text[verb.end() : verb.end() + 1] in "：:“「『，":
            span, kind = marked.span(1), "direct"
        else:
            if verb.group() in bound and not _is_free(text, verb.end(), mentions, verb.start()):
                continue
            span, kind = (verb.end(), end), "indirect"
        first, last = span
        while first < last and text[first] in _STRIP:
            first += 1
        while last > first and text[last - 1] in _STRIP:
            last -= 1
        if last - first < _LEAST:
            continue
        discourse.hear(speaker)
        is_direct = kind == "direct"
        return Quote(
            first, last, text[first:last], "direct" if is_direct else "indirect", speaker.actor, speaker.surface,
            verb.group(),
        )  # fmt: skip
    return None


def _is_free(text: str, at: int, mentions: Sequence[Mention], verb: int) -> bool:
    """Whether a one-character verb stands alone: punctuation after it, or a name directly before it."""
    return text[at : at + 1] in "，：:“「" or any(m.end == verb for m in mentions)


@cache
def _things() -> frozenset[str]:
    return frozenset(row["word"] for row in lexicons.table("not_quotes.zh.csv"))


def _subject(
    text: str, start: int, verb: int, is_bound: bool, mentions: Sequence[Mention], discourse: Discourse
) -> Speaker | None:
    persons, plurals = _pronouns()
    clause = max(text.rfind(mark, start, verb) for mark in "，；")
    before = text[max(start, clause + 1) : verb]
    if any(thing in before for thing in _things()):
        return None
    inside = [m for m in mentions if m.end <= verb and m.start > clause]
    people = [m for m in inside if m.entity_type == "PERSON"]
    if people:
        return Speaker(people[-1].actor, people[-1].surface, people[-1].end, True)
    if before.strip()[:2] in plurals:
        return Speaker(None, before.strip()[:2], verb, False)
    if before.strip()[:1] in persons:
        return discourse.pronoun(before.strip()[:1], verb)
    if (
        inside
        and (not is_bound or inside[-1].end == verb or text[verb - 1] in "人上中时")
        and verb - inside[-1].end <= 16
    ):
        return Speaker(inside[-1].actor, inside[-1].surface, inside[-1].end, False)
    if not is_bound and len(before.strip()) <= 2:
        subject = next((m for m in mentions if m.entity_type == "PERSON" and m.end <= verb), None)
        if subject is not None:
            return Speaker(subject.actor, subject.surface, subject.end, True)
    return None
