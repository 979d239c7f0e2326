"""SQL of the corrections on names: which mention means whom, and what follows for roles and quotes.

Each statement makes a temporary table of rows as they shall be; storing them belongs to `correcting`. Corrections that
are more specific win: one mention before an article, an article before an outlet, these before a name, a split before
an alias. `places` are the corrections that decided.
"""

# Surfaces are compared without regard to case and white space.
FOLDED = r"lower(trim(regexp_replace({}, '\s+', ' ', 'g')))"

SPLITS = """
create or replace temp table fix_chosen as
with wished as (
    select m.mention_id, s.*
    from facts.mentions as m
    left join fix_merges as g on g.actor_id = m.actor_id
    join fix_splits as s on s.actor_id is not distinct from coalesce(g.into_id, m.actor_id)
    join corpus.articles as a on a.article_id = m.article_id
    where (s.mention_id is null or s.mention_id = m.mention_id)
        and (s.article is null or coalesce(s.article in (a.article_id, a.url, a.source_uri), false))
        and (s.start_char is null or s.start_char = m.start_char)
        and (s.outlet is null or coalesce(lower(s.outlet) = lower(a.outlet), false))
        and (s.name is null or s.name = {folded})
)
select
    mention_id,
    list(distinct coalesce(to_id, '') order by coalesce(to_id, '')) as wishes,
    any_value(to_id) as to_id,
    list(place order by place) as places
from (from wished qualify level = max(level) over (partition by mention_id))
group by mention_id
""".format(folded=FOLDED.format("m.surface"))

MOVED = """
create or replace temp table fix_moved as
with hidden as (
    select mention_id, list(place order by place) as places
    from (
        select m.mention_id, h.place
        from facts.mentions as m
        join fix_hidden_mentions as h on h.mention_id = m.mention_id
        union all
        select m.mention_id, h.place from facts.mentions as m join fix_hidden_names as h on h.name = {folded}
    )
    group by mention_id
),
cleared as (
    select m.mention_id, r.place
    from facts.mentions as m
    left join fix_merges as g on g.actor_id = m.actor_id
    join fix_removed_aliases as r on r.actor_id = coalesce(g.into_id, m.actor_id) and r.alias = {folded}
),
named as (
    -- Where the extraction knew no better than to take the name itself for an actor, or knew nobody.
    select m.mention_id, n.actor_id, n.place
    from facts.mentions as m
    join fix_added_aliases as n on n.folded = {folded}
    left join cleared as c on c.mention_id = m.mention_id
    left join facts.article_actors as r on r.article_id = m.article_id and r.actor_id = m.actor_id
    where m.actor_id is distinct from n.actor_id and (
        m.actor_id is null or c.mention_id is not null
        or (
            {own} = n.folded and m.actor_id not in (select actor_id from fix_merges)
            and m.actor_id not in (select actor_id from facts.alias_evidence where evidence <> 'article')
        )
    )
)
select
    m.mention_id,
    m.article_id,
    m.actor_id as was,
    {folded} as name,
    case
        when h.mention_id is not null then null
        when w.mention_id is not null then w.actor_id
        when s.mention_id is not null then s.to_id
        else n.actor_id
    end as actor_id,
    coalesce(h.mention_id, w.mention_id) is not null as gone,
    case
        when h.mention_id is not null then h.places
        when w.mention_id is not null then [w.place]
        when s.mention_id is not null then s.places
        when n.mention_id is not null then list_concat([n.place], if(c.place is null, [], [c.place]))
        else [c.place]
    end as places
from facts.mentions as m
left join hidden as h on h.mention_id = m.mention_id
left join fix_swallowed as w on w.mention_id = m.mention_id
left join fix_chosen as s on s.mention_id = m.mention_id
left join named as n on n.mention_id = m.mention_id
left join cleared as c on c.mention_id = m.mention_id
where coalesce(h.mention_id, w.mention_id, s.mention_id, n.mention_id, c.mention_id) is not null
union all by name
select m.mention_id, m.article_id, null as was, {folded} as name, m.actor_id, false as gone, [m.place] as places
from fix_found as m
""".format(folded=FOLDED.format("m.surface"), own=FOLDED.format("r.name"))

MENTIONS = """
create or replace temp table new_mentions as
with assigned as (
    select
        m.*,
        v.mention_id is not null as moved,
        if(v.mention_id is null, m.actor_id, v.actor_id) as meant,
        coalesce(v.gone, false) as gone,
        coalesce(v.places, []) as places
    from (
        from facts.mentions
        union all by name
        select * exclude (place) replace (null::varchar as actor_id) from fix_found
    ) as m
    left join fix_moved as v on v.mention_id = m.mention_id
)
select
    m.* exclude (moved, meant, gone, places)
        replace (
            coalesce(g.into_id, m.meant) as actor_id,
            coalesce(
                t.entity_type,
                if(coalesce(g.into_id, m.meant) is distinct from m.actor_id, k.entity_type, null),
                m.entity_type
            ) as entity_type
        ),
    m.gone or h.actor_id is not null as _gone,
    list_concat(
        m.places, coalesce(g.places, []), if(h.place is null, [], [h.place]), if(t.place is null, [], [t.place])
    ) as _places
from assigned as m
left join fix_merges as g on g.actor_id = m.meant
left join fix_hidden_actors as h on h.actor_id = coalesce(g.into_id, m.meant)
left join fix_types as t on t.actor_id = coalesce(g.into_id, m.meant)
left join fix_targets as k on k.actor_id = coalesce(g.into_id, m.meant)
where m.moved or g.actor_id is not null or h.actor_id is not null or t.actor_id is not null
"""

