"""Web pages: the article's lines and what the page states. The only module that knows trafilatura and resiliparse.

What the lines say, and which of them are boilerplate, belongs to the cleaner.
"""

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import lxml.html
import trafilatura
from htmldate import find_date
from lxml import etree
from lxml.html import HtmlElement
from resiliparse.extract.html2text import extract_plain_text
from trafilatura.metadata import extract_metadata
from trafilatura.utils import repair_faulty_html

from pipeline.text.clean_characters import decode
from pipeline.text.clean_datelines import find_dateline
from pipeline.text.clean_draft import count_words, ends_sentence, is_prose, key
from pipeline.text.html_blocks import find_blocks
from pipeline.text.html_paragraphs import settle
from pipeline.text.html_stated import complete
from pipeline.text.metadata import clean_person, find_outlet, is_person_name, outlet_of_url, split_title
from pipeline.text.model import Removed

KEPT_ENOUGH = 0.8  # of the prose words of the other run: measured best between 0.7 and 0.9 on five public sets
_PROSE_WORDS = 15
_THIN = 60  # words: so short a text may be a caption or a list entry while the article was missed
_LOST = 0.5
_MOST_TAGS = 20_000
_FEWEST = 5  # words of a page that has any article
_BETWEEN = 12  # texts between a headline and its standfirst: date, writer, share bar
_UNREAD = (
    *("style", "svg", "template", "link", "iframe", "canvas", "noscript", "object", "embed", "audio", "video", "math"),
    *("select", "button", "datalist", "textarea"),
)
_DEEP = etree.XPath("boolean(" + "/*" * 200 + ")")  # resiliparse takes minutes on elements nested without end
_FEW_PARAGRAPHS = 3  # of a menu or footer; one left unclosed in bad markup holds the article
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_ARTICLE_TYPE = re.compile(r"Article$|^(?:LiveBlogPosting|BlogPosting|Report|SocialMediaPosting|WebPage)$")
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Page:
    """An article page: `text` has a paragraph a line; the rest is what the page states, as written there.

    `removed` are lines that extraction had and that were left out for their place on the page.
    """

    text: str
    title: str | None
    author: str | None
    editor: str | None
    published: str | None
    outlet: str | None
    url: str | None
    removed: tuple[Removed, ...] = ()


def read_page(content: bytes, encoding: str | None, url: str | None, fetched_on: date) -> Page | None:
    """Article of a page, None when there is none. Never raises on account of the page.

    The text is trafilatura's precise run, or its default one where the precise run lost prose that resiliparse sees,
    with a lead paragraph put back that both skipped; or the body that the page's structured data state, where that
    text has less than half of it. Its paragraphs are then settled by the page's own blocks. `fetched_on` bounds the
    dates that are believed.
    """
    source = decode(content, encoding or _declared(content))
    tree = _parse(source)
    if tree is None:
        return None
    metadata, description = _metadata(tree, url, fetched_on)
    standfirst = _standfirst(tree, description)
    body = _json_article(tree).get("articleBody") if '"articleBody"' in source else None
    _prune(tree)
    text = _text(tree, source, url)
    removed: list[Removed] = []
    if source.count("<") <= _MOST_TAGS:
        blocks, elements = find_blocks(tree)
        text, removed = settle(complete(text, body, blocks), blocks, elements, metadata[0], standfirst)
    return Page(text, *metadata, tuple(removed)) if count_words(text) >= _FEWEST else None


def _parser() -> lxml.html.HTMLParser:
    """Parser with the settings of trafilatura; element classes looked up in C save a fifth of the extraction's time."""
    parser = lxml.html.HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    return parser


def _parse(source: str) -> HtmlElement | None:
    try:
        repaired = repair_faulty_html(source, source[:50].lower())
        tree = lxml.html.document_fromstring(repaired.encode("utf-8", "replace"), parser=_parser())
    except Exception:
        return None
    return tree if tree is not None and len(tree) else None


def _prune(tree: HtmlElement) -> None:
    """Drop what no extractor reads, so that its copies are smaller. Only after the metadata, which is read there."""
    for script in list(tree.iter("script")):
        if "ld+json" not in (script.get("type") or "") and script.getparent() is not None:
            script.drop_tree()
    etree.strip_elements(tree, *_UNREAD, with_tail=False)
    for element in list(tree.iter("nav", "footer")):
        if element.getparent() is not None and len(element.findall(".//p")) < _FEW_PARAGRAPHS:
            element.drop_tree()


