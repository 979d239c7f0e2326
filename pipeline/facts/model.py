"""What extraction produces from one article, as values with character offsets into the article's text.

Values only: no rules, no frames, no storage. Offsets are 0-based, half-open, in Unicode code points of `Article.text`.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

EntityType = Literal["PERSON", "ORG", "PLACE", "EVENT", "PRODUCT", "LAW"]
FigureKind = Literal["money", "percent", "count", "measure", "duration", "date", "year", "year_range", "ordinal"]
Comparator = Literal["=", ">", ">=", "<", "<=", "~"]
Modality = Literal["actual", "target", "estimate"]
LinkKind = Literal["equivalent", "change", "sum", "subset"]
LinkRole = Literal["amount", "same", "from", "to", "by", "total", "part"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody or something with a name; `key` (see `actor_key`) identifies it across the corpus."""

    key: str
    name: str
    entity_type: EntityType
    country: str | None = None


def actor_key(entity_type: str, name: str) -> str:
    """Identity of an actor: its type and its canonical name with case and white space folded."""
    return f"{entity_type}:{' '.join(name.split()).casefold()}"


@dataclass(frozen=True, slots=True)
class Mention:
    """An occurrence of a name; `actor` is an `Actor.key`, None when the name is ambiguous."""

    start: int
    end: int
    surface: str
    entity_type: EntityType
    actor: str | None


@dataclass(frozen=True, slots=True)
class Alias:
    """Why a surface means an actor.

    The evidence is a span of this article (`start`, `end`) or, without one, the lexicon file that `evidence` names.
    """

    actor: str
    alias: str
    kind: Literal["full", "short", "acronym", "translation", "former", "user"]
    evidence: str
    start: int | None = None
    end: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """All names of one article: mentions in text order, actors by key, and the evidence of each resolution."""

    mentions: tuple[Mention, ...] = ()
    actors: dict[str, Actor] = field(default_factory=dict)
    aliases: tuple[Alias, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A person in an office.

    `actor` and `organisation` are actor keys, `role` the title as written without the organisation's name.
    """

    start: int
    end: int
    surface: str
    actor: str
    role: str
    organisation: str | None


@dataclass(frozen=True, slots=True)
class Quote:
    """A reported statement. `text` carries no quotation marks and equals `article.text[start:end]`."""

    start: int
    end: int
    text: str
    quote_type: Literal["direct", "indirect"]
    speaker: str | None
    speaker_surface: str | None
    cue: str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity or a date.

    `sentence_start` and `sentence_end` span the sentence that holds it; `equivalent` is the index, in the same list, of
    the figure that gives the same amount in another currency.
    """

    start: int
    end: int
    surface: str
    kind: FigureKind
    sentence_start: int
    sentence_end: int
    value_low: float | None = None
    value_high: float | None = None
    date_low: date | None = None
    date_high: date | None = None
    comparator: Comparator = "="
    unit: str | None = None
    thing: str | None = None
    period: str | None = None
    modality: Modality = "actual"
    equivalent: int | None = None


@dataclass(frozen=True, slots=True)
class FigureLink:
    """Figures that the text itself ties together, so that one follows from the others.

    `members` gives each figure, as an index into the article's figures, its role: of an equivalent `amount` and `same`;
    of a change `from`, `to` and `by`, with the `direction` that the words state; of a sum `total` and two or more of
    `part`; of a subset `total` and one `part`. The span runs from the first figure to the last.
    """

    start: int
    end: int
    kind: LinkKind
    members: tuple[tuple[LinkRole, int], ...]
    direction: Literal["up", "down"] | None = None


@dataclass(frozen=True, slots=True)
class TopicHit:
    """A topic found in a paragraph, with the cues that matched, as written in the text."""

    paragraph_number: int
    topic_id: str
    score: float
    evidence: tuple[str, ...]
