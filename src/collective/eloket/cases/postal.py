"""Where a letter goes by post: never to an address that was typed by who asks.

Proven is what the signed files of an eID or the population register say. Where nothing
proves one, a clerk looks it up and fills it in, for this case alone.
"""

from collections.abc import Mapping
from collective.eloket.audit import service as audit
from collective.eloket.cases.access import check_clerk
from collective.eloket.cases.access import is_clerk_of
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.errors import AddressIncompleteError
from collective.eloket.cases.errors import AddressKnownError
from collective.eloket.cases.errors import AddressMissingError
from collective.eloket.cases.errors import NotYourCaseError
from collective.eloket.cases.errors import StepNotOpenError
from collective.eloket.cases.model import DELIVERED
from collective.eloket.cases.model import OPEN_STATES
from collective.eloket.cases.model import POST
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import service as parameters
from collective.eloket.parameters.checks import CHECKS
from collective.eloket.parameters.model import CARD
from collective.eloket.parameters.model import CLERK
from collective.eloket.parameters.model import REGISTER
from collective.eloket.vault import service as vault
from dataclasses import dataclass
from dataclasses import field
from plone import api

import re


#: Parameters that make an address.
PARTS = ("street", "postal_code", "municipality")
#: Four digits, from 1000 on: bpost, postal codes. Letters stay in Belgium.
POSTAL_CODE = re.compile(r"[1-9][0-9]{3}")
#: Sources that prove where somebody lives: a clerk of the parameters has decided about
#: what a card said. A provider only passes on what it was told.
PROVING = frozenset({CARD, REGISTER, CLERK})


@dataclass(frozen=True, slots=True)
class PostalAddress:
    """Where a letter goes; ``source`` is who says so, as in the parameters."""

    street: str = field(repr=False)
    postal_code: str = field(repr=False)
    municipality: str = field(repr=False)
    source: str

    @property
    def lines(self) -> tuple[str, str]:
        """The address as it stands on a letter."""
        return self.street, f"{self.postal_code} {self.municipality}"


def address_of(case: DocumentRequest) -> PostalAddress | None:
    """Return where the letter of a case goes now; None: nobody knows."""
    return proven_address(case.applicant) or _filled_in(case)


def proven_address(person_id: str) -> PostalAddress | None:
    """Return where a card or the register says that somebody lives, or None."""
    known = parameters.known(person_id, AssuranceLevel.HIGH)
    found = [known[name] for name in PARTS if name in known]
    texts = [value.value for value in found if value.value]
    sources = {value.source for value in found}
    # an address of two halves is nobody's
    if len(texts) < len(PARTS) or len(sources) > 1 or not sources <= PROVING:
        return None
    return PostalAddress(*texts, found[0].source)


def needs_address(case: DocumentRequest) -> bool:
    """Can a clerk fill in the address of this case now?"""
    is_open = case.state in (*OPEN_STATES, DELIVERED)
    by_post = case.channel == POST and case.outcome == "document"
    return is_open and by_post and proven_address(case.applicant) is None


def check_address(case: DocumentRequest) -> None:
    """:raises AddressMissingError: nobody knows where the letter of the case goes."""
    if address_of(case) is None:
        raise AddressMissingError(case.getId())


def keep_address(case: DocumentRequest, sent: Mapping[str, object]) -> None:
    """Keep what the current user, a clerk of the case, says of where its letter goes.

    ``sent`` has PARTS. For this case alone, sealed for its applicant. Writes the audit.

    :raises NotYourCaseError: no clerk of the case's group; the applicant never is one.
    :raises OwnFamilyError: it is the clerk's own, or of their family.
    :raises StepNotOpenError: the case does not go by post, or goes on no more.
    :raises AddressKnownError: a card or the register says where the letter goes.
    :raises AddressIncompleteError: a part is missing, or no Belgian postal code.
    :raises InvalidChoiceError: a part is no line of text.
    """
    if not is_clerk_of(case):
        raise NotYourCaseError(case.getId())
    check_clerk(case)
    if proven_address(case.applicant) is not None:
        raise AddressKnownError(case.getId())
    if not needs_address(case):
        raise StepNotOpenError(case.getId())
    said = {name: CHECKS[name](sent.get(name, "")) for name in PARTS}
    if not all(said.values()) or not POSTAL_CODE.fullmatch(said["postal_code"]):
        raise AddressIncompleteError
    keys = vault.for_person(case.applicant)
    case._address = keys.seal_json(said, _context(case))
    audit.attempt(
        audit.AuditEntry(
            actor=api.user.get_current().getId(),
            role="clerk",
            subject=case.subject,
            action="case.address",
            object=case.getId(),
        )
    )


def opened_address(case: DocumentRequest) -> dict[str, str] | None:
    """Return what a clerk filled in, by PARTS; None: nothing."""
    if not case._address:
        return None
    return vault.for_person(case.applicant).open_json(case._address, _context(case))


def _filled_in(case: DocumentRequest) -> PostalAddress | None:
    said = opened_address(case)
    return said and PostalAddress(*(said[name] for name in PARTS), CLERK)


def _context(case: DocumentRequest) -> str:
    return f"case:{case.getId()}:address"
