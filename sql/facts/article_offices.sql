-- description: The office in which an article presents a person: the first title that it gives, with its body or country.
-- column: article_id | Article.
-- column: actor_id | The person (key of facts.actors).
-- column: role_id | Where the article says so (key of facts.roles).
-- column: role | Title as written, without the organisation's name.
-- column: organisation_id | Body or country of that title (key of facts.actors); null when not said.
-- unique: article_id, actor_id
-- not_null: role_id, role
select
    article_id,
    actor_id,
    arg_min(role_id, (start_char, role_id)) as role_id,
    arg_min(role, (start_char, role_id)) as role,
    arg_min_null(organisation_id, (start_char, role_id)) as organisation_id
from facts.roles
where role is not null
group by article_id, actor_id
order by article_id, actor_id
