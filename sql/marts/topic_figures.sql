-- description: The figures of a topic and of those under it, each with its sentence's paragraph; dates and ordinals are left out.
-- column: topic_id | Topic of the paragraph.
-- column: figure_id | Figure (key of facts.figures).
-- column: article_id | Article.
-- column: paragraph_id | Paragraph to read it in.
-- column: published_on | Day of publication.
-- column: outlet | Outlet.
-- column: story_id | Story; copies of one text repeat its figures.
-- column: is_original | True in the first copy of the story: filter on it to count a wire story once.
-- column: surface | The figure as written.
-- column: kind | money, percent, count, measure or duration.
-- column: value_low | Value in the unit; low end of a range.
-- column: value_high | High end of a range; equals value_low otherwise.
-- column: unit | ISO currency, percent, person or a unit symbol; null for plain counts.
-- column: comparator | =, >, >=, <, <= or ~ (about).
-- column: thing | What is counted or measured, in the text's own words.
-- column: period | Year or ISO date that the figure refers to.
-- column: modality | actual, target or estimate.
-- unique: topic_id, figure_id
-- not_null: article_id, paragraph_id, surface, kind, comparator, modality
with recursive under as (
    select topic_id, topic_id as member from facts.topics
    union
    select t.parent, u.member
    from under as u
    join facts.topics as t on t.topic_id = u.topic_id
    where t.parent is not null
),
rolled as (
    select distinct u.topic_id, p.paragraph_id, p.article_id
    from facts.paragraph_topics as p
    join under as u on u.member = p.topic_id
)
select
    t.topic_id,
    f.figure_id,
    f.article_id,
    f.paragraph_id,
    a.published_on,
    a.outlet,
    a.story_id,
    a.is_original,
    f.surface,
    f.kind,
    f.value_low,
    f.value_high,
    f.unit,
    f.comparator,
    f.thing,
    f.period,
    f.modality
from facts.figures as f
join rolled as t on t.paragraph_id = f.paragraph_id
join corpus.articles as a on a.article_id = f.article_id
where f.kind in ('money', 'percent', 'count', 'measure', 'duration')
order by t.topic_id, f.kind, f.value_high desc, f.figure_id
