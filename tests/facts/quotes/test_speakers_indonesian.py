"""Who speaks in Indonesian texts: affiliations, governed names, connectives, exchanges, lost marks."""

import pytest

from tests.facts.quotes.conftest import check_speakers

CASES = [
    (["“Sidang ditunda,” kata hakim."], ["direct|-|Sidang ditunda"]),
    (["Polisi menyebut pelaku melarikan diri ke arah Bandung."], ["indirect|-|pelaku melarikan"]),
    (["Dalam keterangan tertulisnya, Ratna menegaskan tidak ada pemutusan kerja."], ["indirect|R|tidak ada"]),
    (["Modalnya, aku Bagas, berasal dari tabungan istrinya."], ["indirect|B|Modalnya"]),
    (["“Mari kita jaga kota ini,” demikian Ratna menutup sambutannya."], ["direct|R|Mari kita"]),
    (
        ["Istilah “work from anywhere” dibahas Ratna dalam bukunya “Kerja Tanpa Lelah di Zaman yang Serba Cepat”."],
        [],
    ),
    (
        [
            "Pengamat politik dari Universitas Lontar Bagas Prakoso menilai koalisi itu rapuh.",
            "“Kepentingannya terlalu berbeda satu sama lain,” katanya.",
        ],
        ["indirect|B|koalisi itu", "direct|B|Kepentingannya"],
    ),
    (
        ["Peneliti senior bidang energi di Universitas Lontar, Chen Yulan, mengatakan transisi butuh dua dekade."],
        ["indirect|C|transisi butuh"],
    ),
    (
        ["Saat dikonfirmasi, Rudi mengaku belum menerima surat panggilan.", "Ia berjanji akan datang bila dipanggil."],
        ["indirect|H|belum menerima", "indirect|H|akan datang"],
    ),
    (
        ["Rudi Hartawan, 34 tahun, kehilangan rumahnya.", "“Semuanya hanyut,” kata Rudi lirih."],
        ["direct|H|Semuanya hanyut"],
    ),
    (["Kepada wartawan, Bagas mengatakan tidak akan mundur."], ["indirect|B|tidak akan"]),
    (["Lewat akun X miliknya, Ratna menulis, “Kita bangga pada kalian semua.”"], ["direct|R|Kita bangga"]),
    (["Masih kata Bagas, lahan itu milik negara sejak 1960."], ["indirect|B|lahan itu"]),
    (["Seperti diungkapkan Ratna, proyek itu belum memiliki izin lingkungan."], ["indirect|R|proyek itu"]),
    (["Senada dengan Ratna, Bagas menilai tarif baru terlalu tinggi."], ["indirect|B|tarif baru"]),
    (["Berbeda dengan Ratna Wulandari, Bagas Prakoso menganggap aturan itu sudah tepat."], ["indirect|B|aturan itu"]),
    (["Menanggapi pernyataan Ratna, Bagas mengatakan angka itu tidak benar."], ["indirect|B|angka itu"]),
    (
        ["Mewakili Ratna Wulandari, Rudi Hartawan menyampaikan bahwa bantuan akan dikirim besok."],
        ["indirect|H|bantuan akan"],
    ),
    (["Seorang sumber di Polda Lontar mengatakan pelaku sudah ditangkap."], ["indirect|-|pelaku sudah"]),
    (["“Anak saya tidak salah apa-apa,” kata ibu korban."], ["direct|-|Anak saya"]),
    (
        ["Rudi berdiri di depan rumahnya.", "Saya tidak akan pindah dari tanah ini, kata Rudi sambil menangis."],
        ["direct|H|Saya tidak akan"],
    ),
    (["““Kami siap bekerja sama dengan siapa pun,”” kata Ratna."], ["direct|R|Kami siap"]),
    (["“ Kami siap bekerja sama dengan siapa pun ”, kata Ratna ."], ["direct|R|Kami siap"]),
    (["``Kami siap bekerja sama dengan siapa pun,'' kata Ratna."], ["direct|R|Kami siap"]),
    (['"Kami siap bekerja sama dengan siapa pun" , kata Ratna.'], ["direct|R|Kami siap"]),
    (['"Kami siap bekerja sama dengan siapa pun,"kata Ratna.'], ["direct|R|Kami siap"]),
    (
        [
            "Persija takluk 0-2 dari tamunya.",
            "Rudi Hartawan enggan menyalahkan wasit.",
            "“Kami kalah karena kesalahan sendiri,” ujar pelatih berusia 47 tahun tersebut.",
        ],
        ["direct|H|Kami kalah"],
    ),
    (
        [
            "Ekonom Bank Lontar Chen Yulan memproyeksikan inflasi 3 persen.",
            "Menurut dia, tekanan harga pangan mulai mereda.",
        ],
        ["indirect|C|inflasi 3 persen", "indirect|C|tekanan harga"],
    ),
    (
        [
            "Calon presiden nomor urut 2 Bagas Prakoso berkampanye di Jakarta.",
            "“Kita akan bangun sekolah di setiap desa,” serunya disambut sorak pendukung.",
        ],
        ["direct|B|Kita akan"],
    ),
    (
        ["“Klien kami tidak pernah menerima uang itu,” kata kuasa hukum Bagas, Rudi Hartawan, di Jakarta."],
        ["direct|H|Klien kami"],
    ),
    (["“Saya menyesal,” kata seorang tersangka di hadapan penyidik."], ["direct|-|Saya menyesal"]),
    (
        ["Mantan Direktur Utama Bank Lontar Rudi Hartawan mengklaim semua kredit sesuai prosedur."],
        ["indirect|H|semua kredit"],
    ),
    (
        [
            "Ratna menyampaikan paparan di Jakarta.",
            "Lebih jauh, Ratna menyebut defisit akan melebar tahun depan.",
            "Karena itu, menurutnya, belanja harus dipangkas.",
        ],
        ["indirect|R|defisit akan", "indirect|R|belanja harus"],
    ),
    (
        ["“Saya baru tahu dari berita,” kata Rudi ketika dihubungi Lontar Pos lewat telepon, Jumat malam."],
        ["direct|H|Saya baru"],
    ),
    (["Ditanya apakah ia akan maju lagi, Rudi tersenyum. “Tunggu saja tanggal mainnya.”"], ["direct|H|Tunggu saja"]),
    (
        [
            "“Harga harus naik,” kata Ratna.",
            "“Tidak bisa sekarang,” balas Rudi.",
            "“Kalau begitu kami rugi,” timpal Ratna.",
        ],
        ["direct|R|Harga harus", "direct|H|Tidak bisa", "direct|R|Kalau begitu"],
    ),
    (
        [
            "“Pertama kali saya datang, tempat ini kosong,” kenang Chen Yulan.",
            "Ia lalu menanam pohon satu per satu.",
            "“Sekarang burung-burung sudah kembali,” katanya.",
        ],
        ["direct|C|Pertama kali", "direct|C|Sekarang burung"],
    ),
    (
        ["“Masalahnya,” kata Rudi, “tidak ada yang mau bertanggung jawab atas kerusakan ini.”"],
        ["direct|H|Masalahnya", "direct|H|tidak ada"],
    ),
    (["Rudi menerapkan prinsip “slow but sure” dan menyebut gerainya “Rumah Kedua”."], []),
    (["Salah seorang warga, Rudi Hartawan, mengaku sudah dua hari tidak makan."], ["indirect|H|sudah dua hari"]),
]


@pytest.mark.parametrize("paragraphs, expected", CASES)
def test_the_speaker_is_found(paragraphs, expected):
    check_speakers(paragraphs, expected, "id")
