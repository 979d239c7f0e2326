-- description: Whether each source still gives what it used to give, against its own history and as of its last look: one row per source that has articles or was looked at. Sources whose articles were taken out are left out.
-- column: source_id | Source in sources.toml.
-- column: state | healthy; quiet: no article for longer than the source's habit; failing: no look succeeded on the last day that one was tried; archive: already silent when first looked at, or an import; new: too little history to have a habit; never looked: articles, but no look on record.
-- column: sentence | The finding, for a person.
-- column: remedy | What to do about it; null when there is nothing to do.
-- column: last_look | Day of the last look (UTC).
-- column: last_success | Day of the last look that succeeded.
-- column: first_success | Day of the first look that succeeded.
-- column: failing_days | Days with looks, none of which succeeded, since the last success.
-- column: listing_problem | What the last look found wrong with the listings.
-- column: first_article | Earliest day of publication.
-- column: last_article | Latest day of publication, not after the last look (one day of time zones allowed).
-- column: articles | Articles in the corpus.
-- column: stories | Independent stories among them.
-- column: undated_articles | Articles whose day of publication is unknown.
-- column: publishing_days | Days on which something was published.
-- column: median_gap | Median of the days from one publishing day to the next.
-- column: usual_gap | 95th percentile of them: longer silences are rare.
-- column: quiet_days | Days from the last article to the last look that succeeded; not counted from today, so that a stopped schedule is no silence of the source.
-- unique: source_id
-- not_null: state, sentence, failing_days, articles, stories, undated_articles, publishing_days
-- assert: state_is_a_known_one | The state is one of those that the column documents. | state in ('healthy', 'quiet', 'failing', 'archive', 'new', 'never looked')
-- assert: counts_fit_each_other | Quiet days are not negative, and stories and undated articles are no more than articles. | quiet_days >= 0 and stories <= articles and undated_articles <= articles
-- assert: only_trouble_has_a_remedy | A source has a remedy exactly when its state asks for one. | (remedy is null) = (state in ('healthy', 'archive', 'new'))
-- warn: sources_are_looked_at | Each source's last looks succeeded. | state <> 'failing'
-- warn: sources_keep_publishing | No source has gone quiet against its own history. | state <> 'quiet'
with looked as (
    select *, coalesce(looks, 1) as all_looks, coalesce(failed_looks, 0) as all_failed, all_looks > all_failed as succeeded
    from ops.coverage
    where coalesce(looks, 1) > 0
),
looks_of as (
    select
        source_id,
        max(day) as last_look,
        max(day) filter (succeeded) as last_success,
        min(day) filter (succeeded) as first_success,
        arg_max(coalesce(listing_problem, ''), day) as listing_problem,
        sum(accepted) as accepted,
        list(day) filter (not succeeded) as failed_days
    from looked
    group by source_id
),
counted as (
    select
        source_id,
        count(*) as articles,
        count(distinct story_id) as stories,
        count(*) filter (published_on is null) as undated_articles
    from corpus.articles
    group by source_id
),
publishing as (
    select distinct a.source_id, a.published_on as day
    from corpus.articles as a
    left join looks_of as l on l.source_id = a.source_id
    -- The outlet's day may be one ahead of the look's (UTC); an article dated later is a mistake of the page.
    where a.published_on <= coalesce(l.last_look + 1, a.published_on)
),
spaced as (
    select source_id, day, day - lag(day) over (partition by source_id order by day) as gap
    from publishing
),
habits as (
    select
        source_id,
        min(day) as first_article,
        max(day) as last_article,
        count(*) as publishing_days,
        median(gap) as median_gap,
        quantile_cont(gap, 0.95) as usual_gap
    from spaced
    group by source_id
),
joined as (
    select
        l.* exclude (source_id, listing_problem, failed_days, accepted),
        source_id,
        nullif(l.listing_problem, '') as listing_problem,
        coalesce(len(list_filter(l.failed_days, lambda d: d > coalesce(l.last_success, date '0001-01-01'))), 0) as failing_days,
        coalesce(c.articles, 0) as articles,
        coalesce(c.stories, 0) as stories,
        coalesce(c.undated_articles, 0) as undated_articles,
        h.first_article,
        h.last_article,
        coalesce(h.publishing_days, 0) as publishing_days,
        h.median_gap,
        h.usual_gap,
        if(h.last_article > l.last_success, 0, l.last_success - h.last_article) as quiet_days,
        if(h.last_article > l.first_success, 0, l.first_success - h.last_article) as quiet_at_first
    from looks_of as l
    full join counted as c using (source_id)
    left join habits as h using (source_id)
    -- A source that was switched off leaves its looks, but no article.
    where l.source_id is null or coalesce(l.accepted, 0) = 0 or c.source_id is not null
),
judged as (
    select
        *,
        case
            when last_look is null then 'never looked'
            when failing_days > 0 then 'failing'
            when publishing_days < 10 then 'new'
            when quiet_at_first > usual_gap and quiet_at_first >= 3 * median_gap then 'archive'
            when quiet_days > usual_gap and quiet_days >= 3 * median_gap then 'quiet'
            else 'healthy'
        end as state
    from joined
)
select
    source_id,
    state,
    case state
        when 'never looked' then format('{}: articles ({}), but no look on record.', source_id, articles)
        when 'failing' then format(
            '{}: no look succeeded on the last {} that one was tried{}{}',
            source_id,
            if(failing_days = 1, 'day', format('{} days', failing_days)),
            if(last_success is null, '; none ever did', format('; the last that did was on {}', last_success)),
            if(listing_problem is null, '.', '. ' || listing_problem)
        )
        when 'new' then format('{}: {} days of publication are too few to tell a silence from the habit.', source_id, publishing_days)
        when 'archive' then format(
            '{}: nothing after {}, and so it was when first looked at on {}.', source_id, last_article, first_success
        )
        when 'quiet' then format(
            '{}: no article for {} days (last on {}, as of the look on {}); usually one within {:.3g}, half of the time within {:.3g}.',
            source_id, quiet_days, last_article, last_success, usual_gap, median_gap
        )
        else format('{}: last article on {}, as of the look on {}.', source_id, last_article, last_success)
    end as sentence,
    case state
        when 'never looked' then 'Refresh once with the source enabled in sources.toml.'
        when 'failing' then 'Open the address in sources.toml in a browser: when it moved, correct it; when the site is down or refuses, the next refresh tries again. Until then its days count as not looked at.'
        when 'quiet' then 'Look at the site: when it goes on publishing, its listing moved or changed, so correct the address in sources.toml; when it stopped, nothing is wrong here.'
    end as remedy,
    last_look,
    last_success,
    first_success,
    failing_days,
    listing_problem,
    first_article,
    last_article,
    articles,
    stories,
    undated_articles,
    publishing_days,
    median_gap,
    usual_gap,
    quiet_days
from judged
order by state in ('healthy', 'archive', 'new'), source_id
