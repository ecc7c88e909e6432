"""What does our own user name and password prove? Who has the account, and no more."""

from collective.eloket.accounts.store import Citizen
from collective.eloket.clock import utcnow
from collective.eloket.identity.evidence import Evidence
from collective.eloket.identity.evidence import Subject
from collective.eloket.identity.levels import AssuranceLevel


#: Issuer and means of our own user names.
OWN = "eloket"
PASSWORD = "password"  # noqa: S105 - the name of a means


def own_evidence(citizen: Citizen) -> Evidence:
    """Return what our own user name proves: nothing about the person."""
    now = utcnow()
    return Evidence(
        means=PASSWORD,
        provider=OWN,
        level=AssuranceLevel.NONE,
        subject=Subject(OWN, citizen.id),
        number=None,
        attributes={},
        authenticated_at=now,
        read_at=now,
        proof=PASSWORD,
    )
