"""Named laws, plans, events and products as data: heads, tails and whole names, read once a process.

Only reading and look-up. Where a thing stands in a text is the business of `extract`.
"""

import re
from dataclasses import dataclass
from functools import cache

from pipeline import lexicons
from pipeline.facts.model import EntityType
from pipeline.facts.names.lexicon import AliasKind, Entry, Forms
from pipeline.facts.names.tokens import has_han, words_of

NAMES: dict[str, EntityType] = {
    "things_laws.csv": "LAW",
    "things_events.csv": "EVENT",
    "things_products.csv": "PRODUCT",
}
_SPLIT = re.compile(r"\s*;\s*")


@dataclass(frozen=True, slots=True)
class Head:
    """A word that opens a name: its type, itself written out, and what must follow (`number`, `several` or "")."""

    head: str
    entity_type: EntityType
    full: str
    needs: str


@dataclass(frozen=True, slots=True)
class Things:
    """Whole names in Latin and in Han script; `versioned` maps a canonical name to `yes` or `needed`."""

    forms: Forms
    han: dict[str, Entry]
    versioned: dict[str, str]


@cache
def heads() -> tuple[Forms, dict[str, Head]]:
    """Heads as forms to match, and what each one means by its text."""
    forms, meanings = Forms(), {}
    for row in lexicons.table("things_heads.csv"):
        entity_type: EntityType = row["type"]  # type: ignore[assignment]
        meanings[row["head"]] = Head(row["head"], entity_type, row["full"] or row["head"], row["needs"])
        forms.add(words_of(row["head"]), Entry(row["head"], entity_type, None, "full", "things_heads.csv"))
    forms.seal()
    return forms, meanings


def abbreviated_heads(name: str) -> list[str]:
    """Abbreviations of the head that a name opens with: "UU" for "Undang-Undang Keterbukaan Informasi Publik"."""
    return [head.head for head in heads()[1].values() if head.full != head.head and name.startswith(f"{head.full} ")]


@cache
def tails() -> dict[str, EntityType]:
    """Types by the word that closes a name."""
    return {row["tail"]: row["type"] for row in lexicons.table("things_tails.csv")}  # type: ignore[misc]


@cache
def things() -> Things:
    """All whole names."""
    forms, han, versioned = Forms(), {}, {}
    for name, entity_type in NAMES.items():
        for row in lexicons.table(name):
            canonical, country = row["canonical"], row.get("country") or None
            versioned[canonical] = row.get("versions", "yes" if entity_type == "EVENT" else "")
            for form in dict.fromkeys([canonical, *filter(None, _SPLIT.split(row["forms"]))]):
                if has_han(form):
                    han[form] = Entry(canonical, entity_type, country, "translation", name)
                elif words := words_of(form):
                    short = " " not in form and form.isupper() and form != canonical
                    kind: AliasKind = "full" if form == canonical or not short else "acronym"
                    forms.add(words, Entry(canonical, entity_type, country, kind, name))
    forms.seal()
    return Things(forms, han, versioned)
