"""Names of one article: entry of the package. Two scans (the second knows what the first defined), then resolution."""

from dataclasses import dataclass
from operator import attrgetter

from pipeline.facts.model import Names
from pipeline.facts.names.candidate import Candidate
from pipeline.facts.names.chinese import find_han_names
from pipeline.facts.names.local import acronyms_of_things, local_forms
from pipeline.facts.names.lookup import Context
from pipeline.facts.names.resolve import resolve
from pipeline.facts.names.scan import Scanner
from pipeline.facts.names.tokens import Token, has_han, in_title_case, tokenize
from pipeline.facts.things.extract import things_of
from pipeline.text.model import Article, Paragraph

_TEXT = attrgetter("text")
_START = attrgetter("start")


@dataclass(slots=True)
class _Line:
    """A paragraph as it is scanned; `found` is what the first scan gave, None when there was none."""

    paragraph: Paragraph
    tokens: tuple[Token, ...]
    texts: set[str]
    in_title_case: bool
    found: list[Candidate] | None = None


def find_names(article: Article) -> Names:
    """Mentions of persons, organisations and places in text order, their actors by key, and alias evidence.

    Offsets are code points of `article.text`; mentions never overlap and never cross a paragraph.
    """
    lines = [_line(paragraph) for paragraph in article.paragraphs]
    texts = set().union(*(line.texts for line in lines))
    context = Context(article.language or "id", {word for word in texts if word.islower() and word[0].isalnum()})
    first: list[Candidate] = []
    for line in lines:
        if not line.in_title_case:
            line.found = _scan(line, context)
            first += line.found
    context.local = local_forms(article.text, first)
    context.no_names = acronyms_of_things(article.text, first)
    found: list[Candidate] = []
    for line in lines:
        candidates = _scan(line, context) if line.found is None or _is_affected(line, context) else line.found
        found += sorted(candidates, key=_START)
    han = [line.paragraph for line in lines if has_han(line.paragraph.text)]
    if han:
        found = sorted(found + find_han_names(han), key=_START)
    found = [name for paragraph in article.paragraphs for name in _outside_things(paragraph, found)]
    return resolve(_without_overlaps(found), article.published_on)


def _outside_things(paragraph: Paragraph, found: list[Candidate]) -> list[Candidate]:
    """Candidates of a paragraph but those inside the name of a law, event or product ("Perjanjian Paris")."""
    own = [candidate for candidate in found if paragraph.start <= candidate.start < paragraph.end]
    known = [(candidate.start, candidate.end) for candidate in own if candidate.entries]
    things = [thing for thing in things_of(paragraph, known) if thing.firm]
    return [c for c in own if not any(thing.start <= c.start and c.end <= thing.end for thing in things)]


def _line(paragraph: Paragraph) -> _Line:
    tokens = tokenize(paragraph.text, paragraph.start)
    return _Line(paragraph, tokens, set(map(_TEXT, tokens)), in_title_case(paragraph, tokens))


def _is_affected(line: _Line, context: Context) -> bool:
    """Whether what the article defines can change the scan of a paragraph: one of its forms or acronyms stands in it.

    Handles are looked up by their capitalised form, headlines may be read as if capitalised: both are scanned again.
    """
    texts, index = line.texts, context.local.index
    if line.paragraph.kind == "headline" or "@" in texts or not texts.isdisjoint(context.no_names):
        return True
    return any(texts.issuperset(words) for word in index.keys() & texts for words, _ in index[word])


def _scan(line: _Line, context: Context) -> list[Candidate]:
    paragraph, tokens, in_title_case = line.paragraph, line.tokens, line.in_title_case
    if paragraph.kind == "headline" and not any(token.is_capital for token in tokens[1:]):
        tokens = tuple(_capitalised(token) for token in tokens)
        in_title_case = True
    return Scanner(paragraph.text, paragraph.start, tokens, context, in_title_case).run()


def _capitalised(token: Token) -> Token:
    """A word of a headline written without capitals, read as if it had one."""
    if not token.is_word or not token.text.islower():
        return token
    return Token(token.text.capitalize(), token.start, token.end, True, True, False, token.first, token.glued)


def _without_overlaps(candidates: list[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for candidate in candidates:
        if not kept or candidate.start >= kept[-1].end:
            kept.append(candidate)
        elif candidate.end - candidate.start > kept[-1].end - kept[-1].start:
            kept[-1] = candidate
    return kept
