"""What a web page states about its article: headline, people, agency, outlet, address and times, with their origins.

From JSON-LD, Open Graph, other meta tags, marked-up elements, the address and htmldate, in that order of trust. What
the text says beside it is weighed in `bibliography` and `publication`.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any
from urllib.parse import urljoin, urlsplit

from htmldate import find_date
from lxml.html import HtmlElement
from trafilatura.metadata import extract_metadata

from pipeline import lexicons
from pipeline.text.clean_draft import count_words, is_prose, key
from pipeline.text.dates import read_stamp
from pipeline.text.dates_loose import split_dated
from pipeline.text.html_pages import has_further_pages
from pipeline.text.json_ld import Described, read_json_ld, text_of
from pipeline.text.metadata import agency_among, clean_person, find_outlet, is_person_name, outlet_of_url, split_title
from pipeline.text.page_dates import date_effort
from pipeline.text.publication import day_of_url

Told = tuple[str, str]  # a value and its origin
_FIRST_OF_YEAR = re.compile(
    r"(?<!\d)(?:\d{4}[-/.]?0?1[-/.]?0?1|0?1[-/.]0?1[-/.]\d{4}|0?1(?:st)?\.?\s(?:Jan|jan|JAN)|(?:Jan|JAN)\w*\.?\s0?1\b)|1月1日"
)
_CREDIT_CLASS = re.compile(
    r"(?:^|[\s_-])(?:author|byline|credit|writer|reporter|editor|penulis|redaktur|wartawan|jurnalis|pewarta)",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(r"\s*(?:\.{3}|…)$")
_EARLIEST_FETCH = 1995  # a file's time before it is no time of fetching
_PRINTED = 60  # elements behind the headline in which a printed date is looked for
_LONGEST_LINE = 120
_LONGEST_NAME = 60
_LONGEST_VALUE = 2000


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """Values as the page states them, None where it is silent; `origins` by field, `times` as (value, origin).

    `guessed_author` is trafilatura's, weaker than what the text says, as are `credits`, short lines beside the text;
    `updates` are times of updates as written, `printed` the dated lines below the headline.
    """

    title: str | None = None
    author: str | None = None
    editor: str | None = None
    agency: str | None = None
    dateline: str | None = None
    outlet: str | None = None
    url: str | None = None
    description: str | None = None
    body: str | None = None
    is_free: bool | None = None
    further_pages: bool = False
    guessed_author: str | None = None
    times: tuple[Told, ...] = ()
    updates: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    origins: dict[str, str] = field(default_factory=dict)


def read_metadata(tree: HtmlElement, url: str | None, fetched_on: date) -> PageMetadata:
    """Metadata of a page; `fetched_on` bounds the dates that are believed. Never raises on account of the page."""
    meta = _Tags(tree)
    canonical = _canonical(tree, url)
    headings = [" ".join(h1.text_content().split()) for h1 in _some(tree.iter("h1"), 10)]
    title_tag = next((" ".join(element.text_content().split()) for element in tree.iter("title")), None)
    stated = [value for value, _ in meta.all("url")] + [split_title(value)[0] for value, _ in meta.all("title")]
    described = read_json_ld(tree, (canonical, url, *stated, *headings[:1]))
    origins: dict[str, str] = {}
    last = fetched_on + timedelta(days=1) if fetched_on.year >= _EARLIEST_FETCH else date(2100, 1, 1)
    times = [(value, origin) for value, origin in _times(tree, described, meta) if _believable(value, last)]
    titled = [*_told(described.headline, "json_ld"), *meta.all("title")]
    named = [*_names(described.authors), *meta.all("author"), *_marked_authors(tree)]
    site = _first([*_told(described.publisher, "json_ld"), *meta.all("site")])
    guess: Any = None
    if not titled or not named:
        guess = _trafilatura_metadata(tree, url, last)
    updates = [value for value, _ in (*_told(described.modified, "json_ld"), *meta.all("modified"))]
    if not times and not day_of_url(url):
        updated = {stamp.day for value in updates if (stamp := read_stamp(value))}
        times += [(day, "htmldate") for day in _htmldate(tree, last) if date.fromisoformat(day) not in updated]
    link = canonical or next((value for value, _ in meta.all("url") if _is_link(value)), None) or described.url
    outlet, origins["outlet"] = _outlet(url, link, site, getattr(guess, "sitename", None))
    marked = [(heading, "markup") for heading in _own_headings(headings, title_tag, outlet)]
    titled += [*marked, *_told(getattr(guess, "title", None), "trafilatura"), *_told(title_tag, "markup")]
    title, origins["title"] = _title(titled, headings, outlet)
    owner = (outlet, site[0], _label(link or url))
    author, origins["byline"] = _person(named, owner)
    editor, origins["editor"] = _person([*_names(described.editors), *meta.all("editor")], owner)
    agency, origins["agency"] = _agency([*_names((*described.authors, *described.organisations)), *named], outlet)
    origins["dateline"] = "json_ld"
    origins["url"] = "canonical" if canonical else _origin_of(link, meta, described)
    guessed = _person(_told(getattr(guess, "author", None), "trafilatura"), owner)[0]
    return PageMetadata(
        title=title, author=author, editor=editor, agency=agency, dateline=described.dateline, outlet=outlet,
        url=link if _is_link(link) else url,
        description=described.description or _first(meta.all("description"))[0],
        body=described.body, is_free=described.is_free, further_pages=has_further_pages(tree, link or url),
        guessed_author=guessed, times=tuple(times),
        updates=tuple(value for value in updates if _believable(value, last)),
        printed=tuple(_printed(tree)), credits=tuple(_credits(tree)), origins=origins,
    )  # fmt: skip


@cache
def _tag_rows() -> dict[str, tuple[tuple[str, str], ...]]:
    """Tags and their origins by field."""
    rows = lexicons.table("cleaning_meta_tags.csv")
    fields = dict.fromkeys(row["field"] for row in rows)
    return {name: tuple((row["tag"], row["origin"]) for row in rows if row["field"] == name) for name in fields}


class _Tags:
    """Meta tags of a page."""

    def __init__(self, tree: HtmlElement) -> None:
        self._found: dict[str, list[str]] = {}
        for element in tree.iter("meta"):
            name = element.get("property") or element.get("name") or element.get("itemprop")
            content = text_of((element.get("content") or "")[:_LONGEST_VALUE])
            if name and content:
                self._found.setdefault(name.strip().casefold(), []).append(content)
        self._parsely()

    def all(self, name: str) -> list[Told]:
        """Values of a field and their origins, the most trusted first; several tags of one name are one value."""
        kinds = _tag_rows().get(name, ())
        if name != "author":
            return [(self._found[tag][0], origin) for tag, origin in kinds if tag in self._found]
        return [("; ".join(dict.fromkeys(self._found[tag])), origin) for tag, origin in kinds if tag in self._found]

    def _parsely(self) -> None:
        for content in self._found.get("parsely-page", []):
            try:
                data = json.loads(content)
            except (ValueError, RecursionError):
                continue
            if isinstance(data, dict):
                authors = data.get("authors") or data.get("author") or []
                authors = authors if isinstance(authors, list) else [authors]
                stated = {"parsely-author": authors, "parsely-pub-date": [data.get("pub_date")],
                          "parsely-title": [data.get("title")]}  # fmt: skip
                for name, values in stated.items():
                    if texts := [text for value in values if (text := text_of(value))]:
                        self._found.setdefault(name, texts)


def _some(elements: Iterable[HtmlElement], most: int) -> Iterator[HtmlElement]:
    for _, element in zip(range(most), elements, strict=False):
        yield element


def _told(value: Any, origin: str) -> list[Told]:
    text = text_of(value)
    return [(text, origin)] if text else []


def _names(names: tuple[str, ...]) -> list[Told]:
    return [("; ".join(dict.fromkeys(names)), "json_ld")] if names else []


def _first(values: list[Told]) -> tuple[str | None, str]:
    return values[0] if values else (None, "")


def _times(tree: HtmlElement, described: Described, meta: _Tags) -> Iterator[Told]:
    yield from _told(described.published, "json_ld")
    yield from meta.all("published")
    for element in _some((e for e in tree.iter("time", "span", "div", "abbr", "p") if _is_published(e)), 3):
        value = element.get("datetime") or element.get("content") or element.get("title") or element.text_content()
        yield from _told(value[:_LONGEST_LINE], "markup")


def _is_published(element: HtmlElement) -> bool:
    marks = f"{element.get('itemprop') or ''} {element.get('property') or ''}"
    return "datePublished" in marks or element.get("pubdate") is not None


def _believable(value: str, last: date) -> bool:
    year = re.match(r"\s*(\d{4})-(\d{2})-(\d{2})", value)
    if year is None:
        year_only = re.match(r"\s*(\d{4})(?!\d)", value)
        return year_only is None or 1990 <= int(year_only.group(1)) <= last.year
    try:
        return date(1990, 1, 1) <= date(*map(int, year.groups())) <= last
    except ValueError:
        return False


def _marked_authors(tree: HtmlElement) -> list[Told]:
    found = []
    for element in _some((e for e in tree.iter("a", "span", "div", "p") if _is_author(e)), 5):
        inner = next((e for e in element.iter() if e.get("itemprop") == "name"), element)
        name = " ".join((inner.get("content") or inner.text_content()[:200]).split())
        if name and len(name) <= 80:
            found.append(name)
    return [("; ".join(dict.fromkeys(found)), "markup")] if found else []


def _is_author(element: HtmlElement) -> bool:
    return element.get("itemprop") == "author" or (element.tag == "a" and (element.get("rel") or "") == "author")


def _person(values: list[Told], owner: tuple[str | None, str | None, str]) -> tuple[str | None, str]:
    """First of the values that names a person or several, without what names none: the page's owner, desks, jobs."""
    outlet, site, label = owner
    for value, origin in values:
        name = clean_person(value, outlet)
        if not name or (site and key(name) == key(site)) or (label and key(name).replace(" ", "") == label):
            continue
        if is_person_name(name.replace(";", ",")) or len(name) <= _LONGEST_NAME:
            return name, origin
    return None, ""


