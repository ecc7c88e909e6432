"""The provider's addresses for programs: discovery, keys, token, userinfo, switches."""

from authlib.integrations.flask_oauth2 import current_token
from collections.abc import Callable
from eloket_sandbox.means import MEANS
from eloket_sandbox.provider.clients import SCOPES
from eloket_sandbox.provider.server import claims_of
from eloket_sandbox.provider.server import protector_for
from eloket_sandbox.provider.server import Provider
from eloket_sandbox.provider.switches import UnknownSwitchError
from flask import abort
from flask import Blueprint
from flask import jsonify
from flask import request
from flask import Response
from typing import Any


CLAIMS = (
    "sub given_name family_name rrn vo_id vo_doelgroepcode vo_orgcode vo_orgnaam "
    "acr auth_time"
)


def metadata(issuer: str) -> dict[str, Any]:
    """Return the discovery document; addresses as ACM/IDM's."""
    return {
        "issuer": issuer,
        "authorization_endpoint": f"{issuer}/v1/auth",
        "token_endpoint": f"{issuer}/v1/token",
        "jwks_uri": f"{issuer}/v1/keys",
        "userinfo_endpoint": f"{issuer}/v1/userinfo",
        "end_session_endpoint": f"{issuer}/v1/logout",
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": [
            "client_secret_basic",
            "client_secret_post",
        ],
        "code_challenge_methods_supported": ["S256"],
        "scopes_supported": list(SCOPES),
        "acr_values_supported": [means.acr for means in MEANS.values()],
        "claims_supported": CLAIMS.split(),
    }


def endpoints(provider: Provider, create_token: Callable[[], Response]) -> Blueprint:
    """Return the addresses for programs."""
    blueprint = Blueprint("provider_endpoints", __name__)
    require_token = protector_for(provider)

    @blueprint.get("/.well-known/openid-configuration")
    def discovery():
        check_up(provider, "discovery")
        return jsonify(metadata(provider.issuer))

    @blueprint.get("/v1/keys")
    def keys():
        check_up(provider, "keys")
        return jsonify(provider.keys.published())

    @blueprint.post("/v1/token")
    def token():
        check_up(provider, "token")
        return create_token()

    @blueprint.get("/v1/userinfo")
    @require_token("openid")
    def userinfo():
        check_up(provider, "userinfo")
        token = current_token
        claims = claims_of(token.sign_in, token.scope, token.with_acr)
        if provider.switches.take("userinfo_sub"):
            claims["sub"] = "0" * 40
        return jsonify(claims)

    @blueprint.route("/_sandbox", methods=["GET", "POST"])
    def sandbox():
        # a body of JSON cannot be sent by a form of another site
        wishes = request.get_json() if request.method == "POST" else {}
        try:
            obey(provider, wishes)
        except UnknownSwitchError as error:
            return jsonify({"error": str(error)}), 400
        return jsonify(provider.switches.as_dict())

    return blueprint


def obey(provider: Provider, wishes: dict[str, Any]) -> None:
    """Do what a test asks.

    ``reset``, ``rotate``, ``forget_keys``, ``end_sessions`` are acts (true); all else
    is a switch.

    :raises UnknownSwitchError: there is no such switch or value.
    """
    acts: dict[str, Callable[[], None]] = {
        "reset": provider.switches.reset,
        "rotate": provider.keys.rotate,
        "forget_keys": lambda: provider.keys.rotate(forget_old=True),
        "end_sessions": provider.memory.end_all_sessions,
    }
    if not isinstance(wishes, dict):
        raise UnknownSwitchError("send an object")
    for name, value in wishes.items():
        if name not in acts:
            provider.switches.set(name, value)
        elif value is True:
            acts[name]()
        else:
            raise UnknownSwitchError(name)


def check_up(provider: Provider, endpoint: str) -> None:
    """Answer 503 when the endpoint is switched off."""
    if endpoint in provider.switches.down:
        abort(503, "switched off by a test")
