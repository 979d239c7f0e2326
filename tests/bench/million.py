"""A working file with as many paragraphs as wanted, written without the pipeline: `analyst.py` measures on it.

Words follow Zipf's law over a vocabulary of 200,000 made of syllables, one article in ten is Chinese; actors and topics
are as unequal. Facts lie in their paragraphs by offset, about as many as extraction finds in news. Shape, not sense.
"""

from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path

import polars as pl
from duckdb import DuckDBPyConnection

from warehouse import models, schema, store

VOCABULARY, HAN, ACTORS, TOPICS, OUTLETS = 200_000, 3_000, 20_000, 40, 60
PARAGRAPHS_OF_AN_ARTICLE = 20
# The first words of the vocabulary, and so the most frequent: what people look for must be among them.
KNOWN = """
yang dan di dengan untuk pada dari ini itu akan tidak dalam juga oleh kata the of pemerintah tahun indonesia data
digital pusat kerja buatan kecerdasan sama china kota energi listrik talenta jaringan 5g ai komdigi menteri pintar
keamanan siber semikonduktor perdagangan elektronik rupiah miliar triliun persen anak kura kereta cepat
"""
SYLLABLES = "ba be bi bo da di ga gu ja ka ke ku la le lu ma me na nga nya pa pe ra ri sa se si ta te ti wa ya"
FACTS = {
    "facts.mentions": (
        "mention_id, article_id, paragraph_id, start_char, end_char, surface, entity_type, actor_id,"
        " sentence_start, sentence_end",
        "'m' || n || '-' || k, article_id, paragraph_id, start_char + k * 7, start_char + k * 7 + 6,"
        " substring(text, k * 7 + 1, 6), ['PERSON', 'ORG', 'PLACE'][1 + actor % 3], 'act' || actor,"
        " start_char, end_char",
        3,
    ),
    "facts.quotes": (
        "quote_id, article_id, paragraph_id, start_char, end_char, text, quote_type, speaker_id, speaker_surface, cue,"
        " sentence_start, sentence_end",
        "'q' || n, article_id, paragraph_id, start_char, end_char, text, ['direct', 'indirect'][1 + n % 2],"
        " 'act' || actor, 'Actor ' || actor, 'kata', start_char, end_char",
        0.25,
    ),
    "facts.figures": (
        "figure_id, article_id, paragraph_id, start_char, end_char, surface, kind, value_low, value_high, comparator,"
        " unit, thing, period, modality, sentence_start, sentence_end",
        "'f' || n || '-' || k, article_id, paragraph_id, start_char + k * 5, start_char + k * 5 + 4,"
        " substring(text, k * 5 + 1, 4), ['money', 'percent', 'count'][1 + n % 3], actor * 10, actor * 10, '=',"
        " ['IDR', 'percent', null][1 + n % 3], split_part(text, ' ', 2) || ' ' || split_part(text, ' ', 3),"
        " (2020 + n % 20)::varchar, ['actual', 'target', 'estimate'][1 + n % 3], start_char, end_char",
        0.7,
    ),
    "facts.roles": (
        "role_id, article_id, paragraph_id, start_char, end_char, surface, actor_id, role, organisation_id,"
        " sentence_start, sentence_end",
        "'r' || n, article_id, paragraph_id, start_char, start_char + 6, substring(text, 1, 6), 'act' || actor,"
        " ['Menteri', 'Direktur', 'Ketua', 'Wakil Menteri'][1 + n % 4], 'act' || (actor // 3 * 3 + 1),"
        " start_char, end_char",
        0.1,
    ),
    "facts.paragraph_topics": (
        "paragraph_id, article_id, topic_id, score, evidence",
        "paragraph_id, article_id, 'topic' || (actor % $topics), 0.5, [split_part(text, ' ', 1)]",
        0.4,
    ),
}  # fmt: skip


def vocabulary() -> list[str]:
    """Words by falling frequency."""
    made = ("".join(parts) for length in (2, 3, 4) for parts in product(SYLLABLES.split(), repeat=length))
    known = KNOWN.split()
    return [*known, *islice((word for word in made if word not in known), VOCABULARY - len(known))]


