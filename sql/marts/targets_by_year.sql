-- description: What is promised for which year: targets with a value and a year, one row per thing and value, however many articles repeat it.
-- column: year | Year that the target is for; of an interval the last.
-- column: thing | What is counted or measured, in the text's own words; null when the text does not say.
-- column: kind | money, percent, count, measure or duration.
-- column: unit | ISO currency, percent, person or a unit symbol; null for plain counts.
-- column: comparator | =, >, >=, <, <= or ~ (about).
-- column: value_low | Value in the unit; low end of a range.
-- column: value_high | High end of a range; equals value_low otherwise.
-- column: surface | The figure as first written.
-- column: figures | Figures that say it.
-- column: articles | Articles that say it.
-- column: stories | Independent stories that say it.
-- column: outlets | Outlets that say it.
-- column: first_seen | Earliest day of publication.
-- column: last_seen | Latest day of publication.
-- column: evidence_figure_id | The first of them (key of facts.figures).
-- column: figure_ids | The figures, earliest first (keys of facts.figures).
-- unique: evidence_figure_id
-- not_null: year, kind, comparator, value_low, surface, figures, articles, stories, figure_ids
-- assert: counts_fit_each_other | No more stories than articles than figures, and as many figures as ids. | stories <= articles and articles <= figures and figures = len(figure_ids)
select
    regexp_extract(f.period, '([0-9]{4})[^/]*$', 1)::integer as year,
    min(f.thing) as thing,
    f.kind,
    f.unit,
    f.comparator,
    f.value_low,
    f.value_high,
    arg_min(f.surface, (coalesce(a.published_on, date '9999-12-31'), f.article_id, f.start_char)) as surface,
    count(*) as figures,
    count(distinct f.article_id) as articles,
    count(distinct a.story_id) as stories,
    count(distinct a.outlet) as outlets,
    min(a.published_on) as first_seen,
    max(a.published_on) as last_seen,
    arg_min(f.figure_id, (coalesce(a.published_on, date '9999-12-31'), f.article_id, f.start_char, f.figure_id)) as evidence_figure_id,
    list(f.figure_id order by coalesce(a.published_on, date '9999-12-31'), f.article_id, f.start_char, f.figure_id) as figure_ids
from facts.figures as f
join corpus.articles as a on a.article_id = f.article_id
where f.modality = 'target'
    and f.kind in ('money', 'percent', 'count', 'measure', 'duration')
    and f.value_low is not null
    and regexp_matches(f.period, '[0-9]{4}[^/]*$')
group by 1, lower(f.thing), f.kind, f.unit, f.comparator, f.value_low, f.value_high
order by 1, f.kind, f.unit, f.value_high desc, figure_ids
