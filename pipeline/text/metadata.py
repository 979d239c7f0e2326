"""Who published, wrote, edited and supplied an article: outlets, agencies, people's names and headlines as written.

Values only: which line or field a value is taken from is decided by the cleaner's rules and the page reader.
"""

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from pipeline import lexicons
from pipeline.text.clean_draft import HAN, key
from pipeline.text.dates import find_moment

_DOMAIN_LIKE = re.compile(
    r"^[\w-]{2,30}(?:\.[\w-]{2,30}){0,2}\.(?:com|co\.id|id|net|org|co|tv|news|my|sg|cn|go\.id|or\.id|asia|info)$",
    re.IGNORECASE,
)
_NAME_TOKEN = re.compile(r"^(?:[A-ZÀ-ÞĀ-Ž][\w.'’-]*|[a-z]\.|van|von|de|da|bin|binti|al|el|dan|and|&|[Tt]im)$")
_TITLE_CUT = re.compile(r"\s+[-–—|·»:]\s+|\s*[|｜–—_]\s*|(?<=[\u3400-\u9fff])-(?=[\u3400-\u9fff])")
_PAGE = re.compile(r"\s*[-–—|,(]?\s*(?:Halaman|halaman|Hal\.|Page)\s(?:all|\d{1,2})\)?$")
_SITE_LEAD = re.compile(r"^([\w-]{2,20}\.(?:com|co\.id|id|net|co))\s?(?::|-|\||–|—)\s+", re.IGNORECASE)
_ROLE_PREFIX = re.compile(
    r"^(?:(?:(?:written|reported|ditulis|dilaporkan)\s)?(?:by|oleh)|penulis|pewarta|reporter|editor|wartawan|redaktur|author"
    r"|jurnalis|kontributor)(?:\s*:\s*|\s+)",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"^(?:PT|CV)\b\.?\s|\b(?:Tbk|Inc|Ltd|Sdn Bhd|Design|Admin|Administrator"
    r"|News ?Desk|Newsroom|Agencies|Redaksi)\b",
    re.IGNORECASE,
)
_AT_PLACE = re.compile(r"(?<=\w)\s(?:in|di|from|dari)\s[A-Z].*$")
_GLUE = re.compile(r"\s*[,/&]\s*|\s+(?:dan|and)\s+")
_SHORTEST, _SHORTEST_HAN = 10, 5  # characters of a headline before a site's suffix
_TRAILING = re.compile(r"[\s,;|/–—·:-]+$")


@dataclass(frozen=True, slots=True)
class Credits:
    """Writers, editor and agency that credits name, as written; None where no credit does."""

    byline: str | None = None
    editor: str | None = None
    agency: str | None = None


@cache
def outlets() -> dict[str, str]:
    """Outlet names by every way they write themselves, in lower case; domains too."""
    found: dict[str, str] = {}
    for row in lexicons.table("outlets.csv"):
        for alias in (row["name"], row["domain"], *row["aliases"].split("|")):
            if alias:
                found.setdefault(alias.casefold(), row["name"])
    return found


@cache
def agencies() -> dict[str, str]:
    """Agency names by every way credits write them, in lower case."""
    found: dict[str, str] = {}
    for row in lexicons.table("agencies.csv"):
        for alias in (row["name"], *row["aliases"].split("|")):
            if alias:
                found.setdefault(alias.strip().casefold(), row["name"])
    return found


def find_agency(credit: str | None) -> str | None:
    """Canonical agency of a credit ("Antara", "ANTARA/Xinhua", "Reuters, AFP"): the first one known, else None."""
    text = (credit or "").strip(" .()[]-–—*\"'“”").casefold()
    if not text or len(text) > 60:
        return None
    known = agencies()
    if text in known:
        return known[text]
    for part in re.split(r"[/,;&|-]| dan | and ", text):
        if part.strip() in known:
            return known[part.strip()]
    first = (credit or "").strip(" (").split(" ")[0]
    if first.isupper() and len(first) >= 3 and len(text.split()) == 2 and not find_outlet(credit):
        return known.get(first.casefold())  # a regional desk: "ANTARA Sumbar"
    return None


def agency_among(credit: str | None) -> str | None:
    """Agency among names of writers ("Rina Wati; ANTARA", "Associated Press"): a name of its own, not part of one."""
    names = re.split(r"\s*[;|,]\s*|\s+-\s+", credit or "")
    return next((known for name in names if (known := agencies().get(name.strip(" .()").casefold()))), None)


def agency_in_byline(line: str) -> str | None:
    """Agency that stands in a byline in place of a writer ("Oleh Bernama", "By AFP")."""
    return agency_among(_ROLE_PREFIX.sub("", line)) if len(line) <= 80 else None


def find_outlet(name: str | None) -> str | None:
    """Outlet of a name, alias or domain-like word ("KOMPAS.com" gives "Kompas.com"); None when it is neither."""
    text = (name or "").strip(" .,:()").casefold()
    if not text:
        return None
    known = outlets().get(text)
    if known:
        return known
    return (name or "").strip(" .,:()") if _DOMAIN_LIKE.match(text) else None


def outlet_in_credit(text: str) -> str | None:
    """Outlet, not an agency, that a dateline, byline or title's suffix names ("JAKARTA, KOMPAS.com –")."""
    parts = re.split(r"\s*[,;:|()_]\s*|\s+[-–—]+\s*|\s*[–—]|(?<=[a-z])\s(?=[A-Z]{3})", text[:160])
    for part in (piece for whole in parts if whole for piece in (whole, *_outlet_words(whole))):
        if not find_agency(part) and (outlet := find_outlet(part)):
            return outlet
    return None


