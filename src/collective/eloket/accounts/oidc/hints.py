"""As what does somebody want to sign in? ACM/IDM takes it in ``login_hint``.

Source: ACM/IDM, "Beveiligen van toepassingen", pages "gericht-aanmelden" and
"switch-identiteit": base64 of a JSON object.
"""

from collections.abc import Mapping
from collective.eloket.accounts.groups import known_groups
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.identity.organisations import OrganisationNumber
from typing import Any

import base64
import json


#: Choose the capacity again, without signing in again.
SWITCH: Mapping[str, Any] = {"switch_id": True}


def capacity(group: str, organisation: str | None = None) -> dict[str, str]:
    """Return the hint for a target group (``BUR``, ``EA`` …) and an organisation."""
    found = {"cap_hint": group}
    if organisation is not None:
        found["code_hint"] = organisation
    return found


def asked_for(form: Mapping[str, object]) -> Mapping[str, Any] | None:
    """Return the hint for what an address asks; None: nothing.

    ``wissel``: choose again; ``dg`` and ``oc``: target group and organisation, as in
    the addresses of self-registration.

    :raises InvalidAnswerError: there is no such group, or no such number.
    """
    if form.get("wissel"):
        return SWITCH
    group, organisation = form.get("dg"), form.get("oc")
    if group is None and organisation is None:
        return None
    if not isinstance(group, str) or group not in known_groups():
        raise InvalidAnswerError
    if organisation is None:
        return capacity(group)
    return capacity(group, OrganisationNumber.parse(organisation).code)


def encoded(hint: Mapping[str, Any]) -> str:
    """Return a hint as it travels; spaces as in the published example."""
    return base64.b64encode(json.dumps(dict(hint)).encode()).decode()
