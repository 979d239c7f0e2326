-- description: Figures that somebody says: one row per figure inside a quote, with the speaker. Joined to facts.figures it gives what X claimed.
-- column: figure_id | Figure (key of facts.figures).
-- column: quote_id | The innermost quote around the figure (key of facts.quotes).
-- column: article_id | Article.
-- column: quote_type | direct or indirect.
-- column: speaker_id | Actor who says it; null when unknown.
-- column: speaker | Canonical name of the speaker; null when unknown.
-- column: speaker_surface | The speaker as written; null when none is written.
-- column: speaker_role | Title that the same article first gives the speaker; null when it gives none.
-- column: organisation_id | Body or country of that title; null when not said.
-- unique: figure_id
-- not_null: quote_id, article_id, quote_type
with around as (
    select f.figure_id, arg_min(q.quote_id, (q.end_char - q.start_char, q.quote_id)) as quote_id
    from facts.figures as f
    join facts.quotes as q
        on q.article_id = f.article_id and q.start_char <= f.start_char and q.end_char >= f.end_char
    group by f.figure_id
)
select
    a.figure_id,
    a.quote_id,
    q.article_id,
    q.quote_type,
    q.speaker_id,
    n.name as speaker,
    q.speaker_surface,
    o.role as speaker_role,
    o.organisation_id
from around as a
join facts.quotes as q on q.quote_id = a.quote_id
left join facts.actors as n on n.actor_id = q.speaker_id
left join facts.article_offices as o on o.article_id = q.article_id and o.actor_id = q.speaker_id
order by a.figure_id
