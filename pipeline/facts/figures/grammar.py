"""Word classes of a paragraph's tokens, as far as phrases around figures need them. Nothing is searched for here.

Each token gets one letter:
N noun or adjective (what no list knows), V verb, L lead-in of a figure ("sebesar"), A auxiliary or adverb, ! negation,
P preposition, W preposition that may bring in a measured noun ("dengan kapasitas"), & conjunction of nouns, Y relative
pronoun, D demonstrative, d article, F quantity, T time (a calendar figure with the words that belong to it), - mark
within a word, "(" ")" "," as they are, " any quotation mark,
X any other word of a closed class, "." any other mark.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.facts.figures.draft import CALENDAR, Draft
from pipeline.facts.figures.lexicon import Lexicon, load_lexicon
from pipeline.facts.figures.phrases import is_verb
from pipeline.facts.figures.tokens import Tokens
from pipeline.lexicons import table, terms

_LETTERS = {
    "prep": "P",
    "with": "W",
    "and": "&",
    "that": "Y",
    "this": "D",
    "det": "d",
    "aux": "A",
    "lead": "L",
    "not": "!",
    "break": "X",
    "noun": "N",
    "verb": "V",
}
_QUOTES = frozenset("\"“”„«»‘’'")
_INSIDE = frozenset("-–/&")
_NOUN_ENDINGS = ("ik", "is", "al", "if", "or", "isasi", "ikasi", "tas", "sme", "nya")
_KEPT = 100_000


@dataclass(frozen=True, slots=True)
class Verb:
    """What a verb does with an amount (see figures_verbs.id.csv) and the noun for what it measures, "" when none."""

    role: str
    noun: str


class Classes(dict[str, str]):
    """From a word in small letters to its letter; the shape of a word decides where no list has it."""

    def __init__(self, known: dict[str, str], lexicon: Lexicon) -> None:
        super().__init__(known)
        self._lexicon = lexicon

    def __missing__(self, word: str) -> str:
        letter = self._shape(word)
        if len(self) < _KEPT:
            self[word] = letter
        return letter

    def _shape(self, word: str) -> str:
        if not word[0].isalpha():
            return word if word in "()," else '"' if word in _QUOTES else "."
        if word in self._lexicon.function_words:
            return "X"
        if self._lexicon.language == "en" and len(word) > 5 and word.endswith("ly"):
            return "A"
        if self._lexicon.language != "en" and len(word) > 6 and word.startswith(("di", "ter")):
            return "N" if word.endswith(_NOUN_ENDINGS) else "V"
        return "V" if is_verb(word, False, self._lexicon) else "N"


@dataclass(frozen=True, slots=True)
class Grammar:
    """The word lists of one language that phrases are found with; `time` are words that belong to a calendar figure."""

    language: str
    classes: Classes
    verbs: dict[str, Verb]
    speech: frozenset[str]
    events: frozenset[str]
    heads: frozenset[str]
    roles: dict[str, frozenset[str]]

    def verb(self, word: str) -> Verb | None:
        """What the lists know of a verb's form."""
        return self.verbs.get(word)

    def has(self, role: str, word: str) -> bool:
        """Whether `word` is listed under `role` in the file of nouns and other words of reference."""
        return word in self.roles.get(role, _NONE)

    def is_head(self, word: str) -> bool:
        """Whether the noun names an amount, share or measure; "pertumbuhannya" does as "pertumbuhan" does."""
        if word in self.heads:
            return True
        return self.language != "en" and len(word) > 5 and word.endswith("nya") and word[:-3] in self.heads


_NONE: frozenset[str] = frozenset()


@cache
def load_grammar(lexicon_language: str) -> Grammar:
    """The grammar of `lexicon_language` ("id", "ms" or "en"); Malay shares the files of Indonesian."""
    language = "en" if lexicon_language == "en" else "id"
    verbs: dict[str, Verb] = {}
    events: set[str] = set()
    for row in table(f"figures_verbs.{language}.csv"):
        for form in row["forms"].split():
            verbs.setdefault(form, Verb(row["role"], row["noun"]))
            if row["role"] == "event":
                events.add(form)
    heads = frozenset(terms(f"figures_heads.{language}.txt"))
    known = {word: "V" for word, verb in verbs.items() if word not in heads and verb.role != "adverb"}
    for row in table(f"figures_word_classes.{language}.csv"):
        known[row["term"]] = _LETTERS[row["class"]]
    roles: dict[str, set[str]] = {}
    for row in table(f"figures_references.{language}.csv"):
        roles.setdefault(row["role"], set()).add(row["term"])
    return Grammar(
        lexicon_language,
        Classes(known, load_lexicon(lexicon_language)),
        verbs,
        frozenset(row["form"] for row in table(f"speech_verbs.{language}.csv")),
        frozenset(events),
        heads,
        {role: frozenset(words) for role, words in roles.items()},
    )


@dataclass(frozen=True, slots=True)
class Parse:
    """The tokens of a paragraph with their letters (see the head of this module)."""

    tokens: Tokens
    tags: list[str]
    grammar: Grammar

    def text(self, first: int, last: int) -> str:
        """The text of the tokens from `first` up to `last`."""
        return self.tokens.text[self.tokens.starts[first] : self.tokens.ends[last - 1]]

    def tag(self, i: int) -> str:
        """The letter of token `i`; "." outside the paragraph."""
        return self.tags[i] if 0 <= i < len(self.tags) else "."

    def word(self, i: int) -> str:
        """Token `i` in small letters; "" outside the paragraph."""
        return self.tokens.word(i)