def _declared(content: bytes) -> str | None:
    match = _CHARSET.search(content, 0, 4096)
    return match.group(1).decode("ascii") if match else None


def _run(tree: HtmlElement, url: str | None, precise: bool) -> str:
    try:
        found = trafilatura.bare_extraction(
            tree, url=url, favor_precision=precise, include_comments=False, include_tables=True, deduplicate=False
        )
    except Exception:
        return ""
    return (getattr(found, "text", None) or "") if found else ""


def _text(tree: HtmlElement, source: str, url: str | None) -> str:
    # trafilatura takes seconds on pages of this many tags: then resiliparse's prose alone
    precise = _run(tree, url, precise=True) if source.count("<") <= _MOST_TAGS else ""
    thin = count_words(precise) < _THIN
    try:  # the captions of a picture story may stand in its images' alternative texts only
        other = "" if _DEEP(tree) else extract_plain_text(source, main_content=True, alt_texts=thin)
    except Exception:
        other = ""
    seen = [line for raw in other.split("\n") if (line := " ".join(raw.split()))]
    sized = [(line, count_words(line)) for line in seen]
    prose = [line for line, words in sized if words >= _PROSE_WORDS and (thin or ends_sentence(line))]
    if not precise and source.count("<") > _MOST_TAGS:
        return "\n".join(prose)
    if _kept(precise, prose) < KEPT_ENOUGH:
        default = _run(tree, url, precise=False)
        lost = _kept(precise, [line for line in default.split("\n") if _is_prose(line)]) < KEPT_ENOUGH
        if lost and _kept(default, prose) >= _kept(precise, prose):
            precise = default
        if _kept(precise, prose) < _LOST and len(prose) >= 3 and count_words(precise) < _THIN:
            return "\n".join(prose)
    return _with_lead(precise, [line for line, words in sized if words >= 8])


def _is_prose(line: str) -> bool:
    return count_words(line) >= _PROSE_WORDS and ends_sentence(line)


def _kept(text: str, prose: list[str]) -> float:
    """Share of the words of prose lines that the text has; a line counts as kept when its beginning or end is there."""
    have = key(text)
    total = kept = 0
    for line in prose:
        name = key(line)
        total += len(name)
        if name[:60] in have or name[-60:] in have:
            kept += len(name)
    return kept / total if total else 1.0


def _with_lead(text: str, prose: list[str]) -> str:
    """The text with the lead before its first paragraph put back (known by its dateline), if extraction skipped it."""
    lines = text.split("\n")
    have = key(text)
    first = next((key(line) for line in lines if is_prose(line)), None)
    if first is None:
        return text
    for index, line in enumerate(prose[:8]):
        name = key(line)
        if name[:60] == first[:60]:
            before = prose[index - 1] if index else None
            if before and find_dateline(before) and key(before)[:60] not in have:
                return before + "\n" + text
            return text
    return text


def _standfirst(tree: HtmlElement, description: str | None) -> str | None:
    """The page's description where it stands, letter by letter, as a text of its own closely below the headline."""
    wanted = " ".join((description or "").split())
    heading = next(tree.iter("h1"), None)
    if heading is None or not 4 <= count_words(wanted) <= 60:
        return None
    texts = 0
    for element in _following(heading):
        text = element.text
        if text and not text.isspace():
            if text.lstrip().startswith(wanted[:8]) and " ".join(text.split()) == wanted:
                return wanted
            texts += 1
            if texts > _BETWEEN:
                break
    return None


def _following(heading: HtmlElement) -> Iterator[HtmlElement]:
    """Elements after a heading in document order."""
    place: HtmlElement | None = heading
    while place is not None:
        for sibling in place.itersiblings():
            yield from sibling.iter("p", "h2", "h3", "h4", "div", "span")
        place = place.getparent()


