"""No address that is not public is reached, whatever leads to it: proven by the log of a server that would answer."""

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest

from pipeline.sources.web.client import Client, Policy
from pipeline.sources.web.guard import is_public
from tests.sources.web.behaviours import page, redirect
from tests.sources.web.site import NewsSites, Site

TEXT = page("<p>rahasia</p>")


@pytest.fixture
def sites() -> Iterator[NewsSites]:
    with NewsSites(("127.0.0.1", "127.0.0.2")) as running:
        for site in running:
            site.put("/rahasia", TEXT)
        yield running


@pytest.fixture
def site6() -> Iterator[NewsSites]:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has no IPv6")
    with NewsSites(("::1",)) as running:
        running[0].put("/rahasia", TEXT)
        yield running


def policy(*allowed: str) -> Policy:
    return Policy(0.0, 5.0, 1_000_000, allowed, retries=0)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.255.255.254",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.100.100.200",
        "100.64.0.1",
        "168.63.129.16",
        "192.0.0.192",
        "0.0.0.0",
        "0.1.2.3",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "198.18.0.1",
        "203.0.113.9",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::7f00:1",
        "2002:7f00:1::",
        "2002:a00:1::1",
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
        "2001:db8::1",
        "2606:4700::5efe:7f00:1",
        "fe80::1",
        "fc00::1",
        "fd00:ec2::254",
        "fec0::1",
        "ff02::1",
        "4000::1",
    ],
)
def test_what_is_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "8.8.8.8", "103.28.10.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"],
)
def test_what_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


# Ways to write the address of the server, all of which the system understands.
HOSTS = [
    "127.0.0.1",
    "127.0.0.2",
    "127.1",
    "2130706433",
    "0x7f.1",
    "0x7f000001",
    "0177.0.0.1",
    "0.0.0.0",
    "0",
    "localhost",
    "LOCALHOST.",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
]


@pytest.mark.parametrize("host", HOSTS)
def test_the_inner_network_is_not_reached(sites: NewsSites, host: str) -> None:
    response = Client("Uji/1", {}).get(f"http://{host}:{sites.port}/rahasia", "page", policy())
    assert response.reason == "unsafe_address"
    assert response.content is None and response.requests == ()
    assert "allow_addresses" in (response.detail or "")
    assert sites.log == []


def test_loopback_of_ipv6_is_not_reached(site6: NewsSites) -> None:
    response = Client("Uji/1", {}).get(site6[0].url("/rahasia"), "page", policy())
    assert response.reason == "unsafe_address"
    assert site6.log == []
    assert Client("Uji/1", {}).get(site6[0].url("/rahasia"), "page", policy(site6[0].allow)).status == 200


@pytest.mark.parametrize("host", ["169.254.169.254", "10.0.0.1", "192.168.0.1", "[fe80::1]", "[fd00:ec2::254]"])
def test_other_inner_addresses_are_not_asked(host: str) -> None:
    response = Client("Uji/1", {}).get(f"http://{host}/latest/meta-data/", "page", policy())
    assert (response.reason, response.requests) == ("unsafe_address", ())


@pytest.mark.parametrize("host", [*(host for host in HOSTS if host != "127.0.0.2"), "169.254.169.254", "[::1]"])
def test_a_redirect_leads_nowhere_else(sites: NewsSites, host: str) -> None:
    first = sites[1]
    first.put("/keluar", redirect(f"http://{host}:{sites.port}/rahasia"))
    response = Client("Uji/1", {}).get(first.url("/keluar"), "page", policy(first.allow))
    assert response.reason == "unsafe_address"
    assert [hit.path for hit in sites.log] == ["/robots.txt", "/keluar"]
    assert sites.requests(host="127.0.0.1") == []


