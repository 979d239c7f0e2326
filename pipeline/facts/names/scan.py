"""One pass over a paragraph in Latin script: where names begin and end, and of which type.

Reads known names, the grammar of bodies and titles, and runs of capitalised words. Who is meant belongs to `resolve`.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pipeline.facts.model import EntityType
from pipeline.facts.names import bodies, companies, fields, places, runs, tails
from pipeline.facts.names.candidate import Candidate
from pipeline.facts.names.classify import classify
from pipeline.facts.names.lexicon import Entry, calendar, cues, is_common, lexicon, phrases, word_set
from pipeline.facts.names.lookup import BALINESE_FIRST, Context, Hit, Line, title_openers
from pipeline.facts.names.persons import NOWHERE, bears_name, degree_end, is_alias, is_noun, next_in_list
from pipeline.facts.names.tokens import Token

_KEEPS_EXPECTING = frozenset({
    "dan", "untuk", "bidang", "urusan", "of", "for", "the", "and", "merangkap", "sekaligus", "di", "pada", "ketika",
    "itu", "a", "saat", "yang", "serta", "ke",
})  # fmt: skip
_CURRENCY_AFTER = frozenset({"$", "dolar", "dollar", "dollars"})
_RESETS = frozenset('.;:!?…"“”‘—–')


@cache
def _noted_words() -> frozenset[str]:
    """Words that may open something though they have no capital."""
    return frozenset(lexicon().forms.index) | word_set("honorifics.txt") | {"bahasa"}


@cache
def _heads() -> frozenset[str]:
    """First words of what only the grammar knows: heads of bodies, places and laws, honorifics, titles."""
    known = (
        phrases("org_heads.csv", "head"), phrases("place_heads.csv", "head"), phrases("honorifics.txt"),
        phrases("not_names_heads.txt"),
    )  # fmt: skip
    return frozenset().union(title_openers(), BALINESE_FIRST, *(forms.index for forms in known))


@cache
def _openers() -> frozenset[str]:
    """First words of everything that the scanner knows; what begins with no other word is an unknown run."""
    return frozenset().union(_heads(), calendar(), lexicon().forms.index, lexicon().upper.index)


@cache
def _ties() -> frozenset[str]:
    """Words and marks after a capitalised word that may bind it to what follows."""
    return runs.TIES | word_set("names_particles.txt") | word_set("not_names_tails.txt")


class Scanner(Line):
    """Scans the tokens of one paragraph from left to right."""

    def __init__(self, text: str, offset: int, tokens: Sequence[Token], context: Context, in_title_case: bool) -> None:
        super().__init__(text, offset, tokens, context, in_title_case)
        self.expects = False
        self.honoured = False
        self.unit = ""
        self.listed_at, self.listed = NOWHERE, 0  # where a list goes on after a person, and how many it has so far
        self.pending = NOWHERE  # a name word alone, which the rest of a list may make a person
        self.found: list[Candidate] = []

    def run(self) -> list[Candidate]:
        """Candidates of the paragraph in text order, not overlapping."""
        tokens, local, noted, persons = self.tokens, self.context.local.index, _noted_words(), cues("person")
        has_handles = "@" in self.text
        at, count = 0, len(tokens)
        while at < count:
            word, _, _, is_word, is_capital, _, _, _ = tokens[at]
            if is_capital:
                at = self._capital(at)
                continue
            if not is_word:
                if word in _RESETS:
                    self._reset()
            elif has_handles or word in noted or word in local:
                step = self._small(at)
                if step:
                    at = step
                    continue
            if is_word and word not in _KEEPS_EXPECTING and not word.isdigit():
                self.expects, self.unit = word in persons or is_noun(word), ""
                self.honoured = False
            at += 1
        return self.found

    # steps

    def _reset(self) -> None:
        self.expects = self.honoured = False
        self.unit = ""

    def _small(self, at: int) -> int:
        """End of what a word in lower case opens: a handle, a known name, a phrase before a name; 0 if nothing."""
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
        return 0

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
        if not self.unit and token.text not in _openers() and token.text not in self.context.local.index:
            return self._unknown(at)
        found = self.hit(at)
        if token.text in _heads():
            step = self._headed(at, found)
            if step:
                return step
        elif found and found[0] > 1:
            return self._emit_hit(at, found)
        if self.unit and token.is_upper and at and self.tokens[at - 1].text == "(":
            self._add(at, at + 1, "ORG", [Entry(self.unit, "ORG", "ID", "acronym", "")])
            return at + 1
        if found and not self._within_person(at, found):
            return self._emit_hit(at, found)
        if token.text in calendar() and token.text not in lexicon().given and not self._hyphened(at):
            self.expects = False
            return at + 1
        return self._unknown(at)

    def _headed(self, at: int, found: Hit | None) -> int:
        """End of what the word at `at` heads or announces: a law, a body, a place, an honorific, an office; else 0."""
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
        place = places.headed(self, at)
        if place:
            return self._emit_place(*place)
        return self._address(at) or self._office(at)

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
            field_end = fields.ministry_field(self, end)
            if field_end:
                acronym = fields.ministry_acronym(self, end, field_end)
                if acronym:
                    self._add(end, field_end, "ORG", acronym)
                return field_end
        heads = [n for n in range(at, end) if self.tokens[n].text in {"Dirjen", "Jenderal"}]
        start_of_field = heads[-1] + 1 if heads else end
        last = self.tokens[start_of_field - 1].text
        end = fields.free_field(self, end)
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

    def _within_person(self, at: int, found: Hit) -> bool:
        """Whether a short name is only the first word of a longer name ("Prabowo Mangkusubroto")."""
        if places.in_person(self, at, found):
            return True
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

    def _may_go_on(self, end: int) -> bool:
        """Whether the word after a short name may be the rest of another person's name."""
        if end >= len(self.tokens) or self.in_title_case or not any(token.text.islower() for token in self.tokens):
            return False
        token = self.tokens[end]
        plain = token.is_capital and not (token.first or token.is_upper or token.glued)
        return plain and not self.hit(end) and not self.title(end) and token.text not in calendar()

    # emitting

    def _add(self, begin: int, end: int, entity_type: EntityType, entries: list[Entry], strong: bool = True) -> None:
        start, stop = self.tokens[begin].start, self.tokens[end - 1].end
        if entity_type == "ORG" and self.found and tails.is_unit_of(self.text, self.offset, self.found[-1], start):
            start, entries = self.found.pop().start, []
        surface = self.text[start - self.offset : stop - self.offset]
        if entity_type == "PERSON" and 0 <= self.pending < begin == next_in_list(self.tokens, self.pending + 1):
            word, self.pending = self.tokens[self.pending], NOWHERE
            self.found.append(Candidate(word.start, word.end, word.text, "PERSON", (), False))
        self.found.append(Candidate(start, stop, surface, entity_type, tuple(entries), strong))
        if entity_type == "PERSON":
            self.expects = self.honoured = False
            self.listed = self.listed + 1 if begin == self.listed_at else 1
            self.listed_at = next_in_list(self.tokens, end)

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
            joined = tails.company_of(self, at, end, entity_type)
            if joined:
                return self._emit_body(at, joined)
        if entity_type == "ORG":
            end = bodies.broken_name(self, at, end) if length > 1 else tails.site(self, end)
            abroad = tails.abroad(self, end, entries[0])
            if abroad:
                return self._emit_body(at, abroad)
        if entity_type == "PERSON" and length == 1:
            end = self._with_surname(end, entries)
        if (
            entity_type == "ORG"
            and end < len(self.tokens)
            and self.tokens[end].text == "RI"
            and entries[0].country == "ID"
        ):
            end += 1
        if entity_type == "PLACE":
            longer = places.extended(self, at, end, entries[0])
            entries, end = entries if longer == end else [], longer
        self._add(at, end, entity_type, entries)
        if entity_type == "PERSON" and entries[0].kind == "short" and self._may_go_on(end):
            self.found[-1] = replace(self.found[-1], is_doubtful=True)
        return end

    def _hyphened(self, at: int) -> bool:
        """Whether a hyphen ties another capitalised word on: "Mei-Lin" is no month."""
        mark, *rest = (*self.tokens[at + 1 : at + 3], None, None)[:2]
        return bool(mark and mark.text == "-" and mark.glued and rest[0] and rest[0].glued and rest[0].is_capital)

    def _with_surname(self, end: int, entries: list[Entry]) -> int:
        """End of a first name with a family name of the same person right after it, middle names left out."""
        following = self.hit(end) if end < len(self.tokens) and self.tokens[end].is_capital else None
        same = following and {e.canonical for e in following[1]} == {e.canonical for e in entries}
        return end + 1 if same and following and following[0] == 1 and not self.tokens[end].first else end

    def _is_money(self, at: int, end: int) -> bool:
        if self.cued(at, "currency"):
            return True
        following = self.tokens[end] if end < len(self.tokens) else None
        if following is None:
            return False
        short = self.tokens[at].text in {"US", "AS", "U"} and following.text in _CURRENCY_AFTER
        return short or following.text in {"dollar", "dollars"}

    def _emit_body(self, at: int, end: int) -> int:
        self._add(at, end, "ORG", [])
        return end

    def _emit_place(self, begin: int, end: int) -> int:
        """A place with its head word ("Pulau Gag"); a head that is no part of the name is passed over."""
        if end > begin:
            self._add(begin, end, "PLACE", [])
        return end

    def _is_plain(self, at: int) -> bool:
        """Whether a word is an ordinary one that stands alone, no name whatever is around it; spares the full rules."""
        if at + 1 < len(self.tokens):
            following = self.tokens[at + 1]
            if following.is_capital or following.text in _ties():
                return False
        word = self.tokens[at].text
        return (
            is_common(word, self.context.vocabulary) and word not in lexicon().given and not is_alias(self.tokens, at)
            and word not in word_set("not_names_tails.txt")
        )  # fmt: skip

    def _follows_person(self, at: int) -> bool:
        """Whether a person's name stands right before `at`, or with a comma between."""
        last = at - 2 if self.tokens[at - 1].text == "," and at > 1 else at - 1
        return bool(self.found) and self.found[-1].end == self.tokens[last].end

    def _is_noun(self, at: int) -> bool:
        """Whether a capital stands on what somebody is, before the name: "Koreografer Eko Supriyanto"."""
        token = self.tokens[at]
        if self.in_title_case or token.text in lexicon().given or not is_noun(token.text):
            return False
        return token.first or (at + 1 < len(self.tokens) and bears_name(self.tokens[at + 1].text))

    def _unknown(self, at: int) -> int:
        """A run of capitalised words that nothing knows."""
        if self._is_plain(at):
            return at + 1
        degree = degree_end(self.tokens, at) if at and self._follows_person(at) else 0
        if degree:
            return degree
        end = runs.run_end(self, at)
        if end - at > 1 and self.tokens[at].text in word_set("not_names.txt") and not self._hyphened(at):
            return at + 1
        if self._is_noun(at) and self._next_is_capital(at):
            self.expects = True
            return at + 1
        begin = at
        if end - at > 1 and self.tokens[at].first:
            while begin < end - 1 and not self.is_name_word(begin):
                begin += 1
        if begin > at:
            self.expects = False
            return begin
        company = tails.company_in_country(self, at, end)
        if company:
            return self._emit_body(at, company)
        if runs.event_tail(self, at) or self.tokens[end - 1].text in word_set("not_names_tails.txt"):
            return runs.phrase_end(self, end)
        reading = companies.read_company(self, at, end) or classify(self, at, end)
        if reading is None:
            if end - at == 1 and not self.tokens[at].first and bears_name(self.tokens[at].text):
                self.pending = at
            return end
        begin, stop, entity_type, strong = reading
        if entity_type == "ORG":
            stop = tails.site(self, tails.past_tail(self, stop) if strong else stop)
        self._add(begin, stop, entity_type, [], strong)
        return stop
