"""Edits that newsrooms make to the text of another: the generator behind the stories bench.

Each kind is one function of paragraphs; which paragraph, sentence or word it touches is drawn from a generator seeded
with the article's name, so that the set is the same everywhere. What is measured on it belongs to `stories.py`.

- `half`, `head`: the first half of the paragraphs; the first quarter of them, two at least.
- `lead`: the first paragraph gives way to another one.  - `added`: one to three paragraphs of the newsroom's own.
- `dateline`: another dateline and a credit at the end.  - `headline`: a foreign headline left above the text.
- `words`: four in ten words of the synonym table replaced, one number in three rounded or corrected.
- `reordered`: the paragraphs after the first shuffled.  - `tightened`: one sentence in four left out.
- `joined`: paragraphs merged in pairs.  - `split`: a paragraph for each sentence.
- `two`: two of the above, one after the other.
"""

import random
import re
from collections.abc import Callable

_SENTENCE = re.compile(r"(?<=[.!?][”\"])\s+|(?<=[.!?])\s+(?=[A-Z“\"0-9])|(?<=[。！？])(?!”)|(?<=[。！？]”)")
_NUMBER = re.compile(r"\d+")

LEADS = {
    "id": (
        "Kabar itu menjadi perbincangan warga sejak pagi dan ditanggapi beragam oleh berbagai kalangan di daerah.",
        "Ada perkembangan yang patut dicermati pekan ini, terutama bagi mereka yang selama ini menunggu kepastian.",
    ),
    "en": (
        "It is the kind of news that many had expected for months, and few agree on what it will mean in the end.",
        "A decision taken this week may change more than its authors intended, according to people close to it.",
    ),
    "ms": (
        "Perkembangan terbaharu itu menarik perhatian ramai dan dijangka memberi kesan kepada penduduk setempat.",
        "Langkah yang dinanti-nantikan itu akhirnya menjadi kenyataan minggu ini selepas beberapa kali tertangguh.",
    ),
    "zh": (
        "这一消息本周公布后引起各界广泛关注，不少人认为影响将在未来几个月逐渐显现。",
        "经过长时间的准备，备受期待的计划终于有了新的进展，各方反应不一。",
    ),
}
ADDED = {
    "id": (
        "Redaksi sudah menghubungi pihak terkait untuk meminta penjelasan tambahan. Sampai berita ini disiarkan "
        "belum ada jawaban yang diterima.",
        "Persoalan serupa pernah terjadi di provinsi tetangga dua tahun silam. Ketika itu pemerintah membentuk tim "
        "khusus yang bekerja selama tiga bulan sebelum menyampaikan usulnya kepada dewan.",
        "Pengajar kebijakan publik Winda Harsono menyarankan agar semua keputusan dibuka kepada masyarakat sejak awal. "
        "Menurut dia, kepercayaan lebih sulit dibangun daripada gedung.",
    ),
    "en": (
        "Our newsroom asked those involved for further comment. None had replied by the time this article appeared.",
        "A neighbouring province faced much the same question two years ago. It set up a panel that sat for three "
        "months before sending its proposals to the council.",
        "Winifred Harlow, who teaches public policy, would rather see every decision made in the open from the start. "
        "Trust, she said, is harder to build than bridges.",
    ),
    "ms": (
        "Pihak akhbar telah menghubungi mereka yang terlibat bagi mendapatkan ulasan lanjut. Sehingga laporan ini "
        "disiarkan, tiada maklum balas diterima.",
        "Keadaan yang sama pernah berlaku di negeri jiran dua tahun lalu. Ketika itu sebuah jawatankuasa ditubuhkan "
        "dan mengambil masa tiga bulan untuk menyiapkan cadangannya.",
        "Pensyarah dasar awam Wan Hasnita mencadangkan semua keputusan dibentangkan kepada orang ramai sejak awal. "
        "Katanya, kepercayaan lebih sukar dibina daripada bangunan.",
    ),
    "zh": (
        "本报记者曾就此联系有关方面，截至发稿时尚未收到进一步的回复。",
        "两年前，邻近省份也曾遇到类似情况，当地政府为此成立专门小组，用三个月时间提出了多项建议。",
        "公共政策讲师温海星建议，所有决定从一开始就应当向社会公开，因为信任比大楼更难建立。",
    ),
}
DATELINES = {
    "id": ("KOTA TIRTA, WARTA KINI - ", "(Warta Kini/Kantor Berita Samudra)"),
    "en": ("PORT SELWYN, Nov 4 (Meridian Wire) - ", "(Reporting by Meridian Wire; editing by our newsroom)"),
    "ms": ("BANDAR MELATI, 4 Nov (Berita Kini) -- ", "- Berita Kini"),
    "zh": ("本报海峡市四日讯 ", "（据南屿通讯社报道，本报编辑整理）"),
}
HEADLINES = {
    "id": "Ini yang Perlu Diketahui tentang Kabar Terbaru dari Daerah",
    "en": "What You Need to Know About This Week's Announcement",
    "ms": "Perkara Yang Anda Perlu Tahu Tentang Perkembangan Minggu Ini",
    "zh": "一文看懂本周最受关注的消息",
}
SYNONYMS = {
    "id": "mengatakan=menyatakan menyebut=menilai memakai=menggunakan mulai=memulai akan=bakal karena=sebab juga=pula "
    "tetapi=namun hanya=cuma sudah=telah belum=masih orang=jiwa warga=masyarakat membuat=menciptakan agar=supaya "
    "sekitar=kira-kira selama=sepanjang besar=raksasa naik=meningkat turun=merosot tahun=thn dapat=bisa untuk=guna "
    "kata=ujar menurut=kata pemerintah=pemda sebelum=menjelang setelah=sesudah sejumlah=beberapa",
    "en": "said=stated told=informed will=would about=around people=residents began=started more=further company=firm "
    "because=since but=yet only=just new=fresh most=many after=following before=until rose=climbed fell=dropped "
    "cost=price month=month's make=produce would=could have=had two=2 three=3 four=4",
    "ms": "berkata=menjelaskan akan=bakal menggunakan=memakai sejak=semenjak kerana=sebab juga=turut tetapi=namun "
    "hanya=sekadar telah=sudah penduduk=warga supaya=agar kira-kira=sekitar naik=meningkat turun=menurun boleh=dapat "
    "untuk=bagi tempoh=masa sebanyak=sejumlah manakala=sementara",
    "zh": "表示=指出 介绍=说明 认为=指 目前=现时 将=会 去年=上年 公司=企业 预计=估计 超过=多于 约=大约 其中=当中 "
    "同时=此外 减少=降低 增加=上升 问题=难题 需要=须 首批=第一批 负责人=主管",
}

