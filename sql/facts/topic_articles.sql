-- description: Articles of each topic and of those under it: what comparing periods counts.
-- column: topic_id | Topic.
-- column: article_id | Article with a paragraph of the topic or of one under it.
-- column: story_id | Story of the article; copies of one text share it.
-- column: published_on | Day of publication; null when unknown.
-- column: story_seen_on | Day of the article of the same story that came before and has the topic too; null when there is none. An article opens its story for the topic in a period when this is null or before the period.
-- column: paragraphs | Such paragraphs of the article.
-- unique: topic_id, article_id
-- not_null: paragraphs
with counted as (
    select topic_id, article_id, count(*) as paragraphs
    from facts.topic_paragraphs
    group by topic_id, article_id
),
joined as (
    select c.topic_id, c.article_id, a.story_id, a.published_on, c.paragraphs
    from counted as c
    join corpus.articles as a on a.article_id = c.article_id
)
select
    topic_id,
    article_id,
    story_id,
    published_on,
    lag(published_on) over (partition by topic_id, story_id order by published_on nulls first, article_id) as story_seen_on,
    paragraphs
from joined
order by topic_id, article_id
