"""Own-written articles of one sentence an entry, with leads, additions and follow-ups for them."""

BASES = {
    "kabel": (
        (
            "Pemerintah Provinsi Arunika menyepakati pembangunan kabel laut sepanjang 640 kilometer "
            "bersama tiga perusahaan telekomunikasi."
        ),
        "Penandatanganan berlangsung di aula kantor gubernur pada Senin pagi dan disaksikan puluhan undangan.",
        (
            "Gubernur Ratna Wibawa menyebut proyek itu sebagai jawaban atas keluhan warga pulau terluar "
            "selama bertahun-tahun."
        ),
        '"Anak-anak kami tidak boleh lagi memanjat bukit hanya untuk mencari sinyal," kata Ratna.',
        "Nilai proyek mencapai Rp 2,4 triliun dan dibiayai bersama oleh pemerintah daerah serta mitra swasta.",
        (
            "Pekerjaan survei dasar laut dimulai bulan depan, sedangkan penggelaran kabel dijadwalkan "
            "setelah musim angin barat."
        ),
        "Kepala Dinas Kominfo setempat menjelaskan bahwa tiga stasiun pendaratan akan dibangun di pesisir timur.",
        (
            "Setiap stasiun mempekerjakan sedikitnya empat puluh teknisi yang direkrut dari sekolah "
            "kejuruan di sekitarnya."
        ),
        (
            "Para nelayan meminta jalur kabel tidak melintasi daerah tangkapan yang selama ini menjadi "
            "sumber penghasilan mereka."
        ),
        "Pemerintah berjanji membahas ganti rugi dalam pertemuan terbuka sebelum pekerjaan fisik berjalan.",
    ),
    "kampus": (
        (
            "Institut Teknologi Samudra membuka program magister kecerdasan buatan yang diajarkan "
            "bersama sebuah universitas di Nanjing."
        ),
        (
            "Mahasiswa menempuh dua semester di tanah air dan dua semester berikutnya di Tiongkok dengan "
            "biaya yang ditanggung yayasan."
        ),
        (
            "Rektor Damar Prakoso mengatakan kuota angkatan pertama dibatasi enam puluh orang supaya "
            "mutu pengajaran terjaga."
        ),
        "Seleksi menekankan kemampuan matematika dan pengalaman menulis perangkat lunak, bukan nilai rapor semata.",
        '"Kami mencari orang yang tekun, bukan yang sekadar pandai berbicara," ujar Damar dalam jumpa pers.',
        "Dosen tamu dari industri akan memimpin bengkel kerja tentang penerjemahan mesin untuk bahasa daerah.",
        "Hasil penelitian wajib diterbitkan secara terbuka dan data latihnya disimpan di server kampus.",
        "Sejumlah alumni menyambut baik rencana itu, walaupun mereka mempertanyakan kesiapan laboratorium komputasi.",
        "Kampus mengaku telah memesan perangkat baru yang diperkirakan tiba sebelum perkuliahan dimulai.",
    ),
    "pelabuhan": (
        (
            "The port of Tanjung Melati will test driverless trucks from a Chinese supplier before the "
            "end of the year, its operator said."
        ),
        (
            "Twelve vehicles will carry containers between the quay and a yard three kilometres inland, "
            "always followed by a safety car."
        ),
        "Harbour master Yusuf Latief told reporters that nobody would lose a job while the trial lasts.",
        '"We are short of two hundred drivers every single night," he said, pointing at a queue of idle ships.',
        "Unions remain unconvinced and have asked the ministry for a written guarantee on future shifts.",
        (
            "The supplier declined to disclose the price, but people familiar with the talks put it near "
            "nine million dollars."
        ),
        "A similar system has been running in southern China for four years and moves half of all boxes there.",
        "Engineers expect heavy rain to be the hardest problem, because water confuses the laser sensors.",
        "Results of the trial will be published in spring, and a decision on a larger fleet follows in summer.",
    ),
    "dompet": (
        (
            "Bank sentral mencatat transaksi dompet digital lintas batas naik hampir dua kali lipat "
            "sepanjang triwulan kedua."
        ),
        "Kenaikan terbesar datang dari wisatawan yang memindai kode pembayaran di warung makan dan toko oleh-oleh.",
        (
            "Deputi gubernur bank sentral Laksmi Hendarto menilai kebiasaan itu akan menetap karena "
            "biayanya jauh lebih murah."
        ),
        "Biaya tukar yang semula tiga persen kini tinggal setengah persen untuk setiap transaksi.",
        "Pedagang kecil menerima uangnya pada hari yang sama tanpa perlu membuka rekening valuta asing.",
        (
            '"Dulu saya menolak uang asing, sekarang saya tinggal menempel stiker," tutur seorang '
            "pemilik warung di Sanur."
        ),
        "Meski begitu, bank sentral mengingatkan risiko penipuan dengan stiker palsu yang menumpuk stiker asli.",
        "Pengawas pasar diminta memeriksa kode di setiap kios sedikitnya seminggu sekali.",
        "Kerja sama serupa dengan dua negara lain sedang dirundingkan dan ditargetkan rampung tahun depan.",
    ),
    "sawit": (
        (
            "Koperasi petani di Kabupaten Rimba Jaya mulai memakai kamera udara untuk menghitung tandan "
            "sawit yang siap panen."
        ),
        "Alat itu dipinjamkan perusahaan rintisan dari Shenzhen selama satu musim tanpa uang muka.",
        "Ketua koperasi Burhan Siregar mengatakan perkiraan panen kini meleset kurang dari lima persen.",
        "Sebelumnya para mandor menaksir dengan mata telanjang sehingga truk sering datang terlalu cepat.",
        "Pemetaan juga memperlihatkan pohon yang sakit beberapa minggu sebelum daunnya menguning.",
        '"Kami menyelamatkan tiga ratus batang dari jamur pangkal," kata Burhan sambil menunjukkan peta di ponselnya.',
        "Pendamping lapangan mengajari anak muda desa menerbangkan pesawat kecil itu setiap Sabtu.",
        "Dinas perkebunan berharap data serupa dapat dipakai untuk membuktikan bahwa kebun tidak merambah hutan.",
    ),
    "rumah sakit": (
        (
            "Rumah sakit umum di Kota Sekar Langit memakai perangkat lunak pembaca rontgen untuk "
            "menyaring pasien tuberkulosis."
        ),
        "Sistem menandai gambar yang mencurigakan dalam hitungan detik lalu menyerahkannya kepada dokter radiologi.",
        "Direktur rumah sakit Inggit Paramitha menegaskan keputusan akhir tetap berada di tangan dokter.",
        "Selama uji coba empat bulan, waktu tunggu hasil turun dari tiga hari menjadi enam jam.",
        "Perangkat itu dikembangkan bersama oleh peneliti dalam negeri dan sebuah laboratorium di Hangzhou.",
        "Data pasien disamarkan sebelum dikirim dan server penyimpannya berada di dalam negeri.",
        '"Yang kami beli adalah waktu, dan waktu menyelamatkan nyawa," ucap Inggit.',
        "Organisasi dokter setempat meminta pengujian mandiri sebelum alat tersebut dipakai di daerah lain.",
    ),
    "芯片": (
        "南洋科技园昨日与苏州一家企业签署协议，双方将在园区内共同建设芯片封装测试中心。",
        "园区负责人陈立群介绍，项目一期占地十二公顷，预计两年后投产，届时可提供八百个工作岗位。",
        "企业方面表示，首批设备已经完成采购，将于明年春天分三批运抵港口。",
        "当地职业学校同时开设相关课程，毕业生经过考核后可以直接进入生产线实习。",
        "周边居民关心用水问题，园区承诺循环使用九成以上的工业用水，并每季度公布监测结果。",
        "有分析人士认为，该项目有助于完善本地区的产业链，但人才培养仍然需要时间。",
    ),
}

