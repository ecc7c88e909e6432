from collective.eloket.errors import CardError
from collective.eloket.identity.eid.certificate_errors import CardRevokedError
from collective.eloket.identity.eid.certificate_errors import CertificateMalformedError
from collective.eloket.identity.eid.certificate_errors import CertificatePaddingError
from collective.eloket.identity.eid.certificate_errors import SigningCertificateError
from collective.eloket.identity.eid.content import read_content
from collective.eloket.identity.eid.errors import AddressSignatureError
from collective.eloket.identity.eid.errors import CardExpiredError
from collective.eloket.identity.eid.errors import CardExportError
from collective.eloket.identity.eid.errors import CardFieldMalformedError
from collective.eloket.identity.eid.errors import CardFileMissingError
from collective.eloket.identity.eid.errors import CardFileTooLargeError
from collective.eloket.identity.eid.errors import CardNotYetValidError
from collective.eloket.identity.eid.errors import CardTooYoungError
from collective.eloket.identity.eid.errors import CardTypeError
from collective.eloket.identity.eid.errors import IdentitySignatureError
from collective.eloket.identity.eid.errors import MixedCardsError
from collective.eloket.identity.eid.errors import OlderCardError
from collective.eloket.identity.eid.errors import OtherPersonsCardError
from collective.eloket.identity.eid.errors import SignatureMalformedError
from collective.eloket.identity.eid.errors import SignaturePaddingError
from collective.eloket.identity.eid.files import read_identity
from collective.eloket.identity.eid.signatures import bare_signature
from collective.eloket.identity.eid.token_errors import TokenSignatureError
from collective.eloket.identity.eid.verify import check_not_older
from collective.eloket.identity.eid.verify import check_old_enough
from collective.eloket.identity.eid.verify import check_person
from collective.eloket.identity.eid.verify import verify_content
from collective.eloket.identity.eid.verify import verify_presence
from collective.eloket.identity.eid.webeid import read_token
from collective.eloket.identity.numbers import NationalNumber
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from eloket_sandbox.cards.card import answer
from eloket_sandbox.cards.card import identity_file
from eloket_sandbox.cards.card import new_card
from tests.identity.eid.house import card
from tests.identity.eid.house import GENERATIONS
from tests.identity.eid.house import JAN
from tests.identity.eid.house import NONCE
from tests.identity.eid.house import NOOR
from tests.identity.eid.house import NOW
from tests.identity.eid.house import ORIGIN
from tests.identity.eid.house import pki
from tests.identity.eid.house import shown
from tests.identity.eid.house import trust
from tests.identity.eid.house import verifier

import base64
import dataclasses
import pytest


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def flip(data: bytes, bit: int) -> bytes:
    """Return the bytes with one bit of them changed."""
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


@pytest.mark.parametrize("generation", GENERATIONS)
def test_a_card_in_its_holders_hand_is_accepted(generation):
    found, presence = shown(card(generation), generation)
    assert found.identity.number == presence.number == NationalNumber(NOOR.number)
    assert found.address.street == "Voorbeeldstraat 12"
    assert (presence.given_names, presence.family_name) == ("Noor Elisa", "Voorbeeld")
    assert presence.fingerprint == presence.chain.certificates[0].fingerprint


def test_both_chains_are_asked_about():
    checks = verifier("ec")
    shown(card("ec"), "ec", checks=checks)
    assert [len(chain.certificates) for chain in checks.revocation.asked] == [3, 2]


def test_unknown_files_and_the_photo_are_ignored_unread():
    shown(card("ec"), "ec", files={"photo": "no base64 at all", "other": 7})


@pytest.mark.parametrize("name", ["authcert", "cacert", "rootcert"])
def test_helpful_certificates_may_be_absent(name):
    shown(card("ec"), "ec", files={name: None})


@pytest.mark.parametrize("name", ["id", "addr", "idsig", "addrsig", "rrncert"])
@pytest.mark.parametrize("value", [None, "", 7], ids=["absent", "empty", "a number"])
def test_what_proves_something_may_not_be_absent(name, value):
    with pytest.raises(CardFileMissingError):
        shown(card("ec"), "ec", files={name: value})


@pytest.mark.parametrize(
    "sent, refusal",
    [
        (None, CardFileMissingError),
        ([], CardFileMissingError),
        ("<eid/>", CardExportError),
        ("\ufeff <?xml version='1.0'?><eid/>", CardExportError),
        ({"id": "<eid/>"}, CardExportError),
        ({"id": "A" * 16_388}, CardFileTooLargeError),
        ({"id": "no base64"}, CardFieldMalformedError),
        ({"id": "é"}, CardFieldMalformedError),
    ],
    ids=[
        "nothing",
        "a list",
        "XML",
        "XML with a mark",
        "XML inside",
        "large",
        "text",
        "é",
    ],
)
def test_content_is_refused(sent, refusal):
    with pytest.raises(refusal):
        read_content(sent)


