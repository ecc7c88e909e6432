"""What may differ between providers?"""

from collections.abc import Callable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from eloket_sandbox.provider.state import Asked
from eloket_sandbox.provider.state import SignIn
from typing import Any

import hashlib


Claims = Callable[[SignIn, Asked], dict[str, Any]]

#: How answers are written.
JSON, SIGNED, NESTED = "json", "signed", "nested"


@dataclass(frozen=True, slots=True)
class Means:
    """A row of the chooser, in Dutch as the real one; ``acr`` in full."""

    id: str
    acr: str
    title: str
    explanation: str
    badge: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of provider.

    ``title``: its name in a sentence; ``path``: where it lives in the sandbox;
    ``roads``: its addresses below that, by the names of OpenID Connect Discovery;
    ``in_token``, ``in_userinfo``: what it tells there; ``published``: extra lines of
    its discovery document, None when it has none; ``shares``: all sites share a
    sign-in; ``asks_capacity``, ``asks_means``: steps of its chooser; ``by_hint``: it
    knows who signs out by the ID token shown; ``code_seconds``: life of a code.
    """

    id: str
    title: str
    path: str
    brand: str
    who: str
    roads: Mapping[str, str]
    scopes: tuple[str, ...]
    means: tuple[Means, ...]
    in_token: Claims
    in_userinfo: Claims
    methods: tuple[str, ...]
    published: Mapping[str, Any] | None = None
    id_token: str = SIGNED
    userinfo: str = JSON
    shares: bool = True
    asks_capacity: bool = False
    asks_means: bool = True
    by_hint: bool = False
    code_seconds: int = 30
    #: what a scope of an application begins with, when each has its own
    own_scope: str = field(default="")

    @property
    def sso_cookie(self) -> str:
        """Holds the sign-in that all sites share."""
        return f"{self.id}_sso"

    @property
    def last_cookie(self) -> str:
        """Holds the means used last."""
        return f"{self.id}_laatste_keuze"

    def asked_means(self, acr_values: str | None) -> list[Means]:
        """Return the means that a request allows; all of them when it names none.

        Values that we do not know are left out, so the list may be empty.
        """
        if not acr_values:
            return list(self.means)
        asked = acr_values.split()
        return [means for means in self.means if means.acr in asked]


def digest(*words: str) -> str:
    """Return 64 hexadecimal digits that are the same at each start."""
    return hashlib.sha256(" ".join(("eloket-sandbox", *words)).encode()).hexdigest()
