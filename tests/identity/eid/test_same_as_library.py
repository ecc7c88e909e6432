"""We read parts of certificates ourselves, for speed; the library must agree on each.

Whatever is changed in a certificate: the same facts, or the same refusal.
"""

from collections.abc import Iterator
from collective.eloket.errors import CardError
from collective.eloket.identity.eid import extensions
from collective.eloket.identity.eid.certificate_errors import CertificateMalformedError
from collective.eloket.identity.eid.certificates import read_certificate
from collective.eloket.identity.eid.certificates import UNREADABLE
from collective.eloket.identity.eid.extensions import bare_key_id
from collective.eloket.identity.eid.extensions import read_all
from collective.eloket.identity.eid.extensions import split
from collective.eloket.identity.eid.keys import strong_key
from collective.eloket.identity.eid.subjects import attributes
from collective.eloket.identity.eid.subjects import plain
from cryptography import x509
from eloket_sandbox.cards.authorities import name
from random import Random
from tests.identity.eid import specimens
from tests.identity.eid.house import card
from tests.identity.eid.house import GENERATIONS
from tests.identity.eid.house import pki

import pytest
import warnings


def by_library(data: bytes):
    """Return what the library alone says of a certificate, or the class of refusal."""
    try:
        found = x509.load_der_x509_certificate(data)
        rules, key_id = read_all(found)
        strong_key(found.public_key())
        subject = found.subject.public_bytes()
        said = tuple(
            (one.oid.dotted_string, one.value)
            for one in found.subject
            if one.oid.dotted_string.startswith("2.5.4.")
        )
    except CardError as error:
        return type(error)
    except UNREADABLE:
        return CertificateMalformedError
    return rules, key_id, subject, said


def by_us(data: bytes):
    """Return the same as our reading has it."""
    try:
        found = read_certificate(data)
        said = tuple((f"2.5.4.{kind}", text) for kind, text in attributes(found))
    except CardError as error:
        return type(error)
    rules = extensions.Rules(
        **{part: getattr(found, part) for part in extensions.Rules.__slots__}
    )
    return rules, found.key_id, found.subject_der, said


def seeds() -> Iterator[bytes]:
    """Return certificates of each kind: our own, and the published ones if here."""
    for generation in GENERATIONS:
        made = pki(generation)
        yield from (made.root.der, made.citizens.der, made.register.der)
        one = card(generation)
        yield from (one.authentication.der, one.signing.der)
    if specimens.MATERIAL.is_dir():
        yield from (
            path.read_bytes()
            for path in sorted(specimens.MATERIAL.glob("*/*cert*.der"))
            if "padded" not in path.name
        )


#: Bytes that mean something in DER: tags, lengths, flags.
ODD = (0, 1, 0x03, 0x0C, 0x13, 0x1E, 0x30, 0x7F, 0x80, 0xFF)


class Repeatable(Random):
    """Chance that comes out the same each time; nothing here is secret."""


def changed(data: bytes, chance: Random) -> bytes:
    """Return a certificate with some bytes changed."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(found))
        found[at] = chance.choice((*ODD, found[at] ^ 1))
    return bytes(found)


@pytest.fixture(autouse=True)
def quiet():
    """The library warns of odd certificates; odd ones are what we make."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def test_each_kind_of_certificate_is_read_as_the_library_reads_it():
    for data in seeds():
        assert by_us(data) == by_library(data)
        # once more, with what was kept of the first time
        assert by_us(data) == by_library(data)


@pytest.mark.parametrize("generation", GENERATIONS)
def test_a_certificate_with_a_changed_bit_is_read_as_the_library_reads_it(
    generation, flips
):
    data = card(generation).authentication.der
    different = []
    for bit in range(0, len(data) * 8, flips):
        one = bytearray(data)
        one[bit // 8] ^= 1 << bit % 8
        if by_us(bytes(one)) != by_library(bytes(one)):
            different.append(bit)
    assert different == []


def test_a_certificate_with_changed_bytes_is_read_as_the_library_reads_it():
    chance = Repeatable(20_261_125)
    good = list(seeds())
    for _ in range(2000):
        one = changed(chance.choice(good), chance)
        assert by_us(one) == by_library(one), one.hex()


def test_what_is_kept_is_nothing_of_a_person():
    read_certificate(card("ec").authentication.der)
    kept = b"".join(extensions._kept)
    assert card("ec").data.number.encode() not in kept
    assert card("ec").data.family_name.encode() not in kept
    key_id = read_certificate(card("ec").authentication.der).key_id
    assert key_id not in kept


def extension(identifier: str, value: str) -> bytes:
    """Return an extension as bytes, both parts in hexadecimal."""
    oid, octets = bytes.fromhex(identifier), bytes.fromhex(value)
    inner = b"\x06" + bytes([len(oid)]) + oid + b"\x04" + bytes([len(octets)]) + octets
    return b"\x30" + bytes([len(inner)]) + inner


USAGE = extension("551d0f", "03020780")
KEY_ID = extension("551d0e", "0403616263")
#: A name of the subject's own (RFC 5280, 4.2.1.6).
OTHER_NAME = extension("551d11", "3000")


@pytest.mark.parametrize(
    "written, expected",
    [
        (b"", (b"", None)),
        (USAGE, (USAGE, None)),
        (USAGE + KEY_ID, (USAGE, b"abc")),
        (KEY_ID + USAGE, (USAGE, b"abc")),
        (KEY_ID + KEY_ID, None),
        (USAGE + OTHER_NAME, None),
        (extension("551d0e", "0503616263"), None),
        (extension("551d0e", "040261"), None),
    ],
    ids=[
        "nothing",
        "a kind",
        "id behind",
        "id before",
        "id twice",
        "of a person",
        "id of another kind",
        "id too short",
    ],
)
def test_only_what_says_nothing_of_a_person_is_kept(written, expected):
    assert split(written) == expected


def test_an_id_of_many_bytes_is_left_to_the_library():
    assert bare_key_id(bytes((0x04, 0x7E, 0x04, 0x7C)) + bytes(0x7C)) is None


def test_what_is_kept_is_bounded(monkeypatch):
    monkeypatch.setattr(extensions, "MOST_KEPT", 1)
    extensions._kept.clear()
    for generation in GENERATIONS:
        for holder in (pki(generation).root, pki(generation).citizens):
            read_certificate(holder.der)
            assert len(extensions._kept) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "30",
        "300b3109300706035504051301",
        "300e310c300a060355040513034a616e",
        "300f310d300b060355040513044a616eff",
        "300e310c300a0603550405 1e034a616e",
        "300e310c300a06035504851303 4a616e",
        "300e310c300a0603560405 13034a616e",
        "300e300c300a060355040513034a616e",
        "300e310c310a060355040513034a616e",
        "300e310c300a06035504050c03ffffff",
        "300f310d300a060355040513034a616e00",
    ],
)
def test_a_name_that_is_written_otherwise_is_left_to_the_library(text):
    data = bytes.fromhex(text.replace(" ", ""))
    good = text == "300e310c300a060355040513034a616e"
    assert plain(data) == (((5, "Jan"),) if good else None)


def test_a_name_is_read_in_both_kinds_of_text():
    said = name(cn="Zoë", serial="85073003328").public_bytes()
    assert plain(said) == ((6, "BE"), (3, "Zoë"), (5, "85073003328"))
