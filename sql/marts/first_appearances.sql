-- description: When an actor was named for the first time, and where: one row per actor that a dated article names.
-- column: actor_id | Actor.
-- column: name | Canonical name.
-- column: entity_type | PERSON, ORG, PLACE, LAW, EVENT or PRODUCT.
-- column: first_seen | Earliest day of publication of an article that names the actor.
-- column: mention_id | The first mention (key of facts.mentions): of that day, the smallest article id, the first in its text.
-- column: surface | The name as written there.
-- column: article_id | Article of the first mention.
-- column: paragraph_id | Paragraph of the first mention.
-- column: outlet | Outlet of that article.
-- column: title | Headline of that article.
-- column: articles | Articles that name the actor, to this day.
-- column: stories | Independent stories that name the actor.
-- column: undated_articles | Articles without a known day that name the actor: one of them may have been earlier.
-- unique: actor_id
-- not_null: name, first_seen, mention_id, article_id, paragraph_id, articles, stories, undated_articles
-- assert: counts_fit_each_other | There are no more stories than articles, and some article has a day. | stories <= articles and undated_articles < articles
with counted as (
    select
        actor_id,
        count(*) as articles,
        count(distinct story_id) as stories,
        count(*) filter (published_on is null) as undated_articles,
        min(published_on) as first_seen,
        arg_min(article_id, (published_on, article_id)) filter (published_on is not null) as article_id
    from facts.actor_articles
    where mentions > 0
    group by actor_id
),
located as (
    select c.actor_id, arg_min(m.mention_id, (m.start_char, m.mention_id)) as mention_id
    from counted as c
    join facts.mentions as m on m.actor_id = c.actor_id and m.article_id = c.article_id
    group by c.actor_id
)
select
    c.actor_id,
    n.name,
    n.entity_type,
    c.first_seen,
    l.mention_id,
    m.surface,
    m.article_id,
    m.paragraph_id,
    a.outlet,
    a.title,
    c.articles,
    c.stories,
    c.undated_articles
from counted as c
join located as l on l.actor_id = c.actor_id
join facts.mentions as m on m.mention_id = l.mention_id
join corpus.articles as a on a.article_id = m.article_id
join facts.actors as n on n.actor_id = c.actor_id
order by c.first_seen, n.name, c.actor_id
