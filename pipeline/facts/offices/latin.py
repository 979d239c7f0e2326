"""Offices in Latin script: titles before a name ("Menteri ESDM Bahlil Lahadalia") and after it (", Direktur PT X")."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.facts.model import Mention
from pipeline.facts.names.lexicon import word_set
from pipeline.facts.names.tokens import Token
from pipeline.facts.offices.titles import Title, title_at

_WITHIN = frozenset({"dan", "untuk", "bidang", "urusan", "of", "for", "the", "and", "merangkap", "sekaligus", "pada",
    "yang", "juga", "a", "ke", "ketika", "itu", "at", "in", "di", "saat", "selaku", "serta"})  # fmt: skip
_STOPS = frozenset('.;:!?…"“”‘«»')
_LEADS_AFTER = re.compile(
    r"(?:\s*,)?\s*(?:yang\s+(?:juga|merupakan|menjabat|kini|saat\s+ini)\s+)?"
    r"(?:(?:juga|sekaligus|merangkap|menjabat|kini|saat\s+ini)\s+){0,3}"
    r"(?:(?:merupakan|sebagai|selaku|menjadi|adalah|who\s+is|the)\s+)?"
)
_MAX_LOOK_BACK = 40


@dataclass(frozen=True, slots=True)
class Office:
    """A title with the mentions that follow it up to the person, and the tokens' span of the whole phrase."""

    title: Title
    bodies: tuple[Mention, ...]
    begin: int
    end: int


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
        or token.text in word_set("titles_prefixes.txt")
        or token.text in word_set("honorifics.txt") or title_at(line.tokens, at, set()) is not None
        or (at > 0 and title_at(line.tokens, at - 1, set()) is not None)
    )  # fmt: skip


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
                found.clear()
            found.append((title, []))
            at = last_end = title.end
        else:
            at += 1
    offices: list[Office] = []
    shared: list[Mention] = []
    for title, bodies in reversed(found):
        if bodies or title.organisation is None:
            shared = bodies or shared
            bodies = shared
        offices.append(Office(title, tuple(bodies), title.begin, end))
    return offices[::-1]


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
    title = title_at(tokens, at, names) if at < len(tokens) else None
    if title is None or (lead.group().strip() == "," and not _closes(line, title)):
        return
    end = title.end
    bodies: list[Mention] = []
    while end < len(tokens):
        mention = line.mention_at.get(end)
        if mention is not None and mention.entity_type != "PERSON":
            bodies.append(mention)
            end = line.last_token(end)
        elif (
            tokens[end].text in {"(", ")", "/"}
            or tokens[end - 1].text == "("
            or tokens[end].text in {"of", "di", "at", "untuk", "the"}
        ):
            end += 1
        else:
            break
    if end < len(tokens) and line.mention_at.get(end) is not None and not bodies:
        return
    while end > title.end and line.mention_at.get(end - 1) is None and tokens[end - 1].text != ")":
        end -= 1
    yield Office(title, tuple(bodies), person_end, end)


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
