"""The lexicons that figures are read with, gathered by language once per process. No reading of text."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pipeline.facts.figures.tokens import split_tokens
from pipeline.lexicons import table, terms

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A word with a numeric meaning; see figures_numbers.id.csv for the kinds."""

    kind: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number is multiplied into: `kind` is money, percent, person, times, duration or measure.

    `exact` is the only writing that counts; `place` says where the word is a unit at all (figures_units.csv, "case").
    """

    symbol: str | None
    kind: str
    factor: Decimal
    words: Phrase
    exact: str = ""
    place: str = ""

    def labels_year(self, following: str) -> bool:
        """In "Nomor 9 Tahun 2023" the word names the year after it."""
        return self.symbol == "year" and len(following) == 4 and following[:2] in ("19", "20") and following.isdigit()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists of one language; phrase tables go from a first (or last) word to the longest phrase first."""

    language: str
    numbers: dict[str, NumberWord]
    abbreviations: dict[str, NumberWord]
    ordinals: dict[str, int]
    units: dict[str, tuple[Unit, ...]]
    units_before: dict[str, Unit]
    currencies_before: dict[str, tuple[Unit, ...]]
    currencies_after: dict[str, tuple[Unit, ...]]
    per: frozenset[str]
    single: dict[str, Unit]
    months: dict[str, tuple[int, str]]
    weekdays: dict[str, tuple[int, str]]
    spans: dict[str, int]
    roles: dict[str, tuple[Phrase, ...]]
    cues: dict[str, frozenset[str]]
    sentence_cues: dict[str, tuple[tuple[Phrase, str], ...]]
    idioms: dict[str, tuple[tuple[int, Phrase], ...]]
    comparators_before: dict[str, tuple[tuple[Phrase, str], ...]]
    comparators_after: dict[str, tuple[tuple[Phrase, str], ...]]
    fillers: frozenset[str]
    modality: dict[str, tuple[tuple[Phrase, str], ...]]
    may: frozenset[str]
    weak: frozenset[str]
    function_words: frozenset[str]
    heads: frozenset[str]
    triggers: frozenset[str]

    def has(self, role: str, word: str) -> bool:
        """Whether `word` is listed under `role` in the cue file."""
        return word in self.cues.get(role, _NONE)


_NONE: frozenset[str] = frozenset()
# Kinds of number words that begin no number; in English they may, after an article ("a third of", "a million").
_NEVER_FIRST = {"id": ("teen", "times", "part", "scale"), "ms": ("teen", "times", "part", "scale"), "en": ("teen",)}
_SENTENCE_ROLES = (
    "period_year",
    "period_last",
    "period_next",
    "period_now",
    "respectively",
    "carry",
    "carry_span",
    "carry_opens",
)


def _by_word(pairs: Iterable[tuple[Phrase, str]], position: int) -> dict[str, tuple[tuple[Phrase, str], ...]]:
    grouped: dict[str, list[tuple[Phrase, str]]] = {}
    for phrase, value in pairs:
        grouped.setdefault(phrase[position], []).append((phrase, value))
    return {word: tuple(sorted(found, key=lambda p: -len(p[0]))) for word, found in grouped.items()}


def _units_by_word(units: Iterable[Unit], position: int) -> dict[str, tuple[Unit, ...]]:
    grouped: dict[str, list[Unit]] = {}
    for unit in units:
        grouped.setdefault(unit.words[position], []).append(unit)
    return {word: tuple(sorted(found, key=lambda u: -len(u.words))) for word, found in grouped.items()}


def _currencies(position: str, language: str) -> list[Unit]:
    rows = table("figures_currencies.csv")
    return [
        Unit(row["code"] or None, "money", Decimal(row.get("factor") or 1), tuple(split_tokens(row["term"])))
        for row in rows
        if row["position"] in (position, "both") and row.get("language", "") in ("", language)
    ]


def _units(language: str) -> tuple[list[Unit], dict[str, Unit]]:
    """Units that follow a number, and those that stand before it ("magnitudo 5,6")."""
    after, before = [], {}
    for row in table("figures_units.csv"):
        if row["case"] in ("id", "ms", "en") and row["case"] != language:
            continue
        exact = row["term"] if row["case"] == "exact" else ""
        place = row["case"] if row["case"] in ("glued", "last") else ""
        symbol, factor = row["unit"] or None, Decimal(row["factor"])
        unit = Unit(symbol, row["kind"], factor, tuple(split_tokens(row["term"])), exact, place)
        if row["case"] == "before":
            before[row["term"].lower()] = unit
        else:
            after.append(unit)
    return after, before


