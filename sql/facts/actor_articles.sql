-- description: Which article names an actor or lets it speak, and how often: what comparing periods counts, and the way from an actor to its articles.
-- column: actor_id | Actor.
-- column: article_id | Article.
-- column: story_id | Story of the article; copies of one text share it.
-- column: published_on | Day of publication; null when unknown.
-- column: mentions | Times the article names the actor.
-- column: quotes | Statements of the actor in it, direct and indirect.
-- unique: actor_id, article_id
-- not_null: mentions, quotes
with counted as (
    select actor_id, article_id, count(*) as mentions, 0 as quotes
    from facts.mentions
    where actor_id is not null
    group by actor_id, article_id
    union all
    select speaker_id, article_id, 0, count(*)
    from facts.quotes
    where speaker_id is not null
    group by speaker_id, article_id
)
select
    c.actor_id,
    c.article_id,
    any_value(a.story_id) as story_id,
    any_value(a.published_on) as published_on,
    sum(c.mentions)::bigint as mentions,
    sum(c.quotes)::bigint as quotes
from counted as c
join corpus.articles as a on a.article_id = c.article_id
group by c.actor_id, c.article_id
order by c.actor_id, c.article_id
