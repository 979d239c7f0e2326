"""From a document as received to a cleaned article, or the reason why there is none.

Joins the page reader, the cleaner, the metadata and the language; holds none of their rules.
"""

from collections.abc import Sequence

from pipeline import lexicons
from pipeline.ids import short_id
from pipeline.text.bibliography import Told, settle, told_of
from pipeline.text.clean import FEWEST_WORDS, clean
from pipeline.text.clean_characters import (
    RawLine,
    decode,
    front_matter,
    join_wraps,
    normalise,
    split_lines,
    strip_markup,
)
from pipeline.text.clean_draft import HAN, Draft, count_words, cue_key
from pipeline.text.clean_lines import is_cue
from pipeline.text.dates_loose import split_loose
from pipeline.text.html import Page, read_page
from pipeline.text.language import detect_article
from pipeline.text.limits import MOST_BYTES, TooLargeError, bounded_page
from pipeline.text.model import Article, Document, Paragraph, ParagraphKind, Rejection, Removed, Truncated
from pipeline.text.page_metadata import PageMetadata
from pipeline.text.paragraphs import split_paragraphs

MOST_RECEIVED = 500_000  # characters of a plain text or of what was found in a page, boilerplate included
MOST_LINES = 10_000  # of a text or of what was found in a page
MOST_CHARACTERS = 200_000  # of cleaned text, some 30,000 words; longer is a book or a dump, not an article
LONGEST_PARAGRAPH = 800  # characters of a plain text's line; a longer one arrived without its paragraph breaks
LONGEST_ONLY_PARAGRAPH = 350  # the same for a text of at most FEW_LINES lines
FEW_LINES = 3
PAYWALLED_WORDS = 150  # so few of an article that is not free are its beginning
LONGEST_HTML_PARAGRAPH = 4000


class _Refused(Exception):
    def __init__(self, reason: str, detail: str) -> None:
        self.reason, self.detail = reason, detail


def read_article(document: Document) -> Article | Rejection:
    """Clean a document into an article, or say why it is none. Never raises.

    Rejections have stage `clean` and a reason: `empty`, `no_article` (a page without one), `too_short`,
    `too_large_text`, `unreadable` (an error of the reader, named in the detail).
    """
    try:
        return _read(document)
    except _Refused as refusal:
        return Rejection(document.source_id, document.source_uri, "clean", refusal.reason, refusal.detail)
    except Exception as error:  # a document must never end a refresh
        detail = f"{type(error).__name__}: {str(error)[:200]}"
        return Rejection(document.source_id, document.source_uri, "clean", "unreadable", detail)


def _read(document: Document) -> Article:
    if len(document.content) > MOST_BYTES:
        raise _Refused("too_large_text", f"{len(document.content):,} bytes; at most {MOST_BYTES:,} are read.")
    if not document.content.strip():
        raise _Refused("empty", "The document has no content.")
    removed: tuple[Removed, ...] = ()
    if document.media_type == "html":
        lines, told, removed = _from_page(document)
    else:
        lines, told = _from_text(document)
    if not lines:
        raise _Refused("empty", "The document has no text.")
    if len(lines) > MOST_LINES:
        raise _Refused("too_large_text", f"{len(lines):,} lines; at most {MOST_LINES:,} are read.")
    draft = clean(lines, title=told.title, outlet=told.outlet, timezone=document.stated.timezone)
    draft.removed[:0] = removed
    longest = LONGEST_HTML_PARAGRAPH
    if document.media_type == "html":
        for line in draft.lines:  # the page reader's mark of a list item
            line.text = line.text.removeprefix("- ") or line.text
    if document.media_type == "text":
        longest = LONGEST_PARAGRAPH if len(draft.lines) > FEW_LINES else LONGEST_ONLY_PARAGRAPH
    items = _paragraph_texts(draft, longest, _likely_language(document))
    words = 0
    for kind, text in items:
        words += count_words(text) if kind != "headline" and words < FEWEST_WORDS else 0
    if words < FEWEST_WORDS:
        raise _Refused("too_short", f"{words} words are left after cleaning; an article has at least {FEWEST_WORDS}.")
    if sum(len(text) for _, text in items) > MOST_CHARACTERS:
        raise _Refused("too_large_text", f"More than {MOST_CHARACTERS:,} characters after cleaning.")
    return _article(document, draft, told, items)


