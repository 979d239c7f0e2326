"""Bodies and sites in Han text by what closes their names: 印尼投资部, 青山控股集团, 厦门大学东南亚研究中心.

Only spans; which of them are names of known actors is told by the span they begin with. Text in simplified script.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pipeline import lexicons
from pipeline.facts.model import EntityType
from pipeline.facts.names.han_script import HAN, alternatives, characters, ends_of
from pipeline.facts.names.lexicon import Entry, lexicon

_JOINTS = frozenset("和与及、暨")
_FREE = 5  # characters that a proper name before a tail has at most
_FREE_ALONE = 2  # and at least, when nothing known stands before it
_LEADS = ("国家", "全国", "中央", "最高", "世界", "国际", "环球", "全球")
_DIRECT = ("法院", "检察院", "交易所", "贸促会")
_UNITS = frozenset("省市州县区")
_IS_HAN = re.compile(HAN)


@dataclass(frozen=True, slots=True)
class Known:
    """A name of the lexicon in the text."""

    start: int
    end: int
    entries: tuple[Entry, ...]

    @property
    def entity_type(self) -> EntityType:
        """Type of its first reading."""
        return self.entries[0].entity_type


@dataclass(frozen=True, slots=True)
class Body:
    """A body or a site; `whole` is the known body of which the span is the full name, `place` the country before it."""

    start: int
    end: int
    entity_type: EntityType
    whole: Known | None = None
    place: Known | None = None


@cache
def _title() -> re.Pattern[str]:
    return re.compile(alternatives("titles.zh.txt"))


@cache
def _tails() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = lexicons.table("tails.zh.csv")
    parts = []
    for row in sorted(rows, key=lambda row: -len(row["tail"])):
        barred = "|".join(map(re.escape, filter(None, row["not_before"].split(";"))))
        parts.append(re.escape(row["tail"]) + (f"(?!{barred})" if barred else ""))
    return re.compile("|".join(parts)), {row["tail"]: row["kind"] for row in rows}


def find_bodies(text: str, known: Mapping[int, Known], barred: bytearray) -> Iterator[Body]:
    """Bodies and sites in text order, the outermost of those that end alike; `known` are the known names by end."""
    pattern, kinds = _tails()
    borders: dict[int, int] | None = None
    fields: dict[int, int] = {}
    for tail in pattern.finditer(text):
        whole = known.get(tail.end())
        if barred[tail.end() - 1] == 1:
            continue
        if borders is None:
            borders, fields = ends_of("name_borders.zh.txt", text), ends_of("body_fields.zh.txt", text)
        if whole is not None and whole.entity_type == "ORG" and whole.start not in fields:
            continue
        reading = _Reading(text, known, borders, fields, barred)
        body = reading.read(tail.start(), tail.end(), kinds[tail.group()])
        if body is not None:
            yield body


@dataclass(slots=True)
class _Reading:
    """What stands before one tail, read from right to left."""

    text: str
    known: Mapping[int, Known]
    borders: Mapping[int, int]
    fields: Mapping[int, int]
    barred: bytearray

    def read(self, start: int, end: int, kind: str) -> Body | None:
        at = self._over_fields(start)
        has_field = at < start
        anchor = self.known.get(at)
        free = 0
        if anchor is None and kind not in ("ministry", "party", "direct"):
            free = self._free(at)
            at -= free
            anchor = self.known.get(at)
        if anchor is None:
            return self._alone(at, start, end, kind, free, has_field)
        return self._anchored(anchor, at, start, end, kind)

    def _over_fields(self, at: int) -> int:
        while True:
            begin = self.fields.get(at)
            if begin is None and self.text[at - 1 : at] in _JOINTS and at - 1 in self.fields:
                begin = self.fields[at - 1]
            if begin is None or self.barred[begin] == 1:
                break
            if at in self.known and self.known[at].start <= begin:
                break
            at = begin
        # a joint at the beginning joins two names
        return at

    def _free(self, at: int) -> int:
        """Number of characters back to the nearest border or known name; 0 when there are too many."""
        length = 0
        while length <= _FREE:
            position = at - length
            if position == 0 or position in self.known or position in self.borders:
                return length
            if length > 1 and self.text[position - 1] in _UNITS:
                return length
            if not _IS_HAN.match(self.text, position - 1):
                return length
            length += 1
        return 0

    def _alone(self, at: int, start: int, end: int, kind: str, free: int, has_field: bool) -> Body | None:
        """A name with nothing known before it."""
        head = self.text[at:start]
        if kind in ("company", "school"):
            if free < _FREE_ALONE:
                return None
            return Body(at, end, "ORG")
        if kind in ("ministry", "party"):
            if not has_field or head.endswith("总") or (kind == "ministry" and not self._is_ministry(head, end)):
                return None
            return Body(at, end, "ORG")
        if kind in ("body", "direct"):
            if kind == "direct" and self.text[start:end] in ("最高法院", "国会"):
                return Body(start, end, "ORG")
            if has_field and not free and head.startswith(_LEADS) and len(head) > _FREE_ALONE:
                return Body(at, end, "ORG")
            if has_field and not free and self.text[start:end] in ("法院",) and head in ("宪法", "最高"):
                return Body(at, end, "ORG")
            return None
        is_foreign = set(head) <= characters("transliteration.zh.txt")
        if kind == "unit" and is_foreign and _FREE_ALONE <= free <= 4 and not has_field:
            return Body(at, end, "PLACE")
        if kind == "unit" and _FREE_ALONE <= free <= 4 and not has_field and self.text[start:end] == "县":
            return Body(at, end, "PLACE")
        return None

    def _is_ministry(self, head: str, end: int) -> bool:
        return self.text[end - 1] in "部署" or head.startswith(_LEADS)

    def _anchored(self, anchor: Known, at: int, start: int, end: int, kind: str) -> Body | None:
        head, tail = self.text[at:start], self.text[start:end]
        if anchor.entity_type == "PERSON":
            return None
        if kind in ("site", "unit"):
            return self._place(anchor, at, start, end, kind)
        before = self.known.get(anchor.start)
        if anchor.entity_type == "ORG":
            return self._branch(anchor, anchor.start, head, end, kind, None)
        if before is not None and before.entity_type == "ORG":
            return self._branch(before, before.start, self.text[before.end : start], end, kind, None)
        if tail == "司":
            return None
        countries = lexicon().countries
        is_twofold = before is not None and {before.entries[0].canonical, anchor.entries[0].canonical} <= countries
        if not head:
            is_country = anchor.entries[0].canonical in countries
            if kind in ("ministry", "party") or tail == "总部" or (is_country and kind in ("company", "school")):
                return None
            if kind == "body" and not tail.endswith(_DIRECT):
                return None
            if kind == "company" and tail != "银行":
                return None
        elif (kind == "ministry" and head == "总") or (
            kind == "company"
            and not is_twofold
            and self._is_generic(head, tail, _title().match(self.text, end) is not None)
        ):
            return None
        sender = self.known.get(anchor.start - 1) if self.text[anchor.start - 1 : anchor.start] == "驻" else None
        if sender is not None and sender.entity_type == "PLACE":
            before, is_twofold = sender, True
        return Body(before.start if before and is_twofold else anchor.start, end, "ORG", place=anchor)

    def _branch(self, anchor: Known, start: int, head: str, end: int, kind: str, place: Known | None) -> Body | None:
        """A body's name that goes on: its full legal name, its branch in a country, its institute."""
        if kind == "direct" or (kind in ("ministry", "body", "party") and not head):
            return None
        if anchor.entries[0].source in ("organisations_international.csv", "organisations_media.csv") and kind in (
            "company", "ministry", "party",
        ):  # fmt: skip
            return None
        holds_place = any(k.entity_type == "PLACE" for k in self.known.values() if anchor.end < k.end <= end)
        is_legal = kind == "company" and not holds_place
        return Body(start, end, "ORG", whole=anchor if is_legal else None, place=place)

    def _is_generic(self, head: str, tail: str, is_titled: bool) -> bool:
        """Whether words of a trade alone stand before a plain tail and no title after it: 中国科技公司."""
        if tail not in ("公司", "科技公司", "集团") or is_titled:
            return False
        found = ends_of("body_fields.zh.txt", head)
        at = len(head)
        while at and at in found:
            at = found[at]
        return at == 0

    def _place(self, anchor: Known, at: int, start: int, end: int, kind: str) -> Body | None:
        if anchor.entity_type != "PLACE":
            return None
        head = self.text[at:start]
        if kind == "site":
            before = self.known.get(anchor.start)
            is_country = before is not None and before.entries[0].canonical in lexicon().countries
            return Body(before.start if before and is_country else anchor.start, end, "PLACE")
        if not head:
            is_country = anchor.entries[0].canonical in lexicon().countries
            return None if is_country else Body(anchor.start, end, "PLACE", whole=anchor)
        if _title().search(head) or head[0] in _JOINTS or not _FREE_ALONE <= len(head) <= 4 or at in self.fields:
            return None
        return Body(at, end, "PLACE")
