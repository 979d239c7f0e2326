-- description: The office of each speaker of an article: the one that the article gives, else the last one that the corpus gave before; speakers of whom neither is known have no row.
-- column: article_id | Article with a statement of the speaker.
-- column: actor_id | The speaker (key of facts.actors).
-- column: role_basis | article when this article gives the office; earlier when it is the last one seen on that day or before, in other articles.
-- column: role_id | Where the office is stated (key of facts.roles).
-- column: role | Title as written, without the organisation's name.
-- column: organisation_id | Body or country of that title (key of facts.actors); null when not said.
-- column: role_seen_on | Day of the article that states it; null when unknown.
-- unique: article_id, actor_id
-- not_null: role_basis, role_id, role
-- assert: basis_is_a_known_one | The basis is article or earlier. | role_basis in ('article', 'earlier')
-- assert: earlier_offices_have_a_day | What is taken from another article was seen on a known day. | role_basis = 'article' or role_seen_on is not null
with speakers as (
    select distinct q.article_id, q.speaker_id as actor_id, a.published_on
    from facts.quotes as q
    join corpus.articles as a on a.article_id = q.article_id
    where q.speaker_id is not null
),
seen as (
    -- One office of each day, so that the order of rows decides nothing: one with its body before one without.
    select
        o.actor_id,
        a.published_on as seen_on,
        arg_max(o.role_id, (o.organisation_id is not null, o.article_id)) as role_id
    from facts.article_offices as o
    join corpus.articles as a on a.article_id = o.article_id
    where a.published_on is not null
    group by o.actor_id, a.published_on
),
placed as (
    select s.article_id, s.actor_id, 'article' as role_basis, o.role_id, s.published_on as role_seen_on
    from speakers as s
    join facts.article_offices as o on o.article_id = s.article_id and o.actor_id = s.actor_id
    union all
    select s.article_id, s.actor_id, 'earlier' as role_basis, e.role_id, e.seen_on as role_seen_on
    from (
        from speakers as s
        anti join facts.article_offices as o on o.article_id = s.article_id and o.actor_id = s.actor_id
    ) as s
    asof join seen as e on e.actor_id = s.actor_id and s.published_on >= e.seen_on
)
select p.article_id, p.actor_id, p.role_basis, p.role_id, o.role, o.organisation_id, p.role_seen_on
from placed as p
join facts.article_offices as o on o.role_id = p.role_id
order by p.article_id, p.actor_id
