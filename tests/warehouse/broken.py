"""Rows and statements for `test_checks`: fetched pages; versions of articles, coverage and the health of sources;
sentences of the facts, and the marts that count or answer questions.

Each statement breaks the one check that it stands under.
"""

FETCHED: dict[str, list[dict[str, object]]] = {
    "ops.pages": [{"source_id": "web", "url": "https://kabar.example/1", "outcome": "new"}],
    "ops.requests": [{"run_id": "r1", "request_number": 1, "source_id": "web", "kind": "page", "status": 200}],
    "ops.robots": [{"origin": "https://kabar.example", "status": 404}],
    "facts.successors": [
        {
            "actor_id": "o1",
            "successor_id": f"o{n}",
            "name": "Dewan Data",
            "successor_name": f"Dewan {n}",
            "since": "2024-06-01",
            "kind": "split",
            "evidence": "x",
        }
        for n in (2, 3)
    ],
    "ops.listings": [{"source_id": "web", "url": "https://kabar.example/rss", "entries": 1}],
}

SEEN_AND_CHANGED: dict[str, tuple[str, ...]] = {
    "ops.version_facts offsets_reproduce_surfaces": (
        "update ops.version_facts set end_char = end_char - 1",
        "update ops.version_facts set surface = 'Zona'",
        "update ops.version_facts set version_number = 2",
        "update ops.version_facts set context_end = 10",
        "update ops.version_facts set context_start = null",
        "delete from ops.article_versions",
    ),
    "corpus.edge_lines cut_lines_are_kept_as_removed_text": (
        "update corpus.removed_text set reason = 'share'",
        "delete from corpus.recurring_lines",
    ),
    "ops.version_facts key_is_unique": ("update ops.version_facts set fact_id = null",),
    "ops.article_changes change_is_a_known_one": ("update ops.article_changes set change = 'x' where before <> after",),
    "ops.article_changes before_and_after_fit_the_change": (
        "update ops.article_changes set before = null where change = 'changed'",
        "update ops.article_changes set change = 'removed' where change = 'changed'",
        "update ops.article_changes set change = 'added' where change = 'changed'",
    ),
    "ops.source_health state_is_a_known_one": ("update ops.source_health set state = 'x', remedy = 'Look.'",),
    "ops.source_health counts_fit_each_other": (
        "update ops.source_health set quiet_days = -1",
        "update ops.source_health set stories = articles + 1",
        "update ops.source_health set undated_articles = articles + 1",
    ),
    "ops.source_health only_trouble_has_a_remedy": ("update ops.source_health set remedy = 'Look.'",),
    "ops.source_health sources_are_looked_at": ("update ops.source_health set state = 'failing', remedy = 'Look.'",),
    "ops.source_health sources_keep_publishing": ("update ops.source_health set state = 'quiet', remedy = 'Look.'",),
    "marts.coverage status_is_a_known_one": ("update marts.coverage set status = 'x' where articles is null",),
    "marts.coverage counts_fit_each_other": (
        "update marts.coverage set stories = articles + 1",
        "update marts.coverage set failed_looks = looks + 1",
    ),
    "marts.coverage only_settled_days_have_a_count": (
        "update marts.coverage set articles = 0 where articles is null",
        "update marts.coverage set articles = null where status = 'published'",
    ),
    "marts.coverage nothing_published_was_seen": (
        "update marts.coverage set status = 'nothing published', articles = 0 where not seen and articles is null",
    ),
    "marts.coverage settled_days_were_seen": ("update marts.coverage set settled = true where not seen",),
}

CORRECTED: dict[str, tuple[str, ...]] = {
    "facts.overruled changes_fit_their_rows": (
        "update facts.overruled set change = 'x' where change = 'changed'",
        "update facts.overruled set change = null where change = 'changed'",
        "update facts.overruled set before = null where change = 'changed'",
        "update facts.overruled set before = '{}' where change = 'added'",
        "update facts.overruled set change = 'changed' where change = 'hidden'",
        "update facts.overruled set corrections = [] where change = 'changed'",
        "update facts.overruled set corrections = null where change = 'hidden'",
    ),
    "facts.overruled hidden_rows_are_in_no_table": (
        "update facts.overruled set row_key = 'mentions1' where change = 'hidden'",
        "update facts.overruled set table_name = 'facts.figures', row_key = 'figures10' where change = 'hidden'",
    ),
    "ops.corrections_applied corrections_change_something": (
        "update ops.corrections_applied set status = 'no_effect'",
        "update ops.corrections_applied set status = null",
    ),
}