def _metadata(
    tree: HtmlElement, url: str | None, fetched_on: date
) -> tuple[tuple[str | None, str | None, str | None, str | None, str | None, str | None], str | None]:
    """Title, author, editor, publication time, outlet, canonical URL; and the description.

    JSON-LD and meta tags come first, then trafilatura.
    """
    meta = _meta_tags(tree)
    article = _json_article(tree)
    names = [_authors(article.get("author")), meta.get("author")]
    dates = [_text_of(article.get("datePublished")), meta.get("article:published_time")]
    titles = [_text_of(article.get("headline")), meta.get("og:title")]
    found: Any = None
    if not any(names) or not any(titles):
        dated = any(value and _believable(value, fetched_on) for value in dates)
        found = _trafilatura_metadata(tree, url, fetched_on, extensive=not dated)
    elif not any(dates):
        dates.append(_htmldate(tree, fetched_on))
    link = _canonical(tree) or meta.get("og:url") or getattr(found, "url", None)
    site = meta.get("og:site_name") or getattr(found, "sitename", None)
    outlet = outlet_of_url(url) or outlet_of_url(link) or find_outlet(site) or site
    titles += [getattr(found, "title", None), _title_tag(tree)]
    title = next((cut for title in titles if title and (cut := split_title(" ".join(title.split()), outlet)[0])), None)
    names.append(getattr(found, "author", None))
    author = next((name for name in (_person(value, outlet, site) for value in names) if name), None)
    dates.append(getattr(found, "date", None))
    published = next((value for value in dates if value and _believable(value, fetched_on)), None)
    editor = _person(_authors(article.get("editor")) or meta.get("editor"), outlet, site)
    description = _text_of(article.get("description")) or meta.get("og:description") or meta.get("description")
    return (title, author, editor, published, outlet, link if _is_link(link) else url), description


def _trafilatura_metadata(tree: HtmlElement, url: str | None, fetched_on: date, extensive: bool) -> Any:
    dates = {"original_date": True, "extensive_search": extensive, "max_date": fetched_on.isoformat()}
    try:
        return extract_metadata(tree, url, dates)
    except Exception:
        return None


def _htmldate(tree: HtmlElement, fetched_on: date) -> str | None:
    try:
        found = find_date(tree, original_date=True, extensive_search=True, max_date=fetched_on.isoformat())
    except Exception:
        return None
    return str(found) if found else None


def _person(value: str | None, outlet: str | None, site: str | None) -> str | None:
    name = clean_person(value, outlet)
    if not name or (site and key(name) == key(site)):
        return None
    return name if is_person_name(name.replace(";", ",")) or len(name) <= 60 else None


def _believable(value: str, fetched_on: date) -> bool:
    year = re.match(r"\s*(\d{4})", value)
    return year is None or 1990 <= int(year.group(1)) <= fetched_on.year


def _is_link(link: str | None) -> bool:
    try:
        return bool(link) and urlsplit(link or "").scheme in ("http", "https")
    except ValueError:
        return False


def _meta_tags(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.casefold(), content)
    return found


def _canonical(tree: HtmlElement) -> str | None:
    return next((el.get("href") for el in tree.iter("link") if (el.get("rel") or "").casefold() == "canonical"), None)


def _title_tag(tree: HtmlElement) -> str | None:
    return next((element.text_content() for element in tree.iter("title")), None)


def _json_article(tree: HtmlElement) -> dict[str, Any]:
    """The JSON-LD object that describes the article; {} without one."""
    best: dict[str, Any] = {}
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text or len(script.text) > 500_000:
            continue
        try:
            data = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data, 0):
            kinds = item.get("@type")
            kinds = set(kinds if isinstance(kinds, list) else [kinds]) if kinds else set()
            if any(_ARTICLE_TYPE.search(str(kind)) for kind in kinds) and (
                item.get("headline") or item.get("datePublished")
            ):
                if "WebPage" not in kinds:
                    return item
                best = best or item
    return best


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 4:
        return
    if isinstance(data, list):
        for entry in data[:50]:
            yield from _objects(entry, depth + 1)
    elif isinstance(data, dict):
        yield data
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            if name in data:
                yield from _objects(data[name], depth + 1)


def _text_of(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return value.strip() or None if isinstance(value, str) else None


def _authors(value: Any) -> str | None:
    """Names of a JSON-LD author: a string, an object with a name, or a list of either; organisations left out."""
    entries = value if isinstance(value, list) else [value]
    names = []
    for entry in entries[:10]:
        if isinstance(entry, dict) and entry.get("@type") != "Organization":
            entry = entry.get("name")
        if isinstance(entry, list):
            entry = entry[0] if entry else None
        if isinstance(entry, str) and entry.strip() and not entry.startswith("http"):
            names.append(entry.strip())
    return "; ".join(dict.fromkeys(names)) or None
