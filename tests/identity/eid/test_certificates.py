from collective.eloket.identity.eid.certificate_errors import CertificateExpiredError
from collective.eloket.identity.eid.certificate_errors import CertificateMalformedError
from collective.eloket.identity.eid.certificate_errors import (
    CertificateNotYetValidError,
)
from collective.eloket.identity.eid.certificate_errors import CertificateNumberError
from collective.eloket.identity.eid.certificate_errors import CertificatePaddingError
from collective.eloket.identity.eid.certificate_errors import WeakAlgorithmError
from collective.eloket.identity.eid.certificates import check_in_time
from collective.eloket.identity.eid.certificates import read_certificate
from collective.eloket.identity.eid.certificates import without_padding
from collective.eloket.identity.eid.der import parts
from collective.eloket.identity.eid.subjects import person
from collective.eloket.identity.eid.subjects import person_number
from cryptography.hazmat.primitives.asymmetric import dsa
from cryptography.hazmat.primitives.asymmetric import ec
from datetime import timedelta
from eloket_sandbox.cards import authorities
from eloket_sandbox.cards.authorities import issue
from eloket_sandbox.cards.authorities import name
from eloket_sandbox.cards.authorities import person_wish
from tests.identity.eid.house import card
from tests.identity.eid.house import CRL
from tests.identity.eid.house import GENERATIONS
from tests.identity.eid.house import NOOR
from tests.identity.eid.house import NOW
from tests.identity.eid.house import OCSP
from tests.identity.eid.house import of
from tests.identity.eid.house import pki

import dataclasses
import functools
import pytest


@functools.cache
def key():
    return authorities.new_key("ec")


def of_person(**subject):
    """Return a certificate whose subject says this."""
    return of(issue(person_wish(NOOR, subject=name(**subject)), key()))


@pytest.mark.parametrize("generation", GENERATIONS)
def test_a_persons_certificate_is_read(generation):
    found = of(card(generation).authentication)
    assert found.signs_answers
    assert not found.commits
    assert not found.is_authority
    assert found.is_for_clients
    assert found.policies == {authorities.CITIZEN_AUTHENTICATION}
    assert (found.ocsp, found.crls) == ((OCSP,), (CRL,))
    number, *names = person(found)
    assert number.digits == person_number(found).digits == NOOR.number
    assert names == ["Voorbeeld", "Noor Elisa"]


def test_an_authority_is_read():
    found = of(pki("ec").citizens)
    assert found.is_authority
    assert found.signs_certificates
    assert found.signs_lists
    assert not found.is_self_issued
    assert of(pki("ec").root).is_self_issued


def test_a_certificate_that_says_nothing_is_read():
    bare = authorities.x509.CertificateBuilder(
        issuer_name=name(cn="x"),
        subject_name=name(cn="x"),
        public_key=key().public_key(),
        serial_number=1,
        not_valid_before=authorities.BEGINS,
        not_valid_after=authorities.ENDS,
    ).sign(key(), authorities.SHA384())
    found = of(authorities.Holder(key(), bare))
    assert not (found.is_authority or found.signs_answers or found.commits)
    assert not (found.policies or found.purposes or found.ocsp or found.crls)
    assert (found.key_id, found.issuer_key_id) == (None, None)


def test_the_same_bytes_are_the_same_certificate():
    one, other = of(pki("ec").root), of(pki("rsa").root)
    again = read_certificate(bytes(bytearray(pki("ec").root.der)))
    assert one == again
    assert hash(one) == hash(again)
    assert one != other
    assert one != pki("ec").root.der


def test_zeros_behind_a_certificate_are_padding():
    der = pki("rsa").root.der
    assert without_padding(der + bytes(500)) == der
    assert without_padding(der) == der


@pytest.mark.parametrize(
    "data, refusal",
    [
        (b"", CertificateMalformedError),
        (b"0\x82", CertificateMalformedError),
        (b"\x31\x82\x00\x01x", CertificateMalformedError),
        (b"0\x80\x00\x00\x00", CertificateMalformedError),
        (b"0\x82\xff\xff" + bytes(10), CertificateMalformedError),
        (b"0\x82\x00\x04abcd", CertificateMalformedError),
    ],
    ids=["empty", "cut off", "no sequence", "endless", "too short", "something else"],
)
def test_what_is_no_certificate_is_refused(data, refusal):
    with pytest.raises(refusal):
        read_certificate(without_padding(data))


