"""How well one-line articles are cut into paragraphs: `python -m tests.bench.paragraphs [errors]`. Figures only.

The own-written articles of `stories_set/` (and of a folder of texts given as argument, one paragraph a line) are joined
into one line, cut again, and the cuts compared with the writer's. "each sentence" cuts at every sentence end: the
writer's cuts that it misses lie inside what the splitter takes for a sentence.
"""

import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.text.paragraphs import split_paragraphs
from pipeline.text.sentences import split_sentences

SET = Path(__file__).with_name("stories_set")
Cutter = Callable[[str, str], list[str]]


def articles() -> Iterator[tuple[str, list[str]]]:
    """Language and paragraphs of each article with four or more."""
    for path in sorted(SET.glob("*.toml")):
        for article in tomllib.loads(path.read_text(encoding="utf-8"))["article"]:
            yield path.stem, article["text"].strip().split("\n")
    for folder in sys.argv[1:]:
        for path in sorted(Path(folder).glob("*.txt")) if folder != "errors" else ():
            lines = [line.strip() for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
            if len(lines) >= 4:
                yield path.stem[-2:], lines


def cuts(paragraphs: list[str]) -> set[int]:
    """Places of the cuts, counted in characters that are no white space."""
    at, places = 0, set[int]()
    for paragraph in paragraphs[:-1]:
        at += sum(not character.isspace() for character in paragraph)
        places.add(at)
    return places


def each_sentence(text: str, language: str) -> list[str]:
    """Cut at every sentence end."""
    return [text[start:end] for start, end in split_sentences(text, language)]


def by_length(text: str, language: str) -> list[str]:
    """Cut after every second sentence."""
    sentences = each_sentence(text, language)
    return ["".join(sentences[i : i + 2]) for i in range(0, len(sentences), 2)]


def main() -> None:
    """Print precision, recall and F1 of the cuts by language, beside two ways that know nothing of paragraphs."""
    ways: dict[str, Cutter] = {
        "each sentence": each_sentence,
        "every second": by_length,
        "paragraphs": split_paragraphs,
    }
    texts = list(articles())
    print(f"{'':4}{'articles':>9}" + "".join(f"{way:>26}" for way in ways))
    for language in ("id", "ms", "en", "zh"):
        chosen = [paragraphs for name, paragraphs in texts if name == language]
        row = f"{language:4}{len(chosen):>9}"
        for way, cutter in ways.items():
            right = got = wanted = 0
            for paragraphs in chosen:
                text = ("" if language == "zh" else " ").join(paragraphs)
                mine, ends = cuts(cutter(text, language)), cuts(paragraphs)
                right, got, wanted = right + len(mine & ends), got + len(mine), wanted + len(ends)
                if way == "paragraphs" and "errors" in sys.argv[1:]:
                    print("\n".join(f"    {paragraph}" for paragraph in cutter(text, language)), end="\n\n")
            precision, recall = right / max(got, 1), right / max(wanted, 1)
            f1 = 2 * precision * recall / max(precision + recall, 1e-9)
            row += f"{precision:>10.3f}{recall:>8.3f}{f1:>8.3f}"
        print(row)


if __name__ == "__main__":
    main()
