"""Applications of the look-alikes of CSAM and itsme; cryptojwt opens what is sealed."""

from collections.abc import Iterator
from contextlib import contextmanager
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptojwt.jwe.jwe import JWE
from cryptojwt.jwk.rsa import RSAKey
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from tests.sandbox.party import CLIENT
from tests.sandbox.party import Party
from typing import ClassVar

import json
import jwt
import secrets
import threading
import time


CSAM_ACR = "urn:be:fedict:iam:fas:"
ITSME = "http://itsme.services/v2/claim/"
NUMBER = f"{ITSME}BENationalNumber"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class CsamParty(Party):
    """Knows names and number by a signed userinfo only."""

    callback = "http://localhost:9999/gemeente/acl_users/csam/callback"
    scope = "openid profile egovnrn"
    roads: ClassVar[dict] = {
        "auth": "authorize",
        "token": "access_token",
        "keys": "connect/jwk_uri",
        "userinfo": "userinfo",
    }

    def exchange(self, code, post=False, **changes):
        return super().exchange(code, post, redirect_uri=self.callback, **changes)


class OwnKey:
    """A key of an application, and how it is published."""

    def __init__(self, use):
        self.private = rsa.generate_private_key(65537, 2048)
        self.kid, self.use = secrets.token_hex(8), use

    @property
    def opener(self):
        return RSAKey(kid=self.kid, use=self.use).load_key(self.private)

    def published(self):
        found = RSAKey(kid=self.kid, use=self.use)
        return found.load_key(self.private.public_key()).serialize()


class ItsmeParty(Party):
    """Proves itself by a key, and opens what is encrypted for it."""

    callback = "http://localhost:9999/gemeente/acl_users/itsme/callback"
    scope = "openid service:TESTEGEM"
    roads: ClassVar[dict] = {
        "auth": "authorization",
        "token": "token",
        "keys": "jwkSet",
        "userinfo": "userinfo",
    }

    def __init__(self, issuer, published):
        super().__init__(issuer, "")
        self.published = published
        self.renew()

    def renew(self):
        """Publish new keys, and no others."""
        self.signing, self.opening = OwnKey("sig"), OwnKey("enc")
        self.published[:] = [self.signing.published(), self.opening.published()]

    def assertion(self, **changes):
        now = int(time.time())
        good = {
            "iss": CLIENT,
            "sub": CLIENT,
            "aud": self.road("token"),
            "jti": secrets.token_hex(8),
            "exp": now + 60,
        }
        header = {"kid": self.signing.kid}
        claims = {name: one for name, one in (good | changes).items() if one}
        return jwt.encode(claims, self.signing.private, "RS256", header)

    def exchange(self, code, post=False, assertion=None, **changes):
        data = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.callback,
            "code_verifier": self.verifier,
            "client_id": CLIENT,
            "client_assertion_type": ASSERTION,
            "client_assertion": assertion or self.assertion(),
            **changes,
        }
        return self.browser.post(self.road("token"), data=data)

    def opened(self, token):
        """Return the signed token inside."""
        assert token.count(".") == 4
        assert jwt.utils.base64url_decode(token.partition(".")[0])
        return JWE().decrypt(token, [self.opening.opener]).decode()


@contextmanager
def publishing() -> Iterator[tuple[str, list]]:
    """Serve a JWK set on a free port; gives its origin, and the rows to change."""
    rows: list = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            is_ours = self.path == "/gemeente/acl_users/itsme/jwks"
            body = json.dumps({"keys": rows}).encode()
            self.send_response(200 if is_ours else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://localhost:{server.server_port}", rows
    finally:
        server.shutdown()
        server.server_close()
