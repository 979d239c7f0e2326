"""Names of laws, plans, events and products in an article: the further types of `facts.mentions`.

A law here is a law, treaty, plan or programme. People, organisations and places belong to `pipeline.facts.names`; where
both claim a span, it is theirs. No thing speaks and none holds an office, so roles and quotes never see them.
"""

import re
from collections.abc import Iterable, Iterator

from pipeline.facts.model import Actor, Alias, Mention, Names, actor_key
from pipeline.facts.names.tokens import in_title_case, tokenize
from pipeline.facts.things.han import in_han
from pipeline.facts.things.latin import in_latin
from pipeline.facts.things.lexicon import abbreviated_heads
from pipeline.facts.things.thing import Line, Thing
from pipeline.text.model import Article, Paragraph

_BRACKET = re.compile(r"\s\(([A-Z][^()]{1,29})\)")


def find_things(article: Article, names: Names) -> Names:
    """Mentions of laws, plans, events and products in text order, their actors by key, and alias evidence.

    `names` are the names already found: no mention overlaps one of them, or another one of this list.
    """
    taken = [(mention.start, mention.end) for mention in names.mentions]
    found = [thing for paragraph in article.paragraphs for thing in things_of(paragraph, taken)]
    return _resolved(article, sorted(_defined_by(article.text, found, taken)))


def things_of(paragraph: Paragraph, taken: Iterable[tuple[int, int]]) -> Iterator[Thing]:
    """Things of a paragraph in text order; names, whose spans are `taken`, may stand only inside the firm ones."""
    tokens = tokenize(paragraph.text, paragraph.start)
    own = [(start, end) for start, end in taken if start < paragraph.end and end > paragraph.start]
    line = Line(paragraph, tokens, own, in_title_case(paragraph, tokens))
    return _without_overlaps([*in_latin(line), *in_han(line)])


def _without_overlaps(found: list[Thing]) -> Iterator[Thing]:
    reached = -1
    for thing in sorted(found, key=lambda thing: (thing.start, -thing.end)):
        if thing.start >= reached:
            reached = thing.end
            yield thing


def _defined_by(text: str, found: list[Thing], taken: list[tuple[int, int]]) -> Iterator[Thing]:
    """The things found, and each mention of a short form that the article defines: "… Pelindungan Data (UU PDP)"."""
    shorts: dict[str, tuple[Thing, tuple[int, int]]] = {}
    for thing in found:
        bracket = _BRACKET.match(text, thing.end)
        if bracket and any(letter.isupper() for letter in bracket[1][1:]):
            shorts.setdefault(bracket[1], (thing, bracket.span(1)))
            for head in abbreviated_heads(thing.name):
                shorts.setdefault(f"{head} {bracket[1]}", (thing, bracket.span(1)))
    found = [thing for thing in found if text[thing.start : thing.end] not in shorts]
    taken = [*taken, *((thing.start, thing.end) for thing in found)]
    yield from found
    for short, (thing, defined) in shorts.items():
        for match in re.finditer(rf"(?<!\w){re.escape(short)}(?!\w)", text):
            if not any(match.start() < last and first < match.end() for first, last in taken):
                yield Thing(*match.span(), thing.entity_type, thing.name, thing.country, "acronym", "", defined)


def _resolved(article: Article, found: Iterable[Thing]) -> Names:
    mentions: list[Mention] = []
    actors: dict[str, Actor] = {}
    aliases: dict[tuple[str, str], Alias] = {}
    for thing in found:
        key = actor_key(thing.entity_type, thing.name)
        surface = article.text[thing.start : thing.end]
        mentions.append(Mention(thing.start, thing.end, surface, thing.entity_type, key))
        actors.setdefault(key, Actor(key, thing.name, thing.entity_type, thing.country))
        alias = " ".join(surface.split())
        start, end = thing.defined or (None, None)
        evidence = thing.source or "article"
        aliases.setdefault((key, alias), Alias(key, alias, thing.kind, evidence, start, end))
    return Names(tuple(mentions), actors, tuple(aliases.values()))
