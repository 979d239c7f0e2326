"""Real WARC files of many crawlers, where they are at hand (`../shared/gold/web/warc`), not part of the repository."""

import gzip
import re
import zlib
from pathlib import Path

import pytest

from pipeline.sources.config import Source
from pipeline.sources.folder import list_files
from pipeline.sources.warc import read_warc
from pipeline.text.model import Document, Rejection
from tests.running import SHARED

GOLD = SHARED / "gold" / "web" / "warc"
pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason=f"no real WARC files at {GOLD}")

# Pages, and the reason why the rest of the file cannot be read.
FILES: dict[str, tuple[int, str | None]] = {
    "clipped.warc.gz": (0, "truncated"),
    "clueweb-quirk.warc.gz": (29, None),
    "example-bad-non-chunked.warc.gz": (1, None),
    "example-digest.warc": (0, None),
    "example-iana.org-chunked.warc": (1, None),
    "example-resource.warc.gz": (1, None),
    "example-space-in-target-uri.warc.gz": (0, None),
    "example-trunc.warc": (1, "corrupt"),
    "example-wget-bad-target-uri.warc.gz": (1, None),
    "example-wrong-chunks.warc.gz": (1, None),
    "example.warc": (1, None),
    "example.warc.gz": (1, None),
    "post-test.warc.gz": (0, None),
    "warcfile.warc.gz": (16, None),
    "whirlwind.warc.gz": (1, None),
}
_RECORD = re.compile(
    rb"WARC/[01]\.\d+\r?\n(.*?)\r?\n\r?\n(.*?)(?=WARC/[01]\.\d+\r?\nWARC-|\Z)", re.DOTALL | re.IGNORECASE
)


def counted(path: Path) -> int:
    """Pages by a plain search for headers: 200 and HTML in a response, or an HTML resource, each address once."""
    content = path.read_bytes()
    if path.suffix == ".gz":
        try:
            content = gzip.decompress(content)
        except EOFError:
            content = zlib.decompressobj(wbits=31).decompress(content)
    found = set()
    for head, block in _RECORD.findall(content):
        fields = {k.lower(): v.strip() for k, _, v in (line.partition(b":") for line in head.split(b"\n"))}
        address = fields.get(b"warc-target-uri", b"").strip(b"<>")
        is_page = fields.get(b"warc-type") == b"resource" and fields[b"content-type"].startswith(b"text/html")
        if fields.get(b"warc-type") == b"response":
            http = re.split(rb"\r?\n\r?\n", block, maxsplit=1)[0]
            is_page = b" 200" in http[:15] and b"content-type: text/html" in http.lower()
        if is_page and len(block) >= int(fields[b"content-length"]):
            found.add(address)
    return len(found)


def test_every_file_gives_the_pages_that_its_headers_name_and_says_why_it_ends() -> None:
    source = Source(id="arsip", kind="warc", path=GOLD)
    found = {}
    for entry in list_files(source):
        items = list(read_warc(source, entry))
        documents = [item for item in items if isinstance(item, Document)]
        reasons = [item.reason for item in items if isinstance(item, Rejection)]
        assert len(reasons) <= 1
        found[entry.relative] = (len(documents), reasons[0] if reasons else None)
        assert len(documents) == counted(entry.path), entry.relative
        assert all(b"<" in document.content[:400] for document in documents)
    assert found == FILES
