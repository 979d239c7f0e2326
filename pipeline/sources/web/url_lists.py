"""Lists of addresses: a text file with one URL a line, `#` comments, and a publication date after a tab where known."""

from pathlib import Path

from pipeline.sources.config import DEFAULT_TIMEZONE
from pipeline.sources.decode import decode
from pipeline.sources.reasons import ReadError
from pipeline.sources.web.address import normalise
from pipeline.sources.web.model import Entry, Listing
from pipeline.sources.web.received import (
    MAX_LISTING_BYTES,
    ListingError,
    moment,
    unique,
    unpack,
)
from pipeline.sources.web_keys import url_problem, without_credentials

_MOST_PROBLEMS = 20  # a file that is no list of addresses at all would give one a line


def read(path: Path, *, timezone: str = DEFAULT_TIMEZONE) -> Listing:
    """The list in a file, which may be gzipped. Raises ListingError when it cannot be read."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_LISTING_BYTES + 1)
    except OSError as error:
        raise ListingError(f"{path} cannot be read ({error.strerror or error}).") from error
    if not content.strip():
        return Listing(problems=(f"{path} is empty.",))
    return parse(content, "", None, timezone=timezone)


def parse(
    content: bytes,
    url: str,
    content_type: str | None,
    *,
    timezone: str = DEFAULT_TIMEZONE,
) -> Listing:
    """Pages of a list in its order; a line that names none is a problem with its number.

    A date without a zone is in `timezone`. Raises ListingError when the content is no text.
    """
    content, problems = unpack(content)
    try:
        text = decode(content).text.lstrip("\ufeff")
    except ReadError as error:
        raise ListingError(f"The list of addresses is no text ({error.detail}).") from error
    entries: list[Entry] = []
    bad: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        written, _, date = line.strip().partition("\t")
        written = written.strip()
        if not written or written.startswith("#"):
            continue
        problem = url_problem(written)
        page = normalise(written) if problem is None else None
        if page is None:
            shown = without_credentials(written[:80])
            bad.append(f'Line {number}: "{shown}" {problem or "is no address of a page"}.')
            continue
        published = moment(date, timezone)
        if date.strip() and published is None:
            bad.append(f'Line {number}: "{date.strip()[:40]}" is no date.')
        entries.append(Entry(page, published))
    if len(bad) > _MOST_PROBLEMS:
        bad = [*bad[:_MOST_PROBLEMS], f"{len(bad) - _MOST_PROBLEMS} more lines are no addresses."]
    return Listing(unique(entries), problems=(*problems, *bad))
