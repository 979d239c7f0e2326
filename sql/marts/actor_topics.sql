-- description: What an actor is named with: topics of the paragraphs that mention it.
-- column: actor_id | Actor.
-- column: name | Canonical name.
-- column: topic_id | Topic.
-- column: paragraphs | Paragraphs of the topic that name the actor.
-- column: articles | Articles with such a paragraph.
-- column: stories | Independent stories with such a paragraph.
-- column: share | Part of the actor's stories that have such a paragraph, 0 to 1.
-- unique: actor_id, topic_id
-- not_null: paragraphs, articles, stories
-- assert: share_is_a_part_of_one | The share is above 0 and at most 1. | share > 0 and share <= 1
with whole as (
    select m.actor_id, count(distinct a.story_id) as stories
    from facts.mentions as m
    join corpus.articles as a on a.article_id = m.article_id
    where m.actor_id is not null
    group by m.actor_id
),
shared as (
    select
        m.actor_id,
        t.topic_id,
        count(distinct m.paragraph_id) as paragraphs,
        count(distinct m.article_id) as articles,
        count(distinct a.story_id) as stories
    from facts.mentions as m
    join facts.paragraph_topics as t on t.paragraph_id = m.paragraph_id
    join corpus.articles as a on a.article_id = m.article_id
    where m.actor_id is not null
    group by m.actor_id, t.topic_id
)
select s.actor_id, n.name, s.topic_id, s.paragraphs, s.articles, s.stories, s.stories / w.stories as share
from shared as s
join whole as w on w.actor_id = s.actor_id
join facts.actors as n on n.actor_id = s.actor_id
order by s.stories desc, s.paragraphs desc, s.actor_id, s.topic_id
