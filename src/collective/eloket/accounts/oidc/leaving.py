"""Where is the browser sent, and what does it ask there?"""

from collective.eloket.accounts.oidc import discovery
from collective.eloket.accounts.oidc import hints
from collective.eloket.accounts.oidc.model import Transaction
from collective.eloket.accounts.oidc.provider import Provider

import base64
import hashlib
import json


def challenge_for(verifier: str) -> str:
    """Return the code challenge of a verifier (RFC 7636, section 4.2, S256)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def authorization_url(provider: Provider, transaction: Transaction) -> str:
    """Return where to send the browser; may call the network for discovery."""
    address = discovery.metadata(provider).authorization_endpoint
    return discovery.with_parameters(
        address,
        {**needed(provider, transaction), **wishes(provider, transaction)},
    )


def needed(provider: Provider, transaction: Transaction) -> dict[str, str]:
    """Return what every sign-in asks; ``acr`` comes back only when it was asked for."""
    return {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": transaction.redirect_uri,
        "scope": " ".join(provider.settings.scopes(transaction.purpose)),
        "state": transaction.state,
        "nonce": transaction.nonce,
        "code_challenge": challenge_for(transaction.verifier),
        "code_challenge_method": "S256",
        "acr_values": " ".join(transaction.acr),
    }


def wishes(provider: Provider, transaction: Transaction) -> dict[str, str]:
    """Return what some sign-ins ask (OpenID Connect Core 1.0, 3.1.2.1 and 5.5)."""
    found = {}
    if transaction.language:
        found["ui_locales"] = transaction.language
    if transaction.prompt:
        found["prompt"] = transaction.prompt
    if transaction.max_age is not None:
        found["max_age"] = str(int(transaction.max_age.total_seconds()))
    if claims := provider.settings.claims(transaction.purpose):
        found["claims"] = json.dumps(claims, separators=(",", ":"))
    if hint := transaction.hint or provider.settings["login_hint"]:
        found["login_hint"] = hints.encoded(hint)
    return found


def logout_url(
    provider: Provider, return_url: str, state: str, id_token: str | None = None
) -> str | None:
    """Return where the browser ends the session at the provider; None: nowhere.

    OpenID Connect RP-Initiated Logout 1.0, section 2. ``client_id`` always goes along:
    ACM/IDM takes it instead of an ``id_token_hint``.
    """
    address = discovery.metadata(provider).end_session_endpoint
    if address is None:
        return None
    parameters = {
        "client_id": provider.client_id,
        "post_logout_redirect_uri": return_url,
        "state": state,
    }
    if id_token is not None:
        parameters["id_token_hint"] = id_token
    return discovery.with_parameters(address, parameters)
