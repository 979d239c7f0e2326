"""How right the stories are, by kind of edit: `python -m tests.bench.stories`. Figures, no assertions.

Recall is of pairs of copies compared with one another and nothing else; the last lines are of whole stories. What the
set holds is written in `stories_articles.py`, the edits in `stories_edits.py`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

from pipeline.text.stories import Body, Signed, StoryMember, body, group, is_copy, sign
from tests.bench.stories_articles import Item, items


@dataclass(slots=True)
class Score:
    """Counts of pairs: `found` and `wanted` by kind of edit, of copies joined and of all; `wrong` are no copies."""

    found: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    missed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Part of the pairs of copies that were found, over all kinds."""
        return self.found.total() / self.wanted.total()

    @property
    def precision(self) -> float:
        """Part of the pairs found that are copies."""
        return self.found.total() / (self.found.total() + len(self.wrong))


Prepared = tuple[Signed, Body]


def prepared(articles: Sequence[Item]) -> dict[str, Prepared]:
    """Return what pairs are found and compared by, for each article."""
    return {item.name: (sign(item.text, item.language), body(item.text, item.language)) for item in articles}


def compared(a: Prepared, b: Prepared) -> bool:
    """Whether the stage would find this pair: a common band, then the comparison."""
    return not set(a[0].bands).isdisjoint(b[0].bands) and is_copy(a[1], b[1])


def pairs(articles: Sequence[Item]) -> Score:
    """Score each pair of articles by itself. A pair of edited copies counts as `copy with copy`."""
    signed = prepared(articles)
    score = Score()
    for a, b in combinations(articles, 2):
        found = compared(signed[a.name], signed[b.name])
        if a.story == b.story:
            kind = b.kind if a.kind == "base" else "copy with copy"
            score.wanted[kind] += 1
            score.found[kind] += found
            if not found:
                score.missed.append((a.name, b.name))
        elif found:
            score.wrong.append((a.name, b.name))
    return score


def whole(articles: Sequence[Item]) -> Score:
    """Score the pairs of articles that end in one story."""
    signed = prepared(articles)
    found = [(a, b) for a, b in combinations(signed, 2) if compared(signed[a], signed[b])]
    placed = group(found, [StoryMember(item.name) for item in articles])
    score = Score()
    for a, b in combinations(articles, 2):
        together = placed[a.name] == placed[b.name]
        if a.story == b.story:
            score.wanted["story"] += 1
            score.found["story"] += together
        elif together:
            score.wrong.append((a.name, b.name))
    return score


def halves() -> dict[str, list[Item]]:
    """The half that thresholds were chosen on, and the one that was held back."""
    return {label: [i for i in items() if i.held_back == back] for label, back in (("tuned", False), ("held", True))}


def main() -> None:
    """Print both halves side by side."""
    articles = halves()
    scores = {label: pairs(part) for label, part in articles.items()}
    stories = {label: whole(part) for label, part in articles.items()}
    kinds = list(dict.fromkeys(kind for score in scores.values() for kind in score.wanted))
    print(f"{'recall of pairs':20s} {'tuned on':>18s} {'held back':>18s}")
    for kind in [*kinds[1:], *kinds[:1]] if kinds[0] == "copy with copy" else kinds:
        cells = (f"{s.found[kind] / s.wanted[kind]:8.3f} of {s.wanted[kind]:6d}" for s in scores.values())
        print(f"{kind:20s}", *cells)
    for label, table in (("pairs", scores), ("stories", stories)):
        print(f"{label + ': recall':20s}", *(f"{s.recall:18.3f}" for s in table.values()))
        print(f"{label + ': precision':20s}", *(f"{s.precision:18.3f}" for s in table.values()))
        print(f"{label + ': wrong':20s}", *(f"{len(s.wrong):18d}" for s in table.values()))
    print(f"{'articles':20s}", *(f"{len(part):18d}" for part in articles.values()))
    for label, score in scores.items():
        for a, b in score.wrong:
            print(f"wrong ({label}): {a} - {b}")


if __name__ == "__main__":
    main()
