"""Offices in Latin script: titles before a name ("Menteri ESDM Bahlil Lahadalia") and after it (", Direktur PT X")."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline import lexicons
from pipeline.facts.model import Mention
from pipeline.facts.names.lexicon import word_set
from pipeline.facts.names.tokens import Token
from pipeline.facts.offices.titles import Title, is_prefix, title_at

_WITHIN = frozenset({
    "dan", "untuk", "bidang", "urusan", "of", "for", "the", "and", "merangkap", "sekaligus", "pada", "yang",
    "juga", "a", "ke", "ketika", "itu", "at", "in", "di", "saat", "selaku", "serta", "with", "dari", "s",
    "asal", "asing", "anyar", "baru", "muda", "senior", "cilik", "andalan", "kawakan", "kondang", "ternama",
    "legendaris", "veteran",
})  # fmt: skip
_STOPS = frozenset('.;:!?…"“”‘«»')
_LEADS_AFTER = re.compile(
    r"(?:\s*,|\s*\()?\s*(?:(?:yang|who)\s+(?=\w))?"
    r"(?:(?:juga|sekaligus|merangkap|menjabat|has|been|kini|saat\s+ini|sehari-hari|pernah|turut|is|was|also|now|currently)\s+){0,4}"
    r"(?:(?:merupakan|sebagai|selaku|menjadi|adalah|ialah|bertindak\s+selaku|dikenal\s+sebagai|serves\s+as|served\s+as|became|"
    r"(?:named|appointed|elected)(?:\s+as)?)\s+)?"
    r"(?:(?:the|an?|its|their|seorang|salah\s+satu)\s+)?"
    r"(?:(?:company|firm|group|agency|bank|party|ministry|union|startup|airline|carmaker|club|university)['’]s\s+)?"
)
_LINKS_AFTER = frozenset({"of", "di", "at", "untuk", "the", "with", "for", "dari", "pada", "dalam", "in", "and"})
_FIELD_LINKS = frozenset({"of", "for", "at", "in"})
_MAX_FIELD = 6  # words of a field or description in lower case between a title and its body
_EPITHETS = frozenset({"new", "newly", "appointed", "recently", "named", "outgoing", "incoming", "longtime", "current",
    "then", "billionaire"})  # fmt: skip
_RANKS = frozenset({"Komisaris", "Kapten", "Asisten Komisioner", "Komisioner", "Superintendan", "Inspektor"})
_MAX_LOOK_BACK = 40


@dataclass(frozen=True, slots=True)
class Office:
    """A title with the mentions that follow it up to the person, and the tokens' span of the whole phrase."""

    title: Title
    bodies: tuple[Mention, ...]
    begin: int
    end: int
    country: str | None = None  # of an adjective before the title: "South Korean President"
    beside: bool = False  # no name stands between the phrase's titles and the person's


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph's tokens with, for each token inside a mention, that mention."""

    tokens: Sequence[Token]
    mention_at: dict[int, Mention]

    def last_token(self, at: int) -> int:
        """Index after the last token of the mention at `at`."""
        end, mention = at, self.mention_at[at]
        while self.mention_at.get(end) is mention:
            end += 1
        return end


def offices_before(line: Line, person: int) -> list[Office]:
    """Offices in the phrase that leads to the person whose first token is `person`."""
    begin = _chunk_start(line, person)
    return _offices(line, begin, person)


def _chunk_start(line: Line, person: int) -> int:
    tokens, at, brackets, commas = line.tokens, person, 0, 0
    while at > 0 and person - at < _MAX_LOOK_BACK:
        token = tokens[at - 1]
        mention = line.mention_at.get(at - 1)
        if (mention is not None and mention.entity_type == "PERSON") or _stops(tokens, at - 1):
            break
        if token.text == ")":
            brackets += 1
        elif token.text == "(":
            if brackets == 0:
                break
            brackets -= 1
        elif token.text == "," and brackets == 0:
            commas += 1
        elif token.is_word and brackets == 0 and mention is None and not _may_stand(token, line, at - 1):
            break
        at -= 1
    return at


def _stops(tokens: Sequence[Token], at: int) -> bool:
    """Whether a mark ends the phrase: a stop that belongs to no abbreviation, a dash between spaces."""
    if tokens[at].text in "-–—":
        return not tokens[at].glued
    return tokens[at].text in _STOPS and not _abbreviates(tokens, at)


def _abbreviates(tokens: Sequence[Token], at: int) -> bool:
    """Whether a full stop belongs to an abbreviation: "Prof.", "H.", "Plt."."""
    return tokens[at].text == "." and at > 0 and len(tokens[at - 1].text) <= 4 and tokens[at - 1].is_capital


