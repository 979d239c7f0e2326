"""The raw store: pages as received, compressed, named by the hash of their bytes, never written again.

What a page means, and which page has which bytes, is not known here.
"""

import hashlib
import os
import tempfile
from pathlib import Path

import zstandard

from pipeline.sources.reasons import ReadError


class RawStore:
    """Bytes by their SHA-256 in `folder/<2 hex>/<sha256>.zst`; safe for threads and for processes that are killed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the bytes with this hash lie, if they are there."""
        return self.folder / sha256[:2] / f"{sha256}.zst"

    def put(self, content: bytes) -> str:
        """Keep `content`; returns its SHA-256. It is on the disk when this returns. Raises OSError (a full disk)."""
        sha256 = hashlib.sha256(content).hexdigest()
        target = self.path(sha256)
        if target.exists():
            return sha256
        target.parent.mkdir(parents=True, exist_ok=True)
        # A name of its own: two threads may receive the same bytes at once.
        number, name = tempfile.mkstemp(suffix=".part", dir=target.parent)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(zstandard.ZstdCompressor().compress(content))
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
        return sha256

    def get(self, sha256: str) -> bytes:
        """Bytes with this hash. Raises ReadError: `vanished` when they are gone, `corrupt` when they are others."""
        try:
            content = zstandard.ZstdDecompressor().decompress(self.path(sha256).read_bytes())
        except FileNotFoundError as error:
            raise ReadError("vanished", f"the raw store has no {sha256}. Restore it from a backup.") from error
        except (zstandard.ZstdError, OSError) as error:
            raise ReadError("corrupt", f"the raw store cannot give {sha256}: {error}") from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise ReadError("corrupt", f"the raw store's {sha256} holds other bytes. Restore it from a backup.")
        return content


def _sync_folder(folder: Path) -> None:
    """Make a new name in a folder outlive a power cut."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
