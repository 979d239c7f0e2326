-- description: Full-text index: which paragraphs have which word; sorted by word, so that a query reads only the blocks with its words. The macros search and matching read it.
-- column: term_key | Word: its key in corpus.search_terms.
-- column: number | Paragraph: its number in corpus.search_paragraphs.
-- column: weight | Hundredfold of the word's frequency in the paragraph as BM25 weighs it (k1 1.2, b 0.75; Robertson and Zaragoza 2009, formula 3.15), before the word's rarity is multiplied in.
-- unique: term_key, number
-- not_null: weight
-- assert: weights_are_bounded | No frequency weighs more than BM25 allows, in hundredths. | weight <= 220
with words as (
    select s.number, s.length, search_words(p.text) as words
    from corpus.paragraphs as p
    join corpus.search_paragraphs as s on s.paragraph_id = p.paragraph_id
),
counted as (
    select term_key, number, any_value(length) as length, count(*) as times
    from (select number, length, hash(unnest(words)) as term_key from words)
    group by term_key, number
)
select
    term_key,
    number,
    round(220 * times / (times + 1.2 * (0.25 + 0.75 * length / (select avg(length) from corpus.search_paragraphs))))::utinyint as weight
from counted
order by term_key, number
