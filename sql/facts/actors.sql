-- description: Everybody and everything with a name: one row per actor across the whole corpus.
-- column: actor_id | Actor.
-- column: name | Canonical name.
-- column: entity_type | PERSON, ORG, PLACE or a further type.
-- column: country | ISO 3166-1 alpha-2 code when known.
-- column: first_seen | Earliest day of publication of an article that mentions the actor.
-- column: last_seen | Latest such day.
-- unique: actor_id
-- not_null: name, entity_type
with named as (
    select actor_id, name, entity_type, country, count(*) as articles
    from facts.article_actors
    group by all
),
chosen as (
    select
        actor_id,
        arg_max(name, (articles, name)) as name,
        arg_max(entity_type, (articles, name)) as entity_type,
        max(country) as country
    from named
    group by actor_id
),
seen as (
    select m.actor_id, min(a.published_on) as first_seen, max(a.published_on) as last_seen
    from facts.mentions as m
    join corpus.articles as a on a.article_id = m.article_id
    where m.actor_id is not null
    group by m.actor_id
)
select c.actor_id, c.name, c.entity_type, c.country, s.first_seen, s.last_seen
from chosen as c
left join seen as s on s.actor_id = c.actor_id
order by c.actor_id
