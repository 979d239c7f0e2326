"""From the lines of the corrections to a plan in ids, and the conflicts between them. Pure: rows are changed elsewhere.

The order of lines and files decides nothing: all names are looked up in the facts as extracted, merges are followed to
their end, and what two lines want of one thing is a conflict.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.corrections.actors import Actor, Actors, NotFound, folded
from pipeline.corrections.kinds import NONE, UNKNOWN, Correction, CorrectionsError

Row = tuple[Any, ...]


@dataclass(slots=True)
class Plan:
    """What is to be changed, in ids. Each row ends with the place (file:line) of its correction.

    `failed` tells of each correction that could not be placed its status and why.
    """

    merges: list[tuple[str, str, list[str]]] = field(default_factory=list)  # actor, last one merged into, places
    splits: list[Row] = field(default_factory=list)  # level, actor, to, mention, article, start, outlet, name, place
    removed_aliases: list[Row] = field(default_factory=list)  # actor, alias folded, place
    added_aliases: list[Row] = field(default_factory=list)  # actor, alias, alias folded, place
    hidden_mentions: list[Row] = field(default_factory=list)  # mention, place
    hidden_names: list[Row] = field(default_factory=list)  # name folded, place
    hidden_actors: list[Row] = field(default_factory=list)  # actor, place
    names: list[Row] = field(default_factory=list)  # actor, name, place
    types: list[Row] = field(default_factory=list)  # actor, type, place
    speakers: list[Row] = field(default_factory=list)  # quote, actor, place
    figures: list[Row] = field(default_factory=list)  # figure, the columns of fix_figure, place
    targets: dict[str, Actor] = field(default_factory=dict)  # actors that facts are moved to
    failed: dict[str, tuple[str, str]] = field(default_factory=dict)


def resolve(corrections: Iterable[Correction], actors: Actors, folder: Path) -> Plan:
    """Make the plan. Raises CorrectionsError with all conflicts, which name the lines in `folder`."""
    return _Resolver(tuple(corrections), actors, folder).plan()


class _Resolver:
    def __init__(self, corrections: tuple[Correction, ...], actors: Actors, folder: Path) -> None:
        self._all = corrections
        self._actors = actors
        self._folder = folder
        self._plan = Plan()
        self._conflicts: list[str] = []
        self._into: dict[str, tuple[str, Correction]] = {}
        self._claims: dict[tuple[str, ...], Correction] = {}
        self._ends: dict[str, str] = {}

    def plan(self) -> Plan:
        self._make_actors()
        self._each("merge_actors", self._merge)
        self._follow_merges()
        for kind, work in (
            ("hide", self._hide),
            ("rename_actor", self._rename),
            ("retype_actor", self._retype),
            ("split_actor", self._split),
            ("remove_alias", self._remove_alias),
            ("add_alias", self._add_alias),
            ("fix_speaker", self._speaker),
            ("fix_figure", self._figure),
        ):
            self._each(kind, work)
        self._check_hidden()
        if self._conflicts:
            raise CorrectionsError("\n".join(self._conflicts))
        return self._plan

    def _of(self, kind: str) -> Iterator[Correction]:
        return (correction for correction in self._all if correction.kind == kind)

    def _each(self, kind: str, work: Callable[[Correction], None]) -> None:
        for correction in self._of(kind):
            try:
                work(correction)
            except NotFound as error:
                self._plan.failed[correction.place] = (error.status, str(error))

    def _make_actors(self) -> None:
        """Note the actors and names that corrections make, before any line is looked up by them."""

        def split(correction: Correction) -> None:
            actor = self._known(correction)
            if correction.values["to"] != UNKNOWN:
                kind = actor.entity_type if actor else "PERSON"
                self._actors.find_or_make(correction.values["to"], correction.get("type"), kind)

        def speaker(correction: Correction) -> None:
            if correction.values["speaker"] != UNKNOWN:
                self._actors.find_or_make(correction.values["speaker"], correction.get("type"), "PERSON")

        def rename(correction: Correction) -> None:
            self._actors.give(self._actors.find(correction.values["actor"]).actor_id, correction.values["name"])

        self._each("split_actor", split)
        self._each("fix_speaker", speaker)
        self._each("rename_actor", rename)
        self._plan.failed.clear()

    def _conflict(self, correction: Correction, other: Correction, problem: str) -> None:
        where = f"{self._folder / correction.file}, line {correction.line}"
        self._conflicts.append(f"{where}: {problem} ({other.file}, line {other.line}). Delete one of the two lines.")

    def _claim(self, correction: Correction, key: tuple[str, ...], problem: str) -> None:
        """Note that a line decides something; of two lines that decide the same, deleting one would undo nothing."""
        other = self._claims.setdefault(key, correction)
        if other is not correction:
            self._conflict(correction, other, problem)

    def _merge(self, correction: Correction) -> None:
        actor = self._actors.find(correction.values["actor"])
        into = self._actors.find(correction.values["into"])
        if actor.actor_id == into.actor_id:
            raise NotFound("no_effect", "Both are one actor already.")
        if other := self._into.get(actor.actor_id):
            if other[0] != into.actor_id:
                self._conflict(correction, other[1], "merges into another actor what a line merges")
            return
        self._into[actor.actor_id] = (into.actor_id, correction)

    def _follow_merges(self) -> None:
        for actor_id in sorted(self._into):
            places, at, seen = [], actor_id, {actor_id}
            while at in self._into:
                at, correction = self._into[at]
                places.append(correction.place)
                if at in seen:
                    self._conflict(correction, self._into[actor_id][1], "merges run in a circle")
                    break
                seen.add(at)
            else:
                self._plan.merges.append((actor_id, at, places))
                self._ends[actor_id] = at
                self._target(at)

    def _last(self, actor: Actor) -> str:
        """Id of the actor that is left of it after all merges."""
        return self._ends.get(actor.actor_id, actor.actor_id)

    def _target(self, actor_id: str) -> str:
        self._plan.targets[actor_id] = self._actors.by_id[actor_id]
        return actor_id

    def _find(self, correction: Correction, column: str = "actor") -> str:
        return self._last(self._actors.find(correction.values[column]))

    def _known(self, correction: Correction) -> Actor | None:
        """The actor whose mentions are split; None for mentions without one."""
        written = correction.values["actor"]
        return None if written == UNKNOWN else self._actors.find(written)

    def _rename(self, correction: Correction) -> None:
        actor_id, name = self._find(correction), correction.values["name"]
        self._claim(correction, ("name", actor_id), "renames an actor that a line renames")
        self._plan.names.append((actor_id, name, correction.place))

    def _retype(self, correction: Correction) -> None:
        actor_id, kind = self._find(correction), correction.values["type"]
        self._claim(correction, ("type", actor_id), "retypes an actor that a line retypes")
        self._plan.types.append((actor_id, kind, correction.place))

    def _hide(self, correction: Correction) -> None:
        if mention := correction.get("mention"):
            self._plan.hidden_mentions.append((mention, correction.place))
            self._claim(correction, ("mention", mention), "hides a mention that a line decides on")
        elif name := correction.get("name"):
            self._plan.hidden_names.append((folded(name), correction.place))
            self._claim(correction, ("surface", folded(name)), "hides a name that a line decides on")
        else:
            actor_id = self._find(correction)
            self._claim(correction, ("actor", actor_id), "hides an actor that a line hides")
            self._plan.hidden_actors.append((actor_id, correction.place))

    def _split(self, correction: Correction) -> None:
        get = correction.get
        actor = self._known(correction)
        was, to = self._last(actor) if actor else None, None
        if correction.values["to"] != UNKNOWN:
            kind = actor.entity_type if actor else "PERSON"
            found = self._actors.find_or_make(correction.values["to"], get("type"), kind)
            to = self._target(self._last(found))
        if to == was:
            if actor and found.actor_id != actor.actor_id:
                other = self._into.get(actor.actor_id) or self._into[found.actor_id]
                self._conflict(correction, other[1], "splits actors that a line merges")
            raise NotFound("no_effect", "Both are one actor already.")
        mention, start = get("mention"), get("start")
        if mention:
            self._claim(correction, ("mention", mention), "moves a mention that a line decides on")
        name = get("name")
        level = 6 if mention or start else 2 * (2 if get("article") else 1 if get("outlet") else 0) + bool(name)
        self._plan.splits.append(
            (level, was, to, mention, get("article"), int(start) if start else None, get("outlet"),
             folded(name) if name else None, correction.place)
        )  # fmt: skip

    def _remove_alias(self, correction: Correction) -> None:
        actor_id, alias = self._find(correction), folded(correction.values["alias"])
        self._claim(correction, ("alias", actor_id, alias), "removes an alias that a line decides on")
        self._plan.removed_aliases.append((actor_id, alias, correction.place))

    def _add_alias(self, correction: Correction) -> None:
        actor_id, alias = self._target(self._find(correction)), correction.values["alias"]
        self._claim(correction, ("alias", actor_id, folded(alias)), "adds an alias that a line decides on")
        self._claim(correction, ("surface", folded(alias)), "adds an alias that a line hides or gives to another")
        self._plan.added_aliases.append((actor_id, alias, folded(alias), correction.place))

    def _speaker(self, correction: Correction) -> None:
        speaker = correction.values["speaker"]
        actor_id = None
        if speaker != UNKNOWN:
            found = self._actors.find_or_make(speaker, correction.get("type"), "PERSON")
            actor_id = self._target(self._last(found))
        self._plan.speakers.append((correction.values["quote"], actor_id, correction.place))

    def _figure(self, correction: Correction) -> None:
        get = correction.get
        low = float(value) if (value := get("value")) else None
        high = float(value) if (value := get("value_high")) else low
        first = get("date_low")
        self._plan.figures.append(
            (correction.values["figure"], low, high, get("unit"), get("unit") == NONE, get("kind"), first,
             get("date_high") or first, bool(get("hide")), correction.place)
        )  # fmt: skip

    def _check_hidden(self) -> None:
        """An actor that is hidden cannot be anything else as well."""
        by_place = {correction.place: correction for correction in self._all}
        hidden = {actor_id: by_place[place] for actor_id, place in self._plan.hidden_actors}
        uses = [
            *((into, places[0]) for _, into, places in self._plan.merges),
            *(
                (row[0], row[-1])
                for rows in (self._plan.names, self._plan.types, self._plan.added_aliases)
                for row in rows
            ),
            *((row[2], row[-1]) for row in self._plan.splits if row[2]),
            *((row[1], row[-1]) for row in self._plan.speakers if row[1]),
        ]
        for actor_id, place in uses:
            if actor_id in hidden:
                self._conflict(by_place[place], hidden[actor_id], "uses an actor that a line hides")
