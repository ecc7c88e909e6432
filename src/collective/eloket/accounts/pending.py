"""Somebody proved who they are, and has still to decide: kept until they do."""

from collective.eloket.accounts import cookies
from collective.eloket.accounts.errors import NothingPendingError
from collective.eloket.accounts.holder import Holder
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
LINK = "pending-link"
LIFE = timedelta(minutes=10)

#: Kind → the cookie that binds it to a browser.
COOKIES = {KIND: cookies.PENDING, LINK: cookies.LINKING}


# an identity without an account


def begin_registration(request: HTTPRequest, evidence: Evidence) -> None:
    """Keep the evidence, sealed and bound to this browser by a cookie."""
    _put(request, KIND, {"evidence": evidence_to_json(evidence)})


def keep_registration(request: HTTPRequest, evidence: Evidence) -> None:
    """Keep more evidence in place of what this browser began, for ten minutes more."""
    _store(KIND, _key(request, KIND), {"evidence": evidence_to_json(evidence)})


def find_pending(request: HTTPRequest) -> Evidence | None:
    """Return what this browser began, or None."""
    return _evidence(_get(request, KIND))


def take_pending(request: HTTPRequest) -> Evidence:
    """Return what this browser began, once.

    :raises NothingPendingError: nothing, or it was taken already.
    """
    key = _key(request, KIND)
    evidence = _evidence(_opened(KIND, key, side_store().take(KIND, key)))
    if evidence is None:
        raise NothingPendingError
    return evidence


def forget_pending(request: HTTPRequest) -> None:
    """Forget what this browser began."""
    _forget(request, KIND)


# an identity that its owner proved, to be linked to an account


def begin_link(request: HTTPRequest, holder: Holder, evidence: Evidence) -> None:
    """Keep what the holder proved, for this browser, account and session only."""
    _put(
        request,
        LINK,
        {
            "evidence": evidence_to_json(evidence),
            "user": holder.user_id,
            "session": holder.session,
        },
    )


def find_link(request: HTTPRequest, holder: Holder) -> Evidence | None:
    """Return what the holder proved in this browser and session, or None."""
    found = _get(request, LINK)
    if found is None or found["user"] != holder.user_id:
        return None
    return None if found["session"] != holder.session else _evidence(found)


def name_of(request: HTTPRequest, kind: str) -> str:
    """Return what a page puts in its form, to confirm what it shows and no other.

    Another tab of this browser may have begun something else meanwhile.
    """
    return _key(request, kind)


def forget_all(request: HTTPRequest) -> None:
    """Forget whatever was proven in this browser and not decided."""
    for kind in COOKIES:
        _forget(request, kind)


def _put(request: HTTPRequest, kind: str, value: dict) -> None:
    handle = secrets.token_urlsafe(32)
    _store(kind, vault.blind(kind, handle), value)
    cookies.write(request, COOKIES[kind], handle)


def _store(kind: str, key: str, value: dict) -> None:
    sealed = vault.seal(json.dumps(value).encode(), f"{kind}:{key}")
    side_store().put(kind, key, sealed, LIFE)


def _get(request: HTTPRequest, kind: str) -> dict | None:
    key = _key(request, kind)
    return _opened(kind, key, side_store().get(kind, key))


def _forget(request: HTTPRequest, kind: str) -> None:
    side_store().delete(kind, _key(request, kind))
    cookies.drop(request, COOKIES[kind])


def _key(request: HTTPRequest, kind: str) -> str:
    # who reads the store cannot go on in another's browser
    return vault.blind(kind, cookies.read(request, COOKIES[kind]))


def _opened(kind: str, key: str, sealed: bytes | None) -> dict | None:
    if sealed is None:
        return None
    return json.loads(vault.open_sealed(sealed, f"{kind}:{key}"))


def _evidence(found: dict | None) -> Evidence | None:
    return None if found is None else evidence_from_json(found["evidence"])
