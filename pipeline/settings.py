"""Where things lie and how much machine to use, from the environment, with defaults that need no set-up.

LUMBUNG_HOME (default `data`) holds everything that is written, LUMBUNG_SOURCES (default `sources.toml`) names the
sources, LUMBUNG_WORKERS the processes that extract.
"""

import os
from dataclasses import dataclass
from pathlib import Path


class SettingsError(ValueError):
    """A setting that cannot be used; the message names it and the remedy."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Paths of one installation and the number of worker processes."""

    home: Path
    sources: Path
    workers: int

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
    def dagster_home(self) -> Path:
        """Dagster's own state."""
        return self.home / "dagster"


def load() -> Settings:
    """Read the settings. Raises SettingsError for a number of workers or a lexicon folder that cannot be."""
    workers = os.environ.get("LUMBUNG_WORKERS") or str(os.cpu_count() or 1)
    if not workers.isdecimal() or int(workers) < 1:
        raise SettingsError(f"LUMBUNG_WORKERS is {workers!r}. Set it to the number of processes to use, such as 2.")
    lexicon = os.environ.get("LUMBUNG_LEXICON")
    if lexicon and not Path(lexicon).is_dir():
        raise SettingsError(f"LUMBUNG_LEXICON names {lexicon}, which is no folder. Create it or unset the variable.")
    return Settings(
        Path(os.environ.get("LUMBUNG_HOME") or "data").expanduser().resolve(),
        Path(os.environ.get("LUMBUNG_SOURCES") or "sources.toml").expanduser().resolve(),
        int(workers),
    )
