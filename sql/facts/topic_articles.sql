-- description: Articles of each topic and of those under it: what comparing periods counts.
-- column: topic_id | Topic.
-- column: article_id | Article with a paragraph of the topic or of one under it.
-- column: story_id | Story of the article; copies of one text share it.
-- column: published_on | Day of publication; null when unknown.
-- column: paragraphs | Such paragraphs of the article.
-- unique: topic_id, article_id
-- not_null: paragraphs
select
    t.topic_id,
    t.article_id,
    any_value(a.story_id) as story_id,
    any_value(a.published_on) as published_on,
    count(*) as paragraphs
from facts.topic_paragraphs as t
join corpus.articles as a on a.article_id = t.article_id
group by t.topic_id, t.article_id
order by t.topic_id, t.article_id
