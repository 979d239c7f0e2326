"""SQL of strangers on the published file: one SELECT in a process of its own, which the operating system limits.

DuckDB's limits do not count the text of single values and do not stop a call that is at work: this module's do. How the
file is opened and what is one SELECT belongs to `publish`.
"""

import contextlib
import io
import json
import math
import os
import pickle
import re
import signal
import subprocess
import sys
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Any

import duckdb

from warehouse import publish
from warehouse.publish import LIMITS, Limits, NotOneSelect

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

ROWS = 10_000
BYTES = 64 << 20  # of an answer on its way from process to process
# Addresses beside DuckDB's memory: Python and DuckDB themselves, stacks and arenas of threads, rows that Python holds.
ALLOWANCE = 2 << 30
GRACE = 5  # seconds beside those of the query, to start a process on a busy machine and to hand over the rows
MESSAGE = 2000  # characters: DuckDB quotes the query
KEPT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TZ")  # of the environment; secrets have no business in that process
VALUES = {
    ("datetime", "date"),
    ("datetime", "datetime"),
    ("datetime", "time"),
    ("datetime", "timedelta"),
    ("datetime", "timezone"),
    ("decimal", "Decimal"),
    ("pytz", "_UTC"),
    ("pytz", "_p"),  # the zone of a name: DuckDB's client gives times with a zone so
    ("uuid", "UUID"),
    ("uuid", "SafeUUID"),
}


class Ending(StrEnum):
    """How a query ended that gave no answer."""

    REFUSED = "refused"
    TOO_SLOW = "too slow"
    TOO_LARGE = "too large"
    TOO_MUCH_MEMORY = "too much memory"
    SQL_ERROR = "SQL error"
    DIED = "died"


class NoAnswer(Exception):
    """A query of a stranger that gave no answer: `ending` tells programs why, the message tells people."""

    def __init__(self, ending: Ending, message: str) -> None:
        super().__init__(message)
        self.ending = ending


def ask(
    home: Path, text: str, limits: Limits = LIMITS, most_rows: int = ROWS
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Run one SELECT of a stranger on the published file; returns the names of the columns and the rows.

    Values are those of DuckDB's Python client. The process that runs it has `limits.memory` for DuckDB and, where the
    platform limits addresses (Linux), that and `ALLOWANCE` for everything; it is killed `GRACE` after `limits.seconds`.
    Raises NoAnswer when the text is refused, is no SQL that works, takes too long or too much memory, or gives more
    than `most_rows` rows or `BYTES`; FileNotFoundError when nothing is published; ValueError for limits that are none.
    """
    if not 0 < limits.seconds < math.inf or most_rows < 1:
        raise ValueError("A stranger's query needs a limit of seconds and of rows.")
    addresses = _bytes(limits.memory) + ALLOWANCE
    if publish.current(home) is None:
        raise FileNotFoundError(f"{home / 'lumbung.duckdb'} does not exist. Run `lumbung refresh` first.")
    order = {"home": str(home.absolute()), "text": text, "limits": asdict(limits), "rows": most_rows}
    order |= {"addresses": addresses}
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    environment["PYTHONPATH"] = os.pathsep.join(str(Path(path).absolute()) for path in sys.path)
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "warehouse.strangers"],
            input=json.dumps(order).encode(),
            capture_output=True,
            env=environment,
            timeout=limits.seconds + GRACE,
        )
    except subprocess.TimeoutExpired:
        raise _too_slow(limits) from None
    if done.returncode != 0:
        last = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        message = f"The process that ran the query ended without an answer (code {done.returncode}). {last[:MESSAGE]}"
        raise NoAnswer(Ending.DIED, message.strip())
    ending, found = _Values(io.BytesIO(done.stdout)).load()
    if ending == Ending.TOO_SLOW:
        raise _too_slow(limits)
    if ending:
        raise NoAnswer(Ending(ending), found)
    names, rows = found
    return names, rows


def _too_slow(limits: Limits) -> NoAnswer:
    return NoAnswer(Ending.TOO_SLOW, f"The query took longer than {limits.seconds:g} s and was stopped.")


def _bytes(size: str) -> int:
    """Return a size such as 1GB or 512 MiB in bytes. Raises ValueError for another text."""
    found = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?) ?([KMGT]?)(i?)B", size.strip(), re.IGNORECASE)
    if not found:
        raise ValueError(f"{size!r} is no size such as 1GB.")
    power = "KMGT".find(found[2].upper()) + 1 if found[2] else 0
    return int(float(found[1]) * (1024 if found[3] else 1000) ** power)


class _Values(pickle.Unpickler):
    """Reads values and nothing else: what comes from a process that ran a stranger's SQL calls nothing else here."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in VALUES:
            raise pickle.UnpicklingError(f"{module}.{name} is no value of a row.")
        return super().find_class(module, name)


def _limit(addresses: int, seconds: float) -> None:
    """Limit this process: its addresses, its core and, should its parent be gone by then, its life."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with contextlib.suppress(ValueError, OSError):  # macOS takes no limit of addresses
            resource.setrlimit(resource.RLIMIT_AS, (addresses, addresses))
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(math.ceil(seconds) + 1)


def _answer(home: Path, text: str, limits: Limits, most_rows: int) -> bytes:
    """Return what `ask` gets, as bytes: an ending and its message, or no ending, the names and the rows."""
    try:
        with publish.open_published(home, limits) as con:
            cursor = con.execute(publish.one_select(con, text))
            names = [column[0] for column in cursor.description or []]
            rows = cursor.fetchmany(most_rows + 1)
        answer = pickle.dumps(("", (names, rows)))
    except NotOneSelect as error:
        return _no(Ending.REFUSED, str(error))
    except duckdb.PermissionException as error:
        return _no(Ending.REFUSED, str(error))
    except duckdb.InterruptException as error:
        return _no(Ending.TOO_SLOW, str(error))
    except (duckdb.OutOfMemoryException, MemoryError):
        return _no(Ending.TOO_MUCH_MEMORY, f"The query needs more memory than it may have ({limits.memory}).")
    except (duckdb.Error, ValueError, OverflowError) as error:
        return _no(Ending.SQL_ERROR, str(error))
    if len(rows) > most_rows:
        return _no(Ending.TOO_LARGE, f"The answer has more than {most_rows:,} rows. Ask for fewer, as with LIMIT.")
    if len(answer) > BYTES:
        return _no(Ending.TOO_LARGE, f"The answer has more than {BYTES >> 20} MB. Ask for fewer rows or columns.")
    return answer


def _no(ending: Ending, message: str) -> bytes:
    return pickle.dumps((ending.value, message[:MESSAGE]))


def _main() -> None:
    order = json.load(sys.stdin.buffer)
    limits = Limits(**order["limits"])
    _limit(order["addresses"], limits.seconds + GRACE)
    sys.stdout.buffer.write(_answer(Path(order["home"]), order["text"], limits, order["rows"]))


if __name__ == "__main__":
    _main()
