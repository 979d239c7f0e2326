"""Raw articles in the forms outlets deliver them: what is marked as residue goes, everything else stays as it is."""

import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.text.model import Article, Document
from pipeline.text.read import read_article

CASES = tomllib.loads(Path(__file__).with_name("cases_cleaning.toml").read_text(encoding="utf-8"))
_RESIDUE = re.compile(r"⟦[^⟦⟧]*⟧")


def filled(case: dict[str, Any]) -> str:
    prose: dict[str, str] = CASES["prose"]
    return re.sub(r"\{(\w\d)\}", lambda match: prose[match.group(1)], case["raw"]).strip()


def read(raw: str) -> Article:
    document = Document("cases", "cases/1.txt", raw.encode(), "text", "0" * 64, datetime(2026, 6, 1, tzinfo=UTC))
    article = read_article(document)
    assert isinstance(article, Article), article
    return article


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    marked = filled(case)
    article = read(marked.replace("⟦", "").replace("⟧", ""))
    wanted = [" ".join(line.split()) for line in _RESIDUE.sub("", marked).split("\n")]
    got = [paragraph.text for paragraph in article.paragraphs]
    wanted = [line for line in wanted if line]
    if case.get("split"):
        got, wanted = [" ".join(got)], [" ".join(wanted)]
    assert got == wanted
    told = {field: getattr(article, field) for field in ("byline", "editor", "agency", "dateline")}
    assert told == {field: case.get(field) for field in told}
    if "title" in case:
        assert article.title == case["title"]
    if "published" in case:
        assert str(article.published_on) == case["published"]


def test_removed_text_is_what_was_marked() -> None:
    for case in CASES["case"]:
        marked = filled(case)
        article = read(marked.replace("⟦", "").replace("⟧", ""))
        residue = " ".join(_RESIDUE.findall(marked))
        removed = " ".join(removed.text for removed in article.removed)
        assert sorted(re.findall(r"\w+", removed)) == sorted(re.findall(r"\w+", residue)), case["name"]
