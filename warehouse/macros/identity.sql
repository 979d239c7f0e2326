-- Why names are one actor, and which bodies came before and after a body.
create or replace macro evidence_of(actor) as table
with wanted as materialized (select w.actor_id, w.name from actors_named(actor) as w),
reasons as materialized (
    select l.*, w.name as actor_name
    from facts.aliases as l
    join wanted as w on w.actor_id = l.actor_id
),
-- A definition is the place of a mention; what a file says is shown where the article first uses it.
places as (
    select
        r.actor_id, r.alias, r.kind,
        arg_min({'start': m.sentence_start, 'end': m.sentence_end}, m.start_char) as shown_at
    from reasons as r
    join facts.mentions as m
        on m.article_id = r.article_id
        and m.actor_id = r.actor_id
        and if(r.start_char is null, regexp_replace(m.surface, '\s+', ' ', 'g') = r.alias, m.start_char = r.start_char)
    group by r.actor_id, r.alias, r.kind
)
select
    r.actor_name as actor,
    r.alias,
    r.kind,
    case
        when r.evidence = 'article' and r.alias = r.actor_name then 'the article writes the name in full'
        when r.evidence = 'article' then 'the article defines it: ' || substring(c.text, r.start_char + 1, r.end_char - r.start_char)
        else r.evidence || ': ' || r.actor_name
    end as reason,
    substring(c.text, p.shown_at.start + 1, p.shown_at.end - p.shown_at.start) as sentence,
    r.valid_from,
    r.valid_to,
    r.articles,
    c.published_on,
    c.outlet,
    c.title,
    c.url,
    r.evidence,
    r.actor_id,
    r.article_id,
    r.start_char,
    r.end_char
from reasons as r
join corpus.articles as c on c.article_id = r.article_id
left join places as p on p.actor_id = r.actor_id and p.alias = r.alias and p.kind = r.kind
order by r.actor_name, r.actor_id, r.articles desc, r.alias, r.kind;
comment on macro table evidence_of is 'Why each name of an actor stands for it: the file that says so, or the place where an article defines it, with the sentence. actor: id, name or alias in any case.';

create or replace macro why_one_actor(name_a, name_b) as table
with asked as (select lower(trim(name_a::varchar)) as asked_a, lower(trim(name_b::varchar)) as asked_b),
both_names as materialized (
    select w.actor_id from actors_named(name_a) as w
    intersect
    select w.actor_id from actors_named(name_b) as w
)
select e.*
from evidence_of(name_a) as e
semi join both_names as b on b.actor_id = e.actor_id
cross join asked as q
where lower(e.alias) in (q.asked_a, q.asked_b)
order by e.actor, e.actor_id, e.articles desc, e.alias, e.kind;
comment on macro table why_one_actor is 'Why two names are one actor: the evidence of both, in the columns of evidence_of; no rows when no actor has both names. name_a, name_b: names or aliases in any case.';

create or replace macro body_history(actor) as table
with recursive asked as (
    select w.actor_id from actors_named(actor) as w
    union
    select s.actor_id from facts.successors as s where lower(s.name) = lower(trim(actor::varchar))
    union
    select s.successor_id from facts.successors as s where lower(s.successor_name) = lower(trim(actor::varchar))
),
later as (
    select a.actor_id as body_id, null::date as reached_on from asked as a
    union
    select s.successor_id, s.since
    from later as l
    join facts.successors as s on s.actor_id = l.body_id and s.since > coalesce(l.reached_on, '-infinity'::date)
),
earlier as (
    select a.actor_id as body_id, null::date as reached_on from asked as a
    union
    select s.actor_id, s.since
    from earlier as l
    join facts.successors as s on s.successor_id = l.body_id and s.since < coalesce(l.reached_on, 'infinity'::date)
),
links as (
    select s.* from facts.successors as s
    join later as l on l.body_id = s.actor_id and s.since > coalesce(l.reached_on, '-infinity'::date)
    union
    select s.* from facts.successors as s
    join earlier as l on l.body_id = s.successor_id and s.since < coalesce(l.reached_on, 'infinity'::date)
),
counted as (select n.actor_id, count(*) as articles from facts.actor_articles as n where n.mentions > 0 group by n.actor_id)
select
    k.since,
    k.name,
    k.kind,
    k.successor_name,
    coalesce(b.articles, 0) as articles,
    coalesce(f.articles, 0) as successor_articles,
    k.evidence,
    k.actor_id,
    k.successor_id
from links as k
left join counted as b on b.actor_id = k.actor_id
left join counted as f on f.actor_id = k.successor_id
order by k.since, k.name, k.successor_name;
comment on macro table body_history is 'A body through its names: what came before it and after it, each link with its day and evidence, and the articles that name either side. actor: id, name or alias in any case.';
