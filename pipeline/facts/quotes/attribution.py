"""Finding the speaker after a reporting word: "ujar Menteri X, Nama", "kata dia", "tulis Kementerian Y".

Reads one sentence at a time; subjects before a verb are found in `subject`, pronouns and bare titles are resolved by
`discourse`.
"""

from pipeline.facts.model import Mention
from pipeline.facts.quotes.cues import Cues
from pipeline.facts.quotes.discourse import Discourse, Speaker
from pipeline.facts.quotes.sentence import MASK, Sentence

_NAME_REACH = 24  # words a title may take between the reporting word and the name ("kata Kepala Bidang … Nama")
_TITLE_REACH = 14  # words between a comma in a title and the name ("Kepala Dusun X, Kelurahan Y, Kecamatan Z, Nama")
STOPS = frozenset("“”.;!?:" + MASK)


def is_relative(sentence: Sentence, index: int, cues: Cues) -> bool:
    """Whether the name at word `index` only tells whose relative or friend is meant: "istri Budi", "kakak Budi ini"."""
    first = sentence.first_of(index)
    return first > 0 and sentence.words[first - 1] in cues.kin and not sentence.gap(first).strip()


def named(mention: Mention) -> Speaker:
    """The speaker that a name means."""
    return Speaker(mention.actor, mention.surface, mention.end, mention.entity_type == "PERSON")


def speaker_after(sentence: Sentence, index: int, cues: Cues, discourse: Discourse) -> Speaker | None:
    """The speaker whose phrase begins at word `index`; None when no speaker's phrase begins there.

    A person is preferred to the body within his title; an unnamed speaker has no actor but keeps his words.
    """
    words = sentence.words
    if index >= len(words) or STOPS & set(sentence.gap(index)):
        return None
    word = words[index]
    is_alone = index + 1 == len(words) or "," in sentence.gap(index + 1)
    if word in cues.persons or (word in cues.objectives and is_alone):  # "according to her, …"
        return discourse.pronoun(surface_of(sentence, index, index), sentence.ends[index])
    if word in cues.plurals:
        return Speaker(None, surface_of(sentence, index, index), sentence.ends[index], False)
    return _phrase_after(sentence, index, cues, discourse)


def _phrase_after(sentence: Sentence, index: int, cues: Cues, discourse: Discourse) -> Speaker | None:
    words = sentence.words
    body: Mention | None = None
    at, last = index, index - 1
    barrier = False
    while at < min(len(words), index + _NAME_REACH):
        gap = sentence.gap(at)
        name = sentence.names[at]
        comma = "," in gap and at > index
        if (
            at > index
            and STOPS & set(gap)
            and not (gap == "." or (gap.strip() == "." and sentence.ends[at - 1] - sentence.starts[at - 1] <= 4))
        ):
            break
        if name is not None and name.entity_type == "PERSON":
            if at > index and is_relative(sentence, at, cues) and not barrier:
                return _relative(sentence, index, at, cues, discourse)
            if not barrier or (comma and words[index] in cues.openers):
                return named(_apposed(sentence, at, index) or _last_of_run(sentence, at, index, cues) or name)
            break
        if comma and not _title_goes_on(sentence, at, cues):
            break
        if not barrier:
            barrier = words[at] in cues.asides | cues.links and not sentence.is_capital(at)
            if barrier and at == index:
                return None
            if not barrier:
                last = sentence.last_of(at)
                body = body or name
        at = sentence.last_of(at) + 1
    return None if last < index else unnamed(sentence, index, last, body, cues, discourse)


def _apposed(sentence: Sentence, at: int, index: int) -> Mention | None:
    """The second name in "kuasa hukum X, Y, …": the phrase begins with an office held for the first."""
    following = sentence.last_of(at) + 1
    if at == index or following >= len(sentence.words) or sentence.gap(following).strip() != ",":
        return None
    second = sentence.names[following]
    if second is None or second.entity_type != "PERSON":
        return None
    after = sentence.last_of(following) + 1
    return second if after == len(sentence.words) or sentence.gap(after).startswith(",") else None


def _relative(sentence: Sentence, index: int, at: int, cues: Cues, discourse: Discourse) -> Speaker:
    """Who is told by a relative's name: "istri Budi, Ani", "istri Budi itu" (the person in focus), else no actor."""
    second = _apposed(sentence, at, index)
    if second is not None:
        return named(second)
    last = sentence.last_of(at)
    if last + 1 < len(sentence.words) and sentence.words[last + 1] in cues.definites:
        return discourse.pronoun(surface_of(sentence, index, last + 1), sentence.ends[last + 1])
    return Speaker(None, surface_of(sentence, index, last), sentence.ends[last], True)


