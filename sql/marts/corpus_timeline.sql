-- description: The corpus week by week, by outlet and language; articles without a known day are left out. Weeks without articles have no row.
-- column: week | Monday of the week of publication.
-- column: outlet | Publishing outlet; the source's id where it is unknown.
-- column: language | ISO 639-1 code; und when no language can be told.
-- column: articles | Articles published.
-- column: stories | Independent stories among them; one that several outlets ran counts once for each of them, so do not add them up.
-- unique: week, outlet, language
-- not_null: articles, stories
-- assert: counts_fit_each_other | There is a story, and there are no more stories than articles. | stories >= 1 and stories <= articles
select
    date_trunc('week', published_on)::date as week,
    coalesce(outlet, source_id) as outlet,
    coalesce(language, 'und') as language,
    count(*) as articles,
    count(distinct story_id) as stories
from corpus.articles
where published_on is not null
group by all
order by week, outlet, language
