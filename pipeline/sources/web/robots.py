"""robots.txt: what a site allows this robot, as RFC 9309 says. Fetching it is the client's; this is its meaning."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from protego import Protego

PRODUCT_TOKEN: Final = "lumbung"
# Both from RFC 9309: what need be read of the file, and how long it may be kept.
MAX_BYTES: Final = 500 * 1024
KEPT: Final = timedelta(hours=24)
# A longer wait between two pages would keep a day's articles for weeks; the site is left at this pace.
MAX_DELAY_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class RobotsFile:
    """A robots.txt as fetched: `status` None when the site could not be reached, `text` "" unless it answered 2xx."""

    origin: str
    fetched_at: datetime
    status: int | None
    text: str = ""


def is_fresh(file: RobotsFile, now: datetime) -> bool:
    """Whether a kept file still speaks for its site; an unreachable one is asked for again in every refresh."""
    return is_reachable(file) and now - file.fetched_at < KEPT


def is_reachable(file: RobotsFile) -> bool:
    """False when nobody knows what the site allows (server error, no answer): then nothing is allowed.

    429 counts as such although it is a 4xx: a site that asks for fewer requests has not said "come in".
    """
    return file.status is not None and file.status < 500 and file.status != 429


def is_allowed(file: RobotsFile, url: str) -> bool:
    """Whether the site allows the page: its rules when it has a robots.txt, everything when it says there is none."""
    if not is_reachable(file):
        return False
    return bool(_rules(file.text).can_fetch(url, PRODUCT_TOKEN))


def crawl_delay(file: RobotsFile) -> float:
    """Seconds that the site wants between two requests, at most MAX_DELAY_SECONDS; 0.0 when it does not say."""
    delay = _rules(file.text).crawl_delay(PRODUCT_TOKEN)
    return min(max(float(delay), 0.0), MAX_DELAY_SECONDS) if delay is not None else 0.0


def decode(content: bytes) -> str:
    """Text of a robots.txt: its first 500 KiB, UTF-8, without byte order mark; broken characters are replaced."""
    return content[:MAX_BYTES].decode("utf-8-sig", "replace")


@lru_cache(maxsize=256)
def _rules(text: str) -> Protego:
    return Protego.parse(text)
