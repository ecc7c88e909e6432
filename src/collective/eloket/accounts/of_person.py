"""What the accounts keep of one citizen: account, ways in, browsers, addresses."""

from collections.abc import Iterator
from collective.eloket.accounts import device_rows
from collective.eloket.accounts import former_email
from collective.eloket.accounts import session_rows
from collective.eloket.accounts.afterwards import after_commit
from collective.eloket.accounts.device_list import name_of_row
from collective.eloket.accounts.handover import exported
from collective.eloket.accounts.model import Link
from collective.eloket.accounts.open_sessions import sessions_of
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.store import Citizen
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.vault.interfaces import IPersonData
from datetime import datetime
from datetime import UTC
from typing import Any
from zope.interface import implementer


@implementer(IPersonData)
class AccountOfPerson:
    """See IPersonData."""

    order = 40
    stores = (
        "zodb acl_users/eloket_citizens",
        "table sessions",
        "table devices",
        f"entry {former_email.KIND}",
    )

    def level(self, person_id: str) -> AssuranceLevel:
        """See IPersonData; the account itself proves nothing."""
        return AssuranceLevel.NONE

    def export(self, person_id: str) -> Iterator[tuple[str, Any]]:
        """See IPersonData; keyed hashes and passwords tell nothing."""
        citizen = citizen_store().find(person_id)
        if citizen is None:
            return
        yield "account.json", exported(citizen) | {"links": _links(citizen)}
        yield "sessions.json", _sessions(person_id)
        yield "devices.json", _devices(person_id)
        yield "former-email.json", former_email.find(person_id)

    def erase(self, person_id: str) -> None:
        """See IPersonData; whoever is signed in is so no more."""
        citizen_store().forget_citizen(person_id)
        after_commit(device_rows.remove_all, person_id)
        after_commit(session_rows.remove_all, person_id)
        after_commit(former_email.forget, person_id)


def _links(citizen: Citizen) -> list[dict[str, Any]]:
    found = [Link.from_stored(stored) for stored in citizen.links]
    return [
        {
            "provider": link.provider,
            "since": link.since.isoformat(),
            "last_used": link.last_used and link.last_used.isoformat(),
        }
        for link in found
    ]


def _sessions(person_id: str) -> list[dict[str, Any]]:
    return [
        {
            "browser": one.name,
            "means": one.means,
            "since": one.since.isoformat(),
            "used": one.used.isoformat(),
        }
        for one in sessions_of(person_id)
    ]


def _devices(person_id: str) -> list[dict[str, Any]]:
    return [
        {
            "browser": name_of_row(row),
            "since": datetime.fromtimestamp(row.made, UTC).isoformat(),
            "used": datetime.fromtimestamp(row.used, UTC).isoformat(),
        }
        for row in device_rows.of_person(person_id, utcnow().timestamp())
    ]
