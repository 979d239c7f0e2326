"""News sites on loopback addresses, for tests of fetching: real HTTP, behaviour to choose, and a log to prove from.

    with NewsSites(hosts=3, articles=5) as sites:
        sites[0].url("/feed.rss")                  # five feeds, a sitemap index, articles under /berita/
        sites[0].state_robots("User-agent: *\\nCrawl-delay: 1")
        sites[0].put("/lambat", drip())            # any path may behave in any way
        sites.requests("/lambat"), sites.delays(sites[0].host), sites.concurrency(sites[0].host)

Every host is an address of its own (127.0.0.1, 127.0.0.2, ...), all on one free port.
"""

import itertools
import socket
import socketserver
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from types import TracebackType
from typing import Any, Self

from tests.sources.web.behaviours import Behaviour, Reply, conditional, status
from tests.sources.web.made_articles import Article, article
from tests.sources.web.made_listings import LISTINGS


@dataclass(slots=True)
class Hit:
    """A request as the server saw it. `start` and `end` are seconds of one clock (monotonic).

    `end` is taken just before the last bytes leave, so that no client can have had them earlier: the delay seen here is
    never shorter than the client's. It is None while the answer is being sent, and when the client left before its end.
    """

    start: float
    host: str
    connection: int  # the client's port
    path: str
    headers: dict[str, str]
    status: int | None = None
    end: float | None = None


class Site:
    """One news site: articles, listings of them, robots.txt, and whatever a test puts at a path."""

    def __init__(self, number: int, host: str, port: int, articles: int, scheme: str) -> None:
        self.host = host
        self.outlet = f"Kabar Uji {number}"
        self.origin = f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}"
        self.articles = [article(number, n) for n in range(articles)]
        self.listed: list[Article] | None = None  # what listings name, when that is not all
        self.robots: Behaviour = status(404)
        self._behaviours: dict[str, Behaviour] = {}

    @property
    def allow(self) -> str:
        """The entry of allow_addresses that lets a client in."""
        return self.origin.partition("://")[2]

    def url(self, path: str) -> str:
        """Address of a path of this site."""
        return self.origin + path

    def put(self, path: str, behaviour: Behaviour) -> str:
        """Let a path (with its query, if it has one) behave so from now on; gives its address."""
        self._behaviours[path] = behaviour
        return self.url(path)

    def state_robots(self, text: str) -> None:
        """Set the text of robots.txt."""
        self.robots = lambda hit: Reply(body=text.encode(), content_type="text/plain")

    def revise(self, number: int, sentence: str) -> None:
        """Change an article: its bytes, ETag and times of change are others from now on."""
        self.articles[number] = self.articles[number].revised(sentence)

    def vanish(self, number: int) -> None:
        """Take an article out of the listings; its page stays."""
        listed = self.articles if self.listed is None else self.listed
        self.listed = [each for each in listed if each.path != self.articles[number].path]

    def answer(self, hit: Hit) -> Reply:
        """What the site says to a request."""
        plain = hit.path.partition("?")[0]
        if hit.path in self._behaviours or plain in self._behaviours:
            return self._behaviours.get(hit.path, self._behaviours.get(plain, status(404)))(hit)
        if plain == "/robots.txt":
            return self.robots(hit)
        if plain in LISTINGS:
            make, content_type = LISTINGS[plain]
            listed = self.articles if self.listed is None else self.listed
            return conditional(make(listed, self.origin, self.outlet), content_type)(hit)
        if plain == "/":
            links = "".join(f'<li><a href="{a.path}">{a.title}</a></li>' for a in self.articles)
            return Reply(body=f"<html><title>{self.outlet}</title><ul>{links}</ul></html>".encode())
        for each in self.articles:
            if each.path == plain:
                return conditional(each.html(self.origin, self.outlet))(hit)
        return status(404)(hit)


