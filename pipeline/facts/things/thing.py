"""What the readers of Latin and Han text hand over: a span that names a law, plan, event or product, and its line."""

from dataclasses import dataclass

from pipeline.facts.model import EntityType
from pipeline.facts.names.lexicon import AliasKind
from pipeline.facts.names.tokens import Token
from pipeline.text.model import Paragraph


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """A span of the article that names a thing; `source` is the lexicon file that says so, "" for the article itself.

    `defined` is where the article defines the short form, for a thing without a source. `firm` tells that names inside
    it are parts of its own name: "KTT BRICS", "Perjanjian Paris".
    """

    start: int
    end: int
    entity_type: EntityType
    name: str
    country: str | None
    kind: AliasKind
    source: str
    defined: tuple[int, int] | None = None
    firm: bool = False


@dataclass(slots=True)
class Line:
    """A paragraph with its tokens and the spans that are names already."""

    paragraph: Paragraph
    tokens: tuple[Token, ...]
    taken: list[tuple[int, int]]
    title_case: bool

    def text(self, start: int, end: int) -> str:
        """Text of a span given in offsets of the article, white space as single blanks."""
        return " ".join(self.paragraph.text[start - self.paragraph.start : end - self.paragraph.start].split())

    def admits(self, thing: Thing) -> bool:
        """Whether no name stands in the thing's span; within a firm one there may be smaller ones."""
        start, end = thing.start, thing.end
        inside = [(first, last) for first, last in self.taken if start < last and first < end]
        return not inside or (
            thing.firm and all(start <= first and last <= end and last - first < end - start for first, last in inside)
        )

    def name_begins(self, start: int) -> bool:
        """Whether a name begins there."""
        return any(first == start for first, _ in self.taken)
