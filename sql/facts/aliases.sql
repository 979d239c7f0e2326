-- description: Every name by which an actor goes, each with its first evidence.
-- column: actor_id | Actor.
-- column: alias | The name as written.
-- column: kind | full, short, acronym, translation, former or user.
-- column: evidence | 'article' when an article itself says so, else the lexicon that does.
-- column: article_id | First article with this evidence.
-- column: start_char | Where that article defines the alias; null for lexicon evidence.
-- column: end_char | End of that span; null for lexicon evidence.
-- column: articles | Articles in which the alias stands for the actor.
-- column: valid_from | First day the alias holds; null when unbounded.
-- column: valid_to | Last day the alias holds; null when unbounded.
-- unique: actor_id, alias, kind
-- not_null: evidence, article_id
with dated as (
    select e.*, (coalesce(a.published_on, date '9999-12-31'), e.article_id, e.evidence_number) as place
    from facts.alias_evidence as e
    join corpus.articles as a on a.article_id = e.article_id
)
select
    actor_id,
    alias,
    kind,
    arg_min(evidence, place) as evidence,
    arg_min(article_id, place) as article_id,
    arg_min_null(start_char, place) as start_char,
    arg_min_null(end_char, place) as end_char,
    count(distinct article_id) as articles,
    if(count(valid_from) = count(*), min(valid_from), null) as valid_from,
    if(count(valid_to) = count(*), max(valid_to), null) as valid_to
from dated
group by actor_id, alias, kind
order by actor_id, alias, kind
