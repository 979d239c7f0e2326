"""Finding the subject of a reporting verb: "Nama, jabatan, mengatakan", "Badan X menyatakan", "Ia menambahkan".

Reads one sentence at a time; phrases after a reporting word are read in `attribution`.
"""

from pipeline.facts.quotes.attribution import STOPS, is_relative, named, surface_of, unnamed
from pipeline.facts.quotes.cues import Cues
from pipeline.facts.quotes.discourse import Discourse, Speaker
from pipeline.facts.quotes.sentence import Sentence

_REACH = 80  # words looked back from a verb for its subject


def is_governed(sentence: Sentence, index: int, cues: Cues) -> bool:
    """Whether the name at word `index` is the object of a preposition or verb ("bertemu Presiden X", "oleh X")."""
    at = sentence.first_of(index) - 1
    low = max(-1, at - 20)
    if is_relative(sentence, index, cues):
        return True
    if at >= 0 and "," in sentence.gap(at + 1):
        return False
    while at > low:
        if sentence.words[at] in cues.title_links and (title := _title_before(sentence, at, cues)) is not None:
            at = title
        elif sentence.words[at] in cues.governors:
            absolute = sentence.words[at] in cues.companions and at > 0 and "," in sentence.gap(at)
            return not absolute  # ", dengan China mengusulkan …" has a subject of its own
        if not (sentence.is_capital(at) or sentence.names[at] is not None or sentence.words[at] in cues.openers):
            return False
        if "," in sentence.gap(at) and at > 0:
            return False
        at -= 1
    return False


def _title_before(sentence: Sentence, at: int, cues: Cues) -> int | None:
    """Index of the office that the preposition at word `at` belongs to: "Duta Besar X untuk Y", "analis dari Y"."""
    office = cues.titles | cues.individuals | cues.spokespersons
    for index in range(at - 1, max(-1, at - 8), -1):
        if sentence.words[index] in office:
            return index
        if (
            "," in sentence.gap(index + 1)
            or sentence.words[index] in cues.governors | cues.asides | cues.clauses.keys()
        ):
            return None
    return None


def speaker_before(sentence: Sentence, verb: int, low: int, cues: Cues, discourse: Discourse) -> Speaker | None:
    """The subject of the reporting verb at word `verb`, sought from word `low` on; None when nobody speaks."""
    words = sentence.words
    low = max(low, verb - _REACH)
    at = verb - 1
    while at >= low and _is_adverb(sentence, at, cues):
        at -= 1
    if at < low or (
        any(word in cues.negations for word in words[at:verb]) and cues.clauses.get(words[verb]) != "denial"
    ):
        return None
    if words[at] in cues.negations:
        at -= 1
        if at < low:
            return None
    if STOPS & set(sentence.gap(at + 1)):
        return None
    if words[at] in cues.persons:
        return discourse.pronoun(surface_of(sentence, at, at), sentence.ends[at])
    if words[at] in cues.plurals:
        return Speaker(None, surface_of(sentence, at, at), sentence.ends[at], False)
    if "," in sentence.gap(at + 1):
        return (
            _across_aside(sentence, at, low, cues)
            or _before_aside(sentence, at, low, cues, discourse)
            or _first_phrase(sentence, at, low, cues, discourse)
        )
    if words[at] in ("yang", "who"):
        at -= 1
        name = sentence.names[at] if at >= low else None
        if name is None or name.entity_type != "PERSON":
            return None
    name = sentence.names[at]
    if name is not None and name.entity_type == "PERSON" and is_relative(sentence, at, cues):
        return Speaker(None, surface_of(sentence, sentence.first_of(at) - 1, at), name.end, True)
    if name is not None and name.entity_type == "PERSON":
        return _person_subject(sentence, at, low, cues) or _circle(sentence, at, low, cues)
    return (
        _before_aside(sentence, at, low, cues, discourse)
        or _bare_subject(sentence, at, low, cues, discourse)
        or _circle(sentence, at, low, cues)
    )


def _is_adverb(sentence: Sentence, at: int, cues: Cues) -> bool:
    """Whether word `at` is an adverb: "ini" is one in "hari ini", not in "pria berusia 44 tahun ini"."""
    words = sentence.words
    if words[at] not in cues.adverbs or sentence.names[at] is not None:
        return False
    if words[at] not in cues.definites or at == 0:
        return True
    return words[at - 1] in cues.spans and not (at > 1 and words[at - 2].isdecimal())


def _has_thing_as_head(sentence: Sentence, index: int, low: int, cues: Cues) -> bool:
    """Whether the clause that ends in word `index` has a thing that cannot speak as its first noun."""
    at = sentence.first_of(index)
    while at > low and "," not in sentence.gap(at):
        at -= 1
    while at < index and sentence.words[at] in cues.leads and sentence.words[at] not in cues.heads:
        at += 1
    return sentence.words[at] in cues.heads


