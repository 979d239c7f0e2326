"""How well titles, writers, agencies, places and times of publication are read: cases in our own words, by language.

`python -m tests.bench.metadata` prints the table, with `-v` also every wrong value. A quarter of the cases, chosen by a
hash of their names, is held back from the eyes of whoever tunes the rules (`--unseen` names its errors too).
"""

import argparse
import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.text.model import Article, Document, Rejection, Stated
from pipeline.text.read import read_article

FOLDER = Path(__file__).with_name("metadata_set")
FIELDS = ("title", "byline", "editor", "agency", "dateline", "outlet", "url", "published_on", "published_at")
FETCHED = "2025-03-10T03:00:00Z"


@dataclass(frozen=True)
class Case:
    """A document with the values wanted of it; `unseen`: one of the held-back quarter."""

    name: str
    group: str
    document: Document
    want: dict[str, str]
    origins: dict[str, str]

    @property
    def unseen(self) -> bool:
        """Whether the case is one of the quarter that rules are not tuned on."""
        return int(hashlib.sha256(f"{self.group}/{self.name}".encode()).hexdigest(), 16) % 4 == 0


def cases() -> Iterator[Case]:
    """Yield every case of the set."""
    for path in sorted(FOLDER.glob("*.toml")):
        shared = tomllib.loads(path.read_text(encoding="utf-8"))
        for row in shared["case"]:
            yield _case(path.stem, shared | row)


def wrong(case: Case) -> dict[str, tuple[str, str]]:
    """Wanted and found value of each field that is wrong; the title "-" stands for an article that was refused."""
    article = read_article(case.document)
    if isinstance(article, Rejection):
        return {field: (want, f"- {article.reason}") for field, want in case.want.items()}
    return {
        field: (want, got)
        for field, want in case.want.items()
        if (got := found(article, field)) not in want.split("|") and _words(got) not in map(_words, want.split("|"))
    }


def found(article: Article, field: str) -> str:
    """Value of a field as the cases write it; empty for none."""
    value = getattr(article, field)
    if isinstance(value, datetime):
        return f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return str(value) if value is not None else ""


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _case(group: str, row: dict[str, Any]) -> Case:
    media, content = (
        ("html", _page(row))
        if group.endswith("pages")
        else ("text", row["text"].replace("{body}", row["body"].strip()))
    )
    stated = {name: value or None for name, value in row.get("stated", {}).items()}
    if group.endswith("pages") and row["url"]:
        stated["url"] = row["url"]
    uri = row.get("web") or (row["url"] if group.endswith("pages") else "") or "berkas/1.txt"
    document = Document(
        "uji",
        uri,
        content.strip().encode(),
        media,  # type: ignore[arg-type]
        "0" * 64,
        datetime.fromisoformat(row.get("fetched", FETCHED)),
        Stated(timezone=row.get("timezone", "Asia/Jakarta"), **stated),
    )
    return Case(row["name"], group, document, row["want"], row.get("origins", {}))


def _page(row: dict[str, Any]) -> str:
    blocks = "".join(f'<script type="application/ld+json">{block}</script>' for block in row.get("ld", []))
    texts = row.get("paragraphs", row["body"]).strip().split("\n\n")
    texts[0] = row.get("lead", "") + texts[0]
    inner = "".join(f"<p>{text}</p>" for text in texts)
    return (
        f"<!doctype html><html lang='{row.get('lang', 'id')}'><head><meta charset='utf-8'>"
        f"{row.get('head', '')}{blocks}</head><body>"
        f"<nav><a href='/'>Home</a></nav>{row.get('before', '')}"
        f"<article><h1>{row['h1']}</h1>{row.get('top', '')}{inner}{row.get('tail', '')}</article></body></html>"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-v", "--verbose", action="store_true")
    parser.add_argument("--unseen", action="store_true")
    options = parser.parse_args()
    asked: Counter[tuple[str, bool]] = Counter()
    right: Counter[tuple[str, bool]] = Counter()
    whole: Counter[tuple[str, bool]] = Counter()
    for case in cases():
        errors = wrong(case)
        for field in case.want:
            for name in (field, case.group, "all values"):
                asked[name, case.unseen] += 1
                right[name, case.unseen] += field not in errors
        whole["cases", case.unseen] += 1
        whole["right", case.unseen] += not errors
        if errors and options.verbose and (options.unseen or not case.unseen):
            print(f"{case.group}: {case.name}")
            for field, (want, got) in errors.items():
                print(f"    {field}: want {want!r} got {got!r}")
    print(f"{'':14s} {'tuned on':>16s} {'held back':>16s}")
    for name in (*FIELDS, *sorted({path.stem for path in FOLDER.glob("*.toml")}), "all values"):
        print(
            f"{name:14s} "
            + " ".join(f"{right[name, u] / max(1, asked[name, u]):8.3f} of {asked[name, u]:4d}" for u in (False, True))
        )
    print("cases right    " + " ".join(f"{whole['right', u]:8d} of {whole['cases', u]:4d}" for u in (False, True)))


if __name__ == "__main__":
    main()