CHANGES = [
    ("id", lambda one: one["id"][:-1] + b"\x01", IdentitySignatureError),
    ("id", lambda one: one["id"] + b"\0", IdentitySignatureError),
    ("addr", lambda one: one["addr"].replace(b"12", b"13"), AddressSignatureError),
    ("addr", lambda one: one["addr"][:-1] + b"\x01", AddressSignatureError),
    ("addr", lambda one: b"", CardFileMissingError),
    ("idsig", lambda one: one["addrsig"], IdentitySignatureError),
    ("idsig", lambda one: one["idsig"] + b"\x01", SignaturePaddingError),
    ("idsig", lambda one: b"0", SignatureMalformedError),
    ("addrsig", lambda one: one["idsig"], AddressSignatureError),
    ("addrsig", lambda one: one["addrsig"] + b"\x01", SignaturePaddingError),
    ("addrsig", lambda one: one["addrsig"][:20], SignatureMalformedError),
    ("addrsig", lambda one: bytes(1025), CardFileTooLargeError),
    ("idsig", lambda one: bytes(1025), CardFileTooLargeError),
    ("rrncert", lambda one: one["rrncert"] + b"\x01", CertificatePaddingError),
    ("rrncert", lambda one: one["rrncert"][:100], CertificateMalformedError),
]


@pytest.mark.parametrize("generation", GENERATIONS)
@pytest.mark.parametrize("name, change, refusal", CHANGES)
def test_a_changed_file_is_refused(generation, name, change, refusal):
    one = card(generation)
    with pytest.raises(refusal):
        shown(one, generation, files={name: b64(change(one.files))})


def test_the_address_is_signed_with_the_padding_of_the_identitys_signature():
    one = card("ec")
    with pytest.raises(AddressSignatureError):
        shown(one, "ec", files={"idsig": b64(one.files["idsig"][:-1])})


def test_zeros_at_the_end_of_the_address_do_not_count():
    one = card("ec")
    shown(one, "ec", files={"addr": b64(one.files["addr"] + bytes(8))})


@pytest.mark.parametrize("generation", GENERATIONS)
def test_the_address_of_another_card_is_refused(generation):
    other = card(generation, JAN)
    files = {name: b64(other.files[name]) for name in ("addr", "addrsig")}
    with pytest.raises(AddressSignatureError):
        shown(card(generation), generation, files=files)


def test_the_files_of_another_card_are_refused():
    other = card("ec", JAN).content()
    with pytest.raises(MixedCardsError):
        shown(card("ec"), "ec", files={**other, "authcert": None})


def test_the_authentication_certificate_of_another_card_is_refused():
    other = {"authcert": card("ec", JAN).content()["authcert"]}
    with pytest.raises(MixedCardsError):
        shown(card("ec"), "ec", files=other)


def test_files_of_a_former_card_do_not_go_with_the_answer_of_the_new_one():
    # the same person, another key: the certificate that came along tells
    former = new_card(NOOR, pki("ec"))
    with pytest.raises(MixedCardsError):
        shown(card("ec"), "ec", files=former.content())


def test_no_changed_bit_of_the_cards_certificate_is_accepted(flips):
    good = card("ec").authentication.der
    for bit in range(0, len(good) * 8, flips * 10):
        with pytest.raises(CardError):
            shown(card("ec"), "ec", files={"authcert": b64(flip(good, bit))})


def test_an_answer_of_the_signing_certificate_is_refused():
    with pytest.raises(SigningCertificateError):
        shown(card("ec"), "ec", answered=answer(card("ec").signing, NONCE, ORIGIN))


def test_an_answer_to_another_question_is_refused():
    with pytest.raises(TokenSignatureError):
        shown(card("ec"), "ec", nonce="another nonce")


def test_an_answer_for_another_site_is_refused():
    with pytest.raises(TokenSignatureError):
        shown(card("ec"), "ec", checks=verifier("ec", origin="https://other.example"))


@pytest.mark.parametrize("kind", ["6", "7", "8", "61", "69", "99", "5"])
def test_a_card_that_signs_nobody_in_is_refused(kind):
    one = card("ec", dataclasses.replace(NOOR, document_type=kind))
    with pytest.raises(CardTypeError):
        shown(one, "ec")


