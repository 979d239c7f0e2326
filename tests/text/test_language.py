"""Language of articles and paragraphs: scripts, Malay against Indonesian, mixed articles, what metadata decides."""

import json
import os
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from langdetect.detector_factory import DetectorFactory

from pipeline.text import language as module
from pipeline.text.language import detect_article, normalise_language, warm_up

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "language" / "dev.jsonl"

INDONESIAN = (
    "Perusahaan rintisan itu mengungkapkan rencana membuka kantor baru karena permintaan layanan meningkat tajam. "
    "Direktur menyebut investasi sebesar dua miliar rupiah dibutuhkan untuk membeli perangkat komputer."
)
MALAY = (
    "Syarikat itu memaklumkan pelaburan baharu bernilai dua bilion ringgit kerana permintaan "
    "perkhidmatan semakin meningkat. "
    "Pengerusi berkata bahawa pejabat di luar bandar akan dibuka selepas kelulusan diperoleh daripada kerajaan."
)
ENGLISH = (
    "The company said on Monday that it would open three new offices after demand for its services doubled. "
    "Analysts welcomed the plan, although some of them doubted the schedule."
)
CHINESE = "两国代表昨日在首都举行会谈，就数字经济与人工智能领域的合作交换了意见。"
TRADITIONAL = "雙方代表昨天在會議中討論數位經濟的發展，並同意成立聯合工作小組。"


def language(*paragraphs: str) -> str | None:
    return detect_article(paragraphs).language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (INDONESIAN, "id"),
        (MALAY, "ms"),
        (ENGLISH, "en"),
        (CHINESE, "zh"),
        (TRADITIONAL, "zh"),
        ("政府は新しい人工知能の研究所を来年の春に開設すると発表しました。", "ja"),
        ("정부는 내년 봄에 새로운 인공지능 연구소를 열 것이라고 발표했다.", "ko"),
        ("รัฐบาลประกาศเปิดศูนย์วิจัยปัญญาประดิษฐ์แห่งใหม่ในปีหน้า", "th"),
        ("Правительство объявило об открытии нового научного центра весной следующего года.", "ru"),
        ("أعلنت الحكومة عن افتتاح مركز جديد للأبحاث في الربيع المقبل في العاصمة", "ar"),
        ("Chính phủ cho biết sẽ mở một trung tâm nghiên cứu mới vào mùa xuân năm sau tại thủ đô.", "vi"),
        ("Pamaréntah ngumumkeun yén puseur panalungtikan anyar bakal dibuka dina taun payun di dayeuh.", "su"),
        (
            (
                "Pamarentah ngumumake yen pusat riset anyar bakal dibukak ing taun ngarep kanggo para "
                "mahasiswa lan dosen."
            ),
            "jv",
        ),
    ],
)
def test_language_of_a_text(text: str, expected: str) -> None:
    found = detect_article([text])
    assert found.language == expected
    assert found.confidence is not None and 0.5 <= found.confidence <= 1
    assert found.confidence == round(found.confidence, 4)


@pytest.mark.parametrize("text", ["", "   ", "12.500 – 2025", "?!…", "\x00\x01", "😀 😀", "5G"])
def test_too_little_to_say(text: str) -> None:
    assert detect_article([text]).language is None
    assert detect_article([text]).confidence is None


def test_nothing_at_all() -> None:
    assert detect_article([]).paragraphs == ()


def test_short_and_wordless_paragraphs() -> None:
    found = detect_article([INDONESIAN, "Meutya Hafid", "2025", ""])
    assert found.paragraphs[1] == (found.language, found.confidence)
    assert found.paragraphs[2] == found.paragraphs[3] == (None, None)


def test_paragraphs_of_another_language() -> None:
    found = detect_article([INDONESIAN, ENGLISH, INDONESIAN, CHINESE, INDONESIAN])
    assert [code for code, _ in found.paragraphs] == ["id", "en", "id", "zh", "id"]


