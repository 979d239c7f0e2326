-- description: What the news is about: one row per topic of the taxonomy, silent ones included; a topic counts those under it.
-- column: topic_id | Topic.
-- column: label | Name in Indonesian.
-- column: label_en | Name in English.
-- column: parent | Broader topic; null at the top.
-- column: paragraphs | Paragraphs of the topic or of one under it.
-- column: articles | Articles with such a paragraph.
-- column: stories | Independent stories with such a paragraph.
-- column: actors | Actors named in such paragraphs.
-- column: figures | Figures in such paragraphs.
-- column: share_of_articles | Part of all articles, 0 to 1; null for an empty corpus.
-- column: share_of_stories | Part of all stories, 0 to 1; null for an empty corpus.
-- column: first_seen | Earliest day of publication.
-- column: last_seen | Latest day of publication.
-- unique: topic_id
-- not_null: label, paragraphs, articles, stories, actors, figures
-- assert: counts_fit_each_other | Stories are no more than articles, and articles no more than paragraphs. | stories <= articles and articles <= paragraphs
with whole as (
    select count(*) as articles, count(distinct story_id) as stories from corpus.articles
),
found as (
    select
        t.topic_id,
        count(distinct t.paragraph_id) as paragraphs,
        count(distinct t.article_id) as articles,
        count(distinct a.story_id) as stories,
        min(a.published_on) as first_seen,
        max(a.published_on) as last_seen
    from facts.topic_paragraphs as t
    join corpus.articles as a on a.article_id = t.article_id
    group by t.topic_id
),
named as (
    select t.topic_id, count(distinct m.actor_id) as actors
    from facts.topic_paragraphs as t
    join facts.mentions as m on m.paragraph_id = t.paragraph_id
    group by t.topic_id
),
counted as (
    select t.topic_id, count(*) as figures
    from facts.topic_paragraphs as t
    join facts.figures as f on f.paragraph_id = t.paragraph_id
    group by t.topic_id
)
select
    x.topic_id,
    x.label,
    x.label_en,
    x.parent,
    coalesce(f.paragraphs, 0) as paragraphs,
    coalesce(f.articles, 0) as articles,
    coalesce(f.stories, 0) as stories,
    coalesce(n.actors, 0) as actors,
    coalesce(c.figures, 0) as figures,
    coalesce(f.articles, 0) / nullif(w.articles, 0) as share_of_articles,
    coalesce(f.stories, 0) / nullif(w.stories, 0) as share_of_stories,
    f.first_seen,
    f.last_seen
from facts.topics as x
cross join whole as w
left join found as f on f.topic_id = x.topic_id
left join named as n on n.topic_id = x.topic_id
left join counted as c on c.topic_id = x.topic_id
order by stories desc, paragraphs desc, x.topic_id
