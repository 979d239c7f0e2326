-- description: Paragraphs of each topic and of those under it, at any depth: what the marts of topics count.
-- column: topic_id | Topic.
-- column: paragraph_id | Paragraph of the topic or of one under it.
-- column: article_id | Article.
-- unique: topic_id, paragraph_id
-- not_null: article_id
with recursive under as (
    select topic_id, topic_id as member from facts.topics
    union
    select t.parent, u.member
    from under as u
    join facts.topics as t on t.topic_id = u.topic_id
    where t.parent is not null
)
select distinct u.topic_id, p.paragraph_id, p.article_id
from facts.paragraph_topics as p
join under as u on u.member = p.topic_id
order by u.topic_id, p.paragraph_id
