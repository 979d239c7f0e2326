-- From a key to its sentence.
create or replace macro sentence_of(fact_id) as table
with asked as (select trim(fact_id::varchar) as asked_id),
known as materialized (
    select 'figure' as kind, f.figure_id as id, f.surface, f.* exclude (figure_id, surface)
    from (select figure_id, surface, article_id, paragraph_id, start_char, end_char, sentence_start, sentence_end from facts.figures) as f
    join asked on f.figure_id = asked_id
    union all
    select 'mention', f.mention_id, f.surface, f.* exclude (mention_id, surface)
    from (select mention_id, surface, article_id, paragraph_id, start_char, end_char, sentence_start, sentence_end from facts.mentions) as f
    join asked on f.mention_id = asked_id
    union all
    select 'quote', f.quote_id, f.surface, f.* exclude (quote_id, surface)
    from (select quote_id, text as surface, article_id, paragraph_id, start_char, end_char, sentence_start, sentence_end from facts.quotes) as f
    join asked on f.quote_id = asked_id
    union all
    select 'role', f.role_id, f.surface, f.* exclude (role_id, surface)
    from (select role_id, surface, article_id, paragraph_id, start_char, end_char, sentence_start, sentence_end from facts.roles) as f
    join asked on f.role_id = asked_id
)
select
    k.kind,
    k.surface,
    case
        when k.sentence_start is null then k.surface
        else substring(c.text, k.sentence_start + 1, k.sentence_end - k.sentence_start)
    end as sentence,
    c.published_on,
    c.outlet,
    c.title,
    c.url,
    k.article_id,
    k.paragraph_id,
    k.start_char,
    k.end_char,
    k.id
from known as k
join corpus.articles as c on c.article_id = k.article_id;
comment on macro table sentence_of is 'The sentence behind a fact, and the article. fact_id: a figure_id, mention_id, quote_id or role_id.';
