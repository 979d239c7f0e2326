"""Rows and statements for `test_checks`: fetched pages; versions of articles, coverage and the health of sources.

Each statement breaks the one check that it stands under.
"""

FETCHED: dict[str, list[dict[str, object]]] = {
    "ops.pages": [{"source_id": "web", "url": "https://kabar.example/1", "outcome": "new"}],
    "ops.requests": [{"run_id": "r1", "request_number": 1, "source_id": "web", "kind": "page", "status": 200}],
    "ops.robots": [{"origin": "https://kabar.example", "status": 404}],
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
