-- description: Actors week by week; articles without a known day are left out.
-- column: actor_id | Actor.
-- column: name | Canonical name.
-- column: week | Monday of the week of publication.
-- column: mentions | Times the actor is named.
-- column: articles | Articles that name the actor.
-- column: stories | Independent stories that name the actor.
-- column: quotes | Statements that the actor makes.
-- unique: actor_id, week
-- not_null: mentions, articles, stories, quotes
with named as (
    select
        m.actor_id,
        date_trunc('week', a.published_on)::date as week,
        count(*) as mentions,
        count(distinct m.article_id) as articles,
        count(distinct a.story_id) as stories
    from facts.mentions as m
    join corpus.articles as a on a.article_id = m.article_id
    where m.actor_id is not null and a.published_on is not null
    group by all
),
spoken as (
    select q.speaker_id as actor_id, date_trunc('week', a.published_on)::date as week, count(*) as quotes
    from facts.quotes as q
    join corpus.articles as a on a.article_id = q.article_id
    where q.speaker_id is not null and a.published_on is not null
    group by all
)
select
    n.actor_id,
    n.name,
    coalesce(m.week, q.week) as week,
    coalesce(m.mentions, 0) as mentions,
    coalesce(m.articles, 0) as articles,
    coalesce(m.stories, 0) as stories,
    coalesce(q.quotes, 0) as quotes
from named as m
full join spoken as q on q.actor_id = m.actor_id and q.week = m.week
join facts.actors as n on n.actor_id = coalesce(m.actor_id, q.actor_id)
order by week, n.actor_id
