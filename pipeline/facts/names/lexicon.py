"""Known names and name words: the lexicon files of places, organisations and persons, read once a process.

Only reading and look-up. Where a name may stand in a text is the scanner's business.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from typing import Literal

from babel import Locale

from pipeline import lexicons
from pipeline.facts.model import EntityType
from pipeline.facts.names.tokens import Token, has_han, words_of

AliasKind = Literal["full", "short", "acronym", "translation", "former", "user"]
PLACE_FILES = (
    "places_countries.csv",
    "places_regions.csv",
    "places_provinces.csv",
    "places_china.csv",
    "places_world.csv",
    "places.zh.csv",
)
ORGANISATION_FILES = (
    "organisations_government.csv", "organisations_parties.csv", "organisations_international.csv",
    "organisations_companies.csv", "organisations_media.csv", "organisations_universities.csv",
    "organisations.zh.csv",
    "organisations_agencies.csv", "organisations_clubs.csv", "organisations_indonesian_firms.csv",
    "organisations_world_firms.csv",
)  # fmt: skip
PERSON_FILES = ("persons_indonesia.csv", "persons_world.csv", "persons.zh.csv")
CLDR_LANGUAGES = ("id", "ms", "en", "zh")
CLDR_REGIONS = {"002": "Africa", "142": "Asia", "150": "Europe", "009": "Oceania", "035": "Southeast Asia"}
CLDR_SKIPPED = frozenset({"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO", "AC", "CP", "DG", "EA", "IC", "TA", "CQ"})
DIRECTIONS = {
    "Timur": "East", "Barat": "West", "Utara": "North", "Selatan": "South", "Tengah": "Central", "Pusat": "Central",
    "Tenggara": "Southeast",
}  # fmt: skip
_SPLIT = re.compile(r"\s*;\s*")
_AFFIXED = re.compile(
    r"(?:meng|meny|mem|men|ber|ter|di)[a-z]{4,}|(?:peng|peny|pem|pen|per|pe|ke)[a-z]{3,}an|[a-z]{3,}nya"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A form of a known name. `source` is the lexicon file, "" for a name that the article itself defines."""

    canonical: str
    entity_type: EntityType
    country: str | None
    kind: AliasKind
    source: str
    valid_from: date | None = None
    valid_to: date | None = None
    rank: int = 0


Index = dict[str, list[tuple[tuple[str, ...], list[Entry]]]]


@dataclass(slots=True)
class Forms:
    """Multi-word forms by their first word, the longest first."""

    index: Index = field(default_factory=dict)
    known: dict[tuple[str, ...], list[Entry]] = field(default_factory=dict)

    def add(self, words: tuple[str, ...], entry: Entry) -> None:
        """Add one form; a second entry of the same canonical name and form is ignored."""
        entries = self.known.get(words)
        if entries is None:
            entries = self.known[words] = []
            self.index.setdefault(words[0], []).append((words, entries))
        if not any(e.canonical == entry.canonical and e.valid_from == entry.valid_from for e in entries):
            entries.append(entry)

    def seal(self) -> None:
        """Put the longest forms of each first word in front."""
        for forms in self.index.values():
            forms.sort(key=lambda item: -len(item[0]))

    def match(self, tokens: Sequence[Token], at: int) -> tuple[int, list[Entry]] | None:
        """Number of tokens and entries of the longest form that begins at `at`."""
        forms = self.index.get(tokens[at].text)
        if forms is None:
            return None
        count = len(tokens)
        second = tokens[at + 1].text if at + 1 < count else ""
        for words, entries in forms:
            length = len(words)
            if length == 1:
                return 1, entries
            if words[1] != second or at + length > count:
                continue
            if length == 2 or all(tokens[at + k].text == words[k] for k in range(2, length)):
                return length, entries
        return None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the scanner looks up. `upper` holds the forms in capitals, `han` the forms in Han characters."""

    forms: Forms
    upper: Forms
    han: dict[str, list[Entry]]
    countries: frozenset[str]
    fields: Forms
    given: frozenset[str]
    common: frozenset[str]


def _day(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def _kind(form: str, canonical: str, entity_type: EntityType) -> AliasKind:
    if form == canonical:
        return "full"
    if has_han(form):
        return "translation"
    if entity_type == "PERSON":
        return "short" if " " not in form else "full"
    letters = form.replace(".", "").replace("-", "")
    if " " not in form and (letters.isupper() or (" " in canonical and entity_type == "ORG")):
        return "acronym"
    return "translation" if entity_type == "PLACE" else "full"


def _rows(names: Iterable[str], entity_type: EntityType) -> Iterable[tuple[str, Entry]]:
    for name in names:
        for row in lexicons.table(name):
            canonical, country = row["canonical"], row.get("country") or None
            since, until = _day(row.get("valid_from", "")), _day(row.get("valid_to", ""))
            forms = [form for form in _SPLIT.split(row["forms"]) if form]
            if not row.get("kind"):
                forms.append(canonical)
            forms += [
                form.replace(" Bidang ", " ", 1) for form in forms if form.startswith("Kementerian Koordinator Bidang")
            ]
            for form in forms:
                kind: AliasKind = row.get("kind") or _kind(form, canonical, entity_type)  # type: ignore[assignment]
                yield form, Entry(canonical, entity_type, country, kind, name, since, until)


def english_place(name: str) -> str:
    """Canonical name of an Indonesian place: a direction goes in front ("Halmahera Timur" is East Halmahera)."""
    if name.startswith("Kepulauan "):
        return f"{name.removeprefix('Kepulauan ')} Islands"
    head, _, last = name.rpartition(" ")
    return f"{DIRECTIONS[last]} {head}" if head and last in DIRECTIONS else name


def _regencies() -> Iterable[tuple[str, Entry]]:
    source = "places_regencies.id.txt"
    for name in lexicons.terms(source):
        canonical = english_place(name)
        kind: AliasKind = "full" if canonical == name else "translation"
        yield name, Entry(canonical, "PLACE", "ID", kind, source)


def _cldr(named: dict[str, str]) -> Iterable[tuple[str, Entry]]:
    """Territory names of CLDR in four languages; `named` gives our English short form of a country code."""
    english = Locale("en").territories
    for language in CLDR_LANGUAGES:
        for code, form in Locale(language).territories.items():
            canonical = CLDR_REGIONS.get(code) or named.get(code) or str(english.get(code, form))
            if code in CLDR_SKIPPED or (code.isdigit() and code not in CLDR_REGIONS) or len(code) > 3:
                continue
            short = re.sub(r"\s*[(（].*", "", form.replace("中国", "") if code in {"HK", "MO"} else form)
            short = re.sub(r"\s*(?:SAR China|SAR Tiongkok|特别行政区)$", "", short)
            if len(short) < 2 or not canonical:
                continue
            country = code if code.isalpha() else None
            canonical = re.sub(r"\s*\(.*", "", canonical)
            kind: AliasKind = "full" if short == canonical else "translation"
            yield short, Entry(canonical, "PLACE", country, kind, f"CLDR {language}")


def _all_forms() -> Iterable[tuple[str, Entry]]:
    countries = list(_rows(PLACE_FILES[:1], "PLACE"))
    yield from countries
    named = {entry.country: entry.canonical for _, entry in countries if entry.country}
    yield from _cldr(named)
    yield from _rows(PLACE_FILES[1:], "PLACE")
    yield from _regencies()
    yield from _rows(("places_cities.csv",), "PLACE")
    yield from _rows(ORGANISATION_FILES, "ORG")
    yield from _rows(PERSON_FILES, "PERSON")


def _ministry_fields(entries: Iterable[tuple[str, Entry]]) -> Forms:
    """What may follow "Menteri": the ministries' names without their head word."""
    fields = Forms()
    for form, entry in entries:
        head, _, rest = form.replace("Koordinator Bidang ", "Koordinator ").partition(" ")
        if head == "Kementerian" and rest and entry.entity_type == "ORG" and entry.country == "ID":
            fields.add(words_of(form.partition(" ")[2]), entry)
            fields.add(words_of(rest), entry)
    fields.seal()
    return fields


