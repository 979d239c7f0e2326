-- description: Who is in the news: one row per actor that an article mentions or lets speak.
-- column: actor_id | Actor.
-- column: name | Canonical name.
-- column: entity_type | PERSON, ORG, PLACE, LAW, EVENT or PRODUCT.
-- column: country | ISO 3166-1 alpha-2 code when known.
-- column: mentions | Times the actor is named.
-- column: articles | Articles that name the actor.
-- column: stories | Independent stories that name the actor; copies of one text count once.
-- column: quotes | Statements that the actor makes, direct and indirect.
-- column: outlets | Outlets that name the actor.
-- column: first_seen | Earliest day of publication.
-- column: last_seen | Latest day of publication.
-- column: current_role | Title, held or acting, in the latest article that states one; null when only former or future ones are known.
-- column: current_organisation | Body or country of that title.
-- column: top_topics | Up to three topics, by the number of stories they share with the actor.
-- unique: actor_id
-- not_null: name, mentions, articles, stories, quotes
-- assert: stories_are_no_more_than_articles | An actor is in no more stories than articles. | stories <= articles
-- assert: each_article_has_a_mention | An actor with mentions is in no more articles than it has mentions. | articles <= mentions or mentions = 0
with mentioned as (
    select
        m.actor_id,
        count(*) as mentions,
        count(distinct m.article_id) as articles,
        count(distinct a.story_id) as stories,
        count(distinct a.outlet) as outlets
    from facts.mentions as m
    join corpus.articles as a on a.article_id = m.article_id
    where m.actor_id is not null
    group by m.actor_id
),
spoken as (
    select speaker_id as actor_id, count(*) as quotes
    from facts.quotes
    where speaker_id is not null
    group by speaker_id
),
offices as (
    -- What somebody was, or will be, is no present office.
    select
        h.actor_id,
        arg_max(r.role, (coalesce(h.last_seen, date '0001-01-01'), h.last_role_id)) as current_role,
        arg_max_null(h.organisation, (coalesce(h.last_seen, date '0001-01-01'), h.last_role_id)) as current_organisation
    from marts.role_history as h
    join facts.roles as r on r.role_id = h.last_role_id
    where h.standing in ('held', 'acting')
    group by h.actor_id
),
together as (
    select m.actor_id, t.topic_id, count(distinct a.story_id) as stories
    from facts.mentions as m
    join facts.paragraph_topics as t on t.paragraph_id = m.paragraph_id
    join corpus.articles as a on a.article_id = m.article_id
    where m.actor_id is not null
    group by m.actor_id, t.topic_id
),
topical as (
    select actor_id, list(topic_id order by stories desc, topic_id)[1:3] as top_topics
    from together
    group by actor_id
)
select
    n.actor_id,
    n.name,
    n.entity_type,
    n.country,
    coalesce(m.mentions, 0) as mentions,
    coalesce(m.articles, 0) as articles,
    coalesce(m.stories, 0) as stories,
    coalesce(q.quotes, 0) as quotes,
    coalesce(m.outlets, 0) as outlets,
    n.first_seen,
    n.last_seen,
    o.current_role,
    o.current_organisation,
    coalesce(t.top_topics, []) as top_topics
from facts.actors as n
left join mentioned as m on m.actor_id = n.actor_id
left join spoken as q on q.actor_id = n.actor_id
left join offices as o on o.actor_id = n.actor_id
left join topical as t on t.actor_id = n.actor_id
where m.actor_id is not null or q.actor_id is not null
order by stories desc, mentions desc, n.name, n.actor_id
