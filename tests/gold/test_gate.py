"""The extraction may not fall below the scores pinned for the sample corpus and the articles beside the checkout."""

from pathlib import Path

import pytest

from tests.gold import gate


def test_sample_corpus_reaches_the_pinned_scores(sample_home: Path) -> None:
    sets, floors = gate.pinned()
    assert sets["sample"] == gate.fingerprint(gate.ANNOTATIONS), (
        "annotations changed: python -m tests.gold.gate --update"
    )
    assert gate.losses(gate.measure_sample(sample_home), floors, {"sample"}) == []


def test_annotated_articles_reach_the_pinned_scores(shared: Path, tmp_path: Path) -> None:
    sets, floors = gate.pinned()
    for name in ("articles", "seeds"):
        if sets[name] != gate.fingerprint(shared / "gold" / name):
            pytest.fail(f"the annotations of {name} changed: python -m tests.gold.gate --update")
    assert gate.losses(gate.measure_shared(tmp_path), floors, {"articles", "seeds"}) == []


def test_a_fallen_score_is_a_loss_and_a_risen_one_is_none() -> None:
    key = ("sample", "all", "mentions", "f1")
    assert gate.losses({key: [0.80, 10, 2]}, {key: [0.81, 10, 2]}, {"sample"}) != []
    assert gate.losses({key: [0.82, 10, 2]}, {key: [0.81, 10, 2]}, {"sample"}) == []
    assert gate.losses({}, {key: [0.81, 10, 2]}, {"sample"}) != []
