"""What was sent before, for who asks once more: by mistake, or for a second time?"""

from collective.eloket.cases.access import find_case
from collective.eloket.cases.dossier import open_dossier
from collective.eloket.cases.index import find_index
from collective.eloket.cases.model import OPEN_STATES
from collective.eloket.catalogue.errors import SentOtherwiseError
from collective.eloket.catalogue.interfaces import IEarlierCases
from collective.eloket.catalogue.model import CaseOrder
from collective.eloket.catalogue.model import EarlierCase
from collective.eloket.interfaces import IOnlineDocument
from collective.eloket.vault.errors import PersonForgottenError
from collective.eloket.vault.errors import SealError
from plone import api
from typing import Any
from zope.interface import implementer


#: Of who sent more since then, nobody thinks that the first one did not arrive.
NEWEST = 25


@implementer(IEarlierCases)
class EarlierCases:
    """See IEarlierCases."""

    def answers_of(self, reference: str) -> dict[str, Any]:
        """See IEarlierCases."""
        case = find_case(reference)
        if case is None:
            return {}
        try:
            return open_dossier(case).answers
        except (PersonForgottenError, SealError):
            return {}

    def last_open(
        self, applicant: str, subject: str, document: IOnlineDocument
    ) -> EarlierCase | None:
        """See IEarlierCases."""
        index, uid = find_index(), api.content.get_uuid(document)
        rows = () if index is None else index.of_person(applicant, None, NEWEST).rows
        for reference, row in rows:
            is_same = (row.document, row.subject) == (uid, subject)
            if is_same and row.state in OPEN_STATES:
                return EarlierCase(reference, row.submitted_at)
        return None


def check_same(order: CaseOrder, reference: str) -> None:
    """Say whether an order that comes once more brings the answers of its case.

    What others vouch for may be renewed meanwhile, and is not compared.

    :raises SentOtherwiseError: it brings others.
    """
    sent = EarlierCases().answers_of(reference)
    proven = {name for name, of in order.sources.items() if of["source"] != "self"}
    names = {*sent, *order.answers} - proven if sent else set()
    if any(sent.get(name) != order.answers.get(name) for name in names):
        raise SentOtherwiseError(reference)
