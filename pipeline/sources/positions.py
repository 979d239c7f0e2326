"""Line numbers of the keys in the sources file, which the TOML parser does not give; for error messages only."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_HEADER = re.compile(r"""\s*\[\[?\s*["']?([\w-]+)["']?\s*(?:\.\s*["']?([\w-]+)["']?\s*)?\]""")
_KEY = re.compile(r"""\s*((?:["']?[\w-]+["']?\s*\.\s*)?["']?[^\s"'=.\[\]#]+["']?)\s*=""")


@dataclass(frozen=True, slots=True)
class Position:
    """Line of a table's header and of each key below it (`fields.text` for a key of a table within)."""

    line: int
    keys: Mapping[str, int] = field(default_factory=dict)

    def of(self, key: str | None) -> int:
        """Line of a key; of the table that would hold it, or of the header, when the key has no line of its own."""
        if key is None:
            return self.line
        return self.keys.get(key) or self.keys.get(key.split(".")[0]) or self.line


def source_positions(text: str) -> list[Position]:
    """Positions of the `[[source]]` tables of a TOML text, in order."""
    return [position for name, position in _positions(text) if name == "source"]


def table_position(text: str, name: str) -> Position:
    """Position of the table `[name]`, or of the keys `name.key` and `name = { … }` outside any table."""
    positions = _positions(text)
    found = next((position for table, position in positions if table == name), None)
    if found is not None:
        return found
    outside = positions[0][1].keys
    keys = {key.removeprefix(f"{name}."): line for key, line in outside.items() if key.startswith(f"{name}.")}
    return Position(outside.get(name, 1), keys)


def _positions(text: str) -> list[tuple[str, Position]]:
    """Name and position of each table, in order; first of what stands outside any, with the name ""."""
    found: list[tuple[str, int, dict[str, int]]] = [("", 1, {})]
    prefix = ""
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            prefix = f"{header[2]}." if header[2] else ""
            if prefix and found[-1][0] == header[1]:
                found[-1][2].setdefault(header[2], number)
            elif line.lstrip().startswith("[[") or header[1] != "source":
                found.append((header[1], number, {}))
        elif key := _KEY.match(line):
            keys = found[-1][2]
            name = prefix + re.sub(r"[\s\"']", "", key[1])
            keys.setdefault(name, number)
            keys.setdefault(name.split(".")[0], number)
    return [(name, Position(line, keys)) for name, line, keys in found]