def test_names_do_not_change_a_paragraphs_language() -> None:
    names = (
        "Turut hadir Chief Executive Officer Harbour Data Systems Michael Stone serta Senior Vice President Anna Li."
    )
    assert detect_article([INDONESIAN, names]).paragraphs[1][0] == "id"


def test_an_indonesian_headline_without_telltale_words() -> None:
    assert detect_article(["RI gandeng Laos kembangkan chip baru", INDONESIAN]).paragraphs[0][0] == "id"


def test_malay_quoted_in_an_indonesian_article() -> None:
    found = detect_article([INDONESIAN, INDONESIAN.swapcase().lower(), MALAY])
    assert found.language == "id"
    assert found.paragraphs[2][0] == "ms"


def test_the_language_of_most_words_wins_over_the_head() -> None:
    assert language(ENGLISH, *[INDONESIAN] * 4) == "id"


def test_stated_language_wins_for_the_article() -> None:
    found = detect_article([ENGLISH], stated="id-ID")
    assert (found.language, found.confidence) == ("id", 1.0)
    assert found.paragraphs[0][0] == "en"
    assert detect_article([ENGLISH], stated="no such language").language == "en"


def test_candidates_decide_only_in_doubt() -> None:
    assert detect_article([ENGLISH], candidates=["id"]).language == "en"
    assert detect_article([MALAY], candidates=["id"]).language == "ms"
    short = "Keluarga itu pulang ke rumah bersama anak mereka."
    assert detect_article([short], candidates=["ms"]).language == "ms"
    assert detect_article([short], candidates=["id"]).language == "id"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("id", "id"), ("in", "id"), ("ID_id", "id"), ("zh-Hant-TW", "zh"), ("msa", "ms"), ("Bahasa Indonesia", "id"),
     ("English", "en"), ("jw", "jv"), (None, None), ("", None), ("xx1", None), ("unknown", None)],
)  # fmt: skip
def test_normalised_tags(tag: str | None, expected: str | None) -> None:
    assert normalise_language(tag) == expected


def test_the_faster_detector_gives_langdetects_answers() -> None:
    factory: DetectorFactory = module._factory()
    for text in (INDONESIAN, MALAY, ENGLISH, "Selamat pagi semuanya", CHINESE):
        ours, theirs = module._Detector(factory), factory.create()
        ours.append(text)
        theirs.append(text)
        expected = [(found.lang, found.prob) for found in theirs.get_probabilities()]
        assert [(found.lang, found.prob) for found in ours.get_probabilities()] == expected


def test_first_use_in_many_threads_and_other_processes() -> None:
    code = (
        "from concurrent.futures import ThreadPoolExecutor as T\n"
        "from pipeline.text.language import detect_article\n"
        f"texts = {[INDONESIAN, MALAY, ENGLISH, CHINESE] * 4!r}\n"
        "print([(a.language, a.confidence) for a in T(8).map(lambda t: detect_article([t]), texts)])\n"
    )
    env = os.environ | {"PYTHONHASHSEED": "7"}
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    warm_up()
    with ThreadPoolExecutor(4) as pool:
        here = list(pool.map(lambda text: detect_article([text]), [INDONESIAN, MALAY, ENGLISH, CHINESE] * 4))
    assert run.stdout.strip() == str([(found.language, found.confidence) for found in here])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(max_size=300), max_size=4))
def test_any_text_gets_an_answer(texts: list[str]) -> None:
    found = detect_article(texts)
    assert len(found.paragraphs) == len(texts)
    assert found == detect_article(texts)


@pytest.mark.skipif(not GOLD.is_file(), reason="shared/gold/language is not beside this checkout")
def test_public_test_sets() -> None:
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["unit"] in {"doc", "para"}:
            name = f"{row['set']} {row['unit']}"
            total[name] += 1
            right[name] += detect_article([row["text"]]).language == row["lang"]
    shares = {name: right[name] / total[name] for name in total}
    assert shares["flores doc"] >= 0.995, shares
    assert shares["flores para"] >= 0.98, shares
    assert shares["news doc"] >= 0.975, shares  # of 120, two are labelled wrong
    assert shares["news para"] >= 0.95, shares
