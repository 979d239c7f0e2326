"""Into which group of the graph a table belongs; the schema stands in the key of the asset already."""

# Name of a group, and what it holds, as a person reads it on the page of an asset.
GROUPS = {
    "texts_of_articles": "Cleaned articles and their paragraphs, what cleaning removed, and which articles are copies.",
    "search_index": "What `search` and `matching` look words up in.",
    "reference_lists": "Topics, units and exchange rates, loaded from files of the project.",
    "facts_with_sentences": "Mentions, roles, quotes, figures and topics, each with its place in the text.",
    "answers_for_analysts": "Marts: each row counts or lists facts and leads back to their sentences.",
    "reading_ledgers": "What every refresh looked at, fetched, took and rejected, and how its sources do.",
    "versions_of_articles": "Articles as they were before their publisher changed them, and what the change did.",
    "quality_measured": "How accurate the extraction is, what contradicts itself, and what people corrected.",
    "published_for_readers": "What readers open; written only when all blocking checks hold.",
}
BY_SCHEMA = {"corpus": "texts_of_articles", "facts": "facts_with_sentences", "marts": "answers_for_analysts"}
BY_TABLE = {
    "facts.topics": "reference_lists",
    "facts.units": "reference_lists",
    "ops.exchange_rates": "reference_lists",
    "ops.article_versions": "versions_of_articles",
    "ops.version_facts": "versions_of_articles",
    "ops.article_changes": "versions_of_articles",
    "ops.accuracy": "quality_measured",
    "ops.corrections_applied": "quality_measured",
    "ops.figure_checks": "quality_measured",
    "ops.published": "published_for_readers",
    "ops.report": "published_for_readers",
}


def group(table: str) -> str:
    """The group of `schema.table`; what `ops` keeps beside the above are ledgers of reading."""
    schema, _, name = table.partition(".")
    if schema == "corpus" and name.startswith("search_"):
        return "search_index"
    return BY_TABLE.get(table) or BY_SCHEMA.get(schema, "reading_ledgers")
