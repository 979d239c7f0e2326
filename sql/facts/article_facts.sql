-- description: All that an article says, in one form: headline, paragraphs, figures, names, quotes and roles. Versions of an article are compared in it.
-- view: it repeats other tables; only changed articles are read through it
-- column: article_id | Article.
-- column: kind | figure, mention, quote, role, title or text (a paragraph).
-- column: fact_id | Key in its table of facts, or the paragraph's id.
-- column: type | Kind of the figure, entity type of the name, direct or indirect; null for other kinds.
-- column: subject | What the fact is about: the thing counted, the actor named, the words said, the person in office.
-- column: period | Year or ISO date that a figure refers to.
-- column: surface | As written.
-- column: detail | What is said of the subject: value with unit, speaker, title with organisation.
-- column: value | Value of a figure; low end of a range.
-- column: start_char | First character in corpus.articles.text, 0-based.
-- column: end_char | One past the last character.
-- column: context_start | First character of its sentence (figures) or paragraph, 0-based.
-- column: context_end | One past the last character of that.
-- unique: kind, fact_id
-- not_null: article_id, surface, start_char, end_char, context_start, context_end
with figures as (
    -- Whole numbers without decimal point or exponent.
    select
        *,
        case
            when value_low = round(value_low) and abs(value_low) < 1e15 then value_low::bigint::varchar
            else value_low::varchar
        end as low,
        case
            when value_high = round(value_high) and abs(value_high) < 1e15 then value_high::bigint::varchar
            else value_high::varchar
        end as high
    from facts.figures
)
select
    article_id,
    'figure' as kind,
    figure_id as fact_id,
    kind as type,
    thing as subject,
    period,
    surface,
    case
        when date_low is not null then concat_ws(' to ', date_low::varchar, nullif(date_high, date_low)::varchar)
        -- A date that nothing anchors has no value: then what is written is all there is.
        when value_low is null then surface
        else concat_ws(' ', nullif(comparator, '='), concat_ws(' to ', low, nullif(high, low)), unit)
    end as detail,
    value_low as value,
    start_char,
    end_char,
    coalesce(sentence_start, start_char) as context_start,
    coalesce(sentence_end, end_char) as context_end
from figures
union all
select
    m.article_id,
    'mention' as kind,
    m.mention_id as fact_id,
    m.entity_type as type,
    coalesce(n.name, m.surface) as subject,
    null as period,
    m.surface,
    null as detail,
    null as value,
    m.start_char,
    m.end_char,
    p.start_char as context_start,
    p.end_char as context_end
from facts.mentions as m
join corpus.paragraphs as p on p.paragraph_id = m.paragraph_id
left join facts.article_actors as n on n.article_id = m.article_id and n.actor_id = m.actor_id
union all
select
    q.article_id,
    'quote' as kind,
    q.quote_id as fact_id,
    q.quote_type as type,
    q.text as subject,
    null as period,
    q.text as surface,
    coalesce(n.name, q.speaker_surface) as detail,
    null as value,
    q.start_char,
    q.end_char,
    p.start_char as context_start,
    p.end_char as context_end
from facts.quotes as q
join corpus.paragraphs as p on p.paragraph_id = q.paragraph_id
left join facts.article_actors as n on n.article_id = q.article_id and n.actor_id = q.speaker_id
union all
select
    r.article_id,
    'role' as kind,
    r.role_id as fact_id,
    null as type,
    n.name as subject,
    null as period,
    r.surface,
    concat_ws(', ', r.role, o.name) as detail,
    null as value,
    r.start_char,
    r.end_char,
    p.start_char as context_start,
    p.end_char as context_end
from facts.roles as r
join corpus.paragraphs as p on p.paragraph_id = r.paragraph_id
left join facts.article_actors as n on n.article_id = r.article_id and n.actor_id = r.actor_id
left join facts.article_actors as o on o.article_id = r.article_id and o.actor_id = r.organisation_id
union all
select
    article_id,
    case when kind = 'headline' then 'title' else 'text' end as kind,
    paragraph_id as fact_id,
    null as type,
    null as subject,
    null as period,
    text as surface,
    null as detail,
    null as value,
    start_char,
    end_char,
    start_char as context_start,
    end_char as context_end
from corpus.paragraphs
