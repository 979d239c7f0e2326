"""Near-identical articles (wire copy, reposts, light edits) gathered into stories. A follow-up is another story.

MinHash bands to find candidates with, comparison of two texts, connected components. No storage here; why the numbers
are what they are is written in docs/stories.md.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from rensa import RMinHash

from pipeline.ids import short_id

_PERMUTATIONS = 126
_ROWS = 3  # 42 bands of 3: a pair with Jaccard 0.5 shares a band with probability 0.996, with 0.05 in 0.5 % of cases
_SEED = 20240205  # any number
_BANDED = (5, 8)  # words, and Han characters, in a shingle of the signature: longer ones make fewer chance candidates
_COMPARED = (3, 5)  # the same for the comparison, where a changed word should cost little
_HAN_WORD = 2  # characters that count as a word where lengths are in words
_FEWEST = 12  # words; below it a text is boilerplate as likely as news, and gets no signature

# A copy cut after its first paragraphs is little of the whole, but begins as the whole does.
_OPENINGS = ((0, 50), (25, 65))  # words; the second is for copies with another first sentence
_OPENING_PERMUTATIONS = 30

_ALIKE = 0.3  # Jaccard similarity of two copies of comparable length
_CONTAINED = 0.55  # share of the shorter text's shingles in the longer one: a shortened copy
_CONTAINED_WORDS = 25  # words a shortened copy needs to be told from a quoted passage
_BEGINNING = 0.4  # share of the shorter text's first half in the longer one: background and boilerplate stand later

_UNKNOWN = "9999"  # sorts after every timestamp
_WORD = re.compile(r"\w+")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")
_UNSPACED = frozenset({"zh", "ja", "th"})


@dataclass(frozen=True, slots=True)
class Signed:
    """What finds the copies of an article; `words` is the length of its body in words (Han: characters).

    `text_id` hashes the folded body: equal for bodies that differ in case, punctuation and layout alone.
    """

    signature: tuple[int, ...]
    bands: tuple[int, ...]
    words: int
    text_id: str


@dataclass(frozen=True, slots=True)
class Body:
    """A body made ready for comparison: its shingles in the order of the text, and their set."""

    shingles: tuple[str, ...]
    distinct: frozenset[str]
    words: int


@dataclass(frozen=True, slots=True)
class StoryMember:
    """What decides which copy is the first; None where unknown. `published_at` may be the text of a UTC timestamp."""

    article_id: str
    published_on: date | None = None
    published_at: datetime | str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """A story: its id derives from its first copy."""

    story_id: str
    first_article_id: str


def sign(text: str, language: str | None) -> Signed:
    """MinHash signature (Broder 1997), bands, length and identity of an article's body (`text` without the headline).

    The signature has 126 ints of 32 bits. It and the bands are () for a text too short to tell copies apart.
    """
    units, joint = _units(text, language)
    text_id = short_id("text", joint, *units)
    word = 1 if joint else _HAN_WORD
    if len(units) < _FEWEST * word:
        return Signed((), (), len(units), text_id)
    shingles = _shingles(units, joint, _BANDED)
    signature = _minhash(shingles, _PERMUTATIONS)
    keys = _bands(signature, 0)
    for number, (start, end) in enumerate(_OPENINGS, 1):
        keys += _bands(_minhash(shingles[start * word : end * word], _OPENING_PERMUTATIONS), number)
    return Signed(signature, tuple(keys), len(units), text_id)


def body(text: str, language: str | None) -> Body:
    """Make a body ready to be compared."""
    units, joint = _units(text, language)
    shingles = tuple(_shingles(units, joint, _COMPARED))
    return Body(shingles, frozenset(shingles), len(units) // (1 if joint else _HAN_WORD))


def is_copy(a: Body, b: Body) -> bool:
    """Whether two bodies carry one text: alike as wholes or the shorter one in the longer, from its beginning on."""
    shorter, longer = sorted((a, b), key=lambda one: (len(one.shingles), one.shingles))
    if shorter.words < _FEWEST:
        return False
    common = len(shorter.distinct & longer.distinct)
    alike = common >= _ALIKE * (len(shorter.distinct) + len(longer.distinct) - common)
    contained = shorter.words >= _CONTAINED_WORDS and common >= _CONTAINED * len(shorter.distinct)
    if not (alike or contained):
        return False
    beginning = shorter.shingles[: (len(shorter.shingles) + 1) // 2]
    return sum(shingle in longer.distinct for shingle in beginning) >= _BEGINNING * len(beginning)


def group(pairs: Iterable[tuple[str, str]], members: Sequence[StoryMember]) -> dict[str, Story]:
    """The story of every member: connected components of verified pairs, whatever the order of either argument.

    The first copy is the one published earliest (day, then time; unknown last), ties by article id. Pairs with an
    article that is no member raise KeyError.
    """
    parent = {member.article_id: member.article_id for member in members}

    def root(article_id: str) -> str:
        while parent[article_id] != article_id:
            parent[article_id] = parent[parent[article_id]]
            article_id = parent[article_id]
        return article_id

    for a, b in pairs:
        low, high = sorted((root(a), root(b)))
        parent[high] = low
    first: dict[str, StoryMember] = {}
    for member in sorted(members, key=_age):
        first.setdefault(root(member.article_id), member)
    stories = {key: Story(short_id("story", member.article_id), member.article_id) for key, member in first.items()}
    return {member.article_id: stories[root(member.article_id)] for member in members}


def _age(member: StoryMember) -> tuple[date, str, str]:
    at = member.published_at or _UNKNOWN
    if isinstance(at, datetime):
        at = (at.astimezone(UTC) if at.tzinfo else at).isoformat(sep=" ")
    return member.published_on or date.max, at, member.article_id


def _units(text: str, language: str | None) -> tuple[list[str], str]:
    """Folded words (or characters), and what joins them into shingles: a blank (or nothing)."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    words = _WORD.findall(folded)
    if language in _UNSPACED or len(_HAN.findall(folded)) * 3 > sum(map(len, words)):
        return list("".join(words)), ""
    return words, " "


def _shingles(units: list[str], joint: str, sizes: tuple[int, int]) -> list[str]:
    size = sizes[0] if joint else sizes[1]
    return [joint.join(units[at : at + size]) for at in range(len(units) - size + 1)]


def _minhash(shingles: list[str], permutations: int) -> tuple[int, ...]:
    if not shingles:
        return ()
    sketch = RMinHash(num_perm=permutations, seed=_SEED)
    sketch.update(shingles)
    return tuple(sketch.digest())


def _bands(signature: tuple[int, ...], window: int) -> list[int]:
    """Locality-sensitive keys (63-bit ints, the same on every machine) of the signature of one window of the text."""
    keys = []
    for start in range(0, len(signature), _ROWS):
        row = b"".join(value.to_bytes(8, "big") for value in (window, start, *signature[start : start + _ROWS]))
        keys.append(int.from_bytes(hashlib.blake2b(row, digest_size=8).digest(), "big") >> 1)
    return keys
