from collective.eloket.identity.eid.certificate_errors import CardRevokedError
from collective.eloket.identity.eid.certificate_errors import CardSuspendedError
from collective.eloket.identity.eid.certificate_errors import RevocationUnknownError
from collective.eloket.identity.eid.chain import authentication_chain
from collective.eloket.identity.eid.chain import register_chain
from collective.eloket.identity.eid.crl import check_list
from collective.eloket.identity.eid.crl import check_scope
from collective.eloket.identity.eid.crl import check_signature
from collective.eloket.identity.eid.crl import check_times
from collective.eloket.identity.eid.ocsp import ask
from collective.eloket.identity.eid.ocsp import check_answer
from collective.eloket.identity.eid.ocsp import check_nonce
from collective.eloket.identity.eid.ocsp import check_signer
from collective.eloket.identity.eid.revocation import may_ask
from collective.eloket.identity.eid.revocation import OnlineRevocation
from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hashes import SHA384
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID
from datetime import timedelta
from eloket_sandbox.cards import authorities
from eloket_sandbox.cards.authorities import citizens_wish
from eloket_sandbox.cards.authorities import issue
from eloket_sandbox.cards.authorities import name
from eloket_sandbox.cards.authorities import new_key
from tests.identity.eid.house import card
from tests.identity.eid.house import CRL
from tests.identity.eid.house import JAN
from tests.identity.eid.house import NOW
from tests.identity.eid.house import OCSP
from tests.identity.eid.house import of
from tests.identity.eid.house import pki
from tests.identity.eid.house import profile
from tests.identity.eid.house import SHA_1
from tests.identity.eid.house import trust

import dataclasses
import functools
import pytest


MINUTE = timedelta(minutes=1)
GOOD, REVOKED, UNKNOWN = (
    ocsp.OCSPCertStatus.GOOD,
    ocsp.OCSPCertStatus.REVOKED,
    ocsp.OCSPCertStatus.UNKNOWN,
)


@functools.cache
def key(number: int = 0):
    return new_key("ec")


def noors():
    return of(card("ec").authentication)


def citizens():
    return of(pki("ec").citizens)


def responder(issuer=None, nocheck=True, **changes):
    """Return a responder that the authority appointed, with changes."""
    said = {
        "subject": name(cn="Responder"),
        "usages": frozenset({"digital_signature"}),
        "purposes": (ExtendedKeyUsageOID.OCSP_SIGNING,),
    }
    wish = authorities.Wish(**{**said, **changes})
    if not nocheck:
        return issue(wish, key(), issuer or pki("ec").citizens)
    signer = issuer or pki("ec").citizens
    builder = (
        x509.CertificateBuilder()
        .subject_name(wish.subject)
        .issuer_name(signer.certificate.subject)
        .public_key(key().public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(wish.begins)
        .not_valid_after(wish.ends)
        .add_extension(x509.OCSPNoCheck(), False)
    )
    for extension, critical in authorities.extensions(wish, key(), signer.key):
        builder = builder.add_extension(extension, critical)
    return authorities.Holder(key(), builder.sign(signer.key, SHA384()))


def answered(
    nonce: bytes | None,
    *,
    status=GOOD,
    reason=None,
    about=None,
    named=None,
    begins=NOW,
    ends=NOW + 60 * MINUTE,
    signer=None,
    hashed=None,
    named_by=None,
) -> bytes:
    """Return the answer of a good responder, with changes."""
    about = about or card("ec").authentication
    names = ocsp.OCSPRequestBuilder().add_certificate(
        about.certificate, pki("ec").citizens.certificate, named_by or SHA_1
    )
    said = {
        name: getattr(names.build(), name)
        for name in ("issuer_name_hash", "issuer_key_hash", "serial_number")
    }
    builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
        **{**said, **(named or {})},
        algorithm=named_by or SHA_1,
        cert_status=status,
        this_update=begins,
        next_update=ends,
        revocation_time=NOW - 60 * MINUTE if status is REVOKED else None,
        revocation_reason=reason,
    )
    if signer is None:
        signer = pki("ec").citizens
    else:
        builder = builder.certificates([signer.certificate])
    builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, signer.certificate)
    if nonce is not None:
        builder = builder.add_extension(x509.OCSPNonce(nonce), False)
    made = builder.sign(signer.key, hashed or SHA384())
    return made.public_bytes(Encoding.DER)


