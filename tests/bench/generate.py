"""Articles made by a small grammar, the same for the same numbers. Realistic in shape, not in sense.

About ten figures in 350 words, as news texts have them (9 in the annotated articles, 10 in 120 articles of a daily).
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta

FIRST = ("Rani", "Bagus", "Wening", "Surya", "Tegar", "Laras", "Dimas", "Ayu", "Fajar", "Intan", "Yusuf", "Maria")
LAST = ("Prasetya", "Kusuma", "Wibowo", "Santoso", "Hartono", "Siregar", "Lestari", "Nugroho", "Halim", "Tanjung")
TITLE = (
    "Menteri Perindustrian",
    "Direktur Utama PT Nusa Data",
    "Kepala Badan Riset dan Inovasi Nasional",
    "Gubernur Jawa Barat",
    "Ketua Asosiasi Pusat Data",
    "Wakil Menteri Keuangan",
    "Rektor Universitas Samudra",
    "CEO Awan Bersama",
)
PLACE = ("Jakarta", "Batam", "Surabaya", "Nanning", "Shenzhen", "Bandung", "Makassar", "Beijing", "Medan", "Semarang")
THING = (
    "pusat data",
    "kecerdasan buatan",
    "jaringan 5G",
    "kendaraan listrik",
    "pembayaran lintas batas",
    "talenta digital",
    "keamanan siber",
    "perdagangan elektronik",
    "komputasi awan",
    "kota pintar",
    "semikonduktor",
    "perusahaan rintisan",
)
VERB = ("membangun", "mengembangkan", "memperluas", "membiayai", "menguji", "menyiapkan", "menata", "mempercepat")
GOAL = (
    "untuk melayani pelaku usaha kecil",
    "agar layanan publik lebih cepat",
    "guna menekan biaya",
    "bagi daerah terluar",
    "demi kedaulatan data",
    "supaya industri lokal tumbuh",
    "dalam rangka kerja sama kedua negara",
)
SAY = ("mengatakan", "menjelaskan", "menyebut", "menilai", "menegaskan", "menambahkan")
MONTH = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def article(number: int) -> tuple[str, list[str], date]:
    """Headline, paragraphs (about 350 words) and day of publication of article `number`."""
    pick = random.Random(number)
    day = date(2024, 1, 1) + timedelta(days=pick.randrange(700))
    name = f"{pick.choice(FIRST)} {pick.choice(LAST)}"
    title = f"{pick.choice(TITLE)} {name}"
    headline = f"{pick.choice(PLACE)} {pick.choice(VERB).capitalize()} {pick.choice(THING).title()} Tahap {number}"
    opening = f"{title} {pick.choice(SAY)} {_clause(pick)}, {day.day} {MONTH[day.month - 1]} {day.year}."
    paragraphs = [f"{pick.choice(PLACE)} - {opening} {_sentence(pick)}"]
    while sum(len(p.split()) for p in paragraphs) < 340:
        kind = pick.randrange(4)
        if kind == 0:
            paragraphs.append(f"“{_sentence(pick)} Kami yakin {_clause(pick)},” ujar {name.split()[0]}.")
        elif kind == 1:
            paragraphs.append(f"Menurutnya, {_clause(pick)}. {_sentence(pick)}")
        else:
            paragraphs.append(f"{_sentence(pick)} {_sentence(pick)}")
    return headline, paragraphs, day


def _clause(pick: random.Random) -> str:
    who = pick.choice(("pemerintah", "perusahaan", "kampus", "daerah", "asosiasi", "bank"))
    what = f"{who} di {pick.choice(PLACE)} akan {pick.choice(VERB)} {pick.choice(THING)}"
    if pick.randrange(3):
        return f"{what} {pick.choice(GOAL)}"
    amount = f"{pick.randrange(10, 999) / 10:.1f}".replace(".", ",")
    return f"{what} senilai Rp {amount} {pick.choice(('miliar', 'triliun'))} {pick.choice(GOAL)}"


def _sentence(pick: random.Random) -> str:
    what = f"{pick.choice(THING)} dari {pick.choice(PLACE)} ikut {pick.choice(VERB)} {pick.choice(THING)}"
    if pick.randrange(5):
        return (
            f"Para pekerja {what} {pick.choice(GOAL)}, sedangkan warga {pick.choice(PLACE)} menunggu hasil pembicaraan."
        )
    return (
        f"Sekitar {pick.randrange(1, 99)}.{pick.randrange(100, 999)} pekerja {what} hingga "
        f"{pick.randrange(2026, 2046)}, naik {pick.randrange(2, 60)} persen dari tahun sebelumnya {pick.choice(GOAL)}."
    )


def texts(count: int) -> Iterator[tuple[str, str, str]]:
    """Id, text and day of `count` articles."""
    for number in range(count):
        headline, paragraphs, day = article(number)
        yield f"g{number:06d}", "\n\n".join([headline, *paragraphs]), day.isoformat()


def page(number: int) -> str:
    """Article `number` as an HTML page with menus, related links and scripts around it."""
    headline, paragraphs, day = article(number)
    menu = "".join(f'<li><a href="/rubrik/{i}">Rubrik {i}</a></li>' for i in range(40))
    related = "".join(f'<div class="card"><a href="/b/{i}">{article(number + i + 1)[0]}</a></div>' for i in range(30))
    script = "<script>" + "window.iklan.push({slot: 12, ukuran: [300, 250]});" * 400 + "</script>"
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    head = (
        f'<meta charset="utf-8"><title>{headline} - Warta Uji</title>'
        f'<meta property="article:published_time" content="{day}T08:00:00+07:00">{script}'
    )
    return (
        f'<!doctype html><html lang="id"><head>{head}</head><body><nav><ul>{menu}</ul></nav>'
        f"<article><h1>{headline}</h1>{body}</article><aside>{related}</aside>"
        f"<footer>Hak cipta Warta Uji</footer>{script}</body></html>"
    )
