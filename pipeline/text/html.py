"""Web pages: the article's lines, by trafilatura and resiliparse. What the page states is read by `page_metadata`.

What the lines say, and which of them are boilerplate, belongs to the cleaner.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import lxml.html
import trafilatura
from lxml import etree
from lxml.html import HtmlElement
from resiliparse.extract.html2text import extract_plain_text
from trafilatura.utils import repair_faulty_html

from pipeline.text.clean_characters import decode, xml_characters
from pipeline.text.clean_datelines import find_dateline
from pipeline.text.clean_draft import count_words, ends_sentence, is_prose, key
from pipeline.text.html_blocks import find_blocks
from pipeline.text.html_paragraphs import settle
from pipeline.text.html_stated import complete
from pipeline.text.limits import DEEPEST, shallow
from pipeline.text.model import Removed
from pipeline.text.page_metadata import PageMetadata, read_metadata

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
_DEEP = etree.XPath("boolean(" + "/*" * DEEPEST + ")")  # extractors find nothing there, or take minutes
_FEW_PARAGRAPHS = 3  # of a menu or footer; one left unclosed in bad markup holds the article
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
logging.getLogger("htmldate").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True)
class Page:
    """An article page: `text` has a paragraph a line; `stated` is what the page says about it.

    `removed` are lines that extraction had and that were left out for their place on the page.
    """

    text: str
    stated: PageMetadata
    removed: tuple[Removed, ...] = ()


def read_page(content: bytes, encoding: str | None, url: str | None, fetched_on: date) -> Page | None:
    """Article of a page, None when there is none. Never raises on account of the page.

    The text is trafilatura's precise run, or its default one where the precise run lost prose that resiliparse sees,
    with a lead paragraph put back that both skipped; or the body that the page's structured data state, where that
    text has less than half of it. Its paragraphs are then settled by the page's own blocks. `fetched_on` bounds the
    dates that are believed.
    """
    source = xml_characters(decode(content, encoding))
    tree = _parse(source)
    if tree is not None and _DEEP(tree):
        source = shallow(source)
        tree = _parse(source)
    if tree is None:
        return None
    stated = read_metadata(tree, url, fetched_on)
    standfirst = _standfirst(tree, stated.description)
    _prune(tree)
    text = _text(tree, source, url)
    removed: list[Removed] = []
    if source.count("<") <= _MOST_TAGS:
        blocks, elements = find_blocks(tree)
        text, removed = settle(complete(text, stated.body, blocks), blocks, elements, stated.title, standfirst)
    return Page(text, stated, tuple(removed)) if count_words(text) >= _FEWEST else None


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
        other = extract_plain_text(source, main_content=True, alt_texts=thin)
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
