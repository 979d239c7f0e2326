"""Where a user's alias stands in a paragraph, beside the names that were seen there. Pure."""

from collections.abc import Iterable, Sequence

from pipeline.text.sentences import split_sentences

Span = tuple[int, int]


def find(text: str, aliases: Iterable[str], seen: Sequence[Span]) -> list[tuple[int, int, str]]:
    """Start, end and alias of each place where an alias stands as whole words and no name was `seen` around it.

    Offsets count from 0 in `text`, as those of `seen` do. A name that was seen within an alias does not keep it from
    being found; of two aliases that overlap the longer one is taken, of equal ones the first.
    """
    places = []
    for alias in aliases:
        at = text.find(alias)
        while at >= 0:
            end = at + len(alias)
            if _is_whole(text, at, end) and all(_may_stand(at, end, *span) for span in seen):
                places.append((at, end, alias))
            at = text.find(alias, at + 1)
    found: list[tuple[int, int, str]] = []
    for place in sorted(places, key=lambda place: (place[0] - place[1], place[0])):
        if all(place[1] <= start or end <= place[0] for start, end, _ in found):
            found.append(place)
    return sorted(found)


def sentence(text: str, start: int, end: int) -> Span:
    """Start of the sentence in which a span of `text` begins, end of the one in which it ends."""
    sentences = split_sentences(text)
    return (
        next(first for first, last in sentences if start < last),
        next(last for _, last in sentences if end <= last),
    )


def _may_stand(start: int, end: int, first: int, last: int) -> bool:
    apart = last <= start or end <= first
    holds = start <= first and last <= end and (start, end) != (first, last)
    return apart or holds


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether no word goes on at either end; Chinese, which parts no words, stands anywhere."""
    return not _joins(text, start) and not _joins(text, end)


def _joins(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    return before.isalnum() and after.isalnum() and not (_is_han(before) or _is_han(after))


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"