@pytest.mark.parametrize("kind", ["1", "11", "17", "23", "27", "28", "31", "36"])
def test_cards_of_citizens_and_foreigners_are_accepted(kind):
    shown(card("ec", dataclasses.replace(NOOR, document_type=kind)), "ec")


@pytest.mark.parametrize(
    "now, refusal",
    [
        (datetime(2034, 3, 1, 22, 59, tzinfo=UTC), None),
        (datetime(2034, 3, 1, 23, 0, tzinfo=UTC), CardExpiredError),
        (datetime(2024, 2, 29, 23, 0, tzinfo=UTC), None),
        (datetime(2024, 2, 29, 22, 59, tzinfo=UTC), CardNotYetValidError),
    ],
    ids=["last minute", "over", "first minute", "to come"],
)
def test_a_cards_days_are_belgian_days(now, refusal):
    if refusal is None:
        shown(card("ec"), "ec", now=now)
        return
    with pytest.raises(refusal):
        shown(card("ec"), "ec", now=now)


class Revoked:
    def check(self, chain, now):
        raise CardRevokedError


def test_nobody_is_asked_about_what_is_refused_anyway():
    one = card("ec")
    asked = verifier("ec", revocation=Revoked())
    with pytest.raises(IdentitySignatureError):
        sent = {**one.content(), "id": b64(one.files["id"] + b"\0")}
        verify_content(read_content(sent), asked, NOW)
    with pytest.raises(TokenSignatureError):
        verify_presence(read_token(one.answer("x", ORIGIN)), NONCE, asked, NOW)
    with pytest.raises(CardRevokedError):
        verify_content(read_content(one.content()), asked, NOW)
    with pytest.raises(CardRevokedError):
        verify_presence(read_token(one.answer(NONCE, ORIGIN)), NONCE, asked, NOW)


def test_presence_needs_no_files():
    found = verify_presence(
        read_token(card("ec").answer(NONCE, ORIGIN)), NONCE, verifier("ec"), NOW
    )
    assert found.number.digits == NOOR.number


def test_a_card_must_be_the_accounts():
    check_person(NationalNumber(NOOR.number), NationalNumber(NOOR.number))
    with pytest.raises(OtherPersonsCardError):
        check_person(NationalNumber(JAN.number), NationalNumber(NOOR.number))


def test_an_older_card_is_refused_and_a_renewed_one_is_welcome():
    identity = shown(card("ec"), "ec")[0].identity
    check_not_older(identity.valid_from, None)
    check_not_older(identity.valid_from, identity.valid_from)
    check_not_older(identity.valid_from, date(2020, 1, 1))
    with pytest.raises(OlderCardError):
        check_not_older(identity.valid_from, date(2024, 3, 2))


YOUNG = dataclasses.replace(NOOR, birth_date="26 NOV 2014")


def test_nobody_under_twelve_is_old_enough():
    identity = read_identity(identity_file(YOUNG))
    check_old_enough(identity, date(2026, 11, 26))
    with pytest.raises(CardTooYoungError):
        check_old_enough(identity, date(2026, 11, 25))


def test_the_card_of_a_child_under_twelve_is_refused():
    with pytest.raises(CardTooYoungError):
        shown(card("ec", YOUNG), "ec")
    shown(card("ec", YOUNG), "ec", now=NOW + timedelta(days=1))


@pytest.mark.parametrize("generation", GENERATIONS)
@pytest.mark.parametrize("name", ["id", "addr", "idsig", "addrsig"])
def test_no_changed_bit_is_accepted(generation, name, flips):
    one = card(generation)
    checks = verifier(generation)
    accepted = []
    for bit in range(0, len(one.files[name]) * 8, flips):
        sent = {**one.content(), name: b64(flip(one.files[name], bit))}
        try:
            verify_content(read_content(sent), checks, NOW)
        except CardError:
            continue
        accepted.append(bit)
    assert accepted == []


def test_a_signature_is_as_long_as_it_says():
    for generation in GENERATIONS:
        key = pki(generation).register.key.public_key()
        file = card(generation).files["idsig"]
        bare = bare_signature(file, key)
        is_curve = isinstance(key, EllipticCurvePublicKey)
        assert (len(bare) < 256) is is_curve
        assert file == bare.ljust(256, b"\0")


def test_a_root_of_the_other_generation_is_not_asked():
    with pytest.raises(Exception) as caught:
        shown(card("ec"), "ec", checks=verifier("ec", trust=trust("rsa")))
    assert caught.value.code in ("card_root_unknown", "card_issuer_unknown")
