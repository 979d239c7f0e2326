"""Topics of paragraphs by the cues of the taxonomy in `pipeline/lexicon/topics.toml`.

Matching and scoring only: what the topics are and what shows them is data.
"""

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import ahocorasick_rs

from pipeline import lexicons
from pipeline.facts.model import TopicHit
from pipeline.facts.names.chinese import find_han_names
from pipeline.text.model import Article, Paragraph

_STRONG, _WEAK = 1.0, 0.4
_ENOUGH = 0.8  # weight an article must reach for a topic: one strong cue or two weak ones
_LANGUAGES = ("id", "en", "ms", "zh")
_FIELDS = frozenset({"label", "label_en", "parent", "description"})
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_WORD_BEFORE = re.compile(r"([^\W\d_][\w&/-]*) (?:(?:dan|and|of) )?$")
_WORD_AFTER = re.compile(r" (?:(?:dan|and|of) )?([^\W\d_][\w&/-]*)")
_CAPITALISED = re.compile(r"\b[^\W\d_a-z]\w*")
_WORDS = re.compile(r"\b[^\W\d_]\w*")
_FIELD = r"(?:(?:,? (?:dan|and|of|for|the|&))+ |, | )[^\W\d_a-z]\w*"


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: `label` in Indonesian, `label_en` in English, `parent` the topic_id of a broader one or None."""

    topic_id: str
    label: str
    label_en: str
    parent: str | None
    description: str


@dataclass(frozen=True, slots=True)
class _Cue:
    topic_id: str
    name: str  # its first spelling: variants of one cue count once
    weight: float
    written: str | None  # the only letter case that matches, None for any


@dataclass(frozen=True, slots=True)
class _Matcher:
    automaton: Any
    cues: tuple[tuple[_Cue, ...], ...]


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    end: int
    cue: _Cue


@cache
def taxonomy() -> tuple[Topic, ...]:
    """All topics in file order. Raises LexiconError for an unknown field or parent, a missing label, an empty cue."""
    tree = lexicons.tree("topics.toml")
    topics = []
    for topic_id, entry in tree.items():
        _check(topic_id, entry, tree)
        label = str(entry["label"])
        label_en = str(entry.get("label_en", label))
        topics.append(Topic(topic_id, label, label_en, entry.get("parent"), str(entry.get("description", ""))))
    return tuple(topics)


def _check(topic_id: str, entry: Any, tree: dict[str, Any]) -> None:
    fields = _FIELDS | set(_LANGUAGES) | {f"{language}_weak" for language in _LANGUAGES}
    if not isinstance(entry, dict) or "label" not in entry:
        raise lexicons.LexiconError(f"topics.toml, {topic_id}: a topic is a table with a label. Add label = …")
    if unknown := sorted(set(entry) - fields):
        raise lexicons.LexiconError(
            f"topics.toml, [{topic_id}]: unknown field {unknown[0]}. Known: {', '.join(sorted(fields))}."
        )
    for field in sorted(set(entry) - _FIELDS):
        if not isinstance(entry[field], list):
            raise lexicons.LexiconError(f'topics.toml, [{topic_id}]: {field} is no list. Write ["cue", "cue"].')
        if not all(isinstance(line, str) and all(line.split("|")) for line in entry[field]):
            raise lexicons.LexiconError(f"topics.toml, [{topic_id}]: {field} holds an empty cue. Remove it.")
    parent = entry.get("parent")
    if parent is not None and parent not in tree:
        close = difflib.get_close_matches(str(parent), tree, n=1)
        remedy = f"Did you mean {close[0]}?" if close else "Add or correct it."
        raise lexicons.LexiconError(f"topics.toml, [{topic_id}]: parent {parent} is no topic. {remedy}")


@cache
def _matcher() -> _Matcher:
    """One automaton over the cues of all languages: articles quote each other's languages."""
    patterns: dict[str, dict[str, _Cue]] = {}
    for topic in taxonomy():
        for variants, weight in _cue_lines(lexicons.tree("topics.toml")[topic.topic_id]):
            known = (patterns.get(variant.lower(), {}).get(topic.topic_id) for variant in variants)
            name = next((cue.name for cue in known if cue), variants[0])  # one cue, spelt alike in two languages
            for variant in variants:
                folded = variant.lower()
                cue = _Cue(topic.topic_id, name, weight, variant if folded != variant else None)
                patterns.setdefault(folded, {}).setdefault(topic.topic_id, cue)
    automaton = ahocorasick_rs.AhoCorasick(list(patterns))
    return _Matcher(automaton, tuple(tuple(cues.values()) for cues in patterns.values()))


def _cue_lines(entry: dict[str, list[str]]) -> Iterator[tuple[list[str], float]]:
    """Variants and weight of each cue of a topic, strong cues first."""
    for suffix, weight in (("", _STRONG), ("_weak", _WEAK)):
        for language in _LANGUAGES:
            for line in entry.get(language + suffix, ()):
                yield line.split("|"), weight


