"""What does the provider remember while it runs? Codes, tokens and sign-ins."""

from authlib.oauth2.rfc6749 import AuthorizationCodeMixin
from authlib.oauth2.rfc6749 import ClientMixin
from authlib.oauth2.rfc6749 import TokenMixin
from dataclasses import dataclass
from dataclasses import field
from eloket_sandbox.persons import Capacity
from eloket_sandbox.persons import CITIZEN
from eloket_sandbox.persons import Person

import secrets
import time


#: ACM/IDM: an access token lives an hour and the sign-in that all sites share two.
TOKEN_SECONDS = 3600
SESSION_SECONDS = 7200


@dataclass(frozen=True)
class SignIn:
    """Somebody proved who they are; ``at`` in seconds since 1970."""

    person: Person
    means: str
    at: int
    capacity: Capacity = CITIZEN

    def is_fresh(self, seconds: int, now: float) -> bool:
        """Was it at most so many seconds ago?"""
        return now - self.at <= seconds


@dataclass(frozen=True)
class Asked:
    """What an application asked to be told.

    ``with_acr``: it named means; the claims are those of the parameter ``claims``
    (OpenID Connect Core 1.0, 5.5).
    """

    scope: str
    with_acr: bool = False
    token_claims: frozenset[str] = frozenset()
    userinfo_claims: frozenset[str] = frozenset()

    @property
    def scopes(self) -> list[str]:
        """The words of the scope."""
        return self.scope.split()


@dataclass(frozen=True)
class Code(AuthorizationCodeMixin):
    """A code on its way to the application."""

    code: str = field(repr=False)
    client_id: str
    redirect_uri: str
    asked: Asked
    sign_in: SignIn
    expires: float
    nonce: str | None = None
    code_challenge: str | None = None
    code_challenge_method: str | None = None

    def get_redirect_uri(self):
        """See AuthorizationCodeMixin."""
        return self.redirect_uri

    def get_scope(self):
        """See AuthorizationCodeMixin."""
        return self.asked.scope


@dataclass(frozen=True)
class Token(TokenMixin):
    """An access token, good for userinfo."""

    client: ClientMixin
    sign_in: SignIn
    asked: Asked
    expires: float

    def check_client(self, client):
        """See TokenMixin."""
        return client.client_id == self.client.client_id

    def get_scope(self):
        """See TokenMixin."""
        return self.asked.scope

    def get_expires_in(self):
        """See TokenMixin."""
        return TOKEN_SECONDS

    def is_expired(self):
        """See TokenMixin."""
        return time.time() >= self.expires

    def is_revoked(self):
        """See TokenMixin."""
        return False

    def get_user(self):
        """See TokenMixin."""
        return self.sign_in

    def get_client(self):
        """See TokenMixin."""
        return self.client


class Memory:
    """Codes, tokens and sessions; all is forgotten when the process ends."""

    def __init__(self) -> None:
        self._codes: dict[str, Code] = {}
        self._tokens: dict[str, Token] = {}
        self._sessions: dict[str, SignIn] = {}

    def put_code(self, code: Code) -> None:
        """Keep a code until it is taken or too old."""
        now = time.time()
        for old in [old for old, kept in self._codes.items() if kept.expires <= now]:
            self._codes.pop(old, None)
        self._codes[code.code] = code

    def take_code(self, text: str, client_id: str) -> Code | None:
        """Return a code that is still good, once; a second call gets None."""
        code = self._codes.pop(text, None)
        if code is None or code.expires <= time.time() or code.client_id != client_id:
            return None
        return code

    def put_token(self, text: str, token: Token) -> None:
        """Keep an access token."""
        now = time.time()
        for old in [old for old, kept in self._tokens.items() if kept.expires <= now]:
            self._tokens.pop(old, None)
        self._tokens[text] = token

    def find_token(self, text: str) -> Token | None:
        """Return the token, or None."""
        return self._tokens.get(text)

    def begin_session(self, sign_in: SignIn) -> str:
        """Remember a sign-in for all sites; returns the value of the cookie."""
        session_id = secrets.token_urlsafe(32)
        self._sessions[session_id] = sign_in
        return session_id

    def find_session(self, session_id: str | None) -> SignIn | None:
        """Return the sign-in behind a cookie, or None."""
        sign_in = self._sessions.get(session_id or "")
        if sign_in is None or not sign_in.is_fresh(SESSION_SECONDS, time.time()):
            return None
        return sign_in

    def end_session(self, session_id: str | None) -> None:
        """Forget a sign-in."""
        self._sessions.pop(session_id or "", None)

    def end_all_sessions(self) -> None:
        """Forget every sign-in."""
        self._sessions.clear()