def _number_words(language: str) -> tuple[dict[str, NumberWord], dict[str, NumberWord]]:
    numbers: dict[str, NumberWord] = {}
    abbreviations: dict[str, NumberWord] = {}
    for row in table(f"figures_numbers.{language}.csv"):
        entry = NumberWord(row["kind"], Decimal(row["low"]), Decimal(row["high"]))
        (abbreviations if entry.kind == "abbreviation" else numbers)[row["word"]] = entry
    return numbers, abbreviations


def _idioms(language: str) -> dict[str, tuple[tuple[int, Phrase], ...]]:
    """From each word of an idiom to its places: a number word found there is no number."""
    grouped: dict[str, list[tuple[int, Phrase]]] = {}
    for term in terms(f"figures_idioms.{language}.txt"):
        phrase = tuple(split_tokens(term))
        for offset, word in enumerate(phrase):
            grouped.setdefault(word, []).append((offset, phrase))
    return {word: tuple(found) for word, found in grouped.items()}


def _roles(language: str) -> tuple[dict[str, tuple[Phrase, ...]], dict[str, frozenset[str]]]:
    """The phrases of each role, longest first, and its single words."""
    phrases: dict[str, set[Phrase]] = {}
    for row in table(f"figures_cues.{language}.csv"):
        phrases.setdefault(row["role"], set()).add(tuple(split_tokens(row["term"])))
    words = {role: frozenset(p[0] for p in found if len(p) == 1) for role, found in phrases.items()}
    return {role: tuple(sorted(found, key=lambda p: (-len(p), p))) for role, found in phrases.items()}, words


def base_language(language: str | None) -> str:
    """The language whose files serve for `language`: id (also for unknown ones), ms, en or zh."""
    code = (language or "id").split("-")[0].lower()
    return code if code in ("id", "ms", "en", "zh") else "id"


@cache
def load_lexicon(language: str) -> Lexicon:
    """The lexicon of `language` ("id", "ms" or "en"); Malay shares the cue files of Indonesian."""
    cues = "en" if language == "en" else "id"
    numbers, abbreviations = _number_words(language)
    ordinals = {row["word"]: int(row["value"]) for row in table("figures_ordinals.csv") if row["language"] == language}
    local = "weak" if language == "en" else "full"
    months = {
        row["word"]: (int(row["month"]), local if row["form"] == "local" else row["form"])
        for row in table("figures_months.csv")
    }
    weekdays = {row["word"]: (int(row["day"]), row["form"]) for row in table("figures_weekdays.csv")}
    if language != "en":
        weekdays = {word: entry for word, entry in weekdays.items() if entry[1] != "english"}
    spans = {row["term"]: int(row["months"]) for row in table("figures_spans.csv")}
    if language != "ms":
        months.pop("mac", None)
        spans.pop("suku", None)
    single = {
        row["term"]: Unit(row["unit"], row["kind"], Decimal(row["value"]), (row["term"],))
        for row in table("figures_single.csv")
    }
    comparators = [(tuple(split_tokens(row["cue"])), row) for row in table(f"figures_comparators.{cues}.csv")]
    modality = [(tuple(split_tokens(row["term"])), row["role"]) for row in table(f"figures_modality.{cues}.csv")]
    roles, words = _roles(cues)
    units, units_before = _units(language)
    triggers = {word for word, entry in numbers.items() if entry.kind not in _NEVER_FIRST[language]}
    triggers |= set(months) | set(weekdays) | set(single) | set(spans) | set(ordinals)
    return Lexicon(
        language=language,
        numbers=numbers,
        abbreviations=abbreviations,
        ordinals=ordinals,
        units=_units_by_word(units, 0),
        units_before=units_before,
        currencies_before=_units_by_word(_currencies("before", language), -1),
        currencies_after=_units_by_word(_currencies("after", language), 0),
        per=frozenset(row["term"] for row in table("figures_units_per.csv")),
        single=single,
        months=months,
        weekdays=weekdays,
        spans=spans,
        roles=roles,
        cues=words,
        sentence_cues=_by_word(((p, role) for role in _SENTENCE_ROLES for p in roles.get(role, ())), 0),
        idioms=_idioms(cues),
        comparators_before=_by_word(((p, r["comparator"]) for p, r in comparators if r["position"] == "before"), -1),
        comparators_after=_by_word(((p, r["comparator"]) for p, r in comparators if r["position"] == "after"), 0),
        fillers=frozenset(p[0] for p, r in comparators if r["position"] == "filler"),
        modality=_by_word(((p, r) for p, r in modality if r not in ("may", "weak")), -1),
        may=frozenset(p[0] for p, r in modality if r == "may"),
        weak=frozenset(p[0] for p, r in modality if r == "weak"),
        function_words=frozenset(terms(f"figures_function_words.{cues}.txt")),
        heads=frozenset(terms(f"figures_heads.{cues}.txt")),
        triggers=frozenset(triggers),
    )
