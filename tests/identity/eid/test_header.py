from collective.eloket.identity.eid.certificate_errors import CertificateMalformedError
from collective.eloket.identity.eid.certificate_errors import WeakAlgorithmError
from collective.eloket.identity.eid.header import read_header
from cryptography.hazmat.primitives.serialization import Encoding
from eloket_sandbox.cards import authorities
from eloket_sandbox.cards.authorities import issue
from eloket_sandbox.cards.authorities import person_wish
from tests.identity.eid.house import card
from tests.identity.eid.house import NOOR
from tests.identity.eid.house import of
from tests.identity.eid.house import pki
from urllib.parse import quote

import pytest


def pem(holder=None) -> str:
    """Return a certificate as a file has it."""
    found = (holder or card("ec").authentication).certificate
    return found.public_bytes(Encoding.PEM).decode()


def nginx(holder=None) -> str:
    """As ``$ssl_client_escaped_cert`` says it."""
    return quote(pem(holder), safe="")


def apache(holder=None) -> str:
    """As ``%{SSL_CLIENT_CERT}s`` says it."""
    return pem(holder).replace("\n", " ").strip()


@pytest.mark.parametrize("write", [nginx, apache, pem])
def test_what_a_web_server_writes_is_read(write):
    assert read_header(write()) == of(card("ec").authentication)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "(null)",
        "CN=Noor Voorbeeld (Authentication),C=BE",
        nginx()[:400],
        apache()[:-1],
        apache()[1:],
        apache().replace("CERTIFICATE", "PUBLIC KEY"),
        apache() + " " + apache(),
        apache() + ", " + apache(),
        nginx() + nginx(),
        apache().replace(" ", "\t"),
        apache().replace("MI", "M*I", 1),
        apache().replace("MI", "MA", 1),
        nginx().replace("%0A", "%0D%0A"),
        quote(nginx(), safe=""),
        nginx().replace("%0A", "%ZZ", 1),
        nginx().replace("%0A", "%FF", 1),
        "é",
        "-----BEGIN CERTIFICATE----------END CERTIFICATE-----",
        apache() + " " * 20_000,
    ],
    ids=[
        "empty",
        "Apache without one",
        "a name in words",
        "cut off by nginx",
        "cut off at the end",
        "cut off at the start",
        "another kind of PEM",
        "two",
        "two headers in one",
        "two, escaped",
        "tabs",
        "no base64",
        "no certificate",
        "lines of another system",
        "escaped twice",
        "wrongly escaped",
        "no ASCII, escaped",
        "no ASCII",
        "nothing inside",
        "too long",
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(CertificateMalformedError):
        read_header(text)


def test_a_weak_key_is_refused():
    weak = issue(
        person_wish(NOOR), authorities.new_key("rsa", bits=1024), pki("rsa").citizens
    )
    with pytest.raises(WeakAlgorithmError):
        read_header(apache(weak))
