"""The line cleaner: from the lines of a page or a text to an article's paragraphs and everything removed, with reasons.

Only the order of the rules and the last checks; the rules are in the clean_* modules, the cues in lexicon files.
"""

from collections.abc import Callable, Sequence

from pipeline.text.clean_characters import RawLine
from pipeline.text.clean_credits import cut_copyright_credits, cut_initials, cut_roles, cut_sources
from pipeline.text.clean_draft import Draft, Line, count_words, key
from pipeline.text.clean_furniture import cut_paths, drop_before_dateline, drop_head_furniture, drop_tail_furniture
from pipeline.text.clean_head import settle_dateline, settle_head
from pipeline.text.clean_lines import (
    cut_blocks,
    cut_captions,
    cut_embeds,
    cut_listings,
    cut_timestamps,
    drop_known_lines,
)
from pipeline.text.clean_links import cut_links, drop_lone_headlines
from pipeline.text.clean_promotions import drop_breadcrumbs, drop_promotions
from pipeline.text.clean_signatures import cut_signatures, drop_biography

Rule = Callable[[Draft], None]
FEWEST_WORDS = 20  # of an article's body


def drop_copies(draft: Draft) -> None:
    """Remove paragraphs of eight or more words that stood in the article before."""
    seen: set[str] = set()
    index = 0
    while index < len(draft.lines):
        name = key(draft.lines[index].text)
        if name in seen and count_words(name) >= 8:
            draft.drop(index, "duplicate_paragraph")
            continue
        seen.add(name)
        index += 1


RULES: tuple[Rule, ...] = (
    cut_embeds,
    cut_blocks,
    cut_listings,
    drop_breadcrumbs,
    cut_paths,
    cut_roles,
    cut_sources,
    drop_known_lines,
    cut_copyright_credits,
    drop_promotions,
    cut_sources,
    cut_links,
    settle_dateline,
    settle_head,
    cut_timestamps,
    cut_captions,
    drop_before_dateline,
    drop_head_furniture,
    cut_signatures,
    drop_lone_headlines,
    drop_copies,
    cut_initials,
    drop_tail_furniture,
    drop_biography,
    cut_sources,
    cut_signatures,
    cut_initials,
)


def clean(
    lines: Sequence[RawLine], *, title: str | None = None, outlet: str | None = None, timezone: str | None = None
) -> Draft:
    """Run every rule over the lines. `title` is the headline when the source or the page states one.

    The result's `lines` are the article's paragraphs (the headline among them only when it was found in the text),
    `removed` what was left out; byline, editor, agency, dateline and date are those the removed lines told.
    """
    draft = _run(lines, title, outlet, timezone, RULES)
    captions = sum(count_words(removed.text) for removed in draft.removed if removed.reason == "caption")
    if captions and captions > _words(draft):
        # a picture story: its captions are its text
        draft = _run(lines, title, outlet, timezone, tuple(rule for rule in RULES if rule is not cut_captions))
    return draft


def _run(
    lines: Sequence[RawLine], title: str | None, outlet: str | None, timezone: str | None, rules: Sequence[Rule]
) -> Draft:
    draft = Draft([Line(line.text, line.gap) for line in lines], title, outlet, timezone)
    for rule in rules:
        rule(draft)
    return draft


def _words(draft: Draft) -> int:
    return sum(count_words(line.text) for line in draft.lines if line.kind != "headline")
