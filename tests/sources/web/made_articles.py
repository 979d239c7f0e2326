"""Indonesian news articles of our own making for the test sites: generated, each text its own, always the same.

Sentences only; how they are served is site.py's, how listings name them made_listings.py's.
"""

import html
import json
import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

JAKARTA = timezone(timedelta(hours=7))
_FIRST = datetime(2026, 11, 2, 6, 0, tzinfo=JAKARTA)

# fmt: off
_PLACES = (
    "Kendari", "Ambon", "Palu", "Bengkulu", "Jambi", "Mataram", "Kupang", "Sorong", "Ternate", "Manado", "Pontianak",
    "Samarinda", "Tarakan", "Bitung", "Dumai", "Cirebon", "Madiun", "Jember", "Kudus", "Purwokerto",
)
_GIVEN = (
    "Rina", "Bagas", "Sulastri", "Hendra", "Maya", "Yusuf", "Lestari", "Arif", "Dewi", "Ferdi", "Nur", "Ratna",
    "Teguh", "Wulan", "Imam", "Citra",
)
_FAMILY = (
    "Prasetya", "Wijayanti", "Simatupang", "Halim", "Nasution", "Kurniadi", "Mandagi", "Tobing", "Suryana", "Lubis",
    "Hartanto", "Pakpahan",
)
# fmt: on
_WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_TENS = (12, 15, 18, 24, 27, 32, 36, 41, 45, 48, 53, 57, 62, 68, 73, 79, 84, 91)

