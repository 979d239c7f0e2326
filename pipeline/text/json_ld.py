"""JSON-LD of a web page: which object describes the article, and the names and times in it.

Values as written; what they are worth beside the page's other metadata is decided in `page_metadata`.
"""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

_ARTICLE = re.compile(r"Article$|^(?:LiveBlogPosting|BlogPosting|Report|SocialMediaPosting)$")
_PAGE = re.compile(r"^(?:WebPage|ItemPage)$")
_LONGEST = 500_000  # characters of a block
_DEEPEST = 4
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")
_LETTERS = re.compile(r"\w+")
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage")


@dataclass(frozen=True, slots=True)
class Described:
    """What JSON-LD states about an article, names as tuples; `organisations` stand among the authors."""

    headline: str | None = None
    authors: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    publisher: str | None = None
    url: str | None = None
    description: str | None = None
    dateline: str | None = None
    body: str | None = None
    is_free: bool | None = None


def read_json_ld(tree: HtmlElement, known: tuple[str | None, ...]) -> Described:
    """What a page's JSON-LD says of its article; empty without any.

    `known` are headlines and addresses that the page states elsewhere: among several articles the one they fit is it.
    """
    objects = [item for data in _blocks(tree) for item in _objects(data, 0)]
    articles = [item for item in objects if _is(item, _ARTICLE) and (item.get("headline") or item.get("datePublished"))]
    pages = [item for item in objects if _is(item, _PAGE)]
    wanted = {_key(value) for value in known if value}
    article = next((item for item in articles if wanted & _names(item)), articles[0] if articles else {})
    page = next((item for item in pages if item.get("datePublished") or item.get("author")), {})
    by_id = {item["@id"]: item for item in objects if isinstance(item.get("@id"), str) and len(item) > 1}

    def first(name: str) -> Any:
        return article.get(name) or page.get(name)

    people, organisations = _people(first("author") or first("creator"), by_id)
    publisher, owners = _people(first("publisher"), by_id)
    return Described(
        headline=text_of(article.get("headline")) or text_of(page.get("headline")),
        authors=people,
        organisations=organisations,
        editors=_people(first("editor"), by_id)[0],
        published=text_of(first("datePublished")),
        modified=text_of(first("dateModified")),
        publisher=next(iter((*owners, *publisher)), None),
        url=next((link for link in _links(article) if link.startswith("http")), None),
        description=text_of(article.get("description")),
        dateline=text_of(article.get("dateline")),
        body=_text(article.get("articleBody")),
        is_free=_is_true(article.get("isAccessibleForFree", page.get("isAccessibleForFree"))),
    )


def text_of(value: Any) -> str | None:
    """A text as it was meant: the first of a list, entities resolved, on one line; None for anything else."""
    value = _text(value)
    if value is None:
        return None
    for _ in range(2):
        value = html.unescape(value)
    return " ".join(value.split()) or None


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return value if isinstance(value, str) and len(value) <= _LONGEST else None


def _is_true(value: Any) -> bool | None:
    """A truth value as pages write it (true, "False", "http://schema.org/False"); None for anything else."""
    return {"true": True, "false": False}.get(str(value).casefold().rsplit("/", 1)[-1])


def _blocks(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").casefold() or not script.text or len(script.text) > _LONGEST:
            continue
        source = _WRAPPING.sub("", script.text).strip().rstrip(";")
        for text in (source, _TRAILING_COMMA.sub(r"\1", source)):
            try:
                yield json.loads(text, strict=False)
                break
            except (ValueError, RecursionError):
                continue


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for entry in data[:50]:
            yield from _objects(entry, depth + 1)
    elif isinstance(data, dict):
        yield data
        for name in _NESTED:
            if name in data:
                yield from _objects(data[name], depth + 1)


def _is(item: dict[str, Any], kinds: re.Pattern[str]) -> bool:
    stated = item.get("@type")
    return any(kinds.search(str(kind)) for kind in (stated if isinstance(stated, list) else [stated]) if kind)


def _links(item: dict[str, Any]) -> Iterator[str]:
    for name in ("url", "mainEntityOfPage", "@id"):
        value = item.get(name)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str):
            yield value.strip().split("#")[0]


def _names(item: dict[str, Any]) -> set[str]:
    """A headline and addresses of an object, in a form to compare."""
    return {_key(value) for value in (text_of(item.get("headline")), *_links(item)) if value}


def _key(value: str) -> str:
    return " ".join(_LETTERS.findall(value.casefold()))[:60]


def _people(value: Any, by_id: dict[str, dict[str, Any]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of persons (or of what states no type) and of organisations; references are followed."""
    people: list[str] = []
    organisations: list[str] = []
    for entry in (value if isinstance(value, list) else [value])[:20]:
        if isinstance(entry, dict) and not entry.get("name"):
            entry = by_id.get(str(entry.get("@id")))
        is_body = isinstance(entry, dict) and "Organization" in str(entry.get("@type"))
        name = text_of(entry.get("name") if isinstance(entry, dict) else entry)
        if name and not name.startswith("http"):
            (organisations if is_body else people).append(name)
    return tuple(people), tuple(organisations)