def _may_stand(token: Token, line: Line, at: int) -> bool:
    return (
        token.is_capital or token.text.isdigit() or token.text in _WITHIN
        or is_prefix(line.tokens, at) or token.text in word_set("honorifics.txt") or _in_title(line, at)
    )  # fmt: skip


def _in_title(line: Line, at: int) -> bool:
    """Whether a word is part of a title that begins with it or shortly before it."""
    for start in range(at, max(-1, at - 6), -1):
        if start in line.mention_at:
            break
        title = title_at(line.tokens, start, line.mention_at)
        if title is not None and title.end > at:
            return True
    return False


def _offices(line: Line, begin: int, end: int) -> list[Office]:
    """Titles between two tokens, each with the names after it; joined titles share what follows the last."""
    names = line.mention_at
    found: list[tuple[Title, list[Mention]]] = []
    at, last_end, depth = begin, begin, 0
    while at < end:
        depth += (line.tokens[at].text == "(") - (line.tokens[at].text == ")")
        mention = line.mention_at.get(at)
        if mention is not None:
            if found and mention.entity_type in ("ORG", "PLACE"):
                found[-1][1].append(mention)
            at = last_end = line.last_token(at)
            continue
        title = title_at(line.tokens, at, names) if line.tokens[at].is_word and not depth else None
        if title is not None and title.end <= end:
            if found and not _joined(line, last_end, title.begin):
                if _is_rank(line, title, end):
                    at = title.end
                    continue
                found.clear()
            found.append((title, []))
            at = last_end = title.end
        else:
            at += 1
    offices: list[Office] = []
    shared: list[Mention] = []
    beside = bool(found) and _leads_to(line, found[-1][0].end, end)
    for title, bodies in reversed(found):
        if bodies or title.organisation is None:
            shared = bodies or shared
            bodies = shared
        offices.append(Office(title, tuple(bodies), title.begin, end, beside=beside))
    return offices[::-1]


def _leads_to(line: Line, begin: int, person: int) -> bool:
    """Whether only a comma and honorifics stand between a title and the name."""
    honorifics = word_set("honorifics.txt")
    return all(token.text in ",." or token.text in honorifics for token in line.tokens[begin:person])


def _is_rank(line: Line, title: Title, person: int) -> bool:
    """Whether the title is a rank between an office and the name: "Kapolsek Kuta Komisaris Joni Siregar"."""
    return title.end == person and " ".join(t.text for t in line.tokens[title.begin : title.end]) in _RANKS


def body_ahead(line: Line, begin: int) -> tuple[Mention | None, int]:
    """The body named directly before a title, and the phrase's first token: "Former WeWork CEO", "Tesla's CEO"."""
    tokens, at = line.tokens, begin
    while at > 0 and line.mention_at.get(at - 1) is None and tokens[at - 1].text in _EPITHETS:
        at -= 1
    if at > 1 and tokens[at - 1].text in ("s", "'", "’") and tokens[at - 1].glued:
        at -= 2 if tokens[at - 1].text == "s" else 1
    mention = line.mention_at.get(at - 1) if at > 0 else None
    if mention is None or mention.entity_type == "PERSON":
        return None, begin
    while at > 0 and line.mention_at.get(at - 1) is mention:
        at -= 1
    return mention, at - 1 if at > 0 and is_prefix(tokens, at - 1) else at


@cache
def _demonyms() -> dict[str, str]:
    return {row["adjective"]: row["country"] for row in lexicons.table("demonyms.en.csv")}


def demonym_before(line: Line, begin: int) -> str | None:
    """Country (ISO 3166) of the adjective that ends where the title begins."""
    text = " ".join(token.text for token in line.tokens[max(0, begin - 2) : begin])
    return _demonyms().get(text) or _demonyms().get(text.rpartition(" ")[2])


def office_in_name(line: Line, person: int) -> Office | None:
    """The office in the name of the body before the person, as English forms it: "U.S. Trade Representative"."""
    name = line.mention_at.get(person - 1)
    if name is None or name.entity_type != "ORG":
        return None
    at = person - 1
    while line.mention_at.get(at) is name:
        title = title_at(line.tokens, at, ())
        if title is not None and title.end == person > title.begin + 1 and title.body == "country":
            return Office(title, (), title.begin, person, beside=True)
        at -= 1
    return None


