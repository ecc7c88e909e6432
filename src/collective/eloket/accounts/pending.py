"""Somebody proved who they are, and has no account yet: kept until they choose."""

from collective.eloket.accounts import cookies
from collective.eloket.accounts.errors import NothingPendingError
from collective.eloket.accounts.model import evidence_from_json
from collective.eloket.accounts.model import evidence_to_json
from collective.eloket.ephemeral.service import side_store
from collective.eloket.identity.evidence import Evidence
from collective.eloket.vault import service as vault
from datetime import timedelta
from ZPublisher.HTTPRequest import HTTPRequest

import json
import secrets


KIND = "pending"
LIFE = timedelta(minutes=10)


def begin_registration(request: HTTPRequest, evidence: Evidence) -> None:
    """Keep the evidence, sealed and bound to this browser by a cookie."""
    handle = secrets.token_urlsafe(32)
    key = _key(handle)
    text = json.dumps(evidence_to_json(evidence))
    side_store().put(KIND, key, vault.seal(text.encode(), f"{KIND}:{key}"), LIFE)
    cookies.write(request, cookies.PENDING, handle)


def find_pending(request: HTTPRequest) -> Evidence | None:
    """Return what this browser began, or None."""
    key = _key(cookies.read(request, cookies.PENDING))
    return _opened(key, side_store().get(KIND, key))


def take_pending(request: HTTPRequest) -> Evidence:
    """Return what this browser began, once.

    :raises NothingPendingError: nothing, or it was taken already.
    """
    key = _key(cookies.read(request, cookies.PENDING))
    evidence = _opened(key, side_store().take(KIND, key))
    if evidence is None:
        raise NothingPendingError
    return evidence


def forget_pending(request: HTTPRequest) -> None:
    """Forget what this browser began."""
    side_store().delete(KIND, _key(cookies.read(request, cookies.PENDING)))
    cookies.drop(request, cookies.PENDING)


def _key(handle: str) -> str:
    # who reads the store cannot go on in another's browser
    return vault.blind(KIND, handle)


def _opened(key: str, sealed: bytes | None) -> Evidence | None:
    if sealed is None:
        return None
    return evidence_from_json(json.loads(vault.open_sealed(sealed, f"{KIND}:{key}")))
