"""Addresses of pages: their normal form (a page's key), their host and site, and the canonical one a page states.

Nothing is resolved or fetched here; which IP addresses may be talked to is the guard's.
"""

import ipaddress
import re
from functools import cache
from urllib.parse import unquote, urljoin, urlsplit

import courlan
import idna
from lxml import etree

from pipeline import lexicons

# RFC 9110 asks software to cope with 8,000 bytes; what is longer is data, no address.
MAX_LENGTH = 8000
# A canonical link stands in the head; the rest of a long page is not parsed for it.
CANONICAL_SEARCHED = 200_000

_PORTS = {"http": 80, "https": 443}
_UNRESERVED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
_PATH = _UNRESERVED | frozenset("!$&'()*+,;=:@/")
_QUERY = _PATH | frozenset("?")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}|.", re.DOTALL)
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_-])?")
# A number of four figures or more, or a headline of three words or more.
_ARTICLE = re.compile(r"\d{4,}|[^\W_]+(?:[-_][^\W_]+){2,}")
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f]+")


def normalise(url: str, base: str | None = None) -> str | None:
    """Normal form of a page's address, its key: two addresses of one page that differ only in writing become one.

    Scheme and host are in lower case, the host in ASCII (IDNA), the default port, the fragment and tracking parameters
    (lexicon web_tracking_parameters.txt) are gone, percent-encoding is that of RFC 3986; other parameters keep their
    order. Relative addresses are resolved against `base`. None when it is no address of a page that can be fetched:
    another scheme, no host, a user name in it. Normalising twice changes nothing.
    """
    return _form(url, base, keep_tracking=False)


def request_address(url: str, base: str | None = None) -> str | None:
    """The address as it is asked for: as normalise(), with every parameter (a redirect may depend on them)."""
    return _form(url, base, keep_tracking=True)


def host_of(url: str) -> str:
    """Host name of an address, in lower case and without port: the key of politeness. "" when there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def origin_of(url: str) -> str:
    """Scheme, host and port of a normal address ("https://contoh.id"): what a robots.txt speaks for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def has_credentials(url: str) -> bool:
    """Whether the address carries a user name or password."""
    try:
        return "@" in urlsplit(url).netloc
    except ValueError:
        return False


def same_site(url: str, other: str) -> bool:
    """Whether both addresses belong to one registrable domain (www.contoh.co.id and m.contoh.co.id do)."""
    host, other_host = host_of(url), host_of(other)
    if host == other_host:
        return True
    domain = courlan.extract_domain(url)
    return domain is not None and not _is_ip(host) and domain == courlan.extract_domain(other)


def canonical_link(content: bytes, final_url: str) -> str | None:
    """Address that the page names as its own (`<link rel=canonical>`), normalised; None when it names none of use.

    Only one of the same site counts, and none that leads from an article away to the home page or a section.
    """
    searched = content[:CANONICAL_SEARCHED]
    if b"canonical" not in searched.lower():
        return None
    try:
        root = etree.fromstring(searched, etree.HTMLParser(no_network=True, recover=True, encoding="utf-8"))
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None:
        return None
    base = next((urljoin(final_url, e.get("href")) for e in root.iter("base") if e.get("href")), final_url)
    for link in root.iter("link"):
        if "canonical" not in (link.get("rel") or "").lower().split():
            continue
        target = normalise(link.get("href") or "", base)
        if target is not None and same_site(target, final_url) and not leads_away(target, final_url):
            return target
    return None


def is_home(url: str) -> bool:
    """Whether an address is a site's home page."""
    parts = urlsplit(url)
    return not parts.path.strip("/") and not parts.query


def leads_away(target: str, url: str) -> bool:
    """Whether `target` is the home page or a section, while `url` is an article by its number or its headline.

    Templates that name such a page as canonical, and sites that redirect removed articles to it, would make one article
    of all.
    """
    if is_home(target):
        return not is_home(url)
    return _names_article(url) and not _names_article(target)


def _names_article(url: str) -> bool:
    parts = urlsplit(url)
    return _ARTICLE.search(f"{parts.path}?{parts.query}") is not None


def _form(url: str, base: str | None, keep_tracking: bool) -> str | None:
    # Addresses in feeds are often escaped once too often.
    url = _INVISIBLE.sub("", url.strip()).replace("&amp;", "&")
    if not url or len(url) > MAX_LENGTH:
        return None
    try:
        parts = urlsplit(urljoin(base, url) if base else url)
        port = parts.port
        scheme = parts.scheme.lower()
        host = _host(parts.hostname or "")
    except ValueError:
        return None
    if scheme not in _PORTS or host is None or "@" in parts.netloc or port == 0:
        return None
    netloc = host if port is None or port == _PORTS[scheme] else f"{host}:{port}"
    query = _query(parts.query, keep_tracking)
    form = f"{scheme}://{netloc}{_path(parts.path)}{'?' if query else ''}{query}"
    return form if len(form) <= MAX_LENGTH else None


def _host(host: str) -> str | None:
    """Host in ASCII; None when it cannot be one. Numbers that stand for an IP address stay as they are written."""
    host = unquote(host).lower().rstrip(".")
    if ":" in host:
        return f"[{ipaddress.IPv6Address(host).compressed}]"
    if not host.isascii():
        # UTS 46 first: what readers type (wide letters, capitals) becomes what the registry holds.
        host = idna.encode(host, uts46=True).decode("ascii").rstrip(".")
    return host if _HOST.fullmatch(host) and ".." not in host else None


def _path(path: str) -> str:
    escaped = _escape(path, _PATH)
    segments: list[str] = []
    parts = escaped.split("/")[1:] if escaped.startswith("/") else escaped.split("/")
    for number, segment in enumerate(parts):
        if segment == "..":
            del segments[-1:]
        elif segment != ".":
            segments.append(segment)
        if segment in (".", "..") and number == len(parts) - 1:
            segments.append("")
    return "/" + "/".join(segments)


def _query(query: str, keep_tracking: bool) -> str:
    fields = (_escape(field, _QUERY) for field in query.split("&") if field)
    return "&".join(field for field in fields if keep_tracking or not _is_tracking(field))


def _is_tracking(field: str) -> bool:
    names, beginnings = _tracking()
    name = unquote(field.partition("=")[0]).lower()
    return name in names or name.startswith(beginnings)


@cache
def _tracking() -> tuple[frozenset[str], tuple[str, ...]]:
    lines = [line.lower() for line in lexicons.terms("web_tracking_parameters.txt")]
    whole = frozenset(line for line in lines if not line.endswith("*"))
    return whole, tuple(line[:-1] for line in lines if line.endswith("*") and line != "*")


def _escape(text: str, plain: frozenset[str]) -> str:
    """Percent-encoding in normal form: only what must be is escaped, in capitals; a lone % becomes %25."""

    def one(match: re.Match[str]) -> str:
        piece = match.group()
        if len(piece) == 3:
            letter = chr(int(piece[1:], 16))
            return letter if letter in _UNRESERVED else piece.upper()
        if piece in plain:
            return piece
        return "".join(f"%{byte:02X}" for byte in piece.encode("utf-8", "surrogatepass"))

    return _ESCAPE.sub(one, text)


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
