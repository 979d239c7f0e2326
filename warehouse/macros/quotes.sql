-- Who said what. The office of a speaker is the one that the same article gives.
create or replace macro quotes_of(actor, how_many := 50) as table
with wanted as materialized (select w.actor_id, w.name, w.entity_type from actors_named(actor) as w),
said as materialized (
    select q.*, d.published_on, count(*) over () as found
    from facts.quotes as q
    join (select r.article_id, r.published_on from corpus.articles as r) as d on d.article_id = q.article_id
    where q.speaker_id in (select w.actor_id from wanted as w)
    order by d.published_on desc nulls last, q.article_id, q.start_char, q.quote_id
    limit how_many
)
select
    w.name as speaker,
    w.entity_type,
    o.role,
    b.name as organisation,
    c.published_on,
    c.outlet,
    q.text as quote,
    q.quote_type,
    case
        when q.sentence_start is null then q.text
        else substring(c.text, q.sentence_start + 1, q.sentence_end - q.sentence_start)
    end as sentence,
    c.title,
    c.url,
    q.speaker_id as actor_id,
    q.quote_id,
    q.paragraph_id,
    q.article_id,
    c.story_id,
    q.found
from said as q
join wanted as w on w.actor_id = q.speaker_id
join corpus.articles as c on c.article_id = q.article_id
left join facts.article_offices as o on o.article_id = q.article_id and o.actor_id = q.speaker_id
left join facts.actors as b on b.actor_id = o.organisation_id
order by c.published_on desc nulls last, q.article_id, q.start_char, q.quote_id;
comment on macro table quotes_of is 'What an actor said, newest first, with the office that the same article gives, the sentence and where it was printed. actor: id, name or alias in any case. how_many: rows at most, 50 unless said, null for all; the column found counts all.';

create or replace macro who_said(text, how_many := 50) as table
with
-- Through a list: the planner then takes the paragraphs for few, and looks facts up in them rather than them in all facts.
matched as materialized (select unnest(g.ids) as paragraph_id from (select list(m.paragraph_id) as ids from matching(text) as m) as g),
asked as (select search_wanted(text::varchar) as asked_words),
-- Rows are chosen by what is cheap: parts of words, and few columns. What is exact is read for the rows of the answer.
said as materialized (
    select
        q.place,
        d.article_place,
        len(list_filter(asked_words, lambda w: not contains(search_letters(q.text), w))) = 0 as has_parts,
        asked_words,
        count(*) over () as found
    from (
        select k.rowid as place, k.quote_id, k.article_id, k.start_char, k.text
        from facts.quotes as k
        where k.paragraph_id in (select g.paragraph_id from matched as g)
    ) as q
    join (select r.rowid as article_place, r.article_id, r.published_on from corpus.articles as r) as d on d.article_id = q.article_id
    cross join asked
    order by has_parts desc, d.published_on desc nulls last, q.article_id, q.start_char, q.quote_id
    limit how_many
)
select
    n.name as speaker,
    n.entity_type,
    o.role,
    b.name as organisation,
    c.published_on,
    c.outlet,
    q.text as quote,
    q.quote_type,
    search_has_all(q.text, x.asked_words) as in_quote,
    case
        when q.sentence_start is null then q.text
        else substring(c.text, q.sentence_start + 1, q.sentence_end - q.sentence_start)
    end as sentence,
    c.title,
    c.url,
    q.speaker_surface,
    q.speaker_id as actor_id,
    q.quote_id,
    q.paragraph_id,
    q.article_id,
    c.story_id,
    x.found
from said as x
join facts.quotes as q on q.rowid = x.place
join corpus.articles as c on c.rowid = x.article_place
left join facts.actors as n on n.actor_id = q.speaker_id
left join facts.article_offices as o on o.article_id = q.article_id and o.actor_id = q.speaker_id
left join facts.actors as b on b.actor_id = o.organisation_id
order by in_quote desc, c.published_on desc nulls last, q.article_id, q.start_char, q.quote_id;
comment on macro table who_said is 'Statements in paragraphs that hold all words of the text: those whose own words hold them first (in_quote), then the newest; with the speaker and the office that the same article gives; the speaker is null when unknown. how_many: rows at most, 50 unless said, null for all; the column found counts all.';

create or replace macro quotes_on(topic, how_many := 50) as table
with wanted as materialized (select w.topic_id, w.label from topics_named(topic) as w),
said as materialized (
    select q.*, t.topic_id, d.published_on, count(*) over () as found
    from facts.quotes as q
    join facts.topic_paragraphs as t on t.paragraph_id = q.paragraph_id
    join (select r.article_id, r.published_on from corpus.articles as r) as d on d.article_id = q.article_id
    where t.topic_id in (select w.topic_id from wanted as w)
    order by d.published_on desc nulls last, q.article_id, q.start_char, q.quote_id, t.topic_id
    limit how_many
)
select
    n.name as speaker,
    n.entity_type,
    o.role,
    b.name as organisation,
    c.published_on,
    c.outlet,
    q.text as quote,
    q.quote_type,
    case
        when q.sentence_start is null then q.text
        else substring(c.text, q.sentence_start + 1, q.sentence_end - q.sentence_start)
    end as sentence,
    c.title,
    c.url,
    q.topic_id,
    q.speaker_surface,
    q.speaker_id as actor_id,
    q.quote_id,
    q.paragraph_id,
    q.article_id,
    c.story_id,
    q.found
from said as q
join corpus.articles as c on c.article_id = q.article_id
left join facts.actors as n on n.actor_id = q.speaker_id
left join facts.article_offices as o on o.article_id = q.article_id and o.actor_id = q.speaker_id
left join facts.actors as b on b.actor_id = o.organisation_id
order by c.published_on desc nulls last, q.article_id, q.start_char, q.quote_id, q.topic_id;
comment on macro table quotes_on is 'Statements in paragraphs of a topic and of those under it, in all languages, newest first, with the speaker and the office that the same article gives; the speaker is null when unknown. topic: id, Indonesian or English label, in any case. how_many: rows at most, 50 unless said, null for all; the column found counts all.';