def parse(tokens: Tokens, drafts: Sequence[Draft], lexicon: Lexicon) -> Parse:
    """The letters of a paragraph's tokens, given its figures."""
    grammar = load_grammar(lexicon.language)
    lower = tokens.lower
    tags = list(map(grammar.classes.__getitem__, lower))
    english = grammar.language == "en"
    for i, tag in enumerate(tags):
        if english and tag == "N" and lower[i] in grammar.verbs:
            if lower[i - 1] in _BEFORE_VERB or (tags[i - 1] == "N" and i + 1 < len(lower) and _measures(tokens, i + 1)):
                tags[i] = "V"
        elif tag == "V":
            hyphened = i > 0 and lower[i - 1] == "-" and tokens.glued(i - 1) and english
            named = lower[i] not in grammar.verbs and tokens.is_capital(i) and not tokens.opens_sentence(i)
            if named or hyphened:
                tags[i] = "N"
        elif tag == "." and tokens.glued(i - 1):
            if lower[i] in _INSIDE and tokens.glued(i):
                tags[i] = "-"
            elif tokens.is_number(i) and i and (tags[i - 1] == "-" or lower[i - 1][0].isalpha()):
                tags[i] = "N"
    for draft in drafts:
        tags[draft.first : draft.last] = _letter(draft, lower) * (draft.last - draft.first)
        if draft.first and lower[draft.first - 1] == "baru":
            tags[draft.first - 1] = "A"
        a_share = english and "".join(lower[draft.last : draft.last + 1]) in ("a", "an")
        if a_share and grammar.has("span", "".join(lower[draft.last + 1 : draft.last + 2])):
            tags[draft.last : draft.last + 2] = "AA"
    for draft in drafts:
        if draft.kind in CALENDAR:
            _take_time_words(lower, tags, draft.first, grammar)
            if grammar.has("daytime", tokens.word(draft.last)):
                tags[draft.last] = "T"
    _mark_deictic_times(lower, tags, grammar)
    _mark_asides(tokens, tags, grammar)
    return Parse(tokens, tags, grammar)


def _letter(draft: Draft, lower: list[str]) -> str:
    """F or T for what counts or dates; a rank ("tahap kedua") and "sebulan" stand within phrases."""
    if draft.kind in CALENDAR:
        return "T"
    if draft.kind == "ordinal":
        return "N"
    alone = draft.kind == "duration" and draft.last - draft.first == 1
    return "A" if alone and lower[draft.first].startswith("se") else "F"


def _measures(tokens: Tokens, i: int) -> bool:
    """Whether what follows makes a word a verb that may be a noun: "exports rise 5 percent", "sales fall by"."""
    after = tokens.word(i + 1)[:1]
    return tokens.is_number(i) or (tokens.word(i) in ("by", "from", "to") and after != "" and not after.isalpha())


_BEFORE_VERB = frozenset(("will", "would", "to", "could", "may", "might", "can", "should", "must"))


def _take_time_words(lower: list[str], tags: list[str], first: int, grammar: Grammar) -> None:
    """Give the words that belong to a calendar figure ("pada akhir tahun", "in the") its letter."""
    j, taken = first - 1, first
    while j >= 0 and (grammar.has("time_before", lower[j]) or (lower[j] in ("the", "of", "(") and tags[j] != "F")):
        if grammar.has("time_before", lower[j]):
            taken = j
        j -= 1
    tags[taken:first] = "T" * (first - taken)


def _mark_deictic_times(lower: list[str], tags: list[str], grammar: Grammar) -> None:
    """Mark "tahun ini", "bulan lalu", "last year", with a preposition of time before them."""
    units, sides = grammar.roles.get("time_unit", _NONE), grammar.roles.get("time_side", _NONE)
    english = grammar.language == "en"
    for j, word in enumerate(lower):
        if word not in units:
            continue
        k = j - 1 if english else j + 1
        if 0 <= k < len(lower) and lower[k] in sides and tags[j] != "F":
            first, last = min(j, k), max(j, k) + 1
            tags[first:last] = "T" * (last - first)
            if first and grammar.has("time_before", lower[first - 1]):
                tags[first - 1] = "T"


_DEGREES = frozenset(("paling", "lebih", "makin", "semakin", "cukup", "sangat", "terlalu", "relatif", "jauh"))


def _mark_asides(tokens: Tokens, tags: list[str], grammar: Grammar) -> None:
    """Mark "menurut Tono", ", misalnya," and "masing-masing" as no part of a phrase, "rata-rata harga" as one."""
    asides, shares = grammar.roles.get("aside", _NONE), grammar.roles.get("distribute", _NONE)
    for j, word in enumerate(tokens.lower):
        if word in asides and tags[j] != "F":
            k = j + 1
            while k < len(tags) and k < j + 6 and tags[k] == "N" and tokens.is_capital(k):
                k += 1
            if k > j + 1:
                tags[j:k] = "A" * (k - j)
        elif word == "misalnya" and tags[j - 1] == "," and tags[j + 1 : j + 2] == [","]:
            tags[j - 1 : j + 2] = "AAA"
        elif word in _DEGREES and tags[j + 1 : j + 2] == ["N"] and (word == "paling" or tags[j + 2 : j + 3] != ["N"]):
            tags[j + 1] = "L" if word == "paling" else "A"
        elif word == "baru" and tags[j + 1 : j + 2] == ["V"]:
            tags[j] = "A"
        elif word == "lalu" and tokens.word(j + 1) == "lintas":
            tags[j] = "N"
        elif word == "sama" and tokens.word(j - 1) not in ("kerja", "kerjasama"):
            tags[j] = "A"
        elif word == "rata" and tags[j - 1] == "-" and tags[j + 1 : j + 2] == ["N"] and tokens.word(j - 2) == "rata":
            tags[j - 2 : j + 1] = "NNN"
        elif word in shares and tags[j] != "F":
            tags[j] = "A"
            if j and tags[j - 1] == "-":
                tags[j - 1] = "A"
