"""Whose dollar a bare "$" or "dolar" is: its outlet says it, or its dateline, its language, its other amounts."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from urllib.parse import urlsplit

from pipeline.facts.figures.draft import Draft
from pipeline.lexicons import table
from pipeline.text.model import Article

BARE = "$"
_US = "USD"
_DOLLARS = frozenset((_US, "SGD", "AUD", "NZD", "CAD", "HKD", "TWD", "BND"))


@cache
def _outlets() -> dict[str, str]:
    return {row["outlet"]: row["code"] for row in table("figures_dollars.csv")}


def settle_dollars(drafts: Sequence[list[Draft]], article: Article) -> list[list[Draft]]:
    """The drafts of each paragraph with every bare dollar given its currency, or no unit where nothing tells which.

    An outlet at home in a country with a dollar of its own means that one (figures_dollars.csv); any other outlet, a
    dateline elsewhere and the languages of Indonesia and Malaysia mean US dollars. Without any of these, the one other
    dollar that the article names is meant, else US dollars where it names an amount in another currency.
    """
    units = {draft.unit for found in drafts for draft in found if draft.kind == "money"}
    if BARE not in units:
        return list(drafts)
    unit = _bare_dollar(units - {BARE, None}, article)
    return [[replace(d, unit=unit) if d.unit == BARE else d for d in found] for found in drafts]


def _bare_dollar(others: set[str | None], article: Article) -> str | None:
    home = _home(article)
    if home is not None:
        return home
    if article.outlet or article.url or article.agency or (article.language or "")[:2] in ("id", "ms"):
        return _US
    if article.dateline:
        return _outlets().get(article.dateline.lower(), _US)
    named = others & _DOLLARS
    return named.pop() if len(named) == 1 else _US if others else None


def _home(article: Article) -> str | None:
    """The outlet's own dollar."""
    outlets = _outlets()
    host = (urlsplit(article.url).hostname or "") if article.url else ""
    name = (article.outlet or "").lower()
    for known in (host, name):
        labels = known.split(".") if "." in known else []
        for k in range(len(labels)):
            ending = ".".join(labels[k:])
            code = outlets.get(ending) or (outlets.get(f".{ending}") if k else None)
            if code is not None:
                return code
    return outlets.get(name)