def checked(data: bytes, nonce: bytes, now=NOW):
    return check_answer(data, noors(), citizens(), nonce, now)


NONCE = b"n" * 32


def test_the_question_names_the_certificate_and_holds_a_nonce():
    data, nonce = ask(noors(), citizens())
    question = ocsp.load_der_ocsp_request(data)
    assert question.serial_number == noors().parsed.serial_number
    assert (
        question.extensions.get_extension_for_class(x509.OCSPNonce).value.nonce == nonce
    )
    assert len(nonce) == 32
    assert ask(noors(), citizens())[1] != nonce


def test_a_good_answer_is_believed_until_it_ends():
    assert checked(answered(NONCE), NONCE) == NOW + 60 * MINUTE


def test_an_answer_of_an_appointed_responder_is_believed():
    assert checked(answered(NONCE, signer=responder()), NONCE) > NOW


def test_an_answer_without_an_end_is_believed_now():
    assert checked(answered(NONCE, ends=None), NONCE) == NOW


def test_an_answer_without_our_nonce_is_believed_while_it_is_fresh():
    checked(answered(None, begins=NOW - 14 * MINUTE), NONCE)
    with pytest.raises(RevocationUnknownError):
        checked(answered(None, begins=NOW - 16 * MINUTE), NONCE)


def test_clocks_may_differ_by_a_minute():
    checked(answered(NONCE, begins=NOW + MINUTE), NONCE)
    checked(answered(NONCE, begins=NOW - 60 * MINUTE, ends=NOW - MINUTE), NONCE)


@pytest.mark.parametrize(
    "changes, refusal",
    [
        ({"status": REVOKED}, CardRevokedError),
        (
            {"status": REVOKED, "reason": x509.ReasonFlags.key_compromise},
            CardRevokedError,
        ),
        (
            {"status": REVOKED, "reason": x509.ReasonFlags.certificate_hold},
            CardSuspendedError,
        ),
        ({"status": UNKNOWN}, RevocationUnknownError),
        ({"begins": NOW + 2 * MINUTE}, RevocationUnknownError),
        (
            {"begins": NOW - 60 * MINUTE, "ends": NOW - 2 * MINUTE},
            RevocationUnknownError,
        ),
        ({"begins": NOW - 60 * MINUTE, "ends": None}, RevocationUnknownError),
        ({"named_by": SHA256()}, RevocationUnknownError),
    ],
    ids=[
        "revoked",
        "stolen",
        "on hold",
        "unknown to its authority",
        "of the future",
        "over",
        "old, without an end",
        "named in another way",
    ],
)
def test_an_answer_is_refused(changes, refusal):
    with pytest.raises(refusal):
        checked(answered(NONCE, **changes), NONCE)


def test_an_answer_about_another_card_is_refused():
    about = card("ec", JAN).authentication
    with pytest.raises(RevocationUnknownError):
        checked(answered(NONCE, about=about), NONCE)


@pytest.mark.parametrize("name", ["issuer_name_hash", "issuer_key_hash"])
def test_an_answer_about_another_authoritys_card_is_refused(name):
    with pytest.raises(RevocationUnknownError):
        checked(answered(NONCE, named={name: b"x" * 20}), NONCE)


def test_an_answer_with_a_weak_hash_is_refused():
    class Weak:
        signature_hash_algorithm = SHA_1

    with pytest.raises(RevocationUnknownError):
        check_signer(Weak(), citizens(), NOW)


def test_an_answer_to_another_question_is_refused():
    with pytest.raises(RevocationUnknownError):
        checked(answered(b"o" * 32), NONCE)


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": "root"},
        {"nocheck": False},
        {"purposes": (ExtendedKeyUsageOID.CLIENT_AUTH,)},
        {"usages": frozenset({"key_agreement"})},
        {"ends": authorities.BEGINS.replace(year=2021)},
    ],
    ids=[
        "another authority's",
        "not said to be checked",
        "purpose",
        "usage",
        "expired",
    ],
)
def test_a_stranger_as_responder_is_refused(changes):
    if "issuer" in changes:
        changes = {**changes, "issuer": pki("ec").root}
    with pytest.raises(RevocationUnknownError):
        checked(answered(NONCE, signer=responder(**changes)), NONCE)