def _joined(line: Line, begin: int, end: int) -> bool:
    """Whether one title goes on into the next: "Ketua dan Direktur", "Menteri Investasi/Kepala BKPM"."""
    words = [token.text for token in line.tokens[begin:end]]
    bare: list[str] = []
    depth = 0
    for word in words:
        depth += word == "("
        if not depth:
            bare.append(word)
        depth -= word == ")"
    return bool(bare) and all(
        word in {"dan", "/", "sekaligus", "merangkap", "and", "yang", "juga", "serta", ","} for word in bare
    )


def offices_after(line: Line, person_end: int, text: str, offset: int) -> Iterator[Office]:
    """Offices in the phrase that follows the name: ", Direktur Utama PT X," or "yang juga Ketua Y"."""
    tokens = line.tokens
    if person_end >= len(tokens):
        return
    here = tokens[person_end - 1].end - offset
    lead = _LEADS_AFTER.match(text, here)
    if lead is None or lead.end() == here or not lead.group().strip():
        return
    at = person_end
    while at < len(tokens) and tokens[at].start - offset < lead.end():
        at += 1
    names = line.mention_at
    bodies: list[Mention] = []
    if at < len(tokens) and at in names and names[at].entity_type != "PERSON":
        owner, at = names[at], line.last_token(at)
        if [token.text for token in tokens[at : at + 2]] not in (["'", "s"], ["’", "s"]):
            return
        bodies, at = [owner], at + 2
    title = title_at(tokens, at, names) if at < len(tokens) else None
    marked = lead.group().strip()
    if title is None or (marked == "," and not _closes(line, title)) or (_is_bare(marked) and tokens[at].is_capital):
        return
    titles = [title]
    while (other := _joined_title(line, titles[-1])) is not None:
        titles.append(other)
    title, end = _past_field(line, titles.pop())
    while end < len(tokens):
        mention = line.mention_at.get(end)
        if mention is not None and mention.entity_type != "PERSON":
            bodies.append(mention)
            end = line.last_token(end)
        elif tokens[end].text in {"(", ")", "/"} or tokens[end - 1].text == "(" or tokens[end].text in _LINKS_AFTER:
            end += 1
        else:
            break
    if end < len(tokens) and line.mention_at.get(end) is not None and not bodies:
        return
    while end > title.end and line.mention_at.get(end - 1) is None and tokens[end - 1].text != ")":
        end -= 1
    for office in [*titles, title]:
        yield Office(office, tuple(bodies), person_end, end, beside=True)


def _joined_title(line: Line, title: Title) -> Title | None:
    """The second of two titles after a name: "president and chief executive of X"."""
    at = title.end + 1
    if at >= len(line.tokens) or line.tokens[title.end].text not in ("and", "&", "dan"):
        return None
    return None if at in line.mention_at else title_at(line.tokens, at, line.mention_at)


def _past_field(line: Line, title: Title) -> tuple[Title, int]:
    """The title with its English field, and the index after what stands before the body, which must follow.

    "vice president of product design at X" has a field, "chief executive of the London-based charity X" a description.
    """
    tokens, at = line.tokens, title.end
    if at + 2 >= len(tokens) or tokens[at].text not in _FIELD_LINKS or at + 1 in line.mention_at:
        return title, at
    described = tokens[at + 1].text in ("the", "a", "an")
    for end in range(at + 2, min(at + 4 + 2 * _MAX_FIELD, len(tokens))):
        if end in line.mention_at:
            is_body = line.mention_at[end].entity_type == "ORG"
            if is_body and not described and tokens[end - 1].text in _FIELD_LINKS | {"the"}:
                last = end - 1 - (tokens[end - 1].text == "the")
                return replace(title, end=last), end
            return (title, end) if is_body and described and end - at <= _MAX_FIELD + 2 else (title, at)
        if tokens[end].text in ",.;:()" or (tokens[end].is_capital and described and not tokens[end].glued):
            break
    return title, at


def _is_bare(lead: str) -> bool:
    """Whether the lead says nothing by itself."""
    return lead in ("", "yang", "who")


def _closes(line: Line, title: Title) -> bool:
    """Whether an appositive title is closed by a comma, a stop or a body, and is not the next person's title."""
    tokens, at = line.tokens, title.end
    while at < len(tokens) and at - title.end < 16:
        mention = line.mention_at.get(at)
        if mention is not None and mention.entity_type == "PERSON":
            return False
        if tokens[at].text in ",.;" and mention is None:
            following = line.mention_at.get(at + 1)
            return not (tokens[at].text == "," and following is not None and following.entity_type == "PERSON")
        if tokens[at].is_word and mention is None and not tokens[at].is_capital and tokens[at].text not in _WITHIN:
            return True
        at += 1
    return True
