-- description: All about an actor in one row: names, counts, statements, offices, topics, neighbours, outlets and the first place to read; also of bodies that are known only from the offices of their people.
-- column: actor_id | Actor.
-- column: name | Canonical name.
-- column: entity_type | PERSON, ORG, PLACE, LAW, EVENT or PRODUCT.
-- column: country | ISO 3166-1 alpha-2 code when known.
-- column: aliases | Other names, those in most articles first; their evidence is in facts.aliases.
-- column: mentions | Times the actor is named.
-- column: articles | Articles that name the actor.
-- column: stories | Independent stories that name the actor; copies of one text count once.
-- column: quotes | Statements that the actor makes.
-- column: direct_quotes | Direct ones among them.
-- column: indirect_quotes | Indirect ones among them.
-- column: quoted_articles | Articles with a statement of the actor.
-- column: quoted_stories | Independent stories with one.
-- column: first_seen | Earliest day of publication of an article that names the actor.
-- column: last_seen | Latest such day.
-- column: current_role | Title, held or acting, in the latest article that states one; null when only former or future ones are known.
-- column: current_organisation | Body or country of that title.
-- column: roles | Up to five offices with their bodies, as held or acting, those in most stories first; all are in marts.role_history.
-- column: former_roles | Up to five offices that articles call former.
-- column: organisations | Bodies and countries of all these offices, those in most stories first.
-- column: people | Up to ten persons with an office of this body or country, those in most stories first.
-- column: top_topics | Up to five topics of the paragraphs that name the actor, by stories (marts.actor_topics).
-- column: neighbours | Up to five actors named in the same paragraphs, by stories (marts.actor_pairs).
-- column: neighbour_ids | The same (keys of facts.actors).
-- column: languages | Languages of the articles that name the actor or let it speak, the most frequent first.
-- column: outlets | Outlets that name the actor.
-- column: top_outlets | Up to five of the outlets that name the actor or let it speak, by stories.
-- column: first_mention_id | The earliest mention (key of facts.mentions), dated ones first; null when the actor is never named.
-- column: first_quote_id | The earliest statement (key of facts.quotes), dated ones first; null when there is none.
-- unique: actor_id
-- not_null: name, entity_type, aliases, mentions, articles, stories, quotes, direct_quotes, indirect_quotes, quoted_articles, quoted_stories, roles, former_roles, organisations, people, top_topics, neighbours, neighbour_ids, languages, outlets, top_outlets
-- assert: counts_fit_each_other | No more stories than articles, and no more articles than mentions or statements. | stories <= articles and articles <= mentions and quoted_stories <= quoted_articles and quoted_articles <= quotes
-- assert: quotes_are_direct_or_indirect | Each statement is direct or indirect. | direct_quotes + indirect_quotes = quotes
-- assert: what_is_counted_has_evidence | Who is named has a first mention, and who speaks a first statement. | (mentions > 0) = (first_mention_id is not null) and (quotes > 0) = (first_quote_id is not null)
with named as (
    select actor_id, list(alias order by articles desc, alias) as aliases
    from (
        select l.actor_id, l.alias, max(l.articles) as articles
        from facts.aliases as l
        join facts.actors as n on n.actor_id = l.actor_id
        where l.alias <> n.name
        group by l.actor_id, l.alias
    )
    group by actor_id
),
spoken as (
    select
        q.speaker_id as actor_id,
        count(*) as quotes,
        count(*) filter (q.quote_type = 'direct') as direct_quotes,
        count(*) filter (q.quote_type = 'indirect') as indirect_quotes,
        count(distinct q.article_id) as quoted_articles,
        count(distinct a.story_id) as quoted_stories,
        arg_min(q.quote_id, (coalesce(a.published_on, date '9999-12-31'), q.article_id, q.start_char, q.quote_id)) as first_quote_id
    from facts.quotes as q
    join corpus.articles as a on a.article_id = q.article_id
    where q.speaker_id is not null
    group by q.speaker_id
),
opened as (
    -- The article first, then its first mention: mentions are many.
    select r.actor_id, arg_min(r.article_id, (coalesce(r.published_on, date '9999-12-31'), r.article_id)) as article_id
    from facts.actor_articles as r
    where r.mentions > 0
    group by r.actor_id
),
first_named as (
    select o.actor_id, arg_min(m.mention_id, (m.start_char, m.mention_id)) as first_mention_id
    from opened as o
    join facts.mentions as m on m.actor_id = o.actor_id and m.article_id = o.article_id
    group by o.actor_id
),
by_language as (
    select actor_id, list(language order by articles desc, language) as languages
    from (
        select r.actor_id, a.language, count(*) as articles
        from facts.actor_articles as r
        join corpus.articles as a on a.article_id = r.article_id
        where a.language is not null
        group by r.actor_id, a.language
    )
    group by actor_id
),
by_outlet as (
    select actor_id, list(outlet order by stories desc, articles desc, outlet)[1:5] as top_outlets
    from (
        select r.actor_id, a.outlet, count(*) as articles, count(distinct r.story_id) as stories
        from facts.actor_articles as r
        join corpus.articles as a on a.article_id = r.article_id
        where a.outlet is not null
        group by r.actor_id, a.outlet
    )
    group by actor_id
),
offices as (
    select
        actor_id,
        list(concat_ws(', ', role, organisation) order by stories desc, statements desc, first_role_id)
            filter (standing in ('held', 'acting'))[1:5] as roles,
        list(concat_ws(', ', role, organisation) order by stories desc, statements desc, first_role_id)
            filter (standing = 'former')[1:5] as former_roles
    from marts.role_history
    group by actor_id
),
posts as (
    -- Of several offices in one body the one in most stories counts.
    select actor_id, name, organisation_id, organisation, max(stories) as stories, max(statements) as statements
    from marts.role_history
    where organisation_id is not null and standing <> 'future'
    group by actor_id, name, organisation_id, organisation
),
bodies as (
    select actor_id, list(organisation order by stories desc, statements desc, organisation, organisation_id) as organisations
    from posts
    group by actor_id
),
staff as (
    select organisation_id as actor_id, list(name order by stories desc, statements desc, name, actor_id)[1:10] as people
    from posts
    group by organisation_id
),
topical as (
    select actor_id, list(topic_id order by stories desc, paragraphs desc, topic_id)[1:5] as top_topics
    from marts.actor_topics
    group by actor_id
),
beside as (
    select actor_a as actor_id, actor_b as neighbour_id, name_b as neighbour, stories, paragraphs from marts.actor_pairs
    union all
    select actor_b as actor_id, actor_a as neighbour_id, name_a as neighbour, stories, paragraphs from marts.actor_pairs
),
nearest as (
    -- The five of each are chosen while they are counted: pairs are many.
    select
        actor_id,
        arg_min(
            {'name': neighbour, 'id': neighbour_id},
            (-stories, -paragraphs, neighbour, neighbour_id), 5
        ) as five
    from beside
    group by actor_id
)
select
    n.actor_id,
    n.name,
    n.entity_type,
    n.country,
    coalesce(l.aliases, []) as aliases,
    coalesce(c.mentions, 0) as mentions,
    coalesce(c.articles, 0) as articles,
    coalesce(c.stories, 0) as stories,
    coalesce(q.quotes, 0) as quotes,
    coalesce(q.direct_quotes, 0) as direct_quotes,
    coalesce(q.indirect_quotes, 0) as indirect_quotes,
    coalesce(q.quoted_articles, 0) as quoted_articles,
    coalesce(q.quoted_stories, 0) as quoted_stories,
    n.first_seen,
    n.last_seen,
    c.current_role,
    c.current_organisation,
    coalesce(o.roles, []) as roles,
    coalesce(o.former_roles, []) as former_roles,
    coalesce(b.organisations, []) as organisations,
    coalesce(s.people, []) as people,
    coalesce(t.top_topics, []) as top_topics,
    coalesce(list_transform(x.five, lambda one: one.name), []) as neighbours,
    coalesce(list_transform(x.five, lambda one: one.id), []) as neighbour_ids,
    coalesce(g.languages, []) as languages,
    coalesce(c.outlets, 0) as outlets,
    coalesce(u.top_outlets, []) as top_outlets,
    f.first_mention_id,
    q.first_quote_id
from facts.actors as n
left join marts.actors as c on c.actor_id = n.actor_id
left join named as l on l.actor_id = n.actor_id
left join spoken as q on q.actor_id = n.actor_id
left join first_named as f on f.actor_id = n.actor_id
left join by_language as g on g.actor_id = n.actor_id
left join by_outlet as u on u.actor_id = n.actor_id
left join offices as o on o.actor_id = n.actor_id
left join bodies as b on b.actor_id = n.actor_id
left join staff as s on s.actor_id = n.actor_id
left join topical as t on t.actor_id = n.actor_id
left join nearest as x on x.actor_id = n.actor_id
order by stories desc, mentions desc, n.name, n.actor_id