class NewsSites:
    """All sites of a test, their servers and the common log. Use it as a context manager.

    `hosts` is how many sites, or their addresses ("::1" too); `tls` a server's context for https.
    """

    def __init__(self, hosts: int | tuple[str, ...] = 1, articles: int = 3, tls: ssl.SSLContext | None = None) -> None:
        self._addresses = tuple(f"127.0.0.{n + 1}" for n in range(hosts)) if isinstance(hosts, int) else hosts
        self._articles = articles
        self._tls = tls
        self.log: list[Hit] = []
        self.stopped = threading.Event()

    def __enter__(self) -> Self:
        self._servers = _bind(self._addresses, self, self._tls)
        self.port = self._servers[0].server_address[1]
        scheme = "http" if self._tls is None else "https"
        self.sites = [Site(n, host, self.port, self._articles, scheme) for n, host in enumerate(self._addresses, 1)]
        for server, site in zip(self._servers, self.sites, strict=True):
            server.site = site
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopped.set()
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def __getitem__(self, number: int) -> Site:
        return self.sites[number]

    def __iter__(self) -> Iterator[Site]:
        return iter(self.sites)

    @property
    def allow(self) -> tuple[str, ...]:
        """allow_addresses for all sites."""
        return tuple(site.allow for site in self.sites)

    def requests(self, path: str | None = None, host: str | None = None) -> list[Hit]:
        """Requests in the order of their start: all, those for a path (exactly as asked for), those to a host."""
        hits = sorted(self.log, key=lambda hit: hit.start)
        return [h for h in hits if (path is None or h.path == path) and (host is None or h.host == host)]

    def delays(self, host: str) -> list[float]:
        """Seconds from the end of each answer of a host to the start of the next request to it."""
        hits = self.requests(host=host)
        return [
            later.start - (hit.end if hit.end is not None else hit.start) for hit, later in itertools.pairwise(hits)
        ]

    def concurrency(self, host: str | None = None) -> int:
        """The most requests that were open at one time, at a host or in all."""
        changes = [(hit.start, 1) for hit in self.requests(host=host)]
        changes += [(hit.end, -1) for hit in self.requests(host=host) if hit.end is not None]
        most = now = 0
        for _, change in sorted(changes):
            now += change
            most = max(most, now)
        return most

    def connections(self, host: str) -> int:
        """How many connections a host saw that sent a request."""
        return len({hit.connection for hit in self.requests(host=host)})


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128
    site: Site

    def __init__(self, address: str, port: int, sites: NewsSites, tls: ssl.SSLContext | None) -> None:
        self.address_family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self.sites = sites
        super().__init__((address, port), _Handler)
        if tls is not None:
            self.socket = tls.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that leaves in the middle is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    server: _Server

    def do_GET(self) -> None:
        site, sites = self.server.site, self.server.sites
        headers = {name.lower(): value for name, value in self.headers.items()}
        hit = Hit(time.monotonic(), site.host, self.client_address[1], self.path, headers)
        sites.log.append(hit)
        reply = site.answer(hit)
        hit.status = reply.status
        if sites.stopped.wait(reply.wait):
            return
        try:
            self._send(reply, hit)
        except ConnectionError:  # the client left, or a test's body broke off
            self.close_connection = True

    def _send(self, reply: Reply, hit: Hit) -> None:
        if reply.raw is not None:
            self.close_connection = True
            for piece in reply.raw:
                self.wfile.write(piece)
                self.wfile.flush()
                if self.server.sites.stopped.wait(reply.pace):
                    break
            return
        self.send_response(reply.status)
        for name, value in reply.all_headers():
            self.send_header(name, value)
        self.end_headers()
        if isinstance(reply.body, bytes):
            hit.end = time.monotonic()
            self.wfile.write(reply.body)
            self.wfile.flush()
        else:
            for piece in reply.body:
                self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece))
                self.wfile.flush()
                if self.server.sites.stopped.wait(reply.pace):
                    return
            hit.end = time.monotonic()
            self.wfile.write(b"0\r\n\r\n")
            self.wfile.flush()
        self.close_connection = self.close_connection or reply.close

    def log_message(self, format: str, *args: Any) -> None:
        """The log is `NewsSites.log`."""


def _bind(addresses: tuple[str, ...], sites: NewsSites, tls: ssl.SSLContext | None) -> list[_Server]:
    """Servers on one port that is free on all addresses."""
    for _ in range(20):
        servers: list[_Server] = []
        try:
            for address in addresses:
                port = servers[0].server_address[1] if servers else 0
                servers.append(_Server(address, port, sites, tls))
            return servers
        except OSError:
            for server in servers:
                server.server_close()
    raise OSError(f"no port that is free on {', '.join(addresses)}")
