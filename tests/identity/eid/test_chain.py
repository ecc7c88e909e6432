from collective.eloket.identity.eid import chain as chains
from collective.eloket.identity.eid.certificate_errors import CertificateExpiredError
from collective.eloket.identity.eid.certificate_errors import (
    CertificateNotYetValidError,
)
from collective.eloket.identity.eid.certificate_errors import ChainBrokenError
from collective.eloket.identity.eid.certificate_errors import IssuerUnknownError
from collective.eloket.identity.eid.certificate_errors import KeyUsageError
from collective.eloket.identity.eid.certificate_errors import ProductionCardError
from collective.eloket.identity.eid.certificate_errors import RegisterNameError
from collective.eloket.identity.eid.certificate_errors import RootWithoutProfileError
from collective.eloket.identity.eid.certificate_errors import SigningCertificateError
from collective.eloket.identity.eid.certificate_errors import TestCardError
from collective.eloket.identity.eid.certificate_errors import UnknownRootError
from collective.eloket.identity.eid.certificate_errors import WeakAlgorithmError
from collective.eloket.identity.eid.certificate_errors import WrongBranchError
from collective.eloket.identity.eid.chain import authentication_chain
from collective.eloket.identity.eid.chain import register_chain
from collective.eloket.identity.eid.profiles import PINNED
from collective.eloket.identity.eid.profiles import TEST_ROOTS
from collective.eloket.identity.eid.trust import Trust
from cryptography.x509.oid import ExtendedKeyUsageOID
from eloket_sandbox.cards import authorities
from eloket_sandbox.cards.authorities import citizens_wish
from eloket_sandbox.cards.authorities import issue
from eloket_sandbox.cards.authorities import name
from eloket_sandbox.cards.authorities import new_key
from eloket_sandbox.cards.authorities import person_wish
from eloket_sandbox.cards.authorities import register_wish
from eloket_sandbox.cards.authorities import root_wish
from tests.identity.eid.house import card
from tests.identity.eid.house import GENERATIONS
from tests.identity.eid.house import NOOR
from tests.identity.eid.house import NOW
from tests.identity.eid.house import of
from tests.identity.eid.house import pki
from tests.identity.eid.house import profile
from tests.identity.eid.house import SHA_1
from tests.identity.eid.house import trust

import dataclasses
import functools
import pytest


LATER = authorities.ENDS.replace(year=2045)


@functools.cache
def key(number: int = 0):
    return new_key("ec")


def person(issuer=None, hashed=None, **changes):
    """Return a person's certificate, with something else than it should say."""
    wish = person_wish(NOOR, **changes)
    return of(issue(wish, key(), issuer or pki("ec").citizens, hashed))


def authority(issuer=None, number=1, hashed=None, **changes):
    """Return another authority below the root."""
    wish = citizens_wish("other", **changes)
    return issue(wish, key(number), issuer or pki("ec").root, hashed)


def below(other, **changes):
    """Return the chain of a person whose authority is another one."""
    return authentication_chain(person(other, **changes), [of(other)], trust("ec"), NOW)


@pytest.mark.parametrize("generation", GENERATIONS)
def test_a_persons_chain_ends_at_the_root(generation):
    found = authentication_chain(
        of(card(generation).authentication), [], trust(generation), NOW
    )
    made = pki(generation)
    assert found.certificates[1:] == (of(made.citizens), of(made.root))
    assert found.profile == profile()
    assert [pair[1] for pair in found.links] == [of(made.citizens), of(made.root)]


@pytest.mark.parametrize("generation", GENERATIONS)
def test_the_registers_chain_is_the_root(generation):
    made = pki(generation)
    found = register_chain(of(made.register), [], trust(generation), NOW)
    assert found.certificates == (of(made.register), of(made.root))


def test_an_authority_may_come_with_the_card():
    root = of(pki("ec").root)
    knows_root_only = Trust({root.fingerprint: profile()}, (root,))
    found = authentication_chain(
        of(card("ec").authentication), [of(pki("ec").citizens)], knows_root_only, NOW
    )
    assert found.certificates[1] == of(pki("ec").citizens)


def test_a_foreigners_card_has_a_policy_of_its_own():
    other = authority(policies=("2.999.1.1.1.7",))
    below(other, policies=(authorities.FOREIGNER_AUTHENTICATION,))


def test_an_authority_of_any_policy_is_one_of_the_branch():
    below(authority(policies=(chains.ANY_POLICY,)))


def test_an_authority_of_any_policy_does_not_stand_for_the_persons():
    with pytest.raises(WrongBranchError):
        below(authority(policies=(chains.ANY_POLICY,)), policies=())


