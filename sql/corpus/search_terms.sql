-- description: Full-text index: its words. Scripts without spaces between words have pairs of characters, and single ones where a run ends.
-- column: term | The word in lower case, without accents.
-- column: term_key | Its key in corpus.search_postings: a hash that only the DuckDB that built the file need know.
-- column: paragraphs | Paragraphs that have it.
-- unique: term
-- not_null: term_key, paragraphs
-- assert: terms_are_in_use | Each word stands in some paragraph. | paragraphs > 0
with keys as (
    select term_key, min(number) as first_number, count(*) as paragraphs
    from corpus.search_postings
    group by term_key
),
terms as (
    -- Each word is read from the first paragraph that has it: reading all of them again would double the cost.
    select distinct unnest(search_words(p.text)) as term
    from corpus.paragraphs as p
    where p.paragraph_id in (
        select s.paragraph_id from corpus.search_paragraphs as s where s.number in (select first_number from keys)
    )
)
select t.term, k.term_key, k.paragraphs
from terms as t
join keys as k on k.term_key = hash(t.term)
order by t.term
