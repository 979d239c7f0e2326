"""Every quantity and date of an article, read from its text; the entry of this package."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from pipeline.facts.figures import chinese_cues, chinese_links, chinese_periods, chinese_thing
from pipeline.facts.figures.calendar import resolve
from pipeline.facts.figures.chinese import read_chinese
from pipeline.facts.figures.chinese_script import simplified
from pipeline.facts.figures.cues import comparators, modalities
from pipeline.facts.figures.dollars import settle_dollars
from pipeline.facts.figures.draft import CALENDAR, Draft
from pipeline.facts.figures.lexicon import base_language, load_lexicon
from pipeline.facts.figures.links import equivalents
from pipeline.facts.figures.periods import Days, continued, period_text, periods
from pipeline.facts.figures.scan import candidates, scan
from pipeline.facts.figures.thing import things
from pipeline.facts.figures.tokens import Tokens, locate, split_tokens
from pipeline.facts.model import Comparator, Figure, Modality
from pipeline.text.model import Article, Paragraph
from pipeline.text.sentences import split_sentences

_MALAY_OR_INDONESIAN = ("id", "ms")
_RARE = 10


@dataclass(frozen=True, slots=True)
class _Before:
    """What the last quantity before a paragraph was about, and the days it refers to."""

    thing: str | None
    days: Days | None


def find_figures(article: Article) -> list[Figure]:
    """Figures of `article` in text order, none overlapping, none crossing a paragraph.

    Offsets count characters of `article.text`. Amounts have scale words multiplied out, units are ISO 4217 codes,
    symbols or the words of the warehouse contract. Calendar figures carry their first and last day; those without a
    year take it from `published_on`, else from a full date of the article, else they stay None.
    """
    read: list[tuple[Paragraph, str, Tokens | None, list[Draft]]] = []
    for paragraph in article.paragraphs:
        language = _language(paragraph, article)
        if language == "zh":
            read.append((paragraph, language, None, read_chinese(paragraph.text)))
        else:
            lexicon, words = load_lexicon(language), split_tokens(paragraph.text)
            if candidates(words, lexicon):
                tokens = locate(paragraph.text, words)
                drafts = scan(tokens, lexicon, title_case=paragraph.kind == "headline")
                read.append((paragraph, language, tokens, drafts))
    settled = settle_dollars([drafts for *_, drafts in read], article)
    read = [(p, language, tokens, drafts) for (p, language, tokens, _), drafts in zip(read, settled, strict=True)]
    anchor = article.published_on or _first_full_day(read)
    figures: list[Figure] = []
    before = _Before(None, None)
    for paragraph, language, located, drafts in read:
        if not drafts:
            continue
        days = [resolve(d.when, article.published_on, anchor) if d.when else None for d in drafts]
        if located is None:
            figures += _chinese(paragraph, drafts, days, article.published_on, len(figures))
        else:
            found, before = _latin(
                paragraph, located, drafts, days, article.published_on, anchor, language, len(figures), before
            )
            figures += found
    return _share_between_paragraphs(figures, article)


def _share_between_paragraphs(figures: list[Figure], article: Article) -> list[Figure]:
    """Let a figure said twice lend what is known of it: a headline takes the body's words, others fill their gaps."""
    body = next((p.start for p in article.paragraphs if p.kind == "body"), 0)
    known: dict[tuple[str, float | None, float | None, str | None], Figure] = {}
    for figure in figures:
        if _tells(figure) and figure.start >= body and figure.thing is not None:
            known.setdefault((figure.kind, figure.value_low, figure.value_high, figure.unit), figure)
    shared = []
    for figure in figures:
        other = known.get((figure.kind, figure.value_low, figure.value_high, figure.unit)) if _tells(figure) else None
        if other is not None and other is not figure:
            thing = (
                other.thing
                if figure.thing is None or (figure.start < body and _is_poor(figure.thing, article))
                else figure.thing
            )
            figure = replace(figure, thing=thing, period=figure.period or other.period)
        shared.append(figure)
    return shared


def _tells(figure: Figure) -> bool:
    """Whether the value is rare enough that the same value means the same fact."""
    return figure.kind in ("money", "percent", "measure", "count") and (figure.value_high or 0) >= _RARE


def _is_poor(thing: str, article: Article) -> bool:
    """Whether a headline's own words say less than the body will: no noun of measure among them, or that alone."""
    heads, words = load_lexicon(base_language(article.language)).heads, thing.lower().split()
    return len(words) < 2 or not any(word in heads for word in words)


