"""Whose case is it? For rooms below, which know no cases."""

from collective.eloket.accounts.interfaces import ICaseLookup
from collective.eloket.cases.access import find_case
from zope.interface import implementer


@implementer(ICaseLookup)
class CaseLookup:
    """See ICaseLookup."""

    def persons_of(self, reference: str) -> tuple[str, ...]:
        """See ICaseLookup."""
        case = find_case(reference)
        if case is None:
            return ()
        return tuple(dict.fromkeys((case.applicant, case.subject)))