def _last_of_run(sentence: Sentence, at: int, index: int, cues: Cues) -> Mention | None:
    """The last person of an unbroken run of names after an office: "kata Kepala Museum X Y" (X names the museum)."""
    if cues.openers.isdisjoint(sentence.words[index:at]):
        return None
    last: Mention | None = None
    following = sentence.last_of(at) + 1
    while following < min(len(sentence.words), index + _NAME_REACH) and not sentence.gap(following).strip():
        name = sentence.names[following]
        if name is not None and name.entity_type == "PERSON":
            last = name
        elif not sentence.is_capital(following):
            break
        following = sentence.last_of(following) + 1
    return last


def _title_goes_on(sentence: Sentence, at: int, cues: Cues) -> bool:
    """Whether a person's name ends the phrase beyond a comma: "Kepala X, Kecamatan Y, Nama" but not ", Rabu (5/2)"."""
    if sentence.words[at] in cues.times:
        return False
    small = 0
    for following in range(at, min(at + _TITLE_REACH, len(sentence.words))):
        name = sentence.names[following]
        if name is not None and name.entity_type == "PERSON":
            return True
        if STOPS & set(sentence.gap(following)) or "(" in sentence.gap(following):
            return False
        if not sentence.is_capital(following) and name is None:
            small += 1
            if small > 3 or sentence.words[following] in cues.asides:
                return False
    return False


def unnamed(
    sentence: Sentence, first: int, last: int, body: Mention | None, cues: Cues, discourse: Discourse
) -> Speaker | None:
    """A phrase without a person's name: a bare title, a body, an unnamed speaker, or no phrase at all."""
    is_definite = sentence.words[last] in cues.definites and first < last
    while first < last and sentence.words[first] in cues.articles | cues.quantifiers:
        is_definite = is_definite or sentence.words[first] in cues.definite_articles  # "the minister", "sang menteri"
        first += 1
    words = sentence.words[first : last + 1]
    surface, end = surface_of(sentence, first, last), sentence.ends[last]
    name = sentence.names[first]
    if name is not None and name.entity_type != "PERSON":
        return named(name)
    if words[-1] in cues.definites and len(words) > 1 and words[0] in cues.titles | cues.individuals:
        return discourse.pronoun(surface, end)  # "politikus itu", "Menteri Perdagangan tersebut"
    if is_definite and len(words) == 1 and words[0] in cues.individuals - cues.titles:
        return discourse.pronoun(surface, end)  # "the economist", "sang pelatih"
    if words[0] in cues.spokespersons:
        return Speaker(body.actor if body else None, surface, end, False)
    if words[0] in cues.titles:
        title = surface_of(sentence, first, _title_end(sentence, first, last))
        place = body if body is not None and body.entity_type in ("PLACE", "ORG") else None
        found = discourse.title(title, sentence.starts[first], end, place)
        if found is None and body is None:
            found = discourse.title(title.split()[0], sentence.starts[first], end, None)
        if found is None and body is None and len(words) <= 2:
            found = discourse.pronoun(title, end)
        return found or Speaker(None, surface, end, True)
    if words[0] in cues.bodies | cues.governments:
        if body is not None:
            return Speaker(body.actor, body.surface, body.end, False)
        if words[0] in cues.bodies and (words[-1] in cues.bodies | cues.definites):
            return discourse.body(surface, end)
        if words[-1] in cues.unnamed:
            return Speaker(None, surface, end, False)  # "a group of residents"
    if words[0] in cues.unnamed | cues.individuals:
        return Speaker(None, surface, end, False)
    if body is not None and sentence.is_capital(first):
        return Speaker(body.actor, body.surface, body.end, False)
    return Speaker(None, surface, end, True) if sentence.is_capital(first) else None


def _title_end(sentence: Sentence, first: int, last: int) -> int:
    end = first
    while end < last and sentence.names[end + 1] is None and sentence.is_capital(end + 1):
        end += 1
    return end


def surface_of(sentence: Sentence, first: int, last: int) -> str:
    """Words `first`..`last` as written."""
    return sentence.text[sentence.starts[first] : sentence.ends[last]]