def _label(url: str | None) -> str:
    """The part of an address's host that names its owner ("kabarrantau" of www.kabar-rantau.co.id); "" without one."""
    try:
        labels = (urlsplit(url or "").hostname or "").split(".")
    except ValueError:
        return ""
    return max(labels[:-1], key=len, default="").replace("-", "")


def _agency(values: list[Told], outlet: str | None) -> tuple[str | None, str]:
    """Agency that stands among the writers of another outlet's page."""
    for value, origin in values:
        agency = agency_among(value)
        if agency and find_outlet(agency) != outlet and agency != outlet:
            return agency, origin
    return None, ""


def _outlet(
    url: str | None, link: str | None, site: tuple[str | None, str], guess: str | None
) -> tuple[str | None, str]:
    """Outlet of a known address, so that all pages of an outlet bear one name; else what the page calls itself."""
    if known := outlet_of_url(url) or outlet_of_url(link):
        return known, "url"
    if site[0]:
        return find_outlet(site[0]) or site[0], site[1]
    return (find_outlet(guess) or guess, "trafilatura") if guess else (None, "")


def _own_headings(headings: list[str], title_tag: str | None, outlet: str | None) -> list[str]:
    """Main headings that are the article's: a part of the page's title, or the only one."""
    own = [text for text in headings if count_words(text) >= 2 and not (outlet and key(text) == key(outlet))]
    titled = [text for text in own if title_tag and key(text)[:40] in key(title_tag)]
    return sorted(titled, key=len, reverse=True) or (own if len(own) == 1 else [])


