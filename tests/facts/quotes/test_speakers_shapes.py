"""Rarer shapes of attribution: after the quotation in a sentence of its own, inside commas, by a bare office."""

import pytest

from tests.facts.quotes.conftest import check_speakers

CASES = [
    (
        "id",
        ["“Semua izin sudah kami kantongi sejak awal tahun.” Begitu kata Bagas Prakoso ketika ditemui di Jakarta."],
        ["direct|B|Semua izin"],
    ),
    (
        "id",
        ["“Semua izin sudah kami kantongi sejak awal tahun.” Demikian disampaikan Bagas Prakoso di Jakarta, Rabu."],
        ["direct|B|Semua izin"],
    ),
    (
        "id",
        [
            "Hal tersebut diungkapkan Ratna Wulandari dalam rapat di Jakarta.",
            "“Kita kekurangan tenaga dokter di pulau-pulau kecil,” ungkapnya.",
        ],
        ["direct|R|Kita kekurangan"],
    ),
    (
        "id",
        ["Bagas menulis surat terbuka. Begini katanya: “Saya mundur demi kebaikan bersama.”"],
        ["direct|B|Saya mundur"],
    ),
    ("id", ["Rudi, sopir truk: “Sudah tiga hari kami antre solar.”"], ["direct|H|Sudah tiga"]),
    ("id", ["Ratna meresmikan pasar.", "“Ini untuk rakyat,” ucap dia lagi."], ["direct|R|Ini untuk"]),
    ("id", ["Ratna meresmikan pasar.", "“Ini untuk rakyat kecil,” kata ia."], ["direct|R|Ini untuk"]),
    ("id", ["Ratna meresmikan pasar.", "“Ini untuk rakyat kecil,” tutur beliau."], ["direct|R|Ini untuk"]),
    ("id", ["“Ini untuk rakyat kecil.” kata Ratna."], ["direct|R|Ini untuk"]),
    ("id", ["“Ini untuk rakyat kecil” kata Ratna."], ["direct|R|Ini untuk"]),
    ("id", ['"Dia bilang "jangan takut" kepada kami semua," kata Rudi.'], ["direct|H|Dia bilang"]),
    (
        "id",
        ["“Semua layanan sudah pulih pada pukul 10.00,” tulis Nusadata di laman resminya."],
        ["direct|ORG:nusadata|Semua layanan"],
    ),
    (
        "id",
        ["“Kami menyesalkan kejadian ini,” demikian pernyataan Nusadata, Senin."],
        ["direct|ORG:nusadata|Kami menyesalkan"],
    ),
    ("id", ["“Dilarang membuang sampah di sini,” demikian bunyi papan di depan gang."], []),
    (
        "id",
        ["Massa membawa spanduk bertuliskan “Tolak Harga Baru” dan “Rakyat Sudah Terlalu Lama Menderita”."],
        [],
    ),
    ("id", ["Yang disebut “dana abadi” itu, menurut Bagas, hanya “akal-akalan”."], ["indirect|B|Yang disebut"]),
    (
        "id",
        ["“Keputusan sudah dibuat minggu lalu,” ujar sumber yang mengetahui pembahasan tersebut."],
        ["direct|-|Keputusan sudah"],
    ),
    ("id", ["Para analis memperkirakan harga nikel akan turun hingga akhir tahun."], ["indirect|-|harga nikel"]),
    (
        "id",
        [
            "Presiden Bagas Prakoso memimpin rapat kabinet.",
            "Presiden meminta semua menteri mempercepat belanja.",
            "“Jangan ada uang yang mengendap,” tegas Presiden.",
        ],
        ["indirect|B|semua menteri", "direct|B|Jangan ada"],
    ),
    (
        "id",
        ["Polisi menangkap Rudi Hartawan di rumahnya. Pria itu mengaku mencuri untuk membayar utang."],
        ["indirect|H|mencuri untuk"],
    ),
    (
        "ms",
        ["Aminah Yusof menjawab soalan di Dewan Rakyat.", "Jelas beliau, kerajaan tidak bercadang menaikkan cukai."],
        ["indirect|A|kerajaan tidak"],
    ),
    (
        "ms",
        ["Aminah Yusof hadir di Jakarta. Katanya, perbincangan itu berjalan lancar."],
        ["indirect|A|perbincangan itu"],
    ),
    (
        "ms",
        ["“Kita akan teliti dahulu,” kata Aminah.", "Tambahnya, laporan itu siap hujung bulan ini."],
        ["direct|A|Kita akan", "indirect|A|laporan itu"],
    ),
    (
        "ms",
        [
            "Perdana Menteri Aminah Yusof tiba di Jakarta.",
            "Perdana Menteri berkata lawatan itu penting bagi kedua-dua negara.",
        ],
        ["indirect|A|lawatan itu"],
    ),
    (
        "en",
        ["The ministry declined to comment. Its spokesman said an inquiry was under way."],
        ["indirect|-|an inquiry"],
    ),
    ("en", ["“Rates will stay high,” said Chen Yulan of Bank Lontar."], ["direct|C|Rates will"]),
    ("en", ["“I never signed it,” Bagas later said."], ["direct|B|I never"]),
    ("en", ["Bagas Prakoso replied: “I never signed it.”"], ["direct|B|I never"]),
    ("en", ["“She told me ‘never again’ and left,” said Rudi Hartawan."], ["direct|H|She told"]),
    ("en", ["“I never signed that paper, said Bagas on Monday."], ["direct|B|I never"]),
    (
        "en",
        ["The bridge will open in June, Ratna Wulandari told a news conference on Monday."],
        ["indirect|R|The bridge"],
    ),
    ("en", ["Protesters held signs reading “No More Empty Promises From You”."], []),
    ("en", ["“It is done” — that is how Ratna put it."], []),
    ("en", ["The problem, Ratna says, is that nobody wants to pay."], ["indirect|R|The problem"]),
    (
        "en",
        ["Prime Minister Bagas Prakoso met the unions.", "“We listened,” the prime minister said."],
        ["direct|B|We listened"],
    ),
]


@pytest.mark.parametrize("language, paragraphs, expected", CASES)
def test_the_speaker_is_found(language, paragraphs, expected):
    check_speakers(paragraphs, expected, language)
