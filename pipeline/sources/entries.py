"""What a walk over a source finds: a file, before it is opened. Walking and reading belong to `folder` and `warc`."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file of a source as found: `relative` is POSIX, from the source's folder; `size` in bytes."""

    source_id: str
    relative: str
    path: Path
    size: int
    mtime_ns: int
