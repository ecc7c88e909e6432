"""A second provider, on another library than ours and the sandbox's: idpyoidc.

It shares no code with our client: cryptojwt reads and writes its tokens. It has no page
to choose who signs in: it is always Noor.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from idpyoidc.message.oauth2 import ResponseMessage
from idpyoidc.server import Server
from idpyoidc.server.configure import OPConfiguration
from idpyoidc.server.exception import UnAuthorizedClient
from idpyoidc.server.oidc.authorization import Authorization
from idpyoidc.server.oidc.provider_config import ProviderConfiguration
from idpyoidc.server.oidc.session import Session
from idpyoidc.server.oidc.token import Token
from idpyoidc.server.oidc.userinfo import UserInfo
from urllib.parse import parse_qsl
from urllib.parse import urlsplit

import secrets
import threading
import time


CLIENT_ID = "eloket-second"
SECRET = secrets.token_urlsafe(32)
METHODS = ["client_secret_basic", "client_secret_post", "private_key_jwt"]
PERSON = {
    "noor": {
        "given_name": "Noor",
        "family_name": "Voorbeeld",
        "rrn": "85073003328",
    }
}
RULES = {
    "authorization_code": {
        "supports_minting": ["access_token", "id_token"],
        "max_usage": 1,
        "expires_in": 30,
    },
    "access_token": {"expires_in": 600},
    "id_token": {"expires_in": 300},
}


def configuration(issuer: str) -> dict:
    """Return what idpyoidc wants to know."""
    return {
        "issuer": issuer,
        "key_conf": {
            "uri_path": "keys",
            "key_defs": [{"type": "RSA", "use": ["sig"], "size": 2048}],
        },
        "preference": {
            "scopes_supported": ["openid", "profile", "rrn"],
            "subject_types_supported": ["public"],
            "acr_values_supported": ["urn:second:eid", "urn:second:sms"],
        },
        "scopes_to_claims": {
            "openid": ["sub"],
            "profile": ["given_name", "family_name"],
            "rrn": ["rrn"],
        },
        "endpoint": {
            "provider_config": {
                "path": ".well-known/openid-configuration",
                "class": ProviderConfiguration,
                "kwargs": {},
            },
            "authorization": {
                "path": "authorization",
                "class": Authorization,
                "kwargs": {},
            },
            "token": {
                "path": "token",
                "class": Token,
                "kwargs": {"client_authn_method": METHODS},
            },
            "userinfo": {
                "path": "userinfo",
                "class": UserInfo,
                "kwargs": {"client_authn_method": ["bearer_header"]},
            },
            "session": {"path": "logout", "class": Session, "kwargs": {}},
        },
        "userinfo": {
            "class": "idpyoidc.server.user_info.UserInfo",
            "kwargs": {"db": PERSON},
        },
        "authentication": {
            "anon": {
                "acr": "urn:second:eid",
                "class": "idpyoidc.server.user_authn.user.NoAuthn",
                "kwargs": {"user": "noor"},
            }
        },
        "token_handler_args": {
            "key_conf": {
                "key_defs": [
                    {"type": "oct", "bytes": 24, "use": ["enc"], "kid": "code"},
                ]
            },
            "code": {"lifetime": 600, "kwargs": {"crypt_conf": CRYPT}},
            "token": {"lifetime": 600, "kwargs": {"crypt_conf": CRYPT}},
            "id_token": {"class": "idpyoidc.server.token.id_token.IDToken"},
        },
        "authz": {
            "class": "idpyoidc.server.authz.AuthzHandling",
            "kwargs": {"grant_config": {"usage_rules": RULES, "expires_in": 600}},
        },
        "add_on": {
            "pkce": {
                "function": "idpyoidc.server.oauth2.add_on.pkce.add_support",
                "kwargs": {"essential": True, "code_challenge_method": "S256"},
            }
        },
        "session_params": {"encrypter": CRYPT},
    }


CRYPT = {
    "kwargs": {
        "keys": {
            "key_defs": [
                {"type": "OCT", "use": ["enc"], "kid": "password"},
                {"type": "OCT", "use": ["enc"], "kid": "salt"},
            ]
        },
        "iterations": 1,
    }
}


class SecondProvider:
    """The running provider, and what a test may want of it."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.server = Server(OPConfiguration(conf=configuration(issuer), base_path="."))
        #: ``acr`` and age in seconds of the next sign-in; None: as was asked for
        self.acr: str | None = None
        self.age = 0
        self.calls: list[str] = []
        self.posted: dict[str, str] = {}
        self.session = ""

    def know(self, redirect_uri: str, keys: dict | None = None, **more) -> None:
        """Let an application in."""
        self.server.context.cdb[CLIENT_ID] = {
            "client_id": CLIENT_ID,
            "client_secret": SECRET,
            "redirect_uris": [(redirect_uri, {})],
            "token_endpoint_auth_method": "client_secret_basic",
            "response_types_supported": ["code"],
            "allowed_scopes": ["openid", "profile", "rrn"],
            "id_token_signed_response_alg": "RS256",
            **more,
        }
        self.server.keyjar.add_symmetric(CLIENT_ID, SECRET)
        if keys is not None:
            self.server.keyjar.import_jwks(keys, CLIENT_ID)

    def authorize(self, query: str) -> str:
        """Sign somebody in; return where the browser goes."""
        endpoint = self.server.get_endpoint("authorization")
        request = endpoint.parse_request(dict(parse_qsl(query)), http_info={})
        if "error" in request:
            raise ValueError(request.to_dict())
        acr = self.acr or request["acr_values"][0]
        method = self.server.context.authn_broker["anon"]["method"]
        when = int(time.time()) - self.age
        self.session = endpoint.create_session(request, "noor", acr, when, method)
        # it takes a time and does not use it
        manager = self.server.context.session_manager
        grant = manager.get_session_info(self.session, grant=True)["grant"]
        grant.authentication_event["authn_time"] = when
        found = endpoint.authz_part2(request=request, session_id=self.session)
        return endpoint.do_response(request=request, **found)["response"]

    def call(self, name: str, body: dict | str, headers: dict) -> tuple[int, str, str]:
        """Answer a program: status, content type and body."""
        endpoint = self.server.get_endpoint(name)
        info = {"headers": headers, "method": "POST", "url": f"{self.issuer}/{name}"}
        try:
            request = endpoint.parse_request(body, http_info=info)
        except UnAuthorizedClient:
            return 401, "application/json", '{"error": "invalid_client"}'
        if isinstance(request, ResponseMessage) and "error" in request:
            return 400, "application/json", request.to_json()
        found = endpoint.process_request(request, http_info=info)
        if isinstance(found, ResponseMessage) and "error" in found:
            return 400, "application/json", found.to_json()
        response = endpoint.do_response(request=request, **found)
        kind = dict(response["http_headers"]).get("Content-type", "application/json")
        return 200, kind, str(response["response"])

    def logout_token(self) -> str:
        """Return what it sends when the last session ends there."""
        endpoint = self.server.get_endpoint("session")
        known = self.server.context.cdb[CLIENT_ID]
        _address, token = endpoint.do_back_channel_logout(known, self.session)
        return token


class Handler(BaseHTTPRequestHandler):
    """Hands requests to idpyoidc."""

    provider: SecondProvider

    def do_GET(self):
        parts = urlsplit(self.path)
        name = parts.path.strip("/")
        self.provider.calls.append(name)
        if name == "keys":
            keys = self.provider.server.keyjar.export_jwks_as_json()
            self.answer(200, "application/json", keys)
        elif name == "userinfo":
            self.answer(*self.provider.call("userinfo", {}, self.low()))
        else:
            self.answer(*self.provider.call("provider_config", {}, {}))

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.provider.calls.append(self.path.strip("/"))
        self.provider.posted = dict(parse_qsl(body))
        self.answer(*self.provider.call("token", self.provider.posted, self.low()))

    def low(self) -> dict:
        return {name.lower(): value for name, value in self.headers.items()}

    def answer(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_arguments):
        pass


@contextmanager
def running() -> Iterator[SecondProvider]:
    """Serve on a free port of this machine."""
    handler = type("Bound", (Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    handler.provider = SecondProvider(f"http://localhost:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield handler.provider
    finally:
        server.shutdown()
        server.server_close()
