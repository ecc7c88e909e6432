"""Tokens that are kept: they prove one content, by authorities of ours alone."""

from asn1crypto import cms
from asn1crypto import tsp
from asn1crypto import x509
from collective.eloket.clock import utcnow
from collective.eloket.wires.service import ANYWHERE
from collective.eloket.wires.stamps.asking import Authority
from collective.eloket.wires.stamps.errors import StampInvalidError
from collective.eloket.wires.stamps.tokens import stamped
from collective.eloket.wires.stamps.tokens import stamped_at
from datetime import timedelta
from eloket_sandbox.cards.trusting import pem
from eloket_sandbox.sealing.authorities import new_seal_pki
from eloket_sandbox.sealing.pages import stamper_of
from functools import cache
from tests.documents.seal import house

import hashlib
import pytest
import subprocess


CONTENT = b"eloket-anchor/1;count=3"


@cache
def anchors(which=0):
    pki = house.pki() if which == 0 else new_seal_pki()
    return (x509.Certificate.load(pki.root.der),)


def token_of(content: bytes) -> bytes:
    """Return what an authority of the tests says of a content."""
    with house.stamp_authority() as address:
        return stamped(Authority(address, 5, anchors(), ANYWHERE), content)


@cache
def token() -> bytes:
    return token_of(CONTENT)


def by_sha512() -> bytes:
    digest = hashlib.sha512(CONTENT).digest()
    imprint = {"hash_algorithm": {"algorithm": "sha512"}, "hashed_message": digest}
    question = {"version": 1, "message_imprint": imprint, "cert_req": True}
    stamps = stamper_of(house.pki().stamps)
    answer = stamps.request_tsa_response(tsp.TimeStampReq(question))
    return answer["time_stamp_token"].dump()


def spoiled() -> bytes:
    return token()[:-1] + bytes([token()[-1] ^ 1])


def test_a_token_says_when_it_was_there():
    moment = stamped_at(token(), CONTENT, anchors())
    assert moment.tzinfo is not None
    assert abs(moment - utcnow()) < timedelta(minutes=5)


def test_another_program_says_the_same(tmp_path):
    (tmp_path / "content").write_bytes(CONTENT)
    (tmp_path / "token").write_bytes(token())
    (tmp_path / "roots").write_text(pem(house.pki().root))
    words = ["openssl", "ts", "-verify", "-data", "content", "-token_in"]
    words += ["-in", "token", "-CAfile", "roots"]
    said = subprocess.run(words, cwd=tmp_path, capture_output=True, text=True)
    assert said.returncode == 0, said.stderr
    (tmp_path / "content").write_bytes(CONTENT + b"0")
    assert subprocess.run(words, cwd=tmp_path, capture_output=True).returncode != 0


@pytest.mark.parametrize(
    "kept, content, trusted",
    [
        (token, CONTENT + b"0", 0),
        (token, CONTENT, 1),
        (spoiled, CONTENT, 0),
        (by_sha512, CONTENT, 0),
        (lambda: b"", CONTENT, 0),
        (lambda: b"no token", CONTENT, 0),
        (lambda: cms.ContentInfo({"content_type": "data"}).dump(), CONTENT, 0),
        (lambda: token() + b"0", CONTENT, 0),
    ],
    ids=[
        "another content",
        "an authority that nobody here vouches for",
        "spoiled",
        "another digest",
        "nothing",
        "no token",
        "another kind of thing",
        "more behind it",
    ],
)
def test_it_proves_nothing(kept, content, trusted):
    with pytest.raises(StampInvalidError):
        stamped_at(kept(), content, anchors(trusted))


def test_a_certificate_that_ended_since_still_proves_what_it_stamped(monkeypatch):
    from collective.eloket.wires.stamps import tokens

    asked = []
    real = tokens.trust_in
    monkeypatch.setattr(
        tokens, "trust_in", lambda *words: asked.append(words) or real(*words)
    )
    moment = stamped_at(token(), CONTENT, anchors())
    assert asked == [(anchors(), moment)]
