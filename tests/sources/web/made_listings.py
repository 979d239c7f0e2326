"""Listings of the test sites: feeds in five dialects, a sitemap, a news sitemap and their index."""

import gzip
from collections.abc import Sequence
from email.utils import format_datetime
from html import escape

from tests.sources.web.made_articles import Article


def rss20(articles: Sequence[Article], origin: str, outlet: str) -> bytes:
    items = "".join(
        f"<item><title>{escape(a.title)}</title><link>{origin}{a.path}?utm_source=rss&amp;utm_medium=feed</link>"
        f"<guid isPermaLink='false'>{a.path}</guid><pubDate>{format_datetime(a.published)}</pubDate>"
        f"<description><![CDATA[{a.paragraphs[0]}]]></description></item>\n"
        for a in articles
    )
    return _xml(f'<rss version="2.0"><channel><title>{outlet}</title><link>{origin}/</link>\n{items}</channel></rss>')


def rss10(articles: Sequence[Article], origin: str, outlet: str) -> bytes:
    items = "".join(
        f'<item rdf:about="{origin}{a.path}"><title>{escape(a.title)}</title><link>{origin}{a.path}</link>'
        f"<dc:date>{a.published.isoformat()}</dc:date></item>\n"
        for a in articles
    )
    return _xml(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<channel rdf:about="{origin}/"><title>{outlet}</title><link>{origin}/</link></channel>\n{items}</rdf:RDF>'
    )


def atom(articles: Sequence[Article], origin: str, outlet: str) -> bytes:
    entries = "".join(
        f'<entry><title>{escape(a.title)}</title><link rel="alternate" href="{a.path}"/><id>{origin}{a.path}</id>'
        f"<published>{a.published.isoformat()}</published>"
        f"<updated>{(a.modified or a.published).isoformat()}</updated></entry>\n"
        for a in articles
    )
    return _xml(
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="{origin}/"><title>{outlet}</title>\n{entries}</feed>'
    )


def rss091(articles: Sequence[Article], origin: str, outlet: str) -> bytes:
    items = "".join(f"<item><title>{escape(a.title)}</title><link>{origin}{a.path}</link></item>\n" for a in articles)
    return _xml(f'<rss version="0.91"><channel><title>{outlet}</title><link>{origin}/</link>\n{items}</channel></rss>')


def broken(articles: Sequence[Article], origin: str, outlet: str) -> bytes:
    """RSS 2.0 as some systems write it: bare ampersands, an entity of HTML, and no end."""
    items = "".join(
        f"<item><title>{a.title} & lainnya&nbsp;</title><link>{origin}{a.path}?id=5&page=1</link>"
        f"<pubDate>{format_datetime(a.published)}</pubDate></item>\n"
        for a in articles
    )
    return _xml(f'<rss version="2.0"><channel><title>{outlet} & kawan</title><link>{origin}/</link>\n{items}')


def sitemap(articles: Sequence[Article], origin: str, outlet: str) -> bytes:
    """Gzipped."""
    urls = "".join(
        f"<url><loc>{origin}{a.path}</loc><lastmod>{(a.modified or a.published).isoformat()}</lastmod></url>\n"
        for a in articles
    )
    text = _xml(f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>')
    return gzip.compress(text, mtime=0)


def news_sitemap(articles: Sequence[Article], origin: str, outlet: str) -> bytes:
    urls = "".join(
        f"<url><loc>{origin}{a.path}</loc><news:news><news:publication><news:name>{outlet}</news:name>"
        f"<news:language>id</news:language></news:publication>"
        f"<news:publication_date>{a.published.isoformat()}</news:publication_date>"
        f"<news:title>{escape(a.title)}</news:title></news:news></url>\n"
        for a in articles
    )
    return _xml(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n{urls}</urlset>'
    )


def sitemap_index(articles: Sequence[Article], origin: str, outlet: str) -> bytes:
    lists = "".join(
        f"<sitemap><loc>{origin}{path}</loc></sitemap>\n" for path in ("/sitemap-berita.xml.gz", "/sitemap-news.xml")
    )
    return _xml(f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lists}</sitemapindex>')


# Where every test site has its listings, with their content types.
LISTINGS = {
    "/feed.rss": (rss20, "application/rss+xml; charset=utf-8"),
    "/feed.rdf": (rss10, "application/rdf+xml"),
    "/feed.atom": (atom, "application/atom+xml"),
    "/feed-091.xml": (rss091, "text/xml"),
    "/feed-rusak.xml": (broken, "text/html; charset=utf-8"),
    "/sitemap.xml": (sitemap_index, "application/xml"),
    "/sitemap-berita.xml.gz": (sitemap, "application/x-gzip"),
    "/sitemap-news.xml": (news_sitemap, "application/xml"),
}


def _xml(text: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
