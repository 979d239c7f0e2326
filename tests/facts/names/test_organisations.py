"""Organisations' names as newswriting gives them: known firms and bodies, unknown ones by their words and context.

Each case lists every ORG mention of the sentence, in order.
"""

import pytest

from pipeline.facts.names.extract import find_names
from tests.facts.names.articles import article

INDONESIAN = [
    ("Pendapatan Shopee dan Lazada turun, sedangkan OVO menambah pengguna, kata analis itu pada Senin.",
     ["Shopee", "Lazada", "OVO"]),
    ("PT Selamat Sempurna Tbk mencatat kenaikan penjualan, kata direksi pada Rabu.", ["PT Selamat Sempurna Tbk"]),
    ("Saham PT Unilever Indonesia Tbk (UNVR) dan PT Mayora Indah Tbk (MYOR) melemah di bursa.",
     ["PT Unilever Indonesia Tbk", "UNVR", "PT Mayora Indah Tbk", "MYOR"]),
    ("Perusahaan rintisan Xurya memasang panel surya di atap pabrik milik Danone.", ["Xurya", "Danone"]),
    ("Startup asal Bandung, eFishery, menolak berkomentar tentang laporan FTI Consulting.",
     ["eFishery", "FTI Consulting"]),
    ("Maskapai Scoot dan Cathay Pacific menambah penerbangan ke Bali.", ["Scoot", "Cathay Pacific"]),
    ("Penyidik Bareskrim Mabes Polri memeriksa pejabat itu di Kejaksaan Negeri Bojonegoro.",
     ["Bareskrim Mabes Polri", "Kejaksaan Negeri Bojonegoro"]),
    ("Kepala Dinas Pertanian, Perikanan, dan Ketahanan Pangan Kota Surakarta membuka pameran itu.",
     ["Dinas Pertanian, Perikanan, dan Ketahanan Pangan Kota Surakarta"]),
    ("Sidang digelar di Pengadilan Negeri (PN) Sidoarjo, lalu terdakwa dibawa ke Rumah Tahanan Negara (Rutan) Medaeng.",
     ["Pengadilan Negeri (PN) Sidoarjo", "Rumah Tahanan Negara (Rutan) Medaeng"]),
    ("Ditreskrimsus Polda Metro Jaya menyita uang tunai dari kantor itu.", ["Ditreskrimsus Polda Metro Jaya"]),
    ("Guru besar Fakultas Ilmu Sosial dan Ilmu Politik Universitas Airlangga itu menilai RUU tersebut lemah.",
     ["Fakultas Ilmu Sosial dan Ilmu Politik Universitas Airlangga"]),
    ("Persija mengalahkan Bali United, sementara Manchester City ditahan Real Madrid.",
     ["Persija", "Bali United", "Manchester City", "Real Madrid"]),
    ("Anggota Komisi III DPR meminta KPU Kabupaten Sleman dan Bawaslu menjelaskan hal itu.",
     ["Komisi III DPR", "KPU Kabupaten Sleman", "Bawaslu"]),
    ("Serikat pekerja KSPI dan KSBSI menolak aturan itu, sedangkan Apindo mendukungnya.", ["KSPI", "KSBSI", "Apindo"]),
    ("Menurut Greenpeace, emisi PLTU naik; Walhi dan Jatam meminta KLHK bertindak.",
     ["Greenpeace", "Walhi", "Jatam", "KLHK"]),
    ("KPR, PDB, UMKM, dan APBN menjadi bahasan dalam rapat itu.", []),
    ("Indeks S&P 500 dan Nasdaq naik, sementara Nikkei 225 turun tipis.", []),
    ("Direktur PT Bangun Cipta Mandiri Joko Susilo mengatakan proyek itu selesai.", ["PT Bangun Cipta Mandiri"]),
    ("Pengurus PSSI bertemu FIFA dan AFC untuk membahas stadion.", ["PSSI", "FIFA", "AFC"]),
    ("Perusahaan Daerah Air Minum Tirta Pakuan memperbaiki pipa di Bogor.",
     ["Perusahaan Daerah Air Minum Tirta Pakuan"]),
    ("Perusahaan asuransi AIA dan Manulife Indonesia membuka kantor di Medan.", ["AIA", "Manulife Indonesia"]),
    ("Lembaga survei Indikator Politik Indonesia dan Charta Politika merilis hasilnya.",
     ["Indikator Politik Indonesia", "Charta Politika"]),
    ("Perusahaan teknologi Kargo Nusa Digital meraih pendanaan dari Sequoia Capital dan Temasek.",
     ["Kargo Nusa Digital", "Sequoia Capital", "Temasek"]),
    ("Badan Meteorologi, Klimatologi, dan Geofisika (BMKG) mengeluarkan peringatan, kata Basarnas.",
     ["Badan Meteorologi, Klimatologi, dan Geofisika", "BMKG", "Basarnas"]),
    ("Kelompok Hamas dan Hizbullah menolak usul itu, kata Al Jazeera.", ["Hamas", "Hizbullah", "Al Jazeera"]),
    ("Toyota dan Daihatsu menarik kembali mobil buatan PT Krama Yudha Tiga Berlian Motors.",
     ["Toyota", "Daihatsu", "PT Krama Yudha Tiga Berlian Motors"]),
    ("Satgas Pangan Polri menyegel gudang beras di Karawang.", ["Satgas Pangan Polri"]),
    ("Anak usaha Astra Agro Lestari, PT Sari Lembah Subur, membantah tuduhan itu.",
     ["Astra Agro Lestari", "PT Sari Lembah Subur"]),
    ("Juru bicara Gedung Putih menolak menjawab, demikian dilaporkan Reuters dan Bloomberg.",
     ["Gedung Putih", "Reuters", "Bloomberg"]),
    ("Bank BPD Bali dan Bank Sumut menyalurkan KUR.", ["Bank BPD Bali", "Bank Sumut"]),
]

