"""Line numbers of the keys in the sources file, which the TOML parser does not give; for error messages only."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_HEADER = re.compile(r"""\s*\[\[?\s*["']?([\w-]+)["']?\s*(?:\.\s*["']?([\w-]+)["']?\s*)?\]""")
_KEY = re.compile(r"""\s*((?:["']?[\w-]+["']?\s*\.\s*)?["']?[^\s"'=.\[\]#]+["']?)\s*=""")


@dataclass(frozen=True, slots=True)
class Position:
    """Line of a `[[source]]` header and of each key below it (`fields.text` for a key of a table within)."""

    line: int
    keys: Mapping[str, int] = field(default_factory=dict)

    def of(self, key: str | None) -> int:
        """Line of a key; of the table that would hold it, or of the header, when the key has no line of its own."""
        if key is None:
            return self.line
        return self.keys.get(key) or self.keys.get(key.split(".")[0]) or self.line


def source_positions(text: str) -> list[Position]:
    """Positions of the `[[source]]` tables of a TOML text, in order."""
    found: list[tuple[int, dict[str, int]]] = []
    prefix = ""
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            prefix = f"{header[2]}." if header[2] else ""
            if prefix and found:
                found[-1][1].setdefault(header[2], number)
            elif line.lstrip().startswith("[[") and header[1] == "source":
                found.append((number, {}))
        elif found and (key := _KEY.match(line)):
            name = prefix + re.sub(r"[\s\"']", "", key[1])
            found[-1][1].setdefault(name, number)
            found[-1][1].setdefault(name.split(".")[0], number)
    return [Position(line, keys) for line, keys in found]
