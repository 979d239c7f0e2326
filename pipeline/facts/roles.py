"""Roles of one article: persons in offices, with the body or country. Entry; the grammar is in `pipeline.facts.offices`."""

from collections import Counter
from functools import cache

from pipeline.facts.model import Actor, Mention, Names, Role, actor_key
from pipeline.facts.names.lexicon import lexicon
from pipeline.facts.names.tokens import has_han, tokenize
from pipeline.facts.offices.han import body_before, title_after, title_before
from pipeline.facts.offices.latin import Line, Office, offices_after, offices_before
from pipeline.text.model import Article, Paragraph

_HEADS_OF_STATE = frozenset({"总统", "国家主席", "总理", "首相", "国王", "主席", "副总统", "副总理", "国家副主席", "外长", "外交部长"})
_UNSAID = frozenset({"none"})


def find_roles(article: Article, names: Names) -> tuple[list[Role], dict[str, Actor]]:
    """Roles in text order, once per person, role and organisation, and the actors that only roles introduce.

    A role's span runs from the title to the end of the name (or from the name to the end of the title's phrase).
    """
    finder = _Finder(article, names)
    for paragraph in article.paragraphs:
        finder.read(paragraph)
    return finder.roles, finder.extra


@cache
def _country_names() -> dict[str, str]:
    return {
        entry.country: entry.canonical
        for entries in lexicon().forms.known.values()
        for entry in entries
        if entry.country and entry.source == "places_countries.csv"
    }


class _Finder:
    """Collects the roles of one article."""

    def __init__(self, article: Article, names: Names) -> None:
        self.article = article
        self.names = names
        self.roles: list[Role] = []
        self.extra: dict[str, Actor] = {}
        self.known: dict[tuple[str, str], list[int]] = {}

    def read(self, paragraph: Paragraph) -> None:
        mentions = tuple(m for m in self.names.mentions if paragraph.start <= m.start < paragraph.end)
        persons = [m for m in mentions if m.entity_type == "PERSON" and m.actor]
        if not persons:
            return
        if has_han(paragraph.text):
            for person in persons:
                self._han(person, mentions)
        line = _line(paragraph, mentions)
        at = {id(mention): index for index, mention in reversed(line.mention_at.items())}
        for person in persons:
            begin = at.get(id(person))
            if begin is None:
                continue
            for office in offices_before(line, begin):
                self._add(person, office, line.tokens[office.begin].start, person.end)
            end = line.last_token(begin)
            for office in offices_after(line, end, paragraph.text, paragraph.start):
                self._add(person, office, person.start, line.tokens[office.end - 1].end, line)

    def _han(self, person: Mention, mentions: tuple[Mention, ...]) -> None:
        text = self.article.text
        title = title_before(text, person.start)
        start, end = person.start, person.end
        if title:
            start = person.start - len(title)
        else:
            title = title_after(text, person.end)
            if not title:
                return
            end = person.end + len(title)
        body = body_before(mentions, start) if end == person.end else None
        organisation = body.actor if body else None
        if organisation is None and title in _HEADS_OF_STATE:
            organisation = self._country_of(person)
        self._store(person, title, title, organisation, start, end)

    def _add(self, person: Mention, office: Office, start: int, end: int, line: Line | None = None) -> None:
        if office.title.body in _UNSAID:
            return
        tokens = self._tokens
        begin, stop = tokens[office.title.begin].start, tokens[office.title.end - 1].end
        del line
        role = " ".join(self.article.text[begin:stop].split())
        for organisation in self._organisations(person, office):
            self._store(person, role, office.title.expanded, organisation, start, end)
