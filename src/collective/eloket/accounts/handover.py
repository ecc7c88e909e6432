"""What the accounts hand over, and erase, when the e-loket leaves."""

from collections.abc import Iterator
from collective.eloket.accounts.registry import CITIZENS
from collective.eloket.accounts.service import own_username
from collective.eloket.accounts.store import Citizen
from collective.eloket.accounts.store import CitizenStore
from collective.eloket.interfaces import IRoomData
from Products.CMFCore.interfaces import ISiteRoot
from typing import Any
from zope.interface import implementer


@implementer(IRoomData)
class AccountsData:
    """See IRoomData."""

    order = 40

    def count(self, site: ISiteRoot) -> int:
        """See IRoomData; members of the site with a link are counted too."""
        return len(_store(site).citizens) + len(_store(site).members)

    def person_ids(self, site: ISiteRoot) -> Iterator[str]:
        """See IRoomData."""
        yield from _store(site).citizens

    def export(self, site: ISiteRoot) -> Iterator[tuple[str, Any]]:
        """See IRoomData; keyed hashes and passwords tell nothing elsewhere."""
        for citizen in _store(site).citizens.values():
            yield f"persons/{citizen.id}/account.json", exported(citizen)
        members = _store(site).members.values()
        linked = [{"id": one.id, "identities": len(one.links)} for one in members]
        if linked:
            yield "members.json", linked

    def erase(self, site: ISiteRoot) -> None:
        """See IRoomData; whoever is signed in is so no more.

        Members of the site stay, without what was linked to them.
        """
        site.acl_users[CITIZENS].store = CitizenStore()


def exported(citizen: Citizen) -> dict[str, Any]:
    """Return what is kept of an account."""
    return {
        "id": citizen.id,
        "created": citizen.created.isoformat(),
        "last_seen": citizen.last_seen and citizen.last_seen.isoformat(),
        "username": own_username(citizen.id),
        "identities": len(citizen.subjects),
        "has_password": citizen.has_password,
        "has_number": citizen.has_number,
    }


def _store(site: ISiteRoot) -> CitizenStore:
    return site.acl_users[CITIZENS].store
