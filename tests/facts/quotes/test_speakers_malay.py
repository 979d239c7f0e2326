"""Who speaks in Malay texts."""

import pytest

from tests.facts.quotes.conftest import check_speakers

CASES = [
    (
        [
            "Pengerusi Nusadata Aminah Yusof merasmikan kilang itu.",
            "“Kilang ini akan beroperasi pada bulan Mac,” katanya kepada pemberita.",
        ],
        ["direct|A|Kilang ini"],
    ),
    (
        ["Aminah Yusof hadir di majlis itu.", "Beliau berkata, kerajaan akan menambah peruntukan pada tahun depan."],
        ["indirect|A|kerajaan akan"],
    ),
    (
        ["Aminah Yusof hadir di majlis itu.", '"Peruntukan ini mencukupi untuk semua sekolah," kata beliau lagi.'],
        ["direct|A|Peruntukan ini"],
    ),
    (
        ["Aminah Yusof hadir di majlis itu.", "Menurut beliau, peruntukan itu mencukupi untuk semua sekolah."],
        ["indirect|A|peruntukan itu"],
    ),
    (
        ["Aminah Yusof menafikan dakwaan itu.", "“Tiada sebarang kontrak ditandatangani,” jelasnya."],
        ["direct|A|Tiada sebarang"],
    ),
    (
        ["Menteri Pengangkutan Aminah Yusof melawat Ipoh.", "“Projek itu siap tahun hadapan,” ujar menteri itu."],
        ["direct|A|Projek itu"],
    ),
    (
        ["Datuk Aminah Yusof melawat Kedah.", "“Bekalan air akan pulih esok,” katanya ketika ditemui pemberita."],
        ["direct|A|Bekalan air"],
    ),
    (["Aminah Yusof memberitahu bahawa siasatan masih dijalankan."], ["indirect|A|siasatan masih"]),
    (["Aminah hadir di Kedah.", "“Kita mesti berjimat cermat,” ujar beliau."], ["direct|A|Kita mesti"]),
    (["Dalam satu kenyataan, Aminah Yusof berkata pihaknya akan membuat laporan polis."], ["indirect|A|pihaknya akan"]),
    (["“Kami belum menerima sebarang laporan,” katanya dipetik Bernama."], ["direct|-|Kami belum"]),
    (["Sementara itu, Aminah menegaskan bahawa subsidi tidak akan dihapuskan."], ["indirect|A|subsidi tidak"]),
    (["Aminah mendakwa kontrak itu diberi tanpa tender."], ["indirect|A|kontrak itu"]),
    (
        ["Aminah Yusof, yang juga pengerusi lembaga itu, berkata keputusan akan diumumkan minggu depan."],
        ["indirect|A|keputusan akan"],
    ),
    (["“Kita tunggu laporan penuh,” kata Aminah Yusof pada sidang media di sini hari ini."], ["direct|A|Kita tunggu"]),
    (["Mengikut Aminah, kos projek itu meningkat dua kali ganda."], ["indirect|A|kos projek"]),
    (
        ["Aminah Yusof melawat mangsa banjir.", "Beliau turut meminta penduduk mematuhi arahan pihak berkuasa."],
        ["indirect|A|penduduk mematuhi"],
    ),
    (["Aminah menolak tuduhan itu.", "“Ini fitnah semata-mata,” tegas beliau."], ["direct|A|Ini fitnah"]),
    (
        ["Ahli Parlimen Kedah Aminah Yusof mempersoalkan kelewatan itu.", "“Rakyat sudah lama menunggu,” katanya."],
        ["direct|A|Rakyat sudah"],
    ),
    (["Terdahulu, Aminah memberitahu pihaknya menerima 40 aduan setiap minggu."], ["indirect|A|pihaknya menerima"]),
    (
        [
            "Dalam pada itu, Rudi Hartawan berkata mangsa akan dipindahkan malam ini.",
            "“Semua pusat sudah dibuka,” ujarnya.",
        ],
        ["indirect|H|mangsa akan", "direct|H|Semua pusat"],
    ),
    (
        ["Aminah Yusof menutup seminar itu. Beliau berharap kerjasama ini dapat diteruskan."],
        ["indirect|A|kerjasama ini"],
    ),
]


@pytest.mark.parametrize("paragraphs, expected", CASES)
def test_the_speaker_is_found(paragraphs, expected):
    check_speakers(paragraphs, expected, "ms")
