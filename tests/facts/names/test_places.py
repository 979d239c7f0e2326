"""Places in sentences of our own: which words are places, who stands beside them, and where each name ends."""

import pytest

from pipeline import lexicons
from pipeline.facts.names.extract import find_names
from tests.facts.names.articles import article

KINDS = {"PERSON": " (P)", "ORG": " (O)", "PLACE": ""}


def read(*texts: str, language: str = "id") -> str:
    """Mentions in text order, persons marked (P) and organisations (O)."""
    names = find_names(article(*texts, language=language))
    return "; ".join(mention.surface + KINDS[mention.entity_type] for mention in names.mentions)


INDONESIAN = [
    ("Warga Desa Sukamulya, Kecamatan Rumpin, Kabupaten Bogor, mengungsi.", "Sukamulya; Rumpin; Bogor"),
    ("Banjir merendam Desa Karangasem, Desa Tegalrejo, dan Desa Mranggen.", "Karangasem; Tegalrejo; Mranggen"),
    ("Ribuan orang memadati Alun-alun Surabaya pada malam tahun baru.", "Alun-alun Surabaya"),
    ("Massa berkumpul di Alun-Alun Kidul sejak pagi.", "Alun-Alun Kidul"),
    ("Investasi di Tangerang Raya dan Bandung Raya terus tumbuh.", "Tangerang Raya; Bandung Raya"),
    ("Kemacetan di Jabodetabek belum teratasi.", "Jabodetabek"),
    ("Ketegangan di kawasan Indo-Pasifik dan Timur Tengah meningkat.", "Indo-Pasifik; Timur Tengah"),
    ("Pesawat itu mendarat di Bandara Sultan Hasanuddin, Makassar.", "Bandara Sultan Hasanuddin; Makassar"),
    (
        "Kereta berhenti di Stasiun Pasar Senen lalu menuju Stasiun Tugu Yogyakarta.",
        "Stasiun Pasar Senen; Stasiun Tugu Yogyakarta",
    ),
    ("Kapal bersandar di Pelabuhan Tanjung Perak.", "Pelabuhan Tanjung Perak"),
    ("Kecelakaan terjadi di Jalan Gatot Subroto, Jakarta Selatan.", "Jalan Gatot Subroto; Jakarta Selatan"),
    ("Penutupan berlaku di Jalan MH Thamrin hingga Bundaran HI.", "Jalan MH Thamrin; Bundaran HI"),
    ("Gempa mengguncang Kermanshah dan Isfahan di Iran barat.", "Kermanshah; Isfahan; Iran"),
    ("Delegasi tiba di Marseille, lalu ke Nice dan Toulouse.", "Marseille; Nice; Toulouse"),
    ("Pabrik baru dibangun di Monterrey, Meksiko, serta di Győr, Hungaria.", "Monterrey; Meksiko; Győr; Hungaria"),
    ("Serangan di Khan Younis menewaskan warga, kata pejabat di Nablus.", "Khan Younis; Nablus"),
    ("Menteri itu lahir di Solo dan besar di Malang.", "Solo; Malang"),
    ("Kata Bupati Bone Andi Asman Sulaiman.", "Bone; Andi Asman Sulaiman (P)"),
    ("Bupati Batang Faiz Kurniawan meninjau pasar.", "Batang; Faiz Kurniawan (P)"),
    ("Sultan Malaka pernah mengirim utusan ke Danang, Vietnam.", "Malaka; Danang; Vietnam"),
    ("Kapolres Kudus AKBP Heru Dwi Purnomo memberi keterangan.", "Kudus; Heru Dwi Purnomo (P)"),
    ("Danang Setiawan menolak usul Michael Jordan.", "Danang Setiawan (P); Michael Jordan (P)"),
    ("Raja Yordania bertemu utusan Israel di Amman.", "Yordania; Israel; Amman"),
    ("Georgia dan Armenia menandatangani perjanjian di Tbilisi.", "Georgia; Armenia; Tbilisi"),
    ("Produk itu berasal dari Provinsi Shanxi, sedangkan yang lain dari Kota Baoding.", "Shanxi; Baoding"),
    ("Pabrik di Changzhou, Nantong, dan Yancheng menambah pekerja.", "Changzhou; Nantong; Yancheng"),
    ("Kebun teh di Lereng Gunung Sindoro rusak.", "Gunung Sindoro"),
    ("Tim SAR menyisir Sungai Brantas dan Waduk Gajah Mungkur.", "Sungai Brantas; Waduk Gajah Mungkur"),
    ("Ia berkantor di Gedung Sate, bukan di Menara BCA.", "Gedung Sate; Menara BCA"),
    ("Konser digelar di Stadion Si Jalak Harupat, Soreang.", "Stadion Si Jalak Harupat; Soreang"),
    ("Petani di Dusun Ngringin dan Kampung Pasir Angin gagal panen.", "Ngringin; Pasir Angin"),
    ("Pemudik keluar di Gerbang Tol Kalikangkung dari Tol Trans-Jawa.", "Gerbang Tol Kalikangkung; Tol Trans-Jawa"),
    (
        "Ekspor ke negara-negara Amerika Latin, Afrika Sub-Sahara, dan Asia Selatan naik.",
        "Amerika Latin; Afrika Sub-Sahara; Asia Selatan",
    ),
    ("Mereka berlayar dari Laut Natuna Utara melewati Selat Karimata.", "Laut Natuna Utara; Selat Karimata"),
    ("Negara Bagian Oregon dan Minnesota menggugat pemerintah federal AS.", "Oregon; Minnesota; AS"),
    ("Tambang di Pulau Obi dan Teluk Weda dihentikan.", "Pulau Obi; Teluk Weda"),
    ("Rapat digelar di Hotel Borobudur, Jakarta Pusat, Senin.", "Hotel Borobudur; Jakarta Pusat"),
    ("Ia dimakamkan di Taman Makam Pahlawan Kalibata.", "Taman Makam Pahlawan Kalibata"),
    ("Pemerintah Kabupaten Sleman memperbaiki jalan di Kapanewon Turi.", "Pemerintah Kabupaten Sleman (O); Turi"),
    ("Polda Jateng menangkap pelaku di Jateng dan DIY.", "Polda Jateng (O); Jateng; DIY"),
    ("Jemaah dari Embarkasi Surabaya tiba di Madinah, lalu Mina dan Arafah.", "Surabaya; Madinah; Mina; Arafah"),
    (
        "Longsor menutup jalan di Nagari Malalak dan Desa Simalanggang, Kecamatan Payakumbuh.",
        "Malalak; Simalanggang; Payakumbuh",
    ),
    ("Kepala Desa Wadas, Fahri Setyanto, menolak penambangan.", "Wadas; Fahri Setyanto (P)"),
    ("Camat Cisolok Okih Fajri menyebut 40 rumah rusak.", "Cisolok; Okih Fajri (P)"),
    ("Kapolsek Pamulang Kompol Widya Agustiono membenarkan hal itu.", "Pamulang; Widya Agustiono (P)"),
    (
        "Bus jurusan Wonogiri-Jakarta terbalik di ruas Tol Cipali, Kabupaten Subang.",
        "Wonogiri; Jakarta; Tol Cipali; Subang",
    ),
    ("Kapal feri rute Ketapang-Gilimanuk kembali berlayar.", "Ketapang; Gilimanuk"),
    ("Menurut Danang Wijayanto, pasar di Bandung sepi.", "Danang Wijayanto (P); Bandung"),
    ("Presiden Georgia Mikheil Kavelashvili berkunjung ke Baku.", "Georgia; Mikheil Kavelashvili (P); Baku"),
    ("Wali Kota Bima Rahman Abidin meresmikan pasar.", "Bima; Rahman Abidin (P)"),
    ("Pasar Global melemah setelah data inflasi Amerika Serikat.", "Amerika Serikat"),
    ("Kampung Nelayan Merah Putih akan dibangun tahun depan.", ""),
    ("Pedagang di Pasar Klewer dan Pasar Beringharjo mengeluh.", "Pasar Klewer; Pasar Beringharjo"),
    (
        "Api melahap gudang di kawasan Muara Karang, Penjaringan, Jakarta Utara.",
        "Muara Karang; Penjaringan; Jakarta Utara",
    ),
    ("Korban tinggal di Jalan Kaliurang Km 8, Ngaglik, Sleman.", "Jalan Kaliurang; Ngaglik; Sleman"),
    ("Di Jakarta, Telkomsel meluncurkan paket baru.", "Jakarta; Telkomsel (O)"),
    ("Perusahaan asal Hangzhou itu menyaingi Nvidia dan Samsung.", "Hangzhou; Nvidia (O); Samsung (O)"),
    ("Harga di Chongzuo, Baise, dan Hechi turun.", "Chongzuo; Baise; Hechi"),
    ("Rombongan singgah di Leshan, Provinsi Sichuan, sebelum ke Chengdu.", "Leshan; Sichuan; Chengdu"),
    ("Kereta itu menghubungkan Vientiane, Luang Prabang, dan Boten.", "Vientiane; Luang Prabang; Boten"),
    (
        "Kebakaran hutan melanda Los Angeles, Pasadena, dan Altadena di California.",
        "Los Angeles; Pasadena; Altadena; California",
    ),
    ("Gubernur Texas Greg Abbott menolak.", "Texas; Greg Abbott (P)"),
    ("Drone menghantam gudang di Odesa, Mykolaiv, dan Kryvyi Rih.", "Odesa; Mykolaiv; Kryvyi Rih"),
    ("Kapal itu lewat Laut Merah, Terusan Suez, lalu Teluk Aden.", "Laut Merah; Terusan Suez; Teluk Aden"),
    ("Gunung Ibu di Halmahera Barat kembali erupsi.", "Gunung Ibu; Halmahera Barat"),
    ("Warga Solo Raya berkumpul di Lapangan Kottabarat.", "Solo Raya; Lapangan Kottabarat"),
    ("Restoran Padang itu ramai di bulan Ramadan.", ""),
    ("Pembalap asal Gunungkidul itu latihan di Sirkuit Mandalika.", "Gunungkidul; Sirkuit Mandalika"),
    (
        "Jokowi berpidato di Universitas Gadjah Mada, Bulaksumur, Yogyakarta.",
        "Jokowi (P); Universitas Gadjah Mada (O); Bulaksumur; Yogyakarta",
    ),
    (
        "Hakim di Pengadilan Negeri Sidoarjo memvonis warga Desa Kalanganyar.",
        "Pengadilan Negeri Sidoarjo (O); Kalanganyar",
    ),
    ("Malam itu Batu Karang sepi.", ""),
    ("Malang benar nasibnya, kata Kusuma.", "Kusuma (P)"),
    ("Serangan udara mengenai kamp Jabalia dan kota Rafah.", "Jabalia; Rafah"),
    ("PM Israel Benjamin Netanyahu tiba di Washington.", "Israel; Benjamin Netanyahu (P); Washington"),
    ("Festival itu digelar di Alun-alun Kota Magelang.", "Alun-alun Kota Magelang"),
    ("Hujan deras mengguyur Sitinjau Lauik, Kota Padang, sejak dini hari.", "Sitinjau Lauik; Padang"),
    ("Gempa berpusat di 30 km barat daya Tapaktuan, Aceh Selatan.", "Tapaktuan; Aceh Selatan"),
    ("Warga Kampung Bayam pindah ke Rusun Nagrak, Cilincing.", "Bayam; Rusun Nagrak; Cilincing"),
    ("Pemerintah membangun tanggul dari Tuban hingga Lamongan.", "Tuban; Lamongan"),
    ("Sekda Pati Jumani mengaku belum tahu.", "Pati; Jumani (P)"),
    ("Bupati Pati Sudewo diperiksa penyidik.", "Pati; Sudewo (P)"),
    (
        "Kepala BPBD Lumajang Isnugroho mengimbau warga Desa Supiturang dan Desa Oro-oro Ombo.",
        "BPBD Lumajang (O); Isnugroho (P); Supiturang; Oro-oro Ombo",
    ),
    ("Ekspor batik ke Yokohama, Nagoya, dan Kitakyushu meningkat.", "Yokohama; Nagoya; Kitakyushu"),
    ("Pengungsi dari El Fasher berjalan kaki ke Tawila.", "El Fasher; Tawila"),
    ("Rudal jatuh di Bat Yam dan Rehovot, Israel tengah.", "Bat Yam; Rehovot; Israel"),
    ("Kapal Handala bertolak dari Siracusa, Italia, menuju Gaza.", "Siracusa; Italia; Gaza"),
    ("Lembaga itu berbasis di Wuhan, Provinsi Hubei, China tengah.", "Wuhan; Hubei; China"),
    ("Produksi nikel di Sorowako, Luwu Timur, dan Pomalaa, Kolaka, naik.", "Sorowako; Luwu Timur; Pomalaa; Kolaka"),
    ("Listrik padam di Dumai, Duri, dan Bengkalis.", "Dumai; Duri; Bengkalis"),
    ("Puluhan rumah di RT 05 RW 03 Kelurahan Manggarai terbakar.", "Manggarai"),
    ("Presiden menginap di Hambalang sebelum ke Halim Perdanakusuma.", "Hambalang; Halim Perdanakusuma"),
    ("Produsen semikonduktor di Hsinchu dan Kumamoto menambah kapasitas.", "Hsinchu; Kumamoto"),
    ("Sri Sultan berbicara di Keraton Yogyakarta bersama warga Kotagede.", "Keraton Yogyakarta; Kotagede"),
    ("Menteri Ekonomi Jerman Robert Habeck mengunjungi Stuttgart.", "Jerman; Robert Habeck (P); Stuttgart"),
    ("Jenderal Florence Parly bicara di Florence, Italia.", "Florence Parly (P); Florence; Italia"),
    ("Jalan Tol Serang-Panimbang rampung tahun depan.", "Jalan Tol Serang-Panimbang"),
    ("Pelaku ditangkap di Terminal Kampung Rambutan, Jakarta Timur.", "Terminal Kampung Rambutan; Jakarta Timur"),
    ("Mereka tinggal di Perumahan Bumi Asri, Kecamatan Medan Helvetia.", "Perumahan Bumi Asri; Medan Helvetia"),
    ("Proyek di Rempang, Batam, ditolak warga Sembulang.", "Rempang; Batam; Sembulang"),
    ("Satelit Merah Putih diluncurkan dari Cape Canaveral, Florida.", "Cape Canaveral; Florida"),
    ("Perundingan Jenewa dilanjutkan di Muscat, Oman.", "Jenewa; Muscat; Oman"),
    ("Polisi menangkap Austin Wijaya di Austin, Texas.", "Austin Wijaya (P); Austin; Texas"),
    (
        "Pabrik baterai CATL di Arnstadt, Jerman, dan Debrecen, Hungaria, mulai beroperasi.",
        "CATL (O); Arnstadt; Jerman; Debrecen; Hungaria",
    ),
    (
        "Pelabuhan Yangshan dan Pelabuhan Ningbo-Zhoushan mencatat rekor.",
        "Pelabuhan Yangshan; Pelabuhan Ningbo-Zhoushan",
    ),
    ("Kereta cepat melayani rute Halim-Padalarang-Tegalluar.", "Halim; Padalarang; Tegalluar"),
    ("Gubernur Jawa Tengah Ahmad Luthfi meninjau Kawasan Industri Kendal.", "Jawa Tengah; Ahmad Luthfi (P); Kendal"),
    ("Kawasan Industri Terpadu Batang menarik investor Taiwan dan Korea Selatan.", "Batang; Taiwan; Korea Selatan"),
    ("Smelter di Gresik, Weda Bay, dan Ketapang akan menyerap bauksit.", "Gresik; Weda Bay; Ketapang"),
    ("Konsulat Jenderal China di Denpasar membuka layanan.", "Konsulat Jenderal China (O); Denpasar"),
    (
        "Penerbangan langsung Jakarta-Guangzhou dan Denpasar-Shenzhen dibuka kembali.",
        "Jakarta; Guangzhou; Denpasar; Shenzhen",
    ),
    ("Pusat data di Nongsa, Batam, dan Cikarang, Bekasi, diperluas.", "Nongsa; Batam; Cikarang; Bekasi"),
    ("Presiden Xi Jinping bertolak dari Zhongnanhai menuju Kazan.", "Xi Jinping (P); Zhongnanhai; Kazan"),
    ("Delegasi Uni Eropa berangkat dari Strasbourg ke Marrakesh.", "Uni Eropa (O); Strasbourg; Marrakesh"),
    ("Ekonom senior Faisal Basri lahir di Bandung.", "Faisal Basri (P); Bandung"),
    ("Harga beras di Pasar Induk Cipinang naik tipis.", "Pasar Induk Cipinang"),
    ("Pasar Saham Asia menguat, Pasar Modal Indonesia melemah.", "Asia; Indonesia"),
    ("Laut bergelombang tinggi di selatan Cilacap hingga Kebumen.", "Cilacap; Kebumen"),
    (
        "Tentara Thailand dan Kamboja bentrok di dekat Candi Preah Vihear, Provinsi Sisaket.",
        "Thailand; Kamboja; Candi Preah Vihear; Sisaket",
    ),
    ("Sebuah kafe di Jalan Braga, Kota Bandung, ludes terbakar.", "Jalan Braga; Bandung"),
    ("Kantor pusat Huawei berada di Longgang, Shenzhen.", "Huawei (O); Longgang; Shenzhen"),
    ("Mahasiswa asal Kupang, Ende, dan Maumere berkumpul di Malang.", "Kupang; Ende; Maumere; Malang"),
    ("Wakil Bupati Sleman Danang Maharsa hadir.", "Sleman; Danang Maharsa (P)"),
    ("Ketua DPRD Kota Solo Budi Prasetyo menanggapi.", "DPRD Kota Solo (O); Budi Prasetyo (P)"),
    ("Kapolresta Banyumas Kombes Ari Wibowo dan Dandim Banyumas hadir.", "Banyumas; Ari Wibowo (P); Banyumas"),
    ("Kedutaan Besar Georgia di Jakarta menolak berkomentar.", "Kedutaan Besar Georgia (O); Jakarta"),
    ("Jalan Layang Non-Tol Antasari ditutup sementara.", "Jalan Layang Non-Tol Antasari"),
    ("Kebakaran melanda Blok Cepu dan Kilang Balongan, Indramayu.", "Blok Cepu; Kilang Balongan; Indramayu"),
    ("Sinyal seluler hilang di Pegunungan Bintang, Yahukimo, dan Nduga.", "Pegunungan Bintang; Yahukimo; Nduga"),
    ("Pesawat jatuh di Bukit Menoreh, tewaskan tiga orang.", "Bukit Menoreh"),
    ("Pemain asal Brasil itu pindah ke klub di Riyadh.", "Brasil; Riyadh"),
    ("Warga Tionghoa dan Melayu di Pontianak hidup rukun.", "Pontianak"),
    ("Semua negara ASEAN, kecuali Timor Leste, meneken pakta di Vientiane.", "ASEAN (O); Timor Leste; Vientiane"),
    ("Kata Nusron, sertifikat tanah di Desa Kohod, Kecamatan Pakuhaji, dibatalkan.", "Nusron (P); Kohod; Pakuhaji"),
]
MALAY = [
    ("Mangsa banjir di Daerah Kota Tinggi dan Mukim Pengerang dipindahkan.", "Kota Tinggi; Pengerang"),
    ("Kejadian berlaku di Batu Pahat, Johor, malam tadi.", "Batu Pahat; Johor"),
    ("Menteri Besar Kedah melawat Alor Setar dan Sungai Petani.", "Kedah; Alor Setar; Sungai Petani"),
    ("Beliau berucap di Dewan Bandaraya Kuching, Sarawak.", "Dewan Bandaraya Kuching (O); Sarawak"),
    ("Pasukan itu akan bertolak ke Seremban, Kuala Terengganu dan Sandakan.", "Seremban; Kuala Terengganu; Sandakan"),
    (
        "Polis Diraja Malaysia menahan tiga lelaki di Sungai Buloh, Selangor.",
        "Polis Diraja Malaysia (O); Sungai Buloh; Selangor",
    ),
    ("Penduduk di Kuala Krai, Gua Musang dan Jeli diminta berwaspada.", "Kuala Krai; Gua Musang; Jeli"),
    ("Projek di Lembah Klang dan Pulau Langkawi siap tahun depan.", "Lembah Klang; Pulau Langkawi"),
    ("Kebakaran di Kampung Pulau Gaya, Kota Kinabalu memusnahkan 20 rumah.", "Pulau Gaya; Kota Kinabalu"),
    ("Menteri Besar Pahang, Wan Rosdy, melawat Kuala Lipis dan Raub.", "Pahang; Wan Rosdy (P); Kuala Lipis; Raub"),
    (
        "Jambatan Pulau Pinang ditutup dari Bayan Lepas ke Seberang Perai.",
        "Jambatan Pulau Pinang; Bayan Lepas; Seberang Perai",
    ),
    ("Mahkamah Sesyen Shah Alam mendengar kes dari Banting.", "Mahkamah Sesyen Shah Alam (O); Banting"),
    ("Perdana Menteri melancarkan projek di Gebeng, Kuantan, Pahang.", "Gebeng; Kuantan; Pahang"),
    ("Kejohanan itu berlangsung di Stadium Nasional Bukit Jalil.", "Stadium Nasional Bukit Jalil"),
]
ENGLISH = [
    ("The plant in Nagoya, Japan, will close, officials in Sendai said.", "Nagoya; Japan; Sendai"),
    ("Farmers from Punjab and Uttar Pradesh marched to New Delhi.", "Punjab; Uttar Pradesh; New Delhi"),
    (
        "He was born in Fresno, California, and studied at a school near Boulder, Colorado.",
        "Fresno; California; Boulder; Colorado",
    ),
    ("Ships leaving the Port of Rotterdam head for the Strait of Gibraltar.", "Port of Rotterdam; Strait of Gibraltar"),
    ("Crowds gathered in Trafalgar Square and along Oxford Street.", "Trafalgar Square; Oxford Street"),
    ("Residents of Lviv and Dnipro spent the night underground.", "Lviv; Dnipro"),
    ("The company opened a factory in Zhengzhou, Henan province.", "Zhengzhou; Henan"),
    ("Senator John Boston of West Virginia visited Kansas City.", "John Boston (P); West Virginia; Kansas City"),
    ("Trade across Southeast Asia and the Gulf of Thailand slowed.", "Southeast Asia; Gulf of Thailand"),
    ("A spokesman in Kaohsiung said ships from Tianjin were delayed.", "Kaohsiung; Tianjin"),
    ("Investors lost confidence in Volkswagen after the Wolfsburg meeting.", "Volkswagen (O); Wolfsburg"),
    ("The hospital in Kigoma, Tanzania, treats patients from Burundi.", "Kigoma; Tanzania; Burundi"),
    ("Mayor Austin Reed of Springfield opened the Hudson River bridge.", "Austin Reed (P); Springfield; Hudson River"),
    ("Jordan and Georgia signed the deal in Amman.", "Jordan; Georgia; Amman"),
    ("The protests spread to Surabaya, Makassar and Medan.", "Surabaya; Makassar; Medan"),
    ("Police in Hyderabad and Pune arrested ten people.", "Hyderabad; Pune"),
    ("Reading scores fell in Victoria and New South Wales.", "Victoria; New South Wales"),
    ("Workers in Batam and Bintan assemble phones for Xiaomi.", "Batam; Bintan; Xiaomi (O)"),
    ("The ferry sank near Zamboanga, in the southern Philippines.", "Zamboanga; Philippines"),
    (
        "Gov. Gretchen Whitmer of Michigan met workers from Flint and Lansing.",
        "Gretchen Whitmer (P); Michigan; Flint; Lansing",
    ),
    ("The dam on the Mekong River near Luang Prabang is finished.", "Mekong River; Luang Prabang"),
    ("A court in Leipzig, Germany, dismissed the case.", "Leipzig; Germany"),
    ("She grew up in Penang and later moved to the Bay Area.", "Penang; Bay Area"),
    (
        "TSMC is building plants in Phoenix, Arizona, and Dresden, Germany.",
        "TSMC (O); Phoenix; Arizona; Dresden; Germany",
    ),
    (
        "Nickel from Morowali and Halmahera feeds smelters across Central Sulawesi.",
        "Morowali; Halmahera; Central Sulawesi",
    ),
    ("Protesters marched from Victoria Park to Causeway Bay in Hong Kong.", "Victoria Park; Causeway Bay; Hong Kong"),
    ("The Jakarta-Bandung line opened near Halim.", "Jakarta; Bandung; Halim"),
    ("Flooding hit the Mekong Delta and the Red River valley.", "Mekong Delta; Red River"),
]


