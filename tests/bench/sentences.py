"""How right sentence boundaries are, by language: `python -m tests.bench.sentences [errors]`. Figures, no assertions.

The lines of `sentences_set/` are our own; ‖ stands where a sentence ends and another begins.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline.text.sentences import split_sentences

SET = Path(__file__).with_name("sentences_set")
_MARK = re.compile(r"(\s?)‖\s?")


def lines(language: str, only: str = "*") -> Iterator[tuple[str, set[int]]]:
    """Texts of one language with the places where their sentences end."""
    files = sorted(SET.glob(f"{language}{only}.txt"))
    for line in "\n".join(path.read_text(encoding="utf-8") for path in files).splitlines():
        if line and not line.startswith("#"):
            parts = _MARK.split(line)
            text, ends = parts[0], set[int]()
            for space, part in zip(parts[1::2], parts[2::2], strict=True):
                ends.add(len(text))
                text += space + part
            yield text, ends


def found(text: str) -> set[int]:
    """Ends of the sentences found, the last one's left out."""
    return {end for _, end in split_sentences(text)[:-1]}


def main() -> None:
    """Print boundaries, precision and recall by language. An argument like "_2" chooses the files of that ending."""
    only = next((argument for argument in sys.argv[1:] if argument != "errors"), "*")
    print(f"{'':6}{'boundaries':>12}{'precision':>12}{'recall':>10}")
    total = [0, 0, 0]
    for language in ("id", "ms", "en", "zh"):
        right = got = wanted = 0
        for text, ends in lines(language, only):
            mine = found(text)
            right, got, wanted = right + len(mine & ends), got + len(mine), wanted + len(ends)
            if "errors" in sys.argv[1:] and mine != ends:
                print(f"    {' ‖ '.join(text[a:b] for a, b in split_sentences(text))}")
        total = [a + b for a, b in zip(total, (right, got, wanted), strict=True)]
        print(f"{language:6}{wanted:>12}{right / got:>12.4f}{right / wanted:>10.4f}")
    print(f"{'all':6}{total[2]:>12}{total[0] / total[1]:>12.4f}{total[0] / total[2]:>10.4f}")


if __name__ == "__main__":
    main()
