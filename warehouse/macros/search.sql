-- Full-text search over the paragraphs, ranked with BM25: Robertson and Zaragoza, The probabilistic relevance framework
-- (Foundations and Trends in Information Retrieval 3, 2009). The index: sql/corpus/search_*.sql.
create or replace macro search_hits(asked) as table
    with search_asked as (select unnest(search_wanted(asked)) as asked_word),
    search_found as materialized (
        select asked_word, found.term_key as found_key
        from search_asked
        left join corpus.search_terms as found on found.term = asked_word
        where length(asked_word) > 1 or not search_unspaced(asked_word)
        union all
        select asked_word, found.term_key as found_key
        from (select asked_word from search_asked where length(asked_word) = 1 and search_unspaced(asked_word))
        left join corpus.search_terms as found on starts_with(found.term, asked_word)
    )
    select asked_word as hit_word, posting.number as hit_number, sum(posting.weight)::integer as hit_weight
    from search_found
    left join corpus.search_postings as posting on posting.term_key = found_key
    group by all;
