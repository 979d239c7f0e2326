"""The page: template, labels, style, scripts and data put together as one file that asks no network for anything.

Texts of articles reach the page only inside the JSON block, where no character can end it, and the script shows them as
text. The Content-Security-Policy names the two scripts by their hashes, so that no other script would run.
"""

import base64
import hashlib
import json
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pipeline.report.content import Rows, content

FOLDER = Path(__file__).parent
SCRIPTS = ("core.js", "evidence.js", "charts.js", "network.js", "tables.js", "sections.js", "main.js")
LANGUAGES = ("id", "en")  # the first is what a reader without a script sees
MARK = '<meta name="lumbung-report" content="{}">'
HEAD = 2048  # bytes of the page within which the mark stands
# What would end the block of JSON, or a line in old scripts.
UNSAFE = str.maketrans({char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"})


@cache
def version() -> str:
    """Sixteen hexadecimal digits that change when anything that decides the page's form does."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.rglob("*")):
        if path.is_file() and path.suffix in (".py", ".js", ".css", ".toml", ".j2"):
            digest.update(path.relative_to(FOLDER).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def is_current(path: Path, state: str) -> bool:
    """Tell whether the page at `path` shows this state of the published file as the present code would."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return MARK.format(f"{state}.{version()}").encode() in file.read(HEAD)


def labels() -> dict[str, dict[str, str]]:
    """Return the page's words by language and key. Raises ValueError when a key lacks a language."""
    read = tomllib.loads((FOLDER / "labels.toml").read_text(encoding="utf-8"))
    for key, words in read.items():
        if set(words) != set(LANGUAGES):
            raise ValueError(f"labels.toml: {key} needs exactly {', '.join(LANGUAGES)}.")
    return {language: {key: words[language] for key, words in read.items()} for language in LANGUAGES}


def render(sections: Mapping[str, Rows], evidence: Rows, grain: str, state: str) -> str:
    """Make the page from the rows of `queries.SECTIONS` and of `queries.EVIDENCE`; equal rows give equal pages."""
    own = "\n".join((FOLDER / "assets" / name).read_text(encoding="utf-8") for name in SCRIPTS)
    scripts = [
        (FOLDER / "vendor" / "echarts.min.js").read_text(encoding="utf-8").replace("\r\n", "\n"),
        f'(function () {{\n"use strict";\n{own}\n}})();\n',
    ]
    words = labels()
    environment = Environment(loader=FileSystemLoader(FOLDER / "assets"), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("report.html.j2").render(
        mark=Markup(MARK.format(f"{state}.{version()}")),
        policy=_policy(scripts),
        scripts=[Markup(script) for script in scripts],
        style=Markup((FOLDER / "assets" / "report.css").read_text(encoding="utf-8")),
        words=words[LANGUAGES[0]],
        labels=_json(words),
        data=_json(content(sections, evidence, grain)),
    )


def _policy(scripts: list[str]) -> str:
    """Content-Security-Policy: these scripts, styles of the page, and nothing from anywhere else."""
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )


def _json(value: Any) -> Markup:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(text.translate(UNSAFE))
