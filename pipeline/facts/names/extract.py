"""Names of one article: entry of the package. Two scans (the second knows what the first defined), then resolution."""

from pipeline.facts.model import Names
from pipeline.facts.names.candidate import Candidate
from pipeline.facts.names.chinese import find_han_names
from pipeline.facts.names.local import acronyms_of_things, local_forms
from pipeline.facts.names.resolve import resolve
from pipeline.facts.names.scan import Context, Scanner
from pipeline.facts.names.tokens import Token, has_han, tokenize
from pipeline.text.model import Article, Paragraph

_TITLE_CASE_SHARE = 0.6  # of the words longer than three letters; sentences stay below 0.45 in ordinary news
_TITLE_CASE_WORDS = 4


def find_names(article: Article) -> Names:
    """Mentions of persons, organisations and places in text order, their actors by key, and alias evidence.

    Offsets are code points of `article.text`; mentions never overlap and never cross a paragraph.
    """
    paragraphs = [(paragraph, tokenize(paragraph.text, paragraph.start)) for paragraph in article.paragraphs]
    vocabulary = {token.text for _, tokens in paragraphs for token in tokens if token.is_word and token.text.islower()}
    context = Context(article.language or "id", vocabulary)
    first: list[Candidate] = []
    for paragraph, tokens in paragraphs:
        if not _is_title_case(paragraph, tokens):
            first += _scan(paragraph, tokens, context)
    context.local = local_forms(article.text, first)
    context.no_names = acronyms_of_things(article.text, first)
    found: list[Candidate] = []
    for paragraph, tokens in paragraphs:
        candidates = _scan(paragraph, tokens, context)
        if has_han(paragraph.text):
            candidates += find_han_names(paragraph.text, paragraph.start)
        found += sorted(candidates, key=lambda candidate: candidate.start)
    return resolve(_without_overlaps(found), article.published_on)


def _scan(paragraph: Paragraph, tokens: list[Token], context: Context) -> list[Candidate]:
    title_case = _is_title_case(paragraph, tokens)
    if paragraph.kind == "headline" and not any(token.is_capital for token in tokens[1:]):
        tokens = [_capitalised(token) for token in tokens]
        title_case = True
    return Scanner(paragraph.text, paragraph.start, tokens, context, title_case).run()


def _capitalised(token: Token) -> Token:
    """A word of a headline written without capitals, read as if it had one."""
    if not token.is_word or not token.text.islower():
        return token
    return Token(token.text.capitalize(), token.start, token.end, True, True, False, token.first, token.glued)


def _is_title_case(paragraph: Paragraph, tokens: list[Token]) -> bool:
    """Whether most words have a capital, as in headlines in title case; such capitals tell nothing."""
    if paragraph.kind != "headline" and paragraph.text.rstrip()[-1:] in '.,;:"”)':
        return False
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