def _title(values: list[Told], headings: list[str], outlet: str | None) -> tuple[str | None, str]:
    """First headline, without the site's name; a shortened one gives way to its full form."""
    cut = []
    for value, origin in values:
        heading = next((text for text in headings if count_words(text) >= 3 and _is_suffixed(value, text)), None)
        title = heading or split_title(value, outlet)[0]
        if title and not (outlet and key(title) == key(outlet)):
            cut.append((title, origin))
    if not cut:
        return None, ""
    if _ELLIPSIS.search(cut[0][0]):
        begins = key(_ELLIPSIS.sub("", cut[0][0]))[:-8]
        longer = [told for told in cut if key(told[0]).startswith(begins) and not _ELLIPSIS.search(told[0])]
        return max(longer, key=lambda told: len(told[0])) if longer and len(begins) >= 12 else cut[0]
    return cut[0]


def _is_suffixed(value: str, heading: str) -> bool:
    """Whether a title is the heading and a suffix behind a separator."""
    return value.startswith(heading) and re.match(r"\s*[-–—|·»:_]\s*\S", value[len(heading) :]) is not None


def _canonical(tree: HtmlElement, url: str | None) -> str | None:
    """Address of the canonical link, made absolute; None when it leads to a front page or nowhere."""
    for element in _some((e for e in tree.iter("link") if (e.get("rel") or "").casefold() == "canonical"), 3):
        try:
            link: str = urljoin(url or "", (element.get("href") or "").strip())
            if _is_link(link) and (urlsplit(link).path.strip("/") or urlsplit(link).query):
                return link
        except ValueError:
            continue
    return None


