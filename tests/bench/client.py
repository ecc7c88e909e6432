"""A small HTTP client that keeps its connection and its cookies."""

from dataclasses import dataclass
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode
from urllib.parse import urlsplit

import base64
import json


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self):
        """Return the body as JSON."""
        return json.loads(self.body)


class Client:
    """One browser or program; talks to one address on this machine."""

    def __init__(self, base: str, token: str | None = None) -> None:
        self.base = base
        self.token = token
        #: Name and password of somebody who has no token.
        self.basic: tuple[str, str] | None = None
        self.cookies: dict[str, str] = {}
        self._connection = HTTPConnection(urlsplit(base).netloc, timeout=60)

    def ask(self, method: str, address: str, body=b"", **headers: str) -> Answer:
        """Send a request; redirects are not followed."""
        parts = urlsplit(address)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        self._connection.request(method, path, body, self._headers(headers))
        answer = self._connection.getresponse()
        for value in answer.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(value).items():
                self.cookies[name] = morsel.value
        return Answer(answer.status, dict(answer.headers), answer.read())

    def get(self, address: str, **headers: str) -> Answer:
        """Ask for a page."""
        return self.ask("GET", address, **headers)

    def get_json(self, address: str):
        """Ask for JSON and return it."""
        return self.get(address, Accept="application/json").json()

    def post_form(self, address: str, fields: dict[str, str]) -> Answer:
        """Send a form of this site."""
        return self.ask(
            "POST",
            address,
            urlencode(fields).encode(),
            **{
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": "{0.scheme}://{0.netloc}".format(urlsplit(self.base)),
            },
        )

    def post_json(self, address: str, value, **headers: str) -> Answer:
        """Send JSON."""
        return self.ask(
            "POST",
            address,
            json.dumps(value).encode(),
            **{
                "Accept": "application/json",
                "Content-Type": "application/json",
                **headers,
            },
        )

    def _headers(self, given: dict[str, str]) -> dict[str, str]:
        headers = {"Accept": "text/html", **given}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        elif self.basic:
            sent = base64.b64encode(":".join(self.basic).encode()).decode()
            headers["Authorization"] = f"Basic {sent}"
        if self.cookies:
            pairs = (f"{name}={value}" for name, value in self.cookies.items())
            headers["Cookie"] = "; ".join(pairs)
        return headers
