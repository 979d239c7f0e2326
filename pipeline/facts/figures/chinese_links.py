"""Amounts of a Chinese paragraph that say one sum in two currencies."""

import itertools
import re
from collections.abc import Sequence

from pipeline.facts.figures.draft import Draft

_SAME = re.compile(
    r"[，,、\s]*[（(]?\s*(?:(?:约合|折合|约折合|合|折|约|约为|约等于|等于|等值|等值于|相当于|即|或|或约|按当前汇率约|约值|大约|计|近|"
    r"人民币|目前约|下同|折算后?|换算|为|约当)\s*)*"
)
_RATE = re.compile(r"(?:汇率|兑|中间价|牌价|换算|1美元)[^，。；]{0,12}$")


def equivalents(text: str, drafts: Sequence[Draft]) -> list[int | None]:
    """For each amount of simplified `text` the index of the amount that says the same in another currency.

    The two stand next to each other, with a bracket or a word for "that is" between them and nothing else.
    """
    found: list[int | None] = [None] * len(drafts)
    for k, (here, following) in enumerate(itertools.pairwise(drafts)):
        if here.kind != "money" or following.kind != "money" or here.unit == following.unit or found[k] is not None:
            continue
        between = text[here.end : following.start]
        if between.strip(" 、，,") and _SAME.fullmatch(between) and not _RATE.search(text, 0, here.start):
            found[k], found[k + 1] = k + 1, k
    return found
