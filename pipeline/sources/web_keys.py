"""Checks of the keys that only web sources have (addresses, pace, patterns on the path) and of the `[fetch]` table.

Values only: nothing is asked of the network, no name is resolved.
"""

import os
import re
from dataclasses import dataclass
from datetime import date
from importlib import metadata
from typing import Final
from urllib.parse import urlsplit

from pipeline.sources.tables import Table

FETCH_KEYS: Final = ("contact", "user_agent", "hosts_in_parallel", "timeout_seconds")
PACE_KEYS: Final = ("delay_seconds", "recheck_hours", "recheck_days", "max_pages", "since", "until", "allow_addresses")

DEFAULT_DELAY_SECONDS: Final = 2.0
DEFAULT_RECHECK_HOURS: Final = 24.0
DEFAULT_RECHECK_DAYS: Final = 7.0
DEFAULT_MAX_PAGES: Final = 2000
# Two requests a second are the most that the site of somebody else is asked; a machine of one's own may be asked more.
LEAST_DELAY_SECONDS: Final = 0.5

_MAIL = re.compile(r"[^@\s<>()]+@[^@\s<>().]+(\.[^@\s<>().]+)+")
_ADDRESS = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):([0-9]{1,5})")
_PLACEHOLDER = re.compile(r"[@/.]your\.domain\b")
_PRINTABLE = re.compile(r"[\x20-\x7e]+")


@dataclass(frozen=True, slots=True)
class FetchSettings:
    """How pages are asked for: who asks (`user_agent` names the contact), how many hosts at once, seconds a page.

    `contact` is None only when no enabled source needs the network.
    """

    contact: str | None
    user_agent: str
    hosts_in_parallel: int = 8
    timeout_seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class Pace:
    """How often and how much is asked of a site, and for which days of publication."""

    delay_seconds: float
    recheck_hours: float
    recheck_days: float
    max_pages: int
    since: date | None
    until: date | None
    allow_addresses: tuple[str, ...]


def pace(table: Table) -> Pace:
    """The pace of a web source, defaults where it says nothing."""
    allowed = _allow_addresses(table)
    delay = table.number("delay_seconds", DEFAULT_DELAY_SECONDS, 0, 3600)
    if delay < LEAST_DELAY_SECONDS and not allowed:
        raise table.mistake(
            "delay_seconds",
            f"`delay_seconds` is below {LEAST_DELAY_SECONDS:g}, too fast for the site of somebody else",
            f"Write delay_seconds = {DEFAULT_DELAY_SECONDS:g}; only a source with allow_addresses may be faster.",
        )
    since, until = table.day("since"), table.day("until")
    if since and until and since > until:
        raise table.mistake("since", f"since {since} is after until {until}", "Exchange the two dates.")
    return Pace(
        delay_seconds=delay,
        recheck_hours=table.number("recheck_hours", DEFAULT_RECHECK_HOURS, 0, 8760),
        recheck_days=table.number("recheck_days", DEFAULT_RECHECK_DAYS, 0, 3650),
        max_pages=table.whole("max_pages", DEFAULT_MAX_PAGES, 1, 1_000_000),
        since=since,
        until=until,
        allow_addresses=allowed,
    )


def listing_urls(table: Table, kind: str) -> tuple[str, ...]:
    """Addresses of the listings of a feed or sitemap source, from `url` or `urls`."""
    example = f'"https://example.org/{"feed.xml" if kind == "feed" else "sitemap.xml"}"'
    single, several = table.string("url"), table.strings("urls", f"[{example}]")
    if single and several:
        raise table.mistake("urls", "both `url` and `urls` are given", "Put all addresses into `urls`.")
    if not single and not several:
        key = "urls" if "urls" in table.values else "url"
        raise table.mistake(key, f"a {kind} without `url`", f"Add a line such as url = {example}.")
    key = "url" if single else "urls"
    urls = (single,) if single else several
    for url in urls:
        if problem := url_problem(url):
            written = f'"https://{url}"' if "://" not in url and url_problem(f"https://{url}") is None else example
            raise table.mistake(key, f'"{without_credentials(url)}" {problem}', f"Write {key} = {written}.")
    if len(set(urls)) < len(urls):
        raise table.mistake(key, "an address stands twice in `urls`", "Remove one.")
    return urls


