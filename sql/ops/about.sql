-- description: Where to start: what the file holds, topic by topic, each with a query to copy. Begin with: from ops.about.
-- column: position | Order in which a newcomer may read.
-- column: topic | What it is about.
-- column: what | What there is, and what to know of it.
-- column: example | A query that shows it.
-- view: a page to read; it holds nothing of its own
-- unique: position
-- not_null: topic, what, example
select position, topic, what, example
from (values
    (1, 'This file',
        'A finished, checked copy of the warehouse; it never changes. The latest build in ops.runs is its own.',
        'select published_at, lumbung_version, contract_version, sources, articles from ops.runs where published_at is not null order by published_at desc limit 1'),
    (2, 'All tables and columns',
        'Schemas: corpus (what was read), facts (what the text says), marts (answers), ops (how the data came to be). Everything carries a comment.',
        'select schema_name, table_name, column_name, data_type, comment from duckdb_columns() where not internal order by schema_name, table_name, column_index'),
    (3, 'All macros',
        'Functions that live in this file, with their arguments. Those of the kind table_macro stand after FROM.',
        'select function_name, function_type, parameters, comment from duckdb_functions() where not internal and comment is not null order by function_name'),
    (4, 'Find words',
        'Paragraphs by their words, in all languages, best first. Several words: those that have any, ranked.',
        'select score, published_on, outlet, text from search(''kecerdasan buatan'') limit 10'),
    (5, 'Ask by name or subject',
        'Macros answer what people ask: who_said, quotes_of, figures_about, mentions_of, together, trend, sentence_of. An actor goes by any of its names.',
        'select published_on, outlet, quote_type, quote from quotes_of(''Indonesia'') limit 10'),
    (6, 'Articles',
        'One row per article with its cleaned text. Copies of one text share a story_id: count stories, not articles, where it matters how many independent reports there are.',
        'select published_on, outlet, language, title from corpus.articles order by published_on desc limit 10'),
    (7, 'From a fact to its sentence',
        'Every fact names its article and paragraph, with offsets from 0 in corpus.articles.text: the text there is the fact as written.',
        'select f.surface, substring(a.text, f.sentence_start + 1, f.sentence_end - f.sentence_start) as sentence, a.outlet, a.url from facts.figures as f join corpus.articles as a using (article_id) limit 10'),
    (8, 'Actors',
        'Persons, organisations, places, laws and plans, events and products, told apart by entity_type, under one name whatever they are called in the text; facts.aliases tells their other names, marts.role_history their offices over time, and profile(''…'') all about one in a row.',
        'select name, entity_type, stories, articles, quotes, current_role, current_organisation from marts.actors order by stories desc, name limit 10'),
    (9, 'Who stands beside whom',
        'Pairs of actors named in one paragraph, with a paragraph to read.',
        'select name_a, name_b, stories, articles, evidence_paragraph_id from marts.actor_pairs order by stories desc, paragraphs desc, name_a, name_b limit 10'),
    (10, 'Quotes',
        'Statements, direct and indirect. The speaker is null when the text does not tell who it is; role_basis tells whether the same article gives the office or an earlier one.',
        'select published_on, outlet, speaker, role, role_basis, text, topics from marts.quote_book order by published_on desc, quote_id limit 10'),
    (11, 'Figures',
        'Every quantity and date with value, unit, what it counts, its period, and whether it is actual, a target or an estimate; each with its sentence and speaker.',
        'select surface, thing, period, modality, actor, sentence from marts.figures_ledger limit 10'),
    (12, 'Topics',
        'Topics of paragraphs by cues in the text; marts.topics counts them, marts.topic_timeline follows them by week.',
        'select label, label_en, stories, articles, share_of_stories from marts.topics order by stories desc, label limit 10'),
    (13, 'What may be missing',
        'Days and sources that were not looked at, or failed. Null articles mean unknown, not none.',
        'select source_id, day, status, articles from marts.coverage order by day desc, source_id limit 10'),
    (14, 'What was not used',
        'Documents that could not be read or hold no article, with the reason.',
        'select source_id, reason, count(*) as documents from ops.rejected group by all order by documents desc, source_id, reason'),
    (15, 'How right the facts are',
        'Scores of the extraction on articles annotated by hand, by task and language. Read them before you quote a count.',
        'select test_set, language, task, measure, value, items, articles from ops.accuracy order by test_set, language, task, measure'),
    (16, 'What people corrected',
        'Corrections from files, each with the rows that it changed; facts.overruled holds the rows as they were extracted.',
        'select file, line, status, rows_changed, detail from ops.corrections_applied order by file, line')
) as pages (position, topic, what, example)
order by position
