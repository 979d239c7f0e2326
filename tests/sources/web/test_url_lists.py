import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.sources.web import url_lists
from pipeline.sources.web.model import Entry, Listing
from pipeline.sources.web.received import ListingError

TEXT = """# kabar pilihan
https://kabar.example/a

  https://kabar.example/b\t2026-11-27
https://kabar.example/c\t27 November 2026 08:00 WIB
"""


def read(path: Path, content: str | bytes = TEXT) -> Listing:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return url_lists.read(path)


def test_lines_comments_and_dates(tmp_path: Path) -> None:
    assert read(tmp_path / "urls.txt") == Listing(
        (
            Entry("https://kabar.example/a"),
            Entry("https://kabar.example/b", datetime(2026, 11, 26, 17, tzinfo=UTC)),
            Entry("https://kabar.example/c", datetime(2026, 11, 27, 1, tzinfo=UTC)),
        )
    )


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.encode("utf-16"),
        gzip.compress(TEXT.encode()),
        (TEXT + TEXT).encode(),
    ],
    ids=["byte order mark", "Windows line ends", "UTF-16", "gzip", "doubles"],
)
def test_forms_of_the_file(tmp_path: Path, content: bytes) -> None:
    assert read(tmp_path / "urls.txt", content) == read(tmp_path / "plain.txt")


def test_bad_lines_are_told_with_their_numbers(tmp_path: Path) -> None:
    bad = "kabar.example/x\n# catatan\nhttps://kabar.example/a\tentah\nftp://kabar.example/\nhttps://u:rahasia@kabar.example/\n"
    listing = read(tmp_path / "urls.txt", bad)
    assert [entry.url for entry in listing.entries] == ["https://kabar.example/a"]
    assert listing.problems == (
        'Line 1: "kabar.example/x" does not begin with http:// or https://.',
        'Line 3: "entah" is no date.',
        'Line 4: "ftp://kabar.example/" does not begin with http:// or https://.',
        'Line 5: "https://…@kabar.example/" holds credentials, which are never sent.',
    )


def test_a_file_that_is_no_list_gives_few_problems(tmp_path: Path) -> None:
    listing = read(tmp_path / "urls.txt", "bukan alamat\n" * 500)
    assert len(listing.problems) == 21
    assert listing.problems[-1] == "480 more lines are no addresses."


def test_an_empty_file_is_a_problem_and_a_missing_one_an_error(tmp_path: Path) -> None:
    assert "is empty" in read(tmp_path / "urls.txt", "").problems[0]
    assert read(tmp_path / "urls.txt", "# nanti\n") == Listing()
    with pytest.raises(ListingError, match=r"none\.txt cannot be read"):
        url_lists.read(tmp_path / "none.txt")
    with pytest.raises(ListingError, match="no text"):
        read(tmp_path / "urls.txt", b"\x89PNG\r\n\x1a\n\x00")
