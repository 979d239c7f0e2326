"""Stable identifiers: the same input gives the same id on every machine."""

import hashlib


def short_id(*parts: str | int) -> str:
    """Sixteen hexadecimal digits of SHA-256 over the parts, each ended by a zero byte so that no two lists collide."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(str(part).encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()[:16]
