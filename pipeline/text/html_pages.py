"""Articles in several pages: whether a page leads to further pages of itself, and where all of them stand on one.

Judged by addresses, which need no words of any language. Asking for the other address belongs to fetching.
"""

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, urljoin, urlsplit

import lxml.html
from lxml.html import HtmlElement

_WHOLE = re.compile(r"(?:page|hal|halaman|showpage)=(?:all|semua)|(?:single|singlepage|onepage)=(?:1|true|yes)", re.I)
_HINT = re.compile(rb"=(?:all|semua|1|true|yes)\b", re.IGNORECASE)
_LATER = re.compile(r"(?:page|paged|pagenumber|hal|halaman|pg|p)=(?:[2-9]|[1-9]\d)", re.IGNORECASE)
_LATER_PATH = re.compile(r"[/_-](?:[2-9]|[1-9]\d)$")
_REPLIES = re.compile(r"comment|komentar|reply|replies|disqus", re.IGNORECASE)
_EXTENSION = re.compile(r"\.[a-z]{2,5}$", re.IGNORECASE)
_MOST_LINKS = 2000


def has_further_pages(tree: HtmlElement, url: str | None) -> bool:
    """Whether links of a page lead to later pages of the same article ("?page=2", "…/2", "…_2.html")."""
    base = _split(url or "")
    return base is not None and any(_is_later(link, base) for link in _links(tree, url or ""))


def whole_view(content: bytes, url: str) -> str | None:
    """Address at which a page's article stands on one page ("?page=all"); None when the page names none or is it."""
    base = _split(url)
    if base is None or not _HINT.search(content) or _WHOLE.search(base.query):
        return None
    try:
        tree = lxml.html.document_fromstring(content)
    except Exception:  # a page that cannot be parsed names no address
        return None
    for link in _links(tree, url):
        if _is_own(link, base) and any(_WHOLE.fullmatch(part) for part in link.query.split("&")):
            return link._replace(fragment="").geturl()
    return None


def _is_later(link: SplitResult, base: SplitResult) -> bool:
    if _is_own(link, base):
        return any(_LATER.fullmatch(part) for part in link.query.split("&"))
    path, own = (_EXTENSION.sub("", each.path).rstrip("/") for each in (link, base))
    return link.netloc == base.netloc and len(own) > 1 and _LATER_PATH.sub("", path) == own != path


def _is_own(link: SplitResult, base: SplitResult) -> bool:
    return (link.netloc, link.path.rstrip("/")) == (base.netloc, base.path.rstrip("/"))


def _links(tree: HtmlElement, url: str) -> Iterator[SplitResult]:
    """Targets of links that are not those of comments."""
    for _, element in zip(range(_MOST_LINKS), tree.iter("a", "link"), strict=False):
        href = element.get("href")
        rel = (element.get("rel") or "").casefold()
        if not href or (element.tag == "link" and rel != "next"):
            continue
        link = _split(href.strip(), url)
        if link is not None and not any(_REPLIES.search(_marks(each)) for each in (element, *element.iterancestors())):
            yield link


def _marks(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _split(url: str, base: str = "") -> SplitResult | None:
    try:
        return urlsplit(urljoin(base, url))
    except ValueError:
        return None
