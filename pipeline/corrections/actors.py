"""Which actor a cell of the corrections means: an id, or a name as the warehouse knows it.

Names are those of the facts as extracted, then those that corrections themselves give, so that neither the order of
the lines nor what else is corrected decides what a cell means.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.ids import short_id

_ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor as extracted, or as a correction makes it."""

    actor_id: str
    name: str
    entity_type: str
    country: str | None = None


class NotFound(Exception):
    """A cell that means no actor, or several; `status` as in ops.corrections_applied."""

    def __init__(self, status: str, detail: str) -> None:
        super().__init__(detail)
        self.status = status


def folded(name: str) -> str:
    """A name for comparing: case and white space do not matter."""
    return " ".join(name.split()).lower()


def made(name: str, entity_type: str) -> Actor:
    """The actor of this name and type: it gets the id that it would have if an article named it so."""
    key = f"{entity_type}:{' '.join(name.split()).casefold()}"
    return Actor(short_id("actor", key), name, entity_type)


class Actors:
    """Look-up of the actors that the corrections may mean."""

    def __init__(self, known: Iterable[tuple[Actor, Iterable[str]]]) -> None:
        """`known` has each actor with all names that articles give it."""
        self.by_id: dict[str, Actor] = {}
        self._by_name: dict[str, list[Actor]] = {}
        for actor, names in known:
            self.by_id[actor.actor_id] = actor
            for name in sorted({folded(name) for name in names}):
                self._by_name.setdefault(name, []).append(actor)
        self._given: dict[str, dict[str, Actor]] = {}

    def add(self, actor: Actor) -> Actor:
        """Note an actor that a correction makes; one that is there stays as it is."""
        self.by_id.setdefault(actor.actor_id, actor)
        self.give(actor.actor_id, actor.name)
        return self.by_id[actor.actor_id]

    def give(self, actor_id: str, name: str) -> None:
        """Note a name that a correction gives to an actor."""
        self._given.setdefault(folded(name), {})[actor_id] = self.by_id[actor_id]

    def find(self, written: str, entity_type: str | None = None) -> Actor:
        """The actor meant. Raises NotFound when there is none, or more than one."""
        if _ID.fullmatch(written):
            if written not in self.by_id:
                raise NotFound("no_effect", f"No article names an actor with the id {written}.")
            return self.by_id[written]
        found = list(self._of_type(self._by_name.get(folded(written), ()), entity_type))
        if not found:
            found = list(self._of_type(self._given.get(folded(written), {}).values(), entity_type))
        if not found:
            raise NotFound("no_effect", f'No article names an actor called "{written}".')
        if len(found) > 1:
            ids = ", ".join(f"{a.actor_id} ({a.entity_type})" for a in sorted(found, key=lambda a: a.actor_id))
            raise NotFound("ambiguous", f'Several actors are called "{written}": {ids}. Write the id of one.')
        return found[0]

    def find_or_make(self, written: str, entity_type: str | None, otherwise: str) -> Actor:
        """The actor meant; of a name that is new, a new one of `entity_type` or else of the type `otherwise`."""
        try:
            return self.find(written, entity_type)
        except NotFound as error:
            if error.status == "ambiguous" or _ID.fullmatch(written):
                raise
        return self.add(made(written, entity_type or otherwise))

    @staticmethod
    def _of_type(found: Iterable[Actor], entity_type: str | None) -> Iterator[Actor]:
        return (actor for actor in found if entity_type in (None, actor.entity_type))
