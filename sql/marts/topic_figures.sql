-- description: The figures of a topic and of those under it, each with its sentence and who says it; dates and ordinals are left out.
-- column: topic_id | Topic of the paragraph.
-- column: figure_id | Figure (key of facts.figures).
-- column: article_id | Article.
-- column: paragraph_id | Paragraph to read it in.
-- column: published_on | Day of publication.
-- column: outlet | Outlet.
-- column: story_id | Story; copies of one text repeat its figures.
-- column: is_original | True in the first copy of the story: filter on it to count a wire story once.
-- column: surface | The figure as written.
-- column: kind | money, percent, count, measure or duration.
-- column: value_low | Value in the unit; low end of a range.
-- column: value_high | High end of a range; equals value_low otherwise.
-- column: unit | ISO currency, percent, person or a unit symbol; null for plain counts.
-- column: comparator | =, >, >=, <, <= or ~ (about).
-- column: thing | What is counted or measured, in the text's own words.
-- column: period | Year or ISO date that the figure refers to; an interval of two as 2024-01/2024-06. Null when the text leaves it open.
-- column: modality | actual, target or estimate.
-- column: sentence | The sentence that says it.
-- column: actor | Canonical name of the speaker when the figure stands in a quote.
-- column: actor_role | Title that the same article gives the speaker.
-- column: actor_id | The speaker (key of facts.actors).
-- column: quote_id | The quote around the figure (key of facts.quotes); null outside of quotes.
-- unique: topic_id, figure_id
-- not_null: article_id, paragraph_id, surface, kind, comparator, modality, sentence
select
    t.topic_id,
    l.figure_id,
    l.article_id,
    l.paragraph_id,
    l.published_on,
    l.outlet,
    l.story_id,
    l.is_original,
    l.surface,
    l.kind,
    l.value_low,
    l.value_high,
    l.unit,
    l.comparator,
    l.thing,
    l.period,
    l.modality,
    l.sentence,
    l.actor,
    l.actor_role,
    l.actor_id,
    l.quote_id
from marts.figures_ledger as l
join facts.topic_paragraphs as t on t.paragraph_id = l.paragraph_id
where l.kind in ('money', 'percent', 'count', 'measure', 'duration')
order by t.topic_id, l.kind, l.value_high desc, l.figure_id
