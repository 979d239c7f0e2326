"""What the report asks of the published file: SELECTs by name, each bounded in rows. Who runs them is not known here.

`$grain` is the length of a period for `date_trunc`; `template` fills it in. A column `spans` holds pairs of offsets in
corpus.articles.text that the evidence is highlighted at.
"""

from datetime import date
from string import Template

MOST_PERIODS = 60  # columns of a chart; older periods are summed up in a sentence
MOST_OUTLETS = 8
MOST_TOPICS = 12
MOST_ACTORS = 15  # of each type
MOST_PAIRS = 80
MOST_FIGURES = 1000
MOST_QUOTES = 60
QUOTES_OF_AN_ARTICLE = 3
MOST_SOURCES = 30
MOST_GAPS = 40

EXTENT = "select min(published_on) as first_day, max(published_on) as last_day from corpus.articles"

TOTALS = """
select
    count(*) as articles, count(distinct story_id) as stories, count(distinct outlet) as outlets,
    count(distinct language) as languages, min(published_on) as first_day, max(published_on) as last_day,
    count(*) filter (published_on is null) as undated,
    (select count(*) from corpus.paragraphs) as paragraphs,
    (select count(*) from facts.quotes) as quotes,
    (select count(*) from facts.figures) as figures,
    (select count(*) from marts.actors) as actors,
    (select count(*) from marts.actor_pairs) as pairs,
    (select count(*) from facts.figures as f join corpus.articles as a on a.article_id = f.article_id
        where a.is_original and f.kind in ('money', 'percent', 'count', 'measure', 'duration')) as ledger,
    (select count(*) from ops.rejected) as rejected
from corpus.articles
"""

RUN = """
select strftime(finished_at at time zone 'UTC', '%Y-%m-%dT%H:%MZ') as finished, lumbung_version as version
from ops.runs where status = 'finished' order by finished_at desc limit 1
"""

PERIODS = """
select date_trunc('$grain', published_on)::date as period, count(*) as articles, count(distinct story_id) as stories
from corpus.articles where published_on is not null group by period order by period
"""

# The latest headline of each cell is its evidence; the query that gives all of them is shown beside it.
_SERIES = """
with counted as (
    select
        date_trunc('$grain', published_on)::date as period,
        {column} as series,
        count(*) as articles,
        arg_max(article_id, (published_on, article_id)) as article_id
    from corpus.articles
    where published_on is not null
    group by all
),
kept as (
    select {column} as series from corpus.articles where published_on is not null
    group by all order by count(*) desc, series limit {most}
)
select
    c.period, c.series, c.articles,
    arg_min(p.paragraph_id, p.paragraph_number) as paragraph_id,
    null as spans
from counted as c
join kept as k on k.series = c.series
left join corpus.paragraphs as p on p.article_id = c.article_id
group by c.period, c.series, c.articles
order by c.period, c.series
"""
BY_OUTLET = _SERIES.format(column="coalesce(outlet, source_id)", most=MOST_OUTLETS)
BY_LANGUAGE = _SERIES.format(column="coalesce(language, 'und')", most=MOST_OUTLETS)

# Topics that only gather others (those without a broader one) would always come first.
TOPICS = f"""
select topic_id, label, label_en, articles, stories, share_of_stories, figures, first_seen, last_seen
from marts.topics where parent is not null and articles > 0
order by stories desc, paragraphs desc, topic_id limit {MOST_TOPICS}
"""

TOPIC_PERIODS = f"""
with recursive chosen as (
    select topic_id from marts.topics where parent is not null and articles > 0
    order by stories desc, paragraphs desc, topic_id limit {MOST_TOPICS}
),
under as (
    select topic_id, topic_id as member from chosen
    union
    select u.topic_id, t.topic_id from under as u join facts.topics as t on t.parent = u.member
),
cells as (
    select
        u.topic_id,
        date_trunc('$grain', a.published_on)::date as period,
        count(distinct a.story_id) as stories,
        count(distinct a.article_id) as articles,
        arg_max(p.paragraph_id, (p.score, p.paragraph_id)) as paragraph_id,
        arg_max(p.evidence, (p.score, p.paragraph_id)) as cues
    from under as u
    join facts.paragraph_topics as p on p.topic_id = u.member
    join corpus.articles as a on a.article_id = p.article_id
    where a.published_on is not null
    group by all
)
select topic_id, period, stories, articles, paragraph_id, cues, null as spans from cells order by topic_id, period
"""