Edit = Callable[[list[str], str, random.Random], list[str]]


def _sentences(paragraph: str) -> list[str]:
    return [sentence for sentence in _SENTENCE.split(paragraph) if sentence and sentence.strip()]


def _join(parts: list[str], language: str) -> str:
    return ("" if language == "zh" else " ").join(parts)


def _half(paragraphs: list[str], language: str, pick: random.Random) -> list[str]:
    return paragraphs[: max(2, (len(paragraphs) + 1) // 2)]


def _head(paragraphs: list[str], language: str, pick: random.Random) -> list[str]:
    return paragraphs[: max(2, len(paragraphs) // 4)]


def _lead(paragraphs: list[str], language: str, pick: random.Random) -> list[str]:
    return [pick.choice(LEADS[language]), *paragraphs[1:]]


def _added(paragraphs: list[str], language: str, pick: random.Random) -> list[str]:
    edited = list(paragraphs)
    for paragraph in pick.sample(ADDED[language], pick.randint(1, 3)):
        edited.insert(pick.randint(1, len(edited)), paragraph)
    return edited


def _dateline(paragraphs: list[str], language: str, pick: random.Random) -> list[str]:
    before, after = DATELINES[language]
    return [before + paragraphs[0], *paragraphs[1:], after]


def _headline(paragraphs: list[str], language: str, pick: random.Random) -> list[str]:
    return [HEADLINES[language], *paragraphs]


def _words(paragraphs: list[str], language: str, pick: random.Random) -> list[str]:
    table = dict(pair.split("=") for pair in SYNONYMS[language].split())
    words = "|".join(sorted(table, key=len, reverse=True))
    pattern = re.compile(words if language == "zh" else rf"\b({words})\b")

    def number(match: re.Match[str]) -> str:
        if pick.random() > 1 / 3:
            return match[0]
        value = int(match[0])
        return str(round(value, -1) if value > 20 else value + 1)

    def synonym(match: re.Match[str]) -> str:
        return table[match[0]] if pick.random() < 0.4 else match[0]

    return [_NUMBER.sub(number, pattern.sub(synonym, paragraph)) for paragraph in paragraphs]


def _reordered(paragraphs: list[str], language: str, pick: random.Random) -> list[str]:
    rest = paragraphs[1:]
    pick.shuffle(rest)
    return [paragraphs[0], *rest]


def _tightened(paragraphs: list[str], language: str, pick: random.Random) -> list[str]:
    kept = [[s for s in _sentences(paragraph) if pick.random() > 0.25] for paragraph in paragraphs]
    return [_join(sentences, language) for sentences in kept if sentences] or paragraphs[:1]


def _joined(paragraphs: list[str], language: str, pick: random.Random) -> list[str]:
    return [_join(paragraphs[at : at + 2], language) for at in range(0, len(paragraphs), 2)]


def _split(paragraphs: list[str], language: str, pick: random.Random) -> list[str]:
    return [sentence for paragraph in paragraphs for sentence in _sentences(paragraph)]


SINGLE: dict[str, Edit] = {
    "half": _half,
    "head": _head,
    "lead": _lead,
    "added": _added,
    "dateline": _dateline,
    "headline": _headline,
    "words": _words,
    "reordered": _reordered,
    "tightened": _tightened,
    "joined": _joined,
    "split": _split,
}


def _two(paragraphs: list[str], language: str, pick: random.Random) -> list[str]:
    for name in pick.sample(sorted(SINGLE), 2):
        paragraphs = SINGLE[name](paragraphs, language, pick)
    return paragraphs


KINDS: dict[str, Edit] = SINGLE | {"two": _two, "two more": _two}


def edited(paragraphs: list[str], language: str, kind: str, name: str) -> list[str]:
    """The paragraphs of an article after an edit of this kind; `name` seeds what is drawn."""
    return KINDS[kind](list(paragraphs), language, random.Random(f"{name} {kind}"))
