-- description: What each source published and what we saw of it, day by day: tells "nothing published" from "we failed to look". Days from the first look or article to the last look. Sources whose articles were taken out are left out.
-- column: source_id | Source in sources.toml.
-- column: day | Day: of publication in the outlet's time zone, of looks in UTC.
-- column: status | published: an article of the day is in the corpus. nothing published: a look that succeeded saw the day, and there is none. failed to look: looks were tried that day, none succeeded, and no later one saw the day. not looked yet: nobody looked, and no later look saw the day. See `seen`.
-- column: seen | True when a look saw what the source published that day: one that succeeded on the day itself, or the next one that succeeded after it, provided that there was an earlier one and that the later still listed documents known from before its day (ops.coverage.unchanged), so that nothing between the two was missed. Days before the first look that succeeded are not seen.
-- column: settled | True when a look that succeeded on a later day saw the day in this way: what it counts is final. False: the source may have published more than we know.
-- column: articles | Articles published that day; 0 only when the day was seen, null when it was not and none is known.
-- column: stories | Independent stories among them.
-- column: accepted | Documents that became articles that day (new, changed or cleaned anew), whatever their day of publication; null without a look.
-- column: failed | Documents that could not be had that day; null without a look.
-- column: rejected | Documents read that day that became no article, empty ones included; null without a look.
-- column: deferred | Pages left for a later refresh at the last look of that day; null without a look, or where it was not counted.
-- column: looks | Looks at the source that day, failed ones included.
-- column: failed_looks | Looks at which no listing could be had.
-- column: listing_problem | What the day's last look found wrong with the listings.
-- unique: source_id, day
-- not_null: status, seen, settled, looks, failed_looks
-- assert: status_is_a_known_one | The status is one of those that the column documents. | status in ('published', 'nothing published', 'failed to look', 'not looked yet')
-- assert: counts_fit_each_other | Stories are no more than articles, and failed looks no more than looks. | stories <= articles and failed_looks <= looks
-- assert: only_settled_days_have_a_count | Articles are counted exactly on days whose status says that they are known, and above 0 on those with articles. | (articles is not null) = (status in ('published', 'nothing published')) and (articles > 0) = (status = 'published')
-- assert: nothing_published_was_seen | A day is called empty only when somebody looked. | seen or status <> 'nothing published'
-- assert: settled_days_were_seen | A day is settled only when somebody looked. | seen or not settled
with looked as (
    -- Files of a version that did not count looks: a row is a look that succeeded.
    select
        *,
        coalesce(looks, 1) as all_looks,
        coalesce(failed_looks, 0) as all_failed,
        all_looks > all_failed as succeeded,
        -- What a second look of the same day found as before may be what the first one brought.
        unchanged > if(all_looks - all_failed > 1, fetched, 0) as overlaps
    from ops.coverage
),
published as (
    select source_id, published_on as day, count(*) as articles, count(distinct story_id) as stories
    from corpus.articles
    where published_on is not null
    group by all
),
known as (
    select source_id, min(day) as first_look, max(day) as last_look, sum(accepted) as accepted
    from looked
    group by source_id
),
spans as (
    -- The outlet's day may be one ahead of the look's (UTC); an article dated later is a mistake of the page.
    select
        source_id,
        least(min(p.day), any_value(k.first_look)) as first_day,
        greatest(any_value(k.last_look), max(p.day) filter (k.last_look is null or p.day <= k.last_look + 1)) as last_day
    from known as k
    full join published as p using (source_id)
    -- A source that was switched off leaves its looks, but no article.
    where k.source_id is null or coalesce(k.accepted, 0) = 0 or source_id in (select source_id from corpus.articles)
    group by source_id
),
days as (
    select source_id, unnest(generate_series(first_day::timestamp, last_day::timestamp, interval 1 day))::date as day
    from spans
),
joined as (
    select
        d.source_id,
        d.day,
        p.articles,
        p.stories,
        l.* exclude (source_id, day),
        coalesce(l.succeeded, false) as on_day,
        -- Of the nearest looks that succeeded: the day of the one before, and whether the one after joins on to it.
        max(if(l.succeeded, d.day, null)) over before as look_before,
        first(if(l.succeeded, l.overlaps, null) ignore nulls) over after as joins
    from days as d
    left join published as p on p.source_id = d.source_id and p.day = d.day
    left join looked as l on l.source_id = d.source_id and l.day = d.day
    window
        before as (partition by d.source_id order by d.day rows unbounded preceding),
        after as (partition by d.source_id order by d.day rows between 1 following and unbounded following)
),
judged as (
    select *, look_before is not null and coalesce(joins, false) as settled, settled or on_day as seen
    from joined
)
select
    source_id,
    day,
    case
        when articles > 0 then 'published'
        when seen then 'nothing published'
        when all_failed > 0 then 'failed to look'
        else 'not looked yet'
    end as status,
    seen,
    settled,
    coalesce(articles, if(seen, 0, null)) as articles,
    coalesce(stories, if(seen, 0, null)) as stories,
    accepted,
    failed,
    rejected + coalesce(empty, 0) as rejected,
    deferred,
    coalesce(all_looks, 0) as looks,
    coalesce(all_failed, 0) as failed_looks,
    listing_problem
from judged
order by source_id, day
