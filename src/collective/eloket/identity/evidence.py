"""What a means of sign-in proved; every road into the e-loket ends here."""

from collections.abc import Mapping
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.identity.numbers import NationalNumber
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime


#: How something was proven: by a provider's token …
OIDC = "oidc"
#: … for which the means was used anew: asked for, and confirmed by ``auth_time`` …
OIDC_FRESH = "oidc-fresh"
#: … for which we only led the browser past the provider's sign-out first. It may have
#: gone round that: good for a step-up, no presence.
OIDC_LOGOUT_FIRST = "oidc-logout-first"
#: … by the card's own answer to our question, with the PIN code, by Web eID …
WEBEID = "webeid"
#: … by a card's certificate, with which the browser opened a TLS connection. Browsers
#: keep the PIN for a while, so nobody need have been there.
TLS = "tls"
#: Proofs that a person was there at ``authenticated_at``, as a card read needs.
PRESENCE = frozenset({OIDC_FRESH, WEBEID})


@dataclass(frozen=True, slots=True)
class Subject:
    """Who, in the words of who vouches: an issuer and its name for the person."""

    issuer: str
    sub: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ProviderSession:
    """The session at the provider behind a sign-in, so that both can end together.

    ``sid``: its name there, if it says one; ``id_token``: what the provider wants to
    be shown when its session is ended from here, None when it does not.
    """

    sid: str | None = field(repr=False)
    id_token: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A proven identity.

    ``authenticated_at`` (aware, UTC) is when the means was used as far as the provider
    says; ``is_timed`` tells that it does say so, else it is when the proof was made.
    ``read_at`` is when we received the proof. ``attributes`` holds the values that
    the proof vouches for, under the names of ``parameters`` (``given_names``,
    ``family_name`` …). ``proof`` says how it was proven, see PRESENCE; ``session``
    what else ends with it. ``said`` are the claims about organisations, not yet read:
    see ``statements``.
    """

    means: str
    provider: str
    level: AssuranceLevel
    subject: Subject
    number: NationalNumber | None
    attributes: Mapping[str, str] = field(repr=False)
    authenticated_at: datetime
    read_at: datetime
    proof: str
    is_timed: bool = False
    session: ProviderSession | None = None
    said: Mapping[str, object] = field(default_factory=dict, repr=False)

    @property
    def was_asked_anew(self) -> bool:
        """Was the means to be used for this very sign-in, as far as we could see to?"""
        return self.proof in PRESENCE or self.proof == OIDC_LOGOUT_FIRST

    @property
    def proves_presence(self) -> bool:
        """Was somebody there at ``authenticated_at``, as when a card is read anew?"""
        return self.proof in PRESENCE
