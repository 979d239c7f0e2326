-- description: What the article itself says of its figures, computed: one row per link of facts.figure_links, with whether the figures agree.
-- column: link_id | Link (key of facts.figure_links, with the figure).
-- column: kind | equivalent, change, sum or subset.
-- column: plausible | False for a probable misreading: what the figures imply and what is expected lie apart. Null when nothing is known to compare with.
-- column: reason | The finding, for a person.
-- column: measure | What is computed: a rate such as IDR per USD, percent, or the unit of the figures.
-- column: implied | What the figures imply, taken as written: a rate, a change, or the sum of the parts.
-- column: implied_low | The same at its lowest, given how far the figures were rounded.
-- column: implied_high | The same at its highest.
-- column: expected_low | Lowest value expected: of the rate by ops.exchange_rates, else what the text states, given its rounding.
-- column: expected_high | Highest value expected.
-- column: figures | The figures as written, with their roles.
-- column: figure_ids | The figures in text order (keys of facts.figures).
-- column: sentence | The sentence or sentences that link them.
-- column: published_on | Day of publication.
-- column: outlet | Outlet.
-- column: article_id | Article.
-- column: paragraph_id | Paragraph to read it in.
-- column: start_char | Where the first figure begins in corpus.articles.text, 0-based.
-- column: end_char | Where the last figure ends.
-- unique: link_id
-- not_null: kind, reason, measure, figures, figure_ids, sentence, article_id, paragraph_id
-- assert: ranges_run_from_low_to_high | The implied and the expected range each run from low to high. | implied_low <= implied_high and expected_low <= expected_high
-- warn: linked_figures_agree | Figures that the text itself links agree; one that does not was probably misread. | plausible
with written as (
    -- Step: one unit of the last digit written. Value over the digits of the numeral, whatever its separators.
    select
        *,
        coalesce(
            value_low / nullif(try_cast(regexp_replace(regexp_extract(surface, '[0-9][0-9.,]*'), '[^0-9]', '', 'g') as double), 0),
            pow(10, floor(log10(nullif(abs(value_low), 0)))),
            0
        ) as step
    from facts.figures
),
ranged as (
    -- What the writer may have had before rounding; "about" and "more than" leave a tenth more. Counts written out are exact.
    select
        l.*,
        w.surface as written,
        w.unit,
        w.value_low as v_low,
        w.value_high as v_high,
        w.start_char as place,
        w.sentence_start,
        w.sentence_end,
        w.value_low - if(w.kind = 'count' and abs(w.step) <= 1, 0, abs(w.step) / 2) - if(w.comparator = '=', 0, abs(w.value_low) / 10) as low,
        w.value_high + if(w.kind = 'count' and abs(w.step) <= 1, 0, abs(w.step) / 2) + if(w.comparator = '=', 0, abs(w.value_high) / 10) as high
    from facts.figure_links as l
    join written as w on w.figure_id = l.figure_id
),
linked as (
    select
        link_id,
        any_value(kind) as kind,
        any_value(direction) as direction,
        any_value(article_id) as article_id,
        any_value(paragraph_id) as paragraph_id,
        any_value(start_char) as start_char,
        any_value(end_char) as end_char,
        min(sentence_start) as sentence_start,
        max(sentence_end) as sentence_end,
        string_agg(role || ': ' || written, '; ' order by place) as figures,
        list(figure_id order by place) as figure_ids,
        any_value(struct_pack(unit, mid := (v_low + v_high) / 2, low, high)) filter (role in ('amount', 'from', 'total')) as one,
        any_value(struct_pack(unit, mid := (v_low + v_high) / 2, low, high)) filter (role in ('same', 'to')) as other,
        any_value(struct_pack(unit, mid := (v_low + v_high) / 2, low, high)) filter (role = 'by') as change,
        sum((v_low + v_high) / 2) filter (role = 'part') as parts,
        sum(low) filter (role = 'part') as parts_low,
        sum(high) filter (role = 'part') as parts_high
    from ranged
    group by link_id
),
placed as (
    select
        l.*,
        a.published_on,
        a.outlet,
        substring(a.text, l.sentence_start + 1, l.sentence_end - l.sentence_start) as sentence,
        if(a.published_on is null, null, least(year(a.published_on), y.last_year)) as reference_year
    from linked as l
    join corpus.articles as a on a.article_id = l.article_id
    cross join (select max(year) as last_year from ops.exchange_rates) as y
),
known as (
    -- A year and the one before it, as articles convert at older rates; all years when the day is unknown.
    select p.link_id, r.currency, min(r.low) as low, max(r.high) as high
    from placed as p
    join ops.exchange_rates as r
        on r.currency in (p.one.unit, p.other.unit)
        and (p.reference_year is null or r.year between p.reference_year - 1 and p.reference_year)
    where p.kind = 'equivalent'
    group by p.link_id, r.currency
),
paired as (
    -- Weak currency per strong one, so that each pair has one direction.
    select
        p.link_id,
        if(turned, p.one, p.other) as base,
        if(turned, p.other, p.one) as quote,
        if(turned, o.low, t.low) as base_low,
        if(turned, o.high, t.high) as base_high,
        if(turned, t.low, o.low) as quote_low,
        if(turned, t.high, o.high) as quote_high
    from placed as p
    left join known as o on o.link_id = p.link_id and o.currency = p.one.unit
    left join known as t on t.link_id = p.link_id and t.currency = p.other.unit
    cross join lateral (
        select coalesce(
            if(o.low = t.low, null, o.low < t.low), p.one.unit = 'USD' or (p.other.unit <> 'USD' and p.one.unit < p.other.unit)
        ) as turned
    )
    where p.kind = 'equivalent'
),
rated as (
    select
        *,
        quote.unit || ' per ' || base.unit as measure,
        quote.mid / nullif(base.mid, 0) as implied,
        median(quote.mid / nullif(base.mid, 0)) over pair as usual,
        count(*) over pair as others
    from paired
    window pair as (partition by quote.unit, base.unit)
),
computed as (
    select
        link_id,
        measure,
        implied,
        least(quote.low / nullif(base.high, 0), quote.high / nullif(base.low, 0)) as implied_low,
        greatest(quote.low / nullif(base.high, 0), quote.high / nullif(base.low, 0)) as implied_high,
        -- Half as much again around the reference; three times around the median where there is none and five articles or more say the pair.
        coalesce(quote_low / base_high / 1.5, if(others >= 5, usual / 3, null)) as expected_low,
        coalesce(quote_high / base_low * 1.5, if(others >= 5, usual * 3, null)) as expected_high
    from rated
    union all
    select
        link_id,
        'percent' as measure,
        if(direction = 'up', 1, -1) * (other.mid / one.mid - 1) * 100 as implied,
        if(direction = 'up', other.low / one.high - 1, 1 - other.high / one.low) * 100 as implied_low,
        if(direction = 'up', other.high / one.low - 1, 1 - other.low / one.high) * 100 as implied_high,
        change.low as expected_low,
        change.high as expected_high
    from placed
    where kind = 'change' and change.unit = 'percent'
    union all
    select
        link_id,
        coalesce(change.unit, 'count') as measure,
        if(direction = 'up', 1, -1) * (other.mid - one.mid) * scale as implied,
        if(direction = 'up', other.low - one.high, one.low - other.high) * scale as implied_low,
        if(direction = 'up', other.high - one.low, one.high - other.low) * scale as implied_high,
        change.low as expected_low,
        change.high as expected_high
    from placed
    cross join lateral (select if(change.unit = 'basis point', 100, 1) as scale)
    where kind = 'change' and change.unit is distinct from 'percent'
    union all
    select
        link_id,
        coalesce(one.unit, 'count') as measure,
        parts as implied,
        parts_low as implied_low,
        parts_high as implied_high,
        if(kind = 'sum', one.low, 0) as expected_low,
        one.high as expected_high
    from placed
    where kind in ('sum', 'subset')
),
ordered as (
    -- With a negative level a change's ends trade places; a ratio to nothing is no number.
    select
        link_id,
        measure,
        if(isfinite(implied), implied, null) as implied,
        if(isfinite(implied_low + implied_high), least(implied_low, implied_high), null) as implied_low,
        if(isfinite(implied_low + implied_high), greatest(implied_low, implied_high), null) as implied_high,
        least(expected_low, expected_high) as expected_low,
        greatest(expected_low, expected_high) as expected_high
    from computed
),
judged as (
    select
        *,
        if(implied is null, null, implied_low <= expected_high and implied_high >= expected_low) as plausible,
        list_transform(
            [implied, implied_low, implied_high, expected_low, expected_high],
            lambda x: if(abs(x) < 1000, format('{:.6g}', x), coalesce(format('{:,}', try_cast(round(x) as bigint)), format('{:.6g}', x)))
        ) as said
    from ordered
)
select
    p.link_id,
    p.kind,
    j.plausible,
    case
        when j.implied is null then 'Nothing to compare with: a ratio to nothing.'
        when j.plausible is null then format('Nothing to compare with: no reference for {} and too few articles that say both.', j.measure)
        else format(
            '{}: {} {} {}{}; expected {} to {}.',
            if(j.plausible, 'Agrees', 'Probably misread'),
            case p.kind
                when 'equivalent' then 'the two amounts imply'
                when 'change' then 'the two levels differ by'
                when 'sum' then 'the parts add up to'
                else 'the part is'
            end,
            j.said[1],
            j.measure,
            if(j.said[2] = j.said[3], '', format(' ({} to {} before rounding)', j.said[2], j.said[3])),
            j.said[4],
            j.said[5]
        )
    end as reason,
    j.measure,
    j.implied,
    j.implied_low,
    j.implied_high,
    j.expected_low,
    j.expected_high,
    p.figures,
    p.figure_ids,
    p.sentence,
    p.published_on,
    p.outlet,
    p.article_id,
    p.paragraph_id,
    p.start_char,
    p.end_char
from placed as p
join judged as j on j.link_id = p.link_id
order by j.plausible nulls last, p.kind, p.link_id
