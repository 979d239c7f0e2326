"""SQL of the corrections on names: which mention means whom, and what follows for roles, quotes, actors and aliases.

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
    join fix_splits as s on s.actor_id = coalesce(g.into_id, m.actor_id)
    join corpus.articles as a on a.article_id = m.article_id
    where coalesce(s.mention_id = m.mention_id, true)
        and coalesce(s.article in (a.article_id, a.url, a.source_uri), true)
        and coalesce(s.start_char = m.start_char, true)
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
        or ({own} = n.folded and m.actor_id not in (select actor_id from fix_merges))
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

# After mentions, roles and quotes are stored: each article has the actors that its facts name.
ARTICLE_ACTORS = """
create or replace temp table new_article_actors as
with sides as (
    select
        article_id,
        corrections,
        is_new,
        unnest([fact->>'actor_id', fact->>'organisation_id', fact->>'speaker_id']) as actor_id
    from (
        select article_id, corrections, unnest([false, true]) as is_new, unnest([before, after]) as fact
        from facts.overruled
        where table_name in ('facts.mentions', 'facts.roles', 'facts.quotes')
    )
),
touched as (
    select article_id, actor_id, is_new, list_sort(list_distinct(flatten(list(corrections)))) as places
    from sides
    where actor_id is not null
    group by article_id, actor_id, is_new
),
named as (
    select article_id, actor_id from facts.mentions where article_id in (select article_id from touched)
    union
    select article_id, unnest([actor_id, organisation_id])
    from facts.roles
    where article_id in (select article_id from touched)
    union
    select article_id, speaker_id from facts.quotes where article_id in (select article_id from touched)
),
lost as (from touched as t anti join named as n using (article_id, actor_id) where not is_new),
gained as (from touched as t anti join facts.article_actors as r using (article_id, actor_id) where is_new),
listed as (
    select r.*, l.article_id is not null as _gone, coalesce(l.places, []) as places
    from facts.article_actors as r
    left join lost as l on l.article_id = r.article_id and l.actor_id = r.actor_id
    union all by name
    select g.article_id, g.actor_id, k.name, k.entity_type, k.country, false as _gone, g.places
    from gained as g
    join fix_targets as k on k.actor_id = g.actor_id
)
select
    r.* exclude (_gone, places)
        replace (coalesce(n.name, r.name) as name, coalesce(t.entity_type, r.entity_type) as entity_type),
    r._gone,
    list_concat(
        r.places, if(n.place is null or r._gone, [], [n.place]), if(t.place is null or r._gone, [], [t.place])
    ) as _places
from listed as r
left join fix_names as n on n.actor_id = r.actor_id
left join fix_types as t on t.actor_id = r.actor_id
where len(_places) > 0
"""

ALIASES = """
create or replace temp table new_alias_evidence as
with moved as (
    select article_id, was, name, list_sort(list_distinct(flatten(list(places)))) as places
    from fix_moved
    where was is not null
    group by article_id, was, name
),
unmoved as (
    -- Raw actors of mentions that stay, so that the name still stands for them.
    select m.article_id, v.was as actor_id, v.name
    from moved as v
    join fix_raw as m on m.article_id = v.article_id and m.actor_id = v.was and m.name = v.name
    anti join fix_moved as x on x.mention_id = m.mention_id
),
listed as (
    select
        e.*,
        g.into_id,
        g.places as merged,
        v.article_id is not null and u.article_id is null as unused,
        list_concat(
            if(v.article_id is not null and u.article_id is null, v.places, []), coalesce(g.places, []),
            if(h.place is null, [], [h.place])
        ) as places,
        h.actor_id is not null as hidden
    from facts.alias_evidence as e
    left join moved as v on v.article_id = e.article_id and v.was = e.actor_id and v.name = {alias}
    left join unmoved as u on u.article_id = e.article_id and u.actor_id = e.actor_id and u.name = {alias}
    left join fix_merges as g on g.actor_id = e.actor_id
    left join fix_hidden_actors as h on h.actor_id = coalesce(g.into_id, e.actor_id)
),
changed as (
    select
        e.* exclude (into_id, merged, unused, places, hidden)
            replace (
                coalesce(into_id, actor_id) as actor_id,
                if(into_id is null, kind, 'user') as kind,
                if(into_id is null, evidence, {merged}) as evidence,
                if(into_id is null, start_char, null) as start_char,
                if(into_id is null, end_char, null) as end_char
            ),
        unused or hidden as _gone,
        places as _places
    from listed as e
    where len(places) > 0
),
given as (
    -- A name under which a mention now means an actor, and nothing said so yet.
    select
        n.article_id,
        coalesce(g.into_id, v.actor_id) as actor_id,
        arg_min(trim(regexp_replace(n.surface, '\\s+', ' ', 'g')), n.start_char) as alias,
        arg_min(v.places, n.start_char) as places,
        v.name
    from fix_moved as v
    join facts.mentions as n on n.mention_id = v.mention_id
    left join fix_merges as g on g.actor_id = v.actor_id
    where v.actor_id is not null and not v.gone
    group by n.article_id, coalesce(g.into_id, v.actor_id), v.name
),
added as (
    select
        d.article_id,
        (coalesce(m.last, 0) + row_number() over (partition by d.article_id order by d.actor_id, d.name))::integer
            as evidence_number,
        d.actor_id,
        d.alias,
        'user' as kind,
        d.places
    from given as d
    left join (select article_id, max(evidence_number) as last from facts.alias_evidence group by article_id) as m
        on m.article_id = d.article_id
    anti join facts.alias_evidence as e on e.article_id = d.article_id and e.actor_id = d.actor_id and {alias} = d.name
)
from changed
union all by name
select
    * exclude (places),
    {evidence} as evidence,
    null::integer as start_char,
    null::integer as end_char,
    null::date as valid_from,
    null::date as valid_to,
    false as _gone,
    places as _places
from added
"""
ALIASES = ALIASES.format(
    alias=FOLDED.format("e.alias"),
    evidence="'corrections/' || replace(places[1], ':', ', line ')",
    merged="'corrections/' || replace(merged[1], ':', ', line ')",
)

# Mentions as extracted, of the names that corrections move: aliases are judged after the mentions were stored.
RAW = """
create or replace temp table fix_raw as
select m.mention_id, m.article_id, m.actor_id, {folded} as name
from facts.mentions as m
where m.actor_id is not null and m.article_id in (select article_id from fix_moved)
""".format(folded=FOLDED.format("m.surface"))
