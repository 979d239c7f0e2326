"""Names of one article: entry of the package. Two scans (the second knows what the first defined), then resolution."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from pipeline.facts.model import Names
from pipeline.facts.names.candidate import Candidate
from pipeline.facts.names.chinese import find_han_names
from pipeline.facts.names.local import acronyms_of_things, local_forms
from pipeline.facts.names.lookup import Context
from pipeline.facts.names.resolve import resolve
from pipeline.facts.names.scan import Scanner
from pipeline.facts.names.tokens import Token, has_han, tokenize
from pipeline.text.model import Article, Paragraph

_TITLE_CASE_SHARE = 0.6  # of the words longer than three letters; sentences stay below 0.45 in ordinary news
_TITLE_CASE_WORDS = 4
_TEXT = attrgetter("text")


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
        paragraph = line.paragraph
        candidates = _scan(line, context) if line.found is None or _is_affected(line, context) else line.found
        if has_han(paragraph.text):
            candidates = candidates + find_han_names(paragraph.text, paragraph.start)
        found += sorted(candidates, key=lambda candidate: candidate.start)
    return resolve(_without_overlaps(found), article.published_on)


def _line(paragraph: Paragraph) -> _Line:
    tokens = tokenize(paragraph.text, paragraph.start)
    return _Line(paragraph, tokens, set(map(_TEXT, tokens)), _is_title_case(paragraph, tokens))


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


def _is_title_case(paragraph: Paragraph, tokens: Sequence[Token]) -> bool:
    """Whether most words have a capital, as in headlines in title case; such capitals tell nothing."""
    if paragraph.kind != "headline" and paragraph.text.rstrip()[-1:] in '.,;:"”)':
        return False
    if paragraph.kind != "headline" and sum(token.text in ",;" for token in tokens) > 1:
        return False  # a list of names
    words = [token for token in tokens if token.is_word and len(token.text) > 3]
    if len(words) < _TITLE_CASE_WORDS:
        return False
    return sum(token.is_capital for token in words) >= _TITLE_CASE_SHARE * len(words)


def _without_overlaps(candidates: list[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for candidate in candidates:
        if not kept or candidate.start >= kept[-1].end:
            kept.append(candidate)
        elif candidate.end - candidate.start > kept[-1].end - kept[-1].start:
            kept[-1] = candidate
    return kept
