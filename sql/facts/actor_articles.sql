-- description: Which article names an actor or lets it speak, and how often: what comparing periods counts, and the way from an actor to its articles.
-- column: actor_id | Actor.
-- column: article_id | Article.
-- column: story_id | Story of the article; copies of one text share it.
-- column: published_on | Day of publication; null when unknown.
-- column: story_seen_on | Day of the article of the same story that came before and names the actor too; null when there is none. An article opens its story for the actor in a period when this is null or before the period.
-- column: mentions | Times the article names the actor.
-- column: quotes | Statements of the actor in it, direct and indirect.
-- unique: actor_id, article_id
-- not_null: mentions, quotes
with named as (
    select actor_id, article_id, count(*) as mentions
    from facts.mentions
    where actor_id is not null
    group by actor_id, article_id
),
spoken as (
    select speaker_id as actor_id, article_id, count(*) as quotes
    from facts.quotes
    where speaker_id is not null
    group by speaker_id, article_id
),
joined as (
    select
        actor_id,
        article_id,
        a.story_id,
        a.published_on,
        coalesce(n.mentions, 0) as mentions,
        coalesce(s.quotes, 0) as quotes
    from named as n
    full join spoken as s using (actor_id, article_id)
    join corpus.articles as a using (article_id)
),
repeated as (
    -- Only stories with copies can have one before. Articles that let the actor speak without naming it are apart, as they
    -- are not counted with those that name it.
    select
        actor_id,
        article_id,
        lag(published_on) over (partition by actor_id, story_id, mentions > 0 order by published_on nulls first, article_id) as story_seen_on
    from joined
    where story_id in (select story_id from corpus.stories where articles > 1)
)
select j.actor_id, j.article_id, j.story_id, j.published_on, r.story_seen_on, j.mentions, j.quotes
from joined as j
left join repeated as r on r.actor_id = j.actor_id and r.article_id = j.article_id
order by j.actor_id, j.article_id
