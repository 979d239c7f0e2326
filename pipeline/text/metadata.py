"""Who published, wrote, edited and supplied an article: outlets, agencies, people's names and headlines as written.

Values only: which line or field a value is taken from is decided by the cleaner's rules and the page reader.
"""

import re
from functools import cache
from urllib.parse import urlsplit

from pipeline import lexicons
from pipeline.text.clean_draft import key
from pipeline.text.dates import find_moment

_DOMAIN_LIKE = re.compile(
    r"^[\w-]{2,30}(?:\.[\w-]{2,30}){0,2}\.(?:com|co\.id|id|net|org|co|tv|news|my|sg|cn|go\.id|or\.id|asia|info)$",
    re.IGNORECASE,
)
_NAME_TOKEN = re.compile(r"^(?:[A-ZÀ-ÞĀ-Ž][\w.'’-]*|[a-z]\.|van|von|de|da|bin|binti|al|el|dan|and|&|[Tt]im)$")
_TITLE_CUT = re.compile(r"\s+[-–—|·»:]\s+|\s*[|–—]\s*")
_PAGE = re.compile(r"\s*[-–—|,(]?\s*(?:Halaman|halaman|Hal\.|Page)\s(?:all|\d{1,2})\)?$")
_SITE_LEAD = re.compile(r"^([\w-]{2,20}\.(?:com|co\.id|id|net|co))\s?(?::|-|\||–|—)\s+", re.IGNORECASE)
_ROLE_PREFIX = re.compile(
    r"^(?:by|oleh|penulis|pewarta|reporter|editor|wartawan|redaktur|author)\s*:?\s+", re.IGNORECASE
)
_COMPANY = re.compile(
    r"^(?:PT|CV)\b\.?\s|\b(?:Tbk|Inc|Ltd|Sdn Bhd|Design|Admin|Administrator"
    r"|News ?Desk|Newsroom|Staff|Agencies|Redaksi)\b",
    re.IGNORECASE,
)
_TRAILING = re.compile(r"[\s,;|/–—·:-]+$")


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


def find_outlet(name: str | None) -> str | None:
    """Outlet of a name, alias or domain-like word ("KOMPAS.com" gives "Kompas.com"); None when it is neither."""
    text = (name or "").strip(" .,:()").casefold()
    if not text:
        return None
    known = outlets().get(text)
    if known:
        return known
    return (name or "").strip(" .,:()") if _DOMAIN_LIKE.match(text) else None


def outlet_of_url(url: str | None) -> str | None:
    """Outlet that a URL's host (or a parent domain of it) belongs to by outlets.csv, else None. Never raises."""
    try:
        host = (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return None
    known = outlets()
    parts = host.split(".")
    return next((known[domain] for i in range(len(parts) - 1) if (domain := ".".join(parts[i:])) in known), None)


def is_person_name(text: str) -> bool:
    """Whether a text could be one or several people's names: a few capitalised words, no outlet, no digits."""
    words = text.replace(",", " ").replace("/", " ").split()
    if not 1 <= len(words) <= 10 or len(text) > 80 or any(character.isdigit() for character in text):
        return False
    if key(text) in {key(name) for name in (find_outlet(text), find_agency(text)) if name} or find_outlet(text):
        return False
    return all(_NAME_TOKEN.match(word) for word in words) and any(word[0].isupper() for word in words)


def clean_person(text: str | None, outlet: str | None = None) -> str | None:
    """Author or editor as stated, without role words, outlets and handles; None when nothing of a person is left."""
    parts = re.split(r"\s*[;|]\s*|\s+-\s+", (text or "").strip())
    kept: list[str] = []
    for part in parts:
        name = _TRAILING.sub("", _ROLE_PREFIX.sub("", part.strip())).strip(" .@\"'")
        if not name or len(name) > 120 or "http" in name or "@" in name:
            continue
        if _COMPANY.match(name) or find_outlet(name) or find_agency(name) or (outlet and key(name) == key(outlet)):
            continue
        if name not in kept:
            kept.append(name)
    return "; ".join(kept) or None


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
        if not (is_site or is_date) or cut.start() < 10:
            break
        end = cut.start()
    page = _PAGE.search(title, 0, end)
    end = page.start() if page and page.start() >= 10 else end
    return title[:end].rstrip(), title[end:]


def _sectioned(part: str) -> str:
    """The domain before a section's name ("Kompas.com Regional"), else nothing."""
    words = part.split()
    return words[0] if 2 <= len(words) <= 3 and "." in words[0] else ""
