"""Who speaks in Indonesian texts: pronouns, bare titles and described persons, rare tags, lost and odd marks."""

import pytest

from tests.facts.quotes.conftest import check_speakers

CASES = [
    (
        [
            "Direktur Nusadata Ratna Wulandari menemui Bagas Prakoso di Bandung.",
            "“Kami membahas pasokan cip untuk tahun depan,” ujarnya.",
        ],
        ["direct|R|Kami membahas"],
    ),
    (
        [
            "Ratna Wulandari memimpin Nusadata sejak 2019.",
            "“Saya tidak pernah membayangkan akan sampai di sini,” tutur perempuan asal Bandung itu.",
        ],
        ["direct|R|Saya tidak"],
    ),
    (
        [
            "Bagas Prakoso menolak rencana pemekaran.",
            "“Anggarannya belum jelas sampai hari ini,” kata politikus Partai Golkar itu.",
        ],
        ["direct|B|Anggarannya"],
    ),
    (
        [
            "Menteri Riset Ratna Wulandari meninjau laboratorium.",
            "“Alat ini buatan dalam negeri,” ujar sang menteri sambil tersenyum.",
        ],
        ["direct|R|Alat ini"],
    ),
    (
        ["Chen Yulan meneliti padi di Bandung.", "Peneliti tersebut mengatakan hasil panen naik dua kali lipat."],
        ["indirect|C|hasil panen"],
    ),
    (
        [
            "Bagas Prakoso hadir di persidangan.",
            "Mantan wali kota itu mengaku tidak pernah menerima uang dari pengembang.",
        ],
        ["indirect|B|tidak pernah"],
    ),
    (
        ["Ratna membuka rapat kerja di Bandung.", "Beliau menyampaikan bahwa anggaran tahun ini tidak berubah."],
        ["indirect|R|anggaran tahun"],
    ),
    (
        ["Wakil Presiden Bagas Prakoso tiba di Bandung.", "“Pembangunan jalan harus selesai tahun ini,” kata Wapres."],
        ["direct|B|Pembangunan"],
    ),
    (
        ["Bagas Prakoso datang terlambat.", "“Jalan macet,” ujarnya sambil tertawa, “sejak dari gerbang tol.”"],
        ["direct|B|Jalan macet", "direct|B|sejak dari"],
    ),
    (['"Kami akan menaikkan upah mulai Januari, ujar Ratna Wulandari di Bandung, Kamis.'], ["direct|R|Kami akan"]),
    (["„Kami akan menaikkan upah mulai Januari“, ujar Ratna Wulandari."], ["direct|R|Kami akan"]),
    (["''Kami akan menaikkan upah mulai Januari,'' ujar Ratna Wulandari."], ["direct|R|Kami akan"]),
    (
        ["Bagas Prakoso membuka pameran itu.", "Kami akan menaikkan upah mulai Januari tahun depan, ujarnya."],
        ["direct|B|Kami akan"],
    ),
    (["Ratna membintangi film berjudul “Senja yang Tak Pernah Kembali ke Kota Kami”."], []),
    (
        [
            "“Kami memulai dari garasi kecil,” kata Chen Yulan.",
            "“Waktu itu tidak ada yang percaya pada kami.",
            "“Sekarang kami punya dua ribu karyawan.”",
        ],
        ["direct|C|Kami memulai", "direct|C|Waktu itu", "direct|C|Sekarang kami"],
    ),
    (
        [
            "Ratna Wulandari menilai aturan baru itu memberatkan.",
            "Aturan itu berlaku sejak Januari di seluruh daerah.",
            "“Pengusaha kecil tidak sanggup membayar,” katanya.",
        ],
        ["indirect|R|aturan baru", "direct|R|Pengusaha kecil"],
    ),
    (
        ["Ratna Wulandari mengkritik pernyataan Bagas Prakoso soal impor.", "“Data itu keliru,” ucapnya."],
        ["direct|R|Data itu"],
    ),
    (
        ["Saat ditanya soal anggaran, Bagas Prakoso hanya menjawab singkat. “Nanti saja kita bahas.”"],
        ["direct|B|Nanti saja"],
    ),
    (["Bagas Prakoso ditangkap di Bandung.", "“Saya hanya disuruh teman,” akunya."], ["direct|B|Saya hanya"]),
    (
        ["Bagas Prakoso lahir di Bandung.", "Pria berusia 52 tahun ini mengaku belum pernah naik pesawat."],
        ["indirect|B|belum pernah"],
    ),
    (
        ["Ratna Wulandari membuka warung pada 2019.", "“Awalnya hanya untuk tetangga,” tutur ibu dua anak itu."],
        ["direct|R|Awalnya hanya"],
    ),
    (
        [
            "Bagas Prakoso membantah kabar tersebut.",
            "“Saya tidak pindah ke mana-mana,” tegas kader senior Partai Golkar tersebut.",
        ],
        ["direct|B|Saya tidak"],
    ),
    (
        [
            "Chen Yulan membangun usaha itu sendirian.",
            "Alumnus Universitas Indonesia itu menjelaskan modal awalnya hanya lima juta rupiah.",
        ],
        ["indirect|C|modal awalnya"],
    ),
    (
        ["Bagas Prakoso hadir sebagai saksi.", "Dirinya mengatakan tidak mengenal terdakwa."],
        ["indirect|B|tidak mengenal"],
    ),
    (["Ratna Wulandari menutup tokonya.", "“Sepi sekali sejak bulan lalu,” keluhnya."], ["direct|R|Sepi sekali"]),
    (["“Saya ini cuma tukang sapu,” kelakar Bagas disambut tawa hadirin."], ["direct|B|Saya ini"]),
    (["Ratna datang ke pasar.", "“Jangan menimbun beras,” imbaunya."], ["direct|R|Jangan menimbun"]),
    (["“Hidup buruh Indonesia!” seru Bagas dari atas mobil komando."], ["direct|B|Hidup buruh"]),
    (
        ["“Kapan jalan ini dibuka?” tanya Chen kepada Bagas.", "“Bulan depan,” jawab Bagas."],
        ["direct|C|Kapan jalan", "direct|B|Bulan depan"],
    ),
    (["Ratna didampingi Bagas meninjau pasar.", "“Stok aman sampai Lebaran,” katanya."], ["direct|R|Stok aman"]),
    (["Usai bertemu Ratna Wulandari, Bagas mengatakan kerja sama segera diteken."], ["indirect|B|kerja sama"]),
    (["Di hadapan Ratna Wulandari, Bagas berjanji akan menuntaskan proyek itu."], ["indirect|B|akan menuntaskan"]),
    (["“Kami siap membantu,” demikian dikatakan Bagas."], ["direct|B|Kami siap"]),
    (
        ["Hal itu dikatakan Bagas Prakoso di Bandung, Senin.", "“Semua desa sudah mendapat listrik,” katanya."],
        ["direct|B|Semua desa"],
    ),
    (
        [
            "“Kami setuju,” kata Ratna.",
            "Sementara itu, Bagas Prakoso menolak usul tersebut.",
            "“Rakyat yang akan menanggung bebannya,” ucapnya.",
        ],
        ["direct|R|Kami setuju", "direct|B|Rakyat yang"],
    ),
    (["Bagas menjelaskan alasannya. “Kami kekurangan tenaga ahli.”"], ["direct|B|Kami kekurangan"]),
    (
        ["“Gedung ini akan direnovasi,” kata Kepala Museum Melati Raya Bagas Prakoso, Senin (3/2)."],
        ["direct|B|Gedung ini"],
    ),
    (
        ["Bagas mengatakan bahwa pemerintah “tidak akan meninggalkan kami sendirian menghadapi bencana ini”."],
        ["direct|B|tidak akan"],
    ),
    (
        ["“Kami tidak akan menyerah kepada mereka,’ kata Bagas. Lalu ia pergi. “Semua sudah siap di sini,” katanya."],
        ["direct|B|Kami tidak", "direct|B|Semua sudah"],
    ),
]


@pytest.mark.parametrize("paragraphs, expected", CASES)
def test_the_speaker_is_found(paragraphs, expected):
    check_speakers(paragraphs, expected, "id")
