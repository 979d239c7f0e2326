"""The figures of one paragraph while their things are found: what is known of those before. No grammar."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.facts.figures.draft import CALENDAR, Draft
from pipeline.facts.figures.grammar import Parse
from pipeline.facts.figures.lexicon import Lexicon


@dataclass(slots=True)
class Reading:
    """The figures of one paragraph while their things are found; `last` is the thing before it in the article."""

    parse: Parse
    drafts: Sequence[Draft]
    sentences: Sequence[tuple[int, int]]
    lexicon: Lexicon
    last: str | None
    found: list[str | None] = field(default_factory=list)
    promised: dict[int, str] = field(default_factory=dict)
    plain: dict[int, str] = field(default_factory=dict)

    def before(self, k: int, kind: str | None = None) -> int | None:
        """The figure before figure `k` (of the kind), calendar figures left out."""
        for j in range(k - 1, -1, -1):
            if self.drafts[j].kind not in CALENDAR and (kind is None or self.drafts[j].kind == kind):
                return j
        return None

    def thing_before(self, k: int) -> str | None:
        """The thing of the figure before figure `k`, that before the paragraph if it is the first."""
        j = self.before(k)
        return self.last if j is None else self.found[j]