# The three kinds of actors are ranked apart: places would leave no room for the others.
_ACTORS = f"""
select *, row_number() over (partition by entity_type order by stories desc, mentions desc, name, actor_id) as place
from marts.actors where articles > 0 and entity_type in ('PERSON', 'ORG', 'PLACE')
qualify place <= {MOST_ACTORS}
"""
ACTORS = f"""
with chosen as ({_ACTORS}),
latest as (
    select
        m.actor_id,
        arg_max(
            struct_pack(paragraph_id := m.paragraph_id, s := m.start_char, e := m.end_char),
            (coalesce(a.published_on, date '0001-01-01'), m.mention_id)
        ) as at
    from facts.mentions as m
    join chosen as c on c.actor_id = m.actor_id
    join corpus.articles as a on a.article_id = m.article_id
    group by m.actor_id
)
select
    c.actor_id, c.name, c.entity_type, c.country, c.stories, c.articles, c.mentions, c.quotes, c.outlets,
    c.first_seen, c.last_seen, c.current_role, c.current_organisation,
    l.at.paragraph_id as paragraph_id, [[l.at.s, l.at.e]] as spans
from chosen as c
join latest as l on l.actor_id = c.actor_id
order by c.stories desc, c.mentions desc, c.name, c.actor_id
"""

ACTOR_PERIODS = f"""
with chosen as ({_ACTORS})
select c.actor_id, date_trunc('$grain', a.published_on)::date as period, count(distinct a.story_id) as stories
from chosen as c
join facts.mentions as m on m.actor_id = c.actor_id
join corpus.articles as a on a.article_id = m.article_id
where a.published_on is not null
group by all
order by c.actor_id, period
"""

PAIRS = f"""
with chosen as (
    select * from marts.actor_pairs order by stories desc, paragraphs desc, actor_a, actor_b limit {MOST_PAIRS}
),
named as (
    select c.actor_a, c.actor_b, list([m.start_char, m.end_char] order by m.start_char) as spans
    from chosen as c
    join facts.mentions as m on m.paragraph_id = c.evidence_paragraph_id and m.actor_id in (c.actor_a, c.actor_b)
    group by all
)
select
    c.actor_a, c.actor_b, c.name_a, c.name_b, x.entity_type as type_a, y.entity_type as type_b,
    x.stories as stories_a, y.stories as stories_b, c.stories, c.articles, c.paragraphs, c.last_seen,
    c.evidence_paragraph_id as paragraph_id, n.spans
from chosen as c
join named as n on n.actor_a = c.actor_a and n.actor_b = c.actor_b
join marts.actors as x on x.actor_id = c.actor_a
join marts.actors as y on y.actor_id = c.actor_b
order by c.stories desc, c.paragraphs desc, c.actor_a, c.actor_b
"""

FIGURES = f"""
with newest as (
    select f.figure_id, f.start_char, f.end_char, a.published_on
    from facts.figures as f
    join corpus.articles as a on a.article_id = f.article_id
    where a.is_original and f.kind in ('money', 'percent', 'count', 'measure', 'duration')
    order by a.published_on desc nulls last, f.article_id, f.start_char, f.figure_id limit {MOST_FIGURES}
)
select
    l.figure_id, l.surface, l.kind, l.value_low, l.value_high, l.unit, l.comparator, l.thing, l.period, l.modality,
    l.actor, l.actor_role, l.outlet, l.published_on, l.paragraph_id, [[n.start_char, n.end_char]] as spans
from newest as n
join marts.figures_ledger as l on l.figure_id = n.figure_id
order by l.published_on desc nulls last, l.article_id, n.start_char, l.figure_id
"""

