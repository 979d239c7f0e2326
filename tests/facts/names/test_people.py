"""Persons in sentences of news nobody has listed: `{}` marks who is a person, and nothing else may be read as one."""

import re

import pytest

from pipeline.facts.names.extract import find_names
from tests.facts.names.articles import article

_MARKED = re.compile(r"\{([^}]*)\}")

INDONESIAN = [
    "Kata pengelola kawasan wisata itu, {Suprapto}, jumlah pengunjung naik dua kali lipat.",
    '"Kami sudah melapor ke polisi," ujar kakak korban, {Rinjani}, di rumah duka, Selasa (3/3/2026).',
    "Seorang pedagang cabai, {Wagimin} (45), mengeluhkan harga yang tidak menentu.",
    "Polisi menangkap dua tersangka, yakni {AH} (32) dan {Bejo Santoso} (41).",
    "Pelaku berinisial {AL} ditangkap di rumahnya di Bekasi.",
    "Dokter spesialis paru {Feni Taufikurahman}, SpP, mengingatkan bahaya polusi.",
    "Pengacara terdakwa, {Hotmarulitua Nainggolan}, SH, MH, membantah tuduhan itu.",
    "Aktor {Reza Rahadian} dan penyanyi {Yura Yunita} hadir dalam pemutaran perdana film itu.",
    "Sutradara {Nurlela Kuswandari} mengatakan naskahnya ditulis bersama {Gunawan}.",
    "Pelatih Persib, {Bojan Hodak}, menurunkan {Beckham Putra} sejak menit awal.",
    "Gol kemenangan dicetak oleh {Thijmen Goppel} pada menit ke-78.",
    "Presiden Turki {Kemal Yılmazer} bertemu {Abdel Fattah el-Masri} di Kairo.",
    "Menteri Luar Negeri Slovakia {Zdenka Horváthová} menolak usulan itu.",
    "Peneliti BRIN, {Eka Wahyuningtyas}, menyebut gempa itu dangkal. {Wahyuningtyas} meminta warga tenang.",
    "Analis pasar modal {Hans Kwee Setiawan} memprediksi indeks menguat. Menurut {Hans}, investor menunggu data.",
    'Komedian {Alfian "Komeng" Bauhadi} menjadi anggota DPD. {Komeng} mengaku siap belajar.',
    "Tersangka {Sudirjo} alias {Dirjo} mengakui perbuatannya.",
    "Hadir dalam acara itu {Dewi Persatiwi}, {Joko Prihatmoko}, {Liem Siok Lan}, dan {Yusuf bin Mansor}.",
    "Direktur PT Solusindo Jaya {Marco Bellucci} mengatakan pabriknya akan dibangun di Batam.",
    "Kepala Rutan Lhoksukon {Teuku Iskandar Rahmat} membenarkan kejadian itu.",
    "Dosen Universitas Brawijaya {Ali Safa'at} menilai putusan itu keliru.",
    "Pendaftaran Kartu Prakerja dibuka hari ini, kata Ketua Komite {Denni Purbasari}.",
    "Fenomena La Nina diperkirakan berlangsung hingga Maret, ujar Kepala BMKG {Dwikorita Karnawati}.",
    "Ia pernah meraih Piala Oscar dan Grammy sebelum pindah ke London.",
    "Warga setempat, {Marsinah}, mengaku mendengar ledakan sekitar pukul 02.00 WIB.",
    '"Anak saya belum pulang," kata {Sumarni}, ibu korban.',
    "Ibu korban, {Sumarni}, menangis saat jenazah tiba.",
    "Istri almarhum, {Nunung Rahayu}, berharap pelaku dihukum berat.",
    "Saksi mata {Yohanes Tukan} melihat mobil itu melaju kencang.",
    "Menurut {Sugeng}, sapi-sapinya mati dalam sepekan.",
    "Pemain sayap {Vinícius Tobias} absen karena cedera.",
    "Pengusaha asal Tiongkok {Zhong Shanshan} menduduki peringkat pertama.",
    "Perdana Menteri Jepang {Sanae Takamura} tiba di Jakarta bersama suaminya, {Taku Yamamoto}.",
    "Aktris Korea {Han So-hee} membintangi drama terbaru bersama {Park Hyung-sik}.",
    "Perdana Menteri India {Rajesh Venkataraman} memuji hubungan kedua negara.",
    "Petani di Desa Sukamaju, {Karto} (60), gagal panen tahun ini. {Karto} merugi Rp 10 juta.",
    "Komisioner Komnas HAM {Uli Parulian} dan {Anis Hidayah} menemui keluarga korban.",
    "Polisi juga memeriksa {Ria}, {Rio}, dan {Rendra} sebagai saksi.",
    "Jaksa penuntut umum {Wawan Yunarwanto} membacakan tuntutan terhadap terdakwa {Hasbi}.",
    "Hakim ketua {Eman Sulaeman} menolak permohonan praperadilan {Pegi}.",
    "Kapolsek Cimanggis Kompol {Judika Sinaga} menjelaskan kronologi.",
    "Kasus PK {Joko Tjandra} kembali disorot.",
    "Mahasiswa bernama {Zulfikar} itu hilang sejak Senin.",
    "Pendiri rumah singgah, {Lies Marcoes}, menolak relokasi.",
    "Ketua RT 05, {Mulyono}, membenarkan adanya penggerebekan.",
    "Sopir truk, {Asep Sunandar} (38), selamat.",
    "Wakil rakyat itu, {Rieke}, meminta penjelasan pemerintah.",
    "Koreografer {Eko Supriyanto} menggelar pertunjukan di Solo.",
    "Kata pemilik warung, {Tukiyem}, tabung gas sulit dicari sejak pekan lalu.",
    "Adik korban, {Lastri}, baru mengetahui kabar itu dari tetangga.",
    "Penjual es keliling bernama {Paijo} (52) menjadi korban tabrak lari.",
    "Polres Metro Depok menetapkan {RS} (27) dan {MFA} (19) sebagai tersangka.",
    "Korban berinisial {NS} dirawat di RSUD Cibinong.",
    "Ahli gizi dr. {Tirta Prawitasari}, MSc, SpGK, menyarankan warga mengurangi gula.",
    "Kuasa hukum keluarga, {Bachtiar Lumbantobing}, SH, mendatangi Polda Sumut.",
    "Penyanyi {Isyana Sarasvati} menggandeng gitaris {Tohpati} dalam album barunya.",
    "Penyerang {Jens Raveneau} mencetak dua gol ke gawang Bali United.",
    "Kiper {Ernando Ari} menepis tendangan {Stefano Lilipaly}.",
    "Pemimpin oposisi Turki {Özgür Demirtaş} berpidato di Ankara.",
    "Duta Besar Rusia {Vyacheslav Tolchenov} bertemu Menteri Pertahanan {Ahmed al-Sharqawi}.",
    'Guru besar IPB, {Dwi Andreas Santosa}, meragukan data itu. "Stok tidak sebanyak itu," kata {Andreas}.',
    "Ekonom senior {Faisal Tanjungsari} menyoroti utang. {Faisal} menilai rasio utang masih aman.",
    "Pelawak {Sule Prikitiw} alias {Entis Sutisna} enggan berkomentar.",
    "Turut hadir {Hamdan Zoelva}, {Mahfud}, {Bambang Widjojanto}, serta {Maria Farida Indrati}.",
    "Vice President Corporate Secretary PT Kilang Nusa {Hermansyah Nasroen} menepis kabar itu.",
    "Kalapas Nusakambangan {I Putu Murdiana} memindahkan lima narapidana.",
    "Program Prakerja dan Tapera dipertanyakan buruh.",
    "El Nino dan La Nina memengaruhi musim tanam di Jawa Tengah.",
    "Pedagang di Pasar Senen, {Ujang}, mengaku omzetnya turun. Menurut {Ujang}, pembeli sepi sejak Lebaran.",
    "Paman korban, {Slamet Riyanto}, meminta polisi bertindak.",
    "Suaminya, {Dedi Kurniadi}, bekerja di Malaysia.",
    "Anak sulungnya, {Alvaro}, baru masuk sekolah dasar.",
    "Nelayan asal Natuna, {Hendri}, melihat kapal asing pada Rabu pagi.",
    "Pendiri Alibaba {Jack Ma} dan bos Foxconn {Young Liu} bertemu di Shenzhen.",
    "Aktor Korea {Lee Dong-wook} serta penyanyi {IU} menyapa penggemar di Jakarta.",
    "Perdana Menteri Thailand {Anutin Charnvirakul} mundur.",
    "Presiden Kazakhstan {Kassym-Jomart Tokayev} tiba di Bandara Soekarno-Hatta.",
    "Hakim anggota {Ni Luh Sukmarini} mempertanyakan kesaksian {Agnez}.",
    "Kepala Desa Wadas, {Fahri Setyanto}, menolak tambang andesit.",
    "Pemerhati transportasi {Djoko Setijowarno} mendorong subsidi angkutan.",
    "Arkeolog {Hasan Djafar} menemukan prasasti itu bersama {Peter Bellwood}.",
    "Tokoh adat {Apay Janggut} menerima penghargaan itu.",
    "Wali murid, {Rosita}, menilai menu itu basi.",
    "Selebgram {Lula Lahfah} ditemukan tewas di apartemennya.",
    "Sekretaris Desa Cibodas {Ade Komarudin} mengatakan banjir surut.",
    "Menurut keterangan {Yanto}, api berasal dari dapur.",
    "Mantan istri {Andre Taulany}, {Rien Wartia Trigina}, tidak hadir.",
    "Menurut keponakan korban, {Darmini}, pamannya pergi memancing sejak pagi.",
    "Satgas mengamankan seorang bandar berinisial {DK} di Pelabuhan Merak. {DK} mengaku baru sekali.",
    '"Kami rugi besar," keluh peternak ayam asal Blitar, {Suroto}.',
    "Ahli waris tanah, Hj. {Rohmah}, menunjukkan surat girik.",
    "Bupati Malaka {Stefanus Bria Seran} meninjau jembatan bersama Kapolres {Rudi Junus Johan Ledo}.",
    "Pemeran utama film ini, {Arbani Yasiz}, belajar silat tiga bulan.",
    "Kepala Biro Humas Setda {Toto Suharto} serta Kabid SMP {Lilik Sundari} belum bersedia menjelaskan.",
    "Presiden Meksiko {Claudia Sheinbaum} menelepon Perdana Menteri Kanada {Mark Carney}.",
    "CEO Nvidia {Jensen Huang} memuji pendiri DeepSeek {Liang Wenfeng}.",
    "Nama {Budi Arie} disebut jaksa dalam surat dakwaan.",
    "Penulis novel, {Ratih Kumala}, menikah dengan {Eka Kurniawan} pada 2006.",
    "Peneliti CORE, {Yusuf Rendy Manilet}, menyebut daya beli melemah. {Rendy} menambahkan, pemerintah perlu stimulus.",
    "Warga Rusia {Igor Bondarenko} dan {Olga Zhdanova} dideportasi dari Bali.",
    "Tim SAR menemukan jasad {Sulastri} (54) di tepi sungai.",
    "Menurut Kepala Dusun Krajan, {Sarwono}, warga sudah mengungsi.",
    "Jurnalis {Najwa Shihab} memandu diskusi yang dihadiri {Rocky Gerung}, {Feri Amsari}, dan {Bivitri Susanti}.",
    "Penghargaan itu diserahkan {Gibran} kepada Mbak {Sum}.",
    "Mobil itu milik {Hendra Gunadi}, kata penyidik.",
    "{Sumanto} (29), buruh bangunan, jatuh dari lantai tiga. Rekan {Sumanto} segera menolong.",
    "Direktur Riset Indef {Berly Martawardaya} dan Direktur Celios {Bhima Yudhistira} berbeda pendapat.",
    "Dalam sidang, {Tom Lembong} didampingi {Ari Yusuf Amir}, pengacaranya.",
    "Siklon Seroja dan badai Katrina menjadi pelajaran.",
    "Vaksin Sinovac dan program Kartu Sembako dibahas.",
]

