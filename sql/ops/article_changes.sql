-- description: What a change of an article did to its facts: per replaced version, what appeared, what disappeared and what is said otherwise in the version that took its place.
-- column: change_id | Short hash of the version and the facts compared.
-- column: article_id | The article as it was (with version_number, key of ops.article_versions).
-- column: version_number | Which version of the document was replaced.
-- column: next_article_id | The article that took its place, in corpus.articles or, when replaced too, in ops.article_versions.
-- column: source_id | Source in sources.toml.
-- column: source_uri | Document, as in corpus.articles.
-- column: url | Address of the article.
-- column: outlet | Outlet.
-- column: title | Headline of the version that took its place.
-- column: published_on | Day of publication as that version says.
-- column: changed_at | When the refresh found the document changed (UTC).
-- column: kind | figure, mention (an actor named), quote, role, title or text (a paragraph).
-- column: change | added, removed, or changed: the same thing, headline, words or person with another value, wording, speaker or title.
-- column: subject | What the fact is about, as in facts.article_facts.
-- column: before | The fact as written before; null when added.
-- column: after | The fact as written after; null when removed.
-- column: detail_before | Value with unit, speaker or title before.
-- column: detail_after | The same after.
-- column: value_before | Value of the figure before.
-- column: value_after | Value of the figure after.
-- column: context_before | The sentence (figures) or paragraph that said it.
-- column: context_after | The sentence or paragraph that says it.
-- column: same_code | False when the two versions were read by different versions of the code: what stands in a sentence or paragraph that did not change is then left out, but the rest may still differ by the reading.
-- unique: change_id
-- not_null: article_id, version_number, next_article_id, source_id, source_uri, changed_at, kind, change, same_code
-- assert: change_is_a_known_one | A change is added, removed or changed. | change in ('added', 'removed', 'changed')
-- assert: before_and_after_fit_the_change | What was added has no before, what was removed has no after, and all else has both. | (before is null) = (change = 'added') and (after is null) = (change = 'removed')
with failed as (select source_id, source_uri, stage from ops.rejected),
present as (
    -- An extractor that failed on an article says nothing of it.
    select
        a.article_id,
        any_value(d.version) filter (d.stage = 'names') as names_version,
        any_value(d.version) filter (d.stage = 'figures') as figures_version
    from corpus.articles as a
    join ops.done as d on d.article_id = a.article_id
    left join failed as f on f.source_id = a.source_id and f.source_uri = a.source_uri and f.stage = d.stage
    where a.article_id in (select replaced_by from ops.article_versions) and f.stage is null
    group by a.article_id
),
steps as (
    -- Each replaced version and what took its place: another replaced version, or the present article.
    select
        v.*,
        n.version_number as next_number,
        coalesce(n.text, a.text) as next_text,
        coalesce(n.url, a.url, v.url) as next_url,
        coalesce(n.outlet, a.outlet) as next_outlet,
        if(n.article_id is null, a.title, n.title) as next_title,
        if(n.article_id is null, a.published_on, n.published_on) as next_published_on,
        if(n.article_id is null, p.names_version, n.names_version) as next_names,
        if(n.article_id is null, p.figures_version, n.figures_version) as next_figures
    from ops.article_versions as v
    left join ops.article_versions as n
        on n.source_id = v.source_id
        and n.source_uri = v.source_uri
        and n.version_number = v.version_number + 1
        and n.article_id = v.replaced_by
    left join corpus.articles as a on a.article_id = v.replaced_by and n.article_id is null
    left join present as p on p.article_id = a.article_id
    where n.article_id is not null or a.article_id is not null
),
said as (
    select s.article_id as old_id, s.version_number as old_number, 'before' as side, f.* exclude (article_id, version_number, source_id)
    from steps as s
    join ops.version_facts as f on f.article_id = s.article_id and f.version_number = s.version_number
    union all
    select s.article_id as old_id, s.version_number as old_number, 'after' as side, f.* exclude (article_id, version_number, source_id)
    from steps as s
    join ops.version_facts as f on f.article_id = s.replaced_by and f.version_number = s.next_number
    union all
    select s.article_id as old_id, s.version_number as old_number, 'after' as side, f.* exclude (article_id)
    from steps as s
    join facts.article_facts as f on f.article_id = s.replaced_by
    where s.next_number is null and f.article_id in (select replaced_by from ops.article_versions)
),
firsts as (
    select
        *,
        -- Equal on both sides: nothing happened. How often a version says it, and in which spelling of the number, is no change.
        case kind
            when 'figure' then concat_ws('|', type, lower(subject), detail)
            when 'mention' then subject
            when 'quote' then concat_ws('|', subject, detail)
            when 'role' then concat_ws('|', subject, detail)
            else surface
        end as identity
    from said
    qualify row_number() over (partition by old_id, old_number, side, kind, identity order by start_char, fact_id) = 1
),
different as (
    select *
    from firsts
    qualify count(*) over (partition by old_id, old_number, kind, identity) = 1
),
read as (
    select
        d.*,
        if(d.side = 'before', s.text, s.next_text) as own_text,
        if(d.side = 'before', s.next_text, s.text) as other_text,
        substring(own_text, d.context_start + 1, d.context_end - d.context_start) as context,
        if(d.kind = 'figure', s.figures_version, s.names_version) as read_by,
        if(d.kind = 'figure', s.next_figures, s.next_names) as next_read_by,
        d.kind in ('title', 'text') or read_by = next_read_by as same_code
    from different as d
    join steps as s on s.article_id = d.old_id and s.version_number = d.old_number
    -- Facts that either version's code never looked for are unknown, and no change: same_code is null.
),
placed as (
    select
        * exclude (own_text, other_text),
        -- Equal where something is said otherwise: the same thing, else the same sentence around the figure.
        case kind
            when 'figure' then concat_ws('|', type, coalesce(
                'thing ' || lower(subject) || coalesce(' in ' || period, ''),
                substring(own_text, context_start + 1, start_char - context_start) || '|'
                || substring(own_text, end_char + 1, context_end - end_char)
            ))
            when 'quote' then subject
            when 'role' then subject
            when 'title' then 'title'
        end as place
    from read
    -- Code that reads otherwise is no change of the article.
    where same_code or (same_code is not null and not contains(other_text, context))
),
kept as (
    select
        *,
        row_number() over (partition by old_id, old_number, kind, place, side order by start_char, fact_id) as number,
        count(*) over (partition by old_id, old_number, kind, place, side) as of_place
    from placed
),
paired as (
    select b as old, a as new
    from (select * from kept where side = 'before') as b
    full join (select * from kept where side = 'after') as a
        on a.old_id = b.old_id
        and a.old_number = b.old_number
        and a.kind = b.kind
        and a.place = b.place
        and a.number = b.number
        and a.of_place = b.of_place
)
select
    left(sha256(concat_ws('|', s.article_id, s.version_number, coalesce(old.kind, new.kind), coalesce(old.fact_id, ''), coalesce(new.fact_id, ''))), 16) as change_id,
    s.article_id,
    s.version_number,
    s.replaced_by as next_article_id,
    s.source_id,
    s.source_uri,
    s.next_url as url,
    s.next_outlet as outlet,
    s.next_title as title,
    s.next_published_on as published_on,
    s.replaced_at as changed_at,
    coalesce(old.kind, new.kind) as kind,
    case when old.kind is null then 'added' when new.kind is null then 'removed' else 'changed' end as change,
    coalesce(new.subject, old.subject) as subject,
    old.surface as before,
    new.surface as after,
    old.detail as detail_before,
    new.detail as detail_after,
    old.value as value_before,
    new.value as value_after,
    old.context as context_before,
    new.context as context_after,
    coalesce(old.same_code, new.same_code) as same_code
from paired
join steps as s on s.article_id = coalesce(old.old_id, new.old_id) and s.version_number = coalesce(old.old_number, new.old_number)
order by s.replaced_at, s.source_id, s.source_uri, s.version_number, kind, coalesce(new.start_char, old.start_char), change_id
