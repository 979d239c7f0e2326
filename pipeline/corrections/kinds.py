"""What a user may correct: the kinds of corrections, each with its file, its columns and an example line.

Reading files belongs to `files`, finding what a line means in the warehouse to `resolve`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

TYPES: Final = ("PERSON", "ORG", "PLACE", "EVENT", "PRODUCT", "LAW")
FIGURE_KINDS: Final = (*("money", "percent", "count", "measure", "duration", "date", "year", "year_range", "ordinal"),)
UNKNOWN: Final = "unknown"  # as a speaker or as the actor of a mention: nobody can tell
NONE: Final = "none"  # as a unit: a plain count


class CorrectionsError(ValueError):
    """Mistakes in the corrections, one a line; each names file, line and remedy."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of correction. `key`, where there is one, is the column whose value may stand in one line only."""

    name: str
    what: str
    required: tuple[str, ...]
    optional: tuple[str, ...]
    example: tuple[str, ...]
    key: str | None = None

    @property
    def file(self) -> str:
        """Name of its file."""
        return f"{self.name}.csv"

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns, in the order of the template."""
        return (*self.required, *self.optional, "note")


@dataclass(frozen=True, slots=True)
class Correction:
    """A line of a corrections file; `values` has the cells that are not empty, by column."""

    kind: str
    line: int
    values: Mapping[str, str]

    @property
    def file(self) -> str:
        """Name of its file."""
        return f"{self.kind}.csv"

    @property
    def place(self) -> str:
        """File and line, as facts.overruled names it."""
        return f"{self.file}:{self.line}"

    def get(self, column: str) -> str | None:
        """The cell, None when it is empty."""
        return self.values.get(column)


KINDS: Final[Mapping[str, Kind]] = {
    kind.name: kind
    for kind in (
        Kind(
            "merge_actors",
            "Two actors are one: all that is said of `actor` is said of `into`.",
            ("actor", "into"),
            (),
            ("Rini S.", "Rini Sasmita", "the same person"),
            "actor",
        ),
        Kind(
            "split_actor",
            "Mentions of `actor` mean another, `to`: one `mention`, those of an `article` (id or address; the one at"
            " `start`), of an `outlet`, under a `name`, or several of these together. A `to` that is new gets `type`;"
            " `unknown` leaves them without actor; as `actor` it means mentions that have none.",
            ("actor", "to"),
            ("type", "mention", "article", "start", "outlet", "name"),
            ("Budi Hartono", "Budi Hartono (Kudus)", "PERSON", "", "", "", "Warta Kudus", "Budi", "the mayor"),
        ),
        Kind(
            "rename_actor",
            "The actor goes by another label; its id stays.",
            ("actor", "name"),
            (),
            ("Kemkomdigi", "Kementerian Komunikasi dan Digital", "full name"),
            "actor",
        ),
        Kind(
            "retype_actor",
            "The actor is of another type: PERSON, ORG, PLACE, EVENT, PRODUCT or LAW; its id stays.",
            ("actor", "type"),
            (),
            ("Selat Karya", "ORG", "a company"),
            "actor",
        ),
        Kind(
            "hide",
            "What is no name: a `mention` (its id), an `actor` with all its mentions, or a `name` wherever it stands.",
            (),
            ("mention", "actor", "name"),
            ("", "", "Baca Juga", "a link"),
        ),
        Kind(
            "add_alias",
            "The actor also goes by this name, in all articles, also where no name was seen.",
            ("actor", "alias"),
            (),
            ("Bank Indonesia", "bank sentral RI", ""),
        ),
        Kind(
            "remove_alias",
            "The actor does not go by this name: mentions under it lose their actor.",
            ("actor", "alias"),
            (),
            ("Bank Indonesia", "BI", ""),
        ),
        Kind(
            "fix_speaker",
            "The statement is of another speaker; `unknown` takes it from whom it was given. A speaker who is new gets"
            " `type`, PERSON unless said.",
            ("quote", "speaker"),
            ("type",),
            ("0123456789abcdef", "Rini Sasmita", "", ""),
            "quote",
        ),
        Kind(
            "fix_figure",
            "The figure has another value, unit (`none`: a plain count), kind or days; empty cells stay as they are."
            " `yes` under `hide`: it is no figure.",
            ("figure",),
            ("value", "value_high", "unit", "kind", "date_low", "date_high", "hide"),
            ("0123456789abcdef", "1500000000", "", "IDR", "money", "", "", "", ""),
            "figure",
        ),
    )
}
