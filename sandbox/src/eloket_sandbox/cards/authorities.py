"""A small PKI shaped as the Belgian one: root, authority for citizens, Register."""

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.hashes import HashAlgorithm
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hashes import SHA384
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import AuthorityInformationAccessOID
from cryptography.x509.oid import ExtendedKeyUsageOID
from cryptography.x509.oid import NameOID
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import datetime
from datetime import UTC
from typing import Any


Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey

#: 2.999 is the arc of ITU-T for examples; the tails are those of the Belgian PKI.
ARC = "2.999.1"
CITIZEN_AUTHENTICATION = f"{ARC}.1.1.2.2"
CITIZEN_SIGNING = f"{ARC}.1.1.2.1"
FOREIGNER_AUTHENTICATION = f"{ARC}.1.1.7.2"
REGISTER = f"{ARC}.1.1.4"
CITIZEN_AUTHORITY = f"{ARC}.1.1.2"
FOREIGNER_AUTHORITY = f"{ARC}.1.1.7"

BEGINS = datetime(2020, 1, 1, tzinfo=UTC)
ENDS = datetime(2040, 1, 1, tzinfo=UTC)

#: Names of key usages that cryptography wants to be said, all of them.
USAGES = (
    "digital_signature",
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)


@dataclass(frozen=True)
class Holder:
    """A key and the certificate of it."""

    key: Key = field(repr=False)
    certificate: x509.Certificate

    @property
    def der(self) -> bytes:
        """The certificate's bytes."""
        return self.certificate.public_bytes(Encoding.DER)


@dataclass(frozen=True)
class Wish:
    """What a certificate should say; a good one of its kind, and changes to it."""

    subject: x509.Name
    usages: frozenset[str]
    policies: tuple[str, ...] = ()
    authority: bool = False
    path_length: int | None = None
    purposes: tuple[x509.ObjectIdentifier, ...] = ()
    begins: datetime = BEGINS
    ends: datetime = ENDS
    ocsp: str | None = None
    crl: str | None = None
    #: RFC 6960, 4.2.2.2.1: nobody needs to ask about this one.
    no_check: bool = False


@dataclass(frozen=True)
class Pki:
    """One generation of cards: ``rsa`` as the older ones, ``ec`` as the newer."""

    generation: str
    root: Holder
    citizens: Holder
    register: Holder
    ocsp: str | None = None
    crl: str | None = None


def new_key(generation: str, bits: int = 2048) -> Key:
    """Return a new key of that generation."""
    if generation == "rsa":
        return rsa.generate_private_key(public_exponent=65537, key_size=bits)
    return ec.generate_private_key(ec.SECP384R1())


def hash_of(key: Key) -> HashAlgorithm:
    """Return the hash that goes with a key."""
    return SHA256() if isinstance(key, rsa.RSAPrivateKey) else SHA384()


def name(**parts: str) -> x509.Name:
    """Return a name; ``C=BE`` goes first, then what is said, in its order."""
    oids = {
        "o": NameOID.ORGANIZATION_NAME,
        "cn": NameOID.COMMON_NAME,
        "sn": NameOID.SURNAME,
        "gn": NameOID.GIVEN_NAME,
        "serial": NameOID.SERIAL_NUMBER,
    }
    said = [
        x509.NameAttribute(oids[key.rstrip("_0123456789")], value)
        for key, value in parts.items()
    ]
    return x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "BE"), *said])


