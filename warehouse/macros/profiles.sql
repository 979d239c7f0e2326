-- An actor in one row, and the offices that it held or gave.
create or replace macro profile(actor) as table
select p.*
from marts.actor_profile as p
semi join actors_named(actor) as w on w.actor_id = p.actor_id
order by p.stories desc, p.mentions desc, p.name, p.actor_id;
comment on macro table profile is 'All about an actor in one row: names, counts, statements, offices, topics, neighbours, outlets; one row for each actor of that name. actor: id, name or alias in any case.';

create or replace macro offices_of(actor, how_many := 50) as table
with wanted as materialized (select w.actor_id from actors_named(actor) as w),
-- A person's own; of a body or country those of its people.
held as materialized (
    select h.*, count(*) over () as found
    from marts.role_history as h
    where h.actor_id in (select w.actor_id from wanted as w) or h.organisation_id in (select w.actor_id from wanted as w)
    order by h.last_seen desc nulls last, h.stories desc, h.name, h.first_role_id
    limit how_many
)
select
    h.name,
    h.role,
    h.organisation,
    h.standing,
    h.first_seen,
    h.last_seen,
    h.articles,
    h.stories,
    case
        when r.sentence_start is null then r.surface
        else substring(c.text, r.sentence_start + 1, r.sentence_end - r.sentence_start)
    end as first_sentence,
    case
        when l.sentence_start is null then l.surface
        else substring(d.text, l.sentence_start + 1, l.sentence_end - l.sentence_start)
    end as last_sentence,
    h.actor_id,
    h.organisation_id,
    h.first_role_id,
    h.last_role_id,
    h.found
from held as h
join facts.roles as r on r.role_id = h.first_role_id
join corpus.articles as c on c.article_id = r.article_id
join facts.roles as l on l.role_id = h.last_role_id
join corpus.articles as d on d.article_id = l.article_id
order by h.last_seen desc nulls last, h.stories desc, h.name, h.first_role_id;
comment on macro table offices_of is 'Offices of a person, or of the people of a body or country, those seen last first, with the sentences that state them first and last. actor: id, name or alias in any case. how_many: rows at most, 50 unless said, null for all; the column found counts all.';
