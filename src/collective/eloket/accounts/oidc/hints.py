"""As what does somebody want to sign in? ACM/IDM takes it in ``login_hint``.

Source: ACM/IDM, "Beveiligen van toepassingen", pages "gericht-aanmelden" and
"switch-identiteit": base64 of a JSON object.
"""

from collections.abc import Mapping
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


def encoded(hint: Mapping[str, Any]) -> str:
    """Return a hint as it travels; spaces as in the published example."""
    return base64.b64encode(json.dumps(dict(hint)).encode()).decode()