def _person_subject(sentence: Sentence, index: int, low: int, cues: Cues) -> Speaker | None:
    """The person at `index`, or an earlier one when that one is an object: "X usai bertemu Y mengatakan"."""
    if _has_thing_as_head(sentence, index, low, cues):
        return None
    name = sentence.names[index]
    if not is_governed(sentence, index, cues):
        return named(name) if name else None
    earlier = sentence.first_of(index) - 1
    while earlier >= low:
        candidate = sentence.names[earlier]
        if candidate is not None and candidate.entity_type == "PERSON" and not is_governed(sentence, earlier, cues):
            return named(candidate)
        if sentence.words[earlier] in cues.heads:
            return None
        earlier -= 1
    return None


def _across_aside(sentence: Sentence, at: int, low: int, cues: Cues) -> Speaker | None:
    """The person before an aside set off by commas: "X, ketua Y, mengatakan", "Ketua Y, X, mengatakan"."""
    commas = 0
    while at >= low and commas < 4:
        name = sentence.names[at]
        if "," in sentence.gap(at + 1):
            commas += 1
            if name is not None and name.entity_type == "PERSON" and not is_governed(sentence, at, cues):
                return _person_subject(sentence, at, low, cues)
        at = sentence.first_of(at) - 1
    return None


def _before_aside(sentence: Sentence, at: int, low: int, cues: Cues, discourse: Discourse) -> Speaker | None:
    """The person (or body) before an aside without commas: "Biden dalam pidatonya menyebut", "X (Y) mengatakan"."""
    index = at
    while index >= low:
        name = sentence.names[index]
        first = sentence.first_of(index)
        following = sentence.text[sentence.ends[index] : sentence.starts[index + 1]]
        opens = sentence.words[index + 1] in cues.asides or following.strip() == "("
        is_person = name is not None and name.entity_type == "PERSON"
        if name is not None and (opens or (is_person and following == ", ")) and not is_governed(sentence, index, cues):
            before = sentence.words[first - 1] if first > low else ""
            if is_person or not before or before in cues.bodies or before in cues.leads - cues.asides - cues.governors:
                return None if _has_thing_as_head(sentence, index, low, cues) else named(name)
        elif opens and sentence.words[index] in cues.persons:
            return discourse.pronoun(surface_of(sentence, index, index), sentence.ends[index])
        if "," in sentence.gap(first) and index < at - 12:
            return None
        index = first - 1
    return None


def _bare_subject(sentence: Sentence, at: int, low: int, cues: Cues, discourse: Discourse) -> Speaker | None:
    """A subject without a person's name that ends at word `at`: a body, a country, a bare title, an unnamed speaker."""
    first = at
    opener: int | None = None
    while first >= low:
        word = sentence.words[first]
        if (first < at and STOPS & set(sentence.gap(first + 1))) or ("," in sentence.gap(first + 1) and first < at):
            break
        if word in cues.openers:
            opener = first
        elif not (sentence.is_capital(first) or sentence.names[first] is not None or first == at) and (
            opener is not None or word in cues.governors | cues.asides | cues.links
        ):
            break
        if at - first > 12:
            break
        first -= 1
    name = sentence.names[at]
    if name is not None and (opener is None or opener > at):
        start = sentence.first_of(at)
        if _has_thing_as_head(sentence, at, low, cues) or is_governed(sentence, at, cues):
            return None
        before = sentence.words[start - 1] if start > low else ""
        linking = cues.leads | cues.companions | cues.links | cues.articles
        plain = start == low or "," in sentence.gap(start) or before in linking
        return named(name) if plain or name.entity_type == "ORG" else None
    if opener is None:
        return _unknown_name(sentence, at, low, cues)
    if opener > low and sentence.words[opener - 1] in cues.title_links:  # the body that a person belongs to
        office = _title_before(sentence, opener - 1, cues)
        opener = opener if office is None else office
    if _has_thing_as_head(sentence, opener, low, cues):
        return None
    body = next((n for n in sentence.names[opener : at + 1] if n is not None), None)
    before = sentence.words[opener - 1] if opener > low and "," not in sentence.gap(opener) else ""
    linking = cues.leads | cues.companions | cues.links | cues.articles
    if not cues.verb_first and before in cues.governors - linking:
        return None  # "sent a letter to management stating …"
    if before in cues.articles:
        opener -= 1
    if before and sentence.words[opener] in cues.titles and before not in linking:
        return Speaker(None, surface_of(sentence, opener, at), sentence.ends[at], False)  # "dua calon ketua umum"
    return unnamed(sentence, opener, at, body, cues, discourse)


