"""The article's body as the page's structured data states it: a check on extraction, and the text where that failed.

It often ends early and mostly has no paragraphs, so the page's own blocks are preferred wherever they hold it.
"""

import html
import re
from collections.abc import Sequence

from pipeline.text.clean_draft import count_words
from pipeline.text.html_blocks import Block
from pipeline.text.html_match import letters

_FEWEST_WORDS = 60  # of a body that says anything about extraction
_ENOUGH = 0.5  # of the stated body's sentences
_SENTENCE = 30  # letters of a sentence or block that is told from others
_TAG = re.compile(r"<[^<>]{1,500}>")
_END = re.compile(r"(?<=[.!?。！？])\s*(?=\S)")


def complete(text: str, stated: object, blocks: Sequence[Block]) -> str:
    """The extracted `text`, or the `stated` body (JSON-LD `articleBody`) when the text has less than half of it.

    The body is then taken from the page's blocks that it holds; from the statement when they hold less than half.
    """
    if not isinstance(stated, str) or count_words(body := _plain(stated)) < _FEWEST_WORDS:
        return text
    sentences = [name for part in _END.split(body) if len(name := letters(part)) >= _SENTENCE]
    if not sentences or _share(sentences, letters(text)) >= _ENOUGH:
        return text
    whole = letters(body)
    own = [block.text for block in blocks if len(name := letters(block.text)) >= _SENTENCE and name in whole]
    own = list(dict.fromkeys(own))
    return "\n".join(own) if _share(sentences, letters(" ".join(own))) >= _ENOUGH else body


def _plain(stated: str) -> str:
    lines = _TAG.sub("\n", html.unescape(stated)).splitlines()
    return "\n".join(text for line in lines if (text := " ".join(line.split())))


def _share(sentences: Sequence[str], have: str) -> float:
    return sum(sentence in have for sentence in sentences) / len(sentences)