QUOTES = f"""
with chosen as (
    select
        q.*, a.published_on, a.outlet,
        row_number() over (
            partition by q.article_id order by q.quote_type, q.speaker_id is null, q.start_char, q.quote_id
        ) as place
    from facts.quotes as q
    join corpus.articles as a on a.article_id = q.article_id
    where a.is_original
    qualify place <= {QUOTES_OF_AN_ARTICLE}
    order by a.published_on desc nulls last, q.article_id, q.start_char, q.quote_id limit {MOST_QUOTES}
)
select
    c.quote_id, c.text, c.quote_type, coalesce(n.name, c.speaker_surface) as speaker, o.role, b.name as organisation,
    c.outlet, c.published_on, c.paragraph_id, [[c.start_char, c.end_char]] as spans
from chosen as c
left join facts.actors as n on n.actor_id = c.speaker_id
left join facts.article_offices as o on o.article_id = c.article_id and o.actor_id = c.speaker_id
left join facts.actors as b on b.actor_id = o.organisation_id
order by c.published_on desc nulls last, c.article_id, c.start_char, c.quote_id
"""

_SOURCES = f"""
select source_id from ops.source_health
order by state in ('healthy', 'archive', 'new'), articles desc, source_id limit {MOST_SOURCES}
"""
SOURCES = f"""
select source_id, state, sentence, remedy, last_look, last_article, articles, quiet_days, usual_gap, failing_days
from ops.source_health
order by state in ('healthy', 'archive', 'new'), articles desc, source_id limit {MOST_SOURCES}
"""
COVERAGE = f"""
select source_id, date_trunc('$grain', day)::date as period, status, count(*) as days
from marts.coverage where source_id in (select source_id from ({_SOURCES}))
group by all order by source_id, period, status
"""
GAPS = f"""
with unknown as (
    select
        source_id, day, status, listing_problem,
        day - row_number() over (partition by source_id, status order by day)::integer as island
    from marts.coverage where status in ('failed to look', 'not looked yet')
)
select
    source_id, status, min(day) as first_day, max(day) as last_day, count(*) as days,
    arg_max(listing_problem, day) as listing_problem, count(*) over () as gaps
from unknown
group by source_id, status, island
order by status, days desc, first_day desc, source_id limit {MOST_GAPS}
"""
REJECTED = (
    "select stage, reason, count(*) as documents from ops.rejected group by all order by documents desc, stage, reason"
)
ACCURACY = """
select test_set, language, task, measure, value, items, articles from ops.accuracy
order by max(articles) over (partition by test_set) desc, test_set, task, measure, language
"""

EVIDENCE = """
select
    p.paragraph_id, p.start_char, p.text, coalesce(p.language, a.language) as language,
    a.article_id, a.title, a.outlet, a.published_on, a.url
from corpus.paragraphs as p
join corpus.articles as a on a.article_id = p.article_id
where p.paragraph_id in (select unnest($paragraphs))
order by p.paragraph_id
"""

SECTIONS = {
    "totals": TOTALS,
    "run": RUN,
    "periods": PERIODS,
    "by_outlet": BY_OUTLET,
    "by_language": BY_LANGUAGE,
    "topics": TOPICS,
    "topic_periods": TOPIC_PERIODS,
    "actors": ACTORS,
    "actor_periods": ACTOR_PERIODS,
    "pairs": PAIRS,
    "figures": FIGURES,
    "quotes": QUOTES,
    "sources": SOURCES,
    "coverage": COVERAGE,
    "gaps": GAPS,
    "rejected": REJECTED,
    "accuracy": ACCURACY,
}


def grain(first: date | None, last: date | None) -> str:
    """Return the length of a period that shows these days in at most about sixty: week, month, quarter or year."""
    days = (last - first).days if first and last else 0
    for name, length, most in (("week", 7, 53), ("month", 30, MOST_PERIODS), ("quarter", 91, MOST_PERIODS)):
        if days / length <= most:
            return name
    return "year"


def template(sql: str, period: str) -> str:
    """Fill the length of a period into a query of `SECTIONS`."""
    return Template(sql).safe_substitute(grain=period)