def test_an_allowed_port_allows_no_other(sites: NewsSites) -> None:
    with NewsSites(1) as others:
        others[0].put("/rahasia", TEXT)
        sites[0].put("/keluar", redirect(others[0].url("/rahasia")))
        response = Client("Uji/1", {}).get(sites[0].url("/keluar"), "page", policy(sites[0].allow))
        assert response.reason == "unsafe_address"
        assert others.log == []


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/", "//"])
def test_other_schemes_are_refused(sites: NewsSites, url: str) -> None:
    assert Client("Uji/1", {}).get(url, "page", policy(*sites.allow)).reason == "unsupported_scheme"
    sites[0].put("/keluar", redirect(url if url != "//" else "data:text/html,x"))
    response = Client("Uji/1", {}).get(sites[0].url("/keluar"), "page", policy(*sites.allow))
    assert (response.reason, response.status) == ("unsupported_scheme", 302)


def test_credentials_are_refused(sites: NewsSites) -> None:
    address = f"http://budi:rahasia@127.0.0.1:{sites.port}/rahasia"
    response = Client("Uji/1", {}).get(address, "page", policy(*sites.allow))
    assert response.reason == "unsafe_address"
    sites[0].put("/keluar", redirect(address))
    response = Client("Uji/1", {}).get(sites[0].url("/keluar"), "page", policy(*sites.allow))
    assert response.reason == "unsafe_address"
    assert sites.requests("/rahasia") == []


def test_what_the_source_allows_is_reached(sites: NewsSites) -> None:
    by_address = Client("Uji/1", {}).get(sites[0].url("/rahasia"), "page", policy(sites[0].allow))
    assert by_address.content == b"<p>rahasia</p>"
    named = f"http://localhost:{sites.port}/rahasia"
    for allowed in (f"localhost:{sites.port}", f"127.0.0.1:{sites.port}"):
        client = Client("Uji/1", {})
        client_policy = policy(allowed, f"[::1]:{sites.port}") if allowed.startswith("127") else policy(allowed)
        assert client.get(named, "page", client_policy).status == 200
    assert sites.requests("/rahasia")[-1].headers["host"] == f"localhost:{sites.port}"


class Resolver:
    """Stands in for socket.getaddrinfo: the answers to give, one after the other, the last one for ever."""

    def __init__(self, *answers: str | tuple[str, ...]) -> None:
        self.answers = [(each,) if isinstance(each, str) else each for each in answers]
        self.asked = 0

    def __call__(self, host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
        addresses = self.answers[min(self.asked, len(self.answers) - 1)]
        self.asked += 1
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]


def rebinding(sites: NewsSites) -> str:
    return f"http://ganti.contoh.id:{sites.port}/rahasia"


def test_a_name_that_changes_its_meaning_reaches_nothing(sites: NewsSites, monkeypatch: pytest.MonkeyPatch) -> None:
    # First an allowed address, for whoever checks; then another of ours, for whoever connects.
    resolver = Resolver("127.0.0.1", "127.0.0.2")
    monkeypatch.setattr(socket, "getaddrinfo", resolver)
    client = Client("Uji/1", {})
    response = client.get(rebinding(sites), "page", policy(f"127.0.0.1:{sites.port}"))
    assert response.status == 200
    # robots.txt and page went over the one connection to the address that was checked.
    assert resolver.asked == 1
    assert {hit.host for hit in sites.log} == {"127.0.0.1"}


def test_a_name_is_checked_anew_for_every_connection(sites: NewsSites, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", Resolver("127.0.0.1", "127.0.0.2"))
    sites[0].put("/robots.txt", page("", close=True))
    response = Client("Uji/1", {}).get(rebinding(sites), "page", policy(f"127.0.0.1:{sites.port}"))
    assert response.reason == "unsafe_address"
    assert [(hit.host, hit.path) for hit in sites.log] == [("127.0.0.1", "/robots.txt")]


def test_a_name_that_is_half_public_is_refused(sites: NewsSites, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", Resolver(("8.8.8.8", "127.0.0.1")))
    assert Client("Uji/1", {}).get(rebinding(sites), "page", policy()).reason == "unsafe_address"
    assert sites.log == []


def test_no_proxy_of_the_environment_is_used(sites: NewsSites, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.2:{sites.port}")
    site: Site = sites[0]
    assert Client("Uji/1", {}).get(site.url("/rahasia"), "page", policy(site.allow)).status == 200
    assert sites.requests(host="127.0.0.2") == []