def _outlet_words(part: str) -> list[str]:
    """Words of a part that look like an outlet's domain ("VIVA.co.id JAKARTA", "Laporan Wartawan Tribunnews.com")."""
    return [word for word in part.split() if _DOMAIN_LIKE.match(word)]


def outlet_of_url(url: str | None) -> str | None:
    """Outlet that a URL's host (or a parent domain of it) belongs to by outlets.csv, else None. Never raises."""
    try:
        host = (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return None
    known = outlets()
    parts = host.split(".")
    return next((known[domain] for i in range(len(parts) - 1) if (domain := ".".join(parts[i:])) in known), None)


@cache
def _zones() -> dict[str, str]:
    """Time zones by domain of a country."""
    return {row["domain"]: row["zone"] for row in lexicons.table("outlets_zones.csv")}


def zone_of_url(url: str | None) -> str | None:
    """Time zone (IANA name) of the country whose domain a URL's host is under; None for others. Never raises."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    return _zones().get(host.rpartition(".")[2])


def is_person_name(text: str) -> bool:
    """Whether a text could be one or several people's names: a few capitalised words, no outlet, no digits."""
    words = text.replace(",", " ").replace("/", " ").split()
    if not 1 <= len(words) <= 10 or len(text) > 80 or any(character.isdigit() for character in text):
        return False
    if key(text) in {key(name) for name in (find_outlet(text), find_agency(text)) if name} or find_outlet(text):
        return False
    return all(_NAME_TOKEN.match(word) for word in words) and any(word[0].isupper() for word in words)


@cache
def _not_authors() -> re.Pattern[str]:
    """Pattern of what stands in place of a writer without being one; a `*` of the lexicon stands for any words."""
    terms = [" ".join(re.findall(r"\w+|\*", term.casefold())) for term in lexicons.terms("cleaning_not_authors.txt")]
    return re.compile("|".join(re.escape(term).replace(r"\*", ".*") for term in terms))


def is_no_person(name: str) -> bool:
    """Whether a writer's name is a desk, a job or the outlet's staff ("Tim Redaksi", "Transport Correspondent")."""
    return _not_authors().fullmatch(key(name)) is not None


def clean_person(text: str | None, outlet: str | None = None) -> str | None:
    """Author or editor as stated, without role words, outlets and handles; None when nothing of a person is left."""
    parts = re.split(r"\s*[;|]\s*|\s+-\s+", (text or "").strip())
    kept: list[str] = []
    for part in parts:
        name = _TRAILING.sub("", _ROLE_PREFIX.sub("", part.strip())).strip(" .@\"'")
        if not name or len(name) > 120 or "http" in name or "@" in name:
            continue
        name = _persons_of(name, outlet)
        if name and key(name) not in map(key, kept):
            kept.append(name)
    return "; ".join(kept) or None


def _persons_of(names: str, outlet: str | None) -> str:
    """Names joined by commas, slashes or "dan" without those that are outlets, agencies, desks or jobs."""
    pieces = [_AT_PLACE.sub("", piece) for piece in _GLUE.split(names)]
    glue = [*(match.group() for match in _GLUE.finditer(names)), ""]
    towns = _towns()
    wrong = [
        _is_other(piece, outlet) or is_no_person(piece) or (number > 0 and piece.casefold() in towns)
        for number, piece in enumerate(pieces)
    ]
    if all(wrong) or ((find_outlet(names) or len(pieces) == 1) and _is_other(names, outlet)):
        return ""
    kept = "".join(piece + joint for piece, joint, is_wrong in zip(pieces, glue, wrong, strict=True) if not is_wrong)
    return _TRAILING.sub("", re.sub(r"(?:\s*[,/&]\s*|\s+(?:dan|and)\s+)$", "", kept))


@cache
def _towns() -> frozenset[str]:
    return frozenset(term.casefold() for term in lexicons.terms("cleaning_places.txt"))


def _is_other(name: str, outlet: str | None) -> bool:
    return bool(
        _COMPANY.search(name) or find_outlet(name) or find_agency(name)
        or (outlet and key(name) == key(outlet))
    )  # fmt: skip


def split_title(title: str, outlet: str | None = None) -> tuple[str, str]:
    """A headline and the site's suffix on it ("Judul", " - Kompas.com"), which may hold a date and several outlets.

    Only a part that is the outlet, a known outlet, a domain or a date counts as suffix; "… - Gubernur" stays.
    """
    lead = _SITE_LEAD.match(title)
    if lead and find_outlet(lead.group(1)):
        title = title[lead.end() :]
    cuts = list(_TITLE_CUT.finditer(title))
    end = len(title)
    for cut in reversed(cuts):
        part = title[cut.end() : end].strip()
        moment = find_moment(part)
        is_date = moment is not None and not (part[: moment.start] + part[moment.end :]).strip(" .,-–|")
        is_site = bool(find_outlet(part) or find_outlet(_sectioned(part)) or (outlet and key(part) == key(outlet)))
        if not (is_site or is_date) or cut.start() < (_SHORTEST_HAN if HAN.match(title) else _SHORTEST):
            break
        end = cut.start()
    page = _PAGE.search(title, 0, end)
    end = page.start() if page and page.start() >= 10 else end
    return title[:end].rstrip(), title[end:]


def _sectioned(part: str) -> str:
    """The domain before a section's name ("Kompas.com Regional"), else nothing."""
    words = part.split()
    return words[0] if 2 <= len(words) <= 3 and "." in words[0] else ""
