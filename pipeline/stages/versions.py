"""Versions of the stages: a hash of the code, lexicons and libraries that decide what a stage makes of a document.

A change of any of them makes the stage work on every article again; nobody has to remember to count up a number.
"""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pipeline import lexicons

PACKAGE = Path(__file__).parents[1]

# Code files and lexicon files (glob patterns under pipeline/ and pipeline/lexicon/) and libraries, by stage.
CODE: dict[str, tuple[str, ...]] = {
    # Of the web's code only what makes documents: how they are fetched changes nothing about them.
    "clean": ("text/*.py", "sources/*.py", "sources/web/documents.py", "ids.py"),
    "names": (
        *(
            "facts/frames.py",
            "facts/names/*.py",
            "facts/roles.py",
            "facts/offices/*.py",
            "facts/quotes/*.py",
            "facts/things/*.py",
            "facts/model.py",
        ),
        "text/sentences.py",
    ),
    "figures": ("facts/figures/*.py", "facts/frames.py", "facts/model.py", "text/sentences.py"),
    "topics": ("facts/topics.py", "facts/names/*.py", "facts/frames.py", "facts/model.py"),
    "stories": ("text/stories.py",),
    "corrections": ("corrections/*.py", "stages/correcting*.py", "text/sentences.py"),
}
SHARED = ("lexicons.py", "ids.py")
FIGURE_WORDS = ("figures_*", "abbreviations*", "speech_verbs*")
TOPIC_WORDS = ("topics*",)
CLEAN_WORDS = ("cleaning_*", "outlets*", "agencies*", "language_*", "abbreviations*", "paragraph_*", "organisations_*")
REFERENCES = ("reference_exchange_rates*", "reference_units*")  # tables loaded as they are; no stage reads them
# Read by names and by another stage.
NAMES_TOO = ("abbreviations*", "organisations*", "speech_verbs*", "figures_traditional*")
LIBRARIES: dict[str, tuple[str, ...]] = {
    "clean": (
        *("trafilatura", "htmldate", "lxml", "langdetect", "pycld2", "resiliparse", "ftfy", "charset-normalizer"),
    ),
    "names": ("babel", "ahocorasick_rs"),
    "figures": (),
    "topics": ("babel", "ahocorasick_rs"),
    "stories": ("rensa",),
    "corrections": (),
}


@cache
def stage_version(stage: str) -> str:
    """Sixteen hexadecimal digits that change when the stage's code, lexicons or libraries do."""
    digest = hashlib.sha256()
    for pattern in (*CODE[stage], *SHARED):
        for path in sorted(PACKAGE.glob(pattern)):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for folder in lexicons.folders():
        for path in sorted(folder.glob("*.*")):
            if path.is_file() and stage in _readers(path):
                digest.update(path.name.encode() + b"\0" + path.read_bytes())
    for library in LIBRARIES[stage]:
        digest.update(f"{library}={version(library)}\0".encode())
    return digest.hexdigest()[:16]


def _readers(path: Path) -> set[str]:
    """Return the stages that read a lexicon file; what no pattern claims belongs to names, roles and quotes.

    Topics look at names too: a cue inside a name shows nothing.
    """
    if any(path.match(pattern) for pattern in REFERENCES):
        return set()
    stages = {
        stage
        for stage, patterns in {"clean": CLEAN_WORDS, "figures": FIGURE_WORDS, "topics": TOPIC_WORDS}.items()
        if any(path.match(pattern) for pattern in patterns)
    }
    if not stages or any(path.match(pattern) for pattern in NAMES_TOO):
        stages |= {"names", "topics"}
    return stages
