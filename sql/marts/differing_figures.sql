-- description: Figures for the same thing that differ between independent stories: same unit, same period, and the words of the one thing inside the other's. Things in other words or another language are not compared.
-- column: thing | What is counted or measured: the words that all of the figures share, in lower case.
-- column: kind | money, percent, count, measure or duration.
-- column: unit | ISO currency, percent, person or a unit symbol; null for plain counts.
-- column: period | Year or ISO date that the figures refer to; an interval of two as 2024-01/2024-06.
-- column: figures | Figures that are compared.
-- column: articles | Articles that say one.
-- column: stories | Independent stories that say one.
-- column: outlets | Outlets that say one.
-- column: lowest | Smallest value; of a range its high end.
-- column: highest | Largest value; of a range its low end.
-- column: ratio | Largest over smallest, above 1; null when the smallest is not positive.
-- column: said | What each outlet says, smallest value first.
-- column: evidence_figure_id | The smallest (key of facts.figures).
-- column: figure_ids | All of them in the same order (keys of facts.figures).
-- unique: thing, evidence_figure_id
-- not_null: figures, articles, stories, lowest, highest, said, figure_ids
-- assert: figures_differ | The lowest value is below the highest. | lowest < highest and ratio > 1
-- assert: counts_fit_each_other | No more stories than articles than figures, and as many figures as ids. | stories <= articles and articles <= figures and figures = len(figure_ids)
with compared as (
    -- "More than" and "less than" have no value that another could differ from.
    select f.*, string_split(lower(trim(f.thing)), ' ') as words, a.story_id, a.outlet
    from facts.figures as f
    join corpus.articles as a on a.article_id = f.article_id
    where f.thing is not null and f.period is not null and f.value_low is not null and f.comparator in ('=', '~')
        and f.kind in ('money', 'percent', 'count', 'measure', 'duration')
),
things as (
    select distinct kind, unit, period, words, lower(trim(thing)) as thing from compared
),
phrases as (
    -- Each run of two words or more within a thing, and the whole of it; the first twelve words of a long one.
    select distinct t.kind, t.unit, t.period, t.thing, array_to_string(t.words[i.first:j.last], ' ') as phrase
    from things as t
    cross join (select unnest(range(1, 13)) as first) as i
    cross join (select unnest(range(1, 13)) as last) as j
    where i.first < j.last and j.last <= len(t.words)
    union
    select kind, unit, period, thing, thing from things
),
alike as (
    select p.phrase, c.*
    from phrases as p
    join things as t
        on t.thing = p.phrase and t.kind = p.kind and t.unit is not distinct from p.unit and t.period = p.period
    join compared as c
        on lower(trim(c.thing)) = p.thing and c.kind = p.kind and c.unit is not distinct from p.unit and c.period = p.period
)
select
    phrase as thing,
    kind,
    unit,
    period,
    count(*) as figures,
    count(distinct article_id) as articles,
    count(distinct story_id) as stories,
    count(distinct outlet) as outlets,
    min(value_high) as lowest,
    max(value_low) as highest,
    case when min(value_high) > 0 then max(value_low) / min(value_high) end as ratio,
    string_agg(concat_ws(': ', outlet, surface), '; ' order by value_high, figure_id) as said,
    arg_min(figure_id, (value_high, figure_id)) as evidence_figure_id,
    list(figure_id order by value_high, figure_id) as figure_ids
from alike
group by phrase, kind, unit, period
having count(distinct story_id) > 1 and min(value_high) < max(value_low)
order by stories desc, ratio desc nulls last, thing, kind, unit, period
