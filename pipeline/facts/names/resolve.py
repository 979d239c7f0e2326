"""Who each name means: candidates of an article become mentions, actors and the alias rows that are the evidence.

Identity is type and canonical name. Similar spellings are never merged.
"""

from datetime import date

from pipeline.facts.model import Actor, Alias, Mention, Names, actor_key
from pipeline.facts.names.candidate import Candidate
from pipeline.facts.names.lexicon import AliasKind, Entry
from pipeline.facts.names.local import canonical_name, readings


def resolve(candidates: list[Candidate], published: date | None) -> Names:
    """Names of an article from its candidates in text order; `published` decides between names of different years."""
    mentions: list[Mention] = []
    actors: dict[str, Actor] = {}
    aliases: dict[tuple[str, str], Alias] = {}
    seen: list[str] = []
    read = [readings(candidate) for candidate in candidates]
    spelled = _first_spelled(candidates, read)
    present = {entries[0].canonical for entries in read if len(entries) == 1}
    for candidate, entries in zip(candidates, read, strict=True):
        entry = None if candidate.is_doubtful else _choose(entries, published, present, seen)
        key = None
        if entry is not None:
            key = actor_key(candidate.entity_type, entry.canonical)
            known = actors.get(key)
            if known is None or (known.country is None and entry.country):
                actors[key] = Actor(key, entry.canonical, candidate.entity_type, entry.country)
            if entry.kind not in ("short", "acronym"):
                seen.append(entry.canonical)
            _note_alias(aliases, key, candidate, entry, spelled)
        mentions.append(Mention(candidate.start, candidate.end, candidate.surface, candidate.entity_type, key))
    return Names(tuple(mentions), actors, tuple(aliases.values()))


def _choose(entries: list[Entry], published: date | None, present: set[str], seen: list[str]) -> Entry | None:
    """The reading that is meant; None when two persons or bodies share the name and nothing tells them apart."""
    if len(entries) == 1:
        return entries[0] if _valid(entries[0], published) else None
    valid = [entry for entry in entries if _valid(entry, published)]
    if len({entry.canonical for entry in valid}) > 1 and published is None:
        valid = [entry for entry in valid if entry.canonical in present] or valid
    best = min((entry.rank for entry in valid), default=0)
    valid = [entry for entry in valid if entry.rank == best]
    names = dict.fromkeys(entry.canonical for entry in valid)
    if len(names) <= 1:
        return valid[0] if valid else None
    if any(entry.valid_from or entry.valid_to for entry in valid):
        return valid[0]
    named = [name for name in dict.fromkeys(reversed(seen)) if name in names]
    if len(named) == 1:
        return next(entry for entry in valid if entry.canonical == named[0])
    return None


def _valid(entry: Entry, published: date | None) -> bool:
    if published is None:
        return True
    after_start = entry.valid_from is None or entry.valid_from <= published
    return after_start and (entry.valid_to is None or published <= entry.valid_to)


def _first_spelled(candidates: list[Candidate], read: list[list[Entry]]) -> dict[str, Candidate]:
    """By actor, where the article first writes its name out: the evidence of the other names that it uses."""
    first: dict[str, Candidate] = {}
    for candidate, entries in zip(candidates, read, strict=True):
        for entry in entries:
            key = actor_key(candidate.entity_type, entry.canonical)
            if key not in first and key == actor_key(
                candidate.entity_type, canonical_name(candidate.surface, candidate.entity_type)
            ):
                first[key] = candidate
    return first


def _note_alias(
    aliases: dict[tuple[str, str], Alias], key: str, candidate: Candidate, entry: Entry, spelled: dict[str, Candidate]
) -> None:
    surface = " ".join(candidate.surface.split())
    if (key, surface) in aliases:
        return
    kind: AliasKind = "full" if surface == entry.canonical else entry.kind
    if entry.source:
        aliases[key, surface] = Alias(
            key, surface, kind, entry.source, valid_from=entry.valid_from, valid_to=entry.valid_to
        )
        return
    place = candidate if surface == entry.canonical else spelled.get(key, candidate)
    aliases[key, surface] = Alias(key, surface, kind, "article", place.start, place.end)