@pytest.mark.parametrize(("text", "expected"), INDONESIAN)
def test_places_in_indonesian(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(("text", "expected"), MALAY)
def test_places_in_malay(text: str, expected: str) -> None:
    assert read(text, language="ms") == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_places_in_english(text: str, expected: str) -> None:
    assert read(text, language="en") == expected


def test_a_word_once_said_to_be_a_place_is_one_in_the_whole_article() -> None:
    assert read("Ia lahir di Solo.", "Wisatawan menyukai Solo dan batiknya.") == "Solo; Solo"
    assert read("Wisatawan menyukai Solo dan batiknya.") == ""


def test_a_village_first_named_with_its_head_word_is_known_afterwards() -> None:
    assert (
        read("Warga Desa Sukamulya mengungsi.", "Jalan menuju lereng tertutup; Sukamulya gelap.")
        == "Sukamulya; Sukamulya"
    )


@pytest.mark.parametrize(
    ("text", "surface", "country"),
    [
        ("Pabrik di Nantong tutup.", "Nantong", "CN"),
        ("Ia tinggal di Győr.", "Győr", "HU"),
        ("Hujan di Seremban reda.", "Seremban", "MY"),
        ("Hujan di Rengasdengklok reda.", "Rengasdengklok", "ID"),
    ],
)
def test_towns_carry_their_country(text: str, surface: str, country: str) -> None:
    names = find_names(article(text))
    mention = next(mention for mention in names.mentions if mention.surface == surface)
    assert mention.actor is not None
    assert names.actors[mention.actor].country == country


def test_towns_of_geonames_repeat_no_name_of_another_file_and_have_countries_of_two_letters() -> None:
    rows = lexicons.table("places_cities.csv")
    names = [row["canonical"] for row in rows]
    assert len(names) > 5000
    assert {len(row["country"]) for row in rows} == {0, 2}
    others = {row["canonical"] for name in ("places_world.csv", "places_china.csv") for row in lexicons.table(name)}
    assert not others & set(names)
