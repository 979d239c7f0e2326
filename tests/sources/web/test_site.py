"""The test sites themselves: what they serve, and that their log can tell good manners from bad."""

import gzip
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from xml.etree import ElementTree

import pytest

from tests.sources.web.behaviours import Reply
from tests.sources.web.made_articles import article
from tests.sources.web.made_listings import LISTINGS
from tests.sources.web.site import Hit, NewsSites


@pytest.fixture
def sites() -> Iterator[NewsSites]:
    with NewsSites(hosts=2) as running:
        yield running


def get(sites: NewsSites, path: str, connection: HTTPConnection | None = None) -> tuple[HTTPResponse, bytes]:
    connection = connection or HTTPConnection("127.0.0.1", sites.port, timeout=10)
    connection.request("GET", path)
    response = connection.getresponse()
    return response, response.read()


def test_every_article_is_a_text_of_its_own() -> None:
    made = [article(site, number) for site in range(1, 21) for number in range(25)]
    assert made == [article(site, number) for site in range(1, 21) for number in range(25)]
    assert len({each.path for each in made}) == len({each.paragraphs for each in made}) == 500
    assert all("{" not in text for each in made for text in (each.title, *each.paragraphs))


@pytest.mark.parametrize("path", LISTINGS)
def test_listings_name_the_articles(sites: NewsSites, path: str) -> None:
    site = sites[0]
    response, content = get(sites, path)
    assert response.status == 200 and response.headers["content-type"] == LISTINGS[path][1]
    text = gzip.decompress(content).decode() if path.endswith(".gz") else content.decode()
    if path != "/sitemap.xml":
        assert all(each.path in text for each in site.articles)
        site.vanish(0)
        assert get(sites, path)[1] != content
        assert get(sites, site.articles[0].path)[0].status == 200
    if path == "/feed-rusak.xml":
        with pytest.raises(ElementTree.ParseError):
            ElementTree.fromstring(text)
    else:
        ElementTree.fromstring(text)


def test_an_article_changes_at_will(sites: NewsSites) -> None:
    path = sites[0].articles[1].path
    before, content = get(sites, path)
    sites[0].revise(1, "Kalimat baru.")
    after, changed = get(sites, path)
    assert b"Kalimat baru." in changed and b"Kalimat baru." not in content
    assert before.headers["etag"] != after.headers["etag"]


def test_the_log_sees_haste(sites: NewsSites) -> None:
    connection = HTTPConnection("127.0.0.1", sites.port, timeout=10)
    for path in ("/a?1", "/a?2", "/a?3"):
        get(sites, path, connection)
    assert [hit.path for hit in sites.requests(host="127.0.0.1")] == ["/a?1", "/a?2", "/a?3"]
    assert len(sites.requests("/a?2")) == 1 and sites.requests(host="127.0.0.2") == []
    assert len(sites.delays("127.0.0.1")) == 2 and min(sites.delays("127.0.0.1")) < 5
    assert (sites.concurrency("127.0.0.1"), sites.connections("127.0.0.1")) == (1, 1)
    assert [hit.status for hit in sites.log] == [404] * 3 and sites.log[0].headers["host"] == sites[0].allow


def test_the_log_sees_requests_at_one_time(sites: NewsSites) -> None:
    meeting = threading.Barrier(3, timeout=10)

    def meet(hit: Hit) -> Reply:
        meeting.wait()
        return Reply(body=b"x")

    sites[0].put("/a", meet)
    threads = [threading.Thread(target=get, args=(sites, "/a")) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sites.concurrency("127.0.0.1") == sites.concurrency() == sites.connections("127.0.0.1") == 3
    assert min(sites.delays("127.0.0.1")) < 0
