"""A stand-in for the normal form of addresses, so that the tests of the parsers test nothing else."""

from urllib.parse import urldefrag, urljoin, urlsplit


def plain(url: str, base: str | None = None) -> str | None:
    """The absolute address without its fragment; None when it is none of the web."""
    try:
        address = urldefrag(urljoin(base or "", url.strip())).url
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.hostname else None
