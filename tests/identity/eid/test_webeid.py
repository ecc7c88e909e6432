from collective.eloket.identity.eid.certificate_errors import CertificateMalformedError
from collective.eloket.identity.eid.token_errors import TokenAlgorithmError
from collective.eloket.identity.eid.token_errors import TokenFormatError
from collective.eloket.identity.eid.token_errors import TokenMalformedError
from collective.eloket.identity.eid.token_errors import TokenSignatureError
from collective.eloket.identity.eid.token_errors import TokenTooLongError
from collective.eloket.identity.eid.webeid import check_token
from collective.eloket.identity.eid.webeid import LONGEST_TOKEN
from collective.eloket.identity.eid.webeid import read_token
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hashes import SHA384
from cryptography.hazmat.primitives.hashes import SHA512
from eloket_sandbox.cards.authorities import issue
from eloket_sandbox.cards.authorities import person_wish
from tests.identity.eid.house import card
from tests.identity.eid.house import GENERATIONS
from tests.identity.eid.house import JAN
from tests.identity.eid.house import NONCE
from tests.identity.eid.house import NOOR
from tests.identity.eid.house import ORIGIN
from tests.identity.eid.house import pki

import base64
import hashlib
import json
import pytest


def answered(generation: str = "ec", **changes) -> dict:
    """Return a good answer of the extension, with changes; None takes a part away."""
    found = {**card(generation).answer(NONCE, ORIGIN), **changes}
    return {key: value for key, value in found.items() if value is not None}


def mobile(**changes) -> dict:
    """Return an answer of version 1.1, as the mobile app gives."""
    return answered(
        **{
            "format": "web-eid:1.1",
            "unverifiedSigningCertificate": base64.b64encode(
                card("ec").signing.der
            ).decode(),
            "supportedSignatureAlgorithms": [
                {
                    "cryptoAlgorithm": "ECC",
                    "hashFunction": "SHA-384",
                    "paddingScheme": "NONE",
                }
            ],
            **changes,
        }
    )


@pytest.mark.parametrize("generation", GENERATIONS)
def test_a_good_answer_is_accepted(generation):
    check_token(read_token(answered(generation)), NONCE, ORIGIN)


def test_the_answer_may_come_as_text():
    check_token(read_token(json.dumps(answered())), NONCE, ORIGIN)


@pytest.mark.parametrize("version", ["web-eid:1", "web-eid:1.0"])
def test_versions_of_the_desktop_are_known(version):
    check_token(read_token(answered(format=version)), NONCE, ORIGIN)


def test_the_mobile_version_is_known():
    check_token(read_token(mobile()), NONCE, ORIGIN)


def signed_text(make) -> bytes:
    return make(ORIGIN.encode()).digest() + make(NONCE.encode()).digest()


def test_a_pss_signature_is_accepted():
    signature = card("rsa").authentication.key.sign(
        signed_text(hashlib.sha256), padding.PSS(padding.MGF1(SHA256()), 32), SHA256()
    )
    sent = answered(
        "rsa", algorithm="PS256", signature=base64.b64encode(signature).decode()
    )
    check_token(read_token(sent), NONCE, ORIGIN)


@pytest.mark.parametrize("bits", ["384", "512"])
def test_rsa_goes_with_each_hash(bits):
    key = card("rsa").authentication.key
    make = {"384": hashlib.sha384, "512": hashlib.sha512}[bits]
    algorithm = {"384": SHA384(), "512": SHA512()}[bits]
    signature = key.sign(signed_text(make), padding.PKCS1v15(), algorithm)
    sent = answered(
        "rsa", algorithm=f"RS{bits}", signature=base64.b64encode(signature).decode()
    )
    check_token(read_token(sent), NONCE, ORIGIN)


def test_a_short_curve_goes_with_its_hash():
    holder = issue(
        person_wish(NOOR), ec.generate_private_key(ec.SECP256R1()), pki("ec").citizens
    )
    r, s = decode_dss_signature(
        holder.key.sign(signed_text(hashlib.sha256), ec.ECDSA(SHA256()))
    )
    sent = answered(
        algorithm="ES256",
        signature=base64.b64encode(r.to_bytes(32) + s.to_bytes(32)).decode(),
        unverifiedCertificate=base64.b64encode(holder.der).decode(),
    )
    check_token(read_token(sent), NONCE, ORIGIN)


