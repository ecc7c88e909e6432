"""How organisations, their people and what these hold look in answers."""

from collective.eloket.mandates.enterprises.managing import Manager
from collective.eloket.mandates.enterprises.managing import needs_backup
from collective.eloket.mandates.enterprises.members import Member
from collective.eloket.mandates.enterprises.model import Holding
from collective.eloket.mandates.enterprises.rules import rights_to_give
from collective.eloket.mandates.rights.model import Right
from collective.eloket.mandates.rights.service import book
from datetime import date
from typing import Any


def organisation_of(manager: Manager) -> dict[str, Any]:
    """Return an organisation whose rights one manages."""
    return {
        "number": manager.code,
        "name": manager.organisation.name,
        "group": manager.organisation.group,
        "role": manager.role.name.lower(),
        "needs_backup": needs_backup(manager.organisation),
    }


def rights_of(manager: Manager) -> list[dict[str, Any]]:
    """Return the rights that a manager may give to others there."""
    known = {
        right.code: (application.number, right)
        for application in book().applications
        for right in application.rights
        if manager.organisation.group in right.groups
    }
    codes = rights_to_give(manager.role, known)
    return [_right_of(*known[code]) for code in codes]


def member_of(member: Member, today: date) -> dict[str, Any]:
    """Return somebody of the organisation; no number."""
    relation = member.relation
    return {
        "id": member.id,
        "name": relation.name,
        "email": relation.email,
        "phone": relation.phone,
        "begin": relation.begin.isoformat(),
        "end": None if relation.end is None else relation.end.isoformat(),
        "rights": [_holding_of(member.id, one, today) for one in member.held],
    }


def _right_of(application: str, right: Right) -> dict[str, Any]:
    return {
        "application": application,
        "code": right.code,
        "names": dict(right.names),
        "contexts": [
            {"value": context.value, "names": dict(context.names)}
            for context in right.contexts
        ],
    }


def _holding_of(member: str, one: Holding, today: date) -> dict[str, Any]:
    return {
        "id": f"{member}.{one.id}",
        "right": one.right,
        "contexts": list(one.contexts),
        "begin": one.begin.isoformat(),
        "end": None if one.end is None else one.end.isoformat(),
        "active": one.holds(today),
    }
