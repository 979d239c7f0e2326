-- description: Share of voice: whose statements each outlet prints, and how large a part of those with a known speaker.
-- column: outlet | Outlet; null when unknown.
-- column: actor_id | The speaker.
-- column: name | Canonical name.
-- column: entity_type | PERSON, ORG, PLACE, LAW, EVENT or PRODUCT.
-- column: quotes | Statements of the speaker in the outlet, direct and indirect.
-- column: direct | Direct ones among them.
-- column: articles | Articles with such a statement.
-- column: stories | Independent stories with such a statement.
-- column: share | Part of the outlet's statements with a known speaker, above 0 and at most 1.
-- column: first_seen | Earliest day of publication.
-- column: last_seen | Latest day of publication.
-- column: evidence_quote_id | The earliest such statement (key of facts.quotes).
-- unique: evidence_quote_id
-- not_null: name, quotes, articles, stories, share
-- assert: counts_fit_each_other | There are no more stories than articles, and no more articles than quotes. | stories <= articles and articles <= quotes
-- assert: share_is_a_share | The share lies above 0 and is at most 1. | share > 0 and share <= 1
with spoken as (
    select
        a.outlet,
        q.speaker_id as actor_id,
        count(*) as quotes,
        count(*) filter (q.quote_type = 'direct') as direct,
        count(distinct q.article_id) as articles,
        count(distinct a.story_id) as stories,
        min(a.published_on) as first_seen,
        max(a.published_on) as last_seen,
        arg_min(q.quote_id, (coalesce(a.published_on, date '9999-12-31'), q.article_id, q.start_char, q.quote_id)) as evidence_quote_id
    from facts.quotes as q
    join corpus.articles as a on a.article_id = q.article_id
    where q.speaker_id is not null
    group by a.outlet, q.speaker_id
)
select
    s.outlet,
    s.actor_id,
    n.name,
    n.entity_type,
    s.quotes,
    s.direct,
    s.articles,
    s.stories,
    s.quotes / sum(s.quotes) over (partition by s.outlet) as share,
    s.first_seen,
    s.last_seen,
    s.evidence_quote_id
from spoken as s
join facts.actors as n on n.actor_id = s.actor_id
order by s.outlet, s.quotes desc, n.name, s.actor_id
