-- Over time: a topic week by week, two periods side by side. Counts of articles stand beside counts of independent stories.
create or replace macro topics_named(topic) as table
with asked as (select lower(trim(topic::varchar)) as asked_name)
select t.topic_id, t.label, t.label_en, t.parent, t.description
from facts.topics as t
join asked on asked_name in (lower(t.topic_id), lower(t.label), lower(t.label_en))
order by t.topic_id;
comment on macro table topics_named is 'The topics that go by a name: id, Indonesian or English label, in any case.';

create or replace macro trend(topic) as table
with dated as (
    select distinct date_trunc('week', a.published_on)::date as filled_week
    from corpus.articles as a
    where a.published_on is not null
),
weeks as (
    select unnest(generate_series(min(filled_week)::timestamp, max(filled_week)::timestamp, interval 7 days))::date as each_week
    from dated
)
select
    t.topic_id,
    t.label,
    t.label_en,
    each_week as week,
    coalesce(x.paragraphs, 0) as paragraphs,
    coalesce(x.articles, 0) as articles,
    coalesce(x.stories, 0) as stories,
    case when filled_week is not null then coalesce(x.share_of_stories, 0) end as share_of_stories
from topics_named(topic) as t
cross join weeks
left join dated on filled_week = each_week
left join marts.topic_timeline as x on x.topic_id = t.topic_id and x.week = each_week
order by t.topic_id, each_week;
comment on macro table trend is 'A topic, with those under it, week by week from the first week of the corpus to the last; weeks without the topic count 0, and the share is null in weeks without any article. topic: id, Indonesian or English label, in any case.';

create or replace macro compare_periods(from_a, to_a, from_b, to_b, how_many := 50) as table
with asked as (
    select
        from_a::date as first_day_a,
        to_a::date as last_day_a,
        from_b::date as first_day_b,
        to_b::date as last_day_b
),
whole as (
    select
        count(distinct r.story_id) filter (r.published_on between first_day_a and last_day_a) as all_a,
        count(distinct r.story_id) filter (r.published_on between first_day_b and last_day_b) as all_b
    from corpus.articles as r, asked
),
placed as (
    select 'topic' as kind, t.topic_id as id, t.published_on, t.story_seen_on from facts.topic_articles as t
    union all
    select 'actor' as kind, t.actor_id as id, t.published_on, t.story_seen_on from facts.actor_articles as t where t.mentions > 0
),
marked as (
    select
        r.kind,
        r.id,
        r.published_on between first_day_a and last_day_a as is_a,
        r.published_on between first_day_b and last_day_b as is_b,
        -- The first article of its story in the period.
        is_a and coalesce(r.story_seen_on < first_day_a, true) as opens_a,
        is_b and coalesce(r.story_seen_on < first_day_b, true) as opens_b
    from placed as r, asked
    where r.published_on between least(first_day_a, first_day_b) and greatest(last_day_a, last_day_b)
),
counted as (
    select
        r.kind,
        r.id,
        count(*) filter (is_a) as n_articles_a,
        count(*) filter (opens_a) as n_stories_a,
        count(*) filter (is_b) as n_articles_b,
        count(*) filter (opens_b) as n_stories_b
    from marked as r
    where is_a or is_b
    group by r.kind, r.id
),
shared as (
    select
        c.*,
        c.n_stories_a / nullif(all_a, 0) as part_a,
        c.n_stories_b / nullif(all_b, 0) as part_b,
        coalesce(part_b, 0) - coalesce(part_a, 0) as moved,
        -- Of a period without articles nothing is known, so that nothing changed against it either.
        part_b - part_a as known_change
    from counted as c, whole
),
ranked as (
    select s.*, row_number() over (partition by s.kind order by abs(s.moved) desc, s.id) as place
    from shared as s
)
select
    s.kind,
    coalesce(t.label, n.name) as name,
    s.n_articles_a as articles_a,
    s.n_stories_a as stories_a,
    s.part_a as share_a,
    s.n_articles_b as articles_b,
    s.n_stories_b as stories_b,
    s.part_b as share_b,
    s.known_change as change,
    s.id
from ranked as s
left join facts.topics as t on s.kind = 'topic' and t.topic_id = s.id
left join facts.actors as n on s.kind = 'actor' and n.actor_id = s.id
where s.place <= coalesce(how_many, 9223372036854775807)
order by s.kind desc, s.moved desc, name, s.id;
comment on macro table compare_periods is 'Topics and actors in two periods (first and last day each, both included): articles, independent stories, and their share of all stories of the period; change is the second share less the first, null when a period has no articles at all. how_many: topics and actors that changed most, 50 of each unless said, null for all.';
