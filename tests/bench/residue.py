"""How well residue is told from content: `python -m tests.bench.residue [errors]`. Figures, no assertions.

The texts of `residue_set/` are our own sentences in the forms in which outlets' texts arrive; ⟦ and ⟧ enclose residue.
A quarter of each file, those whose names hash lowest, is never looked at when rules are written: "held back".
"""

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pipeline.text.model import Article, Document
from pipeline.text.read import read_article

SET = Path(__file__).with_name("residue_set")
LANGUAGES = ("id", "ms", "en", "zh")
_NAME = re.compile(r"^=== (.+)\n", re.MULTILINE)
_RESIDUE = re.compile(r"⟦([^⟦⟧]*)⟧")
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its residue marked; `held_back`: it belongs to the quarter that no rule is written from."""

    name: str
    language: str
    marked: str
    held_back: bool

    @property
    def raw(self) -> str:
        """The text as it arrives."""
        return self.marked.replace("⟦", "").replace("⟧", "")


@dataclass(slots=True)
class Score:
    """Words of content and of residue, and how many of them were lost or left in; `errors` names them by text."""

    content: int = 0
    lost: int = 0
    residue: int = 0
    left: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def kept(self) -> float:
        """Part of the content's words that the article still has."""
        return 1 - self.lost / max(self.content, 1)

    @property
    def removed(self) -> float:
        """Part of the residue's words that the article has no more."""
        return 1 - self.left / max(self.residue, 1)


def texts(only: str = "*") -> Iterator[Text]:
    """Every text of the set, or of the files whose name matches `only` ("*_2")."""
    for path in sorted(SET.glob(f"{only}.txt")):
        language = path.stem[:2]
        _, *parts = _NAME.split(path.read_text(encoding="utf-8"))
        lowest_first = sorted(parts[::2], key=lambda name: hashlib.sha256(name.encode()).digest())
        held_back = frozenset(lowest_first[: len(lowest_first) // 4])
        for name, marked in zip(parts[::2], parts[1::2], strict=True):
            yield Text(name, language, marked, name in held_back)


def words(text: str) -> Counter[str]:
    """Words of a text with their counts; each Han character is one."""
    return Counter(_WORD.findall(text.casefold()))


def add(score: Score, text: Text) -> None:
    """Read the text and count what was lost and what was left in, words as a multiset."""
    document = Document("set", "set/1.txt", text.raw.encode(), "text", "0" * 64, datetime(2026, 6, 1, tzinfo=UTC))
    article = read_article(document)
    got = words(article.text) if isinstance(article, Article) else Counter[str]()
    content, residue = words(_RESIDUE.sub(" ", text.marked)), words(" ".join(_RESIDUE.findall(text.marked)))
    lost, left = content - got, (got - content) & residue
    score.content += content.total()
    score.residue += residue.total()
    score.lost += lost.total()
    score.left += left.total()
    if lost:
        score.errors.append(f"{text.name}: lost {' '.join(lost.elements())}")
    if left:
        score.errors.append(f"{text.name}: left {' '.join(left.elements())}")


def main() -> None:
    """Print both figures by language, for the part that rules are written from and for the part held back.

    Arguments: `errors` lists those of the open part; any other one is a pattern of file names.
    """
    only = next((argument for argument in sys.argv[1:] if argument != "errors"), "*")
    print(f"{'':12}{'texts':>6}{'content kept':>14}{'residue removed':>17}")
    for held_back in (False, True):
        for language in (*LANGUAGES, ""):
            chosen = [t for t in texts(only) if t.held_back == held_back and t.language.startswith(language)]
            score = Score()
            for text in chosen:
                add(score, text)
            label = ("held back " if held_back else "open ") + (language or "all")
            print(f"{label:14}{len(chosen):>4}{score.kept:>14.4f}{score.removed:>17.4f}")
            if language and not held_back and "errors" in sys.argv[1:]:
                print("\n".join(f"    {error}" for error in score.errors))


if __name__ == "__main__":
    main()
