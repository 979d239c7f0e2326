"""A path as written in the sources file: environment references, `~` and what it is relative to."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

_REFERENCE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^{}]*))?\}")


class PathMistake(ValueError):
    """A path that cannot be expanded: the problem, and the remedy."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}. {remedy}")
        self.problem = problem
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Expanded:
    """An absolute path, and the environment variables whose values are in it.

    `is_own` means that nobody named a place of their own: the path is relative and no variable is in it.
    """

    path: Path
    variables: tuple[str, ...]
    is_own: bool


def expand(written: str, base: Path) -> Expanded:
    """Replace `${NAME}`, `${NAME:-default}` (also where NAME is empty), a leading `~`; relative paths start at `base`.

    Raises PathMistake when a variable without default is not set, a reference is malformed, or `~` has no home.
    """
    variables: list[str] = []

    def value(reference: re.Match[str]) -> str:
        name, default = reference.groups()
        if given := os.environ.get(name):
            variables.append(name)
            return given
        if default is None:
            raise PathMistake(
                f"the environment variable {name} is not set", f"Set it, or give a default: ${{{name}:-data/inbox}}."
            )
        return str(default)

    if "${" in _REFERENCE.sub("", written):
        raise PathMistake(f'"{written}" has a malformed ${{…}}', "Write ${NAME} or ${NAME:-default}.")
    replaced = _REFERENCE.sub(value, written)
    if "\0" in replaced:
        raise PathMistake("`path` holds a NUL character", "Remove it.")
    try:
        path = Path(replaced).expanduser()
    except RuntimeError as error:
        raise PathMistake(f'"{replaced}" names no home folder', "Write the path in full.") from error
    is_own = not variables and not path.is_absolute()
    return Expanded(Path(os.path.normpath(base / path)), tuple(variables), is_own)
