"""Near-identical articles (wire copy, reposts, light edits) gathered into stories. A follow-up is another story.

MinHash signatures to store per article, bands to join on, verification of pairs, connected components. No storage here.
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
_SEED = 20240205  # any number: changing it makes stored signatures worthless
_SHINGLE = 5  # words
_HAN_SHINGLE = 8  # characters
_FEWEST = 12  # words; below it a text is boilerplate as likely as news, and gets no signature

_ALIKE = 0.45  # Jaccard similarity of two copies of comparable length
_CONTAINED = 0.7  # share of the shorter text's shingles in the longer one: a truncated copy
_CONTAINED_WORDS = 40  # words a truncated copy needs to be told from a quoted passage
_CONTAINED_ALIKE = 0.12  # below this similarity 126 permutations say too little about containment

_UNKNOWN = "9999"  # sorts after every timestamp
_WORD = re.compile(r"\w+")
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0e7f]")
_UNSPACED = frozenset({"zh", "ja", "th"})

SIGNATURE_VERSION = f"{_PERMUTATIONS}/{_ROWS}/{_SEED}/{_SHINGLE}/{_HAN_SHINGLE}/{RMinHash.ALGORITHM_VERSION}"
"""Signatures and bands are comparable only within one version: store it beside them, compute anew when it differs."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What is stored per article; `words` is the length of its body in words (Han: characters)."""

    article_id: str
    signature: tuple[int, ...]
    bands: tuple[int, ...]
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


def sign(article_id: str, text: str, language: str | None) -> Signed:
    """Signature, bands and length of an article's body (`text` without the headline)."""
    units, joint, size = _units(text, language)
    signature = _minhash(units, joint, size)
    return Signed(article_id, signature, bands(signature), len(units))


def word_count(text: str, language: str | None = None) -> int:
    """Length of a body in words, of Chinese, Japanese and Thai in characters: the `words` of `Signed`."""
    return len(_units(text, language)[0])


def signature(text: str, language: str | None) -> tuple[int, ...]:
    """MinHash (Broder 1997) of the folded text: 126 ints of 32 bits; () for a text too short to tell copies apart."""
    return _minhash(*_units(text, language))


def bands(signature: tuple[int, ...]) -> tuple[int, ...]:
    """Locality-sensitive keys (63-bit ints, the same on every machine): articles that share one are candidates."""
    keys = []
    for start in range(0, len(signature), _ROWS):
        row = b"".join(value.to_bytes(8, "big") for value in (start, *signature[start : start + _ROWS]))
        keys.append(int.from_bytes(hashlib.blake2b(row, digest_size=8).digest(), "big") >> 1)
    return tuple(keys)


def similarity(a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """Estimated Jaccard similarity (0 to 1) of the texts behind two signatures; standard error 0.045 at most."""
    if not a or len(a) != len(b):
        return 0.0
    return sum(x == y for x, y in zip(a, b, strict=True)) / len(a)


def is_copy(a: Signed, b: Signed) -> bool:
    """Whether two articles carry one text: alike as wholes, or the shorter one contained in the longer."""
    alike = similarity(a.signature, b.signature)
    if alike >= _ALIKE:
        return True
    shorter = min(a.words, b.words)
    if alike < _CONTAINED_ALIKE or shorter < _CONTAINED_WORDS:
        return False
    shared = alike / (1 + alike) * (a.words + b.words)  # |A ∩ B| from J = |A ∩ B| / |A ∪ B|
    return shared / shorter >= _CONTAINED


def candidate_pairs(new: Sequence[Signed], known: Sequence[Signed] = ()) -> list[tuple[str, str]]:
    """Pairs of article ids, at least one of them new, that share a band; each pair once, sorted.

    `known` may hold any stored articles, best those that share a band with a new one. Identical signatures are paired
    with one representative only, so that a text copied a thousand times costs a thousand pairs and not a million.
    """
    fresh = {signed.article_id for signed in new}
    everything = {signed.article_id: signed for signed in (*known, *new)}
    representatives: dict[tuple[tuple[int, ...], int], str] = {}
    pairs: set[tuple[str, str]] = set()
    buckets: dict[int, list[str]] = {}
    for article_id in sorted(everything):
        signed = everything[article_id]
        if not signed.signature:
            continue
        representative = representatives.setdefault((signed.signature, signed.words), article_id)
        if representative == article_id:
            for band in signed.bands:
                buckets.setdefault(band, []).append(article_id)
        elif article_id in fresh or representative in fresh:
            pairs.add((representative, article_id))
    for ids in buckets.values():
        for position, first in enumerate(ids):
            pairs.update((first, second) for second in ids[position + 1 :] if first in fresh or second in fresh)
    return sorted(pairs)


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


def assign_stories(members: Sequence[StoryMember], signed: Sequence[Signed]) -> dict[str, Story]:
    """Stories of a whole corpus at once; the same as adding its articles in any number of batches."""
    by_id = {one.article_id: one for one in signed}
    pairs = ((a, b) for a, b in candidate_pairs(signed) if is_copy(by_id[a], by_id[b]))
    return group(pairs, members)


def _age(member: StoryMember) -> tuple[date, str, str]:
    at = member.published_at or _UNKNOWN
    if isinstance(at, datetime):
        at = (at.astimezone(UTC) if at.tzinfo else at).isoformat(sep=" ")
    return member.published_on or date.max, at, member.article_id


def _units(text: str, language: str | None) -> tuple[list[str], str, int]:
    """Folded words (or characters), what joins them into shingles, and how many make one."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    words = _WORD.findall(folded)
    if language in _UNSPACED or len(_HAN.findall(folded)) * 3 > sum(map(len, words)):
        return list("".join(words)), "", _HAN_SHINGLE
    return words, " ", _SHINGLE


def _minhash(units: list[str], joint: str, size: int) -> tuple[int, ...]:
    if len(units) < (_FEWEST if joint else 2 * _FEWEST):
        return ()
    sketch = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    sketch.update([joint.join(units[at : at + size]) for at in range(len(units) - size + 1)])
    return tuple(sketch.digest())
