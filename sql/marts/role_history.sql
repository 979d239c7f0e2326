-- description: Who held which office, as articles say: one row per person, title, body and standing, with the first and the last day on which it was seen. Titles are not translated: one office in two languages is two rows.
-- column: actor_id | The person.
-- column: name | Canonical name.
-- column: role | Title as first written, without the organisation's name and without the word for the standing (mantan, former, Plt).
-- column: organisation_id | Body or country (key of facts.actors); null when not said.
-- column: organisation | Canonical name of it.
-- column: standing | held, acting (Plt, Pj, acting, ad interim), former (mantan, eks, former) or future (calon, terpilih, elect), by the words of the title alone; who is outgoing still holds it.
-- column: statements | Times that articles state it.
-- column: articles | Articles that state it.
-- column: stories | Independent stories that state it.
-- column: outlets | Outlets that state it.
-- column: first_seen | Earliest day of publication; null when no day is known.
-- column: last_seen | Latest day of publication; null when no day is known.
-- column: first_role_id | The earliest statement (key of facts.roles); undated ones come after dated ones.
-- column: last_role_id | The latest dated statement (key of facts.roles); of undated ones alone the last.
-- column: role_ids | The statements, earliest first, undated ones last (keys of facts.roles).
-- unique: first_role_id
-- not_null: actor_id, name, role, standing, statements, articles, stories, outlets, last_role_id, role_ids
-- assert: counts_fit_each_other | No more stories than articles than statements, and as many statements as ids. | stories <= articles and articles <= statements and statements = len(role_ids)
-- assert: standing_is_a_known_one | The standing is held, acting, former or future. | standing in ('held', 'acting', 'former', 'future')
-- assert: first_is_not_after_last | The first day is not after the last. | first_seen <= last_seen
with words as (
    -- With what parts them from the title. A test compares them with the words that the lexicon lets stand before a title.
    select unnest(found) as word, standing, true as leads
    from (values
        ('former', ['mantan ', 'bekas ', 'eks ', 'eks-', 'mendiang ', 'almarhum ', 'almarhumah ']),
        ('former', ['former ', 'then ', 'then-', 'ex ', 'ex-', 'late ', 'onetime ']),
        ('former', ['前', '前任', '原', '时任', '時任', '曾任', '已故']),
        ('acting', ['plt ', 'plt. ', 'plh ', 'plh. ', 'pj ', 'pj. ', 'pjs ', 'pjs. ', 'penjabat ', 'penjabat sementara ']),
        ('acting', ['pejabat sementara ', 'pelaksana tugas ', 'pelaksana harian ', 'pemangku ', 'pemangku jawatan ']),
        ('acting', ['acting ', 'interim ', 'caretaker ', '代理', '代', '署理', '看守', '临时', '臨時']),
        ('held', ['outgoing ']),
        ('future', ['calon ', 'incoming ', '候任', '候选', '候選', '当选', '當選'])
    ) as w (standing, found)
    union all
    select unnest(['-elect', ' elect', '-designate', ' designate', ' terpilih']) as word, 'future' as standing, false as leads
    union all
    select ' ad interim' as word, 'acting' as standing, false as leads
),
titles as (
    select
        r.role,
        coalesce(arg_max(w.standing, length(w.word)), 'held') as standing,
        coalesce(
            arg_max(if(w.leads, substring(r.role, length(w.word) + 1), left(r.role, -length(w.word))), length(w.word)),
            r.role
        ) as title
    from (select distinct role from facts.roles where role is not null) as r
    left join words as w
        on if(w.leads, starts_with(lower(r.role), w.word), ends_with(lower(r.role), w.word)) and length(r.role) > length(w.word)
        and not regexp_matches(r.role, '^代(表|办|辦)')  -- a delegate or chargé d'affaires acts for nobody's office
    group by r.role
),
stated as (
    select
        r.role_id,
        r.actor_id,
        t.title,
        t.standing,
        r.organisation_id,
        r.article_id,
        a.story_id,
        a.outlet,
        a.published_on,
        (coalesce(a.published_on, date '9999-12-31'), r.article_id, r.start_char, r.role_id) as place
    from facts.roles as r
    join titles as t on t.role = r.role
    join corpus.articles as a on a.article_id = r.article_id
),
counted as (
    select
        actor_id,
        arg_min(title, place) as role,
        organisation_id,
        standing,
        count(*) as statements,
        count(distinct article_id) as articles,
        count(distinct story_id) as stories,
        count(distinct outlet) as outlets,
        min(published_on) as first_seen,
        max(published_on) as last_seen,
        list(role_id order by place) as role_ids,
        arg_max(role_id, place) filter (published_on is not null) as last_dated_id
    from stated
    group by actor_id, lower(title), organisation_id, standing
)
select
    c.actor_id,
    n.name,
    c.role,
    c.organisation_id,
    b.name as organisation,
    c.standing,
    c.statements,
    c.articles,
    c.stories,
    c.outlets,
    c.first_seen,
    c.last_seen,
    c.role_ids[1] as first_role_id,
    coalesce(c.last_dated_id, c.role_ids[-1]) as last_role_id,
    c.role_ids
from counted as c
join facts.actors as n on n.actor_id = c.actor_id
left join facts.actors as b on b.actor_id = c.organisation_id
order by n.name, c.actor_id, c.first_seen nulls last, first_role_id
