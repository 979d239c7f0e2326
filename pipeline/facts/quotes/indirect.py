"""Reported clauses without marks: after a reporting verb, after "menurut X", or around ", kata X,".

Reads one sentence at a time; marked speech is read in `direct`, Chinese in `chinese`.
"""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.facts.quotes.attribution import speaker_after
from pipeline.facts.quotes.cues import Cues
from pipeline.facts.quotes.direct import source_speaker
from pipeline.facts.quotes.discourse import Discourse, Speaker
from pipeline.facts.quotes.headline import headline_report
from pipeline.facts.quotes.report import LEAST_WORDS, Report, trimmed
from pipeline.facts.quotes.sentence import Sentence
from pipeline.facts.quotes.subject import sentence_subject, speaker_before

_FINAL_PREFIX = 5  # words a statement has at least when its attribution ends the sentence
_CLOSING_WORDS = 8  # words an aside after a closing "X said" has at most
_CLOSING_CLAUSE = 14  # the same for a clause of time: "X said while visiting …"
_LEAD_WORDS = 5  # words a connective phrase has at most ("oleh karena itu")


class Reader:
    """Reads the reported clauses of one sentence; `used` are words that already attribute a marked stretch."""

    def __init__(
        self, sentence: Sentence, cues: Cues, discourse: Discourse, used: set[int], is_nested: bool = False
    ) -> None:
        self._s = sentence
        self._cues = cues
        self._discourse = discourse
        self._used = used
        self._is_nested = is_nested

    def reports(self) -> Iterator[Report]:
        """Reports in text order, not overlapping."""
        cues, words = self._cues, self._s.words
        if self._s.is_headline and (found := headline_report(self._s, cues, self._discourse)) is not None:
            yield found
            return
        if cues.triggers.isdisjoint(words):
            return
        index = 0
        while index < len(words):
            word = words[index]
            found = None
            if word in cues.triggers and index not in self._used:
                if word in cues.clauses:
                    found = self._clause(index)
                if found is None and not self._is_nested:
                    found = self._tagged(index)
            if found is None:
                index += 1
                continue
            yield found
            index = max(self._s.index_at(found.end), index + 1)
            if found.final:
                return

    def _report(
        self, start: int, end: int, speaker: Speaker, index: int, final: bool = False, least: int = LEAST_WORDS
    ) -> Report | None:
        return trimmed(self._s, start, end, speaker, (self._s.starts[index], self._s.ends[index]), final, least)

    # -- after a verb ------------------------------------------------------------------------------------------------

    def _clause(self, index: int) -> Report | None:
        s, cues = self._s, self._cues
        takes = cues.clauses[s.words[index]]
        if index and s.is_capital(index) and not s.is_headline:
            return None  # within a title: "Kemerdekaan Menyampaikan Pendapat"
        if takes == "named" and self._has_participle(index):
            return None
        if self._is_denied(index) and not (takes == "denial" and s.words[index - 1] in ("tidak", "tak")):
            return None
        start = self._content(index, takes)
        if start is None:
            return self._said_last(index)
        if (inside := self._parenthesis(index)) is not None:
            return inside
        if self._is_closing(index) and (last := self._said_last(index)) is not None:
            return last
        speaker = speaker_before(s, index, 0, cues, self._discourse)
        end = s.end
        if speaker is None and (index <= 1 or not self._is_nested):
            speaker, end = self._shared(index)
        if speaker is None:
            return None
        if takes in ("named", "personal", "denial") and speaker.actor is None:
            return None
        if takes == "personal" and not speaker.is_person:
            return None
        if self._is_nested and speaker.surface is not None and speaker.surface.lower() in cues.persons:
            return None  # "dia" in somebody's speech may be anybody
        if self._is_nested and speaker.actor is None and s.words[0] not in cues.unnamed and s.gap(0).strip() != "(":
            return None
        if s.index_at(end) - start < LEAST_WORDS:
            return self._said_last(index)
        return self._report(s.starts[start], self._until_contrast(start, end), speaker, index)

    def _has_participle(self, index: int) -> bool:
        """Whether what was said follows in a participle: "denied the claim, saying …"."""
        s, cues = self._s, self._cues
        if cues.verb_first:
            return False
        return any(
            s.words[at].endswith("ing") and s.words[at] in cues.clauses and "," in s.gap(at)
            for at in range(index + 2, len(s.words) - LEAST_WORDS)
        )

    def _is_denied(self, index: int) -> bool:
        cues, words = self._cues, self._s.words
        at = index - 1
        while at >= 0 and words[at] in cues.adverbs:
            at -= 1
        return at >= 0 and words[at] in cues.negations and "," not in self._s.gap(at + 1)

    def _content(self, index: int, takes: str) -> int | None:
        """Index of the first word of what is reported by the verb at `index`; None when nothing follows as it must."""
        s, cues = self._s, self._cues
        words, at = s.words, index + 1
        if at >= len(words):
            return None
        pause = "," in s.gap(at) or ":" in s.gap(at)
        if not pause:
            beyond = at
            while beyond < len(words) and words[beyond] in cues.adverbs and beyond < at + 3:
                beyond += 1
            if beyond < len(words) and (words[beyond] in cues.links or ("," in s.gap(beyond) and beyond > at)):
                at, pause = beyond, True
        beyond = at
        while beyond < min(len(words) - 1, at + 4) and (
            words[beyond] in cues.times or (beyond > at and (words[beyond] == "the" or words[beyond].isdecimal()))
        ):
            beyond += 1
        if words[beyond] in cues.links:  # "said late this month that"
            return beyond + 1
        if words[at] in cues.links or (words[at] in cues.loose_links and not pause):
            return at + 1
        if not pause and self._is_deed(at):
            return None
        if takes == "marked" and not pause:
            return self._past_addressee(at, takes) if words[at] in cues.addressees else None
        if not pause and (words[at] in cues.addressees or takes == "addressed"):
            return self._past_addressee(at, takes)
        return at

    def _is_deed(self, at: int) -> bool:
        """Whether the verb tells of an act: "menyampaikan sambutan", "menyampaikan hal itu saat …"."""
        s, cues = self._s, self._cues
        if s.words[at] in cues.definites | cues.deeds:
            return not any(word in cues.links for word in s.words[at + 1 : at + 12])
        return False

    def _past_addressee(self, at: int, takes: str) -> int | None:
        s, cues = self._s, self._cues
        for link in range(at, min(at + 22, len(s.words))):
            if s.words[link] in cues.links:
                return link + 1
        if takes == "marked":
            return None
        if s.words[at] in cues.topics:
            return None
        if s.words[at] in cues.recipients:
            for comma in range(at + 1, min(at + 14, len(s.words))):
                if "," in s.gap(comma) and len(s.words) - comma >= LEAST_WORDS:
                    return comma
            return None if cues.verb_first else at + 1
        return s.last_of(at) + 1 if takes == "addressed" and s.names[at] is not None else at

    def _said_last(self, index: int) -> Report | None:
        """'The plan is ready, the minister said.'."""
        s = self._s
        comma = s.text.rfind(",", s.start, s.starts[index])
        if comma < 0 or s.index_at(comma) < LEAST_WORDS or self._is_nested:
            return None
        after = self._cues.times if self._cues.verb_first else self._cues.times | self._cues.asides
        if index + 1 < len(s.words) and s.words[index + 1] not in after and not self._is_closing(index):
            return None
        speaker = speaker_before(s, index, s.index_at(comma), self._cues, self._discourse)
        return self._report(s.start, comma, speaker, index, final=True) if speaker else None

    def _parenthesis(self, index: int) -> Report | None:
        """'The problem, the minister says, is that nobody pays.'."""
        s, cues = self._s, self._cues
        comma = s.text.rfind(",", s.start, s.starts[index])
        first = s.index_at(comma) if comma >= 0 else 0
        if (
            cues.verb_first
            or not 0 < first < index
            or "," not in s.gap(index + 1)
            or index - first > _CLOSING_WORDS
            or s.words[0] in cues.asides | cues.leads | cues.clauses.keys()
            or s.names[first - 1] is not None
        ):
            return None
        speaker = speaker_before(s, index, first, cues, self._discourse)
        return self._report(s.start, s.end, speaker, index) if speaker is not None else None

    def _is_closing(self, index: int) -> bool:
        """Whether an aside ends the sentence after the verb: "…, the minister said in an email"."""
        s, cues = self._s, self._cues
        rest = s.words[index + 1 :]
        comma = max(s.start, s.text.rfind(",", s.start, s.starts[index]))
        most = _CLOSING_CLAUSE if rest and rest[0] in cues.closings else _CLOSING_WORDS
        return (
            not cues.verb_first
            and 0 < len(rest) <= most
            and (rest[0] in cues.asides | cues.times or cues.clauses[s.words[index]] == "addressed")
            and (s.words[0] not in cues.asides or (rest[0] in cues.closings and s.text[s.start : comma].count(",") > 0))
            and cues.links.isdisjoint(rest)
        )

    def _shared(self, index: int) -> tuple[Speaker | None, int]:
        """Speaker of a verb without a subject of its own, and where its clause ends."""
        s, cues = self._s, self._cues
        before = s.words[index - 1] if index else ""
        if (
            before in cues.companions
            and index > 1
            and s.words[index + 1] not in cues.links
            and "," not in s.gap(index + 1)
            and (cues.verb_first or cues.clauses[s.words[index]] != "report")
        ):
            return None, s.end  # "datang dan mengingatkan warga" tells of acts
        if index <= 1 and (before in cues.companions or index == 0):
            for verb in range(index + 2, len(s.words)):
                if s.words[verb] in cues.clauses:
                    speaker = speaker_before(s, verb, index + 1, cues, self._discourse)
                    comma = s.text.rfind(",", s.starts[index], s.starts[verb])
                    if speaker is not None and comma > 0:
                        return speaker, comma
            return None, s.end
        by_letter = not cues.verb_first and before in cues.documents  # "sent a letter stating …"
        if self._is_nested or not (before in cues.companions or "," in s.gap(index) or by_letter):
            return None, s.end
        return sentence_subject(s, index, cues, self._discourse), s.end

    def _until_contrast(self, start: int, end: int) -> int:
        """End of the clause, cut where another main clause with its own reporting verb begins ("…, sementara Y …")."""
        s = self._s
        for index in range(start + LEAST_WORDS, s.index_at(end)):
            if s.words[index] in self._cues.contrasts and "," in s.gap(index):
                rest = s.words[index + 1 :]
                if any(word in self._cues.clauses for word in rest):
                    return s.ends[index - 1]
        return end

    # -- with a tag --------------------------------------------------------------------------------------------------

    def _tagged(self, index: int) -> Report | None:
        s, cues = self._s, self._cues
        word = s.words[index]
        pair = " ".join(s.words[index : index + 2])
        if word in cues.sources or pair in cues.sources:
            speaker = source_speaker(s, index, cues, self._discourse)
        elif word in cues.inside and index > 1 and s.words[index - 1] != "yang":
            return self._report(*self._around(index), self._discourse.pronoun(None, s.ends[index]), index)
        elif word in cues.agents:
            speaker = self._agent(index)
        elif word in cues.tags:
            speaker = self._tag_speaker(index)
        else:
            return None
        return self._placed(index, speaker) if speaker is not None else None

    def _around(self, index: int) -> tuple[int, int]:
        s = self._s
        first = 0
        while first < index and s.words[first] in self._cues.leads:
            first += 1
        return s.starts[first], s.end

    def _agent(self, index: int) -> Speaker | None:
        s, cues = self._s, self._cues
        if s.words[index] in cues.clitics:
            return self._discourse.pronoun(None, s.ends[index])
        at = index + 1 + (not cues.by.isdisjoint(s.words[index + 1 : index + 2]))
        speaker = speaker_after(s, at, cues, self._discourse) if index == 0 or self._is_lead(index) else None
        if speaker is None:
            return None
        after = s.index_at(speaker.end)
        while after < len(s.words) and s.words[after] in cues.adverbs and "," not in s.gap(after):
            after += 1
        if not s.gap(after).startswith(","):
            return None
        return replace(speaker, end=s.ends[after - 1])

    def _tag_speaker(self, index: int) -> Speaker | None:
        s, cues = self._s, self._cues
        word = s.words[index]
        comma = "," in s.gap(index) or (index == 0 and word in cues.clitics | cues.loose)
        if index == 0 and len(s.words) > 2 and s.words[1] in cues.persons:
            comma = comma or "," in s.gap(2)  # "Jelas beliau, …"
        if word in cues.clitics:
            after = index + 1
            while after < len(s.words) and s.words[after] in cues.adverbs and "," not in s.gap(after):
                after += 1
            ends = after == len(s.words) or "," in s.gap(after) or s.words[after] in cues.asides
            if word not in cues.loose and not (comma and ends):
                return None
            return self._discourse.pronoun(None, s.ends[index])
        if not comma and (word in cues.clauses or word not in cues.loose):
            return None
        speaker = speaker_after(s, index + 1, cues, self._discourse)
        if speaker is None or (not comma and not (speaker.is_person and speaker.actor is not None)):
            return None
        if speaker.actor is None and not comma:
            return None
        return speaker

    def _is_lead(self, index: int) -> bool:
        return index <= _LEAD_WORDS and all(
            word in self._cues.leads | self._cues.relays or word == "yang" for word in self._s.words[:index]
        )

    def _placed(self, index: int, speaker: Speaker) -> Report | None:
        """The report around an attribution: after it at the sentence's beginning, before it at its end, else both."""
        s, cues = self._s, self._cues
        after, word = max(speaker.end, s.ends[index]), s.words[index]
        rest = s.index_at(after)
        if self._is_lead(index) or (s.is_capital(index) and word in cues.sources):
            return self._report(self._past_aside(after, rest), s.end, speaker, index)
        if self._is_last(index, rest):
            return self._report(s.start, s.ends[index - 1], speaker, index, final=True, least=2)
        if s.words[index] in cues.agents:
            return None
        return self._report(s.start, s.end, speaker, index)

    def _is_last(self, index: int, rest: int) -> bool:
        """Whether nothing of the report follows the attribution: "…, kata X di Jakarta, Rabu."."""
        s, cues = self._s, self._cues
        if all(word in cues.adverbs for word in s.words[rest:]):
            return True
        if "," not in s.gap(index):
            return False
        if not cues.verb_first and index >= _FINAL_PREFIX and " ".join(s.words[index : index + 2]) in cues.sources:
            return True  # "…, according to X, adding to …"
        word, gap = s.words[rest], s.gap(rest)
        if "," not in gap:
            return word in cues.asides or word in cues.clauses or "(" in gap
        points_back = rest + 1 < len(s.words) and s.words[rest + 1] in cues.definites  # "saat ini" goes on
        if index < _FINAL_PREFIX or points_back:
            return False
        return word in cues.times | cues.closings or (word in cues.asides and len(s.words) - rest <= 12)

    def _past_aside(self, after: int, rest: int) -> int:
        """Beyond "…, Menteri BUMN, " or "… dalam keterangannya, " between the speaker and the statement."""
        s, cues = self._s, self._cues
        if rest >= len(s.words) or s.words[rest - 1] in cues.clitics:
            return after
        comma = s.text.find(",", s.starts[rest], s.end)
        last = s.index_at(comma)
        if comma < 0 or last - rest > 12:
            return after
        if "," not in s.text[after : s.starts[rest]]:
            return comma if s.words[rest] in cues.asides else after
        return comma if self._is_title(rest, last) else after

    def _is_title(self, first: int, last: int) -> bool:
        """Whether words `first`..`last` are an apposition: "Menteri BUMN", "salah satu pendiri Nusadata"."""
        s, cues = self._s, self._cues
        if any(name is not None and name.entity_type == "PERSON" for name in s.names[first:last]):
            return False
        if s.words[first] in cues.individuals | cues.members:
            return True
        return s.words[first] in cues.titles and all(
            s.is_capital(at) or s.words[at] in cues.companions for at in range(first, last)
        )
