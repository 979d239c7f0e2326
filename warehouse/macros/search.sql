-- Full-text search over the paragraphs, ranked with BM25: Robertson and Zaragoza, The probabilistic relevance framework
-- (Foundations and Trends in Information Retrieval 3, 2009). The index: sql/corpus/search_*.sql; words: words.sql.
create or replace macro search_keys(asked) as table
    with keys_asked as materialized (
        -- A character from Thai (3584) on that stands alone: of these scripts the index has pairs, which it may begin.
        select keys_word, length(keys_word) = 1 and unicode(keys_word) >= 3584 as keys_single, count(*) over () as keys_wanted
        from (select unnest(search_wanted(asked::varchar)) as keys_word)
    ),
    keys_found as (
        select keys_word, keys_wanted, found.term_key, found.paragraphs
        from (from keys_asked where not keys_single)
        join corpus.search_terms as found on found.term = keys_word
        union all
        select keys_word, keys_wanted, found.term_key, found.paragraphs
        from (from keys_asked where keys_single)
        join corpus.search_terms as found on starts_with(found.term, keys_word)
    ),
    keys_counted as (
        select *, sum(paragraphs) over (partition by keys_word) as keys_paragraphs, count(*) over () as keys_count from keys_found
    )
    select
        keys_word as word,
        keys_wanted as words,
        term_key,
        keys_count as term_keys,
        keys_paragraphs as paragraphs,
        -- Counts of pairs overlap: their sum may exceed the corpus.
        ln(1 + greatest(0, (select count(*) from corpus.search_paragraphs) - keys_paragraphs + 0.5) / (keys_paragraphs + 0.5)) as rarity,
        dense_rank() over (order by keys_paragraphs, keys_word) as place
    from keys_counted;
comment on macro table search_keys is 'Words of a text that the full-text index has, the rarest first (place): key in corpus.search_postings, paragraphs, and rarity as BM25 weighs it. A single Chinese character has the keys of all pairs that it begins.';

-- One word needs no grouping, which for a frequent one is most of the time. Of several, the rarest says what can match at all.
create or replace macro matching(asked) as table
    with matching_keys as materialized (from search_keys(asked)),
    matching_complete as (select any_value(words) as words, any_value(term_keys) as term_keys from matching_keys having count(distinct word) = any_value(words)),
    matching_read as materialized (
        select posting.number, posting.term_key, posting.weight
        from corpus.search_postings as posting
        where posting.term_key in (select term_key from matching_keys)
    ),
    matching_hits as (
        select number, weight * rarity as points, place from matching_read join matching_keys using (term_key)
    ),
    matching_found as (
        select number, points from matching_hits where (select term_keys = 1 and words = 1 from matching_complete)
        union all
        select number, sum(points) as points
        from matching_hits
        where (select term_keys > 1 from matching_complete)
            and number in (
                select number from matching_read where term_key in (select term_key from matching_keys where place = 1)
            )
        group by number
        having count(distinct place) = (select words from matching_complete)
    )
    select paragraph_id, round(points / 100, 3) as score
    from matching_found
    join corpus.search_paragraphs using (number);
comment on macro table matching is 'Paragraphs that have all words of a text, with their BM25 score: paragraph_id, score.';

-- A word of very many paragraphs brings in none of its own when rarer words have brought enough: it only ranks them. When the
-- rarest word itself has too many, those with the highest weight are ranked (champion lists: Manning, Raghavan and Schuetze,
-- Introduction to Information Retrieval, 7.1.3). Every query then ranks about 200,000 paragraphs at most.
create or replace macro search(asked, how_many := 50) as table
    with search_found as materialized (from search_keys(asked)),
    search_telling as (
        select place from (
            select distinct place, paragraphs from search_found
        ) qualify place = 1 or sum(paragraphs) over (order by place) <= 200000
    ),
    search_read as materialized (
        select posting.number, posting.term_key, posting.weight
        from corpus.search_postings as posting
        where posting.term_key in (select term_key from search_found)
    ),
    search_brought as materialized (
        select number, weight
        from search_read
        where term_key in (select term_key from search_found where place in (from search_telling))
    ),
    search_least as (
        select coalesce(max(weight) filter (running >= 200000), 0) as least_weight
        from (select weight, sum(count(*)) over (order by weight desc) as running from search_brought group by weight)
    ),
    search_best as (
        select number, sum(weight * rarity) as points
        from search_read
        join search_found using (term_key)
        where number in (select number from search_brought where weight >= (select least_weight from search_least))
        group by number
        order by points desc, number desc
        limit how_many
    )
    select
        round(points / 100, 3) as score,
        article.published_on,
        article.outlet,
        paragraph.language,
        article.title,
        paragraph.text,
        article.url,
        paragraph.paragraph_id,
        article.article_id
    from search_best
    join corpus.search_paragraphs as numbered using (number)
    join corpus.paragraphs as paragraph on paragraph.paragraph_id = numbered.paragraph_id
    join corpus.articles as article on article.article_id = numbered.article_id
    order by points desc, number desc;
comment on macro table search is 'Paragraphs found by the words of a text, in all languages, best first (BM25), the newest first among equals; at most 50, or how_many := as many as wanted.';
