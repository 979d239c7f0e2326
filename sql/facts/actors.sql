-- description: Everybody and everything with a name: one row per actor across the whole corpus.
-- column: actor_id | Actor.
-- column: name | Canonical name.
-- column: entity_type | PERSON, ORG, PLACE, LAW (laws, treaties, plans, programmes), EVENT or PRODUCT.
-- column: country | ISO 3166-1 alpha-2 code; null when unknown or when articles disagree.
-- column: first_seen | Earliest day of publication of an article that mentions the actor.
-- column: last_seen | Latest such day.
-- unique: actor_id
-- not_null: name, entity_type
with names as (
    select actor_id, name, entity_type, count(*) as articles
    from facts.article_actors
    group by all
),
countries as (
    select actor_id, if(count(distinct country) = 1, max(country), null) as country
    from facts.article_actors
    group by actor_id
),
chosen as (
    select
        n.actor_id,
        arg_max(n.name, (n.articles, n.name, n.entity_type)) as name,
        arg_max(n.entity_type, (n.articles, n.name, n.entity_type)) as entity_type,
        any_value(c.country) as country
    from names as n
    join countries as c on c.actor_id = n.actor_id
    group by n.actor_id
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