ENGLISH = [
    ("Shares of WeWork fell after Peloton and DoorDash cut their outlook.", ["WeWork", "Peloton", "DoorDash"]),
    ("The U.S. Department of Justice and the Federal Trade Commission sued Live Nation.",
     ["U.S. Department of Justice", "Federal Trade Commission", "Live Nation"]),
    ("South Korea's Ministry of Trade, Industry and Energy said Hanwha Ocean would build the ships.",
     ["Ministry of Trade, Industry and Energy", "Hanwha Ocean"]),
    ("SoftBank Group Corp invested in Brightwave Inc, a maker of sensors.", ["SoftBank Group Corp", "Brightwave Inc"]),
    ("Analysts at Wells Fargo and Jefferies expect Target and Walmart to gain.",
     ["Wells Fargo", "Jefferies", "Target", "Walmart"]),
    ("The Securities and Exchange Commission fined Robinhood, the agency said.",
     ["Securities and Exchange Commission", "Robinhood"]),
    ("Researchers at the Massachusetts Institute of Technology and Stanford University built the robot.",
     ["Massachusetts Institute of Technology", "Stanford University"]),
    ("The International Air Transport Association (IATA) said airlines would lose money. IATA blamed fuel.",
     ["International Air Transport Association", "IATA", "IATA"]),
    ("Chipmaker Zentara said it would list in Hong Kong.", ["Zentara"]),
    ("Analysts at the Brookings Institution and the Peterson Institute for International Economics disagreed.",
     ["Brookings Institution", "Peterson Institute for International Economics"]),
    ("The Labor Party beat the Liberal Party, while the Greens gained seats.",
     ["Labor Party", "Liberal Party", "Greens"]),
    ("Prosecutors in Seoul raided the office of Doosan Enerbility on Friday.", ["Doosan Enerbility"]),
    ("The Dow Jones Industrial Average and the Hang Seng rose.", []),
    ("Home Depot Inc reported higher profit than Lowe’s, Refinitiv data showed.", ["Home Depot Inc", "Lowe’s", "Refinitiv"]),
    ("Indonesia's Ministry of Finance and Bank Indonesia held talks with S&P Global Ratings.",
     ["Ministry of Finance", "Bank Indonesia", "S&P Global Ratings"]),
    ("The New York State Attorney General opened an inquiry into Exxon Mobil Corp.",
     ["New York State Attorney General", "Exxon Mobil Corp"]),
]

MALAY = [
    ("Suruhanjaya Sekuriti Malaysia dan Bursa Malaysia menyiasat Capital A Berhad.",
     ["Suruhanjaya Sekuriti Malaysia", "Bursa Malaysia", "Capital A Berhad"]),
    ("Tenaga Nasional Berhad (TNB) dan Sime Darby menandatangani perjanjian itu.",
     ["Tenaga Nasional Berhad", "TNB", "Sime Darby"]),
    ("Kementerian Pelaburan, Perdagangan dan Industri (MITI) mengesahkan perkara itu.",
     ["Kementerian Pelaburan, Perdagangan dan Industri", "MITI"]),
    ("Polis Diraja Malaysia dan SPRM menahan tiga lelaki di Klang.", ["Polis Diraja Malaysia", "SPRM"]),
    ("Syarikat penerbangan Firefly dan Malaysia Airlines menambah laluan.", ["Firefly", "Malaysia Airlines"]),
    ("Jabatan Imigresen Malaysia bekerjasama dengan Majlis Keselamatan Negara.",
     ["Jabatan Imigresen Malaysia", "Majlis Keselamatan Negara"]),
    ("Telekom Malaysia, Maxis dan CelcomDigi melabur dalam 5G.", ["Telekom Malaysia", "Maxis", "CelcomDigi"]),
    ("Penganalisis Kenanga Research berkata saham Top Glove akan naik.", ["Kenanga Research", "Top Glove"]),
]  # fmt: skip


def orgs(text: str, language: str) -> list[str]:
    """Surfaces of the ORG mentions of a text, in order."""
    found = find_names(article(text, language=language))
    return [mention.surface for mention in found.mentions if mention.entity_type == "ORG"]
