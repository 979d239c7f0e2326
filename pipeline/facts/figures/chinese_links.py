"""Amounts of a Chinese paragraph that say one sum in two currencies."""

import itertools
import re
from collections.abc import Sequence
from functools import cache

from pipeline.facts.figures.draft import Draft
from pipeline.lexicons import terms

_RATE_REACH = 16
_RATE = re.compile(r"(?:汇率|兑|中间价|牌价|换算|1美元)[^，。；]{0,12}$")


@cache
def _same() -> re.Pattern[str]:
    words = "|".join(re.escape(term) for term in sorted(terms("figures_same.zh.txt"), key=len, reverse=True))
    return re.compile(rf"[，,、\s]*[（(]?\s*(?:(?:{words})\s*)*")


def equivalents(text: str, drafts: Sequence[Draft]) -> list[int | None]:
    """For each amount of simplified `text` the index of the amount that says the same in another currency.

    The two stand next to each other, with a bracket or a word for "that is" between them and nothing else.
    """
    found: list[int | None] = [None] * len(drafts)
    for k, (here, following) in enumerate(itertools.pairwise(drafts)):
        if here.kind != "money" or following.kind != "money" or here.unit == following.unit or found[k] is not None:
            continue
        between = text[here.end : following.start]
        is_rate = _RATE.search(text, max(0, here.start - _RATE_REACH), here.start) is not None
        if between.strip(" 、，,") and _same().fullmatch(between) and not is_rate:
            found[k], found[k + 1] = k + 1, k
    return found
