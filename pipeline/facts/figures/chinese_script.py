"""Chinese text in one script and one width, character for character, so that offsets stay those of the original."""

from functools import cache

from pipeline.lexicons import terms

_FULL_WIDTH = {ord(c): chr(ord(c) - 0xFEE0) for c in "０１２３４５６７８９％．／＋＄"}
_SPACES = {ord(c): " " for c in "\u00a0\u3000\u2009\u202f"}
_DASHES = {ord(c): "-" for c in "－–—―─−～〜~"}


@cache
def _table() -> dict[int, str]:
    pairs = {ord(pair[0]): pair[1] for pair in terms("figures_traditional.zh.txt") if len(pair) == 2}
    return pairs | _FULL_WIDTH | _SPACES | _DASHES


def simplified(text: str) -> str:
    """`text` with traditional characters simplified, full-width digits narrowed and dashes made one, equally long."""
    return text.translate(_table())
