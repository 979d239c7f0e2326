"""Language codes as people and feeds write them, reduced to ISO 639-1. Detecting a language belongs elsewhere."""

from functools import cache

from babel.core import Locale, get_global


@cache
def language_code(written: str) -> str | None:
    """ISO 639-1 code of a tag, older or three-letter code, or English or own name; None when it means no language.

    `id-ID`, `in`, `ind`, `Indonesian` and `Bahasa Indonesia` are all `id` (aliases and names: Unicode CLDR).
    """
    name = written.strip().casefold()
    tag = name.replace("_", "-").split("-")[0]
    code = get_global("language_aliases").get(tag, tag)
    if len(code) == 2 and code in Locale("en").languages:
        return str(code)
    return _names().get(name.removeprefix("bahasa "))


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for reader in ("en", "id", "ms", "zh"):
        for code, name in Locale(reader).languages.items():
            if len(code) == 2:
                names.setdefault(name.casefold(), code)
    return names