def _is_link(link: str | None) -> bool:
    try:
        parts = urlsplit(link or "")
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _origin_of(link: str | None, meta: _Tags, described: Described) -> str:
    found = next((origin for value, origin in meta.all("url") if value == link), None)
    return found or ("json_ld" if link and link == described.url else "request")


def _printed(tree: HtmlElement) -> Iterator[str]:
    """Short lines with a date between the headline and the first paragraph."""
    heading = next(tree.iter("h1"), None)
    if heading is None:
        return
    seen = set()
    for element in _some(_following(heading), _PRINTED):
        if len(element) > 6:
            continue
        line = " ".join(element.text_content()[:600].split())
        if is_prose(line):
            return
        if line not in seen and 4 <= len(line) <= _LONGEST_LINE and (found := split_dated(line)):
            seen.add(line)
            if found[0] or not found[1]:
                yield line


def _credits(tree: HtmlElement) -> Iterator[str]:
    """Short texts of elements that are marked as credits by their class."""
    marked = (e for e in tree.iter("div", "p", "span", "li", "a", "td") if _CREDIT_CLASS.search(e.get("class") or ""))
    for element in _some(marked, _PRINTED):
        if len(element) <= 6 and len(line := " ".join(element.text_content()[:600].split())) <= _LONGEST_LINE and line:
            yield line


def _following(heading: HtmlElement) -> Iterator[HtmlElement]:
    """Elements after a heading in document order."""
    place: HtmlElement | None = heading
    while place is not None:
        for sibling in place.itersiblings():
            yield from sibling.iter("p", "div", "span", "time", "li", "small", "h2", "h3", "h4", "em")
        place = place.getparent()


def _trafilatura_metadata(tree: HtmlElement, url: str | None, last: date) -> Any:
    if date_effort(tree, last) == "none":
        return None
    dates = {"original_date": True, "extensive_search": False, "max_date": last.isoformat()}
    try:
        return extract_metadata(tree, url, dates)
    except Exception:
        return None


def _htmldate(tree: HtmlElement, last: date) -> Iterator[str]:
    """Day that htmldate finds; the first of January, which a bare year becomes, only where the page writes it."""
    effort = date_effort(tree, last)
    if effort == "none":
        return
    try:
        extensive = effort == "extensive"
        found = find_date(tree, original_date=True, extensive_search=extensive, max_date=last.isoformat())
    except Exception:
        return
    if found and (not found.endswith("-01-01") or _FIRST_OF_YEAR.search(_dated_source(tree))):
        yield str(found)


def _dated_source(tree: HtmlElement) -> str:
    values = [value for element in tree.iter("time", "meta", "abbr") for value in element.values()]
    return "\n".join((*values, tree.text_content()))
