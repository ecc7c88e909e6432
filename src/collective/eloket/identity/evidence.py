"""What a means of sign-in proved; every road into the e-loket ends here."""

from collections.abc import Mapping
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.identity.numbers import NationalNumber
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Subject:
    """Who, in the words of who vouches: an issuer and its name for the person."""

    issuer: str
    sub: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A proven identity.

    ``authenticated_at`` (aware, UTC) is when the means was used as far as the provider
    says; ``is_timed`` tells that it does say so, else it is when the proof was made.
    ``read_at`` is when we received the proof. ``attributes`` holds the values that
    the proof vouches for, under the names of ``parameters`` (``given_names``,
    ``family_name`` …). ``proof`` says how it was proven, e.g. ``oidc`` or ``webeid``.
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