def test_each_changed_bit_of_an_answer_is_refused():
    good = answered(NONCE)
    for at in range(0, len(good), 3):
        data = bytearray(good)
        data[at] ^= 1
        with pytest.raises((RevocationUnknownError, CardRevokedError)):
            checked(bytes(data), NONCE)


@pytest.mark.parametrize("data", [b"", b"no answer", b"<html>"])
def test_what_is_no_answer_is_refused(data):
    with pytest.raises(RevocationUnknownError):
        checked(data, NONCE)


def test_a_responder_that_gives_no_answer_is_refused():
    data = ocsp.OCSPResponseBuilder.build_unsuccessful(
        ocsp.OCSPResponseStatus.TRY_LATER
    ).public_bytes(Encoding.DER)
    with pytest.raises(RevocationUnknownError):
        checked(data, NONCE)


def listed(
    *cards,
    reason=None,
    begins=NOW - MINUTE,
    ends=NOW + 60 * MINUTE,
    issuer=None,
    signer=None,
    extension=None,
) -> bytes:
    """Return the authority's list with these cards on it."""
    issuer = issuer or pki("ec").citizens
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(begins)
        .next_update(ends)
    )
    for one in cards:
        entry = (
            x509.RevokedCertificateBuilder()
            .serial_number(one.authentication.certificate.serial_number)
            .revocation_date(NOW - 60 * MINUTE)
        )
        if reason is not None:
            entry = entry.add_extension(x509.CRLReason(reason), False)
        builder = builder.add_revoked_certificate(entry.build())
    if extension is not None:
        builder = builder.add_extension(extension, True)
    return builder.sign((signer or issuer).key, SHA384()).public_bytes(Encoding.DER)


SOME = frozenset({x509.ReasonFlags.key_compromise})


def scope(**changes) -> x509.IssuingDistributionPoint:
    """Return what a list says of the part that it holds."""
    good = {
        "full_name": [x509.UniformResourceIdentifier(CRL)],
        "relative_name": None,
        "only_contains_user_certs": False,
        "only_contains_ca_certs": False,
        "only_some_reasons": None,
        "indirect_crl": False,
        "only_contains_attribute_certs": False,
    }
    return x509.IssuingDistributionPoint(**{**good, **changes})


def test_a_card_that_is_not_on_the_list_is_good():
    ends = check_list(listed(card("ec", JAN)), noors(), citizens(), NOW)
    assert ends == NOW + 60 * MINUTE
    check_list(listed(extension=scope()), noors(), citizens(), NOW)


@pytest.mark.parametrize(
    "changes, refusal",
    [
        ({}, CardRevokedError),
        ({"reason": x509.ReasonFlags.key_compromise}, CardRevokedError),
        ({"reason": x509.ReasonFlags.certificate_hold}, CardSuspendedError),
    ],
    ids=["no reason", "stolen", "on hold"],
)
def test_a_card_on_the_list_is_refused(changes, refusal):
    with pytest.raises(refusal):
        check_list(listed(card("ec"), **changes), noors(), citizens(), NOW)


@pytest.mark.parametrize(
    "changes",
    [
        {"ends": NOW - timedelta(seconds=1)},
        {"begins": NOW + 2 * MINUTE},
        {"extension": x509.DeltaCRLIndicator(1)},
        {"extension": scope(only_contains_ca_certs=True)},
        {"extension": scope(only_contains_user_certs=True)},
        {"extension": scope(indirect_crl=True)},
        {"extension": scope(only_contains_attribute_certs=True)},
        {"extension": scope(only_some_reasons=SOME)},
    ],
    ids=[
        "over",
        "of the future",
        "changes only",
        "authorities only",
        "users only",
        "others'",
        "attributes only",
        "some reasons",
    ],
)
def test_a_list_is_refused(changes):
    with pytest.raises(RevocationUnknownError):
        check_list(listed(**changes), noors(), citizens(), NOW)


