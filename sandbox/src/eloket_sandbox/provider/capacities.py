"""As what does somebody sign in? Chosen on the page, or asked by the application.

Source: ACM/IDM, "Beveiligen van toepassingen", pages "gericht-aanmelden" and
"switch-identiteit": ``login_hint`` is base64 of a JSON object.
"""

from eloket_sandbox.persons import Capacity
from eloket_sandbox.persons import Person
from flask import request
from typing import Any

import base64
import json


def hint_of(text: str) -> dict[str, Any]:
    """Return what a ``login_hint`` says; nothing when it is none of ours."""
    try:
        found = json.loads(base64.b64decode(text))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def chosen_capacity(person: Person, hint: dict[str, Any]) -> Capacity | None:
    """Return as what the person acts; None when that is still to be asked.

    ``hint``: which group, and which organisation of it, the application asked for.
    """
    if len(person.capacities) == 1:
        return person.capacities[0]
    hinted = hint.get("code_hint") or hint.get("cap_hint", "")
    by_group = {each.group: each for each in person.capacities}
    if "capacity" not in request.form and hinted in by_group:
        return by_group[hinted]
    chosen = request.form.get("capacity", hinted)
    by_key = {each.code or each.group: each for each in person.capacities}
    return by_key.get(chosen)
