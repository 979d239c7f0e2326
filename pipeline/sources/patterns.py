"""Glob patterns over relative paths, for the include and exclude keys of a source. Walking belongs to `folder`.

As in a .gitignore: a pattern without a slash matches any part of the path, one with a slash the path from its start.
"""

import re
from collections.abc import Iterable
from functools import cache


def matches(relative: str, patterns: Iterable[str]) -> bool:
    """Whether one of the patterns matches the path (POSIX, relative) or a folder that it lies in."""
    parts = relative.split("/")
    ancestors = ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]
    return any(
        _compiled(pattern).fullmatch(candidate)
        for pattern in patterns
        for candidate in (ancestors if "/" in pattern.strip("/") else parts)
    )


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """`*` and `?` stay within one part of the path, `**` crosses slashes, `[ab]` and `[!ab]` are sets."""
    pieces: list[str] = []
    for token in re.findall(r"\*\*/|\*+|\?|\[[!^]?\]?[^\]/]*\]|.", pattern.strip("/"), re.DOTALL):
        match token:
            case "**/":
                pieces.append("(?:.*/)?")
            case "*":
                pieces.append("[^/]*")
            case "?":
                pieces.append("[^/]")
            case _ if token.startswith("**"):
                pieces.append(".*")
            case _ if token.startswith("[") and token not in ("[", "[]", "[!]", "[^]"):
                pieces.append(_character_set(token[1:-1]))
            case _:
                pieces.append(re.escape(token))
    return re.compile("".join(pieces), re.DOTALL)


def _character_set(inside: str) -> str:
    negation, characters = ("^", inside[1:]) if inside[0] in "!^" else ("", inside)
    escaped = re.sub(r"([\\\[\]^&|~])", r"\\\1", characters)
    try:
        re.compile(f"[{negation}{escaped}]")
    except re.error:  # a range that runs backwards, [z-a]: taken by the letter
        escaped = re.escape(characters)
    return f"(?!/)[{negation}{escaped}]"
