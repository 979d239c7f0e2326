"""Noun phrases in a parsed paragraph: where one that ends or begins at a token goes to. Others decide its use."""

from pipeline.facts.figures.grammar import Parse

_LEFT_LIMIT = 16
_RIGHT_LIMIT = 8
_CLAUSE_LIMIT = 7
_CLAUSE = 7
_ASPECT = frozenset(("selesai", "berhasil", "siap", "mulai", "rampung", "sempat", "gagal", "batal"))
_LIST_REACH = 14

_SECOND_PARTS = frozenset(("dalam", "atas", "antara", "luar", "bawah"))

Span = tuple[int, int]


def phrase_before(p: Parse, end: int, lowest: int) -> Span:
    """The chain of nouns, linked by prepositions and "dan", with relative clauses, that ends before token `end`."""
    j, floor = end, max(lowest, end - _LEFT_LIMIT)
    tags = p.tags
    while j > floor:
        tag = tags[j - 1]
        if (
            tag in "ND-d!"
            or (tag in "PW&" and j < end and (tags[j] not in "PW&" or p.word(j) in _SECOND_PARTS))
            or (tag == "T" and tags[j] in "PWT")
        ):
            j -= 1
        elif tag == "F" and j < end and j - 2 >= floor and tags[j - 2] == "N" and tags[j] == "N":
            if not p.word(j - 1).isalpha() or not p.grammar.is_head(p.word(j - 2)):
                break
            j -= 1
        elif tag == ")":
            k = next((k for k in range(j - 2, max(floor, j - 6) - 1, -1) if tags[k] == "("), -1)
            if k < 0 or "F" in tags[k:j]:
                break
            j = k
        elif tag in "VAL":
            k = j - 1
            while k > floor and tags[k - 1] in "ALV" and j - k < 3:
                k -= 1
            if tags[k - 1] != "Y" or k - 2 < floor or tags[k - 2] not in "ND)":
                break
            j = k - 1
        elif tag == "Y" and j < end and j - 2 >= floor and tags[j - 2] in "ND)" and tags[j] in "NA!":
            j -= 1
        else:
            break
    while j < end and (tags[j] in "PW&D-dT!)" or (tags[j] == "P" and j == floor)):
        j += 1
    return j, end


def trim(p: Parse, first: int, last: int) -> Span:
    """Without links, articles and time words at either end."""
    tags = p.tags
    while first < last and tags[first] in "PW&DTd-!,)L":
        first += 1
    while last > first and tags[last - 1] in "PW&DTd-!,(AYL":
        last -= 1
    return first, last


def phrase_after(p: Parse, first: int, end: int, clause: bool = True) -> Span:
    """The noun phrase that begins at token `first`: nouns, complement and (with `clause`) a short clause."""
    tags, j = p.tags, first
    while j < end and tags[j] == "d":
        j += 1
    first, limit = j, min(end, j + _RIGHT_LIMIT)
    while j < limit:
        tag = tags[j]
        if (
            tag in "N-"
            or (tag == "V" and p.grammar.language == "en" and p.tag(j + 1) in "N&" and _modifies(p, j, first))
            or (tag == "V" and j > first and p.word(j).startswith("ber") and p.tag(j + 1) in ".,Y")
            or (tag == "!" and j > first and p.tag(j + 1) == "N" and p.tag(j + 2) not in "V")
            or (tag == "&" and j > first and _joins(p, j, end))
        ):
            j += 1
        elif tag == "," and j > first:
            listed = _list_end(p, j, end)
            named = p.tokens.is_capital(j + 1) and not p.tokens.is_capital(first)
            while listed > j and named and p.tokens.is_capital(j - 1):
                j -= 1
            if listed <= j or named:
                break
            return first, listed
        else:
            break
    if j == first:
        return first, first
    j = _complement(p, j, end)
    if clause and p.tag(j) == "Y":
        limit = j + (_CLAUSE if j == first + 1 else max(4, j - first + 1))
        after = relative_end(p, j, end)
        j = after if after <= limit else j
    first, j = trim(p, first, j)
    return first, per_end(p, j, end)


def per_end(p: Parse, j: int, end: int) -> int:
    """Past "per hari", "per kereta", "dalam sehari"; `j` when no such words stand there."""
    if j + 1 < end and p.word(j) == "per" and p.tag(j + 1) in "NX":
        k = j + 2
        while k < min(end, j + 4) and p.tags[k] == "N":
            k += 1
        return k
    if j + 1 < end and p.word(j) in ("dalam", "a", "an") and p.grammar.has("span", p.word(j + 1)):
        return j + 2
    return j


def _modifies(p: Parse, j: int, first: int) -> bool:
    return j == first or p.tags[j - 1] != "N"


def _joins(p: Parse, j: int, end: int) -> bool:
    """Whether "dan" joins two nouns of one phrase: no figure, verb or clause follows."""
    k = j + 1
    while k < end and p.tags[k] in "N-":
        k += 1
    return k > j + 1 and p.tag(k) not in "VALF" and not p.grammar.is_head(p.word(j + 1)) and p.word(j + 1) != "lain"


