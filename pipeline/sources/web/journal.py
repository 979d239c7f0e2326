"""The journal: one line for each page that was asked for, on the disk before anything else is done with it.

It bridges the time between a request and the transaction that stores what came of it: a run that is killed in between
leaves its lines, and the next run takes them over instead of asking again. What is done with them is not known here.
"""

import json
import os
import threading
from collections.abc import Collection, Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.sources.web.model import Entry, Fetched, Request


class Journal:
    """A file of JSON lines, appended to by any thread; a line that a killed run left half written is dropped."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab"):
            pass
        content = path.read_bytes()
        if not content.endswith(b"\n") and content:
            os.truncate(path, content.rfind(b"\n") + 1)

    def append(self, fetched: Fetched) -> None:
        """Write a line; it is on the disk when this returns. Raises OSError (a full disk)."""
        with self._lock, self.path.open("ab") as file:
            file.write(_line(fetched))
            file.flush()
            os.fsync(file.fileno())

    def entries(self) -> Iterator[Fetched]:
        """All lines, oldest first; lines of an unknown form (of another version) are passed over."""
        with self.path.open("rb") as file:
            for line in file:
                try:
                    yield _fetched(json.loads(line))
                except (ValueError, TypeError, KeyError):
                    continue

    def clear(self, sources: Collection[str]) -> None:
        """Empty the file of the lines of these sources, which are stored; others were left out, and theirs stay."""
        kept = [_line(fetched) for fetched in self.entries() if fetched.source_id not in sources]
        rest = self.path.with_suffix(".part")
        with self._lock:
            with rest.open("wb") as file:
                file.writelines(kept)
                file.flush()
                os.fsync(file.fileno())
            rest.replace(self.path)


def _line(fetched: Fetched) -> bytes:
    line = json.dumps(asdict(fetched), ensure_ascii=False, default=datetime.isoformat) + "\n"
    return line.encode("utf-8", "backslashreplace")


def _fetched(values: dict[str, Any]) -> Fetched:
    entry = values.pop("entry")
    return Fetched(
        **values
        | {
            "fetched_at": datetime.fromisoformat(values["fetched_at"]),
            "next_try": _moment(values["next_try"]),
            "redirects": tuple(values["redirects"]),
            "requests": tuple(
                Request(**request | {"at": datetime.fromisoformat(request["at"])}) for request in values["requests"]
            ),
            "entry": entry and Entry(**entry | {name: _moment(entry[name]) for name in ("published", "modified")}),
        }
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
