"""The value that the scanners hand to the resolver: a span of the article that is a name."""

from dataclasses import dataclass

from pipeline.facts.model import EntityType
from pipeline.facts.names.lexicon import Entry


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that is a name. `entries` are its known readings; `strong` tells that the type is not a mere guess.

    `is_doubtful`: a word that may belong to it follows a short name ("Airlangga Pribadi"), so nobody is meant for sure.
    """

    start: int
    end: int
    surface: str
    entity_type: EntityType
    entries: tuple[Entry, ...] = ()
    strong: bool = True
    is_doubtful: bool = False
