"""A request as it is kept, and opened again: sealed with the key of who asks."""

from collective.eloket.http.dates import local_time
from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.mandates.self_registration.model import About
from collective.eloket.mandates.self_registration.model import AccessRequest
from collective.eloket.mandates.self_registration.model import Decision
from collective.eloket.mandates.self_registration.model import Kind
from collective.eloket.mandates.self_registration.model import State
from collective.eloket.mandates.self_registration.model import Wanted
from collective.eloket.mandates.self_registration.store import KeptRequest
from collective.eloket.vault import service as vault
from datetime import date
from datetime import datetime
from typing import Any


def kept_of(request: AccessRequest) -> KeptRequest:
    """Return a new request as it is kept."""
    code, sent = request.wanted.organisation.code, local_time(request.at).date()
    return KeptRequest(request.person_id, code, sealed(request), sent)


def sealed(request: AccessRequest) -> bytes:
    """Return all that is said in a request, sealed.

    :raises PersonForgottenError: the person was erased.
    """
    key = vault.for_person(request.person_id)
    return key.seal_json(written(request), _context(request.id))


def opened(id: str, kept: KeptRequest) -> AccessRequest:
    """Return a kept request.

    :raises PersonForgottenError: the person was erased.
    """
    found = vault.for_person(kept.person_id).open_json(kept.sealed, _context(id))
    wanted, about, decision = found["wanted"], found["about"], found["decision"]
    return AccessRequest(
        id=id,
        person_id=kept.person_id,
        wanted=Wanted(
            kind=Kind(wanted["kind"]),
            organisation=OrganisationNumber(kept.organisation),
            application=wanted["application"],
            right=wanted["right"],
            contexts=tuple(wanted["contexts"]),
        ),
        about=About(**(about | {"born": _day(about["born"])})),
        at=datetime.fromisoformat(found["at"]),
        state=State(kept.state),
        decision=None if decision is None else _decision(decision),
    )


def written(request: AccessRequest) -> dict[str, Any]:
    """Return all that is said in a request, as values of JSON's kinds."""
    wanted, about, decision = request.wanted, request.about, request.decision
    return {
        "at": request.at.isoformat(),
        "wanted": {
            "kind": str(wanted.kind),
            "application": wanted.application,
            "right": wanted.right,
            "contexts": list(wanted.contexts),
        },
        "about": {
            "given_names": about.given_names,
            "family_name": about.family_name,
            "born": None if about.born is None else about.born.isoformat(),
            "phone": about.phone,
            "email": about.email,
            "reason": about.reason,
        },
        "decision": None
        if decision is None
        else {
            "by": decision.by,
            "at": decision.at.isoformat(),
            "reason": decision.reason,
            "along": decision.along,
        },
    }


def _decision(found: dict[str, Any]) -> Decision:
    return Decision(**(found | {"at": datetime.fromisoformat(found["at"])}))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _context(id: str) -> str:
    return f"access-request:{id}"
