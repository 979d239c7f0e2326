"""What must be true of every warehouse before it is published, and what should be, as queries that return failing rows.

Each check carries the remedy that a person needs. Running them as asset checks belongs to `pipeline/defs/tables.py`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from warehouse.models import Model
from warehouse.schema import Table

FACTS = {"mentions": "surface", "roles": "surface", "quotes": "text", "figures": "surface", "figure_links": "surface"}
LOOK = "Open the sentence of each row: it was misread, or the article itself is wrong. Publishing goes on."
ROWS_SAY = "Each row says in its column `remedy` what to do. Publishing goes on."
DETAIL_SAYS = "Each row says in its column `detail` why: correct the line, or delete it. Publishing goes on."
TWICE = "Keep the rows below and report them: a stage stored a row twice, or one without its key."
REPORT = "Keep the rows below and report them: a stage stored something that its text does not say."


@dataclass(frozen=True, slots=True)
class Check:
    """A condition on one table: `sql` returns the rows that break it; only a blocking one stops the publication."""

    table: str
    name: str
    description: str
    sql: str
    remedy: str = REPORT
    blocking: bool = True


def invariants(tables: Iterable[Table]) -> list[Check]:
    """Checks that hold for the tables the pipeline writes: offsets, references, tiling, ledgers, keys."""
    checks = [_unique(table.name, table.key) for table in tables]
    for name, column in FACTS.items():
        checks.append(
            Check(
                f"facts.{name}",
                "offsets_reproduce_surfaces",
                "The article's text at the offsets is the stored surface.",
                f"""select f.* from facts.{name} f left join corpus.articles a using (article_id)
                    where substring(a.text, f.start_char + 1, f.end_char - f.start_char) is distinct from f.{column}
                    or f.end_char <= f.start_char or f.{column} is null""",
            )
        )
    for name in (*FACTS, "paragraph_topics"):
        checks.append(
            Check(
                f"facts.{name}",
                "paragraphs_exist",
                "Each row lies in a paragraph of its article.",
                f"""select f.* from facts.{name} f
                    left join corpus.paragraphs p on p.paragraph_id = f.paragraph_id and p.article_id = f.article_id
                    where p.paragraph_id is null"""
                + (" or f.start_char < p.start_char or f.end_char > p.end_char" if name in FACTS else ""),
            )
        )
    for name, table, column in (
        ("actors_of_mentions_exist", "facts.mentions", "actor_id"),
        ("actors_of_roles_exist", "facts.roles", "actor_id"),
        ("organisations_of_roles_exist", "facts.roles", "organisation_id"),
        ("speakers_of_quotes_exist", "facts.quotes", "speaker_id"),
    ):
        checks.append(
            Check(
                "facts.actors",
                name,
                f"Each {column} of {table} is an actor.",
                f"select f.* from {table} f anti join facts.actors a on a.actor_id = f.{column}"
                f" where f.{column} is not null",
            )
        )
    checks.append(
        Check(
            "marts.topics",
            "paragraph_topics_are_in_the_taxonomy",
            "Each topic of a paragraph is a row of facts.topics.",
            "from facts.paragraph_topics p anti join facts.topics t on t.topic_id = p.topic_id",
            "The taxonomy lost a topic: restore it in topics.toml, or refresh again so that the articles are redone.",
        )
    )
    return [*checks, *_corpus(), *_identity(), *_figures(), *_corrections(), *_ledgers()]


def _identity() -> list[Check]:
    line = "Correct reference_successors.csv, or the user's file of that name."
    return [
        Check(
            "facts.alias_evidence",
            "evidence_has_its_place",
            "What an article defines has its place in that article's text, what a file says has none.",
            """select e.* from facts.alias_evidence e left join corpus.articles a using (article_id)
               where if(e.evidence = 'article', not coalesce(0 <= e.start_char and e.start_char < e.end_char
                and e.end_char <= length(a.text), false), e.start_char is not null or e.end_char is not null)""",
        ),
        Check(
            "facts.successors",
            "successors_are_other_bodies",
            "A successor is another body, for a known reason, on evidence.",
            """from facts.successors where actor_id = successor_id
                or not coalesce(name <> successor_name and evidence <> ''
                and kind in ('renamed', 'split', 'merged'), false)""",
            line,
        ),
        Check(
            "facts.successors",
            "kinds_fit_the_number_of_bodies",
            "A renamed body has one successor on that day, a split one has several.",
            """select * from facts.successors
               qualify kind = 'split' and count(*) over (partition by actor_id, since, kind) < 2
                or kind = 'renamed' and count(*) over (partition by actor_id, since) > 1""",
            line,
        ),
    ]


def _sentences(name: str) -> Check:
    # Null: facts of a version that knew no sentences, of an article on which the stage failed since.
    return Check(
        f"facts.{name}",
        "sentences_hold_their_facts",
        "Each fact lies in its sentence or sentences, and these in the fact's paragraph.",
        f"""select f.* from facts.{name} f
            join corpus.paragraphs p on p.paragraph_id = f.paragraph_id and p.article_id = f.article_id
             and p.start_char <= f.start_char and f.end_char <= p.end_char
            where not coalesce(f.sentence_start <= f.start_char and f.end_char <= f.sentence_end
             and p.start_char <= f.sentence_start and f.sentence_end <= p.end_char, true)""",
    )


def _figures() -> list[Check]:
    return [
        *(_sentences(name) for name in ("mentions", "roles", "quotes")),
        Check(
            "facts.figures",
            "sentences_hold_their_figures",
            "Each figure lies in its sentence, and the sentence in the figure's paragraph.",
            """select f.* from facts.figures f
               join corpus.paragraphs p on p.paragraph_id = f.paragraph_id and p.article_id = f.article_id
                and p.start_char <= f.start_char and f.end_char <= p.end_char
               where not coalesce(f.sentence_start <= f.start_char and f.end_char <= f.sentence_end
                and p.start_char <= f.sentence_start and f.sentence_end <= p.end_char, false)""",
        ),
        Check(
            "facts.figure_links",
            "linked_figures_exist",
            "Each figure of a link is a figure of the link's article.",
            """from facts.figure_links l
               anti join facts.figures f on f.figure_id = l.figure_id and f.article_id = l.article_id""",
        ),
    ]


def _corrections() -> list[Check]:
    tables = {"mentions": "mention_id", "roles": "role_id", "quotes": "quote_id", "figures": "figure_id"}
    standing = " union all ".join(f"select 'facts.{name}', {key} from facts.{name}" for name, key in tables.items())
    return [
        Check(
            "facts.overruled",
            "changes_fit_their_rows",
            "A row that was changed has a before and an after, a hidden one no after, an added one no before.",
            """from facts.overruled where change not in ('changed', 'hidden', 'added') or change is null
               or (before is null) <> (change = 'added') or (after is null) <> (change = 'hidden')
               or len(corrections) = 0 or corrections is null""",
        ),
        Check(
            "facts.overruled",
            "hidden_rows_are_in_no_table",
            "What a correction hides is not among the facts.",
            f"""from facts.overruled o semi join ({standing}) as s(table_name, row_key) using (table_name, row_key)
                where o.after is null""",
            "Delete nothing; refresh again, and report the rows below when they stay.",
        ),
        Check(
            "ops.corrections_applied",
            "corrections_change_something",
            "Each correction changes rows, and each name in it means one actor.",
            "from ops.corrections_applied where status is distinct from 'applied'",
            DETAIL_SAYS,
            blocking=False,
        ),
    ]


def _corpus() -> list[Check]:
    return [
        Check(
            "corpus.paragraphs",
            "paragraphs_tile_the_text",
            "Paragraphs, joined by one blank line, are the article's text.",
            """select a.article_id, a.source_uri from corpus.articles a left join (
                   select article_id, string_agg(text, chr(10) || chr(10) order by start_char) as text,
                          min(start_char) as first
                   from corpus.paragraphs group by article_id) p using (article_id)
               where p.text is distinct from a.text or p.first <> 0""",
        ),
        Check(
            "corpus.paragraphs",
            "offsets_reproduce_paragraphs",
            "The article's text at the offsets is the paragraph.",
            """select p.* from corpus.paragraphs p left join corpus.articles a using (article_id)
               where substring(a.text, p.start_char + 1, p.end_char - p.start_char) is distinct from p.text""",
        ),
        Check(
            "corpus.article_origins",
            "origins_have_values",
            "Each origin is that of a value which the article has.",
            """from corpus.article_origins o anti join (
                   unpivot (select article_id, title, byline, editor, agency, dateline, outlet, url,
                                   published_on::varchar as published_on, published_at::varchar as published_at
                            from corpus.articles)
                   on columns(* exclude article_id) into name field value told) v
               on v.article_id = o.article_id and v.field = o.field
               where o.article_id is not null and o.field is not null""",
        ),
        Check(
            "corpus.edge_lines",
            "cut_lines_are_kept_as_removed_text",
            "A line is cut where it recurs at its outlet, and is then among the removed text of its article.",
            """select e.article_id, e.line_number from corpus.edge_lines e
               left join corpus.articles a using (article_id)
               where e.is_cut and e.article_id is not null and (
                   not exists (from corpus.removed_text t
                               where coalesce(t.article_id, e.article_id) = e.article_id and t.text = e.text
                                   and t.reason = 'recurring_line')
                   or not exists (from corpus.recurring_lines r
                                  where coalesce(r.outlet, a.outlet, a.source_id) = coalesce(a.outlet, a.source_id)
                                      and coalesce(r.line, e.line) = e.line))""",
        ),
        Check(
            "corpus.articles",
            "every_document_is_accounted_for",
            "A document is an article or a rejected row, and an article comes from exactly one document.",
            """select d.source_id, d.source_uri, d.article_id from ops.documents d
               left join corpus.articles a on a.article_id = d.article_id
               left join ops.rejected r on r.source_id = d.source_id and r.source_uri = d.source_uri
               where a.article_id is null and (d.article_id is not null or r.source_uri is null)
               union all
               select source_id, source_uri, article_id from corpus.articles a
               where (select count(*) from ops.documents d where d.article_id = a.article_id) <> 1""",
        ),
        Check(
            "corpus.stories",
            "stories_have_one_original",
            "Each article is in a story, and each story has exactly one first copy.",
            """select story_id, count(*) as articles, count(*) filter (is_original) as originals from corpus.articles
               group by story_id having story_id is null or count(*) filter (is_original) <> 1""",
        ),
    ]


def _ledgers() -> list[Check]:
    return [
        Check(
            "ops.runs",
            "counts_add_up",
            "Documents listed = unchanged + read + failed, and read = accepted + rejected.",
            "select * from ops.runs where status is distinct from 'interrupted'"
            " and (listed <> unchanged + read + failed or read <> accepted + rejected)",
        ),
        Check(
            "ops.version_facts",
            "offsets_reproduce_surfaces",
            "Each fact of a replaced version stands in that version's text at its offsets, inside of its context.",
            """select f.* from ops.version_facts f left join ops.article_versions v using (article_id, version_number)
               where substring(v.text, f.start_char + 1, f.end_char - f.start_char) is distinct from f.surface
               or not coalesce(f.context_start <= f.start_char and f.end_char <= f.context_end, false)""",
        ),
    ]


def _unique(table: str, columns: tuple[str, ...], remedy: str = TWICE) -> Check:
    names = ", ".join(columns)
    nulls = " or ".join(f"{column} is null" for column in columns)
    return Check(
        table,
        "key_is_unique",
        f"{names}: present and unique.",
        f"select {names}, count(*) as rows from {table} group by {names} having count(*) > 1 or {nulls}",
        remedy,
    )


def of_model(model: Model) -> list[Check]:
    """Checks that the header of a model asks for."""
    remedy = f"Correct sql/{model.name.replace('.', '/')}.sql or the assertion in its header."
    checks = [_unique(model.name, model.unique, remedy)] if model.unique else []
    if model.not_null:
        nulls = " or ".join(f"{column} is null" for column in model.not_null)
        sentence = f"{', '.join(model.not_null)}: never null."
        sql = f"from {model.name} where {nulls}"
        checks.append(Check(model.name, "needed_columns_are_filled", sentence, sql, remedy))
    for name, sentence, condition in model.asserts:
        checks.append(Check(model.name, name, sentence, _breaking(model, condition), remedy))
    look = ROWS_SAY if "remedy" in model.columns else LOOK
    for name, sentence, condition in model.warnings:
        checks.append(Check(model.name, name, sentence, _breaking(model, condition), look, blocking=False))
    return checks


def _breaking(model: Model, condition: str) -> str:
    # What is unknown breaks nothing.
    return f"from {model.name} where not coalesce({condition}, true)"
