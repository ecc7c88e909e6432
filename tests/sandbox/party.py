"""An application that signs people in, sharing no code with the provider."""

from jwt import PyJWK
from typing import ClassVar
from urllib.parse import parse_qs
from urllib.parse import urlencode
from urllib.parse import urlsplit

import base64
import hashlib
import jwt
import requests
import secrets


CALLBACK = "http://localhost:9999/gemeente/acl_users/burgerprofiel/callback"
CLIENT = "eloket-sandbox"
ACR = "urn:be:vlaanderen:authmech:"


class Party:
    """A relying party and the browser in front of it."""

    callback = CALLBACK
    scope = "openid profile rrn vo"
    roads: ClassVar[dict] = {
        "auth": "v1/auth",
        "token": "v1/token",
        "keys": "v1/keys",
        "userinfo": "v1/userinfo",
    }

    def __init__(self, issuer, secret):
        self.issuer = issuer
        self.secret = secret
        self.browser = requests.Session()
        self.browser.trust_env = False
        self.verifier = secrets.token_urlsafe(48)

    def road(self, name):
        return f"{self.issuer}/{self.roads[name]}"

    def switch(self, **wishes):
        answer = self.browser.post(f"{self.issuer}/_sandbox", json=wishes)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def request(self, **changes):
        """Return the address to send the browser to; None leaves a parameter out."""
        digest = hashlib.sha256(self.verifier.encode()).digest()
        parameters = {
            "client_id": CLIENT,
            "redirect_uri": self.callback,
            "response_type": "code",
            "scope": self.scope,
            "state": "the-state",
            "nonce": "the-nonce",
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
            "code_challenge_method": "S256",
            **changes,
        }
        asked = {name: value for name, value in parameters.items() if value is not None}
        return f"{self.road('auth')}?{urlencode(asked)}"

    def go(self, address, **choices):
        """Visit the authorization endpoint, or answer its chooser."""
        if choices:
            return self.browser.post(address, data=choices, allow_redirects=False)
        return self.browser.get(address, allow_redirects=False)

    def choose(self, person="noor", means="itsme", **changes):
        """Sign in and return what came back to the application."""
        answer = self.go(self.request(**changes), means=means, person=person)
        return came_back(answer, self.callback)

    def exchange(self, code, post=False, **changes):
        data = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.callback,
            "code_verifier": self.verifier,
            **changes,
        }
        data = {name: value for name, value in data.items() if value is not None}
        if post:
            data |= {"client_id": CLIENT, "client_secret": self.secret}
            return self.browser.post(self.road("token"), data=data)
        return self.browser.post(
            self.road("token"), data=data, auth=(CLIENT, self.secret)
        )

    def tokens(self, **choices):
        """Sign in and exchange the code."""
        return self.exchange(self.choose(**choices)["code"]).json()

    def keys(self):
        found = self.browser.get(self.road("keys")).json()["keys"]
        return {key["kid"]: PyJWK(key) for key in found}

    def claims(self, id_token):
        """Verify an ID token as an application should."""
        kid = jwt.get_unverified_header(id_token)["kid"]
        return jwt.decode(
            id_token,
            self.keys()[kid],
            algorithms=["RS256"],
            audience=CLIENT,
            issuer=self.issuer,
        )

    def userinfo(self, token):
        return self.browser.get(
            self.road("userinfo"), headers={"Authorization": f"Bearer {token}"}
        )


def came_back(answer, callback=CALLBACK):
    """Return the parameters with which the browser comes back to the application."""
    assert answer.status_code == 302, answer.text
    parts = urlsplit(answer.headers["Location"])
    assert answer.headers["Location"].startswith(callback)
    return {name: values[0] for name, values in parse_qs(parts.query).items()}
