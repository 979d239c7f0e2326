"""One pass over a paragraph in Latin script: where names begin and end, and of which type.

Reads known names, the grammar of bodies and titles, and runs of capitalised words. Who is meant belongs to `resolve`.
"""

from dataclasses import dataclass, field
from functools import cache

from pipeline.facts.model import EntityType
from pipeline.facts.names import bodies, runs
from pipeline.facts.names.candidate import Candidate
from pipeline.facts.names.classify import Surroundings, classify, speaks
from pipeline.facts.names.lexicon import Entry, Forms, calendar, cues, is_common, lexicon, phrases, word_set
from pipeline.facts.names.tokens import Token

Hit = tuple[int, list[Entry]]
_KEEPS_EXPECTING = frozenset({
    "dan", "untuk", "bidang", "urusan", "of", "for", "the", "and", "merangkap", "sekaligus", "di", "pada", "ketika",
    "itu", "a", "saat", "yang", "serta", "ke",
})  # fmt: skip
_CURRENCY_AFTER = frozenset({"$", "dolar", "dollar", "dollars"})
_BALINESE = frozenset(
    {"Made", "Wayan", "Nyoman", "Ketut", "Gusti", "Gede", "Putu", "Komang", "Kadek", "Nengah", "Dewa"}
)


@cache
def _title_openers() -> frozenset[str]:
    titles, blends = phrases("titles.csv", "title").index, phrases("title_blends.csv", "blend").index
    return frozenset(titles) | frozenset(blends) | word_set("titles_prefixes.txt")


@dataclass(slots=True)
class Context:
    """What the article tells beside the paragraph: language, lower-case words, names and acronyms it defines."""

    language: str
    vocabulary: set[str]
    local: Forms = field(default_factory=Forms)
    no_names: set[str] = field(default_factory=set)


