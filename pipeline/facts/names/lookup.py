"""What stands at a token of a paragraph: a known name, a title, a cue, an ordinary word. No decision on names here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from pipeline.facts.names import places
from pipeline.facts.names.classify import speaks
from pipeline.facts.names.lexicon import Entry, Forms, cues, is_common, lexicon, phrases, word_set
from pipeline.facts.names.tokens import Token

Hit = tuple[int, list[Entry]]
BALINESE_FIRST = frozenset({"I", "Ni"})
_BALINESE = frozenset(
    {"Made", "Wayan", "Nyoman", "Ketut", "Gusti", "Gede", "Putu", "Komang", "Kadek", "Nengah", "Dewa"}
)


@cache
def title_openers() -> frozenset[str]:
    """First words of titles, blends and their prefixes."""
    titles, blends = phrases("titles.csv", "title").index, phrases("title_blends.csv", "blend").index
    return frozenset(titles) | frozenset(blends) | word_set("titles_prefixes.txt")


@dataclass(slots=True)
class Context:
    """What the article tells beside the paragraph: language, lower-case words, names and acronyms it defines."""

    language: str
    vocabulary: set[str]
    local: Forms = field(default_factory=Forms)
    no_names: set[str] = field(default_factory=set)


class Line:
    """A paragraph's tokens with look-ups by position; what was looked up once is kept."""

    def __init__(self, text: str, offset: int, tokens: Sequence[Token], context: Context, in_title_case: bool) -> None:
        self.text = text
        self.offset = offset
        self.tokens = tokens
        self.context = context
        self.in_title_case = in_title_case
        self._hits: dict[int, Hit | None] = {}

    def hit(self, at: int) -> Hit | None:
        """The longest known name that begins at `at`, the article's own names before the lexicon's."""
        if at not in self._hits:
            self._hits[at] = self._look_up(at)
        return self._hits[at]

    def _look_up(self, at: int) -> Hit | None:
        tokens = self.tokens
        known, local = lexicon().forms.match(tokens, at), self.context.local.match(tokens, at)
        best = local if local and (not known or local[0] >= known[0]) else known
        if local and known and best is local and local[1][0].entity_type == "PERSON" and places.stands_in(self, at):
            best = known if known[1][0].entity_type == "PLACE" else local
        if best is None and tokens[at].is_upper and len(tokens[at].text) > 2:
            best = lexicon().upper.match(tokens, at)
        if best is None:
            return None
        length, entries = best
        if length == 1 and (tokens[at].text in self.context.no_names or self._is_code(at)):
            return None
        usable = [e for e in entries if self._usable(e, at, length)]
        return (length, usable) if usable else None

    def _is_code(self, at: int) -> bool:
        """Whether the word is an exchange's code for an index: ".DJI"."""
        dot = self.tokens[at - 1] if at else None
        return bool(dot and dot.text == "." and not dot.glued and self.tokens[at].glued and self.tokens[at].is_upper)

    def _usable(self, entry: Entry, at: int, length: int) -> bool:
        word = self.tokens[at].text
        if entry.country == "MY" and entry.kind == "acronym" and len(word) <= 3 and self.context.language != "ms":
            return False
        if length > 1 or not entry.source:
            return True
        if entry.entity_type == "PLACE" and word in places.needing_cue():
            return places.cued(self, at)
        if word in word_set("names_platforms.txt") and not self._acts(at):
            return False
        return not (word in word_set("names_not_first.txt") and (self.tokens[at].first or self.in_title_case))

    def cued(self, at: int, kind: str) -> bool:
        """Whether the word before `at` is a cue of that kind."""
        return at > 0 and self.tokens[at - 1].text in cues(kind)

    def _acts(self, at: int) -> bool:
        """Whether the word at `at` speaks, acts or is called a company: a service read as its maker."""
        following = self.tokens[at + 1].text if at + 1 < len(self.tokens) else ""
        called = any(self.cued(at, kind) for kind in ("org", "firm", "holding"))
        return called or following in cues("acts") or speaks(self, at, at + 1)

    def is_name_word(self, at: int) -> bool:
        """Whether a capitalised word could belong to somebody's name: a given name or no ordinary word."""
        word = self.tokens[at].text
        return word in lexicon().given or not is_common(word, self.context.vocabulary)

    def is_balinese(self, at: int) -> bool:
        """Whether "I" or "Ni" opens a Balinese name: "I Wayan Koster"."""
        following = self.tokens[at + 1].text if at + 1 < len(self.tokens) else ""
        return self.tokens[at].text in BALINESE_FIRST and following in _BALINESE

    def title(self, at: int) -> int:
        """Number of tokens of the title that begins at `at`, 0 if none; prefixes such as "Mantan" included."""
        if self.tokens[at].text not in title_openers():
            return 0
        start = at
        while at < len(self.tokens) and self.tokens[at].text in word_set("titles_prefixes.txt"):
            at += 2 if at + 1 < len(self.tokens) and self.tokens[at + 1].text == "." else 1
        if at >= len(self.tokens):
            return 0
        found = phrases("titles.csv", "title").match(self.tokens, at)
        blend = phrases("title_blends.csv", "blend").match(self.tokens, at)
        length = max(found[0] if found else 0, blend[0] if blend else 0)
        if length:
            return at + length - start
        plain = start
        found = phrases("titles.csv", "title").match(self.tokens, plain)
        return found[0] if found else 0

    def is_person(self, at: int) -> bool:
        """Whether a known person's name begins at `at`."""
        found = self.hit(at)
        return bool(found and found[1][0].entity_type == "PERSON")
