-- description: The ledger of figures: every quantity and date with what it counts, when, who says it, where it was printed, and its sentence.
-- view: a sentence per figure would double the file
-- column: figure_id | Figure (key of facts.figures).
-- column: surface | The figure as written.
-- column: kind | money, percent, count, measure, duration, date, year, year_range or ordinal.
-- column: value_low | Value in the unit; low end of a range.
-- column: value_high | High end of a range; equals value_low otherwise.
-- column: date_low | First day covered by a date or year.
-- column: date_high | Last day covered.
-- column: unit | ISO currency, percent, person or a unit symbol; null for plain counts.
-- column: comparator | =, >, >=, <, <= or ~ (about).
-- column: thing | What is counted or measured, in the text's own words.
-- column: period | Year or ISO date that the figure refers to; an interval of two as 2024-01/2024-06. Null when the text leaves it open.
-- column: modality | actual, target or estimate.
-- column: sentence | The sentence that says it.
-- column: actor | Canonical name of the speaker when the figure stands in a quote; null when unknown or when the outlet says it.
-- column: actor_role | Title that the same article gives the speaker.
-- column: actor_id | The speaker (key of facts.actors).
-- column: quote_id | The quote around the figure (key of facts.quotes); null outside of quotes.
-- column: outlet | Outlet.
-- column: source_id | Source in sources.toml.
-- column: published_on | Day of publication.
-- column: title | Headline of the article.
-- column: url | Address of the article.
-- column: article_id | Article.
-- column: paragraph_id | Paragraph to read it in.
-- column: story_id | Story; copies of one text repeat its figures.
-- column: is_original | True in the first copy of the story: filter on it to count a wire story once.
-- unique: figure_id
-- not_null: surface, kind, comparator, modality, sentence, source_id, article_id, paragraph_id
select
    f.figure_id,
    f.surface,
    f.kind,
    f.value_low,
    f.value_high,
    f.date_low,
    f.date_high,
    f.unit,
    f.comparator,
    f.thing,
    f.period,
    f.modality,
    substring(a.text, f.sentence_start + 1, f.sentence_end - f.sentence_start) as sentence,
    q.speaker as actor,
    q.speaker_role as actor_role,
    q.speaker_id as actor_id,
    q.quote_id,
    a.outlet,
    a.source_id,
    a.published_on,
    a.title,
    a.url,
    f.article_id,
    f.paragraph_id,
    a.story_id,
    a.is_original
from facts.figures as f
join corpus.articles as a on a.article_id = f.article_id
left join facts.figure_quotes as q on q.figure_id = f.figure_id
