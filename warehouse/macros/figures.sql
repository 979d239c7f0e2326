-- Figures by words.
create or replace macro figures_about(text, how_many := 50) as table
with
-- Through a list: the planner then takes the paragraphs for few, and looks facts up in them rather than them in all facts.
matched as materialized (select unnest(g.ids) as paragraph_id from (select list(m.paragraph_id) as ids from matching(text) as m) as g),
asked as (select search_wanted(text::varchar) as asked_words),
-- Rows are chosen by what is cheap: parts of words, and few columns. What is exact is read for the rows of the answer.
counted as materialized (
    select
        f.place,
        d.article_place,
        coalesce(len(list_filter(asked_words, lambda w: not contains(search_letters(f.thing), w))) = 0, false) as has_parts,
        asked_words,
        count(*) over () as found
    from (
        select k.rowid as place, k.figure_id, k.article_id, k.start_char, k.thing
        from facts.figures as k
        where k.kind <> 'date' and k.kind <> 'year' and k.kind <> 'year_range' and k.kind <> 'ordinal'
            and k.paragraph_id in (select g.paragraph_id from matched as g)
    ) as f
    join (select r.rowid as article_place, r.article_id, r.published_on from corpus.articles as r) as d on d.article_id = f.article_id
    cross join asked
    order by has_parts desc, d.published_on desc nulls last, f.article_id, f.start_char, f.figure_id
    limit how_many
)
select
    f.surface,
    f.thing,
    f.value_low,
    f.value_high,
    f.unit,
    f.comparator,
    f.period,
    f.modality,
    c.published_on,
    c.outlet,
    s.speaker,
    s.speaker_role,
    substring(c.text, f.sentence_start + 1, f.sentence_end - f.sentence_start) as sentence,
    search_has_all(f.thing, x.asked_words) as in_thing,
    f.kind,
    c.title,
    c.url,
    s.speaker_id as actor_id,
    s.quote_id,
    f.figure_id,
    f.paragraph_id,
    f.article_id,
    c.story_id,
    x.found
from counted as x
join facts.figures as f on f.rowid = x.place
join corpus.articles as c on c.rowid = x.article_place
left join facts.figure_quotes as s on s.figure_id = f.figure_id
order by in_thing desc, c.published_on desc nulls last, f.article_id, f.start_char, f.figure_id;
comment on macro table figures_about is 'Figures in paragraphs that hold all words of the text: those whose thing names them first (in_thing), then the newest; dates and ordinals are left out. Each with its sentence and who says it. how_many: rows at most, 50 unless said, null for all; the column found counts all.';
