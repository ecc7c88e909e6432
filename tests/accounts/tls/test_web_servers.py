"""The servers of ``eid-tls.md`` themselves, with cards that shake hands."""

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization import NoEncryption
from cryptography.hazmat.primitives.serialization import PrivateFormat
from eloket_sandbox.cards import authorities
from pathlib import Path
from plone import api
from Products.SiteAccess.VirtualHostMonster import manage_addVirtualHostMonster
from tests import web_server
from tests.accounts.tls.reader import NOORS
from tests.accounts.tls.reader import Reader
from tests.accounts.tls.reader import SECRET
from tests.identity.eid import test_header
from tests.identity.eid.house import card
from tests.identity.eid.house import JAN
from tests.postgresql import free_port
from urllib.parse import urlsplit

import http.client
import pytest
import re
import socket
import ssl
import transaction


DOCS = Path(__file__).parents[3] / "docs" / "configuration" / "eid-tls.md"
HOST = "kaart.testegem.be"
VERSIONS = {"1.2": ssl.TLSVersion.TLSv1_2, "1.3": ssl.TLSVersion.TLSv1_3}


#: Web server → what stands in its example, and where it is on this machine.
PLACES = {
    "nginx": {"listen 443 ssl": "listen {place} ssl", '"…"': '"{secret}"'},
    "apache": {"*:443>": "{place}>", '"…"': '"{secret}"'},
}
EVERYWHERE = {
    "/etc/ssl/kaart.testegem.be.pem": "{folder}/host.pem",
    "/etc/ssl/kaart.testegem.be.key": "{folder}/host.key",
    "http://127.0.0.1:8080/": "{zope}/",
    ":443/gemeente/": ":443/plone/",
}


def example(name: str) -> str:
    """Return what integrators copy for a web server."""
    pattern = rf"```{name}\n(.*?)```"
    return re.search(pattern, DOCS.read_text("utf-8"), re.DOTALL)[1]


def of_this_machine(name: str, port: int, zope: str, folder: Path) -> str:
    """Return the example with this machine's places in it."""
    here = {"place": f"127.0.0.1:{port}", "secret": SECRET}
    here |= {"folder": folder, "zope": zope}
    text = example(name)
    for old, new in (EVERYWHERE | PLACES[name]).items():
        assert text.count(old) == 1, old
        text = text.replace(old, new.format(**here))
    return text


def write(holder: authorities.Holder, folder: Path, name: str) -> None:
    """Write certificate and key as files."""
    (folder / f"{name}.pem").write_bytes(holder.certificate.public_bytes(Encoding.PEM))
    (folder / f"{name}.key").write_bytes(
        holder.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )


def host_certificate() -> authorities.Holder:
    """Return a certificate of the card's host by itself."""
    key = authorities.new_key("ec")
    named = authorities.name(cn=HOST)
    made = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(authorities.BEGINS)
        .not_valid_after(authorities.ENDS)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), False)
        .sign(key, authorities.SHA384())
    )
    return authorities.Holder(key, made)


class AtHost(Reader):
    """A browser that shows its card to a web server, ``name``."""

    def __init__(self, browser, name: str, port: int, folder: Path) -> None:
        super().__init__(browser)
        self.name, self.port, self.folder = name, port, folder

    def context(self, one, version: str) -> ssl.SSLContext:
        """Return what a browser shakes hands with; ``one`` None: no card."""
        found = ssl.create_default_context(cafile=str(self.folder / "host.pem"))
        found.minimum_version = found.maximum_version = VERSIONS[version]
        if one is not None:
            write(one, self.folder, "card")
            found.load_cert_chain(self.folder / "card.pem", self.folder / "card.key")
        return found

    def connect(self, context: ssl.SSLContext, session=None) -> ssl.SSLSocket:
        """Shake hands."""
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        return context.wrap_socket(plain, server_hostname=HOST, session=session)

    def at_host(self, one, path: str, version: str = "1.3", **headers):
        """Get a page of the card's host; return status, address, and text."""
        call = http.client.HTTPConnection(HOST)
        call.sock = self.connect(self.context(one, version))
        call.request("GET", path, headers={"Host": HOST, **headers})
        answer = call.getresponse()
        text = answer.read().decode()
        call.close()
        transaction.begin()
        return answer.status, answer.headers.get("Location", ""), text


@pytest.fixture(params=web_server.KINDS)
def at_host(request, functional, browser, site_of_cards, tmp_path_factory):
    manage_addVirtualHostMonster(functional["app"])
    folder = tmp_path_factory.mktemp("host")
    write(host_certificate(), folder, "host")
    api.portal.set_registry_record("collective.eloket.accounts.card_host", HOST)
    transaction.commit()
    port = free_port()
    server = of_this_machine(request.param, port, browser.origin, folder)
    with web_server.running(web_server.KINDS[request.param], server, port):
        yield AtHost(browser, request.param, port, folder)


def ticket(reader) -> str:
    """Begin at the site; return the query for the card's host."""
    answer = reader.browser.get("/e-loket/aanmelden-kaart")
    there = urlsplit(answer.headers["Location"])
    assert (there.scheme, there.netloc, there.path) == ("https", HOST, "/kaart")
    return f"/kaart?{there.query}"


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("generation", ["ec", "rsa"])
def test_a_card_is_handed_on(at_host, generation, version):
    holder = card(generation).authentication
    status, location, text = at_host.at_host(holder, ticket(at_host), version)
    if generation == "rsa":
        # another PKI than this site's: the handshake is good, the card is not ours
        assert status == 422
        return
    assert status == 303, text
    assert location.startswith("https://eloket.example/e-loket/aanmelden-kaart?code=")
    code = location.partition("code=")[2]
    assert at_host.bring(code).status_code == 303
    assert at_host.click().headers["Location"].endswith("/e-loket/registreren")


def test_without_a_card_nothing_is_handed_on(at_host):
    status, location, _text = at_host.at_host(None, ticket(at_host))
    assert (status, location) == (422, "")


def test_headers_of_the_browser_are_replaced(at_host):
    forged = {
        "X-Eloket-Card-Certificate": test_header.nginx(),
        "X-Eloket-Card-Secret": SECRET,
    }
    status, location, _text = at_host.at_host(None, ticket(at_host), **forged)
    assert (status, location) == (422, "")
    # the one that shook hands counts, and no other
    jans = card("ec", JAN).authentication
    _status, location, _text = at_host.at_host(jans, ticket(at_host), **forged)
    at_host.bring(location.partition("code=")[2])
    page = at_host.browser.get("/e-loket/aanmelden-kaart").text
    assert JAN.family_name in page and NOORS.data.family_name not in page


def test_nothing_else_lives_at_the_cards_host(at_host):
    status = {"nginx": 404, "apache": 403}[at_host.name]
    for path in ("/", "/e-loket", "/kaart/x", "/kaartx", "/@eloket-session"):
        assert at_host.at_host(None, path)[0] == status, path


@pytest.mark.parametrize("version", VERSIONS)
def test_no_handshake_is_left_out(at_host, version):
    context = at_host.context(NOORS.authentication, version)
    first = at_host.connect(context)
    first.sendall(f"GET / HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode())
    assert first.recv(1000)
    again = at_host.connect(context, session=first.session)
    assert not again.session_reused
    first.close()
    again.close()
