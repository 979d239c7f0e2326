"""The words that steer the reading of reported speech, per language, from the lexicon files.

Only look-up; how the words are used is said in the modules beside this one.
"""

from dataclasses import dataclass
from functools import cache

from pipeline import lexicons


@dataclass(frozen=True, slots=True)
class Cues:
    """Lower-case words of one language (Indonesian and Malay together), by use; kinds as in the files' headers."""

    tags: frozenset[str]
    clitics: frozenset[str]
    loose: frozenset[str]
    clauses: dict[str, str]
    sources: frozenset[str]
    agents: frozenset[str]
    inside: frozenset[str]
    pointers: frozenset[str]
    headline: frozenset[str]
    adverbs: frozenset[str]
    asides: frozenset[str]
    governors: frozenset[str]
    negations: frozenset[str]
    links: frozenset[str]
    companions: frozenset[str]
    leads: frozenset[str]
    contrasts: frozenset[str]
    first: frozenset[str]
    times: frozenset[str]
    addressees: frozenset[str]
    persons: frozenset[str]
    objectives: frozenset[str]
    plurals: frozenset[str]
    bodies: frozenset[str]
    titles: frozenset[str]
    spokespersons: frozenset[str]
    heads: frozenset[str]
    labels: frozenset[str]
    unnamed: frozenset[str]
    documents: frozenset[str]
    relays: frozenset[str]
    loose_links: frozenset[str]
    closings: frozenset[str]
    definites: frozenset[str]
    individuals: frozenset[str]
    kin: frozenset[str]
    quantifiers: frozenset[str]
    definite_articles: frozenset[str]
    spans: frozenset[str]
    recipients: frozenset[str]
    topics: frozenset[str]
    deeds: frozenset[str]
    by: frozenset[str]
    title_links: frozenset[str]
    articles: frozenset[str]
    governments: frozenset[str]
    members: frozenset[str]
    openers: frozenset[str]
    triggers: frozenset[str]
    reporting: frozenset[str]
    steering: frozenset[str]
    verb_first: bool


def cues_for(language: str | None) -> Cues:
    """Cues of a language; Indonesian and Malay share one set, which also serves languages without their own."""
    return _load(("en",) if language == "en" else ("id", "ms"))


@cache
def _load(languages: tuple[str, ...]) -> Cues:
    verbs = [row for code in languages for row in lexicons.table(f"speech_verbs.{code}.csv")]
    words = [
        (row["kind"], row["word"].casefold())
        for code in languages
        for name in ("speech_cues", "pronouns", "not_quotes")
        for row in lexicons.table(f"{name}.{code}.csv")
    ]

    def verb(*kinds: str) -> frozenset[str]:
        return frozenset(row["form"].casefold() for row in verbs if row["kind"] in kinds)

    def word(kind: str) -> frozenset[str]:
        return frozenset(term for k, term in words if k == kind)

    endings = word("clitic")
    bare, sources, agents = verb("tag", "both"), verb("source"), verb("agent")
    loose = frozenset(row["form"].casefold() for row in verbs if row["takes"] == "loose")
    clitics = frozenset(form + ending for form in bare | sources | agents for ending in endings) | verb("inside")
    clauses = {row["form"].casefold(): row["takes"] for row in verbs if row["kind"] in ("clause", "both")}
    tags = bare | frozenset(form + ending for form in bare for ending in endings)
    titles, spokespersons, bodies = word("title"), word("spokesperson"), word("body")
    unnamed = frozenset(t.casefold() for code in languages for t in lexicons.terms(f"anonymous_speakers.{code}.txt"))
    triggers = tags | clitics | agents | frozenset(clauses) | frozenset(s.split()[0] for s in sources)
    pointers = verb("pointer")
    individuals = word("individual")
    return Cues(
        tags=tags,
        clitics=clitics,
        loose=loose | frozenset(form + ending for form in loose for ending in endings),
        clauses=clauses,
        sources=sources | frozenset(form + ending for form in sources for ending in endings),
        agents=agents | frozenset(form + ending for form in agents for ending in endings),
        inside=verb("inside"),
        pointers=pointers,
        headline=verb("headline"),
        adverbs=word("adverb"),
        asides=word("aside"),
        governors=word("governor"),
        negations=word("negation"),
        links=word("link"),
        companions=word("companion"),
        leads=word("lead"),
        contrasts=word("contrast"),
        first=word("first"),
        times=word("time"),
        addressees=word("addressee"),
        persons=word("person"),
        objectives=word("objective"),
        plurals=word("plural"),
        bodies=bodies,
        titles=titles,
        spokespersons=spokespersons,
        heads=word("head"),
        labels=word("label"),
        unnamed=unnamed,
        documents=word("document"),
        relays=word("relay"),
        loose_links=word("loose_link"),
        closings=word("closing"),
        definites=word("definite"),
        individuals=individuals,
        kin=word("kin"),
        quantifiers=word("quantifier"),
        definite_articles=word("definite_article"),
        spans=word("span"),
        recipients=word("recipient"),
        topics=word("topic"),
        deeds=word("deed"),
        by=word("agent"),
        title_links=word("title_link"),
        articles=word("article"),
        governments=word("government"),
        members=word("member"),
        openers=titles | spokespersons | bodies | unnamed | individuals,
        triggers=triggers,
        reporting=frozenset(clauses),
        steering=triggers | pointers,
        verb_first=languages != ("en",),
    )
