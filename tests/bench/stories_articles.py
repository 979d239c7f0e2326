"""The articles of the stories bench: bases, their edited copies, and articles that share text but are no copies.

Bases are the sample corpus, the texts of the unit tests and those of `stories_set/`; half of the bases with all that
was made of them is held back from tuning. The edits belong to `stories_edits.py`.
"""

import hashlib
import json
import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.text.model import Article, Document
from pipeline.text.read import read_article
from tests.bench.stories_edits import KINDS, edited
from tests.running import SAMPLE
from tests.text.stories_texts import BASES, FOLLOW_UPS

SET = Path(__file__).with_name("stories_set")
COPY = "2025-08-18-qris-jepang-china.html"  # of another article of the sample


@dataclass(frozen=True, slots=True)
class Base:
    """An article as written: paragraphs, the passage its outlet prints below many articles, and a later report."""

    name: str
    language: str
    paragraphs: list[str]
    shared: str = ""
    follow_up: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An article of the set: `story` is the same for the copies of one text only, `kind` how it was made."""

    name: str
    story: str
    kind: str
    language: str
    text: str

    @property
    def held_back(self) -> bool:
        """Whether the article's base is in the half that no threshold was chosen on."""
        return hashlib.sha256(self.story.partition("/")[0].encode()).digest()[0] % 2 == 1


def items() -> list[Item]:
    """All articles of the set, in a fixed order."""
    return [*_templates(), *(item for base in bases() for item in _of(base))]


def bases() -> list[Base]:
    """All articles that copies are made of."""
    return [*_written(), *_of_tests(), *_sample()]


def _of(base: Base) -> Iterator[Item]:
    """The article as its outlet prints it, its copies in other outlets, and the report that came later."""
    shared = [base.shared] if base.shared else []
    yield Item(base.name, base.name, "base", base.language, "\n".join([*base.paragraphs, *shared]))
    elsewhere = [text for text in _shared(base.language).values() if text != base.shared]
    for kind in KINDS:
        paragraphs = edited(base.paragraphs, base.language, kind, base.name)
        pick = random.Random(f"{base.name} {kind} outlet")
        if pick.random() < 0.3:
            paragraphs.append(pick.choice(elsewhere))
        yield Item(f"{base.name}/{kind}", base.name, kind, base.language, "\n".join(paragraphs))
    if base.follow_up:
        lines = base.follow_up.format("", *base.paragraphs).strip().splitlines()
        name = f"{base.name}/follow-up"
        yield Item(name, name, "follow-up", base.language, "\n".join([*lines, *shared]))


def _declared(language: str) -> dict[str, object]:
    return tomllib.loads((SET / f"{language}.toml").read_text(encoding="utf-8"))


def _shared(language: str) -> dict[str, str]:
    shared = _declared(language)["shared"]
    assert isinstance(shared, dict)
    return {outlet: text.strip().replace("\n", " ") for outlet, text in shared.items()}


def _written() -> Iterator[Base]:
    for language in ("id", "en", "ms", "zh"):
        articles = _declared(language)["article"]
        assert isinstance(articles, list)
        for number, article in enumerate(articles):
            yield Base(
                f"{language}{number}",
                language,
                article["text"].strip().splitlines(),
                _shared(language).get(article["outlet"], ""),
                article.get("follow_up", ""),
            )


def _templates() -> Iterator[Item]:
    for language in ("id", "en", "ms", "zh"):
        templates = _declared(language)["template"]
        assert isinstance(templates, list)
        for number, template in enumerate(templates):
            for day, values in enumerate(template["values"]):
                name = f"{language} form {number}/{day}"
                yield Item(name, name, "form", language, template["text"].format(*values).strip())


def _of_tests() -> Iterator[Base]:
    for name, sentences in BASES.items():
        language = {"芯片": "zh", "pelabuhan": "en"}.get(name, "id")
        joint = "" if language == "zh" else " "
        paragraphs = [joint.join(sentences[at : at + 2]) for at in range(0, len(sentences), 2)]
        yield Base(name, language, paragraphs, follow_up=FOLLOW_UPS[name] + "\n{2}")


def _sample() -> Iterator[Base]:
    for path in sorted(path for path in SAMPLE.rglob("*") if path.is_file() and path.name != COPY):
        if path.suffix == ".jsonl":
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
                yield _read(f"{path.stem} {number}", json.loads(line)["text"].encode(), "text")
        else:
            yield _read(path.stem, path.read_bytes(), "html" if path.suffix == ".html" else "text")


def _read(name: str, content: bytes, media_type: str) -> Base:
    at = datetime(2025, 9, 1, tzinfo=UTC)
    assert media_type in ("html", "text")
    article = read_article(Document("sample", name, content, media_type, name, at))
    assert isinstance(article, Article) and article.language
    return Base(name, article.language, [p.text for p in article.paragraphs if p.kind != "headline"])