# For each subject a headline and sentences; {o} is an office, {p} a person, {c} and {d} places, {n} {m} numbers.
_SUBJECTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "Dinas Pertanian",
        "Panen padi {c} naik {n} persen setelah irigasi diperbaiki",
        (
            "Petani di {c} memanen {n} ribu ton padi pada musim ini, lebih banyak daripada musim sebelumnya.",
            "Saluran irigasi sepanjang {m} kilometer yang rusak akibat longsor sudah selesai diperbaiki sejak Juni.",
            '"Air sekarang sampai ke sawah paling ujung," kata Kepala {o} {c}, {p}, pada hari {w}.',
            "Harga gabah kering di tingkat petani bertahan di kisaran Rp6.{m}0 per kilogram.",
            "Sebagian hasil panen akan dikirim ke {d} melalui pelabuhan, sisanya disimpan di gudang desa.",
            "{o} membagikan {m} mesin perontok kepada kelompok tani dengan sistem pinjam bergilir.",
            "Serangan wereng yang tahun lalu merusak {n} hektare sawah kini dapat ditekan dengan menanam serempak.",
            "Penyuluh mendatangi {m} desa untuk mencatat varietas yang tahan terhadap genangan.",
        ),
    ),
    (
        "Dinas Perhubungan",
        "{c} menambah {n} bus listrik untuk jalur ke {d}",
        (
            "Pemerintah kota {c} menambah {n} bus listrik yang mulai melayani penumpang pada hari {w}.",
            "Setiap bus memuat {m} penumpang dan menempuh 200 kilometer dalam sekali pengisian daya.",
            '"Warga tidak perlu menunggu lebih dari sepuluh menit," ujar Kepala {o} {c}, {p}.',
            "Tarif jalur menuju {d} ditetapkan Rp{m}00 dan dibayar tanpa uang tunai.",
            "Jumlah penumpang angkutan umum di kota itu tumbuh {n} persen dalam satu tahun.",
            "Stasiun pengisian dibangun di dua terminal dengan biaya Rp{n} miliar dari anggaran daerah.",
            "Sopir angkutan kota yang lama ditawari pelatihan selama {m} hari sebelum beralih ke armada baru.",
            "{o} akan mengevaluasi jadwal setelah tiga bulan berdasarkan data kartu penumpang.",
        ),
    ),
    (
        "Dinas Pendidikan",
        "Sebanyak {n} sekolah di {c} memakai perpustakaan keliling",
        (
            "Perpustakaan keliling kini menjangkau {n} sekolah dasar di pinggiran {c}.",
            "Mobil buku membawa {m}0 judul bacaan anak yang diganti setiap dua minggu.",
            '"Anak-anak meminjam lebih banyak daripada yang kami bayangkan," tutur {p} dari {o} {c}.',
            "Guru di {d} meminta agar program yang sama dibuka di daerah mereka tahun depan.",
            "Survei {o} menunjukkan {n} persen murid kelas tiga belum lancar membaca.",
            "Biaya perjalanan satu mobil sekitar Rp{m} juta sebulan, ditanggung bersama oleh komite sekolah.",
            "Para relawan membacakan cerita dalam bahasa daerah sebelum kelas dimulai.",
            "Toko buku setempat menyumbang {m} kotak buku pelajaran yang masih layak pakai.",
        ),
    ),
    (
        "Dinas Kesehatan",
        "Kasus demam berdarah di {c} turun menjadi {n} orang",
        (
            "Jumlah penderita demam berdarah di {c} turun menjadi {n} orang pada bulan lalu.",
            "Petugas memeriksa jentik di {m}0 rumah bersama pengurus rukun tetangga.",
            '"Penurunan ini belum berarti aman karena musim hujan baru dimulai," kata {p}, Kepala {o} {c}.',
            "Puskesmas menyediakan {m} tempat tidur tambahan dan tes cepat tanpa biaya.",
            "Pasien dengan gejala berat dirujuk ke rumah sakit di {d} yang berjarak dua jam perjalanan.",
            "Sekitar {n} persen kasus menimpa anak berusia di bawah dua belas tahun.",
            "{o} melepas nyamuk ber-Wolbachia di tiga kelurahan sebagai percobaan.",
            "Warga diminta menutup penampungan air dan melapor bila demam berlangsung lebih dari dua hari.",
        ),
    ),
    (
        "Badan Energi Daerah",
        "Panel surya {c} memasok listrik bagi {n} desa",
        (
            "Pembangkit tenaga surya di {c} mulai memasok listrik bagi {n} desa pada hari {w}.",
            "Kapasitasnya mencapai {m} megawatt, disimpan pada baterai untuk malam hari.",
            '"Solar untuk genset dulu menghabiskan separuh anggaran desa," ucap Direktur {o}, {p}.',
            "Proyek senilai Rp{n} miliar itu dibiayai dengan pinjaman bank pembangunan.",
            "Kabel bawah laut menuju {d} direncanakan selesai dua tahun lagi.",
            "{o} melatih {m} pemuda setempat untuk merawat panel dan inverter.",
            "Tagihan listrik rumah tangga diperkirakan turun {n} persen.",
            "Nelayan memakai listrik itu untuk mesin es sehingga ikan tidak cepat busuk.",
        ),
    ),
    (
        "Koperasi Digital Nusantara",
        "Perusahaan rintisan asal {c} meraih dana Rp{n} miliar",
        (
            "Perusahaan rintisan pencatat stok warung asal {c} meraih pendanaan Rp{n} miliar.",
            "Aplikasinya dipakai {m}0 warung dan bekerja tanpa sambungan internet yang tetap.",
            '"Pemilik warung ingin tahu barang apa yang habis, bukan grafik," jelas {p}, Direktur {o}.',
            "Dana itu akan dipakai untuk membuka kantor di {d} dan merekrut {m} insinyur.",
            "Pendapatan perusahaan tumbuh {n} persen meskipun biaya pemasaran dipotong.",
            "{o} menjadi pembeli pertama layanan itu untuk anggotanya di delapan provinsi.",
            "Model bahasa yang dilatih dengan percakapan pasar membantu mengenali nama barang.",
            "Pengawas mengingatkan agar data pelanggan disimpan di dalam negeri.",
        ),
    ),
    (
        "Badan Penanggulangan Bencana Daerah",
        "Banjir di {c} surut, {n} keluarga kembali ke rumah",
        (
            "Sebanyak {n} keluarga di {c} kembali ke rumah setelah banjir surut pada hari {w}.",
            "Air setinggi {m} sentimeter sempat menutup jalan raya menuju {d}.",
            '"Kami masih menjaga dua pompa sampai hujan berhenti," kata Kepala {o} {c}, {p}.',
            "Hujan selama enam jam mencapai {n} milimeter, tertinggi pada tahun ini.",
            "Dapur umum menyiapkan {m}0 bungkus nasi setiap hari bagi pengungsi.",
            "Kerugian sementara ditaksir Rp{m} miliar, terutama pada jembatan dan tambak.",
            "{o} memasang sensor tinggi muka air di hulu sungai.",
            "Relawan membersihkan lumpur di sekolah agar ujian dapat dimulai tepat waktu.",
        ),
    ),
    (
        "Dinas Perdagangan",
        "Harga cabai di pasar {c} turun {n} persen",
        (
            "Harga cabai rawit di pasar induk {c} turun {n} persen dibandingkan dengan pekan lalu.",
            "Pasokan dari {d} bertambah {m} ton setelah jalan lintas dibuka kembali.",
            '"Pembeli mulai kembali, tetapi untung kami tipis," ujar {p}, pedagang yang berjualan sejak muda.',
            "{o} menggelar pasar murah di {m} kelurahan menjelang akhir tahun.",
            "Bawang merah bertahan di harga Rp{m}.000 per kilogram.",
            "Inflasi kota itu pada Oktober tercatat 2,{n} persen.",
            "Gudang pendingin baru mampu menyimpan {m} ton sayur selama dua pekan.",
            "Pengusaha warung makan berharap harga minyak goreng ikut turun.",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Article:
    """An article of a test site; `path` is where it stands, times are aware."""

    path: str
    title: str
    paragraphs: tuple[str, ...]
    published: datetime
    author: str
    modified: datetime | None = None
    charset: str = "utf-8"
    extra_head: str = ""

    def html(self, origin: str, outlet: str) -> bytes:
        """The page: menu, article with JSON-LD and canonical link, a teaser, a footer."""
        canonical = origin + self.path
        data = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": self.title,
            "datePublished": self.published.isoformat(),
            "dateModified": (self.modified or self.published).isoformat(),
            "author": {"@type": "Person", "name": self.author},
            "publisher": {"@type": "Organization", "name": outlet},
        }
        body = "\n".join(f"<p>{html.escape(text, quote=False)}</p>" for text in self.paragraphs)
        title = html.escape(self.title, quote=False)
        page = f"""<!DOCTYPE html>
<html lang="id"><head><meta charset="{self.charset}"><title>{title} - {outlet}</title>
<link rel="canonical" href="{canonical}">{self.extra_head}
<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script></head>
<body><nav><a href="/">Beranda</a> <a href="/ekonomi">Ekonomi</a> <a href="/daerah">Daerah</a></nav>
<main><article><h1>{title}</h1><p class="byline">Oleh {self.author}</p>
{body}
</article></main><footer>Hak cipta {outlet} 2026</footer></body></html>
"""
        return page.encode(self.charset, "xmlcharrefreplace")

    def revised(self, sentence: str, modified: datetime | None = None) -> "Article":
        """The article with one more paragraph, changed a day later unless a time is given."""
        when = modified if modified is not None else self.published + timedelta(days=1)
        return replace(self, paragraphs=(*self.paragraphs, sentence), modified=when)


def article(site: int, number: int) -> Article:
    """Article `number` of test site `site`: the same for the same numbers, other words for others."""
    chance = random.Random(site * 100_003 + number)
    office, headline, sentences = _SUBJECTS[chance.randrange(len(_SUBJECTS))]
    place, other = chance.sample(_PLACES, 2)

    def fill(sentence: str) -> str:
        return sentence.format(
            o=office,
            p=f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}",
            c=place,
            d=other,
            n=chance.choice(_TENS) + chance.randrange(7),
            m=chance.choice(_TENS),
            w=chance.choice(_WEEKDAYS),
        )

    title = fill(headline)
    chosen = chance.sample(sentences, 6)
    others = chance.sample([s for _, _, each in _SUBJECTS for s in each if each is not sentences and "{o}" not in s], 2)
    paragraphs = [f"{place.upper()} - {fill(chosen[0])}", *(fill(sentence) for sentence in chosen[1:])]
    paragraphs.append(
        f"Pada kesempatan lain, {other} menghadapi persoalan berbeda. {fill(others[0])} {fill(others[1])}"
    )
    slug = "-".join(word for word in title.lower().replace(",", "").split())
    return Article(
        path=f"/berita/{slug}-{site:02d}{number:04d}",
        title=title,
        paragraphs=tuple(paragraphs),
        published=_FIRST + timedelta(hours=number, minutes=site),
        author=f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}",
    )
