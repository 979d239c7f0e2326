"""Topics: cues, their company, letter case, word boundaries, names, and the taxonomy file."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import lexicons
from pipeline.cli import main
from pipeline.facts import topics as module
from pipeline.facts.model import TopicHit
from pipeline.facts.topics import find_topics, taxonomy
from pipeline.text.model import Article, Paragraph

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "seeds"


def article(*texts: str, headline: str | None = None) -> Article:
    paragraphs: list[Paragraph] = []
    at = 0
    for number, text in enumerate(([headline] if headline else [""]) + list(texts)):
        if not text:
            continue
        at += 2 if paragraphs else 0
        paragraphs.append(Paragraph(number, "headline" if number == 0 else "body", at, at + len(text), text))
        at += len(text)
    whole = "\n\n".join(paragraph.text for paragraph in paragraphs)
    return Article("a", "s", "u", "h", datetime(2025, 1, 1, tzinfo=UTC), whole, tuple(paragraphs))


def found(*texts: str) -> dict[str, tuple[str, ...]]:
    return {hit.topic_id: hit.evidence for hit in find_topics(article(*texts))}


@pytest.mark.parametrize(
    ("text", "topic", "evidence"),
    [
        ("Bupati ingin membangun kota cerdas dalam lima tahun.", "smart_city", "kota cerdas"),
        ("Kelas itu melatih talenta digital di desa.", "digital_talent", "talenta digital"),
        ("Pemerintah menyusun peta jalan AI hingga 2030.", "ai_policy", "peta jalan AI"),
        ("The ministry published its AI action plan on Friday.", "ai_policy", "AI action plan"),
        ("Pabrik itu merakit motor listrik di Cikarang.", "electric_vehicles", "motor listrik"),
        ("Syarikat itu membuka pusat data dan rangkaian jalur lebar.", "digital_infrastructure", "pusat data"),
        ("双方同意扩大数字经济领域的交流。", "digital_economy", "数字经济"),
        ("Peternak menyambut ekonomi digitalnya sendiri.", "digital_economy", "ekonomi digitalnya"),
        ("DeepSeek dipakai di sekolah.", "open_source_ai", "DeepSeek"),
    ],
)
def test_a_strong_cue_shows_its_topic(text: str, topic: str, evidence: str) -> None:
    assert evidence in found(text)[topic]


def test_a_weak_cue_needs_company_anywhere_in_the_article() -> None:
    alone, company = "Kerja sama itu dimulai tahun lalu.", "Kedua negara akan bertemu lagi di Bandung."
    assert "bilateral_cooperation" not in found(alone)
    hits = [hit for hit in find_topics(article(alone, company)) if hit.topic_id == "bilateral_cooperation"]
    assert [(hit.paragraph_number, hit.evidence) for hit in hits] == [(1, ("Kerja sama",)), (2, ("Kedua negara",))]
    assert all(hit.score == 0.2421 for hit in hits)


def test_spellings_and_repetitions_of_one_cue_count_once() -> None:
    assert "bilateral_cooperation" not in found("Kerja sama lama, kerjasama baru, dan kerja sama nanti.")


def test_score_grows_with_distinct_cues() -> None:
    one = find_topics(article("Ekspor naik."))[0]
    two = find_topics(article("Ekspor naik, impor turun."))[0]
    assert (one.topic_id, one.score) == ("investment_trade", 0.5)
    assert (two.topic_id, two.score) == ("investment_trade", 0.75)


@pytest.mark.parametrize(
    "text",
    [
        "Pak Ai datang ke balai desa.",  # AI only in capitals
        "Ia membeli chipset lama.",  # a part of a longer word
        "Nyonya Ev menanam bunga.",
        "Ketua Koperasi Unit Desa Pertanian Makmur hadir.",  # a piece of a name
        "Menteri Kesehatan dan Menteri Pertahanan duduk bersama.",
        "Kementerian Pendidikan, Kebudayaan, Riset, dan Teknologi pindah kantor.",
        "Menteri Lingkungan Hidup duduk di depan.",
        "Wakil Menteri Ekonomi Kreatif menyapa tamu.",
        "The Minister of Labour and Fisheries waved to the crowd.",
        "Timbalan Menteri Alam Sekitar hadir.",
        "财政部官员走进会场。",
        "清华大学校长走进会场。",
    ],
)
def test_what_shows_no_topic(text: str) -> None:
    assert found(text) == {}


def test_a_field_shows_its_topic_beside_the_name_of_its_ministry() -> None:
    hits = found("Menteri Lingkungan Hidup menyebut kerusakan lingkungan di hulu.")
    assert hits == {"environment_climate": ("kerusakan lingkungan",)}


def test_a_headline_in_title_case_is_no_name() -> None:
    hits = find_topics(article("Isinya singkat.", headline="Harga Pupuk Naik, Petani Mengeluh ke Bupati"))
    assert [(hit.paragraph_number, hit.topic_id) for hit in hits] == [(0, "agriculture")]


def test_the_longest_cue_wins_where_cues_overlap() -> None:
    assert set(found("Tata kelola AI dibahas.")) == {"ai_governance"}


def test_evidence_is_in_the_text_and_in_its_order() -> None:
    text = "Banjir merendam jalan; sebelumnya gempa dan tanah longsor terjadi."
    assert found(text)["disaster"] == ("Banjir", "gempa", "tanah longsor")


def test_taxonomy_is_well_formed() -> None:
    topics = taxonomy()
    ids = [topic.topic_id for topic in topics]
    assert len(ids) == len(set(ids)) >= 35
    assert all(topic.label and topic.label_en and topic.description for topic in topics)
    assert all(topic.parent is None or topic.parent in ids for topic in topics)
    parents = {topic.topic_id: topic.parent for topic in topics}
    for topic in ids:
        seen = {topic}
        while (parent := parents[topic]) is not None:
            assert parent not in seen
            seen.add(parent)
            topic = parent


def test_every_topic_with_cues_has_them_in_four_languages() -> None:
    for topic_id, entry in lexicons.tree("topics.toml").items():
        languages = [language for language in ("id", "en", "ms", "zh") if entry.get(language)]
        assert languages in ([], ["id", "en", "ms", "zh"]), topic_id


@pytest.fixture
def own_topics(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("LUMBUNG_LEXICON", str(tmp_path))
    caches = (lexicons.tree, module.taxonomy, module._matcher)
    for cached in caches:
        cached.cache_clear()
    yield tmp_path / "topics.toml"
    monkeypatch.undo()
    for cached in caches:
        cached.cache_clear()


def test_a_user_adds_and_replaces_topics(own_topics: Path) -> None:
    own_topics.write_text(
        '[batik]\nlabel = "Batik"\nparent = "society"\nid = ["batik tulis"]\n\n'
        '[smart_city]\nlabel = "Kota"\nid = ["alun-alun"]\n',
        encoding="utf-8",
    )
    assert set(found("Perajin batik tulis berkumpul.")) == {"batik"}
    assert set(found("Kota cerdas dan alun-alun.")) == {"smart_city"}
    assert found("Kota cerdas.") == {}
    assert next(topic for topic in taxonomy() if topic.topic_id == "batik").label_en == "Batik"


def test_a_user_adds_cues_to_a_topic(own_topics: Path) -> None:
    own_topics.write_text('[smart_city]\nextend = true\nid = ["alun-alun"]\nid_weak = ["taman"]\n', encoding="utf-8")
    assert found("Kota cerdas dan alun-alun.") == {"smart_city": ("Kota cerdas", "alun-alun")}
    assert next(topic for topic in taxonomy() if topic.topic_id == "smart_city").label == "Kota cerdas"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('[batik]\nextend = true\nid = ["batik"]\n', "nothing of this name to extend"),
        ('[batik]\nid = ["batik"]\n', "label"),
        ('[batik]\nlabel = "Batik"\nparent = "seni_rupa"\n', "seni_rupa"),
        ('[batik]\nlabel = "Batik"\nindonesian = ["batik"]\n', "indonesian"),
        ('[batik]\nlabel = "Batik"\nid = "batik"\n', "list"),
        ('[batik]\nlabel = "Batik"\nid = [""]\n', "empty"),
    ],
)
def test_a_wrong_topics_file_is_refused(own_topics: Path, content: str, message: str) -> None:
    own_topics.write_text(content, encoding="utf-8")
    with pytest.raises(lexicons.LexiconError, match=message):
        find_topics(article("Batik."))


def test_a_wrong_topics_file_stops_the_refresh_before_it_begins(
    own_topics: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own_topics.write_text('[batik]\nlabel = "Batik"\nparent = "trade_investment"\n', encoding="utf-8")
    sources = tmp_path / "sources.toml"
    sources.write_text(f'[[source]]\nid = "inbox"\nkind = "folder"\npath = "{tmp_path}"\n', encoding="utf-8")
    monkeypatch.setenv("LUMBUNG_SOURCES", str(sources))
    monkeypatch.setenv("LUMBUNG_HOME", str(tmp_path / "data"))
    assert main(["refresh"]) == 2
    said = capsys.readouterr().err
    assert "topics.toml, [batik]: parent trade_investment is no topic. Did you mean" in said
    assert not (tmp_path / "data").exists()


WORDS = [
    "AI",
    "chip",
    "kerja sama",
    "kedua negara",
    "Menteri Kesehatan",
    "5G",
    "数字经济",
    "İ",
    "ß",
    ",",
    ".",
    "gempanya",
]


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join), min_size=1, max_size=5))
def test_hits_hold_what_they_promise(texts: list[str]) -> None:
    given_article = article(*texts)
    hits = find_topics(given_article)
    by_number = {paragraph.number: paragraph.text for paragraph in given_article.paragraphs}
    for hit in hits:
        assert 0 < hit.score <= 1
        assert hit.evidence
        assert all(surface in by_number[hit.paragraph_number] for surface in hit.evidence)
    keys = [(hit.paragraph_number, -hit.score, hit.topic_id) for hit in hits]
    assert all(first < second for first, second in pairwise(keys))
    assert hits == find_topics(given_article)


@pytest.mark.skipif(not GOLD.is_dir(), reason="shared/gold/seeds is not beside this checkout")
def test_topics_of_the_seed_articles() -> None:
    reference = set(json.loads((GOLD / "full" / "topics_taxonomy.json").read_text(encoding="utf-8")))
    right = wrong = missed = 0
    expected: dict[str, set[str]] = {}
    for line in (GOLD / "full" / "topics.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        expected.setdefault(row["doc"], set()).add(row["topic"])
    for name, wanted in expected.items():
        text = (GOLD / f"{name}.txt").read_text(encoding="utf-8")
        hits: list[TopicHit] = find_topics(article(*(line for line in text.splitlines() if line.strip())))
        got = {hit.topic_id for hit in hits} & reference
        right, wrong, missed = right + len(got & wanted), wrong + len(got - wanted), missed + len(wanted - got)
    assert right / (right + missed) >= 0.95
    assert right / (right + wrong) >= 0.9
