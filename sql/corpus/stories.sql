-- description: Near-identical copies of one text (wire copy, reposts): one row per story, however many outlets ran it.
-- column: story_id | Story.
-- column: first_article_id | The first copy: the earliest published, then the smallest id.
-- column: title | Headline of the first copy.
-- column: agency | Wire agency credited by the first copy that credits one.
-- column: articles | Copies of the text.
-- column: outlets | Outlets that ran it.
-- column: first_published_on | Earliest day of publication.
-- column: last_published_on | Latest day of publication.
-- column: texts | Different bodies among the copies; 1 when all are identical.
-- unique: story_id
-- not_null: first_article_id
-- assert: texts_are_no_more_than_articles | A story has no more different texts than articles. | texts <= articles
select
    a.story_id,
    max(a.article_id) filter (a.is_original) as first_article_id,
    max(a.title) filter (a.is_original) as title,
    arg_min(a.agency, (coalesce(a.published_on, date '9999-12-31'), a.article_id)) filter (a.agency is not null) as agency,
    count(*) as articles,
    count(distinct a.outlet) as outlets,
    min(a.published_on) as first_published_on,
    max(a.published_on) as last_published_on,
    count(distinct s.body_id) as texts
from corpus.articles as a
left join corpus.signatures as s on s.article_id = a.article_id
group by a.story_id
order by articles desc, a.story_id