def test_something_behind_a_certificate_is_refused():
    der = pki("rsa").root.der
    with pytest.raises(CertificatePaddingError):
        without_padding(der + bytes(20) + b"\x01")
    with pytest.raises(CertificateMalformedError):
        read_certificate(der + bytes(20))


def test_a_huge_certificate_is_refused():
    many = tuple(f"2.999.{number}" for number in range(1200))
    found = issue(person_wish(NOOR, policies=many), key())
    assert len(found.der) > 8192
    with pytest.raises(CertificateMalformedError):
        of(found)


@pytest.mark.parametrize(
    "make",
    [
        lambda: authorities.new_key("rsa", bits=1024),
        lambda: ec.generate_private_key(ec.SECP256K1()),
        lambda: dsa.generate_private_key(2048),
    ],
    ids=["RSA-1024", "another curve", "another kind of key"],
)
def test_weak_keys_are_refused(make):
    with pytest.raises(WeakAlgorithmError):
        of(issue(person_wish(NOOR), make(), pki("ec").root))


def test_a_number_in_words_beside_the_number_does_no_harm():
    found = of_person(serial_1="Specimen 18-75", serial_2=NOOR.number)
    assert person_number(found).digits == NOOR.number


@pytest.mark.parametrize(
    "subject",
    [
        {"cn": "Noor"},
        {"serial": "8507300332"},
        {"serial": "85073003329"},
        {"serial_1": NOOR.number, "serial_2": "79111499728"},
        {"serial": "8507300332x"},
    ],
    ids=["none", "ten digits", "check digits", "two", "a letter"],
)
def test_a_certificate_must_name_one_person(subject):
    with pytest.raises(CertificateNumberError):
        person_number(of_person(**subject))


def test_a_name_that_stands_twice_is_no_name():
    _number, *names = person(of_person(sn_1="A", sn_2="B", serial=NOOR.number))
    assert names == ["", ""]


def test_the_term_holds_to_the_second():
    found = of(card("ec").authentication)
    second = timedelta(seconds=1)
    check_in_time(found, NOW)
    check_in_time(found, found.starts)
    check_in_time(found, found.ends)
    with pytest.raises(CertificateNotYetValidError):
        check_in_time(found, found.starts - second)
    with pytest.raises(CertificateExpiredError):
        check_in_time(found, found.ends + second)


def test_nothing_personal_prints():
    assert "Voorbeeld" not in repr(of(card("ec").authentication))
    assert NOOR.number not in repr(of(card("ec").authentication))


def test_a_name_of_bits_is_refused():
    good = card("ec").authentication.der
    at = good.rindex(b"\x06\x03\x55\x04\x05\x13") + 5
    # a bit string; its first byte says how many bits at the end do not count
    data = good[:at] + b"\x03" + good[at + 1 : at + 2] + b"\0" + good[at + 3 :]
    with pytest.raises(CertificateMalformedError):
        person_number(read_certificate(data))


def test_a_subject_that_is_no_name_is_refused():
    class Odd:
        @property
        def subject(self):
            raise ValueError("no name")

    good = of(card("ec").authentication)
    odd = dataclasses.replace(good, parsed=Odd(), subject_der=b"")
    with pytest.raises(CertificateMalformedError):
        person_number(odd)


def test_names_are_found_where_they_stand():
    found = pki("ec").citizens.certificate
    expected = found.issuer.public_bytes(), found.subject.public_bytes()
    assert parts(pki("ec").citizens.der)[:2] == expected


@pytest.mark.parametrize(
    "behind, extensions",
    [
        (b"", b""),
        (b"\x81\x02\x00\x01", b""),
        (b"\x81\x02\x00\x01\xa3\x03\x30\x01e", b"e"),
    ],
    ids=["nothing", "a unique id", "a unique id and extensions"],
)
def test_parts_of_a_certificate_without_a_version_are_found(behind, extensions):
    # version 1 leaves the version out (RFC 5280, section 4.1.2.1)
    serial, algorithm, dates = b"\x02\x01\x07", b"\x30\x00", b"\x30\x01x"
    issuer, subject = b"\x30\x01i", b"\x30\x01s"
    inner = serial + algorithm + issuer + dates + subject + b"\x30\x00" + behind
    data = b"\x30" + bytes([len(inner) + 2]) + b"\x30" + bytes([len(inner)]) + inner
    assert parts(data) == (issuer, subject, extensions)
