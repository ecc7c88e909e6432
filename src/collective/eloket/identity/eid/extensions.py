"""What may a certificate's key be used for? Its extensions (RFC 5280, section 4.2).

The library reads them. An authority writes the same ones into all certificates of a
kind, but for the id of the key; so what they say is kept, and found again by the bytes
of all the others. Nothing that may be about a person is kept.
"""

from collections.abc import Mapping
from collective.eloket.identity.eid.der import element
from cryptography import x509
from cryptography.x509.oid import AuthorityInformationAccessOID
from dataclasses import dataclass
from typing import TypeVar


#: Object identifiers (DER) of extensions that say something of the kind only: basic
#: constraints, key usage, extended key usage, policies, addresses of lists and of
#: responders, id of the authority's key; and ``netscape-cert-type`` of older cards.
IMPERSONAL = frozenset(
    {
        b"\x06\x03\x55\x1d\x13",
        b"\x06\x03\x55\x1d\x0f",
        b"\x06\x03\x55\x1d\x25",
        b"\x06\x03\x55\x1d\x20",
        b"\x06\x03\x55\x1d\x1f",
        b"\x06\x08\x2b\x06\x01\x05\x05\x07\x01\x01",
        b"\x06\x03\x55\x1d\x23",
        b"\x06\x09\x60\x86\x48\x01\x86\xf8\x42\x01\x01",
    }
)
#: The id of the certificate's own key (4.2.1.2).
KEY_ID = b"\x06\x03\x55\x1d\x0e"
OCTETS = 0x04
#: More kinds of certificates than all authorities of the Belgian PKI issue.
MOST_KEPT = 256

_Kind = TypeVar("_Kind", bound=x509.ExtensionType)


@dataclass(frozen=True, slots=True)
class Rules:
    """What the extensions say, but for the id of the certificate's own key.

    ``policies`` and ``purposes`` (extended key usage) as dotted OIDs; ``ocsp`` and
    ``crls``: addresses, in their order.
    """

    is_authority: bool
    signs_answers: bool
    commits: bool
    signs_certificates: bool
    signs_lists: bool
    policies: frozenset[str]
    purposes: frozenset[str]
    ocsp: tuple[str, ...]
    crls: tuple[str, ...]
    issuer_key_id: bytes | None


_kept: dict[bytes, Rules] = {}


def read_extensions(
    certificate: x509.Certificate, written: bytes
) -> tuple[Rules, bytes | None]:
    """Return what the extensions say, and the id of the certificate's own key or None.

    ``written``: the same extensions as bytes, one behind the other.

    :raises ValueError: they cannot be read; further classes are those of
        :data:`certificates.UNREADABLE`.
    """
    found = split(written)
    if found is None:
        return read_all(certificate)
    kind, key_id = found
    rules = _kept.get(kind)
    if rules is None:
        rules, _key_id = read_all(certificate)
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[kind] = rules
    return rules, key_id


def split(written: bytes) -> tuple[bytes, bytes | None] | None:
    """Return the extensions without the own key's id, and that id, or None.

    None: something may be about a person, or is not written as authorities do; then
    only the library may say what that means.
    """
    at, end, key_id, key_at, key_ends = 0, len(written), None, 0, 0
    while at < end:
        _tag, begins, ends = element(written, at)
        value_at = begins + 2 + written[begins + 1]
        name = written[begins:value_at]
        if name == KEY_ID and key_id is None:
            key_id = bare_key_id(written[value_at:ends])
            if key_id is None:
                return None
            key_at, key_ends = at, ends
        elif name not in IMPERSONAL:
            return None
        at = ends
    return written[:key_at] + written[key_ends:], key_id


def bare_key_id(value: bytes) -> bytes | None:
    """Return the id in an octet string that is one in an octet string, or None."""
    size = len(value)
    if not 5 <= size <= 0x7F:
        return None
    if value[:4] != bytes((OCTETS, size - 2, OCTETS, size - 4)):
        return None
    return value[4:]


def read_all(certificate: x509.Certificate) -> tuple[Rules, bytes | None]:
    """Return what the library reads."""
    found = {type(one.value): one.value for one in certificate.extensions}
    constraints = _value(found, x509.BasicConstraints)
    usage = _value(found, x509.KeyUsage)
    mine = _value(found, x509.SubjectKeyIdentifier)
    theirs = _value(found, x509.AuthorityKeyIdentifier)
    rules = Rules(
        is_authority=constraints is not None and constraints.ca,
        signs_answers=usage is not None and usage.digital_signature,
        commits=usage is not None and usage.content_commitment,
        signs_certificates=usage is not None and usage.key_cert_sign,
        signs_lists=usage is not None and usage.crl_sign,
        policies=_policies(_value(found, x509.CertificatePolicies)),
        purposes=_purposes(_value(found, x509.ExtendedKeyUsage)),
        ocsp=_ocsp(_value(found, x509.AuthorityInformationAccess)),
        crls=_crls(_value(found, x509.CRLDistributionPoints)),
        issuer_key_id=None if theirs is None else theirs.key_identifier,
    )
    return rules, None if mine is None else mine.digest


def _value(
    found: Mapping[type[x509.ExtensionType], x509.ExtensionType], kind: type[_Kind]
) -> _Kind | None:
    value = found.get(kind)
    return value if isinstance(value, kind) else None


def _policies(policies: x509.CertificatePolicies | None) -> frozenset[str]:
    if policies is None:
        return frozenset()
    return frozenset(one.policy_identifier.dotted_string for one in policies)


def _purposes(purposes: x509.ExtendedKeyUsage | None) -> frozenset[str]:
    if purposes is None:
        return frozenset()
    return frozenset(one.dotted_string for one in purposes)


def _ocsp(access: x509.AuthorityInformationAccess | None) -> tuple[str, ...]:
    if access is None:
        return ()
    return tuple(
        one.access_location.value
        for one in access
        if one.access_method == AuthorityInformationAccessOID.OCSP
        and isinstance(one.access_location, x509.UniformResourceIdentifier)
    )


def _crls(points: x509.CRLDistributionPoints | None) -> tuple[str, ...]:
    if points is None:
        return ()
    return tuple(
        name.value
        for point in points
        for name in point.full_name or ()
        if isinstance(name, x509.UniformResourceIdentifier)
    )
