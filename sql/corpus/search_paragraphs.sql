-- description: Paragraphs of the full-text index: a number for each, the newest highest, so that postings are small and newer ones stand first among equals.
-- column: number | Number of the paragraph in corpus.search_postings, from 1.
-- column: paragraph_id | Paragraph.
-- column: article_id | Article the paragraph belongs to.
-- column: length | Words of the paragraph, at least 1.
-- unique: number
-- not_null: paragraph_id, article_id, length
select
    (row_number() over (order by a.published_on nulls first, p.article_id, p.paragraph_number, p.paragraph_id))::integer as number,
    p.paragraph_id,
    p.article_id,
    greatest(coalesce(p.word_count, 1), 1) as length
from corpus.paragraphs as p
left join corpus.articles as a on a.article_id = p.article_id
order by number
