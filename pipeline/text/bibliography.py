"""An article's metadata as it is kept: for each field the value of the most trusted origin, and which origin that was.

Values come from the source, the page (`page_metadata`) and the cleaned text (`Draft`); `publication` weighs the times.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.text.clean_characters import normalise
from pipeline.text.clean_credits import read_credits
from pipeline.text.clean_draft import HAN, Draft
from pipeline.text.dates import DEFAULT_ZONE
from pipeline.text.metadata import (
    Credits,
    agency_in_byline,
    clean_person,
    find_outlet,
    outlet_in_credit,
    outlet_of_url,
    zone_of_url,
)
from pipeline.text.model import Document, Origin
from pipeline.text.page_metadata import PageMetadata
from pipeline.text.people_han import clean_han_names, is_credit_line, read_han_credits
from pipeline.text.publication import (
    Candidate,
    Publication,
    choose,
    day_of_url,
    last_day,
    of_report,
    of_text,
    reference_of,
)
from pipeline.text.publication import (
    stated as stated_times,
)

_CREDITING = frozenset(("byline", "editor", "timestamp", "source_credit"))
# Reasons of removed text that may name the outlet, the most telling first.
_NAMING = ("dateline", "byline", "timestamp", "source_credit")
LONGEST_FIELD = 4000  # characters of a title, name or address
Value = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Told:
    """What is known before the text is cleaned: the source's and the page's values with their origins."""

    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    page: PageMetadata = field(default_factory=PageMetadata)
    front: Mapping[str, str] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The fields of an article about its publication, None where nothing tells, with their origins."""

    title: str | None
    byline: str | None
    editor: str | None
    agency: str | None
    dateline: str | None
    outlet: str | None
    url: str | None
    published: Publication
    origins: tuple[Origin, ...]


def told_of(document: Document, page: PageMetadata, front: Mapping[str, str]) -> Told:
    """What source, page and front matter state; the source's own words win."""
    stated, origins = document.stated, page.origins
    url = _first((_own_url(document), "stated"), (page.url, origins.get("url", "request")), (stated.url, "request"))
    outlet = _first(
        (stated.outlet, "stated"), (outlet_of_url(url[0]), "url"),
        (find_outlet(page.outlet) or page.outlet, origins.get("outlet", "")),
    )  # fmt: skip
    title = _first(
        (stated.title, "stated"), (page.title, origins.get("title", "")), (front.get("title"), "front_matter")
    )
    byline = _first(
        (stated.byline, "stated"),
        (clean_person(page.author, outlet[0]), origins.get("byline", "")),
        (clean_person(front.get("author"), outlet[0]), "front_matter"),
    )
    chosen = {"url": url, "outlet": outlet, "title": title, "byline": byline}
    return Told(title[0], byline[0], outlet[0], url[0], page, front, {name: told[1] for name, told in chosen.items()})


def settle(document: Document, told: Told, draft: Draft, paragraphs: Sequence[str]) -> Bibliography:
    """Join what was told with what the cleaned text says; `paragraphs` are the texts of its body."""
    page = told.page
    credits = _credits(draft, paragraphs)
    marked = read_credits(page.credits, told.outlet)
    values: dict[str, Value] = {
        "title": (draft.title, told.origins["title"] if told.title else "text"),
        "byline": _first(
            (told.byline, told.origins["byline"]),
            (credits.byline, "text"),
            (marked.byline, "markup"),
            (page.guessed_author, "trafilatura"),
        ),
        "editor": _first(
            (page.editor, page.origins.get("editor", "")), (credits.editor, "text"), (marked.editor, "markup")
        ),
        "agency": _first((page.agency, page.origins.get("agency", "")), (credits.agency, "text")),
        "dateline": _first((page.dateline, "json_ld"), (draft.dateline, "text")),
        "outlet": _first((told.outlet, told.origins["outlet"]), (_outlet_of_text(draft), "text")),
        "url": (told.url, told.origins["url"]),
    }
    published = choose(_times(document, told, draft, paragraphs))
    origins = [Origin(name, origin) for name, (value, origin) in values.items() if value]
    if published.day and published.day_origin:
        origins.append(Origin("published_on", published.day_origin, "day"))
    if published.at and published.at_origin:
        origins.append(Origin("published_at", published.at_origin, published.precision))
    return Bibliography(
        **{name: value for name, (value, _) in values.items()}, published=published, origins=tuple(origins)
    )


def _credits(draft: Draft, paragraphs: Sequence[str]) -> Credits:
    """Writers, editor and agency by the cleaned text: as the cleaner noted them, else from lines that it removed."""
    lines = [removed.text for removed in draft.removed if removed.reason in _CREDITING]
    han = read_han_credits((*filter(is_credit_line, (*paragraphs[:2], *paragraphs[-2:])), *lines))
    byline = clean_han_names(draft.byline) if draft.byline and HAN.search(draft.byline) else draft.byline
    agency = draft.agency or han.agency or next((name for line in lines if (name := agency_in_byline(line))), None)
    return Credits(byline or han.byline, draft.editor or han.editor, agency)


def _first(*values: Value) -> Value:
    """First value that says anything, on one line, with the characters of a text; one too long for a field is none."""
    fields = ((_field(value), origin) for value, origin in values if value and len(value) <= LONGEST_FIELD)
    return next((field for field in fields if field[0]), (None, ""))


def _field(value: str) -> str | None:
    return " ".join(normalise(value).split()) or None


def _own_url(document: Document) -> str | None:
    """The address that the source gives; one that is only where the page was asked for gives way to the page's own."""
    url = document.stated.url
    return url if url != document.source_uri or document.media_type == "text" else None


def _outlet_of_text(draft: Draft) -> str | None:
    for reason in _NAMING:
        for removed in draft.removed:
            if removed.reason == reason and (outlet := outlet_in_credit(removed.text)):
                return outlet
    return None


def _times(document: Document, told: Told, draft: Draft, paragraphs: Sequence[str]) -> Iterator[Candidate]:
    """Times of publication in their order of trust."""
    stated, zone, last = document.stated, _zone(document, told), last_day(document.fetched_at)
    yield from stated_times([(stated.published_at, "stated"), (told.front.get("date"), "front_matter")], zone, None)
    page = told.page
    yield from stated_times([time for time in page.times if time[1] != "htmldate"], zone, last)
    if (day := next((d for d in map(day_of_url, (stated.url, told.url)) if d), None)) and day <= last:
        yield Candidate(day, None, "day", "url")
    yield from stated_times([time for time in page.times if time[1] == "htmldate"], zone, last)
    told_updates = list(stated_times([(value, "page_update") for value in page.updates], zone, last))
    hints = list(stated_times([(stated.published_hint, "listing")], zone, None))
    reference = reference_of(document.source_uri, document.fetched_at, _moment(hints))
    yield from of_text(draft, page.printed, reference, zone)
    yield from told_updates
    yield from hints
    yield from of_report(draft, paragraphs, reference, zone, last)


def _zone(document: Document, told: Told) -> str:
    """The source's time zone; where it is only the default one, that of the country whose domain the page is under."""
    zone = document.stated.timezone
    return (zone_of_url(told.url) or zone) if zone == DEFAULT_ZONE else zone


def _moment(hints: Sequence[Candidate]) -> datetime | None:
    return next((hint.at for hint in hints if hint.at), None)