@cache
def lexicon() -> Lexicon:
    """The lexicon of this process."""
    entries = list(_all_forms())
    forms, upper = Forms(), Forms()
    han: dict[str, list[Entry]] = {}
    for form, entry in entries:
        if has_han(form):
            han.setdefault(form, []).append(entry)
            continue
        words = words_of(form)
        if not words:
            continue
        forms.add(words, entry)
        capitals = words_of(form.upper())
        if capitals != words and len(form) > 4 and entry.kind != "short":
            upper.add(capitals, entry)
    forms.seal()
    upper.seal()
    countries = frozenset(
        e.canonical for _, e in entries if e.source == "places_countries.csv" or e.source.startswith("CLDR")
    )
    return Lexicon(
        forms, upper, han, countries, _ministry_fields(entries),
        frozenset(lexicons.terms("given_names.txt")), frozenset(lexicons.terms("common_words.txt")),
    )  # fmt: skip


@cache
def phrases(name: str, column: str = "") -> Forms:
    """Terms of a `.txt` lexicon, or one column of a `.csv`, as forms to match; the entries carry no meaning."""
    rows = [row[column] for row in lexicons.table(name)] if column else list(lexicons.terms(name))
    forms = Forms()
    for row in rows:
        forms.add(words_of(row), Entry(row, "ORG", None, "full", name))
    forms.seal()
    return forms


@cache
def word_set(name: str) -> frozenset[str]:
    """Terms of a `.txt` lexicon as a set."""
    return frozenset(lexicons.terms(name))


@cache
def cues(kind: str) -> frozenset[str]:
    """Words of names_cues.csv of one kind."""
    return frozenset(row["cue"] for row in lexicons.table("names_cues.csv") if row["kind"] == kind)


@cache
def calendar() -> frozenset[str]:
    """Names of weekdays and months in Indonesian, Malay and English, capitalised."""
    found: set[str] = set()
    for language in ("id", "ms", "en"):
        locale = Locale(language)
        for width in ("wide", "abbreviated"):
            for names in (locale.days["format"][width], locale.months["format"][width]):
                found.update(str(name).strip(".").capitalize() for name in names.values())
    return frozenset(found | {"Ahad", "Minggu", "Sept"})


def is_common(word: str, vocabulary: frozenset[str] | set[str] = frozenset()) -> bool:
    """Whether a capitalised word is an ordinary word: listed, used in lower case in the article, or plainly affixed."""
    return _is_ordinary(word) or word.lower() in vocabulary


@lru_cache(maxsize=65536)
def _is_ordinary(word: str) -> bool:
    low = word.lower()
    if low in lexicon().common:
        return True
    named = word in word_set("names_given_world.txt") or word in word_set("names_family_world.txt")
    return not named and _AFFIXED.fullmatch(low) is not None  # "Dimitrios" is no verb with "di-"
