-- description: Who is named together: pairs of actors in one paragraph, with a paragraph to look at.
-- column: actor_a | One actor (the smaller id).
-- column: actor_b | The other actor.
-- column: name_a | Canonical name of one.
-- column: name_b | Canonical name of the other.
-- column: paragraphs | Paragraphs that name both.
-- column: articles | Articles with such a paragraph.
-- column: stories | Independent stories with such a paragraph.
-- column: first_seen | Earliest day of publication.
-- column: last_seen | Latest day of publication.
-- column: evidence_paragraph_id | The earliest such paragraph (key of corpus.paragraphs).
-- unique: actor_a, actor_b
-- not_null: paragraphs, articles, stories, evidence_paragraph_id
-- assert: each_pair_stands_once | The two actors are in order, so that no pair stands twice. | actor_a < actor_b
-- assert: counts_fit_each_other | Stories are no more than articles, and articles no more than paragraphs. | stories <= articles and articles <= paragraphs
with named as (
    select distinct actor_id, paragraph_id, article_id
    from facts.mentions
    where actor_id is not null
),
pairs as (
    select a.actor_id as actor_a, b.actor_id as actor_b, a.paragraph_id, a.article_id
    from named as a
    join named as b on b.paragraph_id = a.paragraph_id and a.actor_id < b.actor_id
)
select
    p.actor_a,
    p.actor_b,
    any_value(x.name) as name_a,
    any_value(y.name) as name_b,
    count(*) as paragraphs,
    count(distinct p.article_id) as articles,
    count(distinct r.story_id) as stories,
    min(r.published_on) as first_seen,
    max(r.published_on) as last_seen,
    arg_min(p.paragraph_id, (coalesce(r.published_on, date '9999-12-31'), p.paragraph_id)) as evidence_paragraph_id
from pairs as p
join corpus.articles as r on r.article_id = p.article_id
join facts.actors as x on x.actor_id = p.actor_a
join facts.actors as y on y.actor_id = p.actor_b
group by p.actor_a, p.actor_b
order by stories desc, paragraphs desc, p.actor_a, p.actor_b