class Scanner:
    """Scans the tokens of one paragraph from left to right."""

    def __init__(self, text: str, offset: int, tokens: list[Token], context: Context, in_title_case: bool) -> None:
        self.text = text
        self.offset = offset
        self.tokens = tokens
        self.context = context
        self.in_title_case = in_title_case
        self.expects = False
        self.honoured = False
        self.unit = ""
        self.found: list[Candidate] = []

    def run(self) -> list[Candidate]:
        """Candidates of the paragraph in text order, not overlapping."""
        at, count = 0, len(self.tokens)
        while at < count:
            token = self.tokens[at]
            if not token.is_word:
                self._mark(token)
                at += 1
            elif token.is_capital:
                at = self._capital(at)
            else:
                at = self._small(at)
        return self.found

    # look-up

    def hit(self, at: int) -> Hit | None:
        """The longest known name that begins at `at`, the article's own names before the lexicon's."""
        tokens = self.tokens
        known = lexicon().forms.match(tokens, at)
        local = self.context.local.match(tokens, at)
        best = local if local and (not known or local[0] >= known[0]) else known
        if best is None and tokens[at].is_upper and len(tokens[at].text) > 2:
            best = lexicon().upper.match(tokens, at)
        if best is None:
            return None
        length, entries = best
        if length == 1 and tokens[at].text in self.context.no_names:
            return None
        usable = [e for e in entries if self._usable(e, at, length)]
        return (length, usable) if usable else None

    def _usable(self, entry: Entry, at: int, length: int) -> bool:
        word = self.tokens[at].text
        if entry.country == "MY" and entry.kind == "acronym" and len(word) <= 3 and self.context.language != "ms":
            return False
        if length > 1 or not entry.source:
            return True
        if word in word_set("places_cues_needed.id.txt") and entry.entity_type == "PLACE":
            return self.cued(at, "place")
        if word in word_set("names_platforms.txt") and not self._acts(at):
            return False
        return not (word in word_set("names_not_first.txt") and (self.tokens[at].first or self.in_title_case))

    def cued(self, at: int, kind: str) -> bool:
        """Whether the word before `at` is a cue of that kind."""
        return at > 0 and self.tokens[at - 1].text in cues(kind)

    def _acts(self, at: int) -> bool:
        """Whether the word at `at` speaks or is called a company: a service read as its maker."""
        return self.cued(at, "org") or speaks(self, at, at + 1)

    def is_name_word(self, at: int) -> bool:
        """Whether a capitalised word could belong to somebody's name: a given name or no ordinary word."""
        word = self.tokens[at].text
        return word in lexicon().given or not is_common(word, self.context.vocabulary)

    def is_balinese(self, at: int) -> bool:
        """Whether "I" or "Ni" opens a Balinese name: "I Wayan Koster"."""
        following = self.tokens[at + 1].text if at + 1 < len(self.tokens) else ""
        return self.tokens[at].text in {"I", "Ni"} and following in _BALINESE

    def title(self, at: int) -> int:
        """Number of tokens of the title that begins at `at`, 0 if none; prefixes such as "Mantan" included."""
        if self.tokens[at].text not in _title_openers():
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

    # steps

    def _mark(self, token: Token) -> None:
        if token.text in '.;:!?…"“”‘—–':
            self.expects = self.honoured = False
            self.unit = ""

    def _small(self, at: int) -> int:
        token = self.tokens[at]
        if at and self.tokens[at - 1].text == "@" and token.glued:
            return self._handle(at)
        if token.text in lexicon().forms.index or token.text in self.context.local.index:
            found = self.hit(at)
            if found:
                return self._emit_hit(at, found)
        if token.text in word_set("honorifics.txt") and self._next_is_capital(at):
            self.expects = self.honoured = True
            return at + 1
        if token.text == "bahasa" and self._next_is_capital(at):
            return at + 2
        if token.text not in _KEEPS_EXPECTING and not token.text.isdigit():
            self.expects, self.unit = token.text in cues("person"), ""
            self.honoured = False
        return at + 1

    def _handle(self, at: int) -> int:
        """A social media handle that is somebody's short name: "@prabowo"."""
        for forms in (self.context.local, lexicon().forms):
            entries = forms.known.get((self.tokens[at].text.capitalize(),), [])
            if entries and entries[0].entity_type == "PERSON":
                self._add(at - 1, at + 1, "PERSON", entries)
                break
        return at + 1

    def _next_is_capital(self, at: int) -> bool:
        return at + 1 < len(self.tokens) and self.tokens[at + 1].is_capital

    def _capital(self, at: int) -> int:
        token = self.tokens[at]
        found = self.hit(at)
        length = found[0] if found else 0
        end = self._blocked(at, length)
        if end:
            self.expects = False
            return end
        body = bodies.parse(self, at)
        if body and body > at + length and bodies.extends(self, at, length, body):
            return self._emit_body(at, body)
        if found and length > 1:
            return self._emit_hit(at, found)
        if self.is_balinese(at):
            return self._unknown(at)
        place = bodies.place_name(self, at)
        if place:
            return self._emit_place(at, place)
        step = self._address(at) or self._office(at)
        if step:
            return step
        if self.unit and token.is_upper and at and self.tokens[at - 1].text == "(":
            self._add(at, at + 1, "ORG", [Entry(self.unit, "ORG", "ID", "acronym", "")])
            return at + 1
        if found and not self._within_person(at, found):
            return self._emit_hit(at, found)
        if token.text in calendar() and token.text not in lexicon().given:
            self.expects = False
            return at + 1
        return self._unknown(at)

    def _address(self, at: int) -> int:
        """Honorifics: they announce a person."""
        found = phrases("honorifics.txt").match(self.tokens, at)
        if not found:
            return 0
        end = at + found[0]
        if end < len(self.tokens) and self.tokens[end].text == "." and self.tokens[end].glued:
            end += 1
        follows = end < len(self.tokens) and (self.tokens[end].is_capital or self.tokens[end].text in "(,")
        if not follows or (self.tokens[at].text == "H" and self.tokens[end - 1].text != "."):
            return 0
        self.expects = self.honoured = True
        return end

    def _office(self, at: int) -> int:
        """A title and its field: "Menteri Komunikasi dan Digital", "Direktur Jenderal Perundingan Perdagangan"."""
        length = self.title(at)
        if not length:
            return 0
        end = at + length
        self.expects, self.unit = True, ""
        last = self.tokens[end - 1].text
        if last in {"Menteri", "Koordinator", "Menko", "Negara", "Wamen"} and end < len(self.tokens):
            field_end = bodies.ministry_field(self, end)
            if field_end:
                acronym = bodies.ministry_acronym(self, end, field_end)
                if acronym:
                    self._add(end, field_end, "ORG", acronym)
                return field_end
        start_of_field = end
        end = bodies.free_field(self, end)
        if end > start_of_field and last in {"Dirjen", "Jenderal"}:
            begin, stop = self.tokens[start_of_field].start, self.tokens[end - 1].end
            self.unit = "Direktorat Jenderal " + self.text[begin - self.offset : stop - self.offset]
        return end

    def _blocked(self, at: int, known: int) -> int:
        """End of a phrase that names a law, plan, event or product; 0 if none begins here."""
        found = phrases("not_names_heads.txt").match(self.tokens, at)
        if not found or found[0] < known:
            return 0
        end = at + found[0]
        soft = found[0] == 1 and is_common(self.tokens[at].text)
        after = self.tokens[end] if end < len(self.tokens) else None
        if soft and (after is None or not after.is_capital or self.hit(end) or self.title(end)):
            return 0
        if soft and (self.tokens[at].first or self.in_title_case) and after and after.text in lexicon().given:
            return 0
        return runs.phrase_end(self, end)

    def is_person(self, at: int) -> bool:
        """Whether a known person's name begins at `at`."""
        found = self.hit(at)
        return bool(found and found[1][0].entity_type == "PERSON")

    def _within_person(self, at: int, found: Hit) -> bool:
        """Whether a short name is only the first word of a longer name ("Prabowo Mangkusubroto")."""
        if found[1][0].entity_type != "PERSON" or found[1][0].kind not in ("short", "acronym"):
            return False
        following = at + found[0]
        if following >= len(self.tokens) or self.in_title_case:
            return False
        if self.tokens[following].text in '“"':
            return runs.run_end(self, at) > following
        token = self.tokens[following]
        return (
            token.is_capital and not token.first and not token.is_upper and self.is_name_word(following)
            and not self.hit(following) and not self.title(following) and token.text not in calendar()
        )  # fmt: skip

    # emitting

    def _add(self, begin: int, end: int, entity_type: EntityType, entries: list[Entry], strong: bool = True) -> None:
        start, stop = self.tokens[begin].start, self.tokens[end - 1].end
        surface = self.text[start - self.offset : stop - self.offset]
        self.found.append(Candidate(start, stop, surface, entity_type, tuple(entries), strong))

    def _emit_hit(self, at: int, found: Hit) -> int:
        length, entries = found
        end = at + length
        entity_type = entries[0].entity_type
        if entity_type == "PLACE" and self._is_money(at, end):
            closed = end + 2 < len(self.tokens) and self.tokens[end].text == "(" and self.tokens[end + 2].text == ")"
            return end + 3 if closed else end
        if entity_type in ("PLACE", "ORG"):
            tail = runs.event_tail(self, end)
            if tail:
                return tail
            joined = bodies.company_of(self, at, end, entity_type)
            if joined:
                return self._emit_body(at, joined)
        if entity_type == "ORG" and length > 1:
            end = bodies.broken_name(self, at, end)
        if (
            entity_type == "ORG"
            and end < len(self.tokens)
            and self.tokens[end].text == "RI"
            and entries[0].country == "ID"
        ):
            end += 1
        self._add(at, end, entity_type, entries)
        if entity_type == "PERSON":
            self.expects = self.honoured = False
        return end

    def _is_money(self, at: int, end: int) -> bool:
        if self.cued(at, "currency"):
            return True
        following = self.tokens[end] if end < len(self.tokens) else None
        return self.tokens[at].text in {"US", "AS", "U"} and following is not None and following.text in _CURRENCY_AFTER

    def _emit_body(self, at: int, end: int) -> int:
        self._add(at, end, "ORG", [])
        return end

    def _emit_place(self, at: int, end: int) -> int:
        """A place with its head word ("Pulau Gag"); a head that is no part of the name is passed over."""
        if end > at + 1:
            self._add(at, end, "PLACE", [])
        return end

    def _unknown(self, at: int) -> int:
        """A run of capitalised words that nothing knows."""
        end = runs.run_end(self, at)
        if end - at > 1 and self.tokens[at].text in word_set("not_names.txt"):
            return at + 1
        begin = at
        if end - at > 1 and self.tokens[at].first:
            while begin < end - 1 and not self.is_name_word(begin):
                begin += 1
        if begin > at:
            self.expects = False
            return begin
        company = bodies.company_in_country(self, at, end)
        if company:
            return self._emit_body(at, company)
        if runs.event_tail(self, at) or self.tokens[end - 1].text in word_set("not_names_tails.txt"):
            return runs.phrase_end(self, end)
        reading = classify(self, Surroundings(at, end, self.expects, self.honoured))
        if reading is None:
            return end
        begin, stop, entity_type, strong = reading
        self._add(begin, stop, entity_type, [], strong)
        if entity_type == "PERSON":
            self.expects = self.honoured = False
        return stop