@pytest.mark.parametrize(
    "sent, refusal",
    [
        (None, TokenMalformedError),
        ([], TokenMalformedError),
        ("", TokenMalformedError),
        ("{", TokenMalformedError),
        ("[" * 5000, TokenMalformedError),
        ("x" * (LONGEST_TOKEN + 1), TokenTooLongError),
        ({"signature": "x" * (LONGEST_TOKEN + 1)}, TokenTooLongError),
        ({"x" * (LONGEST_TOKEN + 1): ""}, TokenTooLongError),
        (
            mobile(supportedSignatureAlgorithms=[{"x": "x" * LONGEST_TOKEN}]),
            TokenTooLongError,
        ),
        (answered(more=list(range(4000))), TokenTooLongError),
        (answered(more={7, 8}), TokenMalformedError),
        ({"format": "web-eid:1.0"}, TokenMalformedError),
        (answered(format="web-eid:2.0"), TokenFormatError),
        (answered(format="web-eid:1.2"), TokenFormatError),
        (answered(format="web-eid:1.0x"), TokenFormatError),
        (answered(format=None), TokenMalformedError),
        (answered(format=1), TokenMalformedError),
        (answered(algorithm="none"), TokenAlgorithmError),
        (answered(algorithm="HS256"), TokenAlgorithmError),
        (answered(algorithm="RS1"), TokenAlgorithmError),
        (answered(algorithm=None), TokenMalformedError),
        (answered(signature=None), TokenMalformedError),
        (answered(signature="-_-_"), TokenMalformedError),
        (answered(signature="a"), TokenMalformedError),
        (answered(signature="é"), TokenMalformedError),
        (answered(unverifiedCertificate=None), TokenMalformedError),
        (answered(unverifiedCertificate="AAAA"), CertificateMalformedError),
        (mobile(unverifiedSigningCertificate=None), TokenMalformedError),
        (mobile(unverifiedSigningCertificate="AAAA"), CertificateMalformedError),
        (mobile(supportedSignatureAlgorithms=None), TokenMalformedError),
        (mobile(supportedSignatureAlgorithms=[]), TokenMalformedError),
        (mobile(supportedSignatureAlgorithms=["ECC"]), TokenMalformedError),
        (mobile(supportedSignatureAlgorithms=[{}]), TokenMalformedError),
    ],
    ids=[
        "nothing",
        "a list",
        "empty",
        "cut off",
        "endless",
        "too long",
        "too long in an object",
        "too long in a name",
        "mobile, too long inside of what is supported",
        "too long in what nobody asked for",
        "what cannot be written",
        "short",
        "version 2",
        "version 1.2",
        "more behind the version",
        "no version",
        "version as a number",
        "no algorithm at all",
        "HMAC",
        "SHA-1",
        "algorithm absent",
        "no signature",
        "signature in another base64",
        "signature cut off",
        "signature of other signs",
        "no certificate",
        "certificate is none",
        "mobile, no signing certificate",
        "mobile, signing certificate is none",
        "mobile, nothing said",
        "mobile, nothing supported",
        "mobile, supported in words",
        "mobile, supported is empty",
    ],
)
def test_an_answer_is_refused(sent, refusal):
    with pytest.raises(refusal):
        read_token(sent)


def flipped(text: str, at: int) -> str:
    """Return base64 of the bytes with one bit of them changed."""
    data = bytearray(base64.b64decode(text))
    data[at] ^= 1
    return base64.b64encode(data).decode()


@pytest.mark.parametrize(
    "changes, nonce, origin, refusal",
    [
        ({}, NONCE.lower(), ORIGIN, TokenSignatureError),
        ({}, "", ORIGIN, TokenSignatureError),
        ({}, NONCE, "https://eloket.example:444", TokenSignatureError),
        ({}, NONCE, "https://eloket.example/", TokenSignatureError),
        ({}, NONCE, "http://eloket.example", TokenSignatureError),
        ({}, NONCE, "https://phish.example", TokenSignatureError),
        ({"algorithm": "ES256"}, NONCE, ORIGIN, TokenAlgorithmError),
        ({"algorithm": "ES512"}, NONCE, ORIGIN, TokenAlgorithmError),
        ({"algorithm": "RS256"}, NONCE, ORIGIN, TokenAlgorithmError),
        ({"algorithm": "PS256"}, NONCE, ORIGIN, TokenAlgorithmError),
        ({"signature": "AAAA"}, NONCE, ORIGIN, TokenSignatureError),
        (
            {"signature": base64.b64encode(bytes(96)).decode()},
            NONCE,
            ORIGIN,
            TokenSignatureError,
        ),
    ],
    ids=[
        "another nonce",
        "no nonce",
        "another port",
        "a slash",
        "without TLS",
        "another site",
        "shorter hash",
        "longer hash",
        "RSA for a curve",
        "PSS for a curve",
        "short signature",
        "zeros",
    ],
)
def test_an_answer_to_something_else_is_refused(changes, nonce, origin, refusal):
    with pytest.raises(refusal):
        check_token(read_token(answered(**changes)), nonce, origin)


@pytest.mark.parametrize("algorithm", ["ES384", "ES512"])
def test_a_curves_algorithm_does_not_go_with_an_rsa_key(algorithm):
    with pytest.raises(TokenAlgorithmError):
        check_token(read_token(answered("rsa", algorithm=algorithm)), NONCE, ORIGIN)


def test_a_signature_is_written_in_one_way_only():
    good = base64.b64decode(answered()["signature"])
    longer = base64.b64encode(good[:48] + b"\0" + good[48:]).decode()
    with pytest.raises(TokenSignatureError):
        check_token(read_token(answered(signature=longer)), NONCE, ORIGIN)


@pytest.mark.parametrize("generation", GENERATIONS)
def test_each_changed_bit_of_a_signature_is_refused(generation):
    good = answered(generation)["signature"]
    for at in range(0, len(base64.b64decode(good)), 7):
        sent = answered(generation, signature=flipped(good, at))
        with pytest.raises(TokenSignatureError):
            check_token(read_token(sent), NONCE, ORIGIN)


def test_another_cards_certificate_is_refused():
    other = card("ec", JAN).answer(NONCE, ORIGIN)["unverifiedCertificate"]
    with pytest.raises(TokenSignatureError):
        check_token(read_token(answered(unverifiedCertificate=other)), NONCE, ORIGIN)
