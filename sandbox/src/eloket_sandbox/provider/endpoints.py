"""The provider's addresses for programs: discovery, keys, token, userinfo, switches."""

from authlib.integrations.flask_oauth2 import current_token
from collections.abc import Callable
from eloket_sandbox.provider.clients import Client
from eloket_sandbox.provider.kinds.kind import JSON
from eloket_sandbox.provider.server import protector_for
from eloket_sandbox.provider.server import Provider
from eloket_sandbox.provider.switches import UnknownSwitchError
from eloket_sandbox.provider.written import signed
from flask import abort
from flask import Blueprint
from flask import jsonify
from flask import request
from flask import Response
from typing import Any


def metadata(provider: Provider) -> dict[str, Any]:
    """Return the discovery document; 404 where a provider has none."""
    kind = provider.kind
    if kind.published is None:
        abort(404)
    return {
        "issuer": provider.issuer,
        **{name: provider.address(name) for name in kind.roads},
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "code_challenge_methods_supported": ["S256"],
        "scopes_supported": list(kind.scopes),
        "acr_values_supported": [means.acr for means in kind.means],
        **kind.published,
    }


def endpoints(provider: Provider, create_token: Callable[[], Response]) -> Blueprint:
    """Return the addresses for programs."""
    kind = provider.kind
    blueprint = Blueprint(f"{kind.id}_endpoints", __name__)
    require_token = protector_for(provider)

    @blueprint.get("/.well-known/openid-configuration")
    def discovery():
        check_up(provider, "discovery")
        return jsonify(metadata(provider))

    @blueprint.get(kind.roads["jwks_uri"])
    def keys():
        check_up(provider, "keys")
        return jsonify(provider.keys.published())

    @blueprint.post(kind.roads["token_endpoint"])
    def token():
        check_up(provider, "token")
        return create_token()

    @blueprint.get(kind.roads["userinfo_endpoint"])
    @require_token("openid")
    def userinfo():
        check_up(provider, "userinfo")
        token = current_token
        claims = kind.in_userinfo(token.sign_in, token.asked)
        if provider.switches.take("userinfo_sub"):
            claims["sub"] = "0" * 40
        return told(provider, token.client, claims)

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


def told(provider: Provider, client: Client, claims: dict[str, Any]) -> Response:
    """Return userinfo as the kind of provider writes it."""
    form = provider.kind.userinfo
    if form == JSON:
        return jsonify(claims)
    claims = {**claims, "iss": provider.issuer, "aud": client.client_id}
    token = signed(claims, provider.keys.current)
    return Response(provider.covered(token, client, form), mimetype="application/jwt")


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
