"""A seal with all that belongs to it, made once a run; and a letter to seal."""

from collections.abc import Iterator
from collective.eloket.documents.renderer import LetterRenderer
from collective.eloket.documents.seal.keys import SealKey
from contextlib import contextmanager
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization import NoEncryption
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.hazmat.primitives.serialization import PrivateFormat
from eloket_sandbox.cards.authorities import Holder
from eloket_sandbox.cards.authorities import issue
from eloket_sandbox.cards.authorities import new_key
from eloket_sandbox.cards.trusting import pem
from eloket_sandbox.sealing import authorities
from eloket_sandbox.sealing import pages
from flask import Flask
from functools import cache
from tests.documents.letters import letter
from werkzeug.serving import make_server
from werkzeug.serving import WSGIRequestHandler

import threading


WORD = "planted-passphrase"
TITLE = "Zegel van Gemeente Testegem"


@cache
def pki() -> authorities.SealPki:
    return authorities.new_seal_pki()


@cache
def holder(kind: str = "rsa", bits: int = 3072, **changes) -> Holder:
    """Return a seal by our authority; ``changes`` are of what its certificate says."""
    wish = authorities.seal_wish(**changes)
    return issue(wish, new_key(kind, bits), pki().authority)


def key(found: Holder | None = None) -> SealKey:
    found = found or pki().seal
    return SealKey(found.key, found.certificate, (pki().authority.certificate,))


def as_pem(found: Holder, word: str | None = WORD) -> bytes:
    locked = BestAvailableEncryption(word.encode()) if word else NoEncryption()
    private = found.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked)
    return private + (pem(found) + pem(pki().authority)).encode()


def as_pkcs12(found: Holder, word: str | None = WORD) -> bytes:
    locked = BestAvailableEncryption(word.encode()) if word else NoEncryption()
    others = [pki().authority.certificate]
    return pkcs12.serialize_key_and_certificates(
        b"seal", found.key, found.certificate, others, locked
    )


def write(path, content: bytes, mode: int = 0o600):
    path.write_bytes(content)
    path.chmod(mode)
    return path


@cache
def pdf() -> bytes:
    """Return a letter without a seal."""
    return LetterRenderer().render(letter())


class Quiet(WSGIRequestHandler):
    """Says nothing of each request."""

    def log(self, *args, **kwargs) -> None:
        pass


@contextmanager
def stamp_authority(found: Holder | None = None) -> Iterator[str]:
    """Run an authority for time-stamps; gives its address."""
    app = Flask("stamps")
    app.register_blueprint(pages.pages(found or pki().stamps))
    server = make_server("127.0.0.1", 0, app, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}{pages.PATH}"
    server.shutdown()
    thread.join()