def _list_end(p: Parse, j: int, end: int) -> int:
    """The end of a list "A, B, dan C" whose first comma is token `j`; `j` when there is none."""
    k, closing = j, False
    while k < min(end, j + _LIST_REACH) and p.tags[k] in "N-,&":
        if p.tags[k] == "&":
            closing = True
        elif closing and p.tags[k] == ",":
            break
        k += 1
    return k if closing and p.tag(k) not in "VALF" and p.tags[k - 1] == "N" else j


def _complement(p: Parse, j: int, end: int) -> int:
    """Past one prepositional phrase, or two of them when the first is short."""
    for _ in range(2):
        if p.tag(j) not in "PW" or j + 1 >= end or p.tag(j + 1) == "-":
            return j
        k = j + 2 if p.word(j + 1) in _SECOND_PARTS else j + 1
        while k < end and p.tags[k] == "d":
            k += 1
        start = k
        while k < min(end, start + 5) and _goes_on(p, k, start, end):
            k += 1
        if k == start:
            return j
        if p.tag(k) == "D":
            k += 1
        if p.tag(k) == "F":
            return j
        if k - start > 2:
            return k
        j = k
    return j


def _goes_on(p: Parse, k: int, start: int, end: int) -> bool:
    tag = p.tags[k]
    if tag in "N-" or (tag == "&" and p.tag(k + 1) == "N" and _joins(p, k, end)):
        return True
    return tag == "V" and p.grammar.language == "en" and p.tag(k + 1) == "N" and _modifies(p, k, start)


def complement(p: Parse, j: int, end: int) -> Span:
    """The prepositional phrase at token `j`; empty when there is none."""
    return j, _complement(p, j, end)


def relative_end(p: Parse, j: int, end: int) -> int:
    """Past the relative clause that opens at token `j`; `j` when it holds a figure or does not end cleanly."""
    return _relative_english(p, j, end) if p.grammar.language == "en" else _relative(p, j, end)


def _relative(p: Parse, j: int, end: int) -> int:
    """As in "yang ditembakkan dari Suriah", "yang belum memenuhi standar": verb, object and complement."""
    k = j + 1
    while k < end and p.tags[k] in "A!":
        k += 1
    if p.tag(k) == "V":
        k = predicate_end(p, k, end)
    elif p.tag(k) == "N":
        k = _chain(p, k, end)
        while p.tag(k) in "A!":
            k += 1
        k = predicate_end(p, k, end) if p.tag(k) == "V" else _complement(p, k, end)
    elif p.tag(k) in "PW":
        after = _complement(p, k, end)
        k = after if after > k else j
    else:
        return j
    if p.tag(k) == "D":
        k += 1
    return k if k - j <= _CLAUSE_LIMIT + 2 else j


def predicate_end(p: Parse, k: int, end: int) -> int:
    """Past the verbs at token `k`, object and complement; before them if only a figure would complete them."""
    first = k
    while k < end and (p.tags[k] == "V" and (k == first or _same_predicate(p, k))):
        k += 1
    verbs = k
    k = _chain(p, k, end)
    k = _complement(p, k, end)
    while k == verbs and p.tag(k) == "A" and k < verbs + 2:
        k += 1
    return first - 1 if p.tag(k) in "FL" and k == verbs else k


def _same_predicate(p: Parse, k: int) -> bool:
    """As in "selesai dibangun", "berhasil menjual"; a passive after another full verb begins the main clause."""
    return not p.word(k).startswith("di") or p.word(k - 1) in _ASPECT


def _chain(p: Parse, k: int, end: int) -> int:
    """Past nouns, with "dan" between two of them."""
    first = k
    while k < min(end, first + 5) and (p.tags[k] in "N-" or (p.tags[k] == "&" and k > first and _joins(p, k, end))):
        k += 1
    return k


def _relative_english(p: Parse, j: int, end: int) -> int:
    k = j + 1
    while k < min(end, j + 1 + _CLAUSE_LIMIT) and p.tags[k] in "NVA!-PWDd&":
        if p.tags[k] == "V" and p.tags[k - 1] == "V" and p.word(k).startswith("di"):
            break
        k += 1
    if k < end and (p.tags[k] in "FYL" or (k == j + 1 + _CLAUSE_LIMIT and p.tags[k] in "NVA!-PWDd&")):
        verb = next((i for i in range(j + 1, k) if p.tags[i] == "V"), k)
        cut = next((i for i in range(verb + 1, k) if p.tags[i] in "PWA"), j)
        return cut if cut > verb + 1 or (cut > verb and cut > j + 1) else j
    k = trim(p, j, k)[1]
    return k if k > j + 1 else j


def passive_end(p: Parse, j: int, end: int) -> int:
    """Past an objectless verb and its complement ("digunakan dalam aplikasi listrik"); `j` when there is none."""
    if (
        p.grammar.language == "en"
        or p.tag(j) != "V"
        or p.tag(j + 1) != "P"
        or not p.word(j).startswith(("di", "ber", "ter"))
    ):
        return j
    k = _complement(p, j + 1, end)
    return k if k > j + 1 else j


def without_complement(p: Parse, span: Span, limit: int) -> Span:
    """A phrase of at most `limit` tokens: cut before its first preposition, else begun after its last one."""
    first, last = span
    if last - first <= limit:
        return span
    links = [i for i in range(first + 1, last) if p.tags[i] in "PWY"]
    if links and links[0] - first <= limit:
        return first, links[0]
    if links and last - links[-1] - 1 <= limit:
        return trim(p, links[-1] + 1, last)
    return first, first
