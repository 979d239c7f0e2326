"""Roles of one article: persons in offices, with the body or country. The grammar is in `pipeline.facts.offices`."""

from bisect import bisect_left
from dataclasses import replace
from datetime import date
from functools import cache

from pipeline import lexicons
from pipeline.facts.model import Actor, Mention, Names, Role, actor_key
from pipeline.facts.names.lexicon import lexicon
from pipeline.facts.names.tokens import Token, has_han, tokenize
from pipeline.facts.offices import han
from pipeline.facts.offices.latin import (
    Line,
    Office,
    body_ahead,
    demonym_before,
    office_in_name,
    offices_after,
    offices_before,
)
from pipeline.text.model import Article, Paragraph

_OF_PLACES = ("country", "place", "ministry", "occupation")
_OF_CLIENTS = ("Kuasa Hukum", "Penasihat Hukum")
_COMMON_NOUNS = frozenset(
    {"kepala", "anggota", "ahli", "asisten", "pejabat", "staf", "tokoh", "pemain", "head", "chief", "general", "member"}
)


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


def _start(item: Mention | Token) -> int:
    return item.start


class _Finder:
    """Collects the roles of one article."""

    def __init__(self, article: Article, names: Names) -> None:
        self.article = article
        self.names = names
        self.roles: list[Role] = []
        self.extra: dict[str, Actor] = {}
        self.known: dict[tuple[str, str], list[int]] = {}

    def read(self, paragraph: Paragraph) -> None:
        first = bisect_left(self.names.mentions, paragraph.start, key=_start)
        mentions = self.names.mentions[first : bisect_left(self.names.mentions, paragraph.end, key=_start)]
        persons = [m for m in mentions if m.entity_type == "PERSON" and m.actor]
        if not persons:
            return
        if has_han(paragraph.text):
            by_end = {mention.end: mention for mention in mentions}
            by_start = {mention.start: mention for mention in mentions}
            for person in persons:
                self._han(person, by_end, by_start)
        line = _line(paragraph, mentions)
        at = {id(mention): index for index, mention in reversed(line.mention_at.items())}
        for person in persons:
            begin = at.get(id(person))
            if begin is None:
                continue
            named = office_in_name(line, begin) if self.article.language == "en" else None
            if named is not None:
                body = line.mention_at[begin - 1].actor
                country = self.names.actors[body].country if body else None
                self._add(person, replace(named, country=country), line, line.mention_at[begin - 1].start, person.end)
                continue
            for office in self._with_body_ahead(line, offices_before(line, begin)):
                holder = _holder(person, office, line)
                if holder is not None:
                    self._add(holder, office, line, line.tokens[office.begin].start, holder.end)
            end = line.last_token(begin)
            for office in offices_after(line, end, paragraph.text, paragraph.start):
                self._add(person, office, line, person.start, line.tokens[office.end - 1].end)

    def _with_body_ahead(self, line: Line, offices: list[Office]) -> list[Office]:
        """English names the body before the title ("WeWork founder and CEO"): each title of the phrase has it."""
        if not offices or self.article.language == "id" or any(office.bodies for office in offices):
            return offices
        body, begin = body_ahead(line, offices[0].begin)
        country = None if body else demonym_before(line, offices[0].begin)
        if body is None and country:
            return [replace(office, country=country) for office in offices]
        if body is None or (body.entity_type == "PLACE" and offices[0].title.body not in _OF_PLACES):
            return offices
        return [replace(office, bodies=(body,), begin=begin) for office in offices]

    def _han(self, person: Mention, by_end: dict[int, Mention], by_start: dict[int, Mention]) -> None:
        text = self.article.text
        offices = list(han.offices_before(text, person.start, by_end))
        after = None if offices else han.office_after(text, person.start, person.end, by_end)
        offices += [after] if after else list(han.offices_held(text, person.start, person.end, by_start))
        for office in offices:
            body = office.body
            if body is None and not office.is_of_state:  # 副局长兼新闻发言人 + name: both of the same body
                body = next((other.body for other in offices if other.body and other.start < office.start), None)
            organisation = body.actor if body else None
            if office.is_of_state and (organisation is None or office.role.endswith("总理")):
                organisation = self._country_of(person) or organisation
            if organisation is None and text[office.start - 1] in "、和及與与":
                organisation = self._shared(by_end.get(office.start - 1))
            start, end = min(office.start, person.start), max(office.end, person.end)
            role = Role(start, end, "", "", office.role, organisation)
            self._store(person, role, office.role, office.body is not None)

    def _shared(self, before: Mention | None) -> str | None:
        """Body of the person named just before in a list: 商务部部长甲、副部长乙."""
        if before is None or before.entity_type != "PERSON" or not self.roles:
            return None
        last = self.roles[-1]
        return last.organisation if last.actor == before.actor and last.end == before.end else None

    def _add(self, person: Mention, office: Office, line: Line, start: int, end: int) -> None:
        first, last = line.tokens[office.title.begin], line.tokens[office.title.end - 1]
        if office.title.body == "none" or not (first.is_capital or _is_office(office)):
            return
        role = " ".join(self.article.text[first.start : last.end].split())
        said = bool(office.bodies)
        for organisation in self._organisations(person, office):
            self._store(person, Role(start, end, "", "", role, organisation), office.title.expanded, said)

    def _organisations(self, person: Mention, office: Office) -> list[str | None]:
        """Keys of the bodies: those named, else the country, else what the title itself says; [None] when unsaid."""
        organisations = [m for m in office.bodies if m.entity_type == "ORG"]
        places = [m for m in office.bodies if m.entity_type == "PLACE"]
        if organisations and office.title.body != "country":
            return [m.actor for m in _listed(organisations, self.article.text)]
        # a foreign minister stands for the country; the others of "… RI" belong to their ministries
        at_home = office.title.organisation not in (None, "Kementerian Luar Negeri") and all(
            self._country_code(place) == "ID" for place in places
        )
        if places and not at_home:
            return [places[0].actor]
        if organisations:
            return [organisations[0].actor]
        country = "ID" if places else office.country or self._person_country(person)
        if country is None and self.article.language == "ms":
            country = "MY"
        if office.title.organisation and country in (None, "ID"):
            name = _on_day(office.title.organisation, self.article.published_on)
            return [self._actor(Actor(actor_key("ORG", name), name, "ORG", "ID"))]
        if office.title.body in ("country", "ministry"):
            return [self._country_actor(country)]
        return [None]

    def _country_code(self, place: Mention) -> str | None:
        """ISO 3166 code of a place that is a country, else None."""
        actor = self.names.actors[place.actor] if place.actor else None
        return actor.country if actor and _country_names().get(actor.country or "") == actor.name else None

    def _person_country(self, person: Mention) -> str | None:
        return self.names.actors[person.actor].country if person.actor else None

    def _country_of(self, person: Mention) -> str | None:
        return self._country_actor(self._person_country(person))

    def _country_actor(self, code: str | None) -> str | None:
        name = _country_names().get(code) if code else None
        return self._actor(Actor(actor_key("PLACE", name), name, "PLACE", code)) if name else None

    def _actor(self, actor: Actor) -> str:
        if actor.key not in self.names.actors:
            self.extra.setdefault(actor.key, actor)
        return actor.key

    def _store(self, person: Mention, found: Role, expanded: str, said: bool) -> None:
        """Keep the first of equal roles; one whose body is not said equals any of the same title."""
        assert person.actor is not None
        surface = self.article.text[found.start : found.end]
        role = replace(found, surface=surface, actor=person.actor)
        earlier = self.known.setdefault((person.actor, _head_of(expanded)), [])
        for index in earlier:
            known = self.roles[index]
            if said and known.organisation not in (None, role.organisation):
                continue
            if known.organisation is None:
                self.roles[index] = replace(known, organisation=role.organisation)
            elif " " not in known.role and role.role == expanded and len(role.role) > len(known.role):
                # a title in full says more than its blend
                self.roles[index] = replace(role, organisation=known.organisation)
            return
        earlier.append(len(self.roles))
        self.roles.append(role)


