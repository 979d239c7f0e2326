-- description: Topics, with those under them, week by week; articles without a known day are left out.
-- column: topic_id | Topic.
-- column: week | Monday of the week of publication.
-- column: paragraphs | Paragraphs of the topic.
-- column: articles | Articles with such a paragraph.
-- column: stories | Independent stories with such a paragraph.
-- column: share_of_stories | Part of the week's stories, 0 to 1.
-- unique: topic_id, week
-- not_null: paragraphs, articles, stories, share_of_stories
-- assert: share_is_a_part_of_one | The share of stories is above 0 and at most 1. | share_of_stories > 0 and share_of_stories <= 1
with weeks as (
    select date_trunc('week', published_on)::date as week, count(distinct story_id) as stories
    from corpus.articles
    where published_on is not null
    group by all
),
found as (
    select
        t.topic_id,
        date_trunc('week', a.published_on)::date as week,
        count(distinct t.paragraph_id) as paragraphs,
        count(distinct t.article_id) as articles,
        count(distinct a.story_id) as stories
    from facts.topic_paragraphs as t
    join corpus.articles as a on a.article_id = t.article_id
    where a.published_on is not null
    group by all
)
select f.topic_id, f.week, f.paragraphs, f.articles, f.stories, f.stories / w.stories as share_of_stories
from found as f
join weeks as w on w.week = f.week
order by f.week, f.topic_id
