"""Into which group of the graph a table belongs; the schema stands in the key of the asset already."""

# Name of a group, short enough for its box in the graph, and what it holds, as the page of an asset tells it.
GROUPS = {
    "article_texts": "Cleaned articles and their paragraphs, what cleaning removed, and which articles are copies.",
    "search_index": "What `search` and `matching` look words up in.",
    "reference_lists": "Topics, successors of bodies, units and exchange rates, loaded from files of the project.",
    "sentence_facts": "Mentions, roles, quotes, figures and topics, each with its place in the text.",
    "analyst_marts": "Marts: each row counts or lists facts and leads back to their sentences.",
    "reading_ledgers": "What every refresh looked at, fetched, took and rejected, and how its sources do.",
    "past_versions": "Articles as they were before their publisher changed them, and what the change did.",
    "data_quality": "How accurate the extraction is, what contradicts itself, and what people corrected.",
    "published_files": "What readers open; written only when all blocking checks hold.",
}
BY_SCHEMA = {"corpus": "article_texts", "facts": "sentence_facts", "marts": "analyst_marts"}
BY_TABLE = {
    "facts.successors": "reference_lists",
    "facts.topics": "reference_lists",
    "facts.units": "reference_lists",
    "ops.exchange_rates": "reference_lists",
    "ops.article_versions": "past_versions",
    "ops.version_facts": "past_versions",
    "ops.article_changes": "past_versions",
    "ops.accuracy": "data_quality",
    "ops.corrections_applied": "data_quality",
    "facts.overruled": "data_quality",
    "ops.figure_checks": "data_quality",
    "ops.published": "published_files",
    "ops.report": "published_files",
}


def group(table: str) -> str:
    """The group of `schema.table`; what `ops` keeps beside the above are ledgers of reading."""
    schema, _, name = table.partition(".")
    if schema == "corpus" and name.startswith("search_"):
        return "search_index"
    return BY_TABLE.get(table) or BY_SCHEMA.get(schema, "reading_ledgers")
