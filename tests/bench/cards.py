"""What do our own checks of a card cost, beside the bare signatures?

Bare are the library's calls that nobody can do without: the key is taken from the
certificate, and signatures are checked.
"""

from collections.abc import Callable
from collective.eloket.identity.eid.chain import is_issued_by
from collective.eloket.identity.eid.content import read_content
from collective.eloket.identity.eid.files import read_address
from collective.eloket.identity.eid.files import read_identity
from collective.eloket.identity.eid.signatures import bare_signature
from collective.eloket.identity.eid.signatures import is_signed
from collective.eloket.identity.eid.verify import verify_content
from collective.eloket.identity.eid.verify import verify_presence
from collective.eloket.identity.eid.webeid import read_token
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hashes import SHA384
from cryptography.x509 import load_der_x509_certificate
from eloket_sandbox.cards.card import address_file
from eloket_sandbox.cards.card import identity_file
from tests.bench.figure import Figure
from tests.identity.eid import house

import base64
import hashlib
import statistics
import time


#: In pairs: a run of ours, a run of the bare calls, and so on.
PAIRS = 400


def own_us(ours: Callable[[], object], bare: Callable[[], object]) -> float:
    """Return the CPU microseconds that ours costs beyond the bare calls (median)."""
    ours(), bare()
    return statistics.median(timed(ours) - timed(bare) for _ in range(PAIRS))


def timed(call: Callable[[], object]) -> float:
    """Return the CPU microseconds of one call of this thread."""
    begun = time.thread_time_ns()
    call()
    return (time.thread_time_ns() - begun) / 1000


def figures() -> list[Figure]:
    """Return all figures about cards."""
    identity, address = identity_file(house.NOOR), address_file(house.NOOR)
    parsed = own_us(
        lambda: (read_identity(identity), read_address(address)), lambda: None
    )
    found = [Figure("card files parsed", parsed, 25, "us", "identity and address")]
    for generation in house.GENERATIONS:
        found.append(
            Figure(
                f"card verified, own time, {generation}",
                own_us(*whole_card(generation)),
                150,
                "us",
                "beside the bare signature checks",
            )
        )
        found.append(
            Figure(
                f"web eID answer, own time, {generation}",
                own_us(*answer(generation)),
                100,
                "us",
                "beside the bare signature checks",
            )
        )
    return found


def whole_card(generation: str) -> tuple[Callable, Callable]:
    """Return the verification of a card's files, and its bare signature checks."""
    card, checks = house.card(generation), house.verifier(generation)
    sent = card.content()
    key = house.of(house.pki(generation).register).key
    files = card.files
    algorithm = SHA256() if generation == "rsa" else SHA384()
    signed = files["addr"].rstrip(b"\0") + files["idsig"]

    der = card.authentication.der

    def bare() -> None:
        load_der_x509_certificate(der).public_key()
        is_signed(key, bare_signature(files["idsig"], key), files["id"], algorithm)
        is_signed(key, bare_signature(files["addrsig"], key), signed, algorithm)

    return lambda: verify_content(read_content(sent), checks, house.NOW), bare


def answer(generation: str) -> tuple[Callable, Callable]:
    """Return the check of a card's answer, and its bare signature checks."""
    card, checks = house.card(generation), house.verifier(generation)
    sent = card.answer(house.NONCE, house.ORIGIN)
    holder = house.of(card.authentication)
    authority = house.of(house.pki(generation).citizens)
    make = hashlib.sha256 if generation == "rsa" else hashlib.sha384
    text = make(house.ORIGIN.encode()).digest() + make(house.NONCE.encode()).digest()
    signature = base64.b64decode(sent["signature"])
    der = card.authentication.der

    def bare() -> None:
        key = load_der_x509_certificate(der).public_key()
        if isinstance(key, RSAPublicKey):
            key.verify(signature, text, padding.PKCS1v15(), SHA256())
        else:
            r, s = (int.from_bytes(signature[i : i + 48]) for i in (0, 48))
            key.verify(encode_dss_signature(r, s), text, ec.ECDSA(SHA384()))
        is_issued_by(holder, authority)

    def ours() -> None:
        verify_presence(read_token(sent), house.NONCE, checks, house.NOW)

    return ours, bare