ENGLISH = [
    '"We are very excited," said {Anjali Deshpande}, chief executive of the startup.',
    "{Siobhan O'Rourke-Lynch}, a spokeswoman for the ministry, declined to comment.",
    "According to {Takeshi Niinomi}, an analyst at Mizuho, demand will recover. {Niinomi} said exports would rise.",
    "The company hired {Bartosz Wierzbicki} as its chief financial officer, replacing {Jean-Luc Moreau}.",
    "Prosecutors charged {Lim Boon Heng}, 54, and {K. Shanmugaratnam} with fraud.",
    "Coach {Emre Belözoglu} praised striker {Youssef En-Nesyri} after the match.",
    "Residents such as {Florentina Mbeki} have waited for years.",
    '"It is a turning point," said {Marisol Echeverría}, executive chairwoman of the fund.',
    "{Dimitrios Papadakis}, 47, was arrested on Tuesday, police said.",
    "{Nguyen Thi Hanh}, a factory worker in Hanoi, lost her job. {Hanh} has two children.",
    "Goldman economist {Hui Shan} expects growth to slow, while {Larry Hu} of Macquarie is more optimistic.",
    "Kremlin spokesman {Dmitri Volkonsky} and his counterpart {Ursula van der Meer} spoke by phone.",
    '"Nothing was signed," {Okonkwo} told reporters in Lagos.',
    "Foreign minister {Penny Wong} met her Chinese counterpart {Wang Yi} in Beijing.",
    "{Temitope Adeyemi}, a trader at the market, said sales had collapsed.",
    '"The risks are rising," wrote {Gareth Leather}, senior Asia economist at Capital Economics.',
    "Lawyers for {Sam Bankman-Fried} and {Caroline Ellison} did not respond.",
    "The award went to {Hayao Shimomura}, {Lena Kristoffersen} and {Pradeep Subbarao}.",
    "Thai activist {Panusaya Sithijirawattanakul} was released; {Panusaya} thanked supporters.",
    "Chip designer {Pua Khein-Seng} founded the firm in 2000.",
]

