"""The verb `lumbung corrections`: write the files to fill in, list what is said in them, try what they would do."""

import argparse
import sys

from filelock import FileLock, Timeout

from pipeline.corrections import files, template
from pipeline.settings import Settings

FAILED = 1


def run(options: argparse.Namespace, found: Settings) -> int:
    """Do `init`, `check` or, without an action, list the corrections; returns the exit code.

    Raises CorrectionsError for mistakes in the files.
    """
    if options.action == "init":
        written = template.write(found.corrections)
        for path in written:
            print(path)
        print(f"{len(written)} files written. Fill them in, then: lumbung corrections check")
        return 0
    corrections = files.read(found.corrections)
    if options.action == "check":
        return _check(found, len(corrections))
    for correction in corrections:
        print(f"{correction.file}, line {correction.line}: {'; '.join(correction.values.values())}")
    print(f"{len(corrections)} corrections in {found.corrections}")
    return 0


def _check(found: Settings, count: int) -> int:
    if not found.working.is_file():
        print(f"{count} corrections can be read. What they change can be told after the first refresh.")
        return 0
    from pipeline.stages import correcting
    from warehouse import store

    found.lock.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(found.lock, timeout=0), store.connect(found.working) as con:
            outcome = correcting.preview(con, found.corrections)
    except (Timeout, store.WarehouseBusy):
        print(f"{count} corrections can be read. A refresh is at work: try again when it has ended.", file=sys.stderr)
        return FAILED
    for applied in outcome:
        print(f"{applied.file}, line {applied.line}: {applied.status}, {applied.rows_changed} rows. {applied.detail}")
    print(f"{len(outcome)} corrections tried on what was last read; nothing was changed.")
    return 0
