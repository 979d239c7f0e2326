"""The configuration of the read step: which sources, days and pages one refresh is to fetch, for backfills.

What each option does to a page is decided in `sources.web.plan`.
"""

import difflib
from collections.abc import Sequence
from datetime import date

import dagster as dg
from pydantic import Field

from pipeline.sources.config import Source, SourcesError
from pipeline.sources.web.model import Window
from pipeline.sources.web.plan import Options


class FetchConfig(dg.Config):
    """What one refresh is to look at, other than usual. Everything left as it is gives the daily refresh."""

    sources: list[str] = Field(default=[], description="Ids of the sources to look at; empty: all that are enabled.")
    since: str = Field(
        default="", description="First day of publication to fetch, such as 2026-01-01; empty: no first day."
    )
    until: str = Field(
        default="", description="Last day of publication to fetch, such as 2026-01-31; empty: no last day."
    )
    ignore_recheck: bool = Field(
        default=False, description="Ask for listed pages again although they are not due (recheck_hours, recheck_days)."
    )
    max_pages: int = Field(
        default=0, description="Most pages to ask for, by source; 0: max_pages of the source in sources.toml."
    )

    def options(self, sources: Sequence[Source]) -> Options:
        """The checked options. Raises SourcesError for a source that is not there, and for what is no day or number."""
        known = [source.id for source in sources if source.enabled]
        for name in self.sources:
            if name not in known:
                close = difflib.get_close_matches(name, known, n=1)
                remedy = f"Did you mean `{close[0]}`?" if close else f"Enabled are: {', '.join(known)}."
                raise SourcesError(f'no enabled source has the id "{name}". {remedy}')
        window = Window(_day("since", self.since), _day("until", self.until))
        if window.since and window.until and window.since > window.until:
            raise SourcesError(f"since ({window.since}) lies after until ({window.until}). Swap them.")
        if self.max_pages < 0:
            raise SourcesError(
                f"max_pages is {self.max_pages}. Give a number of 1 or more, or 0 for what the source says."
            )
        return Options(tuple(self.sources), window, self.ignore_recheck, self.max_pages or None)


def _day(name: str, written: str) -> date | None:
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise SourcesError(f'{name} is "{written}", which is no day. Write it as 2026-01-31.') from error