def _holder(person: Mention, office: Office, line: Line) -> Mention | None:
    """Who holds the office: the person it leads to; a client's counsel is named after the client, or not at all."""
    if office.title.expanded not in _OF_CLIENTS or line.mention_at.get(office.title.end) is not person:
        return person
    after = line.last_token(office.title.end)
    follower = line.mention_at.get(after + 1)
    comma = after < len(line.tokens) and line.tokens[after].text == ","
    return follower if comma and follower is not None and follower.entity_type == "PERSON" and follower.actor else None


def _is_office(office: Office) -> bool:
    """Whether a title in lower case is more than a common noun: it has a body, is a calling, or leads to the name."""
    kinds = {mention.entity_type for mention in office.bodies}
    return (
        "ORG" in kinds
        or bool((kinds or office.country) and office.title.body in _OF_PLACES)
        or office.title.body == "occupation"
        or (office.beside and office.title.expanded.lower() not in _COMMON_NOUNS)
    )


def _head_of(expanded: str) -> str:
    """What tells two titles of a person apart: the whole title, but for ministers only their rank."""
    folded = expanded.casefold()
    for rank in ("wakil menteri", "menteri"):
        if folded.startswith(rank):
            return rank
    return folded.removeprefix("国家") if folded == "国家主席" else folded


def _line(paragraph: Paragraph, mentions: tuple[Mention, ...]) -> Line:
    tokens = tokenize(paragraph.text, paragraph.start)
    mention_at: dict[int, Mention] = {}
    at = 0
    for mention in mentions:
        at = bisect_left(tokens, mention.start, at, key=_start)
        while at < len(tokens) and tokens[at].start < mention.end:
            mention_at[at] = mention
            at += 1
    return Line(tokens, mention_at)


def _listed(mentions: list[Mention], text: str) -> list[Mention]:
    """The first body, and those joined to it by "dan" or a comma ("Bos Tesla dan SpaceX")."""
    listed = mentions[:1]
    for mention in mentions[1:]:
        if text[listed[-1].end : mention.start].strip() not in {"dan", ",", "and", "&", ", dan"}:
            break
        listed.append(mention)
    return listed


@cache
def _renamed() -> dict[str, tuple[str, date]]:
    """What a renamed body was called before, and the first day of its present name."""
    rows = lexicons.table("reference_successors.csv")
    return {r["successor"]: (r["name"], date.fromisoformat(r["since"])) for r in rows if r["kind"] == "renamed"}


def _on_day(organisation: str, day: date | None) -> str:
    """Name that a body bore on a day; its present one when the day is unknown."""
    while day and organisation in _renamed() and day < _renamed()[organisation][1]:
        organisation = _renamed()[organisation][0]
    return organisation
