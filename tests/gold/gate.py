"""The extraction gate: measured scores may not fall below the pinned ones.

`python -m tests.gold.gate` measures and compares; `--update` pins what was measured (in `pipeline/accuracy.json`, which
each refresh loads into ops.accuracy) and refuses to lower a score without `--allow-regression`.
"""

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.gold.scoring import score, score_reading
from tests.running import ROOT, SAMPLE, SHARED, refresh, write_sources

PINNED = ROOT / "pipeline" / "accuracy.json"
ANNOTATIONS = Path(__file__).with_name("sample")
# Scores are rounded to four places; anything lost beyond that is a loss.
TOLERANCE = 0.0005
MEASURES = ("f1", "accuracy")
Scores = dict[tuple[str, str, str, str], list[Any]]


def fingerprint(folder: Path) -> str:
    """Hash of the annotations that a score was measured on."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.json")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def measure_sample(home: Path) -> Scores:
    """Score a refreshed sample corpus on the annotations in the repository."""
    published = home / "lumbung.duckdb"
    found = [*score(published, ANNOTATIONS, sample_texts()), *score_reading(published, ANNOTATIONS)]
    return {("sample", "all", s.task, s.measure): [s.value, s.items, s.articles] for s in found}


def sample_texts() -> dict[str, str]:
    """Plain-text articles of the sample as they are read, by id (file stem, or id of a JSONL line)."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in SAMPLE.rglob("*.txt")}
    for path in SAMPLE.rglob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            texts[record["id"]] = record["text"]
    return texts


def measure_shared(work: Path) -> Scores:
    """Score the annotated articles beside the checkout with the scorer that lies with them, whole and by language."""
    scores: Scores = {}
    for name, inputs in (("articles", "articles/articles.jsonl"), ("seeds", "seeds/*.txt")):
        inbox = work / name / "inbox"
        inbox.mkdir(parents=True)
        gold = SHARED / "gold" / name
        for path in (SHARED / "gold").glob(inputs):
            shutil.copy(path, inbox)
        home = work / name / "data"
        refresh(home, write_sources(work / name, inbox))
        by_language: dict[str, list[str]] = {}
        for path in sorted(gold.glob("*.json")):
            record = json.loads(path.read_text(encoding="utf-8"))
            by_language.setdefault(record.get("language") or "id", []).append(record["id"])
        groups = {"all": None} | (by_language if len(by_language) > 1 else {})
        for language, ids in groups.items():
            scores |= _run_scorer(home, gold, name, language, ids)
    return scores


def _run_scorer(home: Path, gold: Path, name: str, language: str, ids: list[str] | None) -> Scores:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "scores.json"
        only = ["--only", ",".join(ids)] if ids else []
        scorer = SHARED / "gold" / "score.py"
        subprocess.run(
            [sys.executable, str(scorer), str(home / "lumbung.duckdb"), str(gold), "--json", str(out), *only],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        found = json.loads(out.read_text(encoding="utf-8"))
    articles = found["articles"]["found"]
    scores: Scores = {}
    for task, values in found.items():
        for measure in MEASURES:
            items = values.get("gold", values.get("asked", values.get("facts")))
            if values.get(measure) is not None and items:
                scores[name, language, task, measure] = [round(values[measure], 4), items, articles]
    return scores


def pinned() -> tuple[dict[str, str], Scores]:
    """Fingerprints of the annotated sets, and the pinned scores."""
    stored = json.loads(PINNED.read_text(encoding="utf-8"))
    return stored.get("sets", {}), {tuple(row[:4]): row[4:] for row in stored["scores"]}


def losses(measured: Scores, floors: Scores, sets: set[str]) -> list[str]:
    """One sentence for each pinned score of these sets that was not reached."""
    found = []
    for key, (floor, *_) in sorted(floors.items()):
        if key[0] not in sets:
            continue
        value = measured.get(key, [None])[0]
        if value is None or value < floor - TOLERANCE:
            found.append(f"{' / '.join(key)}: {value} is below the pinned {floor}")
    return found


def main() -> int:
    """Measure, compare, and pin when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        refresh(work / "data", write_sources(work, SAMPLE))
        measured = measure_sample(work / "data")
        sets = {"sample": fingerprint(ANNOTATIONS)}
        if (SHARED / "gold").is_dir():
            measured |= measure_shared(work)
            sets |= {name: fingerprint(SHARED / "gold" / name) for name in ("articles", "seeds")}
    known, floors = pinned()
    for key, (value, items, _) in sorted(measured.items()):
        before = floors.get(key, [None])[0]
        print(f"{' / '.join(key):70s} {value:.4f}  (pinned {before}, {items} items)")
    same = {name for name in sets if known.get(name) == sets[name]}
    lost = losses(measured, floors, same)
    for sentence in lost:
        print(sentence, file=sys.stderr)
    if not options.update:
        return bool(lost)
    if lost and not options.allow_regression:
        print("Not pinned: scores fell. --allow-regression pins them all the same.", file=sys.stderr)
        return 1
    kept = {key: value for key, value in floors.items() if key[0] not in sets}
    rows = [[*key, *value] for key, value in sorted((kept | measured).items())]
    body = ",\n".join("  " + json.dumps(row, ensure_ascii=False) for row in rows)
    PINNED.write_text(f'{{"sets": {json.dumps(known | sets)},\n"scores": [\n{body}\n]}}\n', encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
