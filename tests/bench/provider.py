"""An identity provider for the bench: answers at once, and counts its calls.

python -m tests.bench.provider 8099
"""

from collections import Counter
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from joserfc import jwt
from joserfc.jwk import RSAKey
from urllib.parse import parse_qsl
from urllib.parse import urlsplit

import base64
import json
import sys
import time


ACR = "urn:be:vlaanderen:authmech:itsme"
KEY = RSAKey.generate_key(2048, {"kid": "bench", "use": "sig"}, auto_kid=False)
#: How often each was asked for.
CALLS: Counter[str] = Counter()


def subject_of(index: int) -> str:
    """Return what the provider calls a person."""
    return f"person-{index}"


def number_of(index: int) -> str:
    """Return the national number of a person, with its check digits."""
    digits = f"850730{index + 1:03d}"
    return f"{digits}{97 - int(digits) % 97:02d}"


def code_for(index: int, nonce: str) -> str:
    """Return the code that a browser brings from here, for a sign-in with ``nonce``."""
    told = json.dumps({"index": index, "nonce": nonce}).encode()
    return base64.urlsafe_b64encode(told).decode()


class Handler(BaseHTTPRequestHandler):
    """Discovery, keys, token, userinfo; ``/calls`` tells and forgets the counts."""

    protocol_version = "HTTP/1.1"
    # head and body leave apart; the second must not wait for word of the first
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self.answer(b"")

    def do_POST(self) -> None:
        self.answer(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

    def answer(self, body: bytes) -> None:
        name = urlsplit(self.path).path.rpartition("/")[2]
        if name == "calls":
            found = dict(CALLS)
            CALLS.clear()
        else:
            CALLS[name] += 1
            found = getattr(self, name.replace("-", "_"))(
                dict(parse_qsl(body.decode()))
            )
        data = json.dumps(found).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def openid_configuration(self, _form: dict) -> dict:
        """What the provider publishes of itself."""
        issuer = self.issuer
        return {
            "issuer": issuer,
            "authorization_endpoint": f"{issuer}/auth",
            "token_endpoint": f"{issuer}/token",
            "jwks_uri": f"{issuer}/keys",
            "userinfo_endpoint": f"{issuer}/userinfo",
            "end_session_endpoint": f"{issuer}/logout",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }

    def keys(self, _form: dict) -> dict:
        """The key that signs."""
        return {"keys": [KEY.as_dict(private=False)]}

    def token(self, form: dict) -> dict:
        """The tokens for a code."""
        told = json.loads(base64.urlsafe_b64decode(form["code"]))
        basic = base64.b64decode(self.headers["Authorization"].split()[1]).decode()
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "sub": subject_of(told["index"]),
            "aud": basic.partition(":")[0],
            "exp": now + 300,
            "iat": now,
            "auth_time": now - 5,
            "nonce": told["nonce"],
            "acr": ACR,
        }
        return {
            "access_token": f"at-{told['index']}",
            "token_type": "Bearer",
            "expires_in": 300,
            "id_token": jwt.encode({"alg": "RS256", "kid": "bench"}, claims, KEY),
        }

    def userinfo(self, form: dict) -> dict:
        """Who it is."""
        header = self.headers.get("Authorization", "")
        token = form.get("access_token") or header.partition(" ")[2]
        index = int(token.rpartition("-")[2])
        return {
            "sub": subject_of(index),
            "rrn": number_of(index),
            "given_name": "Noor",
            "family_name": "Voorbeeld",
            "name": "Noor Voorbeeld",
        }

    @property
    def issuer(self) -> str:
        """The address of this provider."""
        return "http://{}:{}/op".format(*self.server.server_address)

    def log_message(self, *_arguments) -> None:
        """Say nothing."""


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