def _language(paragraph: Paragraph, article: Article) -> str:
    """The paragraph's language; between Indonesian and Malay, easily confused in a short text, the article decides."""
    own, whole = base_language(paragraph.language or article.language), base_language(article.language)
    return whole if own in _MALAY_OR_INDONESIAN and whole in _MALAY_OR_INDONESIAN and article.language else own


def _first_full_day(read: Sequence[tuple[Paragraph, str, Tokens | None, list[Draft]]]) -> date | None:
    for _, _, _, drafts in read:
        for draft in drafts:
            if draft.when is not None and draft.when.is_full():
                days = resolve(draft.when, None, None)
                if days is not None:
                    return days[0]
    return None


def _figure(
    paragraph: Paragraph,
    draft: Draft,
    days: Days | None,
    comparator: Comparator,
    modality: Modality,
    thing: str | None,
    period: str | None,
    sentence: tuple[int, int],
    equivalent: int | None = None,
) -> Figure:
    return Figure(
        start=paragraph.start + draft.start,
        end=paragraph.start + draft.end,
        surface=paragraph.text[draft.start : draft.end],
        kind=draft.kind,
        sentence_start=paragraph.start + sentence[0],
        sentence_end=paragraph.start + sentence[1],
        value_low=_value(draft.low),
        value_high=_value(draft.high),
        date_low=days[0] if days else None,
        date_high=days[1] if days else None,
        comparator=comparator,
        unit=draft.unit,
        thing=thing,
        period=period,
        modality=modality,
        equivalent=equivalent,
    )


def _value(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _latin(
    paragraph: Paragraph,
    tokens: Tokens,
    drafts: list[Draft],
    days: list[Days | None],
    published: date | None,
    today: date | None,
    language: str,
    offset: int,
    before: _Before,
) -> tuple[list[Figure], _Before]:
    lexicon = load_lexicon(language)
    spans = _spans(paragraph.text, drafts, language)
    sentences = _token_sentences(tokens, spans)
    same = equivalents(tokens, drafts, lexicon)
    when = periods(tokens, drafts, days, sentences, same, published, lexicon, before.days)
    signs = comparators(tokens, drafts, lexicon)
    about = things(tokens, drafts, sentences, same, lexicon, before.thing)
    when = continued(drafts, sentences, when, about)
    moods = modalities(tokens, drafts, days, when, [s[0] for s in sentences], today, lexicon)
    figures = [
        _figure(
            paragraph,
            draft,
            days[k],
            signs[k],
            moods[k],
            about[k],
            _period(when[k]),
            spans[k],
            None if same[k] is None else offset + (same[k] or 0),
        )
        for k, draft in enumerate(drafts)
    ]
    told = [k for k, draft in enumerate(drafts) if draft.kind not in CALENDAR]
    thing = next((about[k] for k in reversed(told) if about[k]), before.thing)
    return figures, _Before(thing, next((when[k] for k in reversed(told) if when[k]), before.days))


def _period(days: Days | None) -> str | None:
    return period_text(days) if days is not None else None


def _spans(text: str, drafts: Sequence[Draft], language: str) -> list[tuple[int, int]]:
    """The sentence of each figure; two sentences when the figure itself holds the mark between them."""
    sentences = split_sentences(text, language)
    firsts = [start for start, _ in sentences]
    found = []
    for draft in drafts:
        first, last = (max(0, bisect_right(firsts, at) - 1) for at in (draft.start, draft.end - 1))
        found.append((sentences[first][0], sentences[last][1]))
    return found


def _token_sentences(tokens: Tokens, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    starts = tokens.starts
    return [(bisect_right(starts, a - 1) if a else 0, bisect_right(starts, b - 1)) for a, b in spans]


def _chinese(
    paragraph: Paragraph, drafts: list[Draft], days: list[Days | None], today: date | None, offset: int
) -> list[Figure]:
    text = simplified(paragraph.text)
    sentences = _spans(paragraph.text, drafts, "zh")
    same = chinese_links.equivalents(text, drafts)
    when = chinese_periods.periods(text, drafts, days, sentences, same, today)
    about = chinese_thing.things(text, paragraph.text, drafts, sentences, same)
    return [
        _figure(
            paragraph,
            draft,
            days[k],
            chinese_cues.comparator(text, draft),
            chinese_cues.modality(text, draft, sentences[k], days[k] or when[k], today),
            about[k],
            _period(when[k]),
            sentences[k],
            None if same[k] is None else offset + (same[k] or 0),
        )
        for k, draft in enumerate(drafts)
    ]
