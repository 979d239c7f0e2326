-- description: The book of quotes: every statement, of known and unknown speakers, with the office of the time, what was said, about which topics, where and when.
-- column: quote_id | Quote (key of facts.quotes).
-- column: speaker | Canonical name of the speaker; null when unknown.
-- column: speaker_surface | The speaker as written, also of an unknown one; null when none is written.
-- column: entity_type | PERSON, ORG, PLACE, LAW, EVENT or PRODUCT; null when the speaker is unknown.
-- column: role | Title of the speaker as written, without the organisation's name; null when no article gives one.
-- column: organisation | Canonical name of the body or country of that title; null when not said.
-- column: role_basis | article when the same article gives the office; earlier when it is the last one seen on that day or before, in other articles; null without office.
-- column: role_seen_on | Day of the article that states the office: how old a role of the basis earlier is.
-- column: quote_type | direct or indirect.
-- column: text | The statement, without quotation marks.
-- column: cue | The reporting word as written.
-- column: topics | Topics of the paragraph (keys of facts.topics), the strongest first; empty when it has none.
-- column: published_on | Day of publication of the article; null when unknown.
-- column: first_published_on | Day of the first copy of its story.
-- column: outlet | Outlet.
-- column: language | ISO 639-1 code of the article.
-- column: title | Headline of the article.
-- column: url | Address of the article.
-- column: story_id | Story: count different ones for independent stories; copies of one text repeat its quotes.
-- column: is_original | True in the first copy of the story.
-- column: speaker_id | The speaker (key of facts.actors); null when unknown.
-- column: organisation_id | The body or country (key of facts.actors); null when not said.
-- column: role_id | Where the office is stated (key of facts.roles).
-- column: article_id | Article.
-- column: paragraph_id | Paragraph to read it in.
-- column: start_char | First character of the statement in corpus.articles.text, 0-based.
-- column: end_char | One past the last character.
-- unique: quote_id
-- not_null: quote_type, text, topics, article_id, paragraph_id, start_char, end_char
-- assert: offices_have_a_basis | A title has a basis and its evidence, and without a title there is neither. | (role is null) = (role_basis is null) and (role is null) = (role_id is null)
-- assert: only_known_speakers_have_an_office | An unknown speaker has no office. | speaker_id is not null or role is null
-- assert: offices_were_seen_by_then | An office of another article was seen on the day of the article or before. | role_basis = 'article' or role_seen_on <= published_on
with topical as (
    select paragraph_id, list(topic_id order by score desc, topic_id) as topics
    from facts.paragraph_topics
    where paragraph_id in (select paragraph_id from facts.quotes)
    group by paragraph_id
)
select
    q.quote_id,
    n.name as speaker,
    q.speaker_surface,
    n.entity_type,
    o.role,
    b.name as organisation,
    o.role_basis,
    o.role_seen_on,
    q.quote_type,
    q.text,
    q.cue,
    coalesce(t.topics, []) as topics,
    a.published_on,
    s.first_published_on,
    a.outlet,
    a.language,
    a.title,
    a.url,
    a.story_id,
    a.is_original,
    q.speaker_id,
    o.organisation_id,
    o.role_id,
    q.article_id,
    q.paragraph_id,
    q.start_char,
    q.end_char
from facts.quotes as q
join corpus.articles as a on a.article_id = q.article_id
left join corpus.stories as s on s.story_id = a.story_id
left join facts.actors as n on n.actor_id = q.speaker_id
left join facts.speaker_offices as o on o.article_id = q.article_id and o.actor_id = q.speaker_id
left join facts.actors as b on b.actor_id = o.organisation_id
left join topical as t on t.paragraph_id = q.paragraph_id
order by a.published_on desc nulls last, q.article_id, q.start_char, q.quote_id