def create(path: Path, paragraphs: int) -> None:
    """Write the working file, without the derived tables."""
    with store.connect(path) as con:
        articles = max(1, paragraphs // PARAGRAPHS_OF_AN_ARTICLE)
        for start in range(0, articles, 5_000):
            _add_texts(con, start, min(5_000, articles - start))
        _add_articles(con)
        _add_facts(con)
        con.execute("update ops.revision set revision = 1")


def build(con: DuckDBPyConnection) -> Iterator[str]:
    """Build the derived tables, naming each when it is done; then the macros."""
    for model in models.load():
        models.build(con, model)
        yield model.name
    schema.finish_macros(con)


def _drawn(size: int, items: int, seed: int, first: int) -> pl.Series:
    """`size` numbers below `items`, number r about as often as 1 / (r + 1) says."""
    uniform = (pl.int_range(first, first + size, eager=True).hash(seed) % 1_000_003) / 1_000_003
    return pl.select((pl.lit(float(items)).log() * uniform).exp().cast(pl.Int64) - 1).to_series()


def _add_texts(con: DuckDBPyConnection, start: int, articles: int) -> None:
    count = articles * PARAGRAPHS_OF_AN_ARTICLE
    number = pl.int_range(start * PARAGRAPHS_OF_AN_ARTICLE, start * PARAGRAPHS_OF_AN_ARTICLE + count, eager=True)
    frame = pl.DataFrame({"number": number}).with_columns(
        (pl.col("number") // PARAGRAPHS_OF_AN_ARTICLE).alias("article"),
        (pl.col("number").hash(1) % 37 + 12).cast(pl.Int64).alias("length"),
    )
    parts = []
    for chinese, words, mark in ((False, vocabulary(), " "), (True, [chr(0x4E00 + n) for n in range(HAN)], "")):
        some = frame.filter((pl.col("article") % 10 == 9) == chinese)
        some = some.with_columns(length=pl.col("length") * 2) if chinese else some
        drawn = _drawn(int(some["length"].sum()), len(words), 2 + chinese, start * 1_000_000)
        tokens = pl.Series(words).gather(drawn)
        owner = some.select(pl.col("number").repeat_by("length").explode()).to_series()
        parts.append(
            pl.DataFrame({"number": owner, "word": tokens})
            .group_by("number", maintain_order=True)
            .agg(pl.col("word").str.join(mark).alias("text"))
            .with_columns(language=pl.lit("zh" if chinese else "id"))
        )
    texts = frame.join(pl.concat(parts), on="number").sort("number").with_columns(size=pl.col("text").str.len_chars())
    texts = texts.with_columns(start=(pl.col("size") + 2).cum_sum().over("article") - pl.col("size") - 2)
    place = pl.col("number") % PARAGRAPHS_OF_AN_ARTICLE
    store.insert(
        con,
        "corpus.paragraphs",
        texts.select(
            (pl.lit("p") + pl.col("number").hash(5).cast(pl.String)).alias("paragraph_id"),
            (pl.lit("a") + pl.col("article").hash(6).cast(pl.String)).alias("article_id"),
            place.alias("paragraph_number"),
            pl.when(place == 0).then(pl.lit("headline")).otherwise(pl.lit("body")).alias("kind"),
            pl.col("start").alias("start_char"),
            (pl.col("start") + pl.col("size")).alias("end_char"),
            "text",
            "language",
            pl.lit(0.9).alias("language_confidence"),
            pl.col("length").alias("word_count"),
        ),
    )


def _add_articles(con: DuckDBPyConnection) -> None:
    con.execute(
        f"""
        insert into corpus.articles (article_id, source_uri, url, source_id, outlet, title, published_on, language,
            language_confidence, text, word_count, content_sha256, story_id, is_original, extractor_version)
        select article_id, article_id, 'https://news.example/' || article_id, 'source' || outlet, 'Outlet ' || outlet,
            title, date '2022-01-01' + (n % 1700)::integer, language, 0.9, text, words, article_id,
            's' || article_id, true, 'bench'
        from (
            select article_id, row_number() over (order by article_id) as n, hash(article_id) % {OUTLETS} as outlet,
                any_value(text) filter (paragraph_number = 0) as title, any_value(language) as language,
                string_agg(text, '\n\n' order by paragraph_number) as text, sum(word_count) as words
            from corpus.paragraphs group by article_id)
        """
    )


def _add_facts(con: DuckDBPyConnection) -> None:
    """A share of the paragraphs, or several facts in each, with an actor drawn as unequally as the words."""
    for table, (columns, values, rate) in FACTS.items():
        con.execute(
            f"""
            insert into {table} ({columns})
            select {values.replace("$topics", str(TOPICS))}
            from (
                select *, exp(ln({ACTORS}) * (hash(n, k, '{table}') % 1000003) / 1000003.0)::integer - 1 as actor
                from (select *, row_number() over () as n from corpus.paragraphs),
                    (select unnest(range({max(1, int(rate))})) as k)
                where hash(n, '{table}') % 1000 < {1000 * min(1, rate)} and paragraph_number > 0)
            """
        )
    con.execute(
        f"""
        insert into facts.topics
        select 'topic' || n, 'Topik ' || n, 'Topic ' || n, null, 'Made.' from range({TOPICS}) as t(n);
        insert into facts.article_actors
        select distinct article_id, actor_id, 'Actor ' || actor_id, entity_type, null from facts.mentions;
        insert into facts.alias_evidence (article_id, evidence_number, actor_id, alias, kind, evidence)
        select article_id, row_number() over (partition by article_id order by actor_id),
            actor_id, 'Actor ' || actor_id, 'full', 'article'
        from facts.article_actors
        """
    )