MALAY = [
    "Ketua Polis Daerah, Asisten Komisioner {Mohd Azlan Shafie}, berkata suspek ditahan.",
    "Mangsa, {Nurul Ain binti Roslan}, 23, disahkan meninggal dunia.",
    "Menteri Besar Tan Sri {Zainudin Karim} dan Datuk Seri {Wee Chee Keong} hadir sama.",
    "Peguam {M. Kulasegaran a/l Muthu} mewakili tertuduh.",
    "Penduduk kampung, {Mak Limah}, 62, berkata air naik dengan cepat.",
    "Suspek, {Lee Wai Kit}, 34, mengaku tidak bersalah.",
    "Anggota Parlimen {Syed Saddiq Syed Abdul Rahman} mempersoalkan kos projek itu.",
    "Timbalan Menteri, Dato' {Hanifah Hajar Taib}, merasmikan majlis itu.",
    "Pengarah Bomba, {Wan Khairul bin Wan Omar}, mengesahkan kejadian itu.",
    "Menurut {Rosnah}, ibu kepada mangsa, anaknya keluar pada jam 9 malam.",
    "Pemain badminton negara, {Lee Zii Jia}, tewas kepada {Viktor Axelsen}.",
    "Suspek, {Mohamad Fitri Pauzi}, didakwa di hadapan Majistret {Siti Zulaikha Nordin}.",
    "Naib Presiden PKR, {R. Ramanan}, dan {Nik Nazmi Nik Ahmad} tidak hadir.",
]

