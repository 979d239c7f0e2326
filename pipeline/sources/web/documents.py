"""From bytes in the raw store to a document: what kind of text it is, in which charset, what the listing says.

Which bytes a page has is known to the ledger; cleaning belongs to `pipeline.text`.
"""

from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from urllib.parse import urlsplit

from pipeline.sources.config import Source
from pipeline.sources.decode import decode
from pipeline.sources.reasons import ReadError
from pipeline.sources.web.raw import RawStore
from pipeline.text.model import Document, MediaType, Rejection, Stated


@dataclass(frozen=True, slots=True)
class Page:
    """A page whose bytes are in the raw store: `url` is its key, `address` what the article is known by."""

    url: str
    address: str
    sha256: str
    received_at: datetime
    content_type: str | None = None
    published: datetime | None = None


def read_page(source: Source, page: Page, raw: RawStore) -> Document | Rejection:
    """The document of a page, or why there is none (reasons: `pipeline.sources.reasons`). Raises nothing.

    The charset of the header is used where the bytes fit it (`decode`), the listing's date where the page has none.
    """
    kind, charset = _content_type(page.content_type)
    media_type: MediaType = "text" if kind == "text/plain" else "html"
    try:
        content = raw.get(page.sha256)
        encoding = decode(content, media_type, charset).encoding
    except ReadError as error:
        return Rejection(source.id, page.url, "read", error.reason, error.detail)
    parts = urlsplit(page.url)
    return Document(
        source_id=source.id,
        source_uri=page.url,
        content=content,
        media_type=media_type,
        content_sha256=page.sha256,
        fetched_at=page.received_at,
        stated=Stated(
            url=page.address,
            outlet=source.outlet_of(f"{parts.hostname}{parts.path}"),
            languages=source.languages,
            timezone=source.timezone,
            published_hint=page.published.isoformat() if page.published else None,
        ),
        encoding=encoding,
    )


def _content_type(header: str | None) -> tuple[str, str | None]:
    """Media type in lower case and charset of a Content-Type header; HTML when it says nothing."""
    message = Message()
    message["content-type"] = header or "text/html"
    charset = message.get_content_charset()
    return message.get_content_type(), charset
