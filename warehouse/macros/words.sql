-- Words of a text as the full-text index holds them (sql/corpus/search_postings.sql) and as queries look for them.
-- A hyphen parts words (kura-kura is kura twice); digits keep the letters after them (5G), letters before them are a word of
-- their own (Rp1.500: rp, 1, 500). Scripts that put no spaces between words give each pair of neighbouring characters, as in
-- Nie, Gao, Zhang and Zhou, On the use of words and n-grams for Chinese information retrieval (IRAL 2000).
create or replace macro search_letters(written) as (
    case
        when strlen(written) = length(written) and not contains(written, '''') and not contains(written, '.') then lower(written)
        -- Latin letters only: a class of all letters in a pattern costs a query milliseconds.
        else regexp_replace(regexp_replace(regexp_replace(
            strip_accents(lower(translate(written, '０１２３４５６７８９’ʼ', '0123456789'''''))),
            '([a-z])''s\b', '\1', 'g'), '([a-z])''([a-z])', '\1\2', 'g'), '\b([a-z])\.([a-z])\.', '\1\2', 'g')
    end
);
comment on macro search_letters is 'A text as its words are compared: lower case, without accents, apostrophes in words (Jum''at is Jumat), possessive ''s and the stops of abbreviations (U.S. is US).';
create or replace macro search_unspaced(written) as regexp_matches(written, '[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]');
comment on macro search_unspaced is 'Whether a text has a character of a script that puts no spaces between words, such as Chinese.';
create or replace macro search_tokens(written) as regexp_extract_all(written, '\pN+\pL*|\pL+');
comment on macro search_tokens is 'Runs of letters and digits of a text that search_letters gave.';
create or replace macro search_runs(written) as search_tokens(
    regexp_replace(written, '([\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]+)', ' \1 ', 'g')
);
comment on macro search_runs is 'The same, runs of scripts without spaces apart from others.';
-- The last character of a run stands alone too: each character then begins a word, and a single one is found as a beginning.
create or replace macro search_words(written) as (
    case
        when search_unspaced(written) then flatten(list_transform(
            search_runs(search_letters(written)),
            lambda run: case
                when search_unspaced(run) then list_transform(range(1, length(run) + 1), lambda place: substring(run, place, 2))
                else [run]
            end
        ))
        else search_tokens(search_letters(written))
    end
);
comment on macro search_words is 'The words of a text, repeated ones too, as the full-text index holds them: search_terms, search_postings.';
-- In a query the pairs are enough. Every text takes the general way here: a query is short, and each pattern written once more
-- costs milliseconds.
create or replace macro search_wanted(written) as list_distinct(flatten(list_transform(
    search_runs(search_letters(written)),
    lambda run: case
        when search_unspaced(run) then list_transform(range(1, greatest(length(run), 2)), lambda place: substring(run, place, 2))
        else [run]
    end
)));
comment on macro search_wanted is 'The different words to look for when somebody asks for a text.';
create or replace macro search_has_all(written, wanted) as coalesce(list_has_all(
    list_concat(search_words(written), regexp_extract_all(written, '[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]')),
    wanted
), false);
comment on macro search_has_all is 'Whether a text has all of these words (search_wanted); a single Chinese character anywhere in it. False for no text.';