def test_a_list_of_another_authority_is_refused():
    with pytest.raises(RevocationUnknownError):
        check_list(listed(issuer=pki("ec").root), noors(), citizens(), NOW)
    with pytest.raises(RevocationUnknownError):
        check_list(listed(signer=pki("ec").root), noors(), citizens(), NOW)


def test_a_list_of_another_authoritys_name_is_refused():
    other = issue(citizens_wish("other"), pki("ec").citizens.key, pki("ec").root)
    with pytest.raises(RevocationUnknownError):
        check_list(listed(issuer=other), noors(), citizens(), NOW)


def test_a_list_without_an_end_is_refused():
    class Endless:
        last_update_utc = NOW - MINUTE
        next_update_utc = None

    with pytest.raises(RevocationUnknownError):
        check_times(Endless(), NOW)


def test_an_authority_that_may_not_sign_lists_is_refused():
    no_lists = dataclasses.replace(citizens(), signs_lists=False)
    with pytest.raises(RevocationUnknownError):
        check_list(listed(), noors(), no_lists, NOW)


def test_what_is_no_list_is_refused():
    with pytest.raises(RevocationUnknownError):
        check_list(b"no list", noors(), citizens(), NOW)


class Shelf:
    """A shelf in memory."""

    def __init__(self):
        self.kept = {}
        self.noted = {}

    def get(self, key, now):
        data, until = self.kept.get(key, (None, now))
        return data if now < until else None

    def put(self, key, data, until):
        self.kept[key] = (data, until)

    def note_list(self, address, issuer, until):
        self.noted[address] = (issuer, until)


class Net:
    """The outside world: answers by OCSP, lists, or nothing."""

    def __init__(self, *, responds=None, lists=None):
        self.responds, self.lists = responds, lists
        self.calls = []

    def __call__(self, address, question):
        self.calls.append(address)
        if question is None:
            if self.lists is None:
                raise RevocationUnknownError("down")
            return self.lists
        if self.responds is None:
            raise RevocationUnknownError("down")
        nonce = (
            ocsp.load_der_ocsp_request(question)
            .extensions.get_extension_for_class(x509.OCSPNonce)
            .value.nonce
        )
        return self.responds(nonce)


def persons_chain(**changes):
    """Return Noor's chain; by default nobody need be asked about its authority."""
    found = authentication_chain(noors(), [], trust("ec"), NOW)
    return dataclasses.replace(found, profile=profile(**changes))


def asked(net, shelf=None, chain=None, now=NOW):
    """Ask about Noor's own certificate only."""
    chain = chain or persons_chain()
    only = dataclasses.replace(chain, certificates=chain.certificates[:2])
    OnlineRevocation(net, shelf or Shelf()).check(only, now)


def test_a_responder_is_asked_first():
    net = Net(responds=answered)
    asked(net)
    assert net.calls == [OCSP]


def test_a_persons_certificate_is_asked_about_each_time():
    net, shelf = Net(responds=answered), Shelf()
    asked(net, shelf)
    asked(net, shelf)
    assert net.calls == [OCSP, OCSP]
    assert not shelf.kept


def test_a_good_answer_about_a_person_is_of_no_use():
    chain, shelf = persons_chain(), Shelf()
    person, authority = chain.certificates[:2]
    key = f"good:{authority.fingerprint}:{person.fingerprint}"
    shelf.put(key, b"good", NOW + 60 * MINUTE)
    with pytest.raises(CardRevokedError):
        asked(Net(responds=lambda nonce: answered(nonce, status=REVOKED)), shelf)


def test_a_list_is_the_second_way_and_is_kept():
    net, shelf = Net(lists=listed()), Shelf()
    asked(net, shelf)
    asked(net, shelf)
    assert net.calls == [OCSP, CRL, OCSP]
    assert shelf.noted == {CRL: (pki("ec").citizens.der, NOW + 60 * MINUTE)}


