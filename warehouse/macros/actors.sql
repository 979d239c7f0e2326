-- Actors and topics by any of their names, and what is said of an actor. Arguments meet no columns: each is taken up by a
-- select without a table. Sentences are cut out of the articles for the rows of the answer alone.
create or replace macro actors_named(actor) as table
with asked as (select lower(trim(actor::varchar)) as asked_name),
known as (
    select i.actor_id from facts.actors as i join asked on i.actor_id = asked_name
    union
    select i.actor_id from facts.actors as i join asked on lower(i.name) = asked_name
    union
    select l.actor_id from facts.aliases as l join asked on lower(l.alias) = asked_name
)
select n.actor_id, n.name, n.entity_type, n.country, n.first_seen, n.last_seen
from facts.actors as n
semi join known as k on k.actor_id = n.actor_id
order by n.name, n.actor_id;
comment on macro table actors_named is 'The actors that go by a name: id, canonical name or any alias, in any case; more than one when the name is ambiguous.';

create or replace macro mentions_of(actor, how_many := 50) as table
with wanted as materialized (select w.actor_id, w.name, w.entity_type from actors_named(actor) as w),
-- The newest articles first, of which each has a mention or more: mentions are read of these alone. Each article once, as
-- several actors of one name may stand in it.
newest as materialized (
    select distinct a.article_id, a.published_on
    from facts.actor_articles as a
    where a.mentions > 0 and a.actor_id in (select w.actor_id from wanted as w)
    order by a.published_on desc nulls last, a.article_id
    limit how_many
),
counted as (
    select sum(a.mentions)::bigint as found
    from facts.actor_articles as a
    where a.actor_id in (select w.actor_id from wanted as w)
),
named as materialized (
    select
        m.mention_id, m.actor_id, m.article_id, m.paragraph_id, m.surface, m.start_char, m.sentence_start, m.sentence_end,
        a.published_on
    from facts.mentions as m
    join newest as a on a.article_id = m.article_id
    where m.actor_id in (select w.actor_id from wanted as w)
    order by a.published_on desc nulls last, m.article_id, m.start_char, m.mention_id
    limit how_many
)
select
    w.name as actor,
    w.entity_type,
    c.published_on,
    c.outlet,
    m.surface,
    case
        when m.sentence_start is null then m.surface
        else substring(c.text, m.sentence_start + 1, m.sentence_end - m.sentence_start)
    end as sentence,
    c.title,
    c.url,
    m.actor_id,
    m.mention_id,
    m.paragraph_id,
    m.article_id,
    c.story_id,
    x.found
from named as m
cross join counted as x
join wanted as w on w.actor_id = m.actor_id
join corpus.articles as c on c.article_id = m.article_id
order by c.published_on desc nulls last, m.article_id, m.start_char, m.mention_id;
comment on macro table mentions_of is 'Where an actor is named, under any of its names, each time with its sentence; newest first. actor: id, name or alias in any case. how_many: rows at most, 50 unless said, null for all; the column found counts all.';

create or replace macro together(actor_a, actor_b, how_many := 50) as table
with one as materialized (select w.actor_id, w.name from actors_named(actor_a) as w),
other as materialized (select w.actor_id, w.name from actors_named(actor_b) as w),
of_one as (
    select m.actor_id, m.paragraph_id, m.article_id
    from facts.mentions as m
    where m.actor_id in (select w.actor_id from one as w)
),
of_other as (
    select m.actor_id, m.paragraph_id
    from facts.mentions as m
    where m.actor_id in (select w.actor_id from other as w)
),
both_named as (
    select distinct x.actor_id as id_a, y.actor_id as id_b, x.paragraph_id, x.article_id
    from of_one as x
    join of_other as y on y.paragraph_id = x.paragraph_id and y.actor_id <> x.actor_id
),
shared as materialized (
    select x.*, d.published_on, count(*) over () as found
    from both_named as x
    join (select r.article_id, r.published_on from corpus.articles as r) as d on d.article_id = x.article_id
    order by d.published_on desc nulls last, x.article_id, x.paragraph_id, x.id_a, x.id_b
    limit how_many
)
select
    n.name as name_a,
    o.name as name_b,
    c.published_on,
    c.outlet,
    p.text as paragraph,
    c.title,
    c.url,
    s.id_a as actor_a,
    s.id_b as actor_b,
    s.paragraph_id,
    s.article_id,
    c.story_id,
    s.found
from shared as s
join one as n on n.actor_id = s.id_a
join other as o on o.actor_id = s.id_b
join corpus.paragraphs as p on p.paragraph_id = s.paragraph_id
join corpus.articles as c on c.article_id = s.article_id
order by c.published_on desc nulls last, s.article_id, p.paragraph_number, s.id_a, s.id_b;
comment on macro table together is 'Paragraphs that name two actors, newest first. actor_a, actor_b: id, name or alias in any case. how_many: rows at most, 50 unless said, null for all; the column found counts all.';

create or replace macro beside(actor, how_many := 50) as table
with wanted as materialized (select w.actor_id, w.name from actors_named(actor) as w),
pairs as (
    select w.actor_id, w.name, x.actor_b as other_id, x.name_b as other_name, x.* exclude (actor_a, actor_b, name_a, name_b)
    from marts.actor_pairs as x
    join wanted as w on w.actor_id = x.actor_a
    union all
    select w.actor_id, w.name, x.actor_a as other_id, x.name_a as other_name, x.* exclude (actor_a, actor_b, name_a, name_b)
    from marts.actor_pairs as x
    join wanted as w on w.actor_id = x.actor_b
),
most as materialized (
    select x.*, count(*) over () as found
    from pairs as x
    order by x.stories desc, x.paragraphs desc, x.other_name, x.other_id, x.actor_id
    limit how_many
)
select
    x.name as actor,
    x.other_name as neighbour,
    x.stories,
    x.articles,
    x.paragraphs,
    x.first_seen,
    x.last_seen,
    p.text as evidence,
    x.actor_id,
    x.other_id as neighbour_id,
    x.evidence_paragraph_id,
    x.found
from most as x
join corpus.paragraphs as p on p.paragraph_id = x.evidence_paragraph_id
order by x.stories desc, x.paragraphs desc, x.other_name, x.other_id, x.actor_id;
comment on macro table beside is 'Who is named in the same paragraphs as an actor, most stories first, with the earliest such paragraph as evidence. actor: id, name or alias in any case. how_many: rows at most, 50 unless said, null for all; the column found counts all.';
