"""Organisations' names as newswriting gives them: known firms and bodies, unknown ones by their words and context.

Each case lists every ORG mention of the sentence, in order.
"""

import pytest

from pipeline.facts.names.extract import find_names
from tests.facts.names.articles import article

CASES = [
    ("id", "PT Selamat Sempurna Tbk mencatat kenaikan penjualan, kata direksi pada Rabu.", ["PT Selamat Sempurna Tbk"]),
    ("id", "Perusahaan rintisan Xurya memasang panel surya di atap pabrik milik Danone.", ["Xurya", "Danone"]),
    (
        "id",
        "Startup asal Bandung, eFishery, menolak berkomentar tentang laporan FTI Consulting.",
        ["eFishery", "FTI Consulting"],
    ),
    ("id", "Maskapai Scoot dan Cathay Pacific menambah penerbangan ke Bali.", ["Scoot", "Cathay Pacific"]),
    (
        "id",
        "Penyidik Bareskrim Mabes Polri memeriksa pejabat itu di Kejaksaan Negeri Bojonegoro.",
        ["Bareskrim Mabes Polri", "Kejaksaan Negeri Bojonegoro"],
    ),
    (
        "id",
        "Kepala Dinas Pertanian, Perikanan, dan Ketahanan Pangan Kota Surakarta membuka pameran itu.",
        ["Dinas Pertanian, Perikanan, dan Ketahanan Pangan Kota Surakarta"],
    ),
    (
        "id",
        "Sidang digelar di Pengadilan Negeri (PN) Sidoarjo, lalu ia dibawa ke Rumah Tahanan Negara (Rutan) Medaeng.",
        ["Pengadilan Negeri (PN) Sidoarjo", "Rumah Tahanan Negara (Rutan) Medaeng"],
    ),
    ("id", "Ditreskrimsus Polda Metro Jaya menyita uang tunai dari kantor itu.", ["Ditreskrimsus Polda Metro Jaya"]),
    (
        "id",
        "Guru besar Fakultas Ilmu Sosial dan Ilmu Politik Universitas Airlangga itu menilai RUU tersebut lemah.",
        ["Fakultas Ilmu Sosial dan Ilmu Politik Universitas Airlangga"],
    ),
    (
        "id",
        "Persija mengalahkan Bali United, sementara Manchester City ditahan Real Madrid.",
        ["Persija", "Bali United", "Manchester City", "Real Madrid"],
    ),
    (
        "id",
        "Anggota Komisi III DPR meminta KPU Kabupaten Sleman dan Bawaslu menjelaskan hal itu.",
        ["Komisi III DPR", "KPU Kabupaten Sleman", "Bawaslu"],
    ),
    (
        "id",
        "Serikat pekerja KSPI dan KSBSI menolak aturan itu, sedangkan Apindo mendukungnya.",
        ["KSPI", "KSBSI", "Apindo"],
    ),
    (
        "id",
        "Menurut Greenpeace, emisi PLTU naik; Walhi dan Jatam meminta KLHK bertindak.",
        ["Greenpeace", "Walhi", "Jatam", "KLHK"],
    ),
    ("id", "KPR, PDB, UMKM, dan APBN menjadi bahasan dalam rapat itu.", []),
    ("id", "Indeks S&P 500 dan Nasdaq naik, sementara Nikkei 225 turun tipis.", []),
    ("id", "Direktur PT Bangun Cipta Mandiri Joko Susilo mengatakan proyek itu selesai.", ["PT Bangun Cipta Mandiri"]),
    ("id", "Pengurus PSSI bertemu FIFA dan AFC untuk membahas stadion.", ["PSSI", "FIFA", "AFC"]),
    (
        "id",
        "Perusahaan Daerah Air Minum Tirta Pakuan memperbaiki pipa di Bogor.",
        ["Perusahaan Daerah Air Minum Tirta Pakuan"],
    ),
    ("id", "Perusahaan asuransi AIA dan Manulife Indonesia membuka kantor di Medan.", ["AIA", "Manulife Indonesia"]),
    (
        "id",
        "Lembaga survei Indikator Politik Indonesia dan Charta Politika merilis hasilnya.",
        ["Indikator Politik Indonesia", "Charta Politika"],
    ),
    (
        "id",
        "Perusahaan teknologi Kargo Nusa Digital meraih pendanaan dari Sequoia Capital dan Temasek.",
        ["Kargo Nusa Digital", "Sequoia Capital", "Temasek"],
    ),
    (
        "id",
        "Badan Meteorologi, Klimatologi, dan Geofisika (BMKG) mengeluarkan peringatan, kata Basarnas.",
        ["Badan Meteorologi, Klimatologi, dan Geofisika", "BMKG", "Basarnas"],
    ),
    ("id", "Kelompok Hamas dan Hizbullah menolak usul itu, kata Al Jazeera.", ["Hamas", "Hizbullah", "Al Jazeera"]),
    (
        "id",
        "Toyota dan Daihatsu menarik kembali mobil buatan PT Krama Yudha Tiga Berlian Motors.",
        ["Toyota", "Daihatsu", "PT Krama Yudha Tiga Berlian Motors"],
    ),
    ("id", "Satgas Pangan Polri menyegel gudang beras di Karawang.", ["Satgas Pangan Polri"]),
    (
        "id",
        "Anak usaha Astra Agro Lestari, PT Sari Lembah Subur, membantah tuduhan itu.",
        ["Astra Agro Lestari", "PT Sari Lembah Subur"],
    ),
    (
        "id",
        "Juru bicara Gedung Putih menolak menjawab, demikian dilaporkan Reuters dan Bloomberg.",
        ["Gedung Putih", "Reuters", "Bloomberg"],
    ),
    ("id", "Bank BPD Bali dan Bank Sumut menyalurkan KUR.", ["Bank BPD Bali", "Bank Sumut"]),
    (
        "id",
        "Komisi Pemilihan Umum (KPU) Kota Depok menerima berkas dari Partai Golkar dan PKS.",
        ["Komisi Pemilihan Umum (KPU) Kota Depok", "Partai Golkar", "PKS"],
    ),
    (
        "id",
        "Maskapai Sriwijaya Air, menurut KNKT, mematuhi aturan Kementerian Perhubungan.",
        ["Sriwijaya Air", "KNKT", "Kementerian Perhubungan"],
    ),
    (
        "id",
        "Peneliti Pusat Studi Energi Universitas Gadjah Mada menilai kebijakan PLN tepat.",
        ["Pusat Studi Energi Universitas Gadjah Mada", "PLN"],
    ),
    ("id", "Ketua Umum Apindo Shinta Kamdani menemui pimpinan Kadin.", ["Apindo", "Kadin"]),
    (
        "id",
        "Dinas Pekerjaan Umum, Penataan Ruang, Perumahan, dan Kawasan Permukiman DIY memperbaiki jalan.",
        ["Dinas Pekerjaan Umum, Penataan Ruang, Perumahan, dan Kawasan Permukiman DIY"],
    ),
    ("id", "Kemlu China membantah laporan Pentagon, kata juru bicara itu.", ["Kemlu China", "Pentagon"]),
    (
        "id",
        "Warga melaporkan hal itu ke Polsek Kebayoran Baru dan Satpol PP DKI Jakarta.",
        ["Polsek Kebayoran Baru", "Satpol PP DKI Jakarta"],
    ),
    (
        "id",
        "PT Angkasa Pura I dan PT Pelabuhan Indonesia III (Persero) menandatangani nota kesepahaman.",
        ["PT Angkasa Pura I", "PT Pelabuhan Indonesia III (Persero)"],
    ),
    ("id", "Vaksin buatan Pfizer dan Moderna disetujui BPOM dan FDA.", ["Pfizer", "Moderna", "BPOM", "FDA"]),
    ("id", "Mahasiswa yang tergabung dalam BEM UI dan HMI berunjuk rasa di depan Gedung DPR.", ["BEM UI", "HMI"]),
    (
        "id",
        "Kejaksaan Tinggi Sumatera Utara menahan bekas direktur Perumda Tirtanadi.",
        ["Kejaksaan Tinggi Sumatera Utara", "Perumda Tirtanadi"],
    ),
    (
        "id",
        "Juru Bicara Satgas Penanganan Covid-19 Wiku Adisasmito menyebut angka itu turun.",
        ["Satgas Penanganan Covid-19"],
    ),
    (
        "id",
        "Bank Dunia dan IMF memangkas proyeksi PDB, sementara The Fed menahan suku bunga.",
        ["Bank Dunia", "IMF", "The Fed"],
    ),
    ("id", "Perusahaan keamanan siber Kaspersky menemukan malware pada ATM, PC, dan CCTV.", ["Kaspersky"]),
    ("id", "Pengacara dari LBH Surabaya dan Kontras mendampingi keluarga korban.", ["LBH Surabaya", "Kontras"]),
    ("id", "Mal itu dikelola oleh Pakuwon, sedangkan hotelnya oleh Accor.", ["Pakuwon", "Accor"]),
    ("en", "Shares of WeWork fell after Peloton and DoorDash cut their outlook.", ["WeWork", "Peloton", "DoorDash"]),
    (
        "en",
        "Vietnam's Ministry of Culture, Sports and Tourism said Hanwha Ocean would build the ships.",
        ["Ministry of Culture, Sports and Tourism", "Hanwha Ocean"],
    ),
    (
        "en",
        "SoftBank Group Corp invested in Brightwave Inc, a maker of sensors.",
        ["SoftBank Group Corp", "Brightwave Inc"],
    ),
    (
        "en",
        "The Securities and Exchange Commission fined Robinhood, the agency said.",
        ["Securities and Exchange Commission", "Robinhood"],
    ),
    (
        "en",
        "Researchers at the Massachusetts Institute of Technology and Stanford University built the robot.",
        ["Massachusetts Institute of Technology", "Stanford University"],
    ),
    (
        "en",
        "The International Air Transport Association (IATA) said airlines would lose money. IATA blamed fuel.",
        ["International Air Transport Association", "IATA", "IATA"],
    ),
    ("en", "Chipmaker Zentara said it would list in Hong Kong.", ["Zentara"]),
    (
        "en",
        "Analysts at the Brookings Institution and the Peterson Institute for International Economics disagreed.",
        ["Brookings Institution", "Peterson Institute for International Economics"],
    ),
    ("en", "Prosecutors in Seoul raided the office of Doosan Enerbility on Friday.", ["Doosan Enerbility"]),
    ("en", "The Dow Jones Industrial Average and the Hang Seng rose.", []),
    (
        "en",
        "Home Depot Inc reported higher profit than Lowe’s, Refinitiv data showed.",
        ["Home Depot Inc", "Lowe’s", "Refinitiv"],
    ),
    (
        "en",
        "Indonesia's Ministry of Finance and Bank Indonesia held talks with S&P Global Ratings.",
        ["Ministry of Finance", "Bank Indonesia", "S&P Global Ratings"],
    ),
    (
        "en",
        "The New York State Attorney General opened an inquiry into Exxon Mobil Corp.",
        ["New York State Attorney General", "Exxon Mobil Corp"],
    ),
    (
        "en",
        "The European Medicines Agency and the World Health Organization reviewed data from Novavax.",
        ["European Medicines Agency", "World Health Organization", "Novavax"],
    ),
    ("en", "Orbital Dynamics Ltd said its satellite failed.", ["Orbital Dynamics Ltd"]),
    (
        "en",
        "Economists at the Institute for Energy Research said OPEC would cut.",
        ["Institute for Energy Research", "OPEC"],
    ),
    (
        "en",
        "Delivery company Swiftly Foods hired bankers from Goldman Sachs and Citigroup.",
        ["Swiftly Foods", "Goldman Sachs", "Citigroup"],
    ),
    (
        "en",
        "Indonesia's Financial Services Authority (OJK) and the Indonesia Stock Exchange suspended trading.",
        ["Financial Services Authority", "OJK", "Indonesia Stock Exchange"],
    ),
    (
        "en",
        "China's Ministry of Commerce and its General Administration of Customs released the data.",
        ["Ministry of Commerce", "General Administration of Customs"],
    ),
    (
        "en",
        "The Supreme Court ruled against Uber and Lyft in a case brought by the Teamsters.",
        ["Supreme Court", "Uber", "Lyft", "Teamsters"],
    ),
    (
        "en",
        "Unions including the United Auto Workers struck General Motors, Ford and Stellantis.",
        ["United Auto Workers", "General Motors", "Ford", "Stellantis"],
    ),
    ("en", "The ruling Liberal Democratic Party lost seats in Tokyo.", ["Liberal Democratic Party"]),
    ("en", "The Federal Reserve Bank of Dallas said hiring slowed.", ["Federal Reserve Bank of Dallas"]),
    (
        "en",
        "The Korea Development Institute cut its GDP forecast, Yonhap reported.",
        ["Korea Development Institute", "Yonhap"],
    ),
    (
        "ms",
        "Suruhanjaya Sekuriti Malaysia dan Bursa Malaysia menyiasat Capital A Berhad.",
        ["Suruhanjaya Sekuriti Malaysia", "Bursa Malaysia", "Capital A Berhad"],
    ),
    (
        "ms",
        "Tenaga Nasional Berhad (TNB) dan Sime Darby menandatangani perjanjian itu.",
        ["Tenaga Nasional Berhad", "TNB", "Sime Darby"],
    ),
    (
        "ms",
        "Kementerian Pelaburan, Perdagangan dan Industri (MITI) mengesahkan perkara itu.",
        ["Kementerian Pelaburan, Perdagangan dan Industri", "MITI"],
    ),
    ("ms", "Polis Diraja Malaysia dan SPRM menahan tiga lelaki di Klang.", ["Polis Diraja Malaysia", "SPRM"]),
    ("ms", "Syarikat penerbangan Firefly dan Malaysia Airlines menambah laluan.", ["Firefly", "Malaysia Airlines"]),
    (
        "ms",
        "Jabatan Imigresen Malaysia bekerjasama dengan Majlis Keselamatan Negara.",
        ["Jabatan Imigresen Malaysia", "Majlis Keselamatan Negara"],
    ),
    ("ms", "Telekom Malaysia, Maxis dan CelcomDigi melabur dalam 5G.", ["Telekom Malaysia", "Maxis", "CelcomDigi"]),
    ("ms", "Penganalisis Kenanga Research berkata saham Top Glove akan naik.", ["Kenanga Research", "Top Glove"]),
    (
        "ms",
        "Petronas dan Sarawak Energy Berhad memeterai perjanjian di Kuching.",
        ["Petronas", "Sarawak Energy Berhad"],
    ),
    (
        "ms",
        "Kementerian Kesihatan menasihati orang ramai, kata Jabatan Kesihatan Negeri Selangor.",
        ["Kementerian Kesihatan", "Jabatan Kesihatan Negeri Selangor"],
    ),
    ("ms", "Ketua Pengarah SPRM berkata siasatan terhadap Sapura Energy diteruskan.", ["SPRM", "Sapura Energy"]),
    ("ms", "Syarikat teknologi Aerodyne melabur di Cyberjaya.", ["Aerodyne"]),
    ("ms", "UMNO dan PKR menyokong usul itu di Dewan Rakyat.", ["UMNO", "PKR", "Dewan Rakyat"]),
    (
        "ms",
        "Universiti Kebangsaan Malaysia bekerjasama dengan Huawei Malaysia.",
        ["Universiti Kebangsaan Malaysia", "Huawei Malaysia"],
    ),
    ("ms", "Lembaga Hasil Dalam Negeri (LHDN) mengutip cukai lebih tinggi.", ["Lembaga Hasil Dalam Negeri", "LHDN"]),
    (
        "en",
        "The U.S. Department of Justice and the Federal Trade Commission sued Live Nation.",
        ["U.S. Department of Justice", "Federal Trade Commission", "Live Nation"],
    ),
    ("id", "Direktur Eksekutif Celios Bhima Yudhistira menilai Danantara perlu transparan.", ["Celios", "Danantara"]),
    (
        "id",
        "Pabrik milik PT Wijaya Panca Sentosa di Kulonprogo menampung susu dari koperasi.",
        ["PT Wijaya Panca Sentosa"],
    ),
    ("id", "Perusahaan pelat merah itu menggandeng Hyundai dan LG Energy Solution.", ["Hyundai", "LG Energy Solution"]),
    ("id", "Kepala Bapanas dan Dirut Bulog meninjau gudang.", ["Bapanas", "Bulog"]),
    ("id", "Tim SAR gabungan dari Basarnas, TNI AL, dan Polairud mencari korban.", ["Basarnas", "TNI AL", "Polairud"]),
    (
        "id",
        "Wakil Ketua Komisi VII DPR RI dari Fraksi PAN mengkritik SKK Migas.",
        ["Komisi VII DPR RI", "PAN", "SKK Migas"],
    ),
    ("id", "Bank sentral Jepang (BOJ) dan ECB menahan suku bunga.", ["BOJ", "ECB"]),
    ("id", "Menteri BUMN melantik direksi baru Pelni dan Damri.", ["BUMN", "Pelni", "Damri"]),
    ("id", "Pengusaha muda itu mendirikan PT Rasa Nusantara Jaya pada 2015.", ["PT Rasa Nusantara Jaya"]),
    ("id", "Raksasa teknologi Tencent membeli saham Ubisoft.", ["Tencent", "Ubisoft"]),
    ("id", "Sekolah Tinggi Ilmu Ekonomi Perbanas memberi beasiswa.", ["Sekolah Tinggi Ilmu Ekonomi Perbanas"]),
    (
        "id",
        "Dinas Lingkungan Hidup (DLH) Kabupaten Bekasi menutup pabrik itu.",
        ["Dinas Lingkungan Hidup (DLH) Kabupaten Bekasi"],
    ),
    ("id", "Startup kesehatan Medigo dan perusahaan logistik Andalin bekerja sama.", ["Medigo", "Andalin"]),
    ("id", "Pemkab Banyuwangi dan DPRD Banyuwangi menyepakati RAPBD.", ["Pemkab Banyuwangi", "DPRD Banyuwangi"]),
    ("id", "Komnas HAM dan LPSK menerima laporan korban.", ["Komnas HAM", "LPSK"]),
    ("en", "Shares in Rivian jumped after Volkswagen AG invested, CNBC reported.", ["Rivian", "Volkswagen AG", "CNBC"]),
    (
        "en",
        "Bank Negara Malaysia and the Monetary Authority of Singapore signed the pact.",
        ["Bank Negara Malaysia", "Monetary Authority of Singapore"],
    ),
    (
        "en",
        "Consultancy Rystad Energy said Pertamina and Chevron would drill.",
        ["Rystad Energy", "Pertamina", "Chevron"],
    ),
    ("en", "State miner PT Aneka Tambang Tbk sold gold, its filing showed.", ["PT Aneka Tambang Tbk"]),
    (
        "en",
        "Lawyers for the American Civil Liberties Union sued the Department of Homeland Security.",
        ["American Civil Liberties Union", "Department of Homeland Security"],
    ),
    (
        "en",
        "Startup Nimbus Robotics raised $20 million from Andreessen Horowitz.",
        ["Nimbus Robotics", "Andreessen Horowitz"],
    ),
    (
        "en",
        "The Ministry of Energy and Mineral Resources revised the quota.",
        ["Ministry of Energy and Mineral Resources"],
    ),
    ("ms", "Ketua Pegawai Eksekutif Maybank berkata CIMB dan RHB turut serta.", ["Maybank", "CIMB", "RHB"]),
    (
        "ms",
        "Jabatan Bomba dan Penyelamat Malaysia menerima panggilan kecemasan.",
        ["Jabatan Bomba dan Penyelamat Malaysia"],
    ),
    ("ms", "Kumpulan Sime Darby dan Felda melabur di Indonesia.", ["Sime Darby", "Felda"]),
]


def orgs(text: str, language: str) -> list[str]:
    """Surfaces of the ORG mentions of a text, in order."""
    found = find_names(article(text, language=language))
    return [mention.surface for mention in found.mentions if mention.entity_type == "ORG"]


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_organisations_of_a_sentence(language: str, text: str, expected: list[str]) -> None:
    assert orgs(text, language) == expected