LEADS = {
    "芯片": "记者从南洋科技园获悉，一座新的封装测试中心即将在这里动工。",
    "pelabuhan": "Robots may soon haul containers at one of the busiest harbours in the archipelago.",
}
LEAD = "Sebuah langkah baru diambil pekan ini, dan banyak pihak menanti bagaimana kelanjutannya di lapangan."
ADDED = {
    "芯片": "此前，该园区已经吸引了三十多家科技企业入驻，去年总产值增长了百分之十五。",
    "pelabuhan": "Shares of the operator rose two percent in morning trade after the announcement was published.",
}
ADDITION = (
    "Redaksi masih berupaya meminta tanggapan dari kementerian terkait mengenai hal ini. "
    "Hingga berita diturunkan, pesan yang dikirim belum dibalas."
)
FOLLOW_UPS = {
    "kabel": "Nelayan Arunika berunjuk rasa di depan kantor gubernur pada Kamis, menolak jalur kabel "
    "yang baru diumumkan. "
    "Mereka membentangkan jaring di jalan raya dan menuntut peta jalur dibuka kepada umum. "
    "Polisi menjaga aksi yang berlangsung damai hingga sore itu. "
    "Gubernur menerima lima wakil nelayan dan berjanji menunda survei selama dua pekan. ",
    "kampus": "Sebanyak 1.900 orang mendaftar pada hari pertama pembukaan program magister "
    "kecerdasan buatan di Institut Teknologi Samudra. "
    "Panitia terpaksa menambah server karena laman pendaftaran sempat tidak dapat dibuka. "
    "Ujian tertulis digelar di lima kota mulai pekan depan. ",
    "pelabuhan": "A driverless truck scraped a lamp post on the first night of the trial at Tanjung "
    "Melati, the operator admitted on Tuesday. "
    "Nobody was hurt and the vehicle returned to service after an hour. "
    "The union called the accident a warning and repeated its demand for talks. ",
    "dompet": "Polisi menangkap dua orang yang diduga menempelkan stiker pembayaran palsu di pasar Sanur. "
    "Kerugian pedagang ditaksir Rp 80 juta dalam sepuluh hari terakhir. "
    "Penyidik menyita seribu lembar stiker dan sebuah mesin cetak. ",
    "sawit": "Pemerintah kabupaten membeli sepuluh kamera udara setelah melihat hasil yang dicapai koperasi petani. "
    "Bupati mengatakan pelatihan operator dibiayai anggaran daerah. "
    "Alat pertama akan terbang di tiga kecamatan pada awal bulan. ",
    "rumah sakit": "Ikatan dokter mengumumkan hasil uji mandiri perangkat pembaca rontgen yang "
    "dipakai di Kota Sekar Langit. "
    "Ketelitian alat dinilai baik pada orang dewasa, tetapi lemah pada anak. "
    "Pembuatnya diberi waktu tiga bulan untuk memperbaiki. ",
    "芯片": "南洋科技园封装测试中心今日正式破土动工，数百名嘉宾出席仪式。市长在致辞中表示，地方政府将简化审批手续，"
    "并为引进的工程师提供住房补贴。当天还有四家配套企业宣布跟进投资。",
}
