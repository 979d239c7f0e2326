"""The field of an office: what follows "Menteri" or "Wakil Ketua Umum Bidang", as far as it is no name.

The words of a body's own name belong to `bodies`, titles themselves to `lookup`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.facts.names.lexicon import Entry, cues, is_common, lexicon, phrases, word_set

if TYPE_CHECKING:
    from pipeline.facts.names.scan import Scanner


def ministry_field(scanner: Scanner, at: int) -> int:
    """End of the ministry's field after "Menteri": known fields, commas inside them or not; 0 if unknown."""
    tokens = scanner.tokens
    best = 0
    for words, _ in lexicon().fields.index.get(tokens[at].text, ()):
        position = at
        for word in words:
            if position < len(tokens) and tokens[position].text == "," and position > at:
                position += 1
            if position >= len(tokens) or tokens[position].text != word:
                break
            position += 1
        else:
            best = max(best, position)
    return best


def ministry_acronym(scanner: Scanner, start: int, end: int) -> list[Entry]:
    """Entries of the body when the field is its acronym ("Menteri ESDM"); empty when it is the field in words."""
    words = tuple(token.text for token in scanner.tokens[start:end])
    known = lexicon().forms.known
    named = known.get(words, [])
    if named and named[0].entity_type == "ORG":
        return named
    return known.get(("Kementerian", *words), []) if len(words) == 1 and words[0].isupper() else []


def _opens_person(scanner: Scanner, at: int) -> bool:
    """Whether an ordinary word is a first name here: one that only stands before another name, which follows."""
    tokens = scanner.tokens
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    alone = tokens[at].text in word_set("names_not_alone.txt")
    return alone and following is not None and following.is_capital and not is_common(following.text)


def _is_company_after(scanner: Scanner, at: int) -> bool:
    """Whether what an English title's "of" leads to is no field but an unknown name: "founder of Rumah Kancing"."""
    tokens, end = scanner.tokens, at
    if scanner.context.language != "en":
        return False
    while end < len(tokens) and tokens[end].is_capital and not tokens[end].first:
        end += 1
    return end - at > 1 and not all(is_common(token.text) for token in tokens[at:end])


def free_field(scanner: Scanner, at: int) -> int:
    """End of a field in ordinary words after a title: "Wakil Ketua Umum Bidang Perdagangan …"."""
    tokens, end = scanner.tokens, at
    while end < len(tokens):
        token = tokens[end]
        if _opens_person(scanner, end) or (token.text == "of" and _is_company_after(scanner, end + 1)):
            break
        if token.text in word_set("titles_fields.txt"):
            end += 1
            continue
        plain = (
            token.is_capital and not token.first and is_common(token.text) and token.text not in lexicon().given
            and not scanner.hit(end) and not phrases("org_heads.csv", "head").match(tokens, end)
        )  # fmt: skip
        joins = token.text in {"dan", "&", "of", "for"} and end + 1 < len(tokens)
        joins = joins and (end > at or token.text in {"of", "for"})
        plain_next = joins and (token.text == "of" or is_common(tokens[end + 1].text)) and not scanner.hit(end + 1)
        if plain_next and tokens[end + 1].is_capital and not scanner.title(end + 1):
            end += 2
        elif plain and token.text not in cues("org") and not scanner.title(end):
            end += 1
        else:
            break
    return end