def issue(
    wish: Wish, key: Key, issuer: Holder | None = None, hashed: Any = None
) -> Holder:
    """Return a certificate of ``key`` by ``issuer``, or by itself."""
    signer = key if issuer is None else issuer.key
    issuer_name = wish.subject if issuer is None else issuer.certificate.subject
    builder = (
        x509.CertificateBuilder()
        .subject_name(wish.subject)
        .issuer_name(issuer_name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(wish.begins)
        .not_valid_after(wish.ends)
    )
    for extension, critical in extensions(wish, key, signer):
        builder = builder.add_extension(extension, critical)
    return Holder(key, builder.sign(signer, hashed or hash_of(signer)))


def extensions(wish: Wish, key: Key, signer: Key) -> list:
    """Return the extensions of a certificate, each with its criticality."""
    found: list[tuple[x509.ExtensionType, bool]] = [
        (x509.BasicConstraints(wish.authority, wish.path_length), True),
        (x509.KeyUsage(**{one: one in wish.usages for one in USAGES}), True),
        (x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
        (
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()),
            False,
        ),
    ]
    if wish.policies:
        policies = [
            x509.PolicyInformation(x509.ObjectIdentifier(one), None)
            for one in wish.policies
        ]
        found.append((x509.CertificatePolicies(policies), False))
    if wish.purposes:
        # RFC 3161, section 2.3: critical in who gives time-stamps
        critical = ExtendedKeyUsageOID.TIME_STAMPING in wish.purposes
        found.append((x509.ExtendedKeyUsage(wish.purposes), critical))
    if wish.no_check:
        found.append((x509.OCSPNoCheck(), False))
    if wish.ocsp:
        access = x509.AccessDescription(
            AuthorityInformationAccessOID.OCSP,
            x509.UniformResourceIdentifier(wish.ocsp),
        )
        found.append((x509.AuthorityInformationAccess([access]), False))
    if wish.crl:
        point = x509.DistributionPoint(
            [x509.UniformResourceIdentifier(wish.crl)], None, None, None
        )
        found.append((x509.CRLDistributionPoints([point]), False))
    return found


def root_wish(generation: str) -> Wish:
    """Return what the root says."""
    return Wish(
        subject=name(cn=f"Testegem {generation.upper()} Root CA"),
        usages=frozenset({"key_cert_sign", "crl_sign"}),
        authority=True,
        path_length=1,
    )


def citizens_wish(generation: str, **changes: Any) -> Wish:
    """Return what the authority for citizens says."""
    said: dict[str, Any] = {
        "subject": name(
            cn=f"Testegem {generation.upper()} Citizen CA", serial="202601"
        ),
        "usages": frozenset({"key_cert_sign", "crl_sign"}),
        "policies": (CITIZEN_AUTHORITY,),
        "authority": True,
        "path_length": 0,
    }
    return Wish(**{**said, **changes})


def register_wish(**changes: Any) -> Wish:
    """Return what the certificate of the National Register says."""
    said: dict[str, Any] = {
        "subject": name(o="Testegem", cn="RRN"),
        "usages": frozenset({"digital_signature", "content_commitment"}),
        "policies": (REGISTER,),
    }
    return Wish(**{**said, **changes})


def person_wish(person: Any, **changes: Any) -> Wish:
    """Return what the authentication certificate of a person's card says."""
    first = person.given_name.split()[0]
    said: dict[str, Any] = {
        "subject": name(
            cn=f"{first} {person.family_name} (Authentication)",
            sn=person.family_name,
            gn=person.given_name,
            serial=person.number,
        ),
        "usages": frozenset({"digital_signature"}),
        "policies": (CITIZEN_AUTHENTICATION,),
        "purposes": (ExtendedKeyUsageOID.CLIENT_AUTH,),
    }
    return Wish(**{**said, **changes})


def signing_wish(person: Any) -> Wish:
    """Return what the signing certificate of a person's card says."""
    return person_wish(
        person,
        usages=frozenset({"content_commitment"}),
        policies=(CITIZEN_SIGNING,),
        purposes=(),
    )


def new_responder(issuer: Holder) -> Holder:
    """Return who may answer for an authority (RFC 6960, section 4.2.2.2)."""
    wish = Wish(
        subject=name(o="Testegem", cn="OCSP Responder"),
        usages=frozenset({"digital_signature"}),
        purposes=(ExtendedKeyUsageOID.OCSP_SIGNING,),
        no_check=True,
    )
    return issue(wish, new_key("ec"), issuer)


def foreigners_of(pki: Pki) -> Pki:
    """Return the branch of cards of foreigners: another authority, the same root."""
    wish = citizens_wish(
        pki.generation,
        subject=name(
            cn=f"Testegem {pki.generation.upper()} Foreigner CA", serial="202601"
        ),
        policies=(FOREIGNER_AUTHORITY,),
        ocsp=pki.ocsp,
        crl=pki.crl,
    )
    authority = issue(wish, new_key(pki.generation), pki.root)
    return replace(pki, citizens=authority)


def new_pki(generation: str, ocsp: str | None = None, crl: str | None = None) -> Pki:
    """Return a new PKI; ``ocsp`` and ``crl`` are written into what it issues."""
    root = issue(root_wish(generation), new_key(generation))
    lists = {"ocsp": ocsp, "crl": crl}
    citizens = issue(citizens_wish(generation, **lists), new_key(generation), root)
    register = issue(register_wish(**lists), new_key(generation), root)
    return Pki(generation, root, citizens, register, ocsp, crl)