@pytest.mark.parametrize(
    "changes, refusal",
    [
        ({"usages": frozenset({"content_commitment"})}, SigningCertificateError),
        (
            {"usages": frozenset({"digital_signature", "content_commitment"})},
            SigningCertificateError,
        ),
        ({"policies": (authorities.CITIZEN_SIGNING,)}, SigningCertificateError),
        ({"usages": frozenset({"key_agreement"})}, KeyUsageError),
        ({"authority": True}, KeyUsageError),
        (
            {"usages": frozenset({"digital_signature", "key_cert_sign"})},
            KeyUsageError,
        ),
        ({"purposes": ()}, KeyUsageError),
        ({"purposes": (ExtendedKeyUsageOID.SERVER_AUTH,)}, KeyUsageError),
        ({"policies": ()}, WrongBranchError),
        ({"policies": ("2.999.1.1.1.9",)}, WrongBranchError),
        ({"policies": (authorities.REGISTER,)}, WrongBranchError),
        ({"policies": (authorities.FOREIGNER_AUTHENTICATION,)}, WrongBranchError),
        ({"ends": authorities.BEGINS.replace(year=2021)}, CertificateExpiredError),
        ({"begins": NOW.replace(year=2027)}, CertificateNotYetValidError),
    ],
    ids=[
        "signing certificate",
        "signs and commits",
        "policy of signing",
        "no signatures",
        "an authority",
        "signs certificates",
        "no purpose",
        "for servers",
        "no policy",
        "unknown policy",
        "the Register's policy",
        "another authority's policy",
        "expired",
        "to come",
    ],
)
def test_a_persons_certificate_is_refused(changes, refusal):
    with pytest.raises(refusal):
        authentication_chain(person(**changes), [], trust("ec"), NOW)


@pytest.mark.parametrize(
    "changes, refusal",
    [
        ({"authority": False, "path_length": None}, WrongBranchError),
        ({"usages": frozenset({"crl_sign"})}, KeyUsageError),
        ({"policies": ("2.999.1.1.1.3",)}, WrongBranchError),
        ({"policies": ()}, WrongBranchError),
        ({"ends": authorities.BEGINS.replace(year=2021)}, CertificateExpiredError),
        ({"begins": NOW.replace(year=2027)}, CertificateNotYetValidError),
    ],
    ids=[
        "no authority",
        "signs lists only",
        "branch",
        "no policy",
        "expired",
        "to come",
    ],
)
def test_an_authority_is_refused(changes, refusal):
    with pytest.raises(refusal):
        below(authority(**changes))


def test_a_person_directly_below_the_root_is_refused():
    with pytest.raises(WrongBranchError):
        authentication_chain(person(pki("ec").root), [], trust("ec"), NOW)


def test_an_authority_below_an_authority_is_refused():
    below_citizens = authority(pki("ec").citizens, number=2)
    with pytest.raises(UnknownRootError):
        below(below_citizens)


def test_sha_1_is_refused():
    # no library signs with it any more, so the answer of one is changed
    weak = dataclasses.replace(of(card("ec").authentication), parsed=_Sha1())
    with pytest.raises(WeakAlgorithmError):
        authentication_chain(weak, [], trust("ec"), NOW)


class _Sha1:
    """A certificate that was signed with SHA-1."""

    signature_hash_algorithm = SHA_1


def test_a_certificate_without_a_known_hash_is_refused():
    class Odd:
        signature_hash_algorithm = None

    odd = dataclasses.replace(of(card("ec").authentication), parsed=Odd())
    with pytest.raises(WeakAlgorithmError):
        authentication_chain(odd, [], trust("ec"), NOW)


def test_an_authority_that_nobody_knows_is_refused():
    with pytest.raises(IssuerUnknownError):
        authentication_chain(person(), [], Trust(), NOW)


def test_an_authority_of_the_same_name_is_not_enough():
    forged = issue(citizens_wish("EC"), key(3), pki("rsa").root)
    # the key id is left out, so that the name alone speaks for it
    offered = dataclasses.replace(of(forged), key_id=None)
    root = of(pki("ec").root)
    only_root = Trust({root.fingerprint: profile()}, (root,))
    with pytest.raises(ChainBrokenError):
        authentication_chain(of(card("ec").authentication), [offered], only_root, NOW)


def test_an_authority_of_another_key_id_is_not_even_tried():
    forged = of(issue(citizens_wish("EC"), key(3), pki("rsa").root))
    root = of(pki("ec").root)
    only_root = Trust({root.fingerprint: profile()}, (root,))
    with pytest.raises(IssuerUnknownError):
        authentication_chain(of(card("ec").authentication), [forged], only_root, NOW)