# What all mentions of an actor in an article, or all of them under one name, have become.
SHIFTS = """
create or replace temp table fix_shifts as
with seen as (
    select m.article_id, m.actor_id as was, v.mention_id is not null as moved, v.actor_id, v.places, {folded} as name
    from facts.mentions as m
    left join fix_moved as v on v.mention_id = m.mention_id
    where m.article_id in (select article_id from fix_moved)
    union all
    select article_id, was, true, actor_id, places, name
    from fix_moved
    where mention_id not in (select mention_id from facts.mentions)
)
select
    article_id,
    was,
    if(grouping(name) = 1, null, name) as name,
    any_value(actor_id) as actor_id,
    list_sort(list_distinct(flatten(list(places)))) as places
from seen
group by grouping sets ((article_id, was), (article_id, was, name))
having count(*) = count(*) filter (moved)
    and count(distinct coalesce(actor_id, '')) = 1
    and (grouping(name) = 0 or was is not null)
""".format(folded=FOLDED.format("m.surface"))

# Of one mention of the person, or of the body, within the words of the role.
ROLES = """
create or replace temp table new_roles as
with within as (
    select
        r.role_id,
        v.was,
        arg_min_null(v.actor_id, m.start_char) as actor_id,
        arg_min(v.places, m.start_char) as places
    from fix_moved as v
    join facts.mentions as m on m.mention_id = v.mention_id
    join facts.roles as r on r.article_id = m.article_id and r.start_char <= m.start_char and m.end_char <= r.end_char
    where v.was in (r.actor_id, r.organisation_id)
    group by r.role_id, v.was
),
meant as (
    select
        r.*,
        case
            when p.role_id is not null then p.actor_id when s.article_id is not null then s.actor_id else r.actor_id
        end as person,
        case
            when o.role_id is not null then o.actor_id
            when b.article_id is not null then b.actor_id
            else r.organisation_id
        end as body,
        coalesce(p.places, s.places, []) as person_places,
        coalesce(o.places, b.places, []) as body_places
    from facts.roles as r
    left join within as p on p.role_id = r.role_id and p.was = r.actor_id
    left join within as o on o.role_id = r.role_id and o.was = r.organisation_id
    left join fix_shifts as s on s.article_id = r.article_id and s.was = r.actor_id and s.name is null
    left join fix_shifts as b on b.article_id = r.article_id and b.was = r.organisation_id and b.name is null
)
select
    r.* exclude (person, body, person_places, body_places)
        replace (
            coalesce(g.into_id, r.person) as actor_id,
            if(k.actor_id is not null, null, coalesce(c.into_id, r.body)) as organisation_id
        ),
    r.person is null or h.actor_id is not null as _gone,
    list_concat(
        r.person_places, r.body_places, coalesce(g.places, []), coalesce(c.places, []),
        if(h.place is null, [], [h.place]), if(k.place is null, [], [k.place])
    ) as _places
from meant as r
left join fix_merges as g on g.actor_id = r.person
left join fix_merges as c on c.actor_id = r.body
left join fix_hidden_actors as h on h.actor_id = coalesce(g.into_id, r.person)
left join fix_hidden_actors as k on k.actor_id = coalesce(c.into_id, r.body)
where len(_places) > 0
"""

QUOTES = """
create or replace temp table new_quotes as
with beside as (
    -- The speaker as named in the sentence of the statement.
    select
        q.quote_id,
        arg_min_null(v.actor_id, m.start_char) as actor_id,
        arg_min(v.places, m.start_char) as places
    from fix_moved as v
    join facts.mentions as m on m.mention_id = v.mention_id
    join facts.quotes as q
        on q.article_id = m.article_id and q.speaker_id = v.was
        and q.sentence_start <= m.start_char and m.end_char <= q.sentence_end
    where v.name = {folded}
    group by q.quote_id
),
meant as (
    select
        q.*,
        case
            when f.quote_id is not null then f.actor_id
            when s.article_id is not null then s.actor_id
            when n.article_id is not null then n.actor_id
            when b.quote_id is not null then b.actor_id
            else q.speaker_id
        end as speaker,
        f.place,
        coalesce(s.places, n.places, b.places, []) as places
    from facts.quotes as q
    left join fix_speakers as f on f.quote_id = q.quote_id
    left join fix_shifts as s on s.article_id = q.article_id and s.was = q.speaker_id and s.name is null
    left join fix_shifts as n
        on n.article_id = q.article_id and n.was is not distinct from q.speaker_id and n.name = {folded}
    left join beside as b on b.quote_id = q.quote_id
)
select
    q.* exclude (speaker, place, places)
        replace (if(h.actor_id is not null, null, coalesce(g.into_id, q.speaker)) as speaker_id),
    false as _gone,
    list_concat(
        if(q.place is null, q.places, [q.place]), coalesce(g.places, []), if(h.place is null, [], [h.place])
    ) as _places
from meant as q
left join fix_merges as g on g.actor_id = q.speaker
left join fix_hidden_actors as h on h.actor_id = coalesce(g.into_id, q.speaker)
where len(_places) > 0
""".format(folded=FOLDED.format("q.speaker_surface"))
