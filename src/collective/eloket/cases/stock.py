"""Adapters that keep stock machinery away from cases (PLATFORM I2.2, I2.3, I2.5)."""

from borg.localrole.interfaces import ILocalRoleProvider
from collections.abc import Iterator
from collective.eloket.interfaces import ICase
from zope.component import adapter
from zope.interface import implementer


def no_key_reference(_case) -> None:
    """Have no key reference: a case gets no intid, and no relation can point to it."""


def no_link_retriever(_case) -> None:
    """Have no links: link integrity passes a case by.

    An adapter that finds no links is not enough, it would still ask for an intid.
    """


@implementer(ILocalRoleProvider)
@adapter(ICase)
class CaseRoles:
    """Who is what on a case, computed from its fields; nothing is stored."""

    def __init__(self, case: ICase) -> None:
        self.case = case

    def getRoles(self, principal_id: str) -> tuple[str, ...]:
        """Return the roles of a user or group on the case."""
        if not principal_id:
            return ()
        if principal_id == self.case.applicant:
            return ("Owner",)
        if principal_id == self.case.clerk_group:
            return ("Eloket Clerk",)
        return ()

    def getAllRoles(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield everybody who has a role on the case."""
        yield self.case.applicant, ("Owner",)
        if self.case.clerk_group:
            yield self.case.clerk_group, ("Eloket Clerk",)