def forged_house():
    """Return a person, an authority and a root that all agree, and a stranger made."""
    root = issue(root_wish("forged"), key(4))
    made = authority(root, number=5)
    return person(made), [of(made), of(root)]


def test_a_whole_forged_pki_is_refused():
    found, offered = forged_house()
    with pytest.raises(UnknownRootError):
        authentication_chain(found, offered, trust("ec"), NOW)


def test_a_root_without_a_profile_is_refused():
    found, offered = forged_house()
    with pytest.raises(RootWithoutProfileError):
        authentication_chain(found, [], Trust({}, tuple(offered)), NOW)


def test_pinned_roots_count_in_production_only():
    own = {"f" * 64: profile()}
    assert Trust(own, production=False).believed == (profile(),)
    assert Trust(own).believed == (profile(), *PINNED.values())


def as_root(fingerprint: str):
    """Return a forged house whose root passes for another one."""
    found, (made, root) = forged_house()
    return found, [made, dataclasses.replace(root, fingerprint=fingerprint)]


def test_a_real_card_is_refused_where_nothing_is_real():
    found, offered = as_root(next(iter(PINNED)))
    with pytest.raises(ProductionCardError):
        authentication_chain(found, offered, Trust(production=False), NOW)


def test_a_real_card_is_looked_at_with_the_real_policies():
    found, offered = as_root(next(iter(PINNED)))
    with pytest.raises(WrongBranchError):
        authentication_chain(found, offered, Trust(), NOW)


def test_a_test_card_is_named_where_its_root_has_no_profile():
    found, offered = as_root(next(iter(TEST_ROOTS)))
    with pytest.raises(TestCardError):
        authentication_chain(found, offered, Trust(), NOW)


@pytest.mark.parametrize(
    "changes, refusal",
    [
        ({"authority": False}, KeyUsageError),
        ({"usages": frozenset({"crl_sign"})}, KeyUsageError),
        ({"ends": authorities.BEGINS.replace(year=2021)}, CertificateExpiredError),
    ],
    ids=["no authority", "signs lists only", "expired"],
)
def test_a_root_is_refused(changes, refusal):
    changes = {"path_length": None, **changes} if "authority" in changes else changes
    root = issue(dataclasses.replace(root_wish("odd"), **changes), key(6))
    made = authority(root, number=7)
    knows = Trust({of(root).fingerprint: profile()}, (of(root), of(made)))
    with pytest.raises(refusal):
        authentication_chain(person(made), [], knows, NOW)


def register(issuer=None, **changes):
    """Return a certificate of the Register, with something else than it should say."""
    return of(issue(register_wish(**changes), key(), issuer or pki("ec").root))


@pytest.mark.parametrize(
    "changes, refusal",
    [
        ({"subject": name(o="Testegem", cn="RRN2")}, RegisterNameError),
        ({"subject": name(o="Testegem", cn="RRN", sn="x")}, RegisterNameError),
        ({"policies": (authorities.CITIZEN_AUTHENTICATION,)}, WrongBranchError),
        ({"policies": ()}, WrongBranchError),
        ({"authority": True}, WrongBranchError),
        ({"usages": frozenset({"digital_signature"})}, KeyUsageError),
        ({"usages": frozenset({"content_commitment"})}, KeyUsageError),
        ({"ends": authorities.BEGINS.replace(year=2021)}, CertificateExpiredError),
    ],
    ids=[
        "name",
        "more in the name",
        "policy",
        "no policy",
        "an authority",
        "signs only",
        "commits only",
        "expired",
    ],
)
def test_the_registers_certificate_is_refused(changes, refusal):
    with pytest.raises(refusal):
        register_chain(register(**changes), [], trust("ec"), NOW)


def test_a_register_below_an_authority_is_refused():
    with pytest.raises(WrongBranchError):
        register_chain(register(pki("ec").citizens), [], trust("ec"), NOW)


def test_another_root_than_the_issuer_is_refused():
    with pytest.raises(IssuerUnknownError):
        register_chain(of(pki("ec").register), [], trust("rsa"), NOW)


def test_a_chain_must_end_at_a_root():
    with pytest.raises(UnknownRootError):
        chains.root_profile(of(pki("ec").citizens), trust("ec"), NOW)


def test_what_is_not_signed_by_a_key_of_its_kind_is_not_issued_by_it():
    assert not chains.is_issued_by(of(pki("ec").citizens), of(pki("rsa").root))
    assert not chains.is_issued_by(person(), of(pki("ec").root))
