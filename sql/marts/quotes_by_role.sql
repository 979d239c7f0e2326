-- description: Which offices are quoted: statements by the title and body that the same article gives their speaker; the row without a title counts speakers whose office the article does not say.
-- column: role | Title as written, without the organisation's name; null when the article gives the speaker none.
-- column: organisation_id | Body or country of that title (key of facts.actors); null when not said.
-- column: organisation | Canonical name of it.
-- column: quotes | Statements, direct and indirect.
-- column: direct | Direct ones among them.
-- column: speakers | Different speakers.
-- column: articles | Articles with such a statement.
-- column: stories | Independent stories with such a statement.
-- column: outlets | Outlets that print one.
-- column: first_seen | Earliest day of publication.
-- column: last_seen | Latest day of publication.
-- column: evidence_quote_id | The earliest such statement (key of facts.quotes).
-- unique: evidence_quote_id
-- not_null: quotes, direct, speakers, articles, stories
-- assert: counts_fit_each_other | No more stories than articles than quotes, and no more speakers than quotes. | stories <= articles and articles <= quotes and speakers <= quotes
select
    min(o.role) as role,
    o.organisation_id,
    any_value(b.name) as organisation,
    count(*) as quotes,
    count(*) filter (q.quote_type = 'direct') as direct,
    count(distinct q.speaker_id) as speakers,
    count(distinct q.article_id) as articles,
    count(distinct a.story_id) as stories,
    count(distinct a.outlet) as outlets,
    min(a.published_on) as first_seen,
    max(a.published_on) as last_seen,
    arg_min(q.quote_id, (coalesce(a.published_on, date '9999-12-31'), q.article_id, q.start_char, q.quote_id)) as evidence_quote_id
from facts.quotes as q
join corpus.articles as a on a.article_id = q.article_id
left join facts.article_offices as o on o.article_id = q.article_id and o.actor_id = q.speaker_id
left join facts.actors as b on b.actor_id = o.organisation_id
where q.speaker_id is not null
group by lower(o.role), o.organisation_id
order by stories desc, quotes desc, role, organisation, organisation_id