def test_a_kept_list_is_fetched_again_when_it_is_over():
    net, shelf = Net(lists=listed()), Shelf()
    asked(net, shelf)
    later = NOW + 61 * MINUTE
    net.lists = listed(begins=later, ends=later + 60 * MINUTE)
    asked(net, shelf, now=later)
    assert net.calls == [OCSP, CRL, OCSP, CRL]


def test_a_list_that_may_not_be_believed_is_not_kept():
    shelf = Shelf()
    with pytest.raises(RevocationUnknownError):
        asked(Net(lists=listed(signer=pki("ec").root)), shelf)
    assert not (shelf.kept or shelf.noted)


@pytest.mark.parametrize(
    "net, refusal",
    [
        (lambda: Net(), RevocationUnknownError),
        (
            lambda: Net(responds=lambda nonce: answered(nonce, status=REVOKED)),
            CardRevokedError,
        ),
        (
            lambda: Net(
                responds=lambda nonce: answered(nonce, status=UNKNOWN), lists=listed()
            ),
            RevocationUnknownError,
        ),
        (
            lambda: Net(responds=lambda nonce: answered(b"o" * 32), lists=listed()),
            RevocationUnknownError,
        ),
        (lambda: Net(lists=listed(card("ec"))), CardRevokedError),
    ],
    ids=["nobody answers", "revoked", "unknown", "another's answer", "on the list"],
)
def test_a_card_is_refused(net, refusal):
    with pytest.raises(refusal):
        asked(net())


def test_only_hosts_of_the_profile_are_asked():
    net = Net(responds=answered, lists=listed())
    chain = persons_chain(revocation_hosts=frozenset({"other.example"}))
    with pytest.raises(RevocationUnknownError):
        asked(net, chain=chain)
    assert net.calls == []


def test_nobody_is_asked_where_the_profile_says_so():
    net = Net()
    asked(net, chain=persons_chain(revocation_required=False))
    assert net.calls == []


def test_a_good_answer_about_the_register_is_kept_for_an_hour_at_most():
    chain = dataclasses.replace(
        register_chain(of(pki("ec").register), [], trust("ec"), NOW),
        profile=profile(revocation_hosts=frozenset({"crl.example"})),
    )
    of_root = listed(issuer=pki("ec").root, ends=NOW + 600 * MINUTE)
    net, shelf = Net(lists=of_root), Shelf()
    check = OnlineRevocation(net, shelf).check
    check(chain, NOW)
    check(chain, NOW + 59 * MINUTE)
    assert net.calls == [CRL]
    good = [
        until for key, (_data, until) in shelf.kept.items() if key.startswith("good")
    ]
    assert good == [NOW + 60 * MINUTE]


@pytest.mark.parametrize(
    "address, may",
    [
        ("http://ocsp.example/", True),
        ("https://OCSP.example/x", True),
        ("http://ocsp.example:8080/", False),
        ("http://with-port.example:8080/", True),
        ("http://with-port.example/", False),
        ("ftp://ocsp.example/", False),
        ("http://user@ocsp.example/", False),
        ("http://:pw@ocsp.example/", False),
        ("http://evil.example/ocsp.example", False),
        ("http://ocsp.example.evil.example/", False),
        ("http://ocsp.example:x/", False),
        ("http:///", False),
        ("ldap://ocsp.example/", False),
    ],
)
def test_addresses_must_be_at_a_host_of_the_profile(address, may):
    hosts = frozenset({"ocsp.example", "with-port.example:8080"})
    assert may_ask(address, profile(revocation_hosts=hosts)) is may


def test_a_list_with_a_weak_hash_is_refused():
    class Weak:
        signature_hash_algorithm = SHA_1

    with pytest.raises(RevocationUnknownError):
        check_signature(Weak(), citizens())


@pytest.mark.parametrize("kind", ["list", "answer"])
def test_extensions_that_cannot_be_read_are_refused(kind):
    class Odd:
        @property
        def extensions(self):
            raise ValueError("no extensions")

    with pytest.raises(RevocationUnknownError):
        if kind == "list":
            check_scope(Odd())
        else:
            check_nonce(Odd(), NONCE)
