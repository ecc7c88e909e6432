"""What may be believed of a root? A profile says it; without one, nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


#: Of the production roots: the only hosts that are asked about revocation.
#: Source: Fedict eid-mw, eid-viewer ``verify.c``, and the addresses in the published
#: certificates of Citizen CA and Foreigner CA of the sixth root.
PRODUCTION_HOSTS = frozenset(
    {
        "ocsp.eid.belgium.be",
        "ocsp.eidpki.belgium.be",
        "crl.eid.belgium.be",
        "crl.eidpki.belgium.be",
    }
)
#: Name of the National Register's certificate under the production roots.
#: Source: e-Contract jtrust, ``BelgianTrustValidatorFactory``.
PRODUCTION_RRN = "CN=RRN,O=RRN,C=BE"


@dataclass(frozen=True, slots=True)
class Profile:
    """What certificates below a root may prove.

    ``rrn_name``: whole subject of the National Register's certificate (RFC 4514);
    ``citizen_authentication``, ``foreigner_authentication``, ``rrn``: certificate
    policies as dotted OIDs; ``signing``: policies of signing certificates, so that
    such a one is named when it is refused; ``revocation_hosts``: ``host`` or
    ``host:port`` that may be asked; ``revocation_required`` False: nothing is asked,
    which is loud in the readiness of the installation.
    """

    rrn_name: str
    citizen_authentication: frozenset[str]
    foreigner_authentication: frozenset[str]
    rrn: frozenset[str]
    signing: frozenset[str]
    revocation_hosts: frozenset[str]
    revocation_required: bool = True

    @property
    def authentication(self) -> frozenset[str]:
        """Policies of certificates that sign a person in."""
        return self.citizen_authentication | self.foreigner_authentication


def production(arc: str) -> Profile:
    """Return the profile of the roots up to the fourth, all under one arc each.

    Source of the policies: e-Contract jtrust, ``BelgianTrustValidatorFactory``.
    """
    return Profile(
        rrn_name=PRODUCTION_RRN,
        citizen_authentication=frozenset({f"{arc}.1.1.2.2"}),
        foreigner_authentication=frozenset({f"{arc}.1.1.7.2"}),
        rrn=frozenset({f"{arc}.1.1.4"}),
        signing=frozenset({f"{arc}.1.1.2.1", f"{arc}.1.1.7.1"}),
        revocation_hosts=PRODUCTION_HOSTS,
    )


#: The sixth root has an arc of its own. Source: as above.
SIXTH = Profile(
    rrn_name=PRODUCTION_RRN,
    citizen_authentication=frozenset({"2.16.56.13.6.1.1.1000"}),
    foreigner_authentication=frozenset({"2.16.56.13.6.2.1.1000"}),
    rrn=frozenset({"2.16.56.13.6.0.1"}),
    signing=frozenset({"2.16.56.13.6.1.2.1000", "2.16.56.13.6.2.2.1000"}),
    revocation_hosts=PRODUCTION_HOSTS,
)

#: SHA-256 of the production roots → profile. The two roots that are over (2003-2014,
#: 2007-2021) are not here. Source of the fingerprints: the certificates in e-Contract
#: jtrust and in Fedict eid-mw, which are equal.
PINNED: Mapping[str, Profile] = MappingProxyType(
    {
        # Belgium Root CA2, second (2011-2028)
        "c34cd7245b341e7c8a24010ccf17e543f0665be53c912fd13dcf5fc6781b4cf6": production(
            "2.16.56.9"
        ),
        # Belgium Root CA3 (2013-2028)
        "a8d14e945e3e5156bcae5e39737cf6a1b1f51028bbbf982f50ce5f4c05568b4d": production(
            "2.16.56.10"
        ),
        # Belgium Root CA4 (2013-2028), and its second certificate (to 2032)
        "c3fbf37259af0954eeea4282dd1c7226a54e7150f7c29a2c495ba34dbfe09ca0": production(
            "2.16.56.12"
        ),
        "702dd5c1a093cf0a9d71fadd9bf9a7c5857d89fb73b716e867228b3c2beb968f": production(
            "2.16.56.12"
        ),
        # Belgium Root CA6 (2020-2040)
        "9c872bc979a7c09a58d4a274c199e5cb16cfa9b9618d98bc9a9988e984b8495c": SIXTH,
    }
)

#: SHA-256 of the roots of test cards, so that such a card is named when it is refused.
#: Source: BOSA's test cards; web-eid-authtoken-validation-java.
TEST_ROOTS = frozenset(
    {
        "793e62ff01eac7248fd96373e76b30d2b62643d0db67c7fc65156a38a21ad4d6",
        "a7d05fea9b8f02445be98fb3e24608f85471974f019b3ad4a2c0c5ba8c336848",
    }
)