def url_problem(url: str) -> str | None:
    """What is wrong with an address that is to be fetched, as the end of a sentence; None when nothing is."""
    if re.search(r"[\s\x00-\x1f\x7f]", url):
        return "has a space in it"
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return "is no address"
    if parts.scheme.lower() not in ("http", "https"):
        return "does not begin with http:// or https://"
    if not parts.hostname:
        return "names no host"
    if parts.username is not None or parts.password is not None:
        return "holds credentials, which are never sent"
    return None


def without_credentials(url: str) -> str:
    """The address as it may be shown in a message."""
    return re.sub(r"(://)[^/?#]*@", r"\1…@", url)


def path_patterns(table: Table, key: str, example: str) -> tuple[str, ...]:
    """`include` or `exclude` of a web source: patterns on the path, as in robots.txt."""
    patterns = table.strings(key, example)
    for pattern in patterns:
        if not pattern.startswith(("/", "*")):
            problem = f'"{pattern}" is no pattern on the path of an address'
            raise table.mistake(key, problem, f"Begin it with / or *, as in {key} = {example}.")
    return patterns


def _allow_addresses(table: Table) -> tuple[str, ...]:
    addresses = table.strings("allow_addresses", '["127.0.0.1:8000"]')
    for address in addresses:
        found = _ADDRESS.fullmatch(address)
        if not found or not 1 <= int(found[2]) <= 65535:
            problem = f'"{address}" is no host with a port'
            raise table.mistake("allow_addresses", problem, 'Write allow_addresses = ["127.0.0.1:8000"].')
    return addresses


def fetch_settings(table: Table, asking: str | None) -> FetchSettings:
    """The `[fetch]` table; `asking` is the id of an enabled web source (None: there is none), which needs a contact."""
    table.only(FETCH_KEYS, other_table=("the [[source]]", PACE_KEYS))
    contact = _contact(table, asking)
    user_agent = table.string("user_agent")
    if user_agent is not None and not _PRINTABLE.fullmatch(user_agent):
        problem = "`user_agent` holds characters that no HTTP header can"
        raise table.mistake("user_agent", problem, "Use letters without accents, digits, space and / ( ) ; + -.")
    product = f"Lumbung/{metadata.version('lumbung')}"
    return FetchSettings(
        contact=contact,
        user_agent=user_agent or (f"{product} (+{contact})" if contact else product),
        hosts_in_parallel=table.whole("hosts_in_parallel", 8, 1, 64),
        timeout_seconds=table.number("timeout_seconds", 30, 0.1, 600),
    )


def _contact(table: Table, asking: str | None) -> str | None:
    written = table.string("contact")
    given = os.environ.get("LUMBUNG_CONTACT", "").strip()
    contact = given or written
    if contact is None:
        if asking is not None:
            raise table.mistake(
                "contact",
                f'source "{asking}" asks web sites, but nobody is named whom they can write to',
                'Add [fetch] with contact = "you@your.domain" or a URL, or set LUMBUNG_CONTACT.',
            )
        return None
    if _PLACEHOLDER.search(contact):
        raise table.mistake("contact", f'"{contact}" is the example', "Give the address of a person who reads it.")
    is_url = url_problem(contact) is None
    if not _PRINTABLE.fullmatch(contact) or not (is_url or _MAIL.fullmatch(contact.removeprefix("mailto:"))):
        origin = "LUMBUNG_CONTACT" if given else "`contact`"
        problem = f'{origin} "{without_credentials(contact)}" is neither a mail address nor a URL'
        raise table.mistake("contact", problem, 'Write contact = "you@your.domain" or "https://your.domain/bot".')
    return contact
