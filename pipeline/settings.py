"""Where things lie and how much machine to use, from the environment, with defaults that need no set-up.

LUMBUNG_HOME (default `data`) holds everything that is written, LUMBUNG_SOURCES (default `sources.toml`) names the
sources, LUMBUNG_CORRECTIONS (default `corrections` beside it) the folder of the user's corrections, LUMBUNG_WORKERS the
processes that extract, LUMBUNG_KEEP the published versions that are kept.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

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
    def corrections(self) -> Path:
        """Folder of the user's corrections; what a user writes lies beside the sources file, not in `home`."""
        named = os.environ.get("LUMBUNG_CORRECTIONS")
        return Path(named).expanduser().resolve() if named else self.sources.parent / "corrections"

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
    """Read the settings. Raises SettingsError for a number, a lexicon folder or a time zone that cannot be."""
    workers = _number("LUMBUNG_WORKERS", os.cpu_count() or 1, "the number of processes to use, such as 2")
    keep = _number("LUMBUNG_KEEP", publish.KEEP, "the number of published versions to keep, such as 7")
    lexicon = os.environ.get("LUMBUNG_LEXICON")
    if lexicon and not Path(lexicon).is_dir():
        raise SettingsError(f"LUMBUNG_LEXICON names {lexicon}, which is no folder. Create it or unset the variable.")
    corrections = os.environ.get("LUMBUNG_CORRECTIONS")
    if corrections and not Path(corrections).expanduser().is_dir():
        raise SettingsError(
            f"LUMBUNG_CORRECTIONS names {corrections}, which is no folder. Create it or unset the variable."
        )
    timezone()
    schedule_is_on()
    return Settings(
        Path(os.environ.get("LUMBUNG_HOME") or "data").expanduser().resolve(),
        Path(os.environ.get("LUMBUNG_SOURCES") or "sources.toml").expanduser().resolve(),
        workers,
        keep,
    )


def timezone() -> str:
    """Return the IANA name of the clock of the daily refresh. Raises SettingsError for a name that is none."""
    name = os.environ.get("LUMBUNG_TIMEZONE") or "Asia/Jakarta"
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise SettingsError(f"LUMBUNG_TIMEZONE is {name!r}. Set it to an IANA name, such as Asia/Jakarta.") from error
    return name


def schedule_is_on() -> bool:
    """Tell whether the daily refresh is on from the start. Raises SettingsError for anything but 0 and 1."""
    value = os.environ.get("LUMBUNG_SCHEDULE_ON") or "0"
    if value not in ("0", "1"):
        raise SettingsError(f"LUMBUNG_SCHEDULE_ON is {value!r}. Set it to 1, or unset the variable.")
    return value == "1"


def _number(name: str, default: int, meaning: str) -> int:
    value = os.environ.get(name) or str(default)
    if not (value.isascii() and value.isdecimal()) or int(value) < 1:
        raise SettingsError(f"{name} is {value!r}. Set it to {meaning}.")
    return int(value)