# what an article says of a person stands in one sentence only; later a word is enough
LATER = [
    ["Polisi menangkap {Suroyo} (51) di Demak.", "{Suroyo} mengaku menyesal."],
    ["Pelaku berinisial {TR} kabur.", "Petugas menembak {TR} di kaki."],
    ["Ia menemui {Marcelina Dwi Kusumastuti}.", "Menurut {Marcelina Kusumastuti}, semua lancar."],
]

NOBODY = [
    "Warga Cibeber, Cikalong, dan Sukanagara mengeluhkan jalan rusak.",
    "Toyota Avanza, Daihatsu Xenia, dan Honda Brio paling laku pada Maret.",
    "Siswa SMA Taruna Nusantara meraih medali.",
    "Karyawan Sritex dan Pan Brothers menuntut pesangon.",
    "Pasal 12 ayat (3) dan Huruf (2) diubah.",
    "Fenomena El Nino memuncak pada Oktober.",
    "Program Prakerja dan Tapera dipertanyakan buruh.",
    "Ia meraih Oscar pada 2019 dan Grammy setahun kemudian.",
    "Warga Desa Cibogo, Kecamatan Cihaur, mengungsi.",
]


def persons(*texts: str, language: str = "id") -> list[str]:
    names = find_names(article(*texts, language=language))
    return [mention.surface for mention in names.mentions if mention.entity_type == "PERSON"]


def check(language: str, *marked: str) -> None:
    texts = [_MARKED.sub(r"\1", text) for text in marked]
    assert persons(*texts, language=language) == [name for text in marked for name in _MARKED.findall(text)]


@pytest.mark.parametrize("marked", INDONESIAN)
def test_persons_in_indonesian_sentences(marked: str) -> None:
    check("id", marked)


@pytest.mark.parametrize("marked", ENGLISH)
def test_persons_in_english_sentences(marked: str) -> None:
    check("en", marked)


@pytest.mark.parametrize("marked", MALAY)
def test_persons_in_malay_sentences(marked: str) -> None:
    check("ms", marked)


@pytest.mark.parametrize("marked", LATER)
def test_a_person_told_once_is_found_again(marked: list[str]) -> None:
    check("id", *marked)


@pytest.mark.parametrize("text", NOBODY)
def test_things_that_look_like_persons(text: str) -> None:
    assert persons(text) == []


def test_what_somebody_is_called_is_the_same_person() -> None:
    names = find_names(article("Tersangka Sudirjo (40) alias Dirjo ditahan.", "Kini Dirjo menunggu sidang."))
    assert {mention.actor for mention in names.mentions} == {names.mentions[0].actor}
