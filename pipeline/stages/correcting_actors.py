"""SQL of what follows from corrected mentions, roles and quotes: the actors of each article, and their aliases.

Each statement makes a temporary table of rows as they shall be; storing them belongs to `correcting`.
"""

from pipeline.stages.correcting_names import FOLDED

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