@cache
def _named_fields() -> re.Pattern[str]:
    """What a body or an office is named after: "Menteri Pendidikan, Kebudayaan, dan Riset" from "Menteri" on."""
    heads = sorted(lexicons.terms("topics_bodies.txt"), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, heads))})(?:{_FIELD})+")


def find_topics(article: Article) -> list[TopicHit]:
    """Topics per paragraph, in paragraph order, then by falling score.

    An article has a topic when its distinct cues weigh 0.8 or more (a strong cue weighs 1, a weak one 0.4); the topic
    is then reported for each paragraph that holds a cue, with score 1 - 0.5 ** (weight of the paragraph's distinct
    cues): 0.24 for one weak cue, 0.5 for one strong, 0.75 for two. Evidence is the cues as written, in text order.
    """
    found = {paragraph.number: list(_matches(paragraph)) for paragraph in article.paragraphs}
    weights: dict[str, dict[str, float]] = {}
    for matches in found.values():
        for match in matches:
            cues = weights.setdefault(match.cue.topic_id, {})
            cues[match.cue.name] = max(match.cue.weight, cues.get(match.cue.name, 0.0))
    present = {topic for topic, cues in weights.items() if sum(cues.values()) >= _ENOUGH}
    hits: list[TopicHit] = []
    for number, matches in found.items():
        own: dict[str, list[_Match]] = {}
        for match in matches:
            if match.cue.topic_id in present:
                own.setdefault(match.cue.topic_id, []).append(match)
        paragraph_hits = [_hit(article, number, topic, cues) for topic, cues in own.items()]
        hits += sorted(paragraph_hits, key=lambda hit: (-hit.score, hit.topic_id))
    return hits


def _hit(article: Article, number: int, topic_id: str, matches: list[_Match]) -> TopicHit:
    weight = sum({match.cue.name: match.cue.weight for match in matches}.values())
    evidence = dict.fromkeys(article.text[match.start : match.end] for match in matches)
    return TopicHit(number, topic_id, round(1 - 0.5**weight, 4), tuple(evidence))


def _matches(paragraph: Paragraph) -> Iterator[_Match]:
    """Cues of a paragraph with offsets into the article; of two that overlap the leftmost, then the longest."""
    text = paragraph.text
    matcher = _matcher()
    spans: list[tuple[int, int, int]] = []
    for pattern, start, end in matcher.automaton.find_matches_as_indexes(_lower(text), overlapping=True):
        stop = _word_end(text, start, end)
        if stop is not None:
            spans.append((start, -stop, pattern))
    if not spans:
        return
    headline = paragraph.kind == "headline" or _is_title_case(text)
    names = _named(paragraph)
    reached = -1
    for start, negative_end, pattern in sorted(spans):
        end = -negative_end
        if start < reached:
            continue
        surface = text[start:end]
        cues = [cue for cue in matcher.cues[pattern] if cue.written is None or surface.startswith(cue.written)]
        if not cues or any(first <= start and end <= last and last - first > end - start for first, last in names):
            continue
        if not headline and cues[0].written is None and _inside_name(text, start, end):
            continue
        reached = end
        for cue in cues:
            yield _Match(paragraph.start + start, paragraph.start + end, cue)


def _lower(text: str) -> str:
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _word_end(text: str, start: int, end: int) -> int | None:
    """End of the cue with an Indonesian -nya, None when the cue is a part of a longer word. Han text has no words."""
    if _HAN.match(text, start):
        return end
    if start and text[start - 1].isalnum():
        return None
    if text.startswith("nya", end):
        end += 3
    following = text[end : end + 1]
    return None if following.isalnum() and not _HAN.match(following) else end


def _inside_name(text: str, start: int, end: int) -> bool:
    """Whether a one-word cue is capitalised beside another capitalised word: a piece of a name, not a topic."""
    if not text[start].isupper() or " " in text[start:end]:
        return False
    before = _WORD_BEFORE.search(text, max(0, start - 40), start)
    after = _WORD_AFTER.match(text, end)
    return any(word is not None and word.group(1)[0].isupper() for word in (before, after))


def _named(paragraph: Paragraph) -> list[tuple[int, int]]:
    """Spans of names in which a cue says nothing: of bodies and offices after their field; any longer name in Han."""
    text = paragraph.text
    spans = [match.span() for match in _named_fields().finditer(text)]
    if _HAN.search(text):
        spans += [(n.start - paragraph.start, n.end - paragraph.start) for n in find_han_names([paragraph])]
    return spans


def _is_title_case(text: str) -> bool:
    words = len(_WORDS.findall(text))
    return words > 3 and text[-1] != "." and len(_CAPITALISED.findall(text)) * 4 >= words * 3