SENTENCES_AND_ANSWERS: dict[str, tuple[str, ...]] = {
    "facts.alias_evidence evidence_has_its_place": (
        "update facts.alias_evidence set evidence = 'article'",
        "update facts.alias_evidence set evidence = 'article', start_char = 0, end_char = 1000",
        "update facts.alias_evidence set start_char = 1, end_char = 2",
    ),
    "facts.successors successors_are_other_bodies": (
        "update facts.successors set successor_name = name where successor_id = 'o2'",
        "update facts.successors set evidence = '' where successor_id = 'o2'",
        "update facts.successors set kind = 'x'",
    ),
    "facts.successors kinds_fit_the_number_of_bodies": (
        "delete from facts.successors where successor_id = 'o2'",
        "update facts.successors set kind = 'renamed'",
    ),
    **{
        f"facts.{table} sentences_hold_their_facts": (
            f"update facts.{table} set sentence_end = end_char - 1",
            f"update facts.{table} set sentence_start = start_char + 1",
            f"update facts.{table} set sentence_start = -1",
            f"update facts.{table} set sentence_end = 1000",
        )
        for table in ("mentions", "roles", "quotes")
    },
    **{
        f"marts.{table} counts_fit_each_other": (
            f"update marts.{table} set stories = articles + 1, {most} = articles + 1",
            f"update marts.{table} set articles = {most} + 1",
        )
        for table, most in (("outlet_voices", "quotes"), ("quotes_by_role", "quotes"))
    },
    "marts.actor_profile counts_fit_each_other": (
        "update marts.actor_profile set stories = articles + 1",
        "update marts.actor_profile set articles = mentions + 1",
        "update marts.actor_profile set quoted_stories = quoted_articles + 1",
        "update marts.actor_profile set quoted_articles = quotes + 1",
    ),
    "marts.actor_profile quotes_are_direct_or_indirect": (
        "update marts.actor_profile set indirect_quotes = indirect_quotes + 1",
    ),
    "marts.actor_profile what_is_counted_has_evidence": (
        "update marts.actor_profile set first_mention_id = null where mentions > 0",
        "update marts.actor_profile set first_quote_id = null where quotes > 0",
        "update marts.actor_profile set first_quote_id = 'q9' where quotes = 0",
    ),
    "marts.quote_book offices_have_a_basis": (
        "update marts.quote_book set role_basis = null where role is not null",
        "update marts.quote_book set role_id = null where role is not null",
        "update marts.quote_book set role_basis = 'article' where role is null",
    ),
    "marts.quote_book only_known_speakers_have_an_office": ("update marts.quote_book set speaker_id = null",),
    "marts.quote_book offices_were_seen_by_then": (
        "update marts.quote_book set role_basis = 'earlier', role_seen_on = published_on + 1 where role is not null",
    ),
    "marts.role_history counts_fit_each_other": (
        "update marts.role_history set stories = articles + 1",
        "update marts.role_history set articles = statements + 1",
        "update marts.role_history set role_ids = []",
    ),
    "marts.role_history standing_is_a_known_one": ("update marts.role_history set standing = 'x'",),
    "marts.role_history first_is_not_after_last": ("update marts.role_history set first_seen = last_seen + 1",),
    "facts.speaker_offices basis_is_a_known_one": ("update facts.speaker_offices set role_basis = 'x'",),
    "facts.speaker_offices earlier_offices_have_a_day": (
        "update facts.speaker_offices set role_basis = 'earlier', role_seen_on = null",
    ),
    "marts.outlet_voices share_is_a_share": (
        "update marts.outlet_voices set share = 1.01",
        "update marts.outlet_voices set share = 0",
    ),
    "marts.first_appearances counts_fit_each_other": (
        "update marts.first_appearances set stories = articles + 1",
        "update marts.first_appearances set undated_articles = articles",
    ),
    "marts.targets_by_year counts_fit_each_other": (
        "update marts.targets_by_year set stories = articles + 1",
        "update marts.targets_by_year set articles = figures + 1",
        "update marts.targets_by_year set figure_ids = []",
    ),
    "marts.differing_figures figures_differ": (
        "update marts.differing_figures set lowest = highest",
        "update marts.differing_figures set ratio = 1",
    ),
    "marts.differing_figures counts_fit_each_other": (
        "update marts.differing_figures set stories = articles + 1",
        "update marts.differing_figures set articles = figures + 1",
        "update marts.differing_figures set figure_ids = []",
    ),
    "marts.corpus_timeline counts_fit_each_other": (
        "update marts.corpus_timeline set stories = articles + 1",
        "update marts.corpus_timeline set stories = 0",
    ),
    "corpus.search_terms terms_are_in_use": ("update corpus.search_terms set paragraphs = 0",),
    "corpus.search_postings weights_are_bounded": ("update corpus.search_postings set weight = 221",),
}

COUNTED: dict[str, tuple[str, ...]] = {
    "ops.figure_checks ranges_run_from_low_to_high": (
        "update ops.figure_checks set implied_low = 2, implied_high = 1, expected_low = 1",
        "update ops.figure_checks set implied_low = 1, implied_high = 1, expected_low = 2, expected_high = 1",
    ),
    "ops.figure_checks linked_figures_agree": ("update ops.figure_checks set plausible = false",),
    "corpus.stories texts_are_no_more_than_articles": ("update corpus.stories set texts = articles + 1",),
    "marts.actor_pairs each_pair_stands_once": ("update marts.actor_pairs set actor_a = actor_b",),
    "marts.actor_pairs counts_fit_each_other": (
        "update marts.actor_pairs set stories = articles + 1, paragraphs = articles + 1",
        "update marts.actor_pairs set articles = paragraphs + 1",
    ),
    "marts.actor_topics share_is_a_part_of_one": (
        "update marts.actor_topics set share = 1.01",
        "update marts.actor_topics set share = 0",
    ),
    "marts.actors stories_are_no_more_than_articles": ("update marts.actors set stories = articles + 1",),
    "marts.actors each_article_has_a_mention": ("update marts.actors set articles = mentions + 1 where mentions > 0",),
    "marts.topic_timeline share_is_a_part_of_one": (
        "update marts.topic_timeline set share_of_stories = 1.01",
        "update marts.topic_timeline set share_of_stories = 0",
    ),
    "marts.topics paragraph_topics_are_in_the_taxonomy": ("update facts.paragraph_topics set topic_id = 'hilang'",),
    "marts.topics counts_fit_each_other": (
        "update marts.topics set stories = articles + 1, paragraphs = articles + 1",
        "update marts.topics set articles = paragraphs + 1",
    ),
}
