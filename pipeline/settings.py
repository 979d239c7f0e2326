"""Where things lie and how much machine to use, from the environment, with defaults that need no set-up.

LUMBUNG_HOME (default `data`) holds everything that is written, LUMBUNG_SOURCES (default `sources.toml`) names the
sources, LUMBUNG_WORKERS the processes that extract, LUMBUNG_KEEP the published versions that are kept.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from warehouse import publish


class SettingsError(ValueError):
    """A setting that cannot be used; the message names it and the remedy."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Paths of one installation, the number of worker processes, and of published versions that are kept."""

    home: Path
    sources: Path
    workers: int
    keep: int

    @property
    def working(self) -> Path:
        """The file that the pipeline writes; readers open `published`."""
        return self.home / "work" / "lumbung.duckdb"

    @property
    def raw(self) -> Path:
        """Pages of the web sources as received."""
        return self.home / "raw"

    @property
    def lock(self) -> Path:
        """Held by the one refresh that runs."""
        return self.home / "work" / "refresh.lock"

    @property
    def published(self) -> Path:
        """The link to the published version."""
        return self.home / "lumbung.duckdb"

    @property
    def report(self) -> Path:
        """The page for people, made from the published version."""
        return self.home / "report.html"

    @property
    def report_lock(self) -> Path:
        """Held by the one process that makes the report."""
        return self.home / "work" / "report.lock"

    @property
    def dagster_home(self) -> Path:
        """Dagster's own state."""
        return self.home / "dagster"


def load() -> Settings:
    """Read the settings. Raises SettingsError for a number or a lexicon folder that cannot be."""
    workers = _number("LUMBUNG_WORKERS", os.cpu_count() or 1, "the number of processes to use, such as 2")
    keep = _number("LUMBUNG_KEEP", publish.KEEP, "the number of published versions to keep, such as 7")
    lexicon = os.environ.get("LUMBUNG_LEXICON")
    if lexicon and not Path(lexicon).is_dir():
        raise SettingsError(f"LUMBUNG_LEXICON names {lexicon}, which is no folder. Create it or unset the variable.")
    return Settings(
        Path(os.environ.get("LUMBUNG_HOME") or "data").expanduser().resolve(),
        Path(os.environ.get("LUMBUNG_SOURCES") or "sources.toml").expanduser().resolve(),
        workers,
        keep,
    )


def _number(name: str, default: int, meaning: str) -> int:
    value = os.environ.get(name) or str(default)
    if not (value.isascii() and value.isdecimal()) or int(value) < 1:
        raise SettingsError(f"{name} is {value!r}. Set it to {meaning}.")
    return int(value)