def _circle(sentence: Sentence, at: int, low: int, cues: Cues) -> Speaker | None:
    """Unnamed speakers told by a clause of their own: "two people briefed on the matter", "warga yang ditemui"."""
    words, first = sentence.words, low
    while first < at and words[first] in cues.leads | cues.links and words[first] not in cues.unnamed:
        first += 1
    noun = first
    while noun < at and words[noun] in cues.articles | cues.quantifiers:
        noun += 1
    if words[noun] not in cues.unnamed | cues.individuals or sentence.names[noun] is not None:
        return None
    if any("," in sentence.gap(index) or STOPS & set(sentence.gap(index)) for index in range(noun + 1, at + 1)):
        return None
    if any(word in cues.clauses for word in words[noun : at + 1]):
        return None
    return Speaker(None, surface_of(sentence, first, noun), sentence.ends[at], False)


def _unknown_name(sentence: Sentence, at: int, low: int, cues: Cues) -> Speaker | None:
    """A capitalised subject that is no known name: a speaker without an actor."""
    first = at
    while first > low and sentence.is_capital(first - 1) and "," not in sentence.gap(first):
        first -= 1
    word = sentence.words[first]
    small = cues.heads | cues.leads | cues.asides | cues.governors | cues.links | cues.companions
    if not sentence.text[sentence.starts[at]].isupper() or word in small or _has_thing_as_head(sentence, at, low, cues):
        return None
    if any(name is not None for name in sentence.names[first : at + 1]):
        return None
    return Speaker(None, surface_of(sentence, first, at), sentence.ends[at], True)


def _first_phrase(sentence: Sentence, at: int, low: int, cues: Cues, discourse: Discourse) -> Speaker | None:
    """A subject without a person's name before an aside between commas: "Badan X, Selasa, menyatakan"."""
    first = low
    while first < at and sentence.words[first] in cues.leads and sentence.words[first] not in cues.openers:
        first += 1
    last = first
    while last < at and "," not in sentence.gap(last + 1):
        last += 1
    if last == at or not (sentence.names[first] is not None or sentence.words[first] in cues.openers):
        return None
    return _bare_subject(sentence, last, first, cues, discourse)


def sentence_subject(sentence: Sentence, verb: int, cues: Cues, discourse: Discourse) -> Speaker | None:
    """The subject of the sentence's main clause, for a second verb that has none of its own (", menekankan …")."""
    at = max(0, verb - _REACH)
    while at < verb:
        word, name = sentence.words[at], sentence.names[at]
        if word in cues.heads and (at == 0 or sentence.words[at - 1] in cues.leads):
            return None
        if name is not None and name.entity_type == "PERSON" and not is_governed(sentence, at, cues):
            return named(name)
        if word in cues.persons:
            return discourse.pronoun(surface_of(sentence, at, at), sentence.ends[at])
        at = sentence.last_of(at) + 1
    return None if cues.verb_first else _opening_body(sentence, verb, cues, discourse)


def _opening_body(sentence: Sentence, verb: int, cues: Cues, discourse: Discourse) -> Speaker | None:
    """The body, circle or office that opens the sentence: "Nusadata denied it, saying …", "The group … but said"."""
    words, first = sentence.words, 0
    while first < verb and words[first] in cues.leads | cues.contrasts and sentence.names[first] is None:
        first += 1
    name = sentence.names[first] if first < verb else None
    if name is not None:
        last = sentence.last_of(first)
        return named(name) if name.entity_type == "ORG" and "’" not in sentence.gap(last + 1) else None
    noun = first
    while noun < verb and (words[noun] in cues.articles | cues.quantifiers):
        noun += 1
    while noun < min(verb, first + 5) and words[noun] not in cues.openers and words[noun] not in cues.heads:
        noun += 1
    if (
        noun >= verb
        or words[noun] not in cues.openers
        or any("," in sentence.gap(i) for i in range(first + 1, noun + 1))
    ):
        return None
    last = noun
    while last + 1 < verb and words[last + 1] in cues.openers:
        last += 1
    apposed = sentence.names[last + 1] if "," in sentence.gap(last + 1) else None
    if apposed is not None and apposed.entity_type == "ORG":
        return named(apposed)  # "The group, Nusadata Watch, sent a letter stating …"
    body = next((n for n in sentence.names[first : last + 1] if n is not None), None)
    if body is not None and words[last] in cues.bodies | cues.governments:
        return named(body)
    return unnamed(sentence, first if words[first] in cues.articles else noun, last, body, cues, discourse)
