"""Who vouches for a certificate? The way up to a trusted root, each step checked."""

from collections.abc import Iterable
from collections.abc import Iterator
from collective.eloket.identity.eid.certificate_errors import ChainBrokenError
from collective.eloket.identity.eid.certificate_errors import IssuerUnknownError
from collective.eloket.identity.eid.certificate_errors import KeyUsageError
from collective.eloket.identity.eid.certificate_errors import RegisterNameError
from collective.eloket.identity.eid.certificate_errors import SigningCertificateError
from collective.eloket.identity.eid.certificate_errors import UnknownRootError
from collective.eloket.identity.eid.certificate_errors import WrongBranchError
from collective.eloket.identity.eid.certificates import Certificate
from collective.eloket.identity.eid.certificates import check_in_time
from collective.eloket.identity.eid.profiles import Profile
from collective.eloket.identity.eid.signatures import check_algorithm
from collective.eloket.identity.eid.subjects import whole_name
from collective.eloket.identity.eid.trust import Trust
from cryptography.exceptions import InvalidSignature
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache


#: anyPolicy (RFC 5280, section 4.2.1.4).
ANY_POLICY = "2.5.29.32.0"


@dataclass(frozen=True, slots=True)
class Chain:
    """A certificate and who vouches for it, up to the root, which is the last."""

    certificates: tuple[Certificate, ...]
    profile: Profile

    @property
    def links(self) -> Iterator[tuple[Certificate, Certificate]]:
        """Each certificate below the root, with its authority."""
        return zip(self.certificates, self.certificates[1:], strict=False)


def authentication_chain(
    certificate: Certificate,
    offered: Iterable[Certificate],
    trust: Trust,
    now: datetime,
) -> Chain:
    """Return the chain of a person's authentication certificate.

    It is citizen or foreigner, authority, root, and nothing else. ``offered`` are
    certificates that came with it; they are believed only as far as the root vouches.

    Source of the rules: e-Contract jtrust, ``BelgianTrustValidatorFactory``.

    :raises CardError: one class per cause, see :mod:`errors`.
    """
    check_for_authentication(certificate)
    check_in_time(certificate, now)
    given = tuple(offered)
    authority = issuer_of(certificate, given, trust)
    check_authority(authority, now)
    root = issuer_of(authority, given, trust)
    profile = root_profile(root, trust, now)
    check_policy(certificate, authority, profile)
    return Chain((certificate, authority, root), profile)


def register_chain(
    certificate: Certificate,
    offered: Iterable[Certificate],
    trust: Trust,
    now: datetime,
) -> Chain:
    """Return the chain of the National Register's certificate: it and the root.

    :raises CardError: one class per cause, see :mod:`errors`.
    """
    if not (certificate.signs_answers and certificate.commits):
        raise KeyUsageError
    if certificate.is_authority:
        raise WrongBranchError
    check_in_time(certificate, now)
    root = issuer_of(certificate, tuple(offered), trust)
    if not root.is_self_issued:
        raise WrongBranchError
    profile = root_profile(root, trust, now)
    if not certificate.policies & profile.rrn:
        raise WrongBranchError
    if whole_name(certificate) != profile.rrn_name:
        raise RegisterNameError
    return Chain((certificate, root), profile)


def check_for_authentication(certificate: Certificate) -> None:
    """Check that the key was made to sign a person in, and for nothing else.

    :raises SigningCertificateError: it is the card's signing certificate.
    :raises KeyUsageError: it was made for something else.
    """
    if certificate.commits:
        raise SigningCertificateError
    if certificate.is_authority or certificate.signs_certificates:
        raise KeyUsageError
    if not (certificate.signs_answers and certificate.is_for_clients):
        raise KeyUsageError


def check_authority(authority: Certificate, now: datetime) -> None:
    """Check an authority between a person and the root.

    :raises WrongBranchError: it is the root itself, or no authority.
    :raises KeyUsageError: its key does not sign certificates.
    """
    if authority.is_self_issued or not authority.is_authority:
        raise WrongBranchError
    if not authority.signs_certificates:
        raise KeyUsageError
    check_in_time(authority, now)


def root_profile(root: Certificate, trust: Trust, now: datetime) -> Profile:
    """Return what may be believed below a root.

    :raises CardError: it is not trusted here, its time is over, or it is no authority.
    """
    if not root.is_self_issued:
        raise UnknownRootError
    profile = trust.profile_of(root)
    if not (root.is_authority and root.signs_certificates):
        raise KeyUsageError
    check_in_time(root, now)
    return profile


def check_policy(
    certificate: Certificate, authority: Certificate, profile: Profile
) -> None:
    """Check that certificate and authority are of the branch that signs persons in.

    An authority of the card's branch has anyPolicy or the arc of the person's policy.

    :raises SigningCertificateError: it is the card's signing certificate.
    :raises WrongBranchError: it is something else than a person's authentication
        certificate, or its authority is of another branch.
    """
    if certificate.policies & profile.signing:
        raise SigningCertificateError
    found = certificate.policies & profile.authentication
    if not found:
        raise WrongBranchError
    arcs = {ANY_POLICY, *found, *(policy.rpartition(".")[0] for policy in found)}
    if not authority.policies & arcs:
        raise WrongBranchError


def issuer_of(
    certificate: Certificate, offered: tuple[Certificate, ...], trust: Trust
) -> Certificate:
    """Return who issued this certificate, by its signature.

    :raises WeakAlgorithmError: signed with SHA-1.
    :raises IssuerUnknownError: nobody here has the name that it gives.
    :raises ChainBrokenError: who has that name did not sign it.
    """
    check_algorithm(certificate)
    candidates = trust.issuers_of(certificate, offered)
    if not candidates:
        raise IssuerUnknownError
    for candidate in candidates:
        if is_issued_by(certificate, candidate):
            return candidate
    raise ChainBrokenError


def is_issued_by(certificate: Certificate, issuer: Certificate) -> bool:
    """Did the issuer sign this certificate?

    Authorities are asked again with each card, so a good answer about one of them is
    kept; it stays true for ever, as times and trust are looked at elsewhere.
    """
    if certificate.is_for_clients and not certificate.is_authority:
        return _is_issued_by(certificate, issuer)
    return _is_issued_by_kept(certificate, issuer)


def _is_issued_by(certificate: Certificate, issuer: Certificate) -> bool:
    try:
        certificate.parsed.verify_directly_issued_by(issuer.parsed)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True


_is_issued_by_kept = lru_cache(maxsize=256)(_is_issued_by)
