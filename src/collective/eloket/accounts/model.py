"""What is kept while somebody finishes a sign-in, and what a registration asks."""

from collective.eloket.identity.evidence import Evidence
from collective.eloket.identity.evidence import ProviderSession
from collective.eloket.identity.evidence import Subject
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.identity.numbers import NationalNumber
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from datetime import UTC
from typing import Self


@dataclass(frozen=True, slots=True)
class Registration:
    """What a new citizen says; evidence, or a user name and password, is needed."""

    evidence: Evidence | None = None
    username: str | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)
    email: str | None = field(default=None, repr=False)
    #: What ``passwords.hash_password`` gave, in place of the password.
    kept: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Link:
    """A way in through a provider; ``since`` is aware, UTC, ``last_used`` a day."""

    provider: str
    since: datetime
    last_used: date | None

    @classmethod
    def from_stored(cls, stored: tuple[str, str, int, int | None]) -> Self:
        """Return what the account keeps as plain values."""
        _subject, provider, since, day = stored
        last_used = None if day is None else date.fromordinal(day)
        return cls(provider, datetime.fromtimestamp(since, UTC), last_used)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A next number that one officer proposed; ``at`` is aware, UTC."""

    id: str
    user_id: str
    by: str
    at: datetime
    number: NationalNumber
    reason: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Device:
    """A browser that stays signed in; ``name`` is what its citizen knows it by."""

    id: str
    name: str
    since: datetime
    used: datetime
    is_this: bool


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session that lives; ``name`` is that of its browser, empty when not known."""

    id: str
    name: str
    means: str
    since: datetime
    used: datetime


def evidence_to_json(evidence: Evidence) -> dict:
    """Return the evidence as values of JSON's kinds, to be sealed."""
    return {
        "means": evidence.means,
        "provider": evidence.provider,
        "level": evidence.level.label,
        "issuer": evidence.subject.issuer,
        "sub": evidence.subject.sub,
        "number": evidence.number.digits if evidence.number else None,
        "attributes": dict(evidence.attributes),
        "authenticated_at": evidence.authenticated_at.isoformat(),
        "read_at": evidence.read_at.isoformat(),
        "proof": evidence.proof,
        "is_timed": evidence.is_timed,
        "session": session_to_json(evidence.session),
        "said": dict(evidence.said),
    }


def session_to_json(session: ProviderSession | None) -> list | None:
    """Return the session at the provider as values of JSON's kinds."""
    return None if session is None else [session.sid, session.id_token]


def evidence_from_json(found: dict) -> Evidence:
    """Return the evidence that ``evidence_to_json`` wrote."""
    return Evidence(
        means=found["means"],
        provider=found["provider"],
        level=AssuranceLevel.from_label(found["level"]),
        subject=Subject(found["issuer"], found["sub"]),
        number=NationalNumber.parse(found["number"]) if found["number"] else None,
        attributes=found["attributes"],
        authenticated_at=datetime.fromisoformat(found["authenticated_at"]),
        read_at=datetime.fromisoformat(found["read_at"]),
        proof=found["proof"],
        is_timed=found["is_timed"],
        session=ProviderSession(*found["session"]) if found["session"] else None,
        # what a release before this one kept has none
        said=found.get("said", {}),
    )