def _from_text(document: Document) -> tuple[list[RawLine], Told]:
    fields, text = front_matter(normalise(_received(decode(document.content, document.encoding))))
    lines = join_wraps(split_lines(strip_markup(text)), _stands_alone)
    return lines, told_of(document, PageMetadata(), fields)


def _stands_alone(text: str) -> bool:
    """Whether a line continues no sentence: a line of the cue lists, or a time such as "2 jam lalu"."""
    dated = split_loose(text)
    return is_cue(text) or (dated is not None and dated[0].minutes is not None)


def _from_page(document: Document) -> tuple[list[RawLine], Told, tuple[Removed, ...]]:
    try:
        content, encoding = bounded_page(document.content, document.encoding)
    except TooLargeError as error:
        raise _Refused("too_large_text", str(error)) from error
    page: Page | None = read_page(content, encoding, document.stated.url, document.fetched_at.date())
    if page is None:
        raise _Refused("no_article", "No article text was found in the page.")
    return split_lines(normalise(_received(page.text))), told_of(document, page.stated, {}), page.removed


def _received(text: str) -> str:
    if len(text) > MOST_RECEIVED:
        raise _Refused("too_large_text", f"{len(text):,} characters; at most {MOST_RECEIVED:,} are read.")
    return text


def _likely_language(document: Document) -> str | None:
    stated = document.stated
    return stated.language or (stated.languages[0] if len(stated.languages) == 1 else None)


def _paragraph_texts(draft: Draft, longest: int, language: str | None) -> list[tuple[ParagraphKind, str]]:
    """Kinds and texts of the paragraphs, the headline first; lines that hold several paragraphs are split."""
    items: list[tuple[ParagraphKind, str]] = []
    if draft.title:
        items.append(("headline", draft.title))
    for line in draft.lines:
        if line.kind == "headline":
            continue
        if len(line.text) <= longest:
            items.append((line.kind, line.text))
        else:
            split = split_paragraphs(line.text, language or ("zh" if HAN.search(line.text) else None))
            items += [(line.kind, " ".join(text.split())) for text in split if text.strip()]
    return items


def _article(document: Document, draft: Draft, told: Told, items: Sequence[tuple[ParagraphKind, str]]) -> Article:
    stated = document.stated
    languages = detect_article([text for _, text in items], stated.language, stated.languages)
    paragraphs: list[Paragraph] = []
    at = number = 0
    for (kind, text), (language, confidence) in zip(items, languages.paragraphs, strict=True):
        number += kind != "headline"
        own_number = 0 if kind == "headline" else number
        paragraphs.append(Paragraph(own_number, kind, at, at + len(text), text, language, confidence))
        at += len(text) + 2
    known = settle(document, told, draft, [text for kind, text in items if kind != "headline"])
    return Article(
        article_id=short_id("article", document.source_id, document.source_uri, document.content_sha256),
        source_id=document.source_id,
        source_uri=document.source_uri,
        content_sha256=document.content_sha256,
        fetched_at=document.fetched_at,
        text="\n\n".join(text for _, text in items),
        paragraphs=tuple(paragraphs),
        removed=tuple(draft.removed),
        url=known.url,
        outlet=known.outlet,
        title=known.title,
        byline=known.byline,
        editor=known.editor,
        agency=known.agency,
        dateline=known.dateline,
        published_on=known.published.day,
        published_at=known.published.at,
        language=languages.language,
        language_confidence=languages.confidence,
        origins=known.origins,
        truncated=_truncated(draft, told, items),
    )


def _truncated(draft: Draft, told: Told, items: Sequence[tuple[ParagraphKind, str]]) -> Truncated | None:
    """What says that the article goes on elsewhere; a page may call itself paid for and be whole all the same."""
    if told.page.further_pages:
        return "further_pages"
    notices = lexicons.terms("cleaning_paywall.txt")
    if any(cue_key(removed.text).startswith(notice) for removed in draft.removed for notice in notices):
        return "paywall"
    words = sum(count_words(text) for kind, text in items if kind != "headline")
    return "paywall" if told.page.is_free is False and words < PAYWALLED_WORDS else None
