"""https: certificates are verified for the name, though the connection goes to an address."""

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.sources.web import transport
from pipeline.sources.web.client import Client, Policy
from tests.sources.web.behaviours import page, silent
from tests.sources.web.site import NewsSites

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="makes a certificate with openssl")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost, with its key beside it."""
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "certificate.pem"),
        ],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return folder / "certificate.pem"


@pytest.fixture
def sites(certificate: Path) -> Iterator[NewsSites]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.parent / "key.pem")
    with NewsSites(1, tls=context) as running:
        running[0].put("/a", page("<p>isi</p>"))
        yield running


@pytest.fixture
def trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The system trusts the certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    transport._tls.cache_clear()
    yield
    transport._tls.cache_clear()


def policy(sites: NewsSites, timeout: float = 5.0) -> Policy:
    return Policy(0.0, timeout, 1_000_000, (*sites.allow, f"[::1]:{sites.port}"), backoff_seconds=0.01)


def test_a_certificate_for_the_name_is_accepted(sites: NewsSites, trusted: None) -> None:
    response = Client("Uji/1", {}).get(f"https://localhost:{sites.port}/a", "page", policy(sites))
    assert (response.status, response.content) == (200, b"<p>isi</p>")
    assert sites.connections("127.0.0.1") == 1


def test_a_certificate_nobody_vouches_for_is_refused(sites: NewsSites) -> None:
    transport._tls.cache_clear()
    response = Client("Uji/1", {}).get(f"https://localhost:{sites.port}/a", "page", policy(sites))
    assert response.reason == "robots_unreachable" and "certificate" in (response.detail or "")
    # It will not get better in this refresh: one try.
    assert len(response.requests) == 1 and sites.log == []


def test_a_certificate_for_another_name_is_refused(sites: NewsSites, trusted: None) -> None:
    response = Client("Uji/1", {}).get(sites[0].url("/a"), "page", policy(sites))
    assert response.reason == "robots_unreachable" and "certificate" in (response.detail or "")
    assert sites.log == []


def test_the_deadline_holds_under_tls(sites: NewsSites, trusted: None) -> None:
    sites[0].put("/diam", silent())
    client, url = Client("Uji/1", {}), f"https://localhost:{sites.port}"
    assert client.get(f"{url}/a", "page", policy(sites)).status == 200
    response = client.get(f"{url}/diam", "page", Policy(0.0, 0.3, 1_000_000, policy(sites).allow_addresses, retries=0))
    assert response.reason == "timeout"
