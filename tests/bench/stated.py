"""Who signs in for an enterprise: the capacity of the session, and its rights by claim.

What is known of the person is not there: another part of a sign-in opens it.
"""

from collections.abc import Iterator
from collective.eloket.accounts import capacity
from collective.eloket.accounts import stated
from collective.eloket.accounts.interfaces import CitizenSignedIn
from collective.eloket.accounts.session import CitizenSession
from collective.eloket.accounts.tokens import SessionToken
from collective.eloket.clock import utcnow
from collective.eloket.identity.evidence import Evidence
from collective.eloket.identity.evidence import Subject
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.mandates.enterprises import store
from collective.eloket.vault import commands
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from persistent import Persistent
from tests.bench.figure import Figure
from unittest import mock
from ZPublisher.HTTPRequest import HTTPRequest
from ZPublisher.HTTPResponse import HTTPResponse

import io
import os
import secrets
import statistics
import time


PERSON = "citizen-" + "k" * 26
BAKERY = OrganisationNumber("0999999922")
#: An application whose rights come by a claim: one that is stated, one that is not.
CLAIM, STATED, OTHER = "dimona", "lezer", "medewerker"
LIMITS = timedelta(hours=1), timedelta(hours=8)
ENVIRON = {"SERVER_NAME": "localhost", "SERVER_PORT": "8080", "REQUEST_METHOD": "GET"}
#: Bar of issue 7.
MOST_MS = 1.0


class Provider(Persistent):
    """A provider that may state capacities, as its settings say."""

    def __init__(self) -> None:
        self.allowed = True


class Stating:
    """Looks at the settings of the one provider."""

    def __init__(self, root) -> None:
        self._root = root

    def may_state(self, _provider: str) -> bool:
        """See IStatingProviders."""
        return self._root["provider"].allowed


@contextmanager
def keys(folder: Path):
    """Have a key ring and a side store of our own."""
    commands.write_new_ring(folder / "mandates.json")
    side = f"sqlite:///{folder / 'mandates.sqlite'}"
    ring = str(folder / "mandates.json")
    with mock.patch.dict(os.environ, ELOKET_KEYS=ring, ELOKET_SIDE_STORE=side):
        yield


def stating() -> Evidence:
    """Make what a provider says of who acts for the bakery, with a role."""
    now = utcnow()
    return Evidence(
        means="itsme",
        provider="burgerprofiel",
        level=AssuranceLevel.HIGH,
        subject=Subject("https://idp.example", "x"),
        number=None,
        attributes={},
        authenticated_at=now,
        read_at=now,
        proof="oidc",
        said={
            "vo_doelgroepcode": "EA",
            "vo_orgcode": BAKERY.code,
            "vo_orgnaam": "Bakkerij",
            f"{CLAIM}_rol_3d": [f"{STATED}:{BAKERY.code}"],
        },
    )


def token_of(evidence: Evidence) -> SessionToken:
    """Make the token of a session that begins now."""
    now = utcnow()
    return SessionToken(
        sid=secrets.token_urlsafe(16),
        user=PERSON,
        means=evidence.means,
        level=evidence.level,
        provider=evidence.provider,
        authenticated_at=now,
        started=now,
        last=now,
        stated=True,
    )


def stated_session() -> CitizenSession:
    """Begin a session with what its provider stated beside it."""
    evidence = stating()
    token = token_of(evidence)
    with mock.patch("collective.eloket.accounts.stated.session_limits", lambda: LIMITS):
        stated.remember(CitizenSignedIn(PERSON, token.sid, evidence))
    return CitizenSession(token, token.started + LIMITS[1])


def choosing(connection, number: int, sign_ins: int) -> Iterator[Figure]:
    """Choose the capacity of sessions that begin: by rights here, and as stated."""
    by_rights = replace(stating(), said={})
    for word, evidence in (("rights here", by_rights), ("as stated", stating())):
        took = []
        for _count in range(sign_ins):
            connection.cacheMinimize()
            assert connection.root()["citizens"].find(PERSON).closed is None
            # the root of the tree is everybody's: any sign-in before loaded it
            store.find_held("-", BAKERY.code)
            request = HTTPRequest(io.BytesIO(), dict(ENVIRON), HTTPResponse())
            token = token_of(evidence)
            began = time.process_time()
            made = capacity.begun(request, token, evidence)
            took.append((time.process_time() - began) * 1000)
            assert made.choice
        slow = statistics.quantiles(took, n=20)[-1]
        detail = f"{word}, among {number:,}, cold; slowest 5 % {slow:.2f} ms"
        middle = statistics.median(took)
        yield Figure("capacity at sign-in, CPU", middle, MOST_MS, "ms", detail)
